"""What the engine asks of the tables: who may send what now, what waits for whom, all in batches of few statements.

The functions are methods of `SqlStore`, kept apart because they are SQL for a reason: a claim must be one step.
Why a claim looks as it does: docs/design/publishing.md.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import lru_cache
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Dialect, Select, bindparam, case, exists, func, literal, select, union, update

from core.model import Job, Publication, State
from core.ports import EVERYWHERE, Noun, Scope
from storage import bulk
from storage.rows import columns, to_noun
from storage.scope import checked, within
from storage.tables import TABLES, connections, publications

if TYPE_CHECKING:
    from storage.store import SqlStore

p = publications.c
NOW: Any = bindparam("now")
UNTIL: Any = bindparam("until")
OWNER: Any = bindparam("owner")
LIMIT: Any = bindparam("limit")
OLDEST = 2
"""A claim looks at so many times what it wants before it looks at all that is due: most accounts have one thing due."""

Asked = Callable[[Sequence[Publication]], Sequence[Job]]
"""The jobs that publications ask for, once they are saved."""


def nothing(_: Sequence[Publication]) -> Sequence[Job]:
    """No jobs."""
    return ()


async def next_wake(store: "SqlStore", scope: Scope, *, after: datetime | None = None) -> datetime | None:
    """See `core.ports.Store`."""
    # Said so that the partial index is used: SQLite does not see by itself that nulls do not matter to a minimum.
    statement = select(func.min(p.wake_at)).where(p.wake_at.is_not(None))
    if after is not None:
        statement = statement.where(p.wake_at > after)
    found: datetime | None = (await store.rows(scope, statement))[0][0]
    return found


# -- claims ------------------------------------------------------------------------------------------------------------


def _due(scope: Scope, *only: ColumnElement[bool], among: int | None = None) -> Select[Any]:
    """What wants the engine now, of accounts that have nothing in flight, numbered within each account.

    A row whose lease is over comes first: what may be half done is settled before anything new of its account.
    `among`: only those, and the oldest of the others, so many times the limit.
    """
    other = publications.alias("other").c
    in_flight = exists().where(other.connection_id == p.connection_id, other.lease_until > NOW)
    free = within(
        scope, select(p.id, p.connection_id, p.wake_at, p.lease_until).where(p.wake_at <= NOW, ~in_flight, *only)
    )
    f = free.subquery().c
    if among is not None:
        oldest = free.order_by(p.wake_at).limit(LIMIT * among).subquery()
        f = union(free.where(p.lease_until.is_not(None)), select(oldest)).subquery().c
    turn = func.row_number().over(partition_by=f.connection_id, order_by=(f.lease_until.is_(None), f.wake_at, f.id))
    return select(f.id, f.connection_id, f.wake_at, turn.label("turn"))


@lru_cache(maxsize=8)
def _accounts(scope: Scope) -> Select[Any]:
    """The accounts of what is due, locked until the commit, passing over those that another worker has locked.

    Locking publications would not do: another one of the same account could be claimed beside it. And the lock has to
    be there before the claim reads, or the claim would not see leases that were committed in between.
    """
    due = _due(scope).subquery()
    accounts = select(connections.c.id).join_from(connections, due, due.c.connection_id == connections.c.id)
    oldest = accounts.where(due.c.turn == 1).order_by(due.c.wake_at, due.c.id).limit(LIMIT)
    return oldest.with_for_update(key_share=True, skip_locked=True, of=connections)


@lru_cache(maxsize=16)
def _claim(scope: Scope, *, locked: bool, among: int | None) -> Any:
    only = [p.connection_id.in_(bindparam("accounts", expanding=True))] if locked else []
    due = _due(scope, *only, among=among).subquery()
    first = select(due.c.id).where(due.c.turn == 1).order_by(due.c.wake_at, due.c.id).limit(LIMIT)
    claimed = case((p.state == State.SCHEDULED, literal(State.CLAIMED, p.state.type)), else_=p.state)
    lease: dict[Any, Any] = {p.lease_owner: OWNER, p.lease_until: UNTIL, p.wake_at: UNTIL}
    changes = lease | {p.state: claimed, p.revision: p.revision + 1, p.updated_at: NOW}
    # Said once more of the row itself: PostgreSQL looks at this again, and not at the subquery, when it had to wait for
    # somebody who changed the row meanwhile and gave it a new time.
    still = p.wake_at <= NOW
    return within(scope, update(publications).where(p.id.in_(first), still).values(changes)).returning(publications)


async def claim_publications(  # noqa: PLR0913 - the port's
    store: "SqlStore", scope: Scope, *, now: datetime, owner: str, lease: timedelta, limit: int
) -> list[Publication]:
    """See `core.ports.Store`."""
    values: dict[str, Any] = {"now": now, "owner": owner, "until": now + lease}
    async with store.writing() as (connection, written):
        locked = not store.database.sqlite
        if locked:
            values["accounts"] = list((await connection.execute(_accounts(scope), values | {"limit": limit})).scalars())
            if not values["accounts"]:
                return []
        rows: list[Any] = []
        for among in (None,) if locked else (OLDEST, None):
            left = {"limit": limit - len(rows)}
            found = (await connection.execute(_claim(scope, locked=locked, among=among), values | left)).all()
            rows += found
            if not found or len(rows) == limit:
                break
        if rows:
            written.add(publications.name)
    claimed = [to_noun(Publication, row) for row in rows]
    return sorted(claimed, key=lambda taken: (taken.due_at or now, taken.id))


async def renew_leases(store: "SqlStore", scope: Scope, owner: str, until: datetime) -> int:
    """See `core.ports.Store`."""
    held = update(publications).where(p.lease_owner == owner, p.lease_until.is_not(None), p.lease_until < until)
    async with store.writing() as (connection, _):
        result = await connection.execute(within(scope, held.values(lease_until=until, wake_at=until)))
    return int(result.rowcount)


# -- outcomes ----------------------------------------------------------------------------------------------------------


async def save_publications(
    store: "SqlStore",
    scope: Scope,
    changes: Sequence[tuple[Publication, Publication]],
    also: Sequence[Noun] = (),
    asked: Asked = nothing,
) -> list[Publication]:
    """See `core.ports.Store`."""
    if not changes and not also:
        return []
    async with store.together() as inside:
        if store.database.sqlite and scope == EVERYWHERE and changes:
            saved = [_advanced(old, new) for old, new in changes]
            if await _saved_at_once(inside, saved, [*also, *asked(saved)], _written(changes)):
                return saved
        saved = await _won(inside, scope, changes)
        lost = {old.id for old, _ in changes} - {new.id for new in saved}
        beside = [noun for noun in also if getattr(noun, "publication_id", None) not in lost]
        await put(inside, scope, [*beside, *asked(saved)])
    return saved


async def _saved_at_once(
    store: "SqlStore", saved: Sequence[Publication], also: Sequence[Noun], names: tuple[str, ...]
) -> bool:
    """What almost always works: all of it in one trip to SQLite. False where somebody lost, and nothing is written."""
    async with store.writing() as (connection, written):
        change = bulk.changing(Publication, names, within=False, dialect=connection.dialect)
        steps = [(_putting(kind, EVERYWHERE, connection.dialect), group) for kind, group in _by_kind(also)]
        done = await bulk.at_once(connection, change, saved, *steps)
        if done:
            written.update({publications.name, *(TABLES[type(noun)].name for noun in also)})
    return done


async def _won(
    store: "SqlStore", scope: Scope, changes: Sequence[tuple[Publication, Publication]]
) -> list[Publication]:
    """Saves those that nobody has changed meanwhile, and gives them."""
    if not changes:
        return []
    async with store.writing() as (connection, written):
        seen = select(p.id, p.revision).where(p.id.in_([old.id for old, _ in changes])).order_by(p.id)
        found = await connection.execute(within(scope, seen.with_for_update()))
        revisions: dict[str, int] = {id: revision for id, revision in found}  # noqa: C416 - mypy takes no rows for pairs
        won = [(old, new) for old, new in changes if revisions.get(old.id) == old.revision]
        saved = list(checked(scope, [_advanced(old, new) for old, new in won]))
        if saved:
            written.add(publications.name)
            await bulk.saving(_written(won), connection.dialect).run(connection, saved)
    return saved


def _advanced(old: Publication, new: Publication) -> Publication:
    """With the next revision; the engine's decisions have it already, for a copy costs as much as a row."""
    return new if new.revision == old.revision + 1 else replace(new, revision=old.revision + 1)


ENGINE = (
    *("state", "revision", "updated_at", "wake_at", "tries", "attempt", "looks", "lease_owner", "lease_until"),
    *("remote_id", "url", "published_at", "error", "detail"),
)
"""What the engine changes of a publication, as a rule."""
REST = tuple(name for name in columns(Publication) if name not in {*ENGINE, "id"})
rest = attrgetter(*REST)


def _written(changes: Sequence[tuple[Publication, Publication]]) -> tuple[str, ...]:
    """The columns to write: few, where it is the engine that changes them."""
    return ENGINE if all(rest(old) == rest(new) for old, new in changes) else ENGINE + REST


async def put(store: "SqlStore", scope: Scope, nouns: Sequence[Noun]) -> None:
    """Inserts them, or brings them up to date where their id is there already; jobs are asked for."""
    async with store.writing() as (connection, written):
        for kind, group in _by_kind(checked(scope, nouns)):
            written.add(TABLES[kind].name)
            await _putting(kind, scope, connection.dialect).run(connection, group)


def _by_kind(nouns: Sequence[Noun]) -> Iterator[tuple[type[Noun], list[Noun]]]:
    """In one order everywhere, or two processes that ask for the same jobs could wait for each other."""
    for kind, group in groupby(sorted(nouns, key=lambda noun: type(noun).__name__), type):
        alike: list[Any] = list(group)
        yield kind, sorted(alike, key=attrgetter("kind", "key")) if kind is Job else alike


def _putting(kind: type[Noun], scope: Scope, dialect: Dialect) -> bulk.Bulk:
    within = scope != EVERYWHERE
    return bulk.asking(within, dialect) if kind is Job else bulk.putting(kind, within, dialect)

"""What the engine asks of the tables: who may send what now, what waits for whom, all in batches of few statements.

The functions are methods of `SqlStore`, kept apart because they are SQL for a reason: a claim must be one step.
Why a claim looks as it does: docs/design/publishing.md.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import lru_cache
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Select, bindparam, case, exists, func, literal, select, update

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


async def next_wake(store: "SqlStore", scope: Scope, *, after: datetime | None = None) -> datetime | None:
    """See `core.ports.Store`."""
    # Said so that the partial index is used: SQLite does not see by itself that nulls do not matter to a minimum.
    statement = select(func.min(p.wake_at)).where(p.wake_at.is_not(None))
    if after is not None:
        statement = statement.where(p.wake_at > after)
    found: datetime | None = (await store.rows(scope, statement))[0][0]
    return found


# -- claims ------------------------------------------------------------------------------------------------------------


def _due(scope: Scope, *only: ColumnElement[bool]) -> Select[Any]:
    """What wants the engine now, of accounts that have nothing in flight, numbered within each account.

    A row whose lease is over comes first: what may be half done is settled before anything new of its account.
    """
    other = publications.alias("other").c
    in_flight = exists().where(other.connection_id == p.connection_id, other.lease_until > NOW)
    turn = func.row_number().over(partition_by=p.connection_id, order_by=(p.lease_until.is_(None), p.wake_at, p.id))
    due = select(p.id, p.connection_id, p.wake_at, turn.label("turn"))
    return within(scope, due.where(p.wake_at <= NOW, ~in_flight, *only))


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


@lru_cache(maxsize=8)
def _claim(scope: Scope, among: bool) -> Any:  # noqa: FBT001 - lru_cache wants it plain
    only = [p.connection_id.in_(bindparam("accounts", expanding=True))] if among else []
    due = _due(scope, *only).subquery()
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
    values: dict[str, Any] = {"now": now, "owner": owner, "until": now + lease, "limit": limit}
    async with store.writing() as (connection, written):
        among = not store.database.sqlite
        if among:
            values["accounts"] = list((await connection.execute(_accounts(scope), values)).scalars())
            if not values["accounts"]:
                return []
        rows = (await connection.execute(_claim(scope, among), values)).all()
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
) -> list[Publication]:
    """See `core.ports.Store`."""
    if not changes and not also:
        return []
    async with store.together() as inside, inside.writing() as (connection, written):
        revisions: dict[str, int] = {}
        if changes:
            seen = select(p.id, p.revision).where(p.id.in_([old.id for old, _ in changes])).order_by(p.id)
            found = await connection.execute(within(scope, seen.with_for_update()))
            revisions = {id: revision for id, revision in found}  # noqa: C416 - mypy takes no rows for pairs
        won = [(old, new) for old, new in changes if revisions.get(old.id) == old.revision]
        saved = checked(scope, [_advanced(old, new) for old, new in won])
        if saved:
            written.add(publications.name)
            await bulk.saving(_written(won), connection.dialect).run(connection, saved)
        lost = {old.id for old, _ in changes} - {new.id for new in saved}
        await put(inside, scope, [noun for noun in also if getattr(noun, "publication_id", None) not in lost])
    return list(saved)


def _advanced(old: Publication, new: Publication) -> Publication:
    """With the next revision; the engine's decisions have it already, for a copy costs as much as a row."""
    return new if new.revision == old.revision + 1 else replace(new, revision=old.revision + 1)


ENGINE = (
    *("id", "state", "revision", "updated_at", "approved_hash", "approval_id", "wake_at", "tries", "attempt", "looks"),
    *("lease_owner", "lease_until", "remote_id", "url", "published_at", "error", "detail"),
)
"""What the engine changes of a publication."""
others = attrgetter(*(name for name in columns(Publication) if name not in ENGINE))


def _written(changes: Sequence[tuple[Publication, Publication]]) -> tuple[str, ...]:
    """The columns to write: few, where it is the engine that changes them."""
    return ENGINE if all(others(old) == others(new) for old, new in changes) else columns(Publication)


async def put(store: "SqlStore", scope: Scope, nouns: Sequence[Noun]) -> None:
    """Inserts them, or brings them up to date where their id is there already; jobs are asked for."""
    waiting = [noun for noun in nouns if isinstance(noun, Job)]
    others = sorted((noun for noun in nouns if not isinstance(noun, Job)), key=lambda noun: type(noun).__name__)
    async with store.together() as inside, inside.writing() as (connection, written):
        for kind, group in groupby(others, type):
            written.add(TABLES[kind].name)
            await bulk.putting(kind, scope != EVERYWHERE, connection.dialect).run(
                connection, checked(scope, list(group))
            )
        if waiting:
            await inside.enqueue(scope, *waiting)

"""What waits for a process of ours: jobs, deliveries, and the lease that says which process does what only one may."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, bindparam, case, exists, func, or_, select, union, update
from sqlalchemy import delete as delete_from
from sqlalchemy.dialects import postgresql, sqlite

from core.model import Delivery, DeliveryState, Job, Outgoing, Pace
from core.ports import Scope
from storage.rows import to_noun
from storage.scope import within
from storage.tables import cards, conversations, inbox, jobs, leases, outbox, paces, publications

if TYPE_CHECKING:
    from storage.store import SqlStore

j, d, p, o = jobs.c, inbox.c, publications.c, outbox.c


# -- jobs --------------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=16)
def _claim(scope: Scope, kinds: frozenset[str]) -> Any:
    due = select(j.id).where(j.run_at <= bindparam("now"))
    if kinds:
        due = due.where(j.kind.in_(sorted(kinds)))
    first = within(scope, due).order_by(j.run_at, j.id).limit(bindparam("limit")).with_for_update(skip_locked=True)
    until: Any = bindparam("until")
    taken = update(jobs).where(j.id.in_(first.scalar_subquery()))
    lease: dict[Any, Any] = {j.lease_owner: bindparam("owner"), j.lease_until: until, j.run_at: until}
    return within(scope, taken.values(lease)).returning(jobs)


async def claim_jobs(  # noqa: PLR0913 - the port's, and the kinds
    store: "SqlStore",
    scope: Scope,
    *,
    now: datetime,
    owner: str,
    lease: timedelta,
    limit: int,
    kinds: Collection[str] = (),
) -> list[Job]:
    """See `core.ports.Store`. A claimed job's `run_at` is the end of its lease: it comes back by itself."""
    values = {"now": now, "owner": owner, "until": now + lease, "limit": limit}
    async with store.writing() as (connection, _):
        rows = (await connection.execute(_claim(scope, frozenset(kinds)), values)).all()
    return sorted((to_noun(Job, row) for row in rows), key=lambda job: job.id)


async def next_job(store: "SqlStore", scope: Scope, *, kinds: Collection[str] = ()) -> datetime | None:
    """See `core.ports.Store`."""
    statement = select(func.min(j.run_at))
    if kinds:
        statement = statement.where(j.kind.in_(sorted(kinds)))
    found: datetime | None = (await store.rows(scope, statement))[0][0]
    return found


async def settle_jobs(store: "SqlStore", scope: Scope, done: Sequence[Job], again: Sequence[Job] = ()) -> None:
    """Deletes the `done` and writes the `again`, but only where the lease is still theirs.

    One that was asked for once more while it ran has lost its lease, and stays to be run once more; where that second
    run has begun before the first one ends, the lease is the second one's, by its end: the same owner's or not.
    """
    async with store.writing() as (connection, _):
        mine = (j.id == bindparam("id_"), j.lease_owner == bindparam("owner_"), j.lease_until == bindparam("until_"))
        if done:
            rows = [_lease(job) for job in done]
            await connection.execute(within(scope, delete_from(jobs).where(*mine)), rows)
        if again:
            late: dict[str, Any] = {
                "run_at": bindparam("run_at_"),
                "tries": bindparam("tries_"),
                "error": bindparam("error_"),
            }
            statement = update(jobs).where(*mine).values(lease_owner=None, lease_until=None, **late)
            await connection.execute(within(scope, statement), [_late(job) for job in again])


def _lease(job: Job) -> dict[str, Any]:
    return {"id_": job.id, "owner_": job.lease_owner, "until_": job.lease_until}


def _late(job: Job) -> dict[str, Any]:
    return {**_lease(job), "run_at_": job.run_at, "tries_": job.tries, "error_": job.error}


# -- deliveries --------------------------------------------------------------------------------------------------------


async def claim_deliveries(store: "SqlStore", scope: Scope, *, limit: int) -> list[Delivery]:
    """See `core.ports.Store`. No lease: whoever handles one marks it done in the transaction of its effects."""
    turn = func.row_number().over(partition_by=d.lane, order_by=d.id).label("turn")
    new = select(d.id, turn).where(d.state == DeliveryState.NEW).subquery()
    statement = select(inbox).join_from(inbox, new, new.c.id == d.id).where(new.c.turn == 1)
    return [to_noun(Delivery, row) for row in await store.rows(scope, statement.order_by(d.id).limit(limit))]


# -- what goes out -----------------------------------------------------------------------------------------------------


@lru_cache(maxsize=4)
def _claim_outgoing(scope: Scope) -> Any:
    now: Any = bindparam("now")
    other = outbox.alias()
    sending = exists().where(
        other.c.platform == o.platform, other.c.chat == o.chat, other.c.sent_at.is_(None), other.c.lease_until > now,
        other.c.reply_to == "", other.c.id != o.id,
    )  # fmt: skip
    free = and_(or_(o.not_before.is_(None), o.not_before <= now), or_(o.lease_until.is_(None), o.lease_until <= now))
    due = select(o.id).where(o.platform == bindparam("platform_"), o.sent_at.is_(None), free)
    due = due.where(or_(o.reply_to != "", ~sending)).order_by(o.id).limit(bindparam("limit"))
    first = within(scope, due).with_for_update(skip_locked=True)
    taken = update(outbox).where(o.id.in_(first.scalar_subquery()))
    until: Any = bindparam("until")
    return within(scope, taken.values({o.lease_until: until, o.tries: o.tries + 1})).returning(outbox)


async def claim_outgoing(  # noqa: PLR0913 - the port's
    store: "SqlStore", scope: Scope, *, platform: str, now: datetime, until: datetime, limit: int
) -> list[Outgoing]:
    """See `core.ports.Store`. One process at a time, until its transaction ends, as SQLite has it anyway: else the
    second could skip what the first has just locked, take what comes after it, and overtake it.
    """
    values = {"now": now, "until": until, "limit": limit, "platform_": platform}
    async with store.writing() as (connection, _):
        if not store.database.sqlite:
            await connection.execute(select(func.pg_advisory_xact_lock(func.hashtext(f"outbox of {platform}"))))
        rows = (await connection.execute(_claim_outgoing(scope), values)).all()
    return sorted((to_noun(Outgoing, row) for row in rows), key=lambda one: one.id)


async def hold_paces(store: "SqlStore", scope: Scope, names: Collection[str], now: datetime) -> list[Pace]:
    """See `core.ports.Store`. In one order everywhere, or two transactions could wait for each other."""
    held = select(paces).where(paces.c.id.in_(sorted(names))).order_by(paces.c.id).with_for_update()
    found = await store.rows(scope, held)
    if len(found) < len(names):
        fresh = [{"id": name, "free_at": now, "revision": 1} for name in sorted(names)]
        insert = (sqlite if store.database.sqlite else postgresql).insert(paces).on_conflict_do_nothing()
        async with store.writing() as (connection, written):
            written.add(paces.name)
            await connection.execute(insert, fresh)
        found = await store.rows(scope, held)
    return [to_noun(Pace, row) for row in found]


async def hurry_card(store: "SqlStore", scope: Scope, card_id: str) -> bool:
    """See `core.ports.Store`."""
    waiting = update(outbox).where(o.card_id == card_id, o.sent_at.is_(None)).values(not_before=None)
    return (await store.write(scope, outbox, waiting)).rowcount > 0


async def next_outgoing(store: "SqlStore", scope: Scope, *, platform: str, now: datetime) -> datetime | None:
    """See `core.ports.Store`."""
    when = case(
        (and_(o.lease_until.is_not(None), o.lease_until > now), o.lease_until),
        else_=func.coalesce(o.not_before, bindparam(None, now, type_=o.not_before.type)),
    )
    statement = select(func.min(when, type_=o.not_before.type)).where(o.platform == platform, o.sent_at.is_(None))
    found: datetime | None = (await store.rows(scope, statement))[0][0]
    return found


async def free_outgoing(store: "SqlStore", scope: Scope, *, platform: str, before: datetime) -> None:
    """See `core.ports.Store`."""
    held = update(outbox).where(o.platform == platform, o.sent_at.is_(None), o.created_at < before)
    await store.write(scope, outbox, held.where(o.lease_until.is_not(None)).values(lease_until=None))


async def move_chat(store: "SqlStore", scope: Scope, platform: str, old: str, new: str) -> None:
    """See `core.ports.Store`. Who has spoken under the new name already goes on there: the older talk is over."""
    here, there = conversations.alias("here"), conversations.alias("there")
    same = and_(*(here.c[name] == there.c[name] for name in ("platform", "team", "user")), there.c.chat == new)
    both = select(here.c.id, there.c.id).join_from(here, there, same)
    async with store.writing() as (connection, written):
        written.update({conversations.name, cards.name, outbox.name})
        spoken = both.where(here.c.platform == platform, here.c.chat == old)
        for before, after in (await connection.execute(spoken)).all():
            ours = update(cards).where(cards.c.conversation_id == before).values(conversation_id=after)
            await connection.execute(within(scope, ours))
            await connection.execute(within(scope, delete_from(conversations).where(conversations.c.id == before)))
        for table in (conversations, cards, outbox):
            moved = update(table).where(table.c.platform == platform, table.c.chat == old).values(chat=new)
            await connection.execute(within(scope, moved))


# -- who does what only one may ----------------------------------------------------------------------------------------


async def take_lease(store: "SqlStore", name: str, owner: str, *, now: datetime, until: datetime) -> bool:
    """Takes or keeps the lease of this name; False while another's is not over."""
    insert = (sqlite if store.database.sqlite else postgresql).insert(leases)
    mine = or_(leases.c.owner == owner, leases.c.until <= now)
    fresh = {"owner": owner, "until": until}
    statement = insert.values(id=name, **fresh).on_conflict_do_update(index_elements=["id"], set_=fresh, where=mine)
    async with store.writing() as (connection, _):
        result = await connection.execute(statement)
    return int(result.rowcount) == 1


async def lease_owners(store: "SqlStore") -> set[str]:
    """All who hold a lease of any kind, alive or not."""
    held = union(
        select(leases.c.owner),
        select(p.lease_owner).where(p.lease_until.is_not(None), p.lease_owner.is_not(None)),
        select(j.lease_owner).where(j.lease_owner.is_not(None)),
    )
    async with store.reading() as connection:
        return set((await connection.execute(held)).scalars())


async def end_leases(store: "SqlStore", owners: Collection[str], now: datetime) -> None:
    """For owners known to be dead: their leases are over now. What they were sending is looked up, not sent again."""
    if not owners:
        return
    over = {"lease_until": now, "wake_at": now}
    async with store.writing() as (connection, written):
        written.update({publications.name, jobs.name})
        held = update(publications).where(p.lease_owner.in_(owners), p.lease_until > now)
        await connection.execute(held.values(over))
        waiting = update(jobs).where(j.lease_owner.in_(owners)).values(lease_until=now, run_at=now)
        await connection.execute(waiting)
        await connection.execute(delete_from(leases).where(leases.c.owner.in_(owners)))

"""The ledger of uses, written before a token is unsealed: each is looked at, and its row chained to the last."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Join, Select, bindparam, func, select, text

from core.model import NO_SECRET, Action, ActionId, Connection, Grant, KeyOf, Secret, StandingOrder, Use, new_id
from core.ports import EVERYWHERE, Clock, Network, Wanted
from storage import bulk
from storage.rows import to_noun
from storage.scope import within
from storage.store import SqlStore
from storage.tables import actions, connections, grants, uses
from storage.types import OURS
from storage.vault import asking
from storage.vault.chain import chained
from storage.vault.datakeys import DataKeys

HOUSE = "house"
"""Whose the keys are that belong to no workspace."""
IN_TURN = "SELECT pg_advisory_xact_lock(one) FROM unnest(CAST(:locks AS bigint[])) AS one"


@dataclass(frozen=True, slots=True)
class Head:
    """An account as it is now, what is kept for it, and the end of its chain."""

    connection: Connection
    generation: int
    number: int
    mac: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A use that was written down, the account that it is of, and what was kept for that, where it was read along."""

    use: Use
    connection: Connection
    grant: Grant | None = None


class Ledger:
    """Writes rows; all that it is asked for at a time by few statements."""

    def __init__(self, clock: Clock, keys: DataKeys, networks: Mapping[str, Network]) -> None:
        self._clock, self._keys, self._networks = clock, keys, networks
        self._key = NO_SECRET

    async def key(self, store: SqlStore) -> Secret:
        """The key of the chains, which never changes: it is wrapped anew, and not another."""
        return self._key or (await self._keys.of(store, KeyOf.LEDGER, HOUSE, None))[1]

    async def begin(self, store: SqlStore) -> None:
        """Holds the key, which is committed, from now on: no batch has to read it."""
        self._key = await self.key(store)

    async def write(self, store: SqlStore, wanted: Sequence[Wanted]) -> list[Entry | str]:
        """A row for each that may be, in the transaction that the store is; why not, for the others.

        Raises `Stale` where another process writes of the same account at the same time.
        """
        heads = await _heads(store, sorted({one.connection.id for one in wanted}))
        found = await store.find(EVERYWHERE, Action, id={one.action for one in wanted})
        return await self._write(store, wanted, heads, {action.id: action for action in found})

    async def write_one(self, store: SqlStore, wanted: Wanted) -> Entry | str:
        """The same for one, with what is kept: all that it takes is read by one statement."""
        heads, acts, grant = await _head(store, wanted)
        [entry] = await self._write(store, [wanted], heads, acts)
        return replace(entry, grant=grant) if isinstance(entry, Entry) else entry

    async def _write(
        self,
        store: SqlStore,
        wanted: Sequence[Wanted],
        heads: dict[str, Head],
        acts: Mapping[ActionId, Action],
    ) -> list[Entry | str]:
        orders = await self._orders(store, wanted, acts)
        key, now, entries = await self.key(store), self._clock.now(), list[Entry | str]()
        for one in wanted:
            head, action, order = heads.get(one.connection.id), acts.get(one.action), orders.get(_key(one))
            why = self._why_not(one, head, action, order)
            if why or head is None or action is None:
                entries.append(why)
                continue
            use = chained(key, _row(one, head, action, order, now))
            heads[one.connection.id] = Head(head.connection, head.generation, use.number, use.mac)
            entries.append(Entry(use, head.connection))
        async with store.writing() as (connection, written):
            written.add(uses.name)
            rows = [entry.use for entry in entries if isinstance(entry, Entry)]
            await bulk.inserting(Use, connection.dialect).run(connection, rows, later=True)
        return entries

    async def _orders(
        self, store: SqlStore, wanted: Sequence[Wanted], acts: Mapping[ActionId, Action]
    ) -> dict[tuple[str, ...], StandingOrder]:
        """Those that let something be done which its act by itself does not ask for."""
        alone = [one for one in wanted if one.action in acts and not asking.asks(one.purpose, acts[one.action])]
        if not alone:
            return {}
        now, orders = self._clock.now(), dict[tuple[str, ...], StandingOrder]()
        for order in await store.find(EVERYWHERE, StandingOrder, action_id={one.action for one in alone}):
            for one in alone:
                if asking.holds(order, one.purpose, one.connection, acts[one.action], now):
                    orders[_key(one)] = order
        return orders

    def _why_not(self, one: Wanted, head: Head | None, action: Action | None, order: StandingOrder | None) -> str:
        """Why it is not to be; "" where it is."""
        network = self._networks.get(one.connection.network)
        if network is None or head is None or head.connection.network != one.connection.network:
            return "this account is not connected"
        if why := asking.why_not(head.connection, one.purpose, action):
            return why
        if action is not None and not asking.asks(one.purpose, action) and order is None:
            return f"what was done does not ask for {one.purpose}"
        if network.sign is not None and not head.generation:
            return "nothing is kept for this account"
        return ""


def _key(one: Wanted) -> tuple[str, ...]:
    return one.action, one.purpose, one.connection.id


def _row(one: Wanted, head: Head, action: Action, order: StandingOrder | None, now: datetime) -> Use:
    """In its place behind the last one, without its mac."""
    return Use(
        id=new_id(),
        workspace_id=head.connection.workspace_id,
        connection_id=head.connection.id,
        number=head.number + 1,
        at=now,
        purpose=one.purpose,
        action_id=action.id,
        person_id=action.person_id,
        order_id=order.id if order is not None and not asking.asks(one.purpose, action) else None,
        network=head.connection.network,
        generation=head.generation,
        subject=one.subject,
        previous=head.mac,
        mac="",
    )


def _last() -> Select[Any]:
    """Each account with the generation that is kept, and its newest row."""
    statement = select(*connections.c, grants.c.generation, uses.c.number, uses.c.mac).select_from(_ends())
    return within(EVERYWHERE, statement.where(connections.c.id.in_(bindparam("ids", expanding=True))))


def _lone() -> Select[Any]:
    """One account with the same, all that is kept for it, and an act."""
    joined = _ends().outerjoin(actions, actions.c.id == bindparam("action", type_=actions.c.id.type))
    statement = select(*connections.c, *grants.c, *actions.c, uses.c.number, uses.c.mac).select_from(joined)
    return within(EVERYWHERE, statement.where(connections.c.id == bindparam("id")))


def _ends() -> Join:
    other = uses.alias("other").c
    newest = select(func.max(other.number)).where(other.connection_id == connections.c.id).scalar_subquery()
    last = (uses.c.connection_id == connections.c.id) & (uses.c.number == newest)
    return connections.outerjoin(grants, grants.c.id == connections.c.id).outerjoin(uses, last)


# Made once: to make them anew takes as long as to run them.
LAST, LONE = _last(), _lone()
ACCOUNT, GRANT, ACT = len(connections.c), len(grants.c), len(actions.c)


async def _heads(store: SqlStore, ids: Sequence[str]) -> dict[str, Head]:
    """Of these accounts."""
    rows = await _read(store, LAST, {"ids": ids}, ids)
    heads: dict[str, Head] = {}
    for *row, generation, number, mac in rows:
        account = to_noun(Connection, row)
        heads[account.id] = Head(account, generation or 0, number or 0, mac or "")
    return heads


async def _head(store: SqlStore, one: Wanted) -> tuple[dict[str, Head], dict[ActionId, Action], Grant | None]:
    """Of one account; the act, and what is kept, where they are there."""
    given = {"id": one.connection.id, "action": one.action}
    for row in await _read(store, LONE, given, [one.connection.id]):
        account = to_noun(Connection, row[:ACCOUNT])
        grant = row[ACCOUNT : ACCOUNT + GRANT]
        act = row[ACCOUNT + GRANT : ACCOUNT + GRANT + ACT]
        kept = to_noun(Grant, grant) if grant[0] is not None else None
        head = Head(account, kept.generation if kept else 0, row[-2] or 0, row[-1] or "")
        found = [to_noun(Action, act)] if act[0] is not None else []
        return {account.id: head}, {action.id: action for action in found}, kept
    return {}, {}, None


async def _read(store: SqlStore, statement: Select[Any], values: Mapping[str, Any], ids: Sequence[str]) -> list[Any]:
    """Whoever writes of the same account at the same time has to wait for our commit.

    SQLite has one writer. In PostgreSQL a lock of its own, and not the account's row: an engine that claims locks that
    row before the publications, and one that saves, after them.
    """
    async with store.writing() as (connection, _):
        if not store.database.sqlite:
            # What is no id of ours is nobody's: it is found nowhere, and needs no lock.
            locks = sorted(int(id[-16:], 16) - 2**63 for id in ids if OURS.fullmatch(id))
            await connection.execute(text(IN_TURN), {"locks": locks})
        return list((await connection.execute(statement, values)).all())

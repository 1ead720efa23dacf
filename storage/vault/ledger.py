"""The ledger of uses, written before a token is unsealed: each is looked at, and its row chained to the last."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select, text

from core.model import NO_SECRET, Action, ActionId, Connection, KeyOf, Secret, StandingOrder, Use, new_id
from core.ports import EVERYWHERE, Clock, Network, Wanted
from storage.rows import to_noun
from storage.scope import within
from storage.store import SqlStore
from storage.tables import connections, grants, uses
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
    """A use that was written down, and the account that it is of."""

    use: Use
    connection: Connection


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
        actions = {action.id: action for action in found}
        orders = await self._orders(store, wanted, actions)
        key, now, entries = await self.key(store), self._clock.now(), list[Entry | str]()
        for one in wanted:
            head, action, order = heads.get(one.connection.id), actions.get(one.action), orders.get(_key(one))
            why = self._why_not(one, head, action, order)
            if why or head is None or action is None:
                entries.append(why)
                continue
            use = chained(key, _row(one, head, action, order, now))
            heads[one.connection.id] = Head(head.connection, head.generation, use.number, use.mac)
            entries.append(Entry(use, head.connection))
        await store.add(EVERYWHERE, *(entry.use for entry in entries if isinstance(entry, Entry)))
        return entries

    async def _orders(
        self, store: SqlStore, wanted: Sequence[Wanted], actions: Mapping[ActionId, Action]
    ) -> dict[tuple[str, ...], StandingOrder]:
        """Those that let something be done which its act by itself does not ask for."""
        alone = [one for one in wanted if one.action in actions and not asking.asks(one.purpose, actions[one.action])]
        if not alone:
            return {}
        now, orders = self._clock.now(), dict[tuple[str, ...], StandingOrder]()
        for order in await store.find(EVERYWHERE, StandingOrder, action_id={one.action for one in alone}):
            for one in alone:
                if asking.holds(order, one.purpose, one.connection, actions[one.action], now):
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
    other = uses.alias("other").c
    newest = select(func.max(other.number)).where(other.connection_id == connections.c.id).scalar_subquery()
    last = (uses.c.connection_id == connections.c.id) & (uses.c.number == newest)
    joined = connections.outerjoin(grants, grants.c.id == connections.c.id).outerjoin(uses, last)
    return select(*connections.c, grants.c.generation, uses.c.number, uses.c.mac).select_from(joined)


LAST = _last()


async def _heads(store: SqlStore, ids: Sequence[str]) -> dict[str, Head]:
    """Of these accounts. Whoever writes of the same one at the same time has to wait for our commit.

    SQLite has one writer. In PostgreSQL a lock of its own, and not the account's row: an engine that claims locks that
    row before the publications, and one that saves, after them.
    """
    async with store.writing() as (connection, _):
        if not store.database.sqlite:
            locks = sorted(int(id[-16:], 16) - 2**63 for id in ids)
            await connection.execute(text(IN_TURN), {"locks": locks})
        statement = within(EVERYWHERE, LAST.where(connections.c.id.in_(ids)))
        rows = (await connection.execute(statement)).all()
    heads: dict[str, Head] = {}
    for *row, generation, number, mac in rows:
        account = to_noun(Connection, row)
        heads[account.id] = Head(account, generation or 0, number or 0, mac or "")
    return heads

"""SqlStore: the port Store over SQLAlchemy Core. Nouns and rows have the same fields, so one mapping serves all."""

import asyncio
from collections.abc import AsyncIterator, Callable, Collection, Mapping
from contextlib import asynccontextmanager
from datetime import datetime
from functools import cache, lru_cache
from itertools import groupby
from typing import Any, Literal

from sqlalchemy import ColumnElement, Select, Table, bindparam, func, select, update
from sqlalchemy import delete as delete_from
from sqlalchemy.engine import CursorResult
from sqlalchemy.ext.asyncio import AsyncConnection

from core.errors import Missing, Stale
from core.model import (
    Delivery,
    DeliveryState,
    Job,
    Membership,
    Person,
    PersonId,
    Publication,
    State,
    Workspace,
    WorkspaceId,
)
from core.ports import EVERYWHERE, Everywhere, N, Noun, Scope
from storage import bulk, schedule, waiting
from storage.database import Database
from storage.rows import to_noun, to_row
from storage.scope import Statement, checked, within
from storage.tables import TABLES, inbox, jobs, memberships, people, publications, sensings, workspaces, writings


@cache
def _by_id(kind: type[Noun], scoped: bool) -> Select[Any]:  # noqa: FBT001 - cache wants it plain
    """Made once: to make it anew costs as much as to run it."""
    table = TABLES[kind]
    statement = select(table).where(table.c.id == bindparam("id_"))
    own = table.c.id if kind is Workspace else table.c.get("workspace_id")
    return statement if own is None or not scoped else statement.where(own == bindparam("scope_"))


def _how(value: object) -> str:
    if value is None:
        return "none"
    return "many" if isinstance(value, Collection) and not isinstance(value, str | bytes | Mapping) else "one"


def _match(column: Any, how: str) -> ColumnElement[bool]:
    given: Any = bindparam(f"{column.name}_", expanding=how == "many")
    matches = {"none": column.is_, "many": column.in_, "one": column.__eq__}
    return matches[how](None if how == "none" else given)  # type: ignore[no-any-return]


@lru_cache(maxsize=1024)
def _found(kind: type[Noun], how: tuple[tuple[str, str], ...], order: str, *, everywhere: bool) -> Select[Any]:
    """What `find` asks, made once for all that it is asked for: to make it anew takes a third of the time of asking."""
    table = TABLES[kind]
    found = _ordered(select(table).where(*(_match(table.c[name], each) for name, each in how)), table, order)
    return within(EVERYWHERE, found) if everywhere else found


def _given(equal: Mapping[str, object]) -> dict[str, object]:
    return {f"{name}_": list(value) if _how(value) == "many" else value for name, value in equal.items()}  # type: ignore[call-overload]


def _ordered(statement: Select[Any], table: Table, order: str) -> Select[Any]:
    column = table.c[order.removeprefix("-")]
    return statement.order_by(column.desc() if order.startswith("-") else column)


class Watch:
    """Tells the loops of this process which tables a commit wrote, so that none of them has to poll for its own."""

    def __init__(self) -> None:
        self._events: dict[str, list[asyncio.Event]] = {}

    def on(self, *tables: str) -> asyncio.Event:
        """An event that is set after each commit that wrote one of these."""
        heard = asyncio.Event()
        for table in tables:
            self._events.setdefault(table, []).append(heard)
        return heard

    def tell(self, tables: Collection[str]) -> None:
        """A commit wrote these."""
        for table in tables:
            for heard in self._events.get(table, ()):
                heard.set()


class Written(set[str]):
    """The names of the tables that a transaction wrote; `then` is done once it is committed, and only then."""

    def __init__(self) -> None:
        super().__init__()
        self.then: list[Callable[[], None]] = []


class SqlStore:
    """Over a database when free; over one open transaction when it came out of `together`."""

    def __init__(
        self,
        database: Database,
        watch: Watch | None = None,
        transaction: tuple[AsyncConnection, Written] | None = None,
    ) -> None:
        self.database = database
        self._watch = watch or Watch()
        self._open = transaction

    def watch(self, *kinds: type[Noun]) -> asyncio.Event:
        """An event that is set after each commit of this process that wrote such nouns."""
        return self._watch.on(*(TABLES[kind].name for kind in kinds))

    @asynccontextmanager
    async def together(self) -> AsyncIterator["SqlStore"]:
        """See `core.ports.Store`."""
        if self._open is not None:
            yield self
            return
        async with self.writing() as transaction:
            yield SqlStore(self.database, self._watch, transaction)

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[tuple[AsyncConnection, Written]]:
        """The open transaction, or one of its own; and the names of the tables written, for whoever watches them."""
        if self._open is not None:
            yield self._open
            return
        written = Written()
        async with self.database.writing() as connection:
            yield connection, written
        for done in written.then:
            done()
        self._watch.tell(written)

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """The open transaction, or a connection for reads."""
        if self._open is not None:
            yield self._open[0]
            return
        async with self.database.reading() as connection:
            yield connection

    async def rows(self, scope: Scope, statement: Select[Any], values: Mapping[str, object] = {}) -> list[Any]:
        """What a select gives, within the scope."""
        async with self.reading() as connection:
            return list((await connection.execute(within(scope, statement), values)).all())

    async def write(self, scope: Scope, table: Table, statement: Statement) -> CursorResult[Any]:
        """Runs an update or a delete of `table`, within the scope; in a transaction of its own where none is open."""
        async with self.writing() as (connection, written):
            written.add(table.name)
            result: CursorResult[Any] = await connection.execute(within(scope, statement))
            return result

    async def get(self, scope: Scope, kind: type[N], id: str) -> N:
        """See `core.ports.Store`."""
        async with self.reading() as connection:
            found = await connection.execute(_by_id(kind, scope != EVERYWHERE), {"id_": id, "scope_": scope})
            row = found.first()
        if row is None:
            raise Missing(f"{TABLES[kind].name} {id}")
        return to_noun(kind, row)

    async def find(
        self, scope: Scope, kind: type[N], /, *, order: str = "id", limit: int | None = None, **equal: object
    ) -> list[N]:
        """See `core.ports.Store`."""
        how = tuple((name, _how(value)) for name, value in equal.items())
        statement = _found(kind, how, order, everywhere=scope == EVERYWHERE)
        if limit is not None:
            statement = statement.limit(limit)
        return [to_noun(kind, row) for row in await self.rows(scope, statement, _given(equal))]

    async def count(self, scope: Scope, kind: type[N], /, **equal: object) -> int:
        """See `core.ports.Store`."""
        found = _found(kind, tuple((name, _how(value)) for name, value in equal.items()), "id", everywhere=False)
        statement = found.order_by(None).with_only_columns(func.count(TABLES[kind].c.id))
        return int((await self.rows(scope, statement, _given(equal)))[0][0])

    async def add(self, scope: Scope, *nouns: Noun) -> None:
        """See `core.ports.Store`."""
        async with self.writing() as (connection, written):
            for kind, group in groupby(nouns, type):
                written.add(TABLES[kind].name)
                await bulk.inserting(kind, connection.dialect).run(connection, checked(scope, list(group)))

    async def change(self, scope: Scope, old: N, new: N) -> N:
        """See `core.ports.Store`."""
        kind, table = type(old), TABLES[type(old)]
        row, seen = {**to_row(checked(scope, [new])[0]), "id": old.id}, to_row(old)
        names = tuple(name for name in row if name != "id")
        if "revision" in row:
            row["revision"] = seen["revision"] + 1
            # The row is still as it was read: what did not change need not be written, nor its indexes.
            names = tuple(name for name in names if row[name] != seen[name])
        if kind is Workspace and scope not in {EVERYWHERE, old.id}:
            raise Stale(f"{table.name} {old.id}")
        after = type(new)(**row)
        async with self.writing() as (connection, written):
            written.add(table.name)
            change = bulk.changing(kind, names, scope != EVERYWHERE, connection.dialect)
            if await change.run_one(connection, after) != 1:
                raise Stale(f"{table.name} {old.id}")
        return after

    async def remove(self, scope: Scope, *nouns: Noun) -> None:
        """See `core.ports.Store`."""
        async with self.together() as store:
            for kind, group in groupby(nouns, type):
                table = TABLES[kind]
                ids = [noun.id for noun in group]
                await store.write(scope, table, delete_from(table).where(table.c.id.in_(ids)))

    async def enqueue(self, scope: Scope, *waiting: Job) -> None:
        """See `core.ports.Store`. Taking the lease away makes who runs it now leave the row, so that it runs again."""
        if not waiting:
            return
        # In one order everywhere, or two processes that ask for the same could wait for each other.
        asked = sorted(checked(scope, waiting), key=lambda job: (job.kind, job.key))
        async with self.writing() as (connection, written):
            written.add(jobs.name)
            await bulk.asking(scope != EVERYWHERE, connection.dialect).run(connection, asked)

    async def settle(self, scope: Scope, delivery: Delivery, now: datetime) -> None:
        """See `core.ports.Store`."""
        done = {"state": DeliveryState.DONE, "done_at": now}
        mine = update(inbox).where(inbox.c.id == delivery.id, inbox.c.state == DeliveryState.NEW).values(done)
        if (await self.write(scope, inbox, mine)).rowcount != 1:
            raise Stale(f"inbox {delivery.id}")

    async def publications_between(
        self, scope: WorkspaceId, start: datetime, end: datetime, states: Collection[State] = ()
    ) -> list[Publication]:
        """See `core.ports.Store`."""
        due = publications.c.due_at
        statement = select(publications).where(due >= start, due < end).order_by(due, publications.c.id)
        if states:
            statement = statement.where(publications.c.state.in_(list(states)))
        return [to_noun(Publication, row) for row in await self.rows(scope, statement)]

    async def places_of(
        self, scope: Literal[Everywhere.ALL], person_id: PersonId
    ) -> list[tuple[Person, Membership, Workspace]]:
        """See `core.ports.Store`."""
        mine = select(people, memberships, workspaces).join_from(people, memberships).join(workspaces)
        found = await self.rows(scope, mine.where(people.c.id == person_id).order_by(memberships.c.id))
        one, two = len(people.c), len(people.c) + len(memberships.c)
        return [
            (to_noun(Person, row[:one]), to_noun(Membership, row[one:two]), to_noun(Workspace, row[two:]))
            for row in found
        ]

    async def spent(self, scope: WorkspaceId, since: datetime) -> int:
        """See `core.ports.Store`."""
        total = 0
        for table in (writings, sensings):
            cost = func.coalesce(table.c.settled, table.c.reserved)
            sum_of = select(func.coalesce(func.sum(cost), 0)).select_from(table).where(table.c.created_at >= since)
            total += int((await self.rows(scope, sum_of))[0][0])
        return total

    # What the engine asks: statements that are SQL for a reason, in files of their own.
    next_wake = schedule.next_wake
    claim_publications = schedule.claim_publications
    save_publications = schedule.save_publications
    renew_leases = schedule.renew_leases
    put = schedule.put
    claim_jobs = waiting.claim_jobs
    next_job = waiting.next_job
    settle_jobs = waiting.settle_jobs
    claim_deliveries = waiting.claim_deliveries
    claim_outgoing = waiting.claim_outgoing
    hold_paces = waiting.hold_paces
    hurry_card = waiting.hurry_card
    free_outgoing = waiting.free_outgoing
    next_outgoing = waiting.next_outgoing
    move_chat = waiting.move_chat
    take_lease = waiting.take_lease
    lease_owners = waiting.lease_owners
    end_leases = waiting.end_leases

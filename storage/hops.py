"""SQLite over aiosqlite with one trip to its thread for a statement, where SQLAlchemy's own adapter makes four.

A trip costs 0.1 ms, and more while the event loop is busy. Here a cursor is made, used and emptied in one function in
the thread; whatever is asked of a result afterwards lies in memory. Two more things are different: a transaction begins
in the trip of its first statement, and rows that are inserted by one statement go to SQLite many at a time.
"""

import re
import sqlite3
from collections import deque
from collections.abc import Callable, Sequence
from functools import lru_cache, partial
from typing import Any

from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.aiosqlite import (
    AsyncAdapt_aiosqlite_connection,
    AsyncAdapt_aiosqlite_cursor,
    AsyncAdapt_aiosqlite_dbapi,
    SQLiteDialect_aiosqlite,
)
from sqlalchemy.util.concurrency import await_

DRIVER = "sqlite+onetrip"
BEGIN = "BEGIN IMMEDIATE"
SEVERAL = "several statements, each with its rows"
"""Given in place of a statement: many statements in one trip, if the first meets all that it is meant for."""
LATER = "/* later */ "
"""Before a statement for rows that nobody reads again in its transaction: it is run in the trip of the next one, or of
the commit. What is wrong with it is raised there."""
TOGETHER = (64, 16, 4, 1)
"""So many rows go to SQLite as one. Each step of it gives the interpreter away, and while the loop is busy, winning it
back takes longer than writing a row: 8 us of CPU a row instead of 18. Few sizes, each compiled once."""
GROUP = re.compile(r"(.* VALUES|.*\(VALUES) (\(\?(?:, \?)*\))([^?]*)", re.DOTALL)
"""A statement all of whose parameters are those of one row of values."""


class Nothing:
    """Before the first statement, and after one for many rows: it gives none back."""

    description = None
    lastrowid = -1
    arraysize = 1

    def __init__(self, rowcount: int = -1) -> None:
        self.rowcount = rowcount

    def close(self) -> None:
        """There is nothing to close."""


class Cursor(AsyncAdapt_aiosqlite_cursor):
    """A cursor whose rows are here as soon as it was executed."""

    __slots__ = ()
    _awaitable_cursor_close = False

    def __init__(self, connection: AsyncAdapt_aiosqlite_connection) -> None:
        self._adapt_connection = connection
        self._connection = connection._connection  # noqa: SLF001 - its adapter's own
        self._cursor: Any = Nothing()
        self._soft_closed_memoized: Any = {}
        self._rows: deque[Any] = deque()

    async def _execute_async(self, operation: Any, parameters: Any) -> None:
        if operation == BEGIN:
            self._ours.begins = True
        elif operation.startswith(LATER):
            self._postpone(operation, [parameters])
        else:
            await self._trip(partial(_run, operation, parameters))

    async def _executemany_async(self, operation: Any, seq_of_parameters: Any) -> None:
        if operation.startswith(LATER):
            self._postpone(operation, seq_of_parameters)
        else:
            await self._trip(partial(_run_many, operation, seq_of_parameters))

    def _postpone(self, operation: str, rows: Sequence[Any]) -> None:
        self._ours.later.append(partial(_run_many, operation, rows))
        self._cursor = Nothing(len(rows))

    @property
    def _ours(self) -> "Connection":
        ours: Any = self._adapt_connection
        return ours  # type: ignore[no-any-return]

    async def _trip(self, work: Callable[[sqlite3.Connection], tuple[Any, list[Any]]]) -> None:
        self._cursor, rows = await self._ours.trip(work)
        self._rows = deque(rows)


def _in_order(works: Sequence[Callable[[sqlite3.Connection], Any]], connection: sqlite3.Connection) -> Any:
    return [work(connection) for work in works][-1]


def _or_undone(works: Sequence[Callable[[sqlite3.Connection], Any]], connection: sqlite3.Connection) -> None:
    try:
        _in_order(works, connection)
    except BaseException:
        connection.rollback()
        raise


def _begin(connection: sqlite3.Connection) -> None:
    connection.execute(BEGIN)


def _run(operation: str, parameters: Any, connection: sqlite3.Connection) -> tuple[Any, list[Any]]:
    if operation == SEVERAL:  # which is only one: SQLAlchemy takes a list of one for one
        return _run_many(operation, [parameters], connection)
    cursor = connection.execute(operation, parameters or ())
    return cursor, cursor.fetchall() if cursor.description else []


def _run_many(operation: str, rows: Sequence[Any], connection: sqlite3.Connection) -> tuple[Any, list[Any]]:
    if operation == SEVERAL:
        return Nothing(_run_several(rows, connection)), []
    if not _for_many(operation, 1):
        return connection.executemany(operation, rows), []
    changed = place = 0
    for size in TOGETHER:
        while len(rows) - place >= size:
            values = [value for row in rows[place : place + size] for value in row]
            changed += connection.execute(_for_many(operation, size), values).rowcount
            place += size
    return Nothing(changed), []


def _run_several(steps: Sequence[tuple[str, Sequence[Any]]], connection: sqlite3.Connection) -> int:
    """How many rows the first of them met; where that is not one for each of its own, nothing is done at all."""
    connection.execute("SAVEPOINT several")
    for number, (operation, rows) in enumerate(steps):
        met = _run_many(operation, rows, connection)[0].rowcount
        if number == 0 and met != len(rows):
            connection.execute("ROLLBACK TO several")
            return int(met)
    connection.execute("RELEASE several")
    return len(steps[0][1])


@lru_cache(maxsize=1024)
def _for_many(operation: str, size: int) -> str:
    """The statement for so many rows of values; empty where it cannot be one."""
    parts = GROUP.fullmatch(operation)
    return "".join((parts[1], " ", ", ".join([parts[2]] * size), parts[3])) if parts else ""


class Connection(AsyncAdapt_aiosqlite_connection):
    """Gives such cursors. `begins`: a transaction was asked for, and no statement has come yet; `later`: what waits."""

    __slots__ = ("begins", "later")
    _cursor_cls = Cursor  # type: ignore[assignment]  # it takes any of its parent

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self.begins = False
        self.later: list[Callable[[sqlite3.Connection], Any]] = []

    async def trip(self, work: Callable[[sqlite3.Connection], Any]) -> Any:
        """What the work gives, done in the thread, behind what waits for a trip."""
        driver: Any = self._connection
        works = [*([_begin] if self.begins else []), *self.later, work]
        self.begins, self.later = False, []
        return await driver._execute(partial(_in_order, works), driver._conn)  # noqa: SLF001 - there is no public way

    def commit(self) -> None:
        """Only where something was begun; what waits goes with it. One that fails leaves nothing open."""
        if self.begins and not self.later:
            self.begins = False
            return
        works, self.later = [*self.later, sqlite3.Connection.commit], []
        try:
            await_(self.trip(partial(_or_undone, works)))
        except Exception as error:  # noqa: BLE001 - the adapter's way: it makes of it what SQLAlchemy knows
            self._handle_exception(error)

    def rollback(self) -> None:
        """Only where there is something to undo: a read opens no transaction, and needs no second trip to end one."""
        self.begins, self.later = False, []
        driver: Any = self._connection
        open_now = driver._connection  # noqa: SLF001 - None once it is closed
        if open_now is not None and open_now.in_transaction:
            super().rollback()


class Module(AsyncAdapt_aiosqlite_dbapi):
    """Gives such connections."""

    def connect(self, *args: Any, **options: Any) -> Connection:
        """A connection of aiosqlite's in our adapter."""
        return Connection(self, super().connect(*args, **options)._connection)  # noqa: SLF001


class Dialect(SQLiteDialect_aiosqlite):
    """SQLAlchemy's, with the above."""

    supports_statement_cache = True

    @classmethod
    def import_dbapi(cls) -> Module:
        """See `sqlalchemy.engine.Dialect`."""
        return Module(__import__("aiosqlite"), __import__("sqlite3"))


registry.register(DRIVER.replace("+", "."), __name__, Dialect.__name__)

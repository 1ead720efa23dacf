"""SQLite over aiosqlite with one trip to its thread for a statement, where SQLAlchemy's own adapter makes four.

A trip costs 0.1 ms, and more while the event loop is busy. Here a cursor is made, used and emptied in one function in
the thread; whatever is asked of a result afterwards lies in memory. Nothing else is different.
"""

import sqlite3
from collections import deque
from collections.abc import Callable
from functools import partial
from typing import Any

from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.aiosqlite import (
    AsyncAdapt_aiosqlite_connection,
    AsyncAdapt_aiosqlite_cursor,
    AsyncAdapt_aiosqlite_dbapi,
    SQLiteDialect_aiosqlite,
)

DRIVER = "sqlite+onetrip"


class Nothing:
    """Before the first statement."""

    description = None
    rowcount = lastrowid = -1
    arraysize = 1

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
        await self._trip(partial(_run, operation, parameters))

    async def _executemany_async(self, operation: Any, seq_of_parameters: Any) -> None:
        await self._trip(partial(_run_many, operation, seq_of_parameters))

    async def _trip(self, work: Callable[[sqlite3.Connection], tuple[sqlite3.Cursor, list[Any]]]) -> None:
        driver: Any = self._connection
        self._cursor, rows = await driver._execute(work, driver._conn)  # noqa: SLF001 - aiosqlite has no public way
        self._rows = deque(rows)


def _run(operation: str, parameters: Any, connection: sqlite3.Connection) -> tuple[sqlite3.Cursor, list[Any]]:
    cursor = connection.execute(operation, parameters or ())
    return cursor, cursor.fetchall() if cursor.description else []


def _run_many(operation: str, rows: Any, connection: sqlite3.Connection) -> tuple[sqlite3.Cursor, list[Any]]:
    return connection.executemany(operation, rows), []


class Connection(AsyncAdapt_aiosqlite_connection):
    """Gives such cursors."""

    __slots__ = ()
    _cursor_cls = Cursor  # type: ignore[assignment]  # it takes any of its parent

    def rollback(self) -> None:
        """Only where there is something to undo: a read opens no transaction, and needs no second trip to end one."""
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

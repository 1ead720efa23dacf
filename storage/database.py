"""The engine under the store: how SQLite and PostgreSQL are opened, and how their errors become ours."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext
from typing import Any

from sqlalchemy import event, exc
from sqlalchemy.engine import ExceptionContext, make_url
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from core.errors import MarketingError, Misconfigured, Stale, StoreUnavailable
from storage.hops import DRIVER

BUSY_SECONDS = 10
"""How long another process may hold SQLite's write lock before we give up."""
CONNECT_SECONDS = 10
"""How long PostgreSQL may take to let us in."""
STATEMENT_SECONDS = 30
"""How long one statement may take there: a server that hangs must not hold every loop up for good."""
PRIVATE = {"hide_parameters": True}
"""An error may end up in a log: it does not show what people wrote."""
FAILED = "a statement failed"
"""The mark of a connection whose transaction must not be committed any more."""
EARLIER = "an earlier statement of this transaction failed"
IN_FAILED_TRANSACTION = "25P02"
"""PostgreSQL's word for the same: https://www.postgresql.org/docs/18/errcodes-appendix.html."""


def open_engine(url: str, statement_seconds: float = STATEMENT_SECONDS) -> AsyncEngine:
    """An engine for `sqlite+aiosqlite:///file` or `postgresql://...`. Raises `Misconfigured`."""
    try:
        parsed = make_url(url)
    except exc.ArgumentError as error:
        raise Misconfigured("DATABASE_URL", "is not a database URL") from error
    if parsed.get_backend_name() == "sqlite":
        sqlite = parsed.set(drivername=DRIVER)
        # Nothing is left to reset when a connection comes back: reads open no transaction, writes end theirs.
        engine = create_async_engine(sqlite, pool_size=5, max_overflow=5, pool_reset_on_return=None, **PRIVATE)
        _prepare_sqlite(engine)
        return engine
    if parsed.get_backend_name() == "postgresql":
        asyncpg = parsed.set(drivername="postgresql+asyncpg")
        patience = {"timeout": CONNECT_SECONDS, "command_timeout": statement_seconds}
        return create_async_engine(asyncpg, pool_size=10, pool_pre_ping=True, connect_args=patience, **PRIVATE)
    raise Misconfigured("DATABASE_URL", "names neither sqlite nor postgresql")


def _prepare_sqlite(engine: AsyncEngine) -> None:
    """Durable by every commit, readers beside the writer, and BEGIN in our hands (sqlite.org/wal.html)."""

    @event.listens_for(engine.sync_engine, "connect")
    def _(connection: Any, _record: object) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        # Patience first: turning a new file to WAL already needs its lock.
        patience = f"busy_timeout={BUSY_SECONDS * 1000}"
        for pragma in (patience, "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def _(connection: Any) -> None:
        # A writer takes the lock at once: a reader that turns writer half-way could only fail. A lone read needs none.
        if connection.get_execution_options().get("writing", False):
            connection.exec_driver_sql("BEGIN IMMEDIATE")


def _translate_errors(engine: AsyncEngine) -> None:
    """Where they arise, so that inside a transaction, too, a statement raises our errors and the body keeps its own."""

    @event.listens_for(engine.sync_engine, "handle_error")
    def _(context: ExceptionContext) -> MarketingError | None:
        if context.connection is not None:
            context.connection.info[FAILED] = True
        return _ours(context.sqlalchemy_exception or context.original_exception)


def _ours(error: BaseException) -> MarketingError | None:
    """`Stale` where a constraint stood against it; `None` for a mistake in a statement, which is nobody's to handle."""
    if isinstance(error, exc.IntegrityError):
        return Stale(str(error.orig).partition("\n")[0])
    if isinstance(error, exc.DBAPIError) and getattr(error.orig, "sqlstate", None) == IN_FAILED_TRANSACTION:
        return Stale(EARLIER)
    if isinstance(error, (exc.ProgrammingError, exc.DataError)):
        return None
    return StoreUnavailable(type(error).__name__) if isinstance(error, (exc.DBAPIError, OSError)) else None


class Database:
    """One engine, and for SQLite the queue of this process's writers: waiting in line beats polling a lock."""

    def __init__(self, url: str, *, statement_seconds: float = STATEMENT_SECONDS) -> None:
        self.engine = open_engine(url, statement_seconds)
        self.sqlite = self.engine.dialect.name == "sqlite"
        self._turn = asyncio.Lock()
        self._writers: set[asyncio.Task[Any] | None] = set()
        _translate_errors(self.engine)

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncConnection]:
        """A connection in a transaction that may write: committed at the end, undone by an exception.

        After a statement that failed nothing of it is committed, on either database: `Stale` says so at the end.
        """
        async with self._in_line(), self.reading() as opened:
            connection = await opened.execution_options(writing=True)
            connection.info.pop(FAILED, None)
            async with connection.begin():
                yield connection
                if connection.info.pop(FAILED, False):
                    raise Stale(EARLIER)

    @asynccontextmanager
    async def _in_line(self) -> AsyncIterator[None]:
        task = asyncio.current_task()
        if task in self._writers:  # it would wait for itself
            raise RuntimeError("this task writes already: inside `together`, use the store that it gives")
        async with self._turn if self.sqlite else nullcontext():
            self._writers.add(task)
            try:
                yield
            finally:
                self._writers.discard(task)

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """A connection for reads."""
        try:
            connection = await self.engine.connect()
        except (OSError, exc.TimeoutError) as error:
            raise StoreUnavailable(type(error).__name__) from error
        except StoreUnavailable:
            # aiosqlite's thread says goodbye to the loop; a program that ends at once would close that before.
            await asyncio.sleep(0.05)
            raise
        try:
            yield connection
        finally:
            await asyncio.shield(connection.close())  # also when the task is being cancelled

    async def close(self) -> None:
        """Gives all connections back."""
        await self.engine.dispose()

"""The engine under the store: how SQLite and PostgreSQL are opened, and how their errors become ours."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any

from sqlalchemy import event, exc
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from core.errors import Misconfigured, Stale, StoreUnavailable

BUSY_SECONDS = 10
"""How long another process may hold SQLite's write lock before we give up."""


def open_engine(url: str) -> AsyncEngine:
    """An engine for `sqlite+aiosqlite:///file` or `postgresql://...`. Raises `Misconfigured`."""
    try:
        parsed = make_url(url)
    except exc.ArgumentError as error:
        raise Misconfigured("DATABASE_URL", "is not a database URL") from error
    if parsed.get_backend_name() == "sqlite":
        sqlite = parsed.set(drivername="sqlite+aiosqlite")
        # Nothing is left to reset when a connection comes back: reads open no transaction, writes end theirs.
        engine = create_async_engine(sqlite, pool_size=5, max_overflow=5, pool_reset_on_return=None)
        _prepare_sqlite(engine)
        return engine
    if parsed.get_backend_name() == "postgresql":
        return create_async_engine(parsed.set(drivername="postgresql+asyncpg"), pool_size=10, pool_pre_ping=True)
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


@contextmanager
def translated() -> Iterator[None]:
    """Database errors become `Stale` (a constraint stood against it) or `StoreUnavailable`."""
    try:
        yield
    except exc.IntegrityError as error:
        raise Stale(str(error.orig)) from error
    except (exc.OperationalError, exc.InterfaceError, exc.TimeoutError, OSError) as error:
        raise StoreUnavailable(type(error).__name__) from error


class Database:
    """One engine, and for SQLite the queue of this process's writers: waiting in line beats polling a lock."""

    def __init__(self, url: str) -> None:
        self.engine = open_engine(url)
        self.sqlite = self.engine.dialect.name == "sqlite"
        self._turn = asyncio.Lock()

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncConnection]:
        """A connection in a transaction that may write: committed at the end, undone by an exception."""
        with translated():
            if not self.sqlite:
                async with self.engine.begin() as connection:
                    yield connection
                return
            async with self._turn, self.engine.connect() as connection:
                connection = await connection.execution_options(writing=True)
                async with connection.begin():
                    yield connection

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """A connection for reads."""
        with translated():
            async with self.engine.connect() as connection:
                yield connection

    async def close(self) -> None:
        """Gives all connections back."""
        await self.engine.dispose()

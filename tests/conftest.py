"""What every test may ask for: a store on both databases, a clock that it can set, an environment of its own."""

import asyncio
import os
import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import asyncpg
import pytest
from sqlalchemy.engine import make_url

from core.ports import EVERYWHERE
from storage.database import Database
from storage.migrate import migrate
from storage.store import SqlStore
from storage.tables import METADATA
from tests import making, postgres
from tests.canary import pytest_configure, pytest_runtest_makereport  # noqa: F401 - they watch every test
from tests.storage.wall import Wall

EMPTIED = (
    "SET lock_timeout = '10s'",
    # What a failed test left open would hold its locks.
    """SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid()""",
    # First, for the ledger lets nothing of it be deleted but with its whole workspace.
    "DELETE FROM workspaces",
    *(f"DELETE FROM {table.name}" for table in reversed(METADATA.sorted_tables)),  # noqa: S608 - our own names
)


class SetClock:
    """Stands still until a test moves it."""

    def __init__(self, now: datetime) -> None:
        self._now = now

    def now(self) -> datetime:
        return self._now

    def set(self, now: datetime) -> None:
        self._now = now

    def move(self, by: timedelta) -> None:
        self._now += by


LONG = ("test_scenarios.py", "crash", "test_deliveries.py", "test_webhook.py", "test_starting.py")
"""Files and folders of tests that mostly wait, for a chat's pace or for a process."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The long ones first: begun last, all would wait for them."""
    items.sort(key=lambda item: not any(part in LONG for part in item.path.parts))


@pytest.fixture
def clock() -> SetClock:
    """A Thursday morning in Riga, summer time."""
    return SetClock(datetime(2026, 6, 4, 7, 0, tzinfo=UTC))


# -- databases: migrated once in a session, empty for each test -------------------------------------------------------


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "migrated.db"
    asyncio.run(_migrated(f"sqlite+aiosqlite:///{path}"))
    return path


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """A fresh, migrated SQLite database: for tests that open it themselves, also in other processes."""
    shutil.copy(sqlite_template, tmp_path / "test.db")
    return f"sqlite+aiosqlite:///{tmp_path / 'test.db'}"


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """One server for this process: a second takes 0.9 s, less than it would take to agree on one."""
    with ExitStack() as stack:
        yield os.environ.get("TEST_POSTGRES_URL") or stack.enter_context(postgres.running())


@pytest.fixture(scope="session")
def postgres_migrated(postgres_server: str) -> Iterator[str]:
    name = f"test_{uuid4().hex}"
    asyncio.run(_execute(postgres_server, f"CREATE DATABASE {name} TEMPLATE template0"))
    asyncio.run(_migrated(_named(postgres_server, name)))
    yield _named(postgres_server, name)
    asyncio.run(_execute(postgres_server, f"DROP DATABASE {name} WITH (FORCE)"))


@pytest.fixture
async def postgres_url(postgres_migrated: str) -> str:
    """A migrated PostgreSQL database, emptied: that takes 5 ms, a copy of a template would take 100."""
    await _execute(postgres_migrated, *EMPTIED)
    return postgres_migrated


@pytest.fixture
async def empty_postgres_url(postgres_server: str) -> AsyncIterator[str]:
    """A PostgreSQL database without tables."""
    name = f"test_{uuid4().hex}"
    await _execute(postgres_server, f"CREATE DATABASE {name} TEMPLATE template0")
    yield _named(postgres_server, name)
    await _execute(postgres_server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", "postgres"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database of each kind, without tables."""
    if request.param == "sqlite":
        return f"sqlite+aiosqlite:///{tmp_path / 'empty.db'}"
    url: str = request.getfixturevalue("empty_postgres_url")
    return url


@pytest.fixture
async def sqlite_store(sqlite_url: str) -> AsyncIterator[SqlStore]:
    async for store in _store(sqlite_url):
        yield store


@pytest.fixture
async def postgres_store(postgres_url: str) -> AsyncIterator[SqlStore]:
    async for store in _store(postgres_url):
        yield store


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest) -> str:
    """A fresh, migrated database of each kind."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture
async def store(database_url: str) -> AsyncIterator[SqlStore]:
    """On each kind of database."""
    async for store in _store(database_url):
        yield store


@pytest.fixture
async def world(store: SqlStore) -> making.World:
    """One noun of every kind, stored."""
    made = making.world()
    await store.add(EVERYWHERE, *made.nouns())
    return made


async def _store(url: str) -> AsyncIterator[SqlStore]:
    database = Database(url)
    Wall(database.engine)
    yield SqlStore(database)
    await database.close()


async def _migrated(url: str) -> None:
    database = Database(url)
    await migrate(database)
    await database.close()


def _named(server: str, name: str) -> str:
    return make_url(server).set(database=name).render_as_string(hide_password=False)


async def _execute(url: str, *statements: str) -> None:
    connection = await asyncpg.connect(url)
    try:
        for statement in statements:
            await connection.execute(statement)
    finally:
        await connection.close()

"""The migrations: they make exactly the tables of tables.py, once, and take them away again."""

import asyncio
import sys
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import ProgrammingError

from core.errors import Misconfigured, StoreUnavailable
from core.ports import EVERYWHERE
from storage.database import Database
from storage.migrate import back, configured, migrate, pending, revision, revisions
from storage.store import SqlStore
from storage.tables import METADATA
from tests import making

INDEXES = {
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL ORDER BY name",
    "postgresql": "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY indexname",
}


@pytest.fixture
async def empty(empty_url: str) -> AsyncIterator[Database]:
    database = Database(empty_url)
    yield database
    await database.close()


@pytest.fixture
async def migrated(empty: Database) -> Database:
    await migrate(empty)
    return empty


async def _tables(database: Database) -> set[str]:
    async with database.reading() as connection:
        return set(await connection.run_sync(lambda sync: inspect(sync).get_table_names()))


async def test_an_empty_database_gets_all_tables_and_then_has_nothing_pending(empty: Database) -> None:
    assert await pending(empty)
    assert await migrate(empty) == revisions()[-1] == await revision(empty)
    assert not await pending(empty)
    assert await _tables(empty) == {*METADATA.tables, "alembic_version"}


async def test_up_down_and_up_again_leaves_what_up_left(empty: Database) -> None:
    await migrate(empty)
    await back(empty)
    assert await _tables(empty) == {"alembic_version"}
    assert await revision(empty) is None
    await migrate(empty)
    assert not await _differences(empty)


async def _differences(database: Database) -> list[Any]:
    def compare(connection: Connection) -> list[Any]:
        return compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), METADATA)

    async with database.reading() as connection:
        return await connection.run_sync(compare)


async def test_the_migrations_make_what_the_tables_declare(migrated: Database) -> None:
    assert await _differences(migrated) == []


async def test_the_migrations_make_every_index_as_declared_the_partial_ones_too(empty: Database) -> None:
    """Alembic's comparison does not look at the condition of an index."""
    async with empty.writing() as connection:
        await connection.run_sync(METADATA.create_all)
    declared = await _indexes(empty)
    async with empty.writing() as connection:
        await connection.run_sync(METADATA.drop_all)
    await migrate(empty)
    assert await _indexes(empty) == declared


async def _indexes(database: Database) -> list[tuple[str, str]]:
    async with database.reading() as connection:
        rows = await connection.execute(text(INDEXES[database.engine.dialect.name]))
        return [(row[0], row[1]) for row in rows if "alembic_version" not in row[0]]


async def test_a_migrated_sqlite_database_is_whole(sqlite_store: SqlStore) -> None:
    await sqlite_store.add(EVERYWHERE, *making.world().nouns())
    async with sqlite_store.database.reading() as connection:
        assert (await connection.execute(text("PRAGMA integrity_check"))).scalar() == "ok"
        assert (await connection.execute(text("PRAGMA foreign_key_check"))).all() == []
        assert (await connection.execute(text("PRAGMA foreign_keys"))).scalar() == 1


async def test_migrating_twice_keeps_the_data_and_says_the_same(migrated: Database) -> None:
    person = making.person()
    await SqlStore(migrated).add(EVERYWHERE, person)
    assert await migrate(migrated) == await migrate(migrated)
    assert await SqlStore(migrated).find(EVERYWHERE, type(person)) == [person]


async def test_a_database_of_a_later_version_is_refused_by_name_of_the_setting(migrated: Database) -> None:
    async with migrated.writing() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    for act in (migrate, pending, revision, back):
        with pytest.raises(Misconfigured, match=r"DATABASE_URL.*later version.*9999"):
            await act(migrated)


async def test_the_newest_revision_by_file_name_is_the_one_alembic_would_go_to(migrated: Database) -> None:
    async with migrated.reading() as connection:
        script = ScriptDirectory.from_config(configured(connection.sync_connection))
    assert script.get_heads() == [revisions()[-1]]
    assert sorted(step.revision for step in script.walk_revisions()) == revisions()


async def test_six_that_start_at_once_migrate_once(empty_url: str) -> None:
    databases = [Database(empty_url) for _ in range(6)]
    assert await asyncio.gather(*(migrate(database) for database in databases)) == [revisions()[-1]] * 6
    assert not await _differences(databases[0])
    await asyncio.gather(*(database.close() for database in databases))


async def test_three_processes_that_start_at_once_migrate_once(empty_url: str) -> None:
    code = (
        "import asyncio, sys\nfrom storage.database import Database\nfrom storage.migrate import migrate\n"
        "async def main():\n    database = Database(sys.argv[1])\n    print(await migrate(database))\n"
        "    await database.close()\nasyncio.run(main())"
    )
    order = [sys.executable, "-W", "error", "-c", code, empty_url]
    pipe = asyncio.subprocess.PIPE
    started = [await asyncio.create_subprocess_exec(*order, stdout=pipe, stderr=pipe) for _ in range(3)]
    answers = [await process.communicate() for process in started]
    assert [(out.decode().strip(), err.decode()) for out, err in answers] == [(revisions()[-1], "")] * 3


async def test_a_failing_migration_leaves_nothing_behind(empty: Database) -> None:
    async with empty.writing() as connection:
        await connection.execute(text("CREATE TABLE sandbox_posts (id integer)"))
    with pytest.raises((StoreUnavailable, ProgrammingError)):
        await migrate(empty)
    assert await _tables(empty) == {"sandbox_posts"}
    assert await revision(empty) is None


async def test_migrating_is_quick_and_looking_is_quicker(tmp_path: Path) -> None:
    database = Database(f"sqlite+aiosqlite:///{tmp_path / 'quick.db'}")
    took = []
    for _ in range(2):
        before = time.perf_counter()
        await migrate(database)
        took.append(time.perf_counter() - before)
    await database.close()
    assert took[0] < 1.5  # 0.06 s alone; the rest is for a busy machine
    assert took[1] < 0.1  # 0.002 s alone


async def test_an_up_to_date_database_is_looked_at_without_importing_alembic(sqlite_url: str) -> None:
    code = (
        "import asyncio, sys\nfrom storage.database import Database\nfrom storage.migrate import migrate\n"
        "async def main():\n    database = Database(sys.argv[1])\n    await migrate(database)\n"
        "    await database.close()\nasyncio.run(main())\nprint('alembic' in sys.modules)"
    )
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", code, sqlite_url, stdout=asyncio.subprocess.PIPE
    )
    assert (await process.communicate())[0].strip() == b"False"

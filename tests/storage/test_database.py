"""How databases fail, and what of that the store lets through: our few errors, and nothing half done."""

import asyncio
import sqlite3
import traceback
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.engine import make_url

from core.errors import Misconfigured, Stale, StoreUnavailable
from core.model import Person
from core.ports import EVERYWHERE
from storage.database import Database
from storage.store import SqlStore
from tests import making


@pytest.mark.parametrize("url", ["", "nonsense", "mysql://localhost/x", "postgres", "sqlite"])
def test_a_url_that_names_no_database_of_ours_is_told_by_the_name_of_the_setting(url: str) -> None:
    with pytest.raises(Misconfigured, match="DATABASE_URL"):
        Database(url)


@pytest.mark.parametrize("url", ["sqlite+aiosqlite:////nowhere/at/all.db", "postgresql://nobody@127.0.0.1:1/none"])
async def test_a_database_that_cannot_be_reached_is_unavailable(url: str) -> None:
    store = SqlStore(Database(url))
    for act in (store.find(EVERYWHERE, Person), store.add(EVERYWHERE, making.person())):
        with pytest.raises(StoreUnavailable):
            await act
    await store.database.close()


async def test_a_file_that_is_no_database_is_unavailable(tmp_path: Path) -> None:
    (tmp_path / "a.db").write_bytes(b"x" * 10_000)
    store = SqlStore(Database(f"sqlite+aiosqlite:///{tmp_path / 'a.db'}"))
    with pytest.raises(StoreUnavailable):
        await store.find(EVERYWHERE, Person)
    await store.database.close()


async def test_a_connection_lost_in_the_middle_undoes_it_and_the_next_one_works(postgres_store: SqlStore) -> None:
    async def lose(inside: SqlStore) -> None:
        async with inside.reading() as connection:
            await connection.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))

    async def half() -> None:
        async with postgres_store.together() as inside:
            await inside.add(EVERYWHERE, making.person())
            await lose(inside)

    with pytest.raises(StoreUnavailable):
        await half()
    await postgres_store.add(EVERYWHERE, making.person(name="after"))
    assert [person.name for person in await postgres_store.find(EVERYWHERE, Person)] == ["after"]


async def test_a_server_that_does_not_answer_in_time_is_unavailable_and_the_next_statement_works(
    postgres_url: str,
) -> None:
    database = Database(postgres_url, statement_seconds=0.5)
    for opened in (database.reading, database.writing):
        with pytest.raises(StoreUnavailable):
            async with asyncio.timeout(10), opened() as connection:
                await connection.execute(text("SELECT pg_sleep(60)"))
    async with database.reading() as connection:
        assert await connection.scalar(text("SELECT 1")) == 1
    await database.close()


async def test_of_two_that_wait_for_each_other_one_is_told_that_it_is_unavailable(postgres_store: SqlStore) -> None:
    people = [making.person(), making.person()]
    await postgres_store.add(EVERYWHERE, *people)
    both = asyncio.Barrier(2)

    async def change(first: Person, second: Person) -> None:
        async with postgres_store.together() as inside:
            await inside.change(EVERYWHERE, first, first)
            await both.wait()
            await inside.change(EVERYWHERE, second, second)

    results = await asyncio.gather(change(*people), change(*reversed(people)), return_exceptions=True)
    assert sorted(type(result).__name__ for result in results) == ["NoneType", "StoreUnavailable"]


async def test_another_process_that_writes_is_waited_for(sqlite_store: SqlStore) -> None:
    path = make_url(str(sqlite_store.database.engine.url)).database
    assert path is not None
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    asyncio.get_running_loop().call_later(0.3, other.execute, "COMMIT")
    await sqlite_store.add(EVERYWHERE, making.person())
    assert await sqlite_store.count(EVERYWHERE, Person) == 1
    other.close()


async def test_a_commit_of_sqlite_is_on_the_disk_and_readers_do_not_wait_for_writers(sqlite_store: SqlStore) -> None:
    async with sqlite_store.together() as inside:
        await inside.add(EVERYWHERE, making.person())
        assert await asyncio.wait_for(sqlite_store.count(EVERYWHERE, Person), 1) == 0
    async with sqlite_store.reading() as connection:
        settings = [
            (await connection.execute(text(f"PRAGMA {name}"))).scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        ]
    assert settings == ["wal", 2, 1, 10_000]


async def test_an_error_does_not_show_what_was_to_be_written(store: SqlStore) -> None:
    person = making.person()
    await store.add(EVERYWHERE, person)
    again = making.person(id=person.id, name="SECRET-WORDS")
    with pytest.raises(Stale) as caught:
        await store.add(EVERYWHERE, again)
    assert "SECRET-WORDS" not in "".join(traceback.format_exception(caught.value))

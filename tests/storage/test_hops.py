"""SQLite with few trips to its thread: what is put together for that is written as if it were not."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from core.errors import Stale
from core.model import Person
from core.ports import EVERYWHERE
from storage import bulk
from storage.database import Database
from storage.migrate import migrate
from storage.store import SqlStore
from tests import making


@pytest.fixture
async def lite(tmp_path: Path) -> AsyncIterator[SqlStore]:
    database = Database(f"sqlite+aiosqlite:///{tmp_path / 'a.db'}")
    await migrate(database)
    yield SqlStore(database)
    await database.close()


@pytest.mark.parametrize("number", [1, 2, 15, 64, 65, 150])
async def test_however_many_rows_each_is_written_once(lite: SqlStore, number: int) -> None:
    people = [making.person() for _ in range(number)]
    await lite.add(EVERYWHERE, *people)
    assert await lite.find(EVERYWHERE, Person) == people


async def test_of_many_rows_none_is_there_when_one_cannot_be(lite: SqlStore) -> None:
    people = [making.person() for _ in range(80)]
    with pytest.raises(Stale):
        await lite.add(EVERYWHERE, *people, people[0])
    assert await lite.count(EVERYWHERE, Person) == 0


async def test_a_transaction_without_a_statement_is_none(lite: SqlStore) -> None:
    async with lite.together():
        pass
    await lite.add(EVERYWHERE, making.person())
    assert await lite.count(EVERYWHERE, Person) == 1


async def test_a_transaction_that_is_left_before_its_first_statement_leaves_nothing_open(lite: SqlStore) -> None:
    async def left() -> None:
        async with lite.together():
            raise KeyError

    with pytest.raises(KeyError):
        await left()
    async with lite.database.reading() as connection:
        driver = (await connection.get_raw_connection()).driver_connection
        assert driver is not None
        assert not driver.in_transaction
    assert await lite.count(EVERYWHERE, Person) == 0


async def later(store: SqlStore, *people: Person) -> None:
    async with store.writing() as (connection, _):
        await bulk.inserting(Person, connection.dialect).run(connection, people, later=True)


async def test_what_may_be_written_later_is_there_for_the_next_statement_and_after_the_commit(lite: SqlStore) -> None:
    first, second = making.person(), making.person()
    async with lite.together() as inside:
        await later(inside, first)
        assert await inside.find(EVERYWHERE, Person) == [first]
        await later(inside, second)
    assert await lite.find(EVERYWHERE, Person) == [first, second]


async def test_what_cannot_be_written_later_undoes_all_of_it(lite: SqlStore) -> None:
    person = making.person()

    async def twice() -> None:
        async with lite.together() as inside:
            await inside.add(EVERYWHERE, making.person())
            await later(inside, person, person)

    with pytest.raises(Stale):
        await twice()
    assert await lite.find(EVERYWHERE, Person) == []
    await lite.add(EVERYWHERE, person)


async def test_what_was_to_be_written_later_is_not_when_it_is_undone(lite: SqlStore) -> None:
    async def undone() -> None:
        async with lite.together() as inside:
            await later(inside, making.person())
            raise KeyError

    with pytest.raises(KeyError):
        await undone()
    await lite.add(EVERYWHERE, making.person())
    assert await lite.count(EVERYWHERE, Person) == 1

"""SQLite with few trips to its thread: what is put together for that is written as if it were not."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from core.errors import Stale
from core.model import Person
from core.ports import EVERYWHERE
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
    with pytest.raises(KeyError):
        async with lite.together():
            raise KeyError
    async with lite.database.reading() as connection:
        driver = (await connection.get_raw_connection()).driver_connection
        assert driver is not None
        assert not driver.in_transaction
    assert await lite.count(EVERYWHERE, Person) == 0

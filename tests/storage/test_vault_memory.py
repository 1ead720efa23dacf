"""Data keys in memory: unwrapped once in five minutes, a thousand at most, and forgotten when they are destroyed."""

from datetime import timedelta
from pathlib import Path

import pytest

from core.errors import TokenRejected
from core.model import DataKey, KeyOf, Secret, new_id
from core.ports import EVERYWHERE
from storage.store import SqlStore
from storage.vault import FileRoots
from storage.vault.datakeys import KEPT_AT_MOST, DataKeys
from tests.conftest import SetClock


class Counting(FileRoots):
    """Remembers how often it unwrapped."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.unwrapped = 0

    async def unwrap(self, kek: str, wrapped: bytes, place: bytes) -> Secret:
        self.unwrapped += 1
        return await super().unwrap(kek, wrapped, place)


@pytest.fixture
async def roots(tmp_path: Path) -> Counting:
    roots = Counting(tmp_path)
    await roots.first()
    return roots


async def made(keys: DataKeys, store: SqlStore, number: int) -> list[str]:
    async with store.together() as inside:
        return [(await keys.of(inside, KeyOf.CLIENT, new_id(), None))[0] for _ in range(number)]


async def test_a_key_is_unwrapped_once_in_five_minutes(
    sqlite_store: SqlStore, clock: SetClock, roots: Counting
) -> None:
    [id] = await made(DataKeys(clock, roots), sqlite_store, 1)
    keys = DataKeys(clock, roots)
    for _ in range(5):
        await keys.opened(sqlite_store, id)
        clock.move(timedelta(seconds=59))
    assert roots.unwrapped == 1
    clock.move(timedelta(seconds=6))
    await keys.opened(sqlite_store, id)
    assert roots.unwrapped == 2


async def test_no_more_than_a_thousand_are_held_those_used_last(
    sqlite_store: SqlStore, clock: SetClock, roots: Counting
) -> None:
    keys = DataKeys(clock, roots)
    ids = await made(keys, sqlite_store, KEPT_AT_MOST)
    await keys.opened(sqlite_store, ids[0])
    await made(keys, sqlite_store, 10)
    assert roots.unwrapped == 0
    await keys.opened(sqlite_store, ids[0])
    assert roots.unwrapped == 0
    await keys.opened(sqlite_store, ids[1])
    assert roots.unwrapped == 1


async def test_one_that_was_destroyed_is_not_kept_in_memory(
    sqlite_store: SqlStore, clock: SetClock, roots: Counting
) -> None:
    keys = DataKeys(clock, roots)
    [id] = await made(keys, sqlite_store, 1)
    await sqlite_store.remove(EVERYWHERE, *await sqlite_store.find(EVERYWHERE, DataKey))
    keys.forget(id)
    with pytest.raises(TokenRejected, match="destroyed"):
        await keys.opened(sqlite_store, id)


async def test_one_whose_transaction_was_undone_opens_nothing_later(
    sqlite_store: SqlStore, clock: SetClock, roots: Counting
) -> None:
    keys, owner = DataKeys(clock, roots), new_id()

    async def undone() -> None:
        async with sqlite_store.together() as inside:
            await keys.of(inside, KeyOf.CLIENT, owner, None)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await undone()
    async with sqlite_store.together() as inside:
        first = await keys.of(inside, KeyOf.CLIENT, owner, None)
    assert first[1].same((await DataKeys(clock, roots).there(sqlite_store, KeyOf.CLIENT, owner))[1])

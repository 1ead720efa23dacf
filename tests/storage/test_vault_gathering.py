"""What is kept for accounts is read as it is now, by one statement for all whose uses begin together."""

import asyncio
from pathlib import Path

from sqlalchemy import event

from core.errors import StoreUnavailable
from core.ports import EVERYWHERE
from storage.store import SqlStore
from storage.vault.gathering import Gathering
from tests.conftest import SetClock
from tests.vaults import granted, settled, vault_of


async def test_uses_that_begin_together_are_read_by_one_statement(
    sqlite_store: SqlStore, tmp_path: Path, clock: SetClock
) -> None:
    vault = await vault_of(sqlite_store, clock, tmp_path, {})
    accounts = [await settled(sqlite_store) for _ in range(3)]
    for account in accounts:
        await granted(vault, sqlite_store, account)
    said: list[str] = []
    event.listen(
        sqlite_store.database.engine.sync_engine, "before_cursor_execute", lambda *given: said.append(given[2])
    )
    gathering = Gathering(sqlite_store)

    found = await asyncio.gather(*(gathering.of(account.id) for account in accounts), gathering.of("nobody"))

    assert [kept and kept[0].id for kept in found] == [*(account.id for account in accounts), None]
    assert len(said) == 1


async def test_what_was_renewed_before_it_is_asked_for_is_seen(
    sqlite_store: SqlStore, tmp_path: Path, clock: SetClock
) -> None:
    vault = await vault_of(sqlite_store, clock, tmp_path, {})
    account, gathering = await settled(sqlite_store), Gathering(sqlite_store)
    old = await granted(vault, sqlite_store, account)
    await gathering.of(account.id)

    await granted(vault, sqlite_store, account, old=old)

    kept = await gathering.of(account.id)
    assert kept is not None
    assert kept[0].generation == 2


async def test_a_key_that_was_destroyed_is_seen_to_be_gone(
    sqlite_store: SqlStore, tmp_path: Path, clock: SetClock
) -> None:
    vault = await vault_of(sqlite_store, clock, tmp_path, {})
    account = await settled(sqlite_store)
    await granted(vault, sqlite_store, account)
    gathering = Gathering(sqlite_store)
    kept = await gathering.of(account.id)
    assert kept is not None
    assert kept[1] is not None

    await sqlite_store.remove(EVERYWHERE, kept[1])

    assert await gathering.of(account.id) == (kept[0], None)


async def test_a_read_that_fails_is_told_to_all_who_wait_and_the_next_one_is_made(
    sqlite_store: SqlStore, tmp_path: Path, clock: SetClock
) -> None:
    vault = await vault_of(sqlite_store, clock, tmp_path, {})
    account, gathering = await settled(sqlite_store), Gathering(sqlite_store)
    await granted(vault, sqlite_store, account)

    def fail(*_: object) -> None:
        raise StoreUnavailable("gone")

    event.listen(sqlite_store.database.engine.sync_engine, "before_cursor_execute", fail)
    failed = await asyncio.gather(*(gathering.of(account.id) for _ in range(2)), return_exceptions=True)
    event.remove(sqlite_store.database.engine.sync_engine, "before_cursor_execute", fail)

    assert all(isinstance(one, StoreUnavailable) for one in failed)
    assert await gathering.of(account.id) is not None

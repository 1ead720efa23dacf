"""`aimarketing ledger verify`: what somebody with the database in their hands did to the ledger is found and named."""

import asyncio
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from core.model import Connection, KeyOf, Purpose, Use
from core.ports import EVERYWHERE, Wanted
from storage.store import SqlStore
from storage.vault import FileRoots, SqlVault
from storage.vault.auditing import Report, audit
from storage.vault.chain import Fault, chained
from storage.vault.datakeys import DataKeys
from storage.vault.sealing import new_key
from tests.conftest import SetClock
from tests.vaults import act, settled, vault_of

ORIGINS = {"sandbox": "http://127.0.0.1:1"}


@dataclass
class Ledger:
    """Two accounts, five uses each."""

    store: SqlStore
    vault: SqlVault
    clock: SetClock
    folder: Path
    accounts: list[Connection]

    async def use(self, account: Connection, times: int) -> None:
        action = await act(self.store, account)
        wanted = Wanted(connection=account, purpose=Purpose.PUBLISH, action=action.id)
        await self.vault.admit(self.store, [wanted] * times)

    async def verified(self, head: str = "") -> Report:
        roots = FileRoots(self.folder)
        return await audit(self.store, DataKeys(self.clock, roots), self.clock.now(), head)

    async def does(self, statement: str, **values: Any) -> None:
        async with self.store.database.writing() as connection:
            await connection.execute(text(statement), values)

    async def unlocked(self) -> None:
        """The file in one's hands, no trigger holds anybody back."""
        for name in ("uses_never_change", "uses_never_go"):
            await self.does(f"DROP TRIGGER {name}")

    async def rows(self, account: Connection) -> list[Use]:
        return await self.store.find(EVERYWHERE, Use, connection_id=account.id, order="number")


@pytest.fixture
async def ledger(sqlite_store: SqlStore, clock: SetClock, tmp_path: Path) -> Ledger:
    vault = await vault_of(sqlite_store, clock, tmp_path, ORIGINS)
    accounts = [await settled(sqlite_store, network="sandbox", account=name) for name in "ab"]
    made = Ledger(sqlite_store, vault, clock, tmp_path, accounts)
    for account in accounts:
        await made.use(account, 5)
    clock.move(timedelta(minutes=2))
    return made


async def test_a_ledger_that_nobody_touched_is_whole(ledger: Ledger) -> None:
    report = await ledger.verified()
    assert (report.rows, report.chains, report.faults, report.good) == (10, 2, [], True)
    assert report.head == (await ledger.verified()).head


CHANGES = ("at", "purpose", "subject", "network", "generation", "previous", "mac")
VALUES: dict[str, Any] = {"at": "2020-01-01 00:00:00.000000", "purpose": "revoke", "generation": 7}


@pytest.mark.parametrize("column", CHANGES)
async def test_a_field_that_was_changed_is_found(ledger: Ledger, column: str) -> None:
    await ledger.unlocked()
    row = (await ledger.rows(ledger.accounts[0]))[2]
    value = VALUES.get(column, "another")
    await ledger.does(f"UPDATE uses SET {column} = :value WHERE id = :id", value=value, id=row.id)  # noqa: S608
    report = await ledger.verified()
    assert not report.good
    [(found, fault)] = report.faults
    assert (found.number, found.id) == (3, row.id)
    assert fault is (Fault.ORDER if column == "previous" else Fault.CHANGED)


async def test_a_row_that_was_taken_out_leaves_a_gap(ledger: Ledger) -> None:
    await ledger.unlocked()
    for number in (1, 3):
        await ledger.does("DELETE FROM uses WHERE number = :number", number=number)
        assert {fault for _, fault in (await ledger.verified()).faults} == {Fault.GAP}


async def test_a_chain_that_was_made_anew_with_another_key_is_found(ledger: Ledger) -> None:
    await ledger.unlocked()
    forged, previous = new_key(), ""
    for use in await ledger.rows(ledger.accounts[0]):
        made = chained(forged, replace(use, previous=previous))
        previous = made.mac
        await ledger.does(
            "UPDATE uses SET previous = :p, mac = :m WHERE id = :id", p=made.previous, m=made.mac, id=use.id
        )
    [(found, fault)] = (await ledger.verified()).faults
    assert (found.number, fault) == (1, Fault.CHANGED)


async def test_rows_moved_to_another_account_are_found(ledger: Ledger) -> None:
    await ledger.unlocked()
    one, other = ledger.accounts
    await ledger.does("DELETE FROM uses WHERE connection_id = :id", id=other.id)
    await ledger.does("UPDATE uses SET connection_id = :new WHERE connection_id = :old", new=other.id, old=one.id)
    assert [fault for _, fault in (await ledger.verified()).faults] == [Fault.CHANGED]


async def test_a_head_that_was_kept_shows_that_the_end_was_cut_off_or_a_whole_chain(ledger: Ledger) -> None:
    head = (await ledger.verified()).head
    await ledger.use(ledger.accounts[0], 3)
    later = await ledger.verified(head)
    assert (later.same, later.good) == (True, True)
    await ledger.unlocked()
    await ledger.does("DELETE FROM uses WHERE number > 5")
    assert (await ledger.verified(head)).same is True  # what came after it is for the next one
    await ledger.does("DELETE FROM uses WHERE number = 5")
    cut = await ledger.verified(head)
    assert (cut.faults, cut.same, cut.good) == ([], False, False)
    await ledger.does("DELETE FROM uses WHERE connection_id = :id", id=ledger.accounts[1].id)
    assert (await ledger.verified(head)).same is False


@pytest.mark.parametrize("head", ["x", "20260604T070000000000Z.", "20260604T070000000000Z.abc", "now." + "0" * 64])
async def test_what_is_no_head_is_told_so(ledger: Ledger, head: str) -> None:
    with pytest.raises(ValueError, match=r"head|does not match"):
        await ledger.verified(head)


async def test_without_its_key_nobody_can_tell(ledger: Ledger) -> None:
    await ledger.does('DELETE FROM data_keys WHERE "of" = :of', of=KeyOf.LEDGER.value)
    report = await ledger.verified()
    assert (report.key_is_lost, report.good, report.rows) == (True, False, 10)


async def test_an_empty_ledger_is_whole(sqlite_store: SqlStore, clock: SetClock, tmp_path: Path) -> None:
    await vault_of(sqlite_store, clock, tmp_path, ORIGINS)
    report = await audit(sqlite_store, DataKeys(clock, FileRoots(tmp_path)), clock.now())
    assert (report.rows, report.good) == (0, True)


async def test_row_2500_of_5000_is_found(ledger: Ledger) -> None:
    """T27."""
    account = ledger.accounts[0]
    for _ in range(10):
        await ledger.use(account, 500)
    await ledger.unlocked()
    await ledger.does("UPDATE uses SET subject = 'x' WHERE number = 2500")
    report = await ledger.verified()
    assert report.rows == 5010
    assert [(use.number, fault) for use, fault in report.faults] == [(2500, Fault.CHANGED)]


async def test_it_is_read_while_others_write(ledger: Ledger) -> None:
    reports, _ = await asyncio.gather(
        asyncio.gather(*(ledger.verified() for _ in range(5))), ledger.use(ledger.accounts[1], 50)
    )
    assert all(report.good for report in reports)

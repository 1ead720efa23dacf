"""The vault on SQLite at synchronous=FULL: a lone use, a batch, verifying the ledger, rotating the key (G12, G16)."""

import asyncio
import secrets
import tempfile
import time
from collections.abc import Awaitable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from benchmarks.stage import percentile
from bot.clock import SystemClock
from core.model import Connection, Purpose, new_id
from core.networks.login import bearer
from core.ports import EVERYWHERE, Wanted
from storage.database import Database
from storage.migrate import migrate
from storage.store import SqlStore
from storage.vault import FileRoots, SqlVault
from storage.vault.auditing import audit
from storage.vault.datakeys import DataKeys
from storage.vault.rotating import rotate
from tests import making
from tests.fakes.networks.declared import IDEMPOTENT
from tests.vaults import act, granted, vault_of

T = TypeVar("T")
HOME = "https://social.example"
LOCKED = replace(IDEMPOTENT, name="locked", sign=bearer, server=True)
USES, BATCHES, BATCH, ROWS, ACCOUNTS = 1_000, 30, 300, 5_000, 10_000


async def measured(folder: Path) -> None:
    database, clock = Database(f"sqlite+aiosqlite:///{folder / 'bench.db'}"), SystemClock()
    await migrate(database)
    store = SqlStore(database)
    vault = await vault_of(store, clock, folder, {}, networks={"locked": LOCKED})
    accounts = await connected(vault, store, ACCOUNTS)
    took = [await lone(vault, store, accounts[number % 50]) for number in range(USES)]
    print(f"lone use: p50 {percentile(took, 0.5):.2f} ms, p99 {percentile(took, 0.99):.2f} ms (goal 3)")
    took = [await batch(vault, store, accounts[:BATCH]) for _ in range(BATCHES)]
    print(f"batch of {BATCH}: {percentile(took, 0.5):.1f} ms, {percentile(took, 0.5) / BATCH * 1000:.0f} µs a use")
    report, seconds = await timed(audit(store, DataKeys(clock, FileRoots(folder)), clock.now()))
    assert report.good
    print(f"verify: {report.rows:,} rows in {seconds:.2f} s, {seconds / report.rows * 5_000_000:.0f} ms for {ROWS:,}")
    done, seconds = await timed(rotate(store, FileRoots(folder)))
    print(
        f"rotate: {done.wrapped:,} data keys wrapped anew and {done.verified:,} verified in {seconds:.1f} s (goal 60)"
    )
    await database.close()


async def connected(vault: SqlVault, store: SqlStore, number: int) -> list[Connection]:
    owner, shop = making.person(), making.workspace()
    accounts = [making.connection(shop, owner, network="locked", server=HOME) for _ in range(number)]
    await store.add(EVERYWHERE, owner, shop, *accounts)
    for at in range(0, number, 500):
        async with store.together() as inside:
            for account in accounts[at : at + 500]:
                await granted(vault, inside, account, access=secrets.token_urlsafe(32))  # type: ignore[arg-type]
    return accounts


async def lone(vault: SqlVault, store: SqlStore, account: Connection) -> float:
    action = await act(store, account)
    began = time.perf_counter()
    async with vault.use(account, Purpose.PUBLISH, action.id) as credential:
        credential.sign("POST", f"{HOME}/x")
        return (time.perf_counter() - began) * 1000


async def batch(vault: SqlVault, store: SqlStore, accounts: list[Connection]) -> float:
    actions = [making.action(making.workspace(id=one.workspace_id), making.person(id=one.by)) for one in accounts]
    actions = [replace(one, kind="approved", id=new_id()) for one in actions]  # type: ignore[arg-type]
    await store.add(EVERYWHERE, *actions)
    wanted = [
        Wanted(connection=one, purpose=Purpose.PUBLISH, action=action.id)
        for one, action in zip(accounts, actions, strict=True)
    ]
    uses, seconds = await timed(vault.admit(store, wanted))
    assert all(uses)
    return seconds * 1000


async def timed(doing: Awaitable[T]) -> tuple[T, float]:
    began = time.perf_counter()
    return await doing, time.perf_counter() - began


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="bench") as folder:
        asyncio.run(measured(Path(folder)))

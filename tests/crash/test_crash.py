"""Workers are killed at any moment, requests are reset before and after their effect: 0 lost, 0 twice, nothing open."""

import asyncio
import random
import sys
import time
from asyncio.subprocess import Process
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from core.model import Publication, State
from core.ports import EVERYWHERE
from storage.store import SqlStore
from storage.vault import FileRoots, SqlVault
from storage.vault.auditing import audit
from storage.vault.datakeys import DataKeys
from tests.crash.checking import SETTLED, Report, report
from tests.crash.clock import Quick
from tests.crash.stage import SIGNED, Business
from tests.fakes.networks.declared import FAKES, LIAR
from tests.fakes.networks.journal import Journal
from tests.fakes.networks.process import ROOT
from tests.fakes.networks.trying import TOKEN
from tests.vaults import granted, vault_of

EACH = 5
"""Posts of one account."""


@dataclass(frozen=True, kw_only=True)
class Storm:
    """How much goes wrong."""

    posts: int
    kills: int
    networks: Sequence[str] = tuple(FAKES)
    resets: float = 0.02
    workers: int = 1
    concurrency: int = 10
    seconds: float = 60
    seed: int = 1
    until_twice: bool = False
    """Over as soon as a reader has seen something twice."""


async def weathered(storm: Storm, store: SqlStore, url: str, folder: Path) -> Report:
    """The report after all is settled, or after the time is up."""
    start, ports, lines = time.time(), folder / "ports.json", folder / "journal.jsonl"
    vault = await vault_of(store, Quick(start), folder, {}, networks=SIGNED)
    await scheduled(storm, store, start, vault)
    common = ["--ports", str(ports), "--start", str(start)]
    options = ["--journal", str(lines), "--latency", "0.03", "--resets", str(storm.resets)]
    network = await started("tests.crash.networks", *common, *options)
    try:
        await driven(storm, store, lines, ["--database", url, "--concurrency", str(storm.concurrency), *common])
    finally:
        await killed(network)
    ledger = await audit(store, DataKeys(Quick(start), FileRoots(folder)), Quick(start).now())
    assert ledger.good, ledger
    return await report(store, Journal.read(lines))


async def scheduled(storm: Storm, store: SqlStore, start: float, vault: SqlVault) -> None:
    """All due at once; nothing is missed, whatever the delay: that is another test's question."""
    business = await Business.open(store, grace=timedelta(days=1))
    share = storm.posts // len(storm.networks)
    for network in storm.networks:
        accounts = await business.accounts(network, -(-share // EACH))
        async with store.together() as inside:
            for account in accounts:
                await granted(vault, inside, account, access=TOKEN)
        await business.posts((accounts * EACH)[:share], Quick(start).now())


async def driven(storm: Storm, store: SqlStore, lines: Path, options: list[str]) -> None:
    chance, end = random.Random(storm.seed), time.monotonic() + storm.seconds
    workers = [await started("tests.crash.worker", *options) for _ in range(storm.workers)]
    kills = 0
    try:
        while time.monotonic() < end and not (await settled(store) or (storm.until_twice and seen_twice(lines))):
            if kills < storm.kills and await busy(lines, chance):
                victim = chance.randrange(len(workers))
                await killed(workers[victim])
                workers[victim] = await started("tests.crash.worker", *options)
                kills += 1
            await asyncio.sleep(0.1)
    finally:
        for one in workers:
            await killed(one)
    assert kills >= storm.kills // 2, "there was not enough to do"


async def started(*module: str) -> Process:
    return await asyncio.create_subprocess_exec(sys.executable, "-m", *module, cwd=ROOT)


async def killed(worker: Process) -> None:
    """As the power cut does it."""
    if worker.returncode is None:
        worker.kill()
    await worker.wait()


async def busy(lines: Path, chance: random.Random) -> bool:
    """Waits until posts go out, and then for a moment that nobody foresees; False when none does."""
    before = seen(lines)
    for _ in range(40):
        await asyncio.sleep(0.05)
        if seen(lines) > before:
            await asyncio.sleep(chance.uniform(0, 0.3))
            return True
    return False


def seen_twice(lines: Path) -> bool:
    return lines.exists() and bool(Journal.read(lines).duplicates())


def seen(lines: Path) -> int:
    return lines.read_bytes().count(b"\n") if lines.exists() else 0


async def settled(store: SqlStore) -> bool:
    still = set(State) - SETTLED
    return await store.count(EVERYWHERE, Publication, state=still) == 0


async def test_nothing_is_lost_or_sent_twice_however_often_the_worker_is_killed(
    sqlite_store: SqlStore, sqlite_url: str, tmp_path: Path
) -> None:
    storm = Storm(posts=250, kills=3)
    found = await weathered(storm, sqlite_store, sqlite_url, tmp_path)
    assert found.fine, found
    assert len(found.asked) < storm.posts // 5


async def test_the_checker_sees_what_a_network_that_lies_about_keys_does_twice(
    sqlite_store: SqlStore, sqlite_url: str, tmp_path: Path
) -> None:
    storm = Storm(posts=60, kills=0, networks=(LIAR.name,), resets=0.2, until_twice=True)
    found = await weathered(storm, sqlite_store, sqlite_url, tmp_path)
    assert found.twice


@pytest.mark.night
@pytest.mark.parametrize("seed", [1, 2])
async def test_two_thousand_posts_and_forty_kills(
    sqlite_store: SqlStore, sqlite_url: str, tmp_path: Path, seed: int
) -> None:
    storm = Storm(posts=2000, kills=40, seconds=400, concurrency=20, seed=seed)
    found = await weathered(storm, sqlite_store, sqlite_url, tmp_path)
    assert found.fine, found


@pytest.mark.night
async def test_two_workers_on_postgresql_one_of_which_is_always_being_killed(
    postgres_store: SqlStore, postgres_url: str, tmp_path: Path
) -> None:
    storm = Storm(posts=2000, kills=20, workers=2, seconds=400, concurrency=20)
    found = await weathered(storm, postgres_store, postgres_url, tmp_path)
    assert found.fine, found

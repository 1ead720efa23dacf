"""A fresh process with 100,000 publications ahead: its memory, and how soon what is due goes out."""

import asyncio
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psutil

from benchmarks.stage import NETWORK, Stage, staged
from core.model import Publication, State
from core.ports import EVERYWHERE
from tests.crash.stage import Business
from tests.fakes.networks.journal import Journal
from tests.fakes.networks.process import ROOT

PENDING = 100_000
ACCOUNTS = 1_000
WORKER = """
import asyncio, json, sys
from pathlib import Path
from bot.clock import Engine, SystemClock, new_owner
from core.networks import NETWORKS
from core.networks.api import HttpApi
from storage.database import Database
from storage.store import SqlStore
from tests.crash.stage import NETWORKS, app_of
from tests.vaults import vault_of

async def work(folder):
    origins = json.loads((folder / "ports.json").read_text())["origins"]
    clock = SystemClock()
    async with HttpApi(clock, origins) as api:
        store = SqlStore(Database(f"sqlite+aiosqlite:///{folder / 'bench.db'}"))
        vault = await vault_of(store, clock, folder, origins, networks=NETWORKS)
        await Engine(app_of(store, clock, api, vault), owner=new_owner()).run(asyncio.Event())

asyncio.run(work(Path(sys.argv[1])))
"""


async def filled(stage: Stage) -> None:
    """Spread over a year, and one due now."""
    business = await Business.open(stage.store)
    accounts = await business.accounts(NETWORK, ACCOUNTS)
    now = stage.app.clock.now()
    for number in range(PENDING // ACCOUNTS):
        await business.posts(accounts, now + timedelta(days=1 + 3 * number))
    await business.posts(accounts[:1], now)


async def measured() -> None:
    async with staged() as stage:
        await filled(stage)
        first, memory = await asyncio.to_thread(started, stage.folder)
        assert await stage.store.count(EVERYWHERE, Publication, state=State.SCHEDULED) == PENDING
    print(f"pending, {PENDING:,}: RSS {memory:.0f} MiB (goal 100), first due post {first:.2f} s after start (goal 1.5)")


def started(folder: Path) -> tuple[float, float]:
    """Seconds from the start of a process to its first post, and its MiB some time later."""
    lines, began = folder / "journal.jsonl", datetime.now(UTC)
    with subprocess.Popen([sys.executable, "-c", WORKER, str(folder)], cwd=ROOT) as worker:
        while not Journal.read(lines).effects:
            time.sleep(0.02)
        time.sleep(8)
        memory = psutil.Process(worker.pid).memory_info().rss / 2**20
        worker.kill()
    [effect] = Journal.read(lines).effects
    return (datetime.fromisoformat(effect.at) - began).total_seconds(), memory


def main() -> None:
    asyncio.run(measured())

"""A worker process that a test can kill: the real engine over a real database and played networks, on a quick clock."""

import argparse
import asyncio
import json
import logging
import signal
import time
from pathlib import Path
from typing import Any

from bot.clock import Engine, new_owner
from core.networks.api import Caps, HttpApi
from core.publishing import Pace
from storage.database import Database
from storage.store import SqlStore
from tests.crash.clock import Quick
from tests.crash.stage import SIGNED, app_of
from tests.vaults import vault_of

CAPS = Caps(total=2.0, connect=1.0)


def asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.crash.worker")
    parser.add_argument("--database", required=True)
    parser.add_argument("--ports", type=Path, required=True)
    parser.add_argument("--start", type=float, required=True)
    parser.add_argument("--concurrency", type=int, default=10)
    return parser.parse_args()


def announced(ports: Path) -> dict[str, Any]:
    """Where the networks are, once they are there."""
    while not ports.exists():
        time.sleep(0.02)
    return dict(json.loads(ports.read_text()))


async def work(options: argparse.Namespace, ports: dict[str, Any]) -> None:
    database, clock, stop = Database(options.database), Quick(options.start), asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    async with HttpApi(clock, ports["origins"], CAPS) as api:
        store = SqlStore(database)
        vault = await vault_of(store, clock, options.ports.parent, ports["origins"], networks=SIGNED)
        app = app_of(store, clock, api, vault, SIGNED)
        pace = Pace(batch=50, concurrency=options.concurrency, ahead=options.concurrency // 2)
        engine = Engine(app, owner=new_owner(), alone=database.sqlite, pace=pace)
        # Bells are hung up in the world's time; this clock is ahead of it.
        engine.every("quick", 0.1, engine.ring)
        await engine.run(stop)
    await database.close()


if __name__ == "__main__":
    logging.basicConfig(level=logging.ERROR)
    given = asked()
    asyncio.run(work(given, announced(given.ports)))

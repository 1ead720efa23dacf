"""A process that a test can kill while it refreshes: one use of an account's token, at a given time."""

import argparse
import asyncio
import logging
from datetime import datetime
from pathlib import Path

from core import lending
from core.model import ActionId, Connection, Purpose
from core.ports import EVERYWHERE, Credential, Wanted
from storage.database import Database
from storage.store import SqlStore
from tests.conftest import SetClock
from tests.core.tokening import house


def asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.core.refresher")
    for name in ("database", "origin", "account", "action"):
        parser.add_argument(f"--{name}", required=True)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--now", type=datetime.fromisoformat, required=True)
    return parser.parse_args()


async def use(given: argparse.Namespace) -> None:
    database = Database(given.database)
    async with house(SqlStore(database), SetClock(given.now), given.folder, given.origin) as app:
        account = await app.store.get(EVERYWHERE, Connection, given.account)
        wanted = Wanted(connection=account, purpose=Purpose.PUBLISH, action=ActionId(given.action))

        async def nothing(_: Credential) -> None:
            return None

        await lending.used(app, wanted, nothing)
    await database.close()


if __name__ == "__main__":
    logging.basicConfig(level=logging.ERROR)
    asyncio.run(use(asked()))

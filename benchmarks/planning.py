"""How many publications can be given a time: one commit each, and in bulk."""

import asyncio
import time
from dataclasses import replace
from datetime import timedelta

from benchmarks.stage import NETWORK, Stage, staged
from core.model import Publication, State
from core.ports import EVERYWHERE
from core.posts import timed
from tests.crash.stage import Business

SINGLY = 1_000
BULK = 20_000
BATCH = 1_000


async def approved(stage: Stage, number: int) -> list[Publication]:
    business = await Business.open(stage.store)
    publications = await business.posts(await business.accounts(NETWORK, number), stage.app.clock.now())
    waiting = [(one, timed_off(one)) for one in publications]
    return await stage.store.save_publications(EVERYWHERE, waiting)


def timed_off(publication: Publication) -> Publication:
    return replace(publication, state=State.APPROVED, due_at=None, wall=None, zone=None, wake_at=None)


async def measured() -> None:
    async with staged() as stage:
        at = stage.app.clock.now() + timedelta(days=30)

        def planned(publication: Publication) -> Publication:
            return timed(publication, at, at.replace(tzinfo=None), "Europe/Riga", stage.app.clock.now())

        waiting = await approved(stage, SINGLY)
        began = time.perf_counter()
        for one in waiting:
            await stage.store.change(one.workspace_id, one, planned(one))
        singly = SINGLY / (time.perf_counter() - began)

        many = await approved(stage, BULK)
        began = time.perf_counter()
        for start in range(0, BULK, BATCH):
            changes = [(one, planned(one)) for one in many[start : start + BATCH]]
            assert len(await stage.store.save_publications(EVERYWHERE, changes)) == BATCH
        bulk = BULK / (time.perf_counter() - began)
    print(f"scheduling: {singly:.0f}/s with a commit each (goal 500), {bulk:.0f}/s in bulk (goal 10,000)")


def main() -> None:
    asyncio.run(measured())

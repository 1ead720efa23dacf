"""How late a lone publication reaches its network, while nothing else is going on."""

import asyncio
from datetime import datetime, timedelta

from benchmarks.stage import NETWORK, Stage, percentile, staged
from bot.clock import Engine, new_owner
from core.model import Publication, State
from core.ports import EVERYWHERE
from tests.crash.stage import Business
from tests.fakes.networks.journal import Journal

POSTS = 200
EVERY = 0.13


async def scheduled(stage: Stage) -> dict[str, datetime]:
    """One after another, each a second and a little ahead; when each of the texts is due."""
    business = await Business.open(stage.store)
    due = {}
    for account in await business.accounts(NETWORK, POSTS):
        at = stage.app.clock.now() + timedelta(seconds=1)
        post, version, publication = business.approved(account, at, State.SCHEDULED)
        await stage.store.add(business.workspace.id, post, version, publication, business.approval(publication))
        due[version.text] = at
        await asyncio.sleep(EVERY)
    return due


async def measured() -> None:
    stop = asyncio.Event()
    async with staged() as stage:
        engine = asyncio.create_task(Engine(stage.app, owner=new_owner()).run(stop))
        due = await scheduled(stage)
        await asyncio.sleep(2)
        assert await stage.store.count(EVERYWHERE, Publication, state=State.PUBLISHED) == POSTS
        stop.set()
        await engine
        seen = Journal.read(stage.folder / "journal.jsonl").published()
    lags = [(datetime.fromisoformat(effect.at) - due[effect.text]).total_seconds() * 1000 for effect in seen]
    assert len(lags) == POSTS
    assert min(lags) >= 0, "nothing goes out early"
    print(
        f"lone post: lag p50 {percentile(lags, 0.5):.1f} ms (goal 10), p99 {percentile(lags, 0.99):.1f} ms (goal 100), "
        f"most {max(lags):.1f} ms"
    )


def main() -> None:
    asyncio.run(measured())

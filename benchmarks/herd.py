"""5,000 publications due at one second, against a bare aiohttp loop that makes the same 5,000 requests.

Each is of an account of its own with a sealed token: its use is written to the ledger, then the token is unsealed.
"""

import asyncio
import json
import secrets
import statistics
import sys
import time
from collections.abc import Awaitable, Iterator
from dataclasses import dataclass

import aiohttp

from benchmarks.stage import NETWORK, Stage, cpu, staged
from core.model import Publication, State, Use, new_id
from core.ports import EVERYWHERE
from core.publishing import PACE, publish_due
from tests import postgres
from tests.crash.stage import SIGNED, Business

POSTS = 5000
TOKEN = secrets.token_urlsafe(32)
ROUNDS = 3


@dataclass(frozen=True)
class Measured:
    """Posts a second, and milliseconds of CPU a post."""

    rate: float
    cpu: float

    @classmethod
    async def of(cls, doing: Awaitable[object]) -> "Measured":
        used, began = cpu(), time.perf_counter()
        await doing
        return cls(POSTS / (time.perf_counter() - began), (cpu() - used) * 1000 / POSTS)


async def bare(stage: Stage) -> None:
    """What the machine can do at most: the same requests, and nothing remembered of them."""
    connector = aiohttp.TCPConnector(limit=0, limit_per_host=PACE.concurrency)
    async with aiohttp.ClientSession(connector=connector) as session:
        numbers = iter(range(POSTS))
        await asyncio.gather(*(_requests(session, stage.origins[NETWORK], numbers) for _ in range(PACE.concurrency)))


async def _requests(session: aiohttp.ClientSession, origin: str, numbers: Iterator[int]) -> None:
    for number in numbers:
        headers = {
            "Content-Type": "application/json",
            "Authorization": f"Bearer {TOKEN}",
            "Idempotency-Key": new_id(),
        }
        body = json.dumps({"text": f"Fresh bread {new_id()}", "media": []})
        async with session.post(f"{origin}/bare-{number}/posts", data=body, headers=headers) as answer:
            assert answer.status == 201
            json.loads(await answer.text())


async def prepared(stage: Stage, business: Business) -> None:
    accounts = await business.accounts(NETWORK, POSTS)
    await stage.connected(accounts)
    await business.posts(accounts, stage.app.clock.now())


async def measured(url: str = "") -> None:
    loops, engines = [], []
    async with staged(url, networks=SIGNED) as stage:
        for number in range(ROUNDS):
            business = await Business.open(stage.store)
            await prepared(stage, business)
            loops.append(await Measured.of(bare(stage)))
            engines.append(await Measured.of(publish_due(stage.app, "bench")))
            done = await stage.store.count(EVERYWHERE, Publication, state=State.PUBLISHED)
            uses = await stage.store.count(EVERYWHERE, Use, generation=1)
            assert done == uses == POSTS * (number + 1), (done, uses)
    told("PostgreSQL" if url else "SQLite", loops, engines)


def told(where: str, loops: list[Measured], engines: list[Measured]) -> None:
    def middle(values: list[Measured], name: str) -> float:
        return statistics.median(getattr(value, name) for value in values)

    ratio = middle(engines, "rate") / middle(loops, "rate")
    more = middle(engines, "cpu") / middle(loops, "cpu")
    print(
        f"herd, {where}: {middle(engines, 'rate'):.0f} posts/s, bare loop {middle(loops, 'rate'):.0f}/s, "
        f"ratio {ratio:.2f} (goal 0.60); CPU a post {middle(engines, 'cpu'):.2f} ms, {more:.1f}x (goal 1.5x)"
    )


def main() -> None:
    asyncio.run(measured())
    with postgres.running() as url:
        asyncio.run(measured(url))


if __name__ == "__main__":
    if sys.argv[1:] == ["sqlite"]:
        asyncio.run(measured())
    else:
        main()

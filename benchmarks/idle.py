"""What a process costs that has nothing to do: the clock and the runner of jobs, with 1,000 publications far ahead."""

import asyncio
from datetime import timedelta

from sqlalchemy import event

from benchmarks.stage import NETWORK, cpu, staged
from bot.clock import Engine, new_owner
from bot.jobs import Jobs
from tests.crash.stage import Business

SECONDS = 30


async def measured() -> None:
    stop, begun = asyncio.Event(), [0]
    async with staged() as stage:
        business = await Business.open(stage.store)
        ahead = stage.app.clock.now() + timedelta(days=30)
        await business.posts(await business.accounts(NETWORK, 1000), ahead)
        loops = (Engine(stage.app, owner=new_owner()), Jobs(stage.app, {"notice": _nothing}, owner=new_owner()))
        tasks = [asyncio.create_task(loop.run(stop)) for loop in loops]
        await asyncio.sleep(2)

        @event.listens_for(stage.store.database.engine.sync_engine, "begin")
        def _(_: object) -> None:
            begun[0] += 1

        used = cpu()
        await asyncio.sleep(SECONDS)
        used = cpu() - used
        stop.set()
        await asyncio.gather(*tasks)
    print(
        f"idle: {used / SECONDS:.2%} of a CPU (goal 0.50%), {begun[0] / SECONDS:.1f} transactions/s with reads (goal 5)"
    )


async def _nothing(*_: object) -> None:
    """No job waits."""


def main() -> None:
    asyncio.run(measured())

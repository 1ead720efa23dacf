"""Waiting that can be ended: by what one waits for, by being told to stop, or by time."""

import asyncio
from contextlib import suppress


async def either(heard: asyncio.Event, stop: asyncio.Event, seconds: float) -> None:
    """Waits for one of the two, or so long."""
    waiting = [asyncio.create_task(one.wait()) for one in (heard, stop)]
    await asyncio.wait(waiting, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
    for task in waiting:
        task.cancel()


async def pause(stop: asyncio.Event, seconds: float) -> None:
    """Waits so long, or until told to stop."""
    with suppress(TimeoutError):
        await asyncio.wait_for(stop.wait(), seconds)

"""What runs together in one process, and how it ends: told by a signal, everything finishes what it began."""

import asyncio
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from bot.browser import Browser
from bot.settings import Settings
from bot.web.app import Parts, make_web
from bot.web.serving import listen, port_of, serve_on
from bot.wiring import House, opened
from storage.migrate import pending
from storage.vault import sandbox_bearer_is

GRACE_SECONDS = 28
"""Longer than what the engine takes to finish what it is sending (25 s)."""


@dataclass(frozen=True, slots=True)
class Process:
    """A house with its loops running, and the chat in a browser where it is offered."""

    house: House
    browser: Browser | None


@asynccontextmanager
async def running(settings: Settings, *, web: bool, work: bool, browser: bool = False) -> AsyncIterator[Process]:
    """The house with its loops: `web` serves pages, `work` publishes, answers and tells. Ends them in good order."""
    listening = listen(settings.host, settings.port) if web else None
    if listening is not None:
        settings = settings.model_copy(update={"port": port_of(listening)})
    stop_work, stop_web = asyncio.Event(), asyncio.Event()
    async with opened(settings) as house:
        pages: list[asyncio.Task[None]] = []
        work_loops: list[asyncio.Task[None]] = []
        chat = Browser(house.intake, port=settings.port) if browser else None
        if listening is not None:
            pages.append(asyncio.create_task(serve_on(make_web(_parts(house, chat)), listening, stop_web)))
        if chat is not None:
            pages.append(asyncio.create_task(chat.run(stop_web)))
        if work:
            loops = (house.intake.run, house.jobs.run, house.engine.run)
            work_loops += [asyncio.create_task(loop(stop_work)) for loop in loops]
        try:
            yield Process(house, chat)
        finally:
            # The pages last: the sandbox among them is where a post may be on its way to.
            stop_work.set()
            await _ended(work_loops)
            stop_web.set()
            await _ended(pages)


def _parts(house: House, chat: Browser | None) -> Parts:
    async def behind() -> bool:
        return await pending(house.database)

    def verify(account: str, given: str) -> bool:
        return sandbox_bearer_is(house.vault.key, account, given)

    return Parts(
        app=house.app,
        journal=house.journal,
        verify=verify,
        pending=behind,
        origin=house.app.address,
        try_address=chat.address if chat is not None else "",
        routes=chat.routes if chat is not None else (),
    )


async def _ended(tasks: list[asyncio.Task[None]]) -> None:
    if not tasks:
        return
    done, late = await asyncio.wait(tasks, timeout=GRACE_SECONDS)
    for task in late:
        task.cancel()
    for task in done:
        task.result()


def listening_for_the_end() -> asyncio.Event:
    """Set when the process is asked to end (SIGTERM, SIGINT); asked for first, for it may be told while it starts."""
    told = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, told.set)
    return told

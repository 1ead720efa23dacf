"""What runs together in one process, and how it ends: told by a signal, everything finishes what it began.

A loop that ends unasked takes the process with it, in the same good order: whoever watches over it starts it again.
"""

import asyncio
import signal
import socket
from collections.abc import AsyncIterator, Coroutine, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from starlette.routing import BaseRoute

from bot.browser import Browser
from bot.logs import get_logger
from bot.memory import look_seldom
from bot.settings import Settings
from bot.telegram import PATH, PLATFORM, Say
from bot.web import deliveries
from bot.web.app import Parts, make_web
from bot.web.client import client
from bot.web.connect import Connect, Proof
from bot.web.serving import listen, port_of, serve_on
from bot.wiring import House, opened
from core.app import App
from core.networks.bluesky import NAME
from core.networks.bluesky import client as bluesky
from core.texts import FALLBACK, Texts
from storage.migrate import pending
from storage.vault import sandbox_bearer_is

GRACE_SECONDS = 28
"""Longer than what the engine takes to finish what it is sending (25 s)."""


LATE_SECONDS = 5
"""How long a loop that was cancelled for being late may take to let go of what it holds."""

Named = Iterable[tuple[str, Coroutine[Any, Any, None]]]
"""Loops, and what each is called in the log."""

log = get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Process:
    """A house with its loops running, and the chat in a browser where it is offered."""

    house: House
    browser: Browser | None


class LoopEnded(RuntimeError):
    """A loop ended though nobody had asked for it; its cause says why."""


class Loops:
    """The loops of a process. The first that ends unasked cancels `main`, which is doing what the process is for."""

    def __init__(self, main: "asyncio.Task[Any] | None") -> None:
        self._main = main
        self._leaving = self._cancelled = False
        self.fault: LoopEnded | None = None

    def run(self) -> bool:
        """Whether all of them do."""
        return self.fault is None

    def start(self, loop: Coroutine[Any, Any, None], name: str) -> "asyncio.Task[None]":
        """Runs the loop and watches it."""
        task = asyncio.create_task(loop, name=name)
        task.add_done_callback(self._ended)
        return task

    def _ended(self, task: "asyncio.Task[None]") -> None:
        error = None if task.cancelled() else task.exception()
        if self._leaving and error is None:
            return
        log.critical("a loop ended unasked, and the process with it", loop=task.get_name(), exc_info=error)
        if self.fault is None:
            self.fault = LoopEnded(f"{task.get_name()} ended unasked")
            self.fault.__cause__ = error
        if self._main is not None and not self._leaving and not self._cancelled:
            self._cancelled = self._main.cancel()

    def leave(self) -> bool:
        """From now on they are asked to end. Gives whether `main` was cancelled by nobody else but this."""
        self._leaving = True
        ours, self._cancelled = self._cancelled, False
        return ours and self._main is not None and not self._main.uncancel()


@asynccontextmanager
async def running(
    settings: Settings, *, web: bool, work: bool, browser: bool = False, live: Say | None = None
) -> AsyncIterator[Process]:
    """The house with its loops: `web` serves pages, `work` publishes, answers and tells. Ends them in good order.

    `live`: the chat platforms whose keys are set, too, and how it is said what becomes of that.

    Raises `LoopEnded`, after everything else has ended, when one of the loops did so unasked.
    """
    look_seldom()
    listening = listen(settings.host, settings.port) if web else None
    if listening is not None:
        settings = settings.model_copy(update={"port": port_of(listening)})
    async with opened(settings, live=live is not None) as house:
        loops, stop_work, stop_web = Loops(asyncio.current_task()), asyncio.Event(), asyncio.Event()
        chat = Browser(house.intake, port=settings.port) if browser else None
        pages = [loops.start(loop, name) for name, loop in _pages(house, chat, listening, loops, stop_web)]
        working = [*(_work(house, stop_work) if work else ()), *_live(house, live, stop_work, web=web, work=work)]
        work_loops = [loops.start(loop, name) for name, loop in working]
        try:
            yield Process(house, chat)
        except asyncio.CancelledError:
            if not loops.leave():
                raise
        finally:
            loops.leave()
            # The pages last: the sandbox among them is where a post may be on its way to.
            stop_work.set()
            await _ended(work_loops)
            stop_web.set()
            await _ended(pages)
        if loops.fault is not None:
            raise loops.fault


def _pages(
    house: House, chat: Browser | None, listening: socket.socket | None, loops: Loops, stop: asyncio.Event
) -> Named:
    if listening is not None:
        yield "web", serve_on(make_web(_parts(house, chat, loops)), listening, stop)
    if chat is not None:
        yield "browser", chat.run(stop)


def _work(house: House, stop: asyncio.Event) -> Named:
    yield "intake", house.intake.run(stop)
    yield "jobs", house.jobs.run(stop)
    yield "writing", house.writing.run(stop)
    yield "engine", house.engine.run(stop)


def logged(key: str, facts: Mapping[str, str]) -> None:
    """Says it in the log, where nobody watches a terminal."""
    log.info(Texts(FALLBACK).say(key, facts))


def _live(house: House, say: Say | None, stop: asyncio.Event, *, web: bool, work: bool) -> Named:
    """What comes from Telegram is posted to who serves pages, where there is an address, else fetched by who works."""
    if house.telegram is None or say is None:
        return
    url = f"{house.settings.public_url}{PATH}" if house.settings.public_url else ""
    if web if url else work:
        yield "telegram-in", house.telegram.receive(stop, say, url=url)
    if work:
        yield "telegram-out", house.telegram.send(stop)


def _parts(house: House, chat: Browser | None, loops: Loops) -> Parts:
    async def behind() -> bool:
        return await pending(house.database)

    def verify(account: str, given: str) -> bool:
        return sandbox_bearer_is(house.vault.key, account, given)

    return Parts(
        app=house.app,
        journal=house.journal,
        verify=verify,
        pending=behind,
        loops=loops.run,
        origin=house.app.address,
        try_address=chat.address if chat is not None else "",
        routes=[
            *(chat.routes if chat is not None else ()),
            *Connect(house.app, _proofs(house)).routes,
            *_deliveries(house),
            *_client(house.app),
        ],
    )


def _proofs(house: House) -> Mapping[str, Proof]:
    """Chat platforms whose own login shows on our pages who somebody is."""
    return {} if house.telegram is None else {PLATFORM: house.telegram.login}


def _client(app: App) -> Iterable[BaseRoute]:
    """Who we are at Bluesky, where we are reached by it."""
    if (ours := app.clients.get(NAME)) is not None:
        yield client(bluesky.PATH, bluesky.document(ours, app.address))


def _deliveries(house: House) -> Iterable[BaseRoute]:
    if house.telegram is not None and house.settings.public_url:
        yield deliveries.telegram(PATH, house.telegram.secret, house.telegram.deliver)


async def _ended(tasks: list[asyncio.Task[None]]) -> None:
    """Waits for their end, for a while; what they raise is kept by who watches them."""
    if not tasks:
        return
    _, late = await asyncio.wait(tasks, timeout=GRACE_SECONDS)
    for task in late:
        log.warning("a loop is late and is cut off", loop=task.get_name())
        task.cancel()
    if late:
        # Before the database closes: they are still giving back what they hold.
        await asyncio.wait(late, timeout=LATE_SECONDS)


def listening_for_the_end() -> asyncio.Event:
    """Set when the process is asked to end (SIGTERM, SIGINT); asked for first, for it may be told while it starts."""
    told = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, told.set)
    return told

"""What wakes when: APScheduler rings, our tables say what for, and a claim in them makes it happen once."""

import asyncio
import logging
import os
import secrets
import socket
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from core.app import App
from core.errors import StoreError
from core.model import Publication
from core.ports import EVERYWHERE
from core.publishing import PACE, Pace, publish_due
from core.publishing.guarding import guarded

logger = logging.getLogger(__name__)

POLL = 5.0
"""Seconds between looks at rows that other processes wrote."""
CLOCK = "clock"
HOLD = timedelta(seconds=15)
"""How long a dead holder of the clock's lease on another machine is waited for."""
DEBOUNCE = 0.05
FINISH = 22.0
"""Seconds that a stop waits for what is being sent; the process has a few more."""


class SystemClock:
    """The port `Clock` over this machine's time."""

    def now(self) -> datetime:
        """See `core.ports.Clock`."""
        return datetime.now(UTC)


# -- who holds what, and whether they live -----------------------------------------------------------------------------


def new_owner() -> str:
    """A name for this process in leases: machine, process, and what no earlier process of that number had."""
    return f"{_place()}:{os.getpid()}:{secrets.token_hex(4)}"


def _place() -> str:
    """Process numbers mean something within one machine and, in containers, one namespace."""
    try:
        space = Path("/proc/self/ns/pid").stat().st_ino
    except OSError:
        space = 0
    return f"{socket.gethostname()[:32].replace(':', '-')}/{space:x}"


def is_dead(owner: str, mine: str) -> bool:
    """Whether a lease's owner surely lives no more. Of other machines, nothing is known."""
    place, _, rest = owner.partition(":")
    number = rest.partition(":")[0]
    if place != mine.partition(":")[0] or not number.isdigit() or owner.startswith(mine):
        return False
    if int(number) == os.getpid():
        return True
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False


# -- the clock ---------------------------------------------------------------------------------------------------------


class Engine:
    """Publishes what is due, precisely then.

    `alone`: only while this process holds the clock's lease (processes that share one SQLite file); without, every
    process publishes, and the claims keep them apart (PostgreSQL).
    """

    def __init__(self, app: App, *, owner: str, alone: bool = True, pace: Pace = PACE) -> None:
        self._app, self._owner, self._alone, self._pace = app, owner, alone, pace
        self._due = asyncio.Event()
        self._changed = app.store.watch(Publication)
        self._holds = self._running = False
        rules = {"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
        self._alarms = AsyncIOScheduler(timezone=UTC, job_defaults=rules)

    def every(
        self, name: str, seconds: float, work: Callable[[], Awaitable[None]], *, first: float | None = None
    ) -> None:
        """Something else to be done again and again while this runs, `first` seconds from now (or `seconds`).

        What it raises is logged.
        """

        async def awaited() -> None:
            # The library awaits only what is itself declared `async`: a lambda's coroutine would never run.
            await work()

        begin = datetime.now(UTC) + timedelta(seconds=seconds if first is None else first)
        rules = {"seconds": seconds, "next_run_time": begin}
        self._alarms.add_job(awaited, "interval", id=name, replace_existing=True, **rules)

    async def run(self, stop: asyncio.Event) -> None:
        """Publishes until `stop`; then claims no more, finishes what is being sent, and puts the rest back.

        Raises what ended its publishing or its listening before: without them it would only look alive.
        """
        self.every("poll", POLL, self._poll)
        self.every("renew", self._pace.lease.total_seconds() / 4, self._renew)
        self._alarms.start()
        quitting = asyncio.Event()
        publishing, listening = asyncio.create_task(self._publish(quitting)), asyncio.create_task(self._listen())
        tasks = [publishing, listening, asyncio.create_task(stop.wait())]
        try:
            await self._poll()
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            quitting.set()
            self._due.set()
            await asyncio.wait([publishing], timeout=FINISH)
        finally:
            self._alarms.shutdown(wait=False)
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            with suppress(StoreError):
                await self._app.store.end_leases([self._owner], self._app.clock.now())
        for task in (publishing, listening):
            if not task.cancelled():
                task.result()

    async def _publish(self, stop: asyncio.Event) -> None:
        while not stop.is_set():
            await self._due.wait()
            self._due.clear()
            if self._holds and not stop.is_set():
                self._running = True
                await self._work_off(stop)
                self._running = False

    async def _work_off(self, stop: asyncio.Event) -> None:
        started = self._app.clock.now()
        try:
            await guarded(publish_due(self._app, self._owner, pace=self._pace, stop=stop))
            # What is still due waits for another of its account: the end of that is a commit, and is heard.
            await self._arm(after=started)
        except StoreError:
            logger.warning("the schedule could not be worked off", exc_info=True)

    async def _listen(self) -> None:
        """Looks at the schedule anew after commits of this process that changed it."""
        while True:
            await self._changed.wait()
            self._changed.clear()
            try:
                await self._arm()
            except StoreError:
                logger.warning("the schedule could not be read", exc_info=True)
            await asyncio.sleep(DEBOUNCE)

    async def _arm(self, after: datetime | None = None) -> None:
        """Rings at the next time of the schedule, or at once."""
        wake, now = await self._app.store.next_wake(EVERYWHERE, after=after), self._app.clock.now()
        if wake is None:
            return
        if wake <= now:
            self._due.set()
            return
        at = datetime.now(UTC) + (wake - now)
        self._alarms.add_job(self.ring, "date", run_date=at, id="due", replace_existing=True)

    async def ring(self) -> None:
        """Has the schedule worked off now."""
        self._due.set()

    async def _poll(self) -> None:
        """Buries the dead, takes the clock's lease where that is needed, and looks at the schedule."""
        store, now = self._app.store, self._app.clock.now()
        try:
            dead = [owner for owner in await store.lease_owners() if is_dead(owner, self._owner)]
            await store.end_leases(dead, now)
            self._holds = not self._alone or await store.take_lease(CLOCK, self._owner, now=now, until=now + HOLD)
            if self._holds:
                await self._arm()
        except StoreError:
            logger.warning("the schedule could not be read", exc_info=True)

    async def _renew(self) -> None:
        """Keeps what this process has in hand while it works on it."""
        if self._running:
            until = self._app.clock.now() + self._pace.lease
            await self._app.store.renew_leases(EVERYWHERE, self._owner, until)

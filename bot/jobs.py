"""The embedded runner of jobs: what is asked for in a commit is done soon after it, at least once, and not for ever."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta

from core.app import App
from core.errors import MarketingError, StoreError, StoreUnavailable
from core.model import Job
from core.ports import EVERYWHERE

logger = logging.getLogger(__name__)

Work = Callable[[App, Job], Awaitable[None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much at a time, how long a job may take, how often it is tried, and the seconds between polls."""

    at_once: int = 16
    waiting: int = 64
    lease: timedelta = timedelta(minutes=5)
    tries: int = 8
    poll: float = 5.0
    finish: float = 10.0


class Jobs:
    """Runs jobs of the kinds it is given; others are left to processes that know them."""

    def __init__(
        self,
        app: App,
        kinds: Mapping[str, Work],
        *,
        owner: str,
        limits: Limits = Limits(),
        given_up: Mapping[str, Work] = {},
    ) -> None:
        """`given_up`: what is still done for a job that never worked, once; somebody may be waiting for it."""
        self._app, self._owner, self._kinds, self._limits = app, f"{owner}:jobs", kinds, limits
        self._given_up = given_up
        self._heard = app.store.watch(Job)
        self._slots = asyncio.Semaphore(limits.at_once)
        self._busy: set[asyncio.Task[None]] = set()
        self._done: list[Job] = []
        self._again: list[Job] = []

    async def run(self, stop: asyncio.Event) -> None:
        """Runs jobs until `stop`; then lets what runs come to its end, for a while. The rest another runs again.

        Raises what nobody foresaw, also then only at the end.
        """
        running, stopping = asyncio.create_task(self._run()), asyncio.create_task(stop.wait())
        try:
            await asyncio.wait([running, stopping], return_when=asyncio.FIRST_COMPLETED)
            running.cancel()
            if self._busy:
                await asyncio.wait(self._busy, timeout=self._limits.finish)
        finally:
            left = [running, stopping, *self._busy]
            for task in left:
                task.cancel()
            await asyncio.gather(*left, return_exceptions=True)
            await self._give_back()
        if not running.cancelled():
            running.result()

    async def _give_back(self) -> None:
        try:
            await self._settle()
            await self._app.store.end_leases([self._owner], self._app.clock.now())
        except StoreError:
            logger.warning("jobs could not be settled", exc_info=True)

    async def _run(self) -> None:
        while True:
            self._heard.clear()
            try:
                await self._settle()
                claimed = await self._claim()
                wait = 0.0 if claimed else await self._until_next()
            except StoreError:
                logger.warning("jobs could not be claimed", exc_info=True)
                wait = self._limits.poll
            if wait:
                await self._wait(wait)

    async def _wait(self, seconds: float) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._heard.wait()

    async def _claim(self) -> bool:
        limits, busy = self._limits, len(self._busy)
        room = limits.waiting - busy
        # While all its places are taken, few more are not worth a claim.
        if busy >= limits.at_once and room < max(limits.waiting // 2, 1):
            return False
        jobs = await self._app.store.claim_jobs(
            EVERYWHERE,
            now=self._app.clock.now(),
            owner=self._owner,
            lease=limits.lease,
            limit=room,
            kinds=self._kinds.keys(),
        )
        for job in jobs:
            task = asyncio.create_task(self._do(job))
            self._busy.add(task)
            task.add_done_callback(self._ended)
        return bool(jobs)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._busy.discard(task)
        self._heard.set()

    async def _until_next(self) -> float:
        due = await self._app.store.next_job(EVERYWHERE, kinds=self._kinds.keys())
        if due is None or self._busy:
            return self._limits.poll
        return min(max((due - self._app.clock.now()).total_seconds(), 0.0), self._limits.poll)

    async def _settle(self) -> None:
        """All that has come to its end since the last time, in one commit."""
        done, again = list(self._done), list(self._again)
        if done or again:
            await self._app.store.settle_jobs(EVERYWHERE, done, again)
            del self._done[: len(done)], self._again[: len(again)]

    async def _do(self, job: Job) -> None:
        async with self._slots:
            error = await self._attempt(job, self._kinds[job.kind])
            # A database that is not there is nobody's fault: what was asked for waits until it is back.
            tries = job.tries + (error not in {None, StoreUnavailable.__name__})
            if error is not None and tries >= self._limits.tries:
                error = await self._give_up(job, error)
        if error is None:
            self._done.append(job)
            return
        later = self._app.clock.now() + timedelta(seconds=min(2**tries, 300))
        self._again.append(replace(job, tries=tries, run_at=later, error=error))

    async def _give_up(self, job: Job, error: str) -> str | None:
        """None, unless the database is not there: then once more."""
        logger.error("job %s %s is given up after %d tries: %s", job.kind, job.key, self._limits.tries, error)
        if (last := self._given_up.get(job.kind)) is None:
            return None
        name = StoreUnavailable.__name__
        return name if await self._attempt(job, last) == name else None

    async def _attempt(self, job: Job, work: Work) -> str | None:
        """What went wrong, in a word."""
        try:
            async with asyncio.timeout(self._limits.lease.total_seconds() * 0.9):
                await work(self._app, job)
        except MarketingError as error:
            logger.warning("job %s %s: %s", job.kind, job.key, error, exc_info=True)
            return type(error).__name__
        except Exception as error:  # one job's unforeseen fault must not stop the others
            logger.exception("job %s %s", job.kind, job.key)
            return type(error).__name__
        return None

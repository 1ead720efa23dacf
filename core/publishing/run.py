"""A run: claim, commit, send and commit again, overlapping, so that neither network nor disk waits for the other.

One loop does all the saving. Each turn saves in one commit every answer that has come since the last one, together with
the attempts that take the places these left free: the busier the engine, the larger its commits.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Coroutine, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from core import lending, losing, measuring
from core.app import App
from core.errors import StoreUnavailable
from core.model import Attempt, Job, Publication, State, Use
from core.outcomes import crashed, put_back
from core.ports import EVERYWHERE
from core.publishing.guarding import each
from core.publishing.picking import Change, Work, pick
from core.publishing.sending import Sending, send
from core.telling import job

logger = logging.getLogger(__name__)

TOLD = frozenset({State.PUBLISHED, State.FAILED, State.UNCONFIRMED, State.MISSED, State.HELD, State.IN_REVIEW})
"""Of these people get a notice; of every change where a publication comes to rest, cards are drawn anew."""
PATIENCE = 60
AGAIN = 0.5
"""How often, and after how many seconds, a commit is tried again while the database cannot be written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How much at a time. The lease is far above what one call may take (30 s), a quarter of it."""

    batch: int = 300
    concurrency: int = 100
    """Publications that are being sent at a time."""
    ahead: int = 100
    """Begun beside those, so that a place that is left is taken at once and not after the next commit."""
    gather: float = 0.02
    """Seconds that answers may wait for more of them while half of `ahead` is left: commits are fewer and larger."""
    lease: timedelta = timedelta(seconds=120)


PACE = Pace()


async def publish_due(app: App, owner: str, *, pace: Pace = PACE, stop: asyncio.Event | None = None) -> int:
    """Handles all that is due, and gives how many outcomes were saved.

    When `stop` is set it claims no more, finishes what is being sent, and puts the rest back. Cancelled, it leaves what
    is being sent to be looked up when the lease is over.
    """
    run = Run(app, owner, pace, stop or asyncio.Event())
    try:
        while await run.turn():
            pass
    finally:
        await run.end()
    return run.saved


class Run:
    """What one run has in hand."""

    def __init__(self, app: App, owner: str, pace: Pace, stop: asyncio.Event) -> None:
        self.app, self.owner, self.pace, self.stop = app, owner, pace, stop
        self.ready: deque[Work] = deque()
        self.begun: deque[Sending] = deque()
        self.answers: list[Change] = []
        self.busy: set[asyncio.Task[None]] = set()
        """Who sends what was begun, one after the other."""
        self.claiming: asyncio.Task[None] | None = None
        self.more = True
        """Whether another claim could find something."""
        self.news = asyncio.Event()
        self.saved = self.troubles = 0

    async def turn(self) -> bool:
        """One step of the loop; False when nothing is left to do."""
        self.news.clear()
        if self.stop.is_set():
            self._put_back()
        elif self.more and self.claiming is None and len(self.ready) <= self.pace.batch // 2:
            self.more = False
            self.claiming = self._spawn(self._claim())
        if self.answers and len(self.begun) > self.pace.ahead // 2:
            await asyncio.sleep(self.pace.gather)
        free = self.pace.concurrency + self.pace.ahead - len(self.busy) - len(self.begun)
        if self.answers or (self.ready and free > 0):
            works = [self.ready.popleft() for _ in range(min(free, len(self.ready)))]
            await self._commit(works)
            return True
        if self.busy or self.claiming:
            await self.news.wait()
            return True
        return False

    async def end(self) -> None:
        """Nothing of it runs on."""
        self.begun.clear()
        left = [*self.busy, *([self.claiming] if self.claiming else [])]
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)

    def _spawn(self, doing: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(doing)
        task.add_done_callback(self._ended)
        return task

    def _ended(self, task: asyncio.Task[None]) -> None:
        self.busy.discard(task)
        if task is self.claiming:
            self.claiming = None
        self.news.set()
        if not task.cancelled():
            self._set_to_work()
        if not task.cancelled() and (error := task.exception()) is not None:
            # Its row says what was begun, and is looked up when its lease is over.
            logger.error("unforeseen while publishing", exc_info=error)

    async def _claim(self) -> None:
        app, pace = self.app, self.pace
        try:
            batch = await app.store.claim_publications(
                EVERYWHERE, now=app.clock.now(), owner=self.owner, lease=pace.lease, limit=pace.batch
            )
            done, broken = await each(partial(pick, app), batch) if batch else ([], [])
        except StoreUnavailable:
            logger.warning("nothing could be claimed", exc_info=True)
            return
        for works, changes in done:
            self.ready.extend(works)
            self.answers += changes
        self.answers += [Change(one, crashed(one, name, app.clock.now())) for one, name in broken]
        self.more = self.more or len(batch) == pace.batch

    async def _commit(self, works: list[Work]) -> None:
        """Saves the answers that are there and what begins now, then sends what was begun."""
        answers, self.answers = self.answers, []
        now = self.app.clock.now()
        started = [work.started(now, self.pace.lease) for work in works]
        try:
            done, _ = await each(partial(save, self.app), [*answers, *started])
        except StoreUnavailable:
            self.answers = answers + self.answers
            self.ready.extendleft(reversed(works))
            await self._wait_for_the_database()
            return
        self.troubles = 0
        self.more = self.more or bool(answers)
        saved = {publication.id: (publication, use) for batch in done for publication, use in batch}
        self.saved += sum(change.old.id in saved for change in answers)
        for work, change in zip(works, started, strict=True):
            if change.old.id in saved:
                self._send(work, change.attempt or work.last, *saved[change.old.id])
        self._set_to_work()

    def _send(self, work: Work, attempt: Attempt | None, publication: Publication, admitted: Use | None) -> None:
        if attempt is not None:
            self.begun.append(Sending(work, publication, attempt, self.pace.lease / 4, admitted))

    def _set_to_work(self) -> None:
        for _ in range(min(len(self.begun), self.pace.concurrency - len(self.busy))):
            self.busy.add(self._spawn(self._send_on()))

    async def _send_on(self) -> None:
        while self.begun:
            sending = self.begun.popleft()
            outcome = await send(self.app, sending)
            if outcome is None:
                # Nobody's from now on, so that it is not kept by renewing the leases of what is really in hand.
                outcome = replace(sending.publication, lease_owner=None), sending.attempt
            self.answers.append(Change(sending.publication, *outcome))
            self.news.set()

    def _put_back(self) -> None:
        now = self.app.clock.now()
        self.answers += [Change(work.publication, put_back(work.publication, now)) for work in self.ready]
        self.ready.clear()

    async def _wait_for_the_database(self) -> None:
        self.troubles += 1
        if self.troubles > PATIENCE:
            raise StoreUnavailable("the database cannot be written")
        await asyncio.sleep(AGAIN)


async def save(app: App, changes: Sequence[Change]) -> list[tuple[Publication, Use | None]]:
    """Saves them with their attempts, and asks for what has to be told of those that won, in one commit.

    With them the ledger's rows for what is to be sent next: only of those that won, each given back beside its own.
    """
    attempts = [change.attempt for change in changes if change.attempt is not None]
    async with app.together() as inside:
        pairs = [(change.old, change.new) for change in changes]
        asked = partial(told, now=app.clock.now())
        saved = await inside.store.save_publications(EVERYWHERE, pairs, attempts, asked)
        await _lose(inside, saved, changes)
        await measuring.begin(inside, [one for one in saved if one.state is State.PUBLISHED])
        uses = await _admitted(inside, changes, saved)
    return [(publication, uses.get(publication.id)) for publication in saved]


async def _admitted(app: App, changes: Sequence[Change], saved: Sequence[Publication]) -> Mapping[str, Use]:
    """The uses that may be made, by publication.

    What is not admitted is sent to the vault all the same, which says why not, or behind a refresh of its token.
    """
    won = {publication.id for publication in saved}
    asked = [one.wanted for one in changes if one.wanted is not None and one.old.id in won]
    wanted = await lending.lasts(app, asked)
    if not wanted:
        return {}
    uses = await app.vault.admit(app.store, wanted)
    return {use.subject.partition(":")[2]: use for use in uses if use is not None}


async def _lose(app: App, saved: Sequence[Publication], changes: Sequence[Change]) -> None:
    """The accounts that let us post no more, by what was just saved."""
    why = {one.connection_id: one for one in saved if one.state is State.FAILED and one.error in losing.LOSING}
    if why:
        began = {one.old.connection_id: one.attempt.started_at for one in changes if one.attempt is not None}
        asked = {id: began.get(id, one.updated_at) for id, one in why.items()}
        found = await losing.still_lost(app, asked)
        await losing.lose(app, [(one, why[one.id].error or "", why[one.id].detail) for one in found])


def told(saved: Sequence[Publication], now: datetime) -> list[Job]:
    """Jobs for what has come to rest: cards of the post drawn anew, and a notice where a person should know."""
    jobs = {}
    for one in saved:
        if one.lease_owner is not None:
            continue
        asked = [("refresh", str(one.post_id))]
        if one.state in TOLD:
            asked.append(("notice", f"{one.state}:{one.id}:{one.attempt}"))
        for kind, key in asked:
            jobs[kind, key] = job(kind, key, one.workspace_id, now)
    return list(jobs.values())

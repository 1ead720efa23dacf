"""What platforms deliver, taken in at once and answered in order: one road for every platform."""

import asyncio
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from bot.answering import TRIES, Answerer, Hand
from bot.bringing import Fetch
from bot.inbox import delivery, taken
from bot.logs import get_logger
from bot.pausing import either
from core.app import App
from core.errors import Stale, StoreUnavailable
from core.model import Delivery, DeliveryState, Said
from core.ports import EVERYWHERE

LANES, AT_ONCE = 200, 20
"""At work at the same time, those that wait for files among them; begun at a time."""
AGAIN = 0.5
"""Seconds until what waits for the database is tried again."""

log = get_logger(__name__)


class Intake:
    """Takes deliveries in and answers them, each lane in order. Any number of processes may share one inbox.

    `whole_forms`, `answering`: the platforms that show a form as a page, and where a press waits for an answer.
    """

    def __init__(
        self,
        app: App,
        *,
        whole_forms: Collection[str] = (),
        answering: Collection[str] = (),
        fetch: Mapping[str, Fetch] = {},
    ) -> None:
        self.app, self.whole_forms = app, whole_forms
        self._answerer = Answerer(app, whole_forms=whole_forms, answering=answering, fetch=fetch)
        self._lanes: set[str] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._heard = asyncio.Event()
        self._received: Counter[str] = Counter()

    def hand_to(self, platform: str, hand: Hand) -> None:
        """From now on what is answered there is handed over at once, and need not be looked for in the outbox."""
        self._answerer.hands[platform] = hand

    async def receive(self, said: Said, key: str) -> bool:
        """Commits the delivery to the inbox; False where it is there already. After this nothing is lost.

        But for what no limit of ours lets pass: a text of megabytes would be kept, read and cleaned before any does.
        """
        one = delivery(taken(said), key, self.app.clock.now())
        try:
            await self.app.store.add(EVERYWHERE, one)
        except Stale:
            return False
        self._hear(one)
        return True

    def _hear(self, *fresh: Delivery) -> None:
        self._received.update(one.lane for one in fresh)
        self._heard.set()

    async def receive_all(self, said: Sequence[tuple[Said, str]]) -> None:
        """Commits them together, in order; those that are there already stay as they are."""
        now = self.app.clock.now()
        fresh = [delivery(taken(one), key, now) for one, key in said]
        try:
            await self.app.store.add(EVERYWHERE, *fresh)
        except Stale:
            for one, key in said:
                await self.receive(one, key)
        else:
            self._hear(*fresh)

    async def run(self, stop: asyncio.Event, *, poll: float = 0.5) -> None:
        """Answers what is in the inbox until `stop`; then finishes what it began."""
        while not stop.is_set():
            self._heard.clear()
            await self._start_lanes()
            await either(self._heard, stop, poll)
        await asyncio.gather(*self._tasks)

    async def drain(self) -> None:
        """Answers everything that is in the inbox now."""
        while await self._start_lanes():
            await asyncio.gather(*self._tasks)

    async def _start_lanes(self) -> int:
        room = min(LANES - len(self._lanes), AT_ONCE)
        if room <= 0:
            return 0
        try:
            # The lanes at work stand in it, too: they must not keep the others from being seen.
            waiting = await self.app.store.claim_deliveries(EVERYWHERE, limit=len(self._lanes) + room)
        except StoreUnavailable:
            await asyncio.sleep(AGAIN)
            return 0
        fresh = [one for one in waiting if one.lane not in self._lanes and self._answerer.can(one)]
        for one in fresh:
            self._lanes.add(one.lane)
            task = asyncio.create_task(self._in_lane(one))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        if len(fresh) >= room:
            self._heard.set()  # there may be more
        return len(fresh)

    async def _in_lane(self, one: Delivery) -> None:
        # A fault of ours in one conversation is seen, kept and told, and no other waits.
        try:
            await self.answer(one)
        except StoreUnavailable as error:
            # Nobody's fault, and no try: it stays in the inbox until the database can be written again.
            log.warning("delivery waits for the database", delivery=one.id, error=str(error))
            await asyncio.sleep(AGAIN)
        except Exception:
            log.exception("delivery failed", delivery=one.id, tries=one.tries + 1)
            await self._fault(one)
        finally:
            self._lanes.discard(one.lane)
            self._next(one.lane)

    async def answer(self, one: Delivery) -> None:
        """Handles one delivery; all its effects and its being done are one commit."""
        await self._answerer.answer(one)

    def _next(self, lane: str) -> None:
        """Has the lane looked at again, where more was said in it, or where it was not received here: after a start,
        much may wait. What other processes receive meanwhile is polled for.
        """
        self._received[lane] -= 1
        if self._received[lane] != 0:
            self._heard.set()
        if self._received[lane] <= 0:
            del self._received[lane]

    async def _fault(self, one: Delivery) -> None:
        """Counts the try; after the last one the person is told, as far as that can be done."""
        try:
            last = await self._counted(one)
            if last:
                await self._answerer.confess(one)
        except (Stale, StoreUnavailable):
            return  # another process has answered it meanwhile, or it is still in the inbox
        except Exception:
            # What cannot even be told must not come round for ever, nor stop what was said after it.
            log.exception("a fault could not be told", delivery=one.id)

    async def _counted(self, one: Delivery) -> bool:
        tries = one.tries + 1
        last = tries >= TRIES
        async with self.app.together() as app:
            # Settled first: what another process has answered meanwhile must not become new again.
            await app.store.settle(EVERYWHERE, one, app.clock.now())
            state = DeliveryState.FAILED if last else DeliveryState.NEW
            await app.store.change(EVERYWHERE, one, replace(one, tries=tries, state=state))
        return last

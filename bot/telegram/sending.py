"""The outbox on its way to Telegram: taken in order, at the pace that is allowed, and put down as it turned out."""

import asyncio
from collections import Counter
from collections.abc import Coroutine, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any
from weakref import WeakValueDictionary

from telegram.error import TelegramError

from bot.answering import Sending
from bot.cards import Queued
from bot.logs import get_logger
from bot.pausing import either
from bot.telegram.pacing import Pacing
from bot.telegram.parcels import Outcome, Parcel, draft_of, lane, parcels_of, settle, skipped
from bot.telegram.recovering import SOON, faulty, outcome_of
from bot.telegram.refusals import Why, why
from bot.telegram.render import render
from bot.telegram.render.pieces import length
from bot.telegram.showing import TOAST, Stage, Standing, Undrawn
from bot.telegram.updates import PLATFORM, PRESS
from core.app import App
from core.errors import Missing, Stale, StoreUnavailable
from core.model import Card, Outgoing, Person
from core.ports import EVERYWHERE
from handlers.view import View

LEASE = timedelta(minutes=2)
"""Longer than any call takes with all that is tried in it."""
AT_ONCE = 100
FRAME_LASTS = timedelta(seconds=20)
"""A frame is shown for thirty seconds, and sent again before that."""
FRAME_PATIENCE = 5.0
"""Seconds that a frame may take: what a person waits for comes behind it."""
LONGEST_WAIT = 0.5
"""Seconds after which the outbox is looked at in any case: other processes write into it, too."""
TOGETHER = 0.03
"""Seconds for which what was heard of gathers before it is looked at."""
IN_FLIGHT = 0.25
"""Seconds to wait for what another process is sending; of one's own one hears at once."""
PUT_DOWN = (0.1, 0.5, 2.0, 5.0, 15.0, 30.0)
"""Seconds until it is tried again to keep what was sent: within the lease, for after that it is sent once more."""

log = get_logger(__name__)


async def _put_back(app: App, parcels: Sequence[Parcel]) -> list[Parcel]:
    """Nobody has them for themselves any more; but for answers to presses, which wait for nothing."""
    for one in parcels:
        if not one.is_press:
            await app.store.change(EVERYWHERE, one.row, replace(one.row, lease_until=None, tries=0))
    return [one for one in parcels if one.is_press]


class Sender:
    """Carries out the outbox of one platform. Any number of processes may do so at the same time."""

    def __init__(self, app: App, stage: Stage, *, patience: float = FRAME_PATIENCE) -> None:
        self._app, self._stage, self._patience = app, stage, patience
        self._tasks: set[asyncio.Task[None]] = set()
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._in_hand: Counter[str] = Counter()
        """How many of a chat's rows this process is sending."""

    async def admit(self, app: App, queued: Sequence[Queued]) -> Sending:
        """What of it may go as soon as the turn that queued it is committed, without being looked for in the outbox.

        In the turn's own transaction. The rest is put back, and taken from there when it may go.
        """
        parcels = [Parcel(row=one.row, card=one.card, view=one.view) for one in queued if one.row is not None]
        if all(one.is_press for one in parcels) or not await self._waits(app, parcels):
            going = await self._paced(app, parcels, app.clock.now())
        else:
            going = await _put_back(app, parcels)
        return lambda: self._go(going)

    async def _waits(self, app: App, parcels: Sequence[Parcel]) -> bool:
        """Whether something waits in these chats already, or another process sends there: they wait behind it."""
        for chat, own in Counter(one.row.chat for one in parcels).items():
            unsent = await app.store.count(EVERYWHERE, Outgoing, platform=PLATFORM, chat=chat, sent_at=None)
            if unsent > own + self._in_hand[chat]:
                return True
        return False

    def _go(self, parcels: Sequence[Parcel]) -> None:
        self._in_hand.update(one.row.chat for one in parcels)
        for _, group in groupby(sorted(parcels, key=lane), key=lane):
            self._start(self._send_all(sorted(group, key=lambda one: one.is_status)))

    def _start(self, sending: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(sending)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def run(self, stop: asyncio.Event) -> None:
        """Sends what there is until `stop`; then finishes what it began."""
        heard = self._app.store.watch(Outgoing)
        while not stop.is_set():
            heard.clear()
            try:
                wait = await self._round()
            except StoreUnavailable:
                wait = 0.5
            if wait:
                await either(heard, stop, wait)
                # What is answered here is handed over: what is heard of comes from elsewhere, and seldom alone.
                await asyncio.sleep(TOGETHER)
        await self.finish()

    async def finish(self) -> None:
        """Waits for what is being sent."""
        await asyncio.gather(*self._tasks)

    async def drain(self) -> None:
        """Sends everything that may be sent now."""
        while not await self._round():
            await self.finish()

    async def _round(self) -> float:
        """Starts sending what may go now. Gives the seconds until something else may; 0: look again at once."""
        now = self._app.clock.now()
        due = await self._app.store.next_outgoing(EVERYWHERE, platform=PLATFORM, now=now)
        if due is None:
            return LONGEST_WAIT
        if due > now:
            return min(max((due - now).total_seconds(), 0.01), LONGEST_WAIT)
        parcels = await self._taken()
        self._go(parcels)
        return 0.0 if parcels else IN_FLIGHT

    async def _taken(self) -> list[Parcel]:
        async with self._app.together() as app:
            return await self._take(app)

    async def _take(self, app: App) -> list[Parcel]:
        now = app.clock.now()
        rows = await app.store.claim_outgoing(EVERYWHERE, platform=PLATFORM, now=now, until=now + LEASE, limit=AT_ONCE)
        # By the same moment: one that became due in between must not overtake what was not due yet.
        return await self._paced(app, await parcels_of(app, rows), now)

    async def _paced(self, app: App, parcels: Sequence[Parcel], now: datetime) -> list[Parcel]:
        """Those that may go now; the others are put back until they may."""
        paced = [one for one in parcels if not one.is_press]
        paces = await Pacing.of(app, paced) if paced else None
        going = [one for one in parcels if one.is_press]
        for one in sorted(paced, key=lambda one: (one.is_status, one.row.id)):
            if (skipped(one)) or paces is None or (later := paces.take(one.row.chat, now, frame=one.is_frame)) is None:
                going.append(one)
            else:
                back = replace(one.row, not_before=later, lease_until=None, tries=one.row.tries - 1)
                await app.store.change(EVERYWHERE, one.row, back)
        if paces is not None:
            await paces.save()
        return going

    async def _send_all(self, parcels: Sequence[Parcel]) -> None:
        """One chat's, in order, after what is already being sent there; an answer to a press waits for nothing."""
        if parcels[0].is_press:
            await self._send_each(parcels)
            return
        turn = self._turns.setdefault(parcels[0].row.chat, asyncio.Lock())
        async with turn:
            await self._send_each(parcels)

    async def _send_each(self, parcels: Sequence[Parcel]) -> None:
        """In order. What was sent is kept, whatever becomes of the rest."""
        outcomes: list[Outcome] = []
        try:
            for one in parcels:
                outcomes.append(await self._sent(one))
                if outcomes[-1].stops:
                    break
        finally:
            await self._keep(outcomes, parcels[len(outcomes) :])
            self._let_go(parcels[0].row.chat, len(parcels))

    def _let_go(self, chat: str, how_many: int) -> None:
        self._in_hand[chat] -= how_many
        if self._in_hand[chat] <= 0:
            del self._in_hand[chat]

    async def _sent(self, one: Parcel) -> Outcome:
        try:
            return await self._tried(one)
        except TelegramError as error:
            if why(error) is Why.LATE and one.row.toast:
                # It has to be read as a message, then.
                return await self._sent(replace(one, row=replace(one.row, reply_to="")))
            return await outcome_of(self._app, one, error)
        except StoreUnavailable:
            return Outcome(parcel=one, again=self._app.clock.now() + SOON, error=one.row.error)
        except Exception:
            # A fault of ours with one message must not stop, or repeat, any other.
            log.exception("a message could not be sent", row=one.row.id)
            return faulty(one, self._app.clock.now())

    async def _tried(self, one: Parcel) -> Outcome:
        row, stage = one.row, self._stage
        if one.is_press and length(row.toast) <= TOAST:
            await stage.answer(row.reply_to.removeprefix(PRESS), row.toast)
        elif one.card is None or one.view is None:
            if one.is_press:
                await stage.answer(row.reply_to.removeprefix(PRESS), "")
            if row.toast:
                await stage.say(row.chat, row.toast)
        elif one.is_frame:
            return await self._streamed(one, one.card, one.view)
        elif not skipped(one):
            return await self._shown(one, one.card, one.view)
        return Outcome(parcel=one)

    async def _streamed(self, one: Parcel, card: Card, view: View) -> Outcome:
        try:
            async with asyncio.timeout(self._patience):
                await self._stage.frame(one.row.chat, render(view), draft_of(card))
        except TimeoutError:
            log.warning("a frame is dropped", chat=one.row.chat)
        return Outcome(parcel=one, again=self._app.clock.now() + FRAME_LASTS)

    async def _shown(self, one: Parcel, card: Card, view: View) -> Outcome:
        chat, standing = one.row.chat, Standing(card.message, card.shown)
        if one.is_moved:
            return Outcome(parcel=one, standing=await self._stage.retire(chat, render(view), standing))
        drawn = render(view)
        language = (
            "" if drawn.picture is None else (await self._app.store.get(EVERYWHERE, Person, card.person_id)).language
        )
        try:
            stands = await self._stage.show(chat, drawn, standing, language)
        except Undrawn:
            stands = await self._stage.show(chat, render(view, pictures=False), standing, language)
        if stands.left is None:
            return Outcome(parcel=one, standing=stands)
        return replace(await outcome_of(self._app, one, stands.left), standing=stands)

    async def _keep(self, outcomes: Sequence[Outcome], left: Sequence[Parcel]) -> None:
        """Puts down what became of them, as soon as the database can be written."""
        for pause in PUT_DOWN:
            try:
                await self._put_down(outcomes, left)
            except (Stale, StoreUnavailable) as error:
                log.warning("what was sent cannot be put down yet", error=type(error).__name__)
                await asyncio.sleep(pause)
            else:
                return
        log.error("what was sent could not be put down: it is sent again", rows=[one.parcel.row.id for one in outcomes])

    async def _put_down(self, outcomes: Sequence[Outcome], left: Sequence[Parcel]) -> None:
        moved = next((outcome.chat for outcome in outcomes if outcome.chat), None)
        async with self._app.together() as app:
            for outcome in outcomes:
                with suppress(Missing, Stale):  # the card, or all of it, was deleted meanwhile
                    await settle(app, outcome)
            for one in left:
                back = replace(one.row, chat=moved or one.row.chat, lease_until=None, tries=one.row.tries - 1)
                with suppress(Stale):
                    await app.store.change(EVERYWHERE, one.row, back)

"""The outbox on its way to Telegram: taken in order, at the pace that is allowed, and put down as it turned out."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import groupby

from telegram.error import BadRequest, ChatMigrated, RetryAfter, TelegramError

from bot.intake import either
from bot.logs import get_logger
from bot.telegram import pacing
from bot.telegram.pacing import Pacing
from bot.telegram.parcels import NO_FRAMES, Outcome, Parcel, draft_of, lane, parcels_of, settle, skipped
from bot.telegram.refusals import Why, wait_of, why
from bot.telegram.render import render
from bot.telegram.showing import TOAST, Stage, Standing
from bot.telegram.updates import PLATFORM, PRESS
from core.app import App
from core.errors import Missing, Stale, StoreUnavailable
from core.model import Conversation, Outgoing, Person
from core.ports import EVERYWHERE

LEASE = timedelta(minutes=2)
"""Longer than any call takes with all that is tried in it."""
AT_ONCE = 100
FRAME_LASTS = timedelta(seconds=20)
"""A frame is shown for thirty seconds, and sent again before that."""
TRIES = 8
LONGEST_WAIT = 30.0
UNTIL_TOKEN = timedelta(minutes=1)

log = get_logger(__name__)


class Sender:
    """Carries out the outbox of one platform. Any number of processes may do so at the same time."""

    def __init__(self, app: App, stage: Stage) -> None:
        self._app, self._stage = app, stage
        self._tasks: set[asyncio.Task[None]] = set()

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
        await asyncio.gather(*self._tasks)

    async def drain(self) -> None:
        """Sends everything that may be sent now."""
        while not await self._round():
            await asyncio.gather(*self._tasks)

    async def _round(self) -> float:
        """Starts sending what may go now. Gives the seconds until something else may; 0: look again at once."""
        now = self._app.clock.now()
        due = await self._app.store.next_outgoing(EVERYWHERE, platform=PLATFORM, now=now)
        if due is None:
            return LONGEST_WAIT
        if due > now:
            return min(max((due - now).total_seconds(), 0.01), LONGEST_WAIT)
        parcels = await self._taken()
        for _, group in groupby(sorted(parcels, key=lane), key=lane):
            task = asyncio.create_task(self._send_all(sorted(group, key=lambda one: one.is_status)))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        return 0.0 if parcels else 0.05

    async def _taken(self) -> list[Parcel]:
        for _ in range(3):
            # Stale: another process took places of the same pace at the same moment.
            with suppress(Stale):
                async with self._app.together() as app:
                    return await self._take(app)
        return []

    async def _take(self, app: App) -> list[Parcel]:
        now = app.clock.now()
        rows = await app.store.claim_outgoing(EVERYWHERE, platform=PLATFORM, now=now, until=now + LEASE, limit=AT_ONCE)
        parcels = await parcels_of(app, rows)
        paced = [one for one in parcels if not one.is_press]
        paces = await Pacing.of(app, {one.row.chat for one in paced}) if paced else None
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
        # A fault of ours with one chat must not stop what goes to the others.
        try:
            outcomes = []
            for one in parcels:
                outcomes.append(await self._sent(one))
                if outcomes[-1].again is not None and not one.is_status:
                    break  # the order is kept: the rest comes back with its lease
            await self._put_down(outcomes, parcels[len(outcomes) :])
        except StoreUnavailable:
            log.warning("what was sent could not be put down; it is sent again later")
        except Exception:
            log.exception("sending failed", chat=parcels[0].row.chat)

    async def _sent(self, one: Parcel) -> Outcome:
        try:
            return await self._tried(one)
        except TelegramError as error:
            return await self._refused(one, error)

    async def _tried(self, one: Parcel) -> Outcome:
        row, stage = one.row, self._stage
        if one.is_press and len(row.toast) <= TOAST:
            await stage.answer(row.reply_to.removeprefix(PRESS), row.toast)
        elif one.card is None or one.view is None or one.talk is None:
            if one.is_press:
                await stage.answer(row.reply_to.removeprefix(PRESS), "")
            if row.toast:
                await stage.say(row.chat, row.toast)
        elif one.is_frame:
            await stage.frame(row.chat, render(one.view), draft_of(one.card))
            return Outcome(parcel=one, again=self._app.clock.now() + FRAME_LASTS)
        elif not skipped(one):
            standing = Standing(one.card.message, one.card.shown)
            language = (await self._app.store.get(EVERYWHERE, Person, one.talk.person_id)).language
            return Outcome(parcel=one, standing=await stage.show(row.chat, render(one.view), standing, language))
        return Outcome(parcel=one)

    async def _refused(self, one: Parcel, error: TelegramError) -> Outcome:
        """What becomes of something that Telegram would not have."""
        now, meaning = self._app.clock.now(), why(error)
        if isinstance(error, RetryAfter):
            until = now + wait_of(error)
            await pacing.hold(self._app, one.row.chat, until)
            return Outcome(parcel=one, again=until, error=one.row.error, flooded=True)
        if isinstance(error, ChatMigrated):
            chat = str(error.new_chat_id)
            await self._app.store.move_chat(EVERYWHERE, PLATFORM, one.row.chat, chat)
            return Outcome(parcel=one, again=now, chat=chat)
        if meaning is Why.SHUT:
            await self._shut(one.row.chat, now)
            return Outcome(parcel=one, error=meaning.name)
        if meaning is Why.LATE and one.row.toast:
            # It has to be read as a message, then.
            return await self._sent(replace(one, row=replace(one.row, reply_to="")))
        return self._failed(one, error, meaning)

    def _failed(self, one: Parcel, error: TelegramError, meaning: Why) -> Outcome:
        now, row = self._app.clock.now(), one.row
        if meaning is Why.LATE:
            return Outcome(parcel=one)
        if meaning is Why.TOKEN:
            return Outcome(parcel=one, again=now + UNTIL_TOKEN, error=meaning.name)
        if one.is_frame and isinstance(error, BadRequest):
            log.warning("a text is not streamed", reason=error.message)
            return Outcome(parcel=one, again=now, error=NO_FRAMES)
        if row.tries >= TRIES:
            log.error("a message is given up", chat=row.chat, reason=meaning.name, tries=row.tries)
            return Outcome(parcel=one, error=meaning.name)
        log.warning("a message has to be sent again", chat=row.chat, reason=meaning.name, tries=row.tries)
        wait = timedelta(seconds=min(2.0**row.tries / 4, 60))
        return Outcome(parcel=one, again=now + wait, error=row.error or meaning.name)

    async def _shut(self, chat: str, now: datetime) -> None:
        """Nobody listens there any more: nothing else is sent, until somebody speaks to us again."""
        async with self._app.together() as app:
            for talk in await app.store.find(EVERYWHERE, Conversation, platform=PLATFORM, chat=chat):
                await app.store.change(EVERYWHERE, talk, replace(talk, blocked_at=now))
            for row in await app.store.find(EVERYWHERE, Outgoing, platform=PLATFORM, chat=chat, sent_at=None):
                await app.store.change(EVERYWHERE, row, replace(row, sent_at=now, error=Why.SHUT.name))

    async def _put_down(self, outcomes: Sequence[Outcome], left: Sequence[Parcel]) -> None:
        async with self._app.together() as app:
            for outcome in outcomes:
                with suppress(Missing):  # the card, or all of it, was deleted meanwhile
                    await settle(app, outcome)
            for one in left:
                await app.store.change(EVERYWHERE, one.row, replace(one.row, lease_until=None, tries=one.row.tries - 1))

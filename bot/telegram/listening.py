"""The two ways in: what Telegram delivers to our address, and what we fetch where there is none. One road on."""

import asyncio
import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from telegram import Bot, Update
from telegram.error import TelegramError

from bot import cards
from bot.inbox import PASSWORD, taken
from bot.intake import Intake
from bot.logs import get_logger
from bot.pausing import pause
from bot.telegram.parcels import draft_of
from bot.telegram.updates import ALLOWED, PLATFORM, Heard, Moved, News, Standing, Stopped, chat_of, read
from bot.telegram.wire import UNREAD
from core import connecting
from core.errors import Stale, StoreUnavailable
from core.model import Card, Conversation, Said
from core.ports import EVERYWHERE

LONG_POLL = 25
"""Seconds that Telegram keeps a request for updates open."""
LEASE = timedelta(seconds=90)
"""Of the one process that fetches."""
RENEWED = timedelta(seconds=30)
"""After so long; with the longest fetch that is still well before its end."""
TRIES = 3
Raw = Mapping[str, Any]
"""An update as Telegram sends it."""

log = get_logger(__name__)


class Listener:
    """Takes updates in. Whatever it is given twice has one effect; a kind that nobody knows yet has none."""

    def __init__(self, intake: Intake, bot: Bot, owner: str) -> None:
        self._intake, self._app, self._bot, self._owner = intake, intake.app, bot, f"{owner}:telegram"
        self._renewed: datetime | None = None

    async def deliver(self, body: bytes) -> None:
        """One update, as Telegram posts it. Raises `ValueError` for what is none, and `StoreUnavailable`."""
        try:
            given = json.loads(body)
            int(given["update_id"])
        except (TypeError, KeyError, RecursionError) as error:
            raise ValueError("not an update") from error
        await self.take([given])

    async def take(self, updates: Sequence[Raw]) -> None:
        """Into the inbox with all of them, in order. Raises `StoreUnavailable`, and then takes them again."""
        said: list[tuple[Said, str]] = []
        secret: list[Heard] = []
        for update in updates:
            news = self._read(update)
            if isinstance(news, Heard):
                secret += [news] if taken(news.said).other == PASSWORD else []
                said.append((news.said, news.key))
            elif isinstance(news, Stopped):
                if (pressed := await self._stop(news)) is not None:
                    said.append((pressed, news.key))
            elif news is not None:
                await self._learned(news)
        if said:
            await self._intake.receive_all(said)
        for news in secret:
            await self._wipe(news)

    async def _wipe(self, news: Heard) -> None:
        """Takes a password out of the chat, where we may; the answer asks the person to, where we may not."""
        with suppress(TelegramError):
            await self._bot.delete_message(chat_of(news.said.chat)[0], int(news.message or 0))

    def _read(self, update: Raw) -> News | None:
        # What a release of Telegram adds, or the library cannot read, must not keep back what comes with it.
        try:
            return read(Update.de_json(dict(update), self._bot), self._bot.bot)
        except Exception as fault:  # noqa: BLE001 - whatever the library makes of what it does not know
            # Without the trace, which shows what people wrote.
            about = {"update": update["update_id"], "holds": sorted(map(str, update)), "fault": type(fault).__name__}
            log.error("an update could not be read", **about)  # noqa: TRY400
            return None

    async def _stop(self, news: Stopped) -> Said | None:
        """A press of the Stop button of the text that is streamed under this number."""
        cards_here = await self._app.store.find(
            EVERYWHERE, Card, order="-id", limit=5, platform=PLATFORM, team="", chat=news.said.chat, message=None
        )
        for card in cards_here:
            if draft_of(card) == news.draft:
                acts = [act for act in cards.acts_of(cards.from_json(card.view)) if act.token]
                return replace(news.said, token=acts[0].token) if acts else None
        return None

    async def _learned(self, news: Moved | Standing) -> None:
        """Another process may know the same at this moment, or be answering in that chat: then once more."""
        for _ in range(TRIES):
            with suppress(Stale):
                await self._learn(news)
                return
        log.error("what happened to a chat could not be kept", news=type(news).__name__)

    async def _learn(self, news: Moved | Standing) -> None:
        """Facts about a chat: written at once, for to write them again changes nothing."""
        if isinstance(news, Moved):
            await self._app.store.move_chat(EVERYWHERE, PLATFORM, news.old, news.new)
        elif news.kind == "channel":
            if news.missing:
                await connecting.lost(self._app, PLATFORM, news.chat, detail=news.missing)
        elif news.missing:
            async with self._app.together() as app:
                for talk in await app.store.find(EVERYWHERE, Conversation, platform=PLATFORM, chat=news.chat):
                    await app.store.change(EVERYWHERE, talk, replace(talk, blocked_at=app.clock.now()))

    async def fetch(self, stop: asyncio.Event) -> None:
        """Fetches updates until `stop`, one process at a time; then another may at once. Raises `TelegramError`."""
        try:
            await self._fetch(stop)
        finally:
            if self._renewed is not None:
                self._renewed = None
                with suppress(StoreUnavailable):
                    await self._app.store.end_leases([self._owner], self._app.clock.now())

    async def _fetch(self, stop: asyncio.Event) -> None:
        offset: int | None = None
        while not stop.is_set():
            if not await self._leads():
                await pause(stop, LEASE.total_seconds() / 6)
                continue
            updates = await self._until(stop, offset)
            if not updates:
                continue
            try:
                await self.take(updates)
            except StoreUnavailable:
                await pause(stop, 1.0)
                continue  # they are not confirmed: Telegram gives them again
            offset = max(int(update["update_id"]) for update in updates) + 1

    async def _leads(self) -> bool:
        """Whether it is this process that fetches. Not written with each fetch: a fetch may bring a single word."""
        now = self._app.clock.now()
        if self._renewed is not None and now - self._renewed < RENEWED:
            return True
        taken = await self._app.store.take_lease("telegram", self._owner, now=now, until=now + LEASE)
        self._renewed = now if taken else None
        return taken

    async def _until(self, stop: asyncio.Event, offset: int | None) -> Sequence[Raw]:
        """What comes within the time of a fetch, or until `stop`; as it was sent, for each is read by itself."""
        fetching = asyncio.create_task(self._bot.get_updates(offset=offset, timeout=LONG_POLL, allowed_updates=ALLOWED))
        stopping = asyncio.create_task(stop.wait())
        await asyncio.wait({fetching, stopping}, return_when=asyncio.FIRST_COMPLETED)
        stopping.cancel()
        if not fetching.done():
            fetching.cancel()
            with suppress(asyncio.CancelledError, TelegramError):
                await fetching
            return ()
        return [update.api_kwargs[UNREAD] for update in fetching.result()]

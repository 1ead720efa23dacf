"""News for open pages, as server-sent events: every tab is compared with what is kept, so none takes another's news."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import replace

from bot.browser.log import Seat, draw
from bot.browser.thread import PLATFORM, Item, Thread, is_new, summary, texts_of, thread
from core.app import App
from core.errors import Missing, Stale, StoreUnavailable
from core.model import Card, Delivery, Outgoing
from core.ports import EVERYWHERE

TOGETHER = 0.03
"""Seconds for which news gather: other chats write into the same outbox."""
POLL = 2.0
"""Seconds until what another process wrote is seen."""
BREATH = 15.0
"""Seconds of silence after which a line says that the connection lives."""
FRESH = 10.0
AT_ONCE = 200


class Live:
    """Carries the outbox of this platform, and wakes whoever has a page open."""

    def __init__(self, app: App) -> None:
        self.app = app
        self.over = False
        self._open: set[asyncio.Event] = set()

    async def run(self, stop: asyncio.Event) -> None:
        """Until `stop`; then every open page's connection ends."""
        heard = self.app.store.watch(Outgoing, Delivery, Card)
        stopping = asyncio.create_task(stop.wait())
        try:
            while not stop.is_set():
                heard.clear()
                with contextlib.suppress(StoreUnavailable):
                    await self.carry()
                self._wake()
                hearing = asyncio.create_task(heard.wait())
                await asyncio.wait({hearing, stopping}, timeout=POLL, return_when=asyncio.FIRST_COMPLETED)
                hearing.cancel()
                await asyncio.sleep(TOGETHER)
        finally:
            stopping.cancel()
            self.over = True
            self._wake()

    def _wake(self) -> None:
        for one in self._open:
            one.set()

    async def carry(self) -> None:
        """Marks what is in the outbox as sent: a page shows what is kept, whenever it is opened."""
        waiting = await self.app.store.find(EVERYWHERE, Outgoing, platform=PLATFORM, sent_at=None, limit=AT_ONCE)
        for one in waiting:
            with contextlib.suppress(Stale):  # the card is being changed just now: it comes round again
                async with self.app.together() as app:
                    await _carried(app, one)

    @property
    def listeners(self) -> int:
        """How many wait for news: open pages, and answers to what was just said."""
        return len(self._open)

    @contextlib.contextmanager
    def listening(self) -> Iterator[asyncio.Event]:
        """An event that is set when there may be news."""
        heard = asyncio.Event()
        self._open.add(heard)
        try:
            yield heard
        finally:
            self._open.discard(heard)

    async def settled(self, key: str, patience: float) -> None:
        """Returns when the delivery is answered, or `patience` seconds are over."""
        with self.listening() as heard, contextlib.suppress(TimeoutError):
            async with asyncio.timeout(patience):
                while not self.over and await self.app.store.count(
                    EVERYWHERE, Delivery, platform=PLATFORM, key=key, done_at=None
                ):
                    await heard.wait()
                    heard.clear()

    async def events(self, seat: Seat, seen: str) -> AsyncIterator[str]:
        """What a page has to change, from the state it has `seen` on; all of it where the language changed."""
        yield "retry: 1000\n\n"
        known: dict[str, str] | None = None
        with self.listening() as heard:
            while not self.over:
                heard.clear()
                if (await texts_of(self.app, seat.name, seat.texts.language)).language != seat.texts.language:
                    yield _event("reload", seat.name)
                    return
                now = await thread(self.app, seat.name)
                if now.state != seen:
                    yield self._news(now, seat, known)
                known, seen = {item.id: item.mark for item in now.items}, now.state
                try:
                    await asyncio.wait_for(heard.wait(), BREATH)
                except TimeoutError:
                    yield ": here\n\n"

    def _news(self, now: Thread, seat: Seat, known: dict[str, str] | None) -> str:
        """All that differs from what is known; everything, where nothing is known of the page."""
        marks = known or {}
        changed = [item for item in now.items if marks.get(item.id) != item.mark]
        parts = [_event("item", self._item(item, seat, fresh=item.id not in marks)) for item in changed]
        if gone := _gone(now.items, marks):
            parts.append(_event("gone", gone))
        # The state comes last: a connection that breaks in between begins again from the one before.
        return "".join(parts) + f"id: {now.state}\nevent: all\ndata:\n\n"

    def _item(self, item: Item, seat: Seat, *, fresh: bool) -> dict[str, object]:
        says = fresh and isinstance(item.of, Outgoing) and is_new(item, self.app.clock.now(), FRESH)
        return {
            "id": item.id,
            "mark": item.mark,
            "html": draw(item, seat),
            "summary": summary(item),
            "toast": says,
        }


def _event(name: str, data: object) -> str:
    return f"event: {name}\ndata: {json.dumps(data)}\n\n"


def _gone(items: Sequence[Item], marks: dict[str, str]) -> list[str]:
    """What was taken away; what is only too old to be shown stays on the page."""
    ids = {item.id for item in items}
    oldest = min((item.id[2:] for item in items), default="")
    return [id for id in marks if id not in ids and id[2:] > oldest]


async def _carried(app: App, one: Outgoing) -> None:
    if one.card_id is not None:
        with contextlib.suppress(Missing):
            card = await app.store.get(EVERYWHERE, Card, one.card_id)
            if card.message is None:
                await app.store.change(EVERYWHERE, card, replace(card, message=card.id))
    await app.store.change(EVERYWHERE, one, replace(one, sent_at=app.clock.now()))

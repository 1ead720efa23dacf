"""An outbox and who carries it out, without the rest of the house: cards are put in by hand, time is the test's."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import timedelta
from io import BytesIO
from typing import Any

from PIL import Image

from bot import cards
from bot.telegram.live import Access, reached
from bot.telegram.sending import Sender
from bot.telegram.showing import Stage
from bot.telegram.updates import PRESS
from core.app import App
from core.errors import Stale
from core.model import Card, Conversation, Outgoing, new_id
from core.ports import EVERYWHERE
from handlers.view import Act, Block, Month, Pick, Preview, Progress, Row, Text, View
from storage.store import SqlStore
from tests import making
from tests.fakes.telegram import FakeTelegram, Person, Place
from tests.handlers.desk import make_app

PNG = BytesIO()
Image.new("RGB", (64, 64), "white").save(PNG, "PNG")


def view(text: str, *labels: str, key: str = "screen", blocks: tuple[Block, ...] = ()) -> View:
    """A card that says this, with these buttons."""
    acts = tuple(Act(label=label, verb="", token=f"token-{label}") for label in labels)
    rows = (Row(acts),) if acts else ()
    return View(key=key, blocks=(Text(text), *blocks, *rows), summary=text)


def pictured(text: str, *labels: str, seen: str = "Rye bread") -> View:
    """... with a picture of what will be seen; the picture is another where `seen` is another."""
    shown = Preview(network="Sandbox", account="Bakery", text=seen, count="9 / 500", drawn=True)
    return view(text, *labels, blocks=(shown,))


def writing(partial: str) -> View:
    """A text that is being written, as far as it is there, with its Stop button."""
    stop = Row((Act(label="Stop", verb="", token="token-stop"),))
    return View(key="writing", blocks=(Progress("Writing", partial), stop), summary="Writing")


def picking(text: str) -> View:
    """Asks for a channel."""
    return view(text, "Back", blocks=(Pick("Choose a channel", "elsewhere"),))


def moved() -> View:
    """What stands where a card was."""
    return view("It is further down now.", key=cards.MOVED)


@dataclass
class Drawing:
    """How pictures are drawn here: all alike, and as a test wants it."""

    drawn: list[Preview | Month] = field(default_factory=list)
    fault: Exception | None = None

    async def __call__(self, block: Preview | Month, language: str) -> bytes:
        self.drawn.append(block)
        if self.fault is not None:
            raise self.fault
        return PNG.getvalue()


@dataclass
class Outbox:
    """`sends` carries out what may go now; `later` moves both clocks on."""

    api: FakeTelegram
    app: App
    clock: Any
    stage: Stage
    sender: Sender
    drawing: Drawing
    talks: dict[str, Conversation] = field(default_factory=dict)

    async def talk(self, place: Place, *, thread: int | None = None, who: Person | None = None) -> Conversation:
        """Somebody has spoken there."""
        chat = f"{place.id}/{thread}" if thread else str(place.id)
        if chat not in self.talks:
            if isinstance(place, Person):
                place.room.started = True
            person, shop = making.person(language="en"), making.workspace()
            user = str((who or place).id)
            self.talks[chat] = making.conversation(shop, person, chat=chat, user=user, private=place.id > 0)
            await self.app.store.add(EVERYWHERE, person, shop, making.membership(shop, person), self.talks[chat])
        return self.talks[chat]

    async def posts(self, place: Place, shown: View, **where: Any) -> Card:
        """A new card on its way out."""
        card = making.card(await self.talk(place, **where), view=cards.to_json(shown))
        await self.app.store.add(EVERYWHERE, card, self._going(card))
        return card

    async def redraws(self, card: Card, shown: View) -> None:
        """The card is something else from now on: as `bot.cards.redraw` does it, and again where it is too late."""
        while True:
            with suppress(Stale):
                async with self.app.together() as app:
                    there = await app.store.get(EVERYWHERE, Card, card.id)
                    await app.store.change(EVERYWHERE, there, replace(there, view=cards.to_json(shown)))
                    if not await app.store.hurry_card(EVERYWHERE, card.id):
                        await app.store.add(EVERYWHERE, self._going(there))
                return

    async def says(self, place: Place, words: str, press: Any = None, **where: Any) -> None:
        """A line, or the answer to a press."""
        reply_to = f"{PRESS}{press.query.id}" if press is not None else ""
        talk = await self.talk(place, **where)
        row = making.outgoing(chat=talk.chat, toast=words, reply_to=reply_to, created_at=self.clock.now())
        await self.app.store.add(EVERYWHERE, row)

    def _going(self, card: Card) -> Outgoing:
        return making.outgoing(card, chat=card.chat, created_at=self.clock.now(), id=new_id())

    async def sends(self) -> None:
        await self.sender.drain()

    def later(self, seconds: float) -> None:
        self.clock.move(timedelta(seconds=seconds))
        self.api.later(seconds=seconds)

    async def waits(self) -> list[Outgoing]:
        """What has not been sent."""
        return await self.app.store.find(EVERYWHERE, Outgoing, sent_at=None)

    async def card(self, card: Card) -> Card:
        """As it is by now."""
        return await self.app.store.get(EVERYWHERE, Card, card.id)


@asynccontextmanager
async def opened(api: FakeTelegram, store: SqlStore, clock: Any, **how: Any) -> AsyncIterator[Outbox]:
    """An outbox over this store; several of them are several processes."""
    app = make_app(store, clock)
    async with AsyncExitStack() as stack:
        bot = await stack.enter_async_context(reached(Access(token=api.token, api_url=api.url), clock))
        drawing = Drawing()
        stage = Stage(bot, drawing)
        yield Outbox(api, app, clock, stage, Sender(app, stage, **how), drawing)

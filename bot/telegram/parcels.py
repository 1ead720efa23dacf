"""What is on its way out: an outbox row with what it is drawn from, and what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot import cards
from bot.telegram.showing import WRITING, Standing
from bot.telegram.updates import PRESS, is_group
from core.app import App
from core.model import Card, Conversation, Outgoing
from core.ports import EVERYWHERE
from handlers.view import Progress, View

NO_FRAMES = "no frames"
"""In `Outgoing.error`: this text is not streamed, for Telegram would not have it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """Something to be sent, with what it is drawn from."""

    row: Outgoing
    card: Card | None = None
    talk: Conversation | None = None
    view: View | None = None

    @property
    def is_press(self) -> bool:
        """Whether it ends the waiting of somebody who pressed: that is not counted, and waits for nothing."""
        return self.row.reply_to.startswith(PRESS)

    @property
    def writing(self) -> bool:
        """Whether the text is still being written."""
        return self.view is not None and any(isinstance(block, Progress) for block in self.view.blocks)

    @property
    def is_frame(self) -> bool:
        """Whether it is streamed: only in private, and only what has no message yet."""
        alone = self.card is not None and self.card.message is None and self.row.error != NO_FRAMES
        return self.writing and alone and not is_group(self.row.chat)

    @property
    def is_status(self) -> bool:
        """Whether it may wait for what people wait for."""
        return self.writing or (self.view is not None and self.view.key == cards.MOVED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of a parcel: sent (`standing` where a card stands now), to be sent later, or never."""

    parcel: Parcel
    standing: Standing | None = None
    again: datetime | None = None
    error: str | None = None
    chat: str | None = None
    """What the chat is called now, where Telegram gave it another id."""
    flooded: bool = False
    """Whether Telegram asked us to wait, so that nothing makes it come sooner."""


def lane(one: Parcel) -> tuple[str, bool, str]:
    """What is sent one after the other: a chat's messages; an answer to a press waits for nothing."""
    return one.row.chat, one.is_press, one.row.id if one.is_press else ""


def draft_of(card: Card) -> int:
    """The number under which a text that is being written is streamed: of 53 bits, and never 0."""
    return int(card.id[-13:], 16) or 1


def skipped(one: Parcel) -> bool:
    """Whether there is nothing to show: a text that is being written is shown as such once, where it is not streamed;
    and what was moved before it was ever shown is not shown at all.
    """
    if one.view is None or one.card is None:
        return False
    if one.view.key == cards.MOVED and one.card.message is None:
        return True
    return one.writing and one.card.shown == WRITING


async def parcels_of(app: App, rows: Sequence[Outgoing]) -> list[Parcel]:
    ids = [row.card_id for row in rows if row.card_id is not None]
    found = {card.id: card for card in await app.store.find(EVERYWHERE, Card, id=ids)} if ids else {}
    talk_ids = sorted({card.conversation_id for card in found.values()})
    talks = {talk.id: talk for talk in await app.store.find(EVERYWHERE, Conversation, id=talk_ids)} if ids else {}
    parcels = []
    for row in rows:
        card = found.get(row.card_id or "")
        talk = talks.get(card.conversation_id) if card is not None else None
        parcels.append(Parcel(row=row, card=card, talk=talk, view=cards.from_json(card.view) if card else None))
    return parcels


async def settle(app: App, outcome: Outcome) -> None:
    """Marked first, then compared: a card that was drawn anew while it was sent is sent once more.

    Raises `Missing` where all of it was deleted meanwhile.
    """
    one, now = outcome.parcel, app.clock.now()
    fair = outcome.error in {None, NO_FRAMES}  # waiting as we are told to is no try
    tries = 0 if outcome.again is not None and fair else one.row.tries
    row = replace(one.row, chat=outcome.chat or one.row.chat, lease_until=None, error=outcome.error, tries=tries)
    after = replace(row, sent_at=now) if outcome.again is None else replace(row, not_before=outcome.again)
    await app.store.change(EVERYWHERE, one.row, after)
    if one.card is None:
        return
    card = await app.store.get(EVERYWHERE, Card, one.card.id)
    if outcome.standing is not None:
        card = await cards.remember(app, card.id, outcome.standing.message, outcome.standing.shown)
    if card.view != one.card.view and fair and not outcome.flooded:
        await app.store.change(EVERYWHERE, after, replace(row, not_before=None, tries=0))

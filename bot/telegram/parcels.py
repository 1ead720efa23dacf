"""What is on its way out: an outbox row with what it is drawn from, and what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot import cards
from bot.logs import get_logger
from bot.telegram.showing import WRITING, Standing
from bot.telegram.updates import PRESS, is_group
from core.app import App
from core.errors import Stale
from core.model import Card, Outgoing
from core.ports import EVERYWHERE
from handlers.view import Progress, View

NO_FRAMES = "no frames"
"""In `Outgoing.error`: this text is not streamed, for Telegram would not have it."""

log = get_logger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """Something to be sent, with what it is drawn from."""

    row: Outgoing
    card: Card | None = None
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
    def is_moved(self) -> bool:
        """Whether it only says that a card is elsewhere now."""
        return self.view is not None and self.view.key == cards.MOVED

    @property
    def is_status(self) -> bool:
        """Whether it may wait for what people wait for."""
        return self.writing or self.is_moved


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

    @property
    def stops(self) -> bool:
        """Whether what comes after it in the chat has to wait: it would overtake it, or Telegram wants silence."""
        return self.again is not None and (self.flooded or not self.parcel.is_status)


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
    if one.is_moved and one.card.message is None:
        return True
    return one.writing and one.card.shown == WRITING


async def parcels_of(app: App, rows: Sequence[Outgoing]) -> list[Parcel]:
    ids = [row.card_id for row in rows if row.card_id is not None]
    found = {card.id: card for card in await app.store.find(EVERYWHERE, Card, id=ids)} if ids else {}
    drawn = [(row, found.get(row.card_id or "")) for row in rows]
    return [Parcel(row=row, card=card, view=None if card is None else _view(card)) for row, card in drawn]


def _view(card: Card) -> View | None:
    # One card that cannot be read, of another release perhaps, must not keep back what goes to everybody else.
    try:
        return cards.from_json(card.view)
    except Exception:
        log.exception("a card cannot be read", card=card.id, screen=card.screen)
        return None


async def settle(app: App, outcome: Outcome) -> None:
    """The card first, as whoever draws it anew does: two that wait for each other would both be undone. Then the row
    is marked, and only then compared: a card that was drawn anew while it was sent is sent once more.

    Raises `Missing` or `Stale` where all of it was deleted meanwhile.
    """
    one, standing = outcome.parcel, outcome.standing
    if one.card is not None and standing is not None and not _stands(one.card, standing):
        await _remembered(app, one.card, standing)
    row = _put_down(outcome)
    after = replace(row, sent_at=app.clock.now()) if outcome.again is None else replace(row, not_before=outcome.again)
    await app.store.change(EVERYWHERE, one.row, after)
    if one.card is None or outcome.flooded or not _is_fair(outcome):
        return
    if (await app.store.get(EVERYWHERE, Card, one.card.id)).view != one.card.view:
        await app.store.change(EVERYWHERE, after, replace(row, not_before=None, tries=0))


async def _remembered(app: App, card: Card, standing: Standing) -> None:
    """Where it stands, on the card as it was read; where it was drawn anew meanwhile, on what it is now."""
    there = replace(card, message=standing.message, shown=standing.shown, chat=standing.place or card.chat)
    try:
        await app.store.change(EVERYWHERE, card, there)
    except Stale:
        await cards.remember(app, card.id, standing.message, standing.shown, standing.place)


def _stands(card: Card, standing: Standing) -> bool:
    return (card.message, card.shown, card.chat) == (standing.message, standing.shown, standing.place or card.chat)


def _is_fair(outcome: Outcome) -> bool:
    """Whether it did what it should so far: waiting as we are told to is no try."""
    return outcome.error in {None, NO_FRAMES}


def _put_down(outcome: Outcome) -> Outgoing:
    row = outcome.parcel.row
    tries = 0 if outcome.again is not None and _is_fair(outcome) else row.tries
    return replace(row, chat=outcome.chat or row.chat, lease_until=None, error=outcome.error, tries=tries)

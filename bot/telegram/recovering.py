"""What becomes of a message that Telegram would not have, or that never reached it: later, elsewhere, or never."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime, timedelta

from telegram.error import BadRequest, ChatMigrated, InvalidToken, RetryAfter, TelegramError

from bot.logs import get_logger
from bot.telegram import pacing
from bot.telegram.parcels import NO_FRAMES, Outcome, Parcel
from bot.telegram.refusals import Why, wait_of, why
from bot.telegram.updates import PLATFORM
from core.app import App
from core.errors import Stale, StoreUnavailable
from core.model import Conversation, Outgoing
from core.ports import EVERYWHERE

TRIES = 8
"""How often something is sent that may have been done, or that Telegram does not accept: nobody says whether it will
one day."""
KEPT = timedelta(days=1)
"""How long something is tried that never reached Telegram."""
LONGEST_WAIT = 60.0
UNTIL_TOKEN = timedelta(minutes=1)
SOON = timedelta(seconds=1)

log = get_logger(__name__)


async def outcome_of(app: App, one: Parcel, error: TelegramError) -> Outcome:
    """What becomes of it. Raises nothing: what goes with it in the same breath must be kept in any case."""
    now, meaning = app.clock.now(), why(error)
    if isinstance(error, RetryAfter):
        until = now + wait_of(error)
        await _tried(lambda: pacing.hold(app, one.row.chat, until))
        return Outcome(parcel=one, again=until, error=one.row.error, flooded=True)
    if isinstance(error, ChatMigrated):
        chat = str(error.new_chat_id)
        moved = await _tried(lambda: app.store.move_chat(EVERYWHERE, PLATFORM, one.row.chat, chat))
        return Outcome(parcel=one, again=now, chat=chat) if moved else Outcome(parcel=one, again=now + SOON)
    if meaning is Why.SHUT:
        await _tried(lambda: _shut(app, one.row.chat, now))
        return Outcome(parcel=one, error=meaning.name)
    outcome = _failed(one, error, now)
    if outcome.stops and outcome.again is not None and outcome.again > now and _in_order(one, meaning):
        until = outcome.again
        await _tried(lambda: pacing.hold(app, one.row.chat, until))
    return outcome


def _in_order(one: Parcel, meaning: Why) -> bool:
    """Whether nothing may overtake it. What Telegram does not accept now it will hardly ever: that holds up nobody."""
    return meaning is not Why.WRONG and not one.is_press


async def _tried(doing: Callable[[], Awaitable[object]]) -> bool:
    """Whether it could be kept; what could not is learnt again from the next refusal."""
    for _ in range(3):
        try:
            await doing()
        except Stale:
            continue
        except StoreUnavailable:
            return False
        else:
            return True
    return False


def _failed(one: Parcel, error: TelegramError, now: datetime) -> Outcome:
    row, meaning = one.row, why(error)
    if meaning is Why.LATE:
        return Outcome(parcel=one)
    if one.is_frame and isinstance(error, BadRequest | InvalidToken):  # a server of an older release says "not found"
        log.warning("a text is not streamed", reason=error.message)
        return Outcome(parcel=one, again=now, error=NO_FRAMES)
    if meaning is Why.TOKEN:
        return Outcome(parcel=one, again=now + UNTIL_TOKEN, error=meaning.name)
    over = now - row.created_at > KEPT if meaning is Why.UNREACHED else row.tries >= TRIES
    if over:
        log.error("a message is given up", chat=row.chat, reason=meaning.name, tries=row.tries)
        return Outcome(parcel=one, error=meaning.name)
    log.warning("a message has to be sent again", chat=row.chat, reason=meaning.name, tries=row.tries)
    return Outcome(parcel=one, again=now + _wait(row.tries), error=meaning.name)


def faulty(one: Parcel, now: datetime) -> Outcome:
    """After a fault of ours: it may be over with the next release, or when what it needs is there again."""
    again = None if one.row.tries >= TRIES else now + _wait(one.row.tries)
    return Outcome(parcel=one, again=again, error="FAULT")


def _wait(tries: int) -> timedelta:
    return timedelta(seconds=min(2.0 ** min(tries, TRIES) / 4, LONGEST_WAIT))


async def _shut(app: App, chat: str, now: datetime) -> None:
    """Nobody listens there any more: nothing else is sent, until somebody speaks to us again."""
    async with app.together() as joined:
        for talk in await joined.store.find(EVERYWHERE, Conversation, platform=PLATFORM, chat=chat):
            await joined.store.change(EVERYWHERE, talk, replace(talk, blocked_at=now))
        for row in await joined.store.find(EVERYWHERE, Outgoing, platform=PLATFORM, chat=chat, sent_at=None):
            await joined.store.change(EVERYWHERE, row, replace(row, sent_at=now, error=Why.SHUT.name))

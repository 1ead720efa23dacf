"""What Telegram's refusals mean for us: its words are the only thing that tells them apart."""

from datetime import timedelta
from enum import StrEnum

from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError

from core.errors import OutcomeUnknown


class Why(StrEnum):
    """Why something was not done."""

    SAME = "it looks like this already"
    GONE = "the message is not there any more, or cannot be changed"
    OTHER_KIND = "a text cannot be put where a picture stands"
    TOPIC = "the topic is closed or gone"
    SHUT = "we may not write there"
    MOVED = "the group has another id now"
    FLOOD = "too fast"
    LATE = "the press is too old to be answered"
    TOKEN = "the token is not valid"  # noqa: S105 - a sentence
    UNREACHED = "Telegram was not reached"
    UNKNOWN = "it may have been done"
    WRONG = "Telegram does not accept it"


SAID = (
    ("message is not modified", Why.SAME),
    ("query is too old", Why.LATE),
    ("query id is invalid", Why.LATE),
    ("no text in the message to edit", Why.OTHER_KIND),
    ("no caption in the message to edit", Why.OTHER_KIND),
    ("message to edit not found", Why.GONE),
    ("message to delete not found", Why.GONE),
    ("message can't be edited", Why.GONE),
    ("message can't be deleted", Why.GONE),
    ("message_id_invalid", Why.GONE),
    ("topic_closed", Why.TOPIC),
    ("topic_deleted", Why.TOPIC),
    ("message thread not found", Why.TOPIC),
    ("chat not found", Why.SHUT),
    ("not enough rights", Why.SHUT),
    ("have no rights", Why.SHUT),
    ("need administrator rights", Why.SHUT),
    ("chat_write_forbidden", Why.SHUT),
    ("peer_id_invalid", Why.SHUT),
    ("user is deactivated", Why.SHUT),
)
"""Parts of `description`, in small letters, as telegram-bot-api words them."""
KINDS: tuple[tuple[type[TelegramError], Why], ...] = (
    (ChatMigrated, Why.MOVED),
    (RetryAfter, Why.FLOOD),
    (InvalidToken, Why.TOKEN),
    (Forbidden, Why.SHUT),
)


def why(error: TelegramError) -> Why:
    """What this refusal means."""
    for kind, meaning in KINDS:
        if isinstance(error, kind):
            return meaning
    if isinstance(error, BadRequest):
        words = error.message.casefold()
        return next((meaning for said, meaning in SAID if said in words), Why.WRONG)
    if not isinstance(error, NetworkError):
        return Why.UNKNOWN  # it said that all was well, and what it said besides cannot be read
    return Why.UNKNOWN if isinstance(error.__cause__, OutcomeUnknown) else Why.UNREACHED


def wait_of(error: RetryAfter) -> timedelta:
    """How long Telegram asks us to be silent."""
    # Not `retry_after`: the library warns that it will be something else one day.
    return error._retry_after  # noqa: SLF001

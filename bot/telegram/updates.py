"""What Telegram delivers, as what somebody said or as news about a chat. Pure: nothing is looked up here."""

from dataclasses import dataclass, replace
from typing import Any

from telegram import (
    CallbackQuery,
    Chat,
    ChatMember,
    ChatMemberUpdated,
    Message,
    MessageOriginChannel,
    MessageOriginChat,
    MessageOriginHiddenUser,
    MessageOriginUser,
    Update,
    User,
)
from telegram.constants import ChatMemberStatus, ChatType

from core.model import Attached, FileKind, Picked, Said
from handlers.routes import COMMANDS

PLATFORM = "telegram"
ALLOWED = ("message", "callback_query", "my_chat_member", "stopped_message_generation")
"""Named one by one: what is not is never delivered (https://core.telegram.org/bots/api#getupdates)."""
GONE = frozenset({ChatMemberStatus.LEFT, ChatMemberStatus.BANNED})
OTHER = (
    "sticker", "location", "venue", "contact", "poll", "audio", "video_note", "dice", "game", "story", "checklist",
    "paid_media", "invoice", "giveaway",
)  # fmt: skip
"""What a message can hold that is of no use here."""
UNKNOWN = "?"
"""A token that no button of ours has."""
PRESS, UPDATE = "press:", "update:"
"""How delivery keys begin. A press is known by its query, which is what has to be answered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """Something said, and the key of its delivery."""

    said: Said
    key: str
    message: str = ""
    """The message's own id, where it is one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stopped:
    """The person pressed Stop under a message that is being written."""

    said: Said
    key: str
    draft: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A group was given another id."""

    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What we may do in a chat has changed: `missing` is what keeps us from speaking there, or nothing does."""

    chat: str
    kind: str
    missing: str = ""


News = Heard | Stopped | Moved | Standing


def place_of(chat_id: int, thread: int | None) -> str:
    """The chat, and the topic where it has topics: each is a place of its own."""
    return f"{chat_id}/{thread}" if thread else str(chat_id)


def chat_of(place: str) -> tuple[int, int | None]:
    """The chat and the topic that a place is."""
    chat, _, thread = place.partition("/")
    return int(chat), int(thread) if thread else None


def is_group(place: str) -> bool:
    """Groups and channels have negative ids (https://core.telegram.org/bots/api#chat)."""
    return place.startswith("-")


def read(update: Update, me: User) -> News | None:
    """What it means for us; None for what is not for us, or is of a kind that is newer than this release."""
    if update.callback_query is not None:
        return _press(update.callback_query, me)
    if update.my_chat_member is not None:
        return _standing(update.my_chat_member)
    if update.message is not None:
        return _message(update.message, update.update_id, me)
    if "stopped_message_generation" in update.api_kwargs:
        return _stopped(update.api_kwargs["stopped_message_generation"], update.update_id, me)
    return None


def _press(query: CallbackQuery, me: User) -> News:
    """Answered in any case: what is no button of ours, or stands under no message that we know, is told to be so."""
    message, token = query.message, query.data or UNKNOWN
    if message is None:
        chat = Chat(query.from_user.id, ChatType.PRIVATE)
        said = replace(_said(chat, None, query.from_user, me, token=token), private=False)
    else:
        thread = message.message_thread_id if isinstance(message, Message) and message.is_topic_message else None
        said = _said(message.chat, thread, query.from_user, me, token=token, card=str(message.message_id))
    return Heard(said=said, key=f"{PRESS}{query.id}")


def _said(chat: Chat, thread: int | None, user: User, me: User, **given: Any) -> Said:
    return Said(
        platform=PLATFORM,
        chat=place_of(chat.id, thread),
        user=str(user.id),
        name=user.full_name,
        language=user.language_code or "",
        private=chat.type == ChatType.PRIVATE,
        direct=me.link or "",
        **given,
    )


def _standing(change: ChatMemberUpdated) -> News:
    now = change.new_chat_member
    missing = "bot-absent" if now.status in GONE else ""
    if change.chat.type == ChatType.CHANNEL:
        missing = missing or _may_not(now)
    return Standing(chat=str(change.chat.id), kind=str(change.chat.type), missing=missing)


def _may_not(member: ChatMember) -> str:
    """What is missing in a channel, as `core.networks.telegram` calls it."""
    if member.status != ChatMemberStatus.ADMINISTRATOR:
        return "bot-not-admin"
    return "" if getattr(member, "can_post_messages", False) else "bot-cannot-post"


def _stopped(news: dict[str, Any], update_id: int, me: User) -> News | None:
    """https://core.telegram.org/bots/api (10.3): the library does not know it yet."""
    chat, draft = news.get("chat", {}), news.get("draft_id")
    if chat.get("type") != ChatType.PRIVATE or not isinstance(draft, int):
        return None
    # In a private chat, the chat is the person.
    said = Said(platform=PLATFORM, chat=str(chat["id"]), user=str(chat["id"]), direct=me.link or "")
    return Stopped(said=said, key=f"{UPDATE}{update_id}", draft=draft)


def _message(message: Message, update_id: int, me: User) -> News | None:
    chat, user = message.chat, message.from_user
    if message.migrate_to_chat_id is not None:
        return Moved(old=str(chat.id), new=str(message.migrate_to_chat_id))
    if user is None or user.is_bot:
        return None
    private = chat.type == ChatType.PRIVATE
    if not private and not _for_us(message, me):
        return None
    meant = _meant(message)
    if not (meant.get("text") or meant.get("files") or meant.get("other") or meant.get("picked")):
        return None  # a service message: somebody came, a title changed
    thread = message.message_thread_id if message.is_topic_message else None
    said = _said(chat, thread, user, me, **meant)
    return Heard(said=said, key=f"{UPDATE}{update_id}", message=str(message.message_id))


def _for_us(message: Message, me: User) -> bool:
    """In a group: a command that is ours, or a reply to something of ours."""
    text = message.text or message.caption or ""
    if text.startswith("/"):
        name, at, whose = text.split(maxsplit=1)[0].removeprefix("/").partition("@")
        # One that names nobody is heard by every bot there is: those that we do not know are another's.
        return whose.casefold() == (me.username or "").casefold() if at else name.casefold() in COMMANDS
    replied = message.reply_to_message
    return replied is not None and replied.from_user is not None and replied.from_user.id == me.id


def _meant(message: Message) -> dict[str, Any]:
    files = _files(message)
    meant: dict[str, Any] = {
        "text": message.text or message.caption or "",
        "files": files,
        "album": message.media_group_id or "",
        "forwarded": _whose(message),
    }
    if message.reply_to_message is not None:
        meant["card"] = str(message.reply_to_message.message_id)
    if message.chat_shared is not None:
        shared = message.chat_shared
        meant["picked"] = Picked(account=str(shared.chat_id), title=shared.title or "", name=shared.username or "")
    if not files:
        meant["other"] = next((kind for kind in OTHER if getattr(message, kind, None)), "")
    return meant


def _files(message: Message) -> tuple[Attached, ...]:
    if message.animation is not None:  # a GIF, which Telegram keeps as a silent video
        return (_attached(message.animation, FileKind.VIDEO),)
    if message.photo:
        return (Attached(ref=message.photo[-1].file_id, kind=FileKind.PHOTO, bytes=message.photo[-1].file_size or 0),)
    found = ((message.video, FileKind.VIDEO), (message.voice, FileKind.VOICE), (message.document, FileKind.DOCUMENT))
    return tuple(_attached(one, kind) for one, kind in found if one is not None)


def _attached(one: Any, kind: FileKind) -> Attached:
    # Not `duration`: the library warns that it will be something else one day.
    seconds = one.to_dict().get("duration", 0)
    name = getattr(one, "file_name", None) or ""
    return Attached(ref=one.file_id, kind=kind, name=name, bytes=one.file_size or 0, seconds=int(seconds or 0))


def _whose(message: Message) -> str:
    match message.forward_origin:
        case MessageOriginUser(sender_user=user):
            return user.full_name
        case MessageOriginHiddenUser(sender_user_name=name):
            return name
        case MessageOriginChat(sender_chat=chat) | MessageOriginChannel(chat=chat):
            return chat.title or ""
        case None:
            return ""
        case _:
            return "?"

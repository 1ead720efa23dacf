"""What the servers of Telegram remember: people, chats, members, messages, files."""

import time
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from tests.fakes.telegram.facts import facts
from tests.fakes.telegram.files import Files
from tests.fakes.telegram.updates import Updates
from tests.fakes.telegram.webhook import Webhook

Json = dict[str, Any]
RIGHTS = tuple(facts().types["ChatAdministratorRights"].fields)
NEEDED_RIGHTS = tuple(name for name, one in facts().types["ChatAdministratorRights"].fields.items() if one.required)
POSTING = ("can_post_messages", "can_edit_messages", "can_delete_messages")
"""What a bot that publishes asks for in a channel."""
RESTRICTIONS = (
    "can_send_messages",
    "can_send_audios",
    "can_send_documents",
    "can_send_photos",
    "can_send_videos",
    "can_send_video_notes",
    "can_send_voice_notes",
    "can_send_polls",
    "can_send_other_messages",
    "can_add_web_page_previews",
    "can_react_to_messages",
    "can_edit_tag",
    "can_change_info",
    "can_invite_users",
    "can_pin_messages",
    "can_manage_topics",
)
PRESENT = ("creator", "administrator", "member", "restricted")


@dataclass(slots=True)
class User:
    id: int
    first_name: str
    language: str = "en"
    username: str = ""
    is_bot: bool = False
    deactivated: bool = False

    @property
    def json(self) -> Json:
        made: Json = {"id": self.id, "is_bot": self.is_bot, "first_name": self.first_name}
        made |= {"username": self.username} if self.username else {}
        return made | ({"language_code": self.language} if self.language and not self.is_bot else {})


@dataclass(slots=True)
class Member:
    """`rights` are those of an administrator; a creator has all."""

    user: User
    status: str = "member"
    rights: tuple[str, ...] = ()

    @property
    def present(self) -> bool:
        return self.status in PRESENT

    def may(self, right: str) -> bool:
        return self.status == "creator" or (self.status == "administrator" and right in self.rights)

    @property
    def json(self) -> Json:
        """The ChatMember of its kind."""
        made: Json = {"status": self.status, "user": self.user.json}
        match self.status:
            case "creator":
                made["is_anonymous"] = False
            case "administrator":
                made["can_be_edited"] = False
                made |= {name: name in self.rights for name in RIGHTS if name in NEEDED_RIGHTS or name in self.rights}
                made |= {"can_manage_chat": True}
            case "restricted":
                made |= dict.fromkeys(RESTRICTIONS, False) | {"is_member": True, "until_date": 0}
            case "kicked":
                made["until_date"] = 0
        return made


@dataclass(slots=True)
class Topic:
    id: int
    name: str
    closed: bool = False


@dataclass(slots=True)
class Draft:
    """One frame of a draft that is being streamed."""

    draft_id: int
    text: str
    entities: list[Json]
    at: float
    can_stop: bool = False
    thread: int | None = None


@dataclass(slots=True)
class Chat:
    id: int
    type: str
    title: str = ""
    username: str = ""
    forum: bool = False
    members: dict[int, Member] = field(default_factory=dict)
    messages: dict[int, Json] = field(default_factory=dict)
    changed: dict[int, int] = field(default_factory=dict)
    """When a message was sent or edited last, as a number that only grows."""
    own: set[int] = field(default_factory=set)
    """Messages that the bot sent."""
    numbers: Any = field(default_factory=lambda: count(1))
    topics: dict[int, Topic] = field(default_factory=dict)
    general_closed: bool = False
    migrated_to: int | None = None
    pinned: list[int] = field(default_factory=list)
    started: bool = False
    """Private: whether the person has ever written to the bot."""
    blocked: bool = False
    keyboard: Json | None = None
    """The reply keyboard that is shown now."""
    spoke: float = 0.0
    """When the bot last sent something."""
    whispers: list[tuple[int, Json]] = field(default_factory=list)
    """Ephemeral messages, each with the one who sees it."""
    drafts: list[Draft] = field(default_factory=list)
    actions: list[str] = field(default_factory=list)
    reactions: dict[int, list[Json]] = field(default_factory=dict)

    @property
    def json(self) -> Json:
        made: Json = {"id": self.id, "type": self.type}
        made["first_name" if self.type == "private" else "title"] = self.title
        made |= {"username": self.username} if self.username else {}
        return made | ({"is_forum": True} if self.forum else {})

    def member(self, user: User) -> Member:
        """Somebody who was never here has left."""
        return self.members.get(user.id) or Member(user, "left")


@dataclass(slots=True)
class Toast:
    """The answer to a press."""

    text: str = ""
    alert: bool = False
    url: str = ""
    at: float = 0.0


@dataclass(slots=True)
class Query:
    """A press on an inline button, waiting for its answer."""

    id: str
    user: User
    chat: Chat
    at: float
    answers: list[Toast] = field(default_factory=list)


@dataclass
class World:
    """Everything, with the clock by which it is dated."""

    token: str
    bot: User
    users: dict[int, User] = field(default_factory=dict)
    chats: dict[int, Chat] = field(default_factory=dict)
    files: Files = field(default_factory=Files)
    updates: Updates = field(default_factory=Updates)
    queries: dict[str, Query] = field(default_factory=dict)
    profile: dict[tuple[Any, ...], Any] = field(default_factory=dict)
    """What the bot set about itself: commands, name, descriptions, menu buttons, by what and for whom."""
    web: dict[str, bytes] = field(default_factory=dict)
    """What there is at URLs that Telegram is asked to fetch."""
    shift: float = 0.0
    changes: Any = field(default_factory=lambda: count(1))
    groups: Any = field(default_factory=lambda: count(13_000_000_000_000_001))
    query_age: float = 30.0
    """Seconds after which a press can no longer be answered."""
    delete_age: float = 48 * 3600.0
    webhook: Webhook = field(init=False)
    odd: list[str] = field(default_factory=list)
    """Faults of the request that is being answered."""

    def __post_init__(self) -> None:
        self.users[self.bot.id] = self.bot
        self.webhook = Webhook(self.updates)

    @property
    def now(self) -> float:
        return time.time() + self.shift

    @property
    def clock(self) -> float:
        return time.monotonic() + self.shift

    def here(self, chat: Chat) -> Member:
        """The bot in a chat."""
        return chat.member(self.bot)

    def put(self, chat: Chat, message: Json) -> Json:
        """A new message at the end of a chat."""
        message = {"message_id": next(chat.numbers), "date": int(self.now), "chat": chat.json} | message
        chat.messages[message["message_id"]] = message
        self.touched(chat, message["message_id"])
        return message

    def touched(self, chat: Chat, message_id: int) -> None:
        chat.changed[message_id] = next(self.changes)

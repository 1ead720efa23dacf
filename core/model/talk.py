"""What a conversation is made of: deliveries in, cards out, the buttons on them, and what is still to be done."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from core.model.ids import ConversationId, PersonId, WorkspaceId


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """One person in one chat of one platform, the workspace they are in, and the step they are at.

    Unique by (platform, team, chat, user); changed by compare-and-set on `revision` only.
    """

    id: ConversationId
    platform: str
    team: str
    chat: str
    user: str
    person_id: PersonId
    workspace_id: WorkspaceId
    created_at: datetime
    updated_at: datetime
    flow: str = ""
    """What the next plain words answer (the name of a form or a question); empty: they are a brief."""
    data: Mapping[str, str] = field(default_factory=dict)
    expires_at: datetime | None = None
    private: bool = True
    """Whether nobody else reads it: only there is anything said that was not asked for there."""
    blocked_at: datetime | None = None
    """Since when the person wants nothing from us here; what they say next ends it."""
    revision: int = 1


class FileKind(StrEnum):
    """What a file is to whoever sent it."""

    PHOTO = "photo"
    VIDEO = "video"
    VOICE = "voice"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attached:
    """A file that came with what was said; still at the platform, under its `ref`. Nothing of it is believed yet."""

    ref: str
    kind: FileKind
    name: str = ""
    bytes: int = 0
    seconds: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Picked:
    """A place that the person chose in the chat app's own list, such as a channel of theirs."""

    account: str
    title: str = ""
    name: str = ""
    """Under which name anybody finds it, where it has one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a person did in a chat, before anybody knows what it means; platforms translate into this."""

    platform: str
    chat: str
    user: str
    team: str = ""
    name: str = ""
    language: str = ""
    zone: str = ""
    private: bool = True
    text: str = ""
    token: str = ""
    """The button that was pressed."""
    card: str = ""
    """The platform's reference of the message that was replied to or whose button was pressed."""
    answers: Mapping[str, str] = field(default_factory=dict)
    """The fields of a form that was sent whole."""
    files: tuple[Attached, ...] = ()
    album: str = ""
    """What several deliveries have in common that are one album."""
    forwarded: str = ""
    """Whose words these are, where they are somebody else's."""
    picked: Picked | None = None
    direct: str = ""
    """The address of the private chat with us, for what is not for everybody's eyes."""
    other: str = ""
    """What it was where it was nothing that we can use: `sticker`, `location`, …"""


class DeliveryState(StrEnum):
    """`new` until its effects are committed together with `done`; `failed` after several honest tries."""

    NEW = "new"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """An inbox row: something a platform delivered, unique by (platform, key). `said` is emptied by the purge."""

    id: str
    platform: str
    key: str
    lane: str
    """What must be handled in order: one conversation."""
    said: Said
    received_at: datetime
    state: DeliveryState = DeliveryState.NEW
    tries: int = 0
    error: str | None = None
    done_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A message of ours in a chat that can change after it was posted; every copy of a post's card is one of these."""

    id: str
    platform: str
    team: str
    chat: str
    conversation_id: ConversationId
    person_id: PersonId
    workspace_id: WorkspaceId
    screen: str
    """Which screen draws it; with `args` it can be drawn anew at any time, for its reader."""
    args: Mapping[str, str]
    subject: str
    """What it shows, as `kind:id`; empty when nothing that could change."""
    view: str
    """The drawn View as JSON, its buttons already tokens."""
    fingerprint: str
    """SHA-256 of the drawn View before tokens: the same again means there is nothing to edit."""
    created_at: datetime
    updated_at: datetime
    message: str | None = None
    """The platform's reference, once sent."""
    shown: str = ""
    """As what it stands there, in the platform's own words: what an edit can do depends on it."""
    revision: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class ActToken:
    """A button: 72 random bits that stand for an action; nothing about it can be read from the message."""

    id: str
    card_id: str
    workspace_id: WorkspaceId
    verb: str
    args: Mapping[str, str]
    subject: str
    version: int
    """The subject's version that the person saw."""
    person_id: PersonId | None
    """Who alone may press it; None: whoever has the right."""
    created_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """An outbox row: a card to post or edit, or a short answer to a press. Sent in the order of `id`."""

    id: str
    platform: str
    team: str
    chat: str
    created_at: datetime
    card_id: str | None = None
    toast: str = ""
    """The words of a short answer, in the reader's language."""
    reply_to: str = ""
    """The delivery key that a short answer belongs to; with no words, the press only has to be seen to have worked."""
    sent_at: datetime | None = None
    not_before: datetime | None = None
    """Not to be sent sooner: the platform asked us to wait, or the chat has had enough for now."""
    lease_until: datetime | None = None
    """Until when the process that sends it has it for itself."""
    tries: int = 0
    error: str | None = None
    """Why it was not sent, and with `sent_at` why it never will be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How fast we may send somewhere (`telegram:chat:5`, `telegram`): nothing more before `free_at`.

    The one number of the generic cell rate algorithm: it moves on by an interval for each message.
    """

    id: str
    free_at: datetime
    revision: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Registration:
    """Something a platform was told about us once (commands, a name): said again only when `fingerprint` changes."""

    id: str
    fingerprint: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """Work for later, by ids only. Unique by (kind, key) while it waits; done jobs are deleted."""

    id: str
    kind: str
    key: str
    workspace_id: WorkspaceId | None
    run_at: datetime
    created_at: datetime
    tries: int = 0
    lease_owner: str | None = None
    lease_until: datetime | None = None
    error: str | None = None

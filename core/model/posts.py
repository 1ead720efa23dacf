"""What is made and sent: a post, its versions, one publication for each connected account, the attempts to send it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from core.model.ids import ActionId, ConnectionId, PersonId, PostId, PublicationId, WorkspaceId
from core.model.media import Media


class State(StrEnum):
    """Where a publication is in its life; `core.posts` holds every permitted step between these."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    CHANGES_REQUESTED = "changes_requested"
    APPROVED = "approved"
    REJECTED = "rejected"
    SCHEDULED = "scheduled"
    CLAIMED = "claimed"
    SENDING = "sending"
    PROCESSING = "processing"
    PUBLISHED = "published"
    REMOVING = "removing"
    REMOVED = "removed"
    FAILED = "failed"
    UNCONFIRMED = "unconfirmed"
    MISSED = "missed"
    HELD = "held"
    CANCELLED = "cancelled"


class Origin(StrEnum):
    """Who wrote the words of a version."""

    HUMAN = "human"
    OUTLINE = "outline"
    AI = "ai"


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What a version says differently for one connection; `text` None means the common text."""

    text: str | None = None
    options: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """Exactly what one connection publishes: this, and nothing else, is what an approval is bound to."""

    connection_id: ConnectionId
    account: str
    text: str
    media: tuple[Media, ...] = ()
    options: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A post's content at one moment, whole and never changed: undo is a new version with an older content."""

    id: str
    workspace_id: WorkspaceId
    post_id: PostId
    number: int
    text: str
    by: PersonId
    origin: Origin
    created_at: datetime
    media: tuple[Media, ...] = ()
    targets: Mapping[ConnectionId, Target] = field(default_factory=dict)
    undoes: int | None = None
    """The number of the version whose content this one brings back the predecessor of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A piece of content on its way, from a brief to its publications. `version` 0 means: nothing chosen yet."""

    id: PostId
    workspace_id: WorkspaceId
    author_id: PersonId
    brief: str
    language: str
    created_at: datetime
    updated_at: datetime
    version: int = 0
    revision: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """One post for one connection: the schedule is a table of these.

    `wake_at` is when the engine has to look at it next (due, retry, a check, a lease's end); None: not its business.
    `due_at` is the instant promised to the person, kept beside the wall time and zone it was promised in.
    """

    id: PublicationId
    workspace_id: WorkspaceId
    post_id: PostId
    connection_id: ConnectionId
    network: str
    created_at: datetime
    updated_at: datetime
    state: State = State.DRAFT
    revision: int = 1
    approved_hash: str | None = None
    approval_id: ActionId | None = None
    """The action that allows this content to go out: every use of a token for it will name this."""
    version: int = 0
    """The version that was approved or sent."""
    due_at: datetime | None = None
    wall: datetime | None = None
    zone: str | None = None
    wake_at: datetime | None = None
    tries: int = 0
    """How many attempts in a row ended with "not sent"; waiting for a rate limit does not count."""
    attempt: int = 0
    """The number of the newest attempt."""
    looks: int = 0
    """How many times a doubtful outcome has been looked up."""
    lease_owner: str | None = None
    lease_until: datetime | None = None
    remote_id: str | None = None
    url: str | None = None
    published_at: datetime | None = None
    error: str | None = None
    """The name of the error (a class of `core.errors`) that it stopped at."""
    detail: str | None = None
    """The network's own words for it; of what is published without an error, the option that could not be done."""


class AttemptState(StrEnum):
    """How an attempt ended; `sending` is the fence that stands in the database before anything is sent."""

    SENDING = "sending"
    PROCESSING = "processing"
    CONFIRMED = "confirmed"
    NOT_SENT = "not_sent"
    REFUSED = "refused"
    UNKNOWN = "unknown"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One public request of several that a publication takes; `ref` is what the network called the result."""

    name: str
    at: datetime
    ref: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One try to publish. `id` is the operation id that networks with idempotency keys are given."""

    id: str
    workspace_id: WorkspaceId
    publication_id: PublicationId
    number: int
    payload_hash: str
    started_at: datetime
    state: AttemptState = AttemptState.SENDING
    steps: tuple[Step, ...] = ()
    ref: str | None = None
    """What the network calls a publication that it still works on."""
    finished_at: datetime | None = None
    error: str | None = None
    detail: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """A network's answer: it is live."""

    id: str
    url: str
    undone: str = ""
    """The option that could not be done, by its name: the post is out all the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """A network's answer: accepted, look again after `check_after`."""

    ref: str
    check_after: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """How a publication did, as its network counted at that moment: `likes`, `reposts`, `replies`, `views`, …"""

    id: str
    workspace_id: WorkspaceId
    publication_id: PublicationId
    at: datetime
    counts: Mapping[str, int]

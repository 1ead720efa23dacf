"""Networks: what one declares, the HTTP it is given, the attempt it makes, and the vault that signs for it."""

from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Literal, Protocol

from core.model import (
    Connection,
    Content,
    Media,
    Pending,
    Published,
)
from core.ports.logins import Login
from core.ports.vault import Credential, Sign, Slot


class Count(StrEnum):
    """How a network counts a text (NETWORKS: counting)."""

    CODEPOINTS = "codepoints"
    UTF16 = "utf16"
    UTF8_BYTES = "utf8_bytes"
    GRAPHEMES = "graphemes"
    MASTODON = "mastodon"
    """Graphemes; an address counts the same whatever it is, and a name at another server only `@name`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a network allows; the one record that validator, preview, writers, help and docs read."""

    text: int
    count: Count = Count.CODEPOINTS
    bytes: int = 0
    """The longest text in UTF-8, where that is limited besides."""
    address: int = 23
    """What an address counts, where each counts the same (`Count.MASTODON`)."""
    parts: int = 0
    """How many posts a thread may have, for a text that is too long for one; 0: it has no threads."""
    images: int = 0
    videos: int = 0
    mixed: bool = False
    """Whether one post may have pictures and videos."""
    media_required: bool = False
    caption: int = 0
    """The longest text in one message with media; a longer one goes out behind them, by itself. 0: any."""
    image_bytes: int = 0
    """The largest picture; 0: nothing is known."""
    video_bytes: int = 0
    all_bytes: int = 0
    """The most that all files of one post may come to; 0: nothing is known."""
    alt: bool = False
    """Whether it shows the words for a picture to who cannot see it."""
    alt_text: int = 0
    """The longest of them; 0: any."""


class Retry(StrEnum):
    """How a network resolves doubt after "sent, outcome unknown"."""

    IDEMPOTENT = "idempotent"
    """The same operation id again has one effect, for a while: repeat; where there is `find`, look first."""
    OWN_KEY = "own_key"
    """We choose the record's key: a second create cannot make a second post; `find` by key first."""
    STATUS = "status"
    """A status object tells: ask it by the attempt's reference."""
    SEARCH = "search"
    """Read back the account's newest posts and compare: `find`."""
    ASK = "ask"
    """The network cannot tell: a person is asked."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An HTTP answer that was read whole: `data` is the JSON, or None where `text` is none."""

    status: int
    headers: Mapping[str, str]
    text: str
    data: Any


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as a part of a form."""

    name: str
    mime: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Page:
    """What lies at a public address: where it was found in the end, what it says it is ("" charset: it does not)."""

    url: str
    mime: str
    charset: str
    data: bytes


class Api(Protocol):
    """HTTP with our errors. `base` is the origin for a network: its own, or what a setting puts in its place.

    Any address may be given that is public: `https`, on port 443, without a name or password in it, at a host whose
    every address is public. Whatever else is `Refused` before anything is sent, but for the networks' own origins and
    for what EGRESS_ALLOW names.
    """

    def base(self, network: str) -> str:
        """Without a slash at its end. Raises `Misconfigured` where the network has no origin of its own."""
        ...

    def now(self) -> datetime:
        """By the clock of this house: what an answer says of its age is counted from here."""
        ...

    async def call(  # noqa: PLR0913 - a request has this many parts, all but two by name
        self,
        method: Literal["GET", "POST", "PUT", "PATCH", "DELETE"],
        url: str,
        *,
        credential: Credential | None = None,
        json: object = None,
        form: Mapping[str, str | Upload | Slot] | None = None,
        data: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        effect: bool = True,
        accept: Collection[int] = (),
    ) -> Answer:
        """One request, no redirects, all of it within 30 s and 1 MiB; for files, a second longer for each 250 kB.

        At most one of `json`, `form` (urlencoded; multipart where an `Upload` is in it) and `data`, a file as it is,
        whose type is said in `headers`. The credential fills the slots of a form. A server that wants its nonce in a
        DPoP proof has done nothing, and is asked once more.

        A status in `accept` is given back like success: for a network whose errors only it can read.
        With `effect`, whatever leaves it open whether it was done is `OutcomeUnknown`; without, it is `Unavailable`.
        Raises any `NetworkError`.
        """
        ...

    async def look(self, url: str, *, most: int = 1 << 20, cut: bool = False) -> Page:
        """Reads a page or a picture of anybody's: no credential, at most 3 redirects, all of it within 10 s.

        Every address on the way has to be public or named by EGRESS_ALLOW; the networks' origins are not let through
        here. What is longer than `most` bytes is refused, or with `cut` its beginning is given. Raises `Refused` and
        `Unavailable`, and nothing else.
        """
        ...


SEEN = ""
"""The reference of a step whose effect a person has seen: it is there, and nobody knows what it is called there."""


class Attempting(Protocol):
    """The attempt that is being made, as a network sees it."""

    @property
    def operation(self) -> str:
        """The id of this attempt, the same when it is repeated."""
        ...

    @property
    def started_at(self) -> datetime: ...

    @property
    def ref(self) -> str | None:
        """What the network called the pending publication."""
        ...

    def done(self, name: str) -> str | None:
        """The reference of a step that is confirmed already."""
        ...

    async def taken(self, id: str) -> bool:
        """Whether this is known to be of another publication of the account: then it is not what this attempt made."""
        ...

    async def read(self, media: Media) -> bytes:
        """The bytes of a picture or video, the very ones that were approved. Raises `Unavailable` and `Refused`."""
        ...

    async def step(self, name: str, ref: str | None = None) -> None:
        """Commits that the public request `name` is about to be made (no `ref`), or what it gave."""
        ...


Publish = Callable[[Api, Credential, Content, Attempting], Awaitable[Published | Pending]]
Find = Callable[[Api, Credential, Content, Attempting], Awaitable[Published | Pending | None]]
Delete = Callable[[Api, Credential, Connection, str], Awaitable[None]]
Edit = Callable[[Api, Credential, Content, str], Awaitable[Published]]
Account = Callable[[Api, Credential, Connection], Awaitable[Connection]]
Metrics = Callable[[Api, Credential, Connection, str], Awaitable[Mapping[str, int]]]
Allowed = Callable[[Api, Credential, Connection], Awaitable[Connection]]


@dataclass(frozen=True, slots=True)
class Chosen:
    """The login of a network that is a chat app itself: a place of the person's there, chosen in the app's own list."""

    platform: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """A network's whole declaration; what must not differ (state, retries, keeping tokens) is not here."""

    name: str
    title: str
    limits: Limits
    retry: Retry
    publish: Publish
    find: Find | None = None
    """Looks for what an attempt may have made: the publication, still pending, or None when surely not there."""
    delete: Delete | None = None
    """Takes it away by its `remote_id`; what is not there any more is no error."""
    edit: Edit | None = None
    """Changes the words of what is out, by its `remote_id`; that they are these already is no error."""
    account: Account | None = None
    """Reads the account, and gives it as it is called (and limited) now."""
    metrics: Metrics | None = None
    """Counts of one of our own posts, by its `remote_id`: `likes`, `reposts`, `replies`, `quotes`, `views`."""
    allowed: Allowed | None = None
    """Sees that the account still lets us and `connection.holder` post, and gives it as it is called now.

    Asked when it is connected and before each post. Raises `PermissionMissing`.
    """
    login: Login | Chosen | None = None
    """None: it needs no keys, and every workspace has it from the start."""
    sign: Sign | None = None
    """How its requests are signed with what its login gave; None: with a key of this installation."""
    origin: str = ""
    """Where its API is, where all accounts have the same; "" where each has a server, or we are the network."""
    places: Mapping[str, str] = field(default_factory=dict)
    """Public services that it asks besides: what `Api.base` knows each by, and where it is unless a setting says so."""
    server: bool = False
    """Whether it has many servers, each with its own origin: the account's (`Connection.server`)."""
    options: tuple[str, ...] = ()
    """What else can be chosen for one post there, by the names that `Content.options` has them under."""
    parts: Callable[[Content], tuple[str, ...]] | None = None
    """The steps of a post that readers see, in their order; None: it is out by one request."""
    headline: Callable[[str], str] | None = None
    """The title that a text has there; None: posts have none."""
    removal: str = ""
    """Where a person takes our access away by hand, with the account's `{server}` and `{url}`; "": nobody knows."""

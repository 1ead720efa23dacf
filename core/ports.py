"""What the core needs from outside, as protocols: the store, the clock, writers, networks, the vault."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, ClassVar, Literal, Protocol, TypeVar

from core.model import (
    Brand,
    Connection,
    Content,
    Delivery,
    Job,
    Pending,
    Publication,
    Published,
    State,
    Variant,
    WorkspaceId,
)


class Clock(Protocol):
    """Now, aware and UTC. A port, so that a database's time can stand behind it where several machines share one."""

    def now(self) -> datetime: ...


# -- the store ---------------------------------------------------------------------------------------------------------


class Everywhere(StrEnum):
    """The scope of what belongs to no workspace (people, conversations) and of the engine; handlers never use it."""

    ALL = "everywhere"


EVERYWHERE: Literal[Everywhere.ALL] = Everywhere.ALL
Scope = WorkspaceId | Literal[Everywhere.ALL]


class Noun(Protocol):
    """A frozen dataclass with an `id`, kept in one table."""

    __dataclass_fields__: ClassVar[dict[str, Any]]

    @property
    def id(self) -> str: ...


N = TypeVar("N", bound=Noun)


class Store(Protocol):
    """Nouns in tables. Every method takes the scope first; a row of another workspace is as good as absent.

    Raises `Missing`, `Stale` and `StoreUnavailable` only.
    """

    def together(self) -> AbstractAsyncContextManager["Store"]:
        """A store whose changes are committed together at the end, or not at all. Inside one, it joins it."""
        ...

    async def get(self, scope: Scope, kind: type[N], id: str) -> N:
        """The noun with this id. Raises `Missing`."""
        ...

    async def find(
        self,
        scope: Scope,
        kind: type[N],
        /,
        *,
        order: str = "id",
        limit: int | None = None,
        **equal: object,
    ) -> list[N]:
        """All whose fields equal these (a collection: one of these; None: is null); `order` "-name" is descending."""
        ...

    async def count(self, scope: Scope, kind: type[N], /, **equal: object) -> int:
        """How many `find` would give."""
        ...

    async def add(self, scope: Scope, *nouns: Noun) -> None:
        """Inserts them. Raises `Stale` where a unique key is taken already."""
        ...

    async def change(self, scope: Scope, old: N, new: N) -> N:
        """Compare-and-set: writes `new` where the row still has `old.revision`; gives it with the next revision.

        Nouns without a revision are written where the row still exists. Raises `Stale`.
        """
        ...

    async def remove(self, scope: Scope, *nouns: Noun) -> None:
        """Deletes them; what is already gone is no error."""
        ...

    async def enqueue(self, scope: Scope, *jobs: Job) -> None:
        """Adds jobs; one that waits under its (kind, key) takes the earlier time, and runs again if it runs now."""
        ...

    # the calendar and the money: reads that `find` cannot say
    async def publications_between(
        self, scope: WorkspaceId, start: datetime, end: datetime, states: Collection[State] = ()
    ) -> list[Publication]:
        """Those due in [start, end), by time."""
        ...

    async def spent(self, scope: WorkspaceId, since: datetime) -> int:
        """Micro-euro settled, or reserved where not settled yet, by writings created since."""
        ...

    # the engine: across workspaces, batches in few statements
    async def next_wake(self, scope: Scope, *, after: datetime | None = None) -> datetime | None:
        """When the earliest publication wants the engine; only of those that want it later than `after`."""
        ...

    async def claim_publications(
        self, scope: Scope, *, now: datetime, owner: str, lease: timedelta, limit: int
    ) -> list[Publication]:
        """Takes publications whose `wake_at` has come, at most one of an account that has none in flight, oldest first.

        Each gets the lease, `wake_at` at its end, and the next revision; `scheduled` becomes `claimed`, every other
        state stays: `sending` and `processing` are to be looked up, `in_review` and `changes_requested` to be held.
        """
        ...

    async def save_publications(
        self, scope: Scope, changes: Sequence[tuple[Publication, Publication]], also: Sequence[Noun] = ()
    ) -> list[Publication]:
        """Compare-and-set of many in one commit, with nouns to insert or update by id (attempts, jobs, actions).

        Gives those that won; the losers' rows are left alone, and `also` of theirs is not written (matched by
        `publication_id` where the noun has one).
        """
        ...

    async def renew_leases(self, scope: Scope, owner: str, until: datetime) -> int:
        """Extends every lease that `owner` still holds; gives how many."""
        ...

    async def claim_jobs(  # noqa: PLR0913 - all by name
        self,
        scope: Scope,
        *,
        now: datetime,
        owner: str,
        lease: timedelta,
        limit: int,
        kinds: Collection[str] = (),
    ) -> list[Job]:
        """Takes jobs (of these kinds) that are due; they come back by themselves when the lease is over."""
        ...

    async def next_job(self, scope: Scope, *, kinds: Collection[str] = ()) -> datetime | None:
        """When the earliest job (of these kinds) is due."""
        ...

    async def settle_jobs(self, scope: Scope, done: Sequence[Job], again: Sequence[Job] = ()) -> None:
        """Deletes `done`; writes `run_at`, `tries` and `error` of `again`; only where the lease is still theirs."""
        ...

    async def take_lease(self, name: str, owner: str, *, now: datetime, until: datetime) -> bool:
        """Takes or keeps what only one process may have; False while another's lease is not over."""
        ...

    async def lease_owners(self) -> set[str]:
        """All who hold a lease of any kind, alive or not."""
        ...

    async def end_leases(self, owners: Collection[str], now: datetime) -> None:
        """All leases of owners that are known to be gone are over at once."""
        ...

    async def settle(self, scope: Scope, delivery: Delivery, now: datetime) -> None:
        """Marks a new delivery done. Raises `Stale` where it is done already: its effects exist."""
        ...

    def watch(self, *kinds: type[Noun]) -> asyncio.Event:
        """An event that is set after each commit of this process that wrote such nouns."""
        ...

    async def claim_deliveries(self, scope: Scope, *, limit: int) -> list[Delivery]:
        """The oldest new delivery of each lane, in order."""
        ...


# -- networks ----------------------------------------------------------------------------------------------------------


class Count(StrEnum):
    """How a network counts a text (NETWORKS: counting)."""

    CODEPOINTS = "codepoints"
    UTF16 = "utf16"
    UTF8_BYTES = "utf8_bytes"
    GRAPHEMES = "graphemes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a network allows; the one record that validator, preview, writers, help and docs read."""

    text: int
    count: Count = Count.CODEPOINTS
    images: int = 0
    media_required: bool = False


class Retry(StrEnum):
    """How a network resolves doubt after "sent, outcome unknown"."""

    IDEMPOTENT = "idempotent"
    """The same operation id again has one effect: repeat."""
    OWN_KEY = "own_key"
    """We choose the record's key: a second create cannot make a second post; `find` by key first."""
    STATUS = "status"
    """A status object tells: ask it by the attempt's reference."""
    SEARCH = "search"
    """Read back the account's newest posts and compare: `find`."""
    ASK = "ask"
    """The network cannot tell: a person is asked."""


class Credential(Protocol):
    """Signs requests for one connection, inside `vault.use` only, for the network's own hosts only."""

    def sign(self, method: str, url: str, nonce: str = "") -> tuple[str, Mapping[str, str]]:
        """The URL and headers to send. Raises `TokenRejected` for a foreign host."""
        ...


@dataclass(frozen=True, slots=True)
class Answer:
    """An HTTP answer that was read whole: `data` is the JSON, or None where `text` is none."""

    status: int
    headers: Mapping[str, str]
    text: str
    data: Any


class Api(Protocol):
    """HTTP with our errors. `base` is the origin for a network: its own, or what a setting puts in its place."""

    def base(self, network: str) -> str: ...

    async def call(  # noqa: PLR0913 - a request has this many parts, all but two by name
        self,
        method: Literal["GET", "POST", "PUT", "PATCH", "DELETE"],
        url: str,
        *,
        credential: Credential | None = None,
        json: object = None,
        headers: Mapping[str, str] | None = None,
        effect: bool = True,
        accept: Collection[int] = (),
    ) -> Answer:
        """One request, no redirects, all of it within 30 s and 1 MiB.

        A status in `accept` is given back like success: for a network whose errors only it can read.
        With `effect`, whatever leaves it open whether it was done is `OutcomeUnknown`; without, it is `Unavailable`.
        Raises any `NetworkError`.
        """
        ...


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

    async def step(self, name: str, ref: str | None = None) -> None:
        """Commits that the public request `name` is about to be made (no `ref`), or what it gave."""
        ...


Publish = Callable[[Api, Credential, Content, Attempting], Awaitable[Published | Pending]]
Find = Callable[[Api, Credential, Content, Attempting], Awaitable[Published | Pending | None]]
Delete = Callable[[Api, Credential, Connection, str], Awaitable[None]]
Account = Callable[[Api, Credential, Connection], Awaitable[str]]


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
    account: Account | None = None
    login: object | None = None
    """None: it needs no keys, and every workspace has it from the start."""


class Purpose(StrEnum):
    """What a token may be used for; the list is the privacy policy's, and closed."""

    CONNECT = "connect"
    PUBLISH = "publish"
    READ_ACCOUNT = "read_account"
    READ_ENGAGEMENT = "read_engagement"
    REFRESH = "refresh"
    REVOKE = "revoke"


class Vault(Protocol):
    """Keeps tokens; lends a credential for one purpose and one action of a person."""

    def use(self, connection: Connection, purpose: Purpose, action: str) -> AbstractAsyncContextManager[Credential]: ...


# -- writers -----------------------------------------------------------------------------------------------------------


class Task(StrEnum):
    """What a writer is asked to do."""

    VARIANTS = "variants"
    SHORTER = "shorter"
    LONGER = "longer"
    TONE = "tone"
    INSTRUCTION = "instruction"


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """All that a writer is told: nothing else of the workspace leaves the house."""

    task: Task
    brief: str
    language: str
    brand: Brand
    limit: int
    """The longest text, as `count` counts."""
    count: Count
    base: str = ""
    instruction: str = ""
    avoid: tuple[str, ...] = ()
    """Texts already offered: regenerate means others."""
    variants: int = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """More of the text, for the eye only; `text` is all of it so far."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """The end of a writing: the variants, and its cost in micro-euro."""

    variants: tuple[Variant, ...]
    cost: int = 0


class Writer(Protocol):
    """Writes texts. `estimate` is the most one order can cost, in micro-euro; 0 for a writer that costs nothing."""

    @property
    def name(self) -> str: ...

    @property
    def title(self) -> str:
        """What a person knows it by: of a language model, the model's name."""
        ...

    def estimate(self, order: Order) -> int: ...

    def write(self, order: Order) -> AsyncIterator[Piece | Written]:
        """Pieces, then exactly one `Written`. Raises `WriterError`."""
        ...

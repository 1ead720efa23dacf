"""The store: nouns in tables, each read and written within a scope."""

import asyncio
from collections.abc import Callable, Collection, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, ClassVar, Literal, Protocol, TypeVar

from core.model import (
    Delivery,
    Job,
    Membership,
    Outgoing,
    Pace,
    Person,
    PersonId,
    Publication,
    State,
    Workspace,
    WorkspaceId,
)


class Everywhere(StrEnum):
    """The scope of what belongs to no workspace (people, conversations, buttons looked up) and of the engine."""

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

    async def places_of(
        self, scope: Literal[Everywhere.ALL], person_id: PersonId
    ) -> list[tuple[Person, Membership, Workspace]]:
        """The person, with each membership of theirs and its workspace, in the order of the memberships."""
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
        self,
        scope: Scope,
        changes: Sequence[tuple[Publication, Publication]],
        also: Sequence[Noun] = (),
        asked: Callable[[Sequence[Publication]], Sequence[Job]] = ...,
    ) -> list[Publication]:
        """Compare-and-set of many in one commit, with nouns to insert or update by id (attempts, jobs, actions).

        Gives those that won; the losers' rows are left alone, and `also` of theirs is not written (matched by
        `publication_id` where the noun has one). `asked` makes jobs of those that won.
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

    async def claim_outgoing(
        self, scope: Scope, *, platform: str, now: datetime, until: datetime, limit: int
    ) -> list[Outgoing]:
        """Takes what may be sent there now, oldest first, until `until`; each counts as tried once more.

        Of a chat in which another process is sending, only answers to presses are taken: the order is kept.
        """
        ...

    async def hold_paces(self, scope: Scope, names: Collection[str], now: datetime) -> list[Pace]:
        """The paces of these names, made where there are none, and held: nobody else moves them in this transaction."""
        ...

    async def hurry_card(self, scope: Scope, card_id: str) -> bool:
        """Whether it is queued to be sent already; then it need wait no longer than the platform asked.

        Written in any case: whoever marks it sent at this moment, and read the card as it was before, sends it again.
        """
        ...

    async def next_outgoing(self, scope: Scope, *, platform: str, now: datetime) -> datetime | None:
        """When the earliest that has to wait may be sent, where anything waits."""
        ...

    async def free_outgoing(self, scope: Scope, *, platform: str, before: datetime) -> None:
        """What was queued before then and is still out with a sender is free again: for when all senders are dead."""
        ...

    async def move_chat(self, scope: Scope, platform: str, old: str, new: str) -> None:
        """The chat is called something else from now on: whatever was or is to be said there goes along."""
        ...

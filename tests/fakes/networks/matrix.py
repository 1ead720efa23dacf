"""The failure points of publishing as a table: what a network does to a request, and what that must come to."""

from dataclasses import dataclass
from enum import StrEnum

from core.errors import (
    Duplicate,
    NetworkError,
    OutcomeUnknown,
    PermissionMissing,
    RateLimited,
    Refused,
    TokenRejected,
    Unavailable,
)
from core.model import State
from core.ports import Retry
from tests.fakes.networks.faults import Fault, Kind


class Then(StrEnum):
    """What has to become of it, whoever drives."""

    DONE = "done"
    """Published, at the first try."""
    RETRIED = "retried"
    """Surely not sent: tried again without asking anybody, and published."""
    RESOLVED = "resolved"
    """In doubt: resolved as the network's `retry` says, and published; where it can only ask: unconfirmed."""
    LIMITED = "limited"
    """Waits until the network allows it, without using up a try; then published."""
    FAILED = "failed"
    """A person is told why; never tried again without one."""


@dataclass(frozen=True, slots=True)
class End:
    """Where the publication stands at the end, how many posts a reader sees, and the error it stopped at."""

    state: State
    effects: int
    error: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """The first request of the kind `on` ends in `fault`; the first reading after it in `reading`, if any is made."""

    fault: Fault | None
    raises: type[NetworkError] | None
    """What `publish` raises then."""
    effect: bool
    """Whether a reader sees the post then."""
    then: Then
    on: Kind = Kind.PUBLIC
    reading: Fault | None = None

    @property
    def name(self) -> str:
        parts = (self.fault or "nothing", "" if self.on is Kind.PUBLIC else f"on_{self.on}", self.reading or "")
        return "-".join(part for part in parts if part)

    def applies(self, retry: Retry, *, finds: bool = False) -> bool:
        """Only a network with a status object has a request that prepares; only some can be read."""
        if self.on is Kind.PREPARE:
            return retry is Retry.STATUS
        return self.reading is None or retry not in {Retry.ASK, Retry.IDEMPOTENT} or (finds and retry is not Retry.ASK)

    def end(self, retry: Retry) -> End:
        """What it must come to at a network of this kind."""
        if self.then is Then.FAILED:
            assert self.raises is not None
            return End(State.FAILED, int(self.effect), self.raises.__name__)
        if self.then is Then.RESOLVED and retry is Retry.ASK:
            return End(State.UNCONFIRMED, int(self.effect))
        return End(State.PUBLISHED, 1)


def doubt(fault: Fault, *, effect: bool, reading: Fault | None = None) -> Row:
    return Row(fault=fault, raises=OutcomeUnknown, effect=effect, then=Then.RESOLVED, reading=reading)


def failed(fault: Fault, error: type[NetworkError], *, on: Kind = Kind.PUBLIC) -> Row:
    return Row(fault=fault, raises=error, effect=False, then=Then.FAILED, on=on)


def prepared(fault: Fault) -> Row:
    """What nobody sees may be repeated, whatever became of it."""
    return Row(fault=fault, raises=Unavailable, effect=False, then=Then.RETRIED, on=Kind.PREPARE)


MATRIX: tuple[Row, ...] = (
    Row(fault=None, raises=None, effect=True, then=Then.DONE),
    Row(fault=Fault.SLOW, raises=None, effect=True, then=Then.DONE),
    Row(fault=Fault.REFUSED, raises=Unavailable, effect=False, then=Then.RETRIED),
    doubt(Fault.RESET_BEFORE, effect=False),
    doubt(Fault.RESET_AFTER, effect=True),
    doubt(Fault.CUT_AFTER, effect=True),
    doubt(Fault.ERROR_BEFORE, effect=False),
    doubt(Fault.ERROR_AFTER, effect=True),
    doubt(Fault.TIMEOUT_BEFORE, effect=False),
    doubt(Fault.TIMEOUT_AFTER, effect=True),
    doubt(Fault.NONSENSE_BEFORE, effect=False),
    doubt(Fault.NONSENSE_AFTER, effect=True),
    doubt(Fault.REDIRECT, effect=False),
    doubt(Fault.RESET_AFTER, effect=True, reading=Fault.ERROR_BEFORE),
    doubt(Fault.TIMEOUT_AFTER, effect=True, reading=Fault.TIMEOUT_BEFORE),
    doubt(Fault.RESET_BEFORE, effect=False, reading=Fault.NONSENSE_BEFORE),
    doubt(Fault.RESET_AFTER, effect=True, reading=Fault.LIMITED),
    Row(fault=Fault.CONFLICT_AFTER, raises=Duplicate, effect=True, then=Then.RESOLVED),
    Row(fault=Fault.LIMITED, raises=RateLimited, effect=False, then=Then.LIMITED),
    failed(Fault.UNAUTHORIZED, TokenRejected),
    failed(Fault.FORBIDDEN, PermissionMissing),
    failed(Fault.INVALID, Refused),
    failed(Fault.UNAUTHORIZED, TokenRejected, on=Kind.PREPARE),
    failed(Fault.INVALID, Refused, on=Kind.PREPARE),
    prepared(Fault.RESET_BEFORE),
    prepared(Fault.RESET_AFTER),
    prepared(Fault.ERROR_AFTER),
    prepared(Fault.TIMEOUT_AFTER),
    prepared(Fault.NONSENSE_AFTER),
)

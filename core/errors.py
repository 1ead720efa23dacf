"""Every error we raise on purpose, as one tree; outside errors are translated into it once, at the door.

::

    MarketingError
    ├── NetworkError              what a call to a network can end in
    │   ├── Unavailable           not sent, or had no effect: safe to repeat
    │   ├── OutcomeUnknown        sent, and nobody can say whether it took effect: never repeated blindly
    │   ├── TokenRejected         the account has to be connected again
    │   ├── PermissionMissing     the account lacks a right that a person must grant
    │   ├── Refused               the network refuses this content
    │   ├── Duplicate             the network says it already has this content
    │   ├── Policy                the network restricts the account or the content by its rules
    │   ├── RateLimited           not done; try again at `until`
    │   └── QuotaSpent            not done; the day's or the app's share is used up until `until`
    ├── WriterError               what a call to a writer can end in; the person always gets a usable draft
    │   ├── WriterMisconfigured   wrong key, unknown model, wrong address
    │   ├── WriterBusy            the endpoint asks us to wait
    │   ├── WriterBroken          the answer was cut, or is not what was asked for, also after one repair
    │   ├── WriterRefused         the model declines to write this
    │   └── BudgetSpent           the workspace's budget does not cover another call
    ├── StoreError
    │   ├── Missing               no such thing in this workspace
    │   ├── Stale                 somebody else changed it first (compare-and-set lost)
    │   └── StoreUnavailable      the database cannot be reached or written just now
    ├── Denied                    the person's role does not allow this
    ├── Decided                   what the button asks was already decided, by whom and when
    ├── Invalid                   what the person typed cannot be used; says which sentence explains it
    └── Misconfigured             a setting is missing or malformed; named at start
"""

from collections.abc import Mapping
from datetime import datetime


class MarketingError(Exception):
    """The root; never raised itself."""


class NetworkError(MarketingError):
    """A call to a network did not end well. `detail` is the network's own message, safe to show: never a token."""

    def __init__(self, detail: str = "") -> None:
        super().__init__(detail)
        self.detail = detail


class Unavailable(NetworkError):
    """Nothing was sent, or what was sent had no effect: safe to repeat."""


class OutcomeUnknown(NetworkError):
    """It was sent, and the answer does not tell whether it took effect."""


class TokenRejected(NetworkError):
    """The network no longer accepts the account's token."""


class PermissionMissing(NetworkError):
    """The account's token lacks a right."""


class Refused(NetworkError):
    """The network refuses the content; nothing was published."""


class Duplicate(NetworkError):
    """The network already has this content: perhaps our own earlier success."""


class Policy(NetworkError):
    """The network's rules stand against it (spam, restriction, moderation)."""


class RateLimited(NetworkError):
    """Not done: the network asks to wait until `until` (UTC)."""

    def __init__(self, until: datetime, detail: str = "") -> None:
        super().__init__(detail)
        self.until = until


class QuotaSpent(RateLimited):
    """Not done: a longer share (a day's, the app's) is used up until `until` (UTC)."""


class WriterError(MarketingError):
    """A writer could not do what was asked. `detail` is for the log and the doctor, never a key.

    `cost` is what the call had cost by then, in micro-euro: it is settled all the same.
    """

    def __init__(self, detail: str = "", *, cost: int = 0) -> None:
        super().__init__(detail)
        self.detail = detail
        self.cost = cost


class WriterMisconfigured(WriterError):
    """The key, the model or the address is wrong: repeating does not help."""


class WriterBusy(WriterError):
    """The endpoint is overloaded or limits us."""


class WriterBroken(WriterError):
    """The answer was cut off, or is not of the form asked for."""


class WriterRefused(WriterError):
    """The model declines."""


class BudgetSpent(WriterError):
    """The workspace's money for writing is used up for now."""


class StoreError(MarketingError):
    """The store could not do what was asked."""


class Missing(StoreError):
    """There is no such row in this scope."""


class Stale(StoreError):
    """The row was changed by somebody else since it was read."""


class StoreUnavailable(StoreError):
    """The database cannot be reached, is locked beyond patience, or is full."""


class Denied(MarketingError):
    """The person's role does not allow it; `need` names the right that is missing."""

    def __init__(self, need: str) -> None:
        super().__init__(need)
        self.need = need


class Decided(MarketingError):
    """It was already decided or has moved on: `state` it is in, `by` whom (a person's id) and `at` when (UTC)."""

    def __init__(self, state: str, by: str | None = None, at: datetime | None = None) -> None:
        super().__init__(state)
        self.state, self.by, self.at = state, by, at


class Invalid(MarketingError):
    """What a person gave cannot be used; `reason` is the key of the sentence that says why, `facts` its arguments."""

    def __init__(self, reason: str, **facts: str | int | datetime) -> None:
        super().__init__(reason)
        self.reason = reason
        self.facts: Mapping[str, str | int | datetime] = facts


class Misconfigured(MarketingError):
    """The setting `name` is missing or malformed; `reason` says how, without its value where that is a secret."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"{name}: {reason}")
        self.name, self.reason = name, reason

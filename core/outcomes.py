"""What may become of a publication in the engine's hands, decided without doing anything, by the steps of `core.posts`.

What is in doubt is never sent again before it was looked up. Why the figures are these: docs/design/publishing.md.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from core.errors import (
    Duplicate,
    MarketingError,
    NetworkError,
    OutcomeUnknown,
    Policy,
    QuotaSpent,
    RateLimited,
    Refused,
    Unavailable,
)
from core.model import (
    Attempt,
    AttemptState,
    Connection,
    ConnectionState,
    Content,
    Pending,
    Publication,
    Published,
    State,
    new_id,
)
from core.ports import Network, Retry
from core.posts import content_hash, step

TRIES = 5
"""Attempts in a row that may end with "not sent" before a person is told."""
CRASHES = 3
"""The same for attempts that a fault of ours ended before anything was sent."""
BACKOFF = (timedelta(seconds=10), timedelta(seconds=30), timedelta(minutes=2), timedelta(minutes=5))
LOOKS = (timedelta(seconds=5), timedelta(seconds=60), timedelta(minutes=4))
"""How long to wait before each look at a doubtful attempt: all within about five minutes, then a person is asked."""
SETTLE = timedelta(seconds=30)
"""The longest a request can be on its way: a post that is not found earlier may still appear."""
KEY_LIVES = timedelta(minutes=30)
"""For how long a network surely remembers an operation id; later, the same request could make a second post."""
PATIENCE = timedelta(minutes=15)
"""How far ahead a spent quota may end for us to wait; later than that, the time is a person's to choose."""
PENDING_LASTS = timedelta(hours=24)
RECHECK = timedelta(minutes=1)
MOMENT = timedelta(seconds=1)

S, A = State, AttemptState
Outcome = tuple[Publication, Attempt]


@dataclass(frozen=True, slots=True)
class Crash:
    """A fault of ours that nobody foresaw ended the attempt before anything was sent; `name` is the exception's."""

    name: str


Result = Published | Pending | MarketingError | Crash
"""What a call came to. A `MarketingError` that is no `NetworkError` was raised before anything was sent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """All that decides what is to be done with a claimed publication; None: there is no such thing."""

    connection: Connection | None
    content: Content | None
    network: Network | None
    grace: timedelta
    last: Attempt | None
    """The newest attempt."""


def stopped(publication: Publication, facts: Facts, now: datetime) -> Publication | None:
    """What becomes of a claimed publication that must not be sent; None: it is to be sent, or looked up."""
    match publication.state:
        case S.IN_REVIEW | S.CHANGES_REQUESTED:
            return _rested(publication, S.HELD, now)
        case S.CLAIMED:
            return _not_to_be_sent(publication, facts, now)
        case S.SENDING | S.PROCESSING if facts.last and facts.content and facts.connection and facts.network:
            return None
        case S.SENDING | S.PROCESSING:
            return _rested(publication, S.UNCONFIRMED, now, error="Missing")
    return replace(publication, wake_at=None, lease_owner=None, lease_until=None)


def _not_to_be_sent(publication: Publication, facts: Facts, now: datetime) -> Publication | None:
    if late(publication, facts, now):
        return _rested(publication, S.MISSED, now)
    if facts.connection is None or facts.connection.state is not ConnectionState.ACTIVE:
        return _rested(publication, S.FAILED, now, error="TokenRejected")
    if facts.network is None:
        return _rested(publication, S.FAILED, now, error="Misconfigured", detail=publication.network)
    if facts.content is None or publication.approval_id is None or not agreed(publication, facts.content):
        return _rested(publication, S.IN_REVIEW, now, approved_hash=None, approval_id=None)
    return None


def agreed(publication: Publication, content: Content) -> bool:
    """Whether this is what was approved."""
    return publication.approved_hash is not None and content_hash(content) == publication.approved_hash


def late(publication: Publication, facts: Facts, now: datetime) -> bool:
    """Whether it was first found too long after its time. What was tried at its time stays on its way."""
    due = publication.due_at
    if due is None or now - due <= facts.grace:
        return False
    return facts.last is None or facts.last.started_at < due


def begun(publication: Publication, last: Attempt | None, now: datetime, lease: timedelta) -> Outcome:
    """A new attempt, to be committed before anything is sent. Steps that are confirmed already are not made again."""
    hash = publication.approved_hash or ""
    carried = last.steps if last is not None and last.payload_hash == hash else ()
    number = publication.attempt + 1
    attempt = Attempt(
        id=new_id(),
        workspace_id=publication.workspace_id,
        publication_id=publication.id,
        number=number,
        payload_hash=hash,
        started_at=now,
        steps=tuple(done for done in carried if done.ref is not None),
    )
    held = {"lease_until": now + lease, "wake_at": now + lease}
    return step(publication, S.SENDING, now, attempt=number, looks=0, **held), attempt


def looking(publication: Publication, now: datetime, lease: timedelta) -> Publication:
    """A look, counted before it is made: one that kills the process is not made for ever."""
    looks = publication.looks + (publication.state is S.SENDING)
    return replace(publication, looks=looks, updated_at=now, lease_until=now + lease, wake_at=now + lease)


def beyond_us(publication: Publication, attempt: Attempt, network: Network, now: datetime) -> bool:
    """Whether there is no way left to find out what became of the attempt: a person has to look."""
    if publication.state is not S.SENDING:
        return False
    if network.retry is Retry.ASK or publication.looks >= len(LOOKS):
        return True
    return network.find is None and not repeatable(attempt, network, now)


def repeatable(attempt: Attempt, network: Network, now: datetime) -> bool:
    """Whether the very same request again can have no second effect."""
    match network.retry:
        case Retry.OWN_KEY:
            return True
        case Retry.IDEMPOTENT:
            return now - attempt.started_at < KEY_LIVES
    return False


def concluded(  # noqa: PLR0911 - one for each way it can end
    publication: Publication, attempt: Attempt, result: Result, retry: Retry, now: datetime
) -> Outcome:
    """Where the answer to a new attempt leads."""
    match result:
        case Published() | Pending():
            return _accepted(publication, attempt, result, now)
        case Crash():
            return _again(publication, _ended(attempt, A.NOT_SENT, result, now), now, CRASHES)
        case QuotaSpent() if result.until - now > PATIENCE:
            return _failed(publication, attempt, result, now)
        case RateLimited():
            until = max(result.until, now + MOMENT)
            # The lease is nobody's and still holds: the network would refuse the account's next publication, too.
            waiting = _rested(publication, S.SCHEDULED, now, wake_at=until, lease_until=until)
            return waiting, _ended(attempt, A.NOT_SENT, result, now)
        case Unavailable():
            return _again(publication, _ended(attempt, A.NOT_SENT, result, now), now, TRIES)
        case OutcomeUnknown() | Duplicate():
            unknown = _ended(attempt, A.UNKNOWN, result, now)
            return (
                asked_about(publication, unknown, now) if retry is Retry.ASK else _doubtful(publication, unknown, now)
            )
    return _failed(publication, attempt, result, now)


def _accepted(publication: Publication, attempt: Attempt, answer: Published | Pending, now: datetime) -> Outcome:
    fine: dict[str, Any] = {"error": None, "detail": None, "tries": 0}
    if isinstance(answer, Published):
        live = {"remote_id": answer.id, "url": answer.url, "published_at": now}
        done = replace(attempt, state=A.CONFIRMED, finished_at=now, error=None, detail=None)
        return _rested(publication, S.PUBLISHED, now, **fine, **live), done
    accepted = replace(attempt, state=A.PROCESSING, ref=answer.ref, error=None, detail=None)
    if now - attempt.started_at > PENDING_LASTS:
        return asked_about(publication, accepted, now)
    check = max(answer.check_after, now + MOMENT)
    return _rested(publication, S.PROCESSING, now, **fine, looks=0, wake_at=check), accepted


def _again(publication: Publication, attempt: Attempt, now: datetime, most: int) -> Outcome:
    """Surely without effect: another attempt, but only so many in a row."""
    tries = publication.tries + 1
    why = {"tries": tries, "error": attempt.error, "detail": attempt.detail}
    if tries >= most:
        return _rested(publication, S.FAILED, now, **why), attempt
    # What was looked for and is not there has waited long enough.
    wait = timedelta() if attempt.state is A.ABSENT else BACKOFF[tries - 1]
    return _rested(publication, S.SCHEDULED, now, wake_at=now + wait, **why), attempt


def _failed(publication: Publication, attempt: Attempt, result: Result, now: datetime) -> Outcome:
    ended = _ended(attempt, A.REFUSED, result, now)
    return _rested(publication, S.FAILED, now, error=ended.error, detail=ended.detail), ended


def looked(publication: Publication, attempt: Attempt, result: Result | None, retry: Retry, now: datetime) -> Outcome:
    """Where a reading leads, of what is in doubt or of what the network still works on. None: it is not there."""
    match result:
        case Published() | Pending():
            return _accepted(publication, attempt, result, now)
        case None if attempt.error == "Duplicate":
            # The network says it has this already, and not from this attempt.
            return _failed(publication, attempt, Duplicate(attempt.detail or ""), now)
        case None if retry is Retry.SEARCH and now - attempt.started_at < SETTLE:
            wait = attempt.started_at + SETTLE
            early = _rested(publication, publication.state, now, wake_at=wait, lease_until=wait)
            return replace(early, looks=max(publication.looks - 1, 0)), attempt
        case None:
            return _again(publication, replace(attempt, state=A.ABSENT, finished_at=now), now, TRIES)
    if publication.state is S.PROCESSING:
        return _still_working(publication, attempt, result, now)
    return _still_in_doubt(publication, attempt, result, now)


def repeated(publication: Publication, attempt: Attempt, result: Result, now: datetime) -> Outcome:
    """Where the very same request, sent again to find out, leads."""
    match result:
        case Published() | Pending():
            return _accepted(publication, attempt, result, now)
        case Refused() | Policy():
            return _failed(publication, attempt, result, now)
    return _still_in_doubt(publication, attempt, result, now)


def _still_in_doubt(publication: Publication, attempt: Attempt, result: Result, now: datetime) -> Outcome:
    error, detail = (attempt.error, attempt.detail) if attempt.error else said(result)
    unknown = replace(attempt, state=A.UNKNOWN, finished_at=now, error=error, detail=detail)
    later, left = _doubtful(publication, unknown, now)
    if isinstance(result, RateLimited) and later.wake_at is not None:
        until = max(later.wake_at, result.until)
        return replace(later, wake_at=until, lease_until=until), left
    return later, left


def _still_working(publication: Publication, attempt: Attempt, result: Result, now: datetime) -> Outcome:
    if isinstance(result, Refused | Policy):
        return _failed(publication, attempt, result, now)
    if now - attempt.started_at > PENDING_LASTS:
        return asked_about(publication, attempt, now)
    until = result.until if isinstance(result, RateLimited) else now
    return _rested(publication, S.PROCESSING, now, wake_at=max(now + RECHECK, until)), attempt


def _doubtful(publication: Publication, attempt: Attempt, now: datetime) -> Outcome:
    if publication.looks >= len(LOOKS):
        return asked_about(publication, attempt, now)
    wake = now + LOOKS[publication.looks]
    # Its account waits: what may still appear must not be taken for the next publication, nor the other way round.
    return _rested(publication, S.SENDING, now, wake_at=wake, lease_until=wake), attempt


def asked_about(publication: Publication, attempt: Attempt, now: datetime) -> Outcome:
    """Only a person can find out."""
    unknown = replace(attempt, state=A.UNKNOWN, finished_at=attempt.finished_at or now)
    why = {"error": attempt.error or "OutcomeUnknown", "detail": attempt.detail}
    return _rested(publication, S.UNCONFIRMED, now, **why), unknown


def put_back(publication: Publication, now: datetime) -> Publication:
    """What was claimed and not begun, free for the next worker."""
    to = S.SCHEDULED if publication.state is S.CLAIMED else publication.state
    return _rested(publication, to, now, wake_at=min(publication.due_at or now, now))


def crashed(publication: Publication, name: str, now: datetime) -> Publication:
    """Our own fault stands between this publication and a decision about it: later again, but not for ever."""
    if publication.state is not S.CLAIMED:
        return _rested(publication, publication.state, now, wake_at=now + RECHECK)
    tries = publication.tries + 1
    why = {"tries": tries, "error": "MarketingError", "detail": name}
    if tries >= CRASHES:
        return _rested(publication, S.FAILED, now, **why)
    return _rested(publication, S.SCHEDULED, now, wake_at=now + BACKOFF[tries - 1], **why)


def _rested(publication: Publication, to: State, now: datetime, **changes: Any) -> Publication:
    """In its next state, and nobody's."""
    free: dict[str, Any] = {"wake_at": None, "lease_owner": None, "lease_until": None}
    if to is publication.state:
        return replace(publication, updated_at=now, **(free | changes))
    return step(publication, to, now, **(free | changes))


def _ended(attempt: Attempt, state: AttemptState, result: Result | None, now: datetime) -> Attempt:
    error, detail = said(result)
    return replace(attempt, state=state, finished_at=now, error=error, detail=detail)


def said(result: Result | None) -> tuple[str | None, str | None]:
    """The error's name and the network's own words for it."""
    match result:
        case Crash(name):
            return "MarketingError", name
        case NetworkError(detail=detail):
            return type(result).__name__, detail
        case MarketingError():
            return type(result).__name__, str(result)
    return None, None

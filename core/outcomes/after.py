"""After an answer: where it leads. What is in doubt is never sent again before it was looked up."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from core.errors import (
    Duplicate,
    MarketingError,
    NetworkError,
    OutcomeUnknown,
    Policy,
    RateLimited,
    Refused,
    Unavailable,
)
from core.model import Attempt, AttemptState, Pending, Publication, Published, State
from core.outcomes.before import sent_at
from core.outcomes.figures import (
    BACKOFF,
    CRASHES,
    LOOKS,
    MOMENT,
    PATIENCE,
    PENDING_LASTS,
    RECHECK,
    SETTLE,
    TRIES,
    Outcome,
    rested,
)
from core.ports import Retry

S, A = State, AttemptState


@dataclass(frozen=True, slots=True)
class Crash:
    """A fault of ours that nobody foresaw ended the attempt before anything was sent; `name` is the exception's."""

    name: str


Result = Published | Pending | MarketingError | Crash
"""What a call came to. A `MarketingError` that is no `NetworkError` was raised before anything was sent."""


def concluded(  # noqa: PLR0911 - one for each way it can end
    publication: Publication, attempt: Attempt, result: Result, retry: Retry, now: datetime
) -> Outcome:
    """Where the answer to a new attempt leads."""
    match result:
        case Published() | Pending():
            return _accepted(publication, attempt, result, now)
        case Crash():
            return _again(publication, _ended(attempt, A.NOT_SENT, result, now), now, CRASHES)
        case RateLimited() if result.until - now > PATIENCE:
            return _failed(publication, attempt, result, now)
        case RateLimited():
            until = max(result.until, now + MOMENT)
            # The lease is nobody's and still holds: the network would refuse the account's next publication, too.
            waiting = rested(publication, S.SCHEDULED, now, wake_at=until, lease_until=until)
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
        live = {"remote_id": answer.id, "url": answer.url, "published_at": now, "detail": answer.undone or None}
        done = replace(attempt, state=A.CONFIRMED, finished_at=now, error=None, detail=None)
        return rested(publication, S.PUBLISHED, now, **{**fine, **live}), done
    accepted = replace(attempt, state=A.PROCESSING, ref=answer.ref, error=None, detail=None)
    if now - attempt.started_at > PENDING_LASTS:
        return asked_about(publication, accepted, now)
    check = max(answer.check_after, now + MOMENT)
    return rested(publication, S.PROCESSING, now, **fine, looks=0, wake_at=check), accepted


def _again(publication: Publication, attempt: Attempt, now: datetime, most: int) -> Outcome:
    """Surely without effect: another attempt, but only so many in a row."""
    tries = publication.tries + 1
    why = {"tries": tries, "error": attempt.error, "detail": attempt.detail}
    if tries >= most:
        return rested(publication, S.FAILED, now, **why), attempt
    # What was looked for and is not there has waited long enough.
    wait = timedelta() if attempt.state is A.ABSENT else BACKOFF[tries - 1]
    return rested(publication, S.SCHEDULED, now, wake_at=now + wait, **why), attempt


def _failed(publication: Publication, attempt: Attempt, result: Result, now: datetime) -> Outcome:
    ended = _ended(attempt, A.REFUSED, result, now)
    return rested(publication, S.FAILED, now, error=ended.error, detail=ended.detail), ended


def looked(publication: Publication, attempt: Attempt, result: Result | None, retry: Retry, now: datetime) -> Outcome:
    """Where a reading leads, of what is in doubt or of what the network still works on. None: it is not there."""
    match result:
        case Published() | Pending():
            return _accepted(publication, attempt, result, now)
        case None if _may_still_appear(attempt, retry) and now - sent_at(attempt) < SETTLE:
            wait = sent_at(attempt) + SETTLE
            early = rested(publication, publication.state, now, wake_at=wait, lease_until=wait)
            return replace(early, looks=max(publication.looks - 1, 0)), attempt
        case None if attempt.error == "Duplicate":
            # The network says it has this already, and not from this attempt.
            return _failed(publication, attempt, Duplicate(attempt.detail or ""), now)
        case None:
            return _again(publication, replace(attempt, state=A.ABSENT, finished_at=now), now, TRIES)
    if publication.state is S.PROCESSING:
        return _still_working(publication, attempt, result, now)
    return _still_in_doubt(publication, attempt, result, now)


def _may_still_appear(attempt: Attempt, retry: Retry) -> bool:
    """Whether what is not found may be on its way; what its network took in, and only prepares, is not."""
    return retry is Retry.SEARCH or (retry is Retry.IDEMPOTENT and attempt.ref is None)


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
    unknown = replace(attempt, state=A.UNKNOWN, finished_at=attempt.finished_at or now, error=error, detail=detail)
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
    return rested(publication, S.PROCESSING, now, wake_at=max(now + RECHECK, until)), attempt


def _doubtful(publication: Publication, attempt: Attempt, now: datetime) -> Outcome:
    if publication.looks >= len(LOOKS):
        return asked_about(publication, attempt, now)
    wake = now + LOOKS[publication.looks]
    # Its account waits: what may still appear must not be taken for the next publication, nor the other way round.
    return rested(publication, S.SENDING, now, wake_at=wake, lease_until=wake), attempt


def asked_about(publication: Publication, attempt: Attempt, now: datetime) -> Outcome:
    """Only a person can find out."""
    unknown = replace(attempt, state=A.UNKNOWN, finished_at=attempt.finished_at or now)
    why = {"error": attempt.error or "OutcomeUnknown", "detail": attempt.detail}
    return rested(publication, S.UNCONFIRMED, now, **why), unknown


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

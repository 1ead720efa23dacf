"""Before anything is sent: what must not go out, what is to be looked up, and what a new attempt is."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from core.model import Attempt, AttemptState, Connection, ConnectionState, Content, Publication, State, new_id
from core.outcomes.figures import BACKOFF, CRASHES, KEY_LIVES, LOOKS, PATIENCE, RECHECK, SETTLE, Outcome, rested
from core.ports import Network, Retry
from core.posts import content_hash, step

S = State


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
            return rested(publication, S.HELD, now)
        case S.CLAIMED:
            return _not_to_be_sent(publication, facts, now)
        case S.SENDING | S.PROCESSING if facts.last and facts.content and facts.connection and facts.network:
            return None
        case S.SENDING | S.PROCESSING:
            return rested(publication, S.UNCONFIRMED, now, error="Missing")
    return replace(publication, wake_at=None, lease_owner=None, lease_until=None)


def _not_to_be_sent(publication: Publication, facts: Facts, now: datetime) -> Publication | None:
    if late(publication, facts, now):
        return rested(publication, S.MISSED, now)
    if facts.connection is not None and facts.connection.state is ConnectionState.CHECKING:
        # Somebody connects it again at this very moment.
        return rested(publication, S.SCHEDULED, now, wake_at=now + RECHECK)
    if facts.connection is None or facts.connection.state is not ConnectionState.ACTIVE:
        return rested(publication, S.FAILED, now, error="TokenRejected")
    if facts.network is None:
        return rested(publication, S.FAILED, now, error="Misconfigured", detail=publication.network)
    if facts.content is None or publication.approval_id is None or not agreed(publication, facts.content):
        return rested(publication, S.IN_REVIEW, now, approved_hash=None, approval_id=None)
    return None


def agreed(publication: Publication, content: Content) -> bool:
    """Whether this is what was approved."""
    return publication.approved_hash is not None and content_hash(content) == publication.approved_hash


def late(publication: Publication, facts: Facts, now: datetime) -> bool:
    """Whether its time is too long over. What was tried at its time may take longer, but not for ever."""
    due = publication.due_at
    if due is None:
        return False
    last = facts.last
    if last is not None and last.state in {AttemptState.ABSENT, AttemptState.CONFIRMED} and not publication.tries:
        # A person has looked, and had it sent again: they were asked.
        due = max(due, last.finished_at or now)
    tried = last is not None and last.started_at >= (publication.due_at or due)
    return now - due > (max(facts.grace, PATIENCE) + RECHECK if tried else facts.grace)


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
    held = {"lease_until": now + lease, "wake_at": now + lease, "revision": publication.revision + 1}
    return step(publication, S.SENDING, now, attempt=number, looks=0, **held), attempt


def looking(publication: Publication, now: datetime, lease: timedelta) -> Publication:
    """A look, counted before it is made: one that kills the process is not made for ever."""
    looks = publication.looks + (publication.state is S.SENDING)
    return replace(publication, looks=looks, updated_at=now, lease_until=now + lease, wake_at=now + lease)


def unbroken(attempt: Attempt) -> bool:
    """Whether all that it began is known to be done: a request that makes something public is a step before it is sent.

    Then nothing is in doubt, and the next attempt goes on behind the last step.
    """
    return bool(attempt.steps) and all(step.ref is not None for step in attempt.steps)


def resumed(publication: Publication, attempt: Attempt, now: datetime) -> Outcome:
    """To go on where it broke off, but not for ever."""
    ended, tries = replace(attempt, state=AttemptState.NOT_SENT, finished_at=now), publication.tries + 1
    if tries >= CRASHES:
        return rested(publication, S.FAILED, now, tries=tries, error="MarketingError", detail="broken off"), ended
    return rested(publication, S.SCHEDULED, now, wake_at=now + BACKOFF[tries - 1], tries=tries), ended


def beyond_us(publication: Publication, attempt: Attempt, network: Network, now: datetime) -> bool:
    """Whether there is no way left to find out what became of the attempt: a person has to look."""
    if publication.state is not S.SENDING:
        return False
    if network.retry is Retry.ASK or publication.looks >= len(LOOKS):
        return True
    return network.find is None and not repeatable(attempt, network, now)


def sent_at(attempt: Attempt) -> datetime:
    """When the request in doubt was sent, at the latest: of many requests it may be the last, long after the start."""
    begun = [step.at for step in attempt.steps if step.ref is None]
    return max(attempt.started_at, attempt.finished_at or attempt.started_at, *begun)


def repeatable(attempt: Attempt, network: Network, now: datetime) -> bool:
    """Whether the very same request again can have no second effect."""
    match network.retry:
        case Retry.OWN_KEY:
            return True
        case Retry.IDEMPOTENT:
            # Who can also look does not rely on the key alone: some forget it, some look at it only when they are done.
            arrived = network.find is None or now - sent_at(attempt) >= SETTLE
            return arrived and now - attempt.started_at < KEY_LIVES
    return False


def changed_meanwhile(publication: Publication, attempt: Attempt, content: Content) -> bool:
    """Whether it would be cut otherwise by now than when it was sent, because its server allows more, or less.

    Then what it made cannot be known again, and what is missing of it cannot be made.
    """
    in_doubt = publication.state is S.SENDING or (publication.state is S.PROCESSING and not unbroken(attempt))
    return in_doubt and content_hash(content) != attempt.payload_hash


def put_back(publication: Publication, now: datetime) -> Publication:
    """What was claimed and not begun, free for the next worker."""
    to = S.SCHEDULED if publication.state is S.CLAIMED else publication.state
    return rested(publication, to, now, wake_at=min(publication.due_at or now, now))


def crashed(publication: Publication, name: str, now: datetime) -> Publication:
    """Our own fault stands between this publication and a decision about it: later again, but not for ever."""
    why = {"error": "MarketingError", "detail": name}
    if publication.state in {S.SENDING, S.PROCESSING}:
        looks = publication.looks + 1
        if looks >= len(LOOKS):
            return rested(publication, S.UNCONFIRMED, now, looks=looks, **why)
        return rested(publication, publication.state, now, looks=looks, wake_at=now + RECHECK)
    if publication.state is not S.CLAIMED:
        return rested(publication, publication.state, now, wake_at=now + RECHECK)
    tries = publication.tries + 1
    if tries >= CRASHES:
        return rested(publication, S.FAILED, now, tries=tries, **why)
    return rested(publication, S.SCHEDULED, now, wake_at=now + BACKOFF[tries - 1], tries=tries, **why)

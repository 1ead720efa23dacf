"""What may become of a publication, decided without doing anything: the steps a person takes, and what binds them.

The steps of the engine (what an answer of a network leads to) are in `core.outcomes`, over the same table of steps.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, fields, replace
from datetime import datetime
from typing import Any

from core.errors import Decided
from core.limits import cut_by
from core.model import Action, Connection, Content, Publication, State, Target, Version, Workspace
from core.model.people import Rule

S = State

STEPS: Mapping[State, frozenset[State]] = {
    S.DRAFT: frozenset({S.DRAFT, S.IN_REVIEW, S.APPROVED, S.SCHEDULED, S.CANCELLED}),
    S.IN_REVIEW: frozenset(
        {S.IN_REVIEW, S.CHANGES_REQUESTED, S.APPROVED, S.SCHEDULED, S.REJECTED, S.HELD, S.CANCELLED}
    ),
    S.CHANGES_REQUESTED: frozenset(
        {S.CHANGES_REQUESTED, S.IN_REVIEW, S.APPROVED, S.SCHEDULED, S.REJECTED, S.HELD, S.CANCELLED}
    ),
    S.HELD: frozenset({S.HELD, S.IN_REVIEW, S.CHANGES_REQUESTED, S.APPROVED, S.SCHEDULED, S.REJECTED, S.CANCELLED}),
    S.APPROVED: frozenset({S.APPROVED, S.SCHEDULED, S.IN_REVIEW, S.CANCELLED}),
    S.SCHEDULED: frozenset({S.SCHEDULED, S.APPROVED, S.IN_REVIEW, S.CLAIMED, S.MISSED, S.FAILED, S.CANCELLED}),
    S.CLAIMED: frozenset({S.SENDING, S.SCHEDULED, S.MISSED, S.FAILED, S.IN_REVIEW}),
    S.SENDING: frozenset({S.SENDING, S.PROCESSING, S.PUBLISHED, S.SCHEDULED, S.FAILED, S.UNCONFIRMED}),
    S.PROCESSING: frozenset({S.PROCESSING, S.PUBLISHED, S.FAILED, S.UNCONFIRMED, S.SCHEDULED}),
    S.UNCONFIRMED: frozenset({S.UNCONFIRMED, S.PUBLISHED, S.SCHEDULED, S.SENDING, S.CANCELLED}),
    S.MISSED: frozenset({S.MISSED, S.SCHEDULED, S.APPROVED, S.IN_REVIEW, S.CANCELLED}),
    S.FAILED: frozenset({S.FAILED, S.SCHEDULED, S.APPROVED, S.IN_REVIEW, S.CANCELLED}),
    S.REJECTED: frozenset({S.REJECTED, S.DRAFT, S.IN_REVIEW}),
    S.CANCELLED: frozenset({S.CANCELLED, S.DRAFT}),
    S.PUBLISHED: frozenset({S.REMOVING, S.REMOVED}),
    S.REMOVING: frozenset({S.REMOVING, S.REMOVED, S.PUBLISHED}),
    S.REMOVED: frozenset(),
}

OPEN = frozenset({S.DRAFT, S.IN_REVIEW, S.CHANGES_REQUESTED, S.HELD, S.APPROVED, S.SCHEDULED, S.MISSED, S.FAILED})
"""Nothing is on its way: content and time can still be changed."""
IN_FLIGHT = frozenset({S.CLAIMED, S.SENDING, S.PROCESSING})
SETTLED = frozenset({S.PUBLISHED, S.REMOVED, S.REMOVING, S.CANCELLED})
"""Out, or out of it: a new version makes nothing of these."""
FOR_REVIEW = frozenset({S.IN_REVIEW, S.HELD})

URGENCY: tuple[State, ...] = (
    S.UNCONFIRMED, S.FAILED, S.MISSED, S.HELD, S.CHANGES_REQUESTED, S.REJECTED, S.IN_REVIEW, S.SENDING, S.PROCESSING,
    S.CLAIMED, S.REMOVING, S.APPROVED, S.SCHEDULED, S.DRAFT, S.PUBLISHED, S.REMOVED, S.CANCELLED,
)  # fmt: skip
"""A post's own state is that of its publications which comes first here: what needs a person, then what moves."""


def state_of(publications: Iterable[Publication]) -> State:
    """The state of the post these belong to; a post of no publication is a draft."""
    return min((p.state for p in publications), key=URGENCY.index, default=S.DRAFT)


def content(version: Version, connection: Connection) -> Content:
    """What this connection would publish of the version."""
    target = version.targets.get(connection.id, Target())
    return Content(
        connection_id=connection.id,
        account=connection.account,
        text=version.text if target.text is None else target.text,
        media=version.media,
        options=cut_by(target.options, connection.limits),
    )


def about(publication: Publication) -> dict[str, Any]:
    """What an action names of the publication that it is about: as it was when somebody decided."""
    return {
        "post_id": publication.post_id,
        "publication_id": publication.id,
        "connection_id": publication.connection_id,
        "version": publication.version,
        "hash": publication.approved_hash,
    }


_CONTENT = tuple(field.name for field in fields(Content))
_canonical = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=asdict).encode


def content_hash(content: Content) -> str:
    """SHA-256 of everything a reader would see and where: what an approval is bound to, in hex."""
    canonical = _canonical({name: getattr(content, name) for name in _CONTENT})
    return hashlib.sha256(canonical.encode()).hexdigest()


def step(publication: Publication, to: State, now: datetime, **changes: Any) -> Publication:
    """The publication in its next state. Raises `Decided` where no such step exists."""
    if to not in STEPS[publication.state]:
        raise Decided(publication.state)
    return replace(publication, state=to, updated_at=now, **changes)


def must_be_approved(workspace: Workspace) -> bool:
    """Whether somebody must say yes before a post goes out."""
    return workspace.rule is not Rule.NOBODY


def submitted(publication: Publication, version: Version, now: datetime) -> Publication:
    """Sent to the approvers; a time that was chosen already is kept and watched."""
    if publication.state not in {S.DRAFT, S.CHANGES_REQUESTED, S.REJECTED, S.IN_REVIEW, S.HELD, S.FAILED, S.MISSED}:
        raise Decided(publication.state)
    ahead = publication.due_at if publication.due_at and publication.due_at > now else None
    return step(
        publication, S.IN_REVIEW, now, version=version.number, approved_hash=None, approval_id=None, wake_at=ahead
    )


def approved(publication: Publication, hash: str, action: Action, now: datetime) -> Publication:
    """Approved, and scheduled where a time was chosen and is still ahead."""
    if publication.state not in {S.DRAFT, S.IN_REVIEW, S.CHANGES_REQUESTED, S.HELD, S.FAILED, S.MISSED}:
        raise Decided(publication.state)
    ahead = publication.due_at is not None and publication.due_at > now
    changes: dict[str, Any] = {
        "approved_hash": hash,
        "approval_id": action.id,
        "version": action.version,
        "wake_at": publication.due_at if ahead else None,
    }
    if not ahead:
        changes |= {"due_at": None, "wall": None, "zone": None}
    return step(publication, S.SCHEDULED if ahead else S.APPROVED, now, error=None, detail=None, tries=0, **changes)


def sent_back(publication: Publication, now: datetime) -> Publication:
    """Changes were requested."""
    if publication.state not in FOR_REVIEW:
        raise Decided(publication.state)
    return step(publication, S.CHANGES_REQUESTED, now)


def rejected(publication: Publication, now: datetime) -> Publication:
    """Turned down for good; its author may take it up again as a draft."""
    if publication.state not in FOR_REVIEW | {S.CHANGES_REQUESTED}:
        raise Decided(publication.state)
    return step(publication, S.REJECTED, now, wake_at=None)


def edited(publication: Publication, hash: str, version: int, now: datetime) -> Publication:
    """The post has new content, of which this publication's part hashes to `hash`.

    What was approved differently is approved no more and goes back to review with its time kept. Raises `Decided`
    where it is on its way already; what is out (published, removed) stays as it went, and what was dropped stays so.
    """
    state = publication.state
    if state in SETTLED:
        return publication
    if state in IN_FLIGHT or state is S.UNCONFIRMED:
        raise Decided(state)
    if state is S.REJECTED:
        return replace(reopened(publication, now), version=version)
    if publication.approved_hash is None or publication.approved_hash == hash:
        return step(publication, state, now, version=version)
    return replace(voided(publication, now), version=version)


def voided(publication: Publication, now: datetime) -> Publication:
    """Approved no more: back in review, a time that is still ahead kept and watched."""
    ahead = publication.due_at if publication.due_at and publication.due_at > now else None
    return step(publication, S.IN_REVIEW, now, approved_hash=None, approval_id=None, wake_at=ahead)


def timed(publication: Publication, due_at: datetime, wall: datetime, zone: str, now: datetime) -> Publication:
    """Given a time. What is approved is scheduled; what is not keeps the time and waits for its approval."""
    if publication.state not in OPEN:
        raise Decided(publication.state)
    when = {"due_at": due_at, "wall": wall, "zone": zone, "wake_at": due_at, "error": None, "detail": None, "tries": 0}
    if publication.approved_hash is not None:
        return step(publication, S.SCHEDULED, now, **when)
    if publication.state is S.DRAFT:
        return step(publication, S.DRAFT, now, **{**when, "wake_at": None})
    to = publication.state if publication.state is S.CHANGES_REQUESTED else S.IN_REVIEW
    return step(publication, to, now, **when)


def kept_on(before: Publication, agreed: Publication, now: datetime) -> Publication:
    """Agreed to anew without leaving the schedule: one whose time came, and that is only being retried, goes on so."""
    if before.state is not S.SCHEDULED or agreed.state is not S.APPROVED:
        return agreed
    when = {"due_at": before.due_at, "wall": before.wall, "zone": before.zone, "wake_at": before.wake_at}
    return step(agreed, S.SCHEDULED, now, **when, tries=before.tries)


def untimed(publication: Publication, now: datetime) -> Publication:
    """Taken off the schedule; an approval stays."""
    if publication.state not in OPEN:
        raise Decided(publication.state)
    to = S.APPROVED if publication.approved_hash is not None else publication.state
    return step(publication, to, now, due_at=None, wall=None, zone=None, wake_at=None)


def cancelled(publication: Publication, now: datetime) -> Publication:
    """Dropped: it will not go out to this connection."""
    if publication.state not in OPEN | {S.UNCONFIRMED}:
        raise Decided(publication.state)
    return step(publication, S.CANCELLED, now, due_at=None, wall=None, zone=None, wake_at=None)


def reopened(publication: Publication, now: datetime) -> Publication:
    """Taken up again as a draft, without an approval and without a time."""
    if publication.state not in {S.CANCELLED, S.REJECTED}:
        raise Decided(publication.state)
    free = {"approved_hash": None, "approval_id": None, "due_at": None, "wall": None, "zone": None, "wake_at": None}
    return step(publication, S.DRAFT, now, error=None, detail=None, tries=0, **free)

"""When a post goes out: given a time, sent at once, taken off, dropped, taken up again; and the calendar."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from core import posts
from core.app import App
from core.drafting.doing import Doing, Step, doing, save
from core.drafting.drafts import Draft, chosen, consent, current, must_be_seen, must_fit, withdrawn
from core.errors import Decided, Invalid
from core.model import (
    Action,
    ActionKind,
    ConnectionId,
    Membership,
    PersonId,
    Post,
    PostId,
    Publication,
    State,
    WorkspaceId,
)
from core.roles import Right, may
from core.telling import notify

FURTHEST = timedelta(days=731)
"""How far ahead a post may be planned: two years."""
UNDO = timedelta(seconds=10)
"""How long "publish now" can be taken back."""
TIMED = posts.OPEN - {State.FAILED}
"""What may have a time that somebody can take away."""
TAKING = frozenset(State) - {State.CANCELLED, State.REJECTED, State.FAILED, State.MISSED, State.REMOVED}
"""What holds the place in the calendar that it was given."""


@dataclass(frozen=True, slots=True)
class Moment:
    """An instant, and what the person called it."""

    at: datetime
    wall: datetime
    zone: str


async def schedule(  # noqa: PLR0913 - who does what, where, and when; the last four by name
    app: App,
    scope: WorkspaceId,
    person: PersonId,
    post_id: PostId,
    at: datetime,
    *,
    wall: datetime,
    zone: str,
    version: int | None = None,
    connection_id: ConnectionId | None = None,
    platform: str = "",
) -> Post:
    """Plans what is open of the post; what is not approved keeps the time and waits. Raises `Invalid`, `Decided`.

    `version`: what the person saw; another one is not let out by their act.
    """
    async with doing(app, scope, person, platform=platform, post_id=post_id) as act:
        if at <= act.now:
            raise Invalid("time-past", at=at)
        if at > act.now + FURTHEST:
            raise Invalid("time-far", at=at)
        draft = await current(act.app, scope, post_id)
        must_be_seen(draft, version)
        chosen(draft, "schedule-no-text")
        planned = draft.among(posts.OPEN, connection_id)
        must_fit(draft, planned, "schedule-problems")
        await _planned(act, draft, planned, Moment(at, wall, zone))
        return draft.post


async def publish_now(  # noqa: PLR0913 - who does what, where; the last three by name
    app: App,
    scope: WorkspaceId,
    person: PersonId,
    post_id: PostId,
    *,
    undo: timedelta = UNDO,
    version: int | None = None,
    connection_id: ConnectionId | None = None,
    platform: str = "",
) -> Post:
    """Sends what is approved, or needs no approval, as soon as `undo` has passed. Raises `Invalid` and `Decided`."""
    async with doing(app, scope, person, platform=platform, post_id=post_id) as act:
        draft = await current(act.app, scope, post_id)
        must_be_seen(draft, version)
        chosen(draft, "schedule-no-text")
        ready = await _ready(act, draft, draft.among(posts.OPEN, connection_id))
        must_fit(draft, ready, "schedule-problems")
        at = act.now + undo
        zone = draft.workspace.zone or "UTC"
        await _planned(act, draft, ready, Moment(at, at.astimezone(ZoneInfo(zone)).replace(tzinfo=None), zone))
        return draft.post


async def _ready(act: Doing, draft: Draft, publications: Sequence[Publication]) -> list[Publication]:
    """Those that this person may let go at this moment. Raises `Invalid` where there are none."""
    if not posts.must_be_approved(draft.workspace):
        return list(publications)
    approved = [publication for publication in publications if publication.approved_hash is not None]
    if not approved:
        raise Invalid("publish-not-approved")
    if draft.workspace.approve_times and not await _approves(act):
        raise Invalid("publish-time-not-approved")
    return approved


async def _approves(act: Doing) -> bool:
    places = await act.app.store.find(act.scope, Membership, person_id=act.person)
    return bool(places) and may(places[0].role, Right.APPROVE)


async def _planned(act: Doing, draft: Draft, publications: Sequence[Publication], moment: Moment) -> None:
    again = draft.workspace.approve_times and not await _approves(act)
    actions = [_scheduled(act, draft, moment)]
    steps: list[Step] = []
    for publication in publications:
        why, timed = _timed(act, draft, publication, moment=moment, again=again)
        actions += why
        steps.append((publication, timed))
    await save(act, draft.post.id, actions, steps)
    await _told(act, draft, steps)


def _scheduled(act: Doing, draft: Draft, moment: Moment) -> Action:
    """The act itself; its note is the instant, for a reader in whatever zone."""
    return act.action(
        ActionKind.SCHEDULED, draft.post.id, version=draft.post.version, note=moment.at.isoformat(timespec="seconds")
    )


def _timed(
    act: Doing, draft: Draft, publication: Publication, *, moment: Moment, again: bool
) -> tuple[list[Action], Publication]:
    """The publication with its time, and what else was done by giving it one: approved by it, or approved no more."""
    reviewed = posts.must_be_approved(draft.workspace)
    actions: list[Action] = []
    if publication.approved_hash is None and not reviewed:
        action, publication = consent(act, draft, publication)
        actions.append(action)
    elif publication.approved_hash is not None and reviewed and again and publication.due_at != moment.at:
        actions.append(withdrawn(act, publication))
        publication = posts.voided(publication, act.now)
    return actions, posts.timed(publication, moment.at, moment.wall, moment.zone, act.now)


async def _told(act: Doing, draft: Draft, steps: Sequence[Step]) -> None:
    """Approvers hear of a time that they have to approve, or that changed under their approval."""
    if not posts.must_be_approved(draft.workspace):
        return
    about = f"{draft.post.id}:{draft.post.version}"
    if any(old.approved_hash and not new.approved_hash for old, new in steps):
        await notify(act.app, act.scope, "review", about)
    elif any(new.approved_hash and new.due_at != old.due_at for old, new in steps):
        await notify(act.app, act.scope, "retimed", about)


async def unschedule(  # noqa: PLR0913 - who does what, where; the last two by name
    app: App,
    scope: WorkspaceId,
    person: PersonId,
    post_id: PostId,
    *,
    connection_id: ConnectionId | None = None,
    platform: str = "",
) -> Post:
    """Takes the time away from what has not gone yet; approvals stay. Raises `Decided` where nothing has a time."""
    async with doing(app, scope, person, platform=platform, post_id=post_id) as act:
        draft = await current(act.app, scope, post_id)
        timed = [p for p in draft.among(TIMED, connection_id) if p.due_at is not None]
        if not timed:
            raise Decided(draft.state)
        action = act.action(ActionKind.UNSCHEDULED, post_id, connection_id=connection_id, version=draft.post.version)
        await save(act, post_id, [action], [(p, posts.untimed(p, act.now)) for p in timed])
        return draft.post


async def undo_now(
    app: App, scope: WorkspaceId, person: PersonId, post_id: PostId, *, platform: str = ""
) -> datetime | None:
    """Takes "publish now" back while nothing has left, and gives the earlier time that it has again, where it had one.

    Raises `Decided` where something has left.
    """
    async with doing(app, scope, person, platform=platform, post_id=post_id) as act:
        before = await _time_before(act, post_id)
        if before is None:
            await unschedule(act.app, scope, person, post_id, platform=platform)
            return None
        draft = await current(act.app, scope, post_id)
        timed = [p for p in draft.among(TIMED) if p.due_at is not None]
        zone = draft.workspace.zone or "UTC"
        moment = Moment(before, before.astimezone(ZoneInfo(zone)).replace(tzinfo=None), zone)
        steps = [(p, posts.timed(p, moment.at, moment.wall, moment.zone, act.now)) for p in timed]
        await save(act, post_id, [_scheduled(act, draft, moment)], steps)
        return before


async def _time_before(act: Doing, post_id: PostId) -> datetime | None:
    """The time that "publish now" has replaced, while it is still ahead."""
    kinds = (ActionKind.SCHEDULED, ActionKind.UNSCHEDULED)
    done = await act.app.store.find(act.scope, Action, order="-id", limit=2, post_id=post_id, kind=kinds)
    if len(done) < len(kinds) or done[1].kind is not ActionKind.SCHEDULED:
        return None
    at = datetime.fromisoformat(done[1].note)
    return at if at > act.now else None


async def cancel(  # noqa: PLR0913 - who does what, where; the last two by name
    app: App,
    scope: WorkspaceId,
    person: PersonId,
    post_id: PostId,
    *,
    connection_id: ConnectionId | None = None,
    platform: str = "",
) -> Post:
    """Drops the post, or leaves one account out of it; what has left is not touched. Raises `Decided`."""
    async with doing(app, scope, person, platform=platform, post_id=post_id) as act:
        draft = await current(act.app, scope, post_id)
        dropped = draft.among(posts.OPEN | {State.UNCONFIRMED}, connection_id)
        action = act.action(ActionKind.CANCELLED, post_id, connection_id=connection_id, version=draft.post.version)
        await save(act, post_id, [action], [(p, posts.cancelled(p, act.now)) for p in dropped])
        return draft.post


async def reopen(  # noqa: PLR0913 - who does what, where; the last two by name
    app: App,
    scope: WorkspaceId,
    person: PersonId,
    post_id: PostId,
    *,
    connection_id: ConnectionId | None = None,
    platform: str = "",
) -> Post:
    """Takes up what was dropped or turned down, as a draft. Raises `Decided` where nothing was."""
    async with doing(app, scope, person, platform=platform, post_id=post_id) as act:
        draft = await current(act.app, scope, post_id)
        left = draft.among({State.CANCELLED, State.REJECTED}, connection_id)
        action = act.action(ActionKind.UNDONE, post_id, connection_id=connection_id)
        await save(act, post_id, [action], [(p, posts.reopened(p, act.now)) for p in left])
        return draft.post


async def taken(app: App, scope: WorkspaceId, start: datetime, end: datetime) -> list[datetime]:
    """The moments in [start, end) at which something goes out, each once, in order."""
    planned = await app.store.publications_between(scope, start, end, TAKING)
    return sorted({publication.due_at for publication in planned if publication.due_at is not None})


async def calendar(app: App, scope: WorkspaceId, start: datetime, end: datetime) -> list[tuple[Publication, Post]]:
    """What is due in [start, end), by time, the publications of one post side by side."""
    due = await app.store.publications_between(scope, start, end)
    found = {post.id: post for post in await app.store.find(scope, Post, id={p.post_id for p in due})}
    first: dict[PostId, int] = {}
    for place, publication in enumerate(due):
        first.setdefault(publication.post_id, place)
    return [(p, found[p.post_id]) for p in sorted(due, key=lambda p: first[p.post_id]) if p.post_id in found]

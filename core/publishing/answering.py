"""What a person answers where no network could: live, not there, look again; and a new try after a failure."""

from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from core import posts
from core.app import App
from core.errors import Decided
from core.model import (
    ActionKind,
    Attempt,
    AttemptState,
    PersonId,
    Post,
    Publication,
    State,
    WorkspaceId,
    acted,
)
from core.outcomes import LOOKS
from core.ports import SEEN, Retry
from core.posts import state_of, step, timed
from core.publishing.parts import parts
from core.publishing.run import told


async def confirm_live(  # noqa: PLR0913 - all but whom and what by name
    app: App, scope: WorkspaceId, person: PersonId, publication_id: str, *, url: str = "", platform: str = ""
) -> Publication:
    """A person has seen it at the network. Raises `Missing`, `Decided` and `Stale`, as the others here do.

    Of a post in parts it is the part in doubt that they have seen: what follows behind it is sent now.
    """
    old, now = await _doubtful(app, scope, publication_id)
    seen = {"url": url or None, "published_at": now, "error": None, "detail": None, "tries": 0}
    answer = _Answer(person, platform, ActionKind.CONFIRMED_LIVE, url)
    where, network = await parts(app, old), app.networks.get(old.network)
    if where.more and network is not None and network.retry is Retry.ASK:
        on = step(old, State.SCHEDULED, now, wake_at=now, tries=0, error=None, detail=None)
        return await _save(app, old, on, replace(answer, seen=where.name), AttemptState.CONFIRMED)
    if where.more and network is not None:
        # What it is called is to be had there; without that, nothing could follow behind it.
        return await _save(app, old, _looking(old, now), answer)
    return await _save(app, old, step(old, State.PUBLISHED, now, **seen), answer, AttemptState.CONFIRMED)


async def confirm_absent(
    app: App, scope: WorkspaceId, person: PersonId, publication_id: str, *, platform: str = ""
) -> Publication:
    """A person has looked, and it is not there: it is sent again, as a new attempt."""
    old, now = await _doubtful(app, scope, publication_id)
    again = step(old, State.SCHEDULED, now, wake_at=now, tries=0, error=None, detail=None)
    answer = _Answer(person, platform, ActionKind.CONFIRMED_ABSENT)
    return await _save(app, old, again, answer, AttemptState.ABSENT)


async def look_again(
    app: App, scope: WorkspaceId, person: PersonId, publication_id: str, *, platform: str = ""
) -> Publication:
    """The network is asked once more, at once; where that tells nothing, so is the person."""
    old, now = await _doubtful(app, scope, publication_id)
    return await _save(app, old, _looking(old, now), _Answer(person, platform, ActionKind.RETRIED, "look again"))


async def retry(
    app: App, scope: WorkspaceId, person: PersonId, post_id: str, *, platform: str = ""
) -> list[Publication]:
    """What failed of the post and is still approved is sent now. Raises `Missing`, `Decided` where nothing is."""
    now = app.clock.now()
    async with app.together() as inside:
        await inside.store.get(scope, Post, post_id)
        known = await inside.store.find(scope, Publication, post_id=post_id)
        again = [old for old in known if old.state is State.FAILED and old.approved_hash is not None]
        if not again:
            raise Decided(state_of(known))
        answer = _Answer(person, platform, ActionKind.RETRIED)
        return [await _save(inside, old, _at_once(old, now), answer) for old in again]


def _at_once(publication: Publication, now: datetime) -> Publication:
    zone = publication.zone or "UTC"
    return timed(publication, now, now.astimezone(ZoneInfo(zone)).replace(tzinfo=None), zone, now)


def _looking(publication: Publication, now: datetime) -> Publication:
    """Looked up at once, and once."""
    return step(publication, State.SENDING, now, wake_at=now, looks=len(LOOKS) - 1)


@dataclass(frozen=True, slots=True)
class _Answer:
    """Who said what, and where."""

    person: PersonId
    platform: str
    kind: ActionKind
    note: str = ""
    seen: str = ""
    """The step that a person has seen the effect of; what it is called there nobody knows."""


async def _doubtful(app: App, scope: WorkspaceId, publication_id: str) -> tuple[Publication, datetime]:
    publication = await app.store.get(scope, Publication, publication_id)
    if publication.state is not State.UNCONFIRMED:
        raise Decided(publication.state)
    return publication, app.clock.now()


async def _save(
    app: App, old: Publication, new: Publication, answer: _Answer, attempt: AttemptState | None = None
) -> Publication:
    scope, now = old.workspace_id, app.clock.now()
    about = {"platform": answer.platform, "note": answer.note, **posts.about(old)}
    action = acted(scope, answer.person, answer.kind, now, **about)
    async with app.together() as inside:
        saved = await inside.store.change(scope, old, new)
        await inside.store.add(scope, action)
        for tried in await inside.store.find(scope, Attempt, publication_id=old.id, number=old.attempt):
            if attempt is not None:
                steps = tuple(replace(one, ref=SEEN) if one.name == answer.seen else one for one in tried.steps)
                await inside.store.change(scope, tried, replace(tried, state=attempt, finished_at=now, steps=steps))
        await inside.store.enqueue(scope, *told([saved], now))
    return saved

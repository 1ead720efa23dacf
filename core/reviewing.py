"""Who says yes: sent for review, approved as it was seen, sent back or turned down; and what waits for whom."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from core import posts
from core.app import App
from core.checks import clean
from core.differences import Part
from core.differences import difference as difference_of
from core.drafting.doing import Doing, doing, save
from core.drafting.drafts import Draft, chosen, consent, current, must_be_seen, must_fit
from core.drafting.versions import position
from core.errors import Denied, Invalid
from core.model import (
    Action,
    ActionKind,
    ConnectionId,
    PersonId,
    Post,
    PostId,
    Publication,
    Role,
    State,
    Version,
    Workspace,
    WorkspaceId,
)
from core.roles import Right, may, require
from core.telling import notify

NOTE_MOST = 2000
"""The longest note to an author, in characters."""
UNASKED = frozenset({State.DRAFT, State.CHANGES_REQUESTED, State.FAILED, State.MISSED})
"""What may be sent for review, as long as it is not approved."""
ASKED = posts.FOR_REVIEW | {State.CHANGES_REQUESTED}
"""What an approver may decide."""
STUCK = frozenset({State.HELD, State.MISSED, State.FAILED, State.UNCONFIRMED})
ORDER = {kind: place for place, kind in enumerate(ActionKind)}


async def submit(  # noqa: PLR0913 - who does what, where; the last two by name
    app: App,
    scope: WorkspaceId,
    person: PersonId,
    post_id: PostId,
    *,
    version: int | None = None,
    platform: str = "",
) -> Post:
    """Asks for an approval of what is not approved yet. Raises `Invalid` and `Decided`."""
    async with doing(app, scope, person, platform=platform, post_id=post_id) as act:
        draft = await _seen(act, post_id, version)
        text = chosen(draft, "submit-no-text")
        asking = [p for p in draft.among(UNASKED) if p.approved_hash is None] or draft.among(())
        must_fit(draft, asking, "submit-problems")
        action = act.action(ActionKind.SUBMITTED, post_id, version=text.number)
        await save(act, post_id, [action], [(p, posts.submitted(p, text, act.now)) for p in asking])
        await notify(act.app, scope, "review", f"{post_id}:{text.number}")
        return draft.post


async def approve(  # noqa: PLR0913 - who does what, where; the last two by name
    app: App,
    scope: WorkspaceId,
    person: PersonId,
    post_id: PostId,
    version: int,
    *,
    role: Role,
    platform: str = "",
) -> Post:
    """Lets out exactly the version that was seen, at its time where that is ahead. Raises `Invalid` and `Decided`."""
    require(role, Right.APPROVE)
    async with doing(app, scope, person, platform=platform, post_id=post_id) as act:
        draft = await _seen(act, post_id, version)
        asked = draft.among(ASKED)
        must_fit(draft, asked, "approve-problems")
        if draft.workspace.not_own and person in await _writers(act, draft):
            raise Invalid("approve-own")
        steps = await _consented(act, draft, asked)
        late = any(old.due_at and not new.due_at for old, new in steps)
        await notify(act.app, scope, "held_approved" if late else "approved", f"{post_id}:{version}")
        return draft.post


async def approve_as_author(
    app: App, scope: WorkspaceId, person: PersonId, post_id: PostId, *, platform: str = ""
) -> Post:
    """Lets the post out by its author's own act. Raises `Denied` where somebody else must approve."""
    async with doing(app, scope, person, platform=platform, post_id=post_id) as act:
        draft = await current(act.app, scope, post_id)
        if posts.must_be_approved(draft.workspace):
            raise Denied(Right.APPROVE)
        chosen(draft, "submit-no-text")
        unapproved = [p for p in draft.among(UNASKED | ASKED) if p.approved_hash is None] or draft.among(())
        must_fit(draft, unapproved, "submit-problems")
        await _consented(act, draft, unapproved)
        return draft.post


async def _consented(
    act: Doing, draft: Draft, publications: Sequence[Publication]
) -> list[tuple[Publication, Publication]]:
    # The post's row too, which every edit changes: where both happen at once, one of them is done on what is new.
    await act.app.store.change(act.scope, draft.post, replace(draft.post, updated_at=act.now))
    said = [(publication, *consent(act, draft, publication)) for publication in publications]
    steps = [(old, new) for old, _, new in said]
    await save(act, draft.post.id, [action for _, action, _ in said], steps)
    return steps


async def _seen(act: Doing, post_id: PostId, version: int | None) -> Draft:
    """The post, where it still is what the person saw. Raises `Invalid`."""
    draft = await current(act.app, act.scope, post_id)
    must_be_seen(draft, version)
    return draft


async def _writers(act: Doing, draft: Draft) -> set[PersonId]:
    """Everybody whose work is in the current content: of undone versions, nobody's."""
    versions = {v.number: v for v in await act.app.store.find(act.scope, Version, post_id=draft.post.id)}
    people = {draft.post.author_id, versions[draft.post.version].by}
    number = position(versions, draft.post.version)
    while number:
        people.add(versions[number].by)
        number = position(versions, number - 1)
    return people


async def request_changes(  # noqa: PLR0913 - who does what, where; the last two by name
    app: App, scope: WorkspaceId, person: PersonId, post_id: PostId, version: int, *, note: str, platform: str = ""
) -> Post:
    """Sends the post back to its author, with what should change. Raises `Invalid` and `Decided`."""
    if not clean(note):
        raise Invalid("note-empty")
    async with doing(app, scope, person, platform=platform, post_id=post_id) as act:
        answer = _Answer(post_id, version, _note(note))
        return await _answered(act, answer, ActionKind.CHANGES_REQUESTED)


async def reject(  # noqa: PLR0913 - who does what, where; the last two by name
    app: App, scope: WorkspaceId, person: PersonId, post_id: PostId, version: int, *, note: str = "", platform: str = ""
) -> Post:
    """Turns the post down. Raises `Invalid` and `Decided`."""
    async with doing(app, scope, person, platform=platform, post_id=post_id) as act:
        answer = _Answer(post_id, version, _note(note))
        return await _answered(act, answer, ActionKind.REJECTED)


@dataclass(frozen=True, slots=True)
class _Answer:
    """An approver's words about the version they saw."""

    post_id: PostId
    version: int
    note: str


def _note(words: str) -> str:
    note = clean(words)
    if len(note) > NOTE_MOST:
        raise Invalid("note-too-long", most=NOTE_MOST, length=len(note))
    return note


async def _answered(act: Doing, answer: _Answer, kind: ActionKind) -> Post:
    draft = await _seen(act, answer.post_id, answer.version)
    if kind is ActionKind.REJECTED:
        steps = [(p, posts.rejected(p, act.now)) for p in draft.among(ASKED)]
    else:
        steps = [(p, posts.sent_back(p, act.now)) for p in draft.among(posts.FOR_REVIEW)]
    action = act.action(kind, answer.post_id, version=answer.version, note=answer.note)
    await save(act, answer.post_id, [action], steps)
    await notify(act.app, act.scope, kind.value, f"{answer.post_id}:{answer.version}")
    return draft.post


async def history(app: App, scope: WorkspaceId, post_id: PostId) -> list[Action]:
    """All that was done with the post, in order."""
    actions = await app.store.find(scope, Action, post_id=post_id)
    # Of one act, what was done comes before what that led to: their moments are the same.
    return sorted(actions, key=lambda action: (action.at, action.id[:12], ORDER[action.kind]))


async def difference(
    app: App, scope: WorkspaceId, post_id: PostId, *, connection_id: ConnectionId | None = None
) -> tuple[Part, ...]:
    """What changed since the last approval, word by word; empty where nothing was ever approved, or nothing changed."""
    draft = await current(app, scope, post_id)
    approved = [a for a in await history(app, scope, post_id) if a.kind is ActionKind.APPROVED]
    if draft.version is None or not approved:
        return ()
    before = await app.store.find(scope, Version, post_id=post_id, number=approved[-1].version)
    pairs = [(before[0].text, draft.version.text)] if connection_id is None else []
    for id, connection in draft.connections.items():
        if connection_id in {None, id}:
            pairs.append((posts.content(before[0], connection).text, draft.contents[id].text))
    old, new = next((pair for pair in pairs if pair[0] != pair[1]), ("", ""))
    return difference_of(old, new)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pictured:
    """What became of a post's pictures: the places of those that are new or described otherwise, how many are out."""

    new: tuple[int, ...] = ()
    described: tuple[int, ...] = ()
    out: int = 0

    def __bool__(self) -> bool:
        return bool(self.new or self.described or self.out)


async def pictured(app: App, scope: WorkspaceId, draft: Draft) -> Pictured:
    """What changed in the pictures since the last approval, or where there was none, since it was sent for review."""
    actions = await history(app, scope, draft.post.id)
    known = [a for kind in (ActionKind.SUBMITTED, ActionKind.APPROVED) for a in actions if a.kind is kind]
    if draft.version is None or not known:
        return Pictured()
    before = await app.store.find(scope, Version, post_id=draft.post.id, number=known[-1].version)
    had = {one.key: one.alt for version in before for one in version.media}
    now = list(enumerate(draft.version.media, 1))
    return Pictured(
        new=tuple(at for at, one in now if one.key not in had),
        described=tuple(at for at, one in now if had.get(one.key, one.alt) != one.alt),
        out=len(had.keys() - {one.key for _, one in now}),
    )


async def waiting(app: App, scope: WorkspaceId, person: PersonId, role: Role) -> list[Post]:
    """The posts that wait for this person, most pressing first, then in the order they came to wait."""
    if not may(role, Right.WRITE):
        return []
    workspace = await app.store.get(scope, Workspace, scope)
    concerned = await app.store.find(scope, Publication, state=ASKED | STUCK)
    found = {p.id: p for p in await app.store.find(scope, Post, id={one.post_id for one in concerned})}
    places: dict[PostId, tuple[int, datetime]] = {}
    for one in concerned:
        place = posts.URGENCY.index(one.state), one.updated_at
        if _waits(one, role, workspace, own=found[one.post_id].author_id == person):
            places[one.post_id] = min(place, places.get(one.post_id, place))
    return [found[id] for id in sorted(places, key=places.__getitem__)]


def _waits(publication: Publication, role: Role, workspace: Workspace, *, own: bool) -> bool:
    decides = may(role, Right.APPROVE) and not (own and workspace.not_own)
    if publication.state is State.CHANGES_REQUESTED:
        return own
    if publication.state is State.IN_REVIEW:
        return decides
    return own or decides

"""What a post says, from version to version: a variant chosen, a text edited, taken back; and what that voids."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from core import posts
from core.app import App
from core.checks import clean
from core.drafting.doing import Doing, Step, doing, save
from core.drafting.drafts import Draft, chosen, consent, current, must_fit, with_version, withdrawn
from core.errors import Invalid
from core.model import (
    Action,
    ActionKind,
    ConnectionId,
    Origin,
    PersonId,
    Post,
    PostId,
    Publication,
    State,
    Target,
    Version,
    WorkspaceId,
    Writing,
    new_id,
)
from core.ports import Task
from core.telling import notify

TEXT_MOST = 20_000
"""The longest text, in characters: more than any network takes."""


async def choose(  # noqa: PLR0913 - who does what, where; the last by name
    app: App, scope: WorkspaceId, person: PersonId, writing_id: str, index: int, *, platform: str = ""
) -> Post:
    """The post says what the writer offered. Raises `Invalid`, `Decided` and `Stale`."""
    async with app.together() as joined:
        writing = await joined.store.get(scope, Writing, writing_id)
        if not 0 <= index < len(writing.variants):
            raise Invalid("variant-gone")
        async with doing(joined, scope, person, platform=platform, post_id=writing.post_id) as act:
            draft = await current(act.app, scope, writing.post_id)
            _must_be_about(draft, writing)
            origin = Origin.OUTLINE if writing.writer == app.fallback.name else Origin.AI
            text = writing.variants[index].text
            await act.app.store.change(scope, writing, replace(writing, chosen=index))
            return await _said(act, draft, Saying(text, origin, writing.connection_id))


def _must_be_about(draft: Draft, writing: Writing) -> None:
    """Refuses a text made from one that somebody has changed since: it would undo their work unseen."""
    if writing.task == Task.VARIANTS:
        return
    known = {writing.base, *(variant.text for variant in writing.variants)}
    if _text(draft, writing.connection_id) not in known:
        raise Invalid("variant-outdated")


def _text(draft: Draft, connection_id: ConnectionId | None) -> str:
    if draft.version is None:
        return ""
    return draft.version.text if connection_id is None else draft.contents[connection_id].text


async def edit(  # noqa: PLR0913 - who does what, where; the last two by name
    app: App,
    scope: WorkspaceId,
    person: PersonId,
    post_id: PostId,
    text: str,
    *,
    connection_id: ConnectionId | None = None,
    platform: str = "",
) -> Post:
    """The post says this, everywhere or for one connection. Raises `Invalid`, `Decided` and `Stale`."""
    words = clean(text)
    if not words:
        raise Invalid("text-empty")
    if len(words) > TEXT_MOST:
        raise Invalid("text-too-long", most=TEXT_MOST, length=len(words))
    async with doing(app, scope, person, platform=platform, post_id=post_id) as act:
        draft = await current(act.app, scope, post_id)
        return await _said(act, draft, Saying(words, Origin.HUMAN, connection_id))


@dataclass(frozen=True, slots=True)
class Saying:
    """New words, whose they are, and the one connection they are for."""

    text: str
    origin: Origin
    connection_id: ConnectionId | None


async def _said(act: Doing, draft: Draft, saying: Saying) -> Post:
    if _text(draft, saying.connection_id) == saying.text:
        return draft.post
    old = draft.version
    version = Version(
        id=new_id(),
        workspace_id=act.scope,
        post_id=draft.post.id,
        number=draft.post.version + 1,
        text=saying.text if saying.connection_id is None else chosen(draft, "edit-no-text").text,
        by=act.person,
        origin=saying.origin,
        created_at=act.now,
        media=old.media if old else (),
        targets=_targets(draft, saying),
    )
    return await renewed(act, draft, version, ActionKind.EDITED)


def _targets(draft: Draft, saying: Saying) -> Mapping[ConnectionId, Target]:
    if draft.version is None or saying.connection_id is None:
        return draft.version.targets if draft.version else {}
    draft.of(saying.connection_id)
    own = None if saying.text == draft.version.text else saying.text
    target = replace(draft.version.targets.get(saying.connection_id, Target()), text=own)
    return {**draft.version.targets, saying.connection_id: target}


async def undo(app: App, scope: WorkspaceId, person: PersonId, post_id: PostId, *, platform: str = "") -> Post:
    """The post says again what it said before its last change; again, what it said before that. Raises `Invalid`."""
    async with doing(app, scope, person, platform=platform, post_id=post_id) as act:
        draft = await current(act.app, scope, post_id)
        versions = {v.number: v for v in await act.app.store.find(scope, Version, post_id=post_id)}
        undone = position(versions, draft.post.version)
        if undone <= 1:
            raise Invalid("undo-nothing")
        version = replace(
            versions[undone - 1],
            id=new_id(),
            number=draft.post.version + 1,
            by=person,
            created_at=act.now,
            undoes=undone,
        )
        return await renewed(act, draft, version, ActionKind.UNDONE)


def position(versions: Mapping[int, Version], number: int) -> int:
    """The number of the version that first said what this one says, followed back through undone changes; 0: none."""
    while number and (undoes := versions[number].undoes) is not None:
        number = undoes - 1
    return number


async def renewed(act: Doing, draft: Draft, version: Version, kind: ActionKind) -> Post:
    """Makes this the post's version, and its publications what that leads to. Decides all before it writes anything."""
    fresh = with_version(act.app, draft, version)
    steps = [(p, _edited(act, p, draft, fresh)) for p in draft.publications]
    voided = [old for old, new in steps if old.approved_hash and not new.approved_hash]
    actions = [act.action(kind, draft.post.id, version=version.number), *(withdrawn(act, p) for p in voided)]
    reviewed = posts.must_be_approved(draft.workspace)
    if voided and not reviewed:
        must_fit(fresh, voided, "edit-problems")
        steps, consents = _agreed(act, fresh, steps)
        actions += consents
    post = replace(draft.post, version=version.number, updated_at=act.now)
    saved = await act.app.store.change(act.scope, draft.post, post)
    await act.app.store.add(act.scope, version)
    await save(act, draft.post.id, actions, steps)
    if voided and reviewed:
        await notify(act.app, act.scope, "review", f"{draft.post.id}:{version.number}")
    return saved


def _edited(act: Doing, publication: Publication, draft: Draft, fresh: Draft) -> Publication:
    """What the new version makes of a publication; one on its way that says the same in both goes on undisturbed."""
    id = publication.connection_id
    on_its_way = publication.state in posts.IN_FLIGHT | {State.UNCONFIRMED}
    if on_its_way and draft.hashes.get(id) == fresh.hashes[id]:
        return publication
    return posts.edited(publication, fresh.hashes[id], fresh.post.version + 1, act.now)


def _agreed(act: Doing, fresh: Draft, steps: list[Step]) -> tuple[list[Step], list[Action]]:
    """Where nobody else must approve, the person's own change is their yes to what was let out before."""
    agreed: list[Step] = []
    consents: list[Action] = []
    for old, new in steps:
        if old.approved_hash and not new.approved_hash:
            action, let_out = consent(act, fresh, new)
            consents.append(action)
            agreed.append((old, posts.kept_on(old, let_out, act.now)))
        else:
            agreed.append((old, new))
    return agreed, consents

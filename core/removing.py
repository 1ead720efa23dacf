"""What is out already: taken down there, or its words changed there, because a person says so, and told when it fails.

Both are asked of the network by a job, with the token lent for that person's act. Both may be repeated: what is gone is
gone, and words that are these already are these. So an answer that was lost is no doubt, only a reason to ask again.
"""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime

from core import drafting, lending, limits, losing, posts
from core.app import App
from core.checks import clean
from core.errors import (
    Decided,
    Invalid,
    Missing,
    NetworkError,
    Stale,
    Unavailable,
)
from core.model import (
    Action,
    ActionId,
    ActionKind,
    Connection,
    ConnectionState,
    Content,
    PersonId,
    Publication,
    Published,
    State,
    Version,
    Workspace,
    WorkspaceId,
    acted,
)
from core.ports import Credential, Network, Purpose, Wanted
from core.telling import changed, job, notify

S = State


async def take_down(
    app: App, scope: WorkspaceId, person: PersonId, publication_id: str, *, platform: str = ""
) -> Publication:
    """It is being taken down there. Raises `Missing`, `Decided`, `Invalid` and `Stale`, as `amend` does."""
    async with app.together() as inside:
        old, network, _ = await _out(inside, scope, publication_id)
        if network.delete is None:
            raise Invalid("there-cannot")
        going = posts.step(old, S.REMOVING, app.clock.now(), error=None, detail=None)
        saved = await inside.store.change(scope, old, going)
        await _ask(inside, saved, _act(app, saved, person, ActionKind.TAKEN_DOWN, platform), "remove")
        return saved


async def amend(  # noqa: PLR0913 - who does what, where; the last by name
    app: App, scope: WorkspaceId, person: PersonId, publication_id: str, text: str, *, platform: str = ""
) -> Publication:
    """These are to be its words there; they are kept as a version of the post first."""
    words = clean(text)
    async with app.together() as inside:
        old, network, account = await _out(inside, scope, publication_id)
        if network.edit is None:
            raise Invalid("there-cannot")
        if must_be_anothers(await inside.store.get(scope, Workspace, scope)):
            raise Invalid("approve-own")
        await drafting.edit(
            inside, scope, person, old.post_id, words, connection_id=old.connection_id, platform=platform
        )
        draft = await drafting.current(inside, scope, old.post_id)
        content, _ = await _as_there(inside, old, account, draft.post.version)
        if limits.problems(content, limits.of(network.limits, account)):
            raise Invalid("there-problems", account=account.title)
        saved = await inside.store.change(scope, old, replace(old, error=None, detail=None))
        action = replace(
            _act(app, saved, person, ActionKind.AMENDED, platform),
            version=draft.post.version,
            hash=posts.content_hash(content),
        )
        await _ask(inside, saved, action, "amend")
        return saved


def must_be_anothers(workspace: Workspace) -> bool:
    """Whether words that go out need somebody's yes who did not write them: then nobody sends their own there."""
    return posts.must_be_approved(workspace) and workspace.not_own


def may_be_reached(publication: Publication, network: Network | None) -> bool:
    """Whether we know which post it is there."""
    return publication.state is S.PUBLISHED and bool(publication.remote_id) and network is not None


async def _out(app: App, scope: WorkspaceId, publication_id: str) -> tuple[Publication, Network, Connection]:
    publication = await app.store.get(scope, Publication, publication_id)
    network = app.networks.get(publication.network)
    if publication.state is not S.PUBLISHED:
        raise Decided(publication.state)
    if network is None or not may_be_reached(publication, network):
        raise Invalid("there-unknown")
    account = await app.store.get(scope, Connection, publication.connection_id)
    if account.state is not ConnectionState.ACTIVE:
        raise Invalid("there-not-connected", account=account.title)
    return publication, network, account


def _act(app: App, publication: Publication, person: PersonId, kind: ActionKind, platform: str) -> Action:
    return acted(publication.workspace_id, person, kind, app.clock.now(), platform=platform, **posts.about(publication))


async def _ask(app: App, publication: Publication, action: Action, kind: str) -> None:
    scope = publication.workspace_id
    await app.store.add(scope, action)
    await app.store.enqueue(scope, job(kind, f"{publication.id}:{action.id}", scope, app.clock.now()))
    await changed(app, scope, publication.post_id)


# -- the jobs ----------------------------------------------------------------------------------------------------------


async def remove(app: App, scope: WorkspaceId, key: str, *, last: bool = False) -> None:
    """Takes it down. `key`: the publication and the act. Raises what passes, to be tried again, unless `last`."""
    publication = await app.store.get(scope, Publication, key.partition(":")[0])
    if publication.state is not S.REMOVING:
        return

    async def doing(network: Network, credential: Credential, account: Connection) -> Publication:
        if network.delete is not None:
            await network.delete(app.api, credential, account, publication.remote_id or "")
        return posts.step(publication, S.REMOVED, app.clock.now())

    await _do(app, publication, key, doing, last=last)


async def rewrite(app: App, scope: WorkspaceId, key: str, *, last: bool = False) -> None:
    """Changes its words; only to the newest that were asked for."""
    publication = await app.store.get(scope, Publication, key.partition(":")[0])
    action = await _newest(app, publication)
    if publication.state is not S.PUBLISHED or action is None or action.id != key.partition(":")[2]:
        return

    async def doing(network: Network, credential: Credential, account: Connection) -> Publication:
        content, version = await _as_there(app, publication, account, action.version or 0)
        if network.edit is None or posts.content_hash(content) != action.hash:
            raise Missing("what was to be sent")
        told: Published = await network.edit(app.api, credential, content, publication.remote_id or "")
        return replace(_amended(publication, told, action, app.clock.now()), version=version)

    await _do(app, publication, key, doing, last=last)
    newest = await _newest(app, publication)
    if newest is not None and newest.id != action.id:
        # They may have been there first, and these have taken their place.
        again = job("amend", f"{publication.id}:{newest.id}", scope, app.clock.now())
        await app.store.enqueue(scope, again)


async def _newest(app: App, publication: Publication) -> Action | None:
    """The last time that somebody asked for other words there."""
    about = {"publication_id": publication.id, "kind": ActionKind.AMENDED}
    found = await app.store.find(publication.workspace_id, Action, order="-id", limit=1, **about)
    return found[0] if found else None


async def give_up(app: App, scope: WorkspaceId, key: str) -> None:
    """A fault of ours keeps the network from being asked for what this act of a person wants: they are told."""
    publication_id, _, action_id = key.partition(":")
    publication = await app.store.get(scope, Publication, publication_id)
    wanted, newest = await app.store.get(scope, Action, action_id), await _newest(app, publication)
    if wanted.kind is ActionKind.TAKEN_DOWN:
        waits = publication.state is S.REMOVING
    else:
        waits = publication.state is S.PUBLISHED and wanted == newest and publication.approval_id != wanted.id
    if waits:
        await _tell(app, publication, key, Unavailable(), app.clock.now())


async def _as_there(app: App, publication: Publication, account: Connection, number: int) -> tuple[Content, int]:
    """The words of this version, with what else is there, whatever the post shows by now; and the version it is then.

    Raises `Missing`.
    """
    wanted = {publication.version, number}
    versions = await app.store.find(publication.workspace_id, Version, post_id=publication.post_id, number=wanted)
    if len(versions) != len(wanted):
        raise Missing("what was to be sent")
    contents = {version.number: posts.content(version, account) for version in versions}
    content = replace(contents[publication.version], text=contents[number].text)
    return content, number if content == contents[number] else publication.version


def _amended(publication: Publication, told: Published, action: Action, now: datetime) -> Publication:
    return replace(
        publication,
        remote_id=told.id,
        url=told.url or publication.url,
        approved_hash=action.hash,
        approval_id=action.id,
        updated_at=now,
        error=None,
        detail=None,
    )


Doing = Callable[[Network, Credential, Connection], Awaitable[Publication]]


async def _do(app: App, publication: Publication, key: str, doing: Doing, *, last: bool) -> None:
    """Asks the network outside of any transaction; what it says is kept and told."""
    began = app.clock.now()
    try:
        await _keep(app, publication, await _within_vault(app, publication, key.partition(":")[2], doing))
    except losing.TRANSIENT as error:
        if not last:
            raise
        await _tell(app, publication, key, error, began)
    except NetworkError as error:
        await _tell(app, publication, key, error, began)


async def _tell(app: App, publication: Publication, key: str, error: NetworkError, began: datetime) -> None:
    """It is still there, as it was; who asked is told why. `began`: when the network was asked."""
    name, detail = type(error).__name__, error.detail or None
    out = replace(publication, state=S.PUBLISHED, updated_at=app.clock.now(), error=name, detail=detail)
    async with app.together() as inside:
        if await _keep(inside, publication, out):
            await notify(inside, publication.workspace_id, "still_there", key)
            await losing.lose_where_rejected(inside, publication.connection_id, error, began)


async def _keep(app: App, old: Publication, new: Publication) -> bool:
    """Whether nobody asked for something else meanwhile."""
    try:
        async with app.together() as inside:
            await inside.store.change(old.workspace_id, old, new)
            await changed(inside, old.workspace_id, old.post_id)
    except Stale:
        return False
    return True


async def _within_vault(app: App, publication: Publication, action: str, doing: Doing) -> Publication:
    account = await app.store.get(publication.workspace_id, Connection, publication.connection_id)
    network = app.networks.get(publication.network)
    if network is None:
        raise Unavailable("this network is switched off")
    wanted = Wanted(
        connection=account,
        purpose=Purpose.PUBLISH,
        action=ActionId(action),
        subject=f"publication:{publication.id}",
    )
    return await lending.used(app, wanted, lambda credential: doing(network, credential, account))

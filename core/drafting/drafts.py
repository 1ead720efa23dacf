"""A post with all that is decided about it, loaded at once: what screens draw and use-cases decide from."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace

from core import limits, posts
from core.app import App
from core.drafting.doing import Doing
from core.errors import Decided, Invalid, Missing
from core.limits import Problem
from core.model import (
    Action,
    ActionKind,
    Connection,
    ConnectionId,
    ConnectionState,
    Content,
    Post,
    PostId,
    Publication,
    State,
    Version,
    Workspace,
    WorkspaceId,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A post in one version: what each connection would publish, the hash of that, and what does not fit there."""

    post: Post
    workspace: Workspace
    publications: tuple[Publication, ...]
    connections: Mapping[ConnectionId, Connection]
    version: Version | None = None
    """None: no text was chosen yet."""
    contents: Mapping[ConnectionId, Content] = field(default_factory=dict)
    hashes: Mapping[ConnectionId, str] = field(default_factory=dict)
    problems: Mapping[ConnectionId, tuple[Problem, ...]] = field(default_factory=dict)

    @property
    def state(self) -> State:
        """The post's own state."""
        return posts.state_of(self.publications)

    @property
    def meant(self) -> tuple[Publication, ...]:
        """The publications that are to go out or went: without the accounts that were left out, if any was not."""
        kept = tuple(one for one in self.publications if one.state is not State.CANCELLED)
        return kept or self.publications

    def of(self, connection_id: ConnectionId) -> Publication:
        """The publication for this connection. Raises `Missing`."""
        for publication in self.publications:
            if publication.connection_id == connection_id:
                return publication
        raise Missing(f"no publication for connection {connection_id}")

    def among(self, states: Collection[State], connection_id: ConnectionId | None = None) -> list[Publication]:
        """The publications in one of these states, of all connections or one. Raises `Decided` where there are none."""
        wanted = self.publications if connection_id is None else (self.of(connection_id),)
        found = [publication for publication in wanted if publication.state in states]
        if not found:
            raise Decided(posts.state_of(wanted))
        return found


async def current(app: App, scope: WorkspaceId, post_id: PostId) -> Draft:
    """The post as it is now, in five reads. Raises `Missing`."""
    store = app.store
    post = await store.get(scope, Post, post_id)
    publications = await store.find(scope, Publication, post_id=post_id)
    connections = await store.find(scope, Connection, id=[p.connection_id for p in publications])
    draft = Draft(
        post=post,
        workspace=await store.get(scope, Workspace, scope),
        publications=tuple(publications),
        connections={connection.id: connection for connection in connections},
    )
    versions = await store.find(scope, Version, post_id=post_id, number=post.version) if post.version else []
    return with_version(app, draft, versions[0]) if versions else draft


def with_version(app: App, draft: Draft, version: Version) -> Draft:
    """The draft as it would be in this version."""
    contents = {id: posts.content(version, connection) for id, connection in draft.connections.items()}
    return replace(
        draft,
        version=version,
        contents=contents,
        hashes={id: posts.content_hash(content) for id, content in contents.items()},
        problems={id: _problems(app, draft.connections[id], content) for id, content in contents.items()},
    )


def _problems(app: App, connection: Connection, content: Content) -> tuple[Problem, ...]:
    if connection.state is ConnectionState.REMOVED:
        return (("connection-removed", {}),)
    if (network := app.networks.get(connection.network)) is None:
        return (("network-off", {}),)
    return limits.problems(content, limits.of(network.limits, connection))


def chosen(draft: Draft, reason: str) -> Version:
    """The version there is. Raises `Invalid(reason)` where no text was chosen yet."""
    if draft.version is None:
        raise Invalid(reason)
    return draft.version


def must_be_seen(draft: Draft, version: int | None) -> None:
    """Raises `Invalid` where the post has moved on from the version that the person saw (None: whatever there is)."""
    if version is not None and draft.post.version != version:
        raise Invalid("approve-newer", seen=version, now=draft.post.version)


def must_fit(draft: Draft, publications: Iterable[Publication], reason: str) -> None:
    """Raises `Invalid(reason)` with the accounts where this content cannot be published."""
    barred = [draft.connections[p.connection_id].title for p in publications if draft.problems[p.connection_id]]
    if barred:
        raise Invalid(reason, accounts=", ".join(barred), count=len(barred))


def consent(act: Doing, draft: Draft, publication: Publication) -> tuple[Action, Publication]:
    """The person's yes to what this publication now says, and the publication let out by it."""
    hash = draft.hashes[publication.connection_id]
    action = act.action(
        ActionKind.APPROVED,
        draft.post.id,
        publication_id=publication.id,
        connection_id=publication.connection_id,
        version=draft.post.version if draft.version is None else draft.version.number,
        hash=hash,
    )
    return action, posts.approved(publication, hash, action, act.now)


def withdrawn(act: Doing, publication: Publication) -> Action:
    """That what the person does now voids this publication's approval."""
    return act.action(
        ActionKind.VOIDED,
        publication.post_id,
        publication_id=publication.id,
        connection_id=publication.connection_id,
        version=publication.version,
        hash=publication.approved_hash,
    )

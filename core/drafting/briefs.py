"""A post's beginning: a brief that holds words, and one publication for every account it may go to."""

from collections.abc import Sequence
from dataclasses import replace

from core import posts
from core.app import App
from core.checks import clean
from core.drafting.doing import Doing, doing, save
from core.drafting.media import together
from core.errors import Invalid
from core.model import (
    ActionKind,
    Connection,
    ConnectionId,
    ConnectionState,
    File,
    Media,
    Origin,
    PersonId,
    Post,
    PostId,
    Publication,
    PublicationId,
    Version,
    Workspace,
    WorkspaceId,
    new_id,
)

BRIEF_MOST = 4000
"""The longest brief, in characters: about what a chat lets somebody say in one message."""


def brief_of(words: str) -> str:
    """The brief in what a person sent. Raises `Invalid` where it is empty, has no words, or is too long."""
    brief = clean(words)
    if not brief:
        raise Invalid("brief-empty")
    if not any(character.isalnum() for character in brief):
        raise Invalid("brief-no-words")
    if len(brief) > BRIEF_MOST:
        raise Invalid("brief-too-long", most=BRIEF_MOST, length=len(brief))
    return brief


async def start(  # noqa: PLR0913 - who does what, where; the last three by name
    app: App,
    scope: WorkspaceId,
    person: PersonId,
    brief: str,
    *,
    files: Sequence[File] = (),
    note: str = "",
    platform: str = "",
) -> Post:
    """A new post, for every account that can be used; with pictures it may still be without words. Raises `Invalid`.

    `note` is for the post's history: where the brief comes from.
    """
    words, media, post_id = "" if files and not brief else brief_of(brief), together((), files), PostId(new_id())
    async with doing(app, scope, person, platform=platform, post_id=post_id) as act:
        workspace = await act.app.store.get(scope, Workspace, scope)
        accounts = await act.app.store.find(scope, Connection, state=ConnectionState.ACTIVE)
        post = Post(
            id=post_id,
            workspace_id=scope,
            author_id=person,
            brief=words,
            language=workspace.language,
            created_at=act.now,
            updated_at=act.now,
            version=1 if media else 0,
        )
        shown = [_shown(act, post, media)] if media else []
        await act.app.store.add(scope, post, *shown, *publications(act, post, accounts))
        await save(act, post_id, [act.action(ActionKind.CREATED, post_id, note=clean(note))], [])
    return post


def _shown(act: Doing, post: Post, media: tuple[Media, ...]) -> Version:
    return Version(
        id=new_id(),
        workspace_id=post.workspace_id,
        post_id=post.id,
        number=post.version,
        text="",
        by=post.author_id,
        origin=Origin.HUMAN,
        created_at=act.now,
        media=media,
    )


async def tell(  # noqa: PLR0913 - who does what, where; the last by name
    app: App, scope: WorkspaceId, person: PersonId, post_id: PostId, brief: str, *, platform: str = ""
) -> Post:
    """What a post is about that began with its pictures; one that says so already stays as it is. Raises `Invalid`."""
    words = brief_of(brief)
    async with doing(app, scope, person, platform=platform, post_id=post_id) as act:
        post = await act.app.store.get(scope, Post, post_id)
        if post.brief:
            return post
        saved = await act.app.store.change(scope, post, replace(post, brief=words, updated_at=act.now))
        await save(act, post_id, [], [])
    return saved


def publications(act: Doing, post: Post, accounts: Sequence[Connection]) -> list[Publication]:
    """The post's drafts for these accounts."""
    return [
        Publication(
            id=PublicationId(new_id()),
            workspace_id=post.workspace_id,
            post_id=post.id,
            connection_id=account.id,
            network=account.network,
            created_at=act.now,
            updated_at=act.now,
            version=post.version,
        )
        for account in accounts
    ]


async def include(  # noqa: PLR0913 - who does what, where; the last by name
    app: App,
    scope: WorkspaceId,
    person: PersonId,
    post_id: PostId,
    connection_id: ConnectionId,
    *,
    platform: str = "",
) -> None:
    """The post is for this account too: one connected later, or one left out before. Raises `Decided` and `Invalid`."""
    async with doing(app, scope, person, platform=platform, post_id=post_id) as act:
        post = await act.app.store.get(scope, Post, post_id)
        account = await act.app.store.get(scope, Connection, connection_id)
        if account.state is ConnectionState.REMOVED:
            raise Invalid("connection-removed")
        there = await act.app.store.find(scope, Publication, post_id=post_id, connection_id=connection_id)
        back = [(publication, posts.reopened(publication, act.now)) for publication in there]
        if not there:
            await act.app.store.add(scope, *publications(act, post, [account]))
        await save(act, post_id, [act.action(ActionKind.CREATED, post_id, connection_id=connection_id)], back)

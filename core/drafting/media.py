"""A post's pictures and videos: put in, taken out, described; each change is a new version, as one of the text is."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from core.app import App
from core.checks import clean
from core.drafting.doing import Doing, doing
from core.drafting.drafts import Draft, current
from core.drafting.versions import renewed
from core.errors import Invalid, Missing
from core.limits import SENTENCE_END
from core.model import (
    ActionKind,
    File,
    Media,
    Origin,
    PersonId,
    Post,
    PostId,
    Version,
    WorkspaceId,
    new_id,
)

MEDIA_MOST = 10
"""The most pictures and videos of a post: what an album in a chat holds."""
ALT_MOST = 1000
"""The longest description, in characters."""
SUGGESTED_MOST = 300


def medium(file: File) -> Media:
    """The file as a part of a version."""
    return Media(
        key=file.id,
        kind=file.kind,
        mime=file.mime,
        digest=file.digest,
        bytes=file.bytes,
        width=file.width,
        height=file.height,
        seconds=file.seconds,
    )


def media_of(draft: Draft) -> tuple[Media, ...]:
    """What is shown, in order."""
    return draft.version.media if draft.version is not None else ()


def together(had: tuple[Media, ...], files: Sequence[File]) -> tuple[Media, ...]:
    """What was there and what comes, each once. Raises `Invalid` where it is too much."""
    known = {one.key for one in had}
    media = (*had, *(medium(file) for file in dict.fromkeys(files) if file.id not in known))
    if len(media) > MEDIA_MOST:
        raise Invalid("media-too-many", most=MEDIA_MOST)
    return media


async def attach(  # noqa: PLR0913 - who does what, where; the last by name
    app: App, scope: WorkspaceId, person: PersonId, post_id: PostId, files: Sequence[File], *, platform: str = ""
) -> Post:
    """The post shows these, too, after what it shows already. Raises `Invalid` and `Decided`."""
    async with doing(app, scope, person, platform=platform, post_id=post_id) as act:
        draft = await current(act.app, scope, post_id)
        media = together(media_of(draft), files)
        return await _showing(act, draft, media)


async def detach(  # noqa: PLR0913 - who does what, where; the last by name
    app: App, scope: WorkspaceId, person: PersonId, post_id: PostId, key: str, *, platform: str = ""
) -> Post:
    """The post no longer shows this one; what it does not show needs nothing done. Raises `Invalid` and `Decided`."""
    async with doing(app, scope, person, platform=platform, post_id=post_id) as act:
        draft = await current(act.app, scope, post_id)
        return await _showing(act, draft, tuple(one for one in media_of(draft) if one.key != key))


async def describe(  # noqa: PLR0913 - who does what, where; the last by name
    app: App, scope: WorkspaceId, person: PersonId, post_id: PostId, alts: dict[str, str], *, platform: str = ""
) -> Post:
    """These (by key) are described so, for who cannot see them; "" takes a description away.

    Raises `Invalid`, `Decided`, and `Missing` for what the post does not show.
    """
    said = {key: _alt(words) for key, words in alts.items()}
    async with doing(app, scope, person, platform=platform, post_id=post_id) as act:
        draft = await current(act.app, scope, post_id)
        if gone := said.keys() - {one.key for one in media_of(draft)}:
            raise Missing(f"media {', '.join(gone)}")
        media = tuple(replace(one, alt=said.get(one.key, one.alt)) for one in media_of(draft))
        return await _showing(act, draft, media)


def _alt(words: str) -> str:
    alt = " ".join(clean(words).split())
    if len(alt) > ALT_MOST:
        raise Invalid("alt-too-long", most=ALT_MOST, length=len(alt))
    return alt


async def _showing(act: Doing, draft: Draft, media: tuple[Media, ...]) -> Post:
    if media == media_of(draft):
        return draft.post
    old = draft.version
    version = Version(
        id=new_id(),
        workspace_id=act.scope,
        post_id=draft.post.id,
        number=draft.post.version + 1,
        text=old.text if old else "",
        by=act.person,
        origin=old.origin if old else Origin.HUMAN,
        created_at=act.now,
        media=media,
        targets=old.targets if old else {},
    )
    return await renewed(act, draft, version, ActionKind.PICTURED)


def unsaid(draft: Draft) -> bool:
    """Whether there are only pictures so far, and nobody has said what the post is about."""
    return not draft.post.brief and draft.version is not None and not draft.version.text


def suggested(draft: Draft) -> str:
    """What a picture may show, as far as the post's own words tell: their first sentence."""
    words = draft.version.text if draft.version is not None and draft.version.text else draft.post.brief
    line = next((line.strip() for line in words.splitlines() if line.strip()), "")
    ended = SENTENCE_END.search(line)
    first = line[: ended.end()] if ended else line
    return "" if len(first) > SUGGESTED_MOST or "://" in first else first


async def wordless(app: App, draft: Draft) -> set[datetime]:
    """When versions came that changed no words: what was written before them still stands."""
    versions = await app.store.find(draft.post.workspace_id, Version, post_id=draft.post.id, order="number")
    said = [("", {}), *((one.text, one.targets) for one in versions)]
    return {one.created_at for one, before, now in zip(versions, said, said[1:], strict=False) if before == now}

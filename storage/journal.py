"""What the sandbox has published: the memory of a network, not of a workspace, though one database holds both."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import Select, Text, insert, select, type_coerce, update

from core.errors import Stale
from core.model import Media, new_id
from storage.database import Database
from storage.tables import sandbox_posts

c = sandbox_posts.c


@dataclass(frozen=True, slots=True, kw_only=True)
class SandboxPost:
    """A post as the sandbox keeps it. What is removed keeps its id, key and hash, and loses its content."""

    id: str
    account: str
    key: str
    hash: str
    text: str
    media: tuple[Media, ...]
    options: Mapping[str, str]
    created_at: datetime
    removed_at: datetime | None = None


COLUMNS = [c[field.name] for field in fields(SandboxPost)]


class Journal:
    """Posts by account; each (account, key) makes one post, ever."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(  # noqa: PLR0913 - the protocol's
        self,
        account: str,
        key: str,
        *,
        digest: str,
        text: str,
        media: tuple[Media, ...] = (),
        options: Mapping[str, str] | None = None,
        now: datetime,
    ) -> tuple[SandboxPost, bool]:
        """The post of this key, and whether it is new: its `hash` tells whether the key was used for the same."""
        post = SandboxPost(
            id=new_id(),
            account=account,
            key=key,
            hash=digest,
            text=text,
            media=media,
            options=options or {},
            created_at=now,
        )
        try:
            async with self._database.writing() as connection:
                await connection.execute(insert(sandbox_posts), _row(post))
        except Stale:
            (first,) = await self._posts(select(*COLUMNS).where(c.account == account, c.key == key))
            return first, False
        return post, True

    async def get(self, account: str, id: str) -> SandboxPost | None:
        """The post, if it is there and not removed."""
        found = await self._posts(_live(account).where(c.id == id))
        return found[0] if found else None

    async def newest(self, account: str, *, limit: int, key: str | None = None) -> list[SandboxPost]:
        """What is not removed, newest first; with a key, what it made."""
        posts = _live(account) if key is None else _live(account).where(c.key == key)
        return await self._posts(posts.order_by(c.created_at.desc(), c.id.desc()).limit(limit))

    async def shown(self, account: str, key: str) -> Media | None:
        """The picture or video with this key in what the account shows now."""
        posts = await self._posts(_live(account).where(type_coerce(c.media, Text).contains(key, autoescape=True)))
        return next((one for post in posts for one in post.media if one.key == key), None)

    async def remove(self, account: str, id: str, now: datetime) -> bool:
        """Whether it was there. Its key stays taken, so that a late repeat does not bring it back."""
        gone = update(sandbox_posts).where(c.account == account, c.id == id, c.removed_at.is_(None))
        async with self._database.writing() as connection:
            result = await connection.execute(gone.values(removed_at=now, text="", media=(), options={}))
        return result.rowcount == 1

    async def _posts(self, statement: Select[Any]) -> list[SandboxPost]:
        async with self._database.reading() as connection:
            return [SandboxPost(**row._mapping) for row in await connection.execute(statement)]


def _live(account: str) -> Select[Any]:
    return select(*COLUMNS).where(c.account == account, c.removed_at.is_(None))


def _row(post: SandboxPost) -> dict[str, Any]:
    return {field.name: getattr(post, field.name) for field in fields(post)}

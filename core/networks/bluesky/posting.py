"""A post, or a thread of them: each a record under a key of ours, with what is in it uploaded before.

https://docs.bsky.app/docs/advanced-guides/posts
"""

from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Self

from core.checks import language_of
from core.errors import NetworkError
from core.limits import parts_of
from core.model import Connection, Content, Media, MediaKind, Published
from core.networks.api import at, unexpected, word
from core.networks.bluesky import xrpc
from core.networks.bluesky.cards import card_of
from core.networks.bluesky.facets import Mark, facets, marks
from core.networks.bluesky.identity import DID
from core.networks.bluesky.keys import tid
from core.networks.bluesky.measures import LIMITS
from core.ports import Answer, Api, Attempting, Credential

COLLECTION = "app.bsky.feed.post"
PREVIEW = "preview"
LANGUAGES = ("en", "lv", "ru")
"""Those that are told apart; of any other, nothing is said."""


@dataclass(frozen=True, slots=True)
class Made:
    """A record that is there."""

    uri: str
    cid: str

    @classmethod
    def read(cls, ref: str) -> Self:
        """As a step kept it."""
        return cls(*ref.split(" ", maxsplit=1))

    @property
    def ref(self) -> str:
        return f"{self.uri} {self.cid}"

    @property
    def key(self) -> str:
        return self.uri.rpartition("/")[2]

    @property
    def link(self) -> dict[str, str]:
        return {"uri": self.uri, "cid": self.cid}


@dataclass(frozen=True, slots=True)
class Posting:
    """What all the requests of one post have in common."""

    api: Api
    credential: Credential
    content: Content
    attempt: Attempting

    async def there(self, part: int) -> Made | None:
        """The record of this part, if it was made."""
        key = tid(self.attempt.operation, part)
        answer = await xrpc.record(self.api, self.credential, self.content.account, COLLECTION, key)
        return None if answer is None else self._made(answer, key, effect=False)

    async def made(self, part: int, text: str, before: list[Made], *, alone: bool) -> Made:
        """This part: made now, unless it is there already."""
        if alone:
            return await self._create(part, text, before)
        name = step_of(part)
        if (known := self.attempt.done(name)) is not None:
            return Made.read(known)
        # An earlier try may have made it and not heard of it; its key cannot be used twice.
        made = await self.there(part)
        if made is None:
            record = await self._record(part, text, before)
            await self.attempt.step(name)
            made = await self._put(part, record)
        await self.attempt.step(name, made.ref)
        return made

    async def _create(self, part: int, text: str, before: list[Made]) -> Made:
        return await self._put(part, await self._record(part, text, before))

    async def _put(self, part: int, record: dict[str, Any]) -> Made:
        key = tid(self.attempt.operation, part)
        given = {"repo": self.content.account, "collection": COLLECTION, "rkey": key, "record": record}
        answer = await xrpc.procedure(self.api, self.credential, "com.atproto.repo.createRecord", given)
        return self._made(answer, key, effect=True)

    async def _record(self, part: int, text: str, before: list[Made]) -> dict[str, Any]:
        found = marks(text)
        at_moment = self.attempt.started_at + timedelta(milliseconds=part)
        record: dict[str, Any] = {"$type": COLLECTION, "text": text, "createdAt": moment(at_moment)}
        if made := facets(text, found, await self._people(found)):
            record["facets"] = made
        if (language := language_of(text)) in LANGUAGES:
            record["langs"] = [language]
        if before:
            record["reply"] = {"root": before[0].link, "parent": before[-1].link}
        if (embed := await self._embed(part, found)) is not None:
            record["embed"] = embed
        return record

    async def _people(self, found: tuple[Mark, ...]) -> dict[str, str]:
        """Who is mentioned, as far as there is somebody of that name: the rest stays plain text."""
        people = {}
        for name in {mark.value for mark in found if mark.kind == "mention"}:
            try:
                answer = await xrpc.query(self.api, self.credential, "com.atproto.identity.resolveHandle", handle=name)
            except NetworkError:
                continue
            did = at(answer.data, ("did",))
            if isinstance(did, str) and DID.fullmatch(did):
                people[name] = did
        return people

    async def _embed(self, part: int, found: tuple[Mark, ...]) -> dict[str, Any] | None:
        """The media, which go with the first part; else the card of its first link."""
        if part == 0 and self.content.media:
            return await self._media(self.content.media)
        link = next((mark.value for mark in found if mark.kind == "link"), None)
        if link is None or self.content.options.get(PREVIEW) == "off":
            return None
        return await self._card(link)

    async def _media(self, media: tuple[Media, ...]) -> dict[str, Any]:
        if media[0].kind is MediaKind.VIDEO:
            blob = await self._blob(await self.attempt.read(media[0]), media[0].mime)
            return {"$type": "app.bsky.embed.video", "video": blob, **_worded(media[0]), **_shaped(media[0])}
        images = []
        for one in media:
            blob = await self._blob(await self.attempt.read(one), one.mime)
            images.append({"image": blob, "alt": one.alt, **_shaped(one)})
        return {"$type": "app.bsky.embed.images", "images": images}

    async def _card(self, link: str) -> dict[str, Any] | None:
        """What goes wrong with a card fails no post."""
        card = await card_of(self.api, link)
        if card is None:
            return None
        external: dict[str, Any] = {"uri": link, "title": card.title, "description": card.words}
        if card.picture is not None:
            with suppress(NetworkError):  # a card without a picture is one too
                thumb = await self._blob(*card.picture)
                # The server looks into the file; what it takes for none, it would refuse the post for.
                if str(thumb.get("mimeType")).startswith("image/"):
                    external["thumb"] = thumb
        return {"$type": "app.bsky.embed.external", "external": external}

    async def _blob(self, data: bytes, mime: str) -> dict[str, Any]:
        """A file there, as a record names it."""
        answer = await xrpc.uploaded(self.api, self.credential, data, mime)
        blob = at(answer.data, ("blob",))
        if not isinstance(blob, dict) or blob.get("size") != len(data):
            raise unexpected(answer, "blob", effect=False)
        return blob

    def _made(self, answer: Answer, key: str, *, effect: bool) -> Made:
        made = Made(word(answer, "uri", effect=effect), word(answer, "cid", effect=effect))
        if made.uri != f"at://{self.content.account}/{COLLECTION}/{key}":
            raise unexpected(answer, "uri", effect=effect)
        return made


def steps_of(content: Content) -> tuple[str, ...]:
    """The parts, as an attempt knows them."""
    return tuple(map(step_of, range(len(parts_of(content, LIMITS)))))


def step_of(part: int) -> str:
    """The step that is this part."""
    return f"part-{part}"


async def publish(api: Api, credential: Credential, content: Content, attempt: Attempting) -> Published:
    """One record, or one for each part of a thread, each a reply to the one before."""
    posting, parts = Posting(api, credential, content, attempt), parts_of(content, LIMITS)
    made: list[Made] = []
    for part, text in enumerate(parts):
        made.append(await posting.made(part, text, made, alone=len(parts) == 1))
    return published(content, made)


async def find(api: Api, credential: Credential, content: Content, attempt: Attempting) -> Published | None:
    """What this attempt made, by the keys it chose; None where not all of it is there: then the rest is made."""
    posting = Posting(api, credential, content, attempt)
    made = []
    for part in range(len(parts_of(content, LIMITS))):
        if (there := await posting.there(part)) is None:
            return None
        made.append(there)
    return published(content, made)


async def delete(api: Api, credential: Credential, connection: Connection, remote_id: str) -> None:
    """All parts, the last first, so that no reader sees one that hangs in the air; what is gone is no error."""
    for key in reversed(remote_id.split(",")):
        given = {"repo": connection.account, "collection": COLLECTION, "rkey": key}
        await xrpc.procedure(api, credential, "com.atproto.repo.deleteRecord", given)


def published(content: Content, made: list[Made]) -> Published:
    """The address has the DID in it, which stays when a handle changes."""
    url = f"https://bsky.app/profile/{content.account}/post/{made[0].key}"
    return Published(id=",".join(one.key for one in made), url=url)


def moment(at_moment: datetime) -> str:
    """As the protocol writes it, in UTC and milliseconds."""
    return at_moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _worded(media: Media) -> dict[str, str]:
    return {"alt": media.alt} if media.alt else {}


def _shaped(media: Media) -> dict[str, Any]:
    """So that it takes its room before it is loaded."""
    known = media.width > 0 and media.height > 0
    return {"aspectRatio": {"width": media.width, "height": media.height}} if known else {}

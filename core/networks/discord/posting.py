"""A message of a webhook, or several in a row; changed; taken away; and how it did."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from core.errors import Refused
from core.limits import parts_of
from core.model import Connection, Content, Media, Published
from core.networks.api import at, word
from core.networks.discord.calling import UNKNOWN_MESSAGE, call
from core.ports import Answer, Api, Attempting, Count, Credential, Limits, Upload

LIMITS = Limits(
    text=2000,
    count=Count.CODEPOINTS,
    parts=10,
    images=10,
    videos=10,
    mixed=True,
    image_bytes=10_000_000,
    video_bytes=10_000_000,
    all_bytes=25_000_000,
    alt=True,
    alt_text=1024,
)
"""Sources: docs/networks/discord.md."""
PREVIEW, THREAD = OPTIONS = ("preview", "thread")
SUPPRESS_EMBEDS: Final = 1 << 2
SILENCE: Mapping[str, object] = {"parse": []}
"""Nobody is called by a name in the text: not @everyone, no role, no person."""
NOT_AS_MANY: Final = "not-as-many"
"""Changed words that make more messages, or fewer, than there are."""


@dataclass(frozen=True, slots=True)
class Posting:
    """What all the messages of one post have in common."""

    api: Api
    credential: Credential
    content: Content
    attempt: Attempting

    async def made(self, place: int, text: str, *, alone: bool) -> tuple[str, str]:
        """The id and the channel of this message: made now, unless it is known that it is there already."""
        name = step_of(place)
        if not alone and (known := self.attempt.done(name)) is not None:
            id, _, channel = known.partition(" ")
            return id, channel
        files = await self._files() if place == 0 else {}
        if alone:
            return sent(await self._send(text, files))
        await self.attempt.step(name)
        id, channel = sent(await self._send(text, files))
        await self.attempt.step(name, f"{id} {channel}")
        return id, channel

    async def _send(self, text: str, files: Mapping[str, Upload]) -> Answer:
        """Without `wait`, Discord would say neither what it made nor why it did not."""
        message = worded(self.content, text)
        if not files:
            return await call(self.api, self.credential, "POST", "?wait=true", json=message, effect=True)
        message["attachments"] = [described(one, place) for place, one in enumerate(self.content.media)]
        written = json.dumps(message, ensure_ascii=False, separators=(",", ":"))
        form: dict[str, str | Upload] = {"payload_json": written, **files}
        return await call(self.api, self.credential, "POST", "?wait=true", form=form, effect=True)

    async def _files(self) -> Mapping[str, Upload]:
        media = self.content.media
        return {
            f"files[{place}]": Upload(named(one, place), one.mime, await self.attempt.read(one))
            for place, one in enumerate(media)
        }


def steps_of(content: Content) -> tuple[str, ...]:
    """The messages, as the attempt knows them; a single one is no step."""
    number = len(parts_of(content, LIMITS))
    return tuple(map(step_of, range(number))) if number > 1 else ()


def step_of(place: int) -> str:
    """The step that is this message."""
    return f"message-{place}"


async def publish(api: Api, credential: Credential, content: Content, attempt: Attempting) -> Published:
    """One request, or one for each part of a long text, each a step; media go with the first.

    Where one is there that only a person has seen, we do not know the whole: it cannot be changed or taken away by us.
    """
    posting, parts = Posting(api, credential, content, attempt), parts_of(content, LIMITS)
    made = [await posting.made(place, text, alone=len(parts) == 1) for place, text in enumerate(parts)]
    first, channel = next(((id, channel) for id, channel in made if id), ("", ""))
    guild = content.account.partition("/")[0]
    whole = all(id for id, _ in made)
    url = f"https://discord.com/channels/{guild}/{channel}/{first}" if first else ""
    return Published(id=",".join(id for id, _ in made) if whole else "", url=url)


async def edit(api: Api, credential: Credential, content: Content, remote_id: str) -> Published:
    """Changes the words, message by message; what is attached stays. Raises `Refused` where they are more or fewer."""
    ids, parts = remote_id.split(","), parts_of(content, LIMITS)
    if len(ids) != len(parts):
        raise Refused(NOT_AS_MANY)
    for id, text in zip(ids, parts, strict=True):
        await call(api, credential, "PATCH", f"/messages/{id}", json=worded(content, text), effect=True)
    return Published(id=remote_id, url="")


async def delete(api: Api, credential: Credential, _: Connection, remote_id: str) -> None:
    """Takes all its messages away; what is not there any more needs nothing done."""
    for id in remote_id.split(","):
        await call(api, credential, "DELETE", f"/messages/{id}", effect=True, fine=(UNKNOWN_MESSAGE,))


async def metrics(api: Api, credential: Credential, _: Connection, remote_id: str) -> Mapping[str, int]:
    """Reactions, of all kinds and to all its messages; Discord counts nothing else."""
    likes = 0
    for id in remote_id.split(","):
        answer = await call(api, credential, "GET", f"/messages/{id}")
        word(answer, "id", effect=False)
        reactions = at(answer.data, ("reactions",))  # left out where there are none
        likes += sum(map(counted, reactions if isinstance(reactions, list) else ()))
    return {"likes": likes}


def counted(reaction: Any) -> int:
    """How many people reacted so."""
    count = at(reaction, ("count",))
    return count if isinstance(count, int) and count > 0 else 0


def worded(content: Content, text: str) -> dict[str, object]:
    """The text to the letter, calling nobody; Discord reads its own Markdown in it."""
    message: dict[str, object] = {"allowed_mentions": SILENCE}
    if text.strip():
        message["content"] = text
    if content.options.get(PREVIEW) == "off":
        message["flags"] = SUPPRESS_EMBEDS
    return message


def described(media: Media, place: int) -> dict[str, object]:
    """What Discord is told of a file besides its bytes."""
    known: dict[str, object] = {"id": str(place), "filename": named(media, place)}
    return known | ({"description": media.alt} if media.alt else {})


def named(media: Media, place: int) -> str:
    """A name that tells nothing; by its end Discord knows what to show."""
    return f"{place + 1}.{media.mime.rpartition('/')[2] or 'bin'}"


def sent(answer: Answer) -> tuple[str, str]:
    """The message's id, and the channel it is in."""
    return word(answer, "id"), word(answer, "channel_id")

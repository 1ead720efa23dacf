"""A post in a channel: one message, one album, or media with a longer text as a reply to it; changed; taken away."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from core.errors import NetworkError, Refused
from core.limits import count
from core.model import Connection, Content, Media, MediaKind, Published
from core.networks.api import at, rows, unexpected, word
from core.networks.telegram.calling import call
from core.ports import Answer, Api, Attempting, Count, Credential, Upload

CAPTION = 1024
"""The longest text below a picture, in UTF-16 units; a longer one is a message of its own."""
SILENT, PINNED, PREVIEW = OPTIONS = ("silent", "pinned", "preview")
METHODS: Mapping[MediaKind, tuple[str, str]] = {
    MediaKind.IMAGE: ("sendPhoto", "photo"),
    MediaKind.VIDEO: ("sendVideo", "video"),
}
CAPTION_TOO_LONG = "caption-too-long"
NOT_MODIFIED = "message is not modified"


@dataclass(frozen=True, slots=True)
class Sent:
    """What one request made: the messages' ids, with commas between, and the address of the first."""

    ids: str
    url: str

    @classmethod
    def read(cls, ref: str) -> Self:
        """As a step kept it."""
        ids, _, url = ref.partition(" ")
        return cls(ids, url)

    @property
    def ref(self) -> str:
        return f"{self.ids} {self.url}"


@dataclass(frozen=True, slots=True)
class Posting:
    """What all the requests of one post have in common."""

    api: Api
    credential: Credential
    content: Content
    attempt: Attempting

    def chat(self, *, quiet: bool = False) -> dict[str, object]:
        """Where to; and whether phones stay quiet."""
        return {
            "chat_id": self.content.account,
            "disable_notification": quiet or self.content.options.get(SILENT) == "1",
        }

    async def send(self, method: str, params: Mapping[str, object]) -> Answer:
        """One request that readers see."""
        return await call(self.api, self.credential, method, params)

    async def made(self, part: str, before: Sent | None, *, alone: bool) -> Sent:
        """This part of the post: made now, unless it is known that it is there already."""
        if not alone and (known := self.attempt.done(part)) is not None:
            return Sent.read(known)
        params = await self._media() if part == "media" else ("sendMessage", self._text(before))
        if alone:
            return sent(await self.send(*params))
        await self.attempt.step(part)
        there = sent(await self.send(*params))
        await self.attempt.step(part, there.ref)
        return there

    def _text(self, before: Sent | None) -> dict[str, object]:
        """The text as a message; behind media, it replies to them, and nobody's phone rings twice."""
        message = self.chat(quiet=before is not None) | worded(self.content)
        if before is None or not before.ids:
            return message
        first = int(before.ids.partition(",")[0])
        return message | {"reply_parameters": {"message_id": first, "allow_sending_without_reply": True}}

    async def _media(self) -> tuple[str, dict[str, object]]:
        media, caption = self.content.media, captioned(self.content)
        files = [Upload(_name(one, place), one.mime, await self.attempt.read(one)) for place, one in enumerate(media)]
        if len(media) == 1:
            method, name = METHODS[media[0].kind]
            return method, self.chat() | {name: files[0]} | _measured(media[0]) | caption
        items = [_item(one, place) for place, one in enumerate(media)]
        items[0] |= caption
        parts = {f"file{place}": file for place, file in enumerate(files)}
        return "sendMediaGroup", self.chat() | {"media": items} | parts

    async def pin(self, message: str) -> str:
        """Puts it on top. It is out in any case: what keeps it from being pinned is told, and fails nothing.

        No step: pinned twice is pinned once. What only a person has seen, we cannot name.
        """
        if not message:
            return PINNED
        where = {"chat_id": self.content.account, "message_id": int(message), "disable_notification": True}
        try:
            await call(self.api, self.credential, "pinChatMessage", where, effect=False)
        except NetworkError:
            return PINNED
        return ""


async def publish(api: Api, credential: Credential, content: Content, attempt: Attempting) -> Published:
    """One request, or two where the text is too long for a caption: media first, each a step."""
    posting, parts = Posting(api, credential, content, attempt), parts_of(content)
    pinned = content.options.get(PINNED) == "1"
    made: list[Sent] = []
    for part in parts:
        made.append(await posting.made(part, made[0] if made else None, alone=len(parts) == 1 and not pinned))
    undone = await posting.pin(made[0].ids.partition(",")[0]) if pinned else ""
    whole = all(one.ids for one in made)
    return Published(id=",".join(one.ids for one in made) if whole else "", url=made[0].url, undone=undone)


async def edit(api: Api, credential: Credential, content: Content, remote_id: str) -> Published:
    """Changes the words: the text's own message where it has one, else the caption of the first of the media."""
    ids = remote_id.split(",")
    own = not content.media or len(ids) > len(content.media)
    where: dict[str, object] = {"chat_id": content.account, "message_id": int(ids[-1] if own else ids[0])}
    if not own and not fits_below(content.text):
        raise Refused(CAPTION_TOO_LONG)
    method, words = ("editMessageText", worded(content)) if own else ("editMessageCaption", {"caption": content.text})
    try:
        answer = await call(api, credential, method, where | words)
    except Refused as error:
        if NOT_MODIFIED not in error.detail:
            raise
        return Published(id=remote_id, url="")
    word(answer, "result", "message_id")
    return Published(id=remote_id, url="")


async def delete(api: Api, credential: Credential, connection: Connection, remote_id: str) -> None:
    """All messages of the post at once; Telegram passes over those that are not there any more."""
    ids = [int(one) for one in remote_id.split(",")]
    answer = await call(api, credential, "deleteMessages", {"chat_id": connection.account, "message_ids": ids})
    if at(answer.data, ("result",)) is not True:
        raise unexpected(answer, "result")


def parts_of(content: Content) -> tuple[str, ...]:
    """The requests that it takes, in order."""
    if not content.media:
        return ("text",)
    return ("media",) if fits_below(content.text) else ("media", "text")


def fits_below(text: str) -> bool:
    """Whether it can be a caption."""
    return count(text, Count.UTF16) <= CAPTION


def captioned(content: Content) -> dict[str, object]:
    """The text below the media, where there is one and it fits."""
    return {"caption": content.text} if content.text.strip() and fits_below(content.text) else {}


def worded(content: Content) -> dict[str, object]:
    """The text to the letter: no markup is read in it."""
    return {"text": content.text, "link_preview_options": {"is_disabled": content.options.get(PREVIEW) == "off"}}


def _name(media: Media, place: int) -> str:
    return f"{place}.{media.mime.rpartition('/')[2] or 'bin'}"


def _item(media: Media, place: int) -> dict[str, object]:
    return {"type": METHODS[media.kind][1], "media": f"attach://file{place}"} | _measured(media)


def _measured(media: Media) -> dict[str, object]:
    """A video is shown before all of it is there, in the right shape."""
    if media.kind is not MediaKind.VIDEO:
        return {}
    known = {"width": media.width, "height": media.height, "duration": media.seconds}
    return {"supports_streaming": True, **{name: value for name, value in known.items() if value}}


def sent(answer: Answer) -> Sent:
    """The message or the messages of an answer."""
    if isinstance(at(answer.data, ("result",)), list):
        messages = [word(answer, "result", n, "message_id") for n in range(len(rows(answer, "result", effect=True)))]
        first: tuple[str | int, ...] = ("result", 0)
    else:
        messages, first = [word(answer, "result", "message_id")], ("result",)
    if not messages:
        raise unexpected(answer, "message_id")
    name = at(answer.data, (*first, "chat", "username"))
    place = name or "c/" + word(answer, *first, "chat", "id").removeprefix("-100")
    return Sent(",".join(messages), f"https://t.me/{place}/{messages[0]}")

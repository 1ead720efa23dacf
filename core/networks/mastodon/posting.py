"""A post: one status, or a thread of them; changed; taken away. https://docs.joinmastodon.org/methods/statuses/"""

from dataclasses import dataclass
from typing import Any, Self
from urllib.parse import quote

from core.checks import language_of
from core.errors import Refused
from core.limits import parts_of
from core.model import Connection, Content, Pending, Published
from core.networks.api import at
from core.networks.mastodon.calling import NOT_THERE, UNPROCESSABLE, call, id_of, refusal
from core.networks.mastodon.files import prepared, waiting, working
from core.networks.mastodon.limits import LIMITS
from core.ports import Answer, Api, Attempting, Credential

THREAD, UNLISTED, SENSITIVE = OPTIONS = ("thread", "unlisted", "sensitive")
LANGUAGES = frozenset({"en", "lv", "ru"})
OTHER_PARTS = "other-parts"
"""The word for a text that would be more or fewer posts than those that are out."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A status that is out."""

    id: str
    url: str

    @classmethod
    def read(cls, ref: str) -> Self:
        """As a step kept it."""
        id, _, url = ref.partition(" ")
        return cls(id, url)

    @property
    def ref(self) -> str:
        return f"{self.id} {self.url}"


@dataclass(frozen=True, slots=True)
class Posting:
    """What all the requests of one post have in common."""

    api: Api
    credential: Credential
    content: Content
    attempt: Attempting

    @property
    def parts(self) -> tuple[str, ...]:
        """The texts of its statuses."""
        return parts_of(self.content, LIMITS)

    @property
    def alone(self) -> bool:
        """Whether one request is all it takes: then it is no step."""
        return len(self.parts) == 1 and not self.content.media

    async def made(self, place: int, before: Sent | None, media: tuple[str, ...]) -> Sent | None:
        """This status: made now, unless it is known that it is out. None: the server still works on its media."""
        if self.alone:
            return await self._send(place, before, media)
        if (known := self.attempt.done(step_of(place))) is not None:
            return Sent.read(known)
        await self.attempt.step(step_of(place))
        sent = await self._send(place, before, media)
        if sent is not None:
            await self.attempt.step(step_of(place), sent.ref)
        return sent

    async def _send(self, place: int, before: Sent | None, media: tuple[str, ...]) -> Sent | None:
        key = self.attempt.operation if place == 0 else f"{self.attempt.operation}-{place + 1}"
        answer = await call(
            self.api,
            self.credential,
            "POST",
            "/api/v1/statuses",
            json=self._status(place, before, media),
            headers={"Idempotency-Key": key},
            accept=(UNPROCESSABLE,),
        )
        if answer.status != UNPROCESSABLE:
            return sent_of(answer)
        # In which language it says that they are not ready is the server's affair: they are looked at.
        if media and await working(self.api, self.credential, self.content, self.attempt):
            return None
        raise refusal(answer)

    def _status(self, place: int, before: Sent | None, media: tuple[str, ...]) -> dict[str, object]:
        """Behind the first, they are kept out of the public timelines: one entry there is enough for one post."""
        options = self.content.options
        quiet = before is not None or options.get(UNLISTED) == "1"
        status: dict[str, object] = {
            "status": self.parts[place],
            "visibility": "unlisted" if quiet else "public",
            "sensitive": bool(media) and options.get(SENSITIVE) == "1",
        }
        if media:
            status["media_ids"] = list(media)
        if before is not None:
            status["in_reply_to_id"] = before.id
        return status | _language(self.content.text)


async def publish(api: Api, credential: Credential, content: Content, attempt: Attempting) -> Published | Pending:
    """Media first, which nobody sees; then each status, a step of its own where there are several."""
    posting, media = Posting(api, credential, content, attempt), tuple[str, ...]()
    if content.media and attempt.done(step_of(0)) is None:
        files = await prepared(api, credential, content, attempt)
        if not files.ready:
            return waiting(attempt, api.now())
        media = files.ids
    made: list[Sent] = []
    for place in range(len(posting.parts)):
        sent = await posting.made(place, made[-1] if made else None, media if place == 0 else ())
        if sent is None:
            return waiting(attempt, api.now())
        made.append(sent)
    return published(made)


async def edit(api: Api, credential: Credential, content: Content, remote_id: str) -> Published:
    """Changes the words; media stay. The server shows that it was changed. Raises `Refused` for another thread."""
    ids, parts = remote_id.split(","), parts_of(content, LIMITS)
    if len(ids) != len(parts):
        raise Refused(OTHER_PARTS)
    changed = [await _changed(api, credential, id, text) for id, text in zip(ids, parts, strict=True)]
    return published(changed)


async def _changed(api: Api, credential: Credential, id: str, text: str) -> Sent:
    """What is not said again is taken out of it: so it is read first."""
    old = await call(api, credential, "GET", _status_at(id), effect=False)
    media = [str(found) for one in at(old.data, ("media_attachments",)) or [] if (found := at(one, ("id",)))]
    kept: dict[str, object] = {"media_ids": media} if media else {}
    kept |= {"sensitive": at(old.data, ("sensitive",)) is True}
    kept |= {"spoiler_text": warning} if (warning := at(old.data, ("spoiler_text",))) else {}
    return sent_of(await call(api, credential, "PUT", _status_at(id), json={"status": text, **kept} | _language(text)))


async def delete(api: Api, credential: Credential, connection: Connection, remote_id: str) -> None:  # noqa: ARG001 - as for all networks
    """All of them, the newest first: a thread that is half gone begins at its beginning. With their media, at once."""
    for id in reversed(remote_id.split(",")):
        await call(api, credential, "DELETE", f"{_status_at(id)}?delete_media=true", accept=NOT_THERE)


def steps_of(content: Content) -> tuple[str, ...]:
    """The statuses, as an attempt knows them."""
    return tuple(map(step_of, range(len(parts_of(content, LIMITS)))))


def step_of(place: int) -> str:
    """The step that is this status of a thread."""
    return f"status-{place + 1}"


def sent_of(answer: Answer) -> Sent:
    """The status of an answer."""
    return Sent(id_of(answer), url_of(answer.data))


def url_of(data: Any) -> str:
    """Where a status is seen; "" where its server does not say."""
    written = [at(data, (name,)) for name in ("url", "uri")]
    return next((str(one) for one in written if isinstance(one, str) and one.startswith(("https://", "http://"))), "")


def published(made: list[Sent]) -> Published:
    """The whole: known by all its ids, seen where it begins."""
    return Published(id=",".join(one.id for one in made), url=made[0].url)


def _status_at(id: str) -> str:
    return f"/api/v1/statuses/{quote(id, safe='')}"


def _language(text: str) -> dict[str, object]:
    """Said only where it is sure; else the server takes the one that the person posts in."""
    found = language_of(text)
    return {"language": found} if found in LANGUAGES else {}

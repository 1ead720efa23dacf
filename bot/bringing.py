"""What came with what was said: files are fetched, checked and kept, and voices put into words, before the turn.

Outside of any transaction, for it takes seconds. Done twice it has one effect: files are kept under the delivery's id.
"""

import asyncio
import hashlib
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace

from bot.logs import get_logger
from bot.pictures.checking import Cleaned, cleaned
from core import joining, sensing
from core.app import App
from core.checks import clean
from core.errors import Invalid, MarketingError, NetworkError, StoreUnavailable, Unavailable
from core.model import Attached, Conversation, Delivery, File, FileKind, Membership, Person, PersonId, WorkspaceId
from core.ports import EVERYWHERE

Fetch = Callable[[Attached], Awaitable[bytes]]
"""The bytes of an attached file, from the platform that has it. Raises `Invalid` and `NetworkError`."""
NOBODYS, NOBODY = WorkspaceId(""), PersonId("")
"""Of a file that is not any workspace's yet."""
AT_ONCE = 8
"""Deliveries whose files are fetched at the same time: each may hold 20 MB, ten times over for an album."""
LONGEST_VOICE = 300
"""Seconds of a voice note that are put into words."""
VOICE = "audio/ogg"
"""What Telegram's voice notes are (https://core.telegram.org/bots/api#voice)."""

log = get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Brought:
    """What there is of it: files (not stored as rows yet), words that were spoken, and why there is not more."""

    files: tuple[File, ...] = ()
    heard: str = ""
    note: str = ""
    """What the person should know of a file: the key of a sentence."""
    error: MarketingError | None = None
    unheard: bool = False
    """Whether there was a voice that could not be put into words."""


class Bringing:
    """Fetches what came. `fetch` is the platforms', by name."""

    def __init__(self, app: App, fetch: Mapping[str, Fetch]) -> None:
        self._app, self._fetch = app, fetch
        self._room = asyncio.Semaphore(AT_ONCE)

    async def brought(self, one: Delivery) -> Brought:
        """All that came with the delivery, but nothing from who is not taken in. Raises `StoreUnavailable`."""
        if not one.said.files or one.platform not in self._fetch:
            return Brought()
        if not one.said.private and not await joining.is_known(self._app, one.said):
            return Brought()
        async with self._room:
            return await self._all(one)

    async def _all(self, one: Delivery) -> Brought:
        found = Brought()
        for place, attached in enumerate(one.said.files):
            try:
                found = await self._one(found, one, place, attached)
            except (Invalid, NetworkError) as error:
                log.info("a file was not taken", delivery=one.id, kind=attached.kind, error=type(error).__name__)
                unheard = attached.kind is FileKind.VOICE
                found = replace(found, error=error, unheard=found.unheard or unheard)
        return found

    async def _one(self, found: Brought, one: Delivery, place: int, attached: Attached) -> Brought:
        if attached.kind is FileKind.VOICE:
            words = await self._heard(one, attached)
            return replace(found, heard=f"{found.heard} {words}".strip(), unheard=found.unheard or not words)
        got = await cleaned(await self._fetch[one.platform](attached))
        file = _file(one, place, got)
        try:
            await self._app.files.put(file.id, got.data)
        except StoreUnavailable as error:
            # Told, not waited for as the database is: until there is room again, it would be fetched over and over.
            raise Unavailable("a file cannot be kept") from error
        return replace(found, files=(*found.files, file), note=found.note or got.note)

    async def _heard(self, one: Delivery, attached: Attached) -> str:
        """The words, where the person belongs to a business: what it costs is the business's."""
        said = one.said
        talks = await self._app.store.find(
            EVERYWHERE, Conversation, platform=said.platform, team=said.team, chat=said.chat, user=said.user
        )
        if not talks or attached.seconds > LONGEST_VOICE:
            return ""
        talk = talks[0]
        if not await self._app.store.count(talk.workspace_id, Membership, person_id=talk.person_id):
            return ""
        person = await self._app.store.get(EVERYWHERE, Person, talk.person_id)
        sound = await self._fetch[one.platform](attached)
        try:
            words = await sensing.transcribe(
                self._app, talk.workspace_id, person.id, sound, VOICE,
                seconds=attached.seconds, language=person.language,
            )  # fmt: skip
        except MarketingError as error:
            log.warning("a voice could not be put into words", delivery=one.id, error=type(error).__name__)
            return ""
        return clean(words)


def _file(one: Delivery, place: int, got: Cleaned) -> File:
    # Whose it is, the turn knows: it may be a reply to something of another workspace.
    return File(
        id=hashlib.sha256(f"{one.id}:{place}".encode()).hexdigest()[:32],
        workspace_id=NOBODYS,
        kind=got.kind,
        mime=got.mime,
        digest=got.digest,
        bytes=len(got.data),
        by=NOBODY,
        created_at=one.received_at,
        width=got.width,
        height=got.height,
        seconds=got.seconds,
    )

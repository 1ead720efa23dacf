"""Anna's channel at a played Discord, and how it was connected."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from core.model import (
    NO_SECRET,
    Connection,
    ConnectionId,
    Content,
    Grant,
    Issued,
    Media,
    MediaKind,
    PersonId,
    Published,
    Secret,
    WorkspaceId,
)
from core.networks.api import HttpApi
from core.networks.discord import network
from core.networks.discord.account import LOGIN
from core.networks.login import InHand, held_of
from core.ports import Beginning, Finished, OurApp, Returned
from tests.fakes.networks import trying
from tests.fakes.networks.discord_place import CHANNEL, GUILD, WEBHOOK, WEBHOOKS, Message, Place
from tests.fakes.networks.trying import NOW, Trying

HOME = "https://desk.example"
CALLBACK = f"{HOME}/oauth/discord/callback"
APP = OurApp(id="1200000000000000000", secret=Secret("s3cret"))
FILES = {"p1": b"a picture", "p2": b"another", "v1": b"a video"}


@dataclass
class Reading(trying.Reading):
    """An attempt that has these."""

    files: Mapping[str, bytes] = field(default_factory=lambda: FILES)


@dataclass
class Stage:
    """Anna's channel."""

    place: Place
    api: HttpApi
    issued: Issued | None = None

    async def logs_in(self) -> Finished:
        beginning = Beginning(redirect_uri=CALLBACK, state="st4te", address=HOME, app=APP)
        begun = await LOGIN.begin(self.api, beginning)
        returned = Returned(
            given=self.place.person(begun.url), kept=begun.kept, redirect_uri=CALLBACK, address=HOME, app=APP
        )
        finished = await LOGIN.finish(self.api, returned)
        self.issued = finished.issued
        return finished

    async def lent(self) -> InHand:
        issued = self.issued or (await self.logs_in()).issued
        assert network.sign is not None
        return InHand(self.place.origin, held_of(issued, NO_SECRET), network.sign)

    async def publish(self, content: Content, attempt: Trying | None = None) -> Published:
        published = await network.publish(self.api, await self.lent(), content, attempt or Reading())
        assert isinstance(published, Published)
        return published

    @property
    def shown(self) -> list[Message]:
        return list(self.place.messages.values())

    def own(self, rest: str = "") -> str:
        return f"{WEBHOOKS}/{WEBHOOK}/{self.place.webhook_token}{rest}"


def content(text: str = "Rīt cepam rudzu maizi.", **given: Any) -> Content:
    return Content(connection_id=ConnectionId("c"), account=f"{GUILD}/{CHANNEL}", text=text, **given)


def connection(**given: Any) -> Connection:
    kept: dict[str, Any] = {"account": f"{GUILD}/{CHANNEL}", "title": "an older title", "url": ""}
    return Connection(
        id=ConnectionId("c"),
        workspace_id=WorkspaceId("w"),
        network="discord",
        by=PersonId("p"),
        created_at=NOW,
        **(kept | given),
    )


def grant(issued: Issued) -> Grant:
    return Grant(
        id=ConnectionId("c"),
        workspace_id=WorkspaceId("w"),
        data_key_id="k",
        generation=1,
        access=b"sealed",
        refresh=None,
        key=None,
        client=None,
        facts=issued.facts,
        issued_at=NOW,
    )


def media(*keys: str, alt: str = "", size: int = 9) -> tuple[Media, ...]:
    kinds = {"p": (MediaKind.IMAGE, "image/png"), "v": (MediaKind.VIDEO, "video/mp4")}
    return tuple(
        Media(key=key, kind=kinds[key[0]][0], mime=kinds[key[0]][1], digest=key, bytes=size, alt=alt) for key in keys
    )

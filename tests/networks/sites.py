"""Anna's WordPress site, played, and how it was connected."""

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
from core.networks.login import InHand, basic, held_of
from core.networks.wordpress import network
from core.networks.wordpress.login import ApplicationPassword
from core.ports import Beginning, Begun, Finished, Returned
from tests.fakes.networks import trying
from tests.fakes.networks.trying import NOW, Trying
from tests.fakes.networks.wordpress_site import Site, Sites

HOME = "https://desk.example"
CALLBACK = f"{HOME}/oauth/wordpress/callback"
LOGIN = ApplicationPassword()
FILES = {"p1": b"a picture", "p2": b"another", "v1": b"a video", "big": b"x" * 1_200_000, "huge": b"x" * 2_300_000}


@dataclass
class Reading(trying.Reading):
    """An attempt that has these."""

    files: Mapping[str, bytes] = field(default_factory=lambda: FILES)


@dataclass
class Stage:
    """Her site is the first one."""

    sites: Sites
    api: HttpApi

    @property
    def site(self) -> Site:
        return self.sites.sites[0]

    async def begin(self, typed: str = "") -> Begun:
        place = await LOGIN.place(self.api, typed or self.site.home)
        beginning = Beginning(redirect_uri=CALLBACK, state="st4te", address=HOME, server=place)
        return await LOGIN.begin(self.api, beginning)

    async def finish(self, begun: Begun, given: Mapping[str, str]) -> Finished:
        returned = Returned(given=given, kept=begun.kept, redirect_uri=CALLBACK, address=HOME, server=self.site.home)
        return await LOGIN.finish(self.api, returned)

    async def logs_in(self, typed: str = "", *, login: str = "anna") -> Finished:
        begun = await self.begin(typed)
        return await self.finish(begun, self.sites.person(begun.url, login=login))

    def lent(self, password: str = "", login: str = "anna") -> InHand:
        issued = Issued(access=Secret(password or self.site.new_password(login)), facts={"login": login})
        return InHand(self.site.root, held_of(issued, NO_SECRET), basic)

    async def publish(
        self, content: Content, attempt: Trying | None = None, *, lent: InHand | None = None
    ) -> Published:
        got = await network.publish(self.api, lent or self.lent(), content, attempt or Reading())
        assert isinstance(got, Published)
        return got


def content(text: str = "Rudzu maize\n\nNo sestdienas.", **given: Any) -> Content:
    return Content(connection_id=ConnectionId("c"), account="maize.example", text=text, **given)


def media(*keys: str, alt: str = "") -> tuple[Media, ...]:
    kinds = {"v": (MediaKind.VIDEO, "video/mp4")}
    return tuple(
        Media(key=key, kind=kind, mime=mime, digest=key, bytes=9, alt=alt)
        for key in keys
        for kind, mime in (kinds.get(key[0], (MediaKind.IMAGE, "image/png")),)
    )


def connection(**given: Any) -> Connection:
    known: dict[str, Any] = {"account": "maize.example", "title": "an older title", "url": ""}
    return Connection(
        id=ConnectionId("c"),
        workspace_id=WorkspaceId("w"),
        network="wordpress",
        by=PersonId("p"),
        created_at=NOW,
        **(known | given),
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

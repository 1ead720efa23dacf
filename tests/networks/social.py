"""Somebody's server of Mastodon's kind, played, and a credential for the account there."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

from core.model import ConnectionId, Content, Media, MediaKind, Pending, Published
from core.networks.api import Caps, HttpApi
from core.networks.mastodon import network
from tests import making
from tests.fakes.networks.faults import Fault, Kind
from tests.fakes.networks.mastodon import ACCOUNT, Server
from tests.fakes.networks.server import Played
from tests.fakes.networks.trying import Bearer, Still, Trying
from tests.networks.conftest import Reading

PNG, MP4 = b"\x89PNG-bytes", b"ftypisom-bytes"
FILES = {"picture": PNG, "film": MP4}


def picture(alt: str = "") -> Media:
    return Media(key="picture", kind=MediaKind.IMAGE, mime="image/png", digest="0" * 64, bytes=len(PNG), alt=alt)


def film() -> Media:
    return Media(key="film", kind=MediaKind.VIDEO, mime="video/mp4", digest="0" * 64, bytes=len(MP4))


@dataclass(kw_only=True)
class Social:
    """`server` is what is played; `api` the real door."""

    played: Played
    server: Server
    api: HttpApi
    clock: Still
    credential: Bearer = field(init=False)

    def __post_init__(self) -> None:
        self.credential = Bearer(self.played.origin, network="mastodon")

    def content(self, text: str = "Rīt cepam rudzu maizi.", *media: Media, **options: str) -> Content:
        account = f"social.example/{ACCOUNT}"
        return Content(connection_id=ConnectionId("c"), account=account, text=text, media=media, options=options)

    def attempt(self, before: Trying | None = None) -> Reading:
        """A new one; with what is known of the one before."""
        known = {name: ref for name, ref in before.steps.items() if ref is not None} if before else {}
        return Reading(started_at=self.clock.now(), files=FILES, steps=known)

    async def publish(self, content: Content, attempt: Trying | None = None) -> Published | Pending:
        return await network.publish(self.api, self.credential, content, attempt or self.attempt())

    async def find(self, content: Content, attempt: Trying) -> Published | Pending | None:
        assert network.find
        return await network.find(self.api, self.credential, content, attempt)

    def breaks(self, fault: Fault, *, on: Kind = Kind.PUBLIC, times: int = 1) -> None:
        self.played.command("mastodon", fault, on=on, times=times)

    def connection(self, **given: Any) -> Any:
        shop = making.workspace()
        return replace(making.connection(shop, making.person(), network="mastodon"), **given)

    def seen(self) -> list[str]:
        """The texts that readers see, the oldest first."""
        return [status["text"] for status in self.server.statuses]

    def later(self, **time: int) -> None:
        self.clock.at += timedelta(**time)


@asynccontextmanager
async def social(*odd: str, **given: Any) -> AsyncIterator[Social]:
    clock = Still()
    async with Played(clock=clock) as played, HttpApi(clock, played.origins, Caps(total=1, connect=1)) as api:
        server = Server(played.desks["mastodon"], odd=frozenset(odd), **given)
        played.routes["mastodon"] = server.routes()
        yield Social(played=played, server=server, api=api, clock=clock)
        assert played.journal.violations == []

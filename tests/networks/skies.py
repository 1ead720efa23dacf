"""Anna's account at a played Bluesky, and who logs in to it."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import Any

from core.model import Connection, ConnectionId, Content, Grant, Issued, PersonId, WorkspaceId
from core.networks.api import Caps, HttpApi
from core.networks.bluesky import client, network
from core.networks.bluesky.login import Bluesky
from core.networks.login import InHand, dpop, held_of
from core.ports import Beginning, Begun, Finished, OurApp, Returned
from tests.fakes.networks.trying import NOW, Reading, Still, Trying
from tests.fakes.oauth.atproto import ANNA, Account, Atproto

HOME, HERE = "https://desk.example", "http://127.0.0.1:8080"


@dataclass
class Nowhere:
    """A resolver that finds no name."""

    async def resolve(self, *_: Any) -> list[Any]:
        raise OSError("no such host")

    async def close(self) -> None:
        pass


@dataclass
class Sky:
    """`address`: where we are reached; over https we are known by a key of ours."""

    server: Atproto
    api: HttpApi
    address: str = HOME
    login: Bluesky = field(default_factory=Bluesky)
    app: OurApp | None = None
    shop: str = ""
    """Where pages are that posts may have links to."""

    def __post_init__(self) -> None:
        self.app = client.new_app(HOME)
        self.server.documents[self.app.id] = client.document(self.app, HOME)

    @property
    def redirect_uri(self) -> str:
        return self.address + client.CALLBACK

    async def begin(self, **given: Any) -> Begun:
        beginning = Beginning(
            redirect_uri=self.redirect_uri, state="st4te", address=self.address, server="anna.test", app=self.app
        )
        return await self.login.begin(self.api, replace(beginning, **given))

    async def finish(self, begun: Begun, given: Mapping[str, str]) -> Finished:
        return await self.login.finish(
            self.api,
            Returned(
                given=given,
                kept=begun.kept,
                redirect_uri=self.redirect_uri,
                address=self.address,
                server="anna.test",
                app=self.app,
            ),
        )

    async def logs_in(self, **given: Any) -> Finished:
        begun = await self.begin()
        return await self.finish(begun, self.server.person(begun.url, **given))

    async def refresh(self, issued: Issued) -> Issued:
        fresh = await self.login.refresh(self.api, self.lent(issued), granted(issued))
        return replace(issued, access=fresh.access, refresh=fresh.refresh, ends_at=fresh.ends_at)

    def lent(self, issued: Issued) -> InHand:
        return InHand(self.server.origin, held_of(issued, issued.client), dpop)

    async def publish(self, content: Content, attempt: Trying | None = None, *, by: Issued | None = None) -> Any:
        issued = by or (await self.logs_in()).issued
        return await network.publish(self.api, self.lent(issued), content, attempt or Reading())

    def posts(self) -> list[dict[str, Any]]:
        """The oldest first."""
        return [record for _, record in sorted(self.server.accounts[0].records.items())]


@asynccontextmanager
async def played_sky(*others: Account, shop: str = "") -> AsyncIterator[Sky]:
    """The server, what asks it, and nothing that was asked wrongly. `shop`: the origin of pages that may be read."""
    async with Atproto(accounts=[Account(), *others]).running() as server:
        assert isinstance(server, Atproto)
        places = {"bluesky_resolver": server.origin, "bluesky_directory": server.origin}
        allow = [one.removeprefix("http://") for one in (server.origin, shop) if one]
        async with HttpApi(Still(), places, Caps(total=1, connect=1), allow=allow, resolver=Nowhere()) as api:
            yield Sky(server, api, shop=shop)
        assert server.violations == []


def content(text: str = "Rīt cepam rudzu maizi.", **given: Any) -> Content:
    return Content(connection_id=ConnectionId("c"), account=ANNA, text=text, **given)


def granted(issued: Issued) -> Grant:
    return Grant(
        id=ConnectionId("c"),
        workspace_id=WorkspaceId("w"),
        data_key_id="k",
        generation=1,
        access=b"sealed",
        refresh=b"sealed",
        key=b"sealed",
        client=None,
        facts=issued.facts,
        issued_at=NOW,
    )


CONNECTION = Connection(
    id=ConnectionId("c"),
    workspace_id=WorkspaceId("w"),
    network="bluesky",
    account=ANNA,
    title="an older title",
    url="",
    by=PersonId("p"),
    created_at=NOW,
)

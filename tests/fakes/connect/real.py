"""Mastodon, Bluesky, Discord and WordPress, each played by its own strict fake, as somebody logs in there."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from core.model import Secret
from core.networks import bluesky, discord, mastodon, wordpress
from core.networks.bluesky import client
from core.ports import OurApp
from tests.fakes.connect.world import Player, World
from tests.fakes.networks.discord_place import Place
from tests.fakes.networks.mastodon import Server
from tests.fakes.networks.mastodon_logins import Logins
from tests.fakes.networks.server import Played
from tests.fakes.networks.wire import Reply, Request
from tests.fakes.networks.wordpress_site import PUBLISHES, Sites
from tests.fakes.oauth.atproto import Atproto
from tests.fakes.oauth.provider import Provider
from tests.networks.skies import Nowhere

DISCORD = OurApp(id="1200000000000000000", secret=Secret("the-secret-at-discord"))
REAL = ("mastodon", "bluesky", "discord", "wordpress")


@dataclass
class Counted(Logins):
    """Counts the codes that it is shown."""

    shown: int = 0

    def token(self, account: str, _: str, request: Request) -> Reply:
        self.shown += b"grant_type=authorization_code" in request.body
        return super().token(account, _, request)


def back(address: str, network: str, given: dict[str, str]) -> str:
    return f"{address}/oauth/{network}/callback?{urlencode(given)}"


def at_mastodon(logins: Counted, address: str) -> Player:
    def consents(url: str, _: str = "") -> str:
        state = parse_qs(urlsplit(url).query)["state"][0]
        return back(address, "mastodon", {"code": logins.authorize(url), "state": state})

    return Player(typed="social.example", consents=consents, asked=lambda: logins.shown)


def at(provider: Provider, network: str, address: str, typed: str = "") -> Player:
    def consents(url: str, _: str = "") -> str:
        return back(address, network, provider.person(url))

    def asked() -> int:
        return sum(form.get("grant_type") == "authorization_code" for _, form in provider.seen)

    return Player(typed=typed, consents=consents, asked=asked)


def at_wordpress(sites: Sites, address: str) -> Player:
    """It has no token endpoint: what comes back is shown when it is first used."""

    def consents(url: str, who: str = "anna") -> str:
        sites.sites[0].users.setdefault(who, PUBLISHES)
        return back(address, "wordpress", sites.person(url, login=who))

    def asked() -> int:
        return sum("/introspect" in one for one in sites.asked)

    return Player(typed=sites.origin, consents=consents, asked=asked)


@asynccontextmanager
async def real_world(address: str, clock: Any) -> AsyncIterator[World]:
    """All of them, and what we are at each."""
    ours = client.new_app(address)
    place, sky = Place(clients={DISCORD.id: "the-secret-at-discord"}), Atproto()
    sky.documents[ours.id] = client.document(ours, address)
    sites = Sites()
    async with Played(clock=clock) as played, place.running(), sky.running(), sites.running():
        server, logins = Server(played.desks["mastodon"]), Counted(played.journal)
        server.logins = logins
        played.routes["mastodon"] = server.routes()
        yield World(
            networks={one.name: one for one in (mastodon.network, bluesky.network, discord.network, wordpress.network)},
            origins={
                "mastodon": played.origins["mastodon"],
                "discord": place.origin,
                "bluesky_resolver": sky.origin,
                "bluesky_directory": sky.origin,
            },
            allow=(urlsplit(sky.origin).netloc, urlsplit(sites.origin).netloc),
            clients={"discord": DISCORD, "bluesky": ours},
            players={
                "mastodon": at_mastodon(logins, address),
                "bluesky": at(sky, "bluesky", address, "anna.test"),
                "discord": at(place, "discord", address),
                "wordpress": at_wordpress(sites, address),
            },
            resolver=Nowhere(),
        )
        assert played.journal.violations + place.violations + sky.violations + sites.violations == []

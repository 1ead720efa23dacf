"""A herd of posts over four networks through the real engine and vault: workers die, connections break anywhere.

Readers see each post once and whole, and nothing is said of one that is not so; people are asked where nobody can tell.
"""

import asyncio
import hashlib
from collections import Counter
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import urlsplit

import pytest
from aiohttp import web

from core.app import App
from core.model import ActionId, Connection, Issued, Media, Publication, Secret, State, Target, new_id
from core.networks import NETWORKS
from core.networks.api import Caps, HttpApi
from core.ports import EVERYWHERE
from core.posts import content, content_hash
from core.publishing import Pace, publish_due
from storage.store import SqlStore
from tests import making
from tests.conftest import SetClock
from tests.crash.stage import Business, app_of
from tests.fakes.networks.discord_place import CHANNEL, GUILD, WEBHOOK, Place
from tests.fakes.networks.mastodon import ACCOUNT, Server
from tests.fakes.networks.server import Played
from tests.fakes.networks.trying import TOKEN
from tests.fakes.networks.wordpress_site import Sites
from tests.fakes.oauth.atproto import ANNA, Atproto
from tests.networks.skies import Sky
from tests.networks.social import FILES, film, picture
from tests.vaults import vault_of

SHARE = 0.04
"""Of the requests, so many are cut off before their effect, and as many after it."""
KILLED = 0.4
MOMENT = timedelta(milliseconds=1)
PACE = Pace(batch=20, concurrency=4, ahead=2)
Seen = Mapping[str, Counter[str]]


@dataclass
class Weather:
    """Connections break under the played networks; not while somebody logs in, which is another test's question."""

    random: Random
    calm: bool = True
    broken: int = 0

    async def befall(self, request: web.Request, handler: Any) -> web.StreamResponse:
        drawn = 1.0 if self.calm or "oauth" in request.path else self.random.random()
        answer: web.StreamResponse = web.Response() if drawn < SHARE else await handler(request)
        if drawn < 2 * SHARE:
            assert request.transport is not None
            request.transport.abort()
            self.broken += 1
        return answer

    def over(self, kind: Any) -> Any:
        """A played network in this weather."""
        weather = self

        class Played(kind):  # type: ignore[misc]
            @web.middleware
            async def _faulty(self, request: web.Request, handler: Any) -> web.StreamResponse:
                return await weather.befall(request, partial(super()._faulty, handler=handler))

            async def serve(self, request: web.Request) -> web.StreamResponse:
                return await weather.befall(request, super().serve)

        return Played()


@dataclass(kw_only=True)
class Herd:
    """One account at each network; `made`: what is to be seen, by publication."""

    app: App
    clock: SetClock
    business: Business
    weather: Weather
    server: Server
    sky: Atproto
    place: Place
    sites: Sites
    accounts: dict[str, Connection] = field(default_factory=dict)
    made: dict[str, tuple[str, ...]] = field(default_factory=dict)

    async def post(self, network: str, text: str, media: tuple[Media, ...] = ()) -> None:
        """Approved, and due now."""
        account, now = self.accounts[network], self.clock.now()
        post = making.post(self.business.workspace, self.business.owner)
        version = making.version(post, text=text, media=media, targets={account.id: Target(options={"thread": "1"})})
        agreed = {"approved_hash": content_hash(content(version, account)), "approval_id": ActionId(new_id())}
        times = {"due_at": now, "wake_at": now}
        one = making.publication(post, account, state=State.SCHEDULED, version=1, **times, **agreed)
        await self.app.store.add(EVERYWHERE, post, version, one, self.business.approval(one))
        self.made[one.id] = (text.partition("\n")[0],) if network == "wordpress" else tuple(text.split("\n---\n"))

    def seen(self) -> Seen:
        return {
            "mastodon": Counter(one["text"] for one in self.server.statuses),
            "bluesky": Counter(one["text"] for one in self.sky.accounts[0].records.values()),
            "discord": Counter(one.content for one in self.place.messages.values()),
            "wordpress": Counter(one["title"] for one in self.sites.sites[0].shown()),
        }

    async def all(self) -> list[Publication]:
        return await self.app.store.find(EVERYWHERE, Publication)

    async def settles(self) -> None:
        """Workers follow each other, some killed at any moment, until nothing is left to do."""
        chance = self.weather.random
        for _ in range(5000):
            killed = chance.random() < KILLED
            task = asyncio.create_task(publish_due(self.app, new_id(), pace=PACE))
            if killed:
                await asyncio.wait([task], timeout=chance.uniform(0, 0.12))
                task.cancel()
            with suppress(asyncio.CancelledError):
                await task
            left = [one for one in await self.all() if one.wake_at is not None]
            if not left:
                return
            now = self.clock.now()
            ahead = [at for one in left for at in (one.wake_at, one.lease_until) if at is not None and at > now]
            if ahead and (not killed or chance.random() < 0.5):
                self.clock.set(min(ahead) + MOMENT)
        raise AssertionError("it does not come to an end")


@asynccontextmanager
async def herd(store: SqlStore, folder: Path, seed: int) -> AsyncIterator[Herd]:
    clock, weather = SetClock(datetime.now(UTC)), Weather(Random(seed))
    sky, place, sites = weather.over(Atproto), weather.over(Place), weather.over(Sites)
    async with AsyncExitStack() as stack:
        played = await stack.enter_async_context(Played(clock=clock))
        for one in (sky, place, sites):
            await stack.enter_async_context(one.running())
        origins = {"mastodon": played.origins["mastodon"], "discord": place.origin}
        resolving = {"bluesky_resolver": sky.origin, "bluesky_directory": sky.origin}
        allow = [urlsplit(one.origin).netloc for one in (sky, sites)]
        caps = Caps(total=2, connect=2)
        api = await stack.enter_async_context(HttpApi(clock, origins | resolving, caps, allow=allow))
        server = Server(played.desks["mastodon"], odd=frozenset({"keyless"}))
        played.routes["mastodon"] = server.routes()
        vault = await vault_of(store, clock, folder, origins)
        made = Herd(
            app=app_of(store, clock, api, vault, NETWORKS),
            clock=clock,
            business=await Business.open(store, grace=timedelta(days=1)),
            weather=weather,
            server=server,
            sky=sky,
            place=place,
            sites=sites,
        )
        await connected(made, (await Sky(sky, api).logs_in()).issued)
        weather.calm = False
        played.faults.by_chance(seed=seed, before=SHARE, after=SHARE)
        yield made
        assert played.journal.violations + place.violations + sky.violations + sites.violations == []


async def connected(one: Herd, issued: Issued) -> None:
    """`issued`: what the login at Bluesky gave."""
    site, one.place.webhook_token = one.sites.sites[0], "w" * 68
    hook = Issued(access=Secret(one.place.webhook_token), facts={"webhook": WEBHOOK})
    password = Issued(access=Secret(site.new_password()), facts={"login": "anna"})
    there: dict[str, tuple[str, str, Issued]] = {
        "mastodon": (f"social.example/{ACCOUNT}", "https://social.example", Issued(access=Secret(TOKEN))),
        "bluesky": (ANNA, one.sky.origin, issued),
        "discord": (f"{GUILD}/{CHANNEL}", "", hook),
        "wordpress": ("maize.example", site.root, password),
    }
    for name, (account, server, tokens) in there.items():
        given = {"network": name, "account": account, "server": server}
        one.accounts[name] = making.connection(one.business.workspace, one.business.owner, **given)
        await one.app.store.add(EVERYWHERE, one.accounts[name])
        await one.app.vault.keep(one.app.store, one.accounts[name], tokens, old=None)
    for key, data in FILES.items():
        await one.app.files.put(key, data)


def shown(one: Media) -> Media:
    return replace(one, digest=hashlib.sha256(FILES[one.key]).hexdigest())


async def posts(one: Herd, number: int) -> None:
    """Plain ones, threads, threads with pictures or a film, and the same words again and again."""
    pictures, films = (shown(picture("Maize")),) * 2, (shown(film()),)
    for n in range(number):
        thread = f"One {n}.\n---\nTwo {n}.\n---\nThree {n}."
        texts = [(f"Bread {n}", ()), (thread, ()), (thread, pictures), ("The same bread", ()), (thread, films)]
        words: Any = texts[n % len(texts)]
        for network in one.accounts:
            await one.post(network, *(words if network != "wordpress" else (f"Title {n}\n\nWords.", words[1])))


def untrue(one: Herd, ended: list[Publication]) -> dict[str, Counter[str]]:
    """Of what readers see, all that nobody knows of; and of what is said to be out, all that nobody sees."""
    said: dict[str, Counter[str]] = {name: Counter() for name in one.accounts}
    open_: dict[str, Counter[str]] = {name: Counter() for name in one.accounts}
    for publication in ended:
        known = said if publication.state is State.PUBLISHED else open_
        known[publication.network].update(one.made[publication.id])
    wrong = {}
    for name, seen in one.seen().items():
        lost, twice = said[name] - seen, seen - said[name] - open_[name]
        wrong.update({f"{what} at {name}": found for what, found in (("lost", lost), ("twice", twice)) if found})
    return wrong


async def weathered(store: SqlStore, folder: Path, number: int, seed: int) -> None:
    async with herd(store, folder, seed) as one:
        await posts(one, number)
        await one.settles()
        ended = await one.all()
        assert one.weather.broken > number // 5
        assert untrue(one, ended) == {}
        open_ = [publication for publication in ended if publication.state is not State.PUBLISHED]
        assert {publication.state for publication in open_} <= {State.UNCONFIRMED}
        # Elsewhere people are asked only where every look was ended by a death.
        assert sum(publication.network != "discord" for publication in open_) <= number // 10


async def test_nothing_is_lost_and_nothing_twice_at_any_of_four_networks(
    sqlite_store: SqlStore, tmp_path: Path
) -> None:
    await weathered(sqlite_store, tmp_path, 10, 1)


@pytest.mark.night
@pytest.mark.parametrize("seed", range(2, 8))
async def test_two_hundred_posts_at_four_networks(sqlite_store: SqlStore, tmp_path: Path, seed: int) -> None:
    await weathered(sqlite_store, tmp_path, 50, seed)

"""A house with its pages, a provider, and people who have a chat and browsers: all that connecting an account takes."""

from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from bot.web.app import Parts, make_web
from bot.web.connect import Connect, Proof
from core import connecting
from core.app import App
from core.connecting import Link, Proved
from core.model import Connection, Grant, Secret, Stage, Ticket, Use
from core.networks.api import Caps, HttpApi
from core.ports import EVERYWHERE, OurApp
from storage.journal import Journal
from storage.store import SqlStore
from storage.vault import sandbox_bearer_is
from tests.fakes.connect.browsers import Browser
from tests.fakes.connect.declared import CLIENT, NETWORKS, SECRET, SERVERS
from tests.fakes.connect.provider import Provider
from tests.fakes.connect.world import Player, World
from tests.handlers.desk import Office, Person, make_app
from tests.vaults import vault_of

PUBLIC = "https://maize.example"


@dataclass(frozen=True, kw_only=True)
class House:
    """What a test can reach of it."""

    office: Office
    provider: Provider
    other: Provider
    """Another server of the same software."""
    web: Any
    address: str
    world: World

    @property
    def store(self) -> SqlStore:
        store = self.office.app.store
        assert isinstance(store, SqlStore)
        return store

    def browser(self, language: str = "en") -> Browser:
        return Browser(self.web, self.address, language)

    async def ask(self, person: Person, network: str = "plain", *, typed: str | None = None, again: str = "") -> Link:
        """As the button in the chat does."""
        talk = await person.talk()
        said = self.world.players[network].typed if typed is None else typed
        link = await connecting.ask(
            self.office.app, talk.workspace_id, talk, network, typed=said, connection_id=again or None
        )
        await self.office.settle()
        return link

    async def begun(self, person: Person, network: str = "plain", **given: Any) -> Browser:
        """Their browser has their link, and shows the digits."""
        browser = self.browser()
        await browser.goes((await self.ask(person, network, **given)).url)
        await browser.presses("bind")
        return browser

    async def proved(self, person: Person, network: str = "plain", **given: Any) -> Browser:
        """And it is theirs."""
        browser = await self.begun(person, network, **given)
        assert isinstance(await self.types(person, browser.digits), Proved)
        await browser.looks()
        return browser

    async def sent(self, person: Person, network: str = "plain", **given: Any) -> Browser:
        """And it is at the network."""
        browser = await self.proved(person, network, **given)
        await browser.presses("go")
        return browser

    async def connected(self, person: Person, network: str = "plain", account: str = "anna", **given: Any) -> Browser:
        """The whole way."""
        browser = await self.sent(person, network, **given)
        await browser.goes(self.provider.consents(browser.sent_to, account))
        await self.office.settle()
        return browser

    async def types(self, person: Person, text: str) -> Any:
        """Six digits, in the chat."""
        return await connecting.prove_by_code(self.office.app, await person.talk(), text)

    async def tickets(self) -> list[Ticket]:
        return await self.store.find(EVERYWHERE, Ticket, order="created_at")

    async def ticket(self) -> Ticket:
        return (await self.tickets())[-1]

    async def accounts(self) -> list[Connection]:
        """All but the sandbox that everybody has."""
        found = await self.store.find(EVERYWHERE, Connection, order="created_at")
        return [one for one in found if one.network in self.world.networks]

    async def left(self) -> tuple[int, int, int]:
        """How many accounts, grants and uses of tokens there are."""
        uses = await self.store.find(EVERYWHERE, Use)
        return len(await self.accounts()), await self.store.count(EVERYWHERE, Grant), len(uses)

    async def has_nothing(self) -> None:
        """No half of an account, and nothing kept of the way to one."""
        assert await self.accounts() == []
        assert await self.store.count(EVERYWHERE, Grant) == 0
        [*_, ticket] = await self.tickets()
        assert (ticket.stage, ticket.kept, ticket.account) == (Stage.ENDED, None, None)


def played(provider: Provider, other: Provider) -> World:
    """The networks that the provider is."""
    player = Player(consents=provider.consents, asked=lambda: provider.done["token"])
    origins = {name: provider.origin for name in NETWORKS if name not in SERVERS}
    return World(
        networks=NETWORKS,
        origins=origins,
        players={name: replace(player, typed=provider.origin if name in SERVERS else "") for name in NETWORKS},
        clients={name: OurApp(id=CLIENT, secret=Secret(SECRET)) for name in origins},
        allow=(provider.place, other.place),
    )


@asynccontextmanager
async def house(
    store: SqlStore,
    clock: Any,
    folder: Path,
    *,
    address: str = PUBLIC,
    world: World | None = None,
    proof: Callable[[App], Proof] | None = None,
) -> AsyncIterator[House]:
    """Over a migrated database; nothing runs by itself."""
    async with AsyncExitStack() as stack:
        provider, other = [await stack.enter_async_context(Provider()) for _ in range(2)]
        world = world or played(provider, other)
        api = await stack.enter_async_context(
            HttpApi(clock, world.origins, Caps(total=2, connect=1), allow=world.allow, resolver=world.resolver)
        )
        secrets = {name: ours.secret.reveal().decode() for name, ours in world.clients.items()}
        vault = await vault_of(store, clock, folder, world.origins, networks=world.networks, clients=secrets)
        parts = {"networks": world.networks, "api": api, "vault": vault, "clients": world.clients}
        app = make_app(store, clock, address=address, **parts)

        async def behind() -> bool:
            return False

        pages = Parts(
            app=app,
            journal=Journal(store.database),
            verify=partial(sandbox_bearer_is, vault.key),
            pending=behind,
            origin=address,
            routes=Connect(app, {"telegram": proof(app)} if proof else {}).routes,
        )
        yield House(
            office=Office(app), provider=provider, other=other, web=make_web(pages), address=address, world=world
        )
        assert provider.violations + other.violations == []
        await vault.close()

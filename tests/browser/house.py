"""A whole house for tests of its web side: a real server on loopback, a real database, and the chat in a browser."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import httpx

from bot.browser import Browser
from bot.intake import Intake
from bot.web.app import Parts, make_web
from bot.web.serving import listen, port_of, serve_on
from core.app import App
from core.model import Card, Connection, Delivery
from core.networks import NETWORKS
from core.ports import EVERYWHERE
from core.texts import Texts
from storage.database import Database
from storage.journal import Journal
from storage.migrate import pending
from storage.store import SqlStore
from storage.vault import SqlVault, sandbox_bearer, sandbox_bearer_is
from tests import making
from tests.handlers.desk import make_app
from tests.vaults import vault_of

say = Texts("en").say
"""What pages say in English: tests name the sentence, which may be said better any day."""


class Known:
    """What an App asks of the way to networks when nobody publishes: where they are."""

    def __init__(self, origin: str) -> None:
        self.origin = origin

    def base(self, network: str) -> str:
        return self.origin


async def eventually(holds: Callable[[], Awaitable[object] | object]) -> None:
    """Returns as soon as it holds; fails after half a minute: a machine may be busy."""
    async with asyncio.timeout(30):
        while not (await found if isinstance(found := holds(), Awaitable) else found):  # noqa: ASYNC110 - no event to wait for
            await asyncio.sleep(0.01)


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """What a test can reach of it."""

    app: App
    database: Database
    vault: SqlVault
    intake: Intake
    browser: Browser
    http: httpx.AsyncClient
    """Asks the server; does not follow redirects."""
    stop: asyncio.Event

    @property
    def origin(self) -> str:
        return f"http://localhost:{self.browser.door.port}"

    async def account(self, name: str = "bakery", **given: Any) -> Connection:
        """An account at the sandbox."""
        person, shop = making.person(), making.workspace()
        account = making.connection(shop, person, account=name, **given)
        await self.app.store.add(EVERYWHERE, person, shop, account)
        return account

    def bears(self, account: str, **more: str) -> dict[str, str]:
        """The headers of whoever publishes for the account."""
        return {"Authorization": f"Bearer {sandbox_bearer(self.vault.key, account)}", **more}

    async def enter(self) -> None:
        """Exchanges the key for the cookie."""
        answer = await self.http.get(self.browser.link())
        assert answer.status_code == 303

    async def say(self, name: str = "me", **fields: str) -> httpx.Response:
        """Sends what a page would send."""
        data = {"as": name, "key": making.new_id(), "zone": "Europe/Riga", **fields}
        return await self.http.post("/try/say", data=data, headers={"Origin": self.origin})

    async def deliveries(self) -> list[Delivery]:
        """All that was said."""
        return await self.app.store.find(EVERYWHERE, Delivery)

    async def cards(self, name: str = "me") -> list[Card]:
        """All that is shown to somebody."""
        return await self.app.store.find(EVERYWHERE, Card, platform="browser", chat=name)


@asynccontextmanager
async def house(url: str, directory: Path, clock: Any, *, answers: bool = True) -> AsyncIterator[House]:
    """Runs until the test is over; without `answers` what is said stays in the inbox."""
    database, listening = Database(url), listen("127.0.0.1", 0)
    origin = f"http://localhost:{port_of(listening)}"
    store = SqlStore(database)
    vault = await vault_of(store, clock, directory, {"sandbox": origin})
    app = make_app(store, clock, networks=NETWORKS, api=Known(origin), address=origin, vault=vault)
    intake, stop = Intake(app, whole_forms=("browser",)), asyncio.Event()
    browser = Browser(intake, port=port_of(listening))
    web = make_web(_parts(app, database, vault, browser))
    loops = [serve_on(web, listening, stop), browser.run(stop), *([intake.run(stop, poll=0.05)] if answers else [])]
    tasks = [asyncio.create_task(loop) for loop in loops]
    async with httpx.AsyncClient(base_url=origin, trust_env=False, timeout=10) as http:
        yield House(
            app=app, database=database, vault=vault, intake=intake, browser=browser, http=http, stop=stop
        )  # fmt: skip
    stop.set()
    await asyncio.gather(*tasks)
    await database.close()


def _parts(app: App, database: Database, vault: SqlVault, browser: Browser) -> Parts:
    return Parts(
        app=app,
        journal=Journal(database),
        verify=partial(sandbox_bearer_is, vault.key),
        pending=partial(pending, database),
        origin=app.address,
        try_address=browser.address,
        routes=browser.routes,
    )

"""Connecting while others do so too: at once, on each kind of database, or at the worst moment."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from core import connecting
from core.connecting.ending import end
from core.errors import Invalid
from core.model import ConnectionState
from storage.store import SqlStore
from tests.fakes.connect.stage import House, house


@pytest.fixture
async def home(sqlite_store: SqlStore, clock: Any, tmp_path: Path) -> AsyncIterator[House]:
    async with house(sqlite_store, clock, tmp_path) as one:
        yield one


@pytest.fixture
async def either(store: SqlStore, clock: Any, tmp_path: Path) -> AsyncIterator[House]:
    """On each kind of database."""
    async with house(store, clock, tmp_path) as one:
        yield one


# -- at once, on each kind of database ---------------------------------------------------------------------------------


async def test_the_whole_way_on_each_kind_of_database(either: House) -> None:
    either.provider.pages["anna"] = [("one", "First page"), ("two", "Second page")]
    browser = await either.connected(await either.office.person("anna"), "pages")
    await browser.presses("two")
    browser.sees("Connected")
    assert await either.left() == (1, 1, 1)


async def test_of_two_workspaces_that_connect_an_account_at_once_one_has_it(either: House) -> None:
    people = [await either.office.person(name) for name in ("anna", "boris")]
    browsers = [await either.sent(person) for person in people]
    backs = [either.provider.consents(one.sent_to, "shop") for one in browsers]
    await asyncio.gather(*(one.goes(back) for one, back in zip(browsers, backs, strict=True)))
    await either.office.settle()
    [account] = await either.accounts()
    assert (account.state, either.provider.done["revoked"]) == (ConnectionState.ACTIVE, 1)


async def test_of_two_presses_that_choose_at_once_one_counts(either: House) -> None:
    either.provider.pages["anna"] = [("one", "First page"), ("two", "Second page")]
    browser = await either.connected(await either.office.person("anna"), "pages")
    app, cookie = either.office.app, browser.http.cookies["__Host-connect"]
    await asyncio.gather(*(connecting.choose(app, cookie, account) for account in ("one", "two")))
    assert await either.left() == (1, 1, 1)


async def test_of_two_presses_that_depart_at_once_one_counts(either: House) -> None:
    browser = await either.proved(await either.office.person("anna"), "many")
    app, cookie = either.office.app, browser.http.cookies["__Host-connect"]
    first, second = await asyncio.gather(*(connecting.depart(app, cookie) for _ in range(2)))
    assert first == second


# -- a second browser that comes at the worst moment -------------------------------------------------------------------


async def intrudes(home: House, link: connecting.Link) -> None:
    with pytest.raises(Invalid, match="ticket-bound"):
        await connecting.bind(home.office.app, link.url.rpartition("/")[2])


@pytest.mark.parametrize("moment", ["place", "begin", "finish"])
async def test_whoever_has_the_ticket_keeps_it_when_another_browser_comes_meanwhile(home: House, moment: str) -> None:
    anna, browser = await home.office.person("anna"), home.browser()
    link = await home.ask(anna, "many")
    home.provider.meanwhile[moment] = lambda: intrudes(home, link)
    await browser.goes(link.url)
    await browser.presses("bind")
    await home.types(anna, browser.digits)
    await browser.looks()
    await browser.presses("go")
    await browser.goes(home.provider.consents(browser.sent_to))
    browser.sees("Connected")
    assert (await home.left(), home.provider.done["token"], home.provider.meanwhile) == ((1, 1, 1), 1, {})


@pytest.mark.parametrize("moment", ["place", "begin", "finish"])
async def test_what_is_called_off_meanwhile_is_off_and_what_was_issued_goes_back(home: House, moment: str) -> None:
    anna = await home.office.person("anna")
    link = await home.ask(anna, "many")
    home.provider.meanwhile[moment] = lambda: ends(home)
    browser = home.browser()
    await browser.goes(link.url)
    await browser.presses("bind")
    if moment != "place":
        await home.types(anna, browser.digits)
        await browser.looks()
        await browser.presses("go")
    if moment == "finish":
        await browser.goes(home.provider.consents(browser.sent_to))
    browser.sees("Not connected")
    await home.office.settle()
    await home.has_nothing()
    assert home.provider.tokens == {}


async def ends(home: House) -> None:
    """As a newer link would end it, at any stage."""
    async with home.office.app.together() as inside:
        await end(inside, await home.ticket(), "ticket-newer")

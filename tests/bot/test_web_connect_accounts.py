"""Which account a login opens: the only one, one of several, the one that was expected, or one that cannot be had."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from core import connecting
from core.model import Connection
from core.texts import Texts
from storage.store import SqlStore
from tests.conftest import SetClock
from tests.fakes.connect.browsers import Browser
from tests.fakes.connect.stage import House, house
from tests.handlers.desk import Person

say = Texts("en").say
FACTS = {"network": "Plain", "server": "Plain", "detail": "", "account": ""}


@pytest.fixture
async def home(sqlite_store: SqlStore, clock: Any, tmp_path: Path) -> AsyncIterator[House]:
    async with house(sqlite_store, clock, tmp_path) as one:
        yield one


# -- the choice of one of several --------------------------------------------------------------------------------------


async def test_of_several_accounts_one_is_chosen_and_the_others_are_left_alone(home: House) -> None:
    home.provider.pages["anna"] = [("one", "First page"), ("two", "Second <page>")]
    browser = await home.connected(await home.office.person("anna"), "pages")
    browser.sees("Which account?", "First page", "Second <page>")
    await browser.presses("two")
    browser.sees("Connected", "Second <page> is connected")
    assert [one.account for one in await home.accounts()] == ["two"]
    assert (browser.clicks, home.provider.done["token"]) == (3, 1)


async def test_chosen_twice_it_is_connected_once(home: House) -> None:
    home.provider.pages["anna"] = [("one", "First page"), ("two", "Second page")]
    browser = await home.connected(await home.office.person("anna"), "pages")
    form = browser.page.forms[0]
    for account in ("one", "two"):
        await browser.goes(form.action, "POST", data={**form.fields, "account": account})
    assert [one.account for one in await home.accounts()] == ["one"]


async def test_what_the_login_does_not_open_cannot_be_chosen(home: House) -> None:
    home.provider.pages["anna"] = [("one", "First page"), ("two", "Second page")]
    browser = await home.connected(await home.office.person("anna"), "pages")
    form = browser.page.forms[0]
    await browser.goes(form.action, "POST", data={**form.fields, "account": "three"})
    browser.sees("Which account?")
    assert await home.accounts() == []


# -- which account it is -----------------------------------------------------------------------------------------------


async def reconnecting(home: House, person: Person) -> tuple[Connection, Browser]:
    """Anna's account, and her browser at the network to connect it again."""
    await home.connected(person)
    [account] = await home.accounts()
    return account, await home.sent(person, again=account.id)


async def test_the_same_account_again_is_the_same_connection_with_new_tokens(home: House) -> None:
    anna = await home.office.person("anna")
    for _ in range(2):
        await home.connected(anna)
    assert (await home.left(), home.provider.done["exchanged"]) == ((1, 1, 2), 2)


async def test_connecting_again_takes_the_place_of_the_same_account_only(home: House) -> None:
    anna = await home.office.person("anna")
    account, browser = await reconnecting(home, anna)
    await browser.goes(home.provider.consents(browser.sent_to, "anna"))
    browser.sees("Connected")
    assert [one.id for one in await home.accounts()] == [account.id]


async def test_another_account_is_not_taken_in_its_place_and_goes_back(home: House) -> None:
    anna = await home.office.person("anna")
    account, browser = await reconnecting(home, anna)
    await browser.goes(home.provider.consents(browser.sent_to, "boris"))
    browser.sees(say("ticket-account-other", FACTS | {"account": "Anna"}))
    await home.office.settle()
    assert (await home.accounts(), home.provider.done["revoked"]) == ([account], 1)
    assert [one[0] for one in home.provider.tokens.values()] == ["anna"]


async def test_of_several_accounts_only_the_expected_one_is_connected_again(home: House) -> None:
    home.provider.pages["anna"] = [("one", "First page"), ("two", "Second page")]
    anna = await home.office.person("anna")
    browser = await home.connected(anna, "pages")
    await browser.presses("two")
    [account] = await home.accounts()
    browser = await home.connected(anna, "pages", again=account.id)
    browser.sees("Connected", "Second page is connected")
    assert [one.id for one in await home.accounts()] == [account.id]


async def test_an_account_of_another_workspace_is_refused_and_goes_back(home: House) -> None:
    await home.connected(await home.office.person("anna"))
    browser = await home.connected(await home.office.person("boris"))
    browser.sees(say("ticket-account-taken"))
    assert (await home.left(), home.provider.done["revoked"]) == ((1, 1, 2), 1)


async def test_permissions_that_were_unticked_are_kept_as_such_and_said(home: House) -> None:
    browser = await home.sent(await home.office.person("anna"))
    await browser.goes(home.provider.consents(browser.sent_to, without=("stats",)))
    browser.sees("Connected", "✓ We publish", "✗ We cannot tell how your posts are doing")
    [account] = await home.accounts()
    assert (account.scopes, connecting.lacking(await home.ticket())) == (("write", "read"), ("read_engagement",))


async def test_what_was_issued_goes_back_where_nobody_chooses(home: House, clock: SetClock) -> None:
    home.provider.pages["anna"] = [("one", "First page"), ("two", "Second page")]
    await home.connected(await home.office.person("anna"), "pages")
    clock.move(timedelta(minutes=10))
    await home.office.settle()
    await home.has_nothing()
    assert (home.provider.tokens, home.provider.done["revoked"]) == ({}, 1)


async def test_what_was_issued_goes_back_where_it_is_stopped_at_the_choice(home: House) -> None:
    home.provider.pages["anna"] = [("one", "First page"), ("two", "Second page")]
    browser = await home.connected(await home.office.person("anna"), "pages")
    await browser.presses("stop")
    await home.office.settle()
    assert (home.provider.tokens, await home.accounts()) == ({}, [])

"""Asking for a link, and typing the digits of its page: by whom, where, how often, and what it leaves behind."""

import logging
import sqlite3
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from core import connecting
from core.connecting import Nothing, Proved, TooLate, WrongCode
from core.errors import Invalid, Missing
from core.model import Card, DataKey, KeyOf, Stage
from core.ports import EVERYWHERE
from storage.store import SqlStore
from tests.conftest import SetClock
from tests.fakes.connect.stage import House, house
from tests.handlers.desk import Person


@pytest.fixture
async def home(sqlite_store: SqlStore, clock: Any, tmp_path: Path) -> AsyncIterator[House]:
    async with house(sqlite_store, clock, tmp_path) as one:
        yield one


async def asks(home: House, person: Person, network: str = "plain", **given: Any) -> connecting.Link:
    talk = await person.talk()
    return await connecting.ask(home.office.app, talk.workspace_id, talk, network, **given)


# -- the link ----------------------------------------------------------------------------------------------------------


async def test_a_link_is_a_button_where_chats_take_it_and_shows_itself_in_no_log(home: House) -> None:
    link = await asks(home, await home.office.person("anna"))
    assert link.is_button
    assert link.url.startswith("https://maize.example/connect/")
    assert link.url not in repr(link)


async def test_a_link_is_given_in_private_only(home: House) -> None:
    anna = await home.office.person("anna")
    talk = replace(await anna.talk(), private=False)
    with pytest.raises(Invalid, match="connect-link-private"):
        await connecting.ask(home.office.app, talk.workspace_id, talk, "plain")


@pytest.mark.parametrize("network", ["nothing", "sandbox", ""])
async def test_what_nobody_logs_in_to_is_not_offered(home: House, network: str) -> None:
    with pytest.raises(Invalid, match="network-off"):
        await asks(home, await home.office.person("anna"), network)


@pytest.mark.parametrize("typed", ["", "  ", "\n"])
async def test_a_network_of_many_servers_has_to_be_told_which(home: House, typed: str) -> None:
    with pytest.raises(Invalid, match="connect-typed-nothing"):
        await asks(home, await home.office.person("anna"), "many", typed=typed)


@pytest.mark.parametrize("typed", ["x" * 301, "a\x00b", "a\u202eb"])
async def test_what_cannot_be_a_server_is_said_at_once(home: House, typed: str) -> None:
    with pytest.raises(Invalid, match="connect-typed-unusable"):
        await asks(home, await home.office.person("anna"), "many", typed=typed)


async def test_an_account_of_another_workspace_cannot_be_connected_again(home: House) -> None:
    await home.connected(await home.office.person("anna"))
    [account] = await home.accounts()
    with pytest.raises(Missing):
        await asks(home, await home.office.person("boris"), connection_id=account.id)


async def test_an_account_is_connected_again_where_it_was_without_asking(home: House) -> None:
    anna = await home.office.person("anna")
    await home.connected(anna, "many")
    [account] = await home.accounts()
    link = await asks(home, anna, "many", connection_id=account.id)
    assert link.ticket.server == home.provider.origin


# -- the digits --------------------------------------------------------------------------------------------------------


async def test_digits_are_typed_in_the_chat_and_the_page_goes_on(home: House) -> None:
    anna = await home.office.person("anna")
    browser = await home.begun(anna)
    await anna.types(f"{browser.digits[:3]} {browser.digits[3:]}")
    assert (await home.ticket()).stage is Stage.PROVED
    await browser.looks()
    browser.sees("It is you")


async def test_three_wrong_codes_and_it_is_over(home: House) -> None:
    anna = await home.office.person("anna")
    browser = await home.begun(anna)
    right = browser.digits
    wrong = f"{(int(right) + 1) % 10**6:06d}"
    said = [await home.types(anna, wrong) for _ in range(3)]
    assert [(one.left, one.late) for one in said] == [(2, False), (1, False), (0, False)]
    assert isinstance(await home.types(anna, right), TooLate)
    await home.has_nothing()


async def test_new_digits_give_no_new_tries(home: House, clock: SetClock) -> None:
    anna = await home.office.person("anna")
    browser = await home.begun(anna)
    for left in (2, 1):
        assert (await home.types(anna, f"{(int(browser.digits) + 1) % 10**6:06d}")).left == left
    clock.move(timedelta(minutes=5))
    await browser.looks()
    await browser.presses("code")
    assert (await home.types(anna, f"{(int(browser.digits) + 1) % 10**6:06d}")).left == 0


async def test_digits_that_are_too_late_cost_no_try(home: House, clock: SetClock) -> None:
    anna = await home.office.person("anna")
    browser = await home.begun(anna)
    clock.move(timedelta(minutes=5))
    said = await home.types(anna, browser.digits)
    assert (type(said), said.left, said.late) == (WrongCode, 3, True)


async def test_digits_of_somebody_elses_page_are_nothing(home: House) -> None:
    anna, boris = await home.office.person("anna"), await home.office.person("boris")
    browser = await home.begun(anna)
    assert isinstance(await home.types(boris, browser.digits), Nothing)
    assert (await home.ticket()).tries == 0


async def test_digits_where_others_read_are_nothing(home: House) -> None:
    anna = await home.office.person("anna")
    browser = await home.begun(anna)
    talk = replace(await anna.talk(), private=False)
    assert isinstance(await connecting.prove_by_code(home.office.app, talk, browser.digits), Nothing)


async def test_digits_in_another_private_chat_of_the_same_person_will_do(home: House) -> None:
    anna = await home.office.person("anna", platform="terminal")
    browser = await home.begun(anna)
    elsewhere = await home.office.person("anna", platform="browser")
    assert isinstance(await home.types(elsewhere, browser.digits), Proved)


@pytest.mark.parametrize("text", ["/connect", "hello", "12345", "our new price is 123456", ""])
async def test_other_words_are_what_they_are(home: House, text: str) -> None:
    anna = await home.office.person("anna")
    await home.begun(anna)
    assert isinstance(await home.types(anna, text), Nothing)
    assert (await home.ticket()).tries == 0


async def test_six_digits_where_none_are_waited_for_are_words(home: House) -> None:
    anna = await home.office.person("anna")
    assert isinstance(await home.types(anna, "123456"), Nothing)
    await home.ask(anna)
    assert isinstance(await home.types(anna, "123456"), Nothing)


async def test_of_two_pages_the_one_whose_digits_they_are_goes_on(home: House) -> None:
    anna = await home.office.person("anna")
    first, second = await home.begun(anna, "plain"), await home.begun(anna, "pages")
    said = await home.types(anna, first.digits)
    assert isinstance(said, Proved)
    assert said.ticket.network == "plain"
    assert isinstance(await home.types(anna, second.digits), Proved)


# -- what it leaves ----------------------------------------------------------------------------------------------------


async def test_no_secret_of_the_way_is_in_the_log_or_in_the_database(
    home: House, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    anna = await home.office.person("anna")
    link = await home.ask(anna, "many")
    browser = home.browser()
    await browser.goes(link.url)
    secrets = {"link": link.url.rpartition("/")[2], "first": browser.http.cookies["__Host-connect"]}
    await browser.presses("bind")
    secrets["cookie"] = browser.http.cookies["__Host-connect"]
    await home.types(anna, browser.digits)
    await browser.looks()
    await browser.presses("go")
    back = home.provider.consents(browser.sent_to)
    secrets |= {name: parse_qs(urlsplit(back).query)[name][0] for name in ("code", "state")}
    during = dumped(tmp_path / "test.db")
    await browser.goes(back)
    await home.office.settle()
    [token] = home.provider.tokens
    app_secret = next(secret for name, secret in home.provider.clients.items() if name.startswith("app-"))
    secrets |= {"token": token, "app": app_secret}
    for text in (during, dumped(tmp_path / "test.db"), caplog.text):
        assert [name for name, secret in secrets.items() if secret in text] == []


def dumped(path: Path) -> str:
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as database:
        return "\n".join(database.iterdump())


async def test_the_card_that_had_the_link_forgets_it_when_a_browser_has_it(home: House) -> None:
    anna = await home.office.person("anna", platform="terminal")
    await anna.types("/connect")
    await anna.presses("Connect: Plain")
    [shown] = [card for card in await home.store.find(EVERYWHERE, Card) if "/connect/" in card.view]
    browser = home.browser()
    secret = shown.view.partition("/connect/")[2][:43]
    await browser.goes(f"/connect/{secret}")
    await browser.presses("bind")
    await home.office.settle()
    assert secret not in (await home.store.get(EVERYWHERE, Card, shown.id)).view


@pytest.mark.parametrize("ending", ["connected", "stopped"])
async def test_the_key_of_a_ticket_goes_with_it(home: House, ending: str) -> None:
    anna = await home.office.person("anna")
    if ending == "connected":
        await home.connected(anna)
    else:
        browser = await home.sent(anna)
        await browser.looks()
        await browser.presses("stop")
    assert await home.store.count(EVERYWHERE, DataKey, of=KeyOf.TICKET) == 0

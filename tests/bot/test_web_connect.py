"""Connecting an account, seen from the browser: each page, what it says, and what may have no effect."""

import re
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from core.connecting import Proved
from core.model import Action, ActionKind, ClientApp, ConnectionState, Purpose, Stage, Use
from core.ports import EVERYWHERE
from core.texts import LANGUAGES, Texts
from storage.store import SqlStore
from tests.conftest import SetClock
from tests.fakes.connect.stage import House, house

NETWORKS = ("plain", "many", "pages")
GRANTED = ("write", "read", "stats")


@pytest.fixture
async def home(sqlite_store: SqlStore, clock: Any, tmp_path: Path) -> AsyncIterator[House]:
    async with house(sqlite_store, clock, tmp_path) as one:
        yield one


@pytest.mark.parametrize("network", NETWORKS)
async def test_an_account_is_connected_from_the_link_to_the_receipt(home: House, network: str) -> None:
    anna = await home.office.person("anna")
    browser = await home.connected(anna, network)
    browser.sees("Connected", "Anna is connected")
    [account] = await home.accounts()
    assert (account.state, account.title, account.scopes) == (ConnectionState.ACTIVE, "Anna", GRANTED)
    assert (await home.left(), home.provider.done["token"]) == ((1, 1, 1), 1)


async def test_it_takes_three_presses_of_ours_and_after_the_consent_none(home: House) -> None:
    browser = await home.connected(await home.office.person("anna"))
    assert browser.clicks == 2  # and the link in the chat


async def test_the_use_of_the_token_is_the_asking_in_the_chat_and_what_was_connected_is_an_act(home: House) -> None:
    anna = await home.office.person("anna")
    await home.connected(anna)
    [account], [use] = await home.accounts(), await home.store.find(EVERYWHERE, Use)
    [asked] = await home.store.find(EVERYWHERE, Action, kind=ActionKind.CONNECT_ASKED)
    [done] = await home.store.find(EVERYWHERE, Action, kind=ActionKind.CONNECTED, connection_id=account.id)
    assert (use.purpose, use.action_id, use.person_id) == (Purpose.CONNECT, asked.id, (await anna.human()).id)
    assert (done.person_id, done.platform, done.note) == (asked.person_id, "telegram", "Anna")


async def test_the_link_names_who_connects_what_to_which_workspace(home: House) -> None:
    anna = await home.office.person("Anna")
    browser = home.browser()
    await browser.goes((await home.ask(anna, "many")).url)
    browser.sees("Connect Many", "Anna", (await anna.workspace()).name, home.provider.place, "Not me: stop")


@pytest.mark.parametrize("language", LANGUAGES)
async def test_pages_speak_the_language_of_who_asked_in_whatever_browser(home: House, language: str) -> None:
    anna = await home.office.person("anna", language=language)
    browser = home.browser(language="de, en;q=0.5")
    await browser.goes((await home.ask(anna)).url)
    assert f'<html lang="{language}">' in browser.answer.text
    await browser.presses("bind")
    browser.sees(Texts(language).say("web-connect-code-title"))


# -- what may have no effect -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("method", ["GET", "HEAD"])
async def test_looking_at_a_link_changes_nothing(home: House, method: str) -> None:
    link = await home.ask(await home.office.person("anna"))
    for _ in range(3):
        await home.browser().goes(link.url, method)
    assert await home.ticket() == link.ticket


@pytest.mark.parametrize("header", ["Sec-Purpose", "Purpose", "X-Moz", "X-Purpose"])
async def test_what_a_browser_fetches_in_advance_has_no_effect(home: House, header: str) -> None:
    browser = await home.sent(await home.office.person("anna"))
    url, before = home.provider.consents(browser.sent_to), await home.ticket()
    await browser.goes(url, headers={header: "prefetch;prerender"})
    await browser.goes(url, "HEAD")
    assert (browser.answer.status_code, home.provider.done["token"], await home.ticket()) == (204, 0, before)
    await browser.goes(url)
    browser.sees("Connected")


@pytest.mark.parametrize("path", ["/connect", "/connect/{secret}", "/connect/by/telegram", "/oauth/plain/callback"])
@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS"])
async def test_another_method_is_refused_in_a_sentence(home: House, path: str, method: str) -> None:
    browser = home.browser()
    await browser.goes(path, method)
    assert browser.answer.status_code == 405
    browser.sees(Texts("en").say("web-error-405"))


# -- what a page of another is refused ---------------------------------------------------------------------------------


async def test_a_form_from_elsewhere_is_refused(home: House) -> None:
    link = await home.ask(await home.office.person("anna"))
    browser = home.browser()
    await browser.goes(link.url)
    for check in ("", "0" * 64, "ü"):
        await browser.goes(link.url, "POST", data={"step": "bind", "check": check})
        assert browser.answer.status_code == 403
    assert (await home.ticket()).stage is Stage.OPEN


async def test_the_check_of_another_ticket_is_refused(home: House) -> None:
    anna, boris = [await home.office.person(name) for name in ("anna", "boris")]
    browser = home.browser()
    await browser.goes((await home.ask(anna)).url)
    check = browser.page.forms[0].fields["check"]
    link = await home.ask(boris)
    await browser.goes(link.url, "POST", data={"step": "bind", "check": check})
    assert browser.answer.status_code == 403


async def test_a_form_that_the_browser_says_is_from_elsewhere_is_refused(home: House) -> None:
    browser = home.browser()
    await browser.goes((await home.ask(await home.office.person("anna"))).url)
    form = browser.page.forms[0]
    headers = {"Sec-Fetch-Site": "cross-site"}
    await browser.goes(form.action, "POST", data={**form.fields, "step": "bind"}, headers=headers)
    assert browser.answer.status_code == 403


async def test_without_cookies_it_is_said_why_nothing_goes_on(home: House) -> None:
    browser = home.browser()
    await browser.goes((await home.ask(await home.office.person("anna"))).url)
    browser.http.cookies.clear()
    await browser.presses("bind")
    browser.sees("keeps no cookie")
    assert (await home.ticket()).stage is Stage.OPEN


@pytest.mark.parametrize("body", [b"", b"step=nothing", b"%", b"step=bind&" + b"a=1&" * 200])
async def test_a_body_that_is_nothing_is_refused(home: House, body: bytes) -> None:
    browser = home.browser()
    link = await home.ask(await home.office.person("anna"))
    await browser.goes(link.url)
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    await browser.goes(link.url, "POST", content=body, headers=headers)
    assert browser.answer.status_code in {400, 403}
    assert (await home.ticket()).stage is Stage.OPEN


async def test_a_body_that_is_too_large_is_refused(home: House) -> None:
    browser = home.browser()
    link = await home.ask(await home.office.person("anna"))
    await browser.goes(link.url)
    await browser.goes(link.url, "POST", data={"step": "x" * 300_000})
    assert browser.answer.status_code == 413


# -- how it is sent ----------------------------------------------------------------------------------------------------


async def test_every_page_is_kept_nowhere_and_tells_no_address(home: House) -> None:
    browser = await home.connected(await home.office.person("anna"), "many")
    link = await home.ask(await home.office.person("boris"))
    for address in [*browser.passed, link.url, "/connect", "/connect?why=ticket-unknown", "/oauth/plain/callback"]:
        headers = (await browser.http.get(address)).headers
        assert headers["cache-control"] == "no-store"
        assert headers["referrer-policy"] == "no-referrer"
        assert "form-action 'self'" in headers["content-security-policy"]
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert "max-age" in headers["strict-transport-security"]


async def test_the_cookie_is_this_hosts_alone_and_no_script_reads_it(home: House) -> None:
    browser = home.browser()
    await browser.goes((await home.ask(await home.office.person("anna"))).url)
    cookie = browser.answer.headers["set-cookie"]
    assert cookie.startswith("__Host-connect=")
    for part in ("Secure", "HttpOnly", "SameSite=lax", "Path=/"):
        assert part in cookie
    assert "domain" not in cookie.casefold()


async def test_on_this_machine_the_cookie_is_a_plain_one_of_this_port(
    sqlite_store: SqlStore, clock: SetClock, tmp_path: Path
) -> None:
    async with house(sqlite_store, clock, tmp_path, address="http://localhost:8123") as home:
        browser = await home.connected(await home.office.person("anna"))
        browser.sees("Connected")
        assert [one.name for one in browser.http.cookies.jar] == ["connect_8123"]


async def test_the_browser_gets_another_cookie_once_it_has_the_ticket(home: House) -> None:
    browser = home.browser()
    await browser.goes((await home.ask(await home.office.person("anna"))).url)
    before = browser.http.cookies["__Host-connect"]
    await browser.presses("bind")
    assert browser.http.cookies["__Host-connect"] != before


async def test_no_secret_stays_in_an_address_after_the_callback_and_none_is_in_a_page(home: House) -> None:
    anna = await home.office.person("anna")
    browser = await home.sent(anna)
    back = home.provider.consents(browser.sent_to)
    await browser.goes(back)
    assert browser.address == f"{home.address}/connect"
    code, state = re.findall(r"(?:code|state)=([\w-]+)", back)
    cookie = browser.http.cookies["__Host-connect"]
    assert not [one for one in (code, state, cookie) if one in browser.answer.text]


async def test_the_waiting_page_loads_itself_again_and_has_a_way_to_do_it_oneself(home: House) -> None:
    browser = await home.begun(await home.office.person("anna"))
    assert browser.answer.headers["refresh"] == "4"
    assert "/connect" in browser.page.links


async def test_the_way_to_the_network_is_a_page_with_a_link_and_names_it(home: House) -> None:
    browser = await home.sent(await home.office.person("anna"), "many")
    assert (browser.answer.status_code, browser.sent_to[: len(home.provider.origin)]) == (200, home.provider.origin)
    browser.sees(f"Go to {home.provider.place}")


async def test_pressed_again_the_way_to_the_network_is_the_same_one(home: House) -> None:
    browser = await home.sent(await home.office.person("anna"))
    first = browser.sent_to
    await browser.looks()
    browser.sees("You are logging in at")
    await browser.presses("go")
    assert browser.sent_to == first


async def test_our_app_is_registered_at_a_server_once(home: House) -> None:
    for name in ("anna", "boris"):
        await home.connected(await home.office.person(name), "many", name)
    assert (home.provider.done["registered"], len(await home.accounts())) == (1, 2)


async def test_under_a_new_address_of_ours_it_is_registered_anew(home: House) -> None:
    await home.connected(await home.office.person("anna"), "many", "anna")
    [known] = await home.store.find(EVERYWHERE, ClientApp)
    await home.store.change(EVERYWHERE, known, replace(known, address="https://where-we-were.example"))
    await home.connected(await home.office.person("boris"), "many", "boris")
    assert (home.provider.done["registered"], len(await home.accounts())) == (2, 2)


# -- the code on the page ----------------------------------------------------------------------------------------------


async def test_the_page_goes_on_by_itself_once_the_digits_are_typed(home: House) -> None:
    anna = await home.office.person("anna")
    browser = await home.begun(anna)
    await browser.looks()
    browser.sees("Type this code")
    assert isinstance(await home.types(anna, browser.digits), Proved)
    await browser.looks()
    browser.sees("It is you")


async def test_digits_are_the_same_each_time_the_page_is_looked_at(home: House) -> None:
    browser = await home.begun(await home.office.person("anna"))
    first = browser.digits
    await browser.looks()
    assert browser.digits == first


async def test_a_code_that_is_over_is_replaced_by_another(home: House, clock: SetClock) -> None:
    anna = await home.office.person("anna")
    browser = await home.begun(anna)
    first = browser.digits
    clock.move(timedelta(minutes=5))
    await browser.looks()
    browser.sees("This code has run out")
    await browser.presses("code")
    assert browser.digits != first
    assert isinstance(await home.types(anna, browser.digits), Proved)

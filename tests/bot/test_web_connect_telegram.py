"""Telegram's login on the page that shows the digits: for whom it is offered, and what of it is believed."""

import random
import string
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from bot.telegram.proving import TelegramLogin
from bot.web.connect import Claim
from core.model import Delivery, Stage
from core.ports import EVERYWHERE
from core.texts import Texts
from storage.store import SqlStore
from tests import making
from tests.conftest import SetClock
from tests.fakes.connect import widget
from tests.fakes.connect.browsers import Browser
from tests.fakes.connect.stage import House, house

ANNA, OTHER = "4242", "6666"
NOW = making.NOW
LOGIN = TelegramLogin(None, widget.TOKEN, lambda: "maize_bot")  # type: ignore[arg-type]


@pytest.fixture
async def home(sqlite_store: SqlStore, clock: Any, tmp_path: Path) -> AsyncIterator[House]:
    async with house(sqlite_store, clock, tmp_path, proof=widget.login) as one:
        yield one


def check_of(browser: Browser) -> str:
    """What Telegram is told to lead back to."""
    address = browser.answer.text.partition('data-auth-url="')[2].partition('"')[0]
    return dict(parse_qsl(urlsplit(address).query))["check"]


async def comes_back(browser: Browser, check: str, payload: dict[str, str]) -> None:
    await browser.goes("/connect/by/telegram", params={"check": check, **payload})


# -- what Telegram signed ----------------------------------------------------------------------------------------------


def test_what_telegram_signed_just_now_is_believed() -> None:
    payload = widget.signed(ANNA, NOW, last_name="Bērziņa", username="anna", photo_url="https://t.me/i/a.jpg")
    assert LOGIN.claim(payload, NOW) == Claim(user=ANNA, once=payload["hash"])


def test_a_family_of_signs_in_a_name_is_believed_too() -> None:
    assert LOGIN.claim(widget.signed(ANNA, NOW, last_name="👨‍👩‍👧 =&?%\\"), NOW) is not None


@pytest.mark.parametrize(
    ("age", "good"), [(-11, False), (-10, True), (0, True), (120, True), (121, False), (86400, False)]
)
def test_it_is_good_for_two_minutes(age: int, good: bool) -> None:
    payload = widget.signed(ANNA, NOW)
    assert (LOGIN.claim(payload, NOW + timedelta(seconds=age)) is not None) is good


def test_another_bots_login_is_refused() -> None:
    assert LOGIN.claim(widget.signed(ANNA, NOW, token="654321:another"), NOW) is None


@pytest.mark.parametrize(
    "wrong",
    [
        {"id": "0"}, {"id": "-1"}, {"id": "42 "}, {"id": "４２"}, {"id": "1" * 21}, {"id": ""},
        {"auth_date": "soon"}, {"auth_date": "-1"}, {"auth_date": "9" * 30}, {"auth_date": "1_780_000_000"},
        {"first_name": "A\nid=1"}, {"first_name": "A" * 1025}, {"Name": "A"}, {"a=b": "A"},
        {f"field_{chr(97 + n)}": "" for n in range(12)},
    ],
)  # fmt: skip
def test_what_telegram_would_never_sign_is_refused_even_if_it_were_signed(wrong: dict[str, str]) -> None:
    user, at = wrong.pop("id", ANNA), NOW
    assert LOGIN.claim(widget.signed(user, at, **wrong), NOW) is None


def test_of_twenty_thousand_that_were_tampered_with_none_is_believed() -> None:
    chance = random.Random(4)
    believed = 0
    for _ in range(20_000):
        payload = mutated(widget.signed(ANNA, NOW, username="anna", last_name="Bērziņa"), chance)
        believed += LOGIN.claim(payload, NOW) is not None
    assert believed == 0


def mutated(payload: dict[str, str], chance: random.Random) -> dict[str, str]:
    """Something about it is another."""
    name = chance.choice(sorted(payload))
    signs = string.ascii_letters + string.digits + "=\n& ē"
    match chance.randrange(6):
        case 0:
            at = chance.randrange(len(payload[name]))
            old = payload[name][at]
            new = chance.choice([one for one in signs if one != old])
            return payload | {name: payload[name][:at] + new + payload[name][at + 1 :]}
        case 1:
            return {key: value for key, value in payload.items() if key != name}
        case 2:
            return payload | {chance.choice("abcdef") + "_more": chance.choice(signs)}
        case 3:
            return payload | {name: payload[name] + chance.choice(signs)}
        case 4:
            return payload | {name: payload[name][:-1]}
        case _:
            return payload | {
                "hash": payload["hash"].upper() if payload["hash"].upper() != payload["hash"] else "0" * 64
            }


def test_it_shows_no_token() -> None:
    assert widget.TOKEN.partition(":")[2] not in repr(LOGIN)


# -- on the page -------------------------------------------------------------------------------------------------------


async def test_who_is_known_from_telegram_can_log_in_there_instead(home: House) -> None:
    browser = await home.begun(await home.office.person(ANNA))
    await comes_back(browser, check_of(browser), widget.signed(ANNA, NOW))
    browser.sees("It is you")
    ticket = await home.ticket()
    assert (ticket.stage, ticket.proof, browser.address) == (Stage.PROVED, "telegram", f"{home.address}/connect")


async def test_its_page_lets_telegram_in_and_nobody_else(home: House) -> None:
    browser = await home.begun(await home.office.person(ANNA))
    policy = browser.answer.headers["content-security-policy"]
    assert "script-src 'self' https://telegram.org;" in policy
    assert policy.endswith("frame-src https://oauth.telegram.org")
    assert "unsafe" not in policy
    browser.sees("Log in as yourself in Telegram", "Type this code")  # without script the code remains


async def test_other_pages_do_not_let_telegram_in(home: House) -> None:
    browser = await home.proved(await home.office.person(ANNA))
    assert "telegram" not in browser.answer.headers["content-security-policy"]


@pytest.mark.parametrize("platform", ["terminal", "browser", "slack"])
async def test_who_is_not_known_from_telegram_types_the_code(home: House, platform: str) -> None:
    browser = await home.begun(await home.office.person(ANNA, platform=platform))
    assert "telegram-widget" not in browser.answer.text


async def test_without_a_public_address_the_code_is_typed(
    sqlite_store: SqlStore, clock: SetClock, tmp_path: Path
) -> None:
    async with house(sqlite_store, clock, tmp_path, address="http://localhost:8123", proof=widget.login) as home:
        browser = await home.begun(await home.office.person(ANNA))
        assert "telegram-widget" not in browser.answer.text


async def test_somebody_else_who_logs_in_ends_it(home: House) -> None:
    await home.office.person(OTHER)
    browser = await home.begun(await home.office.person(ANNA))
    await comes_back(browser, check_of(browser), widget.signed(OTHER, NOW))
    browser.sees(Texts("en").say("ticket-not-you"))
    await home.has_nothing()


async def test_a_login_proves_something_once_for_anybody(home: House) -> None:
    anna, payload = await home.office.person(ANNA), widget.signed(ANNA, NOW)
    first = await home.begun(anna)
    await comes_back(first, check_of(first), payload)
    second = await home.begun(anna, "pages")
    await comes_back(second, check_of(second), payload)
    second.sees(Texts("en").say("ticket-proof-used"))
    assert (await home.ticket()).stage is Stage.BOUND
    assert await home.store.count(EVERYWHERE, Delivery, key=f"login:{payload['hash']}") == 1


async def test_a_login_that_comes_twice_leaves_the_browser_where_it_is(home: House) -> None:
    browser, payload = await home.begun(await home.office.person(ANNA)), widget.signed(ANNA, NOW)
    check = check_of(browser)
    for _ in range(2):
        await comes_back(browser, check, payload)
        browser.sees("It is you")


async def test_a_login_without_the_pages_check_is_refused(home: House) -> None:
    browser = await home.begun(await home.office.person(ANNA))
    good = check_of(browser)
    for check in ("", good[:-1], good.upper(), "0" * 64):
        await comes_back(browser, check, widget.signed(ANNA, NOW))
        assert browser.answer.status_code == 403
    assert (await home.ticket()).stage is Stage.BOUND


async def test_the_check_of_another_browser_is_refused(home: House) -> None:
    anna, boris = await home.office.person(ANNA), await home.office.person(OTHER)
    theirs, browser = await home.begun(boris), await home.begun(anna)
    await comes_back(browser, check_of(theirs), widget.signed(ANNA, NOW))
    assert browser.answer.status_code == 403


async def test_a_field_that_is_there_twice_is_refused(home: House) -> None:
    browser = await home.begun(await home.office.person(ANNA))
    pairs = [("check", check_of(browser)), *widget.signed(ANNA, NOW).items(), ("id", OTHER)]
    await browser.goes("/connect/by/telegram", params=pairs)
    assert (browser.answer.status_code, (await home.ticket()).stage) == (400, Stage.BOUND)


async def test_fetched_in_advance_it_proves_nothing(home: House) -> None:
    browser = await home.begun(await home.office.person(ANNA))
    params = {"check": check_of(browser), **widget.signed(ANNA, NOW)}
    await browser.goes("/connect/by/telegram", "HEAD", params=params)
    await browser.goes("/connect/by/telegram", params=params, headers={"Sec-Purpose": "prefetch"})
    assert (await home.ticket()).stage is Stage.BOUND


async def test_a_platform_that_proves_nothing_here(home: House) -> None:
    browser = await home.begun(await home.office.person(ANNA))
    await browser.goes("/connect/by/slack")
    assert browser.answer.status_code == 404

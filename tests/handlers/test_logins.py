"""Connecting at a network's own login, as it is read in the chat: one card tells of each end, and knows the way on."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from core import connecting
from core.model import Job, Ticket
from core.ports import EVERYWHERE
from core.texts import Texts
from storage.store import SqlStore
from tests.conftest import SetClock
from tests.fakes.connect.stage import House, house
from tests.handlers.desk import Person

say = Texts("en").say
FACTS = {"network": "Plain", "server": "Plain", "detail": "", "account": ""}
NEW_LINK, CALL_OFF = say("act-new-link"), say("act-call-off")


@pytest.fixture
async def home(sqlite_store: SqlStore, clock: Any, tmp_path: Path) -> AsyncIterator[House]:
    async with house(sqlite_store, clock, tmp_path) as one:
        yield one


async def asking(home: House) -> tuple[Person, Any]:
    """Anna has pressed the button, and her browser shows six digits."""
    anna = await home.office.person("Anna")
    await anna.types("/connect")
    await anna.presses(say("act-connect-network", network="Plain"))
    [link] = [block.url for view in anna.views for block in view.blocks if hasattr(block, "url")]
    browser = home.browser()
    await browser.goes(link)
    await browser.presses("bind")
    return anna, browser


async def at_the_network(home: House) -> tuple[Person, Any]:
    """And she is sent on."""
    anna, browser = await asking(home)
    await anna.types(browser.digits)
    await browser.looks()
    await browser.presses("go")
    anna.views = []
    return anna, browser


async def test_what_came_of_it_has_its_buttons_on_one_card_only(home: House) -> None:
    anna, browser = await at_the_network(home)
    await browser.goes(home.provider.consents(browser.sent_to))
    await home.office.settle()
    await anna.looks()
    anna.sees(say("login-done", account="Anna"), say("receipt-title"))
    assert anna.labels.count(say("act-account")) == 1


async def test_a_no_at_the_network_is_told_once_with_a_button_for_a_new_link(home: House) -> None:
    anna, browser = await at_the_network(home)
    await browser.goes(home.provider.denies(browser.sent_to))
    await home.office.settle()
    await anna.looks()
    anna.sees(say("ticket-denied", FACTS))
    assert anna.labels.count(NEW_LINK) == 1


async def test_whose_link_somebody_else_opened_has_a_button_for_a_new_one(home: House) -> None:
    anna = await home.office.person("Anna")
    link = await home.ask(anna)
    hers, other = home.browser(), home.browser()
    for browser in (hers, other):
        await browser.goes(link.url)
    for browser in (hers, other):
        await browser.presses("bind")
    await home.office.settle()
    await anna.looks()
    anna.sees(say("ticket-opened", FACTS))
    assert {NEW_LINK, CALL_OFF} <= set(anna.labels)


async def test_after_the_third_wrong_try_digits_are_no_idea_for_a_post(home: House) -> None:
    anna, browser = await asking(home)
    right = browser.digits
    for wrong in (one for one in ("000000", "000001", "000002", "000003") if one != right):
        await anna.types(wrong)
    anna.sees(say("login-over"))
    assert anna.views == []


async def test_a_link_that_a_newer_one_took_the_place_of_offers_no_third(home: House) -> None:
    anna, _ = await asking(home)
    await anna.types("/connect")
    await anna.presses(say("act-connect-network", network="Plain"))
    anna.sees(say("ticket-newer"))
    assert NEW_LINK not in anna.labels


async def test_of_wrong_digits_nothing_is_said_once_the_right_ones_were_typed(home: House) -> None:
    anna, browser = await asking(home)
    right = browser.digits
    await anna.types(f"{(int(right) + 1) % 10**6:06d}")
    anna.sees(say("login-wrong", count=2))
    await anna.types(right)
    anna.sees(say("login-waits-on"))
    anna.sees_not(say("login-wrong-before", count=1))


async def test_who_did_not_allow_posting_is_offered_to_log_in_again(home: House) -> None:
    anna, browser = await at_the_network(home)
    await browser.goes(home.provider.consents(browser.sent_to, without=("write",)))
    await home.office.settle()
    await anna.looks()
    anna.sees(say("receipt-lacks-publish"))
    await anna.presses(say("act-connect-again"))
    anna.sees(say("login-secret"))


async def test_of_a_link_that_nobody_opened_nothing_is_told(home: House, clock: SetClock) -> None:
    anna = await home.office.person("Anna")
    await anna.types("/connect")
    await anna.presses(say("act-connect-network", network="Plain"))
    clock.move(connecting.LASTS)
    [ticket] = await home.store.find(EVERYWHERE, Ticket)
    await connecting.lapse(home.office.app, ticket.id)
    assert await home.store.count(EVERYWHERE, Job, kind="notice") == 0

"""How connecting an account can end badly: each says so on the page and in the chat, and leaves no half account."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from bot.cards import from_json
from core import connecting
from core.model import Card, Found, Job, Membership, Role, Stage
from core.ports import EVERYWHERE
from core.texts import Texts
from storage.store import SqlStore
from tests.conftest import SetClock
from tests.fakes.connect import Fault
from tests.fakes.connect.browsers import Browser
from tests.fakes.connect.declared import NETWORKS
from tests.fakes.connect.stage import House, house
from tests.handlers.desk import Person, words

say = Texts("en").say
FACTS = {"network": "Plain", "server": "Plain", "detail": "", "account": ""}


@pytest.fixture
async def home(sqlite_store: SqlStore, clock: Any, tmp_path: Path) -> AsyncIterator[House]:
    async with house(sqlite_store, clock, tmp_path) as one:
        yield one


async def ended(home: House, browser: Browser, error: str, **facts: str) -> None:
    """The sentence stands on the page and in the chat, and there is no half of an account."""
    sentence = say(error, FACTS | facts)
    browser.sees(sentence)
    await home.has_nothing()
    await home.office.settle()
    assert sentence in await said_in_the_chat(home)


async def said_in_the_chat(home: House) -> str:
    """By the newest card."""
    *_, card = await home.store.find(EVERYWHERE, Card)
    return words(from_json(card.view))


async def test_a_login_that_is_denied(home: House) -> None:
    browser = await home.sent(await home.office.person("anna"))
    await browser.goes(home.provider.denies(browser.sent_to))
    assert home.provider.done["token"] == 0
    await ended(home, browser, "ticket-denied")


async def test_what_nobody_foresaw_ends_it_and_keeps_nobody_waiting(home: House) -> None:
    browser = await home.sent(await home.office.person("anna"))
    back = urlsplit(home.provider.consents(browser.sent_to))

    async def odd(*_: object) -> tuple[Found, ...]:
        raise KeyError("what is always there")

    login = replace(NETWORKS["plain"].login, found=odd)  # type: ignore[type-var]
    app = replace(home.office.app, networks={"plain": replace(NETWORKS["plain"], login=login)})
    cookie = browser.http.cookies["__Host-connect"]
    await connecting.come_back(app, "plain", cookie, dict(parse_qsl(back.query)))
    await browser.looks()
    await ended(home, browser, "ticket-away")


async def test_a_network_that_says_no_in_its_own_words(home: House) -> None:
    browser = await home.sent(await home.office.person("anna"))
    url = home.provider.denies(browser.sent_to, "server_error")
    await browser.goes(f"{url}&error_description=Come+back%0Atomorrow%3Cb%3E")
    await ended(home, browser, "ticket-said-no.why", detail="Come back tomorrow<b>")


@pytest.mark.parametrize("fault", Fault)
async def test_a_provider_that_is_down_between_the_code_and_the_token(home: House, fault: Fault) -> None:
    browser = await home.sent(await home.office.person("anna"))
    home.provider.faults.append(fault)
    await browser.goes(home.provider.consents(browser.sent_to))
    await ended(home, browser, "ticket-away")
    assert home.provider.done["token"] == 1


async def test_a_code_that_was_used_before(home: House) -> None:
    browser = await home.sent(await home.office.person("anna"))
    back = home.provider.consents(browser.sent_to)
    for code in home.provider.codes.values():
        code.used = True
    await browser.goes(back)
    await ended(home, browser, "ticket-refused.why", detail="invalid_grant")


async def test_a_code_of_somebody_elses_login_is_refused_by_its_verifier(home: House) -> None:
    anna, mallory = [await home.office.person(name) for name in ("anna", "mallory")]
    theirs = home.provider.consents((await home.sent(mallory)).sent_to, "mallory")
    browser = await home.sent(anna)
    code = theirs.partition("code=")[2].partition("&")[0]
    state = home.provider.consents(browser.sent_to).partition("&")[2]
    await browser.goes(f"/oauth/plain/callback?code={code}&{state}")
    await ended(home, browser, "ticket-refused.why", detail="invalid_grant")
    assert home.provider.done["exchanged"] == 0


@pytest.mark.parametrize("typed", ["nowhere", "http://127.0.0.1:9", "http://[::1]:1"])
async def test_an_unknown_server_is_said_before_anything_else_is_asked(home: House, typed: str) -> None:
    anna, browser = await home.office.person("anna"), home.browser()
    await browser.goes((await home.ask(anna, "many", typed=typed)).url)
    await browser.presses("bind")
    browser.sees("Not connected")
    await home.has_nothing()
    await home.office.settle()
    assert typed.partition("://")[2] in await said_in_the_chat(home)


async def test_a_server_of_another_kind(home: House) -> None:
    home.provider.kind = "something else"
    anna, browser = await home.office.person("anna"), home.browser()
    await browser.goes((await home.ask(anna, "many")).url)
    await browser.presses("bind")
    await ended(
        home, browser, "ticket-refused.why", server=home.provider.place, detail="that is another kind of server"
    )


async def test_a_session_that_expired(home: House, clock: SetClock) -> None:
    browser = await home.sent(await home.office.person("anna"))
    back = home.provider.consents(browser.sent_to)
    clock.move(timedelta(minutes=10))
    await browser.goes(back)
    await ended(home, browser, "ticket-expired")
    assert home.provider.done["token"] == 0


@pytest.mark.parametrize("stage", ["ask", "begun", "proved", "sent"])
async def test_what_nobody_goes_on_with_ends_by_itself_and_is_told(home: House, clock: SetClock, stage: str) -> None:
    await getattr(home, stage)(await home.office.person("anna"))
    clock.move(timedelta(minutes=10))
    await home.office.settle()
    ticket = await home.ticket()
    assert (ticket.stage, ticket.error) == (Stage.ENDED, "ticket-expired")
    await home.has_nothing()


async def test_a_link_that_is_opened_by_a_second_browser(home: House) -> None:
    anna, other = await home.office.person("anna"), home.browser()
    link = await home.ask(anna)
    await other.goes(link.url)
    browser = home.browser()
    await browser.goes(link.url)
    await browser.presses("bind")
    await other.presses("bind")
    other.sees(say("ticket-bound"))
    told = await home.store.count(EVERYWHERE, Job, kind="notice", key=f"ticket:{link.ticket.id}")
    assert ((await home.ticket()).detail, told) == ("ticket-opened", 1)
    await home.types(anna, browser.digits)
    await browser.looks()
    browser.sees("It is you")


async def test_looking_at_a_link_that_another_browser_has_tells_nobody(home: House) -> None:
    link = await home.ask(await home.office.person("anna"))
    first, second = home.browser(), home.browser()
    await first.goes(link.url)
    await first.presses("bind")
    await second.goes(link.url)
    second.sees(say("ticket-bound"))
    assert (second.answer.status_code, (await home.ticket()).detail) == (409, None)


async def test_the_browser_that_has_it_opens_its_link_again_and_goes_on(home: House) -> None:
    anna, browser = await home.office.person("anna"), home.browser()
    link = await home.ask(anna)
    await browser.goes(link.url)
    await browser.presses("bind")
    digits = browser.digits
    await browser.goes(link.url)
    assert (browser.address, browser.digits) == (f"{home.address}/connect", digits)


async def test_coming_back_in_another_browser(home: House) -> None:
    browser, other = await home.sent(await home.office.person("anna")), home.browser()
    back = home.provider.consents(browser.sent_to)
    await other.goes(back)
    other.sees(say("ticket-other-browser"))
    assert (home.provider.done["token"], "code=" in other.address) == (0, False)
    await browser.goes(back)
    await ended(home, browser, "ticket-other-browser")
    assert home.provider.done["token"] == 0


async def test_not_me_ends_it_from_the_link_or_from_any_page_after_it(home: House) -> None:
    anna, browser = await home.office.person("anna"), home.browser()
    await browser.goes((await home.ask(anna)).url)
    await browser.presses("stop")
    await ended(home, browser, "ticket-stopped")
    for stage in (home.begun, home.proved):
        browser = await stage(anna)
        await browser.presses("stop")
        await ended(home, browser, "ticket-stopped")


async def test_a_second_browser_cannot_stop_what_the_first_has(home: House) -> None:
    link = await home.ask(await home.office.person("anna"))
    first, second = home.browser(), home.browser()
    for one in (second, first):
        await one.goes(link.url)
    await first.presses("bind")
    await second.presses("stop")
    assert (await home.ticket()).stage is Stage.BOUND


async def test_a_newer_link_ends_the_older_one(home: House) -> None:
    anna, browser = await home.office.person("anna"), home.browser()
    old = await home.ask(anna)
    await home.ask(anna)
    await browser.goes(old.url)
    browser.sees(say("ticket-newer"))
    assert [one.stage for one in await home.tickets()] == [Stage.ENDED, Stage.OPEN]


async def test_links_to_different_networks_do_not_end_each_other(home: House) -> None:
    anna = await home.office.person("anna")
    for network in ("plain", "pages"):
        await home.ask(anna, network)
    assert len(await connecting.open_tickets(home.office.app, (await anna.human()).id)) == 2


async def demoted(home: House, person: Person) -> None:
    [place] = await home.store.find(EVERYWHERE, Membership, person_id=(await person.human()).id)
    await home.store.change(EVERYWHERE, place, replace(place, role=Role.AUTHOR))


async def test_whoever_is_no_owner_any_more_connects_nothing_and_no_code_is_exchanged(home: House) -> None:
    anna = await home.office.person("anna")
    browser = await home.sent(anna)
    await demoted(home, anna)
    await browser.goes(home.provider.consents(browser.sent_to))
    browser.sees(say("ticket-role"))
    assert (await home.left(), home.provider.done["token"]) == ((0, 0, 0), 0)


async def test_what_was_issued_goes_back_where_somebody_is_no_owner_any_more_as_they_choose(home: House) -> None:
    anna = await home.office.person("anna")
    home.provider.pages["anna"] = [("one", "One"), ("two", "Two")]
    browser = await home.connected(anna, "pages")
    await demoted(home, anna)
    await browser.presses("one")
    browser.sees(say("ticket-role"))
    await home.office.settle()
    assert (await home.left(), home.provider.tokens) == ((0, 0, 1), {})


async def test_a_link_that_is_none_of_ours(home: House) -> None:
    browser = home.browser()
    for secret in ("x", "A" * 43, "%00", "a" * 5000):
        await browser.goes(f"/connect/{secret}")
        assert browser.answer.status_code == 404


async def test_a_browser_that_has_begun_nothing(home: House) -> None:
    browser = home.browser()
    await browser.goes("/connect")
    browser.sees(say("ticket-none-here"))
    assert browser.answer.status_code == 404


@pytest.mark.parametrize(
    "query", ["", "state=x", "state=&code=1", "code=1", "state=a&state=b", "state=" + "A" * 43, "x" * 20_000, "a=%ff"]
)
async def test_coming_back_with_what_nobody_was_sent_away_with(home: House, query: str) -> None:
    browser = await home.sent(await home.office.person("anna"))
    before = await home.ticket()
    await browser.goes(f"/oauth/plain/callback?{query}")
    browser.sees(say("ticket-unknown"))
    assert (await home.ticket(), home.provider.done["token"]) == (before, 0)

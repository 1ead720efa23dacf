"""Somebody else's link, address or login: in six cases, at three networks, from each chat, no code is ever exchanged.

The cases are those of "the wrong person clicks the link" (docs/design/connecting.md), the count is the provider's own.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from core import connecting
from core.connecting import WrongCode
from core.model import Stage, Ticket
from core.ports import EVERYWHERE
from storage.store import SqlStore
from tests.fakes.connect import widget
from tests.fakes.connect.browsers import Browser
from tests.fakes.connect.real import REAL, real_world
from tests.fakes.connect.stage import PUBLIC, House, house
from tests.handlers.desk import Person

NIGHT = pytest.mark.night
CHATS = ("telegram", "terminal", pytest.param("browser", marks=NIGHT))
PLAYED_CHATS = ["telegram", pytest.param("terminal", marks=NIGHT), pytest.param("browser", marks=NIGHT)]
"""For networks that only tests know."""
NETWORKS = ("plain", "many", "pages")
ATTACKER, VICTIM = "666", "42"
GATE_RACES, RACES, GATE_REPLAYS, REPLAYS = 40, 1000, 250, 5000


@pytest.fixture
async def home(sqlite_store: SqlStore, clock: Any, tmp_path: Path) -> AsyncIterator[House]:
    async with house(sqlite_store, clock, tmp_path, proof=widget.login) as one:
        yield one


@pytest.fixture
async def real(sqlite_store: SqlStore, clock: Any, tmp_path: Path) -> AsyncIterator[House]:
    """With networks that there are."""
    async with (
        real_world(PUBLIC, clock) as world,
        house(sqlite_store, clock, tmp_path, world=world, proof=widget.login) as one,
    ):
        yield one


async def link_forwarded(home: House, mallory: Person, victim: Person, network: str) -> None:
    """The victim opens it and says yes; the digits are then on their page, and the attacker has to guess them."""
    browser = home.browser()
    await browser.goes((await home.ask(mallory, network)).url)
    browser.sees(mallory.said.name)
    await browser.presses("bind")
    assert isinstance(await home.types(victim, browser.digits), connecting.Nothing)
    wrong = f"{(int(browser.digits) + 1) % 10**6:06d}"
    tries = [await home.types(mallory, wrong) for _ in range(3)]
    assert [one.left for one in tries if isinstance(one, WrongCode)] == [2, 1, 0]
    await browser.looks()
    browser.sees("Not connected")


async def provider_address_forwarded(home: House, mallory: Person, victim: Person, network: str) -> None:
    """The victim logs in at the network and says yes, in a browser that began nothing."""
    theirs, browser = await home.sent(mallory, network), home.browser()
    back = home.world.players[network].consents(theirs.sent_to, "victim")
    await browser.goes(back)
    browser.sees("Not connected")
    await theirs.goes(back)  # and the attacker has got hold of it
    theirs.sees("Not connected")


async def callback_forwarded(home: House, mallory: Person, victim: Person, network: str) -> None:
    """The attacker's own code comes into the victim's browser, which is on a way of its own."""
    theirs, browser = await home.sent(mallory, network), await home.sent(victim, network)
    await browser.goes(home.world.players[network].consents(theirs.sent_to, "mallory"))
    browser.sees("Not connected")
    own = (await home.store.find(EVERYWHERE, Ticket, person_id=(await victim.human()).id))[0]
    assert own.stage is Stage.SENT


async def used_again(home: House, mallory: Person, victim: Person, network: str) -> None:
    """After a success: the link, the page's forms and the callback once more, here and in another browser."""
    link, browser, other = await home.ask(victim, network), home.browser(), home.browser()
    await browser.goes(link.url)
    form = browser.page.forms[0]
    await browser.presses("bind")
    await home.types(victim, browser.digits)
    await browser.looks()
    await browser.presses("go")
    back = home.world.players[network].consents(browser.sent_to, "victim")
    await browser.goes(back)
    browser.sees("Connected")
    meant = home.world.players[network].asked()
    for one in (browser, other):
        await one.goes(link.url)
        await one.goes(form.action, "POST", data={**form.fields, "step": "bind"})
        await one.goes(back)
    assert (meant, len(await home.accounts())) == (1, 1)


async def signed_login_injected(home: House, mallory: Person, victim: Person, network: str) -> None:
    """The victim's browser has the attacker's link; the attacker's own login at Telegram is brought into it."""
    browser, theirs = home.browser(), home.browser()
    link = await home.ask(mallory, network)
    for one in (theirs, browser):
        await one.goes(link.url)
    await browser.presses("bind")
    payload = widget.signed(ATTACKER, home.office.app.clock.now())
    for check in ("", "0" * 64, theirs.page.forms[0].fields["check"]):
        await browser.goes("/connect/by/telegram", params={"check": check, **payload})
        assert browser.answer.status_code == 403
    assert (await home.ticket()).stage is Stage.BOUND


async def tabs_crossed(home: House, mallory: Person, victim: Person, network: str) -> None:
    """Two tabs of one browser, for two workspaces: what the first was sent away with comes back to the second."""
    browser = await home.sent(victim, network)
    back = home.world.players[network].consents(browser.sent_to, "victim")
    await browser.goes((await home.ask(mallory, network)).url)
    await browser.presses("bind")
    await browser.goes(back)
    browser.sees("Not connected")


CASES = (
    link_forwarded,
    provider_address_forwarded,
    callback_forwarded,
    used_again,
    signed_login_injected,
    tabs_crossed,
)


@pytest.mark.parametrize("chat", PLAYED_CHATS)
@pytest.mark.parametrize("network", NETWORKS)
@pytest.mark.parametrize("case", CASES)
async def test_the_wrong_person_gets_nothing_exchanged(
    home: House, case: Callable[..., Awaitable[None]], network: str, chat: str
) -> None:
    await tried(home, case, network, chat)


@pytest.mark.parametrize("chat", CHATS)
@pytest.mark.parametrize("network", REAL)
@pytest.mark.parametrize("case", CASES)
async def test_at_networks_that_there_are_neither(
    real: House, case: Callable[..., Awaitable[None]], network: str, chat: str
) -> None:
    await tried(real, case, network, chat)


async def tried(home: House, case: Callable[..., Awaitable[None]], network: str, chat: str) -> None:
    mallory = await home.office.person(ATTACKER, platform=chat)
    victim = await home.office.person(VICTIM, platform=chat)
    await case(home, mallory, victim, network)
    meant = 1 if case is used_again else 0
    assert home.world.players[network].asked() == meant


@pytest.mark.parametrize("network", REAL)
async def test_at_networks_that_there_are_the_right_person_gets_their_account(real: House, network: str) -> None:
    anna = await real.office.person(VICTIM)
    browser = await real.sent(anna, network)
    await browser.goes(real.world.players[network].consents(browser.sent_to))
    browser.sees("Connected")
    assert (await real.left(), browser.clicks) == ((1, 1, 1), 2)


# -- what has to fit before a code is exchanged ------------------------------------------------------------------------


async def without_cookie(home: House, browser: Browser, back: str) -> str:
    browser.http.cookies.clear()
    return back


async def with_another_cookie(home: House, browser: Browser, back: str) -> str:
    browser.http.cookies.clear()
    browser.http.cookies.set("__Host-connect", "A" * 43, domain="maize.example")
    return back


async def to_another_networks_address(home: House, browser: Browser, back: str) -> str:
    return back.replace("/oauth/many/", "/oauth/plain/")


async def from_another_issuer(home: House, browser: Browser, back: str) -> str:
    return back.partition("&iss=")[0] + f"&iss={home.other.origin}"


async def from_an_issuer_that_does_not_say(home: House, browser: Browser, back: str) -> str:
    return back.partition("&iss=")[0]


async def too_late(home: House, browser: Browser, back: str) -> str:
    ticket = await home.ticket()
    await home.store.change(EVERYWHERE, ticket, replace(ticket, expires_at=home.office.app.clock.now()))
    return back


async def at_a_stage_before(home: House, browser: Browser, back: str) -> str:
    ticket = await home.ticket()
    await home.store.change(EVERYWHERE, ticket, replace(ticket, stage=Stage.PROVED))
    return back


async def with_another_state(home: House, browser: Browser, back: str) -> str:
    before, _, rest = back.partition("&state=")
    return f"{before}&state={'B' * 43}&{rest.partition('&')[2]}"


async def with_two_states(home: House, browser: Browser, back: str) -> str:
    return back + "&state=" + "B" * 43


MISFITS = (
    without_cookie,
    with_another_cookie,
    to_another_networks_address,
    from_another_issuer,
    from_an_issuer_that_does_not_say,
    too_late,
    at_a_stage_before,
    with_another_state,
    with_two_states,
)


@pytest.mark.parametrize("misfit", MISFITS)
async def test_unless_everything_fits_the_token_endpoint_is_not_asked(
    home: House, misfit: Callable[..., Awaitable[str]]
) -> None:
    browser = await home.sent(await home.office.person("anna"), "many")
    await browser.goes(await misfit(home, browser, home.provider.consents(browser.sent_to)))
    assert (home.provider.done["token"], await home.accounts()) == (0, [])


# -- races and replays -------------------------------------------------------------------------------------------------


async def departed(home: House, person: Person, network: str = "plain") -> tuple[str, str]:
    """The cookie of a browser that is at the network, and where it comes back to."""
    app = home.office.app
    talk = await person.talk()
    link = await connecting.ask(app, talk.workspace_id, talk, network)
    _, cookie = await connecting.bind(app, link.url.rpartition("/")[2])
    shown = await connecting.result(app, cookie)
    await home.types(person, shown.code)
    return cookie, home.provider.consents(await connecting.depart(app, cookie))


def given_in(back: str) -> dict[str, str]:
    return dict(part.split("=", 1) for part in back.partition("?")[2].split("&"))


@pytest.mark.parametrize("races", [GATE_RACES, pytest.param(RACES, marks=NIGHT)])
async def test_of_two_callbacks_at_once_one_is_exchanged(home: House, races: int) -> None:
    anna, app = await home.office.person("anna"), home.office.app
    for _ in range(races):
        cookie, back = await departed(home, anna)
        both = [connecting.come_back(app, "plain", cookie, given_in(back)) for _ in range(2)]
        await asyncio.gather(*both)
    assert (home.provider.done["token"], home.provider.done["exchanged"]) == (races, races)
    assert len(await home.accounts()) == 1


@pytest.mark.parametrize("replays", [GATE_REPLAYS, pytest.param(REPLAYS, marks=NIGHT)])
async def test_a_callback_that_comes_again_has_no_second_effect(home: House, replays: int) -> None:
    anna = await home.office.person("anna")
    cookie, back = await departed(home, anna)
    app, given = home.office.app, given_in(back)
    await connecting.come_back(app, "plain", cookie, given)
    await home.office.settle()
    before = await home.ticket(), await home.left(), dict(home.provider.done)
    for number in range(replays):
        await connecting.come_back(app, "plain", cookie if number % 2 else "", given)
    assert (await home.ticket(), await home.left(), dict(home.provider.done)) == before


@pytest.mark.parametrize("chances", [20, pytest.param(500, marks=NIGHT)])
async def test_of_two_browsers_that_open_a_link_at_once_one_has_it(home: House, chances: int) -> None:
    anna, app = await home.office.person("anna"), home.office.app
    for _ in range(chances):
        talk = await anna.talk()
        secret = (await connecting.ask(app, talk.workspace_id, talk, "plain")).url.rpartition("/")[2]
        both = await asyncio.gather(*(connecting.bind(app, secret) for _ in range(2)), return_exceptions=True)
        assert sorted(type(one).__name__ for one in both) == ["Invalid", "tuple"]

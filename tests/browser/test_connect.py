"""Connecting an account in a real browser, with script and without, on a phone, in each language."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from bot.web.serving import listen, port_of, serve_on
from core.connecting import Proved
from core.texts import LANGUAGES, Texts
from storage.store import SqlStore
from tests.browser.conftest import NARROW, SCREENS, WIDE
from tests.fakes.connect.stage import House, house
from tests.handlers.desk import Person

pytestmark = pytest.mark.browser


@pytest.fixture
async def home(sqlite_store: SqlStore, clock: Any, tmp_path: Path) -> AsyncIterator[House]:
    listening, stop = listen("127.0.0.1", 0), asyncio.Event()
    async with house(sqlite_store, clock, tmp_path, address=f"http://localhost:{port_of(listening)}") as one:
        serving = asyncio.create_task(serve_on(one.web, listening, stop))
        yield one
        stop.set()
        await serving


class Visit:
    """A person at a browser; every page that they see is kept as a picture, and fits."""

    def __init__(self, page: Any, name: str) -> None:
        self.page, self.name, self.number = page, name, 0
        self.complaints: list[str] = []
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    async def presses(self, label: str) -> None:
        await self.page.get_by_role("button", name=label, exact=True).click()

    async def sees(self, title: str) -> None:
        await self.page.get_by_role("heading", level=1, name=title).wait_for(timeout=15_000)
        self.number += 1
        SCREENS.mkdir(parents=True, exist_ok=True)
        await self.page.screenshot(path=SCREENS / f"connect-{self.name}-{self.number}.png", full_page=True)
        assert await self.page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


@asynccontextmanager
async def visiting(chromium: Any, name: str, **given: Any) -> AsyncIterator[Visit]:
    context = await chromium.new_context(**{"viewport": NARROW, "locale": "en-GB", **given})
    visit = Visit(await context.new_page(), name)
    yield visit
    await context.close()
    assert visit.complaints == []


async def goes_the_whole_way(home: House, visit: Visit, anna: Person, language: str) -> None:
    say = Texts(language).say
    network = {"network": "Many", "place": home.provider.place}
    await visit.page.goto((await home.ask(anna, "many")).url)
    await visit.sees(say("web-connect-title", network))
    await visit.presses(say("web-connect-yes"))
    await visit.sees(say("web-connect-code-title"))
    digits = await visit.page.locator(".code [aria-hidden]").inner_text()
    assert isinstance(await home.types(anna, digits), Proved)
    await visit.sees(say("web-connect-proved"))  # by itself
    await visit.presses(say("web-connect-go", network))
    await visit.page.locator("#yes").click()
    await visit.sees(say("web-connect-done"))
    assert visit.page.url == f"{home.address}/connect"


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_whole_way_on_a_phone_without_script(home: House, chromium: Any, language: str) -> None:
    anna = await home.office.person("Anna Bērziņa", language=language)
    async with visiting(chromium, f"phone-{language}", java_script_enabled=False) as visit:
        await goes_the_whole_way(home, visit, anna, language)
    assert len(await home.accounts()) == 1


async def test_the_whole_way_at_a_desk_with_script(home: House, chromium: Any) -> None:
    anna = await home.office.person("Anna")
    async with visiting(chromium, "desk", viewport=WIDE) as visit:
        await goes_the_whole_way(home, visit, anna, "en")
    assert len(await home.accounts()) == 1


async def test_in_the_dark_and_of_several_pages(home: House, chromium: Any) -> None:
    titles = ["Rudzu maize", "Maizes ceptuve „Bērziņš un dēli”, Rīga, Brīvības iela 100", "Kūkas"]
    home.provider.pages["anna"] = [(str(n), title) for n, title in enumerate(titles)]
    anna, say = await home.office.person("Anna"), Texts("en").say
    async with visiting(chromium, "dark", color_scheme="dark") as visit:
        await visit.page.goto((await home.ask(anna, "pages")).url)
        await visit.sees(say("web-connect-title", network="Pages"))
        await visit.presses(say("web-connect-yes"))
        await visit.sees(say("web-connect-code-title"))
        for wrong in ("000000", "000001"):
            await home.types(anna, wrong)
        await visit.page.get_by_text(say("web-connect-code-wrong", left=1)).wait_for(timeout=15_000)
        await visit.sees(say("web-connect-code-title"))
        digits = await visit.page.locator(".code [aria-hidden]").inner_text()
        await home.types(anna, digits)
        await visit.sees(say("web-connect-proved"))
        await visit.presses(say("web-connect-go", place="Pages"))
        await visit.page.locator("#yes").click()
        await visit.sees(say("web-connect-which"))
        await visit.presses(titles[1])
        await visit.sees(say("web-connect-done"))


@pytest.mark.parametrize("language", LANGUAGES)
async def test_what_is_said_when_it_is_denied_or_stopped_or_somebody_elses(
    home: House, chromium: Any, language: str
) -> None:
    anna, say = await home.office.person("Anna", language=language), Texts(language).say
    async with visiting(chromium, f"ends-{language}") as visit:
        link = await home.ask(anna)
        await visit.page.goto(link.url)
        await visit.presses(say("web-connect-yes"))
        digits = await visit.page.locator(".code [aria-hidden]").inner_text()
        await home.types(anna, digits)
        await visit.page.get_by_role("button", name=say("web-connect-go", place="Plain")).click(timeout=15_000)
        await visit.page.locator("#no").click()
        await visit.sees(say("web-connect-over"))
        first = await home.ask(anna)
        await visit.page.goto(first.url)
        await visit.presses(say("web-connect-not-me"))
        await visit.sees(say("web-connect-over"))
    async with visiting(chromium, f"elsewhere-{language}") as other:
        link = await home.ask(anna)
        browser = home.browser()
        await browser.goes(link.url)
        await browser.presses("bind")
        await other.page.goto(link.url)
        await other.sees(say("web-connect-elsewhere"))
        other.complaints.clear()  # that the answer is 409


async def test_every_page_can_be_used_by_keyboard_alone(home: House, chromium: Any) -> None:
    anna, say = await home.office.person("Anna"), Texts("en").say
    async with visiting(chromium, "keys") as visit:
        await visit.page.goto((await home.ask(anna)).url)
        await tabs_to(visit.page, say("web-connect-yes"))
        await visit.page.keyboard.press("Enter")
        await visit.sees(say("web-connect-code-title"))
        await tabs_to(visit.page, say("web-connect-stop"))
        await visit.page.keyboard.press("Enter")
        await visit.sees(say("web-connect-over"))


async def tabs_to(page: Any, label: str) -> None:
    for _ in range(30):
        if (await page.evaluate("document.activeElement.textContent")).strip() == label:
            return
        await page.keyboard.press("Tab")
    raise AssertionError(f"{label!r} is not reached by keyboard")

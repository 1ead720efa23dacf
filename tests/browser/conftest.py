"""The whole product in one process, and a Chromium that looks at it: only for tests marked `browser`."""

import os
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from bot.processes import Process, running
from bot.settings import Settings

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SCREENS = Path(sys.prefix) / "cache" / "screens"
"""Where pictures of what was seen are left for people to look at."""
NARROW = {"width": 360, "height": 740}
WIDE = {"width": 1200, "height": 800}


@pytest.fixture
async def product(tmp_path: Path) -> AsyncIterator[Process]:
    """As `aimarketing run` starts it, on a port of its own."""
    async with running(Settings(data_dir=tmp_path, port=0), web=True, work=True, browser=True) as process:
        yield process


@pytest.fixture
async def chromium() -> AsyncIterator[Any]:
    from playwright.async_api import async_playwright

    path = os.environ.get("CHROMIUM", "/usr/bin/chromium")  # noqa: TID251 - `make` says which
    async with async_playwright() as playwright:
        started = await playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield started
        await started.close()


@dataclass
class Visitor:
    """A person at a browser. Whatever their console complains of fails the test."""

    context: Any
    page: Any
    origin: str
    complaints: list[str] = field(default_factory=list)

    def chat(self, number: int = 0) -> Any:
        return self.page.locator(".chat").nth(number)

    async def says(self, words: str, number: int = 0) -> None:
        box = self.chat(number).locator(".composer textarea")
        await box.fill(words)
        await box.press("Enter")

    async def presses(self, label: str, number: int = 0) -> None:
        await self.chat(number).get_by_role("button", name=label, exact=True).last.click()

    async def sees(self, words: str, number: int = 0) -> None:
        await self.chat(number).get_by_text(words).last.wait_for(timeout=15_000)

    async def tabs_to(self, label: str, *, back: bool = False) -> None:
        """Walks by keyboard until what has the focus is called so."""
        for _ in range(80):
            if await self.focused() == label:
                return
            await self.page.keyboard.press("Shift+Tab" if back else "Tab")
        raise AssertionError(f"{label!r} is not reached by keyboard")

    async def focused(self) -> str:
        """The name of what has the focus."""
        found: str = await self.page.evaluate(
            "() => { const one = document.activeElement;"
            " return (one.labels?.[0]?.textContent ?? one.textContent ?? '').trim() }"
        )
        return found

    async def too_wide(self) -> int:
        """How many pixels the page is wider than the window."""
        found: int = await self.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        return found

    async def keeps(self, name: str) -> None:
        """Leaves a picture for people to look at."""
        SCREENS.mkdir(parents=True, exist_ok=True)
        await self.page.screenshot(path=SCREENS / f"{name}.png")


@pytest.fixture
async def visit(product: Process, chromium: Any) -> AsyncIterator[Any]:
    """Lets a visitor in: `await visit(people="?as=Anna", viewport=..., ...)`."""
    visitors: list[Visitor] = []

    async def come(path: str = "/try", **given: Any) -> Visitor:
        kept = {"viewport": WIDE, "timezone_id": "Europe/Riga", "locale": "en-GB"}
        context = await chromium.new_context(**(kept | given))
        assert product.browser is not None
        origin = product.browser.address.removesuffix("/try")
        one = Visitor(context, await context.new_page(), origin)
        one.page.on("console", lambda message: one.complaints.append(message.text))
        one.page.on("pageerror", lambda error: one.complaints.append(str(error)))
        link = product.browser.link()
        await one.page.goto(link)
        if path != "/try":
            await one.page.goto(origin + path)
        visitors.append(one)
        return one

    yield come
    for one in visitors:
        await one.context.close()
        assert one.complaints == []

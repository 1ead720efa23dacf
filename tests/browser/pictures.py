"""Makes the pictures of the docs from the gallery's own screens: `make pictures`. Takes a language and a folder."""

import asyncio
import os
import sys
from base64 import b64encode
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from PIL import Image

import bot.pictures
from bot.gallery import gallery, pictures_of
from bot.samples import Sample, samples
from bot.settings import Settings
from bot.web.connecting_pages import AT, Paper, asked
from bot.wiring import opened
from core import connecting
from core.app import App
from core.model import Stage, Ticket
from core.networks import NETWORKS
from core.ports import EVERYWHERE
from core.texts import FALLBACK, Texts
from tests.browser.conftest import FLAGS, WIDE

FOLDER = Path(__file__).parents[2] / "docs" / "pictures"
FONTS = Path(bot.pictures.__file__).parent / "fonts"
NOW = datetime(2026, 12, 3, 7, 20, tzinfo=UTC)
"""Early in a month, so that most of it is still ahead."""
SHOWN = {
    "telegram-variants": ("post", "writing done"),
    "telegram-preview": ("post", "as a picture"),
    "telegram-day": ("pick-day", "this month"),
    "telegram-channel": ("connection", "active"),
    "connected": ("receipt", "without None"),
    "privacy-uses": ("privacy.used", "page 1"),
}
"""Each picture's screen, and its state."""
PHONE = {"width": 390, "height": 860}
DENSITY = 2
COLORS = 256
"""With so many, a picture of a screen and a photograph is a third as large, and looks the same."""


async def drawn(language: str) -> tuple[list[Sample], Mapping[Any, bytes], str]:
    """All screens as they are on one and the same day, what a phone shows of them as photos, and a link's page."""
    with TemporaryDirectory() as folder:
        async with opened(Settings(data_dir=Path(folder))) as house:
            app = replace(house.app, networks=NETWORKS)
            found = [one async for one in samples(app, (language,), NOW)]
            return found, await pictures_of(found, app.files), await connecting_page(app, language)


async def connecting_page(app: App, language: str) -> str:
    """What a link to connect an account opens, with its look inside: nobody serves it here."""
    ticket = next(iter(await app.store.find(EVERYWHERE, Ticket, stage=Stage.OPEN)))
    paper = Paper(await connecting.shown(app, ticket, ""), Texts(language), "nobody's browser")
    html = bytes(asked(paper, app, AT).body).decode()
    folder = files("bot.browser").joinpath("look")
    icon = b64encode(folder.joinpath("icon.svg").read_bytes()).decode()
    look = folder.joinpath("style.css").read_text("utf-8").replace("icon.svg", f"data:image/svg+xml;base64,{icon}")
    return html.replace("</head>", f"<style>{look}</style></head>")


def style() -> str:
    """The letters that phones have, and a bubble without corners to look past."""
    faces = [
        f"@font-face {{ font-family: Phone; font-weight: {weight}; src: url(data:font/ttf;base64,{_font(name)}) }}"
        for name, weight in (("Inter-Regular", 400), ("Inter-SemiBold", 700))
    ]
    around = "body, main, .card { background: #d5e4ce }"
    return "\n".join(
        [*faces, around, ".phone { border-radius: 0; font-family: Phone, 'Noto Color Emoji', sans-serif }"]
    )


def _font(name: str) -> str:
    return b64encode((FONTS / f"{name}.ttf").read_bytes()).decode()


@asynccontextmanager
async def browser() -> AsyncIterator[Any]:
    """A Chromium's page, as fine as a phone's."""
    from playwright.async_api import async_playwright

    path = os.environ.get("CHROMIUM", "/usr/bin/chromium")  # noqa: TID251 - `make` says which
    async with async_playwright() as playwright:
        started = await playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield await started.new_page(device_scale_factor=DENSITY, color_scheme="light", bypass_csp=True)
        await started.close()


def small(picture: bytes) -> bytes:
    """The same with a palette."""
    kept = BytesIO()
    with Image.open(BytesIO(picture)) as image:
        few = image.convert("RGB").quantize(COLORS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.FLOYDSTEINBERG)
        few.save(kept, "PNG", optimize=True)
    return kept.getvalue()


async def made(language: str) -> dict[str, bytes]:
    """Every picture, in this language."""
    pages = {}
    found, pictures, link = await drawn(language)
    async with browser() as page:
        await page.set_viewport_size(PHONE)
        await page.set_content(link)
        pages["connect-page.png"] = small(await page.screenshot(full_page=True, animations="disabled"))
        await page.set_viewport_size(WIDE)
        for name, place in SHOWN.items():
            sample = next(one for one in found if (one.screen, one.state) == place)
            await page.set_content(gallery([sample], pictures=pictures, language=language))
            await page.add_style_tag(content=style())
            await page.evaluate("document.fonts.ready")
            picture = await page.locator(".phone").screenshot(animations="disabled")
            pages[f"{name}.png"] = small(picture)
    return pages


if __name__ == "__main__":
    given = [*sys.argv[1:], *(FALLBACK, str(FOLDER))[len(sys.argv) - 1 :]]
    for file, data in asyncio.run(made(given[0])).items():
        Path(given[1], file).write_bytes(data)

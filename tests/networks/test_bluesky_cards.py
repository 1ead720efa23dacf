"""Cards of pages whose makers know no rules, or mean no good: whatever they are, the post goes out."""

import socket
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import pytest
from aiohttp import web

from core.networks.api import Caps, HttpApi
from tests.fakes.networks.trying import Still
from tests.networks.skies import Sky, content, played_sky

DRAWN = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>'
TITLED = b"<title>Rudzu maize</title>"


@dataclass
class Page:
    """What somebody has a link to."""

    body: bytes = TITLED
    charset: str = "utf-8"
    address: str = ""

    async def shown(self, _: web.Request) -> web.Response:
        return web.Response(body=self.body, headers={"Content-Type": f"text/html; charset={self.charset}"})

    async def drawn(self, _: web.Request) -> web.Response:
        return web.Response(body=DRAWN, content_type="image/png")


@dataclass
class Here:
    """A resolver to whom every name is this machine's."""

    async def resolve(self, host: str, port: int = 0, family: int = socket.AF_INET) -> list[Any]:
        return [{"hostname": host, "host": "127.0.0.1", "port": port, "family": family, "proto": 0, "flags": 0}]

    async def close(self) -> None:
        pass


@pytest.fixture
async def page() -> AsyncIterator[Page]:
    made, app = Page(), web.Application()
    app.add_routes([web.get("/", made.shown), web.get("/drawn", made.drawn)])
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    made.address = f"http://maize.example.com:{runner.addresses[0][1]}/"
    yield made
    await runner.cleanup()


async def embedded(page: Page) -> Any:
    """What is shown below a post with a link to the page."""
    async with played_sky() as sky:
        allow = [urlsplit(one).netloc for one in (page.address, sky.server.origin)]
        async with HttpApi(Still(), {}, Caps(total=1, connect=1), allow=allow, resolver=Here()) as api:
            issued = (await sky.logs_in()).issued
            await Sky(sky.server, api).publish(content(f"Skat: {page.address}"), by=issued)
        [post] = sky.posts()
        return post.get("embed")


@pytest.mark.parametrize(
    "odd", [b"<![if IE]>", b"<![foo[bar]]>", b"<!ELEMENT", b"<!doctype [<!x", b"<?php", b"\0<\xff"]
)
async def test_what_begins_like_a_declaration_and_is_none_ends_no_post(page: Page, odd: bytes) -> None:
    page.body = TITLED + odd
    assert (await embedded(page))["external"]["title"] == "Rudzu maize"


@pytest.mark.parametrize("charset", ["idna", "undefined", "hex", "no-such", "unicode_escape"])
async def test_a_charset_that_is_none_ends_no_post(page: Page, charset: str) -> None:
    page.charset = charset
    assert (await embedded(page))["external"]["title"] == "Rudzu maize"


async def test_a_picture_that_the_server_takes_for_something_else_leaves_the_card(page: Page) -> None:
    page.body = TITLED + b"<meta property='og:image' content='/drawn'>"
    assert (await embedded(page))["external"].keys() == {"uri", "title", "description"}

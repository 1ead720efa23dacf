"""The played Bot API, with the client that our bot uses, for the tests of the fake itself."""

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import aiohttp
import pytest
from telegram import Bot
from telegram.request import HTTPXRequest

from tests.fakes.telegram import FakeTelegram

Ask = Callable[..., Awaitable[dict[str, Any]]]


@pytest.fixture
async def api() -> AsyncIterator[FakeTelegram]:
    async with FakeTelegram(loopback_webhooks=True) as api:
        yield api


@pytest.fixture
async def bot(api: FakeTelegram) -> AsyncIterator[Bot]:
    plain = {"verify": False}  # there is no TLS here, and reading its certificates takes most of a test's time
    requests = {name: HTTPXRequest(httpx_kwargs=plain) for name in ("request", "get_updates_request")}
    async with Bot(api.token, base_url=api.base_url, base_file_url=api.base_file_url, **requests) as bot:
        api.calls.clear()
        yield bot


@pytest.fixture
async def ask(api: FakeTelegram) -> AsyncIterator[Ask]:
    """A method with a JSON body, as no library would send it."""
    async with aiohttp.ClientSession() as session:

        async def asked(method: str, **params: Any) -> dict[str, Any]:
            async with session.post(f"{api.base_url}{api.token}/{method}", json=params) as answer:
                return dict(await answer.json())

        yield asked

"""A whole house that speaks to a played Telegram, in polling or at an address; every request is held to the facts."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from bot.processes import running
from bot.settings import Settings
from bot.wiring import House
from tests.fakes.telegram import FakeTelegram


@dataclass
class Live:
    """A house that is live on Telegram, and what it said to whoever runs it."""

    house: House
    said: list[str] = field(default_factory=list)


@pytest.fixture
async def api() -> AsyncIterator[FakeTelegram]:
    async with FakeTelegram(loopback_webhooks=True) as api:
        yield api
        assert not api.flaws


def settings(api: FakeTelegram, folder: Path, **given: Any) -> Settings:
    kept = {"telegram_bot_token": SecretStr(api.token), "telegram_api_url": api.url, "port": 0, "data_dir": folder}
    return Settings(**(kept | given))


@asynccontextmanager
async def alive(api: FakeTelegram, folder: Path, **given: Any) -> AsyncIterator[Live]:
    said: list[str] = []
    heard = asyncio.Event()

    def say(key: str, _: Any) -> None:
        said.append(key)
        heard.set()

    async with running(settings(api, folder, **given), web=True, work=True, live=say) as process:
        async with asyncio.timeout(30):
            await heard.wait()
        yield Live(process.house, said)


@pytest.fixture
async def live(api: FakeTelegram, tmp_path: Path) -> AsyncIterator[Live]:
    async with alive(api, tmp_path) as live:
        yield live

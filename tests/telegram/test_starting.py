"""Telegram at start and in mid-life: what is wrong is said plainly, once, and everything else runs on."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from pydantic import SecretStr

from bot.doctor import examine
from bot.processes import running
from bot.settings import Settings
from core.texts import FALLBACK, Texts
from tests.fakes.telegram import FakeTelegram, Play
from tests.telegram.conftest import settings

ORIGIN = "https://desk.example"
TOLD = ("setMyCommands", "setMyName", "setMyShortDescription", "setMyDescription", "setChatMenuButton")
NOBODY = "http://127.0.0.1:9"


class Said:
    """What whoever runs it was told, in order."""

    def __init__(self) -> None:
        self.keys: list[str] = []
        self._more = asyncio.Event()

    def __call__(self, key: str, _: Any) -> None:
        self.keys.append(key)
        self._more.set()

    async def hears(self, key: str) -> None:
        async with asyncio.timeout(30):
            while key not in self.keys:
                self._more.clear()
                await self._more.wait()


@asynccontextmanager
async def starting(made: Settings) -> AsyncIterator[Said]:
    """A house, which serves its pages whatever becomes of Telegram."""
    said = Said()
    async with running(made, web=True, work=True, live=said) as process, aiohttp.ClientSession() as session:
        yield said
        async with session.get(f"http://127.0.0.1:{process.house.settings.port}/healthz") as answer:
            assert answer.status == 200


def other_token(api: FakeTelegram, folder: Path) -> Settings:
    return settings(api, folder, telegram_bot_token=SecretStr("7000000000:AAthisOneIsNotTheRightOne"))


def unreached(api: FakeTelegram, folder: Path) -> Settings:
    return settings(api, folder, telegram_api_url=NOBODY)


@pytest.mark.parametrize(("made", "told"), [(other_token, "run-telegram-token"), (unreached, "run-telegram-unreached")])
async def test_what_is_wrong_at_start_is_said_and_the_rest_runs_on(
    api: FakeTelegram, tmp_path: Path, made: Any, told: str
) -> None:
    async with starting(made(api, tmp_path)) as said:
        await said.hears(told)
    assert said.keys == [told]
    assert Texts(FALLBACK).say(told)


async def test_telegram_that_comes_back_is_used_from_then_on(tmp_path: Path) -> None:
    async with FakeTelegram() as api:
        api.plays["getMe"].extend([Play.RESET, Play.BAD_GATEWAY])
        anna = api.person("Anna")
        await anna.writes("/start")
        async with starting(settings(api, tmp_path)) as said:
            await anna.sees("AiMarketing", timeout=30)
        assert said.keys == ["run-telegram-unreached", "run-telegram"]
        assert not api.flaws


async def test_a_token_that_is_revoked_is_said_and_one_that_is_valid_again_works_on(tmp_path: Path) -> None:
    async with FakeTelegram() as api, starting(settings(api, tmp_path)) as said:
        await said.hears("run-telegram")
        token, api.token = api.token, "7000000000:AAanotherOne"
        api.world.updates.interrupt("the token was revoked")
        await said.hears("run-telegram-token")
        api.token = token
        anna = api.person("Anna")
        await anna.writes("/start")
        await anna.sees("AiMarketing", timeout=30)


@pytest.mark.parametrize("public_url", ["", ORIGIN], ids=["fetched", "posted"])
async def test_updates_that_went_elsewhere_come_here_from_now_on(tmp_path: Path, public_url: str) -> None:
    async with FakeTelegram() as api:
        api.world.webhook.set("https://elsewhere.example/hook", "x" * 40, 40)
        async with starting(settings(api, tmp_path, public_url=public_url)) as said:
            await said.hears("run-telegram")
            assert api.world.webhook.url == (f"{ORIGIN}/telegram/webhook" if public_url else "")
        assert said.keys == ["run-telegram-elsewhere", "run-telegram"]


async def test_telegram_is_told_about_us_once_and_only_what_changed(tmp_path: Path) -> None:
    async with FakeTelegram() as api:
        for made in (settings(api, tmp_path), settings(api, tmp_path)):
            async with starting(made) as said:
                await said.hears("run-telegram")
        counts = {name: len(api.called(name)) for name in TOLD}
        assert counts == dict(zip(TOLD, (12, 4, 4, 4, 1), strict=True))
        assert not api.flaws


async def report(made: Settings) -> str:
    """What the doctor says of Telegram."""
    lines: list[str] = []
    await examine(made, lines.append)
    return next(line for line in lines if "TELEGRAM_BOT_TOKEN" in line)


async def test_the_doctor_says_how_it_stands_and_changes_nothing(tmp_path: Path) -> None:
    async with FakeTelegram() as api:
        assert "fetched from here" in await report(settings(api, tmp_path))
        assert "mistyped or revoked" in await report(other_token(api, tmp_path))
        assert "cannot be reached" in await report(unreached(api, tmp_path))
        api.world.webhook.set("https://elsewhere.example/hook", "x" * 40, 40)
        assert "https://elsewhere.example/hook" in await report(settings(api, tmp_path))
        assert api.world.webhook.url == "https://elsewhere.example/hook"
        assert {call.method for call in api.calls} == {"getMe", "getWebhookInfo"}
        assert "not set" in await report(settings(api, tmp_path, telegram_bot_token=SecretStr("")))

"""The same scenarios on every chat platform, in every language."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.processes import running
from bot.settings import Settings
from bot.wiring import House
from core.model import Delivery, DeliveryState, Publication, State
from core.networks.api import HttpApi
from core.ports import EVERYWHERE
from core.texts import LANGUAGES, Texts
from tests.fakes.telegram import FakeTelegram
from tests.scenarios.main_job import MAIN_JOB, WORDS
from tests.scenarios.stage import Actor, InTerminal, OnTelegram, Play
from tests.telegram.conftest import alive

Casting = Callable[[str, str], Actor]
"""Gives the actor of a name and a language."""


@asynccontextmanager
async def terminal(folder: Path) -> AsyncIterator[tuple[House, Casting]]:
    async with running(Settings(data_dir=folder, port=0), web=True, work=True) as process:
        yield process.house, lambda name, language: InTerminal(process.house, name, language)


@asynccontextmanager
async def telegram(folder: Path) -> AsyncIterator[tuple[House, Casting]]:
    async with FakeTelegram() as api, alive(api, folder) as live:
        yield live.house, lambda name, language: OnTelegram(api, name, language)
        await api.settles()
        assert not api.flaws


CASES = (
    pytest.param(terminal, LANGUAGES[-1:], id="terminal"),
    pytest.param(terminal, LANGUAGES, id="terminal, all", marks=pytest.mark.night),
    pytest.param(telegram, LANGUAGES, id="telegram"),
)


@pytest.mark.parametrize(("platform", "languages"), CASES)
async def test_the_main_job_is_done_in_several_languages_at_once(
    platform: Callable, languages: Sequence[str], tmp_path: Path
) -> None:
    async with platform(tmp_path) as (house, casting):
        async with asyncio.TaskGroup() as group:
            for language in languages:
                actors = {who: casting(f"{who} {language}", language) for who in ("anna", "boris")}
                group.create_task(Play(actors, Texts(language), WORDS[language]).goes(MAIN_JOB))
        await published_once(house, [WORDS[language]["brief"] for language in languages])


async def published_once(house: House, briefs: list[str]) -> None:
    """Each stands on the page that its card leads to, once."""
    found = await house.app.store.find(EVERYWHERE, Publication)
    assert [one.state for one in found] == [State.PUBLISHED] * len(briefs)
    async with HttpApi(house.app.clock, {"pages": house.app.address}) as reader:  # as anybody reads them
        pages = [(await reader.call("GET", one.url or "", effect=False)).text for one in found]
    for brief in briefs:
        assert sum(brief in page for page in pages) == 1
    assert not await house.app.store.count(EVERYWHERE, Delivery, state=DeliveryState.FAILED)

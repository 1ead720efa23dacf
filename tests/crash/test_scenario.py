"""The main job on Telegram, while the house is killed between any two steps and in them: it is done, once."""

import asyncio
import contextlib
import random
import socket
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp
import pytest

from core.model import DeliveryState, State
from core.texts import LANGUAGES, Texts
from tests.crash.houses import Nursery, nursery
from tests.fakes.telegram import FakeTelegram
from tests.scenarios.main_job import ARRIVING, MAIN_JOB, PUBLISHING, WORDS, WRITING
from tests.scenarios.stage import OnTelegram, Play, Step

ALONE = (*ARRIVING, *WRITING, *PUBLISHING[-3:])
"""One person's part of it: from hello to a published post."""
OFFSETS = (0.0, 0.01, 0.03, 0.1, 0.3)
"""Seconds after a step; in most of them the house is busy with it."""


@dataclass
class Lightning:
    """Kills the house after some of the steps; several plays may call for it."""

    house: Nursery
    chance: random.Random
    share: float
    offsets: Sequence[float] = OFFSETS
    struck: int = 0
    _one: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def __call__(self, _: Step) -> None:
        if self.chance.random() >= self.share or self._one.locked():
            return
        async with self._one:
            await asyncio.sleep(self.chance.choice(self.offsets))
            self.house.kill()
            self.struck += 1
            await self.house.begin()


async def weathered(folder: Path, steps: Sequence[Step], *, seed: int, share: float, offsets: Sequence[float]) -> None:
    chance = random.Random(seed)
    port = free_port(random.Random())
    async with FakeTelegram() as api, nursery(folder, api.token, api.url, str(port)) as house:
        lightning = Lightning(house, chance, share, offsets)
        async with asyncio.TaskGroup() as group:
            for language in LANGUAGES:
                actors = {who: OnTelegram(api, f"{who} {language}", language) for who in ("anna", "boris")}
                group.create_task(Play(actors, Texts(language), WORDS[language]).goes(steps, lightning))
        await api.settles()
        assert lightning.struck > len(steps) * share / 2
        assert not api.flaws
        await published_once(folder / "aimarketing.db")


async def published_once(database: Path) -> None:
    with sqlite3.connect(database) as connection:
        failed = connection.execute("SELECT count(*) FROM inbox WHERE state = ?", [DeliveryState.FAILED]).fetchone()
        found = connection.execute("SELECT state, url FROM publications").fetchall()
    connection.close()
    assert failed == (0,)
    assert [state for state, _ in found] == [State.PUBLISHED] * len(LANGUAGES)
    async with aiohttp.ClientSession() as session:
        pages = [await (await session.get(url.rpartition("/")[0])).text() for _, url in found]
    for language in LANGUAGES:
        assert sum(page.count(WORDS[language]["rye"]) for page in pages) == 1


def free_port(chance: random.Random) -> int:
    """One that nobody listens on, and that is never given to who connects: between two lives nobody else takes it."""
    while True:
        port = chance.randrange(20_000, 30_000)
        with contextlib.suppress(OSError), socket.create_server(("127.0.0.1", port)):
            return port


async def test_the_main_job_is_done_once_however_often_the_house_is_killed(tmp_path: Path) -> None:
    await weathered(tmp_path, ALONE, seed=1, share=0.25, offsets=OFFSETS)


@pytest.mark.night
@pytest.mark.parametrize("offset", OFFSETS)
async def test_the_main_job_is_done_once_though_the_house_is_killed_after_each_step(
    tmp_path: Path, offset: float
) -> None:
    await weathered(tmp_path, MAIN_JOB, seed=2, share=1.0, offsets=[offset])

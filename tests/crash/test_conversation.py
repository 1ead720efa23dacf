"""The house is killed again and again while people talk to it: all they said is answered once, and the talk goes on."""

import asyncio
import random
import sqlite3
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from bot import cards
from bot.clock import SystemClock
from bot.intake import Intake
from core.model import (
    Action,
    ActionKind,
    Card,
    Conversation,
    Delivery,
    DeliveryState,
    Job,
    Post,
    Publication,
    Said,
    State,
    Version,
    Writing,
    new_id,
)
from core.ports import EVERYWHERE
from core.texts import Texts
from handlers.view import View
from storage.database import Database
from storage.store import SqlStore
from tests.crash.houses import PATIENCE, Nursery, nursery
from tests.handlers.desk import make_app

say = Texts("en").say
"""Buttons are named by their keys: what they are called may be said better any day."""


@dataclass
class Guest:
    """Somebody who talks to the house through its inbox, and looks at what is kept; deliveries often come twice."""

    store: SqlStore
    intake: Intake
    said: Said
    chance: random.Random

    async def delivers(self, said: Said) -> str:
        key = new_id()
        for _ in range(self.chance.choice((1, 1, 3))):
            await self.intake.receive(said, key)
        return key

    async def types(self, text: str) -> None:
        await self.answered(await self.delivers(replace(self.said, text=text)))

    async def presses(self, name: str, *, and_types: str = "") -> None:
        """The button `act-{name}` of the newest card that has it; what is typed with it comes right after it."""
        await self.touches(await self.button(say(f"act-{name}")), and_types)

    async def touches(self, token: str, and_types: str = "") -> None:
        keys = [await self.delivers(replace(self.said, token=token))]
        if and_types:
            keys.append(await self.delivers(replace(self.said, text=and_types)))
        for key in keys:
            await self.answered(key)

    async def answered(self, key: str) -> None:
        async def done() -> bool:
            return not await self.store.count(EVERYWHERE, Delivery, key=key, state=DeliveryState.NEW)

        await eventually(done)

    async def button(self, label: str) -> str:
        found: list[str] = []

        async def there() -> bool:
            for view in await self.views():
                found.extend(act.token for act in cards.acts_of(view) if act.label.startswith(label))
                if found:
                    return True
            return False

        await eventually(there)
        return found[0]

    async def views(self) -> list[View]:
        """The newest first."""
        mine = {"platform": self.said.platform, "chat": self.said.chat}
        return [cards.from_json(card.view) for card in await self.store.find(EVERYWHERE, Card, order="-id", **mine)]

    async def lives(self, rounds: int) -> None:
        """From a line to a time, again and again."""
        await self.types("/timezone")
        await self.touches(await self.button("Riga"))
        for number in range(rounds):
            await self.types(f"{self.said.name} bakes rye bread number {number}")
            await self.presses("use")
            await self.presses("edit", and_types=f"Rye bread {number} of {self.said.name}")
            await self.presses("schedule", and_types="in 30 hours")
            await self.presses("confirm-time")


async def eventually(holds: Callable[[], Awaitable[bool]]) -> None:
    async with asyncio.timeout(PATIENCE):
        while not await holds():  # noqa: ASYNC110 - another process makes it hold: there is no event to wait for
            await asyncio.sleep(0.02)


async def storm(house: Nursery, store: SqlStore, chance: random.Random, kills: int) -> None:
    """Kills it at moments that nobody foresees, most of them while it works; the last house lives."""
    busy = 0
    for _ in range(kills):
        await asyncio.sleep(chance.uniform(0, 0.6))
        busy += bool(
            await store.count(EVERYWHERE, Delivery, state=DeliveryState.NEW) + await store.count(EVERYWHERE, Job)
        )
        house.kill()
        await house.begin()
    assert busy >= kills // 2, "there was not enough to do"


async def weathered(folder: Path, *, kills: int, guests: int, rounds: int, seed: int) -> None:
    chance = random.Random(seed)
    async with nursery(folder) as house:
        database = Database(f"sqlite+aiosqlite:///{folder / 'aimarketing.db'}")
        store = SqlStore(database)
        intake = Intake(make_app(store, SystemClock()))
        people = [
            Guest(store, intake, Said(platform="telegram", chat=f"G{n}", user=f"G{n}", name=f"Guest {n}"), chance)
            for n in range(guests)
        ]
        async with asyncio.TaskGroup() as group:
            raging = group.create_task(storm(house, store, chance, kills))
            for guest in people:
                group.create_task(guest.lives(rounds))
        await raging
        await proved(store, people, rounds)
        await database.close()
    sound(folder / "aimarketing.db")


async def proved(store: SqlStore, people: list[Guest], rounds: int) -> None:
    """Everything once, nothing half, and the next press works."""
    await eventually(lambda: _quiet(store))
    posts = len(people) * rounds
    deliveries = await store.find(EVERYWHERE, Delivery)
    assert {(one.state, one.tries) for one in deliveries} == {(DeliveryState.DONE, 0)}
    assert [await store.count(EVERYWHERE, kind) for kind in (Post, Version, Publication, Writing)] == [
        posts, 2 * posts, posts, posts
    ]  # fmt: skip
    kinds = Counter(one.kind for one in await store.find(EVERYWHERE, Action))
    once = (ActionKind.CREATED, ActionKind.WRITING_ASKED, ActionKind.APPROVED, ActionKind.SCHEDULED)
    assert kinds == {**dict.fromkeys(once, posts), ActionKind.EDITED: 2 * posts}
    assert {one.state for one in await store.find(EVERYWHERE, Publication)} == {State.SCHEDULED}
    assert {one.flow for one in await store.find(EVERYWHERE, Conversation)} == {""}
    for guest in people:
        await guest.presses("off-schedule")
    assert await store.count(EVERYWHERE, Publication, state=State.APPROVED) == len(people)


async def _quiet(store: SqlStore) -> bool:
    """Nothing is left to do but to look at the planned posts a day before each."""
    return {one.kind for one in await store.find(EVERYWHERE, Job)} <= {"preflight"}


def sound(database: Path) -> None:
    """The file itself, as SQLite sees it."""
    with sqlite3.connect(database) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    connection.close()


async def test_a_conversation_goes_on_however_often_the_house_is_killed(tmp_path: Path) -> None:
    await weathered(tmp_path, kills=20, guests=3, rounds=4, seed=1)


@pytest.mark.night
@pytest.mark.parametrize("seed", [2, 3, 4])
async def test_a_conversation_goes_on_through_a_hundred_deaths(tmp_path: Path, seed: int) -> None:
    await weathered(tmp_path, kills=100, guests=6, rounds=12, seed=seed)

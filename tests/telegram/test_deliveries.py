"""Updates that come several times, mixed up between chats, over a restart or all at once: each has one effect."""

import asyncio
import random
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from core.model import Card, Delivery, DeliveryState
from core.ports import EVERYWHERE
from tests.fakes.telegram import FakeTelegram, Person
from tests.telegram.conftest import Live, alive

ORIGIN = "https://desk.example"
PATIENCE = 120.0
LINE = re.compile(r"/n(\d+)")


async def arrived(api: FakeTelegram, people: int) -> list[Person]:
    """People who are known here, so that what they say next is all that happens."""
    made = [api.person(f"Person {number}") for number in range(people)]
    for one in made:
        await one.writes("/start")
    for one in made:
        await one.sees("AiMarketing")
    return made


async def all_say(api: FakeTelegram, people: Sequence[Person], lines: int) -> list[int]:
    """Each says /n0, /n1, ...; the updates are made and not told. Gives their numbers."""
    api.hold()
    before = set(api.world.updates.history)
    for number in range(lines):
        for one in people:
            await one.writes(f"/n{number}")
    return sorted(set(api.world.updates.history) - before)


def mixed(api: FakeTelegram, ids: Sequence[int], chance: random.Random) -> list[int]:
    """Positions in an order in which Telegram may tell them: anyhow, but in each chat as they came."""
    lanes: dict[str, list[int]] = defaultdict(list)
    for at, id in enumerate(ids):
        lanes[api.world.updates.lanes[id]].append(at)
    order = [lane for lane, waiting in lanes.items() for _ in waiting]
    chance.shuffle(order)
    return [lanes[lane].pop(0) for lane in order]


async def answered(api: FakeTelegram, live: Live) -> None:
    """Waits until every update is confirmed, and the inbox empty."""
    store = live.house.app.store
    async with asyncio.timeout(PATIENCE):
        while api.world.updates.pending or await store.count(EVERYWHERE, Delivery, state=DeliveryState.NEW):  # noqa: ASYNC110
            await asyncio.sleep(0.05)


async def effects(live: Live) -> Mapping[str, list[int]]:
    """By chat, which lines were answered, in the order of the answers."""
    found: dict[str, list[int]] = defaultdict(list)
    for card in await live.house.app.store.find(EVERYWHERE, Card, order="id", screen="unknown"):
        found[card.chat] += [int(number) for number in LINE.findall(str(card.view))[:1]]
    return found


async def each_once(api: FakeTelegram, live: Live, people: Sequence[Person], lines: int) -> None:
    await answered(api, live)
    assert await effects(live) == {str(one.id): list(range(lines)) for one in people}
    assert not await live.house.app.store.count(EVERYWHERE, Delivery, state=DeliveryState.FAILED)


async def told_up_to_four_times(api: FakeTelegram, ids: Sequence[int], chance: random.Random) -> None:
    api.release(order=mixed(api, ids, chance))
    for _ in range(3):
        api.redeliver(*chance.sample(ids, chance.randrange(len(ids))))
        await asyncio.sleep(chance.uniform(0, 0.2))


async def by_webhook(folder: Path, *, people: int, lines: int) -> None:
    async with FakeTelegram() as api, alive(api, folder, public_url=ORIGIN) as live:
        api.reach[ORIGIN] = f"http://127.0.0.1:{live.house.settings.port}"
        guests = await arrived(api, people)
        await told_up_to_four_times(api, await all_say(api, guests, lines), random.Random(lines))
        await each_once(api, live, guests, lines)
        assert {status for _, status in api.world.webhook.delivered} == {200}


def again(api: FakeTelegram, ids: Sequence[int], chance: random.Random) -> None:
    """Some that are confirmed come once more; what is not comes in order in any case."""
    told = [id for id in ids if id not in api.world.updates.pending]
    if told:
        api.redeliver(*sorted(chance.sample(told, (len(told) + 1) // 2)))


async def by_fetching(folder: Path, *, people: int, lines: int) -> None:
    chance = random.Random(lines)
    async with FakeTelegram() as api:
        async with alive(api, folder):
            guests = await arrived(api, people)
            ids = await all_say(api, guests, lines)
            api.release()  # getUpdates tells in the order of their numbers
            await asyncio.sleep(0.2)
        again(api, ids, chance)
        async with alive(api, folder) as live:
            again(api, ids, chance)
            await each_once(api, live, guests, lines)


@pytest.mark.parametrize("way", [by_webhook, by_fetching], ids=["posted", "fetched"])
class TestDeliveredUpToFourTimes:
    async def test_each_update_has_one_effect_and_each_person_gets_answers_in_order(self, way, tmp_path: Path) -> None:
        await way(tmp_path, people=10, lines=12)

    @pytest.mark.night
    async def test_each_of_two_thousand_has_one_effect(self, way, tmp_path: Path) -> None:
        await way(tmp_path, people=50, lines=40)


async def burst(folder: Path, *, lines: int) -> None:
    async with FakeTelegram() as api, alive(api, folder) as live:
        guests = await arrived(api, 50)
        await all_say(api, guests, lines)
        api.release()
        await each_once(api, live, guests, lines)
        for one in guests:
            await one.sees(f"/n{lines - 1}.", timeout=60)
            said = [LINE.search(seen.text) for seen in one.chat if seen.by_bot]
            assert [int(found[1]) for found in said if found] == list(range(lines))
        assert not api.flaws


async def test_of_a_burst_nothing_is_lost_and_each_person_reads_answers_in_order(tmp_path: Path) -> None:
    await burst(tmp_path, lines=3)


@pytest.mark.night
async def test_of_a_burst_of_a_thousand_nothing_is_lost(tmp_path: Path) -> None:
    await burst(tmp_path, lines=20)


async def test_a_password_is_taken_out_of_the_chat(api: FakeTelegram, live: Live) -> None:
    anna = api.person("Anna")
    await anna.writes("/start")
    await anna.sees("AiMarketing")
    await anna.writes("Mana parole ir Maize2024")
    await anna.sees("looked like a password")
    await api.settles()
    assert len(api.called("deleteMessage")) == 1
    assert "Maize2024" not in repr(await live.house.app.store.find(EVERYWHERE, Delivery))

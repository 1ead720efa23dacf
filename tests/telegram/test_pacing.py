"""How fast we may speak: rows that all processes share; no window of Telegram's is ever overrun, and none starves."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest

from bot.clock import SystemClock
from bot.telegram import pacing
from core.model import Pace
from core.ports import EVERYWHERE
from storage.database import Database
from storage.store import SqlStore
from tests.fakes.telegram import FakeTelegram, Limits, Place
from tests.telegram.outbox import Outbox, opened, view


@pytest.fixture
async def out(api: FakeTelegram, sqlite_store: SqlStore, clock: Any) -> AsyncIterator[Outbox]:
    async with opened(api, sqlite_store, clock) as out:
        yield out


async def sent(out: Outbox, place: Place, seconds: float, *, step: float = 0.1) -> list[float]:
    """When something was sent there, in seconds from the beginning, as time goes by."""
    moments = []
    for tick in range(int(seconds / step)):
        before = len(place.chat)
        await out.sends()
        moments += [tick * step] * (len(place.chat) - before)
        out.later(step)
    return moments


async def test_a_chat_gets_a_short_burst_and_then_one_message_at_a_time(api: FakeTelegram, out: Outbox) -> None:
    anna = api.person("Anna")
    for number in range(8):
        await out.posts(anna, view(str(number)))
    moments = await sent(out, anna, 6)
    assert moments[:4] == [0.0] * 4
    assert len(moments) == 8
    assert all(later - earlier >= 1.1 - 1e-6 for earlier, later in pairwise(moments[3:]))
    assert [one.text for one in anna.chat] == [str(number) for number in range(8)]


async def test_a_group_never_gets_more_than_twenty_in_any_minute(api: FakeTelegram, out: Outbox) -> None:
    team = api.group("Team", [api.person("Anna")])
    greeting = len(team.chat)
    for number in range(40):
        await out.says(team, str(number))
    moments = await sent(out, team, 130, step=1)
    assert len(moments) == len(team.chat) - greeting >= 35
    assert all(sum(begin <= at < begin + 60 for at in moments) <= 20 for begin in moments)


async def test_all_chats_together_get_no_more_than_thirty_in_any_second(api: FakeTelegram, out: Outbox) -> None:
    people = [api.person(f"Person {number}") for number in range(60)]
    for one in people:
        await out.posts(one, view("Hello"))
    moments = []
    for tick in range(40):
        before = len(api.calls)
        await out.sends()
        moments += [tick * 0.1] * (len(api.calls) - before)
        out.later(0.1)
    assert len(moments) == 60
    assert all(sum(begin <= at < begin + 0.95 for at in moments) <= 30 for begin in moments)


async def test_the_topics_of_a_group_share_its_pace(api: FakeTelegram, out: Outbox) -> None:
    team = api.group("Team", [api.person("Anna")], forum=True)
    topics = [team.topic(name) for name in ("News", "Work")]
    for topic in topics:
        for number in range(4):
            await out.says(team, str(number), thread=topic)
    await out.sends()
    assert len(api.called("sendMessage")) == 4


async def test_a_busy_chat_keeps_nobody_elses_answer_waiting(api: FakeTelegram, out: Outbox) -> None:
    anna, berta = api.person("Anna"), api.person("Berta")
    for number in range(150):
        await out.says(anna, str(number))
    await out.says(berta, "The answer")
    await out.sends()
    assert [one.text for one in berta.chat] == ["The answer"]


async def test_an_answer_to_a_press_waits_for_no_pace(api: FakeTelegram, out: Outbox) -> None:
    anna = api.person("Anna")
    await out.posts(anna, view("Draft", "Use"))
    await out.sends()
    for number in range(20):
        await out.says(anna, str(number))
    press = await anna.presses("Use")
    await out.says(anna, "Used.", press)
    await out.sends()
    assert (await press.answer()).text == "Used."


# -- told to wait ------------------------------------------------------------------------------------------------------


async def test_told_to_wait_it_waits_and_then_sends_all_in_order(api: FakeTelegram, out: Outbox) -> None:
    anna, berta = api.person("Anna"), api.person("Berta")
    await out.talk(anna)
    api.flood(anna, 7)
    for text in ("one", "two", "three"):
        await out.says(anna, text)
    await out.says(berta, "Hello")
    for _ in range(6):
        await out.sends()
        out.later(1)
    assert (anna.chat, [one.text for one in berta.chat], api.floods) == ([], ["Hello"], 1)
    for _ in range(6):
        out.later(1)
        await out.sends()
    assert [one.text for one in anna.chat] == ["one", "two", "three"]


async def test_who_presses_or_redraws_during_a_flood_makes_nothing_come_sooner(api: FakeTelegram, out: Outbox) -> None:
    anna = api.person("Anna")
    card = await out.posts(anna, view("0"))
    api.flood(anna, 5)
    for number in range(20):
        await out.sends()
        await out.redraws(card, view(str(number)))
        out.later(0.2)
    assert (anna.chat, api.floods) == ([], 1)
    out.later(2)
    await out.sends()
    assert [one.text for one in anna.chat] == ["19"]


async def test_two_floods_at_once_are_kept_whoever_is_first(store: SqlStore, clock: Any, api: FakeTelegram) -> None:
    async with opened(api, store, clock) as out:
        until = [clock.now() + timedelta(seconds=seconds) for seconds in (3, 9, 6)]
        await asyncio.gather(*(pacing.hold(out.app, "5", each) for each in until))
        (pace,) = await store.find(EVERYWHERE, Pace)
        assert pace.free_at - pacing.PRIVATE.interval * 3 == until[1]


# -- several processes -------------------------------------------------------------------------------------------------


@asynccontextmanager
async def processes(api: FakeTelegram, url: str) -> AsyncIterator[tuple[Outbox, Outbox]]:
    """Two that send out of one database; at the end everything has been sent."""
    stop = asyncio.Event()
    async with AsyncExitStack() as stack:
        outs = []
        for _ in range(2):
            database = Database(url)
            stack.push_async_callback(database.close)
            outs.append(await stack.enter_async_context(opened(api, SqlStore(database), SystemClock())))
        running = [asyncio.create_task(each.sender.run(stop)) for each in outs]
        yield outs[0], outs[1]
        while await outs[0].waits():  # noqa: ASYNC110 - a process hears of its own commits only
            await asyncio.sleep(0.05)
        stop.set()
        await asyncio.gather(*running)


async def test_two_processes_send_each_card_once_and_in_the_order_of_its_chat(
    database_url: str, api: FakeTelegram
) -> None:
    people = [api.person(f"Person {number}") for number in range(5)]
    async with processes(api, database_url) as (one, _):
        for number in range(4):
            for who in people:
                await one.posts(who, view(str(number)))
    assert [[each.text for each in who.chat] for who in people] == [["0", "1", "2", "3"]] * 5


async def test_two_processes_together_keep_within_the_limits_of_a_chat(database_url: str) -> None:
    async with FakeTelegram(limits=Limits(per_chat=4)) as api:
        anna = api.person("Anna")
        async with processes(api, database_url) as (one, _):
            for number in range(5):
                await one.posts(anna, view(str(number)))
        assert [each.text for each in anna.chat] == [str(number) for number in range(5)]
        assert (api.floods, api.flaws) == (0, [])


async def test_cards_that_change_while_two_processes_send_show_their_last_state(
    database_url: str, api: FakeTelegram
) -> None:
    people = [api.person(f"Person {number}") for number in range(4)]
    async with processes(api, database_url) as both:
        made = [await both[0].posts(who, view("0")) for who in people]
        for number in range(1, 12):
            await asyncio.gather(*(both[number % 2].redraws(card, view(str(number))) for card in made))
    assert [[each.text for each in who.chat] for who in people] == [["11"]] * 4

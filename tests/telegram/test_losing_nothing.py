"""Whatever happens on the way out: nothing is lost, nothing overtakes, and what is sent twice is sent twice at most."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest

from bot.telegram import recovering
from core.ports import EVERYWHERE
from storage.store import SqlStore
from tests.fakes.telegram import FakeTelegram, Play
from tests.telegram.outbox import Outbox, opened, view

UNDONE = (Play.ERROR, Play.BAD_GATEWAY, Play.TIMEOUT, Play.RESET, Play.GARBAGE)
DONE = (Play.ERROR_AFTER, Play.BAD_GATEWAY_AFTER, Play.TIMEOUT_AFTER, Play.RESET_AFTER, Play.GARBAGE_AFTER)


@pytest.fixture
async def out(api: FakeTelegram, sqlite_store: SqlStore, clock: Any) -> AsyncIterator[Outbox]:
    async with opened(api, sqlite_store, clock) as out:
        yield out


def methods(api: FakeTelegram) -> list[str]:
    return [call.method for call in api.calls]


# -- nothing is lost ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("play", UNDONE)
async def test_what_did_not_get_through_is_sent_again_in_order(api: FakeTelegram, out: Outbox, play: Play) -> None:
    anna = api.person("Anna")
    api.plays["sendMessage"].extend([play] * 3)
    for text in ("one", "two", "three"):
        await out.posts(anna, view(text))
    for _ in range(10):
        await out.sends()
        out.later(10)
    assert [one.text for one in anna.chat] == ["one", "two", "three"]
    assert not await out.waits()


async def test_what_comes_while_something_waits_to_be_sent_again_does_not_overtake_it(
    api: FakeTelegram, out: Outbox
) -> None:
    anna = api.person("Anna")
    api.plays["sendMessage"].append(Play.ERROR)
    await out.posts(anna, view("one"))
    await out.sends()
    await out.posts(anna, view("two"))
    await out.sends()
    assert anna.chat == []
    out.later(10)
    await out.sends()
    assert [one.text for one in anna.chat] == ["one", "two"]


async def test_a_network_that_is_down_for_hours_loses_nothing(api: FakeTelegram, out: Outbox) -> None:
    anna = api.person("Anna")
    api.plays["sendMessage"].extend([Play.BAD_GATEWAY] * 30)
    await out.posts(anna, view("The answer"))
    for _ in range(31):
        await out.sends()
        out.later(600)
    assert [one.text for one in anna.chat] == ["The answer"]


@pytest.mark.parametrize("play", DONE)
async def test_an_answer_that_got_lost_makes_at_most_one_double(api: FakeTelegram, out: Outbox, play: Play) -> None:
    anna = api.person("Anna")
    api.plays["sendMessage"].append(play)
    card = await out.posts(anna, view("Draft"))
    await out.sends()
    out.later(10)
    await out.sends()
    assert [one.text for one in anna.chat] == ["Draft"] * 2
    await out.redraws(card, view("Published"))
    await out.sends()
    assert anna.last.text == "Published"


async def test_what_may_have_been_done_is_not_repeated_for_ever(api: FakeTelegram, out: Outbox) -> None:
    anna = api.person("Anna")
    api.plays["sendMessage"].extend([Play.RESET_AFTER] * 50)
    await out.posts(anna, view("Draft"))
    for _ in range(20):
        await out.sends()
        out.later(120)
    assert len(anna.chat) == recovering.TRIES


async def test_what_telegram_does_not_accept_keeps_nothing_else_back(api: FakeTelegram, out: Outbox) -> None:
    anna = api.person("Anna")
    await out.posts(anna, view("one", "x" * 70))  # no button can carry such a token
    await out.posts(anna, view("two"))
    await out.sends()
    assert [one.text for one in anna.chat] == ["two"]
    for _ in range(12):
        out.later(120)
        await out.sends()
    api.violations.clear()
    assert [one.text for one in anna.chat] == ["two"]
    assert not await out.waits()


async def test_a_card_that_cannot_be_read_or_drawn_stops_no_other(api: FakeTelegram, out: Outbox) -> None:
    anna, berta = api.person("Anna"), api.person("Berta")
    broken = await out.posts(anna, view("one"))
    await out.app.store.change(EVERYWHERE, broken, replace(broken, view='{"blocks": [{"is": "Hologram"}]}'))
    await out.posts(anna, view("two"))
    await out.posts(berta, view("three"))
    for _ in range(12):
        await out.sends()
        out.later(120)
    assert [[one.text for one in who.chat] for who in (anna, berta)] == [["two"], ["three"]]
    assert not await out.waits()


async def test_a_token_that_is_not_valid_for_a_while_loses_nothing(api: FakeTelegram, out: Outbox) -> None:
    anna, token = api.person("Anna"), api.token
    await out.posts(anna, view("one"))
    api.token = "1:another"
    await out.sends()
    await out.posts(anna, view("two"))
    await out.sends()
    api.token = token
    assert [row.error for row in await out.waits()] == ["TOKEN", None]
    for _ in range(2):
        out.later(70)
        await out.sends()
    assert [one.text for one in anna.chat] == ["one", "two"]


# -- what happens at the same moment -----------------------------------------------------------------------------------


async def test_a_card_that_changes_while_it_is_sent_is_sent_once_more(api: FakeTelegram, out: Outbox) -> None:
    anna = api.person("Anna")
    card = await out.posts(anna, view("one"))
    api.latency = 0.3
    sending = asyncio.create_task(out.sends())
    await leased(out)
    await out.redraws(card, view("two"))
    await sending
    await out.sends()
    assert [one.text for one in anna.chat] == ["two"]
    assert methods(api) == ["sendMessage", "editMessageText"]


async def test_a_card_that_changes_often_while_it_waits_is_sent_as_it_is_at_last(
    api: FakeTelegram, out: Outbox
) -> None:
    anna = api.person("Anna")
    card = await out.posts(anna, view("0"))
    for number in range(1, 20):
        await out.redraws(card, view(str(number)))
    await out.sends()
    assert [one.text for one in anna.chat] == ["19"]
    assert len(api.calls) == 1


async def test_who_ends_between_sending_and_putting_down_makes_at_most_one_double(
    api: FakeTelegram, out: Outbox
) -> None:
    anna = api.person("Anna")
    await out.posts(anna, view("one"))
    await out.posts(anna, view("two"))
    rows = await out.sender._taken()  # noqa: SLF001 - what a process had in hand when it was killed
    await out.sender._tried(rows[0])  # noqa: SLF001
    await out.sends()
    assert [one.text for one in anna.chat] == ["one"]
    out.later(121)
    await out.sends()
    out.later(121)
    await out.sends()
    assert [one.text for one in anna.chat] == ["one", "one", "two"]
    assert not await out.waits()


async def test_who_is_cut_off_while_sending_has_kept_what_was_sent_before(api: FakeTelegram, out: Outbox) -> None:
    anna = api.person("Anna")
    for text in ("one", "two"):
        await out.posts(anna, view(text))
    api.plays["sendMessage"].extend([Play.ANSWER, Play.HANG])
    sending = asyncio.create_task(out.sender.run(asyncio.Event()))
    while len(api.calls) < 2:  # noqa: ASYNC110
        await asyncio.sleep(0.01)
    tasks = set(out.sender._tasks)  # noqa: SLF001
    for task in tasks:
        task.cancel()
    await asyncio.wait(tasks)
    sending.cancel()
    out.later(10)
    await out.sends()
    assert [one.text for one in anna.chat] == ["one", "two"]


async def test_what_belongs_to_a_workspace_that_was_closed_meanwhile_is_no_trouble(
    api: FakeTelegram, out: Outbox
) -> None:
    anna = api.person("Anna")
    card = await out.posts(anna, view("one"))
    await out.says(anna, "two")
    api.latency = 0.2
    sending = asyncio.create_task(out.sends())
    await leased(out)
    await out.app.store.remove(EVERYWHERE, card)
    await sending
    assert [one.text for one in anna.chat] == ["one", "two"]
    assert not await out.waits()


async def leased(out: Outbox) -> None:
    """Waits until something is being sent."""
    while all(row.lease_until is None for row in await out.waits()):  # noqa: ASYNC110 - it is a row that changes
        await asyncio.sleep(0.01)

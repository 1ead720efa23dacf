"""A text that is being written: streamed where one person reads, one edit elsewhere, and never a burst of edits."""

import asyncio
from collections.abc import AsyncIterator
from itertools import count, pairwise
from typing import Any

import pytest

from core.model import Variant
from core.ports import Order, Piece, Written
from storage.store import SqlStore
from tests.fakes.telegram import FakeTelegram, Play
from tests.telegram.outbox import Outbox, opened, view, writing
from tests.telegram.small import small


@pytest.fixture
async def out(api: FakeTelegram, sqlite_store: SqlStore, clock: Any) -> AsyncIterator[Outbox]:
    async with opened(api, sqlite_store, clock, patience=0.3) as out:
        yield out


def methods(api: FakeTelegram) -> list[str]:
    return [call.method for call in api.calls]


# -- in private --------------------------------------------------------------------------------------------------------


async def test_in_private_it_is_streamed_under_one_number_with_a_stop_button(api: FakeTelegram, out: Outbox) -> None:
    anna = api.person("Anna")
    card = await out.posts(anna, writing("From"))
    await out.sends()
    await out.redraws(card, writing("From Saturday"))
    out.later(0.5)
    await out.sends()
    await out.redraws(card, view("From Saturday we bake.", "Use"))
    out.later(2)
    await out.sends()
    assert [("From" in one.text, one.can_stop) for one in anna.drafts] == [(True, True)] * 2
    assert len({one.draft_id for one in anna.drafts}) == 1
    assert methods(api) == ["sendMessageDraft", "sendMessageDraft", "sendMessage"]
    assert [one.text for one in anna.chat] == ["From Saturday we bake."]


async def test_frames_that_come_faster_than_they_may_be_shown_are_dropped(api: FakeTelegram, out: Outbox) -> None:
    anna = api.person("Anna")
    card = await out.posts(anna, writing("0"))
    for tenths in range(1, 31):
        await out.sends()
        await out.redraws(card, writing(str(tenths)))
        out.later(0.1)
    assert 5 <= len(anna.drafts) <= 7
    assert all(later.at - earlier.at >= 0.49 for earlier, later in pairwise(anna.drafts))


async def test_a_frame_is_shown_again_before_it_fades(api: FakeTelegram, out: Outbox) -> None:
    anna = api.person("Anna")
    await out.posts(anna, writing("Thinking"))
    for _ in range(60):
        await out.sends()
        out.later(1)
    assert all(later.at - earlier.at < 30 for earlier, later in pairwise(anna.drafts))
    assert len(anna.drafts) == 3


async def test_a_flood_drops_frames_and_the_answer_comes_when_it_is_over(api: FakeTelegram, out: Outbox) -> None:
    anna = api.person("Anna")
    await out.talk(anna)
    api.flood(anna, 5)
    card = await out.posts(anna, view("Hello"))
    await out.sends()
    card = await out.posts(anna, writing("0"))
    for tenths in range(30):
        await out.redraws(card, writing(str(tenths)))
        await out.sends()
        out.later(0.1)
    await out.redraws(card, view("Written"))
    await out.sends()
    assert anna.chat == []
    out.later(5)
    await out.sends()
    assert [one.text for one in anna.chat] == ["Hello", "Written"]
    assert api.floods == 1


async def test_a_flood_in_the_midst_of_a_stream_does_not_become_edits(api: FakeTelegram, out: Outbox) -> None:
    anna = api.person("Anna")
    card = await out.posts(anna, writing("0"))
    await out.sends()
    api.flood(anna, 3)
    for tenths in range(1, 60):
        await out.redraws(card, writing(str(tenths)))
        out.later(0.1)
        await out.sends()
    assert set(methods(api)) == {"sendMessageDraft"}
    assert api.floods == 1


async def test_where_frames_are_not_taken_it_is_one_message_and_one_edit(api: FakeTelegram, out: Outbox) -> None:
    anna = api.person("Anna")
    card = await out.posts(anna, writing("0"), thread=5)  # a topic that is gone
    await out.sends()
    for number in range(5):
        await out.redraws(card, writing(str(number)))
        out.later(1)
        await out.sends()
    await out.redraws(card, view("Written"))
    out.later(2)
    await out.sends()
    done = [call.method for call in api.calls if call.status == 200]
    assert done == ["sendMessage", "editMessageText"]
    assert [one.text for one in anna.chat] == ["Written"]


async def test_a_frame_that_hangs_does_not_keep_the_answer(api: FakeTelegram, out: Outbox) -> None:
    anna = api.person("Anna")
    api.plays["sendMessageDraft"].append(Play.HANG)
    card = await out.posts(anna, writing("0"))
    sending = asyncio.create_task(out.sends())
    while not api.calls:
        await api.news.wait()
    await out.redraws(card, view("Written"))
    await sending
    out.later(2)
    await out.sends()
    assert [one.text for one in anna.chat] == ["Written"]


async def test_an_answer_goes_before_a_frame_that_waits(api: FakeTelegram, out: Outbox) -> None:
    anna = api.person("Anna")
    await out.posts(anna, writing("0"))
    await out.posts(anna, view("The answer"))
    await out.sends()
    assert methods(api) == ["sendMessage"]


# -- where others read -------------------------------------------------------------------------------------------------


async def test_in_a_group_it_is_one_message_and_one_edit(api: FakeTelegram, out: Outbox) -> None:
    anna = api.person("Anna")
    team = api.group("Team", [anna])
    card = await out.posts(team, writing("0"))
    for number in range(1, 30):
        await out.sends()
        await out.redraws(card, writing(str(number)))
        out.later(1)
    await out.redraws(card, view("Written"))
    await out.sends()
    assert methods(api) == ["sendMessage", "editMessageText"]
    assert team.last.text == "Written"


# -- the whole way -----------------------------------------------------------------------------------------------------


class Slow:
    """A writer that goes on and on until it has written enough."""

    name = title = "model"

    def __init__(self) -> None:
        self.enough = asyncio.Event()

    def estimate(self, order: Order) -> int:
        return 0

    async def write(self, order: Order) -> AsyncIterator[Piece | Written]:
        number = count()
        while not self.enough.is_set():
            yield Piece(text=f"stroke {next(number)} ")
            await asyncio.sleep(0.05)
        yield Written(variants=tuple(Variant(text=f"Whole {each}") for each in range(order.variants)))


async def test_a_brief_is_answered_by_a_stream_and_then_by_one_message(
    api: FakeTelegram, sqlite_store: SqlStore
) -> None:
    writer = Slow()
    async with small(api, sqlite_store, writer=writer):
        anna = api.person("Anna")
        await anna.writes("/start")
        await anna.sees("your marketing desk")
        await anna.writes("Rye bread from Saturday")
        while len([one for one in anna.drafts if "stroke" in one.text]) < 2:
            await api.news.wait()
        writer.enough.set()
        await anna.sees("Whole 0", new=True)
        assert all(later.at - earlier.at >= 0.45 for earlier, later in pairwise(anna.drafts))
        assert not [call for call in api.called("editMessageText") if "stroke" in call.params["text"]]
        assert len(anna.news) == 1


async def test_stop_ends_the_writing_and_keeps_what_there_is(api: FakeTelegram, sqlite_store: SqlStore) -> None:
    async with small(api, sqlite_store, writer=Slow()):
        anna = api.person("Anna")
        await anna.writes("/start")
        await anna.sees("your marketing desk")
        await anna.writes("Rye bread from Saturday")
        await anna.sees("stroke", new=True)
        await anna.stops()
        while not anna.news:
            await api.news.wait()
        assert "Whole" not in anna.last

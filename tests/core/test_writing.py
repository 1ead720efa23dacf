"""A writer at work: what it is told, what it costs, and that it always ends with something usable."""

import asyncio
from dataclasses import fields, replace
from datetime import timedelta

import pytest

from core import drafting
from core.errors import Invalid, Stale, WriterBusy, WriterRefused
from core.model import (
    Brand,
    Post,
    Writing,
    WritingState,
)
from core.ports import Count, Order, Task
from tests.core.posting import Desk, desk

FRAME = timedelta(0)


@pytest.fixture
async def here(store, clock) -> Desk:
    return await desk(store, clock)


# -- the order and its money -------------------------------------------------------------------------------------------


async def test_a_writer_is_told_nothing_but_the_brief_the_brand_and_the_limits(here):
    assert {field.name for field in fields(Order)} == {
        "task", "brief", "language", "brand", "limit", "count", "base", "instruction", "avoid", "variants",
    }  # fmt: skip
    post = await drafting.start(here.app, here.scope, here.author.id, "Jauna rudzu maize")
    await here.written(post)
    order = here.writer.orders[0]
    assert (order.brief, order.language, order.brand) == ("Jauna rudzu maize", "lv", Brand())
    assert (order.limit, order.count) == (100, Count.GRAPHEMES)
    told = repr(order)
    assert not any(secret in told for secret in (here.author.name, here.author.id, post.id, here.account.title))


async def test_an_order_for_one_account_has_its_limit_and_its_text(here):
    post = await here.drafted()
    await drafting.edit(here.app, here.scope, here.author.id, post.id, "Pavisam cits.", connection_id=here.account.id)
    await here.written(post, Task.SHORTER, connection_id=here.account.id)
    assert (here.writer.orders[0].limit, here.writer.orders[0].base) == (500, "Pavisam cits.")


async def test_asked_again_a_writer_is_told_what_it_offered_before(here):
    post = await here.drafted()
    await here.written(post)
    await here.written(post)
    assert [order.avoid for order in here.writer.orders] == [(), tuple(here.writer.texts)]


@pytest.mark.parametrize(
    ("task", "instruction", "reason"),
    [
        (Task.SHORTER, "", "writing-no-text"),
        (Task.INSTRUCTION, " \u200b", "instruction-empty"),
        (Task.INSTRUCTION, "x" * 1001, "instruction-too-long"),
    ],
)
async def test_an_order_that_makes_no_sense_is_refused_before_it_costs(here, task, instruction, reason):
    post = await drafting.start(here.app, here.scope, here.author.id, "Jauna rudzu maize")
    with pytest.raises(Invalid) as refused:
        await drafting.ask_writer(here.app, here.scope, here.author.id, post.id, task, instruction=instruction)
    assert refused.value.reason == reason
    assert not await here.app.store.count(here.scope, Writing)


async def test_while_a_writer_works_asking_again_gives_the_same_work(here):
    post = await here.drafted()
    ask = (here.app, here.scope, here.author.id, post.id, Task.VARIANTS)
    first = await drafting.ask_writer(*ask)
    assert (await drafting.ask_writer(*ask)).id == first.id
    here.clock.move(timedelta(minutes=11))
    assert (await drafting.ask_writer(*ask)).id != first.id


async def test_money_is_reserved_at_the_asking_and_settled_once_at_the_end(here):
    here.writer.price, here.writer.cost = 900, 250
    post = await here.drafted()
    asked = await drafting.ask_writer(here.app, here.scope, here.author.id, post.id, Task.VARIANTS)
    since = drafting.orders.month_of(here.clock.now())
    assert await here.app.store.spent(here.scope, since) == 900
    for _ in range(2):
        await drafting.run_writing(here.app, asked.id, here.scope, frame=FRAME)
    assert await here.app.store.spent(here.scope, since) == 250
    assert len(here.writer.orders) == 1


async def test_beyond_the_budget_the_free_writer_writes_and_it_is_said_why(store, clock):
    here = await desk(store, clock, budget=1000)
    here.writer.price = 1001
    writing = await here.written(await here.drafted())
    assert (writing.state, writing.error, writing.reserved, writing.settled) == (WritingState.DONE, "BudgetSpent", 0, 0)
    assert (writing.writer, [v.text for v in writing.variants]) == ("outline", ["Melnraksts par maizi."])
    assert not here.writer.orders


async def test_of_two_asks_at_once_only_what_the_budget_covers_is_reserved(store, clock):
    here = await desk(store, clock, budget=1500)
    here.writer.price = here.writer.cost = 1000
    posts = [await here.drafted() for _ in range(6)]

    async def ask(post: Post) -> Writing:
        while True:
            try:
                return await drafting.ask_writer(here.app, here.scope, here.author.id, post.id, Task.VARIANTS)
            except Stale:
                continue  # as the intake does: again, on fresh data

    asked = await asyncio.gather(*map(ask, posts))
    assert sorted(writing.reserved for writing in asked) == [0, 0, 0, 0, 0, 1000]


async def test_a_month_has_its_own_budget(store, clock):
    here = await desk(store, clock, budget=1000)
    here.writer.price = here.writer.cost = 1000
    await here.written(await here.drafted())
    clock.set(clock.now().replace(month=7, day=1, hour=0))
    assert (await here.written(await here.drafted())).error is None


# -- the writing -------------------------------------------------------------------------------------------------------


async def test_a_writing_ends_with_clean_variants_that_say_what_to_look_at(here):
    here.writer.texts = ("Rudzu\u200b maize tikai 3 €!", "Rudzu maize tikai 3 €!", " ", "Nāc pēc maizes!")
    writing = await here.written(await here.drafted())
    assert (writing.state, writing.error) == (WritingState.DONE, None)
    assert [(v.text, v.flags) for v in writing.variants] == [
        ("Rudzu maize tikai 3 €!", ("flag-price",)),
        ("Nāc pēc maizes!", ()),
    ]


async def test_what_there_is_so_far_is_shown(here):
    here.writer.pieces, here.writer.gate = ("Rīt", "Rīt cepam"), asyncio.Event()
    post = await here.drafted()
    asked = await drafting.ask_writer(here.app, here.scope, here.author.id, post.id, Task.VARIANTS)
    running = asyncio.create_task(drafting.run_writing(here.app, asked.id, here.scope, frame=FRAME))
    await _until(here, asked, lambda writing: writing.partial == "Rīt cepam")
    here.writer.gate.set()
    await running
    assert (await here.app.store.get(here.scope, Writing, asked.id)).partial == ""
    assert await here.jobs("refresh") == [post.id]


async def test_stopped_what_there_is_becomes_a_variant_and_costs_what_was_reserved(here):
    here.writer.pieces, here.writer.gate, here.writer.price = ("Rīt cepam maizi",), asyncio.Event(), 700
    post = await here.drafted()
    asked = await drafting.ask_writer(here.app, here.scope, here.author.id, post.id, Task.VARIANTS)
    running = asyncio.create_task(drafting.run_writing(here.app, asked.id, here.scope, frame=FRAME))
    await _until(here, asked, lambda writing: writing.partial != "")
    await _again(lambda: drafting.stop(here.app, here.scope, here.author.id, asked.id))
    await running
    writing = await here.app.store.get(here.scope, Writing, asked.id)
    assert (writing.state, writing.settled) == (WritingState.STOPPED, 700)
    chosen = await drafting.choose(here.app, here.scope, here.author.id, asked.id, 0)
    assert (await drafting.current(here.app, here.scope, chosen.id)).version.text == "Rīt cepam maizi"


async def test_stopped_before_it_began_it_costs_nothing_and_never_begins(here):
    here.writer.price = 700
    post = await here.drafted()
    asked = await drafting.ask_writer(here.app, here.scope, here.author.id, post.id, Task.VARIANTS)
    stopped = await drafting.stop(here.app, here.scope, here.author.id, asked.id)
    assert await drafting.stop(here.app, here.scope, here.author.id, asked.id) == stopped
    await drafting.run_writing(here.app, asked.id, here.scope, frame=FRAME)
    assert (stopped.state, stopped.settled, here.writer.orders) == (WritingState.STOPPED, 0, [])


async def test_when_the_writer_fails_the_free_one_writes_and_the_failed_call_is_paid(here):
    here.writer.price, here.writer.error = 700, WriterBusy("429", cost=80)
    writing = await here.written(await here.drafted())
    assert (writing.state, writing.error, writing.settled) == (WritingState.DONE, "WriterBusy", 80)
    assert (writing.writer, [v.text for v in writing.variants]) == ("outline", ["Melnraksts par maizi."])


async def test_why_a_writer_failed_is_one_line_in_the_log_without_anything_that_was_written(here, caplog):
    here.writer.pieces, here.writer.error = ("Rīt cepam",), WriterBusy("RateLimitError 429")
    await here.written(await here.drafted())
    assert [record.getMessage() for record in caplog.records if record.name.startswith("core.")] == [
        "writer model: WriterBusy: RateLimitError 429"
    ]
    assert "cepam" not in caplog.text


async def test_an_answer_without_a_usable_text_is_a_failure_that_is_paid(here):
    here.writer.texts, here.writer.cost = (" \u200b ",), 90
    writing = await here.written(await here.drafted())
    assert (writing.error, writing.settled, writing.writer) == ("WriterBroken", 90, "outline")


async def test_when_nobody_can_write_it_is_said_and_another_may_be_asked(here):
    here.writer.error, here.fallback.error = WriterRefused(cost=5), WriterBusy()
    post = await here.drafted()
    writing = await here.written(post)
    assert (writing.state, writing.error, writing.settled, writing.variants) == (
        WritingState.FAILED, "WriterRefused", 5, (),
    )  # fmt: skip
    here.writer.error = None
    assert (await here.written(post)).state is WritingState.DONE


async def test_a_writing_that_was_cut_off_is_not_paid_twice_and_ends_by_the_free_writer(here):
    here.writer.price = 700
    post = await here.drafted()
    asked = await drafting.ask_writer(here.app, here.scope, here.author.id, post.id, Task.VARIANTS)
    await here.app.store.change(here.scope, asked, replace(asked, state=WritingState.RUNNING))
    for _ in range(2):
        await drafting.run_writing(here.app, asked.id, here.scope, frame=FRAME)
    writing = await here.app.store.get(here.scope, Writing, asked.id)
    assert (writing.state, writing.error, writing.settled) == (WritingState.DONE, "WriterBroken", 700)
    assert (len(here.writer.orders), len(here.fallback.orders)) == (0, 1)


async def test_a_writing_whose_post_was_erased_needs_nothing_done(here):
    here.writer.pieces, here.writer.gate = ("Rīt",), asyncio.Event()
    post = await here.drafted()
    asked = await drafting.ask_writer(here.app, here.scope, here.author.id, post.id, Task.VARIANTS)
    running = asyncio.create_task(drafting.run_writing(here.app, asked.id, here.scope, frame=FRAME))
    await _until(here, asked, lambda writing: writing.partial != "")
    await here.app.store.remove(here.scope, post)
    await running
    await drafting.run_writing(here.app, asked.id, here.scope, frame=FRAME)
    assert not await here.app.store.count(here.scope, Writing)


async def _until(here: Desk, asked: Writing, fulfilled) -> None:
    async with asyncio.timeout(10):
        while not fulfilled(await here.app.store.get(here.scope, Writing, asked.id)):
            continue


async def _again(act):
    for _ in range(50):
        try:
            return await act()
        except Stale:
            continue
    raise AssertionError("always too late")


async def test_stop_ends_a_writing_that_nobody_writes_any_more(here, clock):
    post = await drafting.start(here.app, here.scope, here.author.id, "Jauna rudzu maize")
    asked = await drafting.ask_writer(here.app, here.scope, here.author.id, post.id, Task.VARIANTS)
    running = await here.app.store.change(here.scope, asked, replace(asked, state=WritingState.RUNNING))
    clock.move(timedelta(hours=1))
    stopped = await drafting.stop(here.app, here.scope, here.author.id, running.id)
    assert stopped.state is WritingState.STOPPED

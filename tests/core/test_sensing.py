"""What is heard and seen is paid out of the workspace's budget, before the call and once."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

import pytest

from core import sensing
from core.drafting.orders import month_of
from core.errors import BudgetSpent, Missing, WriterBroken, WriterBusy, WriterError, WriterMisconfigured, WriterRefused
from core.model import Sense, Sensing
from tests import making
from tests.core.posting import Desk, desk

MINUTE, PICTURE = sensing.A_MINUTE_HEARD, sensing.A_PICTURE_SEEN
WORDS = "Rīt cepam rudzu maizi."


@dataclass
class Played:
    """A model that hears and sees what a test says; `asked` is all that it was sent."""

    words: str = WORDS
    error: Exception | None = None
    asked: list[tuple[bytes, str, str]] = field(default_factory=list)
    meanwhile: Callable[[], Any] | None = None
    able = True

    async def hear(self, sound: bytes, mime: str, *, language: str) -> str:
        self.asked.append((sound, mime, language))
        if self.meanwhile is not None:
            await self.meanwhile()
        if self.error is not None:
            raise self.error
        return self.words

    see = hear


@pytest.fixture
def model() -> Played:
    return Played()


@pytest.fixture
async def here(store, clock, model) -> Desk:
    return having(await desk(store, clock, budget=10 * MINUTE), model)


def having(here: Desk, senses: Any) -> Desk:
    return replace(here, app=replace(here.app, senses=senses))


async def spoken(here: Desk, seconds: int = 10) -> str:
    return await sensing.transcribe(
        here.app, here.scope, here.author.id, b"OggS", "audio/ogg", seconds=seconds, language="lv"
    )


async def spent(here: Desk) -> int:
    return await here.app.store.spent(here.scope, month_of(here.clock.now()))


async def kept(here: Desk) -> list[Sensing]:
    return await here.app.store.find(here.scope, Sensing)


async def test_a_voice_message_becomes_words_and_costs_by_the_minute_begun(here, model):
    assert await spoken(here, seconds=61) == WORDS
    assert model.asked == [(b"OggS", "audio/ogg", "lv")]
    assert await spent(here) == 2 * MINUTE
    (row,) = await kept(here)
    assert (row.sense, row.person_id, row.reserved, row.settled) == (Sense.HEAR, here.author.id, 2 * MINUTE, 2 * MINUTE)
    assert (row.finished_at, row.error) == (here.clock.now(), None)


async def test_a_picture_becomes_a_sentence(here, model):
    file = making.file(here.workspace, here.author)
    await here.app.files.put(file.id, b"jpeg")
    assert await sensing.describe(here.app, here.scope, here.author.id, file, language="ru") == WORDS
    assert model.asked == [(b"jpeg", "image/jpeg", "ru")]
    assert await spent(here) == PICTURE


async def test_a_video_is_not_looked_at_and_a_lost_picture_is_missing_before_it_costs(here, model):
    video = making.file(here.workspace, here.author, kind="video", mime="video/mp4")
    assert await sensing.describe(here.app, here.scope, here.author.id, video, language="lv") == ""
    with pytest.raises(Missing):
        await sensing.describe(
            here.app, here.scope, here.author.id, making.file(here.workspace, here.author), language="lv"
        )
    assert (await kept(here), model.asked) == ([], [])


async def test_what_was_said_or_seen_is_in_no_row(here):
    await spoken(here)
    assert WORDS not in repr(await kept(here))


async def test_the_price_is_reserved_while_the_model_listens(here, model):
    seen = []

    async def look() -> None:
        seen.append(await spent(here))

    model.meanwhile = look
    await spoken(here)
    assert seen == [MINUTE]


async def test_beyond_the_budget_nothing_is_asked(here, model):
    assert await spoken(here, seconds=600) == WORDS
    with pytest.raises(BudgetSpent):
        await spoken(here, seconds=1)
    assert (len(model.asked), await spent(here)) == (1, 10 * MINUTE)
    here.clock.move(timedelta(days=40))
    assert await spoken(here) == WORDS


async def test_a_workspace_that_does_without_a_model_is_not_listened_to(store, clock, model):
    here = having(await desk(store, clock, budget=0), model)
    assert await spoken(here) == ""
    assert (await kept(here), model.asked) == ([], [])


async def test_where_nothing_can_hear_there_are_no_words_and_no_cost(store, clock):
    here = await desk(store, clock)
    assert await spoken(here) == ""
    assert await spent(here) == 0


@pytest.mark.parametrize(
    ("error", "cost"),
    [(WriterMisconfigured(), 0), (WriterBusy(), 0), (WriterBroken(), MINUTE), (WriterRefused(), MINUTE)],
    ids=lambda given: type(given).__name__,
)
async def test_a_failure_costs_only_where_the_call_was_under_way(here, model, error: WriterError, cost: int):
    model.error = error
    with pytest.raises(type(error)):
        await spoken(here)
    (row,) = await kept(here)
    assert (row.settled, row.error, await spent(here)) == (cost, type(error).__name__, cost)


async def test_a_call_that_was_cut_off_costs_what_was_reserved(here, model):
    listens = asyncio.Event()

    async def forever() -> None:
        listens.set()
        await asyncio.Event().wait()

    model.meanwhile = forever
    listening = asyncio.create_task(spoken(here))
    await listens.wait()
    listening.cancel()
    await asyncio.gather(listening, return_exceptions=True)
    assert await spent(here) == MINUTE


async def test_of_many_at_once_only_what_the_budget_covers_is_heard(here, model):
    ends = await asyncio.gather(*(spoken(here, seconds=240) for _ in range(4)), return_exceptions=True)
    assert sorted(str(type(end).__name__) for end in ends) == ["BudgetSpent", "BudgetSpent", "str", "str"]
    assert (len(model.asked), await spent(here)) == (2, 8 * MINUTE)


async def test_writing_and_hearing_share_one_budget(here, model):
    await here.app.store.add(here.scope, making.sensing(here.workspace, here.author, reserved=10 * MINUTE))
    here.writer.price = 1
    writing = await here.written(await here.drafted())
    assert writing.error == "BudgetSpent"

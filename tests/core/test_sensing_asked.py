"""A picture that somebody asked a model to look at: looked at and paid for once, however often the job is run."""

import asyncio
from dataclasses import replace

import pytest

from core import drafting, sensing
from core.drafting.orders import month_of
from core.model import File, Post, Sensing
from core.sensing import A_PICTURE_SEEN, Seen
from core.writers.senseless import Senseless
from tests import making
from tests.core.posting import Desk, desk
from tests.core.test_sensing import WORDS, Played, having


@pytest.fixture
def model() -> Played:
    return Played()


@pytest.fixture
async def here(store, clock, model) -> Desk:
    return having(await desk(store, clock, budget=10 * A_PICTURE_SEEN), model)


async def with_picture(here: Desk) -> tuple[Post, File]:
    post, file = await here.drafted(), making.file(here.workspace, here.author)
    await here.app.store.add(here.scope, file)
    await here.app.files.put(file.id, b"jpeg")
    await drafting.attach(here.app, here.scope, here.author.id, post.id, [file])
    return post, file


async def asked(here: Desk, post: Post, *files: File) -> list[str]:
    await sensing.ask_to_see(here.app, here.scope, here.author.id, post.id, [file.id for file in files])
    return await here.jobs("describe")


async def look(here: Desk, key: str, once: str = "1" * 24) -> Seen | None:
    return await sensing.look(here.app, here.scope, key, once=once)


async def spent(here: Desk) -> int:
    return await here.app.store.spent(here.scope, month_of(here.clock.now()))


async def test_it_is_told_to_who_asked_in_the_post_s_language(here, model):
    post, file = await with_picture(here)
    (key,) = await asked(here, post, file)
    assert await look(here, key) == Seen(post_id=post.id, file=file.id, person_id=here.author.id, words=WORDS)
    assert model.asked == [(b"jpeg", "image/jpeg", post.language)]
    assert await spent(here) == A_PICTURE_SEEN


async def test_asked_twice_before_it_was_looked_at_it_is_looked_at_once(here):
    post, file = await with_picture(here)
    await asked(here, post, file)
    assert len(await asked(here, post, file)) == 1


async def test_run_again_after_its_end_there_is_nothing_to_tell_and_nothing_to_pay(here, model):
    post, file = await with_picture(here)
    (key,) = await asked(here, post, file)
    await look(here, key)
    assert await look(here, key) is None
    assert (len(model.asked), await spent(here)) == (1, A_PICTURE_SEEN)


async def test_run_again_after_it_was_cut_off_it_is_not_paid_twice_and_said_to_be_broken(here, model):
    post, file = await with_picture(here)
    (key,) = await asked(here, post, file)
    looks = asyncio.Event()

    async def forever() -> None:
        looks.set()
        await asyncio.Event().wait()

    model.meanwhile = forever
    looking = asyncio.create_task(look(here, key))
    await looks.wait()
    looking.cancel()
    await asyncio.gather(looking, return_exceptions=True)
    seen = await look(here, key)
    assert seen is not None
    assert (seen.words, seen.error) == ("", "WriterBroken")
    assert (len(model.asked), await spent(here)) == (1, A_PICTURE_SEEN)


async def test_what_is_no_longer_shown_is_not_looked_at(here, model):
    post, file = await with_picture(here)
    (key,) = await asked(here, post, file)
    await drafting.detach(here.app, here.scope, here.author.id, post.id, file.id)
    assert await look(here, key) is None
    assert await look(here, f"{making.new_id()}:{file.id}:{here.author.id}") is None
    assert (model.asked, await here.app.store.find(here.scope, Sensing)) == ([], [])


async def test_beyond_the_budget_the_error_is_told(here, model):
    post, file = await with_picture(here)
    await here.app.store.add(here.scope, making.sensing(here.workspace, here.author, reserved=10 * A_PICTURE_SEEN))
    (key,) = await asked(here, post, file)
    seen = await look(here, key)
    assert seen is not None
    assert (seen.error, model.asked) == ("BudgetSpent", [])


async def test_pictures_are_described_where_there_is_a_model_and_money_for_it(here):
    assert sensing.can_see(here.app, here.workspace)
    assert not sensing.can_see(here.app, replace(here.workspace, budget=0))
    assert not sensing.can_see(replace(here.app, senses=Senseless()), here.workspace)

"""A post's pictures: put in, taken out and described, each a new version with all that a change of content means."""

from datetime import timedelta

import pytest

from core import drafting, reviewing, scheduling
from core.errors import Decided, Invalid, Missing
from core.model import File, MediaKind, Post, Role, Rule, State, Version
from tests import making
from tests.core.posting import Desk, desk


@pytest.fixture
async def free(store, clock) -> Desk:
    return await desk(store, clock)


@pytest.fixture
async def strict(store, clock) -> Desk:
    return await desk(store, clock, rule=Rule.ANY_APPROVER)


async def sent(here: Desk, count: int = 1, **given) -> list[File]:
    files = [making.file(here.workspace, here.author, **given) for _ in range(count)]
    await here.app.store.add(here.scope, *files)
    return files


async def attach(here: Desk, post: Post, files: list[File]) -> Post:
    return await drafting.attach(here.app, here.scope, here.author.id, post.id, files)


async def version(here: Desk, post: Post) -> Version:
    draft = await drafting.current(here.app, here.scope, post.id)
    assert draft.version is not None
    return draft.version


async def test_what_is_put_in_comes_after_what_is_there_and_each_once(free):
    post, files = await free.drafted(), await sent(free, 3)
    await attach(free, post, files[:2])
    await attach(free, post, [files[1], files[2]])
    now = await version(free, post)
    assert [one.key for one in now.media] == [file.id for file in files]
    assert (now.number, now.text, now.media[0].digest) == (3, "Rīt cepam rudzu maizi.", files[0].digest)
    assert (await free.kinds(post)).count("pictured") == 2


async def test_the_same_once_more_changes_nothing(free):
    post, files = await free.drafted(), await sent(free)
    await attach(free, post, files)
    await attach(free, post, files)
    assert (await version(free, post)).number == 2


async def test_more_than_an_album_is_refused_and_nothing_changes(free):
    post = await free.drafted()
    await attach(free, post, await sent(free, 10))
    for act in (
        attach(free, post, await sent(free)),
        drafting.start(free.app, free.scope, free.author.id, "", files=await sent(free, 11)),
    ):
        with pytest.raises(Invalid) as refused:
            await act
        assert (refused.value.reason, refused.value.facts) == ("media-too-many", {"most": 10})
    assert len((await version(free, post)).media) == 10


@pytest.mark.parametrize("change", ["attach", "describe", "detach"])
async def test_an_approval_is_void_when_the_pictures_change(strict, change):
    post, (first, more) = await strict.drafted(), await sent(strict, 2)
    await attach(strict, post, [first])
    await reviewing.submit(strict.app, strict.scope, strict.author.id, post.id)
    await reviewing.approve(strict.app, strict.scope, strict.approver.id, post.id, 2, role=Role.APPROVER)
    assert set(await strict.states(post)) == {"approved"}
    given = {"attach": [more], "describe": {first.id: "Maize"}, "detach": first.id}[change]
    await getattr(drafting, change)(strict.app, strict.scope, strict.author.id, post.id, given)
    assert set(await strict.states(post)) == {"in_review"}
    assert "review:3" in await strict.notices(post)


async def test_where_nobody_must_approve_a_planned_post_stays_planned(free, clock):
    post = await free.drafted()
    at = clock.now() + timedelta(days=1)
    await scheduling.schedule(
        free.app, free.scope, free.author.id, post.id, at, wall=at.replace(tzinfo=None), zone="UTC"
    )
    await attach(free, post, await sent(free))
    assert {p.state for p in await free.publications(post)} == {State.SCHEDULED}
    with pytest.raises(Invalid, match="edit-problems"):
        await attach(free, post, await sent(free, 4))


async def test_what_is_on_its_way_is_not_changed_and_what_is_out_stays_as_it_went(free):
    post = await free.drafted()
    await free.put(post, state=State.CLAIMED)
    with pytest.raises(Decided):
        await attach(free, post, await sent(free))
    await free.put(post, state=State.PUBLISHED)
    before = await free.publications(post)
    await attach(free, post, await sent(free))
    assert await free.publications(post) == before


async def test_a_description_is_one_line_without_what_nobody_sees(free):
    post, (file,) = await free.drafted(), await sent(free)
    await attach(free, post, [file])
    await drafting.describe(free.app, free.scope, free.author.id, post.id, {file.id: " Tumša\n\u202emaize\x00 "})
    assert (await version(free, post)).media[0].alt == "Tumša maize"
    await drafting.undo(free.app, free.scope, free.author.id, post.id)
    assert (await version(free, post)).media[0].alt == ""


async def test_a_description_has_its_length_and_its_picture(free):
    post, (file,) = await free.drafted(), await sent(free)
    await attach(free, post, [file])
    for alts, error in (({file.id: "a" * 1001}, Invalid), ({"gone": "Maize"}, Missing)):
        with pytest.raises(error):
            await drafting.describe(free.app, free.scope, free.author.id, post.id, alts)
    assert (await version(free, post)).number == 2


async def test_a_post_may_begin_with_its_pictures_and_is_told_later_what_it_is_about(free):
    files = await sent(free, 2)
    post = await drafting.start(free.app, free.scope, free.author.id, "", files=files)
    draft = await drafting.current(free.app, free.scope, post.id)
    assert (drafting.unsaid(draft), len(drafting.media_of(draft))) == (True, 2)
    await drafting.tell(free.app, free.scope, free.author.id, post.id, "Rudzu maize")
    await drafting.tell(free.app, free.scope, free.author.id, post.id, "Kliņģeris")
    writing = await free.written(post)
    assert free.writer.orders[0].brief == "Rudzu maize"
    await drafting.choose(free.app, free.scope, free.author.id, writing.id, 0)
    now = await version(free, post)
    assert (now.text, len(now.media)) == ("Rīt cepam rudzu maizi.", 2)


async def test_without_words_and_without_pictures_there_is_no_post(free):
    with pytest.raises(Invalid, match="brief-empty"):
        await drafting.start(free.app, free.scope, free.author.id, "")


async def test_a_video_keeps_its_length(free):
    post, files = await free.drafted(), await sent(free, kind=MediaKind.VIDEO, mime="video/mp4", seconds=12)
    await attach(free, post, files)
    assert [(one.kind, one.seconds) for one in (await version(free, post)).media] == [(MediaKind.VIDEO, 12)]


async def test_only_changes_of_words_make_what_was_written_outdated(free, clock):
    post = await free.drafted()
    clock.move(timedelta(minutes=1))
    await attach(free, post, await sent(free))
    draft = await drafting.current(free.app, free.scope, post.id)
    assert await drafting.wordless(free.app, draft) == {clock.now()}


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Rīt cepam maizi! Nāc agri.", "Rīt cepam maizi!"),
        ("Rīt cepam maizi\nNāc agri.", "Rīt cepam maizi"),
        ("Skaties https://example.com/x", ""),
        ("a" * 301, ""),
    ],
)
async def test_the_first_sentence_is_suggested_as_a_description(free, text, first):
    post = await free.drafted(text)
    assert drafting.suggested(await drafting.current(free.app, free.scope, post.id)) == first

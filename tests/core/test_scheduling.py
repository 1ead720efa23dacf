"""When a post goes out: only ahead, only with a yes, and taken back while nothing has left."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from core import drafting, reviewing, scheduling
from core.errors import Decided, Invalid, Missing
from core.model import Post, Role, Rule, State
from tests.core.posting import Desk, ahead, desk

SECOND = timedelta(seconds=1)


@pytest.fixture
async def free(store, clock) -> Desk:
    """Where nobody must approve."""
    return await desk(store, clock)


@pytest.fixture
async def strict(store, clock) -> Desk:
    """Where somebody must, also new times."""
    return await desk(store, clock, rule=Rule.ANY_APPROVER, approve_times=True)


async def schedule(here: Desk, post: Post, hours: int = 24, by=None, **given) -> Post:
    person = (by or here.author).id
    return await scheduling.schedule(here.app, here.scope, person, post.id, **ahead(here.clock, hours), **given)


async def approved(here: Desk) -> Post:
    post = await here.drafted()
    await reviewing.submit(here.app, here.scope, here.author.id, post.id)
    return await reviewing.approve(here.app, here.scope, here.approver.id, post.id, 1, role=Role.APPROVER)


# -- a time ------------------------------------------------------------------------------------------------------------


async def test_where_nobody_must_approve_giving_a_time_is_the_author_s_own_yes(free):
    post = await schedule(free, await free.drafted())
    draft = await drafting.current(free.app, free.scope, post.id)
    actions = {a.id: a for a in await reviewing.history(free.app, free.scope, post.id)}
    for publication in draft.publications:
        assert (publication.state, publication.wall) == (State.SCHEDULED, ahead(free.clock)["wall"])
        assert publication.due_at == publication.wake_at == ahead(free.clock)["at"]
        yes = actions[publication.approval_id]
        assert (yes.kind, yes.person_id, yes.hash) == ("approved", free.author.id, publication.approved_hash)
    assert await free.notices(post) == []


async def test_a_new_time_needs_no_new_yes(free):
    post = await schedule(free, await free.drafted())
    before = {p.approval_id for p in await free.publications(post)}
    await schedule(free, post, 48)
    publications = await free.publications(post)
    assert {p.approval_id for p in publications} == before
    assert {p.due_at for p in publications} == {ahead(free.clock, 48)["at"]}


@pytest.mark.parametrize(
    ("off", "reason"),
    [(timedelta(0), "time-past"), (-SECOND, "time-past"), (timedelta(days=731) + SECOND, "time-far")],
)
async def test_a_time_that_is_past_or_years_ahead_is_refused(free, off, reason):
    post = await free.drafted()
    at = free.clock.now() + off
    with pytest.raises(Invalid) as refused:
        await scheduling.schedule(
            free.app, free.scope, free.author.id, post.id, at, wall=at.replace(tzinfo=None), zone="UTC"
        )
    assert (refused.value.reason, refused.value.facts) == (reason, {"at": at})


async def test_without_a_text_or_with_one_that_does_not_fit_there_is_no_time(free):
    post = await drafting.start(free.app, free.scope, free.author.id, "Jauna rudzu maize")
    with pytest.raises(Invalid, match="schedule-no-text"):
        await schedule(free, post)
    await drafting.edit(free.app, free.scope, free.author.id, post.id, "x" * 101)
    for act in (schedule(free, post), scheduling.publish_now(free.app, free.scope, free.author.id, post.id)):
        with pytest.raises(Invalid, match="schedule-problems"):
            await act
    await schedule(free, post, connection_id=free.account.id)
    assert sorted(await free.states(post)) == ["draft", "scheduled"]


async def test_where_somebody_must_approve_a_draft_keeps_its_time_and_goes_nowhere(strict):
    post = await schedule(strict, await strict.drafted())
    publications = await strict.publications(post)
    assert {(p.state, p.due_at, p.wake_at) for p in publications} == {(State.DRAFT, ahead(strict.clock)["at"], None)}


async def test_a_time_changed_after_the_approval_goes_back_to_review_where_times_are_approved(strict):
    post = await approved(strict)
    await schedule(strict, post)
    publications = await strict.publications(post)
    assert {(p.state, p.approved_hash, p.wake_at) for p in publications} == {
        (State.IN_REVIEW, None, ahead(strict.clock)["at"])
    }
    assert (await strict.kinds(post)).count("voided") == 2
    assert "review:1" in await strict.notices(post)


async def test_who_may_approve_changes_the_time_and_the_approval_stays(strict):
    post = await schedule(strict, await approved(strict), by=strict.owner)
    assert await strict.states(post) == ["scheduled", "scheduled"]
    await schedule(strict, post)  # the same time again, by the author: nothing to approve
    assert await strict.states(post) == ["scheduled", "scheduled"]


async def test_where_times_are_free_a_new_one_keeps_the_approval_and_approvers_hear(store, clock):
    here = await desk(store, clock, rule=Rule.ANY_APPROVER)
    post = await schedule(here, await approved(here))
    assert await here.states(post) == ["scheduled", "scheduled"]
    assert await here.notices(post) == ["approved:1", "retimed:1", "review:1"]


async def test_what_was_held_goes_back_to_review_with_its_new_time(strict):
    post = await strict.drafted()
    await reviewing.submit(strict.app, strict.scope, strict.author.id, post.id)
    await strict.put(post, state=State.HELD)
    await schedule(strict, post)
    assert {(p.state, p.wake_at) for p in await strict.publications(post)} == {
        (State.IN_REVIEW, ahead(strict.clock)["at"])
    }


@pytest.mark.parametrize("state", [State.MISSED, State.FAILED])
async def test_what_was_missed_or_failed_gets_a_new_time_under_its_approval(free, state):
    post = await schedule(free, await free.drafted(), 1)
    await free.put(post, state=state, error="Refused", wake_at=None, tries=5)
    free.clock.move(timedelta(hours=3))
    await schedule(free, post)
    publications = await free.publications(post)
    assert {(p.state, p.error, p.tries) for p in publications} == {(State.SCHEDULED, None, 0)}


async def test_what_is_on_its_way_gets_no_new_time(free):
    post = await schedule(free, await free.drafted())
    await free.put(post, state=State.SENDING)
    for act in (
        schedule(free, post, 48),
        scheduling.publish_now(free.app, free.scope, free.author.id, post.id),
        scheduling.unschedule(free.app, free.scope, free.author.id, post.id),
        scheduling.cancel(free.app, free.scope, free.author.id, post.id),
    ):
        with pytest.raises(Decided) as late:
            await act
        assert (late.value.state, late.value.by) == ("sending", free.author.id)


# -- now ---------------------------------------------------------------------------------------------------------------


async def test_published_now_it_leaves_after_ten_seconds_in_which_it_can_be_taken_back(free):
    post = await scheduling.publish_now(free.app, free.scope, free.author.id, (await free.drafted()).id)
    publications = await free.publications(post)
    leaves = free.clock.now() + timedelta(seconds=10)
    assert {(p.state, p.wake_at, p.wall) for p in publications} == {
        (State.SCHEDULED, leaves, datetime(2026, 6, 4, 10, 0, 10))  # noqa: DTZ001 - a clock on a wall in Riga
    }
    await scheduling.undo_now(free.app, free.scope, free.author.id, post.id)
    assert {(p.state, p.due_at, p.wake_at) for p in await free.publications(post)} == {(State.APPROVED, None, None)}


async def test_once_it_left_it_is_not_taken_back(free):
    post = await scheduling.publish_now(free.app, free.scope, free.author.id, (await free.drafted()).id)
    await free.put(post, state=State.CLAIMED)
    with pytest.raises(Decided) as late:
        await scheduling.undo_now(free.app, free.scope, free.author.id, post.id)
    assert late.value.state == "claimed"


async def test_what_needs_an_approval_is_not_published_without_one(strict):
    post = await strict.drafted()
    with pytest.raises(Invalid, match="publish-not-approved"):
        await scheduling.publish_now(strict.app, strict.scope, strict.author.id, post.id)
    await reviewing.submit(strict.app, strict.scope, strict.author.id, post.id)
    await reviewing.approve(strict.app, strict.scope, strict.approver.id, post.id, 1, role=Role.APPROVER)
    with pytest.raises(Invalid, match="publish-time-not-approved"):
        await scheduling.publish_now(strict.app, strict.scope, strict.author.id, post.id)
    await scheduling.publish_now(strict.app, strict.scope, strict.approver.id, post.id)
    assert await strict.states(post) == ["scheduled", "scheduled"]


# -- taken off, dropped, taken up again --------------------------------------------------------------------------------


async def test_taken_off_the_schedule_it_stays_approved(free):
    post = await schedule(free, await free.drafted())
    await scheduling.unschedule(free.app, free.scope, free.author.id, post.id)
    assert await free.states(post) == ["approved", "approved"]
    with pytest.raises(Decided):
        await scheduling.unschedule(free.app, free.scope, free.author.id, post.id)


async def test_dropped_it_is_over_and_taken_up_again_it_is_a_draft_that_nobody_approved(free):
    post = await schedule(free, await free.drafted())
    await scheduling.cancel(free.app, free.scope, free.author.id, post.id)
    with pytest.raises(Decided) as late:
        await scheduling.cancel(free.app, free.scope, free.owner.id, post.id)
    assert (late.value.state, late.value.by) == ("cancelled", free.author.id)
    await scheduling.reopen(free.app, free.scope, free.author.id, post.id)
    publications = await free.publications(post)
    assert {(p.state, p.approved_hash, p.due_at, p.wake_at) for p in publications} == {(State.DRAFT, None, None, None)}
    with pytest.raises(Decided):
        await scheduling.reopen(free.app, free.scope, free.author.id, post.id)


async def test_one_account_is_left_out_and_the_others_go_on(free):
    post = await schedule(free, await free.drafted())
    await scheduling.cancel(free.app, free.scope, free.author.id, post.id, connection_id=free.small.id)
    draft = await drafting.current(free.app, free.scope, post.id)
    assert (draft.of(free.account.id).state, draft.of(free.small.id).state) == (State.SCHEDULED, State.CANCELLED)


# -- the calendar ------------------------------------------------------------------------------------------------------


async def test_the_calendar_has_what_is_due_by_time_each_post_in_one_piece(free):
    first, second, third = [await free.drafted() for _ in range(3)]
    await schedule(free, first, 10)
    await schedule(free, first, 40, connection_id=free.small.id)
    await schedule(free, second, 20)
    await schedule(free, third, 100)
    start = free.clock.now()
    rows = await scheduling.calendar(free.app, free.scope, start, start + timedelta(hours=100))
    assert [post.id for _, post in rows] == [first.id, first.id, second.id, second.id]
    times = await scheduling.taken(free.app, free.scope, start, start + timedelta(hours=100))
    assert times == [start + timedelta(hours=hours) for hours in (10, 20, 40)]


async def test_what_was_dropped_or_missed_takes_no_place(free):
    dropped, missed = [await schedule(free, await free.drafted(), 5) for _ in range(2)]
    await scheduling.cancel(free.app, free.scope, free.author.id, dropped.id)
    await free.put(missed, state=State.MISSED)
    day = (free.clock.now(), free.clock.now() + timedelta(days=1))
    assert await scheduling.taken(free.app, free.scope, *day) == []
    assert {post.id for _, post in await scheduling.calendar(free.app, free.scope, *day)} == {missed.id}


async def test_nothing_of_another_workspace_is_planned_or_seen(free, store, clock):
    other = await desk(store, clock)
    post = await schedule(other, await other.drafted())
    with pytest.raises(Missing):
        await schedule(free, post)
    day = (clock.now(), clock.now() + timedelta(days=3))
    assert await scheduling.calendar(free.app, free.scope, *day) == []
    assert await scheduling.taken(free.app, free.scope, *day) == []


async def test_a_workspace_without_a_zone_says_now_in_utc(free):
    await free.app.store.change(free.scope, free.workspace, replace(free.workspace, zone=""))
    post = await scheduling.publish_now(free.app, free.scope, free.author.id, (await free.drafted()).id)
    assert {(p.zone, p.wall.replace(tzinfo=UTC) == p.due_at) for p in await free.publications(post)} == {("UTC", True)}

"""Who says yes: bound to what was seen, never twice, and never to one's own where that is the rule."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import drafting, reviewing, scheduling
from core.differences import difference
from core.errors import Decided, Denied, Invalid, Missing
from core.model import Role, Rule, State
from tests.core.posting import Desk, ahead, approve, desk, submitted


@pytest.fixture
async def here(store, clock) -> Desk:
    return await desk(store, clock, rule=Rule.ANY_APPROVER)


# -- sent for review ---------------------------------------------------------------------------------------------------


async def test_sent_for_review_approvers_hear_and_a_time_is_kept(here):
    post = await here.drafted()
    await scheduling.schedule(here.app, here.scope, here.author.id, post.id, **ahead(here.clock))
    await reviewing.submit(here.app, here.scope, here.author.id, post.id)
    publications = await here.publications(post)
    assert {(p.state, p.wake_at) for p in publications} == {(State.IN_REVIEW, ahead(here.clock)["at"])}
    assert await here.notices(post) == ["review:1"]


async def test_without_a_text_or_with_one_that_does_not_fit_nothing_is_sent_for_review(here):
    post = await drafting.start(here.app, here.scope, here.author.id, "Jauna rudzu maize")
    with pytest.raises(Invalid, match="submit-no-text"):
        await reviewing.submit(here.app, here.scope, here.author.id, post.id)
    await drafting.edit(here.app, here.scope, here.author.id, post.id, "x" * 101)
    with pytest.raises(Invalid) as refused:
        await reviewing.submit(here.app, here.scope, here.author.id, post.id)
    assert (refused.value.reason, refused.value.facts) == ("submit-problems", {"accounts": "Īsā lapa", "count": 1})


async def test_sent_twice_it_says_who_sent_it_and_when(here):
    post = await submitted(here)
    here.clock.move(timedelta(hours=1))
    with pytest.raises(Decided) as late:
        await reviewing.submit(here.app, here.scope, here.owner.id, post.id)
    sent = here.clock.now() - timedelta(hours=1)
    assert (late.value.state, late.value.by, late.value.at) == ("in_review", here.author.id, sent)


# -- approved ----------------------------------------------------------------------------------------------------------


async def test_an_approval_is_one_action_for_each_publication_bound_to_its_content(here):
    post = await approve(here, await submitted(here))
    draft = await drafting.current(here.app, here.scope, post.id)
    actions = {a.id: a for a in await reviewing.history(here.app, here.scope, post.id)}
    for publication in draft.publications:
        yes = actions[publication.approval_id]
        assert publication.state is State.APPROVED
        assert yes.hash == publication.approved_hash == draft.hashes[publication.connection_id]
        assert (yes.kind, yes.publication_id, yes.version, yes.platform) == ("approved", publication.id, 1, "slack")
    assert await here.notices(post) == ["approved:1", "review:1"]


async def test_approved_with_a_time_ahead_it_is_scheduled(here):
    post = await submitted(here)
    await scheduling.schedule(here.app, here.scope, here.author.id, post.id, **ahead(here.clock))
    await approve(here, post)
    publications = await here.publications(post)
    assert {(p.state, p.wake_at) for p in publications} == {(State.SCHEDULED, ahead(here.clock)["at"])}


async def test_approved_after_its_time_it_waits_for_a_new_one_and_that_is_said(here):
    post = await submitted(here)
    await scheduling.schedule(here.app, here.scope, here.author.id, post.id, **ahead(here.clock, 1))
    here.clock.move(timedelta(hours=2))
    await here.put(post, state=State.HELD, wake_at=None)
    await approve(here, post)
    assert {(p.state, p.due_at, p.wake_at) for p in await here.publications(post)} == {(State.APPROVED, None, None)}
    assert await here.notices(post) == ["held_approved:1", "review:1"]


async def test_only_what_was_seen_is_approved(here):
    post = await submitted(here)
    await drafting.edit(here.app, here.scope, here.author.id, post.id, "Parīt cepam.")
    for decide in (
        approve(here, post, 1),
        reviewing.request_changes(here.app, here.scope, here.approver.id, post.id, 1, note="Īsāk!"),
        reviewing.reject(here.app, here.scope, here.approver.id, post.id, 1),
    ):
        with pytest.raises(Invalid) as newer:
            await decide
        assert (newer.value.reason, newer.value.facts) == ("approve-newer", {"seen": 1, "now": 2})
    assert await here.states(await approve(here, post, 2)) == ["approved", "approved"]


async def test_who_comes_second_hears_who_was_first_and_when(here):
    post = await approve(here, await submitted(here))
    with pytest.raises(Decided) as late:
        await approve(here, post, by=here.owner, role=Role.OWNER)
    assert (late.value.state, late.value.by, late.value.at) == ("approved", here.approver.id, here.clock.now())


@pytest.mark.parametrize("role", [Role.AUTHOR, Role.VIEWER])
async def test_without_the_right_nobody_approves(here, role):
    post = await submitted(here)
    with pytest.raises(Denied):
        await approve(here, post, by=here.author, role=role)
    assert await here.states(post) == ["in_review", "in_review"]


async def test_what_does_not_fit_is_not_approved(here):
    post = await submitted(here)
    await drafting.edit(here.app, here.scope, here.author.id, post.id, "x" * 101)
    with pytest.raises(Invalid, match="approve-problems"):
        await approve(here, post, 2)


async def test_one_s_own_words_are_not_approved_by_oneself_where_that_is_the_rule(store, clock):
    here = await desk(store, clock, rule=Rule.ANY_APPROVER, not_own=True)
    post = await submitted(here)
    await drafting.edit(here.app, here.scope, here.approver.id, post.id, "Parīt cepam.")
    await drafting.edit(here.app, here.scope, here.author.id, post.id, "Parīt cepam maizi.")
    with pytest.raises(Invalid, match="approve-own"):
        await approve(here, post, 3)
    assert await here.states(await approve(here, post, 3, by=here.owner)) == ["approved", "approved"]


async def test_words_that_were_taken_back_are_nobody_s_own(store, clock):
    here = await desk(store, clock, rule=Rule.ANY_APPROVER, not_own=True)
    post = await submitted(here)
    await drafting.edit(here.app, here.scope, here.approver.id, post.id, "Parīt cepam.")
    await drafting.undo(here.app, here.scope, here.author.id, post.id)
    assert await here.states(await approve(here, post, 3)) == ["approved", "approved"]


async def test_an_author_lets_out_what_nobody_must_approve_and_nothing_else(store, clock, here):
    free = await desk(store, clock)
    post = await free.drafted()
    await reviewing.approve_as_author(free.app, free.scope, free.author.id, post.id)
    assert await free.states(post) == ["approved", "approved"]
    with pytest.raises(Denied):
        await reviewing.approve_as_author(here.app, here.scope, here.author.id, (await here.drafted()).id)


# -- sent back and turned down -----------------------------------------------------------------------------------------


async def test_sent_back_with_a_note_its_author_hears_and_sends_it_again(here):
    post = await submitted(here)
    await reviewing.request_changes(here.app, here.scope, here.approver.id, post.id, 1, note=" Īsāk! ")
    assert await here.states(post) == ["changes_requested", "changes_requested"]
    assert "changes_requested:1" in await here.notices(post)
    assert (await reviewing.history(here.app, here.scope, post.id))[-1].note == "Īsāk!"
    await drafting.edit(here.app, here.scope, here.author.id, post.id, "Maize!")
    await reviewing.submit(here.app, here.scope, here.author.id, post.id)
    assert await here.states(await approve(here, post, 2)) == ["approved", "approved"]


@pytest.mark.parametrize(("note", "reason"), [(" \u200b", "note-empty"), ("x" * 2001, "note-too-long")])
async def test_a_note_that_says_nothing_or_too_much_is_refused(here, note, reason):
    post = await submitted(here)
    with pytest.raises(Invalid, match=reason):
        await reviewing.request_changes(here.app, here.scope, here.approver.id, post.id, 1, note=note)


async def test_turned_down_it_is_over_until_its_author_takes_it_up_again(here):
    post = await submitted(here)
    await reviewing.reject(here.app, here.scope, here.approver.id, post.id, 1, note="Nē.")
    with pytest.raises(Decided) as late:
        await approve(here, post)
    assert (late.value.state, late.value.by) == ("rejected", here.approver.id)
    await drafting.edit(here.app, here.scope, here.author.id, post.id, "Maize!")
    assert await here.states(post) == ["draft", "draft"]


# -- what is shown -----------------------------------------------------------------------------------------------------


async def test_the_history_is_in_order_also_within_one_moment(here):
    post = await approve(here, await submitted(here))
    await scheduling.schedule(here.app, here.scope, here.author.id, post.id, **ahead(here.clock))
    await drafting.edit(here.app, here.scope, here.author.id, post.id, "Parīt cepam.")
    kinds = [action.kind.value for action in await reviewing.history(here.app, here.scope, post.id)]
    assert kinds == [
        "created", "edited", "submitted", "approved", "approved", "scheduled", "edited", "voided", "voided",
    ]  # fmt: skip


async def test_what_changed_since_the_approval_is_shown_word_by_word(here):
    post = await approve(here, await submitted(here, "Rīt cepam maizi."))
    assert await reviewing.difference(here.app, here.scope, post.id) == ()
    await drafting.edit(here.app, here.scope, here.author.id, post.id, "Parīt cepam maizi.")
    expected = (("-", "Rīt "), ("+", "Parīt "), (" ", "cepam maizi."))
    assert await reviewing.difference(here.app, here.scope, post.id) == expected


async def test_a_change_for_one_account_only_is_found_too(here):
    post = await approve(here, await submitted(here, "Rīt cepam."))
    await drafting.edit(here.app, here.scope, here.author.id, post.id, "Rīt cepam!", connection_id=here.small.id)
    assert await reviewing.difference(here.app, here.scope, post.id) == (
        (" ", "Rīt "),
        ("-", "cepam."),
        ("+", "cepam!"),
    )
    assert not await reviewing.difference(here.app, here.scope, post.id, connection_id=here.account.id)


WORDS = st.text(st.sampled_from("ab \n"), max_size=40)


@given(WORDS, WORDS)
def test_a_difference_holds_the_new_text_to_the_letter_and_the_old_one_word_by_word(old, new):
    parts = difference(old, new)
    assert "".join(words for op, words in parts if op != "-") == new
    assert " ".join(words for op, words in parts if op != "+").split() == old.split()


SCATTERED = "".join(f"same{at} old{at} " for at in range(300)), "".join(f"same{at} new{at} " for at in range(300))


def test_an_ordinary_text_is_compared_word_by_word_however_many_words_differ():
    parts = difference(*SCATTERED)
    assert [op for op, _ in parts] == [" ", "-", "+"] * 300


UNRELATED = " ".join(f"w{at % 50}" for at in range(6000)), " ".join(f"w{at * at % 53}" for at in range(6000))


REPEATED = ("a " * 5000, "a b " * 2500), ("b " + "a " * 5000, "a b " * 2500)


@pytest.mark.parametrize(("old", "new"), [*REPEATED, UNRELATED])
def test_texts_that_would_take_too_long_to_compare_are_shown_whole(old, new):
    parts = difference(old, new)
    assert [op for op, _ in parts if op != " "] == ["-", "+"]
    assert "".join(words for op, words in parts if op != "-") == new
    assert "".join(words for op, words in parts if op != "+").split() == old.split()


async def test_each_sees_what_waits_for_them(here):
    waits, asked, missed = await submitted(here), await submitted(here), await here.drafted()
    await reviewing.request_changes(here.app, here.scope, here.approver.id, asked.id, 1, note="Īsāk!")
    await here.put(missed, state=State.MISSED)
    await here.drafted()

    async def waiting(person, role) -> list[str]:
        return [post.id for post in await reviewing.waiting(here.app, here.scope, person.id, role)]

    assert await waiting(here.author, Role.AUTHOR) == [missed.id, asked.id]
    assert await waiting(here.approver, Role.APPROVER) == [missed.id, waits.id]
    assert await waiting(here.approver, Role.AUTHOR) == []
    assert await waiting(here.author, Role.VIEWER) == []


async def test_one_s_own_post_does_not_wait_for_the_approval_one_may_not_give(store, clock):
    here = await desk(store, clock, rule=Rule.ANY_APPROVER, not_own=True)
    await submitted(here)
    assert not await reviewing.waiting(here.app, here.scope, here.author.id, Role.APPROVER)
    assert len(await reviewing.waiting(here.app, here.scope, here.owner.id, Role.OWNER)) == 1


async def test_nothing_of_another_workspace_is_decided(here, store, clock):
    other = await desk(store, clock, rule=Rule.ANY_APPROVER)
    post = await submitted(other)
    for act in (approve(here, post), reviewing.difference(here.app, here.scope, post.id)):
        with pytest.raises(Missing):
            await act
    assert await reviewing.history(here.app, here.scope, post.id) == []
    assert await reviewing.waiting(here.app, here.scope, here.owner.id, Role.OWNER) == []

"""From a brief to a text: what is refused, what is taken back, what an edit voids."""

from dataclasses import replace
from datetime import timedelta

import pytest

from core import drafting, reviewing, scheduling
from core.drafting.versions import position
from core.errors import Decided, Invalid, Missing, WriterBusy
from core.model import (
    ConnectionState,
    Origin,
    Post,
    Role,
    Rule,
    State,
    Version,
    Workspace,
)
from core.ports import Task
from tests import making
from tests.core.posting import Desk, ahead, desk

FRAME = timedelta(0)


@pytest.fixture
async def here(store, clock) -> Desk:
    return await desk(store, clock)


# -- the brief ---------------------------------------------------------------------------------------------------------


async def test_a_brief_becomes_a_post_with_a_draft_for_every_account_in_use(here):
    off = making.connection(here.workspace, here.owner, state=ConnectionState.RECONNECT)
    await here.app.store.add(here.scope, off)
    post = await drafting.start(here.app, here.scope, here.author.id, "  Jauna\u200b rudzu maize ")
    assert (post.brief, post.version, post.language) == ("Jauna rudzu maize", 0, "lv")
    assert {p.connection_id for p in await here.publications(post)} == {here.account.id, here.small.id}
    assert await here.kinds(post) == ["created"]


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("", "brief-empty"),
        (" \u200b\u2060\n\x07", "brief-empty"),
        ("🎉🎉 !!", "brief-no-words"),
        ("a" * 4001, "brief-too-long"),
    ],
)
async def test_a_brief_that_says_nothing_is_refused(here, words, reason):
    with pytest.raises(Invalid) as refused:
        await drafting.start(here.app, here.scope, here.author.id, words)
    assert refused.value.reason == reason
    assert not await here.app.store.count(here.scope, Post)


async def test_an_account_connected_later_joins_a_post_and_one_left_out_comes_back(here):
    post = await here.drafted()
    late = making.connection(here.workspace, here.owner)
    await here.app.store.add(here.scope, late)
    await drafting.include(here.app, here.scope, here.author.id, post.id, late.id)
    await scheduling.cancel(here.app, here.scope, here.author.id, post.id, connection_id=late.id)
    await drafting.include(here.app, here.scope, here.author.id, post.id, late.id)
    assert await here.states(post) == ["draft", "draft", "draft"]
    with pytest.raises(Decided):
        await drafting.include(here.app, here.scope, here.author.id, post.id, late.id)


# -- the text ----------------------------------------------------------------------------------------------------------


async def test_a_chosen_variant_is_what_the_post_says_and_whose_words_they_are_is_kept(here):
    post = await drafting.start(here.app, here.scope, here.author.id, "Jauna rudzu maize")
    writing = await here.written(post)
    chosen = await drafting.choose(here.app, here.scope, here.author.id, writing.id, 1)
    draft = await drafting.current(here.app, here.scope, post.id)
    assert (chosen.version, draft.version.text, draft.version.origin) == (1, "Rudzu maize ir klāt.", Origin.AI)
    assert (await drafting.choose(here.app, here.scope, here.author.id, writing.id, 1)).version == 1
    assert (await drafting.newest_writing(here.app, here.scope, post.id)).chosen == 1


async def test_the_free_writers_words_are_known_as_its_own(here):
    here.writer.error = WriterBusy()
    post = await here.drafted()
    writing = await here.written(post)
    await drafting.choose(here.app, here.scope, here.author.id, writing.id, 0)
    assert (await drafting.current(here.app, here.scope, post.id)).version.origin is Origin.OUTLINE


async def test_what_was_made_from_a_text_that_changed_since_is_not_put_over_it(here):
    post = await here.drafted()
    writing = await here.written(post, Task.SHORTER)
    for index in (0, 2):
        await drafting.choose(here.app, here.scope, here.author.id, writing.id, index)
    await drafting.edit(here.app, here.scope, here.approver.id, post.id, "Kāds cits to pārrakstīja.")
    with pytest.raises(Invalid, match="variant-outdated"):
        await drafting.choose(here.app, here.scope, here.author.id, writing.id, 0)
    with pytest.raises(Invalid, match="variant-gone"):
        await drafting.choose(here.app, here.scope, here.author.id, writing.id, 3)


async def test_an_edit_for_one_account_leaves_the_others_text(here):
    post = await here.drafted("Visiem.")
    await drafting.edit(here.app, here.scope, here.author.id, post.id, "Tikai šeit.", connection_id=here.small.id)
    draft = await drafting.current(here.app, here.scope, post.id)
    assert {id: content.text for id, content in draft.contents.items()} == {
        here.account.id: "Visiem.",
        here.small.id: "Tikai šeit.",
    }
    await drafting.edit(here.app, here.scope, here.author.id, post.id, "Visiem jauns.")
    await drafting.edit(here.app, here.scope, here.author.id, post.id, "Visiem jauns.", connection_id=here.small.id)
    assert (await drafting.current(here.app, here.scope, post.id)).version.targets[here.small.id].text is None


@pytest.mark.parametrize(("text", "reason"), [(" \u200b", "text-empty"), ("x" * 20_001, "text-too-long")])
async def test_a_text_that_cannot_be_used_is_refused(here, text, reason):
    post = await here.drafted()
    with pytest.raises(Invalid, match=reason):
        await drafting.edit(here.app, here.scope, here.author.id, post.id, text)


async def test_the_same_text_again_is_no_new_version(here):
    post = await here.drafted("Tas pats.")
    assert (await drafting.edit(here.app, here.scope, here.author.id, post.id, " Tas pats. ")).version == post.version


async def test_undone_again_and_again_a_post_walks_back_to_its_first_text(here):
    post = await here.drafted("viens")
    for text in ("divi", "trīs"):
        await drafting.edit(here.app, here.scope, here.author.id, post.id, text)
    seen = []
    for _ in range(2):
        await drafting.undo(here.app, here.scope, here.author.id, post.id)
        seen.append((await drafting.current(here.app, here.scope, post.id)).version.text)
    assert seen == ["divi", "viens"]
    with pytest.raises(Invalid, match="undo-nothing"):
        await drafting.undo(here.app, here.scope, here.author.id, post.id)


async def test_after_an_undo_and_an_edit_undo_goes_to_what_was_there_before_the_edit(here):
    post = await here.drafted("viens")
    await drafting.edit(here.app, here.scope, here.author.id, post.id, "divi")
    await drafting.undo(here.app, here.scope, here.author.id, post.id)
    await drafting.edit(here.app, here.scope, here.author.id, post.id, "trīs")
    await drafting.undo(here.app, here.scope, here.author.id, post.id)
    assert (await drafting.current(here.app, here.scope, post.id)).version.text == "viens"
    with pytest.raises(Invalid, match="undo-nothing"):
        await drafting.undo(here.app, here.scope, here.author.id, post.id)


def test_a_position_is_followed_through_any_chain_of_undone_versions():
    post = making.post(making.workspace(), making.person())
    undone = {1: None, 2: None, 3: 2, 4: None, 5: None, 6: 5, 7: 4}
    versions = {n: making.version(post, number=n, undoes=u) for n, u in undone.items()}
    assert [position(versions, n) for n in range(8)] == [0, 1, 2, 1, 4, 5, 4, 1]


# -- what an edit voids ------------------------------------------------------------------------------------------------


async def _approved(here: Desk, text: str = "Rīt cepam rudzu maizi.") -> Post:
    post = await here.drafted(text)
    await reviewing.submit(here.app, here.scope, here.author.id, post.id)
    return await reviewing.approve(here.app, here.scope, here.approver.id, post.id, post.version, role=Role.APPROVER)


async def test_an_edit_voids_the_approval_keeps_the_time_and_approvers_hear(store, clock):
    here = await desk(store, clock, rule=Rule.ANY_APPROVER)
    post = await _approved(here)
    await scheduling.schedule(here.app, here.scope, here.author.id, post.id, **ahead(clock))
    await drafting.edit(here.app, here.scope, here.author.id, post.id, "Parīt cepam.")
    for publication in await here.publications(post):
        assert (publication.state, publication.approved_hash, publication.approval_id) == (State.IN_REVIEW, None, None)
        assert publication.due_at == publication.wake_at == ahead(clock)["at"]
    assert (await here.kinds(post)).count("voided") == 2
    assert "review:2" in await here.notices(post)


async def test_an_edit_for_one_account_voids_only_its_approval(store, clock):
    here = await desk(store, clock, rule=Rule.ANY_APPROVER)
    post = await _approved(here)
    await drafting.edit(here.app, here.scope, here.author.id, post.id, "Tikai šeit.", connection_id=here.small.id)
    draft = await drafting.current(here.app, here.scope, post.id)
    assert (draft.of(here.account.id).state, draft.of(here.small.id).state) == (State.APPROVED, State.IN_REVIEW)
    assert draft.of(here.account.id).approved_hash == draft.hashes[here.account.id]


async def test_where_nobody_must_approve_an_edited_post_stays_scheduled_with_its_new_text(here):
    post = await here.drafted()
    await scheduling.schedule(here.app, here.scope, here.author.id, post.id, **ahead(here.clock))
    before = {p.id: p.approval_id for p in await here.publications(post)}
    await drafting.edit(here.app, here.scope, here.owner.id, post.id, "Parīt cepam.")
    draft = await drafting.current(here.app, here.scope, post.id)
    for publication in draft.publications:
        assert (publication.state, publication.version) == (State.SCHEDULED, 2)
        assert publication.approved_hash == draft.hashes[publication.connection_id]
        assert publication.approval_id != before[publication.id]
        assert publication.due_at == publication.wake_at == ahead(here.clock)["at"]


async def test_a_post_that_is_being_retried_goes_on_with_its_new_text(here):
    post = await here.drafted()
    await scheduling.schedule(here.app, here.scope, here.author.id, post.id, **ahead(here.clock, 1))
    here.clock.move(timedelta(hours=1, minutes=1))
    retry = here.clock.now() + timedelta(minutes=2)
    await here.put(post, wake_at=retry, tries=2)
    await drafting.edit(here.app, here.scope, here.author.id, post.id, "Parīt cepam.")
    publications = await here.publications(post)
    assert {(p.state, p.wake_at, p.tries, p.version) for p in publications} == {(State.SCHEDULED, retry, 2, 2)}


async def test_a_scheduled_post_cannot_be_edited_into_what_does_not_fit(here):
    post = await here.drafted()
    await scheduling.schedule(here.app, here.scope, here.author.id, post.id, **ahead(here.clock))
    with pytest.raises(Invalid) as refused:
        await drafting.edit(here.app, here.scope, here.author.id, post.id, "x" * 101)
    assert (refused.value.reason, refused.value.facts) == ("edit-problems", {"accounts": "Īsā lapa", "count": 1})
    assert (await drafting.current(here.app, here.scope, post.id)).post.version == post.version


@pytest.mark.parametrize("state", [State.CLAIMED, State.SENDING, State.PROCESSING, State.UNCONFIRMED])
async def test_what_is_on_its_way_is_not_edited(here, state):
    post = await here.drafted()
    await scheduling.schedule(here.app, here.scope, here.author.id, post.id, **ahead(here.clock))
    await here.put(post, state=state)
    with pytest.raises(Decided) as late:
        await drafting.edit(here.app, here.scope, here.author.id, post.id, "Parīt cepam.")
    assert (late.value.state, late.value.by, late.value.at) == (state, here.author.id, here.clock.now())
    assert await here.app.store.count(here.scope, Version, post_id=post.id) == 1


async def test_what_is_on_its_way_does_not_stand_against_an_edit_of_another_account(here):
    post = await here.drafted()
    await scheduling.schedule(here.app, here.scope, here.author.id, post.id, **ahead(here.clock))
    first, second = await here.publications(post)
    sending = await here.app.store.change(here.scope, first, replace(first, state=State.SENDING))
    other = second.connection_id
    await drafting.edit(here.app, here.scope, here.author.id, post.id, "Tikai šeit.", connection_id=other)
    draft = await drafting.current(here.app, here.scope, post.id)
    assert (draft.of(first.connection_id), draft.of(other).state) == (sending, State.SCHEDULED)


async def test_an_account_that_was_left_out_stays_out_when_the_text_changes(here):
    post = await here.drafted()
    await scheduling.cancel(here.app, here.scope, here.author.id, post.id, connection_id=here.small.id)
    await drafting.edit(here.app, here.scope, here.author.id, post.id, "Parīt cepam.")
    draft = await drafting.current(here.app, here.scope, post.id)
    assert (draft.of(here.account.id).state, draft.of(here.small.id).state) == (State.DRAFT, State.CANCELLED)


async def test_a_draft_says_what_does_not_fit_and_where(here):
    post = await here.drafted("x" * 120)
    await here.app.store.change(here.scope, here.account, replace(here.account, state=ConnectionState.REMOVED))
    draft = await drafting.current(here.app, here.scope, post.id)
    assert draft.problems == {
        here.account.id: (("connection-removed", {}),),
        here.small.id: (("limit-text-over", {"length": 120, "limit": 100, "over": 20}),),
    }


async def test_nothing_of_another_workspace_is_seen_or_touched(here, store, clock):
    other = await desk(store, clock)
    post = await other.drafted()
    writing = await other.written(post)
    for act in (
        drafting.current(here.app, here.scope, post.id),
        drafting.edit(here.app, here.scope, here.author.id, post.id, "Mans."),
        drafting.undo(here.app, here.scope, here.author.id, post.id),
        drafting.choose(here.app, here.scope, here.author.id, writing.id, 0),
        drafting.stop(here.app, here.scope, here.author.id, writing.id),
        drafting.ask_writer(here.app, here.scope, here.author.id, post.id, Task.VARIANTS),
    ):
        with pytest.raises(Missing):
            await act
    assert await here.app.store.get(here.scope, Workspace, here.scope)

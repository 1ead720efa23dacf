"""What is chosen for a post at its channel; what is out there, changed and taken down, by people at the desk."""

from dataclasses import replace
from typing import Any

import pytest

from bot import cards
from bot.kinds import given_up
from bot.turns import turn_of
from core import drafting, joining, removing
from core.model import Action, ActionKind, Job, Publication, Published, Role, State
from core.model.people import Rule
from core.networks.telegram import network
from core.ports import EVERYWHERE
from handlers.routes import draw
from storage.store import SqlStore
from tests import making
from tests.conftest import SetClock
from tests.fakes.telegram import Play
from tests.handlers.desk import Office, Person, make_app
from tests.networks.conftest import Stage
from tests.networks.house import BRIEF, House, open_house


@pytest.fixture
async def house(stage: Stage, sqlite_store: SqlStore, clock: SetClock) -> House:
    app = make_app(sqlite_store, clock, networks={"telegram": network}, api=stage.api, vault=stage.vault)
    return await open_house(Office(app), stage, clock)


# -- options -----------------------------------------------------------------------------------------------------------


async def test_options_are_chosen_on_the_card_and_done_at_the_channel(house: House) -> None:
    await house.writes()
    await house.chooses("silently", "pinned on top", "without a link preview")
    house.anna.sees("silently, pinned on top, without a link preview")
    await house.sends()
    [call] = house.stage.telegram.called("sendMessage")
    assert call.params["disable_notification"] is True
    assert call.params["link_preview_options"] == {"is_disabled": True}
    assert [one.id for one in house.stage.channel.pinned] == [1]


async def test_an_option_can_be_left_out_again(house: House) -> None:
    await house.writes()
    await house.anna.presses("Options")
    await house.anna.presses("silently")
    await house.anna.presses("Readers’ phones ring")
    await house.anna.presses("Back")
    house.anna.sees_not("silently")


async def test_another_option_needs_another_approval(house: House) -> None:
    await house.ruled(Rule.ANY_APPROVER)
    await house.writes()
    await house.anna.presses("Send for approval")
    await house.anna.presses("Approve")
    assert (await house.publication()).state is State.APPROVED
    await house.anna.presses("Options")
    await house.anna.presses("pinned on top")
    one = await house.publication()
    assert (one.state, one.approved_hash) == (State.IN_REVIEW, None)


async def test_a_pin_that_fails_is_told_and_the_post_is_out(house: House) -> None:
    await house.stage.channel.bot_becomes("administrator", ("can_post_messages",))
    await house.writes()
    await house.chooses("pinned on top")
    one = await house.sends()
    assert (one.state, one.error, len(house.texts)) == (State.PUBLISHED, None, 1)
    house.anna.sees("it could not be pinned")


# -- changed and taken down there --------------------------------------------------------------------------------------


async def open_card(house: House) -> None:
    await house.anna.presses("Open")


async def test_a_post_is_taken_down_there_after_one_question(house: House) -> None:
    await house.published()
    await open_card(house)
    await house.anna.presses("Delete there")
    house.anna.sees("Delete the post at Rudzu maize?")
    assert len(house.texts) == 1
    await house.anna.presses("Yes, delete it there")
    one = await house.publication()
    assert (one.state, house.texts) == (State.REMOVED, [])
    house.anna.sees("Removed")
    assert "Delete there" not in house.anna.labels


async def test_taking_down_is_somebodys_act(house: House) -> None:
    one = await house.published()
    await open_card(house)
    await house.anna.presses("Delete there")
    await house.anna.presses("Yes, delete it there")
    [act] = await house.office.app.store.find(EVERYWHERE, Action, kind=ActionKind.TAKEN_DOWN)
    assert (act.publication_id, act.person_id) == (one.id, (await house.anna.human()).id)


async def test_what_cannot_be_taken_down_is_told_and_stays(house: House) -> None:
    await house.published()
    await open_card(house)
    house.stage.telegram.later(hours=49)
    await house.anna.presses("Delete there")
    await house.anna.presses("Yes, delete it there")
    one = await house.publication()
    assert (one.state, one.error, len(house.texts)) == (State.PUBLISHED, "Refused", 1)
    house.anna.sees("it is still there as it was", "can't be deleted")


async def test_the_words_are_changed_there(house: House) -> None:
    before = await house.published()
    await open_card(house)
    await house.anna.presses("Edit there")
    house.anna.sees(BRIEF)
    await house.anna.types("From Sunday, at nine.")
    one = await house.publication()
    assert house.texts == ["From Sunday, at nine."]
    assert (one.state, one.remote_id, one.url) == (State.PUBLISHED, before.remote_id, before.url)
    assert (one.version, one.approved_hash != before.approved_hash) == (2, True)


async def test_an_edit_that_is_refused_is_told_and_can_be_tried_again(house: House) -> None:
    await house.published()
    await open_card(house)
    await house.anna.presses("Edit there")
    await house.stage.channel.bot_becomes("kicked")
    await house.anna.types("From Sunday, at nine.")
    house.anna.sees("it is still there as it was", "This bot is not in the channel")
    await house.stage.channel.bot_becomes("administrator", ("can_post_messages", "can_edit_messages"))
    await house.anna.presses("Edit there")
    await house.anna.types("From Sunday, at nine.")
    assert house.texts == ["From Sunday, at nine."]
    house.anna.sees_not("it is still there as it was")


async def test_what_is_too_long_to_be_there_is_not_kept(house: House) -> None:
    await house.published()
    await open_card(house)
    await house.anna.presses("Edit there")
    await house.anna.types("x" * 5000)
    house.anna.sees("does not fit Rudzu maize")
    assert (await house.publication()).version == 1


@pytest.mark.parametrize(("rule", "may"), [(Rule.NOBODY, True), (Rule.ANY_APPROVER, False)])
async def test_who_may_let_posts_out_may_take_them_down(house: House, rule: Rule, may: bool) -> None:
    one = await house.published()
    await house.ruled(rule)
    author = await house.office.member(house.anna, Role.AUTHOR, "author")
    await author.types("/calendar")
    view = await shown(house, author, one)
    assert ("Delete there" in view) is may


async def shown(house: House, person: Person, one: Publication) -> list[str]:
    """The buttons of the post's card, for this person."""
    turn = await turn_of(house.office.app, person.said, whole_forms=False)
    return [act.label for act in cards.acts_of(await draw(turn, "post", id=one.post_id))]


async def becomes(house: House, person: Person, role: Role) -> None:
    """Their role is another from now on."""
    scope = (await person.workspace()).id
    place = await joining.membership_of(house.office.app, scope, (await person.human()).id)
    await house.office.app.store.change(scope, place, replace(place, role=role))


async def test_who_may_let_nothing_out_any_more_does_not_change_it_there_by_a_question_asked_before(
    house: House,
) -> None:
    await house.ruled(Rule.ANY_APPROVER)
    boris = await house.office.member(house.anna, Role.APPROVER, "boris")
    await house.ruled(Rule.NOBODY)
    one = await house.published()
    await house.ruled(Rule.ANY_APPROVER)
    await opens(house, boris, one)
    await boris.presses("Edit there")
    await becomes(house, boris, Role.AUTHOR)
    await boris.types("Nobody has approved this.")
    boris.sees("approving is for approvers")
    assert (house.texts, (await house.publication()).version) == ([f"{BRIEF} 0"], 1)


async def opens(house: House, person: Person, one: Publication) -> None:
    """The post's card, in the person's chat."""
    turn = await turn_of(house.office.app, person.said, whole_forms=False)
    await cards.post(turn, await draw(turn, "post", id=one.post_id), cards.Outbox())
    await person.looks()


async def test_where_nobody_approves_their_own_words_nobody_sends_their_own_there(house: House) -> None:
    one = await house.published()
    await opens(house, house.anna, one)
    await house.anna.presses("Edit there")
    workspace = await house.anna.workspace()
    strict = replace(workspace, rule=Rule.ANY_APPROVER, not_own=True)
    await house.office.app.store.change(EVERYWHERE, workspace, strict)
    await house.anna.types("Nobody else has seen this.")
    house.anna.sees("nobody approves what they wrote themselves")
    assert (house.texts, (await house.publication()).version) == ([f"{BRIEF} 0"], 1)
    assert "Edit there" not in await shown(house, house.anna, one)
    assert "Delete there" in await shown(house, house.anna, one)


async def test_pictures_that_came_after_it_went_out_do_not_keep_its_words_from_being_changed(house: House) -> None:
    one = await house.published()
    app, scope, person = house.office.app, one.workspace_id, (await house.anna.human()).id
    file = making.file(await house.anna.workspace(), await house.anna.human())
    await app.store.add(scope, file)
    await drafting.attach(app, scope, person, one.post_id, [file])
    for words in ("From Sunday.", "From Monday."):
        await removing.amend(app, scope, person, one.id, words)
        await house.office.settle()
        assert (house.texts, (await house.publication()).error) == ([words], None)


async def test_what_nobody_foresaw_leaves_no_post_being_taken_down_for_ever(house: House) -> None:
    one = await house.published()
    app, scope, person = house.office.app, one.workspace_id, (await house.anna.human()).id
    await removing.take_down(app, scope, person, one.id)
    [job] = [job for job in await app.store.find(EVERYWHERE, Job) if job.kind == "remove"]
    await given_up()["remove"](app, job)
    assert ((await house.publication()).state, len(house.texts)) == (State.PUBLISHED, 1)
    assert (await house.publication()).error == "Unavailable"
    await removing.take_down(app, scope, person, one.id)
    await house.office.settle()
    await given_up()["remove"](app, job)
    assert ((await house.publication()).state, house.texts) == (State.REMOVED, [])


async def test_words_that_were_asked_for_first_do_not_stay_where_they_arrive_last(house: House) -> None:
    one = await house.published()
    app, scope, person = house.office.app, one.workspace_id, (await house.anna.human()).id
    await removing.amend(app, scope, person, one.id, "From Sunday.")
    [first] = [job for job in await app.store.find(EVERYWHERE, Job) if job.kind == "amend"]

    async def slow(*given: Any) -> Published:
        """Meanwhile other words are asked for, and are there before these."""
        await removing.amend(app, scope, person, one.id, "From Monday.")
        await house.office.settle()
        assert network.edit is not None
        return await network.edit(*given)

    late = replace(app, networks={"telegram": replace(network, edit=slow)})
    await app.store.remove(EVERYWHERE, first)
    await removing.rewrite(late, scope, first.key)
    assert house.texts == ["From Sunday."]
    await house.office.settle()
    assert house.texts == ["From Monday."]


async def test_a_post_that_only_a_person_has_seen_has_no_number_to_be_taken_down_by(house: House) -> None:
    house.stage.telegram.plays["sendMessage"].append(Play.RESET_AFTER)
    await house.published()
    await house.anna.presses("It is live")
    assert "Delete there" not in house.anna.labels

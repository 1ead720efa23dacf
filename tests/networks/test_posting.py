"""A post's life at a Telegram channel, by people at the desk: chosen, sent, changed there, taken down there, lost."""

from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from bot import cards
from bot.turns import turn_of
from core.model import (
    Action,
    ActionKind,
    Attempt,
    AttemptState,
    Connection,
    ConnectionState,
    Publication,
    Role,
    State,
    Step,
)
from core.model.people import Rule
from core.networks.telegram import network
from core.ports import EVERYWHERE
from core.publishing import publish_due
from handlers.routes import draw
from storage.store import SqlStore
from tests.conftest import SetClock
from tests.fakes.telegram import Play
from tests.handlers.desk import Office, Person, make_app
from tests.networks.conftest import Stage

BRIEF = "From Saturday we bake rye bread with caraway, first loaves at eight."


@dataclass
class House:
    """Anna's desk with her channel; its only network is Telegram."""

    office: Office
    stage: Stage
    clock: SetClock
    anna: Person

    async def publication(self) -> Publication:
        [one] = await self.office.app.store.find(EVERYWHERE, Publication)
        return one

    async def account(self) -> Connection:
        [one] = await self.office.app.store.find(EVERYWHERE, Connection)
        return one

    async def attempts(self) -> list[Attempt]:
        return await self.office.app.store.find(EVERYWHERE, Attempt, order="number")

    async def writes(self) -> None:
        await self.anna.types(BRIEF)
        await self.anna.presses("Use this")

    async def goes_out(self, *, after: float = 11) -> Publication:
        """Its time has come."""
        self.clock.move(timedelta(seconds=after))
        await publish_due(self.office.app, "worker")
        await self.office.settle()
        await self.anna.looks()
        return await self.publication()

    async def published(self) -> Publication:
        await self.writes()
        await self.anna.presses("Publish now")
        await self.anna.presses("Yes, publish now")
        return await self.goes_out()


@pytest.fixture
async def house(stage: Stage, sqlite_store: SqlStore, clock: SetClock) -> House:
    app = make_app(sqlite_store, clock, networks={"telegram": network}, api=stage.api, vault=stage.vault)
    office = Office(app)
    anna = await office.person(str(stage.anna.user.id))
    await anna.types("/connect")
    await anna.presses("Add a channel")
    await anna.picks(str(stage.channel.id), title="Rudzu maize")
    anna.sees("Connected")
    return House(office, stage, clock, anna)


def texts(house: House) -> list[str]:
    return house.stage.shown()


# -- sent --------------------------------------------------------------------------------------------------------------


async def test_a_line_becomes_a_post_in_the_channel(house: House) -> None:
    one = await house.published()
    assert (one.state, one.remote_id, one.url) == (State.PUBLISHED, "1", "https://t.me/rudzumaize/1")
    assert texts(house) == [f"{BRIEF} 0"]
    house.anna.sees("https://t.me/rudzumaize/1")


async def test_whoever_connected_it_must_still_be_let_post_there_at_its_time(house: House) -> None:
    boris = house.stage.telegram.person("Boris")
    account = await house.account()
    await house.office.app.store.change(EVERYWHERE, account, replace(account, holder=str(boris.user.id)))
    one = await house.published()
    assert (one.state, one.error, one.detail) == (State.FAILED, "PermissionMissing", "holder-not-admin")
    assert texts(house) == []


@pytest.mark.parametrize("method", ["getChat", "getChatAdministrators"])
@pytest.mark.parametrize("play", [Play.RESET, Play.ERROR, Play.GARBAGE, Play.HANG])
async def test_a_question_that_is_not_answered_is_no_doubt_about_the_post(
    house: House, method: str, play: Play
) -> None:
    house.stage.telegram.plays[method].append(play)
    one = await house.published()
    assert (one.state, one.error, texts(house)) == (State.SCHEDULED, "Unavailable", [])
    assert [attempt.state for attempt in await house.attempts()] == [AttemptState.NOT_SENT]
    assert (await house.goes_out()).state is State.PUBLISHED
    assert len(texts(house)) == 1


async def test_a_lost_answer_is_asked_about_and_not_sent_again(house: House) -> None:
    house.stage.telegram.plays["sendMessage"].append(Play.RESET_AFTER)
    one = await house.published()
    assert (one.state, len(texts(house))) == (State.UNCONFIRMED, 1)
    await house.goes_out(after=600)
    assert len(texts(house)) == 1
    await house.anna.presses("It is live")
    assert (await house.publication()).state is State.PUBLISHED


# -- a channel that lets us no more ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "rights", "said"),
    [("kicked", (), "This bot is not in the channel"), ("administrator", (), "but it may not post there")],
)
async def test_a_right_that_is_gone_is_told_once_with_the_way_back(
    house: House, status: str, rights: tuple[str, ...], said: str
) -> None:
    await house.stage.channel.bot_becomes(status, rights)
    one = await house.published()
    assert (one.state, one.error) == (State.FAILED, "PermissionMissing")
    assert (await house.account()).state is ConnectionState.RECONNECT
    house.anna.sees("Did not go out", said, "Connect it again")
    assert "Reconnect" in house.anna.labels
    await house.stage.channel.bot_becomes("administrator", ("can_post_messages",))
    await house.anna.presses("Reconnect")
    assert (await house.account()).state is ConnectionState.ACTIVE


async def test_a_post_goes_out_after_the_channel_was_connected_again(house: House) -> None:
    await house.stage.channel.bot_becomes("administrator", ())
    await house.published()
    await house.stage.channel.bot_becomes("administrator", ("can_post_messages",))
    await house.anna.types("/connect")
    await house.anna.presses("! Rudzu maize")
    await house.anna.presses("Reconnect")
    await house.anna.types("/drafts")
    await house.anna.presses("From Saturday")
    await house.anna.presses("Try again")
    assert (await house.goes_out()).state is State.PUBLISHED


async def test_while_a_channel_is_being_looked_at_its_posts_wait(house: House) -> None:
    account = await house.account()
    await house.writes()
    await house.anna.presses("Publish now")
    await house.anna.presses("Yes, publish now")
    store = house.office.app.store
    looked_at = await store.change(EVERYWHERE, account, replace(account, state=ConnectionState.CHECKING))
    assert (await house.goes_out()).state is State.SCHEDULED
    await store.change(EVERYWHERE, looked_at, replace(looked_at, state=ConnectionState.ACTIVE))
    assert (await house.goes_out(after=61)).state is State.PUBLISHED


# -- broken off --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("steps", "then"), [({"text": "7 https://t.me/x/7"}, State.SCHEDULED), ({"text": None}, State.UNCONFIRMED)]
)
async def test_what_broke_off_between_two_requests_goes_on_and_within_one_is_asked_about(
    house: House, steps: dict[str, str | None], then: State
) -> None:
    await house.writes()
    await house.anna.presses("Options")
    await house.anna.presses("pinned on top")
    await house.anna.presses("Back")
    await house.anna.presses("Publish now")
    await house.anna.presses("Yes, publish now")
    await broken_off(house, steps)
    one = await house.goes_out()
    assert (one.state, texts(house)) == (then, [])
    if then is State.SCHEDULED:
        assert (await house.goes_out()).remote_id == "7"
        assert texts(house) == []


async def broken_off(house: House, steps: dict[str, str | None]) -> None:
    """A worker died while it sent it, after it had committed these steps."""
    store, one = house.office.app.store, await house.publication()
    now = house.clock.now()
    made = tuple(Step(name=name, at=now, ref=ref) for name, ref in steps.items())
    attempt = Attempt(
        id="a" * 32,
        workspace_id=one.workspace_id,
        publication_id=one.id,
        number=1,
        payload_hash=one.approved_hash or "",
        started_at=now,
        steps=made,
    )
    await store.add(EVERYWHERE, attempt)
    await store.change(EVERYWHERE, one, replace(one, state=State.SENDING, attempt=1, wake_at=now, lease_until=now))


# -- options -----------------------------------------------------------------------------------------------------------


async def test_options_are_chosen_on_the_card_and_done_at_the_channel(house: House) -> None:
    await house.writes()
    await house.anna.presses("Options")
    for label in ("silently", "pinned on top", "without a link preview"):
        await house.anna.presses(label)
    await house.anna.presses("Back")
    house.anna.sees("silently, pinned on top, without a link preview")
    await house.anna.presses("Publish now")
    await house.anna.presses("Yes, publish now")
    await house.goes_out()
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
    await ruled(house, Rule.ANY_APPROVER)
    await house.writes()
    await house.anna.presses("Send for approval")
    await house.anna.presses("Approve")
    assert (await house.publication()).state is State.APPROVED
    await house.anna.presses("Options")
    await house.anna.presses("pinned on top")
    one = await house.publication()
    assert (one.state, one.approved_hash) == (State.IN_REVIEW, None)


async def ruled(house: House, rule: Rule) -> None:
    workspace = await house.anna.workspace()
    await house.office.app.store.change(EVERYWHERE, workspace, replace(workspace, rule=rule))


async def test_a_pin_that_fails_is_told_and_the_post_is_out(house: House) -> None:
    await house.stage.channel.bot_becomes("administrator", ("can_post_messages",))
    await house.writes()
    await house.anna.presses("Options")
    await house.anna.presses("pinned on top")
    await house.anna.presses("Back")
    await house.anna.presses("Publish now")
    await house.anna.presses("Yes, publish now")
    one = await house.goes_out()
    assert (one.state, one.error, len(texts(house))) == (State.PUBLISHED, None, 1)
    house.anna.sees("it could not be pinned")


# -- changed and taken down there --------------------------------------------------------------------------------------


async def open_card(house: House) -> None:
    await house.anna.presses("Open")


async def test_a_post_is_taken_down_there_after_one_question(house: House) -> None:
    await house.published()
    await open_card(house)
    await house.anna.presses("Delete there")
    house.anna.sees("Delete the post at Rudzu maize?")
    assert len(texts(house)) == 1
    await house.anna.presses("Yes, delete it there")
    one = await house.publication()
    assert (one.state, texts(house)) == (State.REMOVED, [])
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
    assert (one.state, one.error, len(texts(house))) == (State.PUBLISHED, "Refused", 1)
    house.anna.sees("it is still there as it was", "can't be deleted")


async def test_the_words_are_changed_there(house: House) -> None:
    before = await house.published()
    await open_card(house)
    await house.anna.presses("Edit there")
    house.anna.sees(BRIEF)
    await house.anna.types("From Sunday, at nine.")
    one = await house.publication()
    assert texts(house) == ["From Sunday, at nine."]
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
    assert texts(house) == ["From Sunday, at nine."]
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
    await ruled(house, rule)
    author = await house.office.member(house.anna, Role.AUTHOR, "author")
    await author.types("/calendar")
    view = await shown(house, author, one)
    assert ("Delete there" in view) is may


async def shown(house: House, person: Person, one: Publication) -> list[str]:
    """The buttons of the post's card, for this person."""
    turn = await turn_of(house.office.app, person.said, whole_forms=False)
    return [act.label for act in cards.acts_of(await draw(turn, "post", id=one.post_id))]


async def test_a_post_that_only_a_person_has_seen_has_no_number_to_be_taken_down_by(house: House) -> None:
    house.stage.telegram.plays["sendMessage"].append(Play.RESET_AFTER)
    await house.published()
    await house.anna.presses("It is live")
    assert "Delete there" not in house.anna.labels

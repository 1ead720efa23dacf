"""A post on its way to a Telegram channel: sent once, asked about, stopped by a right that is gone, gone on with."""

from dataclasses import replace
from hashlib import sha256

import pytest

from core import drafting
from core.model import Attempt, AttemptState, ConnectionState, State, Step
from core.networks.telegram import network
from core.ports import EVERYWHERE
from storage.store import SqlStore
from tests import making
from tests.conftest import SetClock
from tests.fakes.telegram import Play
from tests.handlers.desk import Office, make_app
from tests.networks.conftest import Stage
from tests.networks.house import BRIEF, House, open_house
from tests.networks.test_telegram import png


@pytest.fixture
async def house(stage: Stage, sqlite_store: SqlStore, clock: SetClock) -> House:
    app = make_app(sqlite_store, clock, networks={"telegram": network}, api=stage.api, vault=stage.vault)
    return await open_house(Office(app), stage, clock)


# -- sent --------------------------------------------------------------------------------------------------------------


async def test_a_line_becomes_a_post_in_the_channel(house: House) -> None:
    one = await house.published()
    assert (one.state, one.remote_id, one.url) == (State.PUBLISHED, "1", "https://t.me/rudzumaize/1")
    assert house.texts == [f"{BRIEF} 0"]
    house.anna.sees("https://t.me/rudzumaize/1")


async def test_whoever_connected_it_must_still_be_let_post_there_at_its_time(house: House) -> None:
    boris = house.stage.telegram.person("Boris")
    account = await house.account()
    await house.office.app.store.change(EVERYWHERE, account, replace(account, holder=str(boris.user.id)))
    one = await house.published()
    assert (one.state, one.error, one.detail) == (State.FAILED, "PermissionMissing", "holder-not-admin")
    assert house.texts == []


@pytest.mark.parametrize("method", ["getChat", "getChatAdministrators"])
@pytest.mark.parametrize("play", [Play.RESET, Play.ERROR, Play.GARBAGE, Play.HANG])
async def test_a_question_that_is_not_answered_is_no_doubt_about_the_post(
    house: House, method: str, play: Play
) -> None:
    house.stage.telegram.plays[method].append(play)
    one = await house.published()
    assert (one.state, one.error, house.texts) == (State.SCHEDULED, "Unavailable", [])
    assert [attempt.state for attempt in await house.attempts()] == [AttemptState.NOT_SENT]
    assert (await house.goes_out()).state is State.PUBLISHED
    assert len(house.texts) == 1


async def test_a_lost_answer_is_asked_about_and_not_sent_again(house: House) -> None:
    house.stage.telegram.plays["sendMessage"].append(Play.RESET_AFTER)
    one = await house.published()
    assert (one.state, len(house.texts)) == (State.UNCONFIRMED, 1)
    await house.goes_out(after=600)
    assert len(house.texts) == 1
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
    await house.chooses("pinned on top")
    await house.anna.presses("Publish now")
    await house.anna.presses("Yes, publish now")
    await broken_off(house, steps)
    one = await house.goes_out()
    assert (one.state, house.texts) == (then, [])
    if then is State.SCHEDULED:
        assert (await house.goes_out()).remote_id == "7"
        assert house.texts == []


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


async def test_where_the_text_behind_a_picture_got_lost_it_alone_is_sent_again(house: House) -> None:
    await house.writes()
    one, human = await house.publication(), await house.anna.human()
    shown = making.file(await house.anna.workspace(), human, digest=sha256(png()).hexdigest())
    await house.office.app.files.put(shown.id, png())
    await drafting.edit(house.office.app, one.workspace_id, human.id, one.post_id, "Maize. " * 200)
    await drafting.attach(house.office.app, one.workspace_id, human.id, one.post_id, [shown])
    await house.anna.types("/drafts")
    await house.anna.presses("Publish now")
    await house.anna.presses("Yes, publish now")
    house.stage.telegram.plays["sendMessage"].append(Play.RESET)
    assert (await house.goes_out()).state is State.UNCONFIRMED
    await house.anna.presses("Not there: send again")
    await house.anna.presses("Yes, send it again")
    done = await house.goes_out()
    assert (done.state, done.remote_id) == (State.PUBLISHED, "1,2")
    assert [message.media for message in house.stage.channel.chat] == ["photo", ""]

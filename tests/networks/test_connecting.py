"""From a channel that was picked to an account that can be used, over a played Telegram: by people at the desk."""

from dataclasses import replace
from typing import Any

import pytest

from bot.kinds import given_up
from core import connecting
from core.errors import Invalid, Unavailable
from core.model import Action, ActionKind, Connection, ConnectionState, Job, Picked, Publication, Role, State
from core.ports import EVERYWHERE
from tests.fakes.telegram import Play
from tests.handlers.desk import Office, Person
from tests.networks.conftest import Stage

S = ConnectionState


async def owner(office: Office, stage: Stage) -> Person:
    """Anna, in a private chat with the bot, as Telegram calls her."""
    return await office.person(str(stage.anna.user.id))


async def connected(office: Office, stage: Stage, person: Person | None = None) -> Person:
    anna = person or await owner(office, stage)
    await anna.types("/connect")
    await anna.presses("Add a channel")
    await anna.picks(str(stage.channel.id), title="Rudzu maize")
    return anna


async def accounts(office: Office, person: Person) -> list[Connection]:
    scope = (await person.workspace()).id
    return await office.app.store.find(scope, Connection, network="telegram")


async def account(office: Office, person: Person) -> Connection:
    [one] = await accounts(office, person)
    return one


async def test_a_channel_is_connected_with_one_tap(office: Office, stage: Stage) -> None:
    anna = await owner(office, stage)
    await anna.types("/connect")
    anna.sees("Accounts", "Sandbox")
    await anna.presses("Add a channel")
    anna.sees("Choose a channel that you run")
    await anna.picks(str(stage.channel.id), title="as the list had it", name="rudzumaize")
    anna.sees("Connected", "Rudzu maize", "https://t.me/rudzumaize", "Disconnect")
    one = await account(office, anna)
    assert (one.state, one.title, one.holder) == (S.ACTIVE, "Rudzu maize", str(stage.anna.user.id))
    assert (one.error, one.detail, (await anna.talk()).flow) == (None, None, "")


async def test_the_use_of_the_token_is_somebodys_act(office: Office, stage: Stage) -> None:
    anna = await connected(office, stage)
    [act] = await office.app.store.find(EVERYWHERE, Action, kind=ActionKind.CONNECTED)
    one = await account(office, anna)
    assert (act.connection_id, act.person_id, act.platform) == (one.id, (await anna.human()).id, "telegram")


async def test_a_new_post_is_for_the_new_account_too(office: Office, stage: Stage) -> None:
    anna = await connected(office, stage)
    await anna.types("From Saturday we bake rye bread with caraway, first loaves at eight.")
    scope = (await anna.workspace()).id
    networks = [one.network for one in await office.app.store.find(scope, Publication)]
    assert sorted(networks) == ["sandbox", "telegram"]


async def test_words_instead_of_a_channel_are_answered_kindly_and_cancel_leaves(office: Office, stage: Stage) -> None:
    anna = await owner(office, stage)
    await anna.types("/connect")
    await anna.presses("Add a channel")
    await anna.types("@rudzumaize")
    anna.sees("a name that is typed proves nothing", "Choose a channel")
    await anna.types("/cancel")
    assert ((await anna.talk()).flow, await accounts(office, anna)) == ("", [])


@pytest.mark.parametrize("platform", ["terminal", "browser", "slack"])
async def test_elsewhere_it_is_said_where_channels_are_chosen(office: Office, stage: Stage, platform: str) -> None:
    anna = await office.person("anna", platform=platform)
    await anna.types("/connect")
    await anna.presses("Add a channel")
    anna.sees("open this bot there and type /connect")
    await anna.picks(str(stage.channel.id))
    assert await accounts(office, anna) == []


async def test_a_channel_that_is_chosen_after_something_else_was_done_is_connected_all_the_same(
    office: Office, stage: Stage
) -> None:
    anna = await office.person(str(stage.anna.user.id))
    await anna.types("/connect")
    await anna.presses("Add a channel")
    await anna.types("/help")  # the list stays on the phone until it is used
    await anna.types("/cancel")
    await anna.picks(str(stage.channel.id))
    anna.sees("Connected")


async def test_whose_right_is_missing_is_told_with_the_cure(office: Office, stage: Stage) -> None:
    boris = stage.telegram.person("Boris")
    await stage.channel.adds(boris)
    person = await connected(office, stage, await office.person(str(boris.user.id)))
    person.sees("Not connected", "is not one of the channel’s administrators", "Add Admin", "Try again")
    await stage.channel.appoints(boris)
    await person.presses("Try again")
    person.sees("Connected")
    assert (await account(office, person)).state is S.ACTIVE


@pytest.mark.parametrize(
    ("status", "rights", "said"),
    [
        ("left", (), "This bot is not an administrator of"),
        ("member", (), "This bot is not an administrator of"),
        ("administrator", ("can_edit_messages",), "but it may not post there"),
    ],
)
async def test_a_bot_without_its_rights_is_told_with_the_cure(
    office: Office, stage: Stage, status: str, rights: tuple[str, ...], said: str
) -> None:
    await stage.channel.bot_becomes(status, rights)
    anna = await connected(office, stage)
    anna.sees("Not connected", said, "Try again", "Choose the channel again")


async def test_who_it_is_comes_from_the_platform_and_not_from_what_was_known_before(
    office: Office, stage: Stage
) -> None:
    anna = await connected(office, stage)
    await anna.presses("Disconnect")
    await anna.presses("Yes, disconnect")
    stranger = stage.telegram.person("Mallory")
    mallory = await office.member(anna, Role.OWNER, str(stranger.user.id))
    await mallory.types("/connect")
    await mallory.presses("Add a channel")
    await mallory.picks(str(stage.channel.id))
    mallory.sees("is not one of the channel’s administrators")
    assert (await account(office, anna)).holder == str(stranger.user.id)


async def left(office: Office, stage: Stage) -> tuple[Person, Connection]:
    """Anna, who has disconnected her channel."""
    anna = await connected(office, stage)
    await anna.presses("Disconnect")
    await anna.presses("Yes, disconnect")
    return anna, await account(office, anna)


async def test_nobody_connects_again_on_the_rights_of_who_has_taken_the_channel_away(
    office: Office, stage: Stage
) -> None:
    anna, gone = await left(office, stage)
    other = await office.member(anna, Role.OWNER, "other", platform="slack")
    with pytest.raises(Invalid, match="connect-elsewhere"):
        await connecting.again(office.app, gone.workspace_id, (await other.human()).id, gone.id, platform="slack")
    assert (await account(office, anna)).state is S.REMOVED


async def test_who_is_said_to_have_connected_it_is_whose_rights_were_looked_at(office: Office, stage: Stage) -> None:
    anna, gone = await left(office, stage)
    stranger = stage.telegram.person("Mallory")
    mallory = await office.member(anna, Role.OWNER, str(stranger.user.id))
    human = await mallory.human()
    await connecting.again(office.app, gone.workspace_id, human.id, gone.id, holder=mallory.said.user)
    await office.settle()
    one = await account(office, anna)
    assert (one.state, one.detail, one.holder, one.by) == (S.REFUSED, "holder-not-admin", mallory.said.user, human.id)


async def test_the_same_channel_again_is_the_same_account(office: Office, stage: Stage) -> None:
    anna = await connected(office, stage)
    first = await account(office, anna)
    await connected(office, stage, anna)
    again = await account(office, anna)
    assert (again.id, again.state) == (first.id, S.ACTIVE)


async def test_two_businesses_connect_one_channel_each_by_its_own_administrator(office: Office, stage: Stage) -> None:
    boris = stage.telegram.person("Boris")
    await stage.channel.appoints(boris)
    people = [await connected(office, stage), await connected(office, stage, await office.person(str(boris.user.id)))]
    found = [await account(office, person) for person in people]
    assert [one.state for one in found] == [S.ACTIVE, S.ACTIVE]
    assert [one.holder for one in found] == [str(stage.anna.user.id), str(boris.user.id)]


async def test_only_owners_connect_and_disconnect(office: Office, stage: Stage) -> None:
    anna = await connected(office, stage)
    author = await office.member(anna, Role.AUTHOR, "author")
    await author.types("/connect")
    assert not [label for label in author.labels if label.startswith("Add a channel")]
    await author.presses("✓ Rudzu maize")
    author.sees("Connected")
    assert "Disconnect" not in author.labels


async def test_leaving_asks_first_and_drops_what_was_planned(office: Office, stage: Stage) -> None:
    anna = await connected(office, stage)
    await anna.types("From Saturday we bake rye bread with caraway, first loaves at eight.")
    await anna.types("/connect")
    await anna.presses("✓ Rudzu maize")
    await anna.presses("Disconnect")
    anna.sees("Disconnect Rudzu maize?", "One post", "will not go out there")
    await anna.presses("Yes, disconnect")
    anna.sees("No longer connected", "Connect it again")
    scope = (await anna.workspace()).id
    states = {one.network: one.state for one in await office.app.store.find(scope, Publication)}
    assert states == {"sandbox": State.DRAFT, "telegram": State.CANCELLED}
    assert (await account(office, anna)).state is S.REMOVED
    await anna.presses("Connect it again")
    anna.sees("Connected")


async def test_a_channel_that_was_taken_away_is_news_for_its_owners_once(office: Office, stage: Stage) -> None:
    anna = await connected(office, stage)
    await stage.channel.bot_becomes("kicked")
    anna.views = []
    await let_go(office, stage, anna)
    anna.sees("Connect it again", "This bot is not in the channel", "Reconnect")
    assert (await account(office, anna)).state is S.RECONNECT
    anna.views = []
    await let_go(office, stage, anna)
    assert anna.views == []
    await stage.channel.bot_becomes("administrator", ("can_post_messages",))
    await anna.presses("Reconnect")
    anna.sees("Connected")


async def let_go(office: Office, stage: Stage, anna: Person) -> None:
    """The news that the bot was removed from the channel."""
    await connecting.lost(office.app, "telegram", str(stage.channel.id), detail="bot-absent")
    await office.settle()
    await anna.looks()


async def test_a_network_that_cannot_be_reached_is_asked_again_and_then_told(office: Office, stage: Stage) -> None:
    anna = await owner(office, stage)
    connection = await picked(office, stage, anna)
    [job] = [one for one in await office.app.store.find(EVERYWHERE, Job) if one.kind == "connect"]
    stage.telegram.plays["getChat"].extend([Play.RESET, Play.RESET])
    with pytest.raises(Unavailable):
        await connecting.check(office.app, connection.workspace_id, job.key)
    await connecting.check(office.app, connection.workspace_id, job.key, last=True)
    one = await account(office, anna)
    assert (one.state, one.error) == (S.REFUSED, "Unavailable")


async def test_what_nobody_foresaw_leaves_no_account_being_looked_at_for_ever(office: Office, stage: Stage) -> None:
    anna = await owner(office, stage)
    connection = await picked(office, stage, anna)
    [job] = [one for one in await office.app.store.find(EVERYWHERE, Job) if one.kind == "connect"]
    await given_up()["connect"](office.app, job)
    await given_up()["connect"](office.app, job)
    assert (await account(office, anna)).state is S.REFUSED
    await anna.types("/connect")
    await anna.presses("✗ Rudzu maize")
    await anna.presses("Try again")
    anna.sees("Connected")
    await given_up()["connect"](office.app, job)
    assert (await account(office, anna)).state is S.ACTIVE
    assert connection.state is S.CHECKING


async def picked(office: Office, stage: Stage, anna: Person) -> Connection:
    scope, human = (await anna.workspace()).id, (await anna.human()).id
    given = Picked(account=str(stage.channel.id), title="Rudzu maize")
    return await connecting.connect(office.app, scope, human, "telegram", given, holder=anna.said.user)


async def test_what_is_taken_away_while_it_is_looked_at_stays_away(office: Office, stage: Stage) -> None:
    anna = await owner(office, stage)
    connection = await picked(office, stage, anna)
    [job] = [one for one in await office.app.store.find(EVERYWHERE, Job) if one.kind == "connect"]
    await connecting.disconnect(office.app, connection.workspace_id, connection.by, connection.id)
    await connecting.check(office.app, connection.workspace_id, job.key)
    assert ((await account(office, anna)).state, stage.telegram.calls) == (S.REMOVED, [])


async def test_without_a_bot_there_is_nothing_to_add(office: Office, clock: Any) -> None:
    networks = {"sandbox": office.app.networks["sandbox"]}
    bare = Office(replace(office.app, networks=networks))
    anna = await bare.person("anna")
    await anna.types("/connect")
    anna.sees("No other network can be connected here yet")


async def test_the_list_never_shows_what_was_taken_away(office: Office, stage: Stage) -> None:
    anna = await connected(office, stage)
    await anna.presses("Disconnect")
    await anna.presses("Yes, disconnect")
    await anna.presses("Accounts")
    anna.sees_not("Rudzu maize")

from dataclasses import replace
from datetime import timedelta

import pytest

from core.model import Publication, Role, Rule, State
from core.ports import EVERYWHERE
from tests import making
from tests.handlers.desk import Office, Person, Scribe

NO_OWNER = [Role.APPROVER, Role.AUTHOR, Role.VIEWER]


async def in_state(office: Office, anna: Person, state: State, count: int) -> None:
    """So many posts, each for two accounts, all in this state."""
    shop, human = await anna.workspace(), await anna.human()
    accounts = [making.connection(shop, human), making.connection(shop, human)]
    await office.app.store.add(shop.id, *accounts)
    for _ in range(count):
        post = making.post(shop, human)
        await office.app.store.add(shop.id, post, *(making.publication(post, one, state=state) for one in accounts))


async def test_settings_say_what_everything_is_now_and_lead_to_each_room(office: Office) -> None:
    anna = await office.person("Anna")
    await anna.types("/settings")
    anna.sees("Settings", "Riga", "Anna · Owner", "English", "Nobody", "15 minutes", "only you", "Outline")
    rooms = ("Workspace", "Brand", "Language of posts", "Approval", "Late posts", "Team", "Writer", "Privacy")
    titles = (
        "Workspaces",
        "Your business",
        "New posts are written",
        "Who must approve",
        "late",
        "alone",
        "Outline",
        "Who",
    )
    for room, title in zip(rooms, titles, strict=True):
        await anna.types("/settings")
        await anna.presses(room)
        anna.sees(title, "Overview")


async def test_the_languages_of_chat_and_posts_are_chosen_apart(office: Office) -> None:
    anna = await office.person("Anna")
    await in_state(office, anna, State.DRAFT, 1)
    await anna.types("/settings")
    await anna.presses("Latviešu")
    anna.sees("Iestatījumi")
    await anna.presses("Ierakstu valoda")
    await anna.presses("Русский")
    anna.sees("Saglabāts")
    assert ((await anna.human()).language, (await anna.workspace()).language) == ("lv", "ru")


async def test_how_late_a_post_may_go_out_is_a_choice_with_a_sentence(office: Office) -> None:
    anna = await office.person("Anna")
    await anna.types("/settings")
    await anna.presses("Late posts")
    anna.sees("up to 15 minutes late")
    await anna.presses("3 hours")
    anna.sees("Saved: up to 3 hours late")
    assert (await anna.workspace()).grace == timedelta(hours=3)


@pytest.mark.parametrize(
    ("state", "count", "sentence"),
    [
        (State.IN_REVIEW, 0, "No post is in review now."),
        (State.HELD, 1, "One post is in review: it stays there"),
        (State.IN_REVIEW, 3, "3 posts are in review: they stay there"),
    ],
)
async def test_taking_approval_away_says_what_becomes_of_posts_in_review(
    office: Office, state: State, count: int, sentence: str
) -> None:
    anna = await office.person("Anna")
    await in_state(office, anna, state, count)
    await anna.types("/settings")
    await anna.presses("Approval")
    await anna.presses("Any approver")
    await anna.presses("Nobody")
    anna.sees(sentence, "Whoever writes a post may give it a time")
    assert (await anna.workspace()).rule is Rule.NOBODY


async def test_asking_for_approval_says_that_what_is_scheduled_goes_out(office: Office) -> None:
    anna = await office.person("Anna")
    await in_state(office, anna, State.SCHEDULED, 2)
    await anna.types("/settings")
    await anna.presses("Approval")
    await anna.presses("Any approver")
    anna.sees("The 2 posts that are scheduled already go out as planned", "yes to exactly this text")
    assert (await anna.workspace()).rule is Rule.ANY_APPROVER
    assert await office.app.store.count(EVERYWHERE, Publication, state=State.SCHEDULED) == 4


async def test_a_rule_that_nobody_could_satisfy_is_said_with_a_way_out(office: Office) -> None:
    anna = await office.person("Anna")
    await anna.types("/settings")
    await anna.presses("Approval")
    await anna.presses("Any approver")
    await anna.presses("Yes")
    assert (await anna.workspace()).not_own
    anna.sees("nobody approves what they wrote themselves", "There is only one person here", "Invite somebody")
    await office.member(anna, Role.APPROVER, "Juris")
    await anna.types("/settings")
    await anna.presses("Approval")
    anna.sees_not("There is only one person here")


async def test_new_times_may_need_a_yes_too(office: Office) -> None:
    anna = await office.person("Anna")
    await anna.types("/settings")
    await anna.presses("Approval")
    await anna.presses("Any approver")
    await anna.touches([act.token for act in _acts(anna) if act.label == "Yes"][1])
    anna.sees("Saved: new times need a yes, too")
    assert (await anna.workspace()).approve_times
    assert not (await anna.workspace()).not_own


def _acts(anna: Person) -> list:
    return [act for view in anna.views for block in view.blocks for act in getattr(block, "acts", ())]


@pytest.mark.parametrize("role", NO_OWNER)
async def test_whoever_is_no_owner_reads_the_rules_and_has_no_switches(office: Office, role: Role) -> None:
    anna = await office.person("Anna")
    juris = await office.member(anna, role, "Juris")
    for room in ("Approval", "Late posts", "Language of posts"):
        await juris.types("/settings")
        await juris.presses(room)
        juris.sees("Only an owner of the workspace can change this.")
        assert {act.label for act in _acts(juris)} <= {"Team", "Settings", "Overview"}


@pytest.mark.parametrize(
    ("role", "name"), [(Role.APPROVER, "Approver"), (Role.AUTHOR, "Author"), (Role.VIEWER, "Viewer")]
)
async def test_switches_from_better_days_are_refused_to_whoever_is_no_owner_now(
    office: Office, role: Role, name: str
) -> None:
    anna = await office.person("Anna")
    juris = await office.member(anna, Role.OWNER, "Juris")
    tokens = []
    switches = {
        "Any approver": "Approval",
        "1 hour": "Late posts",
        "Русский": "Language of posts",
        "Rename": "Workspace",
    }
    for switch, room in switches.items():
        await juris.types("/settings")
        await juris.presses(room)
        tokens.append(juris.button(switch).token)
    await anna.types("/team")
    await anna.presses("Juris")
    await anna.presses(name)
    before = await anna.workspace()
    for token in tokens:
        await juris.touches(token)
        juris.sees("only an owner can change this")
    assert (await juris.role(), await anna.workspace()) == (role, before)


async def test_the_writer_in_use_is_named_with_how_to_have_a_model(office: Office) -> None:
    anna = await office.person("Anna")
    await anna.types("/settings")
    await anna.presses("Writer")
    anna.sees("not a language model", "OPENAI_API_KEY", "Settings")


def with_model(office: Office) -> Office:
    """The same house, where a language model writes."""
    model = Scribe()
    model.name, model.title = "openai", "gpt-5-mini"
    return Office(replace(office.app, writer=model))


async def spend(office: Office, anna: Person, **micro: int) -> None:
    shop, human = await anna.workspace(), await anna.human()
    post, action = making.post(shop, human), making.action(shop, human)
    await office.app.store.add(shop.id, post, action, making.writing(post, action, **micro))


async def test_a_model_in_use_is_named_with_what_it_is_told_and_what_it_cost(office: Office) -> None:
    there = with_model(office)
    anna = await there.person("Anna")
    await spend(there, anna, settled=420_001)
    await spend(there, anna, reserved=90_000)
    await anna.types("/settings")
    anna.sees("Language model: gpt-5-mini")
    anna.sees_not("openai")
    await anna.presses("Writer")
    anna.sees("gpt-5-mini", "It is sent your brief", "€0.52", "€5.00", "one calendar month (UTC)")
    anna.sees_not("(gpt-5-mini) is off", "used up, so")


async def test_an_owner_chooses_what_a_model_may_cost_in_a_month(office: Office) -> None:
    anna = await with_model(office).person("Anna")
    await anna.types("/settings")
    await anna.presses("Writer")
    await anna.presses("€25")
    anna.sees("Saved: up to €25 a month", "€25.00")
    assert (await anna.workspace()).budget == 25_000_000


async def test_without_a_budget_the_model_is_off_and_the_settings_say_so(office: Office) -> None:
    anna = await with_model(office).person("Anna")
    await anna.types("/settings")
    await anna.presses("Writer")
    await anna.presses("No budget")
    anna.sees("Saved: the language model is off", "(gpt-5-mini) is off in this workspace", "from your own words")
    anna.sees_not("It is sent your brief")
    assert (await anna.workspace()).budget == 0
    await anna.types("/settings")
    anna.sees("Outline (not a language model)")
    anna.sees_not("gpt-5-mini")


async def test_a_budget_that_is_used_up_is_said_with_a_way_on(office: Office) -> None:
    there = with_model(office)
    anna = await there.person("Anna")
    await spend(there, anna, settled=5_000_000)
    await anna.types("/settings")
    await anna.presses("Writer")
    anna.sees("budget is used up", "A larger budget brings the language model back")
    await anna.presses("€10")
    anna.sees_not("is used up, so")


@pytest.mark.parametrize("role", NO_OWNER)
async def test_whoever_is_no_owner_sees_what_a_model_costs_and_cannot_change_it(office: Office, role: Role) -> None:
    there = with_model(office)
    anna = await there.person("Anna")
    juris = await there.member(anna, role, "Juris")
    await juris.types("/settings")
    await juris.presses("Writer")
    juris.sees("€0.00", "€5.00", "Only an owner of the workspace can change this.")
    assert {act.label for act in _acts(juris)} == {"Settings", "Overview"}


async def test_a_budget_from_better_days_is_refused_to_whoever_is_no_owner_now(office: Office) -> None:
    there = with_model(office)
    anna = await there.person("Anna")
    juris = await there.member(anna, Role.OWNER, "Juris")
    await juris.types("/settings")
    await juris.presses("Writer")
    token = juris.button("€100").token
    await anna.types("/team")
    await anna.presses("Juris")
    await anna.presses("Author")
    await juris.touches(token)
    juris.sees("only an owner can change this")
    assert (await anna.workspace()).budget == 5_000_000


# -- workspaces --------------------------------------------------------------------------------------------------------


async def test_a_new_workspace_is_named_opened_and_entered(office: Office) -> None:
    anna = await office.person("Anna")
    await anna.types("/settings")
    await anna.presses("Workspace")
    anna.sees("You are in", "Anna · Owner", "the only one you belong to")
    await anna.presses("New workspace")
    await anna.types("Second")
    anna.sees("Second is open, and you are in it now", "Anna · Owner")
    await anna.types("/home")
    anna.sees("Workspace: Second")
    assert (await anna.workspace()).name == "Second"


async def test_switching_says_where_one_is_now_and_what_is_written_belongs_there(office: Office) -> None:
    anna = await office.person("Anna")
    juris = await office.member(anna, Role.AUTHOR, "Juris")
    assert (await juris.workspace()).id == (await anna.workspace()).id
    await juris.types("/workspace")
    juris.sees("Anna · Author", "Juris · Owner")
    await juris.presses("Juris · Owner")
    juris.sees("Workspace: Juris", "You are in Juris now")
    assert (await juris.workspace()).name == "Juris"
    await juris.presses("Team")
    juris.sees("You are alone here")


async def test_switching_to_a_workspace_one_no_longer_belongs_to_changes_nothing(office: Office) -> None:
    anna = await office.person("Anna")
    juris = await office.member(anna, Role.AUTHOR, "Juris")
    await juris.types("/workspace")
    await juris.presses("Juris · Owner")
    token = juris.button("Anna · Author").token
    await anna.types("/team")
    await anna.presses("Juris")
    await anna.presses("Remove")
    await anna.presses("Yes, remove")
    await juris.touches(token)
    juris.sees("That is no longer there")
    assert (await juris.workspace()).name == "Juris"


async def test_a_workspace_can_be_called_something_else(office: Office) -> None:
    anna = await office.person("Anna")
    await anna.types("/workspace")
    await anna.presses("Rename")
    await anna.types("Rye & Co")
    anna.sees("It is called Rye & Co now")
    assert (await anna.workspace()).name == "Rye & Co"

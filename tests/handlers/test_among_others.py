"""Where others read along: nothing that is only one person's stands there, nor is it opened there."""

from dataclasses import replace

import pytest

from core.model import ActToken, Role, Rule
from core.networks import NETWORKS
from core.ports import EVERYWHERE
from storage.store import SqlStore
from tests.conftest import SetClock
from tests.handlers.desk import Office, Person, make_app

PRIVATE = {"Settings", "Overview", "Write a post", "Drafts", "Team", "Show me a sample", "Company and brand"}
DIRECT = "https://t.me/a_bot"


@pytest.fixture
def office(sqlite_store: SqlStore, clock: SetClock) -> Office:
    return Office(make_app(sqlite_store, clock, networks=NETWORKS))


def in_the_group(one: Person) -> Person:
    """The same person in a group with others."""
    return Person(one.office, replace(one.said, chat="Team", private=False, direct=DIRECT))


async def test_help_names_what_is_answered_there_and_where_all_else_is(office: Office) -> None:
    anna = in_the_group(await office.person("Anna"))
    await anna.types("/help")
    anna.sees("/inbox", "/calendar", DIRECT, "make it shorter")
    anna.sees_not("/settings", "/team", "/privacy")
    assert set(anna.labels) == {"Waiting for me", "Calendar"}


async def test_no_card_there_leads_to_what_is_only_one_persons(office: Office) -> None:
    anna = await office.person("Anna")
    boris = await office.member(anna, Role.APPROVER, "Boris")
    here = await anna.workspace()
    await office.app.store.change(EVERYWHERE, here, replace(here, rule=Rule.ANY_APPROVER))
    await anna.types("Rye bread with caraway from Saturday.")
    await anna.presses("Use this")
    await anna.presses("Send for approval")
    boris = in_the_group(boris)
    for words in ("/help", "/calendar", "/inbox"):
        await boris.types(words)
        assert boris.labels
        assert not PRIVATE & set(boris.labels)
    await boris.presses("Rye bread")
    boris.sees("Waiting for approval")
    assert not PRIVATE & set(boris.labels)
    await boris.presses("Approve")
    boris.sees("Approved")


async def test_an_older_button_to_such_a_thing_is_answered_and_opens_nothing(office: Office) -> None:
    anna = await office.person("Anna")
    await anna.types("/help")
    mine = anna.button("Settings").token
    group = in_the_group(anna)
    await group.types("/help")
    token = group.button("Calendar").token
    kept = await office.app.store.get(EVERYWHERE, ActToken, token)
    old = replace(kept, id="an-older-one", verb="settings")
    await office.app.store.add(EVERYWHERE, old)
    await group.touches("an-older-one")
    assert group.views == []
    group.sees("only between the two of us", DIRECT)
    await anna.touches(mine)
    anna.sees("Settings", "Time zone")

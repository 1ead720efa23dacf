"""Approval between people who read different languages."""

from dataclasses import replace

import pytest

from core.model import Role, Rule, State
from core.networks import NETWORKS
from core.ports import EVERYWHERE
from storage.store import SqlStore
from tests.bot.test_desk import approved, moved
from tests.conftest import SetClock
from tests.handlers.desk import Office, make_app


@pytest.fixture
def office(sqlite_store: SqlStore, clock: SetClock) -> Office:
    return Office(make_app(sqlite_store, clock, networks=NETWORKS))


async def test_each_reads_the_reason_in_their_own_language_and_the_note_in_its_writers(office: Office) -> None:
    anna = await office.person("Anna")
    boris = await office.member(anna, Role.APPROVER, "Boris", language="lv")
    here = await anna.workspace()
    await office.app.store.change(EVERYWHERE, here, replace(here, rule=Rule.ANY_APPROVER))
    await anna.types("Rye bread with caraway from Saturday.")
    await anna.presses("Use this")
    await anna.presses("Send for approval")
    await boris.looks()
    await boris.presses("Lūgt labojumus")
    await boris.presses("Fakti")
    await boris.types("Nav laika")
    boris.sees("Boris: Fakti: Nav laika")
    await anna.looks()
    anna.sees("Boris: Facts: Nav laika")
    await anna.presses("History")
    anna.sees("Facts: Nav laika")


async def test_new_words_for_what_is_out_already_are_refused_and_the_card_says_what_is_out(office: Office) -> None:
    anna, _, publication = await approved(office)
    await anna.looks()
    card = list(anna.chat)[-1]
    await moved(office, publication, State.SCHEDULED, State.CLAIMED, State.SENDING, State.PUBLISHED)
    await anna.types("= Something else", reply_to=card)
    anna.sees("already published")
    anna.sees_not("Something else", "Saved")

"""Saying when: what would be refused in the end is not asked for first, and times on buttons can be read there."""

import pytest
from rich.cells import cell_len

from core.networks import NETWORKS
from core.texts import LANGUAGES, Texts
from storage.store import SqlStore
from tests.conftest import SetClock
from tests.handlers.desk import Office, make_app

PHONE = 40
"""Cells of a label that a phone shows."""
DOUBTFUL = {"en": "28 March 2027 1:30", "lv": "rīt", "ru": "завтра"}


@pytest.fixture
def office(sqlite_store: SqlStore, clock: SetClock) -> Office:
    return Office(make_app(sqlite_store, clock, networks=NETWORKS))


@pytest.mark.parametrize("button", ["Publish now", "Schedule"])
async def test_what_does_not_fit_is_said_before_anything_is_asked(office: Office, button: str) -> None:
    anna = await office.person("Anna")
    await anna.types("Rye bread with caraway from Saturday.")
    await anna.presses("Use this")
    await anna.types(f"= {'Bread. ' * 100}", reply_to=list(anna.chat)[-1])
    await anna.presses(button)
    assert anna.views == []
    anna.sees("Anna", "marks on the card")


@pytest.mark.parametrize("language", LANGUAGES)
async def test_times_to_choose_between_fit_their_buttons(office: Office, language: str) -> None:
    anna = await office.person("Anna", language=language)
    say = Texts(language).say
    await anna.types(say("sample-brief"))
    await anna.presses(say("act-use"))
    await anna.presses(say("act-schedule"))
    await anna.presses("Rīga" if language == "lv" else "Рига" if language == "ru" else "Riga")
    await anna.types(DOUBTFUL[language])
    anna.sees(say("time-which"))
    assert len(anna.labels) > 2
    assert all(cell_len(label) <= PHONE for label in anna.labels), anna.labels


async def test_of_times_to_choose_between_only_the_last_are_offered(office: Office) -> None:
    anna = await office.person("Anna")
    await anna.types("Rye bread with caraway from Saturday.")
    await anna.presses("Use this")
    await anna.presses("Schedule")
    await anna.presses("Riga")
    await anna.types("tomorrow")
    anna.sees("Which one do you mean?")
    await anna.types("Sunday")
    anna.sees("Which one do you mean?", "There is a newer card for this further down.")
    await anna.presses(anna.labels[-2])
    anna.sees("Is this right?", "Anna · Sandbox")


async def test_a_typed_time_that_comes_twice_is_asked_about(office: Office) -> None:
    anna = await office.person("Anna")
    await anna.types("Rye bread with caraway from Saturday.")
    await anna.presses("Use this")
    await anna.presses("Schedule")
    await anna.presses("Riga")
    await anna.types("25 October 3:30 am")
    assert len([label for label in anna.labels if "03:30" in label]) == 2
    await anna.presses(next(label for label in reversed(anna.labels) if "03:30" in label))
    anna.sees("Is this right?", "25 October, 03:30 (Riga)")

"""A date by pressing: month, hour, minute, always in the reader's zone, and words still count."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot import cards
from core.model import Membership, Publication, Role
from core.networks import NETWORKS
from core.ports import EVERYWHERE
from core.texts import Texts
from handlers.view import Act, Grid
from storage.store import SqlStore
from tests.conftest import SetClock
from tests.handlers.desk import Office, Person, make_app

QUIET = "–"


@pytest.fixture
def office(sqlite_store: SqlStore, clock: SetClock) -> Office:
    """With the network that needs no key, so that a post can be given a time."""
    return Office(make_app(sqlite_store, clock, networks=NETWORKS))


async def asked(office: Office, language: str = "en", zone: str = "Riga") -> Person:
    """Somebody who is asked when their post is to go out."""
    anna = await office.person("Anna", language=language)
    await anna.types("On Friday we bake rye bread with caraway")
    for act in ("act-use", "act-schedule"):
        await anna.presses(Texts(language).say(act))
    await anna.types(zone)
    await anna.touches(next(cards.acts_of(anna.views[-1])).token)
    return anna


def button(person: Person, end: str) -> Act:
    """The newest button whose label ends so."""
    return next(act for view in person.views for act in cards.acts_of(view) if act.label.endswith(end))


def grid(person: Person) -> Grid:
    return next(block for view in reversed(person.views) for block in view.blocks if isinstance(block, Grid))


def cells(person: Person) -> list[str]:
    return [act.label for row in grid(person).rows for act in row]


async def test_a_date_is_picked_by_day_hour_and_minute_and_echoed_whole(office: Office) -> None:
    anna = await asked(office)
    await anna.presses("Pick a date")
    assert grid(anna).head == ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
    assert cells(anna)[:5] == [QUIET] * 3 + ["[4]", "5"]
    for press in ("July", "13", "18:00", "18:35"):
        await anna.presses(press)
    anna.sees("Is this right?", "Monday, 13 July, 18:35 (Riga)", "in 39 days")
    await anna.presses("Yes, schedule it")
    (planned,) = await office.app.store.find(EVERYWHERE, Publication)
    assert planned.due_at == datetime(2026, 7, 13, 15, 35, tzinfo=UTC)


@pytest.mark.parametrize(("language", "first"), [("en", "Mo"), ("lv", "Pr"), ("ru", "пн")])
async def test_a_month_is_written_as_its_reader_does(office: Office, language: str, first: str) -> None:
    anna = await asked(office, language=language)
    await anna.presses(Texts(language).say("act-pick-date"))
    assert grid(anna).head[0] == first
    assert {len(row) for row in grid(anna).rows} == {7}


async def test_the_months_go_from_this_one_to_a_year_ahead(office: Office) -> None:
    anna = await asked(office)
    await anna.presses("Pick a date")
    assert not any(label.startswith("◀") for label in anna.labels)
    for _ in range(12):
        await anna.touches(button(anna, "▶").token)
    assert "June 2027" in anna.views[-1].blocks[0].text
    assert not any(label.endswith("▶") for label in anna.labels)
    await anna.presses("◀ May")
    assert "May 2027" in anna.views[-1].blocks[0].text


async def test_what_cannot_be_chosen_says_why(office: Office) -> None:
    anna = await asked(office)
    await anna.presses("Pick a date")
    await anna.touches(grid(anna).rows[0][0].token)
    assert anna.toasts == ["That day is over. Pick today or a later one."]
    await anna.presses("July")
    await anna.touches(grid(anna).rows[0][0].token)
    assert anna.toasts == ["That day is in another month: ◀ and ▶ take you there."]


async def test_today_only_what_is_still_ahead_can_be_chosen(office: Office, clock: SetClock) -> None:
    clock.set(datetime(2026, 6, 4, 7, 12, tzinfo=UTC))
    anna = await asked(office)
    await anna.presses("Pick a date")
    await anna.presses("[4]")
    assert cells(anna)[:12] == [QUIET] * 10 + ["10:00", "11:00"]
    await anna.presses("10:00")
    assert cells(anna)[:4] == [QUIET] * 3 + ["10:15"]
    clock.set(datetime(2026, 6, 4, 7, 20, tzinfo=UTC))
    await anna.presses("10:15")
    assert anna.toasts == ["That time is over. Pick a later one."]
    assert "10:00" in cells(anna)


async def test_days_on_which_something_is_planned_are_marked(office: Office) -> None:
    anna = await asked(office)
    await anna.types("tomorrow at 9")
    await anna.presses("Yes, schedule it")
    await anna.presses("New time")
    await anna.presses("Pick a date")
    assert "5•" in cells(anna)
    assert "6" in cells(anna)
    await anna.presses("5•")
    assert "09:00" in cells(anna)


async def test_words_are_understood_at_every_step(office: Office) -> None:
    anna = await asked(office)
    for press in ("Pick a date", "15", "10:00"):
        await anna.presses(press)
        await anna.types("tomorrow at 9")
        anna.sees("Friday, 5 June, 09:00 (Riga)")
        await anna.presses("Another time")
        for again in ("Pick a date", "15", "10:00")[: ("Pick a date", "15", "10:00").index(press) + 1]:
            await anna.presses(again)


async def test_every_step_leads_back_to_the_one_before(office: Office) -> None:
    anna = await asked(office)
    for press in ("Pick a date", "July", "15", "10:00"):
        await anna.presses(press)
    await anna.presses("Back")
    assert anna.views[-1].key == "pick-hour"
    await anna.presses("Back")
    assert "July 2026" in anna.views[-1].blocks[0].text
    await anna.presses("Back")
    assert anna.views[-1].key == "when"


async def test_the_hour_that_the_clocks_skip_cannot_be_chosen(office: Office, clock: SetClock) -> None:
    clock.set(datetime(2027, 3, 20, 7, 0, tzinfo=UTC))
    anna = await asked(office)
    for press in ("Pick a date", "28"):
        await anna.presses(press)
    assert cells(anna)[:5] == ["00:00", "01:00", "02:00", QUIET, "04:00"]
    await anna.touches(grid(anna).rows[0][3].token)
    assert "skip this time" in anna.toasts[0]


@pytest.mark.parametrize(("which", "hour"), [("03:30, before", 0), ("03:30, an hour", 1)])
async def test_in_the_hour_that_comes_twice_it_is_asked_which(
    office: Office, clock: SetClock, which: str, hour: int
) -> None:
    clock.set(datetime(2026, 10, 20, 7, 0, tzinfo=UTC))
    anna = await asked(office)
    for press in ("Pick a date", "25", "03:00", "03:30"):
        await anna.presses(press)
    anna.sees("Before or after the clocks change?", "Sunday, 25 October, 03:30 (Riga)")
    await anna.presses(which)
    await anna.presses("Yes, schedule it")
    (planned,) = await office.app.store.find(EVERYWHERE, Publication)
    assert planned.due_at == datetime(2026, 10, 25, hour, 30, tzinfo=UTC)


async def test_the_readers_zone_decides_which_day_it_is(office: Office, clock: SetClock) -> None:
    clock.set(datetime(2026, 6, 4, 22, 0, tzinfo=UTC))
    anna = await asked(office, zone="Tokyo")
    await anna.presses("Pick a date")
    assert "[5]" in cells(anna)
    for press in ("[5]", "08:00", "08:05"):
        await anna.presses(press)
    anna.sees("Friday, 5 June, 08:05 (Tokyo)")


async def test_a_viewer_picks_nothing(office: Office) -> None:
    anna = await asked(office)
    await anna.presses("Pick a date")
    (place,) = await office.app.store.find(EVERYWHERE, Membership)
    await office.app.store.change(EVERYWHERE, place, replace(place, role=Role.VIEWER))
    await anna.presses("5")
    anna.sees("you can read along, but not write")

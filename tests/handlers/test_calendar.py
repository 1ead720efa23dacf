"""The calendar: a month at a glance, the next days to open, and the two weeks as a list."""

import pytest

from core.networks import NETWORKS
from handlers.view import Day, Month
from storage.store import SqlStore
from tests.conftest import SetClock
from tests.handlers.desk import Office, Person, make_app


@pytest.fixture
def office(sqlite_store: SqlStore, clock: SetClock) -> Office:
    """With the network that needs no key, so that a post can be given a time."""
    return Office(make_app(sqlite_store, clock, networks=NETWORKS))


async def planned(office: Office, *whens: str) -> Person:
    """Somebody with a post at each of these times."""
    anna = await office.person("Anna")
    for when in whens:
        await anna.types(f"New bread for {when}, from our oven, with caraway")
        await anna.presses("Use this")
        await anna.presses("Schedule")
        if not (await anna.human()).zone:
            await anna.types("Riga")
            await anna.presses("Riga")
        await anna.types(when)
        await anna.presses("Yes, schedule it")
    return anna


def days(person: Person) -> dict[int, Day]:
    """The days of the month that is shown, by their numbers."""
    month = next(block for block in person.views[-1].blocks if isinstance(block, Month))
    return {day.number: day for week in month.weeks for day in week if not day.outside}


async def test_a_month_shows_what_is_planned_on_each_day(office: Office) -> None:
    anna = await planned(office, "tomorrow at 9", "20 June 18:30", "20 June 8:15")
    await anna.types("/calendar")
    anna.sees("June 2026", "The next seven days", "Fri 5 Jun 09:00")
    assert anna.views[-1].summary == "June 2026: 3 posts planned"
    assert days(anna)[4].today
    assert [line[:15] for line in days(anna)[20].planned] == ["08:15 New bread", "18:30 New bread"]
    await anna.presses("1 · 09:00")
    anna.sees("Scheduled", "New bread for tomorrow")


async def test_the_months_can_be_walked_through_and_back(office: Office) -> None:
    anna = await planned(office, "20 July 18:30")
    await anna.types("/calendar")
    anna.sees("Nothing is planned here yet")
    await anna.presses("July ▶")
    anna.sees("July 2026", "Nothing is planned for the next seven days.")
    assert days(anna)[20].planned
    await anna.presses("◀ June")
    await anna.presses("◀ May")
    await anna.presses("Today")
    anna.sees("June 2026")


async def test_the_month_and_the_list_lead_to_each_other(office: Office) -> None:
    anna = await planned(office, "tomorrow at 9")
    await anna.types("/calendar")
    await anna.presses("List")
    anna.sees("Two weeks from 4 Jun", "Fri 5 Jun 09:00")
    await anna.presses("Month")
    anna.sees("June 2026")


async def test_an_empty_month_invites(office: Office) -> None:
    anna = await office.person("Anna")
    await anna.types("/calendar")
    anna.sees("Nothing is planned here yet. Write a post", "[4] Write a post")
    assert anna.views[-1].summary == "June 2026: Nothing planned"

import itertools
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.times import distance, moment, moment_at, moments, next_free

ZONES = sorted(available_timezones())
WALLS = st.datetimes(datetime(1995, 1, 1), datetime(2040, 1, 1))  # noqa: DTZ001 - what a clock on the wall shows
NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)


def both(wall: datetime, zone: str) -> tuple[datetime, datetime]:
    """The wall time before and after the clocks change."""
    rules = ZoneInfo(zone)
    return wall.replace(tzinfo=rules, fold=0).astimezone(UTC), wall.replace(tzinfo=rules, fold=1).astimezone(UTC)


def exists(wall: datetime, zone: str) -> bool:
    return any(at.astimezone(ZoneInfo(zone)).replace(tzinfo=None, fold=0) == wall for at in both(wall, zone))


def changes(zone: str) -> list[datetime]:
    """Each wall time, before, at which the clocks change within two years."""
    rules, found = ZoneInfo(zone), []
    hours = [datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=12 * step) for step in range(2 * 730)]
    for early, late in itertools.pairwise(hours):
        before, after = early.astimezone(rules).utcoffset(), late.astimezone(rules).utcoffset()
        if before != after:
            found += [
                (early + timedelta(minutes=15 * step)).astimezone(rules).replace(tzinfo=None, fold=0)
                for step in range(49)
                if (early + timedelta(minutes=15 * step)).astimezone(rules).utcoffset() == before
                and (early + timedelta(minutes=15 * step + 15)).astimezone(rules).utcoffset() == after
            ]
    return found


@given(st.sampled_from(ZONES), WALLS)
def test_a_wall_time_that_exists_is_what_the_clock_will_show(zone: str, wall: datetime) -> None:
    found = moment(wall, zone)
    assert (found.wall == wall) == exists(wall, zone)
    assert found.at.tzinfo is UTC


@given(st.sampled_from(ZONES), WALLS)
def test_a_moment_told_by_its_instant_is_the_same_moment(zone: str, wall: datetime) -> None:
    found = moment(wall, zone)
    assert moment_at(found.at, zone) == found


@given(st.sampled_from(ZONES), WALLS, st.timedeltas(timedelta(0), timedelta(days=2)))
def test_of_wall_times_that_exist_the_later_is_never_the_earlier_instant(
    zone: str, wall: datetime, later: timedelta
) -> None:
    if exists(wall, zone) and exists(wall + later, zone):
        assert moment(wall, zone).at <= moment(wall + later, zone).at


def test_around_every_change_of_every_zone_a_gap_moves_forward_and_a_fold_takes_the_first() -> None:
    gaps = folds = 0
    for zone in ZONES:
        for wall in [last + timedelta(minutes=step) for last in changes(zone) for step in range(-75, 90, 5)]:
            first, second = both(wall, zone)
            found = moment(wall, zone)
            gap = first - second
            if not exists(wall, zone):
                gaps += 1
                assert found.wall == wall + gap, (zone, wall)
            elif first != second:
                folds += 1
                assert (found.at, found.wall) == (min(first, second), wall), (zone, wall)
    assert gaps > 1000
    assert folds > 1000


def test_riga_skips_an_hour_in_march_and_repeats_one_in_october() -> None:
    spring, autumn = datetime.fromisoformat("2026-03-29T03:30"), datetime.fromisoformat("2026-10-25T03:30")
    assert moment(spring, "Europe/Riga").wall == datetime.fromisoformat("2026-03-29T04:30")
    assert moment(autumn, "Europe/Riga").at == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0, ("seconds", 0)),
        (59, ("seconds", 59)),
        (60, ("minutes", 1)),
        (89 * 60, ("minutes", 89)),
        (90 * 60, ("hours", 2)),
        (17 * 3600 + 600, ("hours", 17)),
        (86399, ("hours", 24)),
        (-180, ("minutes", -3)),
        (-3 * 86400, ("days", -3)),
    ],
)
def test_a_distance_is_told_in_the_unit_a_person_would_use(seconds: int, said: tuple[str, int]) -> None:
    assert distance(NOON + timedelta(seconds=seconds), NOON, zone="Europe/Riga") == said


@pytest.mark.parametrize(
    ("now", "at", "said"),
    [
        ("2026-11-25T01:30", "2026-11-26T01:29", ("hours", 24)),
        ("2026-11-25T01:30", "2026-11-26T18:00", ("days", 1)),
        ("2026-11-25T23:30", "2026-11-27T00:30", ("days", 2)),
        ("2026-11-25T01:30", "2026-12-02T18:00", ("days", 7)),
        ("2026-11-25T01:30", "2026-12-08T23:00", ("days", 13)),
        ("2026-11-25T23:30", "2026-12-09T00:30", ("weeks", 2)),
        ("2026-11-25T12:00", "2026-12-10T12:00", ("days", 15)),
        ("2026-11-25T12:00", "2026-12-16T18:00", ("weeks", 3)),
        ("2026-12-09T18:00", "2026-11-25T12:00", ("weeks", -2)),
        ("2026-11-26T18:00", "2026-11-25T01:30", ("days", -1)),
        ("2026-10-25T00:00", "2026-10-25T23:30", ("hours", 24)),  # the day has 25 hours
        ("2026-03-28T12:00", "2026-03-30T11:00", ("days", 2)),  # a day of 23 hours lies between
    ],
)
def test_from_a_day_on_a_distance_counts_the_days_of_the_readers_calendar(
    now: str, at: str, said: tuple[str, int]
) -> None:
    then, ahead = (moment(datetime.fromisoformat(one), "Europe/Riga").at for one in (now, at))
    assert distance(ahead, then, zone="Europe/Riga") == said


def test_what_is_tomorrow_is_decided_where_the_reader_is() -> None:
    late = NOON - timedelta(minutes=30)  # in Auckland half past midnight
    assert distance(late + timedelta(hours=46), late, zone="Europe/Riga") == ("days", 2)
    assert distance(late + timedelta(hours=46), late, zone="Pacific/Auckland") == ("days", 1)


@pytest.mark.parametrize(
    ("now", "taken", "free"),
    [
        ("2026-11-25T05:00", [], "2026-11-25 09:00"),  # a Wednesday, 07:00 in Riga
        ("2026-11-25T07:00", [], "2026-11-26 09:00"),  # 09:00 sharp is not ahead any more
        ("2026-11-25T12:00", ["2026-11-26T20:00"], "2026-11-27 09:00"),
        ("2026-11-27T12:00", [], "2026-11-30 09:00"),  # over the weekend
        ("2026-11-27T12:00", ["2026-11-29T22:30"], "2026-12-01 09:00"),  # Sunday evening in UTC is Monday in Riga
    ],
)
def test_the_next_free_time_is_nine_on_a_weekday_without_a_post(now: str, taken: list[str], free: str) -> None:
    at = [datetime.fromisoformat(one).replace(tzinfo=UTC) for one in (now, *taken)]
    assert f"{next_free(at[0], 'Europe/Riga', at[1:]).wall:%Y-%m-%d %H:%M}" == free


@pytest.mark.parametrize(
    ("wall", "hours"), [("2026-06-04T10:00", [7]), ("2027-03-28T03:30", []), ("2026-10-25T03:30", [0, 1])]
)
def test_a_clock_shows_a_time_once_or_never_or_twice(wall: str, hours: list[int]) -> None:
    found = moments(datetime.fromisoformat(wall), "Europe/Riga")
    assert [one.at.hour for one in found] == hours
    assert {one.wall for one in found} <= {datetime.fromisoformat(wall)}

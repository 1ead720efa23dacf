"""A moment is kept three ways (UTC, wall time, zone), because a zone's rules may change after the person chose."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

WORKDAYS = 5
FIRST_HOUR = time(9)
WEEK = 7
DAY = 86_400
UNITS: tuple[tuple[str, int], ...] = (("hours", 3_600), ("minutes", 60))
UP_TO: dict[str, int] = {"hours": 90 * 60, "minutes": 60}
"""From how many seconds on a unit is used: 90 minutes are said as hours, what is less as minutes."""


@dataclass(frozen=True, slots=True)
class Moment:
    """When something happens: `at` (aware, UTC), what the clock on the wall shows then (`wall`, naive), and where."""

    at: datetime
    wall: datetime
    zone: str


@lru_cache(maxsize=256)
def rules_of(zone: str) -> tzinfo:
    """The rules of an IANA zone, or of a fixed offset written `UTC+05:30`. Raises `ZoneInfoNotFoundError`."""
    if zone.startswith(("UTC+", "UTC-")):
        hours, _, minutes = zone[4:].partition(":")
        offset = timedelta(hours=int(hours), minutes=int(minutes or 0))
        return timezone(offset if zone[3] == "+" else -offset)
    return ZoneInfo(zone)


def moment(wall: datetime, zone: str) -> Moment:
    """The moment a clock in `zone` shows `wall`. A time the clocks skip moves forward by the gap; of two, the first."""
    at = wall.replace(tzinfo=rules_of(zone), fold=0).astimezone(UTC)
    return moment_at(at, zone)


def moments(wall: datetime, zone: str) -> tuple[Moment, ...]:
    """When a clock in `zone` shows `wall`: never where the clocks skip it, twice where they are put back."""
    rules = rules_of(zone)
    found = [moment_at(wall.replace(tzinfo=rules, fold=fold).astimezone(UTC), zone) for fold in (0, 1)]
    return tuple(dict.fromkeys(one for one in found if one.wall == wall))


def moment_at(at: datetime, zone: str) -> Moment:
    """The moment `at` (aware), as a clock in `zone` shows it."""
    wall = at.astimezone(rules_of(zone)).replace(tzinfo=None, fold=0)
    return Moment(at.astimezone(UTC), wall, zone)


def next_free(now: datetime, zone: str, taken: Iterable[datetime]) -> Moment:
    """Until there are slots: the next weekday at 09:00 in `zone`, on a day that has no post yet."""
    rules = rules_of(zone)
    busy = {at.astimezone(rules).date() for at in taken}
    day = now.astimezone(rules).date()
    while True:
        found = moment(datetime.combine(day, FIRST_HOUR), zone)
        if found.at > now and day.weekday() < WORKDAYS and day not in busy:
            return found
        day += timedelta(days=1)


def distance(at: datetime, now: datetime, *, zone: str) -> tuple[str, int]:
    """How far `at` lies ahead, as a unit and a count for "in 17 hours"; negative for what is past.

    From 24 hours on the days of the calendar in `zone` are counted: tomorrow evening is one day away all of today.
    """
    seconds = (at - now).total_seconds()
    rules = rules_of(zone)
    days = (at.astimezone(rules).date() - now.astimezone(rules).date()).days
    if abs(seconds) >= DAY and days:  # a day of 25 hours holds moments 24 hours apart
        whole_weeks = abs(days) >= 2 * WEEK and days % WEEK == 0
        return ("weeks", days // WEEK) if whole_weeks else ("days", days)
    sign = -1 if seconds < 0 else 1
    far = abs(seconds)
    for unit, size in UNITS:
        if far >= UP_TO[unit]:
            return unit, sign * round(far / size)
    return "seconds", sign * round(far)

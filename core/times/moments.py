"""A moment is kept three ways (UTC, wall time, zone), because a zone's rules may change after the person chose."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

WORKDAYS = 5
FIRST_HOUR = time(9)
UNITS: tuple[tuple[str, int], ...] = (("weeks", 604_800), ("days", 86_400), ("hours", 3_600), ("minutes", 60))
UP_TO: dict[str, int] = {"weeks": 14 * 86_400, "days": 36 * 3_600, "hours": 90 * 60, "minutes": 60}
"""From how many seconds on a unit is used: 90 minutes are said as minutes, two weeks and more as weeks."""


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


def distance(at: datetime, now: datetime) -> tuple[str, int]:
    """How far `at` lies ahead, as a unit and a count for "in 17 hours"; negative for what is past."""
    seconds = (at - now).total_seconds()
    sign = -1 if seconds < 0 else 1
    far = abs(seconds)
    for unit, size in UNITS:
        if far >= UP_TO[unit]:
            return unit, sign * round(far / size)
    return "seconds", sign * round(far)

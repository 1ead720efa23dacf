"""Which dates the days that were said may mean, as seen from a given day."""

from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from core.times.holidays import holiday
from core.times.pieces import Day

WEEK = 7
MONTHS = 12
MONTHS_AHEAD = 15
YEARS_AHEAD = 9
"""Far enough for the next 29 February."""
FILTERS = frozenset({"weekday", "week", "month", "year"})
"""Days that are no date by themselves where another day is said too."""
Reading = tuple[date, ...]
"""Dates of which the first that still lies ahead is meant."""


class NoSuchDay(Exception):
    """31 February and the like."""


@dataclass(frozen=True, slots=True)
class Days:
    """All readings of the days in a phrase."""

    readings: tuple[Reading, ...] = ()
    doubt: str = ""
    today: bool = False
    """It was said that it is today."""
    guessed: bool = False
    """The first reading may be over without anything being wrong: the other is meant."""
    yearless: bool = False


def days(said: tuple[Day, ...], today: date, *, month_first: bool, late: bool) -> Days:
    """What was said, taken together; `late`: after midnight, where "tomorrow" may be today. Raises `NoSuchDay`."""
    filters = [day for day in said if day.form in FILTERS]
    points = [day for day in said if day.form not in FILTERS]
    if not points:
        return _filters_only(filters, today)
    later = [day for day in points if day.form == "later" and day.name == "weeks"]
    weekdays = [day for day in filters if day.form == "weekday"]
    if len(points) == 1 and later and len(weekdays) == 1:
        return Days(_weekday_in_weeks(weekdays[0].n, later[0], today))
    found = _common([_point(day, today, month_first=month_first, late=late) for day in points])
    found = _filtered(found, filters, today)
    first = points[0]
    return Days(
        found.readings,
        found.doubt or ("which_day" if first.form == "slashed" and first.year < 0 else ""),
        today=any(day.form == "relative" and day.n == 0 for day in said),
        guessed=late and any(day.form == "relative" for day in points),
        yearless=any(day.form in ("date", "slashed", "holiday") and not day.year for day in points)
        and not any(day.form == "year" for day in filters),
    )


def _filters_only(filters: list[Day], today: date) -> Days:
    weekdays = [day for day in filters if day.form == "weekday"]
    week = next((day for day in filters if day.form == "week"), None)
    others = len(filters) - len(weekdays) - (week is not None)
    if others or len({day.n for day in weekdays}) > 1:
        both = tuple((_next(day.n, today),) for day in weekdays)
        return Days(both, "conflict" if both else "no_day")
    if week:
        monday = today + timedelta(days=WEEK * week.n - today.weekday())
        if weekdays:
            return Days(((monday + timedelta(days=weekdays[0].n),),))
        return Days(tuple((monday + timedelta(days=day),) for day in range(5)), "no_day", guessed=True)
    weekday = weekdays[0].n
    if weekday == today.weekday():
        return Days(((today,), (today + timedelta(days=WEEK),)), guessed=True)
    return Days(((_next(weekday, today),),))


def _common(points: list[list[Reading]]) -> Days:
    """What all of them can mean, else each of them."""
    readings = points[0]
    for other in points[1:]:
        both = [tuple(day for day in one if day in two) for one in readings for two in other]
        found = [reading for reading in both if reading]
        if not found:
            return Days(tuple((reading[0],) for point in points for reading in point[:2]), "conflict")
        readings = found
    return Days(tuple(dict.fromkeys(readings)))


def _filtered(found: Days, filters: list[Day], today: date) -> Days:
    for one in filters:
        kept = tuple(kept for reading in found.readings if (kept := _kept(reading, one, today)))
        if not kept and one.form == "weekday":
            return Days(_conflicting(found.readings, one.n), "conflict")
        found = Days(kept or found.readings, found.doubt if kept else "conflict")
    return found


def _kept(reading: Reading, one: Day, today: date) -> Reading:
    if one.form == "weekday":
        return reading if reading[0].weekday() == one.n else ()
    if one.form == "week":
        monday = today + timedelta(days=WEEK * one.n - today.weekday())
        return tuple(day for day in reading if monday <= day < monday + timedelta(days=WEEK))
    if one.form == "month":
        month = today.year * MONTHS + today.month + one.n
        return tuple(day for day in reading if day.year * MONTHS + day.month == month)
    return tuple(day for day in reading if day.year == (one.year or today.year + one.n))


def _conflicting(readings: tuple[Reading, ...], weekday: int) -> tuple[Reading, ...]:
    """The date, and the nearest such weekday to it, in order."""
    first = readings[0][0]
    ahead = (weekday - first.weekday()) % WEEK
    nearest = first + timedelta(days=ahead if ahead <= WEEK // 2 else ahead - WEEK)
    return tuple((day,) for day in sorted((first, nearest)))


def _weekday_in_weeks(weekday: int, later: Day, today: date) -> tuple[Reading, ...]:
    """Of "in a week, on Tuesday": in the week that begins then, or a week after the next Tuesday."""
    there = today + timedelta(days=later.n)
    same_week = there + timedelta(days=weekday - there.weekday())
    after = _next(weekday, today) + timedelta(days=later.n)
    if weekday == there.weekday():
        return ((there,),)
    return tuple((day,) for day in sorted({same_week, after}))


def _next(weekday: int, today: date) -> date:
    """The first such weekday after today."""
    return today + timedelta(days=(weekday - today.weekday() - 1) % WEEK + 1)


def _point(day: Day, today: date, *, month_first: bool, late: bool) -> list[Reading]:
    if day.form == "slashed":
        return _slashed(day, today, month_first=month_first)
    if day.form == "relative":
        return _relative(day, today, late=late)
    return FORMS[day.form](day, today)


def _relative(day: Day, today: date, *, late: bool) -> list[Reading]:
    counts = [int(count) for count in day.name.split("|")]
    if late and day.n > 0:
        counts = [counts[0] - 1, *counts]
    return [(today + timedelta(days=count),) for count in counts]


def _slashed(day: Day, today: date, *, month_first: bool) -> list[Reading]:
    found: list[Reading] = []
    swapped = Day("date", day.month, day.n, day.year)
    for one in (day, swapped) if month_first or day.month > MONTHS else (day,):
        try:
            found += _date(one, today)
        except NoSuchDay:
            continue
    if not found:
        raise NoSuchDay
    return list(dict.fromkeys(found))


def _date(day: Day, today: date) -> list[Reading]:
    years = (day.year,) if day.year else range(today.year, today.year + YEARS_AHEAD)
    found = tuple(one for year in years if (one := _made(year, day.month, day.n)))
    if not found:
        raise NoSuchDay
    return [found[:2]] if found[0].year == today.year or day.year else [found[:1]]


def _made(year: int, month: int, day: int) -> date | None:
    exists = 0 < year < date.max.year and 1 <= month <= MONTHS and 1 <= day <= monthrange(year, month)[1]
    return date(year, month, day) if exists else None


def _months(today: date, count: int = MONTHS_AHEAD) -> Iterator[tuple[int, int]]:
    for ahead in range(count):
        years, month = divmod(today.month - 1 + ahead, MONTHS)
        yield today.year + years, month + 1


def _day_of_month(day: Day, today: date) -> list[Reading]:
    dates = tuple(one for year, month in _months(today) if (one := _made(year, month, day.n)) and one >= today)
    if not dates:
        raise NoSuchDay
    return [dates]


def _last_day(day: Day, today: date) -> list[Reading]:
    months = [(year, month) for year, month in _months(today) if day.month in (0, month)]
    return [tuple(date(year, month, monthrange(year, month)[1]) for year, month in months)]


def _nth_last(day: Day, today: date) -> list[Reading]:
    ends = _last_day(day, today)[0]
    dates = tuple(end - timedelta(days=(end.weekday() - day.n) % WEEK) for end in ends)
    return [tuple(one for one in dates if one >= today)]


def _later(day: Day, today: date) -> list[Reading]:
    years, month = divmod(today.month - 1 + day.month, MONTHS)
    year = today.year + years
    if not date.min.year <= year <= date.max.year - 1 or abs(day.n) > WEEK * 5300:
        raise NoSuchDay
    moved = date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))
    return [(moved + timedelta(days=day.n),)]


def _next_weekday(day: Day, today: date) -> list[Reading]:
    """The coming one, or the one of next week: on a Monday "next Friday" may be either."""
    first = _next(day.n, today)
    next_week = today + timedelta(days=WEEK - today.weekday() + day.n)
    both = {first, next_week}
    if first == next_week == today + timedelta(days=1):
        both.add(first + timedelta(days=WEEK))
    return [(one,) for one in sorted(both)]


def _this_weekday(day: Day, today: date) -> list[Reading]:
    return [(today + timedelta(days=(day.n - today.weekday()) % WEEK),)]


def _last_weekday(day: Day, today: date) -> list[Reading]:
    return [(_next(day.n, today) - timedelta(days=WEEK if day.n != today.weekday() else 2 * WEEK),)]


def _after_next_weekday(day: Day, today: date) -> list[Reading]:
    first = _next(day.n, today)
    return [(first + timedelta(days=WEEK),), (first + timedelta(days=2 * WEEK),)]


def _weekday_later(day: Day, today: date) -> list[Reading]:
    return [(_next(day.n, today) + timedelta(days=WEEK * day.month),)]


def _weekend(day: Day, today: date) -> list[Reading]:
    saturday = today + timedelta(days=5 - today.weekday())
    weeks = (0, 1) if day.n else (0,)
    both = [saturday + timedelta(days=WEEK * week + one) for week in weeks for one in (0, 1)]
    return [(one,) for one in both if one >= today]


def _holiday(day: Day, today: date) -> list[Reading]:
    return [tuple(holiday(name, year) for year in range(today.year, today.year + 2)) for name in day.name.split("|")]


FORMS: dict[str, Callable[[Day, date], list[Reading]]] = {
    "date": _date,
    "day_of_month": _day_of_month,
    "last_day": _last_day,
    "nth_last": _nth_last,
    "later": _later,
    "next_weekday": _next_weekday,
    "this_weekday": _this_weekday,
    "last_weekday": _last_weekday,
    "after_next_weekday": _after_next_weekday,
    "weekday_later": _weekday_later,
    "weekend": _weekend,
    "holiday": _holiday,
}

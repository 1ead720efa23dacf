"""Days that people name instead of counting: fixed ones are `month-day` in times.toml, the others are reckoned here."""

from collections.abc import Callable
from datetime import date, timedelta

FRIDAY = 4


def holiday(name: str, year: int) -> date:
    """The day in that year. Raises `KeyError` for a name that is not reckoned here."""
    month, _, day = name.partition("-")
    return date(year, int(month), int(day)) if month.isdigit() else RECKONED[name](year)


def easter(year: int) -> date:
    """Western Easter Sunday (https://en.wikipedia.org/wiki/Date_of_Easter, anonymous Gregorian algorithm)."""
    golden, century = year % 19, year // 100
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    days = (32 + 2 * (century % 4) + 2 * (year % 100 // 4) - moon - year % 100 % 4) % 7
    late = (golden + 11 * moon + 22 * days) // 451
    month, day = divmod(moon + days - 7 * late + 114, 31)
    return date(year, month, day + 1)


def orthodox_easter(year: int) -> date:
    """Easter Sunday by the Julian calendar, as a date of ours (Meeus); 13 days apart until 2099."""
    moon = (19 * (year % 19) + 15) % 30
    days = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7
    month, day = divmod(moon + days + 114, 31)
    return date(year, month, day + 1) + timedelta(days=13)


def _thanksgiving(year: int) -> date:
    first = date(year, 11, 1)
    return first + timedelta(days=(FRIDAY - 1 - first.weekday()) % 7 + 21)


def _advent(number: int) -> Callable[[int], date]:
    """The fourth is the Sunday before Christmas Day."""

    def reckoned(year: int) -> date:
        christmas = date(year, 12, 25)
        return christmas - timedelta(days=christmas.weekday() + 1 + 7 * (4 - number))

    return reckoned


def _second_sunday_of_may(year: int) -> date:
    first = date(year, 5, 1)
    return first + timedelta(days=(6 - first.weekday()) % 7 + 7)


RECKONED: dict[str, Callable[[int], date]] = {
    "easter": easter,
    "orthodox_easter": orthodox_easter,
    "good_friday": lambda year: easter(year) - timedelta(days=2),
    "easter_monday": lambda year: easter(year) + timedelta(days=1),
    "thanksgiving": _thanksgiving,
    "black_friday": lambda year: _thanksgiving(year) + timedelta(days=1),
    "cyber_monday": lambda year: _thanksgiving(year) + timedelta(days=4),
    "mothers_day": _second_sunday_of_may,
    **{f"advent{number}": _advent(number) for number in range(1, 5)},
}

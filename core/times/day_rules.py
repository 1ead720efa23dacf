"""How words become a day, a part of a day, a zone, or a mark that something has to be asked."""

import re

from core.times.pieces import Clock, Day, DayPart, Item, Mark, Place, Time, Token
from core.times.rules import Found, rule

MONTH = "month|month_maybe"
NUMBER = "number|ordinal"
YEARS = range(1900, 2200)
NEAR_YEARS = range(1950, 2100)
"""What is a year rather than a time behind a holiday."""
MONTHS = 12
LAST_DAY, LAST_HOUR = 31, 24
SURE = 5
"""A weekday of fewer letters is an abbreviation."""


def _place(found: Found) -> Item:
    return Place(tuple(found.token("z").name.split("|")))


def _offset(found: Found) -> Item:
    sign, hours, minutes = re.findall(r"([+\-−])\s?(\d{1,2}):?(\d\d)?", found.token("z").text)[0]
    if int(hours) > 14:  # noqa: PLR2004 - the farthest east
        return Mark("impossible")
    return Place((f"UTC{'+' if sign == '+' else '-'}{int(hours)}:{minutes or '00'}",))


def _ordinal(found: Found) -> Item:
    number = found.token("n")
    return Token("ordinal", number.n, text=number.text)


def _hour_number(found: Found) -> Item:
    number = found.token("n")
    return Token("hour_number", number.n, text=number.text)


def _written(found: Found) -> Item:
    """`2026-12-03`, `03.12.2026`, `5/1/27`."""
    text = found.token("d").text
    first, second, third = (int(part) for part in re.findall(r"\d+", text))
    if found.token("d").kind == "iso_date":
        return Day("date", third, second, first)
    year = third if third >= YEARS.start else 2000 + third
    either = "/" in text or second > MONTHS
    return Day("slashed" if either else "date", first, second, year)


def _slashed(found: Found) -> Item:
    first, second = (int(part) for part in found.token("d").text.split("/"))
    return Day("slashed", first, second)


def _date(found: Found) -> Item | None:
    year = found.n("y") if found.has("y") else 0
    return Day("date", found.n("n"), found.n("m"), year) if not year or year in YEARS else None


def _in_year(found: Found) -> tuple[Item, ...] | None:
    """`thanksgiving 2027`."""
    day = found.item("d")
    named = isinstance(day, Day) and day.form in ("holiday", "last_day", "nth_last")
    return (day, Day("year", year=found.n("y"), weak=True)) if named and found.n("y") in NEAR_YEARS else None


def _month_in_year(found: Found) -> Item | None:
    return found.item("m") if found.n("y") in NEAR_YEARS else None


def _month_between(found: Found) -> tuple[Item, ...] | None:
    """`3 Dec 10`: either number may be the day."""
    first, second = found.n("a"), found.n("b")
    month = found.n("m")
    before = (Day("date", first, month), Clock((Time(second, 0, "open" if 1 <= second <= 12 else "plain"),)))  # noqa: PLR2004
    after = (Clock((Time(first, 0, "open" if 1 <= first <= 12 else "plain"),)), Day("date", second, month))  # noqa: PLR2004
    if found.has("at") or first > LAST_DAY or second == 0:
        return after if first <= LAST_HOUR else None
    if first > LAST_HOUR or first == 0 or second > LAST_HOUR:
        return before if second <= LAST_HOUR else None
    return (*before, Token("or"), *after)


def _relative(found: Found) -> Item:
    name = found.token("r").name
    return Day("relative", int(name.partition("|")[0]), name=name)


def _weekday(found: Found) -> Item:
    """`sat` and the like may be other words too."""
    word = found.token("w")
    return Day("weekday", int(word.n), weak=len(word.text) < SURE)


def _weekday_and_number(found: Found) -> tuple[Item, ...]:
    """`Friday 27, 9am`."""
    return _weekday(found), Day("day_of_month", found.n("n")), found.item("c")


def _weeks_after(found: Found) -> Item | None:
    """`a week from Friday`."""
    unit, count = found.token("u"), max(found.n("c"), 1)
    if found.has("w"):
        return Day("weekday_later", found.n("w"), month=int(unit.n) * count) if unit.kind == "week_unit" else None
    size = {"day_unit": 1, "week_unit": 7}.get(unit.kind, 0) * int(unit.n) * count
    months = count if unit.kind == "month_unit" else 0
    return Day("later", size + found.n("r"), months, name="weeks" if unit.kind == "week_unit" else "")


def _weekday_of(found: Found) -> tuple[Item, ...]:
    """`piektdienas`: of a Friday if a part of the day follows, else perhaps on Fridays."""
    day = Day("weekday", found.n("w"))
    return (day, found.item("p")) if found.has("p") else (day, Mark("doubtful"))


def _day_of_month(found: Found) -> Item | None:
    number = found.token("n")
    return Day("day_of_month", int(number.n), weak=not found.has("d")) if number.n else None


def _day_of_scope(found: Found) -> tuple[Item, ...]:
    return Day("day_of_month", found.n("n")), Day("month", found.n("s"), weak=True)


def _ordinal_alone(found: Found) -> Item | tuple[Item, ...] | None:
    """`the 3rd`; in words only where what stands before makes it a date: `on the third`, `Friday the third`."""
    day = Day("day_of_month", found.n("n"), weak=True)
    if found.has("d"):
        return found.item("d"), day
    return day if found.token("n").text.isdigit() or found.has("p") else None


def _perhaps_date(found: Found) -> tuple[Item, ...]:
    """`второго в 9`: the second of the month, perhaps."""
    return Day("day_of_month", found.n("n"), weak=True), Mark("doubtful"), found.item("p")


def _last_day(found: Found) -> Item:
    return Day("last_day", month=found.n("m"))


def _holiday(found: Found) -> Item:
    return Day("holiday", name=found.token("h").name)


def _part(found: Found) -> Item:
    return DayPart(found.token("p").name)


def _into_night(found: Found) -> tuple[Item, ...]:
    return found.item("d"), DayPart("night_into")


def _weekend(found: Found) -> Item:
    return Day("weekend", 1 if found.has("next") else 0)


def _perhaps_range(found: Found) -> tuple[Item, ...] | None:
    """`14 - 15.10`: from the 14th, perhaps."""
    clock = found.item("c")
    return (clock, Mark("doubtful"), found.item("d")) if isinstance(clock, Clock) and clock.weak else None


def _last_weekday(found: Found) -> Item:
    return Day("nth_last", found.n("w"), month=found.n("m"))


ZONES = (
    rule("by|in|after_in|from? z=offset time_word?", _offset),
    rule("by|in|after_in? z=zone time_word*", _place),
    rule("by ours? time_word", lambda _: Place(("local",))),
    rule("by|after_in? ours time_word", lambda _: Place(("local",))),
    rule("by ours", lambda _: Place(("local",))),
    rule("n=number suffix_ordinal", _ordinal),
    rule("n=number suffix_hour", _hour_number),
)
WEEKS = (
    rule("w=weekday u=week_unit", _weeks_after),
    rule("!in|after_in c=number|article u=week_unit from|prep w=weekday", _weeks_after),
    rule("!in|after_in|number|article u=week_unit from|prep w=weekday", _weeks_after),
    rule("!in|after_in c=number|article u=day_unit|week_unit|month_unit from r=relative", _weeks_after),
    rule("!in|after_in c=number|article u=week_unit r=relative", _weeks_after),
    rule("r=relative u=week_unit", _weeks_after),
    rule("same_time prep? s=week_scope", lambda found: (Token("same_time"), Day("later", 7 * found.n("s")))),
    rule("s=week_scope prep? same_time", lambda found: (Token("same_time"), Day("later", 7 * found.n("s")))),
)
"""Before lengths of time."""
MONTH_FIRST = (
    rule(f"at=at? a=number m={MONTH} b=number", _month_between),
    rule(f"m={MONTH} n={NUMBER} comma? y=digits", _date),
    rule(f"m={MONTH} n={NUMBER}", _date),
)
DAYS = (
    rule("d=iso_date|numeric_date year_unit?", _written),
    rule("d=slashed", _slashed),
    rule(f"y=digits year_unit n={NUMBER} m={MONTH}", _date),
    rule(f"y=digits m={MONTH} n={NUMBER}", _date),
    rule(f"n={NUMBER} date_mark? m={MONTH} comma? y=digits year_unit?", _date),
    rule(f"n={NUMBER} date_mark? m={MONTH} year_unit?", _date),
    rule("last w=weekday month_unit", _last_weekday),
    rule(f"last w=weekday prep? m={MONTH}", _last_weekday),
    rule("last w=weekday s=month_scope", lambda found: (_last_weekday(found), found.item("s"))),
    rule("this w=weekday", lambda found: Day("this_weekday", found.n("w"))),
    rule("next w=weekday", lambda found: Day("next_weekday", found.n("w"))),
    rule("last w=weekday", lambda found: Day("last_weekday", found.n("w"))),
    rule("w=weekday after_next", lambda found: Day("after_next_weekday", found.n("w"))),
    rule("r=relative", _relative),
    rule("w=weekday n=number comma? c=clock|colon", _weekday_and_number),
    rule("w=weekday", _weekday),
    rule("w=weekdays", lambda found: (Token("every"), Day("weekday", found.n("w")))),
    rule("next=next? this? weekend", _weekend),
    rule("s=week_scope", lambda found: Day("week", found.n("s"), weak=True)),
    rule(f"last_day prep? m={MONTH}", _last_day),
    rule(f"m={MONTH} last_day", _last_day),
    rule("month_unit last_day", _last_day),
    rule("last_day month_unit?", _last_day),
    rule(f"n={NUMBER} s=month_scope", _day_of_scope),
    rule("s=month_scope", lambda found: Day("month", found.n("s"), weak=True)),
    rule("s=year_scope", lambda found: Day("year", found.n("s"), weak=True)),
    rule("h=holiday", _holiday),
    rule(f"n={NUMBER} d=date_mark", _day_of_month),
    rule("d=day comma? y=digits year_unit?", _in_year),
    rule(f"m={MONTH} y=digits", _month_in_year),
    rule("o=ordinal hour_one", lambda _: Token("vague")),
    rule("d=day? p=prep? n=ordinal", _ordinal_alone),
    rule("n=ordinal p=at|prep|hour_number", _perhaps_date),
    rule("p=part", _part),
    rule("w=weekday_of p=day_part?", _weekday_of),
    rule("night_into day prep d=day", _into_night),
    rule("night_into d=day", _into_night),
    rule("night_into", lambda _: DayPart("night")),
)
LAST = (
    rule("c=clock dash d=day", _perhaps_range),
    rule("c=clock p=day_mark", lambda found: (found.item("c"), DayPart("day"))),
    rule("not prep|at? clock|day|day_part comma? but", lambda _: Mark("dropped")),
    rule("not prep|at? day|clock", lambda _: Mark("doubtful")),
    rule("no comma? better", lambda _: Mark("correction")),
)
"""After all else."""

"""What a phrase is made of: words with a kind, and the pieces of a time that rules make of them."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

WORDS: tuple[str, ...] = (
    # numbers
    "number", "hour_number", "ordinal", "decimal", "article", "and_half", "few",
    # shapes of digits
    "colon", "dotted", "slashed", "dashed", "comma_pair", "digits", "suffix_ordinal", "suffix_hour",
    # units
    "second", "minute", "hour", "hour_mark", "hour_one", "day_unit", "day_mark", "week_unit", "month_unit", "year_unit",
    "span",
    # hours
    "at", "clock_mark", "meridiem", "half", "half_to", "half_clock", "quarter", "past", "to", "minus", "noon",
    "midnight", "same_time", "now",
    # days
    "relative", "weekday", "weekday_of", "weekdays", "month", "month_maybe", "holiday", "weekend", "this", "next",
    "last", "week_scope", "month_scope", "year_scope", "after_next", "last_day", "date_mark", "iso_date",
    "numeric_date",
    # parts of a day
    "part", "night_into",
    # zones
    "zone", "offset", "by", "time_word", "ours",
    # links
    "in", "after_in", "from_now", "ago", "before", "after", "from", "till", "between", "prep", "approx", "or", "and",
    "comma", "dash", "the", "not", "no", "better", "but", "shift",
    # what leaves it open, or says nothing
    "limit", "every", "vague", "loose", "soft", "filler", "unknown",
)  # fmt: skip
"""The kinds of words; `locales/*/times.toml` says which words of a language are of which kind."""
MARKS: tuple[str, ...] = ("impossible", "dropped", "correction", "doubtful")
PIECES: tuple[str, ...] = ("clock", "day", "day_part", "place", "lapse", *MARKS)
KINDS: tuple[str, ...] = WORDS + PIECES

Mode = Literal["open", "written", "plain", "fixed", "midnight", "same"]
"""`open`: may be either half of the day; `plain`: as written, unless a part of the day says otherwise; `written`: in
digits, which is `plain` or `open` by the habit of the language."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a sign. `n` and `name` are its meaning, `text` how it was written."""

    kind: str
    n: float = 0
    name: str = ""
    text: str = ""


class Time(NamedTuple):
    """A time of day, as far as it is known."""

    hour: int
    minute: int
    mode: Mode


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day that was said; several where it can be read in several ways."""

    times: tuple[Time, ...]
    weak: bool = False
    """A bare number: may as well be no time at all."""
    doubtful: bool = False
    """May as well be a date."""
    kind: str = "clock"


DayForm = Literal[
    "relative", "weekday", "next_weekday", "this_weekday", "last_weekday", "after_next_weekday", "weekday_later",
    "nth_last", "date", "day_of_month", "slashed", "last_day", "holiday", "weekend", "week", "month", "year", "later",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Day:
    """A day that was said. What `n`, `month` and `year` mean is told by the form's function in `core.times.days`."""

    form: DayForm
    n: int = 0
    month: int = 0
    year: int = 0
    name: str = ""
    weak: bool = False
    kind: str = "day"


@dataclass(frozen=True, slots=True)
class DayPart:
    """Morning, evening, ...; `name` is one of `core.times.hours.PARTS`."""

    name: str
    weak: bool = True
    kind: str = "day_part"


@dataclass(frozen=True, slots=True)
class Place:
    """A zone that was named; several where the name is used for several."""

    zones: tuple[str, ...]
    weak: bool = True
    kind: str = "place"


@dataclass(frozen=True, slots=True)
class Lapse:
    """A length of time from now on; negative: ago."""

    seconds: int = 0
    days: int = 0
    months: int = 0
    others: tuple[int, ...] = ()
    """What the length may also be, in seconds, where it was said vaguely."""
    weak: bool = False
    kind: str = "lapse"


@dataclass(frozen=True, slots=True)
class Mark:
    """What is no part of a time but changes what may be concluded: its kind is one of `MARKS`."""

    kind: str
    weak: bool = True


Item = Token | Clock | Day | DayPart | Place | Lapse | Mark

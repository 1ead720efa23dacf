"""A phrase becomes pieces of a time, rule after rule, and words that no rule could use."""

from dataclasses import replace

from core.times import clock_rules, day_rules, digit_rules, lapse_rules
from core.times.clock_rules import digital
from core.times.pieces import Clock, Day, Item, Mark, Time, Token
from core.times.rules import Rule, apply
from core.times.tokens import tokens
from core.times.words import Lexicon

EARLY: tuple[Rule, ...] = (
    *day_rules.ZONES,
    *clock_rules.SPOKEN,
    *digit_rules.HALF_DAYS,
    *day_rules.WEEKS,
    *lapse_rules.MARKED,
    *clock_rules.WITH_MINUTES,
    *lapse_rules.UNMARKED,
)
EARLY_MONTH_FIRST: tuple[Rule, ...] = (*EARLY, *day_rules.MONTH_FIRST)
LATE: tuple[Rule, ...] = (*digit_rules.DIGITS, *clock_rules.HOURS, *day_rules.LAST)
HOURS = frozenset({"clock", "number", "hour_number", "colon", "digits", "noon", "midnight", "same_time", "dashed"})
LAST_HOUR, LAST_DAY, LAST_MONTH, SIXTY = 24, 31, 12, 60


def parsed(phrase: str, words: Lexicon) -> list[Item]:
    """What the phrase says, in order."""
    items = tokens(phrase, words)
    apply(EARLY_MONTH_FIRST if words.style.get("month_first") else EARLY, items)
    apply(day_rules.DAYS, items)
    for at, item in enumerate(items):
        if isinstance(item, Token) and item.kind == "dotted":
            items[at] = _dotted(item.text, items[:at], items[at + 1 :])
    apply(LATE, items)
    mode = "plain" if words.style.get("clock24") else "open"
    return [_digits_as(mode, item) if isinstance(item, Clock) else item for item in items]


def _digits_as(mode: str, clock: Clock) -> Clock:
    """Digits are read by the habit of the language."""
    if all(time.mode != "written" for time in clock.times):
        return clock
    times = tuple(Time(time.hour, time.minute, "plain" if mode == "plain" else "open") for time in clock.times)
    return replace(clock, times=times)


def _dotted(text: str, before: list[Item], behind: list[Item]) -> Item:
    """`10.12` is a date or a time, whichever is still missing."""
    first, second = text.rstrip(".").split(".")
    is_date = 0 < int(first) <= LAST_DAY and 0 < int(second) <= LAST_MONTH
    is_time = int(first) < LAST_HOUR and int(second) < SIXTY and len(second) > 1 and not text.endswith(".")
    others = [item for item in (*before, *behind) if item.kind != "dotted"]
    has_day = any(item.kind == "day" for item in others)
    has_hour = any(item.kind in HOURS for item in others) or any(item.kind == "dotted" for item in behind)
    if is_date and (not is_time or (has_hour and not has_day)):
        return Day("date", int(first), int(second), weak=True)
    if not is_time:
        return Mark("impossible")
    ranged = [item.kind for item in before[-2:]] == ["day", "dash"]
    if is_date and (has_hour == has_day or ranged):
        return Clock((Time(int(first), int(second), "plain"),), weak=True, doubtful=True)
    return digital(first, second, weak=True)

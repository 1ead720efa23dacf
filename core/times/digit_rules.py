"""How digits become a time of day: 9.30pm, 14-30, 0900, and what may as well be a range or a year."""

from dataclasses import replace

from core.times.clock_rules import BEFORE, HALF_DAY, LAST_HOUR, LIST_UP_TO, ROUND, SIXTY, digital, time
from core.times.pieces import Clock, Item, Mark, Time, Token
from core.times.rules import Found, rule

YEARS = range(2000, 2060)
"""2027 may be a time, but hardly is."""


def _half_day(found: Found) -> Item | None:
    """A time with am or pm."""
    shape = found.token("c")
    numbers = [int(part) for part in _parts(shape)]
    name = found.token("a").name
    if shape.kind == "dashed":
        return Clock(tuple(_meridiem(hour, 0, name) for hour in numbers)) if max(numbers) <= LAST_HOUR else None
    hour, minute = numbers[0], numbers[1] if len(numbers) > 1 else found.n("m")
    if found.has("m") and (hour >= LAST_HOUR or minute >= SIXTY or len(found.token("m").text) == 1):
        return None
    if hour >= LAST_HOUR or minute >= SIXTY:
        return Mark("impossible")
    if hour > HALF_DAY and name == "am":
        return Clock((Time(hour, minute, "fixed"), Time(hour - HALF_DAY, minute, "fixed")))
    either = found.token("m").text.isdigit() and found.token("m").text not in ROUND  # `15 10 pm`: on the 15th, perhaps
    return Clock((_meridiem(hour, minute, name),), doubtful=either)


def _meridiem(hour: int, minute: int, name: str) -> Time:
    if hour == HALF_DAY and name == "am":
        return Time(0, minute, "midnight")
    late = name == "pm" and hour < HALF_DAY
    return Time(hour + HALF_DAY * late, minute, "fixed")


def _parts(shape: Token) -> list[str]:
    if shape.kind == "digits":
        return [shape.text[:-2], shape.text[-2:]]
    if shape.kind == "colon":
        return [part.strip() for part in shape.text.split(":")][:2]
    for sign in ".,-–—":
        if sign in shape.text:
            return [part.strip() for part in shape.text.rstrip(".").split(sign)]
    return [str(int(shape.n))]


def _clock_half_day(found: Found) -> Item | None:
    """`half past nine` with am or pm."""
    said = found.item("c")
    if not isinstance(said, Clock) or any(time.mode not in ("open", "written") for time in said.times):
        return None
    return Clock(tuple(_meridiem(time.hour, time.minute, found.token("a").name) for time in said.times))


def _colon(found: Found) -> Item:
    hour, minute = _parts(found.token("c"))
    return digital(hour, minute)


def _digits(found: Found) -> Item | None:
    shape = found.token("c")
    hour, minute = _parts(shape)
    if int(hour) > LAST_HOUR or int(minute) >= SIXTY:
        return None
    certain = found.has("p") or found.has("k") or hour.startswith("0")
    said = digital(hour, minute, weak=not certain)
    year = not certain and shape.n in YEARS
    return replace(said, doubtful=True) if year and isinstance(said, Clock) else said


def _dashed(found: Found) -> Item | None:
    """`14-30` is a time, `9-10` may be a range."""
    first, second = _parts(found.token("c"))
    if int(first) > LAST_HOUR or int(second) >= SIXTY:
        return None
    if len(second) == 2 and (second in ("00", "30") or int(second) > LIST_UP_TO or int(second) <= int(first)):  # noqa: PLR2004 - digits
        return digital(first, second)
    both = (time(int(first)), time(int(second)))
    return Clock((*both, time(int(first), int(second))) if len(second) == 2 else both)  # noqa: PLR2004 - digits


def _comma_pair(found: Found) -> Item | None:
    first, second = _parts(found.token("c"))
    if int(first) > LAST_HOUR or int(second) >= SIXTY:
        return None
    if len(second) == 2 and (second in ROUND or int(second) > LIST_UP_TO):  # noqa: PLR2004 - digits
        return digital(first, second, weak=True)
    return Clock((time(int(first)), time(int(second))), weak=True)


HALF_DAYS = (
    rule("!month|month_maybe c=number m=number clock_mark? a=meridiem", _half_day),
    rule("c=number|colon|dotted|comma_pair|digits|dashed clock_mark? a=meridiem", _half_day),
    rule("c=clock a=meridiem", _clock_half_day),
)
DIGITS = (
    rule("c=colon", _colon),
    rule(f"!in p={BEFORE}? c=digits k=hour|hour_mark|clock_mark?", _digits),
    rule("c=dashed", _dashed),
    rule("c=comma_pair", _comma_pair),
)
"""After dates."""

"""How words become a time of day: halves, quarters, minutes to and past, digits of every shape."""

from core.times.pieces import Clock, Item, Mark, Mode, Time, Token
from core.times.rules import Found, Rule, rule

HOUR = "number|hour_number|hour_one"
MARKS = "hour_mark|hour_one|clock_mark"
BEFORE = "at|prep|approx"
LAST_HOUR = 24
HALF_DAY = 12
SIXTY = 60
TO_DIGITS = (5, 10, 20, 25)
"""In "10 to 6" these are minutes; other digits are hours."""
ROUND = ("00", "15", "30", "45")
TENS = (20, 30, 40, 50)
UNITS = 9
LIST_UP_TO = 24


def clock(hour: int, minute: int = 0, mode: Mode | None = None, *, weak: bool = False) -> Item:
    """A time of day, or that there is no such."""
    if not 0 <= hour <= LAST_HOUR or minute >= SIXTY or (hour == LAST_HOUR and minute):
        return Mark("impossible", weak=weak)
    return Clock((time(hour, minute, mode),), weak)


def time(hour: int, minute: int = 0, mode: Mode | None = None) -> Time:
    """Spoken, unless `mode` says otherwise: up to twelve it may be either half of the day."""
    return Time(hour, minute, mode or ("open" if 1 <= hour <= HALF_DAY else "plain"))


def digital(hour: str, minute: str, *, weak: bool = False) -> Item:
    """A time in digits."""
    whole = int(hour)
    certain = hour.startswith("0") or whole > HALF_DAY
    return clock(whole, int(minute), "plain" if certain else "written", weak=weak)


def _before(hour: int, minutes: int) -> Item:
    """So many minutes before the hour."""
    return clock(hour - 1 if hour > 1 else HALF_DAY, SIXTY - minutes) if hour <= LAST_HOUR else Mark("impossible")


def _minus(found: Found) -> Item | None:
    minutes = 15 if found.has("q") else found.n("t") + found.n("m")
    return _before(found.n("h"), minutes) if 0 < minutes < SIXTY else None


def _minus_composed(found: Found) -> Item | None:
    return _minus(found) if found.n("t") in TENS and 0 < found.n("m") < TENS[0] // 2 else None


def _composed(found: Found) -> Item | None:
    """`twenty` `five`, in words only."""
    tens, unit = found.token("t"), found.token("u")
    if tens.text.isdigit() or unit.text[:1].isdigit() or tens.n not in TENS or not 1 <= unit.n <= UNITS:
        return None
    return Token(unit.kind, tens.n + unit.n, text=f"{tens.text} {unit.text}")


def _zeros(found: Found) -> Item | None:
    """`nine` `zero five`, `двадцать` `ноль-ноль`."""
    zero, unit = found.token("z"), found.token("u")
    if zero.n or unit.n > UNITS or zero.text.isdigit():
        return None
    return Token("number", unit.n, text=f"0{int(unit.n)}")


def _quarter_or_half_past(found: Found) -> Item:
    return clock(found.n("h"), 15 if found.has("q") else 30)


def _past(found: Found) -> Item | None:
    return clock(found.n("h"), found.n("m")) if 0 < found.n("m") < SIXTY else None


def _of_next(found: Found) -> Item | None:
    """`двадцать минут третьего`: of the third hour."""
    hour, minutes = found.n("h"), 15 if found.has("q") else found.n("m")
    return clock(hour - 1 if hour > 1 else HALF_DAY, minutes) if hour <= LAST_HOUR else None


def _to(found: Found) -> Item | None:
    minutes, hour = found.token("m"), found.n("h")
    if minutes.text.isdigit() and not found.has("e"):
        return _to_digits(int(minutes.n), hour)
    return _before(hour, int(minutes.n)) if 0 < minutes.n < SIXTY else None


def _to_digits(minutes: int, hour: int) -> Item | None:
    """In digits, "10 to 6" is a time, "9 to 10" two of them, "5 to 6" may be either."""
    if minutes not in TO_DIGITS:
        return _either(minutes, hour)
    before = _before(hour, minutes)
    if minutes < hour and isinstance(before, Clock):
        return Clock((*before.times, time(minutes), time(hour)))
    return before


def _either(first: int, second: int) -> Item | None:
    return Clock((time(first), time(second))) if max(first, second) <= LAST_HOUR else None


def _quarter_at(found: Found) -> Item | None:
    """`ceturksnis uz deviņiem`: before it for some, in the hour before it for others."""
    hour = found.n("h")
    before = hour - 1 if hour > 1 else HALF_DAY
    return Clock((time(before, 45), time(before, 15))) if 1 <= hour <= LAST_HOUR else None


def _half_of(found: Found) -> Item | None:
    """Said "half five", it is 5:30 in London, and 4:30 to whoever thinks in another language."""
    hour = found.n("h")
    return Clock((time(hour, 30), time(hour - 1 if hour > 1 else HALF_DAY, 30))) if 1 <= hour < LAST_HOUR else None


def _range(found: Found) -> Item | None:
    return _either(found.n("a"), found.n("b"))


def _hour_and_minutes(found: Found) -> Item | None:
    hour, minute = found.token("h"), found.token("m")
    digits = hour.text.isdigit() and minute.text.isdigit()
    named = found.has("k") or found.has("e")
    if minute.n >= SIXTY or hour.n > LAST_HOUR or not (named or _in_two_digits(minute)):
        return None
    if found.has("and") and not named and hour.kind != "hour_number":
        return None
    if digits and not named:
        return digital(hour.text, minute.text) if _reads_as_one(hour.text, minute.text) else _several(hour, minute)
    return clock(int(hour.n), int(minute.n))


def _in_two_digits(minute: Token) -> bool:
    return len(minute.text) > 1 and (minute.n > UNITS or minute.text[0] == "0")


def _reads_as_one(hour: str, minute: str) -> bool:
    """`9 30` is one time; `9 11` may be two hours."""
    return minute in ROUND or int(minute) > LIST_UP_TO or int(minute) <= int(hour)


def _several(hour: Token, minute: Token) -> Item | None:
    return Clock((time(int(hour.n)), time(int(minute.n)), time(int(hour.n), int(minute.n))))


def _hour(found: Found) -> Item | None:
    """An hour with a word that makes it one: 26 is refused."""
    return clock(found.n("h"))


def _perhaps_hour(found: Found) -> Item | None:
    """An hour after a preposition: 26 may be something else."""
    return clock(found.n("h")) if found.n("h") <= LAST_HOUR else None


def _bare(found: Found) -> Item | None:
    number = found.token("h")
    mode: Mode | None = "plain" if number.text.startswith("0") else None
    return clock(int(number.n), mode=mode, weak=True) if number.n < LAST_HOUR else None


def _named(hour: int, mode: Mode) -> Rule:
    return rule("noon" if hour else "midnight" if mode == "midnight" else "same_time", lambda _: clock(hour, 0, mode))


SPOKEN = (
    rule(f"minus t=number m=number minute? h={HOUR}", _minus_composed),
    rule(f"minus m=number minute? h={HOUR}|ordinal", _minus),
    rule(f"minus q=quarter h={HOUR}|ordinal", _minus),
    rule("t=number u=number|hour_number|ordinal", _composed),
    rule("z=number u=number", _zeros),
    rule(f"half_to h={HOUR}|ordinal", lambda found: _before(found.n("h"), 30)),
    rule("h=half_clock", lambda found: _before(found.n("h"), 30)),
    rule("q=quarter h=ordinal", _of_next),
    rule("m=number minute h=ordinal", _of_next),
    rule("m=number h=ordinal", lambda found: _of_next(found) if found.n("m") > LAST_HOUR else None),
    rule(f"q=quarter past|after|after_in h={HOUR}", _quarter_or_half_past),
    rule(f"half past h={HOUR}", _quarter_or_half_past),
    rule(f"m=number minute? past|after h={HOUR}", _past),
    rule(f"m=number minute after_in h={HOUR}", _past),
    rule(f"from|between a={HOUR} to|till|and b={HOUR}", _range),
    rule(f"quarter to|before h={HOUR}", lambda found: _before(found.n("h"), 15)),
    rule(f"quarter prep|approx h={HOUR}", _quarter_at),
    rule(f"m=number e=minute? to|before h={HOUR}", _to),
    rule("half h=number", _half_of),
    rule("at h=number hour", _hour),
)
"""Before lengths of time and dates, whose numbers these are not."""
WITH_MINUTES = (
    rule(f"!in|after_in {BEFORE}? h=number k={MARKS} and=and? m=number e=minute", _hour_and_minutes),
    rule(f"{BEFORE}? h=hour_number and=and? m=number e=minute", _hour_and_minutes),
    rule("at h=number and=and m=number e=minute", _hour_and_minutes),
)
"""Before lengths of time that nothing marks as such."""
HOURS = (
    rule(f"{BEFORE}? h=number|hour_number k={MARKS}? and=and? m=number e=minute?", _hour_and_minutes),
    rule(f"hour_mark|hour_one prep|approx h={HOUR}", _hour),
    rule(f"{BEFORE}? h=number {MARKS}", _hour),
    rule(f"at|hour_mark h={HOUR} hour?", _hour),
    rule(f"prep|approx h={HOUR} hour?", _perhaps_hour),
    rule("h=hour_number", _hour),
    rule("h=number", _bare),
    _named(12, "fixed"),
    _named(0, "midnight"),
    _named(0, "same"),
)

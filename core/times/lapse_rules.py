"""How words become a length of time from now on: "in an hour and a half", "через 2ч 15мин", "pēc divām dienām"."""

from core.times.pieces import Clock, Day, Item, Lapse, Mark, Time, Token
from core.times.rules import Found, rule

SECONDS = {"second": 1, "minute": 60, "hour": 3600, "hour_mark": 3600, "hour_one": 3600}
DAYS = {"day_unit": 1, "day_mark": 1, "week_unit": 7}
MONTHS = {"month_unit": 1, "year_unit": 12}
UNITS = SECONDS | DAYS | MONTHS
AMOUNTS = ("number", "decimal", "article", "few", "dotted", "comma_pair")
UNIT, AMOUNT = "|".join(UNITS), "|".join(AMOUNTS)
LENGTH = f"( and? ( {AMOUNT}? and_half? {UNIT} and_half? | span ) )+"
SHORT = f"( and? ( {AMOUNT} and_half? second|minute|hour and_half? | span ) )+"
SHIFT = "shift filler* by|prep|limit|at?"
FEW = (2, 3, 4)
SOME = 6
HALF_DAY, DAY_HOURS = 12, 24
DAY_SECONDS = 86_400


def _length(items: list[Item]) -> Lapse | None:
    """The sum of amounts and units; None for half a month, which has no length."""
    sums = {"seconds": 0.0, "days": 0.0, "months": 0.0}
    amount: float | None = None
    for at, item in enumerate(items):
        if not isinstance(item, Token):
            return None
        if item.kind in AMOUNTS:
            amount = _amount(item)
        elif item.kind == "and_half" and at and items[at - 1].kind in AMOUNTS:
            amount = (amount or 0) + 0.5
        elif item.kind == "span":
            sums["seconds"] += item.n * 60
        elif item.kind in UNITS:
            half = 0.5 if [other.kind for other in items[at + 1 : at + 2]] == ["and_half"] else 0
            _count(sums, item, (1 if amount is None else amount) + half)
            amount = None
    return None if sums["months"] % 1 else _sum(sums, vague=any(item.kind == "few" for item in items))


def _count(sums: dict[str, float], unit: Token, count: float) -> None:
    for size, units in (("seconds", SECONDS), ("days", DAYS), ("months", MONTHS)):
        sums[size] += count * unit.n * units.get(unit.kind, 0)


def _sum(sums: dict[str, float], *, vague: bool) -> Lapse:
    seconds, days = sums["seconds"], sums["days"]
    if days % 1:
        seconds, days = seconds + days * DAY_SECONDS, 0
    others = tuple(round(seconds / FEW[0] * count) for count in FEW) if vague and seconds else ()
    return Lapse(round(seconds), int(days), int(sums["months"]), others)


def _amount(token: Token) -> float:
    if token.kind in ("article", "few"):
        return 1 if token.kind == "article" else FEW[0]
    return float(token.text.rstrip(".").replace(",", ".")) if token.kind in ("dotted", "comma_pair") else token.n


def _lapse(found: Found, sign: int = 1) -> Item | tuple[Item, ...] | None:
    """Days and longer are a day, whose hour is to be said; shorter is a moment."""
    every = found.every()
    kinds = {item.kind for item in every}
    length = _length(every)
    if length is None:
        return None
    short = bool(kinds & (SECONDS.keys() | {"span"}))
    vague = "few" in kinds and not length.others
    unclear = (Mark("doubtful"),) if vague or (length.seconds and not short) else ()
    if short or length.seconds:
        return Lapse(sign * length.seconds, sign * length.days, sign * length.months, length.others), *unclear
    weeks = "weeks" if "week_unit" in kinds else ""
    return Day("later", sign * length.days, sign * length.months, name=weeks), *unclear


def _ago(found: Found) -> Item | tuple[Item, ...] | None:
    return _lapse(found, -1)


def _inverted(found: Found) -> Item | None:
    """`минут через двадцать`."""
    length = _length([found.item("n"), found.item("u")])
    return length if length and length.seconds else None


def _perhaps(found: Found) -> tuple[Item, ...]:
    """`in 10`: minutes, perhaps; `через 1,5`: hours."""
    amount = found.token("n")
    size = 60 if amount.kind == "number" else 3600
    return Lapse(round(_amount(amount) * size)), Mark("doubtful")


def _unmarked(found: Found) -> Item | tuple[Item, ...] | None:
    """`15 hours` without `in` may be what some call three in the afternoon."""
    made = _lapse(found)
    hours = isinstance(made, tuple) and isinstance(made[0], Lapse) and made[0].seconds >= SOME * SECONDS["hour"]
    return (*made, Mark("doubtful")) if isinstance(made, tuple) and hours else made


def _from_another(found: Found) -> tuple[Item, ...]:
    """`перенеси на 3 часа`: from the time it had, or from now, or to that hour."""
    made = _lapse(found)
    pieces = made if isinstance(made, tuple) else ()
    hour, unit = found.n("n"), found.token("u").kind
    if unit not in ("hour_mark", "hour_one") or not 0 < hour <= DAY_HOURS:
        return (*pieces, Mark("doubtful"))
    said = Clock((Time(hour, 0, "open" if hour <= HALF_DAY else "plain"),))
    return (*pieces, Mark("doubtful"), Token("or"), said)


MARKED = (
    rule(f"{SHIFT} n={AMOUNT}? and_half? u={UNIT} and_half? ~day_mark|part|number", _from_another),
    rule(f"{SHIFT} span", _from_another),
    rule(f"by|prep? {LENGTH} loose", _from_another),
    rule(f"{LENGTH} from_now", _lapse),
    rule(f"{LENGTH} from now", _lapse),
    rule("now", lambda _: Lapse(weak=True)),
    rule(f"{LENGTH} ago", _ago),
    rule(f"before {LENGTH}", _ago),
    rule(f"u={UNIT} in n=number|decimal", _inverted),
    rule(f"in|after_in approx? {LENGTH}", _lapse),
    rule("in n=number|decimal|dotted|comma_pair", _perhaps),
)
UNMARKED = (
    rule(f"!at|prep {SHORT}", _unmarked),
    rule(f"!at|prep {AMOUNT} and_half? day_unit|week_unit", _lapse),
)

"""Which hours of a day a time that was said may mean, alone or with a part of the day."""

from dataclasses import dataclass
from typing import NamedTuple

from core.times.pieces import Time

NOON = 12
DAY = 24
FROM_SEVEN = 7
"""From seven on, an hour without a half of the day is taken as written when its day was said."""


class Spot(NamedTuple):
    """A time on the day that was said, or `shift` days after it."""

    hour: int
    minute: int
    shift: int = 0


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the day: which of the twelve hours are before noon in it and which after, and where it lies."""

    before: range
    after: range
    hours: range
    suggested: tuple[int, ...]
    """What to offer where no hour was said."""


PARTS: dict[str, Part] = {
    "morning": Part(range(1, 12), range(0), range(13), (8, 9, 10, 11)),
    "lunch": Part(range(11, 13), range(1, 5), range(10, 17), (12, 13)),
    "day": Part(range(7, 13), range(1, 7), range(6, 20), (12, 13, 14, 15)),
    "afternoon": Part(range(12, 13), range(1, 8), range(12, 20), (13, 14, 15, 16)),
    "evening": Part(range(0), range(3, 12), range(15, 25), (18, 19, 20, 21)),
    "night": Part(range(0), range(6, 12), range(18, 25), (21, 22, 23)),
    "night_at": Part(range(1, 7), range(8, 12), range(18, 25), (22, 23)),
    "night_into": Part(range(1, 8), range(8, 12), range(18, 25), (22, 23)),
    "close": Part(range(0), range(1, 12), range(12, 25), (17, 18)),
}
ANY_TIME = (9, 12, 15, 18)
NIGHTS = ("night", "night_at", "night_into")
EARLY = range(6)


class Spots(NamedTuple):
    """The times a time can be; `clash`: the part of the day does not go with it."""

    spots: tuple[Spot, ...]
    clash: bool = False


def halves(time: Time) -> tuple[Spot, Spot]:
    """The same time before and after noon."""
    hour = time.hour % NOON
    return Spot(hour, time.minute), Spot(hour + NOON, time.minute)


def is_open(time: Time, part: str) -> bool:
    """Whether nothing said which half of the day is meant."""
    return time.mode == "open" and not part


def as_written(time: Time) -> Spot | None:
    """The half of the day that is meant without a word: from seven to noon the first."""
    return Spot(time.hour, time.minute) if time.hour >= FROM_SEVEN else None


def spots(time: Time, part: str) -> Spots:
    """The times on a day that was said."""
    if time.mode == "midnight" or (time.hour == NOON and part in NIGHTS and time.mode != "fixed"):
        return Spots(_midnight(time, part), clash=part not in ("", "evening", *NIGHTS))
    if time.hour == 0 and part == "night":
        return Spots((Spot(0, time.minute), Spot(0, time.minute, 1)))
    if time.hour == DAY:
        return Spots((Spot(0, time.minute, 1),))
    if not part:
        return Spots((Spot(time.hour, time.minute),))
    if 0 < time.hour <= NOON and time.mode in ("open", "plain"):
        return _in_part(time, part)
    return _fixed_in_part(time, part)


def _midnight(time: Time, part: str) -> tuple[Spot, ...]:
    """At the beginning or the end of the day? The night it is in may tell."""
    start, end = Spot(0, time.minute), Spot(0, time.minute, 1)
    if part == "night_into":
        return (start,)
    return (end,) if part == "evening" else (start, end)


def _in_part(time: Time, part: str) -> Spots:
    """An hour of twelve, placed by the part of the day."""
    before, after = halves(time)
    where = PARTS[part]
    if time.hour == NOON and part in ("evening", "close"):
        return Spots((Spot(0, time.minute, 1),))
    if part == "night" and time.hour in EARLY:
        return Spots((before, before._replace(shift=1)))
    if time.hour in where.before:
        return Spots((Spot(time.hour, time.minute),))
    if time.hour in where.after:
        return Spots((after._replace(shift=-1 if part == "night_into" else 0),))
    return Spots((before, after), clash=True)


def _fixed_in_part(time: Time, part: str) -> Spots:
    spot = Spot(time.hour, time.minute)
    if part == "night" and time.hour in EARLY:
        return Spots((spot, spot._replace(shift=1)))
    if part == "night_into" and time.hour >= NOON:
        return Spots((spot._replace(shift=-1),))
    return Spots((spot,), clash=time.hour not in PARTS[part].hours and not (part in NIGHTS and time.hour in EARLY))

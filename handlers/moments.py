"""Moments on screens: weekday, date, time, zone and how far away, for the one who reads."""

from datetime import date, datetime, time

from core import times
from handlers.routes import Turn
from handlers.view import When


def when(turn: Turn, label: str, at: datetime) -> When:
    """The moment with everything that makes it certain."""
    return When(turn.say(label), at, full(turn, at), distance(turn, at))


def full(turn: Turn, at: datetime) -> str:
    """`Thursday, 26 November, 09:00 (Riga)`."""
    return turn.say("when-full", at=brief(turn, at), zone=times.zone_name(turn.texts.zone, turn.texts.language))


def brief(turn: Turn, at: datetime) -> str:
    """`Thursday, 26 November, 09:00`: as much of it as a button holds."""
    return turn.texts.moment(at, year=turn.texts.local(at).year != turn.texts.local(turn.now).year)


def distance(turn: Turn, at: datetime) -> str:
    """`in 17 hours`, `3 minutes ago`."""
    unit, count = times.distance(at, turn.now, zone=turn.texts.zone)
    return turn.say(f"ago-{unit}", count=-count) if count < 0 else turn.say(f"in-{unit}", count=count)


def midnight(turn: Turn, day: date) -> datetime:
    """When the day begins where the reader is."""
    return times.moment(datetime.combine(day, time()), turn.texts.zone).at

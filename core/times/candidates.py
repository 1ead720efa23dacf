"""Which moments a group of pieces may mean, seen from now."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from core.times.days import Days, Reading, days
from core.times.hours import ANY_TIME, FROM_SEVEN, NOON, PARTS, Spot, as_written, halves, is_open, spots
from core.times.moments import Moment, moment, moment_at, rules_of
from core.times.pieces import Lapse, Time
from core.times.sentences import Group

LATE_UNTIL = 5
"""Until this hour, "tomorrow" may be the day that has begun."""
LONG_PAST = timedelta(days=90)
"""A date without a year that was over more recently was hardly meant for next year."""
ONE_DAY = timedelta(days=1)
MONTH = timedelta(days=30)
Found = list[Moment | None]


@dataclass(slots=True)
class Candidates:
    """All moments a phrase may mean, the likeliest first, and why none may be chosen without asking."""

    found: list[Moment] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    past: bool = False
    """Something that was said is over."""
    offered: list[list[Moment]] = field(default_factory=list)
    """What to offer where no hour was said, for each day that may be meant."""

    def add(self, moments: Iterable[Moment | None]) -> bool:
        """Takes those that are there; whether there were any."""
        new = [one for one in moments if one]
        self.found += new
        return bool(new)


@dataclass(frozen=True, slots=True)
class View:
    """From when and where a phrase is read: `place` is where its hours are, `zone` where the person is."""

    now: datetime
    place: str
    zone: str
    today: date
    part: str
    every: Candidates

    def moment(self, day: date, spot: Spot) -> Moment:
        """The time there, as the person's clock shows it."""
        wall = datetime(day.year, day.month, day.day, spot.hour, spot.minute) + ONE_DAY * spot.shift  # noqa: DTZ001 - wall time
        found = moment(wall, self.place)
        return found if self.place == self.zone else moment_at(found.at, self.zone)

    def first(self, reading: Reading, spot: Spot) -> Moment | None:
        """On the first day of the reading on which it still lies ahead."""
        return next((one for day in reading if (one := self.moment(day, spot)).at > self.now), None)

    def doubt(self, reason: str) -> None:
        """One more reason to ask."""
        self.every.doubts.append(reason)


def candidates(group: Group, now: datetime, zone: str, *, month_first: bool) -> Candidates:
    """Reads one group. Raises `NoSuchDay` and `OverflowError`."""
    every = Candidates()
    part = group.part.name if group.part else ""
    here = now.astimezone(rules_of(zone))
    relative = any(day.form == "relative" for day in group.days)
    for place in group.place.zones if group.place else ("local",):
        name = zone if place == "local" else place
        there = now.astimezone(rules_of(name))
        for today in sorted({here.date(), there.date()}) if relative else [there.date()]:
            late = here.hour < LATE_UNTIL
            said = days(group.days, today, month_first=month_first, late=late) if group.days else None
            _read(group, said, View(now, name, zone, today, part, every))
    return every


def _read(group: Group, said: Days | None, view: View) -> None:
    if said and said.doubt:
        view.doubt(said.doubt)
    if group.lapse:
        _lapse(group.lapse, said, view)
    for time in group.clock.times if group.clock else ():
        _timed(_known(time, view), said, view)
    if not (group.clock or group.lapse):
        _offer(said, view)
    if group.lapse and (group.clock or group.part):
        view.doubt("conflict")


def _known(time: Time, view: View) -> Time:
    """The time it is now, where that was said."""
    here = view.now.astimezone(rules_of(view.zone))
    return Time(here.hour, here.minute, "fixed") if time.mode == "same" else time


def _lapse(lapse: Lapse, said: Days | None, view: View) -> None:
    start = moment_at(view.now, view.zone)
    if lapse.days or lapse.months:
        start = moment(start.wall + ONE_DAY * lapse.days + MONTH * lapse.months, view.zone)
    if lapse.months:
        view.doubt("unclear")
    for seconds in lapse.others or (lapse.seconds,):
        view.every.found.append(moment_at(start.at + timedelta(seconds=seconds), view.zone))
    if lapse.others:
        view.doubt("vague")
    if said and not any(view.every.found[-1].wall.date() in reading for reading in said.readings):
        view.doubt("conflict")


def _offer(said: Days | None, view: View) -> None:
    """No hour was said: a few likely ones."""
    readings = said.readings if said else ((view.today, view.today + ONE_DAY),)
    for reading in readings[:2]:
        hours = PARTS[view.part].suggested if view.part else ANY_TIME
        found = [one for hour in hours if (one := view.first(reading, Spot(hour, 0)))]
        view.every.offered += [found] if found else []
    over = all(day < view.today for reading in readings for day in reading)
    view.every.past = not view.every.offered and said is not None and (bool(view.part) or over)
    if not view.every.past:
        view.doubt("no_hour")


def _timed(time: Time, said: Days | None, view: View) -> None:
    if said is None:
        _without_day(time, view)
        return
    for reading in said.readings:
        if not view.every.add(_on(reading, time, said, view)):
            view.every.past = view.every.past or not said.guessed
        elif said.yearless and _lately(reading, view):
            view.doubt("past_date")


def _lately(reading: Reading, view: View) -> bool:
    """The date was over not long ago, and next year's was taken."""
    over = view.today - reading[0]
    return timedelta() <= over < LONG_PAST and view.every.found[-1].wall.year > reading[0].year


def _on(reading: Reading, time: Time, said: Days, view: View) -> Found:
    """The time on a day that was said."""
    if is_open(time, view.part):
        return _open_today(reading, time, view) if said.today else _open(reading, time, view)
    possible = spots(time, view.part)
    if possible.clash:
        view.doubt("conflict")
    found = [view.first(reading, spot) for spot in possible.spots]
    if said.today and view.part == "night_at" and not any(found):
        view.doubt("which_day")  # "today at one in the night", said by day
        return [view.first(reading, spot._replace(shift=spot.shift + 1)) for spot in possible.spots]
    return found


def _open(reading: Reading, time: Time, view: View) -> Found:
    written = as_written(time)
    before, after = halves(time)
    return [view.first(reading, spot) for spot in ((written,) if written else (after, before))]


def _open_today(reading: Reading, time: Time, view: View) -> Found:
    """Today the hours that are over need not be asked about."""
    before, after = (view.first(reading, spot) for spot in halves(time))
    if time.hour == NOON and not after:
        view.doubt("two_readings")
        return [view.first(reading, Spot(0, time.minute, 1))]
    if time.hour == NOON:
        return [after]
    return [before] if before and as_written(time) else [after, before]


def _without_day(time: Time, view: View) -> None:
    """The next time the clock shows it; 3:15 in digits may mean the afternoon where no day makes it certain."""
    ahead = tuple(view.today + ONE_DAY * day for day in range(-1, 3))
    if is_open(time, view.part) or (not view.part and time.mode == "plain" and 0 < time.hour < FROM_SEVEN):
        view.every.add(_open_without_day(time, ahead, view))
        return
    possible = spots(time, view.part)
    found = [view.first(ahead, spot) for spot in possible.spots]
    if possible.clash:
        view.doubt("conflict")
        view.every.add(found)
    else:
        view.every.add([min((one for one in found if one), key=lambda one: one.at)])


def _open_without_day(time: Time, ahead: Reading, view: View) -> Found:
    """An hour of today that lies ahead and goes without saying; else the next two."""
    before, after = halves(time)
    today = (view.today,)
    written = as_written(time)
    if written and (found := view.first(today, written)):
        return [found]
    morning, evening = view.first(today, before), view.first(today, after)
    if evening and not morning and not written:
        return [evening]
    coming = [found for day in ahead for spot in (before, after) if (found := view.first((day,), spot))]
    return [*coming[:2]]

"""A time by pressing: a day in the grid of a month, an hour, five minutes. Words are understood meanwhile, too."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta

from core import drafting, posts, scheduling, times
from core.model import Post
from core.roles import Right
from core.times import Moment
from handlers.buttons import button, home
from handlers.moments import full, midnight
from handlers.routes import Reply, Turn, draw, on_act, screen
from handlers.schedule import echo
from handlers.view import Act, Block, Choice, Grid, Row, Text, Title, View

MONTHS = 12
"""How many months ahead there are grids; what is further can be said in words."""
A_ROW = 6
STEP = timedelta(minutes=5)
IN_AN_HOUR = 12
QUIET = "–"
"""A place in a grid that cannot be chosen; a press says why."""
PLANNED = "•"


def _quiet(why: str) -> Act:
    return Act(label=QUIET, verb="pick.quiet", args={"why": why})


@on_act("pick.quiet")
async def quiet(turn: Turn) -> Reply:
    """Why that cannot be chosen, and what can be done instead."""
    return Reply(toast=turn.say(f"pick-{turn.args['why']}"))


@on_act("pick.day", Right.WRITE)
async def day(turn: Turn) -> Reply:
    """Which day?"""
    return await _step(turn, "pick-day")


@on_act("pick.hour", Right.WRITE)
async def hour(turn: Turn) -> Reply:
    """Which hour of it?"""
    return await _step(turn, "pick-hour")


@on_act("pick.minute", Right.WRITE)
async def minute(turn: Turn) -> Reply:
    """Which minute of that?"""
    return await _step(turn, "pick-minute")


async def _step(turn: Turn, key: str) -> Reply:
    (await drafting.current(turn.app, turn.scope, turn.post_id)).among(posts.OPEN)
    return Reply(show=await draw(turn, key, **turn.args), flow="schedule", data={"id": turn.post_id})


async def _view(turn: Turn, key: str, title: str, *blocks: Block) -> View:
    post = await turn.app.store.get(turn.scope, Post, turn.post_id)
    return View(
        key=key,
        args=turn.args,
        blocks=(Title(title), *blocks),
        summary=title,
        subject=f"post:{post.id}",
        version=post.version,
    )


def _today(turn: Turn) -> date:
    return turn.texts.local(turn.now).date()


@screen("pick-day")
async def day_screen(turn: Turn) -> View:
    """A month: what is past or in another one is quiet, today is in brackets, a dot says that something is planned."""
    first, id = _month(turn), turn.post_id
    weeks = turn.texts.weeks(first)
    taken = await scheduling.taken(
        turn.app, turn.scope, midnight(turn, weeks[0][0]), midnight(turn, weeks[-1][-1] + timedelta(1))
    )
    planned = {turn.texts.local(at).date() for at in taken}
    days = tuple(tuple(_day(turn, one, first, planned) for one in week) for week in weeks)
    legend = [Text(turn.say("pick-legend"))] if any(one.month == first.month for one in planned) else []
    return await _view(
        turn,
        "pick-day",
        turn.say("pick-day-title", month=turn.texts.month(first)),
        Text(turn.say("pick-words")),
        *legend,
        Grid(turn.texts.narrow_weekdays, days),
        *_months(turn, first),
        Row((button(turn, "back", "schedule.ask", id=id), home(turn))),
    )


def _month(turn: Turn) -> date:
    """The first of the month that is shown: never one that is over, never one too far."""
    now = _today(turn).replace(day=1)
    wanted = date.fromisoformat(turn.args["month"]) if "month" in turn.args else now
    return min(max(wanted, now), _later(now, MONTHS))


def _later(first: date, months: int) -> date:
    years, month = divmod(first.month - 1 + months, 12)
    return date(first.year + years, month + 1, 1)


def _months(turn: Turn, first: date) -> list[Row]:
    now = _today(turn).replace(day=1)
    acts = []
    if first > now:
        acts.append(_to(turn, _later(first, -1), "◀ {}"))
    if first < _later(now, MONTHS):
        acts.append(_to(turn, _later(first, 1), "{} ▶"))
    return [Row(tuple(acts))]


def _to(turn: Turn, first: date, label: str) -> Act:
    args = {"id": turn.post_id, "month": first.isoformat()}
    return Act(label=label.format(turn.texts.month(first, year=False)), verb="pick.day", args=args)


def _day(turn: Turn, one: date, first: date, planned: set[date]) -> Act:
    today = _today(turn)
    if one.month != first.month:
        return _quiet("outside")
    if one < today:
        return _quiet("past")
    label = f"[{one.day}]" if one == today else str(one.day)
    label += PLANNED if one in planned else ""
    return Act(label=label, verb="pick.hour", args={"id": turn.post_id, "day": one.isoformat()})


@screen("pick-hour")
async def hour_screen(turn: Turn) -> View:
    """The day's hours; what is over, or what the clocks skip that night, is quiet."""
    chosen, id = date.fromisoformat(turn.args["day"]), turn.post_id
    hours = [datetime.combine(chosen, time(hour)) for hour in range(24)]
    return await _view(
        turn,
        "pick-hour",
        turn.say("pick-hour-title", day=turn.texts.day(chosen, year=chosen.year != _today(turn).year)),
        Text(turn.say("pick-words")),
        Grid((), _rows(_hour(turn, one) for one in hours)),
        Row((button(turn, "back", "pick.day", id=id, month=chosen.replace(day=1).isoformat()), home(turn))),
    )


def _rows(acts: Iterable[Act]) -> tuple[tuple[Act, ...], ...]:
    every = tuple(acts)
    return tuple(every[at : at + A_ROW] for at in range(0, len(every), A_ROW))


def _hour(turn: Turn, wall: datetime) -> Act:
    return _cell(turn, list(_minutes(wall)), "pick.minute", id=turn.post_id, hour=wall.isoformat())


def _minutes(wall: datetime) -> Iterator[datetime]:
    return (wall + STEP * place for place in range(IN_AN_HOUR))


def _cell(turn: Turn, walls: list[datetime], verb: str, **args: str) -> Act:
    """Called by the first of these; quiet where all are over, or the clocks show none of them."""
    there = [moment for wall in walls for moment in times.moments(wall, turn.texts.zone)]
    if _ahead(turn, there):
        return Act(label=turn.texts.hour(walls[0]), verb=verb, args=args)
    return _quiet("over" if there else "skipped")


def _ahead(turn: Turn, moments: Iterable[Moment]) -> list[Moment]:
    return [one for one in moments if one.at > turn.now]


@screen("pick-minute")
async def minute_screen(turn: Turn) -> View:
    """The hour in steps of five minutes."""
    chosen, id = datetime.fromisoformat(turn.args["hour"]), turn.post_id
    return await _view(
        turn,
        "pick-minute",
        turn.say("pick-minute-title", day=turn.texts.day(chosen.date(), year=chosen.year != _today(turn).year)),
        Text(turn.say("pick-words")),
        Grid((), _rows(_minute(turn, one) for one in _minutes(chosen))),
        Row((button(turn, "back", "pick.hour", id=id, day=chosen.date().isoformat()), home(turn))),
    )


def _minute(turn: Turn, wall: datetime) -> Act:
    return _cell(turn, [wall], "pick.time", id=turn.post_id, wall=wall.isoformat())


@on_act("pick.time", Right.WRITE)
async def picked(turn: Turn) -> Reply:
    """Echoed before it counts; in the hour that comes twice, which of the two is asked first."""
    wall = datetime.fromisoformat(turn.args["wall"])
    match _ahead(turn, times.moments(wall, turn.texts.zone)):
        case []:
            reply = await _step(turn.about(id=turn.post_id, day=wall.date().isoformat()), "pick-hour")
            return Reply(show=reply.show, flow=reply.flow, data=reply.data, toast=turn.say("pick-over"))
        case [moment]:
            return await echo(turn, turn.post_id, moment)
        case _:
            return await _step(turn, "pick-which")


@screen("pick-which")
async def which_screen(turn: Turn) -> View:
    """The clocks show this time twice that night: before they are put back, or after?"""
    wall, id = datetime.fromisoformat(turn.args["wall"]), turn.post_id
    acts = tuple(
        Act(
            label=turn.say(f"pick-{name}", time=turn.texts.hour(wall)),
            verb="schedule.pick",
            args={"id": id, "at": one.at.isoformat(), "zone": one.zone},
        )
        for name, one in zip(("first", "second"), times.moments(wall, turn.texts.zone), strict=False)
    )
    back = button(turn, "back", "pick.minute", id=id, hour=wall.replace(minute=0).isoformat())
    return await _view(
        turn,
        "pick-which",
        turn.say("pick-which-title"),
        Text(turn.say("pick-which-text", when=full(turn, times.moment(wall, turn.texts.zone).at))),
        Choice(turn.say("time-which"), acts),
        Row((back, home(turn))),
    )

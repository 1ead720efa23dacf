"""The month: what is planned on each of its days, at a glance, and the next seven days to open."""

from datetime import date, datetime, timedelta

from core import scheduling
from core.model import Post, Publication
from core.roles import Right, may
from handlers.buttons import button, home, shorten
from handlers.calendar import listed
from handlers.moments import midnight
from handlers.review import label
from handlers.routes import Turn, screen
from handlers.view import Act, Block, Day, Month, Row, Text, Title, View

WEEK = timedelta(days=7)
A_LINE = 40
"""Characters of a post in its day."""
YEARS = 2
"""How far from this month one can walk, either way: as far as a post can be planned."""
Planned = list[tuple[Publication, Post]]


@screen("month")
async def month_screen(turn: Turn) -> View:
    """A month as a calendar on a wall, and the next seven days as a list."""
    first = date.fromisoformat(turn.args["month"])
    weeks, today = turn.texts.weeks(first), turn.texts.local(turn.now).date()
    planned = await _between(turn, weeks[0][0], weeks[-1][-1] + timedelta(1))
    soon = await _between(turn, today, today + WEEK)
    blocks: list[Block] = [Title(turn.say("calendar-month")), _month(turn, first, _by_day(turn, planned))]
    blocks += [Text(turn.say("calendar-next")), *listed(turn, soon)] if soon else [Text(_empty(turn, planned))]
    blocks += [_walk(turn, first, today), Row(_ways(turn, today))]
    count = len({post.id for _, post in planned})
    return View(
        key="month",
        args={"month": first.isoformat()},
        blocks=tuple(blocks),
        summary=f"{turn.texts.month(first)}: {turn.say('calendar-summary', count=count)}",
    )


async def _between(turn: Turn, start: date, end: date) -> Planned:
    return await scheduling.calendar(turn.app, turn.scope, midnight(turn, start), midnight(turn, end))


def _by_day(turn: Turn, planned: Planned) -> dict[date, tuple[str, ...]]:
    """A line for each post, however many accounts it goes to."""
    lines: dict[date, dict[tuple[datetime, str], str]] = {}
    for publication, post in planned:
        if publication.due_at is not None:
            at = turn.texts.local(publication.due_at)
            words = label(post.brief) or turn.say("media-untitled")
            lines.setdefault(at.date(), {})[at, post.id] = f"{turn.texts.hour(at)} {shorten(words, A_LINE)}"
    return {day: tuple(found[key] for key in sorted(found)) for day, found in lines.items()}


def _month(turn: Turn, first: date, lines: dict[date, tuple[str, ...]]) -> Month:
    today = turn.texts.local(turn.now).date()
    weeks = tuple(
        tuple(Day(one.day, lines.get(one, ()), today=one == today, outside=one.month != first.month) for one in week)
        for week in turn.texts.weeks(first)
    )
    return Month(turn.texts.month(first), turn.texts.weekdays, weeks)


def _empty(turn: Turn, planned: Planned) -> str:
    return turn.say("calendar-next-empty" if planned else "calendar-month-empty")


def _walk(turn: Turn, first: date, today: date) -> Row:
    before = (first - timedelta(days=1)).replace(day=1)
    after = (first + timedelta(days=31)).replace(day=1)
    acts = [_to(turn, before, "◀ {}")] if before.year >= today.year - YEARS else []
    if first != today.replace(day=1):
        acts.append(button(turn, "today", "calendar", month=today.replace(day=1).isoformat()))
    acts += [_to(turn, after, "{} ▶")] if after.year <= today.year + YEARS else []
    return Row(tuple(acts))


def _to(turn: Turn, first: date, words: str) -> Act:
    name = words.format(turn.texts.month(first, year=False))
    return Act(label=name, verb="calendar", args={"month": first.isoformat()})


def _ways(turn: Turn, today: date) -> tuple[Act, ...]:
    writes = [button(turn, "write", "compose.how")] if may(turn.role, Right.WRITE) else []
    as_list = button(turn, "as-list", "calendar", **{"from": today.isoformat()})
    return (as_list, *writes, button(turn, "drafts", "drafts"), home(turn))

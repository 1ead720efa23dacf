"""What is planned, day by day, and what is still a draft."""

from datetime import date, timedelta

from core import posts, scheduling
from core.model import Post, Publication, State
from core.roles import Right, may
from handlers.buttons import button, home
from handlers.moments import midnight
from handlers.review import label, page, post_rows
from handlers.routes import Reply, Turn, draw, on_act, on_command, screen
from handlers.view import Act, Block, Row, Table, Text, Title, View

DAYS = 14
A_ROW = 8
"""Buttons that fit beside each other on a phone."""
UNFINISHED = frozenset(
    {State.DRAFT, State.IN_REVIEW, State.CHANGES_REQUESTED, State.HELD, State.APPROVED, State.REJECTED, State.FAILED}
)


@on_act("calendar")
@on_command("calendar")
async def calendar(turn: Turn) -> Reply:
    """`/calendar`: the month, or the two weeks from a day on."""
    if "from" in turn.args:
        return Reply(show=await draw(turn, "calendar", **{"from": turn.args["from"]}), flow="")
    month = turn.args.get("month") or _today(turn).replace(day=1).isoformat()
    return Reply(show=await draw(turn, "month", month=month), flow="")


def _today(turn: Turn) -> date:
    return turn.texts.local(turn.now).date()


@screen("calendar")
async def calendar_screen(turn: Turn) -> View:
    """Two weeks from a day on."""
    first = date.fromisoformat(turn.args["from"])
    planned = await scheduling.calendar(
        turn.app, turn.scope, midnight(turn, first), midnight(turn, first + timedelta(DAYS))
    )
    blocks: list[Block] = [Title(turn.say("calendar-title", first=turn.texts.short_day(first)))]
    if planned:
        blocks += listed(turn, planned)
    else:
        blocks.append(Text(turn.say("calendar-empty")))
    blocks.append(_walk(turn, first))
    ways = [button(turn, "write", "compose.how")] if may(turn.role, Right.WRITE) else []
    as_month = button(turn, "as-month", "calendar", month=first.replace(day=1).isoformat())
    blocks.append(Row((as_month, *ways, button(turn, "drafts", "drafts"), home(turn))))
    return View(
        key="calendar",
        args={"from": turn.args["from"]},
        blocks=tuple(blocks),
        summary=turn.say("calendar-summary", count=len(planned)),
    )


def listed(turn: Turn, planned: list[tuple[Publication, Post]]) -> list[Block]:
    """A line for each post, and its button."""
    rows: list[tuple[str, ...]] = []
    acts: list[Act] = []
    seen: set[str] = set()
    for publication, post in planned:
        if publication.due_at is None or post.id in seen:
            continue
        local = turn.texts.local(publication.due_at)
        seen.add(post.id)
        place = str(len(seen))
        rows.append(
            (
                place,
                turn.texts.stamp(publication.due_at),
                turn.say(f"state-{publication.state}"),
                label(post.brief) or turn.say("media-untitled"),
            )
        )
        if len(acts) < A_ROW:
            acts.append(Act(label=f"{place} · {turn.texts.hour(local)}", verb="post.open", args={"id": post.id}))
    head = ("", turn.say("calendar-when"), turn.say("calendar-state"), turn.say("calendar-post"))
    return [Table(head, tuple(rows)), Row(tuple(acts))]


def _walk(turn: Turn, first: date) -> Row:
    back, on = ((first + timedelta(step)).isoformat() for step in (-DAYS, DAYS))
    today = _today(turn).isoformat()
    return Row(
        (
            button(turn, "earlier", "calendar", **{"from": back}),
            button(turn, "today", "calendar", **{"from": today}),
            button(turn, "later", "calendar", **{"from": on}),
        )
    )


@on_act("drafts")
@on_command("drafts")
async def drafts(turn: Turn) -> Reply:
    """`/drafts`."""
    return Reply(show=await draw(turn, "drafts", **page(turn)), flow="")


@screen("drafts")
async def drafts_screen(turn: Turn) -> View:
    """What is not on the schedule yet, newest first."""
    found = await turn.app.store.find(turn.scope, Post, order="-updated_at", limit=60)
    of_post: dict[str, list[Publication]] = {post.id: [] for post in found}
    for publication in await turn.app.store.find(turn.scope, Publication, post_id=list(of_post)):
        of_post[publication.post_id].append(publication)
    open_ones = [post for post in found if posts.state_of(of_post[post.id]) in UNFINISHED]
    blocks: list[Block] = [Title(turn.say("drafts-title"))]
    if not open_ones:
        blocks.append(Text(turn.say("drafts-empty")))
    blocks += post_rows(turn, open_ones, "drafts")
    ways = [button(turn, "write", "compose.how")] if may(turn.role, Right.WRITE) else []
    blocks.append(Row((*ways, button(turn, "calendar", "calendar"), home(turn))))
    summary = turn.say("drafts-summary", count=len(open_ones))
    return View(key="drafts", args=page(turn), blocks=tuple(blocks), summary=summary)

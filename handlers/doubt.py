"""A time that may mean several: which one is asked."""

from datetime import datetime

from core import times
from handlers.buttons import button
from handlers.moments import brief, full
from handlers.routes import Turn, screen
from handlers.schedule import offer
from handlers.view import Block, Choice, Row, Text, Title, View


@screen("which")
async def which_screen(turn: Turn) -> View:
    """Several times that what was typed may mean, each a button; `at` has them, none where no one knows."""
    id = turn.post_id
    choices = [times.moment_at(datetime.fromisoformat(one), turn.args["zone"]) for one in turn.args["at"].split()]
    labels = [brief(turn, one.at) for one in choices]
    if len(set(labels)) < len(labels):
        labels = [full(turn, one.at) for one in choices]
    acts = tuple(offer(id, one, label) for one, label in zip(choices, labels, strict=True))
    blocks: list[Block] = [Title(turn.say("schedule-title"))]
    if acts:
        blocks.append(Choice(turn.say("time-which"), acts))
    else:
        blocks.append(Text(turn.say("time-open")))
    blocks.append(Row((button(turn, "back", "post.show", id=id),)))
    return View(
        key="which", args=turn.args, blocks=tuple(blocks), summary=turn.say("schedule-title"), subject=f"post:{id}"
    )

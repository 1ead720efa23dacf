"""How a post does: read because somebody asks, or under a standing order; only of posts that we published."""

from core import drafting, measuring
from core.model import ConnectionId
from core.roles import Right, may
from handlers.buttons import button
from handlers.routes import Reply, Turn, draw, on_act
from handlers.view import Act

COUNTS = ("views", "likes", "reposts", "replies", "quotes")
"""In the order that they are shown in; of one that a network alone has, nothing is shown."""


def way(turn: Turn, draft: drafting.Draft, tab: ConnectionId | None) -> list[Act]:
    """The button that asks, where the network tells."""
    if tab is None or not may(turn.role, Right.WRITE):
        return []
    publication = draft.of(tab)
    if measuring.metrics_of(turn.app, publication) is None:
        return []
    return [button(turn, "figures", "figures.ask", id=draft.post.id, tab=tab, publication=publication.id)]


async def line(turn: Turn, draft: drafting.Draft, tab: ConnectionId | None) -> tuple[tuple[str, str], ...]:
    """What was counted last at this account, and when, as a row for the post's card."""
    found = await measuring.newest(turn.app, turn.scope, draft.of(tab).id) if tab is not None else None
    if found is None:
        return ()
    counted = [turn.say(f"figure-{one}", count=found.counts[one]) for one in COUNTS if one in found.counts]
    said = ", ".join(counted) or turn.say("figure-none")
    return ((turn.say("figures-label", at=turn.texts.stamp(found.at)), said),)


@on_act("figures.ask", Right.WRITE)
async def ask(turn: Turn) -> Reply:
    """They are being read; the card shows them as soon as they are there."""
    await measuring.ask_figures(
        turn.app, turn.scope, turn.person.id, turn.args["publication"], platform=turn.said.platform
    )
    return Reply(
        show=await draw(turn, "post", id=turn.args["id"], tab=turn.args["tab"]), toast=turn.say("figures-asked")
    )

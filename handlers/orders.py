"""Standing orders: what may be done with an account while nobody does anything, switched on and off by its owners."""

from core import allowing, connecting
from core.app import App
from core.model import Connection, ConnectionId, Purpose, StandingOrder, WorkspaceId
from core.roles import Right, may
from handlers.buttons import button, home
from handlers.rooms import one_of
from handlers.routes import Reply, Told, Turn, draw, notice, on_act, screen
from handlers.view import Act, Block, Choice, Row, Text, Title, View

PURPOSES = tuple(str(one) for one in allowing.ORDERED)


async def choices(turn: Turn, connection: Connection) -> tuple[Block, ...]:
    """A pair of buttons for each that has a sense at this network; only what holds, for who may not change it."""
    network = turn.app.networks.get(connection.network)
    blocks: list[Block] = []
    for purpose in (one for one in allowing.ORDERED if allowing.can_be_ordered(network, one)):
        order = await allowing.live(turn.app, turn.scope, connection.id, purpose)
        if may(turn.role, Right.MANAGE):
            blocks.append(Text(turn.say(f"order-{purpose}-text")))
            blocks.append(_pair(turn, connection, purpose, on=order is not None))
        elif order is not None:
            blocks.append(Text(turn.say(f"order-{purpose}-text")))
    return tuple(blocks)


def _pair(turn: Turn, connection: Connection, purpose: Purpose, *, on: bool) -> Choice:
    acts = tuple(
        Act(
            label=turn.say(f"order-{value}"),
            verb="connection.order",
            args={"id": connection.id, "purpose": purpose, "value": value},
        )
        for value in ("off", "on")
    )
    return Choice(turn.say(f"order-{purpose}"), acts, int(on))


@on_act("connection.order", Right.MANAGE)
async def order(turn: Turn) -> Reply:
    """On, until it is switched off, for a year at most; or off, at once."""
    purpose, id = Purpose(one_of(PURPOSES, turn.args["purpose"])), ConnectionId(turn.args["id"])
    change = allowing.give if turn.args["value"] == "on" else allowing.end
    await change(turn.app, turn.scope, turn.person.id, id, purpose, platform=turn.said.platform)
    return Reply(show=await draw(turn, "connection", id=id))


@notice("orderover")
async def is_over(app: App, scope: WorkspaceId, key: str) -> list[Told]:
    """Who gave it, a year ago."""
    order = await app.store.get(scope, StandingOrder, key)
    return [(order.person_id, "orderover", {"id": order.connection_id, "purpose": order.purpose.value})]


@screen("orderover")
async def over_screen(turn: Turn) -> View:
    """What is not done any more, and where it is switched on again."""
    connection = await turn.app.store.get(turn.scope, Connection, turn.args["id"])
    purpose, title = one_of(PURPOSES, turn.args["purpose"]), turn.say("orderover-title", account=connection.title)
    blocks: tuple[Block, ...] = (
        Title(title),
        Text(turn.say(f"orderover-{purpose}")),
        Row((button(turn, "account", "connection.show", id=connection.id), home(turn))),
    )
    subject = connecting.subject(connection.id)
    return View(key="orderover", args=turn.args, blocks=blocks, summary=title, subject=subject)

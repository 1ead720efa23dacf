"""Accounts: where posts go out, what can be connected, and how a channel is connected with one tap."""

from core import connecting
from core.errors import Missing
from core.model import Connection, ConnectionState
from core.ports import Chosen, Network
from core.roles import Right, may
from handlers import logins
from handlers.buttons import button, home, shorten
from handlers.connection import network_title
from handlers.rooms import LABEL_MOST, owners_only
from handlers.routes import Reply, Turn, draw, on_act, on_answer, on_command, on_picked, screen
from handlers.view import Act, Block, Choice, Level, Notice, Pick, Row, Text, Title, View

S = ConnectionState
MARKS = {S.ACTIVE: "✓", S.CHECKING: "…", S.REFUSED: "✗", S.RECONNECT: "!"}
SHOWN = 24
"""How many accounts have their buttons on one card."""


@on_command("connect")
@on_act("connect")
async def show(turn: Turn) -> Reply:
    """The accounts there are, and what can be connected."""
    return Reply(show=await draw(turn, "accounts"), flow="")


@screen("accounts")
async def accounts_screen(turn: Turn) -> View:
    """Each account with its state; for owners, a button to each network that can be connected from a chat."""
    found = await turn.app.store.find(turn.scope, Connection, order="created_at", state=MARKS.keys())
    blocks: list[Block] = [Title(turn.say("accounts-title")), Text(turn.say("accounts-text", count=len(found)))]
    if found:
        blocks.append(Choice(turn.say("accounts-label"), tuple(_account(turn, one) for one in found[:SHOWN])))
    if len(found) > SHOWN:
        blocks.append(Text(turn.say("and-more", count=len(found) - SHOWN)))
    blocks += [*owners_only(turn), *_offers(turn), Row((button(turn, "settings", "settings"), home(turn)))]
    return View(key="accounts", blocks=tuple(blocks), summary=turn.say("accounts-title"))


def _account(turn: Turn, connection: Connection) -> Act:
    title = shorten(connection.title, LABEL_MOST)
    label = f"{MARKS[connection.state]} {title} · {network_title(turn, connection.network)}"
    return Act(label=label, verb="connection.show", args={"id": connection.id})


def _offers(turn: Turn) -> tuple[Block, ...]:
    chosen = [one for one in turn.app.networks.values() if isinstance(one.login, Chosen)]
    offered = (*(_offer(turn, one) for one in chosen), *(_login_offer(turn, one) for one in logins.offered(turn)))
    if not offered:
        return (Text(turn.say("accounts-nothing-offered")),)
    if not may(turn.role, Right.MANAGE):
        return ()
    return (Row(offered),)


def _login_offer(turn: Turn, network: Network) -> Act:
    label = turn.say("act-connect-network", network=network.title)
    return Act(label=label, verb="connect.login", args={"network": network.name})


def _offer(turn: Turn, network: Network) -> Act:
    label = turn.say("act-add-channel", network=network.title)
    return Act(label=label, verb="connect.ask", args={"network": network.name})


def _login(turn: Turn, name: str) -> Chosen:
    """How the network is connected. Raises `Missing` for one that is not offered (any more)."""
    network = turn.app.networks.get(name)
    if network is None or not isinstance(network.login, Chosen):
        raise Missing(f"{name} is not offered")
    return network.login


def _listed_by(turn: Turn, platform: str) -> str:
    """The network whose accounts are chosen from this chat app's list. Raises `Missing`."""
    for name, network in turn.app.networks.items():
        if isinstance(network.login, Chosen) and network.login.platform == platform:
            return name
    raise Missing(f"nothing is chosen from a list of {platform}")


# -- choosing a channel ------------------------------------------------------------------------------------------------


@on_act("connect.ask", Right.MANAGE)
async def ask(turn: Turn) -> Reply:
    """Which channel? The list of them is the chat app's own, and only shown in private."""
    network = turn.args["network"]
    view = await draw(turn, "connect.pick", network=network)
    here = turn.said.platform == _login(turn, network).platform and turn.conversation.private
    return Reply(show=view, flow="connect.pick" if here else "", data={"network": network} if here else {})


@screen("connect.pick")
async def pick_screen(turn: Turn) -> View:
    """What will happen, and the list; elsewhere, where the list is."""
    network, login = turn.args["network"], _login(turn, turn.args["network"])
    title = network_title(turn, network)
    blocks: tuple[Block, ...] = (Title(turn.say("connect-pick-title", network=title)),)
    if turn.conversation.platform == login.platform and not turn.conversation.private:
        blocks += (Notice(Level.INFO, turn.say("connect-private")),)
    else:
        elsewhere = turn.say("connect-elsewhere", network=title)
        blocks += (Text(turn.say("connect-pick-text")), Pick(turn.say("connect-pick-label"), elsewhere))
    blocks += (Row((button(turn, "accounts", "connect"), home(turn))),)
    summary = turn.say("connect-pick-title", network=title)
    return View(key="connect.pick", args={"network": network}, blocks=blocks, summary=summary)


@on_answer("connect.pick", Right.MANAGE)
async def not_picked(turn: Turn) -> Reply:
    """Words, where a channel was to be chosen: it cannot be typed."""
    view = await draw(turn, "connect.pick", network=turn.conversation.data["network"])
    return Reply(show=view.with_block(Notice(Level.WARNING, turn.say("connect-not-picked")), 1))


@on_picked()
async def picked(turn: Turn) -> Reply:
    """The channel is looked at. Whose it must be is who sent this, as the platform says, never what somebody typed."""
    said, network = turn.said, _listed_by(turn, turn.said.platform)
    if said.picked is None:
        raise Missing("nothing was chosen")
    connection = await connecting.connect(
        turn.app, turn.scope, turn.person.id, network, said.picked, holder=said.user, platform=said.platform
    )
    return Reply(show=await draw(turn, "connection", id=connection.id), flow="")

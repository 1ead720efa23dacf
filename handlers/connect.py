"""Accounts: where posts go out, how a channel is connected with one tap, and what to do when one lets us no more."""

from core import connecting
from core.app import App
from core.errors import Missing
from core.model import Connection, ConnectionState, Membership, Role, WorkspaceId
from core.ports import Chosen, Network
from core.roles import Right, may
from handlers.buttons import button, danger, home, primary, shorten
from handlers.post import name_of, reason
from handlers.rooms import LABEL_MOST, owners_only
from handlers.routes import Reply, Told, Turn, draw, notice, on_act, on_answer, on_command, on_picked, screen
from handlers.view import Act, Block, Choice, Fields, Level, Link, Notice, Pick, Progress, Row, Text, Title, View

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


def network_title(turn: Turn, name: str) -> str:
    """As people know it; its name, where it is not available at the moment."""
    network = turn.app.networks.get(name)
    return network.title if network is not None else name


def _offers(turn: Turn) -> tuple[Block, ...]:
    offered = [one for one in turn.app.networks.values() if isinstance(one.login, Chosen)]
    if not offered:
        return (Text(turn.say("accounts-nothing-offered")),)
    if not may(turn.role, Right.MANAGE):
        return ()
    return (Row(tuple(_offer(turn, one) for one in offered)),)


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


# -- one account -------------------------------------------------------------------------------------------------------


@on_act("connection.show")
async def show_connection(turn: Turn) -> Reply:
    """How it stands with this one."""
    return Reply(show=await draw(turn, "connection", id=turn.args["id"]), flow="")


@screen("connection")
async def connection_screen(turn: Turn) -> View:
    """Being looked at, connected, refused, lost or taken away; each with what to do."""
    connection = await turn.app.store.get(turn.scope, Connection, turn.args["id"])
    title = turn.say(f"account-{connection.state}")
    blocks = (
        Title(title),
        Fields(((network_title(turn, connection.network), connection.title),)),
        *await STATES[connection.state](turn, connection),
        Row((button(turn, "accounts", "connect"), home(turn))),
    )
    return View(
        key="connection",
        args={"id": connection.id},
        blocks=blocks,
        summary=f"{title}: {connection.title}",
        subject=connecting.subject(connection.id),
    )


async def _checking(turn: Turn, _: Connection) -> tuple[Block, ...]:
    return (Progress(turn.say("connection-looking")),)


async def _active(turn: Turn, connection: Connection) -> tuple[Block, ...]:
    network = turn.app.networks.get(connection.network)
    can = [
        "publish",
        *(["edit"] if network is not None and network.edit is not None else []),
        *(["delete"] if network is not None and network.delete is not None else []),
    ]
    link = (Link(turn.say("connection-link"), connection.url),) if connection.url else ()
    name = await name_of(turn, connection.by)
    return (
        Notice(Level.GOOD, turn.say("connection-good", name=name)),
        Text("\n".join(turn.say(f"connection-may-{one}") for one in can)),
        Text(turn.say("connection-may-not")),
        *link,
        *_owners(turn, button(turn, "write", "compose.how"), _leave(turn, connection)),
    )


async def _refused(turn: Turn, connection: Connection) -> tuple[Block, ...]:
    cure = turn.say(f"cure-{connection.detail}") if turn.texts.has(f"cure-{connection.detail}") else ""
    return (
        Notice(Level.BAD, await reason(turn, connection, connection.error, connection.detail)),
        *((Text(cure),) if cure else ()),
        *_owners(turn, *_cures(turn, connection), _leave(turn, connection)),
    )


async def _removed(turn: Turn, connection: Connection) -> tuple[Block, ...]:
    return (
        Text(turn.say("connection-gone")),
        *_owners(turn, button(turn, "connect-again", "connection.again", **_id(connection))),
    )


STATES = {
    S.CHECKING: _checking,
    S.ACTIVE: _active,
    S.REFUSED: _refused,
    S.RECONNECT: _refused,
    S.REMOVED: _removed,
}


def _id(connection: Connection) -> dict[str, str]:
    return {"id": connection.id}


def _leave(turn: Turn, connection: Connection) -> Act:
    return danger(turn, "disconnect", "connection.leave", **_id(connection))


def _owners(turn: Turn, *acts: Act) -> tuple[Block, ...]:
    return (Row(acts),) if may(turn.role, Right.MANAGE) else owners_only(turn)


def _cures(turn: Turn, connection: Connection) -> tuple[Act, ...]:
    """Chosen once more, the channel gives the bot its rights by itself, where that is what is missing."""
    network = turn.app.networks.get(connection.network)
    name = "try-again" if connection.state is S.REFUSED else "reconnect"
    again = primary(turn, name, "connection.again", **_id(connection))
    if network is None or not isinstance(network.login, Chosen):
        return (again,)
    return again, button(turn, "choose-again", "connect.ask", network=network.name)


@on_act("connection.again", Right.MANAGE)
async def again(turn: Turn) -> Reply:
    """Looked at once more, for whoever pressed, where the network knows them."""
    connection = await turn.app.store.get(turn.scope, Connection, turn.args["id"])
    network, said = turn.app.networks.get(connection.network), turn.said
    login = network.login if network is not None else None
    known = isinstance(login, Chosen) and login.platform == said.platform
    await connecting.again(
        turn.app,
        turn.scope,
        turn.person.id,
        connection.id,
        holder=said.user if known else "",
        platform=said.platform,
    )
    return Reply(show=await draw(turn, "connection", id=connection.id))


@on_act("connection.leave", Right.MANAGE)
async def ask_leave(turn: Turn) -> Reply:
    """Sure?"""
    return Reply(show=await draw(turn, "disconnect", id=turn.args["id"]))


@screen("disconnect")
async def disconnect_screen(turn: Turn) -> View:
    """What becomes of what is planned there, and of what is there already."""
    connection = await turn.app.store.get(turn.scope, Connection, turn.args["id"])
    planned = await connecting.planned(turn.app, turn.scope, connection.id)
    yes = danger(turn, "disconnect-yes", "connection.left", **_id(connection))
    title = turn.say("disconnect-title", account=connection.title)
    blocks = (
        Title(title),
        Text(turn.say("disconnect-planned", count=len(planned))),
        Text(turn.say("disconnect-stays")),
        Row((yes, button(turn, "keep", "connection.show", **_id(connection)))),
    )
    return View(key="disconnect", args=_id(connection), blocks=blocks, summary=title)


@on_act("connection.left", Right.MANAGE)
async def leave(turn: Turn) -> Reply:
    """We post there no more."""
    gone = await connecting.disconnect(
        turn.app, turn.scope, turn.person.id, turn.args["id"], platform=turn.said.platform
    )
    return Reply(show=await draw(turn, "connection", id=gone.id))


@notice("reconnect")
async def lets_us_no_more(app: App, scope: WorkspaceId, key: str) -> list[Told]:
    """Its owners: who else could cure it?"""
    connection = await app.store.get(scope, Connection, key.partition(":")[0])
    places = await app.store.find(scope, Membership, role=Role.OWNER)
    return [(place.person_id, "connection", {"id": connection.id}) for place in places]

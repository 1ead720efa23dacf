"""One account: how it stands, what we may do there, and what to do when it lets us no more."""

from collections.abc import Collection

from core import connecting
from core.app import App
from core.model import Connection, ConnectionState, Membership, Role, WorkspaceId
from core.ports import Chosen
from core.roles import Right, may
from handlers import orders
from handlers.buttons import button, danger, home, primary
from handlers.post import name_of, reason
from handlers.rooms import owners_only
from handlers.routes import Reply, Told, Turn, draw, notice, on_act, screen
from handlers.view import Act, Block, Fields, Level, Link, Notice, Progress, Row, Text, Title, View

S = ConnectionState


def network_title(turn: Turn, name: str) -> str:
    """As people know it; its name, where it is not available at the moment."""
    network = turn.app.networks.get(name)
    return network.title if network is not None else name


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
    link = (Link(turn.say("connection-link"), connection.url),) if connection.url else ()
    granted = " ".join(connection.scopes)
    name = await name_of(turn, connection.by)
    return (
        Notice(Level.GOOD, turn.say("connection-good", name=name)),
        *permissions(turn, connection),
        *((Fields(((turn.say("connection-granted"), granted),)),) if granted else ()),
        *link,
        *await orders.choices(turn, connection),
        *_owners(
            turn,
            button(turn, "write", "compose.how"),
            button(turn, "uses", "privacy.used", **_id(connection)),
            _leave(turn, connection),
        ),
    )


def permissions(turn: Turn, connection: Connection, *, lacking: Collection[str] = ()) -> tuple[Block, ...]:
    """What we do there when somebody says so, and that it is all."""
    network = turn.app.networks.get(connection.network)
    can = ["publish"] if "publish" not in lacking else []
    if network is not None and can:
        can += [one for one, way in (("edit", network.edit), ("delete", network.delete)) if way is not None]
    if network is not None and network.metrics is not None and "read_engagement" not in lacking:
        can.append("figures")
    lines = "\n".join(turn.say(f"connection-may-{one}") for one in can)
    return (*((Text(lines),) if lines else ()), Text(turn.say("connection-may-not")))


async def _refused(turn: Turn, connection: Connection) -> tuple[Block, ...]:
    cure = turn.say(f"cure-{connection.detail}") if turn.texts.has(f"cure-{connection.detail}") else ""
    return (
        Notice(Level.BAD, await reason(turn, connection, connection.error, connection.detail)),
        *((Text(cure),) if cure else ()),
        *_owners(turn, *_cures(turn, connection), _leave(turn, connection)),
    )


async def _removed(turn: Turn, connection: Connection) -> tuple[Block, ...]:
    return (Text(turn.say("connection-gone")), *_owners(turn, again(turn, connection, "connect-again")))


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
    first = again(turn, connection, name)
    if network is None or not isinstance(network.login, Chosen):
        return (first,)
    return first, button(turn, "choose-again", "connect.ask", network=network.name)


def again(turn: Turn, connection: Connection, name: str) -> Act:
    """By a login where the network has one; else it is looked at once more."""
    network = turn.app.networks.get(connection.network)
    if network is None or network.login is None or isinstance(network.login, Chosen):
        return primary(turn, name, "connection.again", **_id(connection))
    return primary(turn, name, "connect.login", network=network.name, **_id(connection))


@on_act("connection.again", Right.MANAGE)
async def look_again(turn: Turn) -> Reply:
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

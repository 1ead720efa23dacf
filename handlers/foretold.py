"""What is told while there is time: a permission that ends, a post that will not go out as things stand; and an end."""

from datetime import datetime

from core import connecting, foreseeing, lasting
from core.app import App
from core.model import Action, Connection, Grant, Membership, Publication, Role, WorkspaceId
from core.roles import Right, may
from handlers import moments
from handlers.buttons import button, home, primary
from handlers.connection import again, network_title
from handlers.post import reason
from handlers.rooms import owners_only
from handlers.routes import Told, Turn, notice, screen
from handlers.view import Act, Block, Fields, Level, Link, Notice, Row, Text, Title, View


@notice("expiring")
async def ends_soon(app: App, scope: WorkspaceId, key: str) -> list[Told]:
    """Its owners."""
    connection_id, _, days = key.split(":")
    places = await app.store.find(scope, Membership, role=Role.OWNER)
    return [(one.person_id, "expiring", {"id": connection_id, "days": days}) for one in places]


@screen("expiring")
async def expiring_screen(turn: Turn) -> View:
    """When it ends, and the way to have it anew before that."""
    connection = await turn.app.store.get(turn.scope, Connection, turn.args["id"])
    network = network_title(turn, connection.network)
    title = turn.say("expiring-title", account=connection.title)
    end = await _end(turn, connection)
    blocks: tuple[Block, ...] = (
        Title(title),
        Notice(Level.WARNING, turn.say("expiring-text", network=network, count=int(turn.args["days"]))),
        *((moments.when(turn, "expiring-at", end),) if end is not None else ()),
        Text(turn.say("expiring-cure")),
        *_way(turn, again(turn, connection, "reconnect")),
    )
    subject = connecting.subject(connection.id)
    return View(key="expiring", args=turn.args, blocks=blocks, summary=title, subject=subject)


async def _end(turn: Turn, connection: Connection) -> datetime | None:
    found = await turn.app.store.find(turn.scope, Grant, id=connection.id)
    return lasting.end_of(turn.app.networks.get(connection.network), found[0]) if found else None


def _way(turn: Turn, act: Act) -> tuple[Block, ...]:
    if may(turn.role, Right.MANAGE):
        return (Row((act, home(turn))),)
    return (*owners_only(turn), Row((home(turn),)))


@notice("foreseen")
async def will_not_go_out(app: App, scope: WorkspaceId, key: str) -> list[Told]:
    """Who let the post out, and who gave it its time."""
    publication_id, _, trouble = key.partition(":")
    publication = await app.store.get(scope, Publication, publication_id)
    people = await foreseeing.concerned(app, publication)
    return [(one, "foreseen", {"publication": publication.id, "trouble": trouble}) for one in people]


@screen("foreseen")
async def foreseen_screen(turn: Turn) -> View:
    """What will keep the post from going out, and what to do about it now."""
    publication = await turn.app.store.get(turn.scope, Publication, turn.args["publication"])
    connection = await turn.app.store.get(turn.scope, Connection, publication.connection_id)
    title, trouble = turn.say("foreseen-title"), turn.args["trouble"]
    acts = [primary(turn, "open", "post.open", id=str(publication.post_id))]
    if trouble in {"account", "ends"}:
        acts.append(button(turn, "account", "connection.show", id=connection.id))
    blocks: tuple[Block, ...] = (
        Title(title),
        Fields(((network_title(turn, publication.network), connection.title),)),
        *((moments.when(turn, "foreseen-at", publication.due_at),) if publication.due_at is not None else ()),
        Notice(Level.WARNING, turn.say(f"foreseen-{trouble}")),
        Row((*acts, home(turn))),
    )
    subject = f"post:{publication.post_id}"
    return View(key="foreseen", args=turn.args, blocks=blocks, summary=title, subject=subject)


@notice("ended")
async def is_over(app: App, scope: WorkspaceId, key: str) -> list[Told]:
    """Who took the account away."""
    connection_id, action_id, how = key.split(":")
    act = await app.store.get(scope, Action, action_id)
    return [(act.person_id, "ended", {"id": connection_id, "how": how})]


@screen("ended")
async def ended_screen(turn: Turn) -> View:
    """That the permission is given back, or where a person does it by hand; our key to it is destroyed in any case."""
    connection = await turn.app.store.get(turn.scope, Connection, turn.args["id"])
    network = turn.app.networks.get(connection.network)
    by_hand = (
        network.removal.format(server=connection.server, url=connection.url.rstrip("/"))
        if network is not None and network.removal
        else ""
    )
    title, how = turn.say("ended-title", account=connection.title), turn.args["how"]
    level = Level.GOOD if how == "revoked" else Level.WARNING
    blocks: tuple[Block, ...] = (
        Title(title),
        Notice(level, turn.say(f"ended-{how}", network=network_title(turn, connection.network))),
        Text(turn.say("ended-key")),
        *((Link(turn.say("ended-link"), by_hand),) if by_hand and how != "revoked" else ()),
        Row((button(turn, "uses", "privacy.used", id=connection.id), home(turn))),
    )
    return View(key="ended", args=turn.args, blocks=blocks, summary=title)


@notice("unread")
async def not_read(app: App, scope: WorkspaceId, key: str) -> list[Told]:
    """Who asked."""
    publication_id, action_id, error = key.split(":")
    act = await app.store.get(scope, Action, action_id)
    return [(act.person_id, "unread", {"publication": publication_id, "error": error})]


@screen("unread")
async def unread_screen(turn: Turn) -> View:
    """Why there are no figures."""
    publication = await turn.app.store.get(turn.scope, Publication, turn.args["publication"])
    account = await turn.app.store.get(turn.scope, Connection, publication.connection_id)
    title = turn.say("unread-title", account=account.title)
    blocks = (
        Title(title),
        Notice(Level.WARNING, await reason(turn, account, turn.args["error"], None)),
        Row((button(turn, "open", "post.open", id=str(publication.post_id)), home(turn))),
    )
    return View(key="unread", args=turn.args, blocks=blocks, summary=title)

"""Asking in the chat to connect an account: a ticket, the person's action, and the link that begins it."""

from dataclasses import dataclass, field

from core import lasting
from core.app import App
from core.connecting import tickets
from core.connecting.ending import end
from core.errors import Invalid, Missing
from core.model import (
    ActionKind,
    Connection,
    ConnectionId,
    Conversation,
    PersonId,
    Stage,
    Ticket,
    WorkspaceId,
    acted,
    new_id,
)
from core.ports import EVERYWHERE, Login, Network
from core.telling import job

TYPED_MOST = 300
"""The longest server, handle or site that somebody may name, in characters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """The way in for one browser, until `ticket.expires_at`. Only in a private chat, and only while it is new."""

    ticket: Ticket
    url: str = field(repr=False)
    is_button: bool
    """Whether a chat app takes it for a button: it has to be https; else it is shown as text."""


def login_of(app: App, network: str) -> tuple[Network, Login]:
    """The network and how one logs in to it. Raises `Invalid` ("network-off", "connect-needs-public")."""
    found = app.networks.get(network)
    if found is None or (login := lasting.login_of(found)) is None:
        raise Invalid("network-off")
    if login.needs_public and not is_public(app):
        raise Invalid("connect-needs-public", network=found.title)
    return found, login


def is_public(app: App) -> bool:
    """Whether anybody but this machine can reach our pages."""
    return app.address.startswith("https://")


async def ask(  # noqa: PLR0913 - who asks for what, where; two by name
    app: App,
    scope: WorkspaceId,
    conversation: Conversation,
    network: str,
    *,
    typed: str = "",
    connection_id: str | None = None,
) -> Link:
    """A link for the person of this private conversation, for 10 minutes; their older one for the network ends.

    `typed`: what they say where `login.asks` for something; nothing is asked of the network yet: whether there is such
    a server is said on the page and in the chat. `connection_id`: the account that is to be connected again. Raises
    `Invalid` ("network-off", "connect-needs-public", "connect-link-private", "connect-typed-nothing",
    "connect-typed-unusable") and `Missing`. The link's secret is in no table but the card that shows it: that card is
    about `ticket_subject(ticket.id)`, and is drawn anew when the link is used or over.
    """
    if not conversation.private:
        raise Invalid("connect-link-private")
    _, login = login_of(app, network)
    now, secret = app.clock.now(), tickets.new_secret()
    async with app.together() as inside:
        again = await _again(inside, scope, network, connection_id)
        await _end_older(inside, conversation.person_id, network)
        # About no account yet, also where one is to be connected again: what is issued may be for another.
        about = {"platform": conversation.platform, "note": network}
        action = acted(scope, conversation.person_id, ActionKind.CONNECT_ASKED, now, **about)
        ticket = Ticket(
            id=new_id(),
            workspace_id=scope,
            person_id=conversation.person_id,
            conversation_id=conversation.id,
            network=network,
            server=_meant(login, typed, again),
            connection_id=again.id if again else None,
            action_id=action.id,
            link=tickets.hashed(secret),
            created_at=now,
            expires_at=now + tickets.LASTS,
        )
        await inside.store.add(scope, action)
        await inside.store.add(scope, ticket)
        await inside.store.enqueue(scope, job("lapse", ticket.id, scope, ticket.expires_at))
    return Link(ticket=ticket, url=f"{app.address}/connect/{secret}", is_button=is_public(app))


async def _again(app: App, scope: WorkspaceId, network: str, connection_id: str | None) -> Connection | None:
    if connection_id is None:
        return None
    found = await app.store.get(scope, Connection, ConnectionId(connection_id))
    if found.network != network:
        raise Missing("connection of another network")
    return found


def _meant(login: Login, typed: str, again: Connection | None) -> str:
    """What the person typed, or where the account is that they connect again. Raises `Invalid`."""
    if not login.asks:
        return ""
    meant = " ".join(typed.split())
    if not meant and again is not None:
        return again.account if login.asks == "handle" else again.server
    if not meant:
        raise Invalid("connect-typed-nothing")
    if len(meant) > TYPED_MOST or not meant.isprintable():
        raise Invalid("connect-typed-unusable")
    return meant


async def _end_older(app: App, person_id: PersonId, network: str) -> None:
    for old in await app.store.find(EVERYWHERE, Ticket, person_id=person_id, network=network, stage=tickets.UNFINISHED):
        await end(app, old, "ticket-newer", tell=False)


async def open_tickets(app: App, person_id: PersonId) -> list[Ticket]:
    """Those that the person could still go on with, the oldest first."""
    found = await app.store.find(EVERYWHERE, Ticket, person_id=person_id, stage=tickets.UNFINISHED)
    return [one for one in found if not tickets.is_over(one, app.clock.now())]


async def lapse(app: App, ticket_id: str) -> None:
    """Its time is over: what is unfinished ends, and that is said in the chat where somebody had begun."""
    async with app.together() as inside:
        for ticket in await inside.store.find(EVERYWHERE, Ticket, id=ticket_id, stage=tickets.UNFINISHED):
            if ticket.expires_at <= app.clock.now():
                # Who never opened it has thought better of it: its card says so, and nothing is sent.
                await end(inside, ticket, "ticket-expired", tell=ticket.stage is not Stage.OPEN)

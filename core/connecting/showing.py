"""What a ticket's pages show: how far it has come, for whom and to where. Looking changes nothing."""

from dataclasses import dataclass, field

from core import lasting
from core.app import App
from core.connecting import tickets
from core.connecting.asking import login_of
from core.errors import Invalid, Missing
from core.model import Connection, Person, Stage, Ticket, Workspace
from core.ports import EVERYWHERE, Network
from core.texts import Texts

LASTING = "ticket-expired"
WORDED = frozenset({"ticket-refused", "ticket-said-no"})
"""The sentences that name the network's own words, where there are any."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A ticket, and all that a page about it names."""

    ticket: Ticket
    person: Person
    workspace: Workspace
    network: Network | None
    mine: bool
    """Whether it is this browser's."""
    over: bool
    """Whether nothing of it works any more."""
    code: str = field(default="", repr=False)
    """The digits to be typed in the chat, where they are waited for and in time."""
    again: Connection | None = None
    """The account that is to be connected again."""
    account: Connection | None = None
    """What was connected."""

    @property
    def title(self) -> str:
        """The network as people know it."""
        return self.network.title if self.network is not None else self.ticket.network

    @property
    def place(self) -> str:
        """Where the person logs in, as they know it: their server or site, else the network."""
        login = lasting.login_of(self.network)
        named = login is not None and login.asks not in {"", "handle"}
        return bare(self.ticket.server) if named and self.ticket.server else self.title

    @property
    def error(self) -> str | None:
        """The key of the sentence that says why it is over without an account; None while it is not."""
        if self.ticket.error is not None:
            return self.ticket.error
        return LASTING if self.over and self.ticket.stage is not Stage.DONE else None


def bare(server: str) -> str:
    """Without what people do not say: `https://`."""
    return server.partition("://")[2] or server


async def by_link(app: App, secret: str) -> Ticket:
    """The ticket of a link. Raises `Missing`."""
    return await _one(app, secret, link=tickets.hashed(secret))


async def by_cookie(app: App, cookie: str) -> Ticket:
    """The newest ticket that a browser has. Raises `Missing`."""
    return await _one(app, cookie, browser=tickets.hashed(cookie))


async def by_state(app: App, state: str) -> Ticket:
    """The ticket that somebody was sent away for. Raises `Missing`."""
    return await _one(app, state, state=tickets.hashed(state))


async def _one(app: App, secret: str, **equal: str) -> Ticket:
    if not tickets.SECRET.fullmatch(secret):
        raise Missing("ticket")
    found = await app.store.find(EVERYWHERE, Ticket, order="-created_at", limit=1, **equal)
    if not found:
        raise Missing("ticket")
    return found[0]


async def show(app: App, secret: str, cookie: str = "") -> Shown:
    """What the link opens, for the browser with this cookie. Raises `Missing` for a link that is none of ours."""
    return await shown(app, await by_link(app, secret), cookie)


async def result(app: App, cookie: str) -> Shown:
    """How it stands with what this browser has. Raises `Missing` where it has nothing."""
    return await shown(app, await by_cookie(app, cookie), cookie)


async def shown(app: App, ticket: Ticket, cookie: str) -> Shown:
    """All that a page about the ticket names. Raises `Missing` where its person or workspace is gone."""
    scope, now = ticket.workspace_id, app.clock.now()
    mine, over = tickets.is_held_by(ticket, cookie), tickets.is_over(ticket, now)
    waits = mine and tickets.takes_code(ticket, now) and not tickets.is_late(ticket, now)
    return Shown(
        ticket=ticket,
        person=await app.store.get(EVERYWHERE, Person, ticket.person_id),
        workspace=await app.store.get(scope, Workspace, scope),
        network=app.networks.get(ticket.network),
        mine=mine,
        over=over,
        code=tickets.digits(ticket, cookie) if waits else "",
        again=await _account(app, ticket, ticket.connection_id),
        account=await _account(app, ticket, ticket.account),
    )


async def _account(app: App, ticket: Ticket, id: str | None) -> Connection | None:
    if id is None:
        return None
    found = await app.store.find(ticket.workspace_id, Connection, id=id)
    return found[0] if found else None


def lacking(ticket: Ticket) -> tuple[str, ...]:
    """The features that were asked for and not granted, of a ticket that is done."""
    return tuple((ticket.detail or "").split()) if ticket.stage is Stage.DONE else ()


def granted(app: App, ticket: Ticket) -> tuple[str, ...]:
    """The features that were, each once, in the order that the network's login names them."""
    try:
        _, login = login_of(app, ticket.network)
    except Invalid:
        return ()
    asked = dict.fromkeys(one.feature for one in login.scopes)
    return tuple(one for one in asked if one not in lacking(ticket))


def sentence(texts: Texts, ticket: Ticket, *, title: str, account: str = "") -> str:
    """Why it is over, or what happened to it: the same words on its page and in the chat.

    `title`: the network's; `account`: the one that was to be connected again. A login's own reason has a sentence of
    its own, which may name the same things.
    """
    key = ticket.error or ticket.detail or LASTING
    # Once they were sent away, a name without an origin is that of an account: our own sentences are about a place.
    there = title if key.startswith("ticket-") and ticket.state and "://" not in ticket.server else ticket.server
    facts = {"network": title, "server": bare(there) or title, "detail": ticket.detail or "", "account": account}
    known = key if texts.has(key) else "ticket-refused"
    return texts.say(f"{known}.why" if known in WORDED and ticket.detail else known, facts)

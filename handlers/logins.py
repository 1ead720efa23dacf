"""Connecting at a network's own login: a link for one browser, the digits that it shows, and what came of it.

The link's secret is on the card that is answered with, this once: no table has it, so that card is drawn anew without.
"""

from collections.abc import Sequence

from core import connecting
from core.app import App
from core.errors import Missing
from core.model import Connection, ConnectionId, Membership, Role, Stage, Ticket, WorkspaceId
from core.ports import Chosen, Network
from core.roles import Right
from handlers.asking import ask
from handlers.buttons import button, danger, home, primary
from handlers.connection import again, permissions
from handlers.routes import Reply, Told, Turn, draw, form, notice, on_act, on_digits, on_sent, screen
from handlers.view import Act, Block, Field, Fields, Form, Kind, Level, Link, Notice, Row, Text, Title, View

PLACE_MOST = 300
"""Of a server, a handle or the address of a site, in characters."""
WAITING = {Stage.BOUND: "type", Stage.PROVED: "on", Stage.SENT: "there", Stage.BACK: "there", Stage.CHOOSING: "choose"}
"""What is waited for, as the sentences about it are called."""
THEIR_OWN = frozenset({"ticket-newer", "ticket-called-off"})
"""The endings that the person wanted: nothing went wrong."""
UNTOLD = frozenset({None, "ticket-tries", "ticket-called-off"})
"""The endings that no card of their own is sent about: they come of what the person did in the chat, or of time."""


def offered(turn: Turn) -> list[Network]:
    """The networks that one logs in to, and that can be connected here."""
    return [one for one in turn.app.networks.values() if _can_be(turn, one)]


def _can_be(turn: Turn, network: Network) -> bool:
    login = network.login
    if login is None or isinstance(login, Chosen):
        return False
    return connecting.is_public(turn.app) or not login.needs_public


@on_act("connect.login", Right.MANAGE)
async def begin(turn: Turn) -> Reply:
    """The link; before it, where the account is, where the network has many places. `id`: one that was there before."""
    name, again = turn.args["network"], turn.args.get("id")
    network, login = connecting.login_of(turn.app, name)
    if not turn.conversation.private:
        return Reply(toast=turn.say("connect-link-private"))
    if login.asks and again is None:
        return await ask(turn, "connect.where", network=network.name)
    return await _linked(turn, network, again=again)


@form("connect.where")
async def where_form(turn: Turn) -> Form:
    """Which server, which name, which site?"""
    network, login = connecting.login_of(turn.app, turn.args["network"])
    field = Field(
        name="typed",
        label=turn.say(f"connect-asks-{login.asks}"),
        hint=turn.say(f"connect-asks-{login.asks}-hint"),
        kind=Kind.LINE,
        longest=PLACE_MOST,
    )
    title, send = turn.say("login-title", network=network.title), primary(turn, "go-on", "form.send")
    return Form(key="connect.where", title=title, fields=(field,), send=send)


@on_sent("connect.where", Right.MANAGE)
async def where(turn: Turn) -> Reply:
    """They said where."""
    network, _ = connecting.login_of(turn.app, turn.args["network"])
    return await _linked(turn, network, typed=turn.answers["typed"])


async def _linked(turn: Turn, network: Network, *, typed: str = "", again: str | None = None) -> Reply:
    link = await connecting.ask(
        turn.app,
        turn.scope,
        turn.conversation,
        network.name,
        typed=typed,
        connection_id=ConnectionId(again) if again else None,
    )
    title = turn.say("login-title", network=network.title)
    blocks = (
        Title(title),
        Text(turn.say("login-text", network=network.title)),
        Link(turn.say("login-open"), link.url),
        Text(turn.say("login-secret")),
        Row((danger(turn, "call-off", "connect.off", id=link.ticket.id), home(turn))),
    )
    return Reply(show=_about(link.ticket, blocks, title), flow="")


def _about(ticket: Ticket, blocks: tuple[Block, ...], summary: str) -> View:
    subject = connecting.ticket_subject(ticket.id)
    return View(key="ticket", args={"id": ticket.id}, blocks=blocks, summary=summary, subject=subject)


@on_act("connect.off", Right.MANAGE)
async def call_off(turn: Turn) -> Reply:
    """The link is good for nothing from now on."""
    await connecting.call_off(turn.app, turn.scope, turn.person.id, turn.args["id"])
    return Reply(show=await draw(turn, "ticket", id=turn.args["id"]), flow="")


# -- how it stands -----------------------------------------------------------------------------------------------------


@screen("ticket")
async def ticket_screen(turn: Turn) -> View:
    """The card that had the link, now that somebody has used it, or that it is over. Raises `Missing`."""
    shown = await _shown(turn)
    ticket, title = shown.ticket, turn.say("login-title", network=shown.title)
    if ticket.stage is Stage.DONE and shown.account is not None:
        done = Notice(Level.GOOD, turn.say("login-done", account=shown.account.title))
        said: tuple[Block, ...] = (done, Row((home(turn),)))
    elif shown.over:
        level = Level.INFO if ticket.error in THEIR_OWN else Level.BAD
        said = (Notice(level, _why(turn, shown)), Row((*_onward(turn, shown), home(turn))))
    else:
        said = (*_waiting(turn, shown), Row((danger(turn, "call-off", "connect.off", id=ticket.id), home(turn))))
    return _about(ticket, (Title(title), *said), title)


def _onward(turn: Turn, shown: connecting.Shown) -> tuple[Act, ...]:
    """Where nobody hears of the end but by this card; else the card that tells of it has the way on, once."""
    return _once_more(turn, shown) if shown.ticket.error in UNTOLD else ()


async def _shown(turn: Turn) -> connecting.Shown:
    ticket = await turn.app.store.get(turn.scope, Ticket, turn.args["id"])
    if ticket.person_id != turn.person.id:
        raise Missing("somebody else's ticket")
    return await connecting.shown(turn.app, ticket, "")


def _waiting(turn: Turn, shown: connecting.Shown) -> tuple[Block, ...]:
    """What comes next, and where."""
    if shown.ticket.stage is Stage.OPEN:
        return (Text(turn.say("login-once")),)
    step = turn.say(f"login-waits-{WAITING[shown.ticket.stage]}", network=shown.title)
    left = shown.ticket.tries
    bound = shown.ticket.stage is Stage.BOUND
    wrong = (Notice(Level.WARNING, turn.say("login-wrong-before", count=left)),) if left and bound else ()
    return (*_intruded(turn, shown), Text(step), *wrong)


def _intruded(turn: Turn, shown: connecting.Shown) -> tuple[Block, ...]:
    if not shown.ticket.detail:
        return ()
    return (Notice(Level.WARNING, connecting.sentence(turn.texts, shown.ticket, title=shown.title)),)


def _why(turn: Turn, shown: connecting.Shown) -> str:
    account = shown.again.title if shown.again is not None else ""
    return connecting.sentence(turn.texts, shown.ticket, title=shown.title, account=account)


def _once_more(turn: Turn, shown: connecting.Shown) -> tuple[Act, ...]:
    if shown.network is None:
        return ()
    again = {"id": shown.again.id} if shown.again is not None else {}
    return (primary(turn, "new-link", "connect.login", network=shown.network.name, **again),)


# -- the news of it ----------------------------------------------------------------------------------------------------


@notice("ticket")
async def went_on(app: App, scope: WorkspaceId, key: str) -> list[Told]:
    """Who asked hears how it ended, or that somebody else has opened the link; the other owners, what is new there."""
    ticket = await app.store.get(scope, Ticket, key)
    told: list[Told] = [(ticket.person_id, "receipt", {"id": ticket.id})]
    if ticket.stage is Stage.DONE and ticket.account is not None:
        owners = await app.store.find(scope, Membership, role=Role.OWNER)
        others = (one.person_id for one in owners if one.person_id != ticket.person_id)
        told += [(one, "connection", {"id": ticket.account}) for one in others]
    return told


@screen("receipt")
async def receipt_screen(turn: Turn) -> View:
    """Which account, what was granted, what will not work without the rest, and the way back; or why there is none."""
    shown = await _shown(turn)
    ticket = shown.ticket
    if ticket.stage is Stage.DONE and shown.account is not None:
        return _receipt(turn, shown, shown.account)
    title = turn.say("login-title", network=shown.title)
    acts: tuple[Act, ...] = (*_once_more(turn, shown), home(turn))
    if not shown.over:
        acts = (*_once_more(turn, shown), danger(turn, "call-off", "connect.off", id=ticket.id), home(turn))
    level = Level.BAD if shown.over else Level.WARNING
    blocks = (Title(title), Notice(level, _why(turn, shown)), Row(acts))
    return View(key="receipt", args={"id": ticket.id}, blocks=blocks, summary=title)


def _receipt(turn: Turn, shown: connecting.Shown, account: Connection) -> View:
    title = turn.say("receipt-title")
    lacking = connecting.lacking(shown.ticket)
    without = tuple(Notice(Level.WARNING, turn.say(f"receipt-lacks-{one}")) for one in lacking)
    blocks = (
        Title(title),
        Fields(((shown.title, account.title),)),
        *permissions(turn, account, lacking=lacking),
        *without,
        Row(_next(turn, account, lacking)),
        Row((danger(turn, "undo-connect", "connection.leave", id=account.id), home(turn))),
    )
    summary = turn.say("receipt-summary", account=account.title)
    return View(key="receipt", args={"id": shown.ticket.id}, blocks=blocks, summary=summary)


def _next(turn: Turn, account: Connection, lacking: Sequence[str]) -> tuple[Act, ...]:
    """A post; where that was not allowed, the login again."""
    if "publish" in lacking:
        return again(turn, account, "connect-again"), button(turn, "account", "connection.show", id=account.id)
    return primary(turn, "account", "connection.show", id=account.id), button(turn, "write", "compose.how")


# -- the digits --------------------------------------------------------------------------------------------------------


@on_digits()
async def digits(turn: Turn) -> Reply | None:
    """Six digits, where a page of this person's shows some; None: these are words like any other."""
    said = await connecting.prove_by_code(turn.app, turn.conversation, turn.said.text)
    if isinstance(said, connecting.Proved):
        return Reply(show=await draw(turn, "ticket", id=said.ticket.id))
    if isinstance(said, connecting.TooLate):
        return Reply(toast=turn.say("login-over"))
    if not isinstance(said, connecting.WrongCode):
        return None
    if said.late:
        return Reply(toast=turn.say("login-late"))
    if said.left:
        return Reply(toast=turn.say("login-wrong", count=said.left))
    return Reply(show=await draw(turn, "ticket", id=said.ticket.id))

"""Back from the network: `state` is used up before anything else, and only then the code is exchanged, once.

Nothing is asked of the network's token endpoint unless cookie, state, stage, network, time, issuer and role all fit.
Where one does not, the attempt is over: a code that somebody else has seen is never exchanged (RFC 9700, 2.1 and 4.4).
"""

import hmac
import logging
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from core.app import App
from core.connecting import sealing, settling, showing, tickets
from core.connecting.asking import login_of
from core.connecting.binding import over, still_manages
from core.connecting.departing import redirect_uri
from core.connecting.ending import end
from core.errors import Invalid, MarketingError, NetworkError, OutcomeUnknown, Stale, TokenRejected
from core.model import Stage, Ticket
from core.ports import Finished, Returned

logger = logging.getLogger(__name__)

DENIED = frozenset({"access_denied", "user_denied", "login_denied", "authorization_declined"})
"""What networks say where the person said no (RFC 6749, 4.1.2.1, and what some say instead)."""
WORDS_MOST = 200


@dataclass(frozen=True, slots=True)
class Return:
    """How it stands with the ticket that somebody came back for, and whether it is this browser's."""

    ticket: Ticket
    mine: bool


async def come_back(app: App, network: str, cookie: str, given: Mapping[str, str]) -> Return:
    """Takes the callback's parameters, each of which was there once. The same again has no effect.

    Raises `Missing` for a `state` that is none of ours.
    """
    ticket = await showing.by_state(app, given.get("state", ""))
    mine = tickets.is_held_by(ticket, cookie)
    while ticket.stage is Stage.SENT:
        try:
            wrong = _wrong(ticket, network, given, app.clock.now(), mine=mine) or await _barred(app, ticket)
            ticket = await _used(app, ticket, wrong, given)
        except Stale:  # the same came twice at once: then it is not SENT any more
            ticket = await app.store.get(ticket.workspace_id, Ticket, ticket.id)
        else:
            exchanged = ticket.stage is Stage.BACK
            return Return(await _exchanged(app, ticket, given) if exchanged else ticket, mine)
    return Return(ticket, mine)


def _wrong(ticket: Ticket, network: str, given: Mapping[str, str], now: datetime, *, mine: bool) -> str:
    """The key of the sentence that says why nothing is exchanged; "" where everything fits."""
    if not mine:
        return "ticket-other-browser"
    if ticket.expires_at <= now:
        return showing.LASTING
    if network != ticket.network or not _from_there(ticket.issuer, given.get("iss")):
        return "ticket-mixed-up"
    if error := given.get("error"):
        return "ticket-denied" if error in DENIED else "ticket-said-no"
    return ""


async def _barred(app: App, ticket: Ticket) -> str:
    """The same for who may not connect accounts there any more: nothing is asked for in their name."""
    return "" if await still_manages(app, ticket.workspace_id, ticket.person_id) else "ticket-role"


def _from_there(issuer: str, said: str | None) -> bool:
    """Whether who sent them back is who they were sent to (RFC 9207); nothing to compare where that is not said."""
    return not issuer or (said is not None and hmac.compare_digest(said.encode(), issuer.encode()))


async def _used(app: App, ticket: Ticket, wrong: str, given: Mapping[str, str]) -> Ticket:
    """`state` is used up: the ticket is BACK, or over for what is wrong. Raises `Stale`."""
    if not wrong:
        return await app.store.change(ticket.workspace_id, ticket, replace(ticket, stage=Stage.BACK))
    async with app.together() as inside:
        return await end(inside, ticket, wrong, _words(given) if wrong == "ticket-said-no" else "")


def _words(given: Mapping[str, str]) -> str:
    """What the network says, as a line that can be shown."""
    said = given.get("error_description") or given.get("error", "")
    return " ".join("".join(one if one.isprintable() else " " for one in said).split())[:WORDS_MOST]


async def _exchanged(app: App, ticket: Ticket, given: Mapping[str, str]) -> Ticket:
    try:
        return await settling.settle(app, ticket, await _finished(app, ticket, given))
    except (Invalid, NetworkError) as error:
        return await over(app, ticket, error)
    except MarketingError:
        raise
    except Exception as error:
        # What a server says may be what nobody foresaw. The code is used up: who waits for it would wait for nothing.
        logger.exception("unforeseen while connecting at %s", ticket.network)
        return await over(app, ticket, OutcomeUnknown(type(error).__name__))


async def _finished(app: App, ticket: Ticket, given: Mapping[str, str]) -> Finished:
    _, login = login_of(app, ticket.network)
    kept, ours = await sealing.begun(app, ticket)
    finished = await login.finish(
        app.api,
        Returned(
            given=given,
            kept=kept,
            redirect_uri=redirect_uri(app, ticket.network),
            address=app.address,
            server=ticket.server,
            app=ours,
        ),
    )
    if not finished.found:
        raise TokenRejected("no account was opened")
    return finished

"""To the network: a fresh `state`, a fresh PKCE verifier, and the address where the person logs in to their account."""

import re
from dataclasses import replace

from core.app import App
from core.connecting import sealing, showing, tickets
from core.connecting.asking import login_of
from core.connecting.binding import over
from core.errors import Invalid, NetworkError, Refused, Stale
from core.model import ClientApp, Connection, Stage, Ticket, new_id
from core.ports import EVERYWHERE, Beginning, Begun, Login, Network, OurApp

ADDRESS = re.compile(r"https?://[\x21-\x7e]{1,4000}")
"""What may stand in a header of ours: visible ASCII."""
SEALED = "app"
TRIES = 3
"""How often it is begun anew where others write the same rows at the same moment."""


def redirect_uri(app: App, network: str) -> str:
    """Where the network sends people back: one address for each network, the same for everybody."""
    return f"{app.address}/oauth/{network}/callback"


async def depart(app: App, cookie: str) -> str:
    """Where this browser's person logs in. Asked again, it is the same address: nothing is begun twice.

    Raises `Missing`, and `Invalid` with the reason where it is not their turn, or the network said no: then it is over;
    `Stale`.
    """
    ticket = await showing.by_cookie(app, cookie)
    if tickets.is_over(ticket, app.clock.now()):
        raise Invalid(ticket.error or showing.LASTING)
    for _ in range(TRIES):
        if ticket.stage not in {Stage.PROVED, Stage.SENT}:
            raise Invalid("ticket-not-now")
        try:
            if ticket.stage is Stage.SENT:
                return await sealing.address(app, ticket)
            return await _sent(app, ticket, *login_of(app, ticket.network))
        except (Invalid, NetworkError) as error:
            await over(app, ticket, error)
            raise Invalid(showing.LASTING) from error
        except Stale:
            # Pressed twice: what the other press began is what holds. Or somebody else registered our app at this
            # server at the same moment: then theirs is the one.
            ticket = await showing.by_cookie(app, cookie)
    raise Stale(f"ticket {ticket.id}")


async def _sent(app: App, ticket: Ticket, network: Network, login: Login) -> str:
    state, known = tickets.new_secret(), await _known(app, ticket)
    begun = await login.begin(
        app.api,
        Beginning(
            redirect_uri=redirect_uri(app, network.name),
            state=state,
            address=app.address,
            server=ticket.server,
            app=await ours(app, ticket, known),
            again=await _again(app, ticket),
        ),
    )
    if not ADDRESS.fullmatch(begun.url):
        raise Refused("the network's login is not at an address")
    async with app.together() as inside:
        await _registered(inside, ticket, begun, known)
        sent = replace(ticket, stage=Stage.SENT, state=tickets.hashed(state))
        sent = await sealing.with_begun(inside, sent, begun, begun.registered or await ours(app, ticket, known))
        await inside.store.change(ticket.workspace_id, ticket, sent)
    return begun.url


async def _again(app: App, ticket: Ticket) -> str:
    if ticket.connection_id is None:
        return ""
    return (await app.store.get(ticket.workspace_id, Connection, ticket.connection_id)).account


async def _known(app: App, ticket: Ticket) -> ClientApp | None:
    """Our app at that server, registered there by ourselves before, under our present address."""
    found = await app.store.find(
        EVERYWHERE, ClientApp, network=ticket.network, server=ticket.server, address=app.address
    )
    return found[0] if found else None


async def ours(app: App, ticket: Ticket, known: ClientApp | None) -> OurApp | None:
    """What we are at that server: by the settings, else what was registered there."""
    if (set_up := app.clients.get(ticket.network)) is not None:
        return set_up
    if known is None:
        return None
    things = await app.vault.take(app.store, known, known.secret)
    return OurApp(id=known.client_id, secret=things[SEALED])


async def _registered(app: App, ticket: Ticket, begun: Begun, known: ClientApp | None) -> None:
    """An app that was registered on the way is ours there from now on. Raises `Stale` where another was, meanwhile."""
    if (fresh := begun.registered) is None:
        return
    blank = known or ClientApp(
        id=new_id(),
        network=ticket.network,
        server=ticket.server,
        address=app.address,
        client_id=fresh.id,
        secret=b"",
        created_at=app.clock.now(),
    )
    sealed = await app.vault.lay(app.store, blank, {SEALED: fresh.secret})
    renewed = replace(blank, client_id=fresh.id, secret=sealed)
    if known is None:
        await app.store.add(EVERYWHERE, renewed)
    else:
        await app.store.change(EVERYWHERE, known, renewed)

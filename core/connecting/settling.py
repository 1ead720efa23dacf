"""What the exchange gave becomes an account: tokens, connection, actions, the ledger's row and cards in one commit."""

import hashlib
from collections.abc import Awaitable, Callable
from dataclasses import replace

from core import foreseeing, refreshing
from core.app import App
from core.connecting import accounts, sealing, showing, tickets
from core.connecting.binding import still_manages
from core.connecting.ending import end, forget, said
from core.connecting.giving_back import give_back
from core.errors import Invalid, Stale
from core.model import (
    ActionKind,
    Connection,
    ConnectionId,
    ConnectionState,
    Conversation,
    Found,
    Grant,
    Issued,
    Purpose,
    Stage,
    Ticket,
    acted,
    new_id,
)
from core.ports import EVERYWHERE, Finished, Wanted
from core.telling import changed

Move = Callable[[App, Ticket], Awaitable[Ticket]]
"""(App within a transaction, the ticket as it is now) -> the ticket after it."""
IN_USE = (ConnectionState.ACTIVE, ConnectionState.CHECKING)
TRIES = 5
"""How often it is done anew when others write the same rows at the same moment."""


async def settle(app: App, ticket: Ticket, finished: Finished) -> Ticket:
    """The account that was opened is connected; of several, the person chooses. Gives the ticket as it is then."""
    expected, found = await _expected(app, ticket), finished.found
    if expected is not None:
        found = tuple(one for one in found if one.account == expected.account)
        if not found:
            return await _refuse(app, ticket, finished, "ticket-account-other", expected.title)
    if len(found) == 1:
        return await _settled(app, ticket, found[0], finished.issued, finished.lacking)
    return await _ask(app, ticket, finished)


async def _expected(app: App, ticket: Ticket) -> Connection | None:
    if ticket.connection_id is None:
        return None
    return await app.store.get(ticket.workspace_id, Connection, ticket.connection_id)


async def _ask(app: App, ticket: Ticket, finished: Finished) -> Ticket:
    """Which of them? Until then what was issued is sealed with the ticket."""

    async def asked(inside: App, ticket: Ticket) -> Ticket:
        asking = replace(ticket, stage=Stage.CHOOSING, found=finished.found)
        asking = await sealing.with_issued(inside, asking, finished.issued, finished.lacking)
        return await inside.store.change(ticket.workspace_id, ticket, asking)

    return await _moved(app, ticket, asked, finished.issued, finished.found[0])


async def choose(app: App, cookie: str, account: str) -> Ticket:
    """The person wants this one of those that the login opened. The same again has no effect.

    Raises `Missing`, and `Invalid("ticket-not-now")` for what cannot be chosen.
    """
    ticket = await showing.by_cookie(app, cookie)
    if ticket.stage is not Stage.CHOOSING or tickets.is_over(ticket, app.clock.now()):
        return ticket
    chosen = next((one for one in ticket.found if one.account == account), None)
    if chosen is None:
        raise Invalid("ticket-not-now")
    issued, lacking = await sealing.issued(app, ticket)
    return await _settled(app, ticket, chosen, issued, lacking)


async def _settled(app: App, ticket: Ticket, found: Found, issued: Issued, lacking: tuple[str, ...]) -> Ticket:
    async def connected(inside: App, ticket: Ticket) -> Ticket:
        return await _connected(inside, ticket, found, issued, lacking)

    return await _moved(app, ticket, connected, issued, found)


async def _moved(app: App, ticket: Ticket, move: Move, issued: Issued, found: Found) -> Ticket:
    """Moves it on in one transaction, anew where others write the same rows; what nobody has any more goes back."""
    stage = ticket.stage
    for _ in range(TRIES):
        try:
            async with app.together() as inside:
                return await move(inside, ticket)
        except Stale:
            ticket = await app.store.get(ticket.workspace_id, Ticket, ticket.id)
            if ticket.stage is not stage:
                break
    async with app.together() as inside:
        now = await inside.store.get(ticket.workspace_id, Ticket, ticket.id)
        # Chosen before, it is sealed with the ticket: whoever ended that has given it back.
        if stage is Stage.BACK and now.stage is not Stage.DONE:
            await give_back(inside, now, issued, found)
        return now if now.stage is not stage else await end(inside, now, "ticket-away")


async def _connected(app: App, ticket: Ticket, found: Found, issued: Issued, lacking: tuple[str, ...]) -> Ticket:
    """In one transaction, or, for what stands against it, refused in one. Raises `Stale`."""
    await _alone(app, ticket, found)
    if error := await _against(app, ticket, found):
        await give_back(app, ticket, issued, found)
        return await end(app, ticket, error, given_back=True)
    scope, connection = ticket.workspace_id, await _account(app, ticket, found, issued)
    await foreseeing.watch(app, connection, await _kept(app, connection, issued))
    about = {"platform": await _platform(app, ticket), "connection_id": connection.id, "note": connection.title}
    await app.store.add(scope, acted(scope, ticket.person_id, ActionKind.CONNECTED, app.clock.now(), **about))
    wanted = Wanted(connection=connection, purpose=Purpose.CONNECT, action=ticket.action_id)
    await app.vault.admit(app.store, [wanted])
    done = replace(
        ticket, stage=Stage.DONE, account=connection.id, kept=None, found=(), detail=" ".join(lacking) or None
    )
    done = await app.store.change(scope, ticket, done)
    await forget(app, done)
    await changed(app, scope, accounts.subject(connection.id))
    await said(app, done)
    return done


async def _kept(app: App, connection: Connection, issued: Issued) -> Grant:
    """The tokens, sealed. Of those before them nothing is in doubt any more, and nobody was warned of their end."""
    before = await app.store.find(connection.workspace_id, Grant, id=connection.id)
    grant = await app.vault.keep(app.store, connection, issued, old=before[0] if before else None, anew=True)
    fresh = replace(refreshing.freed(grant), told=0)
    return grant if fresh == grant else await app.store.change(connection.workspace_id, grant, fresh)


async def _alone(app: App, ticket: Ticket, found: Found) -> None:
    """Nobody else connects this account at this moment, in whatever workspace: the second sees what the first did."""
    name = hashlib.sha256(f"{ticket.network} {found.account}".encode()).hexdigest()
    await app.store.hold_paces(EVERYWHERE, [f"connect:{name}"], app.clock.now())


async def _against(app: App, ticket: Ticket, found: Found) -> str:
    """The key of the sentence that says why this account is not connected; "" where nothing stands against it."""
    if not await still_manages(app, ticket.workspace_id, ticket.person_id):
        return "ticket-role"
    elsewhere = await app.store.find(
        EVERYWHERE, Connection, network=ticket.network, account=found.account, state=IN_USE
    )
    return "ticket-account-taken" if any(one.workspace_id != ticket.workspace_id for one in elsewhere) else ""


async def _account(app: App, ticket: Ticket, found: Found, issued: Issued) -> Connection:
    """The connection as it is from now on: the same one, where the account was here before."""
    scope = ticket.workspace_id
    known = await app.store.find(scope, Connection, network=ticket.network, account=found.account)
    old = known[0] if known else None
    fresh = Connection(
        id=old.id if old else ConnectionId(new_id()),
        workspace_id=scope,
        network=ticket.network,
        account=found.account,
        title=found.title or found.account,
        url=found.url,
        by=ticket.person_id,
        created_at=old.created_at if old else app.clock.now(),
        holder=found.holder,
        server=found.server,
        scopes=issued.scopes,
        limits=found.limits,
        revision=old.revision if old else 1,
    )
    if old is not None:
        return await app.store.change(scope, old, fresh)
    await app.store.add(scope, fresh)
    return fresh


async def _platform(app: App, ticket: Ticket) -> str:
    return (await app.store.get(EVERYWHERE, Conversation, ticket.conversation_id)).platform


async def _refuse(app: App, ticket: Ticket, finished: Finished, error: str, detail: str) -> Ticket:
    async def refused(inside: App, ticket: Ticket) -> Ticket:
        await give_back(inside, ticket, finished.issued, finished.found[0])
        return await end(inside, ticket, error, detail)

    return await _moved(app, ticket, refused, finished.issued, finished.found[0])

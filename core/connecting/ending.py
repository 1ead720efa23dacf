"""How a ticket ends without an account: with a sentence, on its page and in the chat, and with nothing left of it."""

from contextlib import suppress

from core.app import App
from core.connecting import sealing, tickets
from core.connecting.giving_back import give_back
from core.errors import TokenRejected
from core.model import DataKey, KeyOf, Stage, Ticket
from core.ports import EVERYWHERE
from core.telling import changed, notify


async def end(  # noqa: PLR0913 - why it ends; two by name
    app: App, ticket: Ticket, error: str, detail: str = "", *, tell: bool = True, given_back: bool = False
) -> Ticket:
    """Ends it, in the transaction that the App is in. What was issued for it goes back, where it is not `given_back`.

    `error` is the key of a sentence; with `tell`, its person hears it in the chat. Raises `Stale`.
    """
    if ticket.stage is Stage.CHOOSING and ticket.kept is not None and not given_back:
        with suppress(TokenRejected):  # nobody can unseal it: there is nothing that could go back
            issued, _ = await sealing.issued(app, ticket)
            await give_back(app, ticket, issued, ticket.found[0])
    over = await app.store.change(ticket.workspace_id, ticket, tickets.ended(ticket, error, detail))
    await forget(app, over)
    await said(app, over, tell=tell)
    return over


async def forget(app: App, ticket: Ticket) -> None:
    """What was sealed for it can be unsealed by nobody any more."""
    keys = await app.store.find(EVERYWHERE, DataKey, of=KeyOf.TICKET, owner=ticket.id)
    await app.store.remove(EVERYWHERE, *keys)


async def said(app: App, ticket: Ticket, *, tell: bool = True) -> None:
    """The card with its link is drawn anew, and its person is told how it stands."""
    await changed(app, ticket.workspace_id, tickets.subject(ticket.id))
    if tell:
        await notify(app, ticket.workspace_id, "ticket", ticket.id)

"""What a network issued and nobody may keep: it goes back there, and until then it is no account that anybody sees."""

from core import ending
from core.app import App
from core.model import Action, Connection, ConnectionId, ConnectionState, Found, Issued, Ticket, new_id


async def give_back(app: App, ticket: Ticket, issued: Issued, found: Found) -> None:
    """In the transaction that the App is in: sealed like any other, on its way to be revoked, and gone after that.

    The account it is for may be connected here, or be connected here tomorrow: this is not that one.
    """
    returned = Connection(
        id=ConnectionId(new_id()),
        workspace_id=ticket.workspace_id,
        network=ticket.network,
        account=f"{found.account}#{ticket.id}",
        title=found.title,
        url=found.url,
        by=ticket.person_id,
        created_at=app.clock.now(),
        state=ConnectionState.REMOVED,
        server=found.server,
        scopes=issued.scopes,
    )
    await app.store.add(ticket.workspace_id, returned)
    await app.vault.keep(app.store, returned, issued, old=None)
    await ending.begin(app, returned, await app.store.get(ticket.workspace_id, Action, ticket.action_id))

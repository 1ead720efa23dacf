"""Who asked for a link thinks better of it, or hears that somebody else has opened it: it ends, said in the chat."""

from core.app import App
from core.connecting import tickets
from core.connecting.ending import end
from core.errors import Missing
from core.model import PersonId, Stage, Ticket, WorkspaceId


async def call_off(app: App, scope: WorkspaceId, person_id: PersonId, ticket_id: str) -> Ticket:
    """Its own person ends it; what is over, or being exchanged at this moment, stays as it is.

    Raises `Missing` for somebody else's, and `Stale`.
    """
    ticket = await app.store.get(scope, Ticket, ticket_id)
    if ticket.person_id != person_id:
        raise Missing("somebody else's ticket")
    if tickets.is_over(ticket, app.clock.now()) or ticket.stage is Stage.BACK:
        return ticket
    async with app.together() as inside:
        return await end(inside, ticket, "ticket-called-off", tell=False)

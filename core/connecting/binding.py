"""A link in one browser: the first that says so has it, all others are told so, and anybody may stop it."""

from dataclasses import replace

from core import joining
from core.app import App
from core.connecting import showing, tickets
from core.connecting.asking import login_of
from core.connecting.ending import end, said
from core.errors import (
    Invalid,
    Missing,
    NetworkError,
    OutcomeUnknown,
    PermissionMissing,
    RateLimited,
    Stale,
    Unavailable,
)
from core.model import PersonId, Stage, Ticket, WorkspaceId
from core.roles import Right, may

OUR_APP = "our-app"
"""The detail of `PermissionMissing` where the network does not take our app: whoever runs this has to see to it."""
REASONS: tuple[tuple[type[NetworkError], str], ...] = (
    (Unavailable, "ticket-away"),
    (OutcomeUnknown, "ticket-away"),
    (RateLimited, "ticket-busy"),
    (NetworkError, "ticket-refused"),
)


async def bind(app: App, secret: str, cookie: str = "") -> tuple[Ticket, str]:
    """This browser has the ticket now; with the cookie that it is known by from now on.

    Of two that come, the second is refused, and its person is told in the chat, once; the one that has it already gets
    it as it is. Where the network has many servers, it is seen now whether what was typed is one: where not, what is
    given is over. Raises `Missing` and `Invalid` ("ticket-bound", or why it is over).
    """
    try:
        return await _bound(app, secret, cookie)
    except Stale:  # another browser was first
        return await _bound(app, secret, cookie)


async def _bound(app: App, secret: str, cookie: str) -> tuple[Ticket, str]:
    ticket, now = await showing.by_link(app, secret), app.clock.now()
    if tickets.is_held_by(ticket, cookie):
        return ticket, cookie
    if tickets.is_over(ticket, now):
        raise Invalid(ticket.error or showing.LASTING)
    if ticket.stage is not Stage.OPEN:
        await _intruded(app, ticket)
        raise Invalid("ticket-bound")
    fresh = tickets.new_secret()
    async with app.together() as inside:
        if not await still_manages(inside, ticket.workspace_id, ticket.person_id):
            return await end(inside, ticket, "ticket-role"), cookie
        bound = await inside.store.change(ticket.workspace_id, ticket, tickets.bound(ticket, fresh, now))
        await said(inside, bound, tell=False)
    return await _placed(app, bound), fresh


async def still_manages(app: App, scope: WorkspaceId, person_id: PersonId) -> bool:
    """Whether the person may connect accounts there, now."""
    try:
        return may((await joining.membership_of(app, scope, person_id)).role, Right.MANAGE)
    except Missing:
        return False


async def _intruded(app: App, ticket: Ticket) -> None:
    if ticket.detail == tickets.INTRUDED:
        return
    async with app.together() as inside:
        noted = await inside.store.change(ticket.workspace_id, ticket, replace(ticket, detail=tickets.INTRUDED))
        await said(inside, noted)


async def _placed(app: App, ticket: Ticket) -> Ticket:
    """With its server as the network's login understands it; where there is none, it is over."""
    try:
        _, login = login_of(app, ticket.network)
        server = await login.place(app.api, ticket.server) if login.asks else ""
    except (Invalid, NetworkError) as error:
        return await over(app, ticket, error)
    while server != ticket.server and not tickets.is_over(ticket, app.clock.now()):
        try:
            return await app.store.change(ticket.workspace_id, ticket, replace(ticket, server=server))
        except Stale:  # stopped, or noted that another browser came
            ticket = await app.store.get(ticket.workspace_id, Ticket, ticket.id)
    return ticket


async def over(app: App, ticket: Ticket, error: Invalid | NetworkError) -> Ticket:
    """Ends it for what a network or its login said; as it is where somebody else has moved it on meanwhile."""
    key, detail = reason(error)
    try:
        async with app.together() as inside:
            return await end(inside, ticket, key, detail)
    except Stale:
        return await app.store.get(ticket.workspace_id, Ticket, ticket.id)


def reason(error: Invalid | NetworkError) -> tuple[str, str]:
    """The key of the sentence for it, and the network's own words."""
    if isinstance(error, Invalid):
        return error.reason, str(error.facts.get("detail", ""))
    if isinstance(error, PermissionMissing) and error.detail == OUR_APP:
        return "ticket-our-app", ""
    return next(key for kind, key in REASONS if isinstance(error, kind)), error.detail


async def new_code(app: App, cookie: str) -> Ticket:
    """Fresh digits, where those before are over; it has the tries that are left. Raises `Missing` and `Stale`."""
    ticket, now = await showing.by_cookie(app, cookie), app.clock.now()
    if not tickets.takes_code(ticket, now) or not tickets.is_late(ticket, now):
        return ticket
    return await app.store.change(ticket.workspace_id, ticket, tickets.with_code(ticket, cookie, now))


async def stop(app: App, *, secret: str = "", cookie: str = "") -> Ticket:
    """Whoever sees the page ends it: it may have been sent to the wrong person. Raises `Missing` and `Stale`.

    By its link only while no browser has it; afterwards by that browser's cookie alone.
    """
    ticket = await (showing.by_link(app, secret) if secret else showing.by_cookie(app, cookie))
    theirs = ticket.stage is Stage.OPEN or tickets.is_held_by(ticket, cookie)
    if tickets.is_over(ticket, app.clock.now()) or ticket.stage is Stage.BACK or not theirs:
        return ticket
    async with app.together() as inside:
        return await end(inside, ticket, "ticket-stopped")

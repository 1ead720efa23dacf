"""Showing that the browser is the person's: by digits that only its page shows, or by a login that only they have."""

from dataclasses import dataclass

from core.app import App
from core.connecting import showing, tickets
from core.connecting.asking import open_tickets
from core.connecting.ending import end, said
from core.errors import Invalid, Stale
from core.model import Conversation, Delivery, DeliveryState, Identity, Said, Stage, Ticket, new_id
from core.ports import EVERYWHERE


@dataclass(frozen=True, slots=True)
class Proved:
    """The digits were right: the page goes on by itself."""

    ticket: Ticket


@dataclass(frozen=True, slots=True)
class WrongCode:
    """They were not, or not in time (`late`: the page shows new ones). With no tries `left` the ticket is over."""

    ticket: Ticket
    left: int
    late: bool = False


@dataclass(frozen=True, slots=True)
class TooLate:
    """The page that showed digits is over, not long ago: what was typed is no idea for a post."""


@dataclass(frozen=True, slots=True)
class Nothing:
    """No digits were waited for, or this is something else: it is what it would be without us."""


NOTHING = Nothing()


async def prove_by_code(app: App, conversation: Conversation, text: str) -> Proved | WrongCode | TooLate | Nothing:
    """What the person typed in a private conversation, where it can be the six digits of a page of theirs.

    Spaces and dashes do not count. What is wrong counts for all their pages that show digits: three times for each,
    then it is over. Raises `Stale` where two came at once: the turn is done again.
    """
    number = tickets.number_in(text)
    if not number or not conversation.private:
        return NOTHING
    now = app.clock.now()
    waiting = [one for one in await open_tickets(app, conversation.person_id) if tickets.takes_code(one, now)]
    if not waiting:
        return TooLate() if await _was_shown_digits(app, conversation) else NOTHING
    right = next((one for one in waiting if tickets.fits(one, number, now)), None)
    async with app.together() as inside:
        if right is not None:
            return Proved(await _go_on(inside, right, "code"))
        return await _wrong(inside, waiting)


async def _was_shown_digits(app: App, conversation: Conversation) -> bool:
    """Whether a page of theirs was open a short while ago, and came to nothing."""
    ended = await app.store.find(EVERYWHERE, Ticket, person_id=conversation.person_id, stage=Stage.ENDED)
    since = app.clock.now() - 2 * tickets.LASTS
    return any(one.browser and one.created_at >= since for one in ended)


async def _go_on(app: App, ticket: Ticket, how: str) -> Ticket:
    moved = await app.store.change(ticket.workspace_id, ticket, tickets.proved(ticket, how))
    await said(app, moved, tell=False)
    return moved


async def _wrong(app: App, waiting: list[Ticket]) -> WrongCode:
    told: list[WrongCode] = []
    for one in waiting:
        if tickets.is_late(one, app.clock.now()):
            told.append(WrongCode(one, tickets.left(one), late=True))
            continue
        missed = await app.store.change(one.workspace_id, one, tickets.missed(one))
        if not tickets.left(missed):
            missed = await end(app, missed, "ticket-tries", tell=False)
        told.append(WrongCode(missed, tickets.left(missed)))
    # The one that can be tried again soonest says what to do.
    return max(told, key=lambda one: (not one.late, one.left))


async def prove(  # noqa: PLR0913 - what is proved, and by which login of whom; three by name
    app: App, cookie: str, platform: str, *, user: str, team: str = "", once: str
) -> Ticket:
    """The person of this browser has logged in to a chat platform, whose own signature on that was checked before.

    `once`: what names that login; it proves something a single time, for anybody. Somebody else than who asked ends
    the ticket. Raises `Missing`, `Stale`, and `Invalid` ("ticket-proof-used", "ticket-not-you").
    """
    ticket, now = await showing.by_cookie(app, cookie), app.clock.now()
    if not tickets.takes_code(ticket, now):
        return ticket
    is_theirs = await app.store.count(
        EVERYWHERE, Identity, person_id=ticket.person_id, platform=platform, team=team, user=user
    )
    async with app.together() as inside:
        await _used(inside, platform, user, once)
        if is_theirs:
            return await _go_on(inside, ticket, platform)
        await end(inside, ticket, "ticket-not-you")
    raise Invalid("ticket-not-you")


async def _used(app: App, platform: str, user: str, once: str) -> None:
    """Each login is kept like anything else that a platform delivers: under a key of its own, once."""
    now = app.clock.now()
    login = Delivery(
        id=new_id(),
        platform=platform,
        key=f"login:{once}",
        lane=f"login:{platform}:{user}",
        said=Said(platform=platform, chat="", user=user),
        received_at=now,
        state=DeliveryState.DONE,
        done_at=now,
    )
    try:
        await app.store.add(EVERYWHERE, login)
    except Stale as error:
        raise Invalid("ticket-proof-used") from error

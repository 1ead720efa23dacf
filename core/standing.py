"""Standing orders, read: whether a person wants a token used for a purpose also while they do nothing."""

from dataclasses import replace
from datetime import datetime

from core.app import App
from core.model import ConnectionId, PersonId, Purpose, StandingOrder, WorkspaceId
from core.telling import changed


def is_live(order: StandingOrder, now: datetime) -> bool:
    """Whether it is given, not taken back, and not over."""
    return order.revoked_at is None and order.created_at <= now < order.expires_at


async def live(app: App, scope: WorkspaceId, connection_id: ConnectionId, purpose: Purpose) -> StandingOrder | None:
    """The order under which that may be done at this moment, where there is one."""
    given = await app.store.find(
        scope, StandingOrder, order="-id", connection_id=connection_id, purpose=purpose, revoked_at=None
    )
    now = app.clock.now()
    return next((order for order in given if is_live(order, now)), None)


async def all_live(app: App, scope: WorkspaceId, connection_id: ConnectionId) -> list[StandingOrder]:
    """All orders for this account that hold at this moment, the oldest first."""
    given = await app.store.find(scope, StandingOrder, connection_id=connection_id, revoked_at=None)
    now = app.clock.now()
    return [order for order in given if is_live(order, now)]


async def end_all_by(app: App, scope: WorkspaceId, person_id: PersonId) -> None:
    """Who can switch nothing off there any more has nothing done in their name either. Raises `Stale`."""
    for order in await app.store.find(scope, StandingOrder, person_id=person_id, revoked_at=None):
        await app.store.change(scope, order, replace(order, revoked_at=app.clock.now()))
        await changed(app, scope, f"connection:{order.connection_id}")


async def end_all(app: App, scope: WorkspaceId, connection_id: ConnectionId) -> None:
    """The account is taken away: what was ordered for it does not come back with it. Raises `Stale`."""
    for order in await app.store.find(scope, StandingOrder, connection_id=connection_id, revoked_at=None):
        await app.store.change(scope, order, replace(order, revoked_at=app.clock.now()))

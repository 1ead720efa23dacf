"""Standing orders: a person lets a token be used for a purpose also while they do nothing, and takes that back."""

from dataclasses import replace
from datetime import timedelta

from core import foreseeing, lasting, measuring, standing
from core.app import App
from core.errors import Invalid
from core.model import (
    ActionKind,
    Connection,
    ConnectionId,
    ConnectionState,
    Grant,
    PersonId,
    Purpose,
    StandingOrder,
    WorkspaceId,
    acted,
    new_id,
)
from core.ports import Network
from core.telling import changed, job, notify

LASTS = timedelta(days=365)
"""Then a person is asked again."""
ORDERED = (Purpose.READ_ENGAGEMENT, Purpose.REFRESH)
"""What a token is used for without an act of that moment, where somebody ordered it: nothing else, ever."""


def can_be_ordered(network: Network | None, purpose: Purpose) -> bool:
    """Whether such an order would have anything to do at this network."""
    if network is None or purpose not in ORDERED:
        return False
    return lasting.renewing(network) is not None if purpose is Purpose.REFRESH else network.metrics is not None


async def give(  # noqa: PLR0913 - who orders what for which account; the last by name
    app: App,
    scope: WorkspaceId,
    person: PersonId,
    connection_id: ConnectionId,
    purpose: Purpose,
    *,
    platform: str = "",
) -> StandingOrder:
    """It holds for a year from now; the one that holds already is given as it is.

    Raises `Missing`, `Invalid` where the network has no such thing or the account is not connected, and `Stale`.
    """
    async with app.together() as inside:
        connection = await inside.store.get(scope, Connection, connection_id)
        if not can_be_ordered(inside.networks.get(connection.network), purpose):
            raise Invalid("there-cannot")
        if connection.state is not ConnectionState.ACTIVE:
            raise Invalid("there-not-connected", account=connection.title)
        if (known := await standing.live(inside, scope, connection_id, purpose)) is not None:
            return known
        # The account's row is taken so that of two who order the same at once the second finds the first one's.
        await inside.store.change(scope, connection, connection)
        about = {"platform": platform, "connection_id": connection_id, "note": purpose.value}
        action = acted(scope, person, ActionKind.ALLOWED, inside.clock.now(), **about)
        order = StandingOrder(
            id=new_id(),
            workspace_id=scope,
            connection_id=connection_id,
            purpose=purpose,
            person_id=person,
            action_id=action.id,
            created_at=action.at,
            expires_at=action.at + LASTS,
        )
        await inside.store.add(scope, action)
        await inside.store.add(scope, order)
        await inside.store.enqueue(scope, job("orderover", order.id, scope, order.expires_at))
        await _begin(inside, connection, purpose)
        await changed(inside, scope, f"connection:{connection_id}")
        return order


async def _begin(app: App, connection: Connection, purpose: Purpose) -> None:
    """What is done under it is asked for."""
    scope = connection.workspace_id
    if purpose is Purpose.READ_ENGAGEMENT:
        await measuring.catch_up(app, scope, connection.id)
        return
    for grant in await app.store.find(scope, Grant, id=connection.id):
        await foreseeing.keep_alive_later(app, connection, grant)


async def end(  # noqa: PLR0913 - as `give`
    app: App,
    scope: WorkspaceId,
    person: PersonId,
    connection_id: ConnectionId,
    purpose: Purpose,
    *,
    platform: str = "",
) -> StandingOrder | None:
    """From now on nothing is done under it any more; None: there was none. Raises `Stale`."""
    async with app.together() as inside:
        order = await standing.live(inside, scope, connection_id, purpose)
        if order is None:
            return None
        ended = await inside.store.change(scope, order, replace(order, revoked_at=inside.clock.now()))
        about = {"platform": platform, "connection_id": connection_id, "note": purpose.value}
        await inside.store.add(scope, acted(scope, person, ActionKind.DISALLOWED, inside.clock.now(), **about))
        await changed(inside, scope, f"connection:{connection_id}")
        return ended


async def run_out(app: App, scope: WorkspaceId, key: str) -> None:
    """A year has passed: who gave the order is asked whether it is to hold on. `key`: the order.

    Notice `orderover`, with the order. Nobody is asked about one that was taken back, or given anew.
    """
    for order in await app.store.find(scope, StandingOrder, id=key, revoked_at=None):
        connection = await app.store.get(scope, Connection, order.connection_id)
        anew = await standing.live(app, scope, connection.id, order.purpose)
        if connection.state is ConnectionState.ACTIVE and anew is None:
            await notify(app, scope, "orderover", order.id)


live = standing.live
all_live = standing.all_live

__all__ = ["LASTS", "ORDERED", "all_live", "can_be_ordered", "end", "give", "live", "run_out"]

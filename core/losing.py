"""Accounts that let us do nothing any more: to be connected again, and told to their owners, once."""

from collections.abc import Sequence
from dataclasses import replace

from core.app import App
from core.errors import NetworkError, OutcomeUnknown, RateLimited, Stale, TokenRejected, Unavailable
from core.model import Connection, ConnectionId, ConnectionState
from core.ports import EVERYWHERE
from core.telling import changed, notify

TRANSIENT = (Unavailable, RateLimited, OutcomeUnknown)
"""What says nothing about the account: it is asked again, and only then told."""
LOSING = frozenset({"TokenRejected", "PermissionMissing"})
"""After these no other publication of the account would go out either."""


async def lose(app: App, ended: Sequence[tuple[Connection, str, str | None]]) -> None:
    """These accounts are to be connected again, for this error and detail; of each its owner hears once."""
    for old, error, detail in ended:
        try:
            lost = replace(old, state=ConnectionState.RECONNECT, error=error, detail=detail)
            await app.store.change(EVERYWHERE, old, lost)
        except Stale:
            continue  # somebody was first, and knows
        await changed(app, old.workspace_id, f"connection:{old.id}")
        await notify(app, old.workspace_id, "reconnect", f"{old.id}:{old.revision}")


async def lose_where_rejected(app: App, connection_id: ConnectionId, error: NetworkError) -> None:
    """The account is to be connected again, where this error means that its token is good for nothing any more."""
    if isinstance(error, TokenRejected):
        found = await app.store.find(EVERYWHERE, Connection, id=connection_id, state=ConnectionState.ACTIVE)
        await lose(app, [(one, type(error).__name__, error.detail or None) for one in found])

"""Accounts that let us do nothing any more: to be connected again, and told to their owners, once."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from core.app import App
from core.errors import NetworkError, OutcomeUnknown, RateLimited, Stale, TokenRejected, Unavailable
from core.model import Connection, ConnectionId, ConnectionState, Grant
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


async def lose_where_rejected(app: App, connection_id: ConnectionId, error: NetworkError, since: datetime) -> None:
    """The account is to be connected again, where this error means that its token is good for nothing any more.

    `since`: when the network was asked.
    """
    if isinstance(error, TokenRejected):
        for one in await still_lost(app, {connection_id: since}):
            await lose(app, [(one, type(error).__name__, error.detail or None)])


async def still_lost(app: App, asked: Mapping[ConnectionId, datetime]) -> list[Connection]:
    """Of the accounts whose network said no to what was asked then, those that nobody has connected again meanwhile."""
    accounts = await app.store.find(EVERYWHERE, Connection, id=set(asked), state=ConnectionState.ACTIVE)
    grants = await app.store.find(EVERYWHERE, Grant, id=set(asked))
    anew = {grant.id for grant in grants if grant.issued_at > asked[grant.id]}
    return [one for one in accounts if one.id not in anew]

"""Reading the ledger of uses: how often the tokens of an account were used, and for what, a page at a time."""

from collections.abc import Collection

from core.app import App
from core.model import ConnectionId, Use, WorkspaceId


async def counted(app: App, scope: WorkspaceId, connections: Collection[ConnectionId]) -> int:
    """How many uses there are of these."""
    return await app.store.count(scope, Use, connection_id=connections) if connections else 0


async def page(app: App, scope: WorkspaceId, connection: ConnectionId, *, newest: int, size: int) -> list[Use]:
    """So many, from the use with the number `newest` back, the newest first: they are numbered without a gap."""
    numbers = range(max(1, newest - size + 1), newest + 1)
    return await app.store.find(scope, Use, order="-number", connection_id=connection, number=list(numbers))

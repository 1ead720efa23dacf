"""Reading the ledger of uses: how often the tokens of an account were used, and for what, a page at a time."""

from collections.abc import Collection

from core.app import App
from core.model import Connection, ConnectionId, PersonId, Purpose, Use, WorkspaceId

MOST = 200
"""So many of a person's newest are looked through for those of no account."""


async def counted(app: App, scope: WorkspaceId, connections: Collection[ConnectionId]) -> int:
    """How many uses there are of these."""
    return await app.store.count(scope, Use, connection_id=connections) if connections else 0


async def page(app: App, scope: WorkspaceId, connection: ConnectionId, *, newest: int, size: int) -> list[Use]:
    """So many, from the use with the number `newest` back, the newest first: they are numbered without a gap."""
    numbers = range(max(1, newest - size + 1), newest + 1)
    return await app.store.find(scope, Use, order="-number", connection_id=connection, number=list(numbers))


async def of_no_account(app: App, scope: WorkspaceId, person: PersonId, *, most: int) -> list[Use]:
    """The newest uses of what this person's attempts to connect were given and gave back: no account came of them."""
    ended = await app.store.find(
        scope, Use, order="-id", limit=MOST, person_id=person, purpose={Purpose.CONNECT, Purpose.REVOKE}
    )
    ids = {use.connection_id for use in ended}
    known = {one.id for one in await app.store.find(scope, Connection, id=ids)} if ids else set()
    gone = ids - known
    return await app.store.find(scope, Use, order="-id", limit=most, connection_id=gone) if gone else []

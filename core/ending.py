"""Ending what a network gave us: revoked there, then its key destroyed here, and said to who took the account away.

The network is asked again for a day; then the key goes anyhow, and they are told that the network was not reached.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from enum import StrEnum

from core import lasting, lending
from core.app import App
from core.errors import Missing, NetworkError, Stale, TokenRejected
from core.losing import TRANSIENT
from core.model import Action, ActionKind, Connection, ConnectionState, Grant, Purpose, WorkspaceId
from core.ports import Login
from core.telling import changed, job, notify

LASTS = timedelta(hours=24)
"""For how long the network is asked again."""
FIRST, MOST = timedelta(minutes=1), timedelta(hours=4)
"""How long after the first try the second follows, each next one after twice as long; and the longest of these."""


class How(StrEnum):
    """How it ended; `Connection.detail` of an account that was taken away, and the last word of the notice."""

    REVOKED = "revoked"
    """There and here."""
    BY_HAND = "by_hand"
    """The network has no way to: the person has to (`Network.removal` says where)."""
    UNREACHED = "unreached"
    """The network could not be reached for a day, and the key is destroyed anyhow: by hand, too."""


async def begin(app: App, connection: Connection, action: Action) -> None:
    """What was kept for the account is to be ended. In the transaction that takes it away."""
    scope = connection.workspace_id
    if await app.store.count(scope, Grant, id=connection.id):
        await app.store.enqueue(scope, job("revoke", f"{connection.id}:{action.id}", scope, action.at))


async def revoke(app: App, scope: WorkspaceId, key: str) -> None:
    """Asks the network, then destroys the key. `key`: the connection, the act, and how often it was tried, if it was.

    Notice `ended`, with the connection, the act and how. Of an account that was connected again meanwhile nothing is
    ended: its tokens are others by now.
    """
    connection_id, action_id, tried = _parts(key)
    found = await app.store.find(scope, Connection, id=connection_id, state=ConnectionState.REMOVED)
    grants = await app.store.find(scope, Grant, id=connection_id)
    if not found or not grants:  # done already, by this very job before it was interrupted
        return
    [connection] = found
    action = await app.store.get(scope, Action, action_id)
    try:
        how = await _asked(app, connection, grants[0], action)
    except TRANSIENT:
        later = next_try(action.at, tried, app.clock.now())
        if later is not None:
            following = job("revoke", f"{connection_id}:{action_id}:{tried + 1}", scope, later)
            await app.store.enqueue(scope, following)
            return
        how = How.UNREACHED
    await _destroy(app, connection, action, how)


def _parts(key: str) -> tuple[str, str, int]:
    connection_id, action_id, *tried = key.split(":")
    return connection_id, action_id, int(tried[0]) if tried else 0


def next_try(since: datetime, tried: int, now: datetime) -> datetime | None:
    """When the network is asked again; None: no more."""
    if now >= since + LASTS:
        return None
    pause: timedelta = min(FIRST * (1 << min(tried, 10)), MOST)
    return min(now + pause, since + LASTS)


async def _asked(app: App, connection: Connection, grant: Grant, action: Action) -> How:
    """Raises what passes."""
    login = lasting.login_of(app.networks.get(connection.network))
    if login is None:
        return How.UNREACHED
    try:
        return How.REVOKED if await _revoked(app, login, connection, grant, action) else How.BY_HAND
    except TRANSIENT:
        raise
    except NetworkError:
        return How.BY_HAND


async def _revoked(app: App, login: Login, connection: Connection, grant: Grant, action: Action) -> bool:
    about = f"connection:{connection.id}"
    async with lending.lent(app, connection, Purpose.REVOKE, action.id, subject=about) as credential:
        try:
            return await login.revoke(app.api, credential, connection, grant)
        except TokenRejected:
            return True  # it is good for nothing there any more


async def _destroy(app: App, connection: Connection, action: Action, how: How) -> None:
    """Unless somebody connects the account again at this very moment: then there is nothing to end."""
    scope = connection.workspace_id
    try:
        async with app.together() as inside:
            gone = await inside.store.change(scope, connection, replace(connection, detail=how.value))
            await inside.vault.destroy(inside.store, connection)
            if action.kind is ActionKind.CONNECT_ASKED:
                # It never was an account here: what was issued for it went back at once.
                await inside.store.remove(scope, gone)
                return
            await changed(inside, scope, f"connection:{connection.id}")
            await notify(inside, scope, "ended", f"{connection.id}:{action.id}:{how.value}")
    except Stale:
        now = await app.store.get(scope, Connection, connection.id)
        if now.state is ConnectionState.REMOVED:
            await _destroy(app, now, action, how)


async def give_up(app: App, scope: WorkspaceId, key: str) -> None:
    """A fault of ours keeps the network from being asked: the key is destroyed all the same, and that is told."""
    connection_id, action_id, _ = _parts(key)
    try:
        connection = await app.store.get(scope, Connection, connection_id)
        action = await app.store.get(scope, Action, action_id)
    except Missing:
        return
    if connection.state is ConnectionState.REMOVED and await app.store.count(scope, Grant, id=connection.id):
        await _destroy(app, connection, action, How.UNREACHED)

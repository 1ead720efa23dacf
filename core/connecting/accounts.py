"""Accounts: connected with what their owner chose, checked, lost and taken away; each use of a token by somebody's act.

A connection is `checking` until the network has said that the account lets us and its owner post; then `active`, or
`refused` with whose right is missing. One that stops letting us is `reconnect`: its owner is told, once.
"""

from contextlib import suppress
from dataclasses import replace
from typing import Any

from core import ending, lending, posts, standing
from core.app import App
from core.errors import Invalid, NetworkError, Stale, Unavailable
from core.losing import TRANSIENT, lose
from core.model import (
    Action,
    ActionKind,
    Connection,
    ConnectionId,
    ConnectionState,
    PersonId,
    Picked,
    Publication,
    WorkspaceId,
    acted,
    new_id,
)
from core.ports import EVERYWHERE, Chosen, Credential, Network, Purpose
from core.telling import changed, job

S = ConnectionState


def subject(connection_id: str) -> str:
    """What a card about the account is about."""
    return f"connection:{connection_id}"


async def connect(  # noqa: PLR0913 - who connects what, where; two by name
    app: App,
    scope: WorkspaceId,
    person: PersonId,
    network: str,
    picked: Picked,
    *,
    holder: str,
    platform: str = "",
) -> Connection:
    """What the person chose is being checked; an account that was here before is the same again. Raises `Invalid`."""
    if network not in app.networks:
        raise Invalid("network-off")
    async with app.together() as inside:
        known = await inside.store.find(scope, Connection, network=network, account=picked.account)
        if known:
            fresh = {"title": picked.title or known[0].title, "holder": holder or known[0].holder, "by": person}
            return await _checking(inside, known[0], person, platform, **fresh)
        connection = Connection(
            id=ConnectionId(new_id()),
            workspace_id=scope,
            network=network,
            account=picked.account,
            title=picked.title or picked.name or picked.account,
            url="",
            by=person,
            created_at=app.clock.now(),
            state=S.CHECKING,
            holder=holder,
        )
        await inside.store.add(scope, connection)
        await _ask(inside, connection, person, platform)
        return connection


async def again(  # noqa: PLR0913 - who does what, where; two by name
    app: App, scope: WorkspaceId, person: PersonId, connection_id: str, *, holder: str = "", platform: str = ""
) -> Connection:
    """Checked once more, for whoever asks (`holder`: as the network knows them, where it does).

    Raises `Missing`, and `Invalid` where the network's own app has to say who they are. By somebody whom it does not
    know, an account is looked at on its holder's rights, but never again after it was taken away.
    """
    async with app.together() as inside:
        connection = await inside.store.get(scope, Connection, connection_id)
        network = app.networks.get(connection.network)
        if network is None:
            raise Invalid("network-off")
        if connection.state in {S.ACTIVE, S.CHECKING}:
            return connection
        theirs = bool(holder) or not isinstance(network.login, Chosen)
        if not theirs and connection.state is S.REMOVED:
            raise Invalid("connect-elsewhere", network=network.title)
        facts = {"holder": holder, "by": person} if theirs else {}
        return await _checking(inside, connection, person, platform, **facts)


async def _checking(app: App, old: Connection, person: PersonId, platform: str, **facts: Any) -> Connection:
    fresh = replace(old, state=S.CHECKING, error=None, detail=None, **facts)
    saved = await app.store.change(old.workspace_id, old, fresh)
    await _ask(app, saved, person, platform)
    return saved


async def _ask(app: App, connection: Connection, person: PersonId, platform: str) -> None:
    """Keeps who asked, and has the network asked on their behalf."""
    action = _act(app, connection, person, ActionKind.CONNECTED, platform)
    await app.store.add(connection.workspace_id, action)
    asked = job("connect", f"{connection.id}:{action.id}", connection.workspace_id, app.clock.now())
    await app.store.enqueue(connection.workspace_id, asked)
    await changed(app, connection.workspace_id, subject(connection.id))


def _act(app: App, connection: Connection, person: PersonId, kind: ActionKind, platform: str) -> Action:
    about = {"platform": platform, "connection_id": connection.id, "note": connection.title}
    return acted(connection.workspace_id, person, kind, app.clock.now(), **about)


async def check(app: App, scope: WorkspaceId, key: str, *, last: bool = False) -> None:
    """Asks the network, outside of any transaction, and keeps what it says. `key`: the connection and the act.

    Raises what a network cannot say just now, for it to be asked again; with `last`, that is told as well.
    """
    connection = await app.store.get(scope, Connection, key.partition(":")[0])
    if connection.state is not S.CHECKING:
        return
    try:
        seen = replace(await _seen(app, connection, key.partition(":")[2]), state=S.ACTIVE, error=None, detail=None)
    except TRANSIENT as error:
        if not last:
            raise
        seen = _stopped(connection, S.REFUSED, error)
    except NetworkError as error:
        seen = _stopped(connection, S.REFUSED, error)
    await _keep(app, connection, seen)


async def give_up(app: App, scope: WorkspaceId, key: str) -> None:
    """A fault of ours keeps the network from being asked: that is told, so that the account can be looked at anew."""
    connection = await app.store.get(scope, Connection, key.partition(":")[0])
    if connection.state is S.CHECKING:
        await _keep(app, connection, _stopped(connection, S.REFUSED, Unavailable()))


async def _keep(app: App, connection: Connection, seen: Connection) -> None:
    # Stale: somebody has taken it away, or asked anew, meanwhile: that is what holds.
    with suppress(Stale):
        async with app.together() as inside:
            await inside.store.change(connection.workspace_id, connection, seen)
            await changed(inside, connection.workspace_id, subject(connection.id))


async def _seen(app: App, connection: Connection, action: str) -> Connection:
    network = app.networks.get(connection.network)
    if network is None:
        raise Unavailable("this network is switched off")
    about = subject(connection.id)
    async with lending.lent(app, connection, Purpose.CONNECT, action, subject=about) as credential:
        return await _told(app, network, credential, connection)


async def _told(app: App, network: Network, credential: Credential, connection: Connection) -> Connection:
    if network.allowed is not None:
        return await network.allowed(app.api, credential, connection)
    if network.account is not None:
        return await network.account(app.api, credential, connection)
    return connection


def _stopped(connection: Connection, state: ConnectionState, error: NetworkError) -> Connection:
    return replace(connection, state=state, error=type(error).__name__, detail=error.detail or None)


async def disconnect(
    app: App, scope: WorkspaceId, person: PersonId, connection_id: str, *, platform: str = ""
) -> Connection:
    """We post there no more; what was meant for it and is not on its way is dropped. Raises `Missing` and `Stale`.

    What the network gave us for it is ended there and here by a job, and how that went is said to who did this.
    """
    async with app.together() as inside:
        old = await inside.store.get(scope, Connection, connection_id)
        if old.state is S.REMOVED:
            return old
        gone = await inside.store.change(scope, old, replace(old, state=S.REMOVED, error=None, detail=None))
        action = _act(app, old, person, ActionKind.DISCONNECTED, platform)
        await inside.store.add(scope, action)
        await standing.end_all(inside, scope, old.id)
        await ending.begin(inside, gone, action)
        for publication in await planned(inside, scope, connection_id):
            dropped = posts.cancelled(publication, app.clock.now())
            await inside.store.change(scope, publication, dropped)
            await changed(inside, scope, publication.post_id)
        await changed(inside, scope, subject(connection_id))
        return gone


async def planned(app: App, scope: WorkspaceId, connection_id: str) -> list[Publication]:
    """What is meant for the account and not on its way yet."""
    return await app.store.find(scope, Publication, connection_id=connection_id, state=posts.OPEN)


async def lost(app: App, network: str, account: str, *, detail: str) -> None:
    """The network says that this account lets us post no more, wherever it is connected: their owners are told."""
    async with app.together() as inside:
        known = await inside.store.find(EVERYWHERE, Connection, network=network, account=account, state=S.ACTIVE)
        await lose(inside, [(one, "PermissionMissing", detail) for one in known])

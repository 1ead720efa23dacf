"""New tokens for old ones: once for each generation, by whichever process comes first, kept before they are used.

The order of things, and why each comes where it does: docs/design/tokens.md.
"""

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from core import foreseeing, lasting, standing
from core.app import App
from core.errors import Missing, NetworkError, RateLimited, Stale, TokenRejected, Unavailable
from core.losing import TRANSIENT, lose
from core.model import Connection, ConnectionState, Grant, Issued, Purpose, WorkspaceId, new_id
from core.ports import Login, Wanted
from core.telling import job

logger = logging.getLogger(__name__)

PROVIDER = timedelta(seconds=30)
"""How long a network may take to answer: far less than the lease, so that nobody else asks meanwhile."""
LEASE = timedelta(seconds=60)
REST = timedelta(seconds=10)
"""How long nobody asks after a failure that says nothing about the account: all who wait would ask one by one."""
LONGEST_REST = timedelta(minutes=15)
PATIENCE = 45.0
"""Seconds that one waits for another's refresh: longer than a network may take."""
SHORTEST, LONGEST, SLOWER = 0.02, 0.5, 1.5
"""Seconds between two looks at what becomes of it."""
SECOND = "again:"
"""Before the name of an owner who tries what an earlier one began and never ended."""


@dataclass(frozen=True, slots=True)
class Turn:
    """Whose turn it is: `mine` is the grant with our lease; else `grant` is the generation that another made."""

    grant: Grant
    mine: bool


async def refreshed(app: App, wanted: Wanted, seen: Grant) -> Grant:
    """The generation after the one that was seen: made here, or by whoever was first.

    Never called within a transaction. Raises `TokenRejected` where the account has to be connected again (then it is
    marked so, and its owners are told), `Unavailable` and `RateLimited` where nothing can be said now, `StoreError`.
    """
    login = lasting.renewing(app.networks.get(wanted.connection.network))
    if login is None:
        raise TokenRejected("this network's tokens are not refreshed")
    turn = await _turn(app, wanted.connection, seen)
    if not turn.mine:
        return turn.grant
    return await _asked(app, wanted, login, turn.grant)


# -- whose turn it is --------------------------------------------------------------------------------------------------


async def _turn(app: App, connection: Connection, seen: Grant) -> Turn:
    """Waits until it is ours, or another has done it."""
    clock, pause = asyncio.get_running_loop().time, SHORTEST
    until = clock() + PATIENCE
    while True:
        grant = await _read(app, seen)
        if grant.generation != seen.generation:
            return Turn(grant, mine=False)
        if is_free(grant, app.clock.now()):
            if is_given_up(grant):
                await _lost(app, connection, grant, TokenRejected("a refresh was broken off twice"))
            with suppress(Stale):
                return Turn(await app.store.change(grant.workspace_id, grant, taken(grant, app.clock.now())), mine=True)
        elif grant.refresh_owner is None:
            raise Unavailable("the network could not refresh this account's tokens a moment ago")
        if clock() > until:
            raise Unavailable("another process is refreshing this account's tokens")
        await asyncio.sleep(pause)
        pause = min(pause * SLOWER, LONGEST)


async def _read(app: App, seen: Grant) -> Grant:
    try:
        return await app.store.get(seen.workspace_id, Grant, seen.id)
    except Missing as error:
        raise TokenRejected("nothing is kept for this account") from error


def is_free(grant: Grant, now: datetime) -> bool:
    """Whether nobody is refreshing it."""
    return grant.refresh_until is None or grant.refresh_until <= now


def is_given_up(grant: Grant) -> bool:
    """Whether a second try with the same tokens was broken off, too: there is no third."""
    return grant.refresh_began is not None and (grant.refresh_owner or "").startswith(SECOND)


def taken(grant: Grant, now: datetime) -> Grant:
    """With our lease. What an earlier owner began and never ended is tried once more, and marked as that."""
    owner = new_id() if grant.refresh_began is None else SECOND + new_id()
    return replace(grant, refresh_owner=owner, refresh_until=now + LEASE)


def freed(grant: Grant, until: datetime | None = None) -> Grant:
    """Nobody's, and nothing about it is in doubt; not to be tried before `until`."""
    return replace(grant, refresh_owner=None, refresh_until=until, refresh_began=None)


# -- asking ------------------------------------------------------------------------------------------------------------


async def _asked(app: App, wanted: Wanted, login: Login, mine: Grant) -> Grant:
    """Asks the network. Killed on the way, it leaves what it began to whoever comes when the lease ends."""
    asked = False
    try:
        async with app.vault.use(
            wanted.connection, Purpose.REFRESH, wanted.action, subject=wanted.subject
        ) as credential:
            mine = await _begun(app, mine)
            asked = True
            async with asyncio.timeout(PROVIDER.total_seconds()):
                issued = await login.refresh(app.api, credential, mine)
    except TokenRejected as error:
        if not asked:
            await _rests(app, mine, app.clock.now())
            raise
        return await _refused(app, wanted.connection, mine, error)
    except TimeoutError as error:
        await _rests(app, mine, app.clock.now() + REST)
        raise Unavailable("the network took too long to refresh this account's tokens") from error
    except NetworkError as error:
        raise await _no_verdict(app, mine, error) from error
    return await _kept(app, wanted.connection, mine, issued)


async def _begun(app: App, mine: Grant) -> Grant:
    """Commits that the network is about to be asked."""
    now = app.clock.now()
    return await _written(app, mine, lambda grant: replace(grant, refresh_began=grant.refresh_began or now))


async def _written(app: App, mine: Grant, new: Callable[[Grant], Grant]) -> Grant:
    """Writes into the row what only its refresher does, whatever else was written there meanwhile.

    Raises `Unavailable` where the lease is another's by now.
    """
    while True:
        try:
            return await app.store.change(mine.workspace_id, mine, new(mine))
        except Stale:
            now = await _read(app, mine)
            if (now.generation, now.refresh_owner) != (mine.generation, mine.refresh_owner):
                raise Unavailable("this account's tokens are another's to refresh by now") from None
            mine = now


async def _no_verdict(app: App, mine: Grant, error: NetworkError) -> NetworkError:
    """What it means for the use that waits: nothing was done, and it may be tried again. The account is as good."""
    now = app.clock.now()
    until = min(error.until, now + LONGEST_REST) if isinstance(error, RateLimited) else now + REST
    await _rests(app, mine, until)
    return error if isinstance(error, RateLimited) else Unavailable(error.detail)


async def _rests(app: App, mine: Grant, until: datetime) -> None:
    """The lease is given back; nobody asks before then."""
    with suppress(Unavailable):
        await _written(app, mine, lambda grant: freed(grant, until))


async def _refused(app: App, connection: Connection, mine: Grant, error: TokenRejected) -> Grant:
    """The network takes these no more: because another was faster after all, or for good."""
    now = await _read(app, mine)
    if now.generation != mine.generation:
        return now
    await _lost(app, connection, now, error)
    raise error


async def _lost(app: App, connection: Connection, grant: Grant, error: TokenRejected) -> None:
    """Raises the error, or is over when somebody else did the same at this moment."""
    async with app.together() as inside:
        with suppress(Stale):
            await inside.store.change(grant.workspace_id, grant, freed(grant))
        scope = connection.workspace_id
        found = await inside.store.find(scope, Connection, id=connection.id, state=ConnectionState.ACTIVE)
        await lose(inside, [(one, type(error).__name__, error.detail or None) for one in found])
    raise error


async def _kept(app: App, connection: Connection, mine: Grant, issued: Issued) -> Grant:
    """Commits the new tokens, before anybody uses them; whoever took the lease meanwhile finds them."""
    while True:
        try:
            return await _keep(app, connection, mine, issued)
        except Stale:
            now = await _read(app, mine)
            if now.generation != mine.generation:
                logger.warning("the tokens of %s were refreshed twice", connection.id)
                return now
            mine = now


async def _keep(app: App, connection: Connection, mine: Grant, issued: Issued) -> Grant:
    async with app.together() as inside:
        kept = await inside.vault.keep(inside.store, connection, issued, old=mine)
        fresh = replace(freed(kept), told=0)
        if fresh != kept:
            kept = await inside.store.change(kept.workspace_id, kept, fresh)
        network = app.networks.get(connection.network)
        before, after = lasting.end_of(network, mine), lasting.end_of(network, kept)
        if after is not None and (before is None or after < before):
            await foreseeing.watch(inside, connection, kept)
        return kept


# -- keeping alive -----------------------------------------------------------------------------------------------------


async def keep_alive(app: App, scope: WorkspaceId, key: str) -> None:
    """Renews tokens that would die of not being used, where a person ordered that; nothing else is done unasked.

    `key`: the connection, the generation, and how often it was tried. A job of its own asks for the next one.
    """
    connection_id, _, tried = key.split(":")
    found = await app.store.find(scope, Connection, id=connection_id, state=ConnectionState.ACTIVE)
    grants = await app.store.find(scope, Grant, id=connection_id) if found else []
    order = await standing.live(app, scope, found[0].id, Purpose.REFRESH) if grants else None
    if order is None:
        return
    [connection], [grant] = found, grants
    at = foreseeing.alive_at(app, connection, grant)
    if at is not None and at <= app.clock.now():
        wanted = Wanted(connection=connection, purpose=Purpose.REFRESH, action=order.action_id)
        await _keep_alive(app, wanted, grant, int(tried))
    elif at is not None:
        await foreseeing.keep_alive_later(app, connection, grant)


async def _keep_alive(app: App, wanted: Wanted, grant: Grant, tried: int) -> None:
    connection, scope = wanted.connection, grant.workspace_id
    try:
        fresh = await refreshed(app, wanted, grant)
    except TRANSIENT:
        end, later = lasting.end_of(app.networks.get(connection.network), grant), app.clock.now() + foreseeing.AGAIN
        if end is not None and later < end:
            key = f"{connection.id}:{grant.generation}:{tried + 1}"
            await app.store.enqueue(scope, job("keepalive", key, scope, later))
    except TokenRejected:
        return  # its owners are told
    else:
        await foreseeing.keep_alive_later(app, connection, fresh)

"""Lending a token for one act of a person: refreshed first where it would not last, and once where it is refused."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from typing import TypeVar

from core import lasting
from core.app import App
from core.errors import RateLimited, TokenRejected, Unavailable
from core.model import ActionId, Connection, Grant, Purpose, Use
from core.ports import EVERYWHERE, Credential, Wanted
from core.refreshing import refreshed

T = TypeVar("T")

MARGIN = timedelta(seconds=60)
MARGINS: Mapping[Purpose, timedelta] = {Purpose.PUBLISH: timedelta(seconds=120)}
"""How long a token has to be good for at least: a publication may take as long as its lease."""
MOMENT = timedelta(seconds=5)
"""So long after its use was admitted, a token that was good for its margin then need not be looked at again."""
UNRENEWED = frozenset({Purpose.REFRESH, Purpose.REVOKE})
"""What these ask for is asked with other tokens than that which may be over."""


@asynccontextmanager
async def lent(  # noqa: PLR0913 - the vault's parts; the last two by name
    app: App,
    connection: Connection,
    purpose: Purpose,
    action: str,
    *,
    subject: str = "",
    admitted: Use | None = None,
) -> AsyncIterator[Credential]:
    """The account's credential, for this purpose and act. Raises what `Vault.use` and a refresh raise.

    What the network refuses inside is raised as it is: `used` tries once more.
    """
    await ready(app, Wanted(connection=connection, purpose=purpose, action=ActionId(action), subject=subject))
    async with app.vault.use(connection, purpose, action, subject=subject, admitted=admitted) as credential:
        yield credential


async def used(
    app: App, wanted: Wanted, doing: Callable[[Credential], Awaitable[T]], *, admitted: Use | None = None
) -> T:
    """What `doing` gives with the credential. Where its token is refused, that was not done: once more with a new one.

    Never called within a transaction. Raises what `doing`, `Vault.use` and a refresh raise.
    """
    grant = None if _was_just_read(app, admitted) else await ready(app, wanted)
    entered = False
    try:
        async with app.vault.use(
            wanted.connection, wanted.purpose, wanted.action, subject=wanted.subject, admitted=admitted
        ) as credential:
            entered = True
            return await doing(credential)
    except TokenRejected:
        seen = grant or (await _admitted_with(app, wanted, admitted) if entered else None)
        if not entered or seen is None:
            raise
        await refreshed(app, wanted, seen)
    async with app.vault.use(wanted.connection, wanted.purpose, wanted.action, subject=wanted.subject) as credential:
        return await doing(credential)


def _was_just_read(app: App, admitted: Use | None) -> bool:
    """Whether its token was looked at a moment ago, for its whole batch at once (`lasts`)."""
    return admitted is not None and app.clock.now() - admitted.at < MOMENT


async def _admitted_with(app: App, wanted: Wanted, admitted: Use | None) -> Grant | None:
    """The generation that was kept when the use was admitted; None where nothing of it is ever refreshed.

    One that was made since then is not renewed once more: it is tried.
    """
    if admitted is None or lasting.renewing(app.networks.get(wanted.connection.network)) is None:
        return None
    found = await app.store.find(wanted.connection.workspace_id, Grant, id=wanted.connection.id)
    return replace(found[0], generation=admitted.generation) if found else None


async def ready(app: App, wanted: Wanted) -> Grant | None:
    """What is kept for the account, good for long enough; None where nothing of it is ever refreshed.

    A network that cannot refresh it now is waited for only where the old one is over.
    """
    network = app.networks.get(wanted.connection.network)
    if wanted.purpose in UNRENEWED or lasting.renewing(network) is None:
        return None
    found = await app.store.find(wanted.connection.workspace_id, Grant, id=wanted.connection.id)
    if not found:
        return None  # the vault says so
    [grant] = found
    if not must_be_refreshed(grant, wanted.purpose, app):
        return grant
    try:
        return await refreshed(app, wanted, grant)
    except (Unavailable, RateLimited):
        if lasting.over(grant, app.clock.now(), timedelta()):
            raise
        return grant


async def lasts(app: App, wanted: Sequence[Wanted]) -> list[Wanted]:
    """Those of them that need no refresh first: their rows of the ledger may be written ahead, together.

    The others' are written behind that of their refresh. One read, and none where no network of theirs refreshes.
    """
    renewed = {
        one.connection.id for one in wanted if lasting.renewing(app.networks.get(one.connection.network)) is not None
    }
    if not renewed:
        return list(wanted)
    grants = {grant.id: grant for grant in await app.store.find(EVERYWHERE, Grant, id=renewed)}
    return [
        one
        for one in wanted
        if (grant := grants.get(one.connection.id)) is None or not must_be_refreshed(grant, one.purpose, app)
    ]


def must_be_refreshed(grant: Grant, purpose: Purpose, app: App) -> bool:
    """Whether its token would not last for a use of this purpose."""
    return lasting.over(grant, app.clock.now(), MARGINS.get(purpose, MARGIN))

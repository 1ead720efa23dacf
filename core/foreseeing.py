"""What will stop a post or an account is told while there is time: ends of tokens, and a look a day before each post.

No token is used for any of it. Why these are jobs, and what their keys are: docs/design/tokens.md.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from core import lasting, limits, posts, standing
from core.app import App
from core.errors import Missing
from core.model import (
    Action,
    ActionKind,
    Connection,
    ConnectionState,
    Grant,
    Job,
    Media,
    PersonId,
    Post,
    Publication,
    Purpose,
    State,
    Version,
    WorkspaceId,
)
from core.ports import Network
from core.telling import job, notify

DAY = timedelta(days=1)
WORTH = timedelta(minutes=15)
"""What goes out sooner than this was looked at when it was given its time."""
AGAIN = timedelta(hours=6)
"""How long after a try to keep a token alive that told nothing the next one follows."""
WAITING = frozenset({State.SCHEDULED, State.IN_REVIEW, State.CHANGES_REQUESTED})
"""What still goes out at its time, or would, if somebody said yes."""


# -- the ends of tokens ------------------------------------------------------------------------------------------------


async def watch(app: App, connection: Connection, grant: Grant) -> None:
    """From now on the end of these tokens is looked at in time. In the transaction that keeps them for the account.

    Called when an account is connected, and when a refresh brought the end nearer; what moves it away needs nothing.
    """
    network = app.networks.get(connection.network)
    end = lasting.end_of(network, grant)
    if end is not None:
        await _warn_later(app, grant, end)
    await keep_alive_later(app, connection, grant)


async def _warn_later(app: App, grant: Grant, end: datetime) -> None:
    """Asks for the next warning, where one is ahead: one waits at a time, and asks for its successor."""
    following = lasting.next_warning(end, app.clock.now())
    if following is not None:
        days, at = following
        scope = grant.workspace_id
        await app.store.enqueue(scope, job("warn", f"{grant.id}:{grant.generation}:{days}", scope, at))


async def warn(app: App, scope: WorkspaceId, key: str) -> None:
    """Tells the account's owners that its tokens end in so many days, once for each. `key` begins with the connection.

    Notice `expiring`, with the connection, the generation and the days.
    """
    async with app.together() as inside:
        connection = await inside.store.get(scope, Connection, key.partition(":")[0])
        found = await inside.store.find(scope, Grant, id=connection.id)
        end = lasting.end_of(app.networks.get(connection.network), found[0]) if found else None
        if end is None or connection.state is not ConnectionState.ACTIVE:
            return
        [grant] = found
        days = lasting.days_left(end, app.clock.now())
        if days is not None and is_news(grant, days) and not await _will_be_renewed(inside, connection, grant):
            grant = await inside.store.change(scope, grant, replace(grant, told=days))
            await notify(inside, scope, "expiring", f"{connection.id}:{grant.generation}:{days}")
        await _warn_later(inside, grant, end)


def is_news(grant: Grant, days: int) -> bool:
    """Whether nobody was warned of this yet, nor of less."""
    return not grant.told or grant.told > days


async def _will_be_renewed(app: App, connection: Connection, grant: Grant) -> bool:
    """Whether it is kept alive by an order, which has not failed for half of the time that it has."""
    at, end = await _kept_alive_at(app, connection, grant), lasting.end_of(app.networks.get(connection.network), grant)
    return at is not None and end is not None and app.clock.now() < at + (end - at) / 2


async def _kept_alive_at(app: App, connection: Connection, grant: Grant) -> datetime | None:
    at = alive_at(app, connection, grant)
    order = await standing.live(app, grant.workspace_id, connection.id, Purpose.REFRESH) if at else None
    return at if order is not None else None


def alive_at(app: App, connection: Connection, grant: Grant) -> datetime | None:
    """When it would have to be renewed to live on; None: it cannot be, or need not."""
    network = app.networks.get(connection.network)
    end = lasting.end_of(network, grant)
    return lasting.alive_at(grant, end) if end is not None and lasting.renewing(network) is not None else None


async def keep_alive_later(app: App, connection: Connection, grant: Grant) -> None:
    """Asks for it to be renewed in time, where a person ordered that."""
    at = await _kept_alive_at(app, connection, grant)
    if at is not None:
        scope = grant.workspace_id
        await app.store.enqueue(scope, job("keepalive", f"{grant.id}:{grant.generation}:0", scope, at))


# -- a look ahead at each post -----------------------------------------------------------------------------------------


def preflight(old: Publication, new: Publication, now: datetime) -> Job | None:
    """The look, a day before the time that a publication was just given; at once, where that is past.

    The time is a part of the key: one that was given another time finds the look at the old one come to nothing.
    """
    if new.due_at is None or new.due_at == old.due_at or new.due_at - now < WORTH:
        return None
    return job("preflight", _look_key(new), new.workspace_id, max(new.due_at - DAY, now))


def _look_key(publication: Publication) -> str:
    at = publication.due_at
    return f"{publication.id}:{at.isoformat() if at is not None else ''}"


async def look_ahead(app: App, scope: WorkspaceId, key: str) -> None:
    """What will keep the publication from going out is told to who let it; all being well, nobody hears of it.

    Notice `foreseen`, with the publication and the trouble (`account`, `ends`, `network`, `content`, `files`).
    """
    publication = await app.store.get(scope, Publication, key.partition(":")[0])
    if publication.state not in WAITING or _look_key(publication) != key:
        return
    trouble = await foreseen(app, publication)
    if trouble is not None:
        await notify(app, scope, "foreseen", f"{publication.id}:{trouble}")


async def foreseen(app: App, publication: Publication) -> str | None:
    """What will keep it from going out, as things stand now."""
    connection = await app.store.get(publication.workspace_id, Connection, publication.connection_id)
    network = app.networks.get(publication.network)
    if network is None:
        return "network"
    if connection.state not in {ConnectionState.ACTIVE, ConnectionState.CHECKING}:
        return "account"
    return await _of_the_tokens(app, connection, network, publication) or await _of_the_content(
        app, connection, network, publication
    )


async def _of_the_tokens(app: App, connection: Connection, network: Network, publication: Publication) -> str | None:
    if lasting.login_of(network) is None:
        return None
    found = await app.store.find(publication.workspace_id, Grant, id=connection.id)
    if not found:
        return "account"
    end, due = lasting.end_of(network, found[0]), publication.due_at
    if end is None or due is None or end > due:
        return None
    return None if await _will_be_renewed(app, connection, found[0]) else "ends"


async def _of_the_content(app: App, connection: Connection, network: Network, publication: Publication) -> str | None:
    scope = publication.workspace_id
    post = await app.store.get(scope, Post, publication.post_id)
    number = publication.version or post.version
    found = await app.store.find(scope, Version, post_id=post.id, number=number)
    if not found:
        return "content"
    content = posts.content(found[0], connection)
    if limits.problems(content, limits.of(network.limits, connection)):
        return "content"
    return None if await _all_there(app, content.media) else "files"


async def _all_there(app: App, media: tuple[Media, ...]) -> bool:
    try:
        for one in media:
            await app.files.get(one.key)
    except Missing:
        return False
    return True


async def concerned(app: App, publication: Publication) -> list[PersonId]:
    """Who let it out, and who gave it its time."""
    scope, told = publication.workspace_id, []
    if publication.approval_id is not None:
        told += await app.store.find(scope, Action, id=publication.approval_id)
    about = {"post_id": publication.post_id, "kind": ActionKind.SCHEDULED}
    told += await app.store.find(scope, Action, order="-id", limit=1, **about)
    return sorted({action.person_id for action in told})

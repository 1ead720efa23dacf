"""How posts did: read because a person asks, or under their standing order; only of what we published ourselves."""

from datetime import datetime, timedelta

from core import lending, posts, standing
from core.app import App
from core.errors import Decided, Invalid, Missing, NetworkError
from core.losing import TRANSIENT, lose_where_rejected
from core.model import (
    Action,
    ActionId,
    ActionKind,
    Connection,
    ConnectionId,
    ConnectionState,
    Figures,
    Job,
    PersonId,
    Publication,
    Purpose,
    StandingOrder,
    State,
    WorkspaceId,
    acted,
    new_id,
)
from core.ports import EVERYWHERE, Credential, Metrics, Wanted
from core.telling import changed, job, notify

MOST = 10**12
"""What a network counts beyond this is no count of people."""
MOMENTS = (timedelta(hours=1), timedelta(hours=24), timedelta(days=7))
"""How long after it went out a post is looked at, under a standing order."""


async def ask_figures(
    app: App, scope: WorkspaceId, person: PersonId, publication_id: str, *, platform: str = ""
) -> Action:
    """They are being read. Raises `Missing`, `Decided` (it is not out) and `Invalid` (it cannot be read there)."""
    async with app.together() as inside:
        publication = await inside.store.get(scope, Publication, publication_id)
        account = await inside.store.get(scope, Connection, publication.connection_id)
        if publication.state is not State.PUBLISHED:
            raise Decided(publication.state)
        if metrics_of(inside, publication) is None:
            raise Invalid("there-cannot")
        if account.state is not ConnectionState.ACTIVE:
            raise Invalid("there-not-connected", account=account.title)
        about = {"platform": platform, **posts.about(publication)}
        action = acted(scope, person, ActionKind.FIGURES_ASKED, inside.clock.now(), **about)
        await inside.store.add(scope, action)
        await inside.store.enqueue(scope, job("figures", f"{publication.id}:{action.id}", scope, inside.clock.now()))
        return action


def metrics_of(app: App, publication: Publication) -> Metrics | None:
    """What reads its figures; None where nothing does, or it is no post of ours that we know there."""
    network = app.networks.get(publication.network)
    out = publication.state is State.PUBLISHED and bool(publication.remote_id)
    return network.metrics if network is not None and out else None


async def newest(app: App, scope: WorkspaceId, publication_id: str) -> Figures | None:
    """What was read last."""
    found = await app.store.find(scope, Figures, order="-at", limit=1, publication_id=publication_id)
    return found[0] if found else None


# -- the jobs ----------------------------------------------------------------------------------------------------------


async def read_asked(app: App, scope: WorkspaceId, key: str, *, last: bool = False) -> None:
    """Reads what a person asked for. `key`: the publication and the act. Raises what passes, unless `last`.

    Notice `unread` where it cannot be, with the publication, the act and the error's name.
    """
    publication_id, _, action_id = key.partition(":")
    publication, began = await app.store.get(scope, Publication, publication_id), app.clock.now()
    try:
        await _read(app, publication, ActionId(action_id))
    except TRANSIENT as error:
        if not last:
            raise
        await _tell(app, publication, action_id, error, began)
    except NetworkError as error:
        await _tell(app, publication, action_id, error, began)


async def _tell(app: App, publication: Publication, action_id: str, error: NetworkError, began: datetime) -> None:
    async with app.together() as inside:
        key = f"{publication.id}:{action_id}:{type(error).__name__}"
        await notify(inside, publication.workspace_id, "unread", key)
        await lose_where_rejected(inside, publication.connection_id, error, began)


async def follow(app: App, scope: WorkspaceId, key: str, *, last: bool = False) -> None:
    """Reads what a standing order wants read now, and asks for the next time. `key`: publication, number of the moment.

    Without a live order nothing is read, and nothing more is asked for. Raises what passes, unless `last`.
    """
    publication_id, _, number = key.partition(":")
    publication = await app.store.get(scope, Publication, publication_id)
    order, began = await _order(app, publication), app.clock.now()
    if order is None:
        return
    try:
        await _read(app, publication, order.action_id)
    except TRANSIENT:
        if not last:
            raise
    except NetworkError as error:
        async with app.together() as inside:
            await lose_where_rejected(inside, publication.connection_id, error, began)
    following = next_look(publication, int(number) + 1, app.clock.now())
    if following is not None:
        await app.store.enqueue(scope, following)


async def _order(app: App, publication: Publication) -> StandingOrder | None:
    if metrics_of(app, publication) is None:
        return None
    return await standing.live(app, publication.workspace_id, publication.connection_id, Purpose.READ_ENGAGEMENT)


async def _read(app: App, publication: Publication, action: ActionId) -> None:
    """Reads its figures and keeps them beside the older ones. Raises `NetworkError` and `StoreError`."""
    metrics, scope = metrics_of(app, publication), publication.workspace_id
    if metrics is None:
        raise Missing("no post of ours whose figures can be read")
    account = await app.store.get(scope, Connection, publication.connection_id)
    wanted = Wanted(
        connection=account,
        purpose=Purpose.READ_ENGAGEMENT,
        action=action,
        subject=f"publication:{publication.id}",
    )
    remote_id = publication.remote_id or ""

    async def reading(credential: Credential) -> dict[str, int]:
        counted = await metrics(app.api, credential, account, remote_id)
        return {name: max(0, min(count, MOST)) for name, count in counted.items()}

    counts = await lending.used(app, wanted, reading)
    read = Figures(id=new_id(), workspace_id=scope, publication_id=publication.id, at=app.clock.now(), counts=counts)
    async with app.together() as inside:
        await inside.store.add(scope, read)
        await changed(inside, scope, publication.post_id)


def next_look(publication: Publication, number: int, now: datetime) -> Job | None:
    """The first look from this number on that is still ahead; where all are past, none."""
    out = publication.published_at
    if out is None:
        return None
    ahead = ((n, out + after) for n, after in enumerate(MOMENTS) if n >= number and out + after > now)
    found = next(ahead, None)
    if found is None:
        return None
    n, at = found
    return job("measure", f"{publication.id}:{n}", publication.workspace_id, at)


async def begin(app: App, published: list[Publication]) -> None:
    """These have just gone out: those whose accounts are followed are looked at in time. In the saving transaction."""
    measured = [one for one in published if metrics_of(app, one) is not None]
    if not measured:
        return
    accounts = {one.connection_id for one in measured}
    orders = await app.store.find(
        EVERYWHERE, StandingOrder, connection_id=accounts, purpose=Purpose.READ_ENGAGEMENT, revoked_at=None
    )
    now = app.clock.now()
    followed = {order.connection_id for order in orders if standing.is_live(order, now)}
    looks = [next_look(one, 0, now) for one in measured if one.connection_id in followed]
    await app.store.enqueue(EVERYWHERE, *(look for look in looks if look is not None))


async def catch_up(app: App, scope: WorkspaceId, connection_id: ConnectionId) -> None:
    """What went out before the order was given is followed from now on, as long as a look at it is ahead."""
    out = await app.store.find(scope, Publication, connection_id=connection_id, state=State.PUBLISHED)
    now = app.clock.now()
    looks = [next_look(one, 0, now) for one in out if metrics_of(app, one) is not None]
    await app.store.enqueue(scope, *(look for look in looks if look is not None))

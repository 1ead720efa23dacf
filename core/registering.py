"""Who we are where nobody registers us: by a key of the installation, made once, sealed, the same for all processes."""

from collections.abc import Callable
from dataclasses import replace

from core.app import App
from core.errors import Stale
from core.model import ClientApp, new_id
from core.ports import EVERYWHERE, OurApp

SECRET = "app"  # noqa: S105 - the name that the key is kept under


async def own_app(app: App, network: str, made: Callable[[str], OurApp]) -> OurApp:
    """What we are at this network under our present address; `made` makes it, the first time.

    It lies in the database, sealed, and not in a file: several machines are one client, and a login that was begun at
    one of them is finished at another. Raises `Unavailable` and `StoreUnavailable`.
    """
    try:
        return await _kept(app, network) or await _keep(app, network, made(app.address))
    except Stale:  # another process made it at the same moment: theirs is ours
        return await _kept(app, network) or await _keep(app, network, made(app.address))


async def _kept(app: App, network: str) -> OurApp | None:
    found = await app.store.find(EVERYWHERE, ClientApp, network=network, server=app.address)
    if not found:
        return None
    things = await app.vault.take(app.store, found[0], found[0].secret)
    return OurApp(id=found[0].client_id, secret=things[SECRET])


async def _keep(app: App, network: str, ours: OurApp) -> OurApp:
    async with app.together() as inside:
        blank = ClientApp(
            id=new_id(),
            network=network,
            server=app.address,
            address=app.address,
            client_id=ours.id,
            secret=b"",
            created_at=app.clock.now(),
        )
        sealed = await app.vault.lay(inside.store, blank, {SECRET: ours.secret})
        await inside.store.add(EVERYWHERE, replace(blank, secret=sealed))
    return ours

from datetime import timedelta

from core.ports import EVERYWHERE
from storage.purge import purge
from storage.store import SqlStore
from tests.making import NOW, World


async def test_what_is_over_is_deleted_and_nothing_else(store: SqlStore, world: World) -> None:
    assert await purge(store.database, NOW + timedelta(hours=1)) == {}
    assert set(await purge(store.database, NOW + timedelta(days=400))) == {
        "inbox",
        "outbox",
        "acts",
        "invites",
        "paces",
    }
    left = {type(noun): await store.count(EVERYWHERE, type(noun)) for noun in world.nouns()}
    over = {type(one) for one in (world.delivery, world.outgoing, world.act, world.invite, world.pace)}
    assert {kind for kind, count in left.items() if not count} == over

from dataclasses import replace
from datetime import timedelta

from core.model import DataKey, KeyOf, new_id
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
        "tickets",
    }
    left = {type(noun): await store.count(EVERYWHERE, type(noun)) for noun in world.nouns()}
    over = {type(one) for one in (world.delivery, world.outgoing, world.act, world.invite, world.pace, world.ticket)}
    assert {kind for kind, count in left.items() if not count} == over


async def test_the_key_of_a_ticket_goes_when_the_ticket_is_gone(store: SqlStore, world: World) -> None:
    owners = (KeyOf.TICKET, world.ticket.id), (KeyOf.TICKET, new_id()), (KeyOf.CLIENT, new_id())
    await store.add(EVERYWHERE, *(replace(world.data_key, id=new_id(), of=of, owner=owner) for of, owner in owners))
    assert await purge(store.database, NOW + timedelta(minutes=30)) == {}
    assert await purge(store.database, NOW + timedelta(hours=2)) == {"data_keys": 1}
    assert (await purge(store.database, NOW + timedelta(days=2)))["data_keys"] == 1
    assert {key.of for key in await store.find(EVERYWHERE, DataKey)} == {KeyOf.CONNECTION, KeyOf.CLIENT}

from dataclasses import replace
from datetime import timedelta

from core.model import ActionId, ConversationId, DataKey, KeyOf, PersonId, Ticket, WorkspaceId, new_id
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


async def test_the_key_of_a_ticket_goes_when_the_ticket_is_gone(store: SqlStore, world: World) -> None:
    ticket = replace(WAITING, workspace_id=world.workspace.id, person_id=world.person.id, id=new_id())
    ticket = replace(ticket, conversation_id=world.conversation.id, action_id=world.action.id)
    keys = [key_of(KeyOf.TICKET, ticket.id), key_of(KeyOf.TICKET, new_id()), key_of(KeyOf.CLIENT, new_id())]
    await store.add(EVERYWHERE, ticket, *keys)
    assert await purge(store.database, NOW + timedelta(minutes=30)) == {}
    assert await purge(store.database, NOW + timedelta(hours=2)) == {"data_keys": 1}
    assert (await purge(store.database, NOW + timedelta(days=2)))["data_keys"] == 1
    assert [key.of for key in await store.find(EVERYWHERE, DataKey)] == [KeyOf.CLIENT]


def key_of(of: KeyOf, owner: str) -> DataKey:
    return DataKey(id=new_id(), workspace_id=None, of=of, owner=owner, kek="file:1", wrapped=b"", created_at=NOW)


WAITING = Ticket(
    id="",
    workspace_id=WorkspaceId(""),
    person_id=PersonId(""),
    conversation_id=ConversationId(""),
    network="locked",
    server="",
    connection_id=None,
    action_id=ActionId(""),
    link="0" * 64,
    created_at=NOW,
    expires_at=NOW + timedelta(minutes=10),
)

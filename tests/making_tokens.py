"""Valid nouns of what networks gave us, for `tests.making`."""

from datetime import timedelta
from typing import Any

from core.model import (
    Action,
    ClientApp,
    Connection,
    Conversation,
    DataKey,
    Figures,
    Grant,
    KeyOf,
    Publication,
    Purpose,
    StandingOrder,
    Ticket,
    Use,
    new_id,
)


def data_key(connection: Connection, **given: Any) -> DataKey:
    kept = {"id": new_id(), "of": KeyOf.CONNECTION, "owner": connection.id, "kek": "file:1", "wrapped": b"\1"}
    return DataKey(workspace_id=connection.workspace_id, created_at=connection.created_at, **(kept | given))


def grant(connection: Connection, key: DataKey, **given: Any) -> Grant:
    kept = {"generation": 1, "access": b"\1", "refresh": None, "key": None, "client": None, "facts": {"issuer": "x"}}
    kept |= {"data_key_id": key.id, "issued_at": connection.created_at}
    return Grant(id=connection.id, workspace_id=connection.workspace_id, **(kept | given))


def order(connection: Connection, action: Action, **given: Any) -> StandingOrder:
    kept = {"id": new_id(), "purpose": Purpose.READ_ENGAGEMENT, "person_id": action.person_id, "action_id": action.id}
    kept |= {"created_at": action.at, "expires_at": action.at + timedelta(days=365)}
    return StandingOrder(workspace_id=connection.workspace_id, connection_id=connection.id, **(kept | given))


def use(connection: Connection, action: Action, **given: Any) -> Use:
    kept = {"id": new_id(), "number": 1, "at": action.at, "purpose": Purpose.PUBLISH, "action_id": action.id}
    kept |= {"person_id": action.person_id, "order_id": None, "network": connection.network, "generation": 1}
    kept |= {"subject": "", "previous": "", "mac": "0" * 64}
    return Use(workspace_id=connection.workspace_id, connection_id=connection.id, **(kept | given))


def ticket(conversation: Conversation, action: Action, **given: Any) -> Ticket:
    kept: dict[str, Any] = {"id": new_id(), "network": "mastodon", "server": "", "connection_id": None}
    kept |= {"link": new_id() * 2, "created_at": action.at, "expires_at": action.at + timedelta(minutes=10)}
    kept |= {"workspace_id": action.workspace_id, "person_id": action.person_id, "action_id": action.id}
    return Ticket(conversation_id=conversation.id, **(kept | given))


def client_app(connection: Connection, **given: Any) -> ClientApp:
    kept = {"id": new_id(), "network": "mastodon", "server": f"https://{new_id()}.example", "client_id": "ours"}
    kept |= {"address": "https://marketing.example"}
    return ClientApp(secret=b"\1", created_at=connection.created_at, **(kept | given))


def figures(publication: Publication, **given: Any) -> Figures:
    kept = {"id": new_id(), "at": publication.created_at, "counts": {"likes": 3}}
    return Figures(workspace_id=publication.workspace_id, publication_id=publication.id, **(kept | given))

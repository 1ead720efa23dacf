"""Valid nouns for tests: each function needs only what the noun belongs to, and takes any field by name."""

from dataclasses import dataclass, fields
from datetime import UTC, datetime, timedelta
from typing import Any

from core.model import (
    Action,
    ActionId,
    ActionKind,
    ActToken,
    Attempt,
    Card,
    ClientApp,
    Connection,
    ConnectionId,
    Conversation,
    ConversationId,
    DataKey,
    Delivery,
    Figures,
    File,
    Grant,
    Identity,
    Invite,
    Job,
    MediaKind,
    Membership,
    Origin,
    Outgoing,
    Pace,
    Person,
    PersonId,
    Post,
    PostId,
    Publication,
    PublicationId,
    Registration,
    Role,
    Said,
    Sense,
    Sensing,
    StandingOrder,
    Ticket,
    Use,
    Version,
    Workspace,
    WorkspaceId,
    Writing,
    new_id,
)
from core.ports import Noun
from tests import making_tokens as tokens

NOW = datetime(2026, 6, 4, 7, 0, tzinfo=UTC)
"""When everything is made: the moment at which the fixture `clock` stands, too."""


def person(**given: Any) -> Person:
    kept = {"name": "Anna Bērziņa", "language": "lv", "zone": "Europe/Riga", "created_at": NOW}
    return Person(id=given.pop("id", PersonId(new_id())), **(kept | given))


def identity(person: Person, **given: Any) -> Identity:
    kept = {"platform": "telegram", "team": "", "user": new_id(), "created_at": NOW}
    return Identity(id=given.pop("id", new_id()), person_id=person.id, **(kept | given))


def workspace(**given: Any) -> Workspace:
    kept = {"name": "Maizes ceptuve", "language": "lv", "zone": "Europe/Riga", "created_at": NOW}
    return Workspace(id=given.pop("id", WorkspaceId(new_id())), **(kept | given))


def membership(workspace: Workspace, person: Person, role: Role = Role.OWNER, **given: Any) -> Membership:
    kept = {"id": new_id(), "workspace_id": workspace.id, "person_id": person.id, "created_at": NOW}
    return Membership(role=role, **(kept | given))


def invite(workspace: Workspace, by: Person, **given: Any) -> Invite:
    kept = {"id": new_id() * 2, "role": Role.AUTHOR, "created_at": NOW, "expires_at": NOW + timedelta(days=1)}
    return Invite(workspace_id=workspace.id, by=by.id, **(kept | given))


def connection(workspace: Workspace, by: Person, **given: Any) -> Connection:
    kept = {"network": "sandbox", "account": new_id(), "title": "Maizes ceptuve", "url": "http://127.0.0.1/s/m"}
    kept |= {"id": ConnectionId(new_id()), "created_at": NOW}
    return Connection(workspace_id=workspace.id, by=by.id, **(kept | given))


def post(workspace: Workspace, author: Person, **given: Any) -> Post:
    kept = {
        "id": PostId(new_id()),
        "brief": "Jauna rudzu maize",
        "language": "lv",
        "created_at": NOW,
        "updated_at": NOW,
    }
    return Post(workspace_id=workspace.id, author_id=author.id, **(kept | given))


def version(post: Post, **given: Any) -> Version:
    kept = {
        "id": new_id(),
        "number": 1,
        "text": "Rīt cepam rudzu maizi. Nāc!",
        "origin": Origin.HUMAN,
        "created_at": NOW,
    }
    return Version(workspace_id=post.workspace_id, post_id=post.id, **({"by": post.author_id} | kept | given))


def publication(post: Post, connection: Connection, **given: Any) -> Publication:
    kept = {"id": PublicationId(new_id()), "network": connection.network, "created_at": NOW, "updated_at": NOW}
    kept |= {"post_id": post.id, "connection_id": connection.id}
    return Publication(workspace_id=post.workspace_id, **(kept | given))


def attempt(publication: Publication, **given: Any) -> Attempt:
    kept = {"id": new_id(), "number": 1, "payload_hash": "0" * 64, "started_at": NOW}
    return Attempt(workspace_id=publication.workspace_id, publication_id=publication.id, **(kept | given))


def action(workspace: Workspace, person: Person, kind: ActionKind = ActionKind.CREATED, **given: Any) -> Action:
    kept = {"id": ActionId(new_id()), "at": NOW, "platform": "telegram"}
    return Action(workspace_id=workspace.id, person_id=person.id, kind=kind, **(kept | given))


def writing(post: Post, action: Action, **given: Any) -> Writing:
    kept = {"id": new_id(), "person_id": action.person_id, "task": "variants", "created_at": NOW}
    return Writing(workspace_id=post.workspace_id, post_id=post.id, action_id=action.id, **(kept | given))


def sensing(workspace: Workspace, person: Person, **given: Any) -> Sensing:
    kept = {"id": new_id(), "sense": Sense.HEAR, "created_at": NOW}
    return Sensing(workspace_id=workspace.id, person_id=person.id, **(kept | given))


def conversation(workspace: Workspace, person: Person, **given: Any) -> Conversation:
    kept = {
        "platform": "telegram",
        "team": "",
        "chat": new_id(),
        "user": new_id(),
        "created_at": NOW,
        "updated_at": NOW,
    }
    kept |= {"id": ConversationId(new_id())}
    return Conversation(workspace_id=workspace.id, person_id=person.id, **(kept | given))


def said(**given: Any) -> Said:
    return Said(**({"platform": "telegram", "chat": "1", "user": "1", "text": "Jauna rudzu maize"} | given))


def delivery(**given: Any) -> Delivery:
    kept = {"id": new_id(), "platform": "telegram", "key": new_id(), "lane": "telegram:1", "received_at": NOW}
    return Delivery(**(kept | {"said": said()} | given))


def card(conversation: Conversation, **given: Any) -> Card:
    kept: dict[str, Any] = {"id": new_id(), "screen": "preview", "args": {}, "subject": "", "view": "{}"}
    kept |= {"fingerprint": "0" * 64, "created_at": NOW, "updated_at": NOW}
    kept |= {name: getattr(conversation, name) for name in ("platform", "team", "chat", "person_id", "workspace_id")}
    return Card(conversation_id=conversation.id, **(kept | given))


def act(card: Card, **given: Any) -> ActToken:
    kept: dict[str, Any] = {"id": new_id()[:18], "verb": "approve", "args": {}, "subject": "", "version": 1}
    kept |= {"person_id": card.person_id, "created_at": NOW, "expires_at": NOW + timedelta(days=30)}
    return ActToken(card_id=card.id, workspace_id=card.workspace_id, **(kept | given))


def outgoing(card: Card | None = None, **given: Any) -> Outgoing:
    kept: dict[str, Any] = {"id": new_id(), "platform": "telegram", "team": "", "chat": "1", "created_at": NOW}
    return Outgoing(**(kept | {"card_id": card.id if card else None} | given))


def job(workspace: Workspace | None = None, **given: Any) -> Job:
    kept = {"id": new_id(), "kind": "tell", "key": new_id(), "run_at": NOW, "created_at": NOW}
    return Job(**(kept | {"workspace_id": workspace.id if workspace else None} | given))


def file(workspace: Workspace, owner: Person, **given: Any) -> File:
    kept = {"kind": MediaKind.IMAGE, "mime": "image/jpeg", "digest": "0" * 64, "bytes": 3, "width": 4, "height": 3}
    return File(id=new_id(), workspace_id=workspace.id, by=owner.id, created_at=NOW, **(kept | given))


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """One noun of every kind, in the order in which they can be stored; another `world` shares nothing with it."""

    person: Person
    workspace: Workspace
    identity: Identity
    membership: Membership
    invite: Invite
    connection: Connection
    data_key: DataKey
    grant: Grant
    file: File
    post: Post
    version: Version
    publication: Publication
    attempt: Attempt
    figures: Figures
    action: Action
    standing_order: StandingOrder
    use: Use
    writing: Writing
    sensing: Sensing
    conversation: Conversation
    ticket: Ticket
    client_app: ClientApp
    delivery: Delivery
    card: Card
    act: ActToken
    outgoing: Outgoing
    pace: Pace
    registration: Registration
    job: Job

    @property
    def of_nobody(self) -> tuple[Noun, ...]:
        """What belongs to no workspace and to nobody."""
        return self.pace, self.registration, self.client_app

    def nouns(self) -> list[Noun]:
        """All of them, each after what it refers to."""
        return [getattr(self, field.name) for field in fields(self)]


def world(**given: Any) -> World:
    """`given` are fields of the person."""
    owner, shop = person(**given), workspace()
    account, content = connection(shop, owner), post(shop, owner)
    asked, talk = action(shop, owner), conversation(shop, owner)
    planned, shown = publication(content, account), card(talk)
    key = tokens.data_key(account)
    return World(
        person=owner,
        workspace=shop,
        identity=identity(owner),
        membership=membership(shop, owner),
        invite=invite(shop, owner),
        connection=account,
        data_key=key,
        grant=tokens.grant(account, key),
        file=file(shop, owner),
        post=content,
        version=version(content),
        publication=planned,
        attempt=attempt(planned),
        figures=tokens.figures(planned),
        action=asked,
        standing_order=tokens.order(account, asked),
        use=tokens.use(account, asked),
        writing=writing(content, asked),
        sensing=sensing(shop, owner),
        conversation=talk,
        ticket=tokens.ticket(talk, asked),
        client_app=tokens.client_app(account),
        delivery=delivery(),
        card=shown,
        act=act(shown),
        outgoing=outgoing(shown),
        pace=Pace(id=f"telegram:{new_id()}", free_at=NOW),
        registration=Registration(id=f"telegram:{new_id()}", fingerprint="0" * 64, at=NOW),
        job=job(shop),
    )

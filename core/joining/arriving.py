"""A person speaks for the first time: who they are to us, and the workspace that they get."""

from functools import cache
from zoneinfo import available_timezones

from core.app import App
from core.checks import clean
from core.model import (
    Connection,
    ConnectionId,
    Conversation,
    ConversationId,
    Identity,
    Membership,
    Person,
    PersonId,
    Role,
    Said,
    Workspace,
    WorkspaceId,
    new_id,
)
from core.ports import EVERYWHERE
from core.texts import closest

LOCAL = frozenset({"terminal", "browser"})
"""Chats of this machine's own: who is called the same there is the same person in each of them."""
NAME_MOST = 80
"""The longest name of a person, in characters: a platform lets people call themselves anything."""


async def arrive(app: App, said: Said) -> tuple[Conversation, bool]:
    """The conversation this was said in, and whether the person is new here: then they get a workspace of their own."""
    found = await app.store.find(
        EVERYWHERE, Conversation, platform=said.platform, team=said.team, chat=said.chat, user=said.user
    )
    if found:
        return found[0], False
    identity = await app.store.find(EVERYWHERE, Identity, platform=known_as(said), team=said.team, user=said.user)
    if identity:
        person_id, workspace_id, new = identity[0].person_id, await _home(app, identity[0].person_id), False
    else:
        person_id, workspace_id = await _welcome(app, said)
        new = True
    now = app.clock.now()
    conversation = Conversation(
        id=ConversationId(new_id()),
        platform=said.platform,
        team=said.team,
        chat=said.chat,
        user=said.user,
        person_id=person_id,
        workspace_id=workspace_id,
        created_at=now,
        updated_at=now,
        private=said.private,
    )
    await app.store.add(EVERYWHERE, conversation)
    return conversation, new


async def is_known(app: App, said: Said) -> bool:
    """Whether we know who speaks, from here or from a private chat."""
    return bool(await app.store.count(EVERYWHERE, Identity, platform=known_as(said), team=said.team, user=said.user))


def known_as(said: Said) -> str:
    """Under which platform's name the person is known."""
    return "local" if said.platform in LOCAL else said.platform


async def _home(app: App, person_id: PersonId) -> WorkspaceId:
    """The workspace the person spoke in last, or belongs to first."""
    if talks := await app.store.find(EVERYWHERE, Conversation, order="-updated_at", limit=1, person_id=person_id):
        return talks[0].workspace_id
    return (await app.store.find(EVERYWHERE, Membership, person_id=person_id))[0].workspace_id


async def _welcome(app: App, said: Said) -> tuple[PersonId, WorkspaceId]:
    now = app.clock.now()
    language = closest(said.language)
    # The zone that a platform tells is a guess: the workspace begins with it, the person confirms it.
    person = Person(id=PersonId(new_id()), name=_name(said), language=language, zone="", created_at=now)
    identity = Identity(
        id=new_id(), person_id=person.id, platform=known_as(said), team=said.team, user=said.user, created_at=now
    )
    await app.store.add(EVERYWHERE, person, identity)
    workspace = await open_workspace(app, person, person.name, zone=zone_told(said))
    return person.id, workspace.id


def _name(said: Said) -> str:
    """What the person calls themselves, on one line, without what nobody sees, and no longer than a screen bears."""
    words = " ".join(clean(said.name).split()) or " ".join(clean(said.user).split())
    return words[:NAME_MOST].rstrip()


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


def zone_told(said: Said) -> str:
    """The time zone that the platform told, where there is one of that name; it is a guess."""
    return said.zone if said.zone in _zones() else ""


async def open_workspace(app: App, person: Person, name: str, *, zone: str = "") -> Workspace:
    """A new workspace owned by the person, with an account at every network that needs no keys."""
    now = app.clock.now()
    known = person.zone or zone or "UTC"
    workspace = Workspace(id=WorkspaceId(new_id()), name=name, language=person.language, zone=known, created_at=now)
    membership = Membership(
        id=new_id(), workspace_id=workspace.id, person_id=person.id, role=Role.OWNER, created_at=now
    )
    await app.store.add(EVERYWHERE, workspace, membership, *_keyless(app, workspace, person.id))
    return workspace


def _keyless(app: App, workspace: Workspace, by: PersonId) -> list[Connection]:
    return [
        Connection(
            id=ConnectionId(new_id()),
            workspace_id=workspace.id,
            network=network.name,
            account=workspace.id[-12:],
            title=workspace.name,
            url=f"{app.api.base(network.name)}/s/{workspace.id[-12:]}",
            by=by,
            created_at=app.clock.now(),
        )
        for network in app.networks.values()
        if network.login is None
    ]

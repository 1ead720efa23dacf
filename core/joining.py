"""Arriving, inviting, joining and switching: how a person gets into a workspace and what they are in it."""

import hashlib
import secrets
from dataclasses import replace
from datetime import timedelta
from typing import Any
from zoneinfo import available_timezones

from core.app import App
from core.errors import Invalid, Missing
from core.model import (
    Action,
    ActionId,
    ActionKind,
    Card,
    Connection,
    ConnectionId,
    Conversation,
    ConversationId,
    Delivery,
    Identity,
    Invite,
    Membership,
    Person,
    PersonId,
    Post,
    Role,
    Said,
    Version,
    Workspace,
    WorkspaceId,
    Writing,
    new_id,
)
from core.ports import EVERYWHERE, Noun
from core.telling import changed
from core.texts import LANGUAGES, closest

INVITE_LASTS = timedelta(hours=24)


async def arrive(app: App, said: Said) -> tuple[Conversation, bool]:
    """The conversation this was said in, and whether the person is new here: then they get a workspace of their own."""
    found = await app.store.find(
        EVERYWHERE, Conversation, platform=said.platform, team=said.team, chat=said.chat, user=said.user
    )
    if found:
        return found[0], False
    identity = await app.store.find(EVERYWHERE, Identity, platform=said.platform, team=said.team, user=said.user)
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
    )
    await app.store.add(EVERYWHERE, conversation)
    return conversation, new


async def _home(app: App, person_id: PersonId) -> WorkspaceId:
    """The workspace the person spoke in last, or belongs to first."""
    if talks := await app.store.find(EVERYWHERE, Conversation, order="-updated_at", limit=1, person_id=person_id):
        return talks[0].workspace_id
    return (await app.store.find(EVERYWHERE, Membership, person_id=person_id))[0].workspace_id


async def _welcome(app: App, said: Said) -> tuple[PersonId, WorkspaceId]:
    now = app.clock.now()
    language = closest(said.language)
    # The zone that a platform tells is a guess: the workspace begins with it, the person confirms it.
    person = Person(id=PersonId(new_id()), name=said.name or said.user, language=language, zone="", created_at=now)
    identity = Identity(
        id=new_id(), person_id=person.id, platform=said.platform, team=said.team, user=said.user, created_at=now
    )
    await app.store.add(EVERYWHERE, person, identity)
    workspace = await open_workspace(
        app, person, person.name, zone=said.zone if said.zone in available_timezones() else ""
    )
    return person.id, workspace.id


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


async def membership_of(app: App, scope: WorkspaceId, person_id: PersonId) -> Membership:
    """The person's place in the workspace. Raises `Missing`."""
    found = await app.store.find(scope, Membership, person_id=person_id)
    if not found:
        raise Missing("membership")
    return found[0]


async def workspaces_of(app: App, person_id: PersonId) -> list[tuple[Workspace, Role]]:
    """Every workspace the person belongs to, by name."""
    places = await app.store.find(EVERYWHERE, Membership, person_id=person_id)
    found = await app.store.find(EVERYWHERE, Workspace, id=[place.workspace_id for place in places])
    roles = {place.workspace_id: place.role for place in places}
    return sorted(((one, roles[one.id]) for one in found), key=lambda pair: (pair[0].name.casefold(), pair[0].id))


async def team_of(app: App, scope: WorkspaceId) -> list[tuple[Person, Role]]:
    """Who belongs to the workspace, in the order they came."""
    places = await app.store.find(scope, Membership)
    people = {one.id: one for one in await app.store.find(EVERYWHERE, Person, id=[p.person_id for p in places])}
    return [(people[place.person_id], place.role) for place in places]


async def record(app: App, scope: WorkspaceId, person: PersonId, kind: ActionKind, note: str = "") -> None:
    """Keeps that the person did this."""
    action = Action(
        id=ActionId(new_id()), workspace_id=scope, person_id=person, kind=kind, at=app.clock.now(), note=note
    )
    await app.store.add(scope, action)


def invite_subject(invite_id: str) -> str:
    """What a card about the invite is about."""
    return f"invite:{invite_id[:32]}"


def fingerprint(code: str) -> str:
    """The id of the invite that the code is for."""
    return hashlib.sha256(code.strip().encode()).hexdigest()


async def invite(app: App, scope: WorkspaceId, person: PersonId, role: Role) -> str:
    """A code that lets one person in with this role, once, within a day. Only its hash is kept: show it now."""
    code = secrets.token_urlsafe(16)
    now = app.clock.now()
    await app.store.add(
        scope,
        Invite(
            id=fingerprint(code),
            workspace_id=scope,
            role=role,
            by=person,
            created_at=now,
            expires_at=now + INVITE_LASTS,
        ),
    )
    await record(app, scope, person, ActionKind.INVITED, role)
    return code


async def join(app: App, person: PersonId, code: str) -> tuple[Workspace, Role]:
    """Uses the invite up. Raises `Invalid` ("invite-unknown", "invite-used", "invite-expired", "invite-member")."""
    try:
        found = await app.store.get(EVERYWHERE, Invite, fingerprint(code))
    except Missing as error:
        raise Invalid("invite-unknown") from error
    now = app.clock.now()
    if found.used_at is not None:
        raise Invalid("invite-used")
    if found.expires_at <= now:
        raise Invalid("invite-expired")
    if await app.store.count(found.workspace_id, Membership, person_id=person):
        raise Invalid("invite-member")
    await app.store.change(found.workspace_id, found, replace(found, used_by=person, used_at=now))
    member = Membership(id=new_id(), workspace_id=found.workspace_id, person_id=person, role=found.role, created_at=now)
    await app.store.add(found.workspace_id, member)
    await changed(app, found.workspace_id, invite_subject(found.id))
    await record(app, found.workspace_id, person, ActionKind.JOINED, found.role)
    return await app.store.get(found.workspace_id, Workspace, found.workspace_id), found.role


async def open_invites(app: App, scope: WorkspaceId) -> list[Invite]:
    """The invites that could still be used, the oldest first."""
    found = await app.store.find(scope, Invite, order="created_at", used_at=None)
    return [one for one in found if one.expires_at > app.clock.now()]


async def revoke(app: App, scope: WorkspaceId, by: PersonId, invite_id: str) -> None:
    """Takes an invite back. Raises `Missing`, and `Invalid("invite-used")` where somebody came in by it."""
    found = await app.store.get(scope, Invite, invite_id)
    if found.used_at is not None:
        raise Invalid("invite-used")
    await app.store.remove(scope, found)
    await record(app, scope, by, ActionKind.INVITED, "revoked")
    await changed(app, scope, invite_subject(found.id))


async def _revoke_all_by(app: App, scope: WorkspaceId, person: PersonId) -> None:
    """Who may no longer invite must not come back, or up again, by a code made before."""
    await app.store.remove(scope, *await app.store.find(scope, Invite, by=person, used_at=None))


async def give_role(app: App, scope: WorkspaceId, by: PersonId, person: PersonId, role: Role) -> None:
    """Changes what a person is. Raises `Invalid("team-last-owner")` rather than leave a workspace without an owner."""
    place = await membership_of(app, scope, person)
    if place.role is Role.OWNER and role is not Role.OWNER:
        await _must_leave_an_owner(app, scope)
        await _revoke_all_by(app, scope, person)
    await app.store.change(scope, place, replace(place, role=role))
    await record(app, scope, by, ActionKind.ROLE_CHANGED, role)


async def let_go(app: App, scope: WorkspaceId, by: PersonId, person: PersonId) -> None:
    """Takes a person out of the workspace. Raises `Invalid("team-last-owner")`."""
    place = await membership_of(app, scope, person)
    if place.role is Role.OWNER:
        await _must_leave_an_owner(app, scope)
    await app.store.remove(scope, place)
    await _revoke_all_by(app, scope, person)
    await record(app, scope, by, ActionKind.ROLE_CHANGED, "none")


async def _must_leave_an_owner(app: App, scope: WorkspaceId) -> None:
    if await app.store.count(scope, Membership, role=Role.OWNER) <= 1:
        raise Invalid("team-last-owner")


async def set_person(app: App, person: Person, *, language: str | None = None, zone: str | None = None) -> Person:
    """Changes the person's language or zone, and with it that of workspaces where nobody else is."""
    if language is not None and language not in LANGUAGES:
        raise Invalid("language-unknown")
    changed = replace(person, language=language or person.language, zone=zone or person.zone)
    saved = await app.store.change(EVERYWHERE, person, changed)
    if zone is not None:
        for workspace, role in await workspaces_of(app, person.id):
            if role is Role.OWNER and await app.store.count(workspace.id, Membership) == 1:
                await app.store.change(workspace.id, workspace, replace(workspace, zone=zone))
    return saved


async def set_workspace(app: App, workspace: Workspace, by: PersonId, **changes: Any) -> Workspace:
    """Changes settings of the workspace, and keeps who did. Accounts that bear its name follow a new one."""
    saved = await app.store.change(workspace.id, workspace, replace(workspace, **changes))
    if saved.name != workspace.name:
        for account in await app.store.find(workspace.id, Connection, title=workspace.name):
            await app.store.change(workspace.id, account, replace(account, title=saved.name))
    await record(app, workspace.id, by, ActionKind.SETTING_CHANGED, ", ".join(sorted(changes)))
    return saved


KEPT: tuple[tuple[type[Noun], str], ...] = (
    (Identity, "person_id"),
    (Membership, "person_id"),
    (Post, "author_id"),
    (Version, "by"),
    (Writing, "person_id"),
    (Action, "person_id"),
    (Connection, "by"),
    (Invite, "by"),
    (Conversation, "person_id"),
    (Card, "person_id"),
)
"""What names a person, and by which field."""


async def kept_about(app: App, person: PersonId) -> dict[str, int]:
    """How much of each kind is kept of what this person did or was shown, in all workspaces; keys are small letters."""
    counts = {kind.__name__.lower(): await app.store.count(EVERYWHERE, kind, **{by: person}) for kind, by in KEPT}
    talks = await app.store.find(EVERYWHERE, Conversation, person_id=person)
    lanes = [f"{talk.platform}:{talk.team}:{talk.chat}:{talk.user}" for talk in talks]
    return counts | {"delivery": await app.store.count(EVERYWHERE, Delivery, lane=lanes)}

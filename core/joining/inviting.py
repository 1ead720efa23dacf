"""The way in: a code for one person and one day; and the way to another role, or out."""

import hashlib
import secrets
from dataclasses import replace
from datetime import timedelta

from core import standing
from core.app import App
from core.errors import Invalid, Missing
from core.joining.places import membership_of
from core.joining.settling import record
from core.model import ActionKind, Invite, Membership, PersonId, Role, Workspace, WorkspaceId, new_id
from core.ports import EVERYWHERE
from core.telling import changed, job

INVITE_LASTS = timedelta(hours=24)


def invite_subject(invite_id: str) -> str:
    """What a card about the invite is about."""
    return f"invite:{invite_id[:32]}"


def fingerprint(code: str) -> str:
    """The id of the invite that the code is for."""
    return hashlib.sha256(code.strip().encode()).hexdigest()


async def is_invite(app: App, code: str) -> bool:
    """Whether there is, or was, such an invitation."""
    return bool(await app.store.count(EVERYWHERE, Invite, id=fingerprint(code)))


async def invite(app: App, scope: WorkspaceId, person: PersonId, role: Role) -> str:
    """A code that lets one person in with this role, once, within a day. Only its hash is kept: show it now.

    The card that shows it forgets it as soon as it is used, revoked or over: it is drawn anew then.
    """
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
    over = job("refresh", invite_subject(fingerprint(code)), scope, now + INVITE_LASTS)
    await app.store.enqueue(scope, over)
    return code


async def join(app: App, person: PersonId, code: str) -> tuple[Workspace, Role]:
    """Uses the invite up. Raises `Invalid` ("invite-unknown", "invite-used", "invite-expired", "invite-member")."""
    try:
        found = await app.store.get(EVERYWHERE, Invite, fingerprint(code))
    except Missing as error:
        raise Invalid("invite-unknown") from error
    if await app.store.count(found.workspace_id, Membership, person_id=person):
        raise Invalid("invite-member")
    now = app.clock.now()
    if found.used_at is not None:
        raise Invalid("invite-used")
    if found.expires_at <= now:
        raise Invalid("invite-expired")
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
        await standing.end_all_by(app, scope, person)
    await app.store.change(scope, place, replace(place, role=role))
    await record(app, scope, by, ActionKind.ROLE_CHANGED, role)


async def let_go(app: App, scope: WorkspaceId, by: PersonId, person: PersonId) -> None:
    """Takes a person out of the workspace. Raises `Invalid("team-last-owner")`."""
    place = await membership_of(app, scope, person)
    if place.role is Role.OWNER:
        await _must_leave_an_owner(app, scope)
    await app.store.remove(scope, place)
    await _revoke_all_by(app, scope, person)
    await standing.end_all_by(app, scope, person)
    await record(app, scope, by, ActionKind.ROLE_CHANGED, "none")


async def _must_leave_an_owner(app: App, scope: WorkspaceId) -> None:
    # The workspace's row is taken so that of two owners who go at once the second sees that the first is gone.
    workspace = await app.store.get(scope, Workspace, scope)
    await app.store.change(scope, workspace, workspace)
    if await app.store.count(scope, Membership, role=Role.OWNER) <= 1:
        raise Invalid("team-last-owner")

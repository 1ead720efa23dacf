"""What a person or a workspace is called, speaks and lives by; what is kept of whoever asks."""

from dataclasses import replace
from typing import Any

from core.app import App
from core.errors import Invalid
from core.joining.places import workspaces_of
from core.model import (
    Action,
    ActionKind,
    Card,
    Connection,
    Conversation,
    Delivery,
    File,
    Identity,
    Invite,
    Membership,
    Person,
    PersonId,
    Post,
    Role,
    Sensing,
    Version,
    Workspace,
    WorkspaceId,
    Writing,
    acted,
)
from core.ports import EVERYWHERE, Noun
from core.texts import LANGUAGES

KEPT: tuple[tuple[type[Noun], str], ...] = (
    (Identity, "person_id"),
    (Membership, "person_id"),
    (Post, "author_id"),
    (Version, "by"),
    (Writing, "person_id"),
    (Sensing, "person_id"),
    (Action, "person_id"),
    (Connection, "by"),
    (File, "by"),
    (Invite, "by"),
    (Conversation, "person_id"),
    (Card, "person_id"),
)
"""What names a person, and by which field."""


async def record(app: App, scope: WorkspaceId, person: PersonId, kind: ActionKind, note: str = "") -> None:
    """Keeps that the person did this."""
    await app.store.add(scope, acted(scope, person, kind, app.clock.now(), note=note))


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


async def kept_about(app: App, person: PersonId) -> dict[str, int]:
    """How much of each kind is kept of what this person did or was shown, in all workspaces; keys are small letters."""
    counts = {kind.__name__.lower(): await app.store.count(EVERYWHERE, kind, **{by: person}) for kind, by in KEPT}
    talks = await app.store.find(EVERYWHERE, Conversation, person_id=person)
    lanes = [f"{talk.platform}:{talk.team}:{talk.chat}:{talk.user}" for talk in talks]
    return counts | {"delivery": await app.store.count(EVERYWHERE, Delivery, lane=lanes)}

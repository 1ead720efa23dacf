"""What people did, kept for good: approvals are among it, and each use of a token names one."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from core.model.ids import ActionId, ConnectionId, PersonId, PostId, PublicationId, WorkspaceId, new_id


class ActionKind(StrEnum):
    """What a person did (or, for `voided`, what the rules did because of it)."""

    CREATED = "created"
    WRITING_ASKED = "writing_asked"
    EDITED = "edited"
    PICTURED = "pictured"
    UNDONE = "undone"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    CHANGES_REQUESTED = "changes_requested"
    REJECTED = "rejected"
    VOIDED = "voided"
    SCHEDULED = "scheduled"
    UNSCHEDULED = "unscheduled"
    CANCELLED = "cancelled"
    RETRIED = "retried"
    CONFIRMED_LIVE = "confirmed_live"
    CONFIRMED_ABSENT = "confirmed_absent"
    CONNECT_ASKED = "connect_asked"
    CONNECTED = "connected"
    DISCONNECTED = "disconnected"
    TAKEN_DOWN = "taken_down"
    AMENDED = "amended"
    ALLOWED = "allowed"
    """A standing order given."""
    DISALLOWED = "disallowed"
    FIGURES_ASKED = "figures_asked"
    SETTING_CHANGED = "setting_changed"
    INVITED = "invited"
    JOINED = "joined"
    ROLE_CHANGED = "role_changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """Something a person did; append-only. Approvals are actions, and a scheduled post's token uses name one."""

    id: ActionId
    workspace_id: WorkspaceId
    person_id: PersonId
    kind: ActionKind
    at: datetime
    platform: str = ""
    post_id: PostId | None = None
    publication_id: PublicationId | None = None
    connection_id: ConnectionId | None = None
    version: int | None = None
    hash: str | None = None
    note: str = ""


def acted(scope: WorkspaceId, person: PersonId, kind: ActionKind, at: datetime, **about: Any) -> Action:
    """That this person does this at that moment; `about` are the other fields. Not kept yet."""
    return Action(id=ActionId(new_id()), workspace_id=scope, person_id=person, kind=kind, at=at, **about)

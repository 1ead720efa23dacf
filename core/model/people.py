"""Who uses the product: a person known by identities on platforms, in workspaces, by role."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from core.model.ids import PersonId, WorkspaceId


class Role(StrEnum):
    """What a person is in one workspace; `core.roles` says what each may do."""

    OWNER = "owner"
    APPROVER = "approver"
    AUTHOR = "author"
    VIEWER = "viewer"


class Rule(StrEnum):
    """Who must approve before a post may go out."""

    NOBODY = "nobody"
    ANY_APPROVER = "any_approver"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A human being. `language` is that of the interface; `zone` an IANA name; both empty until confirmed."""

    id: PersonId
    name: str
    language: str
    zone: str
    created_at: datetime
    revision: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """How a platform knows a person: unique by (platform, team, user)."""

    id: str
    person_id: PersonId
    platform: str
    team: str
    user: str
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Brand:
    """What the writers may know of the business; every word comes from its owner."""

    name: str = ""
    about: str = ""
    audience: str = ""
    tone: str = ""
    never: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Workspace:
    """One business: its people, accounts, posts and rules. `language` is that of its content."""

    id: WorkspaceId
    name: str
    language: str
    zone: str
    created_at: datetime
    brand: Brand = field(default_factory=Brand)
    rule: Rule = Rule.NOBODY
    not_own: bool = False
    """Whether a person may not approve what they wrote themselves."""
    approve_times: bool = False
    """Whether a new time, too, needs an approval."""
    grace: timedelta = timedelta(minutes=15)
    """How late a post may still go out by itself; later it is `missed` and a person is asked."""
    budget: int = 5_000_000
    """What writing may cost in a calendar month (UTC), in micro-euro."""
    revision: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """A person's place in a workspace; unique by the two."""

    id: str
    workspace_id: WorkspaceId
    person_id: PersonId
    role: Role
    created_at: datetime
    revision: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Invite:
    """A single-use way in. `id` is the SHA-256 of its code, in hex; the code itself is in no table of invitations."""

    id: str
    workspace_id: WorkspaceId
    role: Role
    by: PersonId
    created_at: datetime
    expires_at: datetime
    used_by: PersonId | None = None
    used_at: datetime | None = None
    revision: int = 1

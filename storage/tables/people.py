"""Who uses the product: people, their identities and workspaces."""

from sqlalchemy import BigInteger, Boolean, Column, Index, Table, UniqueConstraint

from core import model
from storage.tables.columns import METADATA, moment, own_id, revision, to, who, workspace
from storage.types import Json, Span, Utf8, Word

people = Table(
    "people",
    METADATA,
    own_id(),
    Column("name", Utf8, nullable=False),
    Column("language", Utf8, nullable=False),
    Column("zone", Utf8, nullable=False),
    moment("created_at"),
    revision(),
)

identities = Table(
    "identities",
    METADATA,
    own_id(),
    to("person_id", "people"),
    Column("platform", Utf8, nullable=False),
    Column("team", Utf8, nullable=False),
    Column("user", Utf8, nullable=False),
    moment("created_at"),
    UniqueConstraint("platform", "team", "user"),
    Index(None, "person_id"),
)

workspaces = Table(
    "workspaces",
    METADATA,
    own_id(),
    Column("name", Utf8, nullable=False),
    Column("language", Utf8, nullable=False),
    Column("zone", Utf8, nullable=False),
    moment("created_at"),
    Column("brand", Json(model.Brand), nullable=False),
    Column("rule", Word(model.Rule), nullable=False),
    Column("not_own", Boolean, nullable=False),
    Column("approve_times", Boolean, nullable=False),
    Column("grace", Span, nullable=False),
    Column("budget", BigInteger, nullable=False),
    revision(),
)

memberships = Table(
    "memberships",
    METADATA,
    own_id(),
    workspace(),
    to("person_id", "people"),
    Column("role", Word(model.Role), nullable=False),
    moment("created_at"),
    revision(),
    UniqueConstraint("workspace_id", "person_id"),
    Index(None, "person_id"),
)

invites = Table(
    "invites",
    METADATA,
    Column("id", Utf8, primary_key=True),
    workspace(),
    Column("role", Word(model.Role), nullable=False),
    who("by"),
    moment("created_at"),
    moment("expires_at"),
    who("used_by", nullable=True),
    moment("used_at", nullable=True),
    revision(),
    Index(None, "workspace_id"),
)

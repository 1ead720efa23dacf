"""What the engine keeps for itself, and the journal of the sandbox network."""

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, UniqueConstraint

from core import model
from storage.tables.columns import METADATA, moment, own_id
from storage.types import Id, Json, Utf8

jobs = Table(
    "jobs",
    METADATA,
    own_id(),
    Column("kind", Utf8, nullable=False),
    Column("key", Utf8, nullable=False),
    Column("workspace_id", Id, ForeignKey("workspaces.id", ondelete="CASCADE")),
    moment("run_at"),
    moment("created_at"),
    Column("tries", Integer, nullable=False),
    Column("lease_owner", Utf8),
    moment("lease_until", nullable=True),
    Column("error", Utf8),
    UniqueConstraint("kind", "key"),
    Index(None, "run_at"),
)

leases = Table(
    "leases",
    METADATA,
    Column("id", Utf8, primary_key=True),
    Column("owner", Utf8, nullable=False),
    moment("until"),
)

sandbox_posts = Table(
    "sandbox_posts",
    METADATA,
    own_id(),
    Column("account", Utf8, nullable=False),
    Column("key", Utf8, nullable=False),
    Column("hash", Utf8, nullable=False),
    Column("text", Utf8, nullable=False),
    Column("media", Json(tuple[model.Media, ...]), nullable=False),
    Column("options", Json(dict[str, str]), nullable=False),
    moment("created_at"),
    moment("removed_at", nullable=True),
    UniqueConstraint("account", "key"),
    Index(None, "account", "created_at"),
)

"""Tokens, sealed, and the keys they are sealed with; who may use them for what, each use, and ways of connecting."""

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, Table, UniqueConstraint

from core import model
from storage.tables.columns import METADATA, moment, own_id, revision, to, who, workspace
from storage.types import Id, Json, Utf8, Word

data_keys = Table(
    "data_keys",
    METADATA,
    own_id(),
    Column("workspace_id", Id, ForeignKey("workspaces.id", ondelete="CASCADE")),
    Column("of", Word(model.KeyOf), nullable=False),
    Column("owner", Utf8, nullable=False),
    Column("kek", Utf8, nullable=False),
    Column("wrapped", LargeBinary, nullable=False),
    moment("created_at"),
    revision(),
    UniqueConstraint("of", "owner"),
    Index(None, "kek"),
)

grants = Table(
    "grants",
    METADATA,
    # A grant goes with its connection, whose id it has.
    Column("id", Id, ForeignKey("connections.id", ondelete="CASCADE"), primary_key=True),
    workspace(),
    # No key: what a key sealed may outlive it for a moment, and can be opened by nobody.
    Column("data_key_id", Id, nullable=False),
    Column("generation", Integer, nullable=False),
    Column("access", LargeBinary, nullable=False),
    Column("refresh", LargeBinary),
    Column("key", LargeBinary),
    Column("client", LargeBinary),
    Column("facts", Json(dict[str, str]), nullable=False),
    moment("issued_at"),
    moment("expires_at", nullable=True),
    moment("ends_at", nullable=True),
    Column("refresh_owner", Utf8),
    moment("refresh_until", nullable=True),
    moment("refresh_began", nullable=True),
    Column("told", Integer, nullable=False),
    revision(),
)

uses = Table(
    "uses",
    METADATA,
    own_id(),
    workspace(),
    # A plain id: a use stays true after its account is gone.
    Column("connection_id", Id, nullable=False),
    Column("number", Integer, nullable=False),
    moment("at"),
    Column("purpose", Word(model.Purpose), nullable=False),
    # No cascade: an action that a use names cannot be deleted before it.
    Column("action_id", Id, ForeignKey("actions.id"), nullable=False),
    who("person_id"),
    Column("order_id", Id, ForeignKey("standing_orders.id")),
    Column("network", Utf8, nullable=False),
    Column("generation", Integer, nullable=False),
    Column("subject", Utf8, nullable=False),
    Column("previous", Utf8, nullable=False),
    Column("mac", Utf8, nullable=False),
    UniqueConstraint("connection_id", "number"),
    Index(None, "workspace_id", "at"),
)

standing_orders = Table(
    "standing_orders",
    METADATA,
    own_id(),
    workspace(),
    to("connection_id", "connections"),
    Column("purpose", Word(model.Purpose), nullable=False),
    who("person_id"),
    Column("action_id", Id, ForeignKey("actions.id"), nullable=False),
    moment("created_at"),
    moment("expires_at"),
    moment("revoked_at", nullable=True),
    revision(),
    Index(None, "connection_id"),
)

tickets = Table(
    "tickets",
    METADATA,
    own_id(),
    workspace(),
    who("person_id"),
    to("conversation_id", "conversations"),
    Column("network", Utf8, nullable=False),
    Column("server", Utf8, nullable=False),
    to("connection_id", "connections", nullable=True),
    Column("action_id", Id, ForeignKey("actions.id"), nullable=False),
    Column("link", Utf8, nullable=False),
    moment("created_at"),
    moment("expires_at"),
    Column("stage", Word(model.Stage), nullable=False),
    Column("browser", Utf8, nullable=False),
    Column("proof", Utf8, nullable=False),
    Column("code", Utf8, nullable=False),
    Column("tries", Integer, nullable=False),
    moment("code_expires_at", nullable=True),
    Column("state", Utf8),
    Column("issuer", Utf8, nullable=False),
    Column("kept", LargeBinary),
    Column("found", Json(tuple[model.Found, ...]), nullable=False),
    Column("error", Utf8),
    Column("detail", Utf8),
    Column("account", Id),
    revision(),
    UniqueConstraint("link"),
    UniqueConstraint("state"),
    Index(None, "person_id", "stage"),
)

client_apps = Table(
    "client_apps",
    METADATA,
    own_id(),
    Column("network", Utf8, nullable=False),
    Column("server", Utf8, nullable=False),
    Column("address", Utf8, nullable=False),
    Column("client_id", Utf8, nullable=False),
    Column("secret", LargeBinary, nullable=False),
    moment("created_at"),
    revision(),
    UniqueConstraint("network", "server", "address"),
)

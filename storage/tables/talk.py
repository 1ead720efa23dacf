"""What a conversation is made of: places, deliveries, cards, buttons, and what goes out."""

from sqlalchemy import Boolean, Column, Index, Integer, Table, UniqueConstraint, text

from core import model
from storage.tables.columns import METADATA, moment, own_id, revision, to, workspace
from storage.types import Json, Utf8, Word

conversations = Table(
    "conversations",
    METADATA,
    own_id(),
    Column("platform", Utf8, nullable=False),
    Column("team", Utf8, nullable=False),
    Column("chat", Utf8, nullable=False),
    Column("user", Utf8, nullable=False),
    to("person_id", "people"),
    workspace(),
    moment("created_at"),
    moment("updated_at"),
    Column("flow", Utf8, nullable=False),
    Column("data", Json(dict[str, str]), nullable=False),
    moment("expires_at", nullable=True),
    Column("private", Boolean, nullable=False),
    moment("blocked_at", nullable=True),
    revision(),
    UniqueConstraint("platform", "team", "chat", "user"),
    Index(None, "person_id"),
    Index(None, "workspace_id"),
)

inbox = Table(
    "inbox",
    METADATA,
    own_id(),
    Column("platform", Utf8, nullable=False),
    Column("key", Utf8, nullable=False),
    Column("lane", Utf8, nullable=False),
    Column("said", Json(model.Said), nullable=False),
    moment("received_at"),
    Column("state", Word(model.DeliveryState), nullable=False),
    Column("tries", Integer, nullable=False),
    Column("error", Utf8),
    moment("done_at", nullable=True),
    UniqueConstraint("platform", "key"),
    Index("ix_inbox_new", "lane", "id", sqlite_where=text("state = 'new'"), postgresql_where=text("state = 'new'")),
)

cards = Table(
    "cards",
    METADATA,
    own_id(),
    Column("platform", Utf8, nullable=False),
    Column("team", Utf8, nullable=False),
    Column("chat", Utf8, nullable=False),
    to("conversation_id", "conversations"),
    to("person_id", "people"),
    workspace(),
    Column("screen", Utf8, nullable=False),
    Column("args", Json(dict[str, str]), nullable=False),
    Column("subject", Utf8, nullable=False),
    Column("view", Utf8, nullable=False),
    Column("fingerprint", Utf8, nullable=False),
    moment("created_at"),
    moment("updated_at"),
    Column("message", Utf8),
    Column("shown", Utf8, nullable=False),
    revision(),
    Index(None, "workspace_id", "subject"),
    Index(None, "platform", "team", "chat", "id"),
    Index(None, "conversation_id"),
)

acts = Table(
    "acts",
    METADATA,
    Column("id", Utf8, primary_key=True),
    to("card_id", "cards"),
    workspace(),
    Column("verb", Utf8, nullable=False),
    Column("args", Json(dict[str, str]), nullable=False),
    Column("subject", Utf8, nullable=False),
    Column("version", Integer, nullable=False),
    to("person_id", "people", nullable=True),
    moment("created_at"),
    moment("expires_at"),
    Index(None, "card_id"),
    Index(None, "expires_at"),
)

outbox = Table(
    "outbox",
    METADATA,
    own_id(),
    Column("platform", Utf8, nullable=False),
    Column("team", Utf8, nullable=False),
    Column("chat", Utf8, nullable=False),
    moment("created_at"),
    to("card_id", "cards", nullable=True),
    Column("toast", Utf8, nullable=False),
    Column("reply_to", Utf8, nullable=False),
    moment("sent_at", nullable=True),
    moment("not_before", nullable=True),
    moment("lease_until", nullable=True),
    Column("tries", Integer, nullable=False),
    Column("error", Utf8),
    Index(
        "ix_outbox_unsent",
        "platform",
        "chat",
        "id",
        sqlite_where=text("sent_at IS NULL"),
        postgresql_where=text("sent_at IS NULL"),
    ),
    Index("ix_outbox_card", "card_id", sqlite_where=text("sent_at IS NULL"), postgresql_where=text("sent_at IS NULL")),
)

paces = Table(
    "paces",
    METADATA,
    Column("id", Utf8, primary_key=True),
    moment("free_at"),
    revision(),
)

registrations = Table(
    "registrations",
    METADATA,
    Column("id", Utf8, primary_key=True),
    Column("fingerprint", Utf8, nullable=False),
    moment("at"),
)

"""Every table: one for each noun of `core.model`, its columns named like the fields, and a few of the store's own."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    UniqueConstraint,
    text,
)

from core import model
from core.ports import Noun
from storage.types import Id, Instant, Json, Span, Utf8, Wall, Word

METADATA = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)


def _id() -> Column[str]:
    return Column("id", Id, primary_key=True)


def _workspace() -> Column[str]:
    return Column("workspace_id", Id, ForeignKey("workspaces.id", ondelete="CASCADE"), nullable=False)


def _to(name: str, table: str, *, nullable: bool = False) -> Column[str]:
    return Column(name, Id, ForeignKey(f"{table}.id", ondelete="CASCADE"), nullable=nullable)


def _who(name: str, *, nullable: bool = False) -> Column[str]:
    """Who did it. No cascade: a team's posts must not go with who wrote them; a person is made nameless instead."""
    return Column(name, Id, ForeignKey("people.id"), nullable=nullable)


def _moment(name: str, *, nullable: bool = False) -> Column[Any]:
    return Column(name, Instant, nullable=nullable)


def _revision() -> Column[int]:
    return Column("revision", Integer, nullable=False, default=1)


people = Table(
    "people",
    METADATA,
    _id(),
    Column("name", Utf8, nullable=False),
    Column("language", Utf8, nullable=False),
    Column("zone", Utf8, nullable=False),
    _moment("created_at"),
    _revision(),
)

identities = Table(
    "identities",
    METADATA,
    _id(),
    _to("person_id", "people"),
    Column("platform", Utf8, nullable=False),
    Column("team", Utf8, nullable=False),
    Column("user", Utf8, nullable=False),
    _moment("created_at"),
    UniqueConstraint("platform", "team", "user"),
    Index(None, "person_id"),
)

workspaces = Table(
    "workspaces",
    METADATA,
    _id(),
    Column("name", Utf8, nullable=False),
    Column("language", Utf8, nullable=False),
    Column("zone", Utf8, nullable=False),
    _moment("created_at"),
    Column("brand", Json(model.Brand), nullable=False),
    Column("rule", Word(model.Rule), nullable=False),
    Column("not_own", Boolean, nullable=False),
    Column("approve_times", Boolean, nullable=False),
    Column("grace", Span, nullable=False),
    Column("budget", BigInteger, nullable=False),
    _revision(),
)

memberships = Table(
    "memberships",
    METADATA,
    _id(),
    _workspace(),
    _to("person_id", "people"),
    Column("role", Word(model.Role), nullable=False),
    _moment("created_at"),
    _revision(),
    UniqueConstraint("workspace_id", "person_id"),
    Index(None, "person_id"),
)

invites = Table(
    "invites",
    METADATA,
    Column("id", Utf8, primary_key=True),
    _workspace(),
    Column("role", Word(model.Role), nullable=False),
    _who("by"),
    _moment("created_at"),
    _moment("expires_at"),
    _who("used_by", nullable=True),
    _moment("used_at", nullable=True),
    _revision(),
    Index(None, "workspace_id"),
)

connections = Table(
    "connections",
    METADATA,
    _id(),
    _workspace(),
    Column("network", Utf8, nullable=False),
    Column("account", Utf8, nullable=False),
    Column("title", Utf8, nullable=False),
    Column("url", Utf8, nullable=False),
    _who("by"),
    _moment("created_at"),
    Column("state", Word(model.ConnectionState), nullable=False),
    _revision(),
    UniqueConstraint("workspace_id", "network", "account"),
)

posts = Table(
    "posts",
    METADATA,
    _id(),
    _workspace(),
    _who("author_id"),
    Column("brief", Utf8, nullable=False),
    Column("language", Utf8, nullable=False),
    _moment("created_at"),
    _moment("updated_at"),
    Column("version", Integer, nullable=False),
    _revision(),
    Index(None, "workspace_id", "updated_at"),
)

versions = Table(
    "versions",
    METADATA,
    _id(),
    _workspace(),
    _to("post_id", "posts"),
    Column("number", Integer, nullable=False),
    Column("text", Utf8, nullable=False),
    _who("by"),
    Column("origin", Word(model.Origin), nullable=False),
    _moment("created_at"),
    Column("media", Json(tuple[model.Media, ...]), nullable=False),
    Column("targets", Json(dict[str, model.Target]), nullable=False),
    Column("undoes", Integer),
    UniqueConstraint("post_id", "number"),
)

publications = Table(
    "publications",
    METADATA,
    _id(),
    _workspace(),
    _to("post_id", "posts"),
    _to("connection_id", "connections"),
    Column("network", Utf8, nullable=False),
    _moment("created_at"),
    _moment("updated_at"),
    Column("state", Word(model.State), nullable=False),
    _revision(),
    Column("approved_hash", Utf8),
    Column("approval_id", Id),
    Column("version", Integer, nullable=False),
    _moment("due_at", nullable=True),
    Column("wall", Wall),
    Column("zone", Utf8),
    _moment("wake_at", nullable=True),
    Column("tries", Integer, nullable=False),
    Column("attempt", Integer, nullable=False),
    Column("looks", Integer, nullable=False),
    Column("lease_owner", Utf8),
    _moment("lease_until", nullable=True),
    Column("remote_id", Utf8),
    Column("url", Utf8),
    _moment("published_at", nullable=True),
    Column("error", Utf8),
    Column("detail", Utf8),
    UniqueConstraint("post_id", "connection_id"),
    # The engine's one question, "what is due?", touches only rows that are its business at all.
    Index(
        "ix_publications_wake_at",
        "wake_at",
        sqlite_where=text("wake_at IS NOT NULL"),
        postgresql_where=text("wake_at IS NOT NULL"),
    ),
    Index(
        "ix_publications_in_flight",
        "connection_id",
        "lease_until",
        sqlite_where=text("lease_until IS NOT NULL"),
        postgresql_where=text("lease_until IS NOT NULL"),
    ),
    Index(None, "workspace_id", "due_at"),
)

attempts = Table(
    "attempts",
    METADATA,
    _id(),
    _workspace(),
    _to("publication_id", "publications"),
    Column("number", Integer, nullable=False),
    Column("payload_hash", Utf8, nullable=False),
    _moment("started_at"),
    Column("state", Word(model.AttemptState), nullable=False),
    Column("steps", Json(tuple[model.Step, ...]), nullable=False),
    Column("ref", Utf8),
    _moment("finished_at", nullable=True),
    Column("error", Utf8),
    Column("detail", Utf8),
    UniqueConstraint("publication_id", "number"),
)

actions = Table(
    "actions",
    METADATA,
    _id(),
    _workspace(),
    _who("person_id"),
    Column("kind", Word(model.ActionKind), nullable=False),
    _moment("at"),
    Column("platform", Utf8, nullable=False),
    # Plain ids, not keys: what a person did stays true after its object is gone.
    Column("post_id", Id),
    Column("publication_id", Id),
    Column("connection_id", Id),
    Column("version", Integer),
    Column("hash", Utf8),
    Column("note", Utf8, nullable=False),
    Index(None, "workspace_id", "post_id"),
)

writings = Table(
    "writings",
    METADATA,
    _id(),
    _workspace(),
    _to("post_id", "posts"),
    _who("person_id"),
    _to("action_id", "actions"),
    Column("task", Utf8, nullable=False),
    _moment("created_at"),
    Column("instruction", Utf8, nullable=False),
    Column("base", Utf8, nullable=False),
    _to("connection_id", "connections", nullable=True),
    Column("writer", Utf8, nullable=False),
    Column("state", Word(model.WritingState), nullable=False),
    Column("partial", Utf8, nullable=False),
    Column("variants", Json(tuple[model.Variant, ...]), nullable=False),
    Column("chosen", Integer),
    Column("stop", Boolean, nullable=False),
    Column("error", Utf8),
    Column("reserved", BigInteger, nullable=False),
    Column("settled", BigInteger),
    _moment("finished_at", nullable=True),
    _revision(),
    Index(None, "post_id"),
    Index(None, "workspace_id", "created_at"),
)

conversations = Table(
    "conversations",
    METADATA,
    _id(),
    Column("platform", Utf8, nullable=False),
    Column("team", Utf8, nullable=False),
    Column("chat", Utf8, nullable=False),
    Column("user", Utf8, nullable=False),
    _to("person_id", "people"),
    _workspace(),
    _moment("created_at"),
    _moment("updated_at"),
    Column("flow", Utf8, nullable=False),
    Column("data", Json(dict[str, str]), nullable=False),
    _moment("expires_at", nullable=True),
    _revision(),
    UniqueConstraint("platform", "team", "chat", "user"),
    Index(None, "person_id"),
    Index(None, "workspace_id"),
)

inbox = Table(
    "inbox",
    METADATA,
    _id(),
    Column("platform", Utf8, nullable=False),
    Column("key", Utf8, nullable=False),
    Column("lane", Utf8, nullable=False),
    Column("said", Json(model.Said), nullable=False),
    _moment("received_at"),
    Column("state", Word(model.DeliveryState), nullable=False),
    Column("tries", Integer, nullable=False),
    Column("error", Utf8),
    _moment("done_at", nullable=True),
    UniqueConstraint("platform", "key"),
    Index("ix_inbox_new", "lane", "id", sqlite_where=text("state = 'new'"), postgresql_where=text("state = 'new'")),
)

cards = Table(
    "cards",
    METADATA,
    _id(),
    Column("platform", Utf8, nullable=False),
    Column("team", Utf8, nullable=False),
    Column("chat", Utf8, nullable=False),
    _to("conversation_id", "conversations"),
    _to("person_id", "people"),
    _workspace(),
    Column("screen", Utf8, nullable=False),
    Column("args", Json(dict[str, str]), nullable=False),
    Column("subject", Utf8, nullable=False),
    Column("view", Utf8, nullable=False),
    Column("fingerprint", Utf8, nullable=False),
    _moment("created_at"),
    _moment("updated_at"),
    Column("message", Utf8),
    _revision(),
    Index(None, "workspace_id", "subject"),
    Index(None, "platform", "team", "chat", "id"),
    Index(None, "conversation_id"),
)

acts = Table(
    "acts",
    METADATA,
    Column("id", Utf8, primary_key=True),
    _to("card_id", "cards"),
    _workspace(),
    Column("verb", Utf8, nullable=False),
    Column("args", Json(dict[str, str]), nullable=False),
    Column("subject", Utf8, nullable=False),
    Column("version", Integer, nullable=False),
    _to("person_id", "people", nullable=True),
    _moment("created_at"),
    _moment("expires_at"),
    Index(None, "card_id"),
    Index(None, "expires_at"),
)

outbox = Table(
    "outbox",
    METADATA,
    _id(),
    Column("platform", Utf8, nullable=False),
    Column("team", Utf8, nullable=False),
    Column("chat", Utf8, nullable=False),
    _moment("created_at"),
    _to("card_id", "cards", nullable=True),
    Column("toast", Utf8, nullable=False),
    Column("reply_to", Utf8, nullable=False),
    _moment("sent_at", nullable=True),
    _moment("not_before", nullable=True),
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

jobs = Table(
    "jobs",
    METADATA,
    _id(),
    Column("kind", Utf8, nullable=False),
    Column("key", Utf8, nullable=False),
    Column("workspace_id", Id, ForeignKey("workspaces.id", ondelete="CASCADE")),
    _moment("run_at"),
    _moment("created_at"),
    Column("tries", Integer, nullable=False),
    Column("lease_owner", Utf8),
    _moment("lease_until", nullable=True),
    Column("error", Utf8),
    UniqueConstraint("kind", "key"),
    Index(None, "run_at"),
)

leases = Table(
    "leases",
    METADATA,
    Column("id", Utf8, primary_key=True),
    Column("owner", Utf8, nullable=False),
    _moment("until"),
)

sandbox_posts = Table(
    "sandbox_posts",
    METADATA,
    _id(),
    Column("account", Utf8, nullable=False),
    Column("key", Utf8, nullable=False),
    Column("hash", Utf8, nullable=False),
    Column("text", Utf8, nullable=False),
    Column("media", Json(tuple[model.Media, ...]), nullable=False),
    Column("options", Json(dict[str, str]), nullable=False),
    _moment("created_at"),
    _moment("removed_at", nullable=True),
    UniqueConstraint("account", "key"),
    Index(None, "account", "created_at"),
)

TABLES: Mapping[type[Noun], Table] = {
    model.Person: people,
    model.Identity: identities,
    model.Workspace: workspaces,
    model.Membership: memberships,
    model.Invite: invites,
    model.Connection: connections,
    model.Post: posts,
    model.Version: versions,
    model.Publication: publications,
    model.Attempt: attempts,
    model.Action: actions,
    model.Writing: writings,
    model.Conversation: conversations,
    model.Delivery: inbox,
    model.Card: cards,
    model.ActToken: acts,
    model.Outgoing: outbox,
    model.Job: jobs,
}

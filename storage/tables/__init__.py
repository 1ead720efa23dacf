"""Every table: one for each noun of `core.model`, its columns named like the fields, and a few of the store's own."""

from collections.abc import Mapping

from sqlalchemy import Table

from core import model
from core.ports import Noun
from storage.tables.columns import METADATA
from storage.tables.engine import jobs, leases, sandbox_posts
from storage.tables.people import identities, invites, memberships, people, workspaces
from storage.tables.posts import (
    actions,
    attempts,
    connections,
    figures,
    files,
    posts,
    publications,
    sensings,
    versions,
    writings,
)
from storage.tables.talk import acts, cards, conversations, inbox, outbox, paces, registrations
from storage.tables.vault import client_apps, data_keys, grants, standing_orders, tickets, uses

TABLES: Mapping[type[Noun], Table] = {
    model.Person: people,
    model.Identity: identities,
    model.Workspace: workspaces,
    model.Membership: memberships,
    model.Invite: invites,
    model.Connection: connections,
    model.DataKey: data_keys,
    model.Grant: grants,
    model.StandingOrder: standing_orders,
    model.Use: uses,
    model.Ticket: tickets,
    model.ClientApp: client_apps,
    model.File: files,
    model.Post: posts,
    model.Version: versions,
    model.Publication: publications,
    model.Attempt: attempts,
    model.Figures: figures,
    model.Action: actions,
    model.Writing: writings,
    model.Sensing: sensings,
    model.Conversation: conversations,
    model.Delivery: inbox,
    model.Card: cards,
    model.ActToken: acts,
    model.Outgoing: outbox,
    model.Pace: paces,
    model.Registration: registrations,
    model.Job: jobs,
}

__all__ = [
    "METADATA",
    "TABLES",
    "actions",
    "acts",
    "attempts",
    "cards",
    "client_apps",
    "connections",
    "conversations",
    "data_keys",
    "figures",
    "files",
    "grants",
    "identities",
    "inbox",
    "invites",
    "jobs",
    "leases",
    "memberships",
    "outbox",
    "paces",
    "people",
    "posts",
    "publications",
    "registrations",
    "sandbox_posts",
    "sensings",
    "standing_orders",
    "tickets",
    "uses",
    "versions",
    "workspaces",
    "writings",
]

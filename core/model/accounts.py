"""Accounts at networks, connected to a workspace."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from core.model.ids import ConnectionId, PersonId, WorkspaceId


class ConnectionState(StrEnum):
    """Whether an account can be used. `checking`: chosen, its rights not seen yet; `refused`: they were not there."""

    CHECKING = "checking"
    REFUSED = "refused"
    ACTIVE = "active"
    RECONNECT = "reconnect"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Connection:
    """One account at one network that this workspace may publish to."""

    id: ConnectionId
    workspace_id: WorkspaceId
    network: str
    account: str
    """The account's own id at the network."""
    title: str
    """The account as its readers know it."""
    url: str
    by: PersonId
    created_at: datetime
    state: ConnectionState = ConnectionState.ACTIVE
    holder: str = ""
    """Who connected it, as the network knows them, where the right to post is theirs and can be taken from them."""
    error: str | None = None
    """The name of the error (a class of `core.errors`) that it was refused or lost for."""
    detail: str | None = None
    """Whose right is missing, in a word that screens have a sentence for; or the network's own words."""
    server: str = ""
    """The origin of the account's API, where the network has many."""
    scopes: tuple[str, ...] = ()
    """What the person granted, in the network's own words."""
    limits: Mapping[str, int] = field(default_factory=dict)
    """What its server allows instead of what the network declares, by the names of `core.ports.Limits`."""
    revision: int = 1

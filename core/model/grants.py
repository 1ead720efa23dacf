"""What networks gave us for accounts, sealed; the keys it is sealed with; and each use of it, by whose act."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from core.model.ids import ActionId, ConnectionId, PersonId, WorkspaceId
from core.model.secret import NO_SECRET, Secret


class Purpose(StrEnum):
    """What a token may be used for; the list is the privacy policy's, and closed."""

    CONNECT = "connect"
    PUBLISH = "publish"
    """With looking for what was published, changing it and taking it down."""
    READ_ACCOUNT = "read_account"
    READ_ENGAGEMENT = "read_engagement"
    REFRESH = "refresh"
    REVOKE = "revoke"


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """What a network's login gave, in memory on its way into the vault; `facts` are public."""

    access: Secret
    refresh: Secret = NO_SECRET
    """Empty: none was given, and the one that is there stays."""
    key: Secret = NO_SECRET
    """The private key that the tokens are bound to (DPoP, RFC 9449), as a JWK."""
    client: Secret = NO_SECRET
    """The secret of the app that they were issued to, where it is not one of our settings."""
    expires_at: datetime | None = None
    """When `access` is over; None: nobody said."""
    ends_at: datetime | None = None
    """When no refresh helps any more; None: never, as far as is known."""
    scopes: tuple[str, ...] = ()
    """What was really granted, in the network's own words."""
    facts: Mapping[str, str] = field(default_factory=dict)
    """What using them takes besides: `issuer`, `token` and `revoke` (addresses), `client_id`, …"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """The tokens of one connection, sealed. `generation` counts their replacements; `id` is the connection's."""

    id: ConnectionId
    workspace_id: WorkspaceId
    data_key_id: str
    generation: int
    access: bytes
    refresh: bytes | None
    key: bytes | None
    client: bytes | None
    facts: Mapping[str, str]
    issued_at: datetime
    expires_at: datetime | None = None
    ends_at: datetime | None = None
    refresh_owner: str | None = None
    """Who is refreshing it, until `refresh_until` (by the database's rows alone: any process may be next)."""
    refresh_until: datetime | None = None
    refresh_began: datetime | None = None
    """Kept when the network is about to be asked: without a new generation, what became of that is not known."""
    told: int = 0
    """Of how many days before its end people were warned last: 14, 7, 1; 0: of none."""
    revision: int = 1


class KeyOf(StrEnum):
    """What a data key is for."""

    CONNECTION = "connection"
    TICKET = "ticket"
    CLIENT = "client"
    LEDGER = "ledger"
    SANDBOX = "sandbox"
    """What the sandbox's requests are signed with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DataKey:
    """A key, wrapped by the key-encryption key `kek`. Gone, what it sealed is gone."""

    id: str
    workspace_id: WorkspaceId | None
    of: KeyOf
    owner: str
    """The id of what it seals for; unique with `of`."""
    kek: str
    """The name and version of the key-encryption key."""
    wrapped: bytes
    created_at: datetime
    revision: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """That a token was lent: a row of the ledger, committed before. Append-only, each chained to the one before."""

    id: str
    workspace_id: WorkspaceId
    connection_id: ConnectionId
    number: int
    """1, 2, 3, … of its connection."""
    at: datetime
    purpose: Purpose
    action_id: ActionId
    """What the person did that asks for it."""
    person_id: PersonId
    """Who did that."""
    order_id: str | None
    """The standing order that it happens under, where nobody acted at that moment."""
    network: str
    generation: int
    """Of the grant; 0 where the network takes a key of the installation."""
    subject: str
    """What it was for, as `kind:id`: `publication:…`; "" where the connection says it all."""
    previous: str
    """The `mac` of the row before; "" for the first."""
    mac: str
    """HMAC-SHA256 over `previous` and all the fields above, in hex."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingOrder:
    """That a person wants a token used for a purpose also while they do nothing, until they say otherwise."""

    id: str
    workspace_id: WorkspaceId
    connection_id: ConnectionId
    purpose: Purpose
    person_id: PersonId
    action_id: ActionId
    """When they said so."""
    created_at: datetime
    expires_at: datetime
    """Then they are asked again."""
    revoked_at: datetime | None = None
    revision: int = 1

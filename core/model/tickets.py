"""A ticket: one person's way through connecting one account, from the link in the chat to the account."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from core.model.ids import ActionId, ConnectionId, ConversationId, PersonId, WorkspaceId


class Stage(StrEnum):
    """How far it has come; no step is ever taken twice, and none is left out."""

    OPEN = "open"
    """The link was given."""
    BOUND = "bound"
    """One browser has it: no other will do any more."""
    PROVED = "proved"
    """That browser is the person's."""
    SENT = "sent"
    """They are at the network."""
    BACK = "back"
    """The network sent them back: `state` is used up, and the code is being exchanged."""
    CHOOSING = "choosing"
    """The login opens several accounts."""
    DONE = "done"
    ENDED = "ended"
    """Without an account: `error` says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An account that a login opens."""

    account: str
    """The account's own id, unique at the network over all its servers."""
    title: str
    url: str = ""
    server: str = ""
    """The origin of its API, where it is not the network's own."""
    holder: str = ""
    limits: Mapping[str, int] = field(default_factory=dict)
    """What this server allows instead of what the network declares, by the names of `Limits`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticket:
    """One attempt to connect. Secrets are hashed, or sealed in `kept`; nothing of it works after `expires_at`."""

    id: str
    workspace_id: WorkspaceId
    person_id: PersonId
    conversation_id: ConversationId
    network: str
    server: str
    """Where it is connected, as the person named it and as it was understood; "" at a network with one place."""
    connection_id: ConnectionId | None
    """The account that is to be connected again: no other is taken in its place."""
    action_id: ActionId
    """The person's asking, which the uses of `connect` are by."""
    link: str
    """SHA-256 of the secret in the link, in hex; unique."""
    created_at: datetime
    expires_at: datetime
    stage: Stage = Stage.OPEN
    browser: str = ""
    """SHA-256 of the cookie of the browser that has it."""
    proof: str = ""
    """How that browser was shown to be the person's: `code`, or the platform they logged in to there."""
    code: str = ""
    """SHA-256 of the ticket's id and the six digits that the page shows."""
    tries: int = 0
    code_expires_at: datetime | None = None
    state: str | None = None
    """SHA-256 of the `state` parameter; unique, and used once."""
    issuer: str = ""
    """Who has to have sent them back (RFC 9207); "" where the network does not say."""
    kept: bytes | None = None
    """Sealed: the PKCE verifier and what else the exchange needs; then what was issued, until an account is chosen."""
    found: tuple[Found, ...] = ()
    error: str | None = None
    """The key of the sentence that says why it ended."""
    detail: str | None = None
    account: ConnectionId | None = None
    """What was connected."""
    revision: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientApp:
    """Our app at one server of a network, registered there by ourselves once."""

    id: str
    network: str
    server: str
    """Its origin; unique with `network` and `address`."""
    address: str
    """Our own origin when it was registered: people are sent back there, and nowhere else."""
    client_id: str
    secret: bytes
    """Sealed."""
    created_at: datetime
    revision: int = 1

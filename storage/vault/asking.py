"""What a token may be used for by whose act: "only to perform actions you explicitly initiate", as data."""

from collections.abc import Mapping
from datetime import datetime

from core.model import Action, ActionKind, Connection, ConnectionState, Purpose, StandingOrder

A, P, S = ActionKind, Purpose, ConnectionState

CONNECTING = frozenset({A.CONNECT_ASKED, A.CONNECTED})
PUBLISHING = frozenset(
    {A.APPROVED, A.SCHEDULED, A.RETRIED, A.CONFIRMED_LIVE, A.CONFIRMED_ABSENT, A.TAKEN_DOWN, A.AMENDED}
)
ENDING = frozenset({A.DISCONNECTED, A.CONNECT_ASKED})

ASKED_BY: Mapping[Purpose, frozenset[ActionKind]] = {
    P.CONNECT: CONNECTING,
    P.PUBLISH: PUBLISHING,
    P.READ_ACCOUNT: CONNECTING | PUBLISHING,
    P.READ_ENGAGEMENT: frozenset({A.FIGURES_ASKED}),
    # A token is renewed for what somebody asked for and is due now.
    P.REFRESH: CONNECTING | PUBLISHING | {A.FIGURES_ASKED} | ENDING,
    P.REVOKE: ENDING,
}
"""The acts that ask for a use. For every other act, only a standing order does that names it."""

ORDERED: Mapping[Purpose, frozenset[Purpose]] = {
    P.READ_ENGAGEMENT: frozenset({P.READ_ENGAGEMENT}),
    P.REFRESH: frozenset({P.REFRESH, P.READ_ENGAGEMENT}),
}
"""What may be done under standing orders for what: also renewing the token that another one needs."""

WHILE: Mapping[Purpose, frozenset[ConnectionState]] = {
    P.CONNECT: frozenset({S.CHECKING, S.ACTIVE, S.RECONNECT}),
    P.PUBLISH: frozenset({S.ACTIVE}),
    P.READ_ACCOUNT: frozenset({S.CHECKING, S.ACTIVE}),
    P.READ_ENGAGEMENT: frozenset({S.ACTIVE}),
    P.REFRESH: frozenset({S.CHECKING, S.ACTIVE, S.RECONNECT}),
    P.REVOKE: frozenset({S.REMOVED}),
}
"""What has to be true of the account."""


def why_not(connection: Connection, purpose: Purpose, action: Action | None) -> str:
    """Why the act does not ask for this; "" where it does, or a standing order yet may."""
    if action is None or action.workspace_id != connection.workspace_id:
        return "no action of a person asks for this use"
    if action.connection_id not in {None, connection.id}:
        return "that action is about another account"
    if action.kind is A.CONNECT_ASKED and action.note not in {"", connection.network}:
        return "that action is about another network"
    if connection.state not in WHILE[purpose]:
        return "this account is not connected"
    return ""


def asks(purpose: Purpose, action: Action) -> bool:
    """Whether the act by itself asks for it."""
    return action.kind in ASKED_BY[purpose]


def holds(order: StandingOrder, purpose: Purpose, connection: Connection, action: Action, now: datetime) -> bool:
    """Whether the standing order lets this be done by the act that gave it."""
    live = order.revoked_at is None and now < order.expires_at
    about = order.connection_id, order.workspace_id, order.action_id
    same = about == (connection.id, connection.workspace_id, action.id)
    return live and same and order.purpose in ORDERED.get(purpose, ())

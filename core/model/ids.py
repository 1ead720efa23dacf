"""Identifiers: 128 bits, sortable by the moment they were made (UUID version 7, RFC 9562), written as 32 hex digits."""

import secrets
import time
from typing import NewType

PersonId = NewType("PersonId", str)
WorkspaceId = NewType("WorkspaceId", str)
ConnectionId = NewType("ConnectionId", str)
PostId = NewType("PostId", str)
PublicationId = NewType("PublicationId", str)
ActionId = NewType("ActionId", str)
ConversationId = NewType("ConversationId", str)


_STEP = 1 << 20
"""How far the ids of one millisecond lie apart at least: they stay in order, and are not each other's neighbour."""


class _Newest:
    """The random part of this process's newest id, and its millisecond."""

    milliseconds = 0
    noise = 0


def new_id() -> str:
    """A UUIDv7, each later than the one before in this process: what happened first also sorts first."""
    milliseconds = max(time.time_ns() // 1_000_000, _Newest.milliseconds)
    if milliseconds == _Newest.milliseconds:
        noise = _Newest.noise + _STEP + secrets.randbits(20)
        if noise >> 74:
            milliseconds, noise = milliseconds + 1, secrets.randbits(73)
    else:
        noise = secrets.randbits(73)
    _Newest.milliseconds, _Newest.noise = milliseconds, noise
    value = (milliseconds << 80) | (0x7 << 76) | ((noise >> 62) << 64) | (0b10 << 62) | (noise & ((1 << 62) - 1))
    return f"{value:032x}"

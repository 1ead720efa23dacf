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


def new_id() -> str:
    """A UUIDv7: rows of one time lie side by side in an index, and the id tells nothing else."""
    milliseconds = time.time_ns() // 1_000_000
    noise = secrets.randbits(74)
    value = (milliseconds << 80) | (0x7 << 76) | ((noise >> 62) << 64) | (0b10 << 62) | (noise & ((1 << 62) - 1))
    return f"{value:032x}"

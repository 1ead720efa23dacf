"""Identifiers: 128 bits, sortable by the moment they were made (UUID version 7, RFC 9562), written as 32 hex digits."""

import os
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


_DRAWN: list[int] = []
"""Numbers of 80 bits by chance, drawn from the system 100 at a time. Each draw gives the interpreter away: with four
ids for each post, a busy engine spent a twentieth of its time on winning it back."""
os.register_at_fork(after_in_child=_DRAWN.clear)


def _chance(bits: int) -> int:
    try:
        return _DRAWN.pop() >> (80 - bits)
    except IndexError:
        drawn = os.urandom(1000)
        _DRAWN.extend(int.from_bytes(drawn[place : place + 10]) for place in range(0, len(drawn), 10))
        return _chance(bits)


def new_id() -> str:
    """A UUIDv7, each later than the one before in this process: what happened first also sorts first."""
    milliseconds = max(time.time_ns() // 1_000_000, _Newest.milliseconds)
    if milliseconds == _Newest.milliseconds:
        noise = _Newest.noise + _STEP + _chance(20)
        if noise >> 74:
            milliseconds, noise = milliseconds + 1, _chance(73)
    else:
        noise = _chance(73)
    _Newest.milliseconds, _Newest.noise = milliseconds, noise
    value = (milliseconds << 80) | (0x7 << 76) | ((noise >> 62) << 64) | (0b10 << 62) | (noise & ((1 << 62) - 1))
    return f"{value:032x}"

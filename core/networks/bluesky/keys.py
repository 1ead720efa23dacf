"""Keys of records that we choose ourselves (https://atproto.com/specs/tid), so that no post can be made twice."""

from typing import Final

LETTERS: Final = "234567abcdefghijklmnopqrstuvwxyz"
LENGTH: Final = 13
CLOCK_BITS = 10
MOMENTS = 900
"""Of the thousand microseconds of its millisecond, those that an attempt may begin in; the rest is for a thread's."""


def tid(operation: str, part: int = 0) -> str:
    """The key of one part of an attempt: its moment, and what else of its id makes it the only one of that moment."""
    value = int(operation, 16)
    milliseconds, chance = value >> 80, value & ((1 << 62) - 1)
    moment = milliseconds * 1000 + chance % MOMENTS + part
    number = moment << CLOCK_BITS | (chance // MOMENTS) & ((1 << CLOCK_BITS) - 1)
    return "".join(LETTERS[number >> 5 * place & 31] for place in reversed(range(LENGTH)))

"""The boxes of a video file (ISO/IEC 14496-12): found without trusting a single length, and emptied where they lie.

Nothing ever moves: tables inside the file say where its pictures and sounds begin, counted in bytes from its start.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from core.errors import Invalid

DEEPEST = 8
MOST = 5_000
"""Boxes of one file: a long recording has some hundred."""
HEAD, LARGE_HEAD = 8, 16
REST, LARGE = 0, 1
"""Lengths that mean: up to the end, and: the length comes after the name, in eight bytes."""


@dataclass(frozen=True, slots=True)
class Box:
    """One box: its name, where it starts, where its content starts, where it ends."""

    name: bytes
    start: int
    body: int
    end: int

    @property
    def size(self) -> int:
        """Of its content."""
        return self.end - self.body


class Film:
    """The bytes of a file, to be emptied in place; it counts the boxes that it was asked for."""

    def __init__(self, data: bytes) -> None:
        self.data = bytearray(data)
        self._seen = 0

    def boxes(self, start: int, end: int, depth: int = 0) -> Iterator[Box]:
        """The boxes that lie between two places, without a gap. Raises `Invalid` for any other."""
        if depth > DEEPEST:
            raise Invalid("media-broken")
        at = start
        while at < end:
            if depth and end - at < HEAD and not any(self.data[at:end]):
                return  # some cameras end a list with a zero
            box = self._box(at, end, depth)
            yield box
            at = box.end

    def inside(self, box: Box, depth: int, skip: int = 0) -> list[Box]:
        """The boxes inside one, after some bytes of its own."""
        if skip > box.size:
            raise Invalid("media-broken")
        return list(self.boxes(box.body + skip, box.end, depth))

    def read(self, form: str, at: int, box: Box) -> tuple[int, ...]:
        """Numbers at a place of a box's content. Raises `Invalid` where they would reach beyond its end."""
        if at + struct.calcsize(form) > box.size:
            raise Invalid("media-broken")
        return struct.unpack_from(form, self.data, box.body + at)

    def bytes_of(self, box: Box, at: int, length: int) -> bytes:
        """Some bytes of a box's content."""
        if at + length > box.size:
            raise Invalid("media-broken")
        return bytes(self.data[box.body + at : box.body + at + length])

    def empty(self, box: Box) -> None:
        """What was in it is gone; what is left of it is free space, as long as before."""
        self.data[box.start + 4 : box.start + 8] = b"free"
        self.blank(box.body, box.end)

    def blank(self, start: int, end: int) -> None:
        """Nothing but zeros from here to there."""
        if start < end:
            self.data[start:end] = bytes(end - start)

    def _box(self, at: int, end: int, depth: int) -> Box:
        self._seen += 1
        if self._seen > MOST or end - at < HEAD:
            raise Invalid("media-broken")
        length, name = struct.unpack_from(">I4s", self.data, at)
        body = at + HEAD
        if length == LARGE and end - at >= LARGE_HEAD:
            (length,) = struct.unpack_from(">Q", self.data, body)
            body = at + LARGE_HEAD
        elif length == REST and depth == 0:
            length = end - at
        if not body - at <= length <= end - at:
            raise Invalid("media-broken")
        return Box(bytes(name), at, body, at + length)

"""What a file says of itself in its first bytes: read without decoding anything, and every read within bounds."""

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from core.errors import Invalid

SIDE = 32_768
"""The longest side: beyond it, a single row of pixels is a bomb of its own."""
START_OF_FRAME = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
SCAN, END = 0xDA, 0xD9
MARKER = re.compile(rb"\xff[^\x00\x01\xd0-\xd8\xff]")
"""What begins a segment of a JPEG; among its pixels, the first byte is always followed by one of the others."""
SEGMENTS, SCANS = 2_000, 100
"""A JPEG of 20 MB has some hundred; one that becomes sharp by and by ten scans, each as dear as the whole picture."""
SIGNED = b"\x2f"
"""What a lossless WebP begins with."""


class Format(StrEnum):
    """What we take; of pictures, the name that Pillow knows it by."""

    JPEG = "JPEG"
    PNG = "PNG"
    WEBP = "WEBP"
    GIF = "GIF"
    MP4 = "MP4"


@dataclass(frozen=True, slots=True)
class Size:
    """What a header declares."""

    width: int
    height: int

    @property
    def pixels(self) -> int:
        """How many there are to decode."""
        return self.width * self.height


def format_of(data: bytes) -> Format:
    """By its first bytes, never by its name. Raises `Invalid` for everything else."""
    if data.startswith(b"\xff\xd8\xff"):
        return Format.JPEG
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return Format.PNG
    if data.startswith((b"GIF87a", b"GIF89a")):
        return Format.GIF
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return Format.WEBP
    if data[4:8] == b"ftyp":
        return Format.MP4
    raise Invalid("media-unknown")


def size_of(data: bytes, form: Format) -> Size:
    """The size that a picture declares. Raises `Invalid` where it declares none."""
    try:
        width, height = {Format.JPEG: _jpeg, Format.PNG: _png, Format.GIF: _gif, Format.WEBP: _webp}[form](data)
    except (struct.error, IndexError) as error:
        raise Invalid("media-broken") from error
    if not width or not height:
        raise Invalid("media-broken")
    return Size(width, height)


def _png(data: bytes) -> tuple[int, int]:
    length, name, width, height = struct.unpack_from(">I4sII", data, 8)
    if (length, name) != (13, b"IHDR"):
        raise Invalid("media-broken")
    return width, height


def _gif(data: bytes) -> tuple[int, int]:
    width, height = struct.unpack_from("<HH", data, 6)
    return width, height


def _jpeg(data: bytes) -> tuple[int, int]:
    """From the start of its frame, if there are not too many scans after it."""
    size, scans = (0, 0), 0
    for kind, at in _segments(data):
        if kind in START_OF_FRAME and not scans:
            height, width = struct.unpack_from(">HH", data, at + 3)
            size = width, height
        scans += kind == SCAN
    if scans > SCANS:
        raise Invalid("media-broken")
    return size


def _segments(data: bytes) -> Iterator[tuple[int, int]]:
    """Each segment up to the end of the picture: what it is, and where its length stands."""
    at = 2
    for _ in range(SEGMENTS):
        marker = MARKER.search(data, at)
        if not marker or (kind := data[marker.start() + 1]) == END:
            return
        at = marker.end()
        yield kind, at
        at += struct.unpack_from(">H", data, at)[0]
    raise Invalid("media-broken")


def _webp(data: bytes) -> tuple[int, int]:
    kind = data[12:16]
    if kind == b"VP8X":
        return _three(data, 24) + 1, _three(data, 27) + 1
    if kind == b"VP8L" and data[20:21] == SIGNED:
        (bits,) = struct.unpack_from("<I", data, 21)
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if kind == b"VP8 " and data[23:26] == b"\x9d\x01\x2a":
        width, height = struct.unpack_from("<HH", data, 26)
        return width & 0x3FFF, height & 0x3FFF
    raise Invalid("media-broken")


def _three(data: bytes, at: int) -> int:
    """A number of three bytes."""
    low, high = struct.unpack_from("<HB", data, at)
    return int(low | high << 16)

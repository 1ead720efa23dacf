"""What a file says of itself in its first bytes: read without decoding anything, and every read within bounds."""

import re
import struct
from dataclasses import dataclass
from enum import StrEnum

from core.errors import Invalid

SIDE = 32_768
"""The longest side: beyond it, a single row of pixels is a bomb of its own."""
START_OF_FRAME = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
STANDALONE = frozenset({0x01, *range(0xD0, 0xD9)})
SCAN, END = 0xDA, 0xD9
FILL = 0xFF
SCANS = 100
"""A JPEG that becomes sharp by and by has about ten; each costs as much as the whole picture."""
MARKER = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")
"""What ends the pixels of a scan: among them, this byte is always followed by one of the others."""
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
    """Goes from segment to segment up to the start of the frame; the pixels begin after it."""
    if _scans(data) > SCANS:
        raise Invalid("media-broken")
    at = 2
    while (at := data.find(b"\xff", at)) >= 0:
        marker = data[at + 1]
        at += 1 if marker == FILL else 2
        if marker in STANDALONE | {0x00, FILL}:
            continue
        if marker in {SCAN, END}:
            break
        length, _, height, width = struct.unpack_from(">HBHH", data, at)
        if marker in START_OF_FRAME:
            return width, height
        at += length
    raise Invalid("media-broken")


def _scans(data: bytes) -> int:
    """How many there are up to the end of the picture, or one more than we take."""
    found, at = 0, 2
    while found <= SCANS and (marker := MARKER.search(data, at)):
        kind, at = data[marker.start() + 1], marker.end()
        if kind == END:
            break
        found += kind == SCAN
        if kind not in STANDALONE:
            at += struct.unpack_from(">H", data, at)[0]
    return found


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

"""Small MP4 files, box by box, with what cameras and editors write into them besides pictures and sound."""

import struct
from dataclasses import dataclass

CANARY = b"CANARY+56.9496+024.1052/Anna Berzina"
GAP = b"nobody plays this " + CANARY
FRAMES = 6
UPRIGHT = (0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000)
ON_ITS_SIDE = (0, 0x10000, 0, -0x10000, 0, 0, 0, 0, 0x40000000)
CONTAINERS = {b"moov", b"trak", b"edts", b"mdia", b"minf", b"dinf", b"stbl"}


def box(name: bytes, *parts: bytes) -> bytes:
    body = b"".join(parts)
    return struct.pack(">I4s", 8 + len(body), name) + body


def full(name: bytes, *parts: bytes, version: int = 0, flags: int = 0) -> bytes:
    return box(name, struct.pack(">I", version << 24 | flags), *parts)


def numbers(*given: int) -> bytes:
    return struct.pack(f">{len(given)}I", *given)


def head(name: bytes, rest: bytes) -> bytes:
    """A header with the moments of its making."""
    return full(name, numbers(3_600_000_001, 3_600_000_002), rest)


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    kind: bytes
    entry: bytes
    samples: list[bytes]
    matrix: tuple[int, ...] = UPRIGHT
    size: tuple[int, int] = (0, 0)
    more: bytes = b""

    def boxes(self, at: int, scale: int, duration: int) -> bytes:
        """With all its samples in one chunk, which begins there."""
        tables = (
            full(b"stsd", numbers(1), self.entry),
            full(b"stts", numbers(1, len(self.samples), duration // len(self.samples))),
            full(b"stsc", numbers(1, 1, len(self.samples), 1)),
            full(b"stsz", numbers(0, len(self.samples), *map(len, self.samples))),
            full(b"stco", numbers(1, at)),
            *([full(b"stss", numbers(1, 1))] if self.kind == b"vide" else []),
        )
        about = full(b"vmhd", bytes(8), flags=1) if self.kind == b"vide" else full(b"smhd", bytes(4))
        place = box(b"dinf", full(b"dref", numbers(1), full(b"url ", flags=1)))
        matrix, width, height = struct.pack(">9i", *self.matrix), *(side << 16 for side in self.size)
        media = box(
            b"mdia",
            head(b"mdhd", numbers(scale, duration, 0x55C40000)),
            full(b"hdlr", bytes(4), self.kind, bytes(12), b"Handler of " + CANARY + b"\0"),
            box(b"minf", about, place, box(b"stbl", *tables)),
        )
        edits = box(b"edts", full(b"elst", numbers(1, duration, 0, 0x10000)))
        track = head(b"tkhd", numbers(1, 0, duration) + bytes(16) + matrix + numbers(width, height))
        return box(b"trak", track, edits, media, self.more)


def picture_entry() -> bytes:
    words = bytes([31]) + CANARY[:31]
    start = bytes(6) + b"\0\1" + bytes(16) + struct.pack(">HHIIIH", 320, 240, 0x480000, 0x480000, 0, 1)
    own = (
        box(b"avcC", b"\1\x64\0\x1f\xff\xe1\0\4SPS!\1\0\4PPS!"),
        box(b"pasp", numbers(1, 1)),
        box(b"colr", b"nclx" + bytes(7)),
        box(b"colr", b"prof" + CANARY),
        box(b"uuid", bytes(16) + CANARY),
    )
    return box(b"avc1", start, words, b"\0\x18\xff\xff", *own)


def sound_entry() -> bytes:
    start = bytes(6) + b"\0\1" + bytes(8) + struct.pack(">HHHHI", 2, 16, 0, 0, 48_000 << 16)
    return box(b"mp4a", start, full(b"esds", b"\3\x19\0\2\0\4\x11\x40\x15" + bytes(12)))


def words() -> bytes:
    """What tells of the author, in every place that was ever used for it."""
    listed = box(b"meta", bytes(4), full(b"hdlr", bytes(4), b"mdir", bytes(13)), box(b"ilst", box(b"\xa9ART", CANARY)))
    return box(
        b"udta",
        box(b"\xa9xyz", struct.pack(">HH", len(CANARY), 0x15C7) + CANARY),
        full(b"loci", CANARY),
        full(b"titl", CANARY),
        box(b"SDLN", CANARY),
        box(b"GoPr", CANARY),
        listed,
        numbers(0),
    )


def tracks(matrix: tuple[int, ...] = UPRIGHT, size: tuple[int, int] = (320, 240)) -> list[Track]:
    pictures = [b"picture-%02d!" % number * 9 for number in range(FRAMES)]
    sounds = [b"sound-%02d!" % number * 3 for number in range(FRAMES)]
    return [
        Track(kind=b"vide", entry=picture_entry(), samples=pictures, matrix=matrix, size=size, more=words()),
        Track(kind=b"soun", entry=sound_entry(), samples=sounds, more=box(b"tref", box(b"cdsc", numbers(1)))),
        Track(kind=b"meta", entry=box(b"gpmd", bytes(6), b"\0\1", CANARY), samples=[CANARY] * FRAMES),
    ]


def film(
    made: list[Track] | None = None,
    *,
    brand: bytes = b"isom",
    scale: int = 1000,
    duration: int = 2100,
    tail: bytes = b"",
) -> bytes:
    """`ftyp`, `mdat`, `moov`, with words around them and a gap that nobody plays between what is played."""
    made = tracks() if made is None else made
    start = box(b"ftyp", brand, numbers(512), b"isomavc1mp42") + box(b"free", CANARY) + box(b"uuid", bytes(16), CANARY)
    content, places = bytearray(GAP), []
    for track in made:
        places.append(len(start) + 8 + len(content))
        content += b"".join(track.samples) + GAP
    movie = head(b"mvhd", numbers(scale, duration, 0x10000, 0x1000000) + bytes(8) + struct.pack(">9i", *UPRIGHT))
    movie = box(b"mvhd", movie[8:], bytes(24), numbers(4))
    listed = [track.boxes(at, scale, duration) for track, at in zip(made, places, strict=True)]
    end = box(b"moov", movie, *listed, words(), box(b"meta", CANARY), box(b"uuid", bytes(16), CANARY))
    return start + box(b"mdat", bytes(content)) + end + box(b"meta", CANARY) + box(b"skip", CANARY) + tail


def leaves(data: bytes, start: int = 0, end: int | None = None, path: str = "") -> list[tuple[str, int, int]]:
    """Every box without boxes of its own: its path, and from where to where its content lies."""
    found: list[tuple[str, int, int]] = []
    at, end = start, len(data) if end is None else end
    while at < end:
        length, name = struct.unpack_from(">I4s", data, at)
        inside = f"{path}/{name.decode('latin-1')}"
        if name in CONTAINERS:
            found += leaves(data, at + 8, at + length, inside)
        else:
            found.append((inside, at + 8, at + length))
        at += length
    return found

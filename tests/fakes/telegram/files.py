"""Files that Telegram keeps, known by ids that it made up."""

import struct
from dataclasses import dataclass, field
from itertools import count
from typing import Any

MOST_DOWN, MOST_UP, MOST_PHOTO = 20 * 1024 * 1024, 50 * 1024 * 1024, 10 * 1024 * 1024
MOST_SIDES, MOST_RATIO = 10_000, 20
SIZES = (90, 320, 800, 1280)
FOLDERS = {"photo": ("photos", "jpg"), "video": ("videos", "mp4"), "animation": ("animations", "mp4")}


@dataclass(frozen=True, slots=True)
class Stored:
    """A file; `size` can be larger than what is really kept of it."""

    id: str
    unique: str
    kind: str
    path: str
    content: bytes
    name: str = ""
    mime: str = ""
    size: int = 0
    sides: tuple[int, int] = (0, 0)
    album: tuple["Stored", ...] = ()
    """All sizes of a photo, from the smallest."""

    @property
    def json(self) -> dict[str, Any]:
        return {"file_id": self.id, "file_unique_id": self.unique, "file_size": self.size}


@dataclass
class Files:
    """All of them."""

    known: dict[str, Stored] = field(default_factory=dict)
    paths: dict[str, Stored] = field(default_factory=dict)
    numbers: Any = field(default_factory=lambda: count(1))

    def keep(self, content: bytes, kind: str, *, name: str = "", mime: str = "", size: int = 0) -> Stored:
        """A photo is kept in several sizes, of which the largest is returned."""
        if kind != "photo":
            return self._kept(content, kind, name=name, mime=mime, size=size, sides=sides(content) or (640, 360))
        width, height = sides(content) or (1, 1)
        largest = max(width, height)
        fitting = [one for one in SIZES if one < largest] + [min(largest, SIZES[-1])]
        made: list[Stored] = []
        for one in dict.fromkeys(fitting):
            scaled = (max(1, width * one // largest), max(1, height * one // largest))
            made.append(self._kept(content, kind, mime="image/jpeg", size=size, sides=scaled, album=tuple(made)))
        return made[-1]

    def _kept(self, content: bytes, kind: str, *, album: tuple[Stored, ...] = (), **facts: Any) -> Stored:
        number = next(self.numbers)
        folder, ending = FOLDERS.get(kind, ("documents", (facts.get("name") or "file.bin").rpartition(".")[2]))
        facts["size"] = facts.get("size") or len(content)
        one = Stored(
            id=f"AgACAgQAAxkBAAI{kind[:3]}{number:08d}",
            unique=f"AQAD{number:08d}",
            kind=kind,
            path=f"{folder}/file_{number}.{ending}",
            content=content,
            **facts,
        )
        if kind == "photo":
            one = Stored(**{name: getattr(one, name) for name in one.__slots__} | {"album": (*album, one)})
        self.known[one.id] = self.paths[one.path] = one
        return one


def sides(content: bytes) -> tuple[int, int] | None:
    """Width and height of a PNG, JPEG, GIF or WebP by its header; `None` where it is no picture."""
    if content.startswith(b"\x89PNG\r\n\x1a\n") and len(content) >= 24:
        return struct.unpack(">II", content[16:24])
    if content[:6] in (b"GIF87a", b"GIF89a"):
        return struct.unpack("<HH", content[6:10])
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return _webp(content)
    return _jpeg(content) if content.startswith(b"\xff\xd8") else None


def _jpeg(content: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 < len(content) and content[at] == 0xFF:
        mark, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4], "big")
        if 0xC0 <= mark <= 0xCF and mark not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return width, height
        at += 2 + length
    return None


def _webp(content: bytes) -> tuple[int, int] | None:
    match content[12:16]:
        case b"VP8X":
            return 1 + int.from_bytes(content[24:27], "little"), 1 + int.from_bytes(content[27:30], "little")
        case b"VP8 ":
            width, height = struct.unpack("<HH", content[26:30])
            return width & 0x3FFF, height & 0x3FFF
        case b"VP8L":
            bits = int.from_bytes(content[21:25], "little")
            return (bits & 0x3FFF) + 1, ((bits >> 14) & 0x3FFF) + 1
    return None

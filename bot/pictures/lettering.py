"""Which drawing stands for a character: a letter of our fonts, an emoji, or a bar where none of them has it."""

import struct
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import files
from io import BytesIO
from itertools import groupby
from zipfile import ZipFile

import regex
from PIL import Image, ImageFont

DENSITY = 2
"""Dots per unit: every measure is in units of a phone's screen, drawn at twice that."""
FONTS = files("bot.pictures").joinpath("fonts")
TEXT_VARIANT, EMOJI_VARIANT, JOINER = "\ufe0e", "\ufe0f", "\u200d"
TONES = frozenset(map(chr, range(0x1F3FB, 0x1F400)))
LAST = 0xFFFF
"""Ends every map of code points, and is none itself."""
FLAG_LETTERS = {chr(0x1F1E6 + at): chr(0x41 + at) for at in range(26)}
SIGNS = 0x2600
"""From here on, a sign that is also an emoji is shown as one."""
REMEMBERED = 40
"""Characters of a word whose width is kept: longer ones hardly come again."""
EMOJI_WIDE = 1.28
"""An emoji's width, in sizes of the letters beside it."""
CLUSTER_MOST = 16
"""Code points of the longest emoji, and some more; what is longer is piled up."""
MARKS_MOST = 4
"""How many accents one letter carries; text that is piled up with more is a prank."""


class Shape(StrEnum):
    """What a piece is drawn with; a font is named by its file."""

    REGULAR = "Inter-Regular.ttf"
    STRONG = "Inter-SemiBold.ttf"
    SYMBOLS = "DejaVuSans-Symbols.ttf"
    EMOJI = "emoji"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters that are drawn at once; of an emoji, its name in the archive."""

    shape: Shape
    text: str


@cache
def _bytes(name: str) -> bytes:
    return FONTS.joinpath(name).read_bytes()


@lru_cache(maxsize=64)
def font(shape: Shape, size: float) -> ImageFont.FreeTypeFont:
    """The font at this size. Always Pillow's own layout: the other one depends on what the machine has installed."""
    return ImageFont.truetype(BytesIO(_bytes(shape)), size * DENSITY, layout_engine=ImageFont.Layout.BASIC)


@cache
def covered(shape: Shape) -> frozenset[int]:
    """The code points that a font has, by its own table (learn.microsoft.com/typography/opentype/spec/cmap)."""
    data = _bytes(shape)
    tables = {data[at : at + 4]: at for at in range(12, 12 + 16 * struct.unpack_from(">H", data, 4)[0], 16)}
    (start,) = struct.unpack_from(">I", data, tables[b"cmap"] + 8)
    (count,) = struct.unpack_from(">H", data, start + 2)
    maps = (start + struct.unpack_from(">I", data, start + 8 + 8 * at)[0] for at in range(count))
    return frozenset(point for at in maps for point in _points(data, at))


def _points(data: bytes, at: int) -> list[int]:
    """The code points of one map; ours are all of format 4 (segments of code points)."""
    kind, _, _, doubled = struct.unpack_from(">HHHH", data, at)
    if kind != 4:  # noqa: PLR2004 - the format's number
        return []
    ends = struct.unpack_from(f">{doubled // 2}H", data, at + 14)
    starts = struct.unpack_from(f">{doubled // 2}H", data, at + 16 + doubled)
    return [point for first, last in zip(starts, ends, strict=True) for point in range(first, last + 1) if last < LAST]


@cache
def _archive() -> ZipFile:
    return ZipFile(BytesIO(_bytes("emoji.zip")))


@cache
def emoji_names() -> frozenset[str]:
    """The emoji we have: code points in hexadecimal, joined by `-`, without the variation selector."""
    return frozenset(_archive().namelist())


@lru_cache(maxsize=256)
def emoji(name: str, height: int) -> Image.Image:
    """The drawing of an emoji, this many dots high."""
    with Image.open(BytesIO(_archive().read(name))) as kept:
        whole = kept.convert("RGBA")
    return whole.resize((round(whole.width * height / whole.height), height), Image.Resampling.BICUBIC)


def pieces(text: str, *, strong: bool = False) -> tuple[Piece, ...]:
    """What a text without line breaks is drawn with, in order; neighbours of one font are one piece."""
    shapes = [
        one for cluster in regex.findall(r"\X", text) for one in of_cluster(cluster[:CLUSTER_MOST], strong=strong)
    ]
    together: list[Piece] = []
    for shape, group in groupby(shapes, key=lambda piece: piece.shape):
        if shape is Shape.EMOJI:
            together += group
        else:
            together.append(Piece(shape, "".join(piece.text for piece in group)))
    return tuple(together)


@lru_cache(maxsize=8192)
def of_cluster(cluster: str, *, strong: bool = False) -> tuple[Piece, ...]:
    """What one character, as its reader counts, is drawn with."""
    if TEXT_VARIANT not in cluster and (EMOJI_VARIANT in cluster or not _lettered(cluster)):
        found = _emoji(cluster)
        if found:
            return found
    plain = unicodedata.normalize("NFC", cluster)[: 1 + MARKS_MOST]
    return tuple(piece for char in plain for piece in _letter(char, strong=strong))


def _lettered(cluster: str) -> bool:
    """Whether these are letters first; a sign such as a heart is an emoji first, as phones show it."""
    return all(ord(char) in covered(Shape.REGULAR) and ord(char) < SIGNS for char in cluster)


def _named(cluster: str) -> str:
    return "-".join(f"{ord(char):x}" for char in cluster if char != EMOJI_VARIANT)


def _emoji(cluster: str) -> tuple[Piece, ...]:
    """The emoji itself, else the one without its skin tone, else those it is joined of; nothing where one lacks."""
    for name in (_named(cluster), _named("".join(char for char in cluster if char not in TONES))):
        if name in emoji_names():
            return (Piece(Shape.EMOJI, name),)
    parts = cluster.split(JOINER)
    found = tuple(piece for part in parts for piece in _emoji(part)) if len(parts) > 1 else ()
    return found if len(found) == len(parts) else ()


def _letter(char: str, *, strong: bool) -> tuple[Piece, ...]:
    if unicodedata.category(char) in {"Cc", "Cf", "Cs"} or char in {TEXT_VARIANT, EMOJI_VARIANT}:
        return ()
    for shape in (Shape.STRONG if strong else Shape.REGULAR, Shape.SYMBOLS):
        if ord(char) in covered(shape):
            return (Piece(shape, char),)
    return _stand_in(char, strong=strong)


def _stand_in(char: str, *, strong: bool) -> tuple[Piece, ...]:
    """Letters that mean the same (bold ones of mathematics, wide ones, letters of flags), else a bar."""
    plain = FLAG_LETTERS.get(char) or unicodedata.normalize("NFKC", char)
    bold = strong or "BOLD" in unicodedata.name(char, "")
    if plain != char:
        return tuple(piece for one in plain for piece in _letter(one, strong=bold))
    return () if unicodedata.combining(char) else (Piece(Shape.UNKNOWN, char),)


def width(piece: Piece, size: float) -> float:
    """How many units a piece takes."""
    if piece.shape is Shape.EMOJI:
        return size * EMOJI_WIDE
    if piece.shape is Shape.UNKNOWN:
        return sum(bar(char, size) for char in piece.text)
    return _length(piece, size) if len(piece.text) <= REMEMBERED else _length.__wrapped__(piece, size)


@lru_cache(maxsize=16384)
def _length(piece: Piece, size: float) -> float:
    return font(piece.shape, size).getlength(piece.text) / DENSITY


def bar(char: str, size: float) -> float:
    """The room for a character that no font of ours has."""
    return size * (1.0 if unicodedata.east_asian_width(char) in "WF" else 0.6)

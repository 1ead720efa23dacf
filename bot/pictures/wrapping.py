"""Text in lines of a given width: words kept whole where they fit, links and names tinted, what is too long cut."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

import regex

from bot.pictures.lettering import Piece, Shape, pieces, width

READ_MOST = 20_000
"""Characters that are looked at: more than the tallest picture holds."""
ENDS = ("com", "org", "net", "info", "biz", "eu", "lv", "lt", "ee", "ru", "uk", "de", "io", "app", "shop", "me", "co")
TINTED = re.compile(
    r"https?://\S*[^\s.,:;!?)\]}»”\"'…]"
    rf"|(?<![\w@.-])(?:[\w-]+\.)+(?:{'|'.join(ENDS)})\b(?:/\S*[^\s.,:;!?)\]}}»”\"'…])?"
    r"|(?<![\w&/])#\w*[^\W\d]\w*"
    r"|(?<![\w/.])@\w[\w.@-]*\w",
    re.IGNORECASE,
)
BREAKS = re.compile(r"( +)|(?<=[^\W\d][-–—/])(?=[^\W\d])")
"""Spaces, and the place after a hyphen between letters."""
ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class Letters:
    """How a text is set: the size of its letters, the height of its lines, its weight."""

    size: float
    leading: float
    strong: bool = False

    def width(self, run: Iterable["Ink"]) -> float:
        """How many units a line takes."""
        return sum(width(ink.piece, self.size) for ink in run)


@dataclass(frozen=True, slots=True)
class Ink:
    """A piece with its color: that of words, or that of what can be pressed."""

    piece: Piece
    tinted: bool = False


Line = tuple[Ink, ...]
SPACE = Ink(Piece(Shape.REGULAR, " "))


def lines(text: str, letters: Letters, most: float, *, rows: int, tint: bool = False) -> list[Line]:
    """At most so many lines, none wider than `most`; the last one ends in an ellipsis where there would be more."""
    every = list(islice(_wrapped(_clean(text), letters, most, tint=tint), max(rows, 0) + 1))
    if len(every) <= rows and len(text) <= READ_MOST:
        return every
    kept = every[:rows]
    if not kept:
        return []
    # A sentence goes on to the edge; a paragraph that ended is not run together with the next one.
    goes_on = (SPACE, *every[rows]) if len(every) > rows and "\n" not in text else ()
    return [*kept[:-1], shortened((*kept[-1], *goes_on, Ink(Piece(Shape.REGULAR, ELLIPSIS))), letters, most)]


def line(text: str, letters: Letters, most: float) -> Line:
    """The text in one line, cut where it is too long."""
    (only,) = lines(" ".join(text.split()), letters, most, rows=1) or [()]
    return only


def shortened(run: Line, letters: Letters, most: float) -> Line:
    """A line that ends in its last piece, an ellipsis, and fits."""
    body, end = list(run[:-1]), run[-1]
    while body and (letters.width((*body, end)) > most or body[-1].piece.text.endswith(" ")):
        body[-1:] = [Ink(piece, body[-1].tinted) for piece in _less(body[-1].piece)]
    return (*body, end)


def _less(piece: Piece) -> list[Piece]:
    """The piece without its last character."""
    if piece.shape is Shape.EMOJI or len(piece.text) == 1:
        return []
    return [Piece(piece.shape, piece.text[:-1])]


def _clean(text: str) -> str:
    """One kind of space and of line break; the space that must not break stays."""
    joined = re.sub(r"\r\n?|[\v\f\x85\u2028]", "\n", text[:READ_MOST]).replace("\u2029", "\n\n")
    return "".join(" " if char == "\t" or _is_space(char) else char for char in joined).rstrip()


def _is_space(char: str) -> bool:
    return unicodedata.category(char) == "Zs" and char not in "\u00a0\u202f"


def _wrapped(text: str, letters: Letters, most: float, *, tint: bool) -> Iterator[Line]:
    for paragraph in text.split("\n") if text else ():
        yield from _filled(_words(paragraph, letters, tint=tint), letters, most)


def _filled(words: Iterable[Line], letters: Letters, most: float) -> Iterator[Line]:
    """Lines of words, filled one after the other; spaces at a line's end hang over."""
    here: list[Ink] = []
    taken = 0.0
    for word in words:
        wide = letters.width(word)
        if taken + wide > most and here and not _blank(word):
            yield _trimmed(here)
            here, taken = [], 0.0
        if wide > most and not _blank(word):
            *full, word = _broken(word, letters, most)  # noqa: PLW2901 - what is left of it goes on
            yield from full
            wide = letters.width(word)
        here += word
        taken += wide
    yield _trimmed(here)


def _blank(word: Iterable[Ink]) -> bool:
    return all(not ink.piece.text.strip(" ") for ink in word)


def _trimmed(run: list[Ink]) -> Line:
    while run and _blank(run[-1:]):
        run.pop()
    return _joined(run)


def _joined(run: Iterable[Ink]) -> Line:
    """Neighbours of one font and color as one piece: fewer to draw, and the spaces between them as the font wants."""
    done: list[Ink] = []
    for ink in run:
        last = done[-1] if done else None
        alike = last and last.tinted == ink.tinted and last.piece.shape is ink.piece.shape is not Shape.EMOJI
        if last and alike:
            done[-1] = Ink(Piece(ink.piece.shape, last.piece.text + ink.piece.text), ink.tinted)
        else:
            done.append(ink)
    return tuple(done)


def _words(paragraph: str, letters: Letters, *, tint: bool) -> Iterator[Line]:
    """Words and the spaces between them, each in its pieces."""
    word: list[Ink] = []
    for part, tinted in _spans(paragraph, tint=tint):
        for at, token in enumerate(BREAKS.split(part)):
            inks = [Ink(piece, tinted) for piece in pieces(token or "", strong=letters.strong)]
            if at % 2:
                yield tuple(word)
                yield tuple(inks)
                word = []
            else:
                word += inks
    yield tuple(word)


def _spans(paragraph: str, *, tint: bool) -> Iterator[tuple[str, bool]]:
    at = 0
    for found in TINTED.finditer(paragraph) if tint else ():
        yield paragraph[at : found.start()], False
        yield found.group(), True
        at = found.end()
    yield paragraph[at:], False


def _broken(word: Line, letters: Letters, most: float) -> list[Line]:
    """A word that is wider than a line, in as many lines as it needs."""
    rows: list[list[Ink]] = [[]]
    taken = 0.0
    for ink in _characters(word):
        wide = width(ink.piece, letters.size)
        if taken + wide > most and rows[-1]:
            rows.append([])
            taken = 0.0
        rows[-1].append(ink)
        taken += wide
    return [_joined(row) for row in rows]


def _characters(word: Line) -> Iterator[Ink]:
    for ink in word:
        if ink.piece.shape is Shape.EMOJI:
            yield ink
            continue
        for cluster in regex.findall(r"\X", ink.piece.text):
            yield Ink(Piece(ink.piece.shape, cluster), ink.tinted)

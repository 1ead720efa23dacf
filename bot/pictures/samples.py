"""Where the bytes lie that a track of a video plays: all others in the file are nobody's, and are emptied."""

import struct
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from itertools import accumulate

from bot.pictures.boxes import Box, Film
from core.errors import Invalid

Span = tuple[int, int]
MOST = 1_000_000
"""Entries of a table: hours of video have fewer."""
ENTRY = {b"stts": 8, b"ctts": 8, b"stsc": 12, b"stss": 4, b"stco": 4, b"co64": 8}
"""How long an entry is in the tables that are a count and as many entries."""
COUNTED, ENTRIES = 4, 8
SAMPLE_SIZES = 12


def trimmed(film: Film, tables: Mapping[bytes, Box]) -> None:
    """Empties what lies behind the last entry of a table."""
    for name, box in tables.items():
        if name in ENTRY:
            (count,) = film.read(">I", COUNTED, box)
            _within(film, box, ENTRIES + count * ENTRY[name], count)
        elif name == b"stsz":
            size, count = film.read(">II", COUNTED, box)
            _within(film, box, SAMPLE_SIZES + (0 if size else count * 4), 0 if size else count)


def _within(film: Film, box: Box, length: int, count: int) -> None:
    if count > MOST or length > box.size:
        raise Invalid("media-broken")
    film.blank(box.body + length, box.end)


def spans(film: Film, tables: Mapping[bytes, Box]) -> list[Span]:
    """Every chunk of the track, from where to where. Raises `Invalid` where the tables contradict each other."""
    try:
        sums, offsets = _sums(film, tables[b"stsz"]), _offsets(film, tables)
        runs = _numbers(film, tables[b"stsc"], ">III", ENTRIES)
    except KeyError:
        raise Invalid("media-broken") from None
    firsts, found, sample = [first for first, _, _ in runs], [], 0
    if offsets and (not firsts or firsts[0] != 1 or firsts != sorted(set(firsts))):
        raise Invalid("media-broken")
    for chunk, offset in enumerate(offsets, start=1):
        _, many, _ = runs[bisect_right(firsts, chunk) - 1]
        after = min(sample + many, len(sums) - 1)
        found.append((offset, offset + sums[after] - sums[sample]))
        sample = after
    if sample != len(sums) - 1:
        raise Invalid("media-broken")
    return found


def blank_between(film: Film, boxes: Sequence[Box], played: Sequence[Span]) -> None:
    """Empties all of these boxes (in the file's order) but what is played. Raises `Invalid` for what lies elsewhere."""
    left = sorted(span for span in played if span[0] < span[1])
    done = 0
    for box in boxes:
        at = box.body
        # One walk over both: there may be a million spans, and thousands of boxes that hold none of them.
        while done < len(left) and left[done][0] < box.end:
            start, end = left[done]
            if start < box.body or end > box.end:
                raise Invalid("media-broken")
            film.blank(at, start)
            at, done = max(at, end), done + 1
        film.blank(at, box.end)
    if done < len(left):
        raise Invalid("media-broken")


def _sums(film: Film, box: Box) -> Sequence[int]:
    """How many bytes the first samples have together: of none, of one, and so on."""
    size, count = film.read(">II", COUNTED, box)
    if size:
        return range(0, size * (count + 1), size)
    entries = film.bytes_of(box, SAMPLE_SIZES, count * 4)
    return list(accumulate(struct.unpack(f">{count}I", entries), initial=0))


def _offsets(film: Film, tables: Mapping[bytes, Box]) -> list[int]:
    if b"co64" in tables:
        return [offset for (offset,) in _numbers(film, tables[b"co64"], ">Q", ENTRIES)]
    return [offset for (offset,) in _numbers(film, tables[b"stco"], ">I", ENTRIES)]


def _numbers(film: Film, box: Box, form: str, start: int) -> list[tuple[int, ...]]:
    (count,) = film.read(">I", COUNTED, box)
    return list(struct.iter_unpack(form, film.bytes_of(box, start, count * struct.calcsize(form))))

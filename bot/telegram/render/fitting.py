"""What is too much for a message gives way: quotations first, then the rest, and last what must not be overlooked."""

from collections.abc import Sequence
from dataclasses import replace

from bot.telegram.render.pieces import Gives, Piece, Run, total

MOST_ENTITIES = 100
QUIET = frozenset({"b", "i"})
"""Markup that only makes a message easier to read."""


def fitted(pieces: Sequence[Piece], most: int) -> tuple[list[Piece], bool]:
    """The pieces within the limit, and whether more than quotations had to give way for it."""
    kept, lost = list(pieces), False
    for gives in Gives:
        if (over := total(kept) - most) > 0:
            before, kept = kept, _shortened(kept, gives, over)
            lost = lost or (gives is not Gives.FIRST and kept != before)
    while total(kept) > most:
        kept.remove(min(reversed(kept), key=lambda one: one.gives))
        lost = True
    return kept, lost


def _shortened(pieces: list[Piece], gives: Gives, over: int) -> list[Piece]:
    """The longest of those that give way now are cut, all to the same length, until it is enough."""
    lengths = sorted(one.length for one in pieces if one.gives is gives and one.runs)
    most = _cap(lengths, sum(lengths) - over)
    return [one.cut(most) if one.gives is gives else one for one in pieces]


def _cap(lengths: list[int], room: int) -> int:
    """The length at which to cut so that they fit into the room together; 1 where they cannot."""
    for at, one in enumerate(lengths):
        share = room // (len(lengths) - at)
        if one > share:
            return max(share, 1)
        room -= one
    return max(lengths, default=1)


def with_fewer_entities(pieces: Sequence[Piece]) -> tuple[list[Piece], bool]:
    """No more entities than Telegram keeps, and whether markup that means something was lost for it."""
    kept = list(pieces)
    if _entities(kept) > MOST_ENTITIES:
        kept = [replace(one, runs=tuple(_without(run, QUIET) for run in one.runs)) for one in kept]
    if lost := _entities(kept) > MOST_ENTITIES:
        kept = _only_the_first(kept)
    return kept, lost


def _entities(pieces: Sequence[Piece]) -> int:
    return sum(len(run.tags) for one in pieces for run in one.runs)


def _without(run: Run, tags: frozenset[str]) -> Run:
    return replace(run, tags=tuple(tag for tag in run.tags if tag not in tags))


def _only_the_first(pieces: list[Piece]) -> list[Piece]:
    left, kept = MOST_ENTITIES, []
    for one in pieces:
        runs = []
        for run in one.runs:
            runs.append(run if len(run.tags) <= left else replace(run, tags=()))
            left -= len(runs[-1].tags)
        kept.append(replace(one, runs=tuple(runs)))
    return kept

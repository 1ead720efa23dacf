"""Nouns and rows have the same fields, so one mapping serves every table."""

from collections.abc import Callable
from functools import cache
from operator import attrgetter
from typing import Any

from core.ports import N, Noun
from storage.tables import TABLES


@cache
def columns(kind: type[Noun]) -> tuple[str, ...]:
    """The columns of the noun's table, which are its fields, in the table's order."""
    return tuple(column.name for column in TABLES[kind].columns)


@cache
def _values(kind: type[Noun]) -> "attrgetter[Any]":
    return attrgetter(*columns(kind))


def to_row(noun: Noun) -> dict[str, Any]:
    """A noun's fields, by column."""
    kind = type(noun)
    return dict(zip(columns(kind), _values(kind)(noun), strict=True))


@cache
def _setters(kind: type[Noun]) -> tuple[Callable[[Noun, Any], None], ...]:
    return tuple(getattr(kind, name).__set__ for name in columns(kind))


def to_noun(kind: type[N], row: Any) -> N:
    """The noun that a row is: the row has all columns of its table, in their order.

    Its slots are filled as they are: a constructor of thirty names takes four times as long, and the engine reads three
    rows for a post.
    """
    noun = object.__new__(kind)
    for fill, value in zip(_setters(kind), row, strict=True):
        fill(noun, value)
    return noun

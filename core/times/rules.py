"""Rules are patterns over kinds of words, so that one set of rules serves every language."""

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from core.times.pieces import KINDS, Item, Token

LETTERS: dict[str, str] = {kind: chr(0x4E00 + number) for number, kind in enumerate(KINDS)}
"""A sentence is matched as a string with one letter a word: the regular expression engine does the searching."""


class Found:
    """What a pattern matched, by the labels in it."""

    __slots__ = ("_items", "_match")

    def __init__(self, items: list[Item], match: re.Match[str]) -> None:
        self._items = items
        self._match = match

    def has(self, label: str) -> bool:
        """Whether the optional part `label` is there."""
        return label in self._match.re.groupindex and self._match.start(label) >= 0

    def item(self, label: str) -> Item:
        """The word or piece at `label`."""
        return self._items[self._match.start(label)]

    def token(self, label: str) -> Token:
        """The word at `label`; one without meaning where it is not there."""
        found = self.item(label) if self.has(label) else None
        return found if isinstance(found, Token) else Token("filler")

    def n(self, label: str) -> int:
        """The whole number at `label`."""
        return int(self.token(label).n)

    def every(self) -> list[Item]:
        """All that was matched, in order."""
        return self._items[self._match.start() : self._match.end()]


Build = Callable[[Found], Item | tuple[Item, ...] | None]


class Rule(NamedTuple):
    """Where the pattern matches, the words become what `build` makes of them; None leaves them as they are."""

    pattern: re.Pattern[str]
    build: Build


def rule(pattern: str, build: Build) -> Rule:
    """`minus m=number minute? h=number|ordinal`: kinds apart by spaces, `|` between choices, labels, `?`, `*`, `+`.

    Groups are written with `(` and `)`, which stand alone; `!in` means: not right after `in`, `~in`: not right before.
    """
    return Rule(re.compile("".join(_part(part) for part in pattern.split())), build)


def _part(part: str) -> str:
    if part[0] in "()|":
        return "(?:" if part == "(" else part
    if part[0] in "!~":
        return f"({'?<!' if part[0] == '!' else '?!'}{_group(part[1:])})"
    label, _, kinds = part.rpartition("=")
    bare = kinds.rstrip("?*+")
    return f"({f'?P<{label}>' if label else '?:'}{_group(bare)}){kinds[len(bare) :]}"


def _group(kinds: str) -> str:
    return f"[{''.join(LETTERS[kind] for kind in kinds.split('|'))}]"


def apply(rules: Iterable[Rule], items: list[Item]) -> None:
    """Rewrites `items` in place, rule by rule, each as often as it matches."""
    letters = "".join([LETTERS[item.kind] for item in items])
    for pattern, build in rules:
        match = pattern.search(letters)
        while match:
            start, end = match.span()
            made = build(Found(items, match))
            if made is not None:
                items[start:end] = new = made if isinstance(made, tuple) else (made,)
                letters = letters[:start] + "".join([LETTERS[item.kind] for item in new]) + letters[end:]
            match = pattern.search(letters, start + 1)

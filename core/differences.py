"""What changed between two texts, word by word: what an approver reads before saying yes again."""

from collections import Counter
from difflib import Match, SequenceMatcher

import regex

WORD = regex.compile(r"\S+\s*|\s+")
"""A word with the space behind it, so that the parts put together are the text again."""
MOST = 500_000
"""So many words are looked at in all: many times what an edit of an ordinary text takes, and a part of a second."""
Part = tuple[str, str]
"""`" "` kept, `"-"` taken out or `"+"` put in; and the words."""


class TooMuch(Exception):
    """The texts differ in more ways than can be looked through in good time."""


class Bounded(SequenceMatcher[str]):
    """A matcher that gives up: on words that are said again and again the usual one takes cubic time."""

    def __init__(self, a: list[str], b: list[str]) -> None:
        super().__init__(None, a, b, autojunk=False)
        self.one = a
        self.places = Counter(b)
        self.left = MOST

    def find_longest_match(self, alo: int = 0, ahi: int | None = None, blo: int = 0, bhi: int | None = None) -> Match:
        """As ever. Raises `TooMuch` before it looks at more than is left."""
        # It goes over these words, and for each over all places that the word has in the other text.
        self.left -= sum(1 + self.places[word] for word in self.one[alo:ahi])
        if self.left < 0:
            raise TooMuch
        return super().find_longest_match(alo, ahi, blo, bhi)


def difference(old: str, new: str) -> tuple[Part, ...]:
    """Both texts at once, in order; all but what was taken out is the new text to the letter.

    Where too much differs, the old words between what begins and what ends both are shown whole, then the new ones.
    """
    before, after = WORD.findall(old), WORD.findall(new)
    a, b = [word.strip() for word in before], [word.strip() for word in after]
    head = _same(a, b)
    tail = _same(a[head:][::-1], b[head:][::-1])
    i_last, j_last = len(a) - tail, len(b) - tail
    parts: list[Part] = [(" ", "".join(after[:head]))]
    for tag, i, i_end, j, j_end in _changes(a[head:i_last], b[head:j_last]):
        if tag == "equal":
            parts.append((" ", "".join(after[head + j : head + j_end])))
        else:
            parts.append(("-", "".join(before[head + i : head + i_end])))
            parts.append(("+", "".join(after[head + j : head + j_end])))
    parts.append((" ", "".join(after[j_last:])))
    return tuple(part for part in parts if part[1])


def _same(a: list[str], b: list[str]) -> int:
    """With how many of the same words both begin."""
    return next((at for at, (one, other) in enumerate(zip(a, b, strict=False)) if one != other), min(len(a), len(b)))


def _changes(a: list[str], b: list[str]) -> list[tuple[str, int, int, int, int]]:
    try:
        return list(Bounded(a, b).get_opcodes())
    except TooMuch:
        return [("replace", 0, len(a), 0, len(b))]

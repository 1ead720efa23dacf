"""Shortening what is too long: to whole sentences where they are enough of it, else to whole words."""

import regex

from core.limits.counting import count, prefix
from core.ports import Count

SENTENCE_END = regex.compile(r"(?:[.!?…]+[\p{Pf}\p{Pe}\"']*(?=\s|$)|[。！？]+|(?=\n))")
ELLIPSIS = "…"
WORTH_KEEPING = 0.5
"""A shortened text ends with a whole sentence only where that keeps at least this share of what fits."""


def shorten(text: str, limit: int, how: Count) -> str:
    """At most `limit` long: whole sentences where they are enough of it, else whole words and an ellipsis.

    No character that a reader sees as one is ever cut in two.
    """
    text = text.strip()
    if count(text, how) <= limit:
        return text
    fitting = prefix(text, limit, how)
    sentences = whole_sentences(text, len(fitting))
    if sentences and count(sentences, how) >= limit * WORTH_KEEPING:
        return sentences
    room = limit - count(ELLIPSIS, how)
    return whole_words(text, len(prefix(text, room, how))) + ELLIPSIS if room > 0 else fitting


def whole_sentences(text: str, end: int) -> str:
    """The sentences of the text that end within its first `end` code points."""
    ends = [found.end() for found in SENTENCE_END.finditer(text) if found.end() <= end]
    return text[: ends[-1]].rstrip() if ends else ""


def whole_words(text: str, end: int) -> str:
    """The words of the text that end within its first `end` code points; a part of the word where it is the first."""
    border = next((at for at in range(end, 0, -1) if text[at : at + 1].isspace()), end)
    return text[:border].rstrip().rstrip(",;:–—-").rstrip()

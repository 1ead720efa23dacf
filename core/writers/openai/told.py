"""A sentence that a model said about a picture, made fit to stand under it: one line, and nothing that leads away."""

import regex

from core.checks import clean
from core.checks.links import emails, links, mentions
from core.checks.phones import PHONE, phones

QUOTES = "\"'“”„«»`* "
FENCE = regex.compile(r"(?:alt(?:[ -]?text)?|description)\s*:\s*", regex.IGNORECASE)
"""How models announce what they were asked for alone."""
END = regex.compile(r"[.!?…](?=\s|\Z)")
FEWEST = 40
"""Characters: a first sentence shorter than this is not all that was said."""


def sentence(answer: str, most: int) -> str:
    """The sentence, at most so long; empty where there is none that could be used."""
    line = " ".join(clean(answer).split()).strip(QUOTES)
    line = FENCE.sub("", line, count=1) if FENCE.match(line) else line
    line = " ".join(word for word in PHONE.sub("", line).split() if not _leads_away(word)).strip(QUOTES)
    if _leads_away(line):  # it was spelt in pieces
        return ""
    return _short(line, most)


def _leads_away(text: str) -> bool:
    return bool(links(text) or mentions(text) or emails(text) or phones(text))


def _short(line: str, most: int) -> str:
    """Up to the end of a sentence or, where that would leave little, of a word."""
    if len(line) <= most:
        return line
    ends = [found.end() for found in END.finditer(line, 0, most) if found.end() >= FEWEST]
    if ends:
        return line[: ends[-1]]
    return line[: most - 1].rpartition(" ")[0].rstrip(" ,;:–-") + "…"

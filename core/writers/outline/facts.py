"""A brief, taken apart into sentences that can be left out but never changed."""

import html
from dataclasses import dataclass, replace

import regex

from core.checks import clean, never_found
from core.writers.outline.instructions import about_writing
from core.writers.outline.requests import asked

TAG = regex.compile(r"</?[a-zA-Z][^<>\n]{0,200}>")
EMPHASIS = regex.compile(r"(?<![\w*_])(\*{1,3}|_{1,3}|~~|`)(?=\S)([^\n]{1,300}?)(?<=\S)\1(?![\w*_])")
HEADING = regex.compile(r"^#{1,6}\s+", regex.MULTILINE)
BULLET = regex.compile(r"^\s{0,8}[-*•–—·]\s+")
# Not after an abbreviation, an initial or an ordinal; Latvian and Russian dates have their dot before a small letter.
SHORTENED = (
    r"mr|mrs|dr|st|no|nr|plkst|u\.c|t\.i|t\.sk|iel|ul|ул|г|руб|тел|тыс|д|им|стр|tālr|tel|e\.g|i\.e|vs|approx|p\.m|a\.m"
)
NO_END = rf"(?<!(?i:\b(?:{SHORTENED})\.))(?<!\b\p{{Lu}}\.)"
# Who types in a hurry begins sentences small: a split then needs a sign that is surely an end ("1. decembrī" has none).
SMALL_SENTENCE = r"(?<=[\p{L}\p{N}][!?]|\p{L}{4}\.|:\d\d\.)\s+(?=\p{Ll})"
SENTENCE = regex.compile(
    rf"(?<=[.!?…][\p{{Pf}}\p{{Pe}}\"']?){NO_END}\s+(?=[\p{{Lu}}\p{{N}}„«“\"'(#@\p{{Extended_Pictographic}}])|{SMALL_SENTENCE}"
)
HASHTAGS = regex.compile(r"(?:#[\p{L}\p{N}_]+\s*)+")
CLAUSE = regex.compile(r"(?:,|;|:|\s[–—-])\s+|\n")
WORD = regex.compile(r"\p{L}")
LINKED = regex.compile(r"https?://\S+|\bwww\.\S+", regex.IGNORECASE)
ENDED = regex.compile(r"[\p{L}\p{N}\p{Pe}\p{Pf}\"'%€$£]\Z")


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence, a list item or a line; `gap` is what stands between it and the one before."""

    text: str
    gap: str = " "

    @property
    def has_figures(self) -> bool:
        """Prices, dates, hours, telephones and links are what a reader needs most."""
        return any(mark.isdecimal() for mark in self.text) or bool(LINKED.search(self.text))


def plain(text: str) -> str:
    """The text without markup, control and hidden characters, as a network shows it."""
    text = HEADING.sub("", html.unescape(TAG.sub("", clean(text))))
    for _ in range(2):
        text = EMPHASIS.sub(r"\2", text)
    return clean(text)


def units(text: str) -> tuple[Unit, ...]:
    """The text in units; joined again they are the same text, but for its spaces and bullets."""
    found: list[Unit] = []
    gap = ""
    for line in text.split("\n"):
        if not line.strip():
            gap = "\n\n" if found else ""
            continue
        found.extend(_line(line, gap or ("\n" if found else "")))
        gap = ""
    return tuple(found)


def joined(parts: tuple[Unit, ...] | list[Unit]) -> str:
    """The units as one text."""
    return "".join((part.gap if at else "") + part.text for at, part in enumerate(parts))


def facts(brief: str) -> tuple[Unit, ...]:
    """What the brief says, without what it asks of the writer, tidied into sentences."""
    parts = list(units(asked(plain(brief)).rest))
    parts = [part for part in parts if not about_writing(part.text)]
    if not parts:
        return ()
    parts = [
        replace(part, text=capital(part.text)) if not at or part.gap == " " else part for at, part in enumerate(parts)
    ]
    many_lines = sum("\n" in part.gap for part in parts) > 1
    return tuple(part if many_lines else replace(part, text=ended(part.text)) for part in parts)


def without_never(parts: tuple[Unit, ...], never: tuple[str, ...], language: str) -> tuple[Unit, ...]:
    """The units without the clauses that hold a never-word; where nothing is left, without the words alone."""
    kept = [replace(part, text=text) for part in parts if (text := _allowed(part.text, never, language))]
    if not kept and parts:
        kept = [replace(part, text=text) for part in parts[:1] if (text := _words_out(part.text, never, language))]
    return tuple(kept)


def ended(text: str) -> str:
    """The sentence with its full stop, unless it ends in a link, a tag or a sign of its own."""
    last = text.rsplit(None, 1)[-1]
    return (
        text + "."
        if ENDED.search(text) and not last.startswith(("#", "@")) and not LINKED.match(last) and "." not in last[1:-1]
        else text
    )


def capital(text: str) -> str:
    """The text with a capital letter first, unless it begins with a link or a name spelt small inside (`eBay`)."""
    first = text.split(None, 1)[0] if text.strip() else ""
    if LINKED.match(first) or "." in first[:-1] or first[1:] != first[1:].lower():
        return text
    return text[:1].upper() + text[1:]


def _line(line: str, gap: str) -> list[Unit]:
    if BULLET.match(line):
        return [Unit("• " + BULLET.sub("", line).strip(), gap)]
    parts = [part.strip() for part in SENTENCE.split(" ".join(line.split())) if part.strip()]
    return [Unit(part, _gap(part) if at else gap) for at, part in enumerate(parts)]


def _gap(part: str) -> str:
    """Hashtags go to the end, on a line of their own."""
    return "\n\n" if HASHTAGS.fullmatch(part) else " "


def _allowed(text: str, never: tuple[str, ...], language: str) -> str:
    if not never_found(text, never, language):
        return text
    clauses = [clause for clause in CLAUSE.split(text) if not never_found(clause, never, language)]
    left = ", ".join(clause.strip(" .") for clause in clauses)
    fine = left and WORD.search(left) and not never_found(left, never, language)
    return ended(capital(left)) if fine else ""


def _words_out(text: str, never: tuple[str, ...], language: str) -> str:
    words = text.split()
    widest = max((len(phrase.split()) for phrase in never), default=1)
    for width in range(1, widest + 1):
        at = 0
        while at + width <= len(words):
            hit = never_found(" ".join(words[at : at + width]), never, language)
            words[at : at + width] = [] if hit else words[at : at + width]
            at += 0 if hit else 1
    left = " ".join(words)
    return "" if never_found(left, never, language) or not WORD.search(left) else capital(left)

"""The part of a brief that speaks to the writer ("Write a friendly post about ..."), told apart from its subject."""

from dataclasses import dataclass

import regex

from core.texts import LANGUAGES, Texts
from core.writers.outline.phrases import Tone, stems, tone_of

WORD = regex.compile(r"[\s,]*+([\p{L}\p{N}'’-]++)")
EDGE = " ,:;.–—-\n"


@dataclass(frozen=True, slots=True)
class Asked:
    """What is left of a brief without its request, and the tone that the request names."""

    rest: str
    tone: Tone | None = None


def asked(brief: str) -> Asked:
    """Takes a leading request off; "about X", whose words have the form that "about" wants, becomes a sentence."""
    for language in LANGUAGES:
        found = _asked(brief, language)
        if found is not None:
            return found if found.rest else Asked(brief, found.tone)
    return Asked(brief)


def _asked(brief: str, language: str) -> Asked | None:
    at, cut, said = 0, 0, set[str]()
    about = -1
    small = brief.casefold()
    while found := WORD.match(brief, at):
        that = stems(language, "say-that").match(small, found.start(1))
        if that and {"write", "post"} <= said:
            cut = that.end()
            break
        kind = kind_of(found.group(1).casefold(), language)
        if kind == "about":
            about = found.start(1)
        if kind is None or about >= 0:
            break
        said.add(kind)
        at = found.end()
        cut = cut if kind == "filler" else at
    if not {"write", "post"} <= said:
        return None
    tone = tone_of(brief[:cut])
    if about >= 0:
        return Asked(Texts(language).say("outline-about", rest=brief[about:].strip()), tone)
    return Asked(brief[cut:].lstrip(EDGE), tone)


def kind_of(word: str, language: str) -> str | None:
    """Which part of a request a small-letter word is."""
    for kind in ("about", "write", "post"):
        found = stems(language, f"say-{kind}").match(word)
        if found and (kind != "about" or found.end() == len(word)):
            return kind
    if any(stems(language, f"named-{tone}").match(word) for tone in Tone):
        return "tone"
    return "filler" if stems(language, "say-filler").match(word) else None

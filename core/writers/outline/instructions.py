"""Everyday instructions ("shorter, and without emoji"), understood whole or not at all.

Every word has to be known: an instruction that is understood in part would be done wrong, in silence.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import regex

from core.checks import clean
from core.texts import LANGUAGES
from core.writers.outline.phrases import EMOJI, Tone, stems


class Verb(StrEnum):
    """What can be done to a text."""

    SHORTER = "shorter"
    LONGER = "longer"
    TONE = "tone"
    ADD_EMOJI = "add emoji"
    REMOVE_EMOJI = "remove emoji"
    ADD_TAGS = "add tags"
    REMOVE_TAGS = "remove tags"
    REPLACE = "replace"
    ADD_SENTENCE = "add sentence"
    TRANSLATE = "translate"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do; `what` and `by` are the person's own words where it needs some."""

    verb: Verb
    what: str = ""
    by: str = ""


QUOTED = regex.compile(r"[„“\"«]([^„“”\"«»\n]{1,500})[”“\"»]|(?<!\w)['‘]([^'‘’\n]{1,500})['’](?!\w)")
TAG = regex.compile(r"#[\p{L}\p{N}_]+")
TOKEN = regex.compile(r"\s*+(?P<word>[\p{L}\p{N}_'’-]++|\p{Extended_Pictographic}\S*+|\S)")
KINDS = ("translate", "emoji", "hashtag", "sentence", "shorter", "longer", "replace", "add", "remove")
IGNORED = ("filler", "with", "write", "post", "about")
SILENT = frozenset(".,;:!?()–—-…&+/")
LONGEST = 80
MOST_TAGS = 3
ORDERING = ("write", "add", "remove")
"""A sentence that orders something has one of these words; "More fun!" has not, and is a fact."""
FROM_A_BRIEF = frozenset({Verb.SHORTER, Verb.LONGER, Verb.TONE, Verb.ADD_EMOJI, Verb.REMOVE_EMOJI, Verb.REMOVE_TAGS})


def parse(instruction: str, base: str = "") -> tuple[Step, ...]:
    """The steps that the instruction asks for, in its order; none where any word of it is not understood."""
    text = clean(instruction)
    quoted = [found.group(1) or found.group(2) for found in QUOTED.finditer(text)]
    tags = TAG.findall(text)
    tokens = [token for part in _words(TAG.sub(" ", QUOTED.sub(" ", text))) for token in part]
    kinds = [kind for kind, _ in tokens]
    if "translate" in kinds:
        return (Step(Verb.TRANSLATE),)
    if "replace" in kinds and not quoted and (swap := _swap(text, base)):
        return (swap,)
    if "" in kinds:
        named = _named_tags(tokens)
        return (Step(Verb.ADD_TAGS, named),) if named else ()
    steps = [
        *_plain_steps(kinds, tags),
        *_quoted_steps(kinds, quoted),
        *_tag_steps(kinds, tags),
        *_emoji_steps(tokens),
    ]
    return tuple(steps) if _whole(steps, kinds, quoted) else ()


def about_writing(sentence: str) -> bool:
    """Whether a sentence of a brief speaks of how to write ("Keep it short."), so that it is no fact for readers."""
    small = sentence.casefold()
    if len(small) > LONGEST or not any(
        stems(language, f"say-{kind}").search(small) for kind in ORDERING for language in LANGUAGES
    ):
        return False
    steps = parse(sentence)
    return bool(steps) and all(step.verb in FROM_A_BRIEF for step in steps)


def _words(text: str) -> Iterator[list[tuple[str, str]]]:
    """Each word as (kind, word); the kind of one that nobody knows is empty, punctuation is passed over."""
    at = 0
    small = text.casefold()
    while found := TOKEN.match(small, at):
        at, kind = _kind(small, found)
        word = found.group("word")
        yield [] if kind == "ignored" or word in SILENT else [(kind, word)]


def _kind(small: str, token: regex.Match[str]) -> tuple[int, str]:
    start, end = token.span("word")
    if EMOJI.match(token.group("word")):
        return end, "literal"
    for kind in (*KINDS, *(f"tone:{tone}" for tone in Tone), *IGNORED):
        key = f"named-{kind[5:]}" if kind.startswith("tone:") else f"say-{kind}"
        for language in LANGUAGES:
            found = stems(language, key).match(small, start)
            if found and (kind not in ("with", "about") or found.end() == end):
                return max(end, found.end()), "ignored" if kind in IGNORED else kind
    return end, ""


def _plain_steps(kinds: list[str], tags: list[str]) -> Iterator[Step]:
    verb = next((kind for kind in kinds if kind in ("add", "remove")), "add")
    for at, kind in enumerate(kinds):
        # The verb before a noun counts; where all come behind, the first of them.
        verb = (
            kind
            if kind in ("add", "remove") and any(noun in kinds[at:] for noun in ("emoji", "hashtag", "literal"))
            else verb
        )
        if kind in ("shorter", "longer"):
            yield Step(Verb(kind))
        elif kind.startswith("tone:"):
            yield Step(Verb.TONE, kind[5:])
        elif kind == "emoji" and "literal" not in kinds:
            yield Step(Verb.REMOVE_EMOJI if verb == "remove" else Verb.ADD_EMOJI)
        elif kind == "hashtag" and verb == "remove" and not tags:
            yield Step(Verb.REMOVE_TAGS)


def _quoted_steps(kinds: list[str], quoted: list[str]) -> Iterator[Step]:
    if len(quoted) == len(("what", "by")) and "replace" in kinds:
        yield Step(Verb.REPLACE, *quoted)
    elif len(quoted) == 1 and "remove" in kinds and "add" not in kinds:
        yield Step(Verb.REPLACE, quoted[0])
    elif len(quoted) == 1 and "replace" not in kinds and ("add" in kinds or "sentence" in kinds):
        yield Step(Verb.ADD_SENTENCE, quoted[0])


def _tag_steps(kinds: list[str], tags: list[str]) -> Iterator[Step]:
    if tags:
        yield Step(Verb.REMOVE_TAGS if "remove" in kinds and "add" not in kinds else Verb.ADD_TAGS, " ".join(tags))


def _emoji_steps(tokens: list[tuple[str, str]]) -> Iterator[Step]:
    literal = " ".join(word for kind, word in tokens if kind == "literal")
    kinds = {kind for kind, _ in tokens}
    if literal and "remove" in kinds:
        yield Step(Verb.REPLACE, literal)
    elif literal and kinds & {"add", "emoji"}:
        yield Step(Verb.ADD_EMOJI, literal)


def _whole(steps: list[Step], kinds: list[str], quoted: list[str]) -> bool:
    """Whether every noun of the instruction became a step."""
    verbs = {step.verb for step in steps}
    used = {Verb.REPLACE, Verb.ADD_SENTENCE} & verbs
    about_tags = {Verb.ADD_TAGS, Verb.REMOVE_TAGS} & verbs
    swapped = "replace" not in kinds or Verb.REPLACE in verbs or Verb.TONE in verbs
    return bool(steps) and (not quoted or bool(used)) and ("hashtag" not in kinds or bool(about_tags)) and swapped


def _named_tags(tokens: list[tuple[str, str]]) -> str:
    """`add hashtag coffee`: the unknown words behind the noun are the tags."""
    kinds = [kind for kind, _ in tokens]
    if "hashtag" not in kinds or "remove" in kinds or set(kinds) - {"", "hashtag", "add"}:
        return ""
    names = [word for kind, word in tokens[kinds.index("hashtag") :] if not kind]
    behind = "" not in kinds[: kinds.index("hashtag")]
    return (
        " ".join(f"#{name}" for name in names)
        if behind and len(names) <= MOST_TAGS and all(regex.fullmatch(r"[\p{L}\p{N}_]+", name) for name in names)
        else ""
    )


def _swap(text: str, base: str) -> Step | None:
    """`replace A with B` without quotes, where A really stands in the text."""
    for language in LANGUAGES:
        verb = stems(language, "say-replace").match(text.casefold())
        if not verb:
            continue
        rest = regex.sub(r"^\S*\s+", "", text)
        for found in stems(language, "say-with").finditer(rest.casefold()):
            what, by = rest[: found.start()].strip(), rest[found.end() :].strip()
            if what and by and rest[found.end() : found.end() + 1].isspace() and what in base:
                return Step(Verb.REPLACE, what, by)
    return None

"""Changes to a text that is already there: shorter, longer, another tone, and what an everyday instruction asks for."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import regex

from core.checks import clean
from core.limits import count
from core.ports import Order
from core.texts import Texts
from core.writers.outline.compose import by_importance, same
from core.writers.outline.facts import CLAUSE, HASHTAGS, Unit, ended, facts, joined, units
from core.writers.outline.instructions import Step, Verb
from core.writers.outline.phrases import (
    EMOJI,
    GRAVE,
    SYMBOLS,
    Role,
    Tone,
    Topic,
    branded,
    every,
    phrases,
    tone_of,
    topic_of,
)

MUCH = 0.7
"""Shorter means: at most this share of what it was, where that is possible without losing facts."""
TAGS = regex.compile(r"\s*(?<![\w&])#[\p{L}\p{N}_]+")
FEWEST_WORDS = 3


@dataclass(frozen=True, slots=True)
class Edited:
    """The text, and the flag that says why it is unchanged, if it is."""

    text: str
    flag: str = ""


def apply(step: Step, text: str, order: Order, language: str) -> Edited:
    """The text after one step; where it cannot be done, as it was, with the reason."""
    edited = STEPS[step.verb](step, text, order, language)
    if not edited.flag and count(edited.text, order.count) > max(order.limit, count(text, order.count)):
        return Edited(text, "outline-no-room")
    return edited


def shorter(_: Step, text: str, order: Order, language: str) -> Edited:
    parts = units(text)
    bare = tuple(part for part in parts if not _phrase(part, order, language))
    for left in (_fewer(bare or parts, text), _fewer(bare or parts, text, figures=True)):
        if left and len(left) < len(text):
            return Edited(left)
    slim = _no_emoji(TAGS.sub("", text)).strip()
    if slim and len(slim) < len(text):
        return Edited(slim)
    return _first_clause(text)


def longer(_: Step, text: str, order: Order, language: str) -> Edited:
    said = same(text)
    missing = [part.text for part in facts(order.brief) if same(part.text) and same(part.text) not in said]
    about = " ".join(order.brand.about.split())
    name = order.brand.name.strip()
    for more in (" ".join(missing), _about(about, said, language), name if name and same(name) not in said else ""):
        longer_text = _inserted(text, more, order, language) if more else text
        if more and count(longer_text, order.count) <= order.limit:
            return Edited(longer_text)
    anything = missing or (about and same(about) not in said) or (name and same(name) not in said)
    return Edited(text, "outline-no-room" if anything else "outline-longest")


def toned(step: Step, text: str, order: Order, language: str) -> Edited:
    tone = tone_of(step.what) or Tone.PLAIN
    parts = tuple(part for part in units(text) if not _phrase(part, order, language))
    body = joined(parts) or text
    if tone in (Tone.FORMAL, Tone.EXPERT):
        body = regex.sub(r"!+", ".", _no_emoji(body)).strip() or body
    topic = topic_of(body, language)
    asked = any(same(part.text) in _asks(language) for part in units(text)[:2])
    seen = {same(one) for one in (text, *order.avoid)}
    for tried in _dressed(body, topic, tone, language, asked=asked):
        if same(tried) not in seen and count(tried, order.count) <= order.limit:
            return Edited(tried)
    return Edited(body) if body != text else Edited(text, "outline-cannot")


def _dressed(body: str, topic: Topic, tone: Tone, language: str, *, asked: bool) -> list[str]:
    roles = (Role.ASK, Role.OPEN) if asked else (Role.OPEN, Role.ASK)
    closes = phrases(Role.CLOSE, topic, tone, language) or ("",)
    leads = [lead for role in roles for lead in phrases(role, topic, tone, language)]
    full = [_around(lead, body, closes[at % len(closes)]) for at, lead in enumerate(leads)]
    return full + [_around(lead, body, "") for lead in leads]


def _around(lead: str, body: str, close: str) -> str:
    text = f"{lead}{chr(10) if lead.endswith(':') else chr(10) * 2}{body}"
    return f"{text}\n\n{close}" if close else text


@cache
def _asks(language: str) -> frozenset[str]:
    found = {line for topic in Topic for tone in Tone for line in phrases(Role.ASK, topic, tone, language)}
    return frozenset(same(part.text) for line in found for part in units(line))


def _phrase(part: Unit, order: Order, language: str) -> bool:
    """Whether the unit is a phrase of ours, or a sentence of one."""
    said = same(part.text)
    return said in _ours(language) or said in {same(line) for line in branded(order.brand.name, language)}


@cache
def _ours(language: str) -> frozenset[str]:
    return frozenset(same(part.text) for line in every(language) for part in units(line))


def _fewer(parts: tuple[Unit, ...], text: str, *, figures: bool = False) -> str:
    """Without the least important units until it is short enough; those with figures only where no others are left."""
    kept = list(range(len(parts)))
    size = len(joined(parts))
    for at in reversed(by_importance(parts)[1:]):
        if size <= MUCH * len(text) or (figures and size < len(text)):
            break
        if not parts[at].has_figures or figures:
            kept.remove(at)
            size -= len(parts[at].text) + len(parts[at].gap)
    return joined([parts[one] for one in kept])


def _first_clause(text: str) -> Edited:
    first = CLAUSE.split(text, maxsplit=1)[0].strip()
    if (
        first != text
        and len(first.split()) >= FEWEST_WORDS
        and not any(mark.isdecimal() for mark in text[len(first) :])
    ):
        return Edited(ended(first))
    return Edited(text, "outline-shortest")


def _about(about: str, said: str, language: str) -> str:
    if not about or same(about) in said:
        return ""
    return ended(Texts(language).say("outline-about-us", about=about))


def _inserted(text: str, more: str, order: Order, language: str) -> str:
    """The text with a paragraph more, in front of the closing phrase and the hashtags it ends with."""
    parts = units(text)
    end = len(parts)
    while end > 1 and (_phrase(parts[end - 1], order, language) or HASHTAGS.fullmatch(parts[end - 1].text + " ")):
        end -= 1
    head, tail = joined(parts[:end]), joined(parts[end:])
    return "\n\n".join(one for one in (head, more, tail) if one)


def _no_emoji(text: str) -> str:
    """The text without emoji; a line that ended in one gets its full stop."""
    lines = [(line, regex.sub(r" {2,}", " ", EMOJI.sub("", line)).strip()) for line in text.split("\n")]
    left = [bare if bare == line.strip() else ended(bare) for line, bare in lines if bare or not line]
    return clean("\n".join(left))


def _emoji(step: Step, text: str, _: Order, language: str) -> Edited:
    topic = topic_of(text, language)
    symbol = step.what or SYMBOLS.get(topic, "")
    if not symbol or (topic in GRAVE and not step.what):
        return Edited(text, "outline-cannot")
    first, newline, rest = text.partition("\n")
    return Edited(f"{first} {symbol}{newline}{rest}")


def _without_emoji(_: Step, text: str, __: Order, ___: str) -> Edited:
    left = _no_emoji(text)
    return Edited(left) if left and left != text else Edited(text, "outline-not-found")


def _tags(step: Step, text: str, _: Order, __: str) -> Edited:
    new = [tag for tag in step.what.split() if tag.casefold() not in text.casefold().split()]
    last = text.rsplit("\n", 1)[-1]
    gap = " " if HASHTAGS.fullmatch(last + " ") else "\n\n"
    return Edited(text + gap + " ".join(new)) if new else Edited(text)


def _without_tags(step: Step, text: str, _: Order, __: str) -> Edited:
    named = {tag.casefold() for tag in step.what.split()}
    left = TAGS.sub(
        lambda tag: tag.group() if named and tag.group().strip().casefold() not in named else "", text
    ).strip()
    return Edited(left) if left and left != text else Edited(text, "outline-not-found")


def _replaced(step: Step, text: str, _: Order, __: str) -> Edited:
    found = regex.search(regex.escape(step.what), text, regex.IGNORECASE)
    if not found:
        return Edited(text, "outline-not-found")
    what = step.what if step.what in text else found.group()
    left = regex.sub(
        r" {2,}| (?=[.,!?])", lambda gap: " " if len(gap.group()) > 1 else "", text.replace(what, step.by)
    ).strip()
    return Edited(left) if left else Edited(text, "outline-cannot")


def _sentence(step: Step, text: str, order: Order, language: str) -> Edited:
    return Edited(_inserted(text, ended(step.what.strip()), order, language))


def _untranslated(_: Step, text: str, __: Order, ___: str) -> Edited:
    return Edited(text, "outline-translate")


STEPS: dict[Verb, Callable[[Step, str, Order, str], Edited]] = {
    Verb.SHORTER: shorter,
    Verb.LONGER: longer,
    Verb.TONE: toned,
    Verb.ADD_EMOJI: _emoji,
    Verb.REMOVE_EMOJI: _without_emoji,
    Verb.ADD_TAGS: _tags,
    Verb.REMOVE_TAGS: _without_tags,
    Verb.REPLACE: _replaced,
    Verb.ADD_SENTENCE: _sentence,
    Verb.TRANSLATE: _untranslated,
}

"""What a language model answered: read while it grows, then judged. Nothing of it is trusted."""

import json
from dataclasses import dataclass
from typing import Any

import regex

from core.checks import clean, never_found, wrong_language
from core.limits import count
from core.ports import Order

FIRST_TEXT = regex.compile(r'"text"\s*:\s*"(?P<text>(?:[^"\\]|\\.)*+)(?P<end>")?', regex.DOTALL)
HALF_ESCAPE = regex.compile(r"\\(?:u[0-9a-fA-F]{0,3})?\Z")


@dataclass(frozen=True, slots=True)
class Verdict:
    """The texts that can be offered, and what is wrong with the answer, in words for the model."""

    usable: tuple[str, ...]
    problems: tuple[str, ...]


def growing(answer: str) -> tuple[str, bool]:
    """The first text of an answer that is still coming in, and whether it has ended."""
    found = FIRST_TEXT.search(answer)
    if not found:
        return "", False
    raw = found.group("text")
    if not found.group("end"):
        raw = HALF_ESCAPE.sub("", raw)
    try:
        text = json.loads(f'"{raw}"', strict=False)
    except ValueError:
        return "", False
    return clean(text), bool(found.group("end"))


def judged(answer: str, order: Order, wanted: int) -> Verdict:
    """What is usable of a whole answer."""
    texts = [clean(text) for text in _texts(answer)]
    if not texts:
        return Verdict((), ('The answer is not JSON of the form {"variants": [{"text": "..."}]}.',))
    problems = [] if len(texts) >= wanted else [f"There are {len(texts)} texts in place of {wanted}."]
    usable: list[str] = []
    for number, text in enumerate(texts[:wanted], 1):
        fatal, wrong = _fault(text, order, usable)
        problems += [f"Text {number} {wrong}."] if wrong else []
        usable += [] if fatal else [text]
    return Verdict(tuple(usable), tuple(problems))


def _fault(text: str, order: Order, others: list[str]) -> tuple[bool, str]:
    """Whether the text cannot be offered at all, and what is wrong with it."""
    length = count(text, order.count)
    never = never_found(text, order.brand.never, order.language)
    faults = (
        (not text, True, "is empty"),
        (length > order.limit, True, f"has {length} characters, {order.limit} are allowed: make it shorter"),
        (_plain(text) in map(_plain, others), True, "is the same as another one"),
        (_plain(text) in map(_plain, order.avoid), False, "was offered before: write another one"),
        (wrong_language(text, order.language), False, "is in the wrong language"),
        (bool(never), False, f"uses what is never to be said: {', '.join(never)}"),
    )
    return next(((fatal, wrong) for fault, fatal, wrong in faults if fault), (False, ""))


def _plain(text: str) -> str:
    return regex.sub(r"[\W_]+", "", text).casefold() or text


def _texts(answer: str) -> list[str]:
    """The texts of an answer, also where a model put words or a code fence around its JSON; none of any other form."""
    start = answer.find("{")
    if start < 0:
        return []
    try:
        data, _ = json.JSONDecoder(strict=False).raw_decode(answer, start)
    except (ValueError, RecursionError):
        return []
    listed: Any = data.get("variants") if isinstance(data, dict) else None
    if not isinstance(listed, list):
        return []
    texts = [item.get("text") if isinstance(item, dict) else item for item in listed]
    strings = [text for text in texts if isinstance(text, str)]
    return strings if len(strings) == len(texts) else []

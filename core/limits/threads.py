"""A text that is too long for one post as several, each a reply to the one before: where it is cut."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import regex

from core.limits.counting import CLUSTER, fits, measure
from core.model import Content
from core.ports import Count, Limits

THREAD = "thread"
"""The option of a post that lets it be one."""
CUT_BY = ("text", "bytes", "address")
"""The limits that it depends on where a text is cut."""
RULE = regex.compile(r"^[^\S\n]*(?:-{3,}|—+-?)[^\S\n]*$", regex.MULTILINE)
"""A line that says: here the next post begins. A phone's keyboard makes a long dash of hyphens."""
WORD = regex.compile(r"\s*\S+")
PARAGRAPH = regex.compile(r"\n\s*\n")
SENTENCE = regex.compile(
    r"[.!?…]+[\p{Pf}\p{Pe}\p{So}\uFE0F\u200D\"']*(?=\s++(?!\p{Ll}))|[。！？]+|\p{So}\uFE0F?(?=\s+\p{Lu})|(?=\n)"
)
"""The end of one. Not where small letters follow, as in „3. maijā”."""
SPACE = regex.compile(r"(?<!\d)[^\S\u00A0\u202F]|[^\S\u00A0\u202F](?!\d)")
"""Between two words; not in `12 000`, nor where somebody asked for the two to stay together."""
WORTH_CUTTING_AT = 0.5
"""The share of what would fit that a post has to keep to end at a paragraph or sentence rather than at a word."""


def in_thread(content: Content, limits: Limits) -> bool:
    """Whether it goes out as a thread where one post is too short for it."""
    return limits.parts > 0 and content.options.get(THREAD) == "1"


def parts_of(content: Content, limits: Limits) -> tuple[str, ...]:
    """The posts that this goes out as: more than one only where it was chosen. Media go with the first.

    What its server allows instead of `limits` is in the content, so that what was approved is cut nowhere else.
    """
    if not in_thread(content, limits):
        return (content.text,)
    own: dict[str, Any] = {
        name: int(value) for name in CUT_BY if (value := content.options.get(f"{THREAD}.{name}", "")).isdecimal()
    }
    return threaded(content.text, replace(limits, **own))


def cut_by(options: Mapping[str, str], allowed: Mapping[str, int]) -> Mapping[str, str]:
    """The options of a post, with what decides where it is cut, where it is to be a thread: `allowed` by its server."""
    if options.get(THREAD) != "1":
        return options
    return {**options, **{f"{THREAD}.{name}": str(allowed[name]) for name in CUT_BY if name in allowed}}


def threaded(text: str, limits: Limits) -> tuple[str, ...]:
    """The text in parts that each fit: at a line of `---`, else between paragraphs, sentences, or at least words."""
    sections = [section.strip() for section in RULE.split(text)]
    parts = [part for section in sections if section for part in _cut(section, limits)]
    return tuple(parts) or (text.strip(),)


def _cut(text: str, limits: Limits) -> Iterator[str]:
    if not fits(text, limits):
        while (end := _reach(text, limits)) < len(text):
            at = _border(text, end)
            yield text[:at].rstrip()
            text = text[at:].lstrip()
    if text:
        yield text


def _reach(text: str, limits: Limits) -> int:
    """How far one post reaches: to the end of the last whole word; within a word only where it is the first."""
    room, room_in_bytes, end = limits.text, limits.bytes or len(text) * 4, 0
    for word in WORD.finditer(text):
        room -= measure(word.group(), limits)
        room_in_bytes -= len(word.group().encode("utf-8", "surrogatepass"))
        if room < 0 or room_in_bytes < 0:
            break
        end = word.end()
    return end or _reach_within(text, limits)


def _reach_within(text: str, limits: Limits) -> int:
    room, room_in_bytes, end = limits.text, limits.bytes or len(text) * 4, 0
    plain = replace(limits, count=Count.GRAPHEMES) if limits.count is Count.MASTODON else limits
    for cluster in CLUSTER.finditer(text):
        room -= measure(cluster.group(), plain)
        room_in_bytes -= len(cluster.group().encode("utf-8", "surrogatepass"))
        if end and (room < 0 or room_in_bytes < 0):
            break
        end = cluster.end()
    return end


def _border(text: str, end: int) -> int:
    """The best place to cut at within the first `end` code points, which fit."""
    least = end * WORTH_CUTTING_AT
    for pattern, start in ((PARAGRAPH, least), (SENTENCE, least), (SPACE, 1)):
        places = [_place(found) for found in pattern.finditer(text, 0, min(end + 2, len(text)))]
        fitting = [at for at in places if start <= at <= end]
        if fitting:
            return fitting[-1]
    return end


def _place(found: "regex.Match[str]") -> int:
    """Before the space, behind the words."""
    return found.end() if found.re is SENTENCE else found.start()

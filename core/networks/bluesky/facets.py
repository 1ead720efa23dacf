"""What of a text is a link, a mention or a tag: Bluesky shows it so only where the post says it, in bytes of UTF-8.

https://docs.bsky.app/docs/advanced-guides/post-richtext
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import regex

from core.limits.counting import ADDRESS, CLUSTER

KIND = Literal["link", "mention", "tag"]
MENTION = regex.compile(
    r"(?<![\w/@.=-])@(?P<name>(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?)(?![\w-])",
    regex.IGNORECASE,
)
TAG = regex.compile(r"(?<![\w/&#＃])[#＃](?P<name>(?![\p{N}\p{P}\p{S}]+(?!\w))[\p{L}\p{M}\p{N}_\u200D\uFE0F-]+)")
TAG_LONGEST = 64
"""In graphemes."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Something in a text, from code point `start` to `end`; `value`: the address, the handle, the tag's word."""

    kind: KIND
    start: int
    end: int
    value: str


def marks(text: str) -> tuple[Mark, ...]:
    """All of them in their order; none lies in another."""
    found = sorted(_all(text), key=lambda mark: (mark.start, -mark.end))
    kept: list[Mark] = []
    for mark in found:
        if not kept or mark.start >= kept[-1].end:
            kept.append(mark)
    return tuple(kept)


def _all(text: str) -> Iterator[Mark]:
    for found in ADDRESS.finditer(text):
        yield Mark("link", found.start(), found.end(), found[0])
    for found in MENTION.finditer(text):
        yield Mark("mention", found.start(), found.end(), found["name"].lower())
    for found in TAG.finditer(text):
        if len(CLUSTER.findall(found["name"])) <= TAG_LONGEST:
            yield Mark("tag", found.start(), found.end(), found["name"])


def facets(text: str, found: tuple[Mark, ...], people: Mapping[str, str]) -> list[dict[str, Any]]:
    """As a record has them; who is nobody (`people`: handle -> DID) stays plain text."""
    made = []
    for mark in found:
        if (feature := _feature(mark, people)) is not None:
            index = {"byteStart": _bytes(text[: mark.start]), "byteEnd": _bytes(text[: mark.end])}
            made.append({"index": index, "features": [feature]})
    return made


def _feature(mark: Mark, people: Mapping[str, str]) -> dict[str, str] | None:
    if mark.kind == "mention":
        did = people.get(mark.value)
        return None if did is None else {"$type": "app.bsky.richtext.facet#mention", "did": did}
    name = "uri" if mark.kind == "link" else "tag"
    return {"$type": f"app.bsky.richtext.facet#{mark.kind}", name: mark.value}


def _bytes(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))

"""Posts put together from a brief's facts and our phrases: three kinds, each in as many ways as there are phrases."""

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from core.checks import never_found
from core.limits import count, shorten
from core.ports import Count
from core.writers.outline.facts import HASHTAGS, LINKED, Unit, joined
from core.writers.outline.phrases import Role, Tone, Topic, branded, phrases

LETTER = regex.compile(r"\p{L}")
SHORT = 160
"""A short post has, besides its first sentence, what has figures in it, up to this many characters."""
TOO_LITTLE = 15
"""A first sentence of so few characters ("Hello!") says nothing yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """All that a post may be made of, and what it has to fit."""

    parts: tuple[Unit, ...]
    topic: Topic
    tone: Tone
    language: str
    brand: str
    never: tuple[str, ...]
    limit: int
    count: Count

    def phrases(self, role: Role) -> tuple[str, ...]:
        """What may stand in this place: without never-words, and without what the brief says itself."""
        said = joined(self.parts).casefold()
        found = phrases(role, self.topic, self.tone, self.language)
        if role is Role.OPEN and self.topic in (Topic.NEWS, Topic.NEW) and self.brand.casefold() not in said:
            named = branded(self.brand, self.language)
            found = (*found, *named) if self.tone in (Tone.FRIENDLY, Tone.PLAYFUL) else (*named, *found)
        return tuple(
            one
            for one in found
            if one.strip(":.").casefold() not in said and not never_found(one, self.never, self.language)
        )


@dataclass(frozen=True, slots=True)
class Draft:
    """A text, and whether a part of the brief had to be left out."""

    text: str
    cut: bool = False


def drafts(material: Material) -> Iterator[Draft]:
    """Drafts of the three kinds in turn, the most fitting first, until nothing new can be made."""
    kinds = [_announcing(material), _asking(material), _short(material)]
    offered: set[str] = set()
    while kinds:
        for kind in list(kinds):
            draft = next((draft for draft in kind if draft.text and same(draft.text) not in offered), None)
            if draft is None:
                kinds.remove(kind)
                continue
            offered.add(same(draft.text))
            yield draft


def same(text: str) -> str:
    """What two texts have in common when a reader would call them the same."""
    return regex.sub(r"[\W_]+", "", text).casefold() or text.strip()


def fitted(material: Material, lead: str, parts: tuple[Unit, ...], close: str) -> Draft:
    """The post with as much of these as fits: first the closing goes, then the opening, then what matters least."""
    for before, behind in ((lead, close), (lead, ""), ("", "")):
        text = _assembled(before, parts, behind)
        if count(text, material.count) <= material.limit:
            return Draft(text)
    kept = _most_important(parts, material.limit, material.count)
    if kept:
        return Draft(joined(kept), cut=True)
    return Draft(
        _whole_links(shorten(parts[0].text if parts else lead, material.limit, material.count), parts), cut=True
    )


def by_importance(parts: tuple[Unit, ...]) -> list[int]:
    """The places of the units: the first, then those with figures or links, then the rest, each in their order."""
    return sorted(range(len(parts)), key=lambda at: (at > 0, not parts[at].has_figures, at))


def _announcing(material: Material) -> Iterator[Draft]:
    for lead in (*material.phrases(Role.OPEN), ""):
        yield fitted(material, lead, material.parts, "")


def _asking(material: Material) -> Iterator[Draft]:
    asks, closes = material.phrases(Role.ASK), material.phrases(Role.CLOSE) or ("",)
    for turn in range(len(closes)):
        for at, ask in enumerate(asks):
            yield fitted(material, ask, material.parts, closes[(at + turn) % len(closes)])


def _short(material: Material) -> Iterator[Draft]:
    key = _key(material.parts)
    closes = material.phrases(Role.CLOSE)
    # Begins with another closing than the asking kind does, so that the first three differ throughout.
    for close in (*closes[1:], *closes[:1], ""):
        yield fitted(material, "", key, close)


def _key(parts: tuple[Unit, ...]) -> tuple[Unit, ...]:
    kept: set[int] = set()
    for at in by_importance(parts):
        size = sum(len(parts[one].text) for one in kept)
        first = not kept or size < TOO_LITTLE
        if first or (parts[at].has_figures and size + len(parts[at].text) <= SHORT):
            kept.add(at)
    return tuple(part for at, part in enumerate(parts) if at in kept)


def _assembled(lead: str, parts: tuple[Unit, ...], close: str) -> str:
    body = joined(parts)
    tags = ""
    if close and len(parts) > 1 and HASHTAGS.fullmatch(parts[-1].text + " "):
        body, tags = joined(parts[:-1]), parts[-1].text
    # A colon leads into what follows it; a question stands by itself.
    gap = "\n" if lead.endswith(":") else "\n\n"
    text = f"{lead}{gap if lead and body else ''}{body}"
    return "\n\n".join(one for one in (text, close, tags) if one)


def _most_important(parts: tuple[Unit, ...], limit: int, how: Count) -> list[Unit]:
    kept: set[int] = set()
    used = 0
    for at in by_importance(parts):
        size = count(parts[at].text, how) + (count(parts[at].gap, how) if kept or at else 0)
        if used + size <= limit:
            used += size
            kept.add(at)
    return [part for at, part in enumerate(parts) if at in kept] if 0 in kept else []


def _whole_links(text: str, parts: tuple[Unit, ...]) -> str:
    """The text without a link that was cut in two: half a link leads somewhere else."""
    whole = {found for part in parts for found in LINKED.findall(part.text)}
    found = LINKED.search(text[text.rfind(" ") + 1 :])
    if found and found.group() not in whole:
        return text[: text.rfind(" ") + 1].rstrip() or "…"
    return text

"""Text and captions: parsed, trimmed and measured as Telegram does, with what it finds in them by itself."""

import re
from dataclasses import dataclass
from typing import Any

from tests.fakes.telegram.parsing import parsed, units
from tests.fakes.telegram.refusals import Wrong

LONGEST_TEXT, LONGEST_CAPTION, MOST_ENTITIES, MOST_BYTES = 4096, 1024, 100, 1 << 15
FOUND = re.compile(
    r"(?P<url>https?://[^\s<>\"]+[^\s<>\".,;:!?)\]]|(?<![\w@/.])(?:[\w-]+\.)+(?:com|org|net|lv|ru|me|example)\b(?:/\S*)?)"
    r"|(?P<email>(?<![\w.])[\w.+-]+@[\w-]+\.[\w.-]*\w)"
    r"|(?P<mention>(?<![\w/])@[A-Za-z0-9_]{2,32}\b)"
    r"|(?P<hashtag>(?<![\w#])#\w*[^\W\d_]\w*)"
    r"|(?P<bot_command>(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/<>]))"
)
UNSEEN = dict.fromkeys(range(32), " ") | {ord("\n"): "\n", ord("\r"): None} | dict.fromkeys(range(0x2028, 0x202F))
"""What TDLib makes of characters that cannot be seen: spaces, or nothing."""
CODE = ("code", "pre")
QUOTES = ("blockquote", "expandable_blockquote")
DEEP_LINK = re.compile(r"(?:https?://)?(?:t\.me|telegram\.me)/\w+\?(?:start|startgroup)=([^&#]*)")
PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}")


@dataclass(frozen=True, slots=True)
class Formatted:
    """A text as it will be seen."""

    text: str = ""
    entities: tuple[dict[str, Any], ...] = ()

    def named(self, text: str, entities: str) -> dict[str, Any]:
        """As fields of a message."""
        made: dict[str, Any] = {text: self.text} if self.text else {}
        return made | ({entities: list(self.entities)} if self.entities else {})


def formatted(given: dict[str, Any], odd: list[str], *, name: str = "text", longest: int = LONGEST_TEXT) -> Formatted:
    """The text or caption among parameters (or of a medium); what would be quietly mended goes into `odd`."""
    source = given.get(name, "").translate(UNSEEN)
    if len(source.encode()) > MOST_BYTES:
        raise Wrong("text is too long")
    mode = given.get("parse_mode", "").lower()
    listed = given.get("entities" if name == "text" else "caption_entities", [])
    if mode not in ("", "none", "html"):
        odd.append(f"parse_mode {mode}: only HTML is ours")
        raise Wrong("unsupported parse_mode")
    if mode == "html":
        text, entities, lost = parsed(source)
        odd.extend(lost)
        odd.extend(["entities beside a parse_mode"] if listed else [])
    else:
        text, entities = source, [dict(one) for one in listed]
    whole = _fixed(text, entities, odd)
    if units(whole.text) > longest:
        raise Wrong("message caption is too long" if name == "caption" else "message is too long")
    return whole


def _fixed(text: str, entities: list[dict[str, Any]], odd: list[str]) -> Formatted:
    if len(entities) > MOST_ENTITIES:
        odd.append(f"{len(entities)} entities: those after {MOST_ENTITIES} are lost")
    start = units(text[: len(text) - len(text.lstrip())])
    text = text.strip()
    end = units(text)
    kept: list[dict[str, Any]] = []
    for one in entities[:MOST_ENTITIES]:
        first, last = max(one["offset"] - start, 0), min(one["offset"] + one["length"] - start, end)
        if first < last and cut(text, first, last - first).strip():
            kept.append(one | {"offset": first, "length": last - first})
    kept = _nested(kept, odd)
    kept += _found(text, kept)
    for one in kept:
        odd.extend(link_faults(one.get("url") or cut(text, one["offset"], one["length"])))
    return Formatted(text, tuple(sorted(kept, key=lambda one: (one["offset"], -one["length"]))))


def _nested(entities: list[dict[str, Any]], odd: list[str]) -> list[dict[str, Any]]:
    """Nothing is formatted inside code, and a quotation holds no quotation."""
    codes = [one for one in entities if one["type"] in CODE]
    quotes = [one for one in entities if one["type"] in QUOTES]
    lost = [one for one in entities for code in codes if one is not code and _meet(one, code) and one not in quotes]
    lost += [one for one in quotes for outer in quotes if one is not outer and _meet(one, outer)][1:]
    odd.extend(f"formatting is lost: {one['type']} in or around code or a quotation in a quotation" for one in lost)
    return [one for one in entities if one not in lost or one["type"] in (*CODE, *QUOTES)]


def _meet(one: dict[str, Any], other: dict[str, Any]) -> bool:
    starts = max(one["offset"], other["offset"])
    return bool(starts < min(one["offset"] + one["length"], other["offset"] + other["length"]))


def _found(text: str, kept: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Links, commands and the like, which nobody has to mark."""
    if not any(mark in text for mark in "/@#."):
        return []
    taken = [one for one in kept if one["type"] in (*CODE, "text_link", "text_mention")]
    made = []
    for match in FOUND.finditer(text):
        one = {"type": match.lastgroup, "offset": units(text[: match.start()]), "length": units(match[0])}
        if not any(_meet(one, other) for other in taken):
            made.append(one)
    return made


def typed(text: str) -> Formatted:
    """What a person typed."""
    text = text.strip()
    return Formatted(text, tuple(_found(text, [])))


def cut(text: str, offset: int, length: int) -> str:
    """A part of a text, in UTF-16 units."""
    if text.isascii():
        return text[offset : offset + length]
    return text.encode("utf-16-le")[offset * 2 : (offset + length) * 2].decode("utf-16-le", "replace")


def link_faults(url: str) -> list[str]:
    """A deep link that no client would follow."""
    link = DEEP_LINK.match(url)
    return (
        [] if link is None or PAYLOAD.fullmatch(link[1]) else [f"start payload {link[1]!r} is not 1-64 [A-Za-z0-9_-]"]
    )

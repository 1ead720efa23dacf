"""parse_mode=HTML as the Bot API reads it, with its words for what it cannot read.

The rules are those of TDLib (td/telegram/MessageEntity.cpp, parse_html); offsets in an error are bytes of UTF-8.
"""

import re
from dataclasses import dataclass
from typing import Any

from tests.fakes.telegram.refusals import Wrong

TYPES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
    "tg-time": "date_time",
}
LITERALS = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]{1,6})|#([0-9]{1,7})|([a-zA-Z]+));?")
TAG_NAME = re.compile(r"[^\s>]*")
ATTRIBUTE = re.compile(r"\s*([^\s=>]*)")
VALUE = re.compile(r"\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([A-Za-z0-9.-]*)(?=[\s>]))")
CLOSE = re.compile(r"([^\s>]*)\s*(>?)")
TIME_FORMAT = re.compile(r"[rR]|[tTdDwW]*")
USER_LINK = re.compile(r"tg://user\?id=(\d+)")
MARK = re.compile("[<&]")
AMPERSAND = re.compile("&")
ATTRIBUTES = {
    "a": ("href",),
    "code": ("class",),
    "span": ("class",),
    "blockquote": ("expandable",),
    "tg-emoji": ("emoji-id",),
    "tg-time": ("unix", "format"),
}
BARE = ("expandable",)
"""Attributes that stand without a value."""


@dataclass(slots=True)
class Open:
    """A tag that is not closed yet."""

    tag: str
    attributes: dict[str, str]
    offset: int
    start: int


def units(text: str) -> int:
    """Length as Telegram counts: UTF-16 code units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def parsed(source: str) -> tuple[str, list[dict[str, Any]], list[str]]:
    """Plain text, entities, and what is quietly lost; `Wrong` in Telegram's words."""
    reading = Reading(source)
    text, entities = reading.done()
    return text, entities, reading.lost


class Reading:
    """One pass over a text."""

    def __init__(self, source: str) -> None:
        self.source, self.at = source, 0
        self.parts: list[str] = []
        self.length = 0  # of the plain text, in UTF-16 units
        self.open: list[Open] = []
        self.entities: list[dict[str, Any]] = []
        self.lost: list[str] = []

    def done(self) -> tuple[str, list[dict[str, Any]]]:
        while self.at < len(self.source):
            mark = self.source[self.at]
            if mark == "<":
                self._tag()
            elif mark == "&" and (found := reference(self.source, self.at)):
                self._add(found[0])
                self.at = found[1]
            else:
                self.lost.extend(["an & that is not escaped"] if mark == "&" else [])
                self._plain()
        if self.open:
            raise self._error(f'Can\'t find end tag corresponding to start tag "{self.open[-1].tag}"')
        self.entities.sort(key=lambda one: (one["offset"], -one["length"]))
        for one in self.entities:
            if one["type"] == "code":
                one.pop("language", None)
        return "".join(self.parts), self.entities

    def _plain(self) -> None:
        mark = MARK.search(self.source, self.at + 1)
        end = mark.start() if mark else len(self.source)
        self._add(self.source[self.at : end])
        self.at = end

    def _add(self, text: str) -> None:
        self.parts.append(text)
        self.length += units(text)

    def _error(self, words: str, at: int | None = None) -> Wrong:
        place = "" if at is None else f" at byte offset {len(self.source[:at].encode())}"
        return Wrong(f"can't parse entities: {words}{place}")

    def _tag(self) -> None:
        if self.source.startswith("/", self.at + 1):
            self._end_tag()
        else:
            self._start_tag()

    def _start_tag(self) -> None:
        begin = self.at
        name = TAG_NAME.match(self.source, begin + 1)
        assert name
        self.at, tag = name.end(), name[0].lower()
        if self.at == len(self.source):
            raise self._error("Unclosed start tag", begin)
        if tag not in TYPES:
            raise self._error(f'Unsupported start tag "{tag}"', begin)
        attributes = self._attributes(tag, begin)
        self._checked(tag, attributes, begin)
        self.open.append(Open(tag, attributes, self.length, len(self.parts)))

    def _attributes(self, tag: str, begin: int) -> dict[str, str]:
        found: dict[str, str] = {}
        while True:
            name = ATTRIBUTE.match(self.source, self.at)
            assert name
            self.at = name.end()
            if self.at == len(self.source):
                raise self._error("Unclosed start tag", begin)
            if not name[1]:
                if self.source[self.at] == ">":
                    self.at += 1
                    return found
                raise self._error(f'Empty attribute name in the tag "{tag}"', begin)
            found[name[1]] = self._attribute(name[1], tag, begin)
            if name[1] not in ATTRIBUTES.get(tag, ()):
                self.lost.append(f"the tag {tag} has no attribute {name[1]}")

    def _attribute(self, name: str, tag: str, begin: int) -> str:
        value = VALUE.match(self.source, self.at)
        if value is not None:
            self.at = value.end()
            given = next(one for one in value.groups() if one is not None)
            if any(reference(given, one.start()) is None for one in AMPERSAND.finditer(given)):
                self.lost.append(f"an & that is not escaped in {name} of the tag {tag}")
            return unescaped(given)
        if not self.source[self.at :].lstrip().startswith("="):
            if name in BARE:
                return ""
            raise self._error(f'Expected equal sign in declaration of an attribute of the tag "{tag}"', begin)
        if '"' in self.source[self.at :] or "'" in self.source[self.at :]:
            raise self._error("Unclosed start tag", begin)
        raise self._error("Unexpected end of name token", self.at)

    def _checked(self, tag: str, attributes: dict[str, str], begin: int) -> None:
        if tag == "span" and attributes.get("class") != "tg-spoiler":
            raise self._error('Tag "span" must have class "tg-spoiler"', begin)
        if tag == "tg-emoji" and not attributes.get("emoji-id", "").isdigit():
            raise self._error("Invalid custom emoji identifier specified")
        if tag == "tg-time":
            if not attributes.get("unix", "").isdigit():
                raise self._error("Invalid Unix time specified")
            if not TIME_FORMAT.fullmatch(attributes.get("format", "")):
                raise self._error("Invalid date-time format specified")

    def _end_tag(self) -> None:
        begin = self.at
        if not self.open:
            raise self._error("Unexpected end tag", begin)
        end = CLOSE.match(self.source, begin + 2)
        assert end
        if not end[2]:
            raise self._error("Unclosed end tag", begin)
        opened, name = self.open.pop(), end[1].lower()
        if name and name != opened.tag:
            raise self._error(
                f"Unmatched end tag at byte offset {len(self.source[:begin].encode())}, "
                f'expected "</{opened.tag}>", found "</{name}>"'
            )
        self.at = end.end()
        if self.length > opened.offset:
            self._entity(opened)

    def _entity(self, opened: Open) -> None:
        made: dict[str, Any] = {
            "type": TYPES[opened.tag],
            "offset": opened.offset,
            "length": self.length - opened.offset,
        }
        special = getattr(self, "_made_" + opened.tag.replace("-", "_"), None)
        if special is None or special(made, opened):
            self.entities.append(made)

    def _made_a(self, made: dict[str, Any], opened: Open) -> bool:
        url = opened.attributes.get("href") or "".join(self.parts[opened.start :])
        if user := USER_LINK.fullmatch(url):
            made |= {"type": "text_mention", "user": {"id": int(user[1])}}
            return True
        made["url"] = url if "://" in url else f"http://{url}"
        host = made["url"].split("://", 1)[1]
        good = bool(host) and " " not in made["url"] and ("." in host or made["url"].startswith("tg:"))
        self.lost.extend([] if good else [f"a link that leads nowhere: {url!r}"])
        return good

    def _made_code(self, made: dict[str, Any], opened: Open) -> bool:
        language = opened.attributes.get("class", "").removeprefix("language-")
        if language != opened.attributes.get("class", ""):
            made["language"] = language
        return True

    def _made_pre(self, made: dict[str, Any], opened: Open) -> bool:
        last = self.entities[-1] if self.entities else {}
        same = last.get("type") == "code" and all(last[one] == made[one] for one in ("offset", "length"))
        if same and last.get("language"):
            last["type"] = "pre"
            return False
        return True

    def _made_blockquote(self, made: dict[str, Any], opened: Open) -> bool:
        if "expandable" in opened.attributes:
            made["type"] = "expandable_blockquote"
        return True

    def _made_tg_emoji(self, made: dict[str, Any], opened: Open) -> bool:
        made["custom_emoji_id"] = opened.attributes["emoji-id"]
        return True

    def _made_tg_time(self, made: dict[str, Any], opened: Open) -> bool:
        made["unix_time"] = int(opened.attributes["unix"])
        if opened.attributes.get("format"):
            made["date_time_format"] = opened.attributes["format"]
        return True


def reference(source: str, at: int) -> tuple[str, int] | None:
    """The character that `&...;` stands for, and where it ends; `None` where it is just an ampersand."""
    found = REFERENCE.match(source, at)
    if found is None:
        return None
    if found[3] is not None:
        return (LITERALS[found[3]], found.end()) if found[3] in LITERALS else None
    code = int(found[1], 16) if found[1] else int(found[2])
    return (chr(code), found.end()) if 0 < code < 0x10FFFF else None


def unescaped(value: str) -> str:
    """An attribute's value."""
    return REFERENCE.sub(lambda found: (reference(found[0], 0) or (found[0], 0))[0], value)

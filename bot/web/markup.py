"""HTML by construction: whatever is put into an element is escaped, unless it is an element itself."""

import html
import re
from collections.abc import Iterable

NOT_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""What HTML cannot hold: controls, halves of surrogate pairs, noncharacters."""
VOID = frozenset({"input", "br", "link", "meta", "hr", "img"})
Attribute = str | int | bool | None


class Html(str):
    """Markup that is ready to be sent. Added to a plain string it is a plain string again, and would be escaped."""

    __slots__ = ()


def escape(text: str) -> Html:
    """The text as it reads; markup stays what it is."""
    if isinstance(text, Html):
        return text
    return Html(html.escape(NOT_TEXT.sub("\ufffd", text)))


def join(parts: Iterable[str], between: str = "") -> Html:
    """All of them, one after the other."""
    return Html(escape(between).join(escape(part) for part in parts))


def _attribute(name: str, value: Attribute) -> str:
    if value is None or value is False:
        return ""
    name = name.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{escape(str(value))}"'


def el(name: str, /, *children: str, **attributes: Attribute) -> Html:
    """`el("p", text, class_="note", aria_live="polite")`; None and False leave an attribute out."""
    given = "".join(_attribute(key, value) for key, value in attributes.items())
    return Html(f"<{name}{given}>" + ("" if name in VOID else f"{join(children)}</{name}>"))

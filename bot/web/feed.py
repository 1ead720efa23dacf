"""A sandbox account as an Atom feed (RFC 4287): ids that stay, moments in UTC, text as text."""

import xml.etree.ElementTree as ET
from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import UUID, uuid5

from bot.web.markup import NOT_TEXT
from storage.journal import SandboxPost

ATOM = "http://www.w3.org/2005/Atom"
KIND = "application/atom+xml; charset=utf-8"
ACCOUNTS = UUID("7f1d3f3e-6f0b-5d0a-9a5e-0f6f2b8c4d21")
"""The namespace of the feeds' own ids."""
TITLE = 80
BEGINNING = datetime(2026, 1, 1, tzinfo=UTC)
"""When a feed without posts was last changed."""


Dated = tuple[SandboxPost, str, Sequence[tuple[str, str]]]
"""A post with its own address, and the address and kind of each picture and video."""


def feed(account: str, title: str, page: str, posts: Sequence[Dated]) -> bytes:
    """The document."""
    ET.register_namespace("", ATOM)
    root = ET.Element(f"{{{ATOM}}}feed")
    _add(root, "id", uuid5(ACCOUNTS, account).urn)
    _add(root, "title", title)
    _add(root, "updated", _moment(max((post.created_at for post, _, _ in posts), default=BEGINNING)))
    _add(root, "link", rel="self", type="application/atom+xml", href=f"{page}/feed.atom")
    _add(root, "link", rel="alternate", type="text/html", href=page)
    _add(_add(root, "author"), "name", title)
    for dated in posts:
        _entry(root, dated)
    document: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return document


def _entry(root: ET.Element, dated: Dated) -> None:
    post, url, shown = dated
    entry = _add(root, "entry")
    _add(entry, "id", UUID(hex=post.id).urn)
    _add(entry, "title", headline(post.text))
    _add(entry, "published", _moment(post.created_at))
    _add(entry, "updated", _moment(post.created_at))
    _add(entry, "link", rel="alternate", type="text/html", href=url)
    for address, kind in shown:
        _add(entry, "link", rel="enclosure", type=kind, href=address)
    _add(entry, "content", post.text, type="text")


def headline(text: str) -> str:
    """A post has no title: its first line, shortened."""
    line = next((line.strip() for line in text.splitlines() if line.strip()), "…")
    return line if len(line) <= TITLE else line[: TITLE - 1].rstrip() + "…"


def _add(parent: ET.Element, name: str, text: str = "", **attributes: str) -> ET.Element:
    child = ET.SubElement(parent, f"{{{ATOM}}}{name}", attributes)
    child.text = NOT_TEXT.sub("\ufffd", text) or None
    return child


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")

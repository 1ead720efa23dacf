"""The card of a link: Bluesky draws none by itself, so we read the page as anybody may. Without one, the link stands.

https://ogp.me
"""

from contextlib import suppress
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Final
from urllib.parse import urljoin

from core.checks import clean
from core.errors import NetworkError
from core.ports import Api

HEAD = 1 << 18
"""How much of a page is read, in bytes: what a card is made of stands at its beginning."""
PICTURE_MOST = 1_000_000
PICTURES = ("image/jpeg", "image/png", "image/webp", "image/gif")
TITLE_MOST, WORDS_MOST = 300, 1000
PAGES = ("text/html", "application/xhtml+xml")
TITLES: Final = ("og:title", "twitter:title", "title")
WORDS: Final = ("og:description", "twitter:description", "description")
IMAGES: Final = ("og:image:secure_url", "og:image", "og:image:url", "twitter:image", "twitter:image:src")


@dataclass(frozen=True, slots=True)
class Card:
    """What a page says of itself; `picture` with what it is, where there is one that fits."""

    title: str
    words: str
    picture: tuple[bytes, str] | None = None


async def card_of(api: Api, link: str) -> Card | None:
    """The card of a page; None where it cannot be read, or says nothing."""
    try:
        page = await api.look(link, most=HEAD, cut=True)
    except NetworkError:
        return None
    if page.mime not in PAGES:
        return None
    said = _said(page.data, page.charset)
    title, words = _first(said, TITLES, TITLE_MOST), _first(said, WORDS, WORDS_MOST)
    if not title:
        return None
    return Card(title, words, await _picture(api, page.url, _first(said, IMAGES, 2048)))


async def _picture(api: Api, page: str, where: str) -> tuple[bytes, str] | None:
    """Its bytes, where it is small enough for a card: we do not draw it again."""
    if not where:
        return None
    try:
        found = await api.look(urljoin(page, where), most=PICTURE_MOST)
    except (NetworkError, ValueError):  # not there, too large, or no address
        return None
    return (found.data, found.mime) if found.data and found.mime in PICTURES else None


def _said(data: bytes, charset: str) -> dict[str, str]:
    reader = Reader()
    try:
        text = data.decode(charset or "utf-8", "replace")
    except (LookupError, ValueError):  # no such charset, or one that is none of text's
        text = data.decode("utf-8", "replace")
    with suppress(AssertionError):  # Python's parser, of what begins like a declaration and is none
        reader.feed(text)
    return reader.said


def _first(said: dict[str, str], names: tuple[str, ...], most: int) -> str:
    found = next((said[name] for name in names if said.get(name)), "")
    return found if len(found) <= most else found[: most - 1].rstrip() + "…"


class Reader(HTMLParser):
    """Gathers a page's `meta` and `title`; of each name the first."""

    def __init__(self) -> None:
        super().__init__()
        self.said: dict[str, str] = {}
        self._in_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag begins."""
        self._in_title = tag == "title" and "title" not in self.said
        if tag == "meta":
            given = dict(attrs)
            name = given.get("property") or given.get("name") or ""
            self._add(name.strip().lower(), given.get("content") or "")

    def handle_endtag(self, tag: str) -> None:
        """A tag ends."""
        if tag == "title":
            self._in_title = False

    def handle_data(self, data: str) -> None:
        """Words between tags."""
        if self._in_title:
            self._add("title", data)
            self._in_title = False

    def _add(self, name: str, value: str) -> None:
        words = " ".join(clean(value).split())
        if name and words:
            self.said.setdefault(name, words)

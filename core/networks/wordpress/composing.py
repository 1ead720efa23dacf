"""A post of ours as a post of a site: its title, its HTML in blocks, and the last word of its address."""

import html
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from core.limits import shorten
from core.model import Content, Media, MediaKind
from core.ports import Count
from core.posts import content_hash

TITLE_MOST: Final = 120
"""The longest first line that is a title of its own, in code points."""
SLUG_MOST: Final = 60
LINK = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
ENDS = ".,;:!?…'\"”“’»)]}*_"
"""What stands behind an address rather than in it."""
CYRILLIC = str.maketrans(
    dict(zip("абвгдезийклмнопрстуфыэё", "abvgdezijklmnoprstufyee", strict=True))
    | {"ж": "zh", "х": "h", "ц": "c", "ч": "ch", "ш": "sh", "щ": "sch", "ю": "yu", "я": "ya", "ъ": "", "ь": ""}
)


@dataclass(frozen=True, slots=True)
class Uploaded:
    """A file of the site's library."""

    media: Media
    id: str
    url: str

    @property
    def ref(self) -> str:
        return f"{self.id} {self.url}"


@dataclass(frozen=True, slots=True)
class Words:
    """A text in the parts that a site has for it, as plain text."""

    title: str
    body: str


def split(text: str) -> Words:
    """The first line is the title and leaves the body, where it is short enough and something follows it.

    Else the body is the whole text and the title its beginning: no word is ever in a title alone that was cut.
    """
    whole = text.strip()
    first, _, rest = whole.partition("\n")
    if rest.strip() and len(first.strip()) <= TITLE_MOST:
        return Words(first.strip(), rest.strip())
    return Words(shorten(first, TITLE_MOST, Count.CODEPOINTS), whole)


def headline(text: str) -> str:
    """The title, as readers see it."""
    return split(text).title


def titled(text: str) -> str:
    """The title, which may have HTML in it and here has none."""
    return html.escape(headline(text), quote=False)


def body(text: str, files: Sequence[Uploaded]) -> str:
    """Blocks of the editor: paragraphs, then what is shown below them. The first picture is the post's own instead."""
    paragraphs = [one.strip() for one in re.split(r"\n\s*\n", split(text).body)]
    shown = [one for one in files if one is not featured(files)]
    blocks = [paragraph(one) for one in paragraphs if one] + [figure(one) for one in shown]
    return "\n\n".join(blocks)


def featured(files: Sequence[Uploaded]) -> Uploaded | None:
    """The first picture: it stands above the post, and on the cards of it."""
    return next((one for one in files if one.media.kind is MediaKind.IMAGE), None)


def paragraph(text: str) -> str:
    """What is between two empty lines."""
    lines = "<br>".join(linked(line.strip()) for line in text.splitlines())
    return f"<!-- wp:paragraph -->\n<p>{lines}</p>\n<!-- /wp:paragraph -->"


def figure(file: Uploaded) -> str:
    """A picture or a video as the editor would have put it there."""
    url, id = plain(file.url), file.id
    if file.media.kind is MediaKind.VIDEO:
        inner = f'<figure class="wp-block-video"><video controls src="{url}"></video></figure>'
        return f'<!-- wp:video {{"id":{id}}} -->\n{inner}\n<!-- /wp:video -->'
    picture = f'<img src="{url}" alt="{plain(file.media.alt)}" class="wp-image-{id}"/>'
    inner = f'<figure class="wp-block-image size-large">{picture}</figure>'
    return f'<!-- wp:image {{"id":{id},"sizeSlug":"large"}} -->\n{inner}\n<!-- /wp:image -->'


def linked(text: str) -> str:
    """A line with its addresses as links."""
    parts, at = [], 0
    for found in LINK.finditer(text):
        link = address(found.group())
        parts += [plain(text[at : found.start()]), f'<a href="{plain(link)}">{plain(link)}</a>']
        at = found.start() + len(link)
    return "".join(parts) + plain(text[at:])


def address(found: str) -> str:
    """Without what stands behind it; a bracket that was opened within it is its own."""
    while found[-1] in ENDS and not (found[-1] == ")" and found.count("(") >= found.count(")")):
        found = found[:-1]
    return found


def plain(text: str) -> str:
    """Nothing in it is markup, a block's comment, or one of a site's `[shortcodes]`."""
    return html.escape(text).replace("[", "&#91;").replace("]", "&#93;")


def slug_of(content: Content) -> str:
    """Readable, and the same for the same content at the same account: what was drafted before is found by it."""
    words = unicodedata.normalize("NFKD", split(content.text).title.casefold().translate(CYRILLIC))
    readable = "-".join(re.findall(r"[a-z0-9]+", words.encode("ascii", "ignore").decode()))
    return f"{readable[:SLUG_MOST].strip('-') or 'post'}-{content_hash(content)[:8]}"

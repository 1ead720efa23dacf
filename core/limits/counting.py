"""How long a text is, as the network counts that it is for."""

from collections.abc import Callable, Mapping

import regex

from core.ports import Count, Limits

CLUSTER = regex.compile(r"\X")
"""An extended grapheme cluster: what a reader sees as one character (UAX #29)."""
ADDRESS_COUNTS = 23
"""What Mastodon counts for any address, however long it is (or short)."""
ADDRESS = regex.compile(
    r"(?<![\w@$#])https?://(?:[\p{L}\p{N}][\p{L}\p{N}_-]*\.)+\p{L}{2,}(?::\d+)?"
    r"(?:[/?#](?:\([^\s()]*\)|[^\s<>\"()])*(?<![.,!?;:'”»’…]))?",
    regex.IGNORECASE,
)
"""An address as it is found in a text: with its scheme, a dotted name, and no full stop of the sentence around it."""
MENTION = regex.compile(r"(?<![=/\w])(@[a-z0-9_]+(?:[.-]+[a-z0-9_]+)*)@\w+(?:[.-]+\w+)*", regex.IGNORECASE)
"""A name at another server: `@anna@example.social`."""


def _graphemes(text: str) -> int:
    return len(text) if text.isascii() and "\r" not in text else len(CLUSTER.findall(text))


def _mastodon(text: str, address: int = ADDRESS_COUNTS) -> int:
    """https://docs.joinmastodon.org/user/posting/#text"""
    if "@" in text:
        text = MENTION.sub(r"\1", text)
    if "://" not in text:
        return _graphemes(text)
    found: list[str] = ADDRESS.findall(text)
    return _graphemes(ADDRESS.sub("", text)) + len(found) * address


COUNTING: Mapping[Count, Callable[[str], int]] = {
    Count.CODEPOINTS: len,
    Count.UTF16: lambda text: len(text.encode("utf-16-le", "surrogatepass")) // 2,
    Count.UTF8_BYTES: lambda text: len(text.encode("utf-8", "surrogatepass")),
    Count.GRAPHEMES: _graphemes,
    Count.MASTODON: _mastodon,
}


def count(text: str, how: Count) -> int:
    """The length of the text as a network that counts so sees it."""
    return COUNTING[how](text)


def measure(text: str, limits: Limits) -> int:
    """The length of the text as this network counts."""
    return _mastodon(text, limits.address) if limits.count is Count.MASTODON else count(text, limits.count)


def fits(text: str, limits: Limits) -> bool:
    """Whether this is short enough for one post."""
    return measure(text, limits) <= limits.text and not over_bytes(text, limits)


def over_bytes(text: str, limits: Limits) -> int:
    """How many bytes too long it is in UTF-8, where a network limits that besides."""
    return max(0, count(text, Count.UTF8_BYTES) - limits.bytes) if limits.bytes else 0


def prefix(text: str, limit: int, how: Count) -> str:
    """The longest beginning that is no longer than `limit`, in whole characters."""
    end = used = 0
    for cluster in CLUSTER.finditer(text):
        used += count(cluster.group(), how) if how is not Count.GRAPHEMES else 1
        if used > limit:
            break
        end = cluster.end()
    return text[:end]

"""What fits a network: counting as that network counts, saying what does not fit, and shortening what is too long."""

from collections.abc import Callable, Iterator, Mapping

import regex

from core.model import Content, Media, MediaKind
from core.ports import Count, Limits

Problem = tuple[str, Mapping[str, int]]
"""The key of the sentence that explains it, and its figures."""

CLUSTER = regex.compile(r"\X")
"""An extended grapheme cluster: what a reader sees as one character (UAX #29)."""
COUNTING: Mapping[Count, Callable[[str], int]] = {
    Count.CODEPOINTS: len,
    Count.UTF16: lambda text: len(text.encode("utf-16-le", "surrogatepass")) // 2,
    Count.UTF8_BYTES: lambda text: len(text.encode("utf-8", "surrogatepass")),
    Count.GRAPHEMES: lambda text: len(CLUSTER.findall(text)),
}
SENTENCE_END = regex.compile(r"(?:[.!?…]+[\p{Pf}\p{Pe}\"']*(?=\s|$)|[。！？]+|(?=\n))")
ELLIPSIS = "…"
WORTH_KEEPING = 0.5
"""A shortened text ends with a whole sentence only where that keeps at least this share of what fits."""


def count(text: str, how: Count) -> int:
    """The length of the text as a network that counts so sees it."""
    return COUNTING[how](text)


def measure(text: str, limits: Limits) -> int:
    """The length of the text as this network counts."""
    return count(text, limits.count)


def problems(content: Content, limits: Limits) -> tuple[Problem, ...]:
    """All that keeps this content from being published there; empty when it fits."""
    found: list[Problem] = []
    length, media = measure(content.text, limits), content.media
    if length > limits.text:
        found.append(("limit-text-over", {"length": length, "limit": limits.text, "over": length - limits.text}))
    if not content.text.strip() and not media:
        found.append(("limit-text-empty", {"limit": limits.text}))
    if limits.media_required and not media:
        found.append(("limit-media-needed", {"limit": limits.images}))
    return (*found, *_media_problems(media, limits))


def parted(content: Content, limits: Limits) -> bool:
    """Whether its text goes out by itself, behind its pictures and videos."""
    return bool(content.media and limits.caption) and measure(content.text, limits) > limits.caption


def _media_problems(media: tuple[Media, ...], limits: Limits) -> Iterator[Problem]:
    images = [one for one in media if one.kind is MediaKind.IMAGE]
    videos = [one for one in media if one.kind is MediaKind.VIDEO]
    if len(images) > limits.images:
        over = len(images) - limits.images
        yield "limit-images-over", {"images": len(images), "limit": limits.images, "over": over}
    if len(videos) > limits.videos:
        over = len(videos) - limits.videos
        yield "limit-videos-over", {"videos": len(videos), "limit": limits.videos, "over": over}
    if images and videos and not limits.mixed:
        yield "limit-mixed", {"images": len(images), "videos": len(videos)}
    elif limits.mixed and len(media) > max(limits.images, limits.videos):
        most = max(limits.images, limits.videos)
        yield "limit-media-over", {"media": len(media), "limit": most, "over": len(media) - most}
    for some, most in ((images, limits.image_bytes), (videos, limits.video_bytes)):
        if most and any(one.bytes > most for one in some):
            yield "limit-file-over", {"megabytes": most // 1_000_000}


def shorten(text: str, limit: int, how: Count) -> str:
    """At most `limit` long: whole sentences where they are enough of it, else whole words and an ellipsis.

    No character that a reader sees as one is ever cut in two.
    """
    text = text.strip()
    if count(text, how) <= limit:
        return text
    fitting = prefix(text, limit, how)
    sentences = whole_sentences(text, len(fitting))
    if sentences and count(sentences, how) >= limit * WORTH_KEEPING:
        return sentences
    room = limit - count(ELLIPSIS, how)
    return whole_words(text, len(prefix(text, room, how))) + ELLIPSIS if room > 0 else fitting


def prefix(text: str, limit: int, how: Count) -> str:
    """The longest beginning that is no longer than `limit`, in whole characters."""
    end = used = 0
    for cluster in CLUSTER.finditer(text):
        used += count(cluster.group(), how) if how is not Count.GRAPHEMES else 1
        if used > limit:
            break
        end = cluster.end()
    return text[:end]


def whole_sentences(text: str, end: int) -> str:
    """The sentences of the text that end within its first `end` code points."""
    ends = [found.end() for found in SENTENCE_END.finditer(text) if found.end() <= end]
    return text[: ends[-1]].rstrip() if ends else ""


def whole_words(text: str, end: int) -> str:
    """The words of the text that end within its first `end` code points; a part of the word where it is the first."""
    border = next((at for at in range(end, 0, -1) if text[at : at + 1].isspace()), end)
    return text[:border].rstrip().rstrip(",;:–—-").rstrip()

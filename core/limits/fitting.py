"""What keeps a post from being published at an account, each with its figures."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from typing import Any

from core.limits.counting import measure, over_bytes
from core.limits.threads import in_thread, parts_of
from core.model import Connection, Content, Media, MediaKind
from core.ports import Limits

Problem = tuple[str, Mapping[str, int]]
"""The key of the sentence that explains it, and its figures."""
FIGURES = frozenset(field.name for field in fields(Limits) if field.type in {int, "int"})


def of(limits: Limits, connection: Connection) -> Limits:
    """What holds for this account: what its server allows, in place of what the network declares."""
    own: dict[str, Any] = {name: value for name, value in connection.limits.items() if name in FIGURES and value >= 0}
    return replace(limits, **own) if own else limits


def problems(content: Content, limits: Limits) -> tuple[Problem, ...]:
    """All that keeps this content from being published there; empty when it fits."""
    media = content.media
    found = [*_thread_problems(content, limits)] if in_thread(content, limits) else [*_text_problems(content, limits)]
    if not content.text.strip() and not media:
        found.append(("limit-text-empty", {"limit": limits.text}))
    if limits.media_required and not media:
        found.append(("limit-media-needed", {"limit": limits.images}))
    return (*found, *_media_problems(media, limits))


def parted(content: Content, limits: Limits) -> bool:
    """Whether its text goes out by itself, behind its pictures and videos."""
    return bool(content.media and limits.caption) and measure(content.text, limits) > limits.caption


def _text_problems(content: Content, limits: Limits) -> Iterator[Problem]:
    length = measure(content.text, limits)
    if length > limits.text:
        yield "limit-text-over", {"length": length, "limit": limits.text, "over": length - limits.text}
    elif over := over_bytes(content.text, limits):
        yield "limit-bytes-over", {"limit": limits.bytes, "over": over}


def _thread_problems(content: Content, limits: Limits) -> Iterator[Problem]:
    posts = len(parts_of(content, limits))
    if posts > limits.parts:
        yield "limit-parts-over", {"posts": posts, "limit": limits.parts, "over": posts - limits.parts}


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
    yield from _file_problems(images, videos, limits)


def _file_problems(images: list[Media], videos: list[Media], limits: Limits) -> Iterator[Problem]:
    for some, most in ((images, limits.image_bytes), (videos, limits.video_bytes)):
        if most and any(one.bytes > most for one in some):
            yield "limit-file-over", {"megabytes": most // 1_000_000}
    if limits.all_bytes and sum(one.bytes for one in (*images, *videos)) > limits.all_bytes:
        yield "limit-files-over", {"megabytes": limits.all_bytes // 1_000_000}
    longest = max((len(one.alt) for one in (*images, *videos)), default=0)
    if limits.alt and limits.alt_text and longest > limits.alt_text:
        yield "limit-alt-over", {"length": longest, "limit": limits.alt_text, "over": longest - limits.alt_text}

"""What Mastodon allows, and what a server says that it allows instead. https://docs.joinmastodon.org/methods/instance/

Of a server's words only numbers that can be are believed; what it does not say is Mastodon's own.
"""

from collections.abc import Mapping
from typing import Any

from core.errors import NetworkError, TokenRejected
from core.networks.api import at
from core.networks.mastodon.calling import NOT_THERE, SUCCESS, call
from core.ports import Answer, Api, Count, Credential, Limits

LIMITS = Limits(
    text=500,
    count=Count.MASTODON,
    parts=10,
    images=4,
    videos=1,
    image_bytes=16_777_216,
    video_bytes=103_809_024,
    alt=True,
    alt_text=1500,
)
STATUSES, MEDIA = ("configuration", "statuses"), ("configuration", "media_attachments")
SAID: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "text": ((*STATUSES, "max_characters"), ("max_toot_chars",)),
    "address": ((*STATUSES, "characters_reserved_per_url"),),
    "images": ((*STATUSES, "max_media_attachments"), ("max_media_attachments",)),
    "image_bytes": ((*MEDIA, "image_size_limit"), ("upload_limit",)),
    "video_bytes": ((*MEDIA, "video_size_limit"), ("upload_limit",)),
    "alt_text": ((*MEDIA, "description_limit"), ("description_limit",)),
}
"""Where servers say what; the latter is Pleroma's and Akkoma's way."""
MOST: Mapping[str, int] = {"text": 100_000, "address": 2048, "images": 32, "alt_text": 100_000}
MOST_BYTES = 2**40


async def allowed_by(api: Api, credential: Credential) -> Mapping[str, int] | None:
    """What the account's server allows, by the names of `Limits`; None: it does not say just now.

    Raises `TokenRejected`. Whatever else keeps it from being read keeps nobody from connecting.
    """
    for version in ("v2", "v1"):
        try:
            path = f"/api/{version}/instance"
            answer = await call(api, credential, "GET", path, effect=False, accept=NOT_THERE)
        except TokenRejected:
            raise
        except NetworkError:
            return None
        if answer.status in SUCCESS and isinstance(answer.data, dict):
            return said(answer.data)
    return None


def said(instance: Any) -> Mapping[str, int]:
    """What is said in the description of a server."""
    found = {
        name: next((at(instance, path) for path in paths if at(instance, path)), 0) for name, paths in SAID.items()
    }
    return {
        name: min(number, MOST.get(name, MOST_BYTES)) for name, value in found.items() if (number := _number(value))
    }


def is_one(answer: Answer) -> bool:
    """Whether this is the description of a server."""
    named = any(isinstance(at(answer.data, (name,)), str) for name in ("domain", "uri"))
    return answer.status in SUCCESS and named and isinstance(at(answer.data, ("version",)), str)


def _number(value: Any) -> int:
    """0: nothing that one could go by."""
    if isinstance(value, str) and value.isdecimal() and value.isascii():
        value = int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else 0

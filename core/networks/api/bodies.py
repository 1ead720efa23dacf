"""What a request carries: JSON, a form, a file as it is, or nothing."""

import json as jsons
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from urllib.parse import urlencode

import aiohttp

from core.errors import TokenRejected
from core.ports import Credential, Slot, Upload

Form = Mapping[str, str | Upload]
encoded = jsons.JSONEncoder(separators=(",", ":")).encode


@dataclass(frozen=True, slots=True)
class Body:
    """What is sent, what it says it is ("": that goes without saying), and how many bytes of files are in it.

    It can be sent once: a form with files is used up by sending it.
    """

    data: bytes | BytesIO | aiohttp.FormData | None = None
    mime: str = ""
    files: int = 0


NOTHING = Body()


def body_of(json: object, form: Form | None, data: bytes | None) -> Body:
    """A form is a list of words (as OAuth asks for: RFC 6749, appendix B), or has parts where there are files."""
    if data is not None:
        return Body(BytesIO(data), "application/octet-stream", len(data))
    if form is None:
        return NOTHING if json is None else Body(encoded(json).encode(), "application/json")
    files = [part for part in form.values() if isinstance(part, Upload)]
    if not files:
        return Body(urlencode(form).encode(), "application/x-www-form-urlencoded")
    return Body(parts_of(form), files=sum(len(file.data) for file in files))


def parts_of(form: Form) -> aiohttp.FormData:
    """A form with files (RFC 7578)."""
    parts = aiohttp.FormData(default_to_multipart=True)
    for name, value in form.items():
        if isinstance(value, Upload):
            # As a stream: a megabyte and more in one piece would keep all other calls waiting meanwhile.
            parts.add_field(name, BytesIO(value.data), filename=value.name, content_type=value.mime)
        else:
            parts.add_field(name, value)
    return parts


def filled(form: Mapping[str, str | Upload | Slot], url: str, credential: Credential | None) -> Form:
    """The form with its slots filled. Raises `TokenRejected`."""
    words: dict[str, str | Upload] = {}
    for name, value in form.items():
        if isinstance(value, Slot):
            if credential is None:
                raise TokenRejected(f"nobody fills {name}")
            return credential.fill(url, form)
        words[name] = value
    return words

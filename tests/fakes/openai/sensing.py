"""What a strict endpoint says to a recording or a picture, and how it answers."""

import base64
import binascii
from collections.abc import Mapping
from typing import Any

from aiohttp import web

SOUND = {"ogg": b"OggS", "mp3": b"ID3", "wav": b"RIFF", "m4a": b"\0\0\0", "mp4": b"\0\0\0", "webm": b"\x1aE\xdf\xa3"}
PICTURE = {"jpeg": b"\xff\xd8\xff", "png": b"\x89PNG", "webp": b"RIFF", "gif": b"GIF8"}
KNOWN = {"model", "messages", "max_tokens", "max_completion_tokens", "reasoning_effort"}


def shows_a_picture(body: Any) -> bool:
    messages = body.get("messages") if isinstance(body, dict) else None
    return isinstance(messages, list) and any(isinstance(one.get("content"), list) for one in messages)


def picture_faults(headers: Mapping[str, str], body: dict[str, Any]) -> list[str]:
    """Everything wrong with a request that shows a picture."""
    found = [f"unknown parameter: {name}" for name in body if name not in KNOWN]
    found += [] if headers.get("content-type", "").startswith("application/json") else ["content-type is not JSON"]
    system, user = body["messages"]
    found += [] if (system["role"], user["role"]) == ("system", "user") else ["roles are odd"]
    parts = [part for part in user["content"] if set(part) == {"type", "image_url"} and part["type"] == "image_url"]
    if len(parts) != len(user["content"]) or len(parts) != 1:
        return [*found, "a part is malformed"]
    return found + _shown(parts[0]["image_url"])


def _shown(image: dict[str, str]) -> list[str]:
    head, _, packed = image["url"].partition(";base64,")
    kind = head.removeprefix("data:image/")
    try:
        data = base64.b64decode(packed, validate=True)
    except binascii.Error:
        return ["the picture is not base64"]
    good = data.startswith(PICTURE.get(kind, b"no such kind")) and image.get("detail") in {"low", "high", "auto"}
    return [] if good and set(image) == {"url", "detail"} else [f"the picture is no {kind}"]


async def sound(request: web.Request) -> tuple[dict[str, Any], list[str]]:
    """The fields of a recording, and everything wrong with it."""
    if not request.content_type.startswith("multipart/form-data"):
        return {}, ["content-type is not multipart"]
    fields: dict[str, Any] = dict(await request.post())
    found = [f"unknown parameter: {name}" for name in fields if name not in {"model", "file", "language"}]
    file = fields.get("file")
    if not isinstance(file, web.FileField):
        return fields, [*found, "file is missing"]
    with file.file as content:
        data, kind = content.read(), file.filename.rpartition(".")[2]
    if not data.startswith(SOUND.get(kind, b"no such kind")):
        found.append(f"the recording is no {kind}")
    if len(fields.get("language", "lv")) != 2:
        found.append("language is no ISO 639-1")
    return fields | {"file": data, "name": file.filename}, found


def heard(text: str, play: str) -> dict[str, Any]:
    said = {"empty text": " \u200b", "hidden characters": "\u202e" + text + "\U000e0041"}.get(play, text)
    return {"text": said * 2_000 if play == "too long" else said, "usage": {"type": "duration", "seconds": 3}}


def seen(text: str, play: str) -> dict[str, Any]:
    said = {
        "empty text": " \u200b",
        "invented link": f"{text} www.evil.example.com/win @evil +371 20000000",
        "hidden characters": "\u202e" + text[:5] + "\u200b\U000e0041" + text[5:],
        "too long": f"{text} " * 20,
        "wrong language": "Wir freuen uns sehr auf euch und haben für alle etwas Neues, das ihr entdecken könnt.",
        "not json": f'**Alt text:** "{text}"\n\n',
    }.get(play, text)
    message = {"role": "assistant", "content": said, "refusal": None}
    finish = "content_filter" if play == "content_filter" else "stop"
    if play == "refusal":
        message = {"role": "assistant", "content": None, "refusal": "I cannot help with that."}
    choices = [{"index": 0, "message": message, "finish_reason": finish, "logprobs": None}]
    return {"id": "c1", "object": "chat.completion", "created": 1, "model": "small-model", "choices": choices}

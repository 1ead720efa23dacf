"""Photos, videos and documents as parts of messages, from uploads, known ids or URLs."""

from typing import Any

from tests.fakes.telegram.calls import Call, Upload
from tests.fakes.telegram.files import MOST_PHOTO, MOST_RATIO, MOST_SIDES, MOST_UP, Stored, sides
from tests.fakes.telegram.refusals import Refused, Wrong
from tests.fakes.telegram.state import World

KINDS = ("photo", "video", "animation", "document", "audio", "voice", "sticker", "video_note")
MIMES = {"video": "video/mp4", "animation": "video/mp4", "audio": "audio/mpeg", "voice": "audio/ogg"}
BESIDE = ("width", "height", "duration", "performer", "title")


def stored(world: World, call: Call, given: Any, kind: str, name: str) -> Stored:
    """The file that a parameter (or the part of that name) stands for."""
    if isinstance(given, str) and given.startswith("attach://"):
        name, given = given.removeprefix("attach://"), None
    if not isinstance(given, str):
        if name not in call.files:
            raise Wrong(f'there is no file "{name}" in the request')
        return _uploaded(world, call.files[name], kind)
    if given in world.files.known:
        one = world.files.known[given]
        if one.kind != kind:
            raise Wrong(f"can't use file of type {one.kind.title()} as {kind.title()}")
        return one
    if given.startswith(("http://", "https://")):
        if given not in world.web:
            raise Refused("failed to get HTTP URL content")
        return _uploaded(world, Upload(given.rpartition("/")[2], "", world.web[given]), kind)
    raise Wrong("wrong remote file identifier specified: Wrong string length")


def _uploaded(world: World, upload: Upload, kind: str) -> Stored:
    if not upload.content:
        raise Wrong("file must be non-empty")
    if len(upload.content) > MOST_UP:
        raise Wrong("Request Entity Too Large", 413)
    if kind == "photo":
        _photo(upload.content)
    mime = MIMES.get(kind) or upload.mime or "application/octet-stream"
    return world.files.keep(upload.content, kind, name=upload.name, mime=mime)


def _photo(content: bytes) -> None:
    if len(content) > MOST_PHOTO:
        raise Wrong(f"file of size {len(content)} bytes is too big for a photo; the maximum size is {MOST_PHOTO} bytes")
    size = sides(content)
    if size is None:
        raise Wrong("IMAGE_PROCESS_FAILED")
    if sum(size) > MOST_SIDES or max(size) > MOST_RATIO * min(size):
        raise Wrong("PHOTO_INVALID_DIMENSIONS")


def fields(one: Stored, kind: str, given: dict[str, Any] | None = None) -> dict[str, Any]:
    """The part of a message that shows a file."""
    if kind == "photo":
        return {"photo": [size.json | {"width": size.sides[0], "height": size.sides[1]} for size in one.album]}
    beside = {name: value for name, value in (given or {}).items() if name in BESIDE}
    made = one.json | ({"mime_type": one.mime} if kind not in ("sticker", "video_note") else {})
    made |= {"file_name": one.name} if one.name and kind not in ("voice", "sticker", "video_note") else {}
    if kind == "video_note":
        made |= {"length": 240, "duration": 5}
    if kind in ("video", "animation"):
        made |= {"width": one.sides[0], "height": one.sides[1], "duration": 5} | beside
    if kind in ("audio", "voice"):
        made |= {"duration": 5} | beside
    if kind == "animation":
        return {"animation": made, "document": one.json | {"mime_type": one.mime, "file_name": one.name or "a.mp4"}}
    return {kind: made}


def kind_of(message: dict[str, Any]) -> str:
    """What medium a message shows; empty for none."""
    return next((kind for kind in ("animation", *KINDS) if kind in message), "")

"""What a person sends, checked and written anew: before this, nothing else touches it (docs/design/media.md).

In this order: how many bytes, which format by its first bytes, how many pixels it declares. Only then is a picture
decoded, by a process of its own that can do nothing else; a video is never decoded.
"""

import asyncio
import hashlib
import signal
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from weakref import WeakKeyDictionary

from bot.pictures.headers import SIDE, Format, Size, format_of, size_of
from bot.pictures.videos import cleaned_video
from core.errors import Invalid
from core.model import MediaKind

MEGABYTES = 20
"""The most that a chat platform lets a bot fetch (Telegram: 20 MB)."""
MEGAPIXELS = {Format.WEBP: 20}
"""A WebP is decoded by a library that holds three copies of it: 20 million pixels take as much as 40 of others."""
OTHER_MEGAPIXELS = 40
AT_ONCE = 1
"""Pictures decoded at the same time: each may take 480 MB for a moment."""
PATIENCE = 30.0
"""Seconds after which a process that decodes is ended, whatever it is at; it has 20 of computing."""
ANSWER = 4 * MEGABYTES << 20
"""Bytes that are read from it at most: a PNG of the largest size that we write."""
PIECE = 1 << 18

WORKER = "bot.pictures.anew"
ROOT = Path(__file__).parents[2]
TOO_MANY_PIXELS, STILL = 3, b"s"
"""What the process says, as it is written there: importing it would bring Pillow into this one."""
LATE = (-signal.SIGXCPU, -signal.SIGKILL)

_turns: "WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Semaphore]" = WeakKeyDictionary()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleaned:
    """The bytes to keep, and what they are; `note` is the key of what the person should know of them, or empty."""

    data: bytes
    kind: MediaKind
    mime: str
    digest: str
    """SHA-256 of the bytes, in hex."""
    width: int
    height: int
    seconds: int
    note: str = ""


async def cleaned(data: bytes, *, patience: float = PATIENCE) -> Cleaned:
    """The same picture or video as far as anybody sees or hears it, and no other byte. Raises `Invalid`."""
    if len(data) > MEGABYTES << 20:
        raise Invalid("media-too-large", megabytes=MEGABYTES)
    form = format_of(data)
    if form is Format.MP4:
        return await asyncio.to_thread(_video, data)
    _decodable(size_of(data, form), form)
    async with _turn():
        answer = await _written_anew(data, form, patience)
    return await asyncio.to_thread(_picture, answer)


def _decodable(size: Size, form: Format) -> None:
    if size.pixels > _most(form) * 1_000_000 or max(size.width, size.height) > SIDE:
        raise Invalid("media-too-many-pixels", megapixels=_most(form))


def _most(form: Format) -> int:
    return MEGAPIXELS.get(form, OTHER_MEGAPIXELS)


def _turn() -> asyncio.Semaphore:
    """One for each event loop, which it cannot be used outside of."""
    return _turns.setdefault(asyncio.get_running_loop(), asyncio.Semaphore(AT_ONCE))


async def _written_anew(data: bytes, form: Format, patience: float) -> bytes:
    """What the process answers. It inherits neither our environment nor anything open."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-B", "-E", "-s", "-m", WORKER, form),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        cwd=ROOT,
        env={},
    )
    try:
        async with asyncio.timeout(patience):
            answer = await _exchanged(process, data)
            code = await process.wait()
    except TimeoutError:
        raise Invalid("media-took-too-long") from None
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if len(answer) > ANSWER:
        raise Invalid("media-broken")
    if code in LATE:
        raise Invalid("media-took-too-long")
    if code == TOO_MANY_PIXELS:
        raise Invalid("media-too-many-pixels", megapixels=_most(form))
    if code:
        raise Invalid("media-broken")
    return answer


async def _exchanged(process: asyncio.subprocess.Process, data: bytes) -> bytes:
    """All of it in, then all of it out: it answers only when it has read to the end."""
    if process.stdin is None or process.stdout is None:
        return b""
    with suppress(ConnectionError):  # it ended before it had read everything: its code says why
        process.stdin.write(data)
        await process.stdin.drain()
        process.stdin.close()
        await process.stdin.wait_closed()
    answer = bytearray()
    while len(answer) <= ANSWER and (piece := await process.stdout.read(PIECE)):
        answer += piece
    if len(answer) > ANSWER:
        process.kill()
    return bytes(answer)


def _picture(answer: bytes) -> Cleaned:
    """The process is not believed either: what it wrote is looked at as what came."""
    data = answer[1:]
    form = format_of(data)
    if form not in {Format.JPEG, Format.PNG}:
        raise Invalid("media-broken")
    size = size_of(data, form)
    return Cleaned(
        data=data,
        kind=MediaKind.IMAGE,
        mime=f"image/{form.lower()}",
        digest=hashlib.sha256(data).hexdigest(),
        width=size.width,
        height=size.height,
        seconds=0,
        note="media-still" if answer[:1] == STILL else "",
    )


def _video(data: bytes) -> Cleaned:
    fresh, size, seconds = cleaned_video(data)
    _decodable(size, Format.MP4)
    return Cleaned(
        data=fresh,
        kind=MediaKind.VIDEO,
        mime="video/mp4",
        digest=hashlib.sha256(fresh).hexdigest(),
        width=size.width,
        height=size.height,
        seconds=seconds,
    )

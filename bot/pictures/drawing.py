"""What people would rather look at, drawn: a post as its network shows it, a month with what is planned."""

import asyncio
import zlib
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

from PIL import Image

from bot.pictures import album, month, post
from core.errors import Missing, StoreUnavailable
from core.model import MediaKind
from core.ports import Files
from core.texts import Texts, closest
from handlers.view import Month, Preview

PNG_MOST = 2_000_000
"""Bytes; a larger picture of photographs goes as JPEG."""
LEVEL = 3
"""zlib's: 6 takes three times as long for a tenth less."""
BYTES_MOST = 8_000_000
"""Bytes of any PNG."""
_DRAWERS = ThreadPoolExecutor(max_workers=2, thread_name_prefix="drawing")
"""Threads of their own: drawing never takes more of the machine than this, nor the threads of others."""


async def draw(block: Preview | Month, files: Files, *, language: str) -> bytes:
    """The picture of a block as PNG, or as JPEG where photographs make that too large; always the same for the same.

    It fits a chat's limits: 10 MB, width and height together 10,000 dots, one at most 20 times the other.
    """
    found = await _media(block, files) if isinstance(block, Preview) else {}
    return await asyncio.get_running_loop().run_in_executor(_DRAWERS, drawn, block, found, closest(language))


async def _media(block: Preview, files: Files) -> dict[str, bytes]:
    """The bytes of the pictures that will be seen; what cannot be had is drawn as a placeholder."""
    found = {}
    for one in block.media[: album.SHOWN]:
        if one.kind is MediaKind.IMAGE:
            try:
                found[one.key] = await files.get(one.key)
            except (Missing, StoreUnavailable):
                continue
    return found


def drawn(block: Preview | Month, found: Mapping[str, bytes], language: str) -> bytes:
    """The same, once the media are there."""
    texts = Texts(language)
    if isinstance(block, Month):
        return encoded(month.picture(block, texts), photographs=False)
    image, photographs = post.picture(block, found, texts)
    return encoded(image, photographs=photographs)


def small(picture: bytes, *, width: int) -> bytes:
    """A drawn picture made this many dots wide, as JPEG: for a page that shows many."""
    with Image.open(BytesIO(picture)) as image:
        shown = image.convert("RGB")
    size = (width, max(1, round(shown.height * width / shown.width)))
    jpeg = BytesIO()
    shown.resize(size, Image.Resampling.LANCZOS).save(jpeg, "JPEG", quality=85, subsampling=0, optimize=True)
    return jpeg.getvalue()


def encoded(image: Image.Image, *, photographs: bool) -> bytes:
    """The picture's bytes."""
    png = BytesIO()
    # In photographs nothing comes again: to look for it takes twice as long and finds a twentieth.
    image.save(png, "PNG", compress_level=LEVEL, compress_type=zlib.Z_RLE if photographs else zlib.Z_DEFAULT_STRATEGY)
    if png.tell() <= (PNG_MOST if photographs else BYTES_MOST):
        return png.getvalue()
    jpeg = BytesIO()
    image.save(jpeg, "JPEG", quality=90, subsampling=0)
    return jpeg.getvalue()

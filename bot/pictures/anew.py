"""The process that decodes one picture and writes it anew: bytes in, bytes out, and nothing else it could reach.

Started by `bot.pictures.checking` for every picture as `python -m bot.pictures.anew FORMAT`. Before it looks at the
first byte it gives up everything that it does not need: no file and no socket can be opened any more, no memory beyond
a limit taken, no more time spent than a limit. It imports Pillow and nothing of ours.
"""

import copy
import resource
import struct
import sys
import warnings
from contextlib import suppress
from io import BytesIO

# All that Pillow would load when it is needed: later there is no way to open a file.
from PIL import (
    GifImagePlugin,
    Image,
    ImageCms,
    ImagePalette,
    JpegImagePlugin,
    MpoImagePlugin,
    PngImagePlugin,
    TiffImagePlugin,
    WebPImagePlugin,
)

PLUGINS = (GifImagePlugin, JpegImagePlugin, MpoImagePlugin, PngImagePlugin, TiffImagePlugin, WebPImagePlugin)
NEEDED_BY_THEM = (copy, ImagePalette)

PIXELS = 40_000_000
LONGEST = 4096
"""Pixels of the longer side: more than any network shows, and what most of them scale down to themselves."""
MEMORY = 1 << 30
SECONDS = 20
HEAVY = 5_000_000
"""Bytes of a PNG or GIF that shows a photo: without anything transparent, it becomes a JPEG."""
QUALITY = 90
TOO_MANY_PIXELS = 3
"""How the process ends where there are more pixels than were declared."""
STILL, WHOLE = b"s", b"w"
"""The first byte of the answer: of a moving picture only the first one is left, or nothing was lost."""

ORIENTATION = 0x0112
UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""How a picture is turned that says it lies on its side (Exif 2.32, 4.6.4 A)."""


def confine() -> None:
    """Gives up what decoding does not need; what is already open (the two pipes) stays."""
    limits = {
        resource.RLIMIT_AS: MEMORY,
        resource.RLIMIT_CPU: SECONDS,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_NOFILE: 0,  # no new descriptor of any kind: neither file nor socket
    }
    for limit, most in limits.items():
        resource.setrlimit(limit, (most, most))


def written_anew(data: bytes, form: str) -> bytes:
    """The picture upright, in sRGB, at most so large, and without a word of what came with it."""
    Image.MAX_IMAGE_PIXELS = PIXELS
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        with Image.open(BytesIO(data), formats=(form,)) as opened:
            mark = STILL if form != "JPEG" and getattr(opened, "is_animated", False) else WHOLE
            picture = _small(opened)
    picture = _in_srgb(_upright(picture))
    picture.info.clear()  # profile, comment, resolution and text are written from here
    return mark + _encoded(picture, lossless=form in {"PNG", "GIF"} and len(data) <= HEAVY)


def _small(opened: Image.Image) -> Image.Image:
    """Decoded, and made smaller before anything else: everything after it costs less."""
    opened.draft(None, (LONGEST, LONGEST))
    opened.load()
    picture = _plain(opened)
    if max(picture.size) > LONGEST:
        picture.thumbnail((LONGEST, LONGEST), Image.Resampling.LANCZOS)
    return picture


def _plain(picture: Image.Image) -> Image.Image:
    """In one of the modes that can be scaled: with a palette or 16 bits, in none of these."""
    if picture.mode.startswith("I;16"):
        return picture.point(lambda value: value / 256).convert("L")
    if picture.has_transparency_data:
        return picture if picture.mode == "RGBA" else picture.convert("RGBA")
    return picture if picture.mode in {"RGB", "L", "CMYK"} else picture.convert("RGB")


def _upright(picture: Image.Image) -> Image.Image:
    turn = None
    with suppress(SyntaxError, ValueError, TypeError, KeyError, struct.error):  # Exif that cannot be read turns nothing
        turn = UPRIGHT.get(picture.getexif().get(ORIENTATION, 1))
    return picture if turn is None else picture.transpose(turn)


def _in_srgb(picture: Image.Image) -> Image.Image:
    """The same colours without the profile that they were meant with; one that cannot be read is left out."""
    mode = "RGBA" if picture.mode == "RGBA" else "RGB"
    if profile := picture.info.get("icc_profile"):
        with suppress(ImageCms.PyCMSError):
            meant = ImageCms.profileToProfile(
                picture, BytesIO(profile), ImageCms.createProfile("sRGB"), outputMode=mode
            )
            return meant or picture
    return picture if picture.mode == mode else picture.convert(mode)


def _encoded(picture: Image.Image, *, lossless: bool) -> bytes:
    if picture.mode == "RGBA":
        if picture.getchannel("A").getextrema() != (255, 255):
            return _saved(picture, "PNG")
        picture = picture.convert("RGB")
    if lossless and len(exact := _saved(picture, "PNG")) <= HEAVY:
        return exact
    return _saved(picture, "JPEG", quality=QUALITY)


def _saved(picture: Image.Image, form: str, **options: int) -> bytes:
    out = BytesIO()
    picture.save(out, form, **options)
    return out.getvalue()


def main() -> None:
    """One picture, from the input to the output."""
    Image.preinit()
    confine()
    try:
        answer = written_anew(sys.stdin.buffer.read(), sys.argv[1])
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        sys.exit(TOO_MANY_PIXELS)
    sys.stdout.buffer.write(answer)


if __name__ == "__main__":
    main()

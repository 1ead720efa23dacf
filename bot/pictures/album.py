"""A post's pictures and videos as feeds lay them out: one whole, two beside each other, a grid, and how many more."""

import struct
import zlib
from collections.abc import Mapping, Sequence
from io import BytesIO

from PIL import Image, ImageOps

from bot.pictures.inking import Box, Sheet
from bot.pictures.looks import Color, Look, mixed
from bot.pictures.wrapping import Letters, line, lines
from core.model import Media, MediaKind
from core.texts import Texts

SHOWN = 4
TALLEST, WIDEST = 4 / 5, 1.91
"""Beyond these, feeds crop a single picture (width to height)."""
GAP = 4
UNREADABLE = (
    *(OSError, ValueError, SyntaxError, TypeError, LookupError, ArithmeticError, AttributeError, MemoryError),
    *(struct.error, zlib.error, Image.DecompressionBombError, Warning),
)
"""What Pillow raises for bytes that are not the picture they say they are."""
FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
PIXELS_MOST = 50_000_000
WHITE: Color = (255, 255, 255)
BLACK: Color = (10, 12, 16)
BADGE = Letters(size=14, leading=18, strong=True)
MORE = Letters(size=40, leading=48, strong=True)
ALT = Letters(size=16, leading=22)


def height(media: Sequence[Media], width: float) -> float:
    """How high the album is at this width."""
    match len(media):
        case 0:
            return 0
        case 1:
            return width / min(max(_ratio(media[0]), TALLEST), WIDEST)
        case 2:
            return width * 0.62
    return width * 0.75


def _ratio(media: Media) -> float:
    unknown = 16 / 9 if media.kind is MediaKind.VIDEO else 4 / 3
    return media.width / media.height if media.width > 0 and media.height > 0 else unknown


def tiles(count: int, place: Box) -> list[Box]:
    """Where each is shown; of more than four, the first four."""
    wide, high = (place.width - GAP) / 2, (place.height - GAP) / 2
    right, below = place.x + wide + GAP, place.y + high + GAP
    match count:
        case 0:
            return []
        case 1:
            return [place]
        case 2:
            return [Box(x, place.y, wide, place.height) for x in (place.x, right)]
        case 3:
            large = place.width * 0.62
            rest = Box(place.x + large + GAP, place.y, place.width - large - GAP, high)
            lower = Box(rest.x, below, rest.width, high)
            return [Box(place.x, place.y, large, place.height), rest, lower]
    return [Box(x, y, wide, high) for y in (place.y, below) for x in (place.x, right)]


def show(
    sheet: Sheet, place: Box, media: Sequence[Media], found: Mapping[str, bytes], setting: tuple[Look, Texts]
) -> bool:
    """Draws the album; answers whether a real picture is in it."""
    look, texts = setting
    photographs = False
    for at, (one, tile) in enumerate(zip(media, tiles(len(media), place), strict=False)):
        beyond = len(media) - SHOWN if at == SHOWN - 1 else 0
        if one.kind is MediaKind.VIDEO:
            _video(sheet, tile, one, covered=beyond > 0)
        elif picture := _opened(found.get(one.key, b""), tile):
            sheet.picture(picture, tile)
            photographs = True
        else:
            _placeholder(sheet, tile, one, look)
        if beyond > 0:
            _more(sheet, tile, texts.say("picture-more", count=beyond))
        elif one.alt.strip():
            _badge(sheet, tile, texts.say("picture-alt"))
    return photographs


def _opened(data: bytes, tile: Box) -> Image.Image | None:
    """The picture, cropped to the tile; None where it cannot be read."""
    left, top, right, bottom = tile.dots
    size = (right - left, bottom - top)
    try:
        with Image.open(BytesIO(data), formats=FORMATS) as image:
            if image.width * image.height > PIXELS_MOST:
                return None
            image.draft("RGB", size)
            ImageOps.exif_transpose(image, in_place=True)
            return ImageOps.fit(_opaque(image), size, Image.Resampling.HAMMING, centering=(0.5, 0.42))
    except UNREADABLE:
        return None


def _opaque(image: Image.Image) -> Image.Image:
    """What can be seen through shows white, as a feed's card does."""
    if not image.has_transparency_data:
        return image if image.mode == "RGB" else image.convert("RGB")
    seen = image.convert("RGBA")
    ground = Image.new("RGB", seen.size, WHITE)
    ground.paste(seen, (0, 0), seen)
    return ground


def _video(sheet: Sheet, tile: Box, media: Media, *, covered: bool) -> None:
    """A dark frame, and on it the play sign and how long it is: what is in it, we cannot see."""
    bands = 24
    for at in range(bands):
        band = Box(tile.x, tile.y + tile.height * at / bands, tile.width, tile.height / bands + 0.5)
        sheet.box(band, mixed((44, 50, 62), (20, 23, 30), at / bands))
    if covered:
        return
    x, y = tile.middle
    half = min(38.0, tile.width / 5, tile.height / 5)
    sheet.disc(Box(x - half, y - half, half * 2, half * 2), WHITE, strength=0.92)
    third = half * 0.42
    sheet.shape([(x - third * 0.8, y - third * 1.15), (x - third * 0.8, y + third * 1.15), (x + third * 1.2, y)], BLACK)
    if media.seconds > 0:
        _badge(sheet, tile, _duration(media.seconds), right=True)


def _duration(seconds: int) -> str:
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def _badge(sheet: Sheet, tile: Box, word: str, *, right: bool = False) -> None:
    """A small word on dark, in the lower left corner or the right one."""
    run = line(word, BADGE, tile.width - 40)
    wide = BADGE.width(run) + 18
    x = tile.x + tile.width - wide - 12 if right else tile.x + 12
    place = Box(x, tile.y + tile.height - 40, wide, 28)
    sheet.box(place, BLACK, radius=7, strength=0.78)
    sheet.write(run, (x + 9, place.y + 19), BADGE, WHITE)


def _more(sheet: Sheet, tile: Box, word: str) -> None:
    sheet.box(tile, BLACK, strength=0.6)
    run = line(word, MORE, tile.width)
    x, y = tile.middle
    sheet.write(run, (x - MORE.width(run) / 2, y + MORE.size * 0.36), MORE, WHITE)


def _placeholder(sheet: Sheet, tile: Box, media: Media, look: Look) -> None:
    """A quiet box with the sign of a picture, and what the picture shows where somebody said so."""
    sheet.box(tile, look.soft)
    words = lines(media.alt, ALT, tile.width - 64, rows=2) if tile.height > 180 else []  # noqa: PLR2004
    x, y = tile.middle
    y -= len(words) * ALT.leading / 2
    line_color = mixed(look.soft, look.quiet, 0.55)
    frame = Box(x - 34, y - 28, 68, 56)
    sheet.box(frame, line_color, radius=10)
    sheet.box(frame.inset(4), look.soft, radius=7)
    sheet.disc(Box(x + 8, y - 16, 12, 12), line_color)
    sheet.shape([(x - 26, y + 20), (x - 8, y - 8), (x + 10, y + 20)], line_color)
    sheet.shape([(x + 2, y + 20), (x + 12, y + 4), (x + 26, y + 20)], line_color)
    for at, run in enumerate(words):
        place = (x - ALT.width(run) / 2, y + 28 + 24 + at * ALT.leading)
        sheet.write(run, place, ALT, look.quiet)

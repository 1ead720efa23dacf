"""A loaf on a table, painted: what stands in the samples where people's photographs will be. Nobody else's picture."""

import random
from functools import cache
from io import BytesIO

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageOps

from bot.pictures.looks import Color

SIZE = WIDE, HIGH = 1200, 900
LOAF = (190, 330, 1010, 690)
TABLE = 520
"""Where the table begins, from above."""
CUTS = range(330, 900, 118)
Range = tuple[Color, Color]
WALL: Range = ((96, 104, 98), (226, 226, 208))
WOOD: Range = ((112, 70, 40), (214, 156, 98))
CRUST: Range = ((52, 24, 12), (228, 148, 80))
CRUMB: Range = ((170, 108, 58), (246, 214, 164))


@cache
def still() -> bytes:
    """The picture as JPEG, 1200 by 900; always the same."""
    image = Image.composite(_wood(), _wall(), _below())
    _shadow(image)
    mask = _loaf()
    image.paste(_colored(_lit(mask), CRUST), mask=mask)
    _cuts(image, mask)
    _light(image)
    kept = BytesIO()
    image.filter(ImageFilter.GaussianBlur(0.8)).save(kept, "JPEG", quality=88)
    return kept.getvalue()


def _grain(size: tuple[int, int], seed: int, blur: float) -> Image.Image:
    """Chance, made soft, and stretched over a picture."""
    wide, high = size
    drops = Image.frombytes("L", size, random.Random(seed).randbytes(wide * high))  # noqa: S311 - a texture
    return ImageOps.autocontrast(drops.filter(ImageFilter.GaussianBlur(blur))).resize(SIZE, Image.Resampling.BICUBIC)


def _colored(tones: Image.Image, between: Range) -> Image.Image:
    dark, bright = between
    return ImageOps.colorize(tones, dark, bright)


def _across() -> Image.Image:
    """Bright on the left, where the window is."""
    return Image.linear_gradient("L").rotate(90).resize(SIZE)


def _wall() -> Image.Image:
    return _colored(Image.blend(ImageOps.invert(_across()), _grain((60, 45), 3, 4), 0.25), WALL)


def _wood() -> Image.Image:
    """Long grain, and the gaps between boards."""
    tones = Image.blend(_grain((12, 300), 5, 1), _grain((40, 450), 6, 1.2), 0.4)
    board = ImageDraw.Draw(tones)
    for y in (TABLE + 90, TABLE + 235):
        board.line((0, y, WIDE, y), fill=10, width=5)
    return _colored(Image.blend(tones, ImageOps.invert(_across()), 0.4), WOOD)


def _below() -> Image.Image:
    mask = Image.new("L", SIZE, 0)
    ImageDraw.Draw(mask).rectangle((0, TABLE, WIDE, HIGH), fill=255)
    return mask.filter(ImageFilter.GaussianBlur(3))


def _shadow(image: Image.Image) -> None:
    left, top, right, bottom = LOAF
    mask = Image.new("L", SIZE, 0)
    ImageDraw.Draw(mask).ellipse((left + 30, top + 225, right + 130, bottom + 40), fill=200)
    image.paste((24, 14, 8), mask=mask.filter(ImageFilter.GaussianBlur(26)))


def _loaf() -> Image.Image:
    """Its outline: round above, flatter where it lies."""
    left, top, right, bottom = LOAF
    mask = Image.new("L", SIZE, 0)
    drawing = ImageDraw.Draw(mask)
    drawing.ellipse((left, top, right, bottom + 60), fill=255)
    drawing.rectangle((0, (top + bottom) // 2 + 15, WIDE, HIGH), fill=0)
    drawing.rounded_rectangle((left, (top + bottom) // 2 - 90, right, bottom), radius=150, fill=255)
    return mask.filter(ImageFilter.GaussianBlur(2.5))


def _lit(mask: Image.Image) -> Image.Image:
    """How bright the crust is: round, lit from above on the left, rough, with flour on it."""
    left, top, right, bottom = LOAF
    ball = ImageOps.invert(Image.radial_gradient("L")).resize((right - left + 260, bottom - top + 200))
    tones = Image.new("L", SIZE, 0)
    tones.paste(ball, (left - 210, top - 130))
    rough = Image.blend(_grain((300, 225), 8, 1.3), _grain((120, 90), 9, 1.5), 0.5)
    flour = _grain((400, 300), 11, 1).point([0] * 150 + [min(255, (level - 150) * 3) for level in range(150, 256)])
    dusted = ImageChops.multiply(flour, tones.point([max(0, (level - 120) * 2) for level in range(256)]))
    lit = ImageChops.add(Image.blend(tones, ImageChops.multiply(tones, rough), 0.55), dusted, scale=1.25)
    return ImageChops.multiply(lit, mask)


def _cuts(image: Image.Image, mask: Image.Image) -> None:
    """Where the baker's knife went, the crumb shows."""
    open_ = Image.new("L", SIZE, 0)
    drawing = ImageDraw.Draw(open_)
    for x in CUTS:
        drawing.line(((x + 62, 372), (x + 26, 450), (x, 540)), fill=235, width=30, joint="curve")
        for end in ((x + 62, 372), (x, 540)):
            drawing.ellipse((end[0] - 14, end[1] - 14, end[0] + 14, end[1] + 14), fill=235)
    soft = ImageChops.multiply(open_.filter(ImageFilter.GaussianBlur(5)), mask)
    dark = ImageChops.offset(soft, 9, 5).filter(ImageFilter.GaussianBlur(6))
    image.paste((38, 18, 9), mask=ImageChops.multiply(dark, mask))
    image.paste(_colored(Image.blend(_grain((400, 300), 12, 1.2), ImageOps.invert(_across()), 0.5), CRUMB), mask=soft)


def _light(image: Image.Image) -> None:
    """Darker towards the corners, as a lens shows it."""
    round_ = Image.radial_gradient("L").resize(SIZE).point([max(0, level - 130) for level in range(256)])
    image.paste((14, 10, 8), mask=round_)

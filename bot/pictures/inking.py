"""A sheet to draw on: boxes, words and pictures, measured in units of a phone's screen, with smooth edges."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from PIL import Image, ImageDraw

from bot.pictures.lettering import DENSITY, EMOJI_WIDE, Shape, bar, emoji, font, width
from bot.pictures.looks import Color
from bot.pictures.wrapping import Ink, Letters

FINER = 4
"""How much larger a round thing is drawn before it is made small: that is what makes its edge smooth."""


@dataclass(frozen=True, slots=True)
class Box:
    """A place on a sheet."""

    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> tuple[float, float]:
        """Its centre."""
        return self.x + self.width / 2, self.y + self.height / 2

    def inset(self, by: float) -> "Box":
        """The place within it, this far from its edges."""
        return Box(self.x + by, self.y + by, self.width - 2 * by, self.height - 2 * by)

    @property
    def dots(self) -> tuple[int, int, int, int]:
        """Left, top, right and bottom, in dots."""
        ends = (self.x, self.y, self.x + self.width, self.y + self.height)
        left, top, right, bottom = (round(end * DENSITY) for end in ends)
        return left, top, max(right, left + 1), max(bottom, top + 1)


class Sheet:
    """A picture in the making."""

    def __init__(self, width: float, height: float, ground: Color) -> None:
        self.image = Image.new("RGB", (round(width * DENSITY), round(height * DENSITY)), ground)
        self._draw = ImageDraw.Draw(self.image)

    def box(self, place: Box, color: Color, *, radius: float = 0, strength: float = 1) -> None:
        """A filled box; `strength` below 1 lets through what is under it."""
        left, top, right, bottom = place.dots
        corner = min(round(radius * DENSITY), (right - left) // 2, (bottom - top) // 2)
        if strength < 1:
            mask = rounded((right - left, bottom - top), corner).point(lambda value: round(value * strength))
            self.image.paste(color, (left, top), mask)
            return
        # A mask for the whole of a tall card would take longer than all its words.
        for across, down in ((corner, 0), (0, corner)):
            if right - left > 2 * across and bottom - top > 2 * down:
                inner = (left + across, top + down, right - across - 1, bottom - down - 1)
                self._draw.rectangle(inner, fill=color)
        for x, y, mask in corners((right - left, bottom - top), corner, corner):
            self.image.paste(color, (left + x, top + y), mask)

    def disc(self, place: Box, color: Color, *, strength: float = 1) -> None:
        """A filled disc."""
        self.box(place, color, radius=place.width / 2, strength=strength)

    def shape(self, points: Iterable[tuple[float, float]], color: Color) -> None:
        """A filled shape with smooth edges."""
        dots = [(x * DENSITY, y * DENSITY) for x, y in points]
        across, down = zip(*dots, strict=True)
        left, top = int(min(across)), int(min(down))
        size = (int(max(across)) + 1 - left, int(max(down)) + 1 - top)
        mask = Image.new("L", (size[0] * FINER, size[1] * FINER))
        ImageDraw.Draw(mask).polygon([((x - left) * FINER, (y - top) * FINER) for x, y in dots], fill=255)
        self.image.paste(color, (left, top), mask.resize(size, Image.Resampling.BOX))

    def picture(self, image: Image.Image, place: Box, *, radii: tuple[float, float] = (0, 0)) -> None:
        """A picture that has exactly this place's size in dots; `radii` are those of the corners above and below."""
        left, top, _, _ = place.dots
        above, below = (round(radius * DENSITY) for radius in radii)
        self.image.paste(image, (left, top), rounded(image.size, above, below) if above or below else None)

    def write(
        self, run: Iterable[Ink], at: tuple[float, float], letters: Letters, ink: Color, tint: Color | None = None
    ) -> None:
        """A line whose letters stand on `at`: its left end and its baseline."""
        x, baseline = at
        for one in run:
            color = tint if tint and one.tinted else ink
            self._piece(one, (x, baseline), letters.size, color)
            x += width(one.piece, letters.size)

    def _piece(self, ink: Ink, at: tuple[float, float], size: float, color: Color) -> None:
        x, baseline = at
        match ink.piece.shape:
            case Shape.EMOJI:
                self._emoji(ink.piece.text, at, size)
            case Shape.UNKNOWN:
                self._bars(ink, at, size, color)
            case shape:
                place = (x * DENSITY, round(baseline * DENSITY))
                self._draw.text(place, ink.piece.text, fill=color, font=font(shape, size), anchor="ls")

    def _emoji(self, name: str, at: tuple[float, float], size: float) -> None:
        drawing = emoji(name, round(size * 1.16 * DENSITY))
        left = round((at[0] + (size * EMOJI_WIDE - drawing.width / DENSITY) / 2) * DENSITY)
        self.image.paste(drawing, (left, round((at[1] + size * 0.22) * DENSITY) - drawing.height), drawing)

    def _bars(self, ink: Ink, at: tuple[float, float], size: float, color: Color) -> None:
        """For characters that no font of ours has: a quiet bar each, so that nobody takes them for letters."""
        x, baseline = at
        for char in ink.piece.text:
            wide = bar(char, size)
            place = Box(x + size * 0.07, baseline - size * 0.66, wide - size * 0.14, size * 0.7)
            self.box(place, color, radius=size * 0.14, strength=0.22)
            x += wide


@lru_cache(maxsize=32)
def _corner(radius: int) -> Image.Image:
    """A quarter of a disc: the top left corner's mask."""
    large = Image.new("L", (radius * FINER, radius * FINER))
    ImageDraw.Draw(large).ellipse((0, 0, radius * FINER * 2 - 1, radius * FINER * 2 - 1), fill=255)
    return large.resize((radius, radius), Image.Resampling.BOX)


def corners(size: tuple[int, int], above: int, below: int) -> Iterator[tuple[int, int, Image.Image]]:
    """Where the masks of a box's round corners go, and these masks."""
    for at_top, radius in ((True, above), (False, below)):
        if radius > 0:
            corner = _corner(radius)
            turned = corner if at_top else corner.transpose(Image.Transpose.FLIP_TOP_BOTTOM)
            y = 0 if at_top else size[1] - radius
            yield 0, y, turned
            yield size[0] - radius, y, turned.transpose(Image.Transpose.FLIP_LEFT_RIGHT)


def rounded(size: tuple[int, int], above: int, below: int | None = None) -> Image.Image:
    """The mask of a box with round corners."""
    mask = Image.new("L", size, 255)
    most = min(size) // 2
    for x, y, corner in corners(size, min(above, most), min(above if below is None else below, most)):
        mask.paste(corner, (x, y))
    return mask

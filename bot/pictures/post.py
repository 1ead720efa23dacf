"""A post as a feed shows it: who speaks, the words, what is to be seen."""

import hashlib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

import regex
from PIL import Image

from bot.pictures import album, looks
from bot.pictures.inking import Box, Sheet
from bot.pictures.lettering import DENSITY, Shape, pieces
from bot.pictures.looks import Color, Look
from bot.pictures.wrapping import Letters, Line, line, lines
from core.texts import Texts
from handlers.view import Preview

TALLEST = (10_000 - 600 * DENSITY) / DENSITY
"""Telegram takes photos whose width and height are together at most 10,000 dots."""
MARGIN, PADDING, SPACE = 22.0, 24.0, 18.0
SIGN = 54.0
WORDS = Letters(size=20, leading=29)
NAME = Letters(size=20, leading=26, strong=True)
SMALL = Letters(size=16, leading=22)
INITIAL = Letters(size=26, leading=30, strong=True)
WHITE: Color = (255, 255, 255)


@dataclass(frozen=True, slots=True)
class Plan:
    """Where everything goes, before anything is drawn."""

    look: Look
    card: Box
    head: Box
    words: tuple[Line, ...]
    words_at: float
    media: Box
    height: float


def picture(block: Preview, found: Mapping[str, bytes], texts: Texts) -> tuple[Image.Image, bool]:
    """The post's picture, and whether there are photographs in it."""
    plan = planned(block)
    look = plan.look
    sheet = Sheet(look.width, plan.height, look.ground)
    sheet.box(plan.card, look.edge, radius=look.radius)
    inside = plan.card.inset(1)
    sheet.box(inside, look.card, radius=look.radius - 1)
    photographs = _media(sheet, plan, block, (found, texts))
    if look.bubble:
        sheet.box(Box(0, 0, look.width, plan.head.y + plan.head.height + PADDING / 2), look.card)
    _head(sheet, plan, block)
    for at, run in enumerate(plan.words):
        baseline = plan.words_at + at * WORDS.leading + WORDS.size * 1.05
        sheet.write(run, (plan.card.x + PADDING, baseline), WORDS, look.ink, look.tint)
    return sheet.image, photographs


def planned(block: Preview) -> Plan:
    """The layout: from top to bottom, in the network's order."""
    look = looks.of(block.network)
    wide = look.width - 2 * MARGIN
    inner = wide - 2 * PADDING
    album_wide = wide - 2 if look.bleed else inner
    album_high = album.height(block.media, album_wide)
    rows = int((TALLEST - album_high - SIGN - 4 * MARGIN - 4 * SPACE) // WORDS.leading)
    words = tuple(lines(block.text.strip("\n"), WORDS, inner, rows=rows, tint=True))
    top = 0.0 if look.bubble else MARGIN
    head = Box(MARGIN + (0 if look.bubble else PADDING), top + (12 if look.bubble else PADDING - 2), inner, SIGN)
    card_top = head.y + SIGN + PADDING / 2 + MARGIN if look.bubble else top
    body_top = card_top + 1 if look.bubble else head.y + SIGN + SPACE
    return _stacked(look, head, (card_top, body_top), words, (album_wide, album_high))


def _stacked(
    look: Look, head: Box, tops: tuple[float, float], words: tuple[Line, ...], album_size: tuple[float, float]
) -> Plan:
    """Words and media under each other, then the card around them."""
    card_top, y = tops
    album_wide, album_high = album_size
    words_high = len(words) * WORDS.leading
    x = MARGIN + (1 if look.bleed else PADDING)
    if look.bubble and not album_high:
        y += PADDING - 6
    first, second = (album_high, words_high) if look.media_first else (words_high, album_high)
    between = SPACE if first and second else 0
    media_y, words_y = (y, y + first + between) if look.media_first else (y + first + between, y)
    end = y + first + between + second
    flush = album_high > 0 and look.bleed and (not look.media_first or not words_high)
    bottom = end + (1 if flush else PADDING - (4 if words_high else 0))
    card = Box(MARGIN, card_top, look.width - 2 * MARGIN, bottom - card_top)
    media = Box(x, media_y, album_wide, album_high)
    return Plan(look, card, head, words, words_y, media, bottom + MARGIN)


def _head(sheet: Sheet, plan: Plan, block: Preview) -> None:
    look, head = plan.look, plan.head
    _sign(sheet, Box(head.x, head.y, SIGN, SIGN), block.account, look)
    x, most = head.x + SIGN + 14, head.width - SIGN - 14
    sheet.write(line(block.account, NAME, most), (x, head.y + 23), NAME, look.ink)
    sheet.write(line(block.network, SMALL, most), (x, head.y + 46), SMALL, look.quiet)


def _sign(sheet: Sheet, place: Box, account: str, look: Look) -> None:
    """The account's initial on its own color, the same wherever it is drawn."""
    chosen = hashlib.sha256(account.encode("utf-8", "replace")).digest()[0] % len(looks.DISCS)
    sheet.box(place, looks.DISCS[chosen], radius=place.width * look.avatar)
    run = line(_initial(account), INITIAL, place.width)
    x, y = place.middle
    sheet.write(run, (x - INITIAL.width(run) / 2, y + INITIAL.size * 0.36), INITIAL, WHITE)


def _initial(account: str) -> str:
    """The first letter or sign that we can draw."""
    plain = unicodedata.normalize("NFC", account[:200])
    for found in regex.findall(r"[\p{L}\p{N}]|\p{Extended_Pictographic}", plain):
        letter = str(found).upper()[:1]
        if all(piece.shape is not Shape.UNKNOWN for piece in pieces(letter)):
            return letter
    return "•"


def _media(sheet: Sheet, plan: Plan, block: Preview, sources: tuple[Mapping[str, bytes], Texts]) -> bool:
    """The album with the corners that the look gives it."""
    if not block.media:
        return False
    found, texts = sources
    look, place = plan.look, plan.media
    aside = Sheet(place.width, place.height, look.card)
    whole = Box(0, 0, place.width, place.height)
    photographs = album.show(aside, whole, block.media, found, (look, texts))
    _laid(sheet, aside.image, plan)
    return photographs


def _laid(sheet: Sheet, image: Image.Image, plan: Plan) -> None:
    look, place = plan.look, plan.media
    if not look.bleed:
        sheet.picture(image, place, radii=(look.media_radius, look.media_radius))
        return
    reach = look.radius - 1
    up = reach if look.media_first and look.bubble else 0
    down = reach if place.y + place.height >= plan.card.y + plan.card.height - 2 else 0
    sheet.picture(image, place, radii=(up, down))

"""A month on one page: what goes out when, today ringed, other months' days faded."""

import re
from collections.abc import Sequence

from PIL import Image

from bot.pictures.inking import Box, Sheet
from bot.pictures.looks import Color, mixed
from bot.pictures.wrapping import Letters, Line, line, lines
from core.texts import Texts
from handlers.view import Day, Month

WIDTH, MARGIN, PADDING = 640.0, 16.0, 14.0
TITLE = Letters(size=28, leading=36, strong=True)
NAMES = Letters(size=14, leading=18, strong=True)
NUMBER = Letters(size=16, leading=20, strong=True)
CHIP = Letters(size=13, leading=16)
HOUR = Letters(size=13, leading=16, strong=True)
CHIPS_MOST = 3
ROWS = {1: 4, 2: 3}
"""How many lines each of so many chips has; of more chips, two."""
LEAST, TOP, ASIDE, CHIP_PADDING = 84.0, 36.0, 4.0, 5.0
TIME = re.compile(r"\s*((?:\S{1,8} )?\d{1,2}[:.]\d{2})\s+(.+)", re.DOTALL)
"""A line that begins with a time, maybe after a sign: the time gets a line of its own."""
WEEKS_MOST, COLUMNS_MOST = 12, 14
"""More of either is no month; what is beyond is left out rather than drawn too small or too tall."""
GROUND: Color = (238, 240, 243)
CARD: Color = (255, 255, 255)
EDGE: Color = (226, 230, 235)
INK: Color = (20, 24, 31)
QUIET: Color = (91, 102, 115)
ACCENT: Color = (23, 92, 160)
SOFT: Color = (222, 235, 248)
"""A chip's ground; its words are in the ink of `DARK`."""
DARK: Color = (13, 60, 110)


def picture(block: Month, texts: Texts) -> Image.Image:
    """The month's picture."""
    weeks = [week[:COLUMNS_MOST] for week in block.weeks[:WEEKS_MOST]]
    columns = max(1, *(len(week) for week in weeks), len(block.weekdays[:COLUMNS_MOST])) if weeks else 7
    column = (WIDTH - 2 * MARGIN - 2) / columns
    days = [[_chips(day, column - 2 * (ASIDE + CHIP_PADDING), texts) for day in week] for week in weeks]
    heights = [max([LEAST, *(TOP + _height(chips) + 6 for chips in week)]) for week in days]
    top = MARGIN + PADDING + TITLE.leading + PADDING + NAMES.leading + 10
    sheet = Sheet(WIDTH, top + sum(heights) + MARGIN + 1, GROUND)
    card = Box(MARGIN, MARGIN, WIDTH - 2 * MARGIN, top + sum(heights) - MARGIN + 1)
    sheet.box(card, EDGE, radius=18)
    sheet.box(card.inset(1), CARD, radius=17)
    _head(sheet, block, column)
    for at, week in enumerate(weeks):
        row = Box(MARGIN + 1, top + sum(heights[:at]), column, heights[at])
        sheet.box(Box(MARGIN + 1, row.y, card.width - 2, 1), EDGE)
        _week(sheet, row, week, days[at])
    return sheet.image


def _head(sheet: Sheet, block: Month, column: float) -> None:
    most = WIDTH - 2 * MARGIN - 2 * PADDING - 12
    title = line(block.title, TITLE, most)
    sheet.write(title, (MARGIN + PADDING + 6, MARGIN + PADDING + 28), TITLE, INK)
    baseline = MARGIN + PADDING + TITLE.leading + PADDING + 12
    for at, name in enumerate(block.weekdays[:COLUMNS_MOST]):
        run = line(name, NAMES, column - 4)
        sheet.write(run, (MARGIN + 1 + column * (at + 0.5) - NAMES.width(run) / 2, baseline), NAMES, QUIET)


Chips = list[list[Line]]


def _chips(day: Day, most: float, texts: Texts) -> Chips:
    """The lines of each chip; a day with one post tells more of it, one with many says how many more there are."""
    count = len(day.planned)
    shown = day.planned if count <= CHIPS_MOST else day.planned[: CHIPS_MOST - 1]
    rows = ROWS.get(count, 2)
    chips = [_lines(one, most, rows) for one in shown]
    if len(shown) < count:
        chips.append([line(texts.say("picture-more", count=count - len(shown)), CHIP, most)])
    return chips


def _lines(planned: str, most: float, rows: int) -> list[Line]:
    """The time on a line of its own, then the words."""
    timed = TIME.fullmatch(planned)
    if timed is None:
        return lines(" ".join(planned.split()), CHIP, most, rows=rows)
    hour, words = timed.groups()
    return [line(hour, HOUR, most), *lines(" ".join(words.split()), CHIP, most, rows=rows - 1)]


def _height(chips: Chips) -> float:
    return sum(len(chip) * CHIP.leading + 8 + 4 for chip in chips)


def _week(sheet: Sheet, row: Box, week: Sequence[Day], chips: Sequence[Chips]) -> None:
    for at, (day, planned) in enumerate(zip(week, chips, strict=True)):
        cell = Box(row.x + row.width * at, row.y, row.width, row.height)
        if at:
            sheet.box(Box(cell.x, cell.y, 1, cell.height), EDGE)
        _day(sheet, cell, day, planned)


def _day(sheet: Sheet, cell: Box, day: Day, chips: Chips) -> None:
    run = line(str(day.number), NUMBER, cell.width)
    x, y = cell.x + cell.width / 2, cell.y + 19
    if day.today:
        sheet.disc(Box(x - 14, y - 14, 28, 28), ACCENT)
        sheet.disc(Box(x - 12, y - 12, 24, 24), CARD)
    ink = ACCENT if day.today else mixed(QUIET, CARD, 0.35) if day.outside else INK
    sheet.write(run, (x - NUMBER.width(run) / 2, y + NUMBER.size * 0.36), NUMBER, ink)
    top = cell.y + TOP
    for number, chip in enumerate(chips):
        more = number == CHIPS_MOST - 1 and len(day.planned) > CHIPS_MOST
        high = len(chip) * CHIP.leading + 8
        _chip(sheet, Box(cell.x + ASIDE, top, cell.width - 2 * ASIDE + 1, high), chip, (day, more))
        top += high + 4


def _chip(sheet: Sheet, place: Box, chip: Sequence[Line], kind: tuple[Day, bool]) -> None:
    day, more = kind
    if not more:
        sheet.box(place, mixed(SOFT, CARD, 0.5) if day.outside else SOFT, radius=6)
    ink = QUIET if more else mixed(DARK, CARD, 0.4) if day.outside else DARK
    for at, run in enumerate(chip):
        baseline = place.y + 4 + at * CHIP.leading + CHIP.size * 0.95
        sheet.write(run, (place.x + CHIP_PADDING, baseline), CHIP, ink)

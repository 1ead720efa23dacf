"""Rows under a head on a phone: in columns where they are narrow enough, else each row as a line."""

from rich.cells import cell_len

from bot.telegram.render.pieces import GAP, LINE, Piece, Run, bold, piece
from core.limits import prefix
from core.ports.networks import Count
from handlers.view import Grid, Month, Table

WIDE = 34
"""How many cells of fixed width a phone shows in a row."""
OVER = 31
"""How many cells stand over a keyboard as wide as the phone."""
APART = "  "
BETWEEN = " · "


def table(block: Table) -> list[Piece]:
    """In columns, or as lines: nothing of a cell is lost."""
    rows = [block.head, *block.rows]
    most = max(map(len, rows))
    full = [(*row, *("",) * (most - len(row))) for row in rows]
    widths = [max(cell_len(row[at]) for row in full) for at in range(most)]
    whole = sum(widths) + len(APART) * (most - 1)
    if whole > WIDE or any("\n" in cell for row in full for cell in row):
        return _lines(block)
    lines = LINE.join(_columns(row, widths) for row in full if any(row))
    return [piece(Run(lines, ("pre",)))]


def _columns(row: tuple[str, ...], widths: list[int]) -> str:
    return APART.join(cell + " " * (wide - cell_len(cell)) for cell, wide in zip(row, widths, strict=True)).rstrip()


def _lines(block: Table) -> list[Piece]:
    head = BETWEEN.join(filter(None, block.head))
    rows = [_wrapped([cell for cell in row if cell]) for row in block.rows if any(row)]
    apart = GAP if any(LINE in "".join(row) for row in rows) else LINE
    told = [piece(bold(first), *others, before=apart) for first, *others in rows]
    return [piece(Run(head, ("i",))), *told]


def _wrapped(cells: list[str]) -> list[str]:
    """With what parts them: a line ends between two cells rather than within one."""
    made, used = cells[:1], cell_len(cells[0])
    for cell in cells[1:]:
        fits = used + len(BETWEEN) + cell_len(cell) <= WIDE
        made.append((BETWEEN if fits else LINE) + cell)
        used = used + len(BETWEEN) + cell_len(cell) if fits else cell_len(cell)
    return made


def grid(block: Grid) -> list[Piece]:
    """What stands over the columns, as far apart as the columns of buttons below: in one line, so shortened."""
    if not any(block.head):
        return []
    names = [_short(name, max(OVER // len(block.head) - 1, 1)) for name in block.head]
    ends = [round((at + 1) * OVER / len(names)) for at in range(len(names))]
    line = ""
    for name, end in zip(names, ends, strict=True):
        wide = max(end - cell_len(line), cell_len(name) + 1)
        left = (wide - cell_len(name)) // 2
        line += " " * left + name + " " * (wide - left - cell_len(name))
    return [piece(Run(line.rstrip(), ("code",)))]


def _short(name: str, most: int) -> str:
    fitting = (prefix(name, signs, Count.GRAPHEMES) for signs in range(most, 1, -1))
    return next((short for short in fitting if cell_len(short) <= most), prefix(name, 1, Count.GRAPHEMES))


def month(block: Month) -> list[Piece]:
    """What is planned on which day, where the month is not drawn."""
    days = [day for week in block.weeks for day in week if day.planned and not day.outside]
    lines = [
        piece(bold(f"{day.number}"), *(f"{BETWEEN if at else ' '}{one}" for at, one in enumerate(day.planned)),
              before=LINE)
        for day in days
    ]  # fmt: skip
    return [piece(bold(block.title)), *lines]

"""The buttons under a message: in rows that can be read and hit on a phone."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from rich.cells import cell_len

from bot.telegram.render.addresses import is_public
from bot.telegram.render.pieces import ELLIPSIS
from core.limits import prefix
from core.ports.networks import Count
from handlers import view as v

A_ROW, IN_ALL, TOKEN = 8, 100, 64
"""What Telegram takes: buttons in a row, in a message; bytes of what comes back."""
SHORT, MIDDLE, LONGEST = 12, 22, 40
"""Cells of a label of which three, two or one stand in a row; none is longer than the last."""
CHOSEN, BLANK = "● ", "·"
Look = Literal["primary", "success", "danger"]
LOOKS: dict[v.Style, Look | None] = {v.Style.PLAIN: None, v.Style.PRIMARY: "primary", v.Style.DANGER: "danger"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """One that sends its token, or opens its address."""

    label: str
    token: str = ""
    url: str = ""
    style: Look | None = None


Rows = tuple[tuple[Button, ...], ...]
Warn = Callable[[str], None]


def keyboard(blocks: Iterable[v.Block], warn: Warn) -> Rows:
    """All rows; what cannot be there as it is meant is warned of."""
    rows = [row for block in blocks for row in _rows(block)]
    wide = [row for row in rows if len(row) > A_ROW]
    if wide:
        warn(f"a row of {len(wide[0])} buttons, of which {A_ROW} stand side by side")
    rows = [row[at : at + A_ROW] for row in rows for at in range(0, len(row), A_ROW)]
    return _as_many_as_fit([[_checked(button, warn) for button in row] for row in rows], warn)


def _rows(block: v.Block) -> list[list[Button]]:
    match block:
        case v.Row(acts=acts):
            return laid_out([_button(act) for act in acts])
        case v.Choice(acts=acts, chosen=chosen):
            marked = (replace(act, label=CHOSEN + act.label) if at == chosen else act for at, act in enumerate(acts))
            return laid_out([_button(act) for act in marked])
        case v.Grid(rows=rows):
            return [[replace(_button(act), label=act.label.strip() or BLANK) for act in row] for row in rows if row]
        case v.Link(label=label, url=url) if is_public(url):
            return [[Button(label=label, url=url)]]
        case _:
            return []


def _button(act: v.Act) -> Button:
    return Button(label=act.label, token=act.token, style=LOOKS[act.style])


def laid_out(buttons: Sequence[Button]) -> list[list[Button]]:
    """In order, in as few rows as can be read, and these as even as can be."""
    fewest = _filled(buttons, len(buttons))
    for most in range(1, 4):
        rows = _filled(buttons, most)
        if len(rows) == len(fewest):
            return rows
    return fewest


def _filled(buttons: Sequence[Button], most: int) -> list[list[Button]]:
    rows: list[list[Button]] = []
    for button in buttons:
        row = [*rows[-1], button] if rows else [button]
        if rows and len(row) <= min(most, *map(_beside, row)):
            rows[-1] = row
        else:
            rows.append([button])
    return rows


def _beside(button: Button) -> int:
    """How many of its length stand in a row."""
    wide = cell_len(button.label)
    return 3 if wide <= SHORT else 2 if wide <= MIDDLE else 1


def _checked(button: Button, warn: Warn) -> Button:
    if len(button.token.encode()) > TOKEN:
        warn(f"a token of more than {TOKEN} bytes")
    label = " ".join(button.label.split())
    if not label:
        warn("a button without a label")
    if cell_len(label) > LONGEST:
        warn("a label longer than a phone is wide")
        label = _short(label)
    return replace(button, label=label or BLANK)


def _short(label: str) -> str:
    room = LONGEST - 1
    while cell_len(cut := prefix(label, room, Count.GRAPHEMES)) >= LONGEST:
        room -= 1
    return cut.rstrip() + ELLIPSIS


def _as_many_as_fit(rows: Sequence[Sequence[Button]], warn: Warn) -> Rows:
    kept: list[tuple[Button, ...]] = []
    left = IN_ALL
    for row in rows:
        kept.append(tuple(row[:left]))
        left -= len(kept[-1])
    if (there := sum(map(len, rows))) > IN_ALL:
        warn(f"{there} buttons, of which {IN_ALL} are shown")
    return tuple(row for row in kept if row)

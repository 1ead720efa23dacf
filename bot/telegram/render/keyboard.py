"""The buttons under a message: in rows that can be read and hit on a phone."""

import itertools
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
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
SHORT, MIDDLE = 12, 18
"""Cells of a label up to which three or two stand in a row."""
PHONE, LONGEST = 40, 64
"""Cells that a phone shows of a label; where it ends at the latest."""
CHOSEN, BLANK = "● ", "·"
LAST_DIGIT = 9
Look = Literal["primary", "success", "danger"]
LOOKS: dict[v.Style, Look | None] = {v.Style.PLAIN: None, v.Style.PRIMARY: "primary", v.Style.DANGER: "danger"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """One that sends its token, or opens its address."""

    label: str
    token: str = ""
    url: str = ""
    style: Look | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """Before a choice's words, and before each of its buttons."""

    text: str = ""
    button: str = ""


UNSIGNED = Sign()
Rows = tuple[tuple[Button, ...], ...]
Warn = Callable[[str], None]


def signs(blocks: Sequence[v.Block]) -> list[Sign]:
    """What tells the buttons of choices apart that offer the same words.

    Far from their labels, under the whole text, "Yes" and "Yes" would mean nothing.
    """
    choices = [block for block in blocks if isinstance(block, v.Choice)]
    offered = Counter(label for choice in choices for label in {act.label for act in choice.acts})
    number = itertools.count(1)
    return [
        _sign(block, number)
        if isinstance(block, v.Choice) and any(offered[act.label] > 1 for act in block.acts)
        else UNSIGNED
        for block in blocks
    ]


def _sign(block: v.Choice, number: Iterator[int]) -> Sign:
    """The label itself where it is short enough for a button; else a number, or a letter where numbers are offered."""
    words = f"{block.label}: "
    if max(cell_len(words + CHOSEN + act.label) for act in block.acts) <= MIDDLE:
        return Sign(button=words)
    which = next(number)
    letters = which > LAST_DIGIT or any(act.label.isdigit() for act in block.acts)
    mark = f"{chr(ord('A') + (which - 1) % 26)}. " if letters else f"{which}\ufe0f\u20e3 "
    return Sign(text=mark, button=mark)


def keyboard(blocks: Sequence[v.Block], signed: Sequence[Sign], warn: Warn) -> Rows:
    """All rows; what cannot be there as it is meant is warned of."""
    rows = [row for block, sign in zip(blocks, signed, strict=True) for row in _rows(block, sign.button)]
    wide = [row for row in rows if len(row) > A_ROW]
    if wide:
        warn(f"a row of {len(wide[0])} buttons, of which {A_ROW} stand side by side")
    rows = [row[at : at + A_ROW] for row in rows for at in range(0, len(row), A_ROW)]
    return _as_many_as_fit([[_checked(button, warn) for button in row] for row in rows], warn)


def _rows(block: v.Block, mark: str) -> list[list[Button]]:
    match block:
        case v.Row(acts=acts):
            return laid_out([_button(act) for act in acts])
        case v.Choice(acts=acts, chosen=chosen):
            buttons = [_button(act) for act in acts]
            before = [(CHOSEN if at == chosen else "") + mark for at in range(len(acts))]
            return laid_out([replace(one, label=what + one.label) for one, what in zip(buttons, before, strict=True)])
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
    if cell_len(label) > PHONE:
        warn("a label longer than a phone is wide")
    return replace(button, label=_short(label) or BLANK)


def _short(label: str) -> str:
    if cell_len(label) <= LONGEST:
        return label
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

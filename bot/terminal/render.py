"""A View as lines of text; buttons are numbered, and typing the number presses it."""

import re
import textwrap
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from enum import Enum
from itertools import chain, zip_longest
from typing import Any

from rich.cells import cell_len

from handlers.view import (
    Act,
    Block,
    Choice,
    Day,
    Diff,
    Fields,
    Form,
    Grid,
    Level,
    Link,
    Month,
    Notice,
    Pick,
    Preview,
    Progress,
    Quote,
    Row,
    Style,
    Table,
    Text,
    Title,
    View,
    When,
)

CODES = {Style.PRIMARY: "1;32", Style.DANGER: "31", Style.PLAIN: "36"}
MARKS = {Level.INFO: "i", Level.GOOD: "✓", Level.WARNING: "!", Level.BAD: "✗"}


@dataclass(frozen=True, slots=True)
class Ink:
    """How words are set off: by ANSI on a terminal, by nothing anywhere else."""

    color: bool

    def __call__(self, code: str, text: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self.color else text


def safe(text: str) -> str:
    """Without control characters: what people wrote must not steer the terminal, wherever it stands."""
    signs = (sign if sign in "\n\u200d" or sign.isprintable() else " " if sign.isspace() else "" for sign in text)
    return "".join(signs)


def _plain(part: Any) -> Any:
    """The blocks with every text in them made safe, before our own colours come in."""
    if isinstance(part, str) and not isinstance(part, Enum):
        return safe(part)
    if isinstance(part, tuple):
        return tuple(map(_plain, part))
    if is_dataclass(part) and not isinstance(part, type):
        return replace(part, **{each.name: _plain(getattr(part, each.name)) for each in fields(part)})
    return part


def render(view: View, *, width: int = 78, color: bool = False, start: int = 1) -> tuple[str, list[Act], list[str]]:
    """The text, the buttons in the order of their numbers (from `start`), and warnings of what could not be shown."""
    ink = Ink(color)
    lines: list[str] = []
    acts: list[Act] = []
    warnings: list[str] = []
    for block in _plain(view.blocks):
        if isinstance(block, Row | Choice):
            lines += _buttons(block, ink, width, start + len(acts))
            acts += block.acts
        elif isinstance(block, Grid):
            lines += _grid(block, ink, start + len(acts))
            acts += chain.from_iterable(block.rows)
        elif isinstance(block, Form):
            warnings.append(f"{view.key}: a form is asked question by question here")
        else:
            lines += _block(block, ink, width)
    return "\n".join(lines), acts, warnings


def _block(block: Block, ink: Ink, width: int) -> list[str]:
    lines: list[str] = LINES[type(block)](block, ink, width)
    return lines


def _title(block: Title, ink: Ink, width: int) -> list[str]:
    return [ink("1", block.text), "─" * min(width, max(4, cell_len(block.text)))]


def _text(block: Text, ink: Ink, width: int) -> list[str]:
    return _wrapped(_bold(block.text, ink), width)


def _quote(block: Quote, _: Ink, width: int) -> list[str]:
    return _framed(block.text, width, "│ ")


def _when(block: When, ink: Ink, _: int) -> list[str]:
    return [f"{block.label}: {ink('1', block.text)} ({block.distance})"]


def _diff(block: Diff, ink: Ink, width: int) -> list[str]:
    return _wrapped("".join(_part(ink, op, words) for op, words in block.parts), width)


def _progress(block: Progress, _: Ink, width: int) -> list[str]:
    return [f"… {block.text}", *(_framed(block.partial, width, "│ ") if block.partial else [])]


def _notice(block: Notice, _: Ink, width: int) -> list[str]:
    return _wrapped(f"{MARKS[block.level]} {block.text}", width)


def _link(block: Link, _: Ink, __: int) -> list[str]:
    return [f"{block.label}: {block.url}"]


def _pick(block: Pick, _: Ink, width: int) -> list[str]:
    """There is no such list here."""
    return _wrapped(f"{MARKS[Level.INFO]} {block.elsewhere}", width)


def _bold(text: str, ink: Ink) -> str:
    return re.sub(r"\*([^*\n]+)\*", lambda found: ink("1", found[1]), text)


def _wrapped(text: str, width: int) -> list[str]:
    return [line for part in text.split("\n") for line in textwrap.wrap(part, width) or [""]]


def _framed(text: str, width: int, edge: str) -> list[str]:
    return [edge + line for line in _wrapped(text, width - len(edge))]


def _fields(block: Fields, ink: Ink, _: int) -> list[str]:
    rows = block.rows
    wide = max((cell_len(label) for label, _ in rows), default=0)
    return [f"{label}:{' ' * (wide - cell_len(label))} {ink('1', value)}" for label, value in rows]


def _preview(block: Preview, ink: Ink, width: int) -> list[str]:
    head = f"┌ {ink('1', block.account)} · {block.network}"
    foot = f"└ {block.count}"
    problems = [f"✗ {problem}" for problem in block.problems]
    link = [block.link] if block.link else []
    told = zip_longest(block.media, block.shows)
    media = [line for one, words in told for line in _framed(f"[{words or f'▣ {one.alt}'.rstrip()}]", width, "│ ")]
    return [head, *_framed(block.text, width, "│ "), *media, foot, *problems, *link]


def _part(ink: Ink, op: str, words: str) -> str:
    if op == "-":
        return ink("31;9", words) if ink.color else f"[-{words}-]"
    if op == "+":
        return ink("32", words) if ink.color else f"{{+{words}+}}"
    return words


def _table(block: Table, ink: Ink, _: int) -> list[str]:
    head, rows = block.head, block.rows
    widths = [max(cell_len(row[i]) for row in (head, *rows)) for i in range(len(head))]
    return [ink("1", _cells(head, widths)), *(_cells(row, widths) for row in rows)]


def _cells(row: tuple[str, ...], widths: list[int]) -> str:
    return "  ".join(cell + " " * (wide - cell_len(cell)) for cell, wide in zip(row, widths, strict=True)).rstrip()


def _month(block: Month, ink: Ink, width: int) -> list[str]:
    """Its weeks, days with something planned marked; then what that is, day by day."""
    rows = [tuple(f" {name}" for name in block.weekdays), *(tuple(map(_day, week)) for week in block.weeks)]
    columns = list(zip_longest(*rows, fillvalue=""))
    widths = [max(map(cell_len, column)) for column in columns]
    grid = [_cells(row, widths) for row in zip(*columns, strict=True)]
    days = [day for week in block.weeks for day in week if not day.outside]
    planned = [f"{day.number:>2}  {line}" for day in days for line in day.planned]
    return [ink("1", block.title), *grid, *(_wrapped("\n".join(planned), width) if planned else [])]


def _day(day: Day) -> str:
    if day.outside:
        return ""
    number = f"{day.number:>2}{'•' if day.planned else ''}"
    return f"[{number}]" if day.today else f" {number}"


def _grid(block: Grid, ink: Ink, start: int) -> list[str]:
    """Columns under their heads; the numbers run on from row to row."""
    number = iter(range(start, start + sum(map(len, block.rows))))
    rows = [[(act, f"[{next(number)}] {act.label}") for act in row] for row in block.rows]
    columns = zip_longest(block.head, *([label for _, label in row] for row in rows), fillvalue="")
    widths = [max(map(cell_len, column)) for column in columns]

    def padded(act: Act, label: str, wide: int) -> str:
        return ink(CODES[act.style], label) + " " * (wide - cell_len(label))

    lines = ["  ".join(padded(*one, wide) for one, wide in zip(row, widths, strict=False)).rstrip() for row in rows]
    return [*([_cells(block.head, widths[: len(block.head)])] if any(block.head) else []), *lines]


def _buttons(block: Row | Choice, ink: Ink, width: int, start: int) -> list[str]:
    chosen = block.chosen if isinstance(block, Choice) else None
    lines = [f"{block.label}:" if isinstance(block, Choice) else ""]
    for place, act in enumerate(block.acts):
        label = _button(act, start + place, ink, chosen=place == chosen)
        if lines[-1] and cell_len(lines[-1]) + cell_len(label) > width:
            lines.append("")
        lines[-1] = f"{lines[-1]}  {label}" if lines[-1] else label
    return lines


def _button(act: Act, number: int, ink: Ink, *, chosen: bool) -> str:
    label = f"{'● ' if chosen else ''}{act.label}"
    return ink(CODES[act.style], f"[{number}] {label}")


LINES: Mapping[type, Callable[[Any, Ink, int], list[str]]] = {
    Title: _title,
    Text: _text,
    Quote: _quote,
    Fields: _fields,
    When: _when,
    Preview: _preview,
    Diff: _diff,
    Table: _table,
    Month: _month,
    Pick: _pick,
    Progress: _progress,
    Notice: _notice,
    Link: _link,
}

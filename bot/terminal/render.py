"""A View as lines of text; buttons are numbered, and typing the number presses it."""

import re
import textwrap
from dataclasses import dataclass

from rich.cells import cell_len

from handlers.view import (
    Act,
    Block,
    Choice,
    Diff,
    Fields,
    Form,
    Level,
    Link,
    Notice,
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

MARKS = {Level.INFO: "i", Level.GOOD: "✓", Level.WARNING: "!", Level.BAD: "✗"}


@dataclass(frozen=True, slots=True)
class Ink:
    """How words are set off: by ANSI on a terminal, by nothing anywhere else."""

    color: bool

    def __call__(self, code: str, text: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self.color else text


def render(view: View, *, width: int = 78, color: bool = False, start: int = 1) -> tuple[str, list[Act], list[str]]:
    """The text, the buttons in the order of their numbers (from `start`), and warnings of what could not be shown."""
    ink = Ink(color)
    lines: list[str] = []
    acts: list[Act] = []
    warnings: list[str] = []
    for block in view.blocks:
        if isinstance(block, Row | Choice):
            lines += _buttons(block, ink, width, start + len(acts))
            acts += block.acts
        elif isinstance(block, Form):
            warnings.append(f"{view.key}: a form is asked question by question here")
        else:
            lines += _block(block, ink, width)
    return "\n".join(lines), acts, warnings


def _block(block: Block, ink: Ink, width: int) -> list[str]:
    match block:
        case Title(text):
            return [ink("1", text), "─" * min(width, max(4, cell_len(text)))]
        case Text(text):
            return _wrapped(_bold(text, ink), width)
        case Quote(text):
            return _framed(text, width, "│ ")
        case Fields(rows):
            return _fields(rows, ink)
        case When(label, _, text, distance):
            return [f"{label}: {ink('1', text)} ({distance})"]
        case Preview():
            return _preview(block, ink, width)
        case Diff(parts):
            return _wrapped("".join(_part(ink, op, words) for op, words in parts), width)
        case Table(head, rows):
            return _table(head, rows, ink)
        case Progress(text, partial):
            return [f"… {text}", *(_framed(partial, width, "│ ") if partial else [])]
        case Notice(level, text):
            return _wrapped(f"{MARKS[level]} {text}", width)
        case Link(label, url):
            return [f"{label}: {url}"]
    return []


def _bold(text: str, ink: Ink) -> str:
    return re.sub(r"\*([^*\n]+)\*", lambda found: ink("1", found[1]), text)


def _wrapped(text: str, width: int) -> list[str]:
    return [line for part in text.split("\n") for line in textwrap.wrap(part, width) or [""]]


def _framed(text: str, width: int, edge: str) -> list[str]:
    return [edge + line for line in _wrapped(_safe(text), width - len(edge))]


def _safe(text: str) -> str:
    """Without control characters: what people wrote must not steer the terminal."""
    return "".join(sign for sign in text if sign == "\n" or sign.isprintable())


def _fields(rows: tuple[tuple[str, str], ...], ink: Ink) -> list[str]:
    wide = max((cell_len(label) for label, _ in rows), default=0)
    return [f"{label}:{' ' * (wide - cell_len(label))} {ink('1', _safe(value))}" for label, value in rows]


def _preview(block: Preview, ink: Ink, width: int) -> list[str]:
    head = f"┌ {ink('1', _safe(block.account))} · {block.network}"
    foot = f"└ {block.count}"
    problems = [f"✗ {problem}" for problem in block.problems]
    link = [block.link] if block.link else []
    return [head, *_framed(block.text, width, "│ "), foot, *problems, *link]


def _part(ink: Ink, op: str, words: str) -> str:
    if op == "-":
        return ink("31;9", words) if ink.color else f"[-{words}-]"
    if op == "+":
        return ink("32", words) if ink.color else f"{{+{words}+}}"
    return words


def _table(head: tuple[str, ...], rows: tuple[tuple[str, ...], ...], ink: Ink) -> list[str]:
    widths = [max(cell_len(row[i]) for row in (head, *rows)) for i in range(len(head))]
    return [ink("1", _cells(head, widths)), *(_cells(row, widths) for row in rows)]


def _cells(row: tuple[str, ...], widths: list[int]) -> str:
    return "  ".join(cell + " " * (wide - cell_len(cell)) for cell, wide in zip(row, widths, strict=True)).rstrip()


def _buttons(block: Row | Choice, ink: Ink, width: int, start: int) -> list[str]:
    chosen = block.chosen if isinstance(block, Choice) else None
    lines = [""]
    for place, act in enumerate(block.acts):
        label = _button(act, start + place, ink, chosen=place == chosen)
        if lines[-1] and cell_len(lines[-1]) + cell_len(label) > width:
            lines.append("")
        lines[-1] = f"{lines[-1]}  {label}" if lines[-1] else label
    return lines


def _button(act: Act, number: int, ink: Ink, *, chosen: bool) -> str:
    label = f"{'● ' if chosen else ''}{act.label}"
    code = {Style.PRIMARY: "1;32", Style.DANGER: "31", Style.PLAIN: "36"}[act.style]
    return ink(code, f"[{number}] {label}")

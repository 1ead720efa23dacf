"""Each kind of block as pieces of a message: one small function for each."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

from bot.telegram.render import tables
from bot.telegram.render.addresses import is_public, seen
from bot.telegram.render.keyboard import Sign
from bot.telegram.render.pieces import LINE, Gives, Piece, Run, bold, piece, units
from core.model import MediaKind
from handlers import view as v

BOLD = re.compile(r"\*(\S(?:[^*\n]*\S)?)\*")
MARKS = {v.Level.INFO: "ℹ️", v.Level.GOOD: "✅", v.Level.WARNING: "⚠️", v.Level.BAD: "⛔"}
MEDIA = {MediaKind.IMAGE: "🖼", MediaKind.VIDEO: "🎬"}
FACTS = (v.Fields, v.When, v.Choice)
ENDS = (":", "?", "!", ".", "…")
LONG, MANY_LINES = 1000, 16
"""From here on a quotation opens only when it is asked to."""
MOST_CHANGES = 40
"""More than so many are told by signs: Telegram keeps no more than 100 entities in a message."""


def told(blocks: Sequence[v.Block], signed: Sequence[Sign]) -> list[Piece]:
    """What of the blocks is text, each after its mark; facts under one another stand close together.

    What is asked and not answered stands last, right over its buttons.
    """
    made: list[Piece] = []
    fact = False
    for block, sign in sorted(zip(blocks, signed, strict=True), key=lambda each: _is_open(each[0])):
        if _is_open(block) and ((sign.button and not sign.text) or _is_said(block, made)):
            continue
        if found := _pieces(block):
            first, *others = found
            runs = (Run(sign.text), *first.runs) if sign.text else first.runs
            close = fact and isinstance(block, FACTS)
            made += [replace(first, runs=runs, before=LINE if close else first.before), *others]
            fact = isinstance(block, FACTS)
    return made


def _is_open(block: v.Block) -> bool:
    return isinstance(block, v.Choice) and not _is_chosen(block)


def _is_chosen(block: v.Choice) -> bool:
    return block.chosen is not None and 0 <= block.chosen < len(block.acts)


def _is_said(block: v.Block, made: Sequence[Piece]) -> bool:
    """Whether a title has asked the same already."""
    return isinstance(block, v.Choice) and any(run == bold(block.label) for one in made for run in one.runs)


def _pieces(block: v.Block) -> list[Piece]:
    made: list[Piece] = PIECES[type(block)](block) if type(block) in PIECES else []
    return made


def _title(block: v.Title) -> list[Piece]:
    return [piece(bold(block.text))]


def _text(block: v.Text) -> list[Piece]:
    return [piece(*_bold(block.text))]


def _bold(text: str) -> Iterator[Run]:
    """Our own words: `*bold*` is the only markup in them."""
    at = 0
    for found in BOLD.finditer(text):
        yield Run(text[at : found.start()])
        yield bold(found[1])
        at = found.end()
    yield Run(text[at:])


def quoted(text: str, before: str) -> Piece:
    """What somebody wrote, to the letter; a long one folded."""
    long = units(text) > LONG or text.count("\n") >= MANY_LINES
    tag = "blockquote expandable" if long else "blockquote"
    return piece(Run(text, (tag,)), gives=Gives.FIRST, before=before)


def _quote(block: v.Quote) -> list[Piece]:
    return [quoted(block.text, "\n\n")]


def _fields(block: v.Fields) -> list[Piece]:
    return [
        piece(f"{label}: ", bold(value), before=LINE if at else "\n\n") for at, (label, value) in enumerate(block.rows)
    ]


def _when(block: v.When) -> list[Piece]:
    """Each reader's app tells it in the reader's own zone and language; where it cannot, it shows our words."""
    unix = int(block.at.timestamp())
    tags = (f'tg-time unix="{unix}" format="wDt"',) if unix >= 0 else ()
    distance = f" ({block.distance})" if block.distance else ""
    return [piece(f"{block.label}: ", Run(block.text, tags), distance, gives=Gives.LAST)]


def _preview(block: v.Preview) -> list[Piece]:
    lines, others = _media(block)
    made = [piece(bold(block.account), f" · {block.network}"), quoted(block.text, LINE), *lines]
    made.append(piece(" · ".join(filter(None, (block.count, *others))), before=LINE))
    made += [piece(f"⛔ {problem}", gives=Gives.LAST, before=LINE) for problem in block.problems]
    return made + ([piece("🔗 ", _address(block.link), gives=Gives.LAST, before=LINE)] if block.link else [])


def _media(block: v.Preview) -> tuple[list[Piece], list[str]]:
    """What each shows, where somebody said it; the others by their number."""
    lines = [piece(f"{MEDIA[one.kind]} {one.alt}", gives=Gives.FIRST, before=LINE) for one in block.media if one.alt]
    others = Counter(one.kind for one in block.media if not one.alt)
    return lines, [f"{MEDIA[kind]} × {number}" if number > 1 else MEDIA[kind] for kind, number in others.items()]


def _address(url: str) -> Run:
    return Run(seen(url), (f'a href="{_attribute(url)}"',)) if is_public(url) else Run(url)


def _attribute(value: str) -> str:
    return value.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;").replace(">", "&gt;")


def _diff(block: v.Diff) -> list[Piece]:
    parts = [(op, "".join(text for _, text in of)) for op, of in groupby(block.parts, key=lambda part: part[0])]
    many = sum(op != " " for op, _ in parts) > MOST_CHANGES
    return [piece(*((_signed(*part) if many else _changed(*part)) for part in _apart(parts)))]


def _apart(parts: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """With a space between what went and what came in its place: struck out and underlined they would touch."""
    for (op, text), (next_op, next_text) in zip(parts, [*parts[1:], (" ", "")], strict=True):
        yield op, text
        if op != " " != next_op and not text[-1:].isspace() and not next_text[:1].isspace():
            yield " ", " "


def _changed(op: str, text: str) -> Run:
    return Run(text, {"-": ("s",), "+": ("u",)}.get(op, ()))


def _signed(op: str, text: str) -> Run:
    return Run({"-": f"[−{text}−]", "+": f"[+{text}+]"}.get(op, text))


def progress(block: v.Progress) -> list[Piece]:
    """What is being done, and what there is of it."""
    return [piece(f"⏳ {block.text}"), quoted(block.partial, LINE)]


def _notice(block: v.Notice) -> list[Piece]:
    return [piece(f"{MARKS[block.level]} {block.text}", gives=Gives.LAST)]


def _link(block: v.Link) -> list[Piece]:
    """Only where it cannot be a button."""
    return [] if is_public(block.url) else [piece(f"{block.label}: {block.url}", gives=Gives.LAST)]


def _choice(block: v.Choice) -> list[Piece]:
    label = block.label if block.label.endswith(ENDS) else f"{block.label}:"
    return [piece(f"{label} ", bold(block.acts[block.chosen or 0].label)) if _is_chosen(block) else piece(label)]


def _pick(block: v.Pick) -> list[Piece]:
    return [piece(block.label)]


PIECES: Mapping[type, Callable[[Any], list[Piece]]] = {
    v.Title: _title,
    v.Text: _text,
    v.Quote: _quote,
    v.Fields: _fields,
    v.When: _when,
    v.Preview: _preview,
    v.Diff: _diff,
    v.Table: tables.table,
    v.Month: tables.month,
    v.Progress: progress,
    v.Notice: _notice,
    v.Link: _link,
    v.Choice: _choice,
    v.Grid: tables.grid,
    v.Pick: _pick,
}

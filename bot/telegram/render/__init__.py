"""A View as a Telegram message: classic HTML, a picture, buttons; and what of it could not be shown. Nothing is sent.

The rich layout of Bot API 10.1 is not used: some clients show it as an empty bubble, and no bot can find out which.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from enum import Enum
from typing import Any

from bot.telegram.render.blocks import progress, told
from bot.telegram.render.fitting import fitted, with_fewer_entities
from bot.telegram.render.keyboard import Button, Rows, Sign, Warn, keyboard, signs
from bot.telegram.render.pieces import Piece, escape, length, plain, to_html, total
from bot.web.markup import NOT_TEXT
from handlers import view as v

__all__ = ["CAPTION", "TEXT", "Button", "Rendered", "length", "render"]

TEXT, CAPTION = 4096, 1024
"""The longest text and the longest caption of a picture, in UTF-16 code units, without markup."""
UNSEEN = "\ufffd"
NOTHING = "…"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """What one message shows."""

    html: str
    """Its text, or the caption where there is a picture; for `parse_mode=HTML`."""
    picture: v.Preview | v.Month | None
    """What is to be drawn as a photo."""
    keyboard: Rows
    pick: v.Pick | None
    """Asks for a channel, which only a keyboard in place of the phone's own can do."""
    warnings: tuple[str, ...]
    partial: str
    """What there is of something that is still being done, to be streamed; empty where nothing is."""


def render(view: v.View, *, pictures: bool = True) -> Rendered:
    """The message; `pictures=False` puts all of it into words, where a picture cannot be had."""
    warnings: list[str] = []

    def warn(words: str) -> None:
        if (line := f"{view.key}: {words}") not in warnings:
            warnings.append(line)

    blocks: tuple[v.Block, ...] = tuple(_cleaned(view.blocks, warn))
    picture = _drawn(blocks) if pictures else None
    picks = [block for block in blocks if isinstance(block, v.Pick)]
    if len(picks) > 1:
        warn("only one thing can be picked in a message")
    if any(isinstance(block, v.Form) for block in blocks):
        warn("a form is asked question by question here")
    signed = signs(blocks)
    html = _html(blocks, signed, picture, warn)
    shown = html or picture is not None
    return Rendered(
        html=html if shown else escape(view.summary.strip()) or NOTHING,
        picture=picture,
        keyboard=keyboard(blocks, signed, warn),
        pick=picks[0] if picks else None,
        partial=_partial(blocks),
        warnings=tuple(warnings),
    )


def _drawn(blocks: Sequence[v.Block]) -> v.Preview | v.Month | None:
    """The first block that is a picture: a message has one."""
    for block in blocks:
        if isinstance(block, v.Month) or (isinstance(block, v.Preview) and (block.drawn or block.media)):
            return block
    return None


def _html(blocks: Sequence[v.Block], signed: Sequence[Sign], picture: v.Block | None, warn: Warn) -> str:
    def words(instead: v.Block | None) -> list[Piece]:
        shown = [instead if instead is not None and block is picture else block for block in blocks]
        return told(shown, signed)

    found = words(v.Title(picture.title) if isinstance(picture, v.Month) else None)
    if isinstance(picture, v.Preview) and total(found) > CAPTION:
        found = words(replace(picture, text=""))  # which can be read on the picture
    html, lost = _within(found, TEXT if picture is None else CAPTION)
    if lost:
        warn("more than a message holds")
    return html


def _within(found: Sequence[Piece], most: int) -> tuple[str, bool]:
    kept, cut = fitted([one for one in found if one.runs], most)
    kept, bare = with_fewer_entities(kept)
    html = to_html(kept)
    return (html if plain(html).strip() else ""), cut or bare


def _partial(blocks: Sequence[v.Block]) -> str:
    """The first thing that is being done, without what stands around it."""
    doing = next((block for block in blocks if isinstance(block, v.Progress)), None)
    return _within(progress(doing), TEXT)[0] if doing is not None else ""


def _cleaned(blocks: Sequence[v.Block], warn: Warn) -> Iterator[v.Block]:
    for block in blocks:
        kept = _clean(block)
        if kept != block:
            warn("characters that cannot be shown")
        yield kept


def _clean(part: Any) -> Any:
    """The block with a sign in place of what is no text."""
    if isinstance(part, str) and not isinstance(part, Enum):
        return NOT_TEXT.sub(UNSEEN, part)
    if isinstance(part, tuple):
        return tuple(map(_clean, part))
    if is_dataclass(part) and not isinstance(part, type):
        return replace(part, **{each.name: _clean(getattr(part, each.name)) for each in fields(part)})
    return part

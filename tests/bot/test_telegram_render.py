"""Screens as Telegram messages: markup that parses, limits that hold, words to the letter, and buttons that fit."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import strategies as st

from bot.telegram.render import Rendered, render
from core.model import Media, MediaKind
from handlers import view as v
from tests.fakes.telegram.parsing import parsed
from tests.fakes.telegram.texts import formatted

EVIL = "</b><script>alert('x')</script>\"'&amp;<a href=x>*b* @everyone https://example.com/?a=1&b=2"
AT = datetime(2026, 11, 26, 7, 0, tzinfo=UTC)
LOAF = Media(key="k1", kind=MediaKind.IMAGE, mime="image/jpeg", digest="d", bytes=1, alt="A loaf")
FILM = Media(key="k2", kind=MediaKind.VIDEO, mime="video/mp4", digest="d", bytes=1)
WORDS = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\r"), max_size=300)


def act(label: str = "Go", **given: Any) -> v.Act:
    return replace(v.Act(label=label, verb="v", token="t-1"), **given)


def month(text: str = "09:00 Loaf") -> v.Month:
    days = tuple(v.Day(number, (text,) if number == 3 else ()) for number in range(1, 8))
    return v.Month(text, ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"), (days,))


def page(text: str = "Words") -> list[v.Block]:
    """One of each block, all its words being these; none that is drawn."""
    return [
        v.Title(text),
        v.Text(text),
        v.Quote(text),
        v.Fields(((text, text),)),
        v.When(text, AT, text, text),
        v.Preview(text, text, text, text, (text,), "https://example.com/?a=1&b=2"),
        v.Diff(((" ", text), ("-", text), ("+", text))),
        v.Table((text, text), ((text, text),)),
        v.Progress(text, text),
        *(v.Notice(level, text) for level in v.Level),
        v.Link(text, "https://example.com/"),
        v.Link(text, "http://localhost:8080/x"),
        v.Row((act(text), act(text, style=v.Style.PRIMARY), act(text, style=v.Style.DANGER))),
        v.Choice(text, (act(text), act(text)), 1),
        v.Grid((text, text), ((act(text), act(text)),)),
        v.Pick(text, text),
    ]


def drawn(*blocks: v.Block, **given: Any) -> Rendered:
    return render(v.View(key="screen", blocks=blocks, summary="Summary"), **given)


def read(html: str) -> str:
    """What is read of it; Telegram's own parser must take it, and mend nothing."""
    odd: list[str] = []
    formatted({"text": html, "parse_mode": "HTML"}, odd)
    assert odd == []
    return parsed(html)[0]


def test_one_of_each_block_is_shown_and_nothing_is_warned_of() -> None:
    shown = drawn(*page())
    assert shown.warnings == ()
    assert shown.picture is None
    assert read(shown.html).count("Words") == 32
    assert shown.pick == v.Pick("Words", "Words")
    assert read(shown.partial) == "⏳ Words\nWords"


@pytest.mark.parametrize("block", page(EVIL), ids=lambda block: type(block).__name__)
def test_hostile_words_are_shown_to_the_letter_and_never_run(block: v.Block) -> None:
    shown = drawn(block)
    written = EVIL.replace("*b*", "b") if isinstance(block, v.Text) else EVIL
    assert written in read(shown.html) + "".join(button.label for row in shown.keyboard for button in row) or (
        isinstance(block, v.Row | v.Link)
    )

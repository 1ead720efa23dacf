"""Every screen, in every state and language: drawn without a gap, and shown by every renderer without a loss."""

import secrets
from dataclasses import fields, replace
from datetime import UTC, datetime
from typing import Any

import pytest

from bot import cards
from bot.browser.render import render as as_html
from bot.browser.render.place import Place
from bot.samples import Sample, samples
from bot.telegram.render import CAPTION, TEXT, Button
from bot.telegram.render import render as as_message
from bot.terminal import render as as_text
from core.networks import NETWORKS
from core.texts import LANGUAGES, Texts
from handlers.routes import SCREENS
from handlers.view import Act, Choice, Form, Grid, Notice, Row, View
from tests.fakes.telegram.keyboards import check
from tests.fakes.telegram.texts import formatted
from tests.handlers.desk import make_app

NOW = datetime(2026, 11, 25, 12, 20, tzinfo=UTC)
BEFORE_TOKENS = 300


DRAWN: list[Sample] = []
"""Drawn once for all tests of this file: they only look."""


@pytest.fixture
async def drawn(sqlite_store: Any, clock: Any) -> list[Sample]:
    if not DRAWN:
        app = make_app(sqlite_store, clock, networks=NETWORKS)
        DRAWN.extend([sample async for sample in samples(app, LANGUAGES, NOW)])
    return DRAWN


async def test_every_screen_is_among_the_samples(drawn: list[Sample]) -> None:
    seen = {sample.screen for sample in drawn} | {sample.view.key for sample in drawn}
    assert sorted(SCREENS.keys() - seen) == []


async def test_every_language_has_every_sample(drawn: list[Sample]) -> None:
    by_language = {
        language: [(s.screen, s.state.split("“")[0]) for s in drawn if s.language == language] for language in LANGUAGES
    }
    assert len({tuple(names) for names in by_language.values()}) == 1


async def test_the_terminal_shows_every_screen_whole(drawn: list[Sample]) -> None:
    for sample in drawn:
        text, acts, warnings = as_text(sample.view)
        whole_page = any(isinstance(block, Form) for block in sample.view.blocks)
        assert text.strip(), sample.screen
        assert len(warnings) == whole_page, (sample.screen, warnings)
        assert len(acts) == len(list(cards.acts_of(sample.view))) - whole_page


async def test_the_browser_shows_every_screen_whole(drawn: list[Sample]) -> None:
    for sample in drawn:
        html, warnings = as_html(sample.view, Place(texts=Texts(sample.language), name="sample"))
        assert html
        assert warnings == [], (sample.screen, warnings)


def with_tokens(view: View) -> View:
    """As it is posted."""

    def armed(part: Any) -> Any:
        if isinstance(part, Act):
            return replace(part, token=secrets.token_urlsafe(9))
        if isinstance(part, tuple):
            return tuple(map(armed, part))
        if isinstance(part, Row | Choice | Grid):
            return replace(part, **{each.name: armed(getattr(part, each.name)) for each in fields(part)})
        return part

    return replace(view, blocks=armed(view.blocks))


def told(button: Button) -> dict[str, str]:
    """As Telegram is told of it."""
    does = {"url": button.url} if button.url else {"callback_data": button.token}
    return {"text": button.label, **does} | ({"style": button.style} if button.style else {})


async def test_telegram_shows_every_screen_whole(drawn: list[Sample]) -> None:
    for sample in drawn:
        shown, odd = as_message(with_tokens(sample.view)), list[str]()
        whole_page = any(isinstance(block, Form) for block in sample.view.blocks)
        assert len(shown.warnings) == whole_page, (sample.screen, sample.state, shown.warnings)
        longest = TEXT if shown.picture is None else CAPTION
        assert formatted({"text": shown.html, "parse_mode": "HTML"}, odd, longest=longest).text or shown.picture
        check({"inline_keyboard": [[told(button) for button in row] for row in shown.keyboard]}, odd)
        assert odd == [], (sample.screen, sample.state)
        pressed = [button.token for row in shown.keyboard for button in row if button.token]
        assert len(pressed) == len(list(cards.acts_of(sample.view))) - whole_page


async def test_no_notice_holds_a_sign_of_markup_that_would_be_shown_to_the_letter(drawn: list[Sample]) -> None:
    notices = [block for sample in drawn for block in sample.view.blocks if isinstance(block, Notice)]
    assert len(notices) > len(LANGUAGES)
    assert [one.text for one in notices if "*" in one.text] == []


async def test_no_screen_is_a_dead_end(drawn: list[Sample]) -> None:
    for sample in drawn:
        assert list(cards.acts_of(sample.view)), (sample.screen, sample.state)


async def test_no_screen_is_too_much_for_a_phone(drawn: list[Sample]) -> None:
    """At most 8 buttons in a row, no label longer than a phone is wide, a summary in one line."""
    for sample in drawn:
        for block in sample.view.blocks:
            if isinstance(block, Row):
                assert len(block.acts) <= 8, (sample.screen, sample.state)
        for act in cards.acts_of(sample.view):
            assert len(act.label) <= 64, (sample.screen, act.label)
        assert "\n" not in sample.view.summary, sample.screen
        assert len(sample.view.summary) < BEFORE_TOKENS, sample.screen


async def test_a_view_survives_being_kept(drawn: list[Sample]) -> None:
    for sample in drawn:
        assert cards.from_json(cards.to_json(sample.view)) == sample.view

"""A Telegram message with a picture: which block is drawn, and what of its words is left for the caption."""

from dataclasses import replace

import pytest

from bot.telegram.render import CAPTION
from core.model import Media, MediaKind
from handlers import view as v
from tests.bot.test_telegram_render import drawn, month, read

LOAF = Media(key="k1", kind=MediaKind.IMAGE, mime="image/jpeg", digest="d", bytes=1, alt="A loaf")
FILM = Media(key="k2", kind=MediaKind.VIDEO, mime="video/mp4", digest="d", bytes=1)


def test_a_post_is_shown_with_all_that_is_known_of_it() -> None:
    post = v.Preview("Sandbox", "Rye", "Bread", "5 / 500", ("No *link*",), "https://a.example/p", (LOAF, FILM, FILM))
    shown = drawn(post)
    assert read(shown.html, CAPTION).split("\n") == [
        "Rye · Sandbox", "Bread", "🖼 A loaf", "5 / 500 · 🎬 × 2", "⛔ No *link*", "🔗 a.example/p",
    ]  # fmt: skip
    assert shown.picture == post
    assert drawn(post, pictures=False).picture is None


@pytest.mark.parametrize("drawn_too", [True, False])
def test_the_words_of_a_post_are_under_its_picture_only_where_all_of_them_fit(drawn_too: bool) -> None:
    media = () if drawn_too else (LOAF,)
    short = v.Preview("Sandbox", "Rye", "Bread. " * 100, "5", media=media, drawn=drawn_too)
    long = replace(short, text="Bread. " * 200)
    assert short.text in read(drawn(short).html, CAPTION)
    assert "Bread" not in read(drawn(long, v.Text("Ours")).html, CAPTION)
    assert "Ours" in drawn(long, v.Text("Ours")).html
    assert drawn(long).picture == long
    assert drawn(long).warnings == ()
    assert long.text in read(drawn(long, pictures=False).html)


def test_without_pictures_and_undrawn_a_post_is_words() -> None:
    assert drawn(v.Preview("Sandbox", "Rye", "Bread", "5")).picture is None


def test_a_month_is_a_picture_under_its_name_or_a_list_of_days() -> None:
    one = month()
    shown = drawn(one, v.Text("Ours"))
    assert (shown.picture, shown.html) == (one, "<b>09:00 Loaf</b>\n\nOurs")
    told = drawn(one, v.Text("Ours"), pictures=False)
    assert (told.picture, read(told.html)) == (None, "09:00 Loaf\n3 09:00 Loaf\n\nOurs")
    assert drawn(one, month()).html.count("09:00 Loaf") == 3


def test_one_picture_is_what_a_message_has() -> None:
    first, second = (v.Preview("Sandbox", name, name, "5", media=(LOAF,)) for name in ("Rye", "Oat"))
    shown = drawn(first, second)
    assert shown.picture == first
    assert "Oat" in read(shown.html, CAPTION)


def test_a_picture_may_stand_alone() -> None:
    assert drawn(v.Month("", (), ())).html == ""

"""What pictures are written with: letters of three languages, signs, emoji; a bar where there is nothing of ours."""

import unicodedata
from time import process_time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.pictures.lettering import FONTS, Piece, Shape, covered, emoji, emoji_names, font, pieces, width
from bot.pictures.wrapping import Letters, line, lines

LETTERS = {
    "Latvian": "aābcčdeēfgģhiījkķlļmnņoprsštuūvzžAĀBCČDEĒFGĢHIĪJKĶLĻMNŅOPRSŠTUŪVZŽ",
    "Russian": "абвгдеёжзийклмнопрстуфхцчшщъыьэюяАБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ",
    "Ukrainian and Belarusian": "іїєґўІЇЄҐЎ",
    "neighbours": "äöüõåøæßąćęłńóśźżėįųœñçğıÄÖÜÕÅØÆĄĆĘŁŃÓŚŹŻĖĮŲ",
    "quotes and dashes": "“”„‟‘’‚«»‹›–—…·•†§¶",
    "currency": "€£$¥₽₴₿¢₸₺",
    "arrows": "←→↑↓↔⇒➜",
    "figures": "0123456789½¼¾²³№%‰±×÷≈≠≤≥°™©®",
}
EMOJI = [
    "😀", "😂", "😍", "🥰", "😎", "🤔", "😢", "😡", "👍", "👎", "👏", "🙏", "💪", "👋",
    "✌️", "❤️", "💔", "🔥", "⭐", "✨", "🎉", "🎁", "🎂", "☕", "🍲", "🍕", "🍓", "🌧️",
    "☀️", "❄️", "🌈", "🐶", "🚗", "🚲", "✈️", "🏠", "📅", "📍", "📞", "✅",
]  # fmt: skip
JOINED = ("👩‍🍳", "👨‍👩‍👧‍👦", "🏳️‍🌈", "🇱🇻", "🇺🇦", "1️⃣", "👍🏽", "❤️‍🔥", "🏴󠁧󠁢󠁥󠁮󠁧󠁿")
SECONDS = 5
"""Far above what it takes, far below what a pattern that tries every way would take."""
BODY = Letters(size=20, leading=29)


def shapes(text: str) -> set[Shape]:
    return {piece.shape for piece in pieces(text)}


@pytest.mark.parametrize("kind", LETTERS)
@pytest.mark.parametrize("strong", [False, True])
def test_letters_and_signs_have_a_drawing(kind: str, strong: bool) -> None:
    missing = font(Shape.REGULAR, 20).getmask("\U0010fffd")
    for piece in (one for char in LETTERS[kind] for one in pieces(char, strong=strong)):
        assert piece.shape is not Shape.UNKNOWN, piece
        if piece.shape is not Shape.EMOJI:
            assert bytes(font(piece.shape, 20).getmask(piece.text)) != bytes(missing), piece


@pytest.mark.parametrize("text", [*EMOJI, *JOINED])
def test_an_emoji_is_one_drawing(text: str) -> None:
    (piece,) = pieces(text)
    assert piece.shape is Shape.EMOJI
    assert emoji(piece.text, 46).getbbox() is not None


def test_an_emoji_that_we_lack_is_made_of_what_we_have() -> None:
    dark_chef = pieces("👩🏿‍🍳")
    couple = pieces("👩🏻‍🤝‍👩🏿")
    assert dark_chef == pieces("👩‍🍳")
    assert {piece.shape for piece in couple} == {Shape.EMOJI}


def test_a_sign_may_be_asked_for_as_text_or_as_a_picture() -> None:
    assert shapes("❤\ufe0e") == {Shape.REGULAR}
    assert shapes("❤") == shapes("❤\ufe0f") == shapes("©\ufe0f") == {Shape.EMOJI}
    assert shapes("© 1 # *") == {Shape.REGULAR}


def test_letters_dressed_up_are_drawn_as_the_letters_they_are() -> None:
    assert pieces("𝗦𝗮𝗹𝗲") == (Piece(Shape.STRONG, "Sale"),)
    assert pieces("ＳＡＬＥ") == (Piece(Shape.REGULAR, "SALE"),)
    assert pieces("🇽🇽") == (Piece(Shape.REGULAR, "XX"),)


def test_what_no_font_of_ours_has_is_a_bar_and_what_cannot_be_seen_is_nothing() -> None:
    assert shapes("漢字 שלום"[:2]) == {Shape.UNKNOWN}
    assert pieces("\u200b\u2060\ufeff\u202e\x07\ud800") == ()


@given(st.text())
def test_every_piece_of_any_text_can_be_measured_and_is_in_its_font(text: str) -> None:
    for piece in pieces(text):
        assert width(piece, 20) >= 0
        if piece.shape is Shape.EMOJI:
            assert piece.text in emoji_names()
        elif piece.shape is not Shape.UNKNOWN:
            assert all(ord(char) in covered(piece.shape) for char in piece.text)


@given(st.text(), st.integers(min_value=60, max_value=600), st.integers(min_value=1, max_value=5))
@example("https://example.com/" + "a" * 500, 100, 3)
@example("漢字" * 90, 90, 2)
@example("👩‍🍳" * 50, 80, 2)
@settings(deadline=None)
def test_no_line_is_wider_than_asked_for_and_there_are_no_more_than_asked_for(text: str, most: int, rows: int) -> None:
    done = lines(text, BODY, most, rows=rows, tint=True)
    assert len(done) <= rows
    assert all(BODY.width(run) <= most + 2 for run in done)  # two units: kerning between words that were measured apart


@given(st.text(alphabet=LETTERS["Latvian"] + LETTERS["Russian"] + " \n-/#@.:", max_size=400))
def test_wrapping_loses_no_letter(text: str) -> None:
    written = "".join(ink.piece.text for run in lines(text, BODY, 200, rows=10_000, tint=True) for ink in run)
    assert "".join(written.split()) == "".join(unicodedata.normalize("NFC", text).split())


def test_what_is_too_long_ends_in_an_ellipsis() -> None:
    (only,) = lines("Lietainas dienas zupa ir atpakaļ", BODY, 150, rows=1)
    assert only[-1].piece.text.endswith("…")
    assert line("Zupa", BODY, 150) == lines("Zupa", BODY, 150, rows=1)[0]


@pytest.mark.parametrize(
    ("text", "tinted"),
    [
        ("Rezervē: https://zupubars.lv/galds?d=1.", ["https://zupubars.lv/galds?d=1"]),
        ("(soupbar.lv/menu), #Rīga #обед @soup_bar!", ["soupbar.lv/menu", "#Rīga", "#обед", "@soup_bar"]),
        ("anna@soupbar.lv has 3.50 and #1, e.g. and/or 5@7", []),
    ],
)
def test_links_tags_and_names_are_tinted(text: str, tinted: list[str]) -> None:
    (run,) = lines(text, BODY, 5000, rows=1, tint=True)
    assert [ink.piece.text for ink in run if ink.tinted] == tinted


@pytest.mark.parametrize("text", ["-", "a.", "@a", "@a-", "#1", "http://", "https://.", "\u0301", "🏳️‍🌈", "a b "])
def test_text_made_to_be_slow_is_not(text: str) -> None:
    begun = process_time()
    lines(text * 100_000, BODY, 500, rows=150, tint=True)
    assert process_time() - begun < SECONDS


def test_the_fonts_weigh_little_and_each_has_its_licence() -> None:
    kept = {one.name: one.read_bytes() for one in FONTS.iterdir()}
    assert sum(map(len, kept.values())) < 2_500_000
    for name in ("Inter-LICENSE.txt", "DejaVuSans-LICENSE.txt", "emoji-LICENSE.txt"):
        assert len(kept[name]) > 3000

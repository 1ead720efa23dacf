"""A text as a site's post: a title, a body of blocks, a readable address; nothing in it is carried out."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.model import Media, MediaKind
from core.networks.wordpress.composing import TITLE_MOST, Uploaded, body, featured, linked, slug_of, split, titled
from tests.networks.sites import content

LONG = "Rye bread is baked slowly. " * 8


@pytest.mark.parametrize(
    ("text", "title", "rest"),
    [
        ("Maize\nklāt", "Maize", "klāt"),
        ("\n Maize \n\nklāt\n", "Maize", "klāt"),
        ("Maize", "Maize", "Maize"),
        ("Maize\n\n \n", "Maize", "Maize"),
        (f"{LONG}\nklāt", None, f"{LONG}\nklāt"),
        ("", "", ""),
    ],
)
def test_the_first_line_is_the_title_where_it_can_be_one(text: str, title: str | None, rest: str) -> None:
    words = split(text)
    assert words.body == rest.strip()
    assert words.title == title if title is not None else LONG.startswith(words.title.rstrip("…"))
    assert len(words.title) <= TITLE_MOST


@given(st.text(max_size=400))
def test_no_word_is_lost(text: str) -> None:
    words = split(text)
    told = f"{words.title} {words.body}" if words.body != text.strip() else words.body
    assert told.split() == text.split()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("https://m.lv", '<a href="https://m.lv">https://m.lv</a>'),
        ("sk. https://m.lv/a_(b).", 'sk. <a href="https://m.lv/a_(b)">https://m.lv/a_(b)</a>.'),
        ("(https://m.lv)", '(<a href="https://m.lv">https://m.lv</a>)'),
        ("„https://m.lv/x”", '„<a href="https://m.lv/x">https://m.lv/x</a>”'),
        ("https://m.lv/?a=1&b=[2]", '<a href="https://m.lv/?a=1&amp;b=&#91;2">https://m.lv/?a=1&amp;b=&#91;2</a>&#93;'),
        ("javascript:alert(1)", "javascript:alert(1)"),
        ('"><script>', "&quot;&gt;&lt;script&gt;"),
        ("[gallery ids=1]", "&#91;gallery ids=1&#93;"),
        ("https://", "https://"),
    ],
)
def test_addresses_are_links_and_all_else_is_text(text: str, shown: str) -> None:
    assert linked(text) == shown


def test_paragraphs_are_what_stands_between_empty_lines() -> None:
    blocks = body("T\n\none\ntwo\n\n\nthree", []).split("\n\n")
    assert [re.sub(r"<!--.*?-->|\n", "", one) for one in blocks] == ["<p>one<br>two</p>", "<p>three</p>"]


@given(st.text(alphabet=st.sampled_from(list("a<>&\"'[]!-/wp: \nhttps:.")), max_size=120))
def test_nothing_in_a_text_is_markup(text: str) -> None:
    ours = r'<!-- /?wp:paragraph -->|</?p>|<br>|<a href="https?://[^"<>]*">|</a>'
    assert not re.search(r"[<>\[\]]", re.sub(ours, "", body(text, [])))
    assert not re.search(r"[<>]", titled(text))


def test_the_first_picture_is_the_posts_own_and_the_others_stand_below() -> None:
    files = [Uploaded(one, str(n), f"https://m.lv/{n}?a&b") for n, one in enumerate(some("v", "p", "p"), 1)]
    blocks = body("T\n\nx", files).split("\n\n")[1:]
    assert featured(files) == files[1]
    assert ['<video controls src="https://m.lv/1?a&amp;b">' in blocks[0], 'class="wp-image-3"' in blocks[1]] == [
        True
    ] * 2
    assert html.escape('"Āboli" <un>') in blocks[1]
    assert len(blocks) == 2


def some(*kinds: str) -> list[Media]:
    return [
        Media(
            key=kind,
            kind=MediaKind.VIDEO if kind == "v" else MediaKind.IMAGE,
            mime="video/mp4",
            digest=kind,
            bytes=1,
            alt='"Āboli" <un>',
        )
        for kind in kinds
    ]


@pytest.mark.parametrize(
    ("text", "readable"),
    [
        ("Ļoti garšīga MAIZE!", "loti-garsiga-maize"),
        ("Свежий хлеб — уже в субботу", "svezhij-hleb-uzhe-v-subbotu"),
        ("🍞🍞", "post"),
        ("日本", "post"),
        ("word " * 60, "word-word-word-word-word-word-word-word-word-word-word-word"),
    ],
)
def test_an_address_can_be_read_and_is_the_same_for_the_same_content(text: str, readable: str) -> None:
    slug = slug_of(content(text))
    assert re.fullmatch(rf"{readable}-[0-9a-f]{{8}}", slug)
    assert slug == slug_of(content(text)) != slug_of(content(text + "."))

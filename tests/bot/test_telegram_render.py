"""Screens as Telegram messages: markup that parses, limits that hold, words to the letter, and buttons that fit."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.telegram.render import CAPTION, TEXT, Button, Rendered, length, render
from bot.web.markup import NOT_TEXT
from handlers import view as v
from tests.fakes.telegram.parsing import parsed, units
from tests.fakes.telegram.texts import formatted

EVIL = "</b><script>alert('x')</script>\"'&amp;<a href=x>*b* @everyone https://example.com/?a=1&b=2"
AT = datetime(2026, 11, 26, 7, 0, tzinfo=UTC)
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


def labels(shown: Rendered) -> list[list[str]]:
    return [[button.label for button in row] for row in shown.keyboard]


def read(html: str, longest: int = TEXT) -> str:
    """What is read of it; Telegram's own parser must take it, find it short enough, and mend nothing."""
    odd: list[str] = []
    formatted({"text": html, "parse_mode": "HTML"}, odd, longest=longest)
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
    seen = [read(shown.html), *(button.label for row in shown.keyboard for button in row)]
    assert any(one in words for words in seen for one in (written, EVIL[:40]))


@settings(deadline=None)
@given(words=WORDS, times=st.integers(1, 40), at=st.integers(0, len(page()) - 1))
def test_whatever_people_write_parses_fits_and_is_shown_to_the_letter(words: str, times: int, at: int) -> None:
    words = words * times
    block = page(words)[at]
    shown = drawn(v.Title("Here"), block)
    seen = read(shown.html)
    assert units(seen) == length(shown.html) <= TEXT
    if "…" not in seen and not isinstance(block, v.Text | v.Grid | v.Row) and not shown.warnings:
        assert NOT_TEXT.sub("\ufffd", words) in seen or isinstance(block, v.Table | v.Link)


@settings(deadline=None)
@given(st.lists(st.tuples(WORDS, st.integers(1, 30), st.integers(0, len(page()) - 1)), max_size=12), st.booleans())
def test_whatever_stands_on_a_screen_fits(parts: list[tuple[str, int, int]], with_month: bool) -> None:
    blocks = [page(words * times)[at] for words, times, at in parts]
    shown = drawn(*([month()] if with_month else []), *blocks)
    read(shown.html, CAPTION if with_month else TEXT)
    buttons = [button for row in shown.keyboard for button in row]
    assert len(buttons) == sum(map(buttons_of, blocks))
    assert all(one.label.strip() and bool(one.token) != bool(one.url) for one in buttons)
    assert all(1 <= len(row) <= 8 for row in shown.keyboard)


def buttons_of(block: v.Block) -> int:
    match block:
        case v.Row(acts=acts) | v.Choice(acts=acts):
            return len(acts)
        case v.Grid(rows=rows):
            return sum(map(len, rows))
        case v.Link(url=url):
            return url.startswith("https")
        case _:
            return 0


def test_halves_of_characters_and_controls_are_marked_and_warned_of() -> None:
    shown = drawn(v.Quote("half \ud83d bell \x07"), v.Row((act("\udcff"),)))
    assert read(shown.html) == "half \ufffd bell \ufffd"
    assert labels(shown) == [["\ufffd"]]
    assert shown.warnings == ("screen: characters that cannot be shown",)


def test_a_long_quotation_gives_way_first_and_nothing_is_warned_of() -> None:
    notice, when = v.Notice(v.Level.BAD, "Look. " * 50), v.When("Out", AT, "Thursday", "soon")
    shown = drawn(v.Text("Ours"), v.Quote("long " * 2000), v.Quote("short"), notice, when)
    seen = read(shown.html)
    assert shown.warnings == ()
    assert units(seen) > TEXT - 10
    assert "long…\n\nshort\n\n" in seen
    assert notice.text in seen
    assert "Out: Thursday (soon)" in seen


def test_what_must_not_be_overlooked_stays_whole_when_our_own_words_are_cut() -> None:
    notice, when = v.Notice(v.Level.BAD, "Look. " * 50), v.When("Out", AT, "Thursday", "soon")
    shown = drawn(v.Text("ours " * 2000), v.Quote("gone"), notice, when)
    seen = read(shown.html)
    assert shown.warnings == ("screen: more than a message holds",)
    assert notice.text in seen
    assert "Out: Thursday (soon)" in seen


def test_more_than_can_be_cut_is_left_out_with_a_warning() -> None:
    shown = drawn(*(v.Notice(v.Level.INFO, "n") for _ in range(2000)))
    read(shown.html)
    assert shown.warnings == ("screen: more than a message holds",)


def test_a_text_without_spaces_is_cut_as_well() -> None:
    for words in ("日本語" * 3000, "See https://example.com/" + "x" * 9000):
        assert length(drawn(v.Quote(words)).html) == TEXT


@pytest.mark.parametrize("sign", ["👩‍👩‍👧", "🇱🇻", "e\u0301\u0302", "👍🏽"])
def test_no_character_is_cut_in_two(sign: str) -> None:
    for before in range(8):
        seen = read(drawn(v.Quote("x" * before + sign * 3000)).html)
        assert seen.removesuffix("…").lstrip("x").replace(sign, "") == ""
        assert seen.endswith("…")


def test_a_quotation_is_folded_only_where_it_is_long() -> None:
    assert "<blockquote>" in drawn(v.Quote("x" * 900)).html
    assert "<blockquote expandable>" in drawn(v.Quote("x" * 1100)).html
    assert "<blockquote expandable>" in drawn(v.Quote("x\n" * 20)).html


def test_a_moment_is_told_by_the_readers_own_app() -> None:
    html = drawn(v.When("Goes out", AT, "Thursday, 09:00 (Riga)", "in 17 hours")).html
    assert html == (
        f'Goes out: <tg-time unix="{int(AT.timestamp())}" format="wDt">Thursday, 09:00 (Riga)</tg-time> (in 17 hours)'
    )
    assert parsed(html)[1][0]["type"] == "date_time"
    assert "tg-time" not in drawn(v.When("Then", AT - timedelta(days=40_000), "long ago", "")).html


def test_bold_is_the_only_markup_of_our_own_words() -> None:
    assert drawn(v.Text("*now* <i>2 * 3 * 4</i>")).html == "<b>now</b> &lt;i&gt;2 * 3 * 4&lt;/i&gt;"


def test_what_changed_is_struck_out_and_underlined() -> None:
    parts = ((" ", "We "), ("-", "bake"), ("-", " rye"), ("+", "sell"), (" ", " bread"))
    assert drawn(v.Diff(parts)).html == "We <s>bake rye</s> <u>sell</u> bread"


def test_facts_under_one_another_stand_close_together() -> None:
    facts = (v.Fields((("By", "Anna"), ("At", "Rye"))), v.When("Out", AT, "Thursday", ""), v.Row((act(),)))
    seen = read(drawn(v.Text("Ours"), *facts, v.Fields((("Team", "2"),)), v.Text("More")).html)
    assert seen == "Ours\n\nBy: Anna\nAt: Rye\nOut: Thursday\nTeam: 2\n\nMore"


def test_many_changes_are_told_by_signs() -> None:
    parts = tuple(("+-"[at % 2], f"w{at}") for at in range(200))
    seen = read(drawn(v.Diff(parts)).html)
    assert seen.startswith("[+w0+] [−w1−]")


def test_markup_that_is_too_much_for_a_message_is_the_first_to_go() -> None:
    shown = drawn(v.Fields(tuple((f"l{at}", "v") for at in range(150))), v.When("Out", AT, "Thursday", ""))
    read(shown.html)
    assert "<b>" not in shown.html
    assert "<tg-time" in shown.html
    assert shown.warnings == ()
    many = drawn(*(v.When("Out", AT, "Thu", "") for _ in range(150)))
    read(many.html)
    assert many.warnings == ("screen: more than a message holds",)


@pytest.mark.parametrize(
    ("url", "pressed"),
    [
        ("https://example.com/a?b=1&c=2#d", True),
        ("https://maize.lv:8443/", True),
        ("https://rūpnīca.lv/ā", True),
        ("https://8.8.8.8/x", True),
        ("http://example.com/", False),
        ("https://localhost/x", False),
        ("https://desk/x", False),
        ("https://127.0.0.1:8080/s/rye#1", False),
        ("https://192.168.1.4/", False),
        ("https://[::1]/", False),
        ("https://printer.local/", False),
        ("https://exa mple.com/", False),
        ("https://example.com:port/", False),
        ("https://", False),
        ("javascript:alert(1)", False),
        ("tg://user?id=1", False),
        ("https://example.com/" + "x" * 3000, False),
    ],
)
def test_only_what_anybody_can_open_is_a_button(url: str, pressed: bool) -> None:
    shown = drawn(v.Text("Here"), v.Link("Page", url))
    assert shown.keyboard == (((Button(label="Page", url=url),),) if pressed else ())
    assert (f"Page: {url}" in read(shown.html)) is not pressed
    assert ('<a href="' in drawn(v.Preview("n", "a", "t", "1", link=url)).html) is pressed


def test_a_narrow_table_stands_in_columns_and_a_wide_one_in_lines() -> None:
    narrow = v.Table(("Name", "Role"), (("Анна", "Owner"), ("日本", "Viewer"), ("👩‍👩‍👧", "x")))
    assert drawn(narrow).html == "<pre>Name  Role\nАнна  Owner\n日本  Viewer\n👩‍👩‍👧    x</pre>"
    wide = v.Table(("", "When", "Post"), (("1", "Thu 26 Nov 09:00", "Rye bread from the oven"), ("2", "", "x")))
    assert read(drawn(wide).html).split("\n") == [
        "When · Post", "", "1 · Thu 26 Nov 09:00", "Rye bread from the oven", "", "2 · x",
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["", " \n ", "\u200b"])
def test_a_message_is_never_empty(text: str) -> None:
    assert read(drawn(v.Quote(text), v.Row((act(),))).html).strip()
    bare = v.View(key="x", blocks=(v.Row((act(),)),), summary=" ")
    assert render(bare).html == "…"


def test_what_is_being_written_is_streamed_without_what_stands_around_it() -> None:
    shown = drawn(v.Title("Post"), v.Progress("Writing", "Rye <b"), v.Row((act("Stop"),)))
    assert shown.partial == "⏳ Writing\n<blockquote>Rye &lt;b</blockquote>"
    assert shown.partial in shown.html
    assert drawn(v.Title("Post")).partial == ""
    assert length(drawn(v.Progress("Writing", "x" * 9000)).partial) == TEXT

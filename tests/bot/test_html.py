"""Screens as HTML: nothing hostile gets through, nothing is lost silently, and what is drawn can be operated."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest

from bot.browser.render import Place, render
from bot.web.markup import VOID, Html, el, escape
from core.model import Media, MediaKind
from core.texts import LANGUAGES, Texts
from handlers.view import (
    Act,
    Block,
    Choice,
    Day,
    Diff,
    Field,
    Fields,
    Form,
    Grid,
    Kind,
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

GOLDEN = Path(__file__).parent / "test_html_golden.html"
EVIL = "</div><script>alert('x')</script>\"'&<img src=x onerror=y> *b*"
AT = datetime(2026, 11, 26, 7, 0, tzinfo=UTC)


LOAF = Media(key="k 1", kind=MediaKind.IMAGE, mime="image/jpeg", digest="d", bytes=1, width=40, height=30)
FILM = Media(key="k2", kind=MediaKind.VIDEO, mime="video/mp4", digest="d", bytes=1)


def act(label: str = "Go", **given: object) -> Act:
    return replace(Act(label=label, verb="v", token="t-1"), **given)


def page(text: str = "Words") -> list[Block]:
    """One of each block, all its words being these."""
    fields = tuple(
        Field(name=f"n{at}", label=text, kind=kind, hint=text, value=text, options=options, optional=kind is Kind.LINE)
        for at, (kind, options) in enumerate(
            [
                (Kind.LINE, ()),
                (Kind.LONG, ()),
                (Kind.CHOICE, ((text, text), ("b", "B"))),
                (Kind.CHOICE, tuple((f"{at}", text) for at in range(8))),
                (Kind.MULTI, ((text, text), ("b", "B"))),
                (Kind.WHEN, ()),
                (Kind.PERSON, (("p", text),)),
            ]
        )
    )
    return [
        Title(text),
        Text(text),
        Quote(text),
        Fields(((text, text),)),
        When(text, AT, text, text),
        Preview(text, text, text, text, (text,), "https://example.com/?a=1&b=2"),
        Preview(text, text, text, text, media=(LOAF, FILM, replace(LOAF, alt=text)), shows=(text, text)),
        Diff(((" ", text), ("-", text), ("+", text))),
        Table((text, text), ((text, text),)),
        Progress(text, text),
        *(Notice(level, text) for level in Level),
        Link(text, "https://example.com/"),
        Row((act(text), act(text, style=Style.PRIMARY), act(text, style=Style.DANGER))),
        Choice(text, (act(text), act(text)), 1),
        Month(text, (text, text), ((Day(1, (text, text)), Day(2, today=True)), (Day(3), Day(1, outside=True)))),
        Grid((text, text), ((act(text), act(text)), (act(text),))),
        Pick(text, text),
        Form(key="f", title=text, fields=fields, send=act(text), errors={"n0": text}),
    ]


def drawn(*blocks: Block, **place: object) -> tuple[Html, list[str]]:
    view = View(key="screen", blocks=blocks, summary="Summary")
    where = Place(texts=Texts("en"), action="/try/say", sent={"as": "Anna", "key": "k"}, name="c-1")
    return render(view, replace(where, **place))


class Reader(HTMLParser):
    """Reads a document strictly: every element is closed in its turn."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.seen if name == tag]


def without_words(html: str) -> str:
    """The structure: our own words, which may be said better any day, as their keys."""
    say = Texts("en").say
    facts = {"network": "Words", "account": "Words"}
    for key in (
        "post-at",
        "table",
        "see-post",
        "length",
        "problems",
        "optional",
        "none",
        "added",
        "removed",
        "working",
    ):
        html = html.replace(str(escape(say(f"web-{key}", facts))), f"{{{key}}}")
    for level in Level:
        html = html.replace(f">{say(f'web-{level}')}: <", f">{{{level}}}: <")
    return html.replace(f"{say('web-bad')}: ", "{bad}: ").replace("><", ">\n<") + "\n"


def test_one_of_each_block_looks_as_it_did() -> None:
    html, warnings = drawn(*page())
    assert warnings == []
    assert without_words(html) == GOLDEN.read_text("utf-8")


@pytest.mark.parametrize("block", page(EVIL), ids=lambda block: type(block).__name__)
def test_hostile_words_are_shown_and_never_run(block: Block) -> None:
    html, warnings = drawn(block)
    read = Reader(html)
    assert warnings == []
    assert not {"script", "img"} & {tag for tag, _ in read.seen}
    assert not [name for _, attributes in read.seen for name in attributes if name.startswith("on") or name == "style"]
    shown = read.text + "".join(value or "" for _, attributes in read.seen for value in attributes.values())
    assert EVIL.replace("*b*", "") in shown.replace("\n", "")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_words_that_screens_need(language: str) -> None:
    html, _ = drawn(*page(), texts=Texts(language))
    Reader(html)


@pytest.mark.parametrize("block", page(), ids=lambda block: type(block).__name__)
def test_where_nothing_can_be_pressed_there_is_no_form(block: Block) -> None:
    read = Reader(drawn(block, action="")[0])
    assert read.all("form") == []
    assert {button["type"] for button in read.all("button")} <= {"button"}


@pytest.mark.parametrize(
    "block",
    [
        Link("Here", "javascript:alert(1)"),
        Link("Here", "data:text/html,x"),
        Preview("n", "a", "t", "1", link="javascript:alert(1)"),
        Table(("a", "b"), (("1",),)),
        Table(("a",), (("1", "2"),)),
        Row(()),
        Grid(("Mo",), ()),
        Choice("c", ()),
        Choice("c", (act(),), 3),
        Quote("bell \x07"),
        Fields((("a", "half \ud83d"),)),
        Form(key="f", title="t", fields=(Field(name="n", label="l", kind=Kind.FILE),), send=act()),
    ],
    ids=repr,
)
def test_what_cannot_be_shown_as_meant_is_warned_of(block: Block) -> None:
    html, warnings = drawn(block)
    assert len(warnings) == 1
    assert not [link for link in Reader(html).all("a") if not str(link["href"]).startswith("http")]
    html.encode()


def test_a_table_keeps_what_is_beyond_its_head() -> None:
    html, _ = drawn(Table(("a",), (("1", "2"),)))
    assert "<td>2</td>" in html


def test_people_are_quoted_to_the_letter() -> None:
    words = "  two  spaces\n\n\n*not bold* _x_ <b> &amp; 👩‍👩‍👧 \t tab"
    for block in (Quote(words), Preview("n", "a", words, "1"), Progress("p", words)):
        assert words in Reader(drawn(block)[0]).text


def test_bold_is_the_only_markup_of_our_own_words() -> None:
    assert "<strong>now</strong> <i>" not in drawn(Text("*now* <i>2 * 3 * 4</i>"))[0]
    assert "<strong>now</strong> &lt;i&gt;2 * 3 * 4&lt;/i&gt;" in drawn(Text("*now* <i>2 * 3 * 4</i>"))[0]


def test_links_in_a_preview_are_coloured_and_lead_nowhere() -> None:
    text = "See https://example.com/a?b=1&c=2. #maize @rye_bread and mail a@b.lv, 5#6"
    html, _ = drawn(Preview("n", "a", text, "1"))
    assert re.findall(r'class="linked">(.*?)<', html) == ["https://example.com/a?b=1&amp;c=2", "#maize", "@rye_bread"]
    assert Reader(html).all("a") == []


def test_a_button_sends_its_token_and_a_choice_says_which_is_pressed() -> None:
    read = Reader(drawn(Choice("Tone", (act("Warm"), act("Plain", token="t-2")), 1))[0])
    first, second = read.all("button")
    assert (first["name"], first["value"], first["aria-pressed"]) == ("token", "t-1", "false")
    assert (second["value"], second["aria-pressed"]) == ("t-2", "true")
    assert {"type": "hidden", "name": "as", "value": "Anna"} in read.all("input")


def test_every_question_is_labelled_and_its_hint_and_error_are_tied_to_it() -> None:
    field = Field(name="name", label="Your name", hint="As on the door", value="x", optional=True)
    read = Reader(drawn(Form(key="f", title="t", fields=(field,), send=act(), errors={"name": "Too short"}))[0])
    (box,) = [one for one in read.all("input") if one["type"] == "text"]
    assert {label["for"] for label in read.all("label")} == {box["id"]}
    assert box["aria-describedby"] == f"{box['id']}-hint {box['id']}-error"
    assert box["aria-invalid"] == "true"
    assert "required" not in box
    ids = {attributes["id"] for _, attributes in read.seen if "id" in attributes}
    assert set(str(box["aria-describedby"]).split()) <= ids


def test_a_long_answer_keeps_its_first_line_break() -> None:
    field = Field(name="n", label="l", kind=Kind.LONG, value="\nfirst")
    assert "<textarea" in (html := drawn(Form(key="f", title="t", fields=(field,), send=act()))[0])
    assert ">\n\nfirst</textarea>" in html


def test_ids_are_unique_on_a_page_of_two_screens() -> None:
    html = drawn(*page(), name="c-1")[0] + drawn(*page(), name="c-2")[0]
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids)) > 20


def test_a_notice_is_known_by_its_sign_and_its_word_too() -> None:
    shown = [Reader(drawn(Notice(level, "x"))[0]).text for level in Level]
    assert shown == ["iNote: x", "✓Done: x", "!Careful: x", "×Problem: x"]


def test_markup_survives_only_as_markup() -> None:
    assert escape(el("b", "<")) == "<b>&lt;</b>"
    assert el("p", el("b", "x") + "<i>") == "<p>&lt;b&gt;x&lt;/b&gt;&lt;i&gt;</p>"
    assert el("input", value='"', required=True, disabled=False, title=None) == '<input value="&quot;" required>'

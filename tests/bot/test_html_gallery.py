"""The page with every screen: whole in itself, in every language, with nothing that could be pressed by mistake."""

from base64 import b64decode
from dataclasses import dataclass

from bot.gallery import gallery, pictures_of
from bot.telegram.look import phone
from bot.telegram.render import render
from core.texts import LANGUAGES
from handlers.view import Act, Day, Field, Form, Kind, Link, Month, Pick, Preview, Quote, Row, Table, Text, Title, View
from storage.media import files_in_memory
from tests.bot.test_html import EVIL, Reader


@dataclass(frozen=True)
class Shown:
    screen: str
    state: str
    language: str
    view: View


def samples() -> list[Shown]:
    act = Act(label="Go", verb="go")
    tone = Field(name="tone", label="Tone", kind=Kind.CHOICE, options=(("a", "A"), ("b", "B")), value="b")
    views = {
        ("home", "empty"): View(key="home", blocks=(Title("Home"), Text(EVIL), Row((act,))), summary=EVIL),
        ("home", "full"): View(key="home", blocks=(Table(("a", "b"), (("1",),)),), summary="Full"),
        ("form brand", "page"): View(
            key="form", blocks=(Form(key="brand", title="Brand", fields=(tone,), send=act),), summary="Brand"
        ),
    }
    return [Shown(*name, language, view) for language in LANGUAGES for name, view in views.items()]


def test_every_screen_stands_under_its_name_in_every_language() -> None:
    read = Reader(str(gallery(samples())))
    assert [section["id"] for section in read.all("section")] == ["screen-home", "screen-form-brand"]
    assert [article["lang"] for article in read.all("article")] == [*LANGUAGES * 3]
    assert {link["href"] for link in read.all("a")} == {"#screen-home", "#screen-form-brand"}


def test_the_page_is_whole_in_itself_and_holds_no_script() -> None:
    read = Reader(str(gallery(samples())))
    assert not {"script", "link", "img", "form"} & {tag for tag, _ in read.seen}
    assert 'url("icon.svg")' not in read.text
    assert "default-src 'none'" in str(read.all("meta"))


def test_what_is_chosen_in_one_language_leaves_the_others_alone() -> None:
    radios = [one for one in Reader(str(gallery(samples()))).all("input") if one["name"] not in ("only", "look")]
    assert len({one["name"] for one in radios}) == len(LANGUAGES)
    assert [one["value"] for one in radios if "checked" in one] == ["b"] * len(LANGUAGES)


def test_the_terminal_stands_beside_and_what_is_lost_is_named() -> None:
    page = str(gallery(samples(), lambda view: (f"as text: {view.summary}", ("lost in a terminal",))))
    assert page.count("as text: Full") == page.count("rows of another length") == len(LANGUAGES)
    assert page.count("lost in a terminal") == 2 * len(LANGUAGES)
    assert "as text: Brand" not in page


def test_telegram_stands_beside_with_its_picture_and_its_buttons() -> None:
    blocks = (
        Month("May 2026", (), ()),
        Quote(EVIL),
        Link("Page", "https://example.com/"),
        Row((Act(label="Go", verb="go"),)),
    )
    page = str(gallery([Shown("month", "", "en", View(key="month", blocks=blocks, summary="Month"))]))
    phone = page[page.index('class="phone"') :]
    assert '<div class="picture">🖼 May 2026</div>' in phone
    assert "<blockquote>&lt;/div&gt;" in phone
    assert '<span class="plain">Page ↗</span>' in phone
    assert '<span class="plain">Go</span>' in phone
    assert not {"script", "img", "form"} & {tag for tag, _ in Reader(page).seen}


async def test_what_the_bot_draws_is_shown_where_it_is_given() -> None:
    month = View(key="month", blocks=(Month("May 2026", ("Mo",), ((Day(1),),)),), summary="Month")
    shown = [Shown("month", "", "en", month), *samples()]
    page = str(gallery(shown, pictures=await pictures_of(shown, files_in_memory())))
    (picture,) = Reader(page).all("img")
    assert (picture["class"], picture["alt"]) == ("photo", "May 2026")
    data = b64decode(str(picture["src"]).removeprefix("data:image/jpeg;base64,"))
    assert data.startswith(b"\xff\xd8\xff")
    assert len(data) < 100_000
    assert page == str(gallery(shown, pictures=await pictures_of(shown, files_in_memory())))


def test_where_a_form_is_one_page_telegram_is_left_out() -> None:
    assert str(gallery(samples())).count('class="phone"') == 2 * len(LANGUAGES)


def test_what_stands_in_place_of_the_keyboard_is_shown() -> None:
    shown = phone(render(View(key="x", blocks=(Text("x"), Pick("Which channel?", "Elsewhere")), summary="x")))
    assert '<div class="keys instead"><span>Which channel?</span></div>' in shown


def test_a_link_in_a_message_leads_nowhere() -> None:
    post = Preview("Sandbox", "Rye", "Bread", "5", link="https://example.com/p")
    shown = phone(render(View(key="x", blocks=(post,), summary="x")))
    assert "<a>example.com/p</a>" in shown

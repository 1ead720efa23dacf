"""The page with every screen: whole in itself, in every language, with nothing that could be pressed by mistake."""

from dataclasses import dataclass

from bot.gallery import gallery
from core.texts import LANGUAGES
from handlers.view import Act, Field, Form, Kind, Row, Table, Text, Title, View
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
    radios = [one for one in Reader(str(gallery(samples()))).all("input") if one["name"] != "only"]
    assert len({one["name"] for one in radios}) == len(LANGUAGES)
    assert [one["value"] for one in radios if "checked" in one] == ["b"] * len(LANGUAGES)


def test_the_terminal_stands_beside_and_what_is_lost_is_named() -> None:
    page = str(gallery(samples(), lambda view: (f"as text: {view.summary}", ("lost in a terminal",))))
    assert page.count("as text: Full") == page.count("rows of another length") == len(LANGUAGES)
    assert page.count("lost in a terminal") == 2 * len(LANGUAGES)
    assert "as text: Brand" not in page

"""Every screen, in every language and state, on one page, drawn by the renderer of the product itself."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from types import MappingProxyType
from typing import Protocol
from urllib.parse import quote

from bot.browser.render import Place, render
from bot.pictures.drawing import draw, small
from bot.telegram.look import phone
from bot.telegram.render import render as message
from bot.web.app import LOOK
from bot.web.markup import Html, el, join
from core.ports import Files
from core.texts import FALLBACK, LANGUAGES, Texts
from handlers.view import Form, Month, Preview, View

POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
Words = Callable[[View], tuple[str, Sequence[str]]]
"""A view as the terminal shows it, and what it could not show."""
Pictures = Mapping[tuple[Preview | Month, str], bytes]
"""What is drawn of a block in a language, as JPEG."""
UNDRAWN: Pictures = MappingProxyType({})
WIDTH = 660
"""Dots of a picture: a phone's bubble is half as many wide, and screens have two for one."""


class Sample(Protocol):
    """One screen in one state, in one language."""

    @property
    def screen(self) -> str: ...
    @property
    def state(self) -> str: ...
    @property
    def language(self) -> str: ...
    @property
    def view(self) -> View: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Looks:
    """How else a screen is shown than in a browser."""

    words: Words | None = None
    pictures: Pictures


async def pictures_of(samples: Iterable[Sample], files: Files) -> Pictures:
    """The photos that the bot would send of these."""
    wanted = {(block, one.language) for one in samples if (block := message(one.view).picture) is not None}
    return {
        (block, language): small(await draw(block, files, language=language), width=WIDTH) for block, language in wanted
    }


def gallery(
    samples: Iterable[Sample], words: Words | None = None, *, pictures: Pictures = UNDRAWN, language: str = FALLBACK
) -> str:
    """The page, whole in itself; `words` adds how a terminal shows the same, `pictures` what a phone shows of it."""
    texts, looks = Texts(language), Looks(words=words, pictures=pictures)
    screens: dict[str, list[Sample]] = {}
    for sample in samples:
        screens.setdefault(sample.screen, []).append(sample)
    title = texts.say("web-gallery-title")
    head = [
        el("meta", charset="utf-8"),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("meta", http_equiv="Content-Security-Policy", content=POLICY),
        el("title", title),
        el("style", _style()),
    ]
    more = el("p", texts.say("web-gallery-more"), class_="quiet")
    intro = el("header", el("h1", title), more, _languages(texts), _chats(texts))
    sections = [_screen(name, found, looks, texts) for name, found in screens.items()]
    body = el("body", _navigation(screens, texts), el("main", intro, *sections), class_="gallery")
    return Html("<!doctype html>") + el("html", el("head", *head), body, lang=language)


def _style() -> Html:
    """The product's own style; the icon in it is taken along."""
    icon = "data:image/svg+xml," + quote((LOOK / "icon.svg").read_text("utf-8"))
    return Html((LOOK / "style.css").read_text("utf-8").replace("icon.svg", icon))


def _navigation(screens: Mapping[str, list[Sample]], texts: Texts) -> Html:
    links = [el("li", el("a", name, href=f"#{_anchor(name)}")) for name in sorted(screens)]
    label = texts.say("web-gallery-screens")
    return el("nav", el("h2", label), el("ul", *links), aria_label=label)


def _anchor(name: str) -> str:
    return "screen-" + quote(name.replace(" ", "-"), safe="")


def _languages(texts: Texts) -> Html:
    options = [("all", texts.say("web-gallery-all")), *((one, Texts(one).own_name) for one in LANGUAGES)]
    return _filter("only", texts.say("web-language"), options)


def _chats(texts: Texts) -> Html:
    kinds = ("both", "browser", "telegram")
    return _filter("look", texts.say("web-gallery-look"), [(one, texts.say(f"web-gallery-{one}")) for one in kinds])


def _filter(name: str, label: str, options: Sequence[tuple[str, str]]) -> Html:
    """The first of them, or only what is chosen: the style does it, there is no script."""
    boxes = [
        el(
            "label",
            el("input", type="radio", name=name, id=f"{name}-{one}", checked=at == 0),
            words,
            class_="option",
        )
        for at, (one, words) in enumerate(options)
    ]
    return el("fieldset", el("legend", label), el("div", *boxes, class_="options"), class_="field")


def _screen(name: str, found: list[Sample], looks: Looks, texts: Texts) -> Html:
    ordered = sorted(found, key=lambda one: found.index(next(two for two in found if _state(two) == _state(one))))
    states = [_states(state, list(of), looks, texts) for state, of in groupby(ordered, key=_state)]
    return el("section", el("h2", name, class_="screen"), *states, id=_anchor(name))


def _state(sample: Sample) -> str:
    """What the sample shows, whatever was typed for it in its language."""
    return sample.state.partition("“")[0]


def _states(state: str, samples: list[Sample], looks: Looks, texts: Texts) -> Html:
    shown = [_sample(one, looks, texts, f"g{at}-{id(one)}") for at, one in enumerate(samples)]
    return el("div", el("h3", state) if state else "", el("div", *shown, class_="shown"))


def _sample(sample: Sample, looks: Looks, texts: Texts, name: str) -> Html:
    drawn, warnings = render(sample.view, Place(texts=Texts(sample.language), name=name))
    told, lost = _telegram(sample, looks.pictures)
    parts = [
        el("p", Texts(sample.language).own_name, " · ", sample.state or sample.screen, class_="quiet"),
        el("div", el("div", drawn, class_="bubble"), told, class_="looks"),
        el("p", sample.view.summary, class_="quiet"),
        _warnings(lost, texts),
        _warnings(warnings, texts),
        _terminal(sample.view, looks.words, texts) if looks.words is not None else "",
    ]
    return el("article", *parts, lang=sample.language, class_="card")


def _telegram(sample: Sample, pictures: Pictures) -> tuple[Html, Sequence[str]]:
    """As Telegram shows it, and what it could not show; a form is asked there question by question."""
    if any(isinstance(block, Form) for block in sample.view.blocks):
        return Html(""), ()
    shown = message(sample.view)
    drawn = b"" if shown.picture is None else pictures.get((shown.picture, sample.language), b"")
    return phone(shown, drawn), shown.warnings


def _warnings(warnings: Sequence[str], texts: Texts) -> Html:
    if not warnings:
        return Html("")
    items = [el("li", one) for one in warnings]
    return el("div", el("strong", texts.say("web-gallery-warnings")), el("ul", *items), class_="state")


def _terminal(view: View, words: Words, texts: Texts) -> Html:
    if any(isinstance(block, Form) for block in view.blocks):  # a terminal asks one question at a time
        return Html("")
    text, warnings = words(view)
    label = el("summary", texts.say("web-gallery-terminal"))
    return join([el("details", label, el("pre", text)), _warnings(warnings, texts)])

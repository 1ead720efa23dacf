"""A post the way a network's feed shows it, and what changed between two of its versions."""

from bot.browser.render.place import Place
from bot.web.markup import Html, el, escape, join
from bot.web.posts import avatar, words
from core.model import Media, MediaKind
from handlers import view as v


def preview(one: v.Preview, place: Place, warnings: list[str]) -> Html:
    """The post as a card, its links coloured but leading nowhere: it is not published by being looked at."""
    name = place.say("web-post-at", network=one.network, account=one.account)
    return el(
        "article", _author(one), el("div", words(one.text), class_="words", dir="auto"), _media(one, place),
        _below(one, place, warnings), class_="post over" if one.problems else "post", aria_label=name,
    )  # fmt: skip


def _author(one: v.Preview) -> Html:
    names = el("span", el("strong", one.account), el("span", one.network, class_="quiet"), class_="names")
    return el("header", avatar(one.account), names)


def _media(one: v.Preview, place: Place) -> Html:
    """Its pictures and videos; where their bytes cannot be fetched, a box that says what each shows."""
    told = (*one.shows, *("",) * len(one.media))
    shown = [_file(file, words or file.alt, place) for file, words in zip(one.media, told, strict=False)]
    return el("div", *shown, class_="media") if shown else Html("")


def _file(file: Media, what: str, place: Place) -> Html:
    if place.file is None:
        return el("div", what or "▣", class_="picture", role="img", aria_label=what or None)
    address = place.file(file.key)
    if file.kind is MediaKind.VIDEO:
        return el("video", src=address, controls=True, preload="metadata", playsinline=True, aria_label=what or None)
    size = {"width": file.width, "height": file.height} if file.width and file.height else {}
    return el("img", src=address, alt=what, loading="lazy", decoding="async", **size)


def _below(one: v.Preview, place: Place, warnings: list[str]) -> Html:
    length = el("span", el("span", place.say("web-length"), " ", class_="unseen"), one.count, class_="count")
    parts = [length if one.count else "", _open(one, place, warnings)]
    return join([_problems(one, place), el("footer", *parts) if any(parts) else ""])


def _problems(one: v.Preview, place: Place) -> Html:
    if not one.problems:
        return Html("")
    items = [el("li", el("span", "×", class_="sign", aria_hidden="true"), el("span", text)) for text in one.problems]
    return el("ul", *items, class_="problems", aria_label=place.say("web-problems"))


def _open(one: v.Preview, place: Place, warnings: list[str]) -> Html:
    if not one.link:
        return Html("")
    if not one.link.startswith(("https://", "http://")):
        warnings.append("preview: its link is not an address of the web")
        return Html("")
    return el("a", place.say("web-see-post"), href=one.link, target="_blank", rel="noopener noreferrer", class_="go")


def diff(parts: tuple[tuple[str, str], ...], place: Place) -> Html:
    """The words in order; what came and went is marked by line and colour, and said where nothing is seen."""
    return el("p", join(_part(kind, text, place) for kind, text in parts), class_="diff", dir="auto")


def _part(kind: str, text: str, place: Place) -> Html:
    if kind == " ":
        return escape(text)
    name, key = ("ins", "web-added") if kind == "+" else ("del", "web-removed")
    return el(name, el("span", place.say(key), " ", class_="unseen"), text)

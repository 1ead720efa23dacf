"""The frame of every page for people, and in which language it speaks."""

from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import HTMLResponse

from bot.web.markup import Html, el, join
from core.texts import FALLBACK, LANGUAGES, Texts

STYLE = "/look/style.css"


def language_of(request: Request) -> str:
    """`?lang=` where it is one of ours, else the first that the browser asks for, else English."""
    if (asked := request.query_params.get("lang")) in LANGUAGES:
        return str(asked)
    return preferred(request.headers.get("accept-language", ""))


def preferred(header: str) -> str:
    """The shipped language that an Accept-Language header wants most."""
    wanted = sorted((_weighed(part) for part in header.split(",")), key=lambda pair: -pair[0])
    return next((name for weight, name in wanted if name in LANGUAGES and weight > 0), FALLBACK)


def _weighed(part: str) -> tuple[float, str]:
    tag, _, rest = part.partition(";")
    try:
        weight = float(rest.strip().removeprefix("q=") or 1)
    except ValueError:
        weight = 0.0
    return weight, tag.strip().split("-")[0].lower()


def texts_for(request: Request) -> Texts:
    """The words for whoever sent the request."""
    return Texts(language_of(request))


def document(texts: Texts, title: str, *body: str, head: Sequence[str] = (), **attributes: str) -> Html:
    """A whole document; `attributes` are the body's."""
    first = [
        el("meta", charset="utf-8"),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("meta", name="color-scheme", content="light dark"),
        el("title", title),
        el("link", rel="stylesheet", href=STYLE),
        el("link", rel="icon", href="/look/icon.svg", type="image/svg+xml"),
    ]
    whole = el("html", el("head", *first, *head), el("body", *body, **attributes), lang=texts.language)
    return Html("<!doctype html>" + whole)


def page(texts: Texts, title: str, *main: str, status: int = 200, head: Sequence[str] = ()) -> HTMLResponse:
    """A page of reading width with the product's name above and the ways on below."""
    bar = el("header", el("a", texts.say("web-name"), href="/", class_="brand"), class_="bar")
    foot = el("footer", el("a", texts.say("web-privacy"), href=f"/privacy?lang={texts.language}"), class_="foot")
    body = (bar, el("main", *main, id="main"), foot)
    return HTMLResponse(document(texts, title, *body, head=head, class_="page"), status)


def languages(texts: Texts, path: str) -> Html:
    """Links to the same page in every language, each under its own name."""
    return el(
        "nav",
        join(_language(one, texts, path) for one in LANGUAGES),
        class_="languages",
        aria_label=texts.say("web-language"),
    )


def _language(one: str, texts: Texts, path: str) -> Html:
    current = "true" if one == texts.language else None
    return el("a", Texts(one).own_name, href=f"{path}?lang={one}", lang=one, hreflang=one, aria_current=current)

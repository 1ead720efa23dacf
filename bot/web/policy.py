"""The privacy policy in full, in every language: the company's own words, given structure but never changed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.web.markup import Html, el, escape, join
from bot.web.pages import languages, page, texts_for
from core.texts import FALLBACK, Texts

HEADING = re.compile(r"\d+\. ")
DAY = re.compile(r"(\d\d)\.(\d\d)\.(\d{4})")
ADDRESS = re.compile(r"https://[\w./-]+\w|[\w.-]+@[\w.-]+\w")


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered heading and its lines."""

    heading: str
    lines: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Policy:
    """What the file says, in its parts."""

    title: str
    effective: date
    sections: tuple[Section, ...]
    """The first, without a heading, is what stands before all."""


@cache
def policy(language: str) -> Policy:
    """The policy as it is kept in `locales/`."""
    title, effective, *rest = files("locales").joinpath(language, "policy.md").read_text("utf-8").splitlines()
    sections = [Section("")]
    for line in _whole(rest):
        if HEADING.match(line):
            sections.append(Section(line))
        else:
            sections[-1].lines.append(line)
    return Policy(title, _day(effective), tuple(sections))


def _day(line: str) -> date:
    day, month, year = map(int, DAY.findall(line)[0])
    return date(year, month, day)


def _whole(lines: list[str]) -> Iterator[str]:
    """The lines; a dash that stands alone belongs to the one after it."""
    dash = ""
    for line in lines:
        if line.strip() == "-":
            dash = "- "
        elif line.strip():
            yield dash + line.strip()
            dash = ""


def _linked(text: str) -> Html:
    parts, at = [], 0
    for found in ADDRESS.finditer(text):
        href = found.group() if found.group().startswith("https:") else f"mailto:{found.group()}"
        parts += [escape(text[at : found.start()]), el("a", found.group(), href=href)]
        at = found.end()
    return join([*parts, escape(text[at:])])


def _body(lines: list[str]) -> Html:
    plain = [_linked(line) for line in lines if not line.startswith("- ")]
    points = [line.removeprefix("- ") for line in lines if line.startswith("- ")]
    paragraph = el("p", join(plain, Html("<br>"))) if plain else Html("")
    return join([paragraph, _list(points)] if points else [paragraph])


def _list(points: list[str]) -> Html:
    """The points; those after one that ends with a colon stand under it, up to the one that ends the sentence."""
    items, waiting = [], iter(points)
    for point in waiting:
        under = []
        if point.endswith(":"):
            for one in waiting:
                under.append(el("li", _linked(one)))
                if one.endswith("."):
                    break
        items.append(el("li", _linked(point), el("ul", *under) if under else ""))
    return el("ul", *items)


def _contents(texts: Texts, sections: tuple[Section, ...]) -> Html:
    links = [
        el("li", el("a", HEADING.sub("", one.heading), href=f"#s{at}"))
        for at, one in enumerate(sections)
        if one.heading
    ]
    return el(
        "nav",
        el("h2", texts.say("web-contents")),
        el("ol", *links),
        class_="contents",
        aria_label=texts.say("web-contents"),
    )


def _translated(texts: Texts) -> Html:
    original = el("a", texts.say("web-policy-original"), href=f"/privacy?lang={FALLBACK}", hreflang=FALLBACK)
    return el("p", texts.say("web-policy-translation"), " ", original, class_="remark")


async def show(request: Request) -> Response:
    """`/privacy`."""
    texts = texts_for(request)
    kept = policy(texts.language)
    first, *numbered = kept.sections
    main = [
        languages(texts, "/privacy"),
        el("h1", kept.title),
        el("p", texts.say("web-policy-effective", date=texts.full_date(kept.effective)), class_="quiet"),
        *([] if texts.language == FALLBACK else [_translated(texts)]),
        _body(first.lines),
        _contents(texts, kept.sections),
        *(
            el("section", el("h2", one.heading), _body(one.lines), id=f"s{at}")
            for at, one in enumerate(numbered, start=1)
        ),
    ]
    answer = page(texts, kept.title, *main)
    answer.headers["Cache-Control"] = "no-cache"
    answer.headers["Vary"] = "Accept-Language"
    return answer


routes = [Route("/privacy", show)]

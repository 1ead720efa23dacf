"""Each kind of block as HTML: one small function for each."""

import re
from itertools import zip_longest

from bot.browser.render.days import grid, month
from bot.browser.render.forms import form
from bot.browser.render.place import Place, button
from bot.browser.render.posts import diff, preview
from bot.web.markup import Html, el, escape, join
from handlers import view as v

BOLD = re.compile(r"\*(\S(?:[^*\n]*\S)?)\*")
SIGNS = {v.Level.INFO: "i", v.Level.GOOD: "✓", v.Level.WARNING: "!", v.Level.BAD: "×"}
SAFE = ("https://", "http://")


def block(one: v.Block, place: Place, at: int, warnings: list[str]) -> Html:  # noqa: C901, PLR0911, PLR0912 - a table
    """The block; `at` is its place among the others, for the ids in it."""
    match one:
        case v.Title(text):
            return el("h2", text)
        case v.Text(text):
            return el("p", bold(text), class_="text")
        case v.Quote(text):
            return el("blockquote", text, dir="auto")
        case v.Fields(rows):
            return el("dl", join(el("div", el("dt", label), el("dd", value)) for label, value in rows), class_="fields")
        case v.When():
            return when(one)
        case v.Preview():
            return preview(one, place, warnings)
        case v.Diff(parts):
            return diff(parts, place)
        case v.Table():
            return table(one, place, warnings)
        case v.Progress():
            return progress(one, place)
        case v.Notice(level, text):
            return notice(level, text, place)
        case v.Link():
            return link(one, warnings)
        case v.Row():
            return row(one, place, warnings)
        case v.Month():
            return month(one)
        case v.Grid():
            return grid(one, place, warnings)
        case v.Choice():
            return choice(one, place, f"{place.name}-{at}", warnings)
        case v.Pick():
            return notice(v.Level.INFO, one.elsewhere, place)  # there is no such list here
        case v.Form():
            return form(one, place, f"{place.name}-{at}", warnings)


def bold(text: str) -> Html:
    """Our own words: `*bold*` is the only markup in them."""
    parts, at = [], 0
    for found in BOLD.finditer(text):
        parts += [escape(text[at : found.start()]), el("strong", found.group(1))]
        at = found.end()
    return join([*parts, escape(text[at:])])


def when(one: v.When) -> Html:
    """A moment: machines read it from the attribute, people the words."""
    moment = el("time", one.text, datetime=one.at.isoformat())
    distance = el("span", one.distance, class_="quiet") if one.distance else ""
    return el("p", el("span", one.label, class_="label"), moment, distance, class_="when")


def table(one: v.Table, place: Place, warnings: list[str]) -> Html:
    """Rows under a head; where it is wider than the screen it scrolls by itself, also by keyboard."""
    if any(len(cells) != len(one.head) for cells in one.rows):
        warnings.append("table: rows of another length than the head")
    head = el("thead", el("tr", join(el("th", cell, scope="col") for cell in one.head)))
    body = el("tbody", join(el("tr", join(_cells(cells, len(one.head)))) for cells in one.rows))
    name = place.say("web-table")
    return el("div", el("table", head, body), class_="scroll", role="region", tabindex=0, aria_label=name)


def _cells(cells: tuple[str, ...], width: int) -> list[Html]:
    return [el("td", cell or "") for cell, _ in zip_longest(cells, range(width), fillvalue="")]


def progress(one: v.Progress, place: Place) -> Html:
    """Being done. What there is of it comes many times a second: to be read, not to be read out each time."""
    words = el("p", el("span", class_="turning", aria_hidden="true"), one.text, class_="doing", role="status")
    partial = el(
        "div", one.partial, class_="partial", aria_busy="true", aria_label=place.say("web-working"), dir="auto"
    )
    return el("div", words, partial if one.partial else "", class_="progress")


def notice(level: v.Level, text: str, place: Place) -> Html:
    """A sentence with its kind as colour and sign; as a word for whoever sees neither."""
    sign = el("span", SIGNS[level], class_="sign", aria_hidden="true")
    words = el("p", el("span", place.say(f"web-{level}"), ": ", class_="unseen"), text)
    return el("div", sign, words, class_=f"notice {level}", role="note")


def link(one: v.Link, warnings: list[str]) -> Html:
    """A page that opens beside this one; an address that is none of the web's is only shown."""
    if not one.url.startswith(SAFE):
        warnings.append(f"link: {one.url[:40]} is not an address of the web")
        return el("p", one.label, " ", el("span", one.url, class_="quiet"))
    return el("p", el("a", one.label, href=one.url, target="_blank", rel="noopener noreferrer", class_="go"))


def row(one: v.Row, place: Place, warnings: list[str]) -> Html:
    """Buttons that belong together."""
    if not one.acts:
        warnings.append("row: no buttons")
    return place.form(*(button(act, place) for act in one.acts), class_="row")


def choice(one: v.Choice, place: Place, name: str, warnings: list[str]) -> Html:
    """One of several: a named group of buttons, the present one pressed."""
    if not one.acts or (one.chosen is not None and not 0 <= one.chosen < len(one.acts)):
        warnings.append("choice: nothing to choose, or what is chosen is not there")
    buttons = [button(act, place, pressed=at == one.chosen) for at, act in enumerate(one.acts)]
    group = el("div", *buttons, class_="options", role="group", aria_labelledby=f"{name}-label")
    return place.form(el("span", one.label, class_="label", id=f"{name}-label"), group, class_="choice")

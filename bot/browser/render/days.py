"""Days in columns under the names of the weekdays: a month to look at, and a grid of buttons to choose from."""

from itertools import zip_longest

from bot.browser.render.place import Place, button
from bot.web.markup import Html, el, join
from handlers import view as v

BLANK = "·"


def month(one: v.Month) -> Html:
    """A table that is read out day by day, with what is planned in its day."""
    body = el("tbody", join(el("tr", join(map(_day, week))) for week in one.weeks))
    return el("div", el("table", el("caption", one.title), _head(one.weekdays), body), class_="month")


def _head(names: tuple[str, ...]) -> Html:
    return el("thead", el("tr", join(el("th", name, scope="col") for name in names)))


def _day(day: v.Day) -> Html:
    planned = join(el("span", line, class_="plan", title=line) for line in day.planned)
    number = el("span", f"{day.number}", class_="number")
    return el("td", number, planned, class_="outside" if day.outside else None, aria_current=_today(day))


def _today(day: v.Day) -> str | None:
    return "date" if day.today else None


def grid(one: v.Grid, place: Place, warnings: list[str]) -> Html:
    """Buttons in their columns."""
    if not any(one.rows):
        warnings.append("grid: no buttons")
    wide = max(len(one.head), *map(len, one.rows), 0)
    body = el("tbody", join(el("tr", join(_cells(row, wide, place))) for row in one.rows))
    return place.form(el("table", _head(one.head) if any(one.head) else "", body), class_="grid")


def _cells(row: tuple[v.Act, ...], wide: int, place: Place) -> list[Html]:
    return [el("td", button(act, place, blank=BLANK) if act else "") for act, _ in zip_longest(row, range(wide))]

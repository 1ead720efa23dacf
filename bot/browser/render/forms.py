"""A Form as labelled inputs: each with its hint and its error tied to it, so that they are read out with the label."""

from bot.browser.render.place import Place
from bot.web.markup import Html, el, join
from handlers import view as v

FEW = 6
"""Up to so many options are all in sight; more are a list that opens."""
ANSWER = "answer."
"""Begins the names of answers, apart from what else the form sends."""


def form(one: v.Form, place: Place, name: str, warnings: list[str]) -> Html:
    """All questions, and the button that sends the answers."""
    fields = [_field(field, one.errors.get(field.name, ""), place, f"{name}-{field.name}") for field in one.fields]
    warnings += [f"form: {field.name} asks for a file" for field in one.fields if field.kind is v.Kind.FILE]
    style = v.Style.PRIMARY if one.send.style is v.Style.PLAIN else one.send.style
    token = {"name": "token", "value": one.send.token} if place.action else {}
    send = el("button", one.send.label, type="submit" if place.action else "button", class_=style, **token)
    return place.form(*fields, el("div", send, class_="row"), class_="form", aria_label=one.title)


def _field(field: v.Field, error: str, place: Place, name: str) -> Html:
    described = " ".join(part for part in (_if(field.hint, f"{name}-hint"), _if(error, f"{name}-error")) if part)
    notes = [
        el("p", field.hint, class_="hint", id=f"{name}-hint") if field.hint else "",
        _error(error, place, name) if error else "",
    ]
    shared = {"aria_describedby": described or None, "aria_invalid": "true" if error else None}
    if field.kind is v.Kind.FILE:
        return el("div", el("span", field.label, class_="label"), el("p", place.say("web-no-file"), class_="hint"))
    if field.options and (field.kind is v.Kind.MULTI or len(field.options) <= FEW):
        return _group(field, place, name, notes, shared)
    label = el("label", *_label(field, place), for_=name)
    return el("div", label, *notes, _input(field, place, name, shared), class_="field")


def _if(text: str, name: str) -> str:
    return name if text else ""


def _label(field: v.Field, place: Place) -> list[str]:
    optional = el("span", place.say("web-optional"), class_="quiet")
    return [field.label, " ", optional] if field.optional else [field.label]


def _error(error: str, place: Place, name: str) -> Html:
    sign = el("span", "×", class_="sign", aria_hidden="true")
    word = el("span", place.say("web-bad"), ": ", class_="unseen")
    return el("p", sign, el("span", word, error), class_="error", id=f"{name}-error")


def _input(field: v.Field, place: Place, name: str, shared: dict[str, str | None]) -> Html:
    kept = {"id": name, "name": _sent_as(field, place, name), **shared}
    if field.options:
        return _select(field, place, kept)
    needed = {**kept, "required": not field.optional}
    if field.kind is v.Kind.LONG:
        # The parser drops one line break after the tag: with one put there, a text's own first one stays.
        return el("textarea", Html("\n"), field.value, rows=5, dir="auto", **needed)
    return el("input", type="text", value=field.value, dir="auto", autocomplete="off", **needed)


def _sent_as(field: v.Field, place: Place, name: str) -> str:
    """The answer's name; where nothing is sent there is no form that keeps groups of buttons apart: the id does."""
    return ANSWER + field.name if place.action else name


def _select(field: v.Field, place: Place, kept: dict[str, str | None]) -> Html:
    none = [("", place.say("web-none"))] if field.optional or not field.value else []
    options = [
        el("option", label, value=value, selected=value == field.value) for value, label in (*none, *field.options)
    ]
    return el("select", *options, required=not field.optional, **kept)


def _group(field: v.Field, place: Place, name: str, notes: list[str], shared: dict[str, str | None]) -> Html:
    """All options in sight: one of them, or any number."""
    many = field.kind is v.Kind.MULTI
    chosen = set(field.value.split(",")) if many else {field.value}
    options = [("", place.say("web-none")), *field.options] if field.optional and not many else [*field.options]
    kind = "checkbox" if many else "radio"
    boxes = join(
        el(
            "label",
            el("input", type=kind, name=_sent_as(field, place, name), value=value, checked=value in chosen,
               required=not (many or field.optional)),
            el("span", label),
            class_="option",
        )
        for value, label in options
    )  # fmt: skip
    legend = el("legend", *_label(field, place), id=f"{name}-legend")
    return el("fieldset", legend, *notes, el("div", boxes, class_="options"), class_="field", **shared)

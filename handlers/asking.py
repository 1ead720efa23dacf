"""Asking a Form: as one page where the platform can, else one question at a time with Back, Skip and Cancel."""

import json
from collections.abc import Mapping
from dataclasses import replace

from core.checks import clean
from core.errors import Invalid, Missing
from core.roles import require
from handlers.buttons import shorten
from handlers.rooms import LABEL_MOST
from handlers.routes import FORMS, SENT, Reply, Turn, on_act, on_answer, screen
from handlers.view import Act, Block, Choice, Field, Form, Kind, Level, Notice, Quote, Row, Text, Title, View

FLOW = "form"


async def ask(turn: Turn, key: str, **args: str) -> Reply:
    """Starts the form `key`."""
    return await _page_or_question(turn, key, args, {}, 0)


async def _page_or_question(turn: Turn, key: str, args: dict[str, str], answers: dict[str, str], at: int) -> Reply:
    form = await FORMS[key](turn.about(**args))
    if turn.whole_forms:
        return Reply(show=_page(turn, form, args, {}), flow="")
    data = {"form": key, "args": json.dumps(args), "answers": json.dumps(answers), "at": str(at)}
    return Reply(show=_question(turn, form, answers, at), flow=FLOW, data=data)


@screen("form")
async def page(turn: Turn) -> View:
    """The form as one page, drawn anew. Raises `Missing` for one that an older release had."""
    args = dict(turn.args)
    key = args.pop("form")
    if key not in FORMS:
        raise Missing(f"form {key}")
    return _page(turn, await FORMS[key](turn.about(**args)), args, {})


def _page(turn: Turn, form: Form, args: dict[str, str], errors: dict[str, str]) -> View:
    send = replace(form.send, verb="form.send", args={"form": form.key, **args})
    cancel = Act(label=turn.say("act-cancel"), verb="form.cancel")
    blocks = (Title(form.title), replace(form, send=send, errors=errors), Row((cancel,)))
    return View(key="form", args={"form": form.key, **args}, blocks=blocks, summary=form.title)


def _question(turn: Turn, form: Form, answers: dict[str, str], at: int, error: str = "") -> View:
    field = form.fields[at]
    place = turn.say("form-place", at=at + 1, of=len(form.fields)) if len(form.fields) > 1 else ""
    blocks: list[Block] = [Title(form.title), Text(f"{place} *{field.label}*".strip())]
    if error:
        blocks.append(Notice(Level.BAD, error))
    if field.hint:
        blocks.append(Text(field.hint))
    if held := answers.get(field.name, field.value):
        blocks.append(Text(turn.say("form-suggested" if _proposed(field, answers) else "form-now")))
        blocks.append(Quote(dict(field.options).get(held, held)))
    if field.options:
        blocks.append(_options(field, held))
    keep = ("act-take" if _proposed(field, answers) else "act-keep") if held else ""
    blocks.append(_ways(turn, field, at, keep=keep))
    return View(key="question", blocks=tuple(blocks), summary=f"{form.title}: {field.label}")


def _options(field: Field, held: str) -> Choice:
    values = [value for value, _ in field.options]
    acts = tuple(
        Act(label=shorten(label, LABEL_MOST), verb="form.pick", args={"field": field.name, "value": value})
        for value, label in field.options
    )
    return Choice(field.label, acts, values.index(held) if held in values else None)


def _proposed(field: Field, answers: Mapping[str, str]) -> bool:
    """Whether what stands there is only a suggestion, which nobody has taken yet."""
    return field.suggested and field.name not in answers


def _ways(turn: Turn, field: Field, at: int, *, keep: str) -> Row:
    acts = []
    if at:
        acts.append(Act(label=turn.say("act-back"), verb="form.back", args={"field": field.name}))
    if keep:
        acts.append(Act(label=turn.say(keep), verb="form.keep", args={"field": field.name}))
    if keep and field.optional:
        acts.append(Act(label=turn.say("act-empty"), verb="form.empty", args={"field": field.name}))
    elif field.optional:
        acts.append(Act(label=turn.say("act-skip"), verb="form.keep", args={"field": field.name}))
    acts.append(Act(label=turn.say("act-cancel"), verb="form.cancel"))
    return Row(tuple(acts))


def checked(field: Field, value: str) -> str:
    """The answer, without what nobody sees. Raises `Invalid` where it is missing, too long, or not offered."""
    value = clean(value)
    if field.kind is Kind.LINE:
        value = " ".join(value.split())
    if not value and not field.optional:
        raise Invalid("form-needed", field=field.name)
    if len(value) > field.longest:
        raise Invalid("form-too-long", field=field.name, most=field.longest, length=len(value))
    if value and field.kind is Kind.CHOICE:
        return _option(field, value)
    return value


def _option(field: Field, value: str) -> str:
    for known, label in field.options:
        if value.casefold() in {known.casefold(), label.casefold()}:
            return known
    raise Invalid("form-not-offered", field=field.name)


def sentence(turn: Turn, error: Invalid) -> str:
    """The error in the reader's words."""
    return turn.say(error.reason, **error.facts)


@on_act("form.send")
async def send(turn: Turn) -> Reply:
    """A whole page came in."""
    args = dict(turn.args)
    if (key := args.pop("form")) not in FORMS:
        raise Missing("a form of an older release")
    form = await FORMS[key](turn.about(**args))
    answers, errors = {}, {}
    for field in form.fields:
        try:
            answers[field.name] = checked(field, turn.answers.get(field.name, ""))
        except Invalid as error:
            errors[field.name] = sentence(turn, error)
    kept = replace(form, fields=tuple(replace(f, value=turn.answers.get(f.name, f.value)) for f in form.fields))
    if errors:
        return Reply(show=_page(turn, kept, args, errors))
    try:
        return await _finish(turn, key, args, answers)
    except Invalid as error:
        if (name := error.facts.get("field")) is None:
            raise
        return Reply(show=_page(turn, kept, args, {str(name): sentence(turn, error)}))


async def _finish(turn: Turn, key: str, args: dict[str, str], answers: dict[str, str]) -> Reply:
    route = SENT[key]
    require(turn.role, route.need)
    reply = await route.handler(replace(turn, args=args, answers=answers))
    return replace(reply, flow="") if reply.flow is None else reply


def _asked(turn: Turn) -> tuple[str, dict[str, str], dict[str, str], int] | None:
    data = turn.conversation.data
    if turn.conversation.flow != FLOW or data.get("form") not in FORMS:
        return None
    if turn.scope != turn.conversation.workspace_id:  # a button of an older question, asked in another workspace
        return None
    return data["form"], json.loads(data["args"]), json.loads(data["answers"]), int(data["at"])


@on_answer(FLOW)
async def answer(turn: Turn) -> Reply:
    """Words in answer to a question."""
    return await _answered(turn, turn.said.text)


@on_act("form.pick")
async def pick(turn: Turn) -> Reply:
    """A choice in answer to a question."""
    return await _answered(turn, turn.args["value"], turn.args["field"])


@on_act("form.keep")
async def keep(turn: Turn) -> Reply:
    """The answer stays as it is, or stays empty."""
    return await _answered(turn, None, turn.args["field"])


async def _answered(turn: Turn, value: str | None, name: str | None = None) -> Reply:
    if (asked := _asked(turn)) is None:
        return Reply(toast=turn.say("form-over"))
    key, args, answers, at = asked
    form = await FORMS[key](turn.about(**args))
    field = form.fields[at]
    if name not in {None, field.name}:
        return Reply(toast=turn.say("form-moved-on", label=field.label))
    try:
        answers[field.name] = checked(field, answers.get(field.name, field.value) if value is None else value)
        if at + 1 < len(form.fields):
            return await _page_or_question(turn, key, args, answers, at + 1)
        return await _finish(turn, key, args, answers)
    except Invalid as error:
        return Reply(show=_question(turn, form, answers, at, sentence(turn, error)))


@on_act("form.empty")
async def empty(turn: Turn) -> Reply:
    """No answer, in the place of the one that there is."""
    return await _answered(turn, "", turn.args["field"])


@on_act("form.back")
async def back(turn: Turn) -> Reply:
    """One question back, its answer kept."""
    if (asked := _asked(turn)) is None:
        return Reply(toast=turn.say("form-over"))
    key, args, answers, at = asked
    return await _page_or_question(turn, key, args, answers, max(0, at - 1))


@on_act("form.cancel")
async def cancel(turn: Turn) -> Reply:
    """The form is given up; nothing of it was saved yet."""
    blocks = (Notice(Level.INFO, turn.say("form-cancelled")), Row((Act(label=turn.say("act-home"), verb="home"),)))
    return Reply(show=View(key="cancelled", blocks=blocks, summary=turn.say("form-cancelled")), flow="")

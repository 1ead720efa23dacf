"""What the writers may know of the business, asked once and shown whenever somebody wants to change it."""

import re
from dataclasses import replace

from core import joining
from core.errors import Invalid
from core.model import Brand
from core.roles import Right, may
from core.texts import LANGUAGES, Texts
from handlers.asking import ask
from handlers.buttons import button, home, primary
from handlers.compose import TONES
from handlers.routes import Reply, Turn, draw, form, on_act, on_command, on_sent, screen
from handlers.view import Act, Field, Fields, Form, Kind, Level, Notice, Row, Text, Title, View

NOTHING = frozenset({"-", "–", "—"})
"""What clears an answer: where questions come one at a time, an empty message cannot be sent."""
NEVER_MOST = 30
NEVER_LONGEST = 60


@on_command("brand")
async def command(turn: Turn) -> Reply:
    """`/brand`: straight to the questions where nothing is known yet."""
    if turn.workspace.brand == Brand() and may(turn.role, Right.MANAGE):
        return await ask_brand(turn)
    return await show(turn)


@on_act("brand")
async def show(turn: Turn) -> Reply:
    """The summary."""
    return Reply(show=await draw(turn, "brand"), flow="")


@screen("brand")
async def brand_screen(turn: Turn) -> View:
    """All that writers are told about the business."""
    mine = may(turn.role, Right.MANAGE)
    empty = turn.workspace.brand == Brand()
    told = Notice(Level.INFO, turn.say("brand-empty")) if empty else Text(turn.say("brand-text"))
    change = button(turn, "brand-change" if not empty else "brand-describe", "brand.ask")
    acts = [*([change] if mine else []), primary(turn, "write", "compose.how"), button(turn, "settings", "settings")]
    blocks = (
        Title(turn.say("brand-title")),
        told,
        Fields(_rows(turn)),
        *(() if mine else (Text(turn.say("brand-owner-only")),)),
        Row((*acts, home(turn))),
    )
    return View(key="brand", blocks=blocks, summary=turn.say("brand-title"))


def _rows(turn: Turn) -> tuple[tuple[str, str], ...]:
    brand, none = turn.workspace.brand, turn.say("brand-none")
    tone = turn.say(f"tone-{brand.tone}") if brand.tone in TONES else brand.tone
    values = {"name": brand.name, "about": brand.about, "audience": brand.audience, "tone": tone}
    values |= {"never": ", ".join(brand.never), "language": Texts(turn.workspace.language).own_name}
    return tuple((turn.say(f"brand-{name}"), value or none) for name, value in values.items())


@on_act("brand.ask", Right.MANAGE)
async def ask_brand(turn: Turn) -> Reply:
    """The questions. They are about the card's workspace: the conversation is there from now on."""
    return replace(await ask(turn, "brand"), workspace=turn.scope)


@form("brand")
async def brand_form(turn: Turn) -> Form:
    """Five things about the business, and the language it speaks to its own readers."""
    brand = turn.workspace.brand
    never = ", ".join(brand.never)
    fields = (
        _field(turn, "name", brand.name, longest=80),
        _field(turn, "about", brand.about, longest=1000, kind=Kind.LONG),
        _field(turn, "audience", brand.audience, longest=500, kind=Kind.LONG),
        replace(_field(turn, "tone", brand.tone, kind=Kind.CHOICE), options=_tones(turn)),
        _language(turn),
        _field(turn, "never", never, longest=NEVER_MOST * NEVER_LONGEST),  # last: it alone is checked after all came
    )
    return Form(key="brand", title=turn.say("brand-title"), fields=fields, send=_send(turn))


def _field(turn: Turn, name: str, value: str, *, kind: Kind = Kind.LINE, longest: int = 300) -> Field:
    hint = turn.say(f"brand-{name}.hint")
    if value and kind is not Kind.CHOICE:
        hint = f"{hint}\n{turn.say('brand-clear')}"
    label = turn.say(f"brand-{name}")
    return Field(name=name, label=label, kind=kind, hint=hint, value=value, optional=True, longest=longest)


def _tones(turn: Turn) -> tuple[tuple[str, str], ...]:
    return tuple((tone, turn.say(f"tone-{tone}")) for tone in TONES)


def _language(turn: Turn) -> Field:
    return Field(
        name="language",
        label=turn.say("brand-language"),
        kind=Kind.CHOICE,
        hint=turn.say("brand-language.hint"),
        value=turn.workspace.language,
        options=tuple((one, Texts(one).own_name) for one in LANGUAGES),
    )


def _send(turn: Turn) -> Act:
    return primary(turn, "brand-save", "form.send")


@on_sent("brand", Right.MANAGE)
async def save(turn: Turn) -> Reply:
    """Keeps the answers and shows them together."""
    answers = {name: "" if value in NOTHING else value for name, value in turn.answers.items()}
    brand = Brand(
        name=answers["name"],
        about=answers["about"],
        audience=answers["audience"],
        tone=answers["tone"],
        never=never_words(answers["never"]),
    )
    # A workspace that still bears its owner's name takes the business's.
    unnamed = turn.workspace.name == turn.person.name and brand.name
    name = brand.name if unnamed else turn.workspace.name
    workspace = await joining.set_workspace(
        turn.app, turn.workspace, turn.person.id, name=name, brand=brand, language=answers["language"]
    )
    view = await draw(turn.with_(workspace=workspace), "brand")
    return Reply(show=view.with_block(Notice(Level.GOOD, turn.say("brand-saved")), 1))


def never_words(answer: str) -> tuple[str, ...]:
    """The words between commas or on lines, each once. Raises `Invalid` where they are too many or a sentence."""
    parts = (" ".join(part.strip(" .\"'„“”«»").split()) for part in re.split(r"[,;\n]", answer))
    words = tuple({part.casefold(): part for part in parts if part}.values())
    if len(words) > NEVER_MOST:
        raise Invalid("brand-never-many", field="never", most=NEVER_MOST, count=len(words))
    if any(len(word) > NEVER_LONGEST for word in words):
        raise Invalid("brand-never-long", field="never", most=NEVER_LONGEST)
    return words

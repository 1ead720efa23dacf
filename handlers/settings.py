"""Settings: what can be chosen, what it is now, and one button to each; how late a post may go out, and who writes."""

from datetime import UTC, timedelta
from math import ceil

from core import joining, times
from core.model import Membership
from core.roles import Right, may
from core.texts import LANGUAGES, Texts
from handlers.approval import rule_name
from handlers.buttons import button, home
from handlers.rooms import back_row, one_of, owners_only
from handlers.routes import Reply, Turn, draw, on_act, on_command, screen
from handlers.view import Act, Block, Choice, Fields, Level, Notice, Row, Text, Title, View

GRACES = (5, 15, 30, 60, 180)
"""How late a post may still go out, in minutes."""
BUDGETS = (0, 5, 10, 25, 50, 100)
"""What a language model may cost in a calendar month, in euro; 0: it is off in this workspace."""
EURO = 1_000_000
"""In micro-euro."""
CENT = EURO // 100


@on_command("settings")
@on_act("settings")
async def show(turn: Turn) -> Reply:
    """The overview."""
    return Reply(show=await draw(turn, "settings"), flow="")


@screen("settings")
async def settings_screen(turn: Turn) -> View:
    """One's own settings, then those of the workspace."""
    people = await turn.app.store.count(turn.scope, Membership)
    blocks = (
        Title(turn.say("settings-title")),
        Text(turn.say("settings-yours")),
        _interface(turn),
        Fields(((turn.say("settings-zone"), _zone(turn)),)),
        Row((button(turn, "settings-zone", "zone.ask"), button(turn, "settings-privacy", "privacy"))),
        Text(turn.say("settings-shared")),
        Fields(_shared(turn, people)),
        *_rooms(turn),
        Row((button(turn, "help", "help"), home(turn))),
    )
    return View(key="settings", blocks=blocks, summary=turn.say("settings-title"))


def _interface(turn: Turn) -> Choice:
    acts = tuple(
        Act(label=Texts(one).own_name, verb="language.set", args={"language": one, "back": "settings"})
        for one in LANGUAGES
    )
    return Choice(turn.say("settings-interface"), acts, LANGUAGES.index(turn.texts.language))


def _zone(turn: Turn) -> str:
    name = times.zone_name(turn.texts.zone, turn.texts.language)
    return name if turn.person.zone else turn.say("settings-zone-guess", zone=name)


def _shared(turn: Turn, people: int) -> tuple[tuple[str, str], ...]:
    here = turn.workspace
    rows = (
        ("workspace", f"{here.name} · {turn.say(f'role-{turn.role}')}"),
        ("content", Texts(here.language).own_name),
        ("brand", here.brand.name or turn.say("settings-unset")),
        ("approval", rule_name(turn)),
        ("grace", lasting(turn, here.grace)),
        ("team", turn.say("settings-people", count=people)),
        ("writer", writer_name(turn)),
    )
    return tuple((turn.say(f"settings-{name}"), value) for name, value in rows)


def _rooms(turn: Turn) -> tuple[Block, ...]:
    business = (("workspace", "workspaces"), ("brand", "brand"), ("content", "content"))
    rules = (("approval", "approval"), ("grace", "grace"))
    others = (("accounts", "connect"), ("team", "team"), ("writer", "writer"))
    return tuple(
        Row(tuple(button(turn, f"settings-{name}", verb) for name, verb in row)) for row in (business, rules, others)
    )


# -- the language of posts ---------------------------------------------------------------------------------------------


@on_act("content")
async def show_content(turn: Turn) -> Reply:
    """Which language posts are in."""
    return Reply(show=await draw(turn, "content"))


@screen("content")
async def content_screen(turn: Turn) -> View:
    """The languages there are, the present one marked."""
    acts = tuple(Act(label=Texts(one).own_name, verb="content.set", args={"language": one}) for one in LANGUAGES)
    choice = Choice(turn.say("settings-content"), acts, LANGUAGES.index(turn.workspace.language))
    now = Fields(((turn.say("settings-content"), Texts(turn.workspace.language).own_name),))
    blocks = (
        Title(turn.say("settings-content")),
        Text(turn.say("content-text")),
        *owners_only(turn),
        choice if may(turn.role, Right.MANAGE) else now,
        back_row(turn),
    )
    return View(key="content", blocks=blocks, summary=turn.say("settings-content"))


@on_act("content.set", Right.MANAGE)
async def set_content(turn: Turn) -> Reply:
    """New posts are in this language."""
    language = one_of(LANGUAGES, turn.args.get("language"))
    workspace = await joining.set_workspace(turn.app, turn.workspace, turn.person.id, language=language)
    view = await draw(turn.with_(workspace=workspace), "content")
    return Reply(show=view.with_block(Notice(Level.GOOD, turn.say("content-done")), 1))


# -- how late ----------------------------------------------------------------------------------------------------------


@on_act("grace")
async def show_grace(turn: Turn) -> Reply:
    """How late a post may go out."""
    return Reply(show=await draw(turn, "grace"))


@screen("grace")
async def grace_screen(turn: Turn) -> View:
    """What lateness is, and the lengths there are."""
    now = lasting(turn, turn.workspace.grace)
    minutes = int(turn.workspace.grace.total_seconds()) // 60
    acts = tuple(
        Act(label=lasting(turn, timedelta(minutes=one)), verb="grace.set", args={"minutes": str(one)}) for one in GRACES
    )
    choice = Choice(turn.say("settings-grace"), acts, GRACES.index(minutes) if minutes in GRACES else None)
    blocks = (
        Title(turn.say("settings-grace")),
        Text(turn.say("grace-text", time=now)),
        *owners_only(turn),
        *((choice,) if may(turn.role, Right.MANAGE) else ()),
        back_row(turn),
    )
    return View(key="grace", blocks=blocks, summary=turn.say("settings-grace"))


@on_act("grace.set", Right.MANAGE)
async def set_grace(turn: Turn) -> Reply:
    """From now on this late."""
    grace = timedelta(minutes=int(one_of(tuple(map(str, GRACES)), turn.args.get("minutes"))))
    workspace = await joining.set_workspace(turn.app, turn.workspace, turn.person.id, grace=grace)
    view = await draw(turn.with_(workspace=workspace), "grace")
    return Reply(show=view.with_block(Notice(Level.GOOD, turn.say("grace-done", time=lasting(turn, grace))), 1))


def lasting(turn: Turn, span: timedelta) -> str:
    """`15 minutes`, `3 hours`."""
    hours, rest = divmod(int(span.total_seconds()) // 60, 60)
    if hours and not rest:
        return turn.say("settings-hours", count=hours)
    return turn.say("settings-minutes", count=hours * 60 + rest)


# -- who writes --------------------------------------------------------------------------------------------------------


def writer_name(turn: Turn) -> str:
    """The model's name, or what we call the writer that needs none."""
    if _has_model(turn) and turn.workspace.budget:
        return turn.say("writer-model", model=turn.app.writer.title)
    return turn.say("writer-outline")


def _has_model(turn: Turn) -> bool:
    return turn.app.writer.name != turn.app.fallback.name


@on_act("writer")
async def show_writer(turn: Turn) -> Reply:
    """Who writes the drafts."""
    return Reply(show=await draw(turn, "writer"))


@screen("writer")
async def writer_screen(turn: Turn) -> View:
    """What the writer is, what it is told, what it costs and may cost, and how another is switched on."""
    about = await _about_model(turn) if _has_model(turn) else (_writer(turn), *_about_outline(turn))
    blocks = (Title(turn.say("settings-writer")), *about, back_row(turn))
    return View(key="writer", blocks=blocks, summary=turn.say("settings-writer"))


def _writer(turn: Turn, *more: tuple[str, str]) -> Fields:
    return Fields(((turn.say("settings-writer"), writer_name(turn)), *more))


def _about_outline(turn: Turn) -> tuple[Block, ...]:
    return (Text(turn.say("writer-outline-text")), Text(turn.say("writer-switch-on")))


async def _about_model(turn: Turn) -> tuple[Block, ...]:
    budget = turn.workspace.budget
    month = turn.now.astimezone(UTC).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    spent = await turn.app.store.spent(turn.scope, month)
    costs = (
        (turn.say("writer-spent"), _euro(turn, spent)),
        (turn.say("writer-budget"), _euro(turn, budget) if budget else turn.say("writer-no-budget")),
    )
    return (
        _writer(turn, *costs),
        *_out_of_budget(turn, spent),
        Text(turn.say("writer-model-text" if budget else "writer-outline-text")),
        Text(turn.say("writer-budget-text")),
        *owners_only(turn),
        *((_budgets(turn),) if may(turn.role, Right.MANAGE) else ()),
        Text(turn.say("writer-switch-off")),
    )


def _out_of_budget(turn: Turn, spent: int) -> tuple[Block, ...]:
    if not turn.workspace.budget:
        return (Notice(Level.INFO, turn.say("writer-off", model=turn.app.writer.title)),)
    used_up = spent >= turn.workspace.budget
    return (Notice(Level.WARNING, turn.say("writer-used-up")),) if used_up else ()


def _budgets(turn: Turn) -> Choice:
    acts = tuple(
        Act(label=_budget_name(turn, euro), verb="writer.budget", args={"euro": str(euro)}) for euro in BUDGETS
    )
    euro, rest = divmod(turn.workspace.budget, EURO)
    return Choice(turn.say("writer-budget"), acts, BUDGETS.index(euro) if euro in BUDGETS and not rest else None)


def _budget_name(turn: Turn, euro: int) -> str:
    return turn.say("writer-euro-whole", euro=euro) if euro else turn.say("writer-no-budget")


def _euro(turn: Turn, micro: int) -> str:
    """With cents, rounded up: what was spent is never shown as nothing."""
    return turn.say("writer-euro", euro=ceil(micro / CENT) / 100)


@on_act("writer.budget", Right.MANAGE)
async def set_budget(turn: Turn) -> Reply:
    """From now on a language model may cost this much in a month; with nothing, it is off."""
    euro = int(one_of(tuple(map(str, BUDGETS)), turn.args.get("euro")))
    workspace = await joining.set_workspace(turn.app, turn.workspace, turn.person.id, budget=euro * EURO)
    view = await draw(turn.with_(workspace=workspace), "writer")
    done = turn.say("writer-budget-done", budget=_budget_name(turn, euro)) if euro else turn.say("writer-budget-off")
    return Reply(show=view.with_block(Notice(Level.GOOD, done), 1))

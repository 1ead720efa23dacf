"""Settings: what can be chosen, what it is now, and one button to each; how late a post may go out, and who writes."""

from datetime import UTC, timedelta

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
EURO = 1_000_000
"""In micro-euro."""


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
    others = (("team", "team"), ("writer", "writer"))
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
    return turn.say("writer-outline") if _no_model(turn) else turn.app.writer.name


def _no_model(turn: Turn) -> bool:
    return turn.app.writer.name == turn.app.fallback.name


@on_act("writer")
async def show_writer(turn: Turn) -> Reply:
    """Who writes the drafts."""
    return Reply(show=await draw(turn, "writer"))


@screen("writer")
async def writer_screen(turn: Turn) -> View:
    """What the writer is, what it is told, what it costs, and how another is switched on."""
    blocks = (
        Title(turn.say("settings-writer")),
        Fields(((turn.say("settings-writer"), writer_name(turn)),)),
        *(_about_outline(turn) if _no_model(turn) else await _about_model(turn)),
        back_row(turn),
    )
    return View(key="writer", blocks=blocks, summary=turn.say("settings-writer"))


def _about_outline(turn: Turn) -> tuple[Block, ...]:
    return (Text(turn.say("writer-outline-text")), Text(turn.say("writer-switch-on")))


async def _about_model(turn: Turn) -> tuple[Block, ...]:
    month = turn.now.astimezone(UTC).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    spent = await turn.app.store.spent(turn.scope, month)
    spent_now = turn.say("writer-spent", spent=_euro(turn, spent), budget=_euro(turn, turn.workspace.budget))
    return (Text(turn.say("writer-model-text")), Text(spent_now), Text(turn.say("writer-switch-off")))


def _euro(turn: Turn, micro: int) -> str:
    return turn.texts.number(round(micro / EURO, 2))

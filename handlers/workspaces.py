"""Which workspace a person is in, moving to another, opening a new one, and giving it a name."""

from dataclasses import replace

from core import joining
from core.model import Role, Workspace, WorkspaceId
from core.roles import Right, may
from handlers.asking import ask
from handlers.buttons import button, home, primary, shorten
from handlers.rooms import LABEL_MOST
from handlers.routes import Reply, Turn, draw, form, on_act, on_command, on_sent, screen
from handlers.view import Act, Choice, Field, Fields, Form, Level, Notice, Row, Text, Title, View

NAME_LONGEST = 80


@on_command("workspace")
@on_act("workspaces")
async def show(turn: Turn) -> Reply:
    """Where one is, and where else one could be."""
    return Reply(show=await draw(turn, "workspaces"), flow="")


@screen("workspaces")
async def workspaces_screen(turn: Turn) -> View:
    """All workspaces of the person, the present one marked."""
    places = await joining.workspaces_of(turn.app, turn.person.id)
    here = (turn.say("workspaces-here"), f"{turn.workspace.name} · {turn.say(f'role-{turn.role}')}")
    rename = (button(turn, "workspace-rename", "workspace.rename"),) if may(turn.role, Right.MANAGE) else ()
    blocks = (
        Title(turn.say("workspaces-title")),
        Text(turn.say("workspaces-text")),
        Fields((here,)),
        *((_choice(turn, places),) if len(places) > 1 else (Text(turn.say("workspaces-one")),)),
        Row((button(turn, "workspace-new", "workspace.new"), *rename)),
        Row((button(turn, "settings-team", "team"), button(turn, "settings", "settings"), home(turn))),
    )
    return View(key="workspaces", blocks=blocks, summary=turn.say("workspaces-title"))


def _choice(turn: Turn, places: list[tuple[Workspace, Role]]) -> Choice:
    acts = tuple(
        Act(
            label=f"{shorten(one.name, LABEL_MOST)} · {turn.say(f'role-{role}')}",
            verb="workspace.switch",
            args={"to": one.id},
        )
        for one, role in places
    )
    at = next((place for place, (one, _) in enumerate(places) if one.id == turn.workspace.id), None)
    return Choice(turn.say("workspaces-others"), acts, at)


@on_act("workspace.switch")
async def switch(turn: Turn) -> Reply:
    """From now on the conversation is there; what was being asked here is let go."""
    return await move(turn, WorkspaceId(turn.args.get("to", "")), "workspaces-moved")


async def move(turn: Turn, to: WorkspaceId, done: str) -> Reply:
    """There, on a new card: the old one stays what it is, of the workspace that was left. Raises `Missing`."""
    place = await joining.membership_of(turn.app, to, turn.person.id)
    workspace = await turn.app.store.get(to, Workspace, to)
    there = replace(turn, workspace=workspace, role=place.role)
    view = await draw(there, "workspaces")
    told = view.with_block(Notice(Level.GOOD, turn.say(done, name=workspace.name)), 1)
    return Reply(say=(told,), flow="", workspace=workspace.id)


@on_act("workspace.new")
async def ask_new(turn: Turn) -> Reply:
    """What is it called?"""
    return await ask(turn, "workspace.new")


@form("workspace.new")
async def new_form(turn: Turn) -> Form:
    """Its name."""
    return _form(turn, "workspace.new", "")


def _form(turn: Turn, key: str, value: str) -> Form:
    name = Field(
        name="name",
        label=turn.say("workspaces-name"),
        hint=turn.say("workspaces-name.hint"),
        value=value,
        longest=NAME_LONGEST,
    )
    title = turn.say("workspaces-new" if key == "workspace.new" else "workspaces-rename")
    return Form(key=key, title=title, fields=(name,), send=primary(turn, "workspace-save", "form.send"))


@on_sent("workspace.new")
async def open_new(turn: Turn) -> Reply:
    """Opens it and goes there."""
    workspace = await joining.open_workspace(turn.app, turn.person, turn.answers["name"])
    return await move(turn, workspace.id, "workspaces-opened")


@on_act("workspace.rename", Right.MANAGE)
async def ask_name(turn: Turn) -> Reply:
    """Its new name. The question is about the card's workspace: the conversation is there from now on."""
    return replace(await ask(turn, "workspace.rename"), workspace=turn.scope)


@form("workspace.rename")
async def name_form(turn: Turn) -> Form:
    """Its name as it is."""
    return _form(turn, "workspace.rename", turn.workspace.name)


@on_sent("workspace.rename", Right.MANAGE)
async def rename(turn: Turn) -> Reply:
    """Has another name for everybody in it."""
    workspace = await joining.set_workspace(turn.app, turn.workspace, turn.person.id, name=turn.answers["name"])
    view = await draw(turn.with_(workspace=workspace), "workspaces")
    return Reply(show=view.with_block(Notice(Level.GOOD, turn.say("workspaces-renamed", name=workspace.name)), 1))

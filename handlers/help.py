"""Help: what can be done, by examples; the way out of any question; and what somebody meant who mistyped a command."""

import json
from difflib import get_close_matches

from core.errors import Missing
from core.model import Brand, Post
from core.roles import Right, may, require
from core.texts import Texts
from handlers import compose
from handlers.buttons import button, home, primary
from handlers.routes import COMMANDS, FORMS, IN_GROUPS, Reply, Turn, draw, on_act, on_command, screen
from handlers.view import Act, Block, Level, Notice, Quote, Row, Text, Title, View

LISTED = ("new", "drafts", "inbox", "calendar", "brand", "connect", "team", "settings", "privacy", "cancel")
"""The commands that help names, in its order; those that exist and have a sentence are shown."""
LIKENESS = 0.55
"""How like a command a word must be: `/setings` is like `/settings`, `/hello` is like nothing."""


@on_command("help")
@on_act("help")
async def show(turn: Turn) -> Reply:
    """What can be done here."""
    return Reply(show=await draw(turn, "help"))


@screen("help")
async def help_screen(turn: Turn) -> View:
    """Five lines, an example to copy, the commands, and what makes sense next."""
    if not turn.conversation.private:
        return _help_for_all(turn)
    points = ("write", "change", "approve", "time", "ask")
    blocks: tuple[Block, ...] = (
        Title(turn.say("help-title")),
        *(Text(turn.say(f"help-{point}")) for point in points),
        Text(turn.say("help-example")),
        Quote(turn.say("help-brief")),
        Text("\n".join(_commands(turn))),
        Row(tuple(await _next(turn))),
        Row((button(turn, "settings", "settings"), home(turn))),
    )
    return View(key="help", blocks=blocks, summary=turn.say("help-title"))


def _help_for_all(turn: Turn) -> View:
    """Where others read along: what is answered there, and where all else is."""
    private = [Text(turn.say("group-private", address=turn.said.direct))] if turn.said.direct else []
    blocks: tuple[Block, ...] = (
        Title(turn.say("help-title")),
        *(Text(turn.say(f"help-{point}")) for point in ("change", "approve", "time")),
        Text("\n".join(_commands(turn))),
        *private,
        Row((button(turn, "inbox", "inbox"), button(turn, "calendar", "calendar"))),
    )
    return View(key="help", blocks=blocks, summary=turn.say("help-title"))


def _commands(turn: Turn) -> list[str]:
    names = LISTED if turn.conversation.private else [name for name in LISTED if name in IN_GROUPS]
    return [f"/{name} – {turn.say(f'command-{name}')}" for name in names if name in COMMANDS]


async def _next(turn: Turn) -> list[Act]:
    """A newcomer tries; whoever has written goes on; whoever only reads, reads."""
    if not may(turn.role, Right.WRITE):
        return [primary(turn, "calendar", "calendar"), button(turn, "team", "team")]
    if await turn.app.store.count(turn.scope, Post):
        drafts = [button(turn, "drafts", "drafts"), button(turn, "inbox", "inbox")]
        return [primary(turn, "write", "compose.how"), *drafts]
    acts = [primary(turn, "sample", "sample"), button(turn, "write", "compose.how")]
    unknown = turn.workspace.brand == Brand() and may(turn.role, Right.MANAGE)
    return [*acts, button(turn, "brand", "brand.ask")] if unknown else acts


@on_act("sample", Right.WRITE)
async def sample(turn: Turn) -> Reply:
    """A post from a brief of ours, in the language of the workspace's posts: nobody has to begin with nothing."""
    return await compose.begin(turn, Texts(turn.workspace.language).say("sample-brief"))


@on_command("cancel")
async def cancel(turn: Turn) -> Reply:
    """Lets go of what was being asked, and says so; nothing that was saved is touched."""
    flow = turn.conversation.flow
    said = turn.say("cancel-nothing") if not flow else await _let_go(turn)
    waits = (button(turn, "drafts", "drafts"),) if may(turn.role, Right.WRITE) else ()
    blocks = (
        Title(turn.say("cancel-title")),
        Notice(Level.INFO, said),
        Text(turn.say("cancel-kept")),
        Row((*waits, button(turn, "help", "help"), home(turn))),
    )
    return Reply(show=View(key="cancel", blocks=blocks, summary=said), flow="")


async def _let_go(turn: Turn) -> str:
    data = turn.conversation.data
    make = FORMS.get(data.get("form", ""))
    if turn.conversation.flow != "form" or make is None:
        return turn.say("cancel-question")
    try:
        form = await make(turn.about(**json.loads(data["args"])))
    except Missing:  # what the form was about is gone: it is let go all the same
        return turn.say("cancel-question")
    return turn.say("cancel-form", title=form.title, answered=len(json.loads(data["answers"])))


@on_command("unknown")
async def unknown(turn: Turn) -> Reply:
    """Offers the commands that look like what was typed."""
    word, _, rest = turn.args["rest"].removeprefix("/").strip().partition(" ")
    known = [name for name in COMMANDS if name != "unknown"]
    close = get_close_matches(word.split("@")[0].casefold(), known, n=2, cutoff=LIKENESS)
    acts = tuple(Act(label=f"/{name}", verb="command.run", args={"name": name, "rest": rest.strip()}) for name in close)
    said = turn.say("unknown-close" if close else "unknown-none", typed=f"/{word[:40]}")
    blocks = (
        Notice(Level.WARNING, said),
        Row((*acts, button(turn, "help", "help"), home(turn))),
    )
    return Reply(show=View(key="unknown", blocks=blocks, summary=said))


@on_act("command.run")
async def run(turn: Turn) -> Reply:
    """The command that was meant, with what was typed after it."""
    route = COMMANDS.get(turn.args.get("name", ""))
    if route is None:
        raise Missing("no such command any more")
    require(turn.role, route.need)
    return await route.handler(turn.about(rest=turn.args.get("rest", "")))

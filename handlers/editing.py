"""Changing a post's text: by a reply, by full text, by a press; and back again."""

from core import drafting, posts
from core.differences import difference
from core.model import Connection, ConnectionId, State
from core.ports import Task
from core.roles import Right
from handlers import compose
from handlers.asking import ask
from handlers.buttons import button, primary
from handlers.post import selected
from handlers.rooms import TEXT_MOST
from handlers.routes import Reply, Turn, draw, form, on_act, on_reply, on_sent
from handlers.view import Diff, Field, Form, Kind, Level, Notice, Row, Title, View

ALL = "all"
"""The answer that means every account."""


@on_reply("post", Right.WRITE)
async def by_reply(turn: Turn) -> Reply:
    """`= new text` is the new text; anything else says what to change, or first of all what it is about."""
    text = turn.said.text.strip()
    if text.startswith("="):
        return await _save(turn, text.removeprefix("=").strip(), turn.args.get("tab", ""))
    if drafting.unsaid(await drafting.current(turn.app, turn.scope, turn.post_id)):
        await drafting.tell(turn.app, turn.scope, turn.person.id, turn.post_id, text, platform=turn.said.platform)
        return await compose.rewrite(turn, turn.post_id, Task.VARIANTS)
    return await compose.rewrite(turn, turn.post_id, Task.INSTRUCTION, text, turn.args.get("tab", ""))


async def _can_change(turn: Turn) -> None:
    """Raises `Decided` where all is out or dropped: new words would stand on the card and nowhere else."""
    draft = await drafting.current(turn.app, turn.scope, turn.post_id)
    if draft.publications:
        draft.among(set(State) - posts.SETTLED)


async def _save(turn: Turn, text: str, connection: str) -> Reply:
    await _can_change(turn)
    await drafting.edit(
        turn.app,
        turn.scope,
        turn.person.id,
        turn.post_id,
        text,
        connection_id=ConnectionId(connection) if connection else None,
        platform=turn.said.platform,
    )
    tab = {"tab": connection} if connection else {}
    return Reply(show=await draw(turn, "post", id=turn.args["id"], **tab), toast=turn.say("edit-done"), flow="")


@on_act("edit.ask", Right.WRITE)
async def ask_text(turn: Turn) -> Reply:
    """Asks for the whole new text, with the present one at hand."""
    return await ask(turn, "edit", **turn.args, version=str(turn.version))


@form("edit")
async def edit_form(turn: Turn) -> Form:
    """The text, and where it is for, when there is more than one account."""
    draft = await drafting.current(turn.app, turn.scope, turn.post_id)
    tab = selected(turn, draft)
    text = draft.contents[tab].text if tab is not None and draft.version is not None else draft.post.brief
    fields = [
        Field(name="text", label=turn.say("edit-text"), kind=Kind.LONG, value=text, longest=TEXT_MOST),
    ]
    if "tab" in turn.args and tab is not None:
        fields.append(_where(turn, draft.connections[tab]))
    return Form(key="edit", title=turn.say("edit-title"), fields=tuple(fields), send=button(turn, "save", "form.send"))


def _where(turn: Turn, connection: Connection) -> Field:
    options = ((ALL, turn.say("edit-everywhere")), (connection.id, connection.title))
    return Field(name="where", label=turn.say("edit-where"), kind=Kind.CHOICE, options=options, value=connection.id)


@on_sent("edit", Right.WRITE)
async def edited(turn: Turn) -> Reply:
    """The new text is kept as a new version."""
    where = turn.answers.get("where", ALL)
    where = "" if where == ALL else where
    draft = await drafting.current(turn.app, turn.scope, turn.post_id)
    if str(draft.post.version) != turn.args["version"]:
        return Reply(show=_both(turn, draft, turn.answers["text"], where), flow="")
    return await _save(turn, turn.answers["text"], where)


def _both(turn: Turn, draft: drafting.Draft, mine: str, where: str) -> View:
    """Somebody changed the text while this person wrote: what differs, and whose is to stay."""
    theirs = draft.contents[ConnectionId(where)].text if where else draft.version.text if draft.version else ""
    force = {"id": draft.post.id, "text": mine, "where": where}
    blocks = (
        Title(turn.say("edit-both-title")),
        Notice(Level.WARNING, turn.say("edit-both")),
        Diff(tuple(difference(theirs, mine))),
        Row(
            (
                primary(turn, "keep-theirs", "post.show", id=draft.post.id),
                button(turn, "save-mine", "edit.force", **force),
            )
        ),
    )
    return View(key="both", blocks=blocks, summary=turn.say("edit-both-title"), version=draft.post.version)


@on_act("edit.force", Right.WRITE)
async def force(turn: Turn) -> Reply:
    """This person's text after all, where nobody has changed it once more."""
    draft = await drafting.current(turn.app, turn.scope, turn.post_id)
    if draft.post.version != turn.version:
        return Reply(show=_both(turn, draft, turn.args["text"], turn.args["where"]))
    return await _save(turn, turn.args["text"], turn.args["where"])


@on_act("edit.undo", Right.WRITE)
async def undo(turn: Turn) -> Reply:
    """The content before the last change is back."""
    await _can_change(turn)
    await drafting.undo(turn.app, turn.scope, turn.person.id, turn.post_id, platform=turn.said.platform)
    return Reply(show=await draw(turn, "post", id=turn.args["id"]), toast=turn.say("undo-done"))


@on_act("post.shorter", Right.WRITE)
async def shorter(turn: Turn) -> Reply:
    """The present text, but shorter."""
    return await compose.rewrite(turn, turn.post_id, Task.SHORTER, "", turn.args.get("tab", ""))


@on_act("post.longer", Right.WRITE)
async def longer(turn: Turn) -> Reply:
    """The present text, but longer."""
    return await compose.rewrite(turn, turn.post_id, Task.LONGER, "", turn.args.get("tab", ""))


@on_act("post.write", Right.WRITE)
async def write(turn: Turn) -> Reply:
    """Variants from the brief, once more."""
    return await compose.rewrite(turn, turn.post_id, Task.VARIANTS)

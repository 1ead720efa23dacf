"""Approval: handing in, deciding, asking for changes; what waits for whom, and what was done so far."""

from datetime import datetime

from core import joining, reviewing
from core.app import App
from core.model import Action, ActionKind, PersonId, Post, PostId, Publication, WorkspaceId
from core.roles import Right, may
from handlers.asking import ask
from handlers.buttons import button, danger, home, primary, shorten
from handlers.post import name_of, noted
from handlers.routes import Reply, Told, Turn, draw, form, notice, on_act, on_command, on_sent, screen
from handlers.view import Act, Block, Field, Form, Kind, Row, Table, Text, Title, View

REASONS = ("facts", "tone", "picture", "time", "other")
MOST = 10


@on_act("review.submit", Right.WRITE)
async def submit(turn: Turn) -> Reply:
    """To the approvers."""
    id = turn.post_id
    await reviewing.submit(turn.app, turn.scope, turn.person.id, id, version=turn.version, platform=turn.said.platform)
    return Reply(show=await draw(turn, "post", id=id), toast=turn.say("submit-done"))


@on_act("review.approve", Right.APPROVE)
async def approve(turn: Turn) -> Reply:
    """Yes, to the version that was on the card."""
    id = turn.post_id
    await reviewing.approve(
        turn.app, turn.scope, turn.person.id, id, turn.version, role=turn.role, platform=turn.said.platform
    )
    return Reply(show=await draw(turn, "post", id=id), toast=turn.say("approve-done"))


@on_act("review.changes", Right.APPROVE)
async def ask_changes(turn: Turn) -> Reply:
    """What should change?"""
    return await ask(turn, "changes", id=turn.args["id"], version=str(turn.version))


@form("changes")
async def changes_form(turn: Turn) -> Form:
    """A reason from a short list, and a note."""
    reasons = tuple((one, turn.say(f"reason-{one}")) for one in REASONS)
    fields = (
        Field(name="reason", label=turn.say("changes-reason"), kind=Kind.CHOICE, options=reasons),
        Field(name="note", label=turn.say("changes-note"), kind=Kind.LONG, optional=True, longest=1000),
    )
    return Form(
        key="changes", title=turn.say("changes-title"), fields=fields, send=primary(turn, "send-changes", "form.send")
    )


@on_sent("changes", Right.APPROVE)
async def request_changes(turn: Turn) -> Reply:
    """Back to the author, with the note; the reason is kept by its key, for each reader has a language of their own."""
    id, version = turn.post_id, int(turn.args["version"])
    reason, note = f"reason-{turn.answers['reason']}", turn.answers["note"]
    words = f"{reason}: {note}" if note else reason
    await reviewing.request_changes(
        turn.app, turn.scope, turn.person.id, id, version, note=words, platform=turn.said.platform
    )
    return Reply(show=await draw(turn, "post", id=id), toast=turn.say("changes-done"))


@on_act("review.reject", Right.APPROVE)
async def ask_rejection(turn: Turn) -> Reply:
    """Why not?"""
    return await ask(turn, "reject", id=turn.args["id"], version=str(turn.version))


@form("reject")
async def reject_form(turn: Turn) -> Form:
    """A word to the author, if the approver has one."""
    field = Field(name="note", label=turn.say("reject-note"), kind=Kind.LONG, optional=True, longest=1000)
    return Form(key="reject", title=turn.say("reject-title"), fields=(field,), send=danger(turn, "reject", "form.send"))


@on_sent("reject", Right.APPROVE)
async def reject(turn: Turn) -> Reply:
    """Turned down."""
    id, version = turn.post_id, int(turn.args["version"])
    await reviewing.reject(
        turn.app, turn.scope, turn.person.id, id, version, note=turn.answers["note"], platform=turn.said.platform
    )
    return Reply(show=await draw(turn, "post", id=id), toast=turn.say("reject-done"))


@on_act("inbox")
@on_command("inbox")
async def inbox(turn: Turn) -> Reply:
    """`/inbox`."""
    return Reply(show=await draw(turn, "inbox", **page(turn)), flow="")


@screen("inbox")
async def inbox_screen(turn: Turn) -> View:
    """What waits for this person."""
    found = await reviewing.waiting(turn.app, turn.scope, turn.person.id, turn.role)
    title = turn.say("inbox-title")
    blocks: list[Block] = [Title(title)]
    if not found:
        blocks.append(Text(turn.say("inbox-empty")))
    blocks += post_rows(turn, found, "inbox")
    ways = [button(turn, "write", "compose.how")] if not found and may(turn.role, Right.WRITE) else []
    blocks.append(Row((*ways, button(turn, "calendar", "calendar"), home(turn))))
    return View(key="inbox", args=page(turn), blocks=tuple(blocks), summary=turn.say("inbox-summary", count=len(found)))


def page(turn: Turn) -> dict[str, str]:
    """The part of a list that was asked for."""
    return {"at": turn.args["at"]} if "at" in turn.args else {}


def post_rows(turn: Turn, found: list[Post], verb: str) -> list[Block]:
    """A button for each post, its first words on it; and the ways to what is before and after these."""
    at = int(turn.args.get("at", "0"))
    at = at if at < len(found) else 0
    rows: list[Block] = [
        Row((Act(label=label(post.brief) or turn.say("media-untitled"), verb="post.open", args={"id": post.id}),))
        for post in found[at : at + MOST]
    ]
    ways = [(at - MOST, "◀ {}–{}")] if at else []
    ways += [(at + MOST, "{}–{} ▶")] if at + MOST < len(found) else []
    acts = (
        Act(label=words.format(to + 1, min(to + MOST, len(found))), verb=verb, args={"at": str(to)})
        for to, words in ways
    )
    return [*rows, Row(tuple(acts))] if ways else rows


def label(text: str) -> str:
    """The first words, as many as a button holds."""
    return shorten(" ".join(text.split()), 40)


@on_act("post.open")
async def open_post(turn: Turn) -> Reply:
    """The post's card, as a new one: the list stays."""
    return Reply(say=(await draw(turn, "post", id=turn.args["id"]),), flow="")


@on_act("history")
async def history(turn: Turn) -> Reply:
    """Who did what."""
    return Reply(show=await draw(turn, "history", id=turn.args["id"]))


@screen("history")
async def history_screen(turn: Turn) -> View:
    """Every action about the post, oldest first."""
    id = turn.post_id
    actions = await reviewing.history(turn.app, turn.scope, id)
    names = {one.person_id: await name_of(turn, one.person_id) for one in actions}
    rows = tuple(
        (turn.texts.stamp(one.at), names[one.person_id], turn.say(f"did-{one.kind}"), _note(turn, one))
        for one in actions[-20:]
    )
    head = (turn.say("history-when"), turn.say("history-who"), turn.say("history-what"), turn.say("history-note"))
    blocks = (
        Title(turn.say("history-title")),
        Table(head, rows),
        Row((button(turn, "back", "post.show", id=id), home(turn))),
    )
    return View(key="history", args={"id": id}, blocks=blocks, summary=turn.say("history-title"), subject=f"post:{id}")


def _note(turn: Turn, action: Action) -> str:
    """What people noted, in their words; a moment in the reader's; what the engine noted for itself is not shown."""
    if action.kind is ActionKind.SCHEDULED and action.note:
        return turn.texts.stamp(datetime.fromisoformat(action.note))
    return "" if action.kind is ActionKind.RETRIED else label(noted(turn, action.note))


@notice("review", "retimed")
async def to_approvers(app: App, scope: WorkspaceId, key: str) -> list[Told]:
    """Everybody who may decide gets the card; the author only where nobody else can."""
    return await _deciders(app, scope, PostId(key.partition(":")[0]))


@notice("in_review")
async def taken_back(app: App, scope: WorkspaceId, key: str) -> list[Told]:
    """The engine found that it is not what was approved: its author hears of it, and whoever may approve it anew."""
    publication = await app.store.get(scope, Publication, key.partition(":")[0])
    post = await app.store.get(scope, Post, publication.post_id)
    told = await _deciders(app, scope, post.id)
    return told if any(person == post.author_id for person, _, _ in told) else [*told, _card(post.author_id, post.id)]


def _card(person: PersonId, id: PostId) -> Told:
    return person, "post", {"id": id}


async def _deciders(app: App, scope: WorkspaceId, id: PostId) -> list[Told]:
    post = await app.store.get(scope, Post, id)
    deciders = [person.id for person, role in await joining.team_of(app, scope) if may(role, Right.APPROVE)]
    others = [person for person in deciders if person != post.author_id]
    return [_card(person, id) for person in others or deciders]

"""What became of a post: the news that everybody concerned gets, and the presses that cure what went wrong."""

from core import drafting, publishing
from core.app import App
from core.model import Action, PersonId, Post, Publication, State, WorkspaceId
from core.roles import Right
from handlers.buttons import button, primary
from handlers.routes import Reply, Told, Turn, draw, notice, on_act, screen
from handlers.view import Block, Level, Link, Notice, Row, Text, Title, View


async def _concerned(app: App, scope: WorkspaceId, publication: Publication) -> list[PersonId]:
    post = await app.store.get(scope, Post, publication.post_id)
    people = [post.author_id]
    if publication.approval_id is not None:
        people += [one.person_id for one in await app.store.find(scope, Action, id=[publication.approval_id])]
    return list(dict.fromkeys(people))


@notice("published")
async def went_out(app: App, scope: WorkspaceId, key: str) -> list[Told]:
    """The author, and who let it out."""
    publication = await app.store.get(scope, Publication, key.partition(":")[0])
    return [(one, "live", {"publication": publication.id}) for one in await _concerned(app, scope, publication)]


@notice("failed", "unconfirmed", "missed", "held")
async def needs_somebody(app: App, scope: WorkspaceId, key: str) -> list[Told]:
    """The card itself, with the buttons that cure."""
    publication = await app.store.get(scope, Publication, key.partition(":")[0])
    args = {"id": str(publication.post_id)}
    return [(one, "post", args) for one in await _concerned(app, scope, publication)]


@notice("approved", "held_approved", "changes_requested", "rejected")
async def decided(app: App, scope: WorkspaceId, key: str) -> list[Told]:
    """The author hears what was decided, once."""
    post = await app.store.get(scope, Post, key.partition(":")[0])
    return [(post.author_id, "post", {"id": post.id})]


@screen("live")
async def live(turn: Turn) -> View:
    """It is out: where."""
    publication = await turn.app.store.get(turn.scope, Publication, turn.args["publication"])
    draft = await drafting.current(turn.app, turn.scope, publication.post_id)
    account = draft.connections[publication.connection_id].title
    at = publication.published_at or turn.now
    blocks: list[Block] = [
        Title(turn.say("live-title")),
        Notice(Level.GOOD, turn.say("news-published", account=account, at=at)),
    ]
    if publication.due_at is not None and (late := int((at - publication.due_at).total_seconds() // 60)) >= 1:
        blocks.append(Text(turn.say("live-late", count=late)))
    if turn.texts.has(f"undone-{publication.detail}"):
        blocks.append(Notice(Level.WARNING, turn.say(f"undone-{publication.detail}", account=account)))
    if publication.url:
        blocks.append(Link(turn.say("live-link"), publication.url))
    blocks.append(Row((button(turn, "open", "post.open", id=draft.post.id), primary(turn, "write", "compose.how"))))
    return View(key="live", args=turn.args, blocks=tuple(blocks), summary=turn.say("live-summary", account=account))


@on_act("result.retry", Right.WRITE)
async def retry(turn: Turn) -> Reply:
    """Once more, only what failed."""
    id = turn.post_id
    await publishing.retry(turn.app, turn.scope, turn.person.id, id, platform=turn.said.platform)
    return Reply(show=await draw(turn, "post", id=id), toast=turn.say("retry-done"))


@on_act("doubt.live", Right.WRITE)
async def is_live(turn: Turn) -> Reply:
    """A person has seen it there."""
    now = await publishing.confirm_live(
        turn.app, turn.scope, turn.person.id, turn.args["publication"], platform=turn.said.platform
    )
    done = turn.say("doubt-live-done" if now.state is State.PUBLISHED else "doubt-live-on")
    return Reply(show=await draw(turn, "post", id=turn.args["id"]), toast=done)


@on_act("doubt.absent", Right.WRITE)
async def is_absent(turn: Turn) -> Reply:
    """A person has looked, and it is not there: it is sent again, and they are asked once more before."""
    args = {"id": turn.args["id"], "publication": turn.args["publication"]}
    return Reply(show=await draw(turn, "absent", **args))


@screen("absent")
async def absent_screen(turn: Turn) -> View:
    """Are you sure? If it is there after all, readers will see it twice."""
    blocks = (
        Title(turn.say("absent-title")),
        Text(turn.say("absent-text")),
        Row(
            (
                primary(turn, "send-again", "doubt.again", **turn.args),
                button(turn, "back", "post.show", id=turn.args["id"]),
            )
        ),
    )
    return View(
        key="absent",
        args=turn.args,
        blocks=blocks,
        summary=turn.say("absent-title"),
        subject=f"post:{turn.args['id']}",
    )


@on_act("doubt.again", Right.WRITE)
async def send_again(turn: Turn) -> Reply:
    """Sent again."""
    await publishing.confirm_absent(
        turn.app, turn.scope, turn.person.id, turn.args["publication"], platform=turn.said.platform
    )
    return Reply(show=await draw(turn, "post", id=turn.args["id"]), toast=turn.say("doubt-absent-done"))


@on_act("doubt.look", Right.WRITE)
async def look(turn: Turn) -> Reply:
    """The network is asked once more."""
    await publishing.look_again(
        turn.app, turn.scope, turn.person.id, turn.args["publication"], platform=turn.said.platform
    )
    return Reply(show=await draw(turn, "post", id=turn.args["id"]), toast=turn.say("doubt-look-done"))

"""A post that is out: taken down there, or its words changed there; asked once, by who may let posts out."""

from core import drafting, posts, removing
from core.app import App
from core.errors import Missing
from core.model import Action, Connection, ConnectionId, Publication, WorkspaceId
from core.roles import Right, may, require
from handlers.asking import ask
from handlers.buttons import button, danger
from handlers.rooms import TEXT_MOST
from handlers.routes import Reply, Told, Turn, draw, form, notice, on_act, on_sent, screen
from handlers.view import Act, Field, Form, Kind, Row, Text, Title, View


def right(turn: Turn) -> Right:
    """What one needs: as much as for letting a post out."""
    return Right.APPROVE if posts.must_be_approved(turn.workspace) else Right.WRITE


def ways(turn: Turn, draft: drafting.Draft, tab: ConnectionId | None) -> list[Act]:
    """The buttons for the post at this account, where it is out there and its network lets us."""
    if tab is None or not may(turn.role, right(turn)):
        return []
    publication = draft.of(tab)
    network = turn.app.networks.get(publication.network)
    if network is None or not removing.may_be_reached(publication, network):
        return []
    this = {"id": draft.post.id, "publication": publication.id}
    edits = network.edit is not None and not removing.must_be_anothers(turn.workspace)
    acts = [button(turn, "edit-there", "there.edit", **this)] if edits else []
    return [*acts, *([danger(turn, "delete-there", "there.remove", **this)] if network.delete is not None else [])]


@on_act("there.remove", Right.WRITE)
async def ask_removal(turn: Turn) -> Reply:
    """Sure? There, too, it is gone for good."""
    require(turn.role, right(turn))
    args = {"id": turn.args["id"], "publication": turn.args["publication"]}
    return Reply(show=await draw(turn, "remove", **args))


@screen("remove")
async def remove_screen(turn: Turn) -> View:
    """Which post, and at which account."""
    publication, account = await _there(turn)
    title = turn.say("delete-there-title", account=account.title)
    args = {"id": publication.post_id, "publication": publication.id}
    blocks = (
        Title(title),
        Text(turn.say("delete-there-text")),
        Row(
            (
                danger(turn, "delete-there-yes", "there.removed", **args),
                button(turn, "keep", "post.show", id=publication.post_id),
            )
        ),
    )
    return View(key="remove", args=args, blocks=blocks, summary=title, subject=f"post:{publication.post_id}")


async def _there(turn: Turn) -> tuple[Publication, Connection]:
    publication = await turn.app.store.get(turn.scope, Publication, turn.args["publication"])
    return publication, await turn.app.store.get(turn.scope, Connection, publication.connection_id)


@on_act("there.removed", Right.WRITE)
async def remove(turn: Turn) -> Reply:
    """It is being taken down."""
    require(turn.role, right(turn))
    await removing.take_down(
        turn.app, turn.scope, turn.person.id, turn.args["publication"], platform=turn.said.platform
    )
    return Reply(show=await draw(turn, "post", id=turn.args["id"]))


@on_act("there.edit", Right.WRITE)
async def ask_words(turn: Turn) -> Reply:
    """Asks for the whole text, with what is there at hand."""
    require(turn.role, right(turn))
    return await ask(turn, "amend", id=turn.args["id"], publication=turn.args["publication"])


@form("amend")
async def amend_form(turn: Turn) -> Form:
    """The words as they are to be there."""
    publication, account = await _there(turn)
    draft = await drafting.current(turn.app, turn.scope, publication.post_id)
    field = Field(
        name="text",
        label=turn.say("amend-text"),
        kind=Kind.LONG,
        value=draft.contents[account.id].text if account.id in draft.contents else "",
        longest=TEXT_MOST,
    )
    title = turn.say("amend-title", account=account.title)
    return Form(key="amend", title=title, fields=(field,), send=button(turn, "amend-send", "form.send"))


@on_sent("amend", Right.WRITE)
async def amend(turn: Turn) -> Reply:
    """Kept as a version, and on its way there."""
    require(turn.role, right(turn))  # which they may have lost since they were asked
    require(turn.role, right(turn))
    await removing.amend(
        turn.app,
        turn.scope,
        turn.person.id,
        turn.args["publication"],
        turn.answers["text"],
        platform=turn.said.platform,
    )
    return Reply(show=await draw(turn, "post", id=turn.args["id"]), toast=turn.say("amend-done"), flow="")


@notice("still_there")
async def nothing_changed(app: App, scope: WorkspaceId, key: str) -> list[Told]:
    """Who asked for it, with the card that says why."""
    publication_id, _, action_id = key.partition(":")
    publication = await app.store.get(scope, Publication, publication_id)
    action = await app.store.get(scope, Action, action_id)
    if action.post_id is None:
        raise Missing("post")
    return [(action.person_id, "post", {"id": action.post_id, "tab": publication.connection_id})]

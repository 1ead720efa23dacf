"""Where a post goes: which of the accounts it is for; one connected later can be taken in, any can be left out."""

from core import drafting, scheduling
from core.drafting import Draft
from core.model import Connection, ConnectionId, ConnectionState, State
from core.roles import Right, may
from handlers.buttons import button, shorten
from handlers.rooms import LABEL_MOST
from handlers.routes import Reply, Turn, draw, on_act, screen
from handlers.view import Act, Block, Level, Notice, Row, Text, Title, View

TAKEN, LEFT = "✓ ", "＋ "


async def ways(turn: Turn, draft: Draft) -> list[Block]:
    """The way there, where there is a choice and nothing is out yet."""
    if not may(turn.role, Right.WRITE) or not _open(draft):
        return []
    chosen, known = _chosen(draft), await _accounts(turn, draft)
    if {one.id for one in known} == chosen and len(chosen) == 1:
        return []
    label = turn.say("where-open", chosen=len(chosen), of=len(known))
    return [Row((Act(label=label, verb="where", args={"id": draft.post.id}),))]


def _open(draft: Draft) -> bool:
    """Whether nobody has decided about it yet: what was approved or planned was so for these accounts."""
    free = {State.DRAFT, State.CHANGES_REQUESTED, State.CANCELLED}
    return draft.version is not None and draft.state in free and {one.state for one in draft.publications} <= free


def _chosen(draft: Draft) -> set[ConnectionId]:
    return {one.connection_id for one in draft.publications if one.state is not State.CANCELLED}


async def _accounts(turn: Turn, draft: Draft) -> list[Connection]:
    """Those that can be posted to, and those that it is for already."""
    found = await turn.app.store.find(turn.scope, Connection)
    chosen = _chosen(draft)
    usable = [one for one in found if one.state is ConnectionState.ACTIVE and one.network in turn.app.networks]
    return [one for one in found if one in usable or one.id in chosen]


@on_act("where", Right.WRITE)
async def show(turn: Turn) -> Reply:
    """The accounts."""
    return Reply(show=await draw(turn, "where", id=turn.args["id"]))


@screen("where")
async def where_screen(turn: Turn) -> View:
    """Each account as a button; those that the post is for are marked."""
    draft = await drafting.current(turn.app, turn.scope, turn.post_id)
    chosen = _chosen(draft)
    id, title = draft.post.id, turn.say("where-title")
    blocks: list[Block] = [Title(title), Text(turn.say("where-text"))]
    if not _open(draft):
        blocks.append(Notice(Level.INFO, turn.say("where-over")))
    else:
        blocks += [Row((_toggle(turn, one, id, taken=one.id in chosen),)) for one in await _accounts(turn, draft)]
    blocks.append(Row((button(turn, "back", "post.show", id=id),)))
    return View(
        key="where",
        args={"id": id},
        blocks=tuple(blocks),
        summary=title,
        subject=f"post:{id}",
        version=draft.post.version,
    )


def _toggle(turn: Turn, account: Connection, id: str, *, taken: bool) -> Act:
    """With its network: a business often calls itself the same everywhere."""
    title, network = shorten(account.title, LABEL_MOST), turn.app.networks.get(account.network)
    label = f"{TAKEN if taken else LEFT}{title} · {network.title if network else account.network}"
    return Act(label=label, verb="where.leave" if taken else "where.take", args={"id": id, "account": account.id})


@on_act("where.take", Right.WRITE)
async def take(turn: Turn) -> Reply:
    """It is for this account, too."""
    account = ConnectionId(turn.args["account"])
    await drafting.include(turn.app, turn.scope, turn.person.id, turn.post_id, account, platform=turn.said.platform)
    return Reply(show=await draw(turn, "where", id=turn.args["id"]))


@on_act("where.leave", Right.WRITE)
async def leave(turn: Turn) -> Reply:
    """It does not go there; the last account stays, for a post that goes nowhere is a dropped one."""
    account = ConnectionId(turn.args["account"])
    draft = await drafting.current(turn.app, turn.scope, turn.post_id)
    if _chosen(draft) == {account}:
        return Reply(toast=turn.say("where-last"))
    await scheduling.cancel(
        turn.app, turn.scope, turn.person.id, turn.post_id, connection_id=account, platform=turn.said.platform
    )
    return Reply(show=await draw(turn, "where", id=turn.args["id"]))

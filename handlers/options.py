"""What else can be chosen for a post at one account: each a pair of buttons, the present one marked."""

from core import drafting
from core.drafting.options import options_of, set_option
from core.model import ConnectionId
from core.roles import Right
from handlers.buttons import button
from handlers.routes import Reply, Turn, draw, on_act, screen
from handlers.view import Act, Block, Choice, Row, Text, Title, View


@on_act("options", Right.WRITE)
async def show(turn: Turn) -> Reply:
    """The choices."""
    return Reply(show=await draw(turn, "options", id=turn.args["id"], tab=turn.args["tab"]))


@screen("options")
async def options_screen(turn: Turn) -> View:
    """All that this account's network lets one choose, as it is chosen now."""
    tab, draft = ConnectionId(turn.args["tab"]), await drafting.current(turn.app, turn.scope, turn.post_id)
    chosen = draft.contents[tab].options if tab in draft.contents else {}
    title = turn.say("options-title", account=draft.connections[draft.of(tab).connection_id].title)
    this = {"id": draft.post.id, "tab": tab}
    blocks: tuple[Block, ...] = (
        Title(title),
        Text(turn.say("options-text")),
        *(_choice(turn, name, this, on=name in chosen) for name in options_of(turn.app, draft, tab)),
        Row((button(turn, "back", "post.show", **this),)),
    )
    return View(
        key="options",
        args=this,
        blocks=blocks,
        summary=title,
        subject=f"post:{draft.post.id}",
        version=draft.post.version,
    )


def _choice(turn: Turn, name: str, this: dict[str, str], *, on: bool) -> Choice:
    acts = tuple(
        Act(label=turn.say(f"option-{name}-{value}"), verb="option.set", args={**this, "name": name, "value": value})
        for value in ("off", "on")
    )
    return Choice(turn.say(f"option-{name}"), acts, int(on))


@on_act("option.set", Right.WRITE)
async def choose(turn: Turn) -> Reply:
    """Chosen, or left out: a new version, so that what was approved differently is approved no more."""
    await set_option(
        turn.app,
        turn.scope,
        turn.person.id,
        turn.post_id,
        ConnectionId(turn.args["tab"]),
        name=turn.args["name"],
        on=turn.args["value"] == "on",
        platform=turn.said.platform,
    )
    return Reply(show=await draw(turn, "options", id=turn.args["id"], tab=turn.args["tab"]))


def chosen_line(turn: Turn, draft: drafting.Draft, tab: ConnectionId | None) -> tuple[tuple[str, str], ...]:
    """What its readers see besides, and what is chosen at this account, as rows for the post's card."""
    content = draft.contents.get(tab) if tab is not None else None
    if content is None or tab is None:
        return ()
    rows = _headline(turn, draft.of(tab).network, content.text)
    if not content.options:
        return rows
    said = [turn.say(f"option-{name}-on") for name in content.options if turn.texts.has(f"option-{name}-on")]
    return (*rows, (turn.say("options-label"), ", ".join(said)))


def _headline(turn: Turn, name: str, text: str) -> tuple[tuple[str, str], ...]:
    """The title that stands above it, where posts have one: a part of the text is taken for it."""
    network = turn.app.networks.get(name)
    if network is None or network.headline is None or not text.strip():
        return ()
    return ((turn.say("headline-label"), network.headline(text)),)


def way(turn: Turn, draft: drafting.Draft, tab: ConnectionId | None) -> list[Act]:
    """The button to the choices, where there are any."""
    if tab is None or draft.version is None or not options_of(turn.app, draft, tab):
        return []
    return [button(turn, "options", "options", id=draft.post.id, tab=tab)]

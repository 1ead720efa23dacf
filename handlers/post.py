"""The one live card of a post, for its whole life: preview, state, what it needs, and the buttons for it."""

from core import drafting, limits, posts, publishing, reviewing
from core.drafting import Draft
from core.errors import Missing
from core.model import Action, ActionKind, Connection, ConnectionId, Media, Person, Publication, State, Writing
from core.ports import EVERYWHERE
from core.roles import Right, may
from handlers import compose, describing, figures, options, parts, threads, where
from handlers.buttons import shorten
from handlers.deeds import rows_for
from handlers.moments import when
from handlers.rooms import LABEL_MOST
from handlers.routes import Reply, Turn, draw, on_act, screen
from handlers.view import (
    Act,
    Block,
    Choice,
    Diff,
    Fields,
    Level,
    Notice,
    Preview,
    Progress,
    Title,
    View,
)

KEPT = ("tab", "skip", "bare", "look")
"""What a card remembers of how its reader looks at it."""
MOVING = frozenset({State.CLAIMED, State.SENDING, State.PROCESSING, State.REMOVING})
LEVELS = {
    State.UNCONFIRMED: Level.WARNING,
    State.FAILED: Level.BAD,
    State.MISSED: Level.WARNING,
    State.HELD: Level.WARNING,
    State.REJECTED: Level.BAD,
    State.PUBLISHED: Level.GOOD,
}


@on_act("post.show")
async def show(turn: Turn) -> Reply:
    """The card, on this tab."""
    return Reply(show=await draw(turn, "post", **turn.args), flow="")


@screen("post")
async def post_screen(turn: Turn) -> View:
    """Draws the post as it is now, for the person who reads it."""
    draft = await drafting.current(turn.app, turn.scope, turn.post_id)
    writing = await _pending_writing(turn, draft)
    if writing is not None and writing.state in compose.UNDER_WAY:
        return compose.writing_view(turn, draft.post, writing)
    if writing is not None and writing.variants:
        return compose.variants_view(turn, draft, writing)
    if drafting.unsaid(draft) and draft.state is State.DRAFT and "bare" not in turn.args:
        return await draw(turn, "media.ask", id=draft.post.id)
    return await preview(turn, draft)


async def _pending_writing(turn: Turn, draft: Draft) -> Writing | None:
    """What this person has ordered and not yet taken or put aside."""
    found = await turn.app.store.find(turn.scope, Writing, order="-id", limit=1, post_id=draft.post.id)
    if not found or found[0].person_id != turn.person.id or found[0].chosen is not None:
        return None
    if found[0].state in compose.UNDER_WAY:
        return found[0]
    # Whatever was decided about the post since then, was decided without it.
    decided = [publication.updated_at for publication in draft.publications]
    decided += [draft.version.created_at] if draft.version is not None else []
    since = {at for at in decided if at > found[0].created_at}
    outdated = bool(since) and bool(since - await drafting.wordless(turn.app, draft))
    return None if outdated or turn.args.get("skip") == found[0].id else found[0]


def selected(turn: Turn, draft: Draft) -> ConnectionId | None:
    """The connection whose tab is open."""
    wanted = turn.args.get("tab", "")
    ids = [publication.connection_id for publication in draft.meant]
    return next((id for id in ids if id == wanted), ids[0] if ids else None)


async def preview(turn: Turn, draft: Draft) -> View:
    """The post as its readers will see it, and where it stands."""
    tab = selected(turn, draft)
    state = draft.state
    blocks: list[Block] = [Title(turn.say(f"post-{state}"))]
    blocks += await _news(turn, draft, state)
    if len(draft.meant) > 1 and tab is not None:
        blocks.append(_tabs(turn, draft, tab))
    if tab is not None and draft.version is not None:
        blocks += [_preview(turn, draft, tab), *_parted(turn, draft, tab)]
    blocks += [Fields(line)] if (line := options.chosen_line(turn, draft, tab)) else []
    blocks += [Fields(line)] if (line := await figures.line(turn, draft, tab)) else []
    blocks += describing.line(turn, draft)
    blocks += await _facts(turn, draft)
    blocks += describing.ways(turn, draft)
    blocks += await where.ways(turn, draft)
    blocks += rows_for(turn, draft, tab)
    args = {"id": draft.post.id} | {name: turn.args[name] for name in KEPT if name in turn.args}
    return View(
        key="post",
        args=args,
        blocks=tuple(blocks),
        summary=turn.say("post-summary", state=turn.say(f"state-{state}"), text=_line(draft)),
        subject=f"post:{draft.post.id}",
        version=draft.post.version,
    )


def _line(draft: Draft) -> str:
    text = draft.version.text if draft.version is not None else draft.post.brief
    return shorten(" ".join(text.split()), 80)


def _tabs(turn: Turn, draft: Draft, tab: ConnectionId) -> Choice:
    acts = []
    for publication in draft.meant:
        fits = not draft.problems.get(publication.connection_id)
        title = shorten(draft.connections[publication.connection_id].title, LABEL_MOST)
        label = f"{title} {'✓' if fits else '✗'}"
        this = {"id": draft.post.id, "tab": publication.connection_id}
        seen = {name: turn.args[name] for name in ("bare", "look") if name in turn.args}
        acts.append(Act(label=label, verb="post.show", args=seen | this))
    at = [publication.connection_id for publication in draft.meant].index(tab)
    return Choice(turn.say("tabs-label"), tuple(acts), at)


def _preview(turn: Turn, draft: Draft, tab: ConnectionId) -> Preview:
    connection, publication = draft.connections[tab], draft.of(tab)
    network = turn.app.networks.get(connection.network)
    content = draft.contents[tab]
    text, count = threads.shown(turn, content, limits.of(network.limits, connection)) if network else (content.text, "")
    return Preview(
        network=network.title if network is not None else connection.network,
        account=connection.title,
        text=text,
        count=count,
        problems=tuple(turn.say(key, **facts) for key, facts in draft.problems[tab]),
        link=(publication.url or "") if publication.state is not State.REMOVED else "",
        media=content.media,
        drawn="look" in turn.args,
        shows=tuple(_shows(turn, one) for one in content.media),
    )


def _parted(turn: Turn, draft: Draft, tab: ConnectionId) -> list[Block]:
    """Said where it will not look like one: what is seen here is what goes out."""
    network, content = turn.app.networks.get(draft.connections[tab].network), draft.contents[tab]
    if network is None:
        return []
    allowed = limits.of(network.limits, draft.connections[tab])
    if limits.parted(content, allowed):
        return [Notice(Level.INFO, turn.say("post-parted", most=turn.texts.number(allowed.caption)))]
    return threads.told(turn, content, allowed)


def _shows(turn: Turn, media: Media) -> str:
    return turn.say(f"media-{media.kind}-of", alt=media.alt) if media.alt else turn.say(f"media-{media.kind}")


async def _news(turn: Turn, draft: Draft, state: State) -> list[Block]:
    """What happened last that the reader should know, and what moves."""
    news: list[Block] = []
    if state in MOVING:
        news.append(Progress(turn.say(f"news-{state}")))
    news += [
        Notice(LEVELS[publication.state], await _state_sentence(turn, draft, publication))
        for publication in draft.publications
        if publication.state in LEVELS
    ]
    news += await parts.told(turn, draft)
    news += await _undone(turn, draft)
    if state in {State.CHANGES_REQUESTED, State.REJECTED}:
        news += await _note(turn, draft)
    if state in posts.FOR_REVIEW:
        news += await _difference(turn, draft)
    return news


async def _state_sentence(turn: Turn, draft: Draft, publication: Publication) -> str:
    account = draft.connections[publication.connection_id].title
    if publication.state is State.FAILED:
        return turn.say("news-failed", account=account, why=await _why(turn, draft, publication))
    at = publication.published_at or publication.due_at or publication.updated_at
    if publication.state is State.UNCONFIRMED:
        doubt = await publishing.parts(turn.app, publication)
        if doubt.doubtful and doubt.all > 1:
            which = {"part": doubt.doubtful, "parts": doubt.all}
            return turn.say("news-unconfirmed-part", account=account, at=at, **which)
    return turn.say(f"news-{publication.state}", account=account, at=at)


async def _why(turn: Turn, draft: Draft, publication: Publication) -> str:
    account = draft.connections[publication.connection_id]
    return await reason(turn, account, publication.error, publication.detail)


async def _undone(turn: Turn, draft: Draft) -> list[Block]:
    """What was asked for at an account where the post is out, and could not be done."""
    news: list[Block] = []
    for publication in draft.publications:
        account = draft.connections[publication.connection_id].title
        if publication.state is State.PUBLISHED and publication.error is not None:
            why = await _why(turn, draft, publication)
            news.append(Notice(Level.WARNING, turn.say("there-unchanged", account=account, why=why)))
        elif publication.state is State.PUBLISHED and turn.texts.has(f"undone-{publication.detail}"):
            news.append(Notice(Level.WARNING, turn.say(f"undone-{publication.detail}", account=account)))
    return news


async def reason(turn: Turn, account: Connection, error: str | None, detail: str | None) -> str:
    """Why something did not work at an account: whose right is missing, or what the network said."""
    for own in (f"right-{detail}", f"refused-{detail}"):
        if turn.texts.has(own):
            return turn.say(own, account=account.title, name=await name_of(turn, account.by))
    key = f"error-{error}"
    return turn.say(key if turn.texts.has(key) else "error-NetworkError", detail=detail or "")


async def _note(turn: Turn, draft: Draft) -> list[Block]:
    kinds = {ActionKind.CHANGES_REQUESTED, ActionKind.REJECTED}
    found = await turn.app.store.find(turn.scope, Action, order="-id", limit=1, post_id=draft.post.id, kind=kinds)
    if not found:
        return []
    name = await name_of(turn, found[0].person_id)
    return [Notice(Level.WARNING, turn.say("review-note", name=name, note=noted(turn, found[0].note) or "–"))]


def noted(turn: Turn, note: str) -> str:
    """What somebody noted, in their words; the reason that they chose, in the reader's."""
    head, _, words = note.partition(": ")
    if not head.startswith("reason-") or not turn.texts.has(head):
        return note
    return f"{turn.say(head)}: {words}" if words else turn.say(head)


async def _difference(turn: Turn, draft: Draft) -> list[Block]:
    parts = await reviewing.difference(turn.app, turn.scope, draft.post.id)
    told: list[Block] = []
    if any(op != " " for op, _ in parts):
        told += [Notice(Level.INFO, turn.say("review-changed")), Diff(tuple(parts))]
    if found := await reviewing.pictured(turn.app, turn.scope, draft):
        told.append(Notice(Level.INFO, _pictured(turn, found)))
    return told


def _pictured(turn: Turn, found: reviewing.Pictured) -> str:
    """That the pictures are others, and which are."""
    lists = {"new": found.new, "described": found.described}
    said = [
        turn.say(f"review-pictures-{name}", which=", ".join(map(str, places)))
        for name, places in lists.items()
        if places
    ]
    said += [turn.say("review-pictures-out", count=found.out)] if found.out else []
    return turn.say("review-pictures", what="; ".join(said))


async def name_of(turn: Turn, person_id: str) -> str:
    """The person's name; a neutral word for one who is gone."""
    try:
        return (await turn.app.store.get(EVERYWHERE, Person, person_id)).name
    except Missing:
        return turn.say("somebody")


async def _facts(turn: Turn, draft: Draft) -> list[Block]:
    facts: list[Block] = []
    due = {p.due_at for p in draft.publications if p.due_at is not None and p.state not in posts.SETTLED}
    facts += [when(turn, "goes-out", at) for at in sorted(due)]
    rows = [(turn.say("by"), await name_of(turn, draft.post.author_id))]
    if (approved := await _approval(turn, draft)) is not None:
        rows.append(approved)
    return [*facts, Fields(tuple(rows))] if may(turn.role, Right.READ) else facts


async def _approval(turn: Turn, draft: Draft) -> tuple[str, str] | None:
    ids = [p.approval_id for p in draft.publications if p.approval_id is not None]
    if not ids or not posts.must_be_approved(draft.workspace):
        return None
    found = await turn.app.store.find(turn.scope, Action, id=ids, order="-id", limit=1)
    if not found:
        return None
    name = await name_of(turn, found[0].person_id)
    return turn.say("approved-by"), turn.say("approved-line", name=name, version=found[0].version or 0, at=found[0].at)

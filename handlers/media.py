"""Pictures and videos: they begin a post or come to one, and each is described for who cannot see it."""

import re
from dataclasses import replace

from core import drafting, posts, scheduling
from core.errors import Invalid
from core.model import File, Post, State
from core.roles import Right
from handlers import compose, odd
from handlers.asking import sentence
from handlers.buttons import button, danger, home, shorten
from handlers.routes import REPLIES, Reply, Turn, draw, on_act, on_answer, on_files, screen
from handlers.view import Act, Level, Notice, Row, Text, Title, View

SAY = "media.say"
"""The flow in which the next words say what the pictures are about."""
COMMAND = re.compile(r"/\w+(@\w+)?(\s+|$)")
"""In front of the words that come with a picture (`/new Rye bread`) it says no more than the picture does."""
TITLE_MOST = 20
LOOKED_AT = 10
"""How many of a person's newest posts are looked through for an open draft."""


@on_files(Right.WRITE)
async def sent(turn: Turn) -> Reply:
    """A reply puts them into that post; after "what should it say?" they belong to the same; else they begin one."""
    for id in (_replied_to(turn), _asked_about(turn)):
        if id and await _is_open(turn, id):
            return await _added(turn.about(id=id))
    return await _begun(turn)


def _replied_to(turn: Turn) -> str:
    if turn.card is None or turn.card.workspace_id != turn.scope:
        return ""
    kind, _, id = turn.card.subject.partition(":")
    return id if kind == "post" else ""


def _asked_about(turn: Turn) -> str:
    here = turn.conversation.flow == SAY and turn.conversation.workspace_id == turn.scope
    return turn.conversation.data.get("id", "") if here else ""


async def _is_open(turn: Turn, id: str) -> bool:
    if not await turn.app.store.count(turn.scope, Post, id=id):
        return False
    draft = await drafting.current(turn.app, turn.scope, turn.about(id=id).post_id)
    return not draft.publications or any(one.state in posts.OPEN for one in draft.publications)


async def _added(turn: Turn) -> Reply:
    """They are in the post; the words that came with them are what a reply's would be."""
    id = turn.post_id
    await drafting.attach(turn.app, turn.scope, turn.person.id, id, turn.files, platform=turn.said.platform)
    if turn.said.text.strip():
        return await REPLIES["post"].handler(turn)
    if drafting.unsaid(await drafting.current(turn.app, turn.scope, id)):
        return await _what(turn)
    return Reply(show=await draw(turn, "media", id=id))


async def _what(turn: Turn) -> Reply:
    return Reply(show=await draw(turn, "post", id=turn.post_id), flow=SAY, data={"id": turn.post_id})


async def _begun(turn: Turn) -> Reply:
    """A new post with them, and the way into the draft that the person may have meant."""
    words, why = _caption(turn), ""
    try:
        brief = drafting.brief_of(words) if words else ""
    except Invalid as error:  # the pictures are not lost for their words
        brief, why = "", sentence(turn, error)
    if brief:
        reply = await compose.begin(turn, brief)
        return replace(reply, say=await _instead(turn, reply))
    who, note, platform = turn.person.id, odd.whose(turn, "forwarded-source"), turn.said.platform
    post = await drafting.start(turn.app, turn.scope, who, "", files=turn.files, note=note, platform=platform)
    return Reply(show=await draw(turn, "post", id=post.id), toast=why, flow=SAY, data={"id": post.id})


def _caption(turn: Turn) -> str:
    words = turn.said.text.strip()
    found = None if turn.said.forwarded else COMMAND.match(words)
    return words[found.end() :] if found else words


async def _instead(turn: Turn, reply: Reply) -> tuple[View, ...]:
    id = "" if reply.show is None else reply.show.args["id"]
    return (await draw(turn, "media.instead", id=id),) if await _other(turn, id) else ()


async def _other(turn: Turn, id: str) -> Post | None:
    """The newest draft of the person's that pictures may have been meant for."""
    newest = await turn.app.store.find(turn.scope, Post, author_id=turn.person.id, order="-updated_at", limit=LOOKED_AT)
    for post in newest:
        if post.id != id:
            draft = await drafting.current(turn.app, turn.scope, post.id)
            if draft.state is State.DRAFT and not drafting.unsaid(draft):
                return post
    return None


async def _move(turn: Turn, id: str) -> tuple[Act, ...]:
    if (other := await _other(turn, id)) is None:
        return ()
    title = shorten(" ".join(other.brief.split()), TITLE_MOST) or turn.say("media-untitled")
    return (Act(label=turn.say("act-add-to", title=title), verb="media.move", args={"id": id, "to": other.id}),)


@screen("media.instead")
async def instead_screen(turn: Turn) -> View:
    """A post was begun; one tap, and they are in the other one."""
    said = turn.say("media-began")
    blocks = (Notice(Level.INFO, said), Row((*await _move(turn, turn.post_id), home(turn))))
    return View(key="media.instead", args=turn.args, blocks=blocks, summary=said)


@on_act("media.move", Right.WRITE)
async def move(turn: Turn) -> Reply:
    """Into the other post; the one that was begun with them is dropped."""
    here = await drafting.current(turn.app, turn.scope, turn.post_id)
    to = turn.about(id=turn.args["to"]).post_id
    if here.state is not State.CANCELLED:
        keys = [one.key for one in drafting.media_of(here)]
        files = {file.id: file for file in await turn.app.store.find(turn.scope, File, id=keys)}
        who, platform = turn.person.id, turn.said.platform
        await drafting.attach(
            turn.app, turn.scope, who, to, [files[key] for key in keys if key in files], platform=platform
        )
        if (writing := await drafting.newest_writing(turn.app, turn.scope, here.post.id)) is not None:
            await drafting.stop(turn.app, turn.scope, who, writing.id)
        if here.publications:
            await scheduling.cancel(turn.app, turn.scope, who, here.post.id, platform=platform)
    return Reply(show=await draw(turn, "media", id=to), toast=turn.say("media-moved"), flow="")


@screen("media.ask")
async def ask_screen(turn: Turn) -> View:
    """The pictures are there; what should the post say?"""
    draft = await drafting.current(turn.app, turn.scope, turn.post_id)
    id = draft.post.id
    blocks = (
        Title(turn.say("media-ask")),
        Text(turn.say("media-kept", count=len(drafting.media_of(draft)))),
        Row((button(turn, "only-picture", "post.show", id=id, bare="1"), *await _move(turn, id))),
        Row((button(turn, "media", "media.show", id=id), danger(turn, "drop", "post.drop", id=id), home(turn))),
    )
    return View(
        key="post",
        args={"id": id},
        blocks=blocks,
        summary=turn.say("media-ask"),
        subject=f"post:{id}",
        version=draft.post.version,
    )


@on_answer(SAY, Right.WRITE)
async def said(turn: Turn) -> Reply:
    """What it should say: a brief as any other."""
    return await REPLIES["post"].handler(turn.about(id=turn.conversation.data["id"]))

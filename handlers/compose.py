"""From a line to variants: the brief, the writing as it goes, and the choice between what was written."""

import re

from core import drafting, joining, times
from core.drafting import Draft
from core.model import ConnectionId, Post, PostId, Variant, Writing, WritingState
from core.ports import Task
from core.roles import Right, may, require
from handlers import odd
from handlers.buttons import button, danger, home, primary, shorten
from handlers.routes import COMMANDS, Reply, Turn, draw, on_act, on_command, on_words, screen
from handlers.view import Act, Block, Choice, Level, Notice, Progress, Quote, Row, Text, Title, View

TONES = ("friendly", "expert", "playful", "formal", "warm")
CODE = re.compile(r"[\w-]{22}")
"""What an invitation's code looks like: it must not end up in a draft."""
WWW = re.compile(r"www\.\w", re.IGNORECASE)
FEW_WORDS = 8
SHORT_WORDS = 3
UNDER_WAY = frozenset({WritingState.ASKED, WritingState.RUNNING})


async def begin(turn: Turn, brief: str) -> Reply:
    """A post from this brief and what came with it, its variants being written. Raises `Denied`."""
    require(turn.role, Right.WRITE)
    files = [file for file in turn.files if file.workspace_id == turn.scope]
    post = await drafting.start(
        turn.app,
        turn.scope,
        turn.person.id,
        brief,
        files=files,
        note=odd.whose(turn, "forwarded-source"),
        platform=turn.said.platform,
    )
    await _ask(turn, post.id, Task.VARIANTS)
    told = odd.whose(turn, "forwarded-from")
    return Reply(show=await draw(turn, "post", id=post.id), toast=told, flow="")


async def _ask(turn: Turn, post_id: PostId, task: Task, instruction: str = "", connection: str = "") -> Writing:
    return await drafting.ask_writer(
        turn.app,
        turn.scope,
        turn.person.id,
        post_id,
        task,
        instruction=instruction,
        connection_id=ConnectionId(connection) if connection else None,
        platform=turn.said.platform,
    )


async def rewrite(turn: Turn, post_id: PostId, task: Task, instruction: str = "", connection: str = "") -> Reply:
    """The post's text is to be written again in this way; what comes is offered, not taken."""
    await _ask(turn, post_id, task, instruction, connection)
    tab = {"tab": connection} if connection else {}
    return Reply(show=await draw(turn, "post", id=post_id, **tab), flow="")


@on_words(Right.READ)
async def words(turn: Turn) -> Reply:
    """Plain words are a brief, unless they are the name of a command, an invitation's code, or hardly mean a post."""
    text = turn.said.text.strip()
    if turn.said.forwarded:  # somebody else's words, whatever they look like
        return await begin(turn, text)
    if text.casefold() in COMMANDS and text.casefold() not in {"unknown", "start"}:
        route = COMMANDS[text.casefold()]
        require(turn.role, route.need)
        return await route.handler(turn.about(rest=""))
    if CODE.fullmatch(text) and await joining.is_invite(turn.app, text):
        return await COMMANDS["join"].handler(turn.about(rest=text))
    if (doubt := _hardly(turn, text)) is not None:
        return Reply(show=_sure(turn, text, doubt), flow="")
    return await begin(turn, turn.said.text)


def _hardly(turn: Turn, text: str) -> str | None:
    """Why this is probably no brief: a greeting, a number, or a time that was meant for a post."""
    if len(text.split()) > FEW_WORDS or "://" in text or "\n" in text or WWW.match(text):
        return None
    read = times.understand(text, language=turn.texts.language, now=turn.now, zone=turn.texts.zone)
    if isinstance(read, times.Understood):
        return "sure-time"
    short = len(text.split()) < SHORT_WORDS and any(sign.isalnum() for sign in text)
    return "sure-short" if short and may(turn.role, Right.WRITE) else None


def _sure(turn: Turn, text: str, why: str) -> View:
    yes = Act(label=turn.say("act-was-brief"), verb="compose.brief", args={"brief": text})
    blocks = (
        Title(turn.say("how-title")),
        Text(turn.say(why)),
        Quote(text),
        Row((yes, button(turn, "drafts", "drafts"), home(turn))),
    )
    return View(key="sure", blocks=blocks, summary=turn.say("how-title"))


@on_act("compose.brief", Right.WRITE)
async def was_brief(turn: Turn) -> Reply:
    """It was a brief, after all."""
    return await begin(turn, turn.args["brief"])


@on_command("new", Right.WRITE)
async def new(turn: Turn) -> Reply:
    """`/new brief`; without one, how to write one."""
    if turn.args["rest"]:
        return await begin(turn, turn.args["rest"])
    return await how(turn)


@on_act("compose.how", Right.WRITE)
async def how(turn: Turn) -> Reply:
    """Says that any line will do."""
    return Reply(show=await draw(turn, "how"), flow="")


@screen("how")
async def how_screen(turn: Turn) -> View:
    """What a brief is, by examples."""
    blocks = (
        Title(turn.say("how-title")),
        Text(turn.say("how-text")),
        Quote(turn.say("how-example")),
        Row((button(turn, "sample", "sample"), button(turn, "drafts", "drafts"), home(turn))),
    )
    return View(key="how", blocks=blocks, summary=turn.say("how-title"))


def writing_view(turn: Turn, post: Post, writing: Writing) -> View:
    """What is being written, as far as it is."""
    blocks = (
        Title(turn.say("writing-title")),
        Quote(writing.instruction or _short(post.brief)),
        Progress(turn.say("writing-now" if writing.task == Task.VARIANTS else "writing-change"), writing.partial),
        Row((danger(turn, "stop", "writing.stop", writing=writing.id),)),
    )
    return _of(post, blocks, turn.say("writing-title"))


def _of(post: Post, blocks: tuple[Block, ...], summary: str, **args: str) -> View:
    return View(
        key="post",
        args={"id": post.id, **args},
        blocks=blocks,
        summary=summary,
        subject=f"post:{post.id}",
        version=post.version,
    )


def _short(text: str) -> str:
    return shorten(text, 200)


def variants_view(turn: Turn, draft: Draft, writing: Writing) -> View:
    """One variant at a time, the others one press away."""
    post, said = draft.post, draft.version is not None and bool(draft.version.text)
    at = min(int(turn.args.get("variant", "0")), len(writing.variants) - 1)
    variant = writing.variants[at]
    blocks: list[Block] = [Title(turn.say("variants-title", count=len(writing.variants)))]
    blocks += _told(turn, writing, variant)
    if len(writing.variants) > 1:
        blocks.append(_letters(turn, writing, at))
    blocks.append(Quote(variant.text))
    blocks += _ways(turn, writing, at, said=said)
    return _of(post, tuple(blocks), turn.say("variants-summary", text=_short(variant.text)), variant=str(at))


def _told(turn: Turn, writing: Writing, variant: Variant) -> list[Block]:
    told: list[Block] = []
    if writing.error is not None:
        told.append(Notice(Level.WARNING, turn.say(_sentence(writing.error))))
    elif writing.state is WritingState.STOPPED:
        told.append(Notice(Level.INFO, turn.say("writing-stopped")))
    elif writing.writer == "outline" and not writing.instruction:
        told.append(Notice(Level.INFO, turn.say("writing-outline-note")))
    return told + [Notice(Level.WARNING, turn.say(flag)) for flag in variant.flags]


def _sentence(error: str) -> str:
    return {"BudgetSpent": "writing-budget"}.get(error, "writing-" + error.removeprefix("Writer").lower())


def _letters(turn: Turn, writing: Writing, at: int) -> Choice:
    acts = tuple(
        Act(label="ABCDEFGH"[place], verb="variant.see", args={"writing": writing.id, "variant": str(place)})
        for place in range(len(writing.variants))
    )
    return Choice(turn.say("variants-label"), acts, at)


def _ways(turn: Turn, writing: Writing, at: int, *, said: bool) -> list[Block]:
    this = {"writing": writing.id, "variant": str(at)}
    first = [primary(turn, "use", "variant.use", **this)]
    if said:
        first.append(button(turn, "keep-text", "post.show", id=writing.post_id, skip=writing.id))
    first.append(button(turn, "regenerate", "variant.again", **this))
    change = [
        button(turn, "shorter", "variant.shorter", **this),
        button(turn, "longer", "variant.longer", **this),
        button(turn, "tone", "variant.tone", **this),
    ]
    last = (danger(turn, "drop", "post.drop", id=writing.post_id), home(turn))
    return [Row(tuple(first)), Row(tuple(change)), Row(last)]


async def _writing(turn: Turn) -> Writing:
    return await turn.app.store.get(turn.scope, Writing, turn.args["writing"])


@on_act("variant.see", Right.WRITE)
async def see(turn: Turn) -> Reply:
    """Another variant on the same card."""
    writing = await _writing(turn)
    return Reply(show=await draw(turn, "post", id=writing.post_id, variant=turn.args["variant"]))


@on_act("variant.use", Right.WRITE)
async def use(turn: Turn) -> Reply:
    """This one is the post's text."""
    writing = await _choose(turn)
    return Reply(show=await draw(turn, "post", id=writing.post_id), toast=turn.say("variant-used"))


async def _choose(turn: Turn) -> Writing:
    writing = await _writing(turn)
    index = int(turn.args["variant"])
    await drafting.choose(turn.app, turn.scope, turn.person.id, writing.id, index, platform=turn.said.platform)
    return writing


@on_act("variant.again", Right.WRITE)
async def again(turn: Turn) -> Reply:
    """Others, please."""
    writing = await _writing(turn)
    return await rewrite(turn, writing.post_id, Task(writing.task), writing.instruction, writing.connection_id or "")


@on_act("variant.shorter", Right.WRITE)
async def shorter(turn: Turn) -> Reply:
    """This one, but shorter."""
    return await rewrite(turn, (await _choose(turn)).post_id, Task.SHORTER)


@on_act("variant.longer", Right.WRITE)
async def longer(turn: Turn) -> Reply:
    """This one, but longer."""
    return await rewrite(turn, (await _choose(turn)).post_id, Task.LONGER)


@on_act("variant.tone", Right.WRITE)
async def variant_tone(turn: Turn) -> Reply:
    """This one, in a tone that is asked for next."""
    return Reply(show=await draw(turn, "tone", id=(await _choose(turn)).post_id))


@on_act("post.tone", Right.WRITE)
async def tone(turn: Turn) -> Reply:
    """Which tone?"""
    return Reply(show=await draw(turn, "tone", id=turn.args["id"]))


@screen("tone")
async def tone_screen(turn: Turn) -> View:
    """The tones there are; any other can be said by replying to the card."""
    post = await turn.app.store.get(turn.scope, Post, turn.args["id"])
    acts = tuple(
        Act(label=turn.say(f"tone-{one}"), verb="tone.set", args={"id": post.id, "tone": one}) for one in TONES
    )
    blocks = (
        Title(turn.say("tone-title")),
        Choice(turn.say("tone-title"), acts),
        Text(turn.say("tone-text")),
        Row((button(turn, "back", "post.show", id=post.id),)),
    )
    return View(
        key="tone", args={"id": post.id}, blocks=blocks, summary=turn.say("tone-title"),
        subject=f"post:{post.id}", version=post.version,
    )  # fmt: skip


@on_act("tone.set", Right.WRITE)
async def set_tone(turn: Turn) -> Reply:
    """Written again in this tone."""
    return await rewrite(turn, turn.post_id, Task.TONE, turn.args["tone"])


@on_act("writing.stop", Right.WRITE)
async def stop(turn: Turn) -> Reply:
    """Enough: what there is becomes a draft."""
    await drafting.stop(turn.app, turn.scope, turn.person.id, turn.args["writing"])
    return Reply(toast=turn.say("writing-stopping"))

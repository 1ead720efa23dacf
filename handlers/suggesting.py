"""What a picture shows, as a model sees it: looked at when a person asks, and theirs to take or to say otherwise."""

from core import drafting, posts, sensing
from core.drafting import Draft
from core.model import Media, MediaKind
from core.roles import Right, may
from core.sensing import Seen
from handlers.buttons import button, home, primary
from handlers.routes import Reply, Told, Turn, draw, on_act, screen
from handlers.view import Act, Block, Choice, Level, Notice, Quote, Row, Text, Title, View

SCREEN = "media.suggested"


def changeable(turn: Turn, draft: Draft) -> bool:
    """Whether the reader may change what the post shows, and it can still be changed."""
    free = not draft.publications or any(one.state in posts.OPEN for one in draft.publications)
    return free and may(turn.role, Right.WRITE)


def bare(draft: Draft) -> list[Media]:
    """The pictures without a description."""
    return [one for one in drafting.media_of(draft) if one.kind is MediaKind.IMAGE and not one.alt]


def ways(turn: Turn, draft: Draft) -> list[Act]:
    """To a suggestion for each picture that has no description, where there is who can see."""
    can = changeable(turn, draft) and sensing.can_see(turn.app, turn.workspace)
    return [button(turn, "suggest", "media.suggest", id=draft.post.id)] if can and bare(draft) else []


def choices(turn: Turn, draft: Draft) -> list[Block]:
    """To a suggestion for one of the pictures, by its number."""
    media = drafting.media_of(draft)
    acts = tuple(
        Act(label=str(at), verb="media.suggest", args={"id": draft.post.id, "file": one.key})
        for at, one in enumerate(media, 1)
        if one.kind is MediaKind.IMAGE
    )
    return [Choice(turn.say("media-suggest"), acts)] if acts and sensing.can_see(turn.app, turn.workspace) else []


@on_act("media.suggest", Right.WRITE)
async def suggest(turn: Turn) -> Reply:
    """A model is to look at the picture, or at all that have no description."""
    draft = await drafting.current(turn.app, turn.scope, turn.post_id)
    there = {one.key for one in drafting.media_of(draft)}
    files = [turn.args["file"]] if turn.args.get("file") in there else []
    if "file" not in turn.args:
        files = [one.key for one in bare(draft)]
    if not files:
        return Reply(show=await draw(turn, "media", id=draft.post.id), toast=turn.say("suggest-none"))
    await sensing.ask_to_see(turn.app, turn.scope, turn.person.id, draft.post.id, files)
    return Reply(toast=turn.say("suggest-asked", count=len(files)))


def told(seen: Seen) -> Told:
    """Who hears of it, and on which screen."""
    args = {"id": seen.post_id, "file": seen.file}
    return seen.person_id, SCREEN, args | ({"words": seen.words} if seen.words else {"why": seen.error})


@screen(SCREEN)
async def suggested_screen(turn: Turn) -> View:
    """The suggestion, or why there is none; what is to become of it, and what became of it."""
    draft = await drafting.current(turn.app, turn.scope, turn.post_id)
    media = drafting.media_of(draft)
    at = next((at for at, one in enumerate(media) if one.key == turn.args["file"]), None)
    if at is None:
        blocks: list[Block] = [Notice(Level.INFO, turn.say("suggest-gone")), Row((home(turn),))]
        return _view(turn, turn.say("media-title"), blocks)
    title = turn.say("alt-image", at=at + 1, of=len(media))
    return _view(turn, title, [*_said(turn, media[at]), Row(tuple(_ways(turn, draft, media[at])))])


def _view(turn: Turn, title: str, blocks: list[Block]) -> View:
    return View(key=SCREEN, args=turn.args, blocks=(Title(title), *blocks), summary=title)


def _said(turn: Turn, media: Media) -> list[Block]:
    if not (words := turn.args.get("words", "")):
        return [Notice(Level.WARNING, turn.say(_sentence(turn.args["why"])))]
    if media.alt == words:
        return [Notice(Level.GOOD, turn.say("suggest-kept")), Quote(words)]
    return [Text(turn.say("suggest-offer")), Quote(words)]


def _sentence(error: str) -> str:
    """Without an error nothing was seen: there is no eye at that endpoint, or the model has nothing to say."""
    own = {"": "suggest-blind", "BudgetSpent": "suggest-budget"}
    return own.get(error, "suggest-" + error.removeprefix("Writer").lower())


def _ways(turn: Turn, draft: Draft, media: Media) -> list[Act]:
    this = {name: turn.args[name] for name in ("id", "file", "words") if name in turn.args}
    acts = []
    if changeable(turn, draft) and not (media.alt and media.alt == turn.args.get("words")):
        acts += [primary(turn, "take", "media.take", **this)] if "words" in this else []
        acts.append(button(turn, "own-words", "media.alt", **this))
    return [*acts, button(turn, "media", "media.show", id=draft.post.id), home(turn)]


@on_act("media.take", Right.WRITE)
async def take(turn: Turn) -> Reply:
    """It is the picture's description now."""
    alts = {turn.args["file"]: turn.args["words"]}
    await drafting.describe(turn.app, turn.scope, turn.person.id, turn.post_id, alts, platform=turn.said.platform)
    return Reply(show=await draw(turn, SCREEN, **turn.args), toast=turn.say("alt-done"))

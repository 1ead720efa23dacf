"""What a post shows, in a list: what each is, its description for who cannot see it, and the way out of the post."""

from core import drafting
from core.drafting import Draft
from core.errors import Missing
from core.model import Connection, Media, MediaKind
from core.roles import Right
from handlers import suggesting
from handlers.asking import ask
from handlers.buttons import button, home, shorten
from handlers.routes import Reply, Turn, draw, form, on_act, on_sent, screen
from handlers.suggesting import changeable
from handlers.view import Act, Block, Choice, Field, Form, Kind, Level, Notice, Row, Table, Text, Title, View

ALT_SHOWN = 80
MINUTE = 60


def line(turn: Turn, draft: Draft) -> list[Block]:
    """How many there are, and how many of them are without a description."""
    media = drafting.media_of(draft)
    if media and not any(_shows_alt(turn, one) for one in _accounts(draft)):
        return [Text(turn.say("media-count", count=len(media)))]
    return [Text(turn.say("media-line", count=len(media), bare=_wanted(turn, draft)))] if media else []


def ways(turn: Turn, draft: Draft) -> list[Block]:
    """To the list, to the descriptions, and to the post as a picture."""
    if draft.version is None or not draft.publications:
        return []
    this = {name: turn.args[name] for name in ("tab", "skip", "bare") if name in turn.args} | {"id": draft.post.id}
    acts = [button(turn, "media", "media.show", id=draft.post.id)] if draft.version.media else []
    if changeable(turn, draft) and _wanted(turn, draft):
        acts.append(button(turn, "describe", "media.alt", id=draft.post.id))
    acts += suggesting.ways(turn, draft)
    drawn = "look" in turn.args
    acts.append(button(turn, "as-text", "post.look", **this) if drawn else _as_picture(turn, this))
    return [Row(tuple(acts))]


def _as_picture(turn: Turn, this: dict[str, str]) -> Act:
    return button(turn, "as-picture", "post.look", **this, look="1")


@on_act("post.look")
async def look(turn: Turn) -> Reply:
    """The same card, as a picture or as text."""
    return Reply(show=await draw(turn, "post", **turn.args))


@on_act("media.show")
async def show(turn: Turn) -> Reply:
    """The list."""
    return Reply(show=await draw(turn, "media", id=turn.args["id"]))


@screen("media")
async def media_screen(turn: Turn) -> View:
    """Each with its description; which networks show none; how more are put in."""
    draft = await drafting.current(turn.app, turn.scope, turn.post_id)
    media, id = drafting.media_of(draft), draft.post.id
    blocks: list[Block] = [Title(turn.say("media-title"))]
    if media:
        head = ("", turn.say("media-what"), turn.say("media-alt"))
        blocks.append(Table(head, tuple(_row(turn, number, one) for number, one in enumerate(media, 1))))
        blocks += _silent(turn, draft)
    if can := changeable(turn, draft):
        blocks += [*_choices(turn, draft), *suggesting.choices(turn, draft)]
        blocks.append(Text(turn.say("media-more" if media else "media-none")))
    blocks.append(Row((*(_all(turn, draft) if can else ()), button(turn, "back", "post.show", id=id), home(turn))))
    return View(
        key="media",
        args={"id": id},
        blocks=tuple(blocks),
        summary=turn.say("media-summary", count=len(media)),
        subject=f"post:{id}",
        version=draft.post.version,
    )


def _row(turn: Turn, number: int, one: Media) -> tuple[str, str, str]:
    return str(number), _what(turn, one), shorten(one.alt, ALT_SHOWN) or turn.say("media-no-alt")


def _what(turn: Turn, one: Media) -> str:
    if one.kind is MediaKind.VIDEO:
        minutes, seconds = divmod(one.seconds, MINUTE)
        return f"{turn.say('media-video')} · {minutes}:{seconds:02}"
    return f"{turn.say('media-image')} · {one.width} × {one.height}"


def _silent(turn: Turn, draft: Draft) -> list[Block]:
    """The networks that show no descriptions, by name: nobody should believe that they are read there."""
    named = dict.fromkeys(_title(turn, one) for one in _accounts(draft) if not _shows_alt(turn, one))
    return [Notice(Level.INFO, turn.say("media-alt-unread", networks=", ".join(named)))] if named else []


def _accounts(draft: Draft) -> list[Connection]:
    """Those that the post is for."""
    return [draft.connections[one.connection_id] for one in draft.meant]


def _wanted(turn: Turn, draft: Draft) -> int:
    """How many pictures and videos are without a description that somebody could be read."""
    read = any(_shows_alt(turn, one) for one in _accounts(draft))
    return sum(not one.alt for one in drafting.media_of(draft)) if read else 0


def _shows_alt(turn: Turn, connection: Connection) -> bool:
    network = turn.app.networks.get(connection.network)
    return network is None or network.limits.alt


def _title(turn: Turn, connection: Connection) -> str:
    return turn.app.networks[connection.network].title


def _choices(turn: Turn, draft: Draft) -> list[Block]:
    media = drafting.media_of(draft)
    if not media:
        return []
    return [
        Choice(turn.say(f"media-{name}"), tuple(_numbered(draft, number, verb) for number in range(len(media))))
        for name, verb in (("describe", "media.alt"), ("out", "media.out"))
    ]


def _numbered(draft: Draft, number: int, verb: str) -> Act:
    key = drafting.media_of(draft)[number].key
    return Act(label=str(number + 1), verb=verb, args={"id": draft.post.id, "file": key})


def _all(turn: Turn, draft: Draft) -> list[Act]:
    bare = [one for one in drafting.media_of(draft) if not one.alt]
    describe = [button(turn, "describe", "media.alt", id=draft.post.id)] if bare else []
    return [*describe, *suggesting.ways(turn, draft)]


@on_act("media.out", Right.WRITE)
async def take_out(turn: Turn) -> Reply:
    """Out of the post."""
    id, key = turn.post_id, turn.args["file"]
    await drafting.detach(turn.app, turn.scope, turn.person.id, id, key, platform=turn.said.platform)
    return Reply(show=await draw(turn, "media", id=id), toast=turn.say("media-out-done"))


@on_act("media.alt", Right.WRITE)
async def ask_alt(turn: Turn) -> Reply:
    """What does it show?"""
    return await ask(turn, "alt", **turn.args)


@form("alt")
async def alt_form(turn: Turn) -> Form:
    """One question for each that was chosen, or for all without a description. Raises `Missing` where none is left."""
    draft = await drafting.current(turn.app, turn.scope, turn.post_id)
    media = drafting.media_of(draft)
    asked = [one for one in media if turn.args.get("file", one.key) == one.key]
    wanted = [one for one in asked if not one.alt] or asked
    if not wanted:
        raise Missing("the picture is gone")
    fields = tuple(_field(turn, draft, one) for one in wanted)
    return Form(key="alt", title=turn.say("alt-title"), fields=fields, send=button(turn, "save", "form.send"))


def _field(turn: Turn, draft: Draft, one: Media) -> Field:
    media = drafting.media_of(draft)
    proposed = turn.args.get("words") or ("" if one.alt or one is not media[0] else drafting.suggested(draft))
    what = "video" if one.kind is MediaKind.VIDEO else "image"
    return Field(
        name=one.key,
        label=turn.say(f"alt-{what}", at=media.index(one) + 1, of=len(media)),
        kind=Kind.LONG,
        hint=turn.say("alt-hint"),
        value=proposed or one.alt,
        suggested=bool(proposed),
        optional=True,
        longest=drafting.ALT_MOST,
    )


@on_sent("alt", Right.WRITE)
async def described(turn: Turn) -> Reply:
    """Kept; what is no longer in the post needs no words."""
    id = turn.post_id
    there = {one.key for one in drafting.media_of(await drafting.current(turn.app, turn.scope, id))}
    alts = {key: words for key, words in turn.answers.items() if key in there}
    await drafting.describe(turn.app, turn.scope, turn.person.id, id, alts, platform=turn.said.platform)
    return Reply(show=await draw(turn, "media", id=id), toast=turn.say("alt-done"), flow="")

"""When a post goes out: in the person's own words, the next free slot, or now with ten seconds to think again."""

from datetime import datetime, timedelta

from core import drafting, posts, scheduling, times
from core.drafting.drafts import must_fit
from core.errors import Invalid
from core.model import State
from core.roles import Right
from core.times import Moment
from handlers.buttons import button, home, primary
from handlers.moments import full, when
from handlers.routes import Reply, Turn, draw, on_act, on_answer, screen
from handlers.view import Act, Block, Choice, Fields, Level, Notice, Row, Style, Text, Title, View

AHEAD = timedelta(days=120)
A_MINUTE = timedelta(minutes=1)
"""What is at most this long ago was meant as now."""


@on_act("schedule.ask", Right.WRITE)
async def ask_when(turn: Turn) -> Reply:
    """When should it go out? A person whose zone we do not know is asked that first."""
    id = turn.post_id
    await _ready(turn)
    if not turn.person.zone:
        why = Notice(Level.INFO, turn.say("zone-first"))
        view = await draw(turn, "zone", then=id)
        return Reply(show=view.with_block(why, 1), flow="zone", data={"then": id})
    return await asking(turn, id)


async def _ready(turn: Turn) -> None:
    """Raises `Decided` and `Invalid` before anything is asked that would be refused once it is answered."""
    draft = await drafting.current(turn.app, turn.scope, turn.post_id)
    must_fit(draft, draft.among(posts.OPEN), "schedule-problems")


async def asking(turn: Turn, id: str) -> Reply:
    """The question, and the next words are its answer."""
    return Reply(show=await draw(turn, "when", id=id), flow="schedule", data={"id": id})


@screen("when")
async def when_screen(turn: Turn) -> View:
    """Likely times as buttons; any other in words."""
    draft = await drafting.current(turn.app, turn.scope, turn.post_id)
    blocks: list[Block] = [Title(turn.say("schedule-title"))]
    if draft.version is not None:
        blocks.append(Text(turn.say("schedule-text")))
    blocks += [
        Choice(turn.say("schedule-likely"), await _likely(turn, draft.post.id)),
        Row((button(turn, "pick-date", "pick.day", id=draft.post.id),)),
        Row((button(turn, "back", "post.show", id=draft.post.id), home(turn))),
    ]
    return View(
        key="when",
        args={"id": draft.post.id},
        blocks=tuple(blocks),
        summary=turn.say("schedule-title"),
        subject=f"post:{draft.post.id}",
        version=draft.post.version,
    )


async def _likely(turn: Turn, id: str) -> tuple[Act, ...]:
    zone = turn.texts.zone
    taken = await scheduling.taken(turn.app, turn.scope, turn.now, turn.now + AHEAD)
    slot = times.next_free(turn.now, zone, taken)
    hour = times.moment_at(_rounded(turn.now + timedelta(hours=1)), zone)
    tomorrow = times.moment(
        turn.texts.local(turn.now).replace(tzinfo=None, hour=9, minute=0, second=0, microsecond=0) + timedelta(days=1),
        zone,
    )
    named = [("slot", slot), ("hour", hour)] + ([("tomorrow", tomorrow)] if tomorrow.at != slot.at else [])
    return tuple(offer(id, one, turn.say(f"schedule-{name}", at=turn.texts.stamp(one.at))) for name, one in named)


def _rounded(at: datetime) -> datetime:
    """To the next five minutes: "in an hour" is never less."""
    whole = at.replace(second=0, microsecond=0)
    return whole + timedelta(minutes=-whole.minute % 5 or (5 if at > whole else 0))


def offer(id: str, moment: Moment, label: str) -> Act:
    """A time as a button; pressed, it is echoed before it counts."""
    return Act(label=label, verb="schedule.pick", args={"id": id, **_args(moment)})


def _args(moment: Moment) -> dict[str, str]:
    """The instant itself: in the hour that comes twice, the wall time alone would not say which."""
    return {"at": moment.at.isoformat(), "zone": moment.zone}


@on_answer("schedule", Right.WRITE)
async def in_words(turn: Turn) -> Reply:
    """A time was typed."""
    id = turn.conversation.data["id"]
    read = times.understand(turn.said.text, language=turn.texts.language, now=turn.now, zone=turn.texts.zone)
    match read:
        case times.Understood(moment) if _comes_twice(turn, moment):
            return Reply(show=await draw(turn, "pick-which", id=id, wall=moment.wall.isoformat()))
        case times.Understood(moment):
            return await echo(turn, id, moment)
        case times.Doubt(choices):
            return await _doubt(turn, id, choices)
        case times.Refusal(reason):
            return await _again(turn, id, f"time-{reason}")
        case _:
            return await _unread(turn, id)


def _comes_twice(turn: Turn, moment: Moment) -> bool:
    """Whether the reader's clocks show it twice that night: which is meant is asked, as for a pressed time."""
    return moment.zone == turn.texts.zone and len(times.moments(moment.wall, moment.zone)) > 1


async def echo(turn: Turn, id: str, moment: Moment) -> Reply:
    """The moment, to be confirmed; one that has just passed meant now."""
    if turn.now - A_MINUTE < moment.at <= turn.now:
        return Reply(show=await draw(turn, "now", id=id))
    return Reply(show=await draw(turn, "confirm", id=id, **_args(moment)))


async def _doubt(turn: Turn, id: str, choices: tuple[Moment, ...]) -> Reply:
    at = " ".join(one.at.isoformat() for one in choices)
    return Reply(show=await draw(turn, "which", id=id, at=at, zone=choices[0].zone if choices else ""))


async def _again(turn: Turn, id: str, why: str) -> Reply:
    view = await draw(turn, "when", id=id)
    return Reply(show=view.with_block(Notice(Level.BAD, turn.say(why)), 1))


async def _unread(turn: Turn, id: str) -> Reply:
    """Not a time at all: perhaps it was not meant as one, and it must not be lost."""
    view = await draw(turn, "when", id=id)
    other = Row((Act(label=turn.say("act-was-brief"), verb="compose.brief", args={"brief": turn.said.text}),))
    return Reply(show=view.with_block(Notice(Level.WARNING, turn.say("time-unread")), 1).with_block(other, 3))


def _moment(turn: Turn) -> Moment:
    return times.moment_at(datetime.fromisoformat(turn.args["at"]), turn.args["zone"])


@on_act("schedule.pick", Right.WRITE)
async def pick(turn: Turn) -> Reply:
    """One of the offered times: echoed before it counts."""
    return await echo(turn, turn.args["id"], _moment(turn))


@screen("confirm")
async def confirm_screen(turn: Turn) -> View:
    """Weekday, date, time, zone and distance, to be confirmed."""
    id, moment = turn.post_id, _moment(turn)
    draft = await drafting.current(turn.app, turn.scope, id)
    blocks = (
        Title(turn.say("confirm-title")),
        when(turn, "goes-out", moment.at),
        _accounts(turn, draft),
        Row(
            (
                primary(turn, "confirm-time", "schedule.confirm", **turn.args),
                button(turn, "other-time", "schedule.ask", id=id),
                button(turn, "back", "post.show", id=id),
            )
        ),
    )
    return View(
        key="confirm",
        args=turn.args,
        blocks=blocks,
        summary=turn.say("confirm-summary", when=full(turn, moment.at)),
        subject=f"post:{id}",
        version=draft.post.version,
    )


def _accounts(turn: Turn, draft: drafting.Draft) -> Fields:
    """Each by its name and its network: it may be called alike at several."""
    accounts = [draft.connections[one.connection_id] for one in draft.meant]
    networks = [turn.app.networks.get(one.network) for one in accounts]
    named = [
        f"{one.title} · {network.title if network is not None else one.network}"
        for one, network in zip(accounts, networks, strict=True)
    ]
    return Fields(((turn.say("accounts"), ", ".join(named)),))


@on_act("schedule.confirm", Right.WRITE)
async def confirm(turn: Turn) -> Reply:
    """It counts. A time that passed while the card lay there is asked again; one of this minute means now."""
    id, moment = turn.post_id, _moment(turn)
    if turn.now - A_MINUTE < moment.at <= turn.now:
        return Reply(show=await draw(turn, "now", id=id), flow="")
    try:
        await scheduling.schedule(
            turn.app,
            turn.scope,
            turn.person.id,
            id,
            at=moment.at,
            wall=moment.wall,
            zone=moment.zone,
            version=turn.version,
            platform=turn.said.platform,
        )
    except Invalid as error:
        if error.reason != "time-past":
            raise
        return await _again(turn, id, "time-past")
    draft = await drafting.current(turn.app, turn.scope, id)
    planned = any(publication.state is State.SCHEDULED for publication in draft.publications)
    done = turn.say("schedule-done" if planned else "schedule-noted", when=full(turn, moment.at))
    return Reply(show=await draw(turn, "post", id=id), toast=done, flow="")


@on_act("now.ask", Right.WRITE)
async def ask_now(turn: Turn) -> Reply:
    """Which accounts, once more, before it goes out."""
    await _ready(turn)
    return Reply(show=await draw(turn, "now", id=turn.args["id"]))


@screen("now")
async def now_screen(turn: Turn) -> View:
    """Publishing now, with the accounts by name."""
    draft = await drafting.current(turn.app, turn.scope, turn.post_id)
    id = draft.post.id
    yes = Act(label=turn.say("act-yes-now"), verb="now.go", args={"id": id}, style=Style.PRIMARY)
    blocks = (
        Title(turn.say("now-title")),
        _accounts(turn, draft),
        Text(turn.say("now-text")),
        Row((yes, button(turn, "back", "post.show", id=id))),
    )
    return View(
        key="now",
        args={"id": id},
        blocks=blocks,
        summary=turn.say("now-title"),
        subject=f"post:{id}",
        version=draft.post.version,
    )


@on_act("now.go", Right.WRITE)
async def go(turn: Turn) -> Reply:
    """It leaves in ten seconds."""
    id = turn.post_id
    await scheduling.publish_now(
        turn.app, turn.scope, turn.person.id, id, version=turn.version, platform=turn.said.platform
    )
    return Reply(show=await draw(turn, "post", id=id), toast=turn.say("now-done"), flow="")


@on_act("schedule.undo", Right.WRITE)
async def undo(turn: Turn) -> Reply:
    """Not now after all: back to the time it had before, if it had one."""
    id = turn.post_id
    at = await scheduling.undo_now(turn.app, turn.scope, turn.person.id, id, platform=turn.said.platform)
    done = turn.say("off-done") if at is None else turn.say("schedule-done", when=full(turn, at))
    return Reply(show=await draw(turn, "post", id=id), toast=done, flow="")


@on_act("schedule.off", Right.WRITE)
async def off(turn: Turn) -> Reply:
    """Off the schedule; the approval stays."""
    id = turn.post_id
    await scheduling.unschedule(turn.app, turn.scope, turn.person.id, id, platform=turn.said.platform)
    return Reply(show=await draw(turn, "post", id=id), toast=turn.say("off-done"))


@on_act("post.drop", Right.WRITE)
async def drop(turn: Turn) -> Reply:
    """Dropped; it can be taken up again."""
    id = turn.post_id
    await scheduling.cancel(turn.app, turn.scope, turn.person.id, id, platform=turn.said.platform)
    return Reply(show=await draw(turn, "post", id=id), toast=turn.say("drop-done"), flow="")


@on_act("post.reopen", Right.WRITE)
async def reopen(turn: Turn) -> Reply:
    """Taken up again as a draft."""
    id = turn.post_id
    await scheduling.reopen(turn.app, turn.scope, turn.person.id, id, platform=turn.said.platform)
    return Reply(show=await draw(turn, "post", id=id), toast=turn.say("reopen-done"))

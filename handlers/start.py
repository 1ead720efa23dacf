"""Welcome, and the overview a person comes back to; language and time zone, guessed and confirmed."""

import asyncio
from dataclasses import replace

from core import joining, reviewing, times
from core.errors import Invalid
from core.model import Membership, Post
from core.texts import LANGUAGES, Texts
from handlers.buttons import button, home, primary
from handlers.rooms import policy_links
from handlers.routes import COMMANDS, Reply, Turn, draw, on_act, on_answer, on_command, screen
from handlers.view import Act, Block, Choice, Fields, Level, Notice, Row, Text, Title, View


@on_command("start")
async def start(turn: Turn) -> Reply:
    """`/start`; `/start j_CODE` from an invite's link, `/start c_…` on the way back from a network."""
    rest = turn.args.get("rest", "")
    if rest.startswith("j_"):
        workspace, role = await joining.join(turn.app, turn.person.id, rest.removeprefix("j_"))
        joined = turn.say("join-done", workspace=workspace.name, role=turn.say(f"role-{role}"))
        return Reply(toast=joined, show=await draw(turn, "welcome"), flow="", workspace=workspace.id)
    if rest.startswith("c_"):
        return await COMMANDS["connect"].handler(turn.about(rest=""))
    return Reply(show=await draw(turn, "welcome"), flow="")


@screen("welcome")
async def welcome(turn: Turn) -> View:
    """What this is, in whose hands, and three ways to begin."""
    ready = bool(turn.person.zone)
    blocks: list[Block] = [
        Title(turn.say("welcome-title")),
        Text(turn.say("welcome-text")),
        _languages(turn, "welcome"),
        *(policy_links(turn, "privacy-link") or (Row((button(turn, "privacy", "privacy"),)),)),
    ]
    if not ready:
        blocks.append(Row((primary(turn, "set-up", "zone.ask"), button(turn, "sample", "sample"))))
    else:
        blocks.append(Row((primary(turn, "write", "compose.how"), button(turn, "brand", "brand.ask"), home(turn))))
    blocks.append(Row((button(turn, "invited", "join.ask"), button(turn, "help", "help"))))
    return View(key="welcome", blocks=tuple(blocks), summary=turn.say("welcome-title"))


def _languages(turn: Turn, back: str) -> Choice:
    acts = tuple(
        Act(label=Texts(one).own_name, verb="language.set", args={"language": one, "back": back}) for one in LANGUAGES
    )
    return Choice(turn.say("language-label"), acts, LANGUAGES.index(turn.texts.language))


@on_act("language.set")
async def set_language(turn: Turn) -> Reply:
    """The interface's language; the content's stays what it was, unless nobody else is there and nothing is written."""
    person = await joining.set_person(turn.app, turn.person, language=turn.args["language"])
    workspace = turn.workspace
    if await _is_only_theirs(turn):
        workspace = await joining.set_workspace(turn.app, workspace, turn.person.id, language=person.language)
    texts = Texts(person.language, turn.texts.zone)
    there = turn.with_(person=person, texts=texts, workspace=workspace)
    return Reply(show=await draw(there, turn.args["back"]))


async def _is_only_theirs(turn: Turn) -> bool:
    """Whether nobody else is in the workspace, and nothing is written yet."""
    store = turn.app.store
    return not await store.count(turn.scope, Post) and await store.count(turn.scope, Membership) == 1


@on_act("zone.ask")
@on_command("timezone")
async def ask_zone(turn: Turn) -> Reply:
    """Asks for the time zone."""
    return Reply(show=await draw(turn, "zone"), flow="zone", data={"then": ""})


@screen("zone")
async def zone_screen(turn: Turn) -> View:
    """The likely zones as buttons, the guess first; any other by its city. `then`: the post to schedule after it."""
    then = turn.args.get("then", "")
    guess = turn.person.zone or joining.zone_told(turn.said)
    likely = [guess] if guess else []
    likely += [zone for zone in times.likely_zones(turn.texts.language) if zone not in likely]
    label = turn.say("zone-likely")
    blocks = (
        Title(turn.say("zone-title")),
        Text(turn.say("zone-text")),
        Choice(label, tuple(_zone(turn, zone, then) for zone in likely[:6]), 0 if turn.person.zone else None),
        Text(turn.say("zone-other")),
        Row((home(turn),)),
    )
    return View(key="zone", args={"then": then}, blocks=blocks, summary=turn.say("zone-title"))


def _zone(turn: Turn, zone: str, then: str) -> Act:
    local = Texts(turn.texts.language, zone).local(turn.now)
    label = f"{times.zone_name(zone, turn.texts.language)} {turn.texts.hour(local)}"
    return Act(label=label, verb="zone.set", args={"zone": zone, "then": then})


@on_answer("zone")
async def search_zone(turn: Turn) -> Reply:
    """A city was typed."""
    then = turn.conversation.data.get("then", "")
    # The first search reads 24,000 cities: beside the event loop.
    found = await asyncio.to_thread(times.zones, turn.said.text, turn.texts.language)
    if not found:
        unknown = turn.say("zone-unknown", city=turn.said.text.strip()[:60])
        view = await draw(turn, "zone", then=then)
        return Reply(show=view.with_block(Notice(Level.WARNING, unknown), 1))
    blocks = (
        Title(turn.say("zone-title")),
        Choice(turn.say("zone-found"), tuple(_zone(turn, zone, then) for zone in found)),
        Text(turn.say("zone-other")),
        Row((home(turn),)),
    )
    return Reply(show=View(key="zone.found", blocks=blocks, summary=turn.say("zone-title")))


@on_act("zone.set")
async def set_zone(turn: Turn) -> Reply:
    """The zone is kept; then on with what it was asked for."""
    first, zone, then = not turn.person.zone, turn.args["zone"], turn.args["then"]
    person = await joining.set_person(turn.app, turn.person, zone=zone)
    there = turn.with_(person=person, texts=Texts(turn.texts.language, zone))
    name = times.zone_name(zone, turn.texts.language)
    done = Notice(Level.GOOD, turn.say("zone-done", zone=name, time=there.texts.hour(there.texts.local(turn.now))))
    if then:
        view, flow = await draw(there, "when", id=then), Reply(flow="schedule", data={"id": then})
    else:
        view, flow = await draw(there, "welcome" if first else "settings"), Reply(flow="")
    return replace(flow, show=view.with_block(done, 1))


@on_act("home")
@on_command("home")
async def show_home(turn: Turn) -> Reply:
    """Back to the overview; what was being asked is let go, and nothing else."""
    return Reply(show=await draw(turn, "home"), flow="")


@screen("home")
async def home_screen(turn: Turn) -> View:
    """What waits, what is next, and every room one press away."""
    waiting = len(await reviewing.waiting(turn.app, turn.scope, turn.person.id, turn.role))
    rows = ((turn.say("home-workspace"), turn.workspace.name), (turn.say("home-role"), turn.say(f"role-{turn.role}")))
    blocks = (
        Title(turn.say("home-title")),
        Fields(rows),
        Text(turn.say("home-waiting", count=waiting)),
        Text(turn.say("home-text")),
        Row((button(turn, "inbox", "inbox"), button(turn, "drafts", "drafts"), button(turn, "calendar", "calendar"))),
        Row((button(turn, "accounts", "connect"), button(turn, "settings", "settings"), button(turn, "help", "help"))),
    )
    return View(key="home", blocks=blocks, summary=turn.say("home-title"))


@on_act("join.ask")
async def ask_invite(turn: Turn) -> Reply:
    """Asks for the code."""
    return Reply(show=_ask_invite(turn), flow="join")


def _ask_invite(turn: Turn, error: str = "") -> View:
    wrong = (Notice(Level.WARNING, error),) if error else ()
    blocks = (Title(turn.say("join-title")), *wrong, Text(turn.say("join-text")), Row((home(turn),)))
    return View(key="join", blocks=blocks, summary=turn.say("join-title"))


@on_answer("join")
async def code_typed(turn: Turn) -> Reply:
    """A code was typed; what is none is said to be none, and the question stays open."""
    try:
        return await start(turn.about(rest=f"j_{_code(turn.said.text)}"))
    except Invalid as error:
        return Reply(show=_ask_invite(turn, turn.say(error.reason, **error.facts)))


@on_command("join")
async def join(turn: Turn) -> Reply:
    """`/join CODE`; without the code, it is asked for."""
    code = _code(turn.args["rest"])
    return await start(turn.about(rest=f"j_{code}")) if code else await ask_invite(turn)


def _code(text: str) -> str:
    """The code in what was sent: alone, after `/join`, or at the end of an invitation's link."""
    last = text.rsplit(maxsplit=1)[-1] if text.split() else ""
    return last.rpartition("start=")[2].removeprefix("j_")

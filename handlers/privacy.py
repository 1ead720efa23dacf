"""What is kept, where and for what, in a few lines; the whole policy; and how much is kept of whoever asks."""

from functools import cache
from importlib.resources import files

from core import joining, times
from handlers.buttons import button, home, primary
from handlers.rooms import policy_links
from handlers.routes import Reply, Turn, draw, on_act, on_command, screen
from handlers.view import Block, Fields, Row, Text, Title, View

CONTACT = "info@aimarketing.lv"
PAGE_MOST = 3300
"""In characters: a page with its buttons fits a message of every chat, the shortest of which ends at 4096."""
KINDS = (
    "identity",
    "membership",
    "post",
    "version",
    "writing",
    "sensing",
    "action",
    "connection",
    "invite",
    "conversation",
    "card",
    "delivery",
)


@on_command("privacy")
@on_act("privacy")
async def show(turn: Turn) -> Reply:
    """In short; `/privacy uses`: what tokens were used for."""
    rest = turn.args.get("rest", "").strip().casefold()
    if rest in {"uses", turn.say("word-uses")}:
        return Reply(show=await draw(turn, "privacy.uses"), flow="")
    return Reply(show=await draw(turn, "privacy"), flow="")


@screen("privacy")
async def privacy_screen(turn: Turn) -> View:
    """Who, what, where, what for, and whom to write to."""
    points = ("who", "what", "where", "tokens", "rights")
    blocks: tuple[Block, ...] = (
        Title(turn.say("privacy-title")),
        *(Text(turn.say(f"privacy-{point}", contact=CONTACT)) for point in points),
        Row((primary(turn, "privacy-full", "privacy.full"), button(turn, "privacy-mine", "privacy.mine"))),
        Row((button(turn, "privacy-uses", "privacy.uses"),)),
        *policy_links(turn, "privacy-page"),
        Row((button(turn, "settings", "settings"), home(turn))),
    )
    return View(key="privacy", blocks=blocks, summary=turn.say("privacy-title"))


# -- the whole policy --------------------------------------------------------------------------------------------------


@on_act("privacy.full")
async def show_full(turn: Turn) -> Reply:
    """All of it, here in the chat."""
    return Reply(show=await draw(turn, "privacy.full", page=turn.args.get("page", "0")))


@screen("privacy.full")
async def full_screen(turn: Turn) -> View:
    """One page of it; all of it where it fits."""
    pages = policy(turn.texts.language)
    given = turn.args.get("page", "0")
    at = min(int(given) if given.isdecimal() else 0, len(pages) - 1)
    turns = []
    if at:
        turns.append(button(turn, "privacy-before", "privacy.full", page=str(at - 1)))
    if at + 1 < len(pages):
        turns.append(primary(turn, "privacy-next", "privacy.full", page=str(at + 1)))
    blocks = (
        *pages[at],
        *((Text(turn.say("privacy-place", at=at + 1, of=len(pages))), Row(tuple(turns))) if turns else ()),
        *policy_links(turn, "privacy-page"),
        Row((button(turn, "privacy-short", "privacy"), home(turn))),
    )
    return View(key="privacy.full", args={"page": str(at)}, blocks=blocks, summary=turn.say("privacy-title"))


@cache
def policy(language: str) -> tuple[tuple[Block, ...], ...]:
    """The policy in this language, in pages."""
    return paged(files("locales").joinpath(language, "policy.md").read_text("utf-8"))


def paged(text: str) -> tuple[tuple[Block, ...], ...]:
    """The text in pages, parted only between its sections; its first line is the title."""
    title, *parts = sections(text)
    pages: list[list[Block]] = [[Title(title)]]
    room = PAGE_MOST - len(title)
    for part in parts:
        if len(part) > room and len(pages[-1]) > 1:
            pages.append([])
            room = PAGE_MOST
        pages[-1].append(Text(part))
        room -= len(part)
    return tuple(map(tuple, pages))


def sections(text: str) -> list[str]:
    """The title, what comes before the first heading, then each numbered section, its heading in bold."""
    title, *lines = _joined(text)
    parts: list[list[str]] = [[]]
    for line in lines:
        if line[:1].isdigit() and ". " in line[:4]:
            parts.append([f"*{line}*"])
        else:
            parts[-1].append(f"• {line[2:]}" if line.startswith("- ") else line)
    return [title, *("\n".join(part) for part in parts if part)]


def _joined(text: str) -> list[str]:
    """The lines that say something; a dash that stands alone belongs to the line after it."""
    lines: list[str] = []
    for line in filter(None, map(str.strip, text.splitlines())):
        if lines and lines[-1] == "-":
            lines[-1] = f"- {line}"
        else:
            lines.append(line)
    return lines


# -- of the reader -----------------------------------------------------------------------------------------------------


@on_act("privacy.mine")
async def show_mine(turn: Turn) -> Reply:
    """What is kept of me?"""
    return Reply(show=await draw(turn, "privacy.mine"))


@screen("privacy.mine")
async def mine_screen(turn: Turn) -> View:
    """What the reader is known by, and how much there is of each kind."""
    counts = await joining.kept_about(turn.app, turn.person.id)
    zone = turn.person.zone
    known = (
        (turn.say("kept-name"), turn.person.name),
        (turn.say("kept-language"), turn.texts.own_name),
        (turn.say("kept-zone"), times.zone_name(zone, turn.texts.language) if zone else turn.say("settings-unset")),
    )
    rows = tuple((turn.say(f"kept-{kind}"), turn.texts.number(counts[kind])) for kind in KINDS)
    blocks = (
        Title(turn.say("kept-title")),
        Fields(known),
        Text(turn.say("kept-text")),
        Fields(rows),
        Text(turn.say("kept-not")),
        Text(turn.say("privacy-rights", contact=CONTACT)),
        Row((button(turn, "privacy-short", "privacy"), home(turn))),
    )
    return View(key="privacy.mine", blocks=blocks, summary=turn.say("kept-title"))

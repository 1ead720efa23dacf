"""What the rooms of the settings share: the ways out, who may change something, and buttons from before a change."""

from core import joining
from core.errors import Missing
from core.roles import Right, may
from handlers.buttons import button, home
from handlers.routes import Turn
from handlers.view import Block, Level, Link, Notice, Row

TEXT_MOST = 10_000
"""Of a whole text in a form, in characters: more than any network takes that we know."""
LABEL_MOST = 40
"""Of a name on a button, in characters; a platform lets people call themselves anything."""


def back_row(turn: Turn) -> Row:
    """The ways out."""
    return Row((button(turn, "settings", "settings"), home(turn)))


def policy_links(turn: Turn, name: str) -> tuple[Block, ...]:
    """The policy's page, labelled `name`, where our pages can be opened from: on this machine, or at an address."""
    reached = turn.said.platform in joining.LOCAL or turn.app.address.startswith("https:")
    address = f"{turn.app.address}/privacy?lang={turn.texts.language}"
    return (Link(turn.say(name), address),) if reached else ()


def owners_only(turn: Turn) -> tuple[Block, ...]:
    """Says so to whoever may look and not change."""
    return () if may(turn.role, Right.MANAGE) else (Notice(Level.INFO, turn.say("settings-owners-only")),)


def one_of(known: tuple[str, ...], given: str | None) -> str:
    """The argument of a button. Raises `Missing` for one from before something was taken away."""
    if given not in known:
        raise Missing(f"{given} is not offered any more")
    return given

"""What the rooms of the settings share: the ways out, who may change something, and buttons from before a change."""

from core.errors import Missing
from core.roles import Right, may
from handlers.buttons import button, home
from handlers.routes import Turn
from handlers.view import Block, Level, Notice, Row

LABEL_MOST = 40
"""Of a name on a button, in characters; a platform lets people call themselves anything."""


def back_row(turn: Turn) -> Row:
    """The ways out."""
    return Row((button(turn, "settings", "settings"), home(turn)))


def owners_only(turn: Turn) -> tuple[Block, ...]:
    """Says so to whoever may look and not change."""
    return () if may(turn.role, Right.MANAGE) else (Notice(Level.INFO, turn.say("settings-owners-only")),)


def one_of(known: tuple[str, ...], given: str | None) -> str:
    """The argument of a button. Raises `Missing` for one from before something was taken away."""
    if given not in known:
        raise Missing(f"{given} is not offered any more")
    return given

"""Making buttons: the label from the reader's language, the rest from the screen."""

from handlers.routes import Turn
from handlers.view import Act, Style


def button(turn: Turn, name: str, verb: str, **args: str) -> Act:
    """A plain button labelled `act-{name}`."""
    return Act(label=turn.say(f"act-{name}"), verb=verb, args=args)


def primary(turn: Turn, name: str, verb: str, **args: str) -> Act:
    """The button most people want here."""
    return Act(label=turn.say(f"act-{name}"), verb=verb, args=args, style=Style.PRIMARY)


def danger(turn: Turn, name: str, verb: str, **args: str) -> Act:
    """A button that takes something away."""
    return Act(label=turn.say(f"act-{name}"), verb=verb, args=args, style=Style.DANGER)


def home(turn: Turn) -> Act:
    """The way back that every screen has."""
    return button(turn, "home", "home")


def shorten(text: str, most: int) -> str:
    """For a label or a line: the beginning, with an ellipsis where there is more."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"

"""A post that goes out as several, shown as these: each with its number and its length, just as it will be cut."""

from core import limits
from core.model import Content
from core.ports import Limits
from handlers.routes import Turn
from handlers.view import Block, Level, Notice


def shown(turn: Turn, content: Content, allowed: Limits) -> tuple[str, str]:
    """The text as it is to be looked at, and how long it is."""
    parts = limits.parts_of(content, allowed)
    if len(parts) < 2:  # noqa: PLR2004 - one is no thread
        return content.text, _length(turn, content.text, allowed)
    told = [_numbered(turn, at, parts, allowed) for at in range(len(parts))]
    return "\n\n".join(told), turn.say("thread-count", count=len(parts))


def told(turn: Turn, content: Content, allowed: Limits) -> list[Block]:
    """That it goes out as several, or could."""
    if limits.in_thread(content, allowed):
        count = len(limits.parts_of(content, allowed))
        return [Notice(Level.INFO, turn.say("thread-goes", count=count))] if count > 1 else []
    if not allowed.parts or limits.fits(content.text, allowed):
        return []
    count = len(limits.threaded(content.text, allowed))
    return [Notice(Level.INFO, turn.say("thread-could", count=count))] if count <= allowed.parts else []


def _numbered(turn: Turn, at: int, parts: tuple[str, ...], allowed: Limits) -> str:
    head = turn.say("thread-part", number=at + 1, of=len(parts), length=_length(turn, parts[at], allowed))
    return f"{head}\n{parts[at]}"


def _length(turn: Turn, text: str, allowed: Limits) -> str:
    used = limits.measure(text, allowed)
    return turn.say("count", used=turn.texts.number(used), most=turn.texts.number(allowed.text))

"""A View as HTML that can be read and operated without sight, mouse or script; and what of it could not be shown."""

from collections.abc import Iterator

from bot.browser.render.blocks import block
from bot.browser.render.place import Place
from bot.web.markup import NOT_TEXT, Html, el, join
from handlers import view as v

__all__ = ["Place", "render"]


def render(view: v.View, place: Place) -> tuple[Html, list[str]]:
    """The screen, and a warning for each thing in it that cannot be shown as it is meant."""
    warnings: list[str] = []
    parts = [block(one, place, at, warnings) for at, one in enumerate(view.blocks)]
    if any(NOT_TEXT.search(text) for one in view.blocks for text in _strings(one)):
        warnings.append(f"{view.key}: characters that cannot be shown")
        parts.append(el("p", place.say("web-unseen", sign="\ufffd"), class_="quiet"))
    return el("div", join(parts), class_="view", data_screen=view.key), warnings


def _strings(value: object) -> Iterator[str]:
    """Every text in a block, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _strings(item)
    elif hasattr(value, "__dataclass_fields__"):
        for name in value.__dataclass_fields__:
            yield from _strings(getattr(value, name))

"""What a screen does not know about itself: its reader's words, where its buttons send, and how its ids begin."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from bot.web.markup import Html, el, join
from core.texts import Argument, Texts
from handlers.view import Act


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a screen stands."""

    texts: Texts
    action: str = ""
    """The address that takes what is pressed; without it nothing can be pressed."""
    sent: Mapping[str, str] = field(default_factory=dict)
    """What goes along with each press: who presses, on which card, and the key by which a second press is known."""
    file: Callable[[str], str] | None = None
    """Where the bytes of a file are, by its key; without it they are only told of."""
    name: str = "view"
    """Begins each id, so that screens can stand on one page."""

    def say(self, key: str, **facts: Argument) -> str:
        return self.texts.say(key, facts)

    def form(self, *children: str, **attributes: str) -> Html:
        """What holds buttons; a plain block where nothing can be pressed."""
        if not self.action:
            return el("div", *children, **attributes)
        along = join(el("input", type="hidden", name=name, value=value) for name, value in self.sent.items())
        # Our own words say what is wrong with an answer, in the reader's language: not the browser's.
        return el("form", along, *children, method="post", action=self.action, novalidate=True, **attributes)


def button(act: Act, place: Place, *, pressed: bool | None = None, blank: str = "") -> Html:
    """A button that sends its token."""
    label = act.label if act.label.strip() else blank
    state = None if pressed is None else str(pressed).lower()
    if not place.action:
        return el("button", label, type="button", class_=act.style, aria_pressed=state)
    return el("button", label, type="submit", name="token", value=act.token, class_=act.style, aria_pressed=state)

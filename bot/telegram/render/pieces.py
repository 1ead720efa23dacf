"""Words on their way to a message: runs that carry markup, pieces of runs, their HTML and their length."""

import html as markup
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import IntEnum

from core.limits import count, prefix, whole_words
from core.ports.networks import Count

TAG = re.compile(r"<[^>]*>")
LINE, GAP = "\n", "\n\n"
ELLIPSIS = "…"


class Gives(IntEnum):
    """In which order pieces give way where a message is too long."""

    FIRST = 0
    """What people and writers wrote: it can be read elsewhere, and an ellipsis says that there is more."""
    LATER = 1
    LAST = 2
    """What must not be overlooked."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words under the same tags, the outer ones first, each as it opens (`a href="…"`)."""

    text: str
    tags: tuple[str, ...] = ()

    @property
    def html(self) -> str:
        opened = "".join(f"<{tag}>" for tag in self.tags)
        closed = "".join(f"</{tag.partition(' ')[0]}>" for tag in reversed(self.tags))
        return f"{opened}{escape(self.text)}{closed}"


@dataclass(frozen=True, slots=True)
class Piece:
    """Runs that stand together; `before` parts it from what stands before it."""

    runs: tuple[Run, ...]
    gives: Gives = Gives.LATER
    before: str = GAP

    @property
    def length(self) -> int:
        return sum(units(run.text) for run in self.runs)

    def cut(self, most: int) -> "Piece":
        """At most so long, in whole words and with an ellipsis where there was more.

        No character that is seen as one is cut in two.
        """
        if self.length <= most:
            return self
        kept: list[Run] = []
        room = most - units(ELLIPSIS)
        for run in self.runs:
            if (text := prefix(run.text, room, Count.UTF16)) != run.text:
                words = whole_words(run.text, len(text))
                # Not every script puts spaces between words, and an address is one long word.
                kept.append(replace(run, text=(words if 2 * len(words) > len(text) else text.rstrip()) + ELLIPSIS))
                break
            kept.append(run)
            room -= units(text)
        return replace(self, runs=tuple(kept))


def piece(*runs: Run | str, gives: Gives = Gives.LATER, before: str = GAP) -> Piece:
    """A piece without the runs that say nothing; a plain string is a run without markup."""
    made = (Run(one) if isinstance(one, str) else one for one in runs)
    return Piece(tuple(run for run in made if run.text), gives, before)


def bold(text: str) -> Run:
    """Set off."""
    return Run(text, ("b",))


def escape(text: str) -> str:
    """The text as it reads, also within an attribute."""
    return markup.escape(text, quote=False).replace('"', "&quot;")


def units(text: str) -> int:
    """How long Telegram says it is: UTF-16 code units."""
    return count(text, Count.UTF16)


def plain(html: str) -> str:
    """What is read of HTML that was made here."""
    return markup.unescape(TAG.sub("", html))


def length(html: str) -> int:
    """How long Telegram says HTML that was made here is, once its entities are parsed."""
    return units(plain(html))


def to_html(pieces: Iterable[Piece]) -> str:
    """The pieces one after the other."""
    shown = [one for one in pieces if one.runs]
    parts = ((one.before if at else "") + "".join(run.html for run in one.runs) for at, one in enumerate(shown))
    return "".join(parts)


def total(pieces: Iterable[Piece]) -> int:
    """How long all of them are in a message."""
    shown = [one for one in pieces if one.runs]
    return sum(one.length + (units(one.before) if at else 0) for at, one in enumerate(shown))

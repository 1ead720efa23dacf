"""View and Form: what a screen is, before any platform. Renderers turn them into `(payload, warnings)`.

Every string in a View is already in the reader's language. `Text` may hold `*bold*` and nothing else; what people
wrote goes into `Quote` and `Preview`, which are shown to the letter.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from core.model import Media


class Style(StrEnum):
    """How much a button calls."""

    PLAIN = "plain"
    PRIMARY = "primary"
    DANGER = "danger"


class Level(StrEnum):
    """What kind of notice it is."""

    INFO = "info"
    GOOD = "good"
    WARNING = "warning"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Title:
    """What the screen is."""

    text: str


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph of ours; `*bold*` is the only markup."""

    text: str


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a person or of a writer, to the letter."""

    text: str


@dataclass(frozen=True, slots=True)
class Fields:
    """Label and value pairs."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class When:
    """A moment made certain: `text` has weekday, date, time and zone; `distance` is "in 17 hours"."""

    label: str
    at: datetime
    text: str
    distance: str


@dataclass(frozen=True, slots=True)
class Preview:
    """A post as its readers will see it at one network."""

    network: str
    account: str
    text: str
    count: str
    """`120 / 500`."""
    problems: tuple[str, ...] = ()
    link: str = ""
    """Where it can be seen, once it can."""
    media: tuple[Media, ...] = ()
    """Its pictures and videos; their bytes are in the port `Files`."""
    drawn: bool = False
    """Whether the reader asked for it as a picture, where a chat shows one."""
    shows: tuple[str, ...] = ()
    """What each of its media is, in the reader's words: where there are only words, and for who cannot see it."""


@dataclass(frozen=True, slots=True)
class Diff:
    """What changed: words in order, each kept (" "), taken out ("-") or put in ("+")."""

    parts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a head; short cells."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Day:
    """A day of a month: its number, what is planned (a short line each), and whether it is today or another month's."""

    number: int
    planned: tuple[str, ...] = ()
    today: bool = False
    outside: bool = False


@dataclass(frozen=True, slots=True)
class Month:
    """A month at a glance: weeks of seven days, under the names of the weekdays. A picture where a chat shows one."""

    title: str
    weekdays: tuple[str, ...]
    weeks: tuple[tuple[Day, ...], ...]


@dataclass(frozen=True, slots=True)
class Progress:
    """Something is being done; `partial` is what there is of it."""

    text: str
    partial: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence that must not be overlooked; to the letter, for it may name what people named."""

    level: Level
    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """A page for people."""

    label: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """A button. `verb` and `args` never leave the house: the platform gets a random token in `token`."""

    label: str
    verb: str
    args: Mapping[str, str] = field(default_factory=dict)
    style: Style = Style.PLAIN
    only: str | None = None
    """The id of the person who alone may press it."""
    token: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """Buttons that belong together."""

    acts: tuple[Act, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several, the present one marked; each a button."""

    label: str
    acts: tuple[Act, ...]
    chosen: int | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """Buttons in rows that must stay as they are, such as the days of a month under the names of the weekdays."""

    head: tuple[str, ...]
    rows: tuple[tuple[Act, ...], ...]


@dataclass(frozen=True, slots=True)
class Pick:
    """Asks for a channel of the person's, from the chat app's own list; `elsewhere` says so where there is no list.

    What is chosen comes back as `Said.picked`.
    """

    label: str
    elsewhere: str


class Kind(StrEnum):
    """What a field of a form asks for."""

    LINE = "line"
    LONG = "long"
    CHOICE = "choice"
    MULTI = "multi"
    WHEN = "when"
    PERSON = "person"
    FILE = "file"


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One question."""

    name: str
    label: str
    kind: Kind = Kind.LINE
    hint: str = ""
    value: str = ""
    suggested: bool = False
    """Whether `value` is only proposed, and nothing of it is kept yet."""
    options: tuple[tuple[str, str], ...] = ()
    """(value, label) pairs."""
    optional: bool = False
    longest: int = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """Several questions that belong together: a page or a modal where there is one, else one question at a time."""

    key: str
    title: str
    fields: tuple[Field, ...]
    send: Act
    """The button that sends all answers at once; its `args` are the form's own."""
    errors: Mapping[str, str] = field(default_factory=dict)
    """What is wrong with an answer, by field."""


Block = (
    Title
    | Text
    | Quote
    | Fields
    | When
    | Preview
    | Diff
    | Table
    | Month
    | Progress
    | Notice
    | Link
    | Row
    | Choice
    | Grid
    | Pick
    | Form
)


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """One screen. `key` and `args` say how to draw it again; `subject` ("post:…") when it must be drawn again."""

    key: str
    blocks: tuple[Block, ...]
    summary: str
    """The whole in a line: notifications and screen readers."""
    args: Mapping[str, str] = field(default_factory=dict)
    subject: str = ""
    version: int = 0
    """The subject's version that is shown: what its buttons are bound to."""

    def with_block(self, block: Block, at: int) -> "View":
        """The same View with one more block."""
        return replace(self, blocks=(*self.blocks[:at], block, *self.blocks[at:]))

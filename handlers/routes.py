"""Turn and Reply, and which handler a turn goes to: one registry, filled by the decorators at import."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from core.app import App
from core.errors import Missing
from core.model import Card, Conversation, File, Person, PersonId, PostId, Role, Said, Workspace, WorkspaceId
from core.roles import Right
from core.texts import Argument, Texts
from handlers.view import Form, View


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """Somebody did something: who, where, in which workspace and role, and what. Its App commits with the answer."""

    app: App
    now: datetime
    person: Person
    workspace: Workspace
    role: Role
    said: Said
    texts: Texts
    conversation: Conversation
    args: Mapping[str, str] = field(default_factory=dict)
    """The arguments of the pressed button, of the drawn screen, or `{"rest": …}` of a command."""
    version: int = 0
    """The subject's version that the pressed button was bound to."""
    card: Card | None = None
    """The card whose button was pressed, or that was replied to."""
    answers: Mapping[str, str] = field(default_factory=dict)
    """The answers of a form that is complete."""
    several: bool = False
    """Whether the person is in several workspaces, and so is always shown which one this is."""
    whole_forms: bool = False
    """Whether the platform shows a form as one page; else it is asked one question at a time."""
    files: tuple[File, ...] = ()
    """Pictures and videos that came with what was said, checked and kept."""
    heard: str = ""
    """What a voice note said, in words."""

    @property
    def scope(self) -> WorkspaceId:
        return self.workspace.id

    @property
    def post_id(self) -> PostId:
        """The post that the button or screen is about."""
        return PostId(self.args["id"])

    def say(self, key: str, **facts: Argument | datetime) -> str:
        """The sentence in the reader's language."""
        return self.texts.say(key, facts)

    def about(self, **args: str) -> "Turn":
        """The same turn about something else."""
        return replace(self, args=args)

    def with_(
        self, *, person: Person | None = None, workspace: Workspace | None = None, texts: Texts | None = None
    ) -> "Turn":
        """The same turn after its person or workspace was changed."""
        return replace(
            self,
            person=person or self.person,
            workspace=workspace or self.workspace,
            texts=texts or self.texts,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What a handler answers. An empty one is a mistake: a click is never ignored."""

    show: View | None = None
    """Takes the place of the card whose button was pressed; a new card otherwise."""
    say: tuple[View, ...] = ()
    """New cards."""
    toast: str = ""
    """A short answer to the press, or a line of its own."""
    flow: str | None = None
    """What the next plain words answer; "" ends a flow, None leaves it as it is."""
    data: Mapping[str, str] = field(default_factory=dict)
    workspace: WorkspaceId | None = None
    """The workspace the conversation is in from now on."""
    card: Card | None = None
    """The card that `show` takes the place of: the pressed one, put in by the dispatch."""
    at: WorkspaceId | None = None
    """The workspace that the reply is about, which a card may have from elsewhere: put in by the dispatch."""


Handler = Callable[[Turn], Awaitable[Reply]]
Screen = Callable[[Turn], Awaitable[View]]
FormMaker = Callable[[Turn], Awaitable[Form]]


@dataclass(frozen=True, slots=True)
class Route:
    """A handler and the right it needs."""

    handler: Handler
    need: Right


COMMANDS: dict[str, Route] = {}
ACTS: dict[str, Route] = {}
ANSWERS: dict[str, Route] = {}
REPLIES: dict[str, Route] = {}
SENT: dict[str, Route] = {}
SCREENS: dict[str, Screen] = {}
FORMS: dict[str, FormMaker] = {}
WORDS: dict[str, Route] = {}
FILES: dict[str, Route] = {}
OTHER: dict[str, Route] = {}
PICKED: dict[str, Route] = {}
Early = Callable[[Turn], Awaitable["Reply | None"]]
DIGITS: list[Early] = []
IN_GROUPS = frozenset({"inbox", "calendar", "help"})
"""The commands that are answered where others read along; all else is said in private."""
PRIVATE = frozenset(
    (
        *("approval", "brand", "compose", "connect", "connection", "content", "drafts", "grace", "home", "join"),
        *("language", "privacy", "sample", "settings", "team", "workspace", "workspaces", "writer"),
    )
)
"""What verbs begin with that lead to what is only one person's: no such button stands where others read along."""
Told = tuple[PersonId, str, dict[str, str]]
"""Whom a notice goes to, the screen that says it, and the screen's arguments."""
Notifier = Callable[[App, WorkspaceId, str], Awaitable[list[Told]]]
NOTICES: dict[str, Notifier] = {}


def _register(table: dict[str, Route], name: str, need: Right) -> Callable[[Handler], Handler]:
    def keep(handler: Handler) -> Handler:
        if name in table:
            raise ValueError(f"{name} is routed twice")
        table[name] = Route(handler, need)
        return handler

    return keep


def is_private(verb: str) -> bool:
    """Whether a button of this verb has no place where others read along."""
    return verb.partition(".")[0] in PRIVATE


def on_command(name: str, need: Right = Right.READ) -> Callable[[Handler], Handler]:
    """`/name rest` goes here; the rest is `turn.args["rest"]`."""
    return _register(COMMANDS, name, need)


def on_act(verb: str, need: Right = Right.READ) -> Callable[[Handler], Handler]:
    """A press of a button with this verb goes here."""
    return _register(ACTS, verb, need)


def on_answer(flow: str, need: Right = Right.READ) -> Callable[[Handler], Handler]:
    """Plain words go here while the conversation's flow is this."""
    return _register(ANSWERS, flow, need)


def on_reply(subject: str, need: Right = Right.READ) -> Callable[[Handler], Handler]:
    """A reply to a card about such a subject goes here; its id is `turn.args["id"]`."""
    return _register(REPLIES, subject, need)


def on_sent(form: str, need: Right = Right.READ) -> Callable[[Handler], Handler]:
    """A complete form goes here, with `turn.answers`. `Invalid` with a fact `field` is shown at that field."""
    return _register(SENT, form, need)


def on_words(need: Right = Right.WRITE) -> Callable[[Handler], Handler]:
    """Plain words that answer nothing go here."""
    return _register(WORDS, "", need)


def on_files(need: Right = Right.WRITE) -> Callable[[Handler], Handler]:
    """Pictures and videos go here, with the words that came with them; a reply's `turn.card` is what it replied to."""
    return _register(FILES, "", need)


def on_other(need: Right = Right.READ) -> Callable[[Handler], Handler]:
    """What cannot be used (`turn.said.other`: a sticker, a place, a voice that nobody could hear) goes here."""
    return _register(OTHER, "", need)


def on_picked(need: Right = Right.MANAGE) -> Callable[[Handler], Handler]:
    """A place that was chosen in the chat app's own list (`turn.said.picked`) goes here, whatever was asked last."""
    return _register(PICKED, "", need)


def on_digits() -> Callable[[Early], Early]:
    """Words in private that may be digits we wait for are shown here before anything else; None: they are not."""

    def keep(look: Early) -> Early:
        DIGITS.append(look)
        return look

    return keep


def screen(key: str) -> Callable[[Screen], Screen]:
    """Draws the screen `key` from `turn.args`, at any time, for the turn's person."""

    def keep(draw: Screen) -> Screen:
        SCREENS[key] = draw
        return draw

    return keep


def form(key: str) -> Callable[[FormMaker], FormMaker]:
    """Makes the form `key` from `turn.args`."""

    def keep(make: FormMaker) -> FormMaker:
        FORMS[key] = make
        return make

    return keep


def notice(*kinds: str) -> Callable[[Notifier], Notifier]:
    """Says who hears of such a thing; it is given the key that follows the kind."""

    def keep(whom: Notifier) -> Notifier:
        NOTICES.update(dict.fromkeys(kinds, whom))
        return whom

    return keep


async def draw(turn: Turn, key: str, **args: str) -> View:
    """The screen, drawn. Raises `Missing` for one that an older release had."""
    if key not in SCREENS:
        raise Missing(f"screen {key}")
    return await SCREENS[key](turn.about(**args))

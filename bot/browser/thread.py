"""One person's chat as it is kept: cards, what the person said, and short answers, in the order in which they came."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot import cards
from core.app import App
from core.model import Card, Conversation, Delivery, Outgoing, Person, Workspace
from core.ports import EVERYWHERE
from core.texts import Texts

PLATFORM = "browser"
NEWEST = 100
"""How many of each kind are shown."""
Kept = Card | Delivery | Outgoing


@dataclass(frozen=True, slots=True)
class Item:
    """Something in a log. Two with the same id and mark look the same."""

    of: Kept
    mark: str

    @property
    def id(self) -> str:
        """Unique on the page, and sorts by time after its first two letters."""
        kind = {Card: "c", Delivery: "s", Outgoing: "n"}[type(self.of)]
        return f"{kind}-{self.of.id}"


@dataclass(frozen=True, slots=True)
class Thread:
    """A chat's newest items; `cut` where there are older ones."""

    items: Sequence[Item]
    cut: bool = False

    @property
    def state(self) -> str:
        """The same for two threads that look the same."""
        return hashlib.sha256("".join(f"{item.id}{item.mark}" for item in self.items).encode()).hexdigest()[:24]


def lane(name: str) -> str:
    """What the inbox calls this person's conversation."""
    return f"{PLATFORM}::{name}:{name}"


async def thread(app: App, name: str) -> Thread:
    """The chat of the person."""
    here = {"platform": PLATFORM, "team": "", "chat": name}
    found: list[Kept] = [
        *await app.store.find(EVERYWHERE, Card, order="-id", limit=NEWEST, **here),
        *await app.store.find(EVERYWHERE, Delivery, order="-id", limit=NEWEST, platform=PLATFORM, lane=lane(name)),
        *await app.store.find(EVERYWHERE, Outgoing, order="-id", limit=NEWEST, card_id=None, **here),
    ]
    oldest = max((kind[-1].id for kind in _full(found)), default="")
    shown = [one for one in found if one.id >= oldest and _is_shown(one)]
    return Thread([Item(one, _mark(one)) for one in sorted(shown, key=lambda one: one.id)], cut=bool(oldest))


def _full(found: Sequence[Kept]) -> list[list[Kept]]:
    kinds = [[one for one in found if isinstance(one, kind)] for kind in (Card, Delivery, Outgoing)]
    return [kind for kind in kinds if len(kind) >= NEWEST]


def _is_shown(one: Kept) -> bool:
    """A press is not: the card, or a short answer, says what it did. Nor is a command that only opens the chat."""
    if isinstance(one, Delivery):
        return bool(one.said.text) and not one.said.token
    return isinstance(one, Card) or bool(one.toast)


def _mark(one: Kept) -> str:
    return one.fingerprint[:16] if isinstance(one, Card) else "1"


def summary(item: Item) -> str:
    """What is read out when it comes."""
    match item.of:
        case Card(view=view):
            return cards.from_json(view).summary
        case Outgoing(toast=words):
            return words
        case _:
            return ""


async def texts_of(app: App, name: str, language: str) -> Texts:
    """The person's own words and zone; before they have said anything, those of their browser."""
    talks = await app.store.find(EVERYWHERE, Conversation, platform=PLATFORM, team="", chat=name, user=name)
    if not talks:
        return Texts(language)
    person = await app.store.get(EVERYWHERE, Person, talks[0].person_id)
    workspace = await app.store.get(EVERYWHERE, Workspace, talks[0].workspace_id)
    return Texts(person.language or language, person.zone or workspace.zone)


def is_new(item: Item, now: datetime, seconds: float) -> bool:
    """Whether it came just now: what is older is found in the log, and does not come up again."""
    at = item.of.received_at if isinstance(item.of, Delivery) else item.of.created_at
    return (now - at).total_seconds() < seconds

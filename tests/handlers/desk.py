"""People at the desk, for tests: each types, presses buttons by their words and sees cards, through the real intake."""

import importlib
import pkgutil
from collections.abc import AsyncIterator, Collection, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import handlers
from bot import cards
from bot.desk import Desk
from bot.intake import Intake
from bot.kinds import kinds_of
from bot.terminal.render import render
from core import joining
from core.app import App
from core.errors import TokenRejected
from core.model import (
    Attached,
    Card,
    Conversation,
    Delivery,
    DeliveryState,
    FileKind,
    Job,
    Membership,
    Outgoing,
    Picked,
    Role,
    Said,
    Variant,
    Workspace,
    new_id,
)
from core.model import Person as Human
from core.ports import EVERYWHERE, Order, Piece, Store, Written
from core.writers.senseless import Senseless
from handlers.view import Act, Form, View
from storage.media import files_in_memory

for module in pkgutil.iter_modules(handlers.__path__):
    importlib.import_module(f"handlers.{module.name}")  # what a conversation answers is routed by its import


class Scribe:
    """A writer that repeats the brief, and costs nothing."""

    name = title = "outline"

    def estimate(self, order: Order) -> int:
        return 0

    async def write(self, order: Order) -> AsyncIterator[Piece | Written]:
        yield Written(variants=tuple(Variant(text=f"{order.brief} {i}"[: order.limit]) for i in range(order.variants)))


class Offline:
    """What a desk without any network asks of one."""

    def base(self, network: str) -> str:
        return f"http://127.0.0.1/{network}"


class Locked:
    """The vault of a desk without any network: nothing is lent."""

    def use(self, *_: object, **__: object) -> Any:
        raise TokenRejected("there is nothing here to lend")

    async def admit(self, _: object, wanted: Sequence[object]) -> list[None]:
        return [None] * len(wanted)


def make_app(store: Store, clock: Any, **parts: Any) -> App:
    """An App over a real store, without networks; any part of it can be given."""
    scribe = Scribe()
    kept = {
        "api": Offline(),
        "vault": Locked(),
        "files": files_in_memory(),
        "senses": Senseless(),
        "networks": {},
        "writer": scribe,
        "fallback": scribe,
    }
    return App(store=store, clock=clock, **({"address": "http://127.0.0.1:8080"} | kept | parts))


class Office:
    """One house, and the people who come to it."""

    def __init__(self, app: App, *, whole_forms: Collection[str] = ("slack",)) -> None:
        self.app = app
        self.parcels: dict[str, bytes] = {}
        """What lies at the chat apps, by the reference that a person's words come with."""
        fetch = dict.fromkeys(("telegram", "slack"), self.fetched)
        self.intake = Intake(app, whole_forms=whole_forms, fetch=fetch)
        self.desk = Desk(app, whole_forms=whole_forms)

    async def fetched(self, attached: Attached) -> bytes:
        """As a chat app gives what was sent."""
        return self.parcels[attached.ref]

    async def person(
        self, name: str, *, language: str = "en", zone: str = "Europe/Riga", platform: str = "telegram"
    ) -> "Person":
        """Somebody new, who has said /start in a private chat."""
        said = Said(platform=platform, chat=name, user=name, name=name, language=language, zone=zone)
        someone = Person(self, said)
        await someone.types("/start")
        return someone

    async def member(self, host: "Person", role: Role, name: str, **given: Any) -> "Person":
        """Somebody new, who has used an invite of the host's, and is in the host's workspace now."""
        someone = await self.person(name, **given)
        code = await joining.invite(self.app, (await host.workspace()).id, (await host.human()).id, role)
        await someone.types(f"/start j_{code}")
        return someone

    async def settle(self) -> None:
        """Answers what was said, writes what was ordered, and tells whoever must hear of it."""
        await self.intake.drain()
        assert not await self.app.store.count(EVERYWHERE, Delivery, state=DeliveryState.FAILED), "see the log above"
        while jobs := await self._due():
            for job in jobs:
                await self.app.store.remove(EVERYWHERE, job)
                await kinds_of(self.desk)[job.kind](self.app, job)

    async def _due(self) -> list[Job]:
        now = self.app.clock.now()
        return [job for job in await self.app.store.find(EVERYWHERE, Job) if job.run_at <= now]


@dataclass(slots=True)
class Person:
    """One person in one chat. `sees` looks at what came since they last did something."""

    office: Office
    said: Said
    views: list[View] = field(default_factory=list)
    """The cards that came or changed, the newest last."""
    chat: dict[str, View] = field(default_factory=dict)
    """All cards that are there, by their message, the last changed last."""
    toasts: list[str] = field(default_factory=list)

    async def types(self, text: str, *, reply_to: str = "") -> None:
        """Words or a command; `reply_to` is the `message` of a card."""
        await self._does(replace(self.said, text=text, card=reply_to))

    async def sends(self, *files: bytes, text: str = "", reply_to: str = "", kind: FileKind = FileKind.PHOTO) -> None:
        """Pictures, or what else there is, with words or without."""
        refs = [new_id() for _ in files]
        self.office.parcels |= dict(zip(refs, files, strict=True))
        attached = tuple(Attached(ref=ref, kind=kind) for ref in refs)
        await self._does(replace(self.said, text=text, files=attached, card=reply_to))

    async def forwards(self, text: str, whose: str) -> None:
        """Somebody else's words."""
        await self._does(replace(self.said, text=text, forwarded=whose))

    async def throws(self, other: str) -> None:
        """A sticker, a place, a poll: something that is neither words nor a picture."""
        await self._does(replace(self.said, other=other))

    async def picks(self, account: str, *, title: str = "", name: str = "") -> None:
        """A channel of theirs, from the chat app's own list."""
        await self._does(replace(self.said, picked=Picked(account=account, title=title, name=name)))

    async def presses(self, label: str, **answers: str) -> None:
        """The newest button that is called so (or begins so); `answers` fill the form whose button it is."""
        await self.touches(self.button(label).token, **answers)

    async def touches(self, token: str, **answers: str) -> None:
        """A button by its token, wherever and however old it is."""
        await self._does(replace(self.said, token=token, answers=answers))

    def button(self, label: str) -> Act:
        """The newest button that is called so, or else begins so."""
        known = [act for view in reversed(self.chat.values()) for act in cards.acts_of(view)]
        for fits in (str.__eq__, str.startswith):
            for act in known:
                if fits(act.label.casefold(), label.casefold()):
                    return act
        raise AssertionError(f"no button {label!r} among {[act.label for act in known]}")

    async def _does(self, said: Said) -> None:
        self.views, self.toasts = [], []
        await self.office.intake.receive(said, new_id())
        await self.office.settle()
        await self.looks()

    async def looks(self) -> None:
        """Takes in what has come since."""
        store, now = self.office.app.store, self.office.app.clock.now()
        mine = {"platform": self.said.platform, "chat": self.said.chat, "sent_at": None}
        for one in await store.find(EVERYWHERE, Outgoing, **mine):
            await store.change(EVERYWHERE, one, replace(one, sent_at=now))
            if one.card_id is None:
                self.toasts.append(one.toast)
                continue
            card = await store.get(EVERYWHERE, Card, one.card_id)
            if card.message is None:
                await store.change(EVERYWHERE, card, replace(card, message=card.id))
            view = cards.from_json(card.view)
            self.views.append(view)
            self.chat.pop(card.id, None)
            self.chat[card.id] = view

    @property
    def reads(self) -> str:
        """All that came since they last did something, as words, buttons in brackets."""
        return "\n".join([*map(words, self.views), *self.toasts])

    @property
    def labels(self) -> list[str]:
        """What the buttons that came are called."""
        return [act.label for view in self.views for act in cards.acts_of(view)]

    def sees(self, *parts: str) -> None:
        for part in parts:
            assert part in self.reads, f"{part!r} is not in:\n{self.reads}"

    def sees_not(self, *parts: str) -> None:
        for part in parts:
            assert part not in self.reads, f"{part!r} is in:\n{self.reads}"

    async def talk(self) -> Conversation:
        place = {"platform": self.said.platform, "chat": self.said.chat, "user": self.said.user}
        return (await self.office.app.store.find(EVERYWHERE, Conversation, **place))[0]

    async def human(self) -> Human:
        return await self.office.app.store.get(EVERYWHERE, Human, (await self.talk()).person_id)

    async def workspace(self) -> Workspace:
        """The one they are in now."""
        scope = (await self.talk()).workspace_id
        return await self.office.app.store.get(scope, Workspace, scope)

    async def role(self) -> Role:
        talk = await self.talk()
        return (await self.office.app.store.find(talk.workspace_id, Membership, person_id=talk.person_id))[0].role


def words(view: View) -> str:
    """The view as its reader reads it; fails where something of it could not be shown."""
    forms = [block for block in view.blocks if isinstance(block, Form)]
    rest = replace(view, blocks=tuple(block for block in view.blocks if not isinstance(block, Form)))
    text, _, warnings = render(rest, width=10_000)
    assert not warnings
    return "\n".join([text, *map(_form, forms)])


def _form(form: Form) -> str:
    fields = [f"{one.label}: {one.hint} {one.value} {form.errors.get(one.name, '')}" for one in form.fields]
    return "\n".join([form.title, *fields, f"[{form.send.label}]"])

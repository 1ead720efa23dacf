"""People who press and type at random, as long as one likes: whatever they do, the house answers and stays sound."""

import random
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

import pytest
from sqlalchemy import select

from bot import cards
from bot.turns import reader
from core import drafting
from core.errors import Missing
from core.model import Card, Delivery, DeliveryState, Job, Membership, Publication, Role, Rule, State
from core.networks import NETWORKS
from core.ports import EVERYWHERE
from core.posts import STEPS, step
from core.publishing.run import told
from core.writers.outline import OutlineWriter
from handlers.routes import COMMANDS, SCREENS
from handlers.view import Form, Style, View
from storage.tables import METADATA
from tests import making
from tests.handlers.desk import Office, Person, make_app, words

HOME, AWAY = "Mellon", "Xenon"
"""Every word that the people of one workspace say of their own; nobody of the other may ever read it."""
ZONES = ("Europe/Riga", "America/St_Johns", "Pacific/Apia")
TALK = {"inbox", "cards", "acts", "outbox", "jobs", "conversations"}
"""Tables that reading alone may write to."""
BRIEFS = (
    "{own} bakes rye bread from Saturday, first loaves at 8.",
    "{own}: *new* <b>cake</b> & coffee\nfor 3.50 €, see https://example.com/a_b",
    "{own} " + "very long words " * 200,
    "{own} 🥐 atklāj veikalu Rīgā 12. decembrī",
    "{own} открывает пекарню в пятницу",
)
TIMES = ("tomorrow at 9", "rīt 18:30", "в пятницу в 10", "in two hours", "yesterday 9:00", "friday",
         "31 February 9:00", "10.11.2027 25:00", "now", "3 December 2031 at 9")  # fmt: skip
GARBAGE = ("", "   ", "\n\n", "🎉", "*" * 50, "\x00\x07", "\u202egnp", "\ud83d", "' OR 1=1 --", "/", "//", "= ",
           "=", "-", "{ $name }", "x" * 5000, "j_" + "A" * 22, "%s %d {}", "\\n\\", "‘’„“")  # fmt: skip
ANSWERS = ("yes", "Riga", "Rīga", "Нью-Йорк", "friendly", "facts", "Facts", "other", "lv", "all", "one, two; three",
           "An *example* of <i>words</i>")  # fmt: skip
WISHES = ("make it shorter", "bez emocijzīmēm", "= {own} says this, exactly.", "=", "добавь цену")
ERRORS = ("Unavailable", "TokenRejected", "PermissionMissing", "Refused", "Policy", "QuotaSpent", "RateLimited",
          "Duplicate", "OutcomeUnknown", "MarketingError", "Misconfigured", "Missing")  # fmt: skip
ISO = re.compile(r"\d{4}-\d\d-\d\dT\d\d")
WORD = re.compile(r"[a-z]+(?:[-_.][a-z_]+)+")
NEXT: Mapping[State, tuple[State, ...]] = {
    State.SCHEDULED: (State.CLAIMED, State.CLAIMED, State.MISSED),
    State.CLAIMED: (State.SENDING, State.SENDING, State.SENDING, State.IN_REVIEW, State.FAILED, State.SCHEDULED),
    State.SENDING: (State.PUBLISHED, State.FAILED, State.UNCONFIRMED, State.PROCESSING, State.SCHEDULED),
    State.PROCESSING: (State.PUBLISHED, State.FAILED, State.UNCONFIRMED),
    State.IN_REVIEW: (State.HELD,),
    State.CHANGES_REQUESTED: (State.HELD,),
}
"""What the engine can make of a publication."""


@cache
def keys() -> frozenset[str]:
    """Every key of a sentence that could be taken for nothing else."""
    found = set()
    for file in files("locales").joinpath("en").iterdir():
        if file.name.endswith(".ftl"):
            found |= {line.split(" =")[0] for line in file.read_text("utf-8").splitlines() if " =" in line}
    return frozenset(key for key in found if WORD.fullmatch(key)) | {state.value for state in State if "_" in state}


@dataclass(frozen=True)
class Button:
    """What it is called, whether it is about a post, how it calls, and the form that it sends."""

    label: str
    of_post: bool
    style: Style
    form: Form | None


@dataclass
class Monkey:
    """One person, all buttons they have ever seen, and the words they use."""

    person: Person
    own: str
    seen: dict[str, Button] = field(default_factory=dict)
    """By token, the newest last."""

    def takes_in(self) -> None:
        for view in self.person.views if self.seen else list(self.person.chat.values()):
            forms = {block.send.token: block for block in view.blocks if isinstance(block, Form)}
            for act in cards.acts_of(view):
                self.seen.pop(act.token, None)
                self.seen[act.token] = Button(act.label, bool(view.subject), act.style, forms.get(act.token))

    def button(self, chance: random.Random) -> str:
        """A button of the newest card, one that leads a post onward, or any of any card, however old."""
        rash = chance.random() < 0.3
        known = [token for token, button in self.seen.items() if rash or button.style is not Style.DANGER]
        of_posts = [token for token in known if self.seen[token].of_post]
        onward = [token for token in of_posts if self.seen[token].style is Style.PRIMARY]
        among = chance.choices((known[-8:], of_posts[-20:], onward[-2:], known), (2, 2, 6, 1))[0]
        return chance.choice(among or known)


@dataclass
class Walk:
    """One walk of several people through one house."""

    office: Office
    clock: Any
    chance: random.Random
    home: str = ""
    away: str = ""
    monkeys: list[Monkey] = field(default_factory=list)
    done: list[str] = field(default_factory=list)
    states: dict[str, State] = field(default_factory=dict)

    @property
    def store(self) -> Any:
        return self.office.app.store

    async def begins(self) -> None:
        """Three in one workspace, in three languages and on platforms with and without whole forms; one elsewhere."""
        owner = await self.office.person(f"{HOME} *Anna*")
        guest = self.chance.choice((Role.AUTHOR, Role.VIEWER))
        others = [(Role.APPROVER, "lv", "slack"), (guest, "ru", "browser")]
        people = [owner, await self.office.person(AWAY, language="en", platform="telegram")]
        for role, language, platform in others:
            name = f"{HOME} {role}"
            people.append(await self.office.member(owner, role, name, language=language, platform=platform))
        self.monkeys = [Monkey(one, AWAY if one.said.name == AWAY else HOME) for one in people]
        here = await owner.workspace()
        self.home, self.away = here.id, (await people[1].workspace()).id
        if self.chance.random() < 0.6:
            await self.store.change(here.id, here, replace(here, rule=Rule.ANY_APPROVER))
        for owner in people[:2] if self.chance.random() < 0.5 else ():
            account = making.connection(
                await owner.workspace(), await owner.human(), title=f"Second _{owner.said.name}_"
            )
            await self.store.add(EVERYWHERE, account)
        eager = self.chance.random() < 0.7
        for monkey in self.monkeys:
            if self.chance.random() < 0.8:
                human = await monkey.person.human()
                await self.store.change(EVERYWHERE, human, replace(human, zone=self.chance.choice(ZONES)))
            if eager:
                await monkey.person.types(self.chance.choice(BRIEFS).replace("{own}", monkey.own))
            monkey.takes_in()

    # -- what they do --------------------------------------------------------------------------------------------------

    async def steps(self, number: int) -> None:
        ways: list[tuple[int, Callable[[], Awaitable[None]]]] = [
            (56, self.presses), (12, self.types), (4, self.replies),
            (3, self.steals), (5, self.waits), (20, self.engine),
        ]  # fmt: skip
        for _ in range(number):
            way = self.chance.choices([one for _, one in ways], [weight for weight, _ in ways])[0]
            await way()

    def _one(self) -> Monkey:
        return self.chance.choice([*self.monkeys, *self.monkeys[:1], self.monkeys[2]])

    async def presses(self) -> None:
        monkey = self._one()
        token = monkey.button(self.chance)
        button = monkey.seen[token]
        answers = self._answers(monkey, button.form) if button.form is not None else {}
        await self._does(monkey, f"presses {button.label!r} {answers or ''}", monkey.person.touches(token, **answers))
        if (await monkey.person.talk()).flow and self.chance.random() < 0.5:
            await self._says(monkey)

    def _answers(self, monkey: Monkey, form: Form) -> dict[str, str]:
        given = {}
        for one in form.fields:
            options = [value for value, _ in one.options]
            given[one.name] = self.chance.choice([*options, *options, one.value, self._words(monkey)])
        return given if self.chance.random() < 0.9 else {"nothing": "asked"}

    def _words(self, monkey: Monkey) -> str:
        kind = self.chance.choices((BRIEFS, TIMES, GARBAGE, ANSWERS, WISHES), (1, 1, 3, 3, 1))[0]
        return self.chance.choice(kind).replace("{own}", monkey.own)

    async def types(self) -> None:
        await self._says(self._one())

    async def _says(self, monkey: Monkey) -> None:
        if self.chance.random() < 0.3:
            name = self.chance.choice([*COMMANDS, "setings", "start j_nonsense", "join", "new\nbread", "HELP@bot"])
            text = f"/{name}" + self.chance.choice(("", "", f" {self._words(monkey)}"))
        else:
            flow = (await monkey.person.talk()).flow
            text = self.chance.choice(TIMES) if flow == "schedule" else self._words(monkey)
        await self._does(monkey, f"types {text[:60]!r}", monkey.person.types(text))

    async def replies(self) -> None:
        monkey = self._one()
        text = self.chance.choice(WISHES + GARBAGE).replace("{own}", monkey.own)
        to = self.chance.choice([*monkey.person.chat, "nonsense"])
        await self._does(monkey, f"replies {text[:60]!r} to {to}", monkey.person.types(text, reply_to=to))

    async def steals(self) -> None:
        """A button of somebody else's chat."""
        monkey, other = self.chance.sample(self.monkeys, 2)
        token = self.chance.choice(list(other.seen))
        before = await self._rows(self.home), await self._rows(self.away)
        what = f"steals {other.seen[token].label!r} of {other.person.said.name}"
        await self._does(monkey, what, monkey.person.touches(token))
        assert before == (await self._rows(self.home), await self._rows(self.away)), "a stolen button did something"

    async def waits(self) -> None:
        by = self.chance.choice((timedelta(seconds=5), timedelta(minutes=20), timedelta(hours=3), timedelta(hours=26),
                                 timedelta(days=8), timedelta(days=31)))  # fmt: skip
        self.done.append(f"{by} pass")
        self.clock.move(by)

    async def engine(self) -> None:
        """Moves one publication on, as the engine does."""
        open_ones = await self.store.find(EVERYWHERE, Publication, state=list(NEXT))
        now = self.office.app.clock.now()
        due = [one for one in open_ones if one.state is not State.SCHEDULED or (one.due_at and one.due_at <= now)]
        due = [one for one in due if one.state not in WAITING or (one.due_at and one.due_at <= now)]
        if not due:
            planned = [one.due_at for one in open_ones if one.due_at is not None]
            self.clock.set(max(now, min(planned)) if planned else now + timedelta(minutes=7))
            return
        old = self.chance.choice(due)
        to = self.chance.choice(NEXT[old.state])
        self.done.append(f"the engine: {old.id[-6:]} {old.state} -> {to}")
        saved = await self.store.save_publications(EVERYWHERE, [(old, self._moved(old, to, now))])
        if jobs := told(saved, now):
            await self.store.enqueue(EVERYWHERE, *jobs)
        await self.office.settle()
        await self._holds(None)

    def _moved(self, old: Publication, to: State, now: datetime) -> Publication:
        facts: dict[str, Any] = {"wake_at": None, "lease_owner": None, "lease_until": None}
        match to:
            case State.CLAIMED | State.SENDING:
                facts = {"lease_owner": "a worker", "lease_until": now + timedelta(minutes=1)}
            case State.PUBLISHED:
                facts |= {"published_at": now, "url": f"http://127.0.0.1/s/{old.id}", "remote_id": old.id}
            case State.FAILED | State.UNCONFIRMED:
                facts |= {"error": self.chance.choice(ERRORS), "detail": "too *many* <b>links</b>\nreally"}
            case State.IN_REVIEW:
                facts |= {"approved_hash": None, "approval_id": None}
        return step(old, to, now, **facts)

    # -- what must hold ------------------------------------------------------------------------------------------------

    async def _does(self, monkey: Monkey, what: str, doing: Awaitable[None]) -> None:
        self.done.append(f"{monkey.person.said.name} {what}")
        role = await self._role(monkey)
        before = await self._rows(self.home) if role is Role.VIEWER else None
        other = AWAY if monkey.own == HOME else HOME
        elsewhere = await self._rows(self.away if monkey.own == HOME else self.home)
        await doing
        assert monkey.person.views or monkey.person.toasts, "nothing was answered"
        if before is not None and await self._role(monkey) is Role.VIEWER:
            assert await self._rows(self.home) == before, "a viewer changed something"
        assert await self._rows(self.away if monkey.own == HOME else self.home) == elsewhere, f"{other} was changed"
        await self._holds(monkey)

    async def _role(self, monkey: Monkey) -> Role | None:
        person = (await monkey.person.talk()).person_id
        found = await self.store.find(self.home, Membership, person_id=person)
        return found[0].role if found else None

    async def _rows(self, scope: str) -> dict[str, list[Any]]:
        """All that a workspace is and has, but for what its people said and were shown."""
        rows = {}
        for table in METADATA.sorted_tables:
            key = table.c.get("workspace_id") if table.name != "workspaces" else table.c.id
            if key is not None and table.name not in TALK:
                rows[table.name] = await self.store.rows(EVERYWHERE, select(table).where(key == scope))
        return rows

    async def _holds(self, actor: Monkey | None) -> None:
        assert not await self.store.count(EVERYWHERE, Delivery, state=[DeliveryState.NEW, DeliveryState.FAILED])
        assert not await self.store.count(EVERYWHERE, Delivery, tries=[1, 2, 3]), "something was raised: see the log"
        assert not await self.store.count(EVERYWHERE, Job)
        for monkey in self.monkeys:
            if monkey is not actor:
                monkey.person.views, monkey.person.toasts = [], []
                await monkey.person.looks()
            monkey.takes_in()
            await self._reads_well(monkey)
        await self._publications_are_sound()

    async def _reads_well(self, monkey: Monkey) -> None:
        other = AWAY if monkey.own == HOME else HOME
        for text in [*monkey.person.toasts, *map(words, monkey.person.views)]:
            assert other not in text, f"{monkey.person.said.name} reads of {other}: {text}"
            assert "Mellon Anna" not in text, f"a name is taken for markup: {text}"
            assert not ISO.search(text), f"a moment for machines: {text}"
            assert not (found := keys() & set(WORD.findall(text))), f"keys instead of words: {found} in {text}"
        shown = {id: view for id, view in monkey.person.chat.items() if view in monkey.person.views}
        for id, view in shown.items():
            await self._can_be_drawn_again(await self.store.get(EVERYWHERE, Card, id), view)

    async def _can_be_drawn_again(self, card: Card, view: View) -> None:
        if card.screen == cards.MOVED:
            return
        assert list(cards.acts_of(view)), f"no way on: {view}"
        if card.screen not in SCREENS:
            assert not card.subject, f"{card.screen} is never drawn again, and is about {card.subject}"
            return
        whole = card.platform in self.office.intake.whole_forms
        try:
            turn = await reader(self.office.app, card.conversation_id, card.workspace_id, whole_forms=whole)
        except Missing:
            return  # its reader has left
        drawn = await SCREENS[card.screen](turn.about(**card.args))
        assert drawn.key == card.screen
        if card.screen == "post":
            now = cards._fingerprint(cards._placed(turn, drawn))  # noqa: SLF001 - what `redraw` would compare
            assert now == card.fingerprint, f"not what it is now:\n{words(view)}\n--\n{words(drawn)}"

    async def _publications_are_sound(self) -> None:
        app = self.office.app
        for one in await self.store.find(EVERYWHERE, Publication):
            before = self.states.get(one.id, State.DRAFT)
            assert one.state in _within_two(before), f"{one.id[-6:]} went from {before} to {one.state}"
            self.states[one.id] = one.state
            if one.state in {State.APPROVED, State.SCHEDULED}:
                draft = await drafting.current(app, one.workspace_id, one.post_id)
                assert one.approved_hash == draft.hashes[one.connection_id], f"{one.id[-6:]} is not what was approved"


WAITING = {State.IN_REVIEW, State.CHANGES_REQUESTED}


def _within_two(state: State) -> set[State]:
    """Where one act of a person can lead: it may be two steps (agreed to by being given a time)."""
    first = {state, *STEPS[state]}
    return first.union(*(STEPS[one] for one in first))


async def walked(store: Any, clock: Any, seed: int, steps: int) -> None:
    writer = OutlineWriter()
    app = make_app(store, clock, networks=NETWORKS, writer=writer, fallback=writer)
    walk = Walk(Office(app, whole_forms=("slack", "browser")), clock, random.Random(seed))
    try:
        await walk.begins()
        await walk.steps(steps)
    except BaseException as error:
        trail = "\n".join(walk.done[-15:])
        error.add_note(f"seed {seed}, step {len(walk.done)}:\n{trail}")
        raise


@pytest.mark.parametrize("seed", [0, 7])
async def test_whatever_people_do_is_answered_and_nothing_breaks(sqlite_store: Any, clock: Any, seed: int) -> None:
    await walked(sqlite_store, clock, seed, 70)


@pytest.mark.night
@pytest.mark.parametrize("seed", range(100, 124))
async def test_whatever_people_do_all_night(sqlite_store: Any, clock: Any, seed: int) -> None:
    await walked(sqlite_store, clock, seed, 300)

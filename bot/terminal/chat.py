"""Typed lines become deliveries; cards and short answers come back as text. Works with a person and with a script."""

import asyncio
import sys
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, replace

from bot import cards
from bot.intake import Intake
from bot.terminal.render import render, safe
from core import connecting
from core.model import Card, Conversation, Delivery, DeliveryState, Job, Outgoing, Said, new_id
from core.ports import EVERYWHERE
from handlers.view import Act, Progress, View

PLATFORM = "terminal"
SETTLE_SECONDS = 60.0


@dataclass(slots=True)
class Shown:
    """What is on the screen: the newest card with buttons, all buttons by label, and what may be replied to."""

    acts: list[Act]
    by_label: dict[str, Act]
    subject: str = ""
    streaming: str = ""


def _is_number(line: str) -> bool:
    return line.isascii() and line.isdecimal()


def speaker(name: str, *, language: str = "", zone: str = "") -> Said:
    """Who speaks in a terminal, before they say anything."""
    return Said(platform=PLATFORM, chat=name, user=name, name=name, language=language, zone=zone)


class Terminal:
    """One person's chat. `write` puts a block of text on the screen."""

    def __init__(self, intake: Intake, said: Said, write: Callable[[str], None], *, color: bool = False) -> None:
        self.intake = intake
        self.said = said
        self.write = write
        self.color = color
        self.shown = Shown([], {})
        self.screen = ""
        """The text of the newest card."""

    async def known(self) -> bool:
        """Whether this person has spoken here before."""
        store = self.intake.app.store
        return bool(await store.count(EVERYWHERE, Conversation, platform=PLATFORM, user=self.said.user))

    async def type(self, line: str) -> bool:
        """Hands one line over: words, `/command`, a button's number, `:label` of a button, or `> reply`.

        False where there is nothing to hand over: an empty line, or a label or a number that no button has.
        """
        if (said := self._meant(line := line.strip())) is None:
            return False
        if said.text == line and _is_number(line) and self.shown.acts and not await self._asked():
            return False  # a slip of the finger, not a brief; `=99` is one
        return await self.intake.receive(said, f"{self.said.user}:{new_id()}")

    async def _asked(self) -> bool:
        """Whether a number may be what is waited for: an answer ("18", for an hour), or the digits of a page."""
        app, here = self.intake.app, self.said
        talks = await app.store.find(EVERYWHERE, Conversation, platform=PLATFORM, chat=here.chat, user=here.user)
        now = app.clock.now()
        if any(talk.flow and (talk.expires_at is None or talk.expires_at > now) for talk in talks):
            return True
        return any([await connecting.open_tickets(app, talk.person_id) for talk in talks])

    def _meant(self, line: str) -> Said | None:
        if not line:
            return None
        # Compared as text: a number of thousands of digits is no `int` to Python.
        if line in (numbers := [str(number) for number in range(1, len(self.shown.acts) + 1)]):
            return replace(self.said, token=self.shown.acts[numbers.index(line)].token)
        if line.startswith(":"):
            act = self._labelled(line[1:].strip().casefold())
            return None if act is None else replace(self.said, token=act.token)
        if line.startswith(">"):
            return replace(self.said, text=line[1:].strip(), card=self.shown.subject)
        return replace(self.said, text=line.removeprefix("=").replace("\\n", "\n"))

    def _labelled(self, label: str) -> Act | None:
        """The newest button of exactly this label, else the newest whose label begins so."""
        known = {name.casefold(): act for name, act in reversed(self.shown.by_label.items())}
        return known.get(label) or next((act for name, act in known.items() if label and name.startswith(label)), None)

    async def show_new(self) -> int:
        """Puts on the screen what the outbox holds for this chat; gives how much it was."""
        store = self.intake.app.store
        going = await store.find(EVERYWHERE, Outgoing, platform=PLATFORM, chat=self.said.chat, sent_at=None)
        for one in going:
            # Marked before it is read: what changes meanwhile queues the card once more.
            await store.change(EVERYWHERE, one, replace(one, sent_at=self.intake.app.clock.now()))
            if one.card_id is None:
                self.write(f"» {safe(one.toast)}")
            else:
                self._show_card(await cards.remember(self.intake.app, one.card_id, one.card_id))
        return len(going)

    def _show_card(self, card: Card) -> None:
        view = cards.from_json(card.view)
        if self._is_more_of(card, view) or (view.key == cards.MOVED):  # what scrolled by here cannot be edited
            return
        text, acts, _ = render(view, color=self.color)
        self.screen = text
        self.write(text)
        if card.subject:
            self.shown.subject = card.id
        if acts:
            self.shown.acts = acts
            self.shown.by_label = {act.label: act for act in acts} | {
                label: act for label, act in self.shown.by_label.items() if label not in {a.label for a in acts}
            }

    def _is_more_of(self, card: Card, view: View) -> bool:
        """Whether it only goes on with what is being written: shown once, not at every frame."""
        streaming = any(isinstance(block, Progress) for block in view.blocks)
        before, self.shown.streaming = self.shown.streaming, card.id if streaming else ""
        return streaming and before == card.id

    async def follow(self, stop: asyncio.Event, *, poll: float = 0.5) -> None:
        """Shows what comes until `stop`."""
        heard = self.intake.app.store.watch(Outgoing)
        while not stop.is_set():
            heard.clear()
            if not await self.show_new():
                try:
                    await asyncio.wait_for(heard.wait(), poll)
                except TimeoutError:
                    continue

    async def settle(self) -> None:
        """Waits until nothing that is due now is left to do or to show; for scripts."""
        async with asyncio.timeout(SETTLE_SECONDS):
            # In this order: what ends between the two looks has put on the screen what the second one finds.
            while await self._busy() or await self.show_new():
                await self.show_new()
                await asyncio.sleep(0.01)

    async def _busy(self) -> bool:
        store, now = self.intake.app.store, self.intake.app.clock.now()
        if await store.count(EVERYWHERE, Delivery, state=DeliveryState.NEW):
            return True
        jobs = await store.find(EVERYWHERE, Job)
        return any(job.run_at <= now or job.lease_owner is not None for job in jobs)


async def lines() -> AsyncIterator[str]:
    """The lines of standard input, without holding the event loop up."""
    while line := await asyncio.to_thread(sys.stdin.readline):
        text = line.rstrip("\n")
        while text.endswith("\\"):
            text = text[:-1] + "\n" + (await asyncio.to_thread(sys.stdin.readline)).rstrip("\n")
        yield text

"""What waits to be told to the bot, and how a bot that asks (getUpdates) is told."""

import asyncio
import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import count, islice
from typing import Any

from tests.fakes.telegram.facts import UNASKED, facts
from tests.fakes.telegram.refusals import Refused

OTHER_POLL = "terminated by other getUpdates request; make sure that only one bot instance is running"
SET_WEBHOOK = "terminated by setWebhook request"
WEBHOOK = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"


@dataclass
class Updates:
    """The queue. `history` has every update that was ever made, told or not."""

    pending: dict[int, dict[str, Any]] = field(default_factory=dict)
    history: dict[int, dict[str, Any]] = field(default_factory=dict)
    lanes: dict[int, str] = field(default_factory=dict)
    """By update, the chat it is of: those of one chat come in order."""
    again: list[dict[str, Any]] = field(default_factory=list)
    """To be told once more by getUpdates, confirmed or not."""
    allowed: tuple[str, ...] = ()
    numbers: Any = field(default_factory=lambda: count(700_000_001))
    held: list[dict[str, Any]] | None = None
    came: Callable[[dict[str, Any]], None] | None = None
    """While there is a webhook: takes each update, also those that are repeated."""
    waiting: asyncio.Future[None] | None = None

    def add(self, kind: str, body: dict[str, Any], lane: object = "") -> int | None:
        """Makes an update; `None` where the bot does not want such."""
        wanted = kind in self.allowed if self.allowed else kind not in UNASKED
        if not wanted:
            return None
        update = {"update_id": next(self.numbers), kind: body}
        return self.inject(update, lane)

    def inject(self, update: dict[str, Any], lane: object = "") -> int:
        """An update as it is."""
        id: int = update["update_id"]
        self.history[id], self.lanes[id] = update, str(lane)
        if self.held is not None:
            self.held.append(update)
        else:
            self._tell(update)
        return id

    def _tell(self, update: dict[str, Any]) -> None:
        self.pending[update["update_id"]] = update
        if self.came is not None:
            self.came(update)
        self._ring()

    def _ring(self) -> None:
        if self.waiting is not None and not self.waiting.done():
            self.waiting.set_result(None)

    def hold(self) -> None:
        """From now on updates are made and not delivered."""
        self.held = [] if self.held is None else self.held

    def release(self, *, order: Iterable[int] | None = None, seed: int | None = None, copies: int = 1) -> None:
        """Delivers what was held: by these positions, shuffled by a seed, or as it came; all of it several times."""
        held, self.held = self.held or [], None
        if order is not None:
            held = [held[at] for at in order]
        if seed is not None:
            random.Random(seed).shuffle(held)
        for update in held:
            self._tell(update)
        for _ in range(copies - 1):
            self.repeat(held)

    def repeat(self, updates: Iterable[dict[str, Any]]) -> None:
        """Tells once more what the bot may know already."""
        for update in updates:
            if self.came is not None:
                self.came(update)
            else:
                self.again.append(update)
                self._ring()

    def allow(self, names: list[str] | None, odd: list[str]) -> None:
        if names is not None:
            odd.extend(f"allowed_updates: {name} is unknown" for name in names if name not in facts().updates)
            self.allowed = tuple(names)

    def interrupt(self, words: str) -> None:
        """Ends the poll that waits."""
        if self.waiting is not None and not self.waiting.done():
            self.waiting.set_exception(Refused(words, 409))

    async def poll(self, offset: int, limit: int, seconds: float) -> list[dict[str, Any]]:
        """getUpdates: what is lower than the offset counts as confirmed."""
        if self.came is not None:
            raise Refused(WEBHOOK, 409)
        self.interrupt(OTHER_POLL)
        self._confirm(offset)
        if not (self.pending or self.again) and seconds > 0:
            await self._something(seconds)
        again, self.again = self.again[:limit], self.again[limit:]
        return [*again, *islice(self.pending.values(), limit - len(again))]

    def _confirm(self, offset: int) -> None:
        last = list(self.pending)[offset:] if offset < 0 else []
        for id in list(self.pending):
            if (offset < 0 and id not in last) or id < offset:
                del self.pending[id]

    async def _something(self, seconds: float) -> None:
        self.waiting = mine = asyncio.get_running_loop().create_future()
        try:
            await asyncio.wait_for(mine, seconds)
        except TimeoutError:
            pass
        finally:
            if self.waiting is mine:
                self.waiting = None

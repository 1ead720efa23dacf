"""How fast we may speak: per chat, per group and overall, kept in the database so that all processes share it.

Generic cell rate: of each place only the moment is kept at which it will be free; a message moves that on by an
interval, and may come as much too early as its burst allows. Figures: https://core.telegram.org/bots/faq (limits).
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.telegram.updates import PLATFORM, is_group
from core.app import App
from core.errors import Stale
from core.model import Pace
from core.ports import EVERYWHERE


@dataclass(frozen=True, slots=True)
class Rate:
    """One message an interval, and how many at once."""

    interval: timedelta
    burst: int


# A burst and what follows it in the same window together stay within what Telegram takes in such a window.
OVERALL = Rate(timedelta(seconds=1 / 25), 5)
"""Thirty in a second, wherever they go."""
PRIVATE = Rate(timedelta(seconds=1.1), 4)
"""One a second; there, short bursts are allowed."""
GROUP = Rate(timedelta(seconds=3.75), 4)
"""Twenty in a minute."""
FRAMES = Rate(timedelta(milliseconds=500), 1)
TRIES = 5


def _places(chat: str) -> Iterator[tuple[str, Rate]]:
    yield PLATFORM, OVERALL
    yield place(chat), GROUP if is_group(chat) else PRIVATE


def place(chat: str) -> str:
    """Under what name a chat's pace is kept: topics share their chat's."""
    return f"{PLATFORM}:{chat.partition('/')[0]}"


def frames(chat: str) -> str:
    """Under what name the pace of a text that is being written is kept."""
    return f"{place(chat)}:frames"


class Pacing:
    """The paces of some chats, read once, moved on in memory, written back in the same transaction."""

    def __init__(self, app: App, paces: dict[str, Pace]) -> None:
        self._app, self._known, self._moved = app, paces, dict[str, Pace]()

    @classmethod
    async def of(cls, app: App, chats: set[str]) -> "Pacing":
        """The paces of these chats, in a transaction that writes them."""
        names = {PLATFORM} | {place(chat) for chat in chats} | {frames(chat) for chat in chats}
        found = await app.store.find(EVERYWHERE, Pace, id=sorted(names))
        return cls(app, {pace.id: pace for pace in found})

    def take(self, chat: str, now: datetime, *, frame: bool = False) -> datetime | None:
        """Takes a place for one message. None: it may go now; else when it may, and nothing is taken."""
        rates = [(frames(chat), FRAMES), (place(chat), Rate(timedelta(0), 1))] if frame else list(_places(chat))
        free = [(name, rate, self._free(name)) for name, rate in rates]
        latest = max((at - rate.interval * (rate.burst - 1) for _, rate, at in free if at is not None), default=now)
        if latest > now:
            return latest
        for name, rate, at in free:
            if rate.interval:
                self._moved[name] = self._at(name, max(at or now, now) + rate.interval)
        return None

    def _free(self, name: str) -> datetime | None:
        pace = self._moved.get(name) or self._known.get(name)
        return None if pace is None else pace.free_at

    def _at(self, name: str, free_at: datetime) -> Pace:
        known = self._known.get(name)
        return Pace(id=name, free_at=free_at) if known is None else replace(known, free_at=free_at)

    async def save(self) -> None:
        """Writes what was taken. Raises `Stale` where another process took a place at the same time."""
        fresh = [pace for name, pace in self._moved.items() if name not in self._known]
        if fresh:
            await self._app.store.add(EVERYWHERE, *fresh)
        for name, pace in self._moved.items():
            if name in self._known:
                await self._app.store.change(EVERYWHERE, self._known[name], pace)


async def hold(app: App, chat: str, until: datetime) -> None:
    """Nothing goes there until then; no burst shortens that. Raises `StoreUnavailable`."""
    rate = GROUP if is_group(chat) else PRIVATE
    free_at = until + rate.interval * (rate.burst - 1)
    for _ in range(TRIES):
        # Stale: another process moved the same pace on at the same moment.
        with suppress(Stale):
            async with app.together() as joined:
                await _hold(joined, place(chat), free_at)
            return


async def _hold(app: App, name: str, free_at: datetime) -> None:
    known = await app.store.find(EVERYWHERE, Pace, id=name)
    if not known:
        await app.store.add(EVERYWHERE, Pace(id=name, free_at=free_at))
    elif known[0].free_at < free_at:
        await app.store.change(EVERYWHERE, known[0], replace(known[0], free_at=free_at))

"""How fast we may speak: per chat, per group and overall, kept in the database so that all processes share it.

Generic cell rate: of each place only the moment is kept at which it will be free; a message moves that on by an
interval, and may come as much too early as its burst allows. Figures: https://core.telegram.org/bots/faq (limits).
"""

from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.telegram.parcels import Parcel
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
    """The paces of some places, held once, moved on in memory, written back in the same transaction."""

    def __init__(self, app: App, paces: dict[str, Pace]) -> None:
        self._app, self._known, self._moved = app, paces, dict[str, Pace]()

    @classmethod
    async def of(cls, app: App, parcels: Collection[Parcel]) -> "Pacing":
        """The paces that these need, in a transaction that writes them."""
        names = {PLATFORM} | {place(one.row.chat) for one in parcels}
        names |= {frames(one.row.chat) for one in parcels if one.is_frame}
        return cls(app, {pace.id: pace for pace in await app.store.hold_paces(EVERYWHERE, names, app.clock.now())})

    def take(self, chat: str, now: datetime, *, frame: bool = False) -> datetime | None:
        """Takes a place for one message. None: it may go now; else when it may, and nothing is taken."""
        rates = [(frames(chat), FRAMES), (place(chat), Rate(timedelta(0), 1))] if frame else list(_places(chat))
        free = [(name, rate, self._moved.get(name, self._known[name])) for name, rate in rates]
        latest = max(pace.free_at - rate.interval * (rate.burst - 1) for _, rate, pace in free)
        if latest > now:
            return latest
        for name, rate, pace in free:
            if rate.interval:
                self._moved[name] = replace(pace, free_at=max(pace.free_at, now) + rate.interval)
        return None

    async def save(self) -> None:
        """Writes what was taken."""
        for name, pace in self._moved.items():
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

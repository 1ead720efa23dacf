"""After a kill: what a process held that lives no more is free at once, and not when its leases are over."""

from datetime import datetime, timedelta

from bot.clock import is_dead
from bot.telegram.updates import PLATFORM
from core.app import App
from core.ports import EVERYWHERE

SENDING = ":telegram-out"
"""How the name of a process that sends ends."""
A_LIFE = timedelta(days=365)
"""Of the lease that says that it lives: whoever finds it dead ends it."""


class Heir:
    """One process, which may find what others left."""

    def __init__(self, app: App, owner: str) -> None:
        self._app, self._owner = app, owner
        self._began: datetime = app.clock.now()

    async def buries(self) -> list[str]:
        """Ends the leases of the dead. Gives who lives."""
        owners = await self._app.store.lease_owners()
        dead = [one for one in owners if is_dead(one, self._owner)]
        await self._app.store.end_leases(dead, self._app.clock.now())
        return [one for one in owners if one not in dead]

    async def inherits(self) -> None:
        """What a dead sender had in hand is sent now, unless another one lives, whose it may be."""
        store, own = self._app.store, self._owner + SENDING
        if not any(one.endswith(SENDING) for one in await self.buries()):
            await store.free_outgoing(EVERYWHERE, platform=PLATFORM, before=self._began)
        now = self._app.clock.now()
        await store.take_lease(own, own, now=now, until=now + A_LIFE)

    async def leaves(self) -> None:
        """Nothing is in hand any more."""
        await self._app.store.end_leases([self._owner + SENDING], self._app.clock.now())

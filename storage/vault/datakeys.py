"""Data keys: one for each account, ticket and app, kept wrapped; unwrapped, only in memory and only for a while."""

from collections import OrderedDict
from dataclasses import replace
from datetime import datetime, timedelta

from core.errors import Missing, TokenRejected
from core.model import DataKey, KeyOf, Secret, WorkspaceId, new_id
from core.ports import EVERYWHERE, Clock
from storage.store import SqlStore
from storage.vault.roots import Roots
from storage.vault.sealing import bound, new_key

KEPT_FOR = timedelta(minutes=5)
KEPT_AT_MOST = 1000
DESTROYED = "the key to it was destroyed"


def place_of(key: DataKey, kek: str) -> bytes:
    """What a data key is bound to when it is wrapped."""
    return bound("data_keys", "wrapped", key.workspace_id or "", key.owner, key.of, key.id, kek)


class DataKeys:
    """The table, with those in hand that were used last."""

    def __init__(self, clock: Clock, roots: Roots) -> None:
        self._clock, self._roots = clock, roots
        self._held: OrderedDict[str, tuple[datetime, Secret]] = OrderedDict()

    async def of(self, store: SqlStore, of: KeyOf, owner: str, workspace: WorkspaceId | None) -> tuple[str, Secret]:
        """The owner's key and its id; made where there is none, in the transaction that the store is.

        Raises `Stale` where another process makes it at the same time.
        """
        found = await store.find(EVERYWHERE, DataKey, of=of, owner=owner)
        if found:
            return found[0].id, await self.unwrapped(found[0])
        key, kek = new_key(), await self._roots.current()
        made = DataKey(
            id=new_id(),
            workspace_id=workspace,
            of=of,
            owner=owner,
            kek=kek,
            wrapped=b"",
            created_at=self._clock.now(),
        )
        wrapped = await self._roots.wrap(kek, key, place_of(made, kek))
        await store.add(EVERYWHERE, replace(made, wrapped=wrapped))
        # Until the commit nobody else can have sealed with it; undone, its id comes back never.
        self._keep(made.id, key)
        return made.id, key

    async def there(self, store: SqlStore, of: KeyOf, owner: str) -> tuple[str, Secret]:
        """The owner's key and its id, as long as its row is there. Raises as `opened` does."""
        if not (found := await store.find(EVERYWHERE, DataKey, of=of, owner=owner)):
            raise TokenRejected(DESTROYED)
        return found[0].id, await self.unwrapped(found[0])

    async def opened(self, store: SqlStore, id: str) -> Secret:
        """The key. Raises `TokenRejected` where it was destroyed, `Unavailable` where it cannot be unwrapped now."""
        held = self._held.get(id)
        if held is not None and self._clock.now() < held[0]:
            self._held.move_to_end(id)
            return held[1]
        try:
            return await self.unwrapped(await store.get(EVERYWHERE, DataKey, id))
        except Missing:
            self.forget(id)
            raise TokenRejected(DESTROYED) from None

    def forget(self, id: str) -> None:
        """For one that was destroyed."""
        self._held.pop(id, None)

    async def unwrapped(self, kept: DataKey) -> Secret:
        """The key that was read. Raises `TokenRejected` and `Unavailable`, as `opened` does."""
        held = self._held.get(kept.id)
        if held is not None and self._clock.now() < held[0]:
            return held[1]
        key = await self._roots.unwrap(kept.kek, kept.wrapped, place_of(kept, kept.kek))
        self._keep(kept.id, key)
        return key

    def _keep(self, id: str, key: Secret) -> None:
        self._held[id] = self._clock.now() + KEPT_FOR, key
        self._held.move_to_end(id)
        while len(self._held) > KEPT_AT_MOST:
            self._held.popitem(last=False)

"""Grants: what a login gave, sealed for its account, generation by generation, and unsealed for a use."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

from core.errors import TokenRejected
from core.model import NO_SECRET, Connection, DataKey, Grant, Issued, KeyOf, Secret
from core.ports import Clock, Held
from storage.store import SqlStore
from storage.types import storable
from storage.vault.datakeys import DESTROYED, DataKeys
from storage.vault.sealing import bound, seal, unseal

COLUMNS = ("access", "refresh", "key", "client")


@dataclass(frozen=True, slots=True)
class Place:
    """What the tokens of a grant are bound to: in another row, or beside another address, they are lost.

    Where they may be sent is bound, too: who can only write to the database cannot have them sent elsewhere.
    """

    connection: Connection
    generation: int
    key_id: str
    facts: Mapping[str, str]

    def of(self, column: str) -> bytes:
        """For one of the columns."""
        at = self.connection
        return bound(
            *("grants", column, at.workspace_id, at.id, at.network, self.generation, self.key_id),
            *(at.server, _hash(self.facts) if self.facts else HASH_OF_NONE),
        )


def _hash(facts: Mapping[str, str]) -> str:
    return hashlib.sha256(json.dumps(sorted(facts.items())).encode()).hexdigest()


HASH_OF_NONE = _hash({})


class Grants:
    """The table."""

    def __init__(self, clock: Clock, keys: DataKeys) -> None:
        self._clock, self._keys = clock, keys

    async def open(self, store: SqlStore, connection: Connection, grant: Grant) -> Held:
        """What is in it. Raises `TokenRejected` where it was destroyed or is not as it was sealed, `Unavailable`."""
        return self._unsealed(connection, grant, await self._keys.opened(store, grant.data_key_id))

    async def read(self, connection: Connection, grant: Grant, kept: DataKey | None) -> Held:
        """The same, where its key was read along with it: None where it is destroyed."""
        if kept is None:
            raise TokenRejected(DESTROYED)
        return self._unsealed(connection, grant, await self._keys.unwrapped(kept))

    def _unsealed(self, connection: Connection, grant: Grant, key: Secret) -> Held:
        place, held = Place(connection, grant.generation, grant.data_key_id, grant.facts), dict[str, Secret]()
        for column in COLUMNS:
            sealed: bytes | None = getattr(grant, column)
            held[column] = NO_SECRET if sealed is None else unseal(key, grant.data_key_id, sealed, place.of(column))
        return Held(**held, facts=grant.facts)

    async def keep(
        self, store: SqlStore, connection: Connection, issued: Issued, old: Grant | None, *, anew: bool
    ) -> Grant:
        """See `core.ports.Vault`."""
        # An old refresh token must not go to a new server, nor a new one to the address where old ones were ended.
        stays = None if anew else old
        key_id, key = await self._keys.of(store, KeyOf.CONNECTION, connection.id, connection.workspace_id)
        given = {column: getattr(issued, column) for column in COLUMNS}
        before = await self._before(store, connection, stays) if stays and not all(given.values()) else {}
        held = {column: secret or before.get(column, NO_SECRET) for column, secret in given.items()}
        facts = _facts({**(stays.facts if stays else {}), **issued.facts})
        generation = old.generation + 1 if old else 1
        place = Place(connection, generation, key_id, facts)
        sealed = {column: seal(key, key_id, held[column], place.of(column)) for column in COLUMNS if held[column]}
        # A refresh token that stays ends when it was to end.
        ends_at = issued.ends_at or (stays.ends_at if stays and not issued.refresh else None)
        grant = Grant(
            id=connection.id,
            workspace_id=connection.workspace_id,
            data_key_id=key_id,
            generation=generation,
            access=sealed.get("access") or seal(key, key_id, NO_SECRET, place.of("access")),
            refresh=sealed.get("refresh"),
            key=sealed.get("key"),
            client=sealed.get("client"),
            facts=facts,
            issued_at=self._clock.now(),
            expires_at=issued.expires_at,
            ends_at=ends_at,
            revision=old.revision if old else 1,
        )
        if old is not None:
            return await store.change(connection.workspace_id, old, grant)
        await store.add(connection.workspace_id, grant)
        return grant

    async def _before(self, store: SqlStore, connection: Connection, old: Grant) -> Mapping[str, Secret]:
        """What was there; nothing, where it cannot be opened: whoever connects anew does so for that, perhaps."""
        try:
            held = await self.open(store, connection, old)
        except TokenRejected:
            return {}
        return {column: getattr(held, column) for column in COLUMNS}


def _facts(facts: Mapping[str, str]) -> dict[str, str]:
    """As a database gives them back."""
    return {storable(name): storable(value) for name, value in facts.items()}

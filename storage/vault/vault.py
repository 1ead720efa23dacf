"""The port `Vault` over the database: tokens sealed there, the keys to them elsewhere, and each use in the ledger."""

import base64
import json
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial

from core.errors import Stale, TokenRejected, Unavailable
from core.model import (
    NO_SECRET,
    ActionId,
    ClientApp,
    Connection,
    DataKey,
    Grant,
    Issued,
    KeyOf,
    Purpose,
    Secret,
    Ticket,
    Use,
    WorkspaceId,
)
from core.ports import Clock, Held, Network, Store, Wanted
from storage.store import SqlStore
from storage.vault.checking import must_be_known
from storage.vault.datakeys import DataKeys
from storage.vault.gathering import Gathering
from storage.vault.grants import Grants
from storage.vault.ledger import HOUSE, Entry, Ledger
from storage.vault.lent import NOTHING, Lent, Signing, bearer, in_path, where
from storage.vault.roots import Roots
from storage.vault.sandbox import sandbox_bearer
from storage.vault.sealing import bound, seal, unseal

TELEGRAM = "telegram"
GOOD_FOR = timedelta(minutes=10)
"""How long a use may wait that was admitted: longer than any lease of a publication."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """The networks that there are, where each of them is, and what of this installation they take."""

    networks: Mapping[str, Network]
    origins: Mapping[str, str]
    """Of those with one place, and of those whose place a setting names."""
    bot_token: Secret = NO_SECRET
    """Of our own Telegram bot: it is in no table."""
    clients: Mapping[str, Secret] = field(default_factory=dict)
    """The secrets of our apps that are settings, by network."""

    def base(self, connection: Connection) -> str:
        """Where the account's API is. Raises `TokenRejected`."""
        network, base = self.networks[connection.network], self.origins.get(connection.network, "")
        if network.server and connection.server and base == network.origin:
            base = connection.server
        if not base:
            raise TokenRejected("it is not known where this account is")
        return base.rstrip("/")


class SqlVault:
    """Made by `open_vault`."""

    def __init__(self, store: SqlStore, clock: Clock, roots: Roots, reach: Reach) -> None:
        self._store, self._clock, self._reach, self._roots = store, clock, reach, roots
        self._keys = DataKeys(clock, roots)
        self._grants = Grants(clock, self._keys)
        self._kept = Gathering(store)
        self._ledger = Ledger(clock, self._keys, reach.networks)
        self._admitted: dict[str, Entry] = {}
        """Written and committed, and not used yet. What dies with this process is not used any more."""
        self._sandbox = NO_SECRET

    @property
    def key(self) -> Secret:
        """The sandbox's, also for the web process that checks what it is shown."""
        return self._sandbox

    async def begin(self) -> None:
        """Looks at the keys, and makes those of the installation where there are none. Raises `Misconfigured`."""
        await must_be_known(self._store, self._roots)
        self._sandbox = await self._of_the_house(KeyOf.SANDBOX)
        await self._of_the_house(KeyOf.LEDGER)
        await self._ledger.begin(self._store)

    async def close(self) -> None:
        """Ends what the keys are reached by."""
        await self._roots.close()

    @asynccontextmanager
    async def use(
        self,
        connection: Connection,
        purpose: Purpose,
        action: str,
        *,
        subject: str = "",
        admitted: Use | None = None,
    ) -> AsyncIterator[Lent]:
        """See `core.ports.Vault`."""
        wanted = Wanted(connection=connection, purpose=purpose, action=ActionId(action), subject=subject)
        entry = await self._written(wanted) if admitted is None else self._redeemed(wanted, admitted)
        lent = await self._lent(entry)
        try:
            yield lent
        finally:
            lent.end()

    async def admit(self, store: Store, wanted: Sequence[Wanted]) -> list[Use | None]:
        """See `core.ports.Vault`."""
        if not wanted:
            return []
        async with _sql(store).together() as inside, inside.writing() as (_, written):
            entries = await self._ledger.write(inside, wanted)
            good = {entry.use.id: entry for entry in entries if isinstance(entry, Entry)}
            written.then.append(partial(self._remember, good))
        return [entry.use if isinstance(entry, Entry) else None for entry in entries]

    async def keep(
        self, store: Store, connection: Connection, issued: Issued, *, old: Grant | None, anew: bool = False
    ) -> Grant:
        """See `core.ports.Vault`."""
        async with _sql(store).together() as inside:
            return await self._grants.keep(inside, connection, issued, old, anew=anew)

    async def destroy(self, store: Store, connection: Connection) -> None:
        """See `core.ports.Vault`."""
        scope = connection.workspace_id
        async with _sql(store).together() as inside, inside.writing() as (_, written):
            keys = await inside.find(scope, DataKey, of=KeyOf.CONNECTION, owner=connection.id)
            await inside.remove(scope, *await inside.find(scope, Grant, id=connection.id), *keys)
            written.then.extend(partial(self._keys.forget, key.id) for key in keys)

    async def lay(self, store: Store, owner: Ticket | ClientApp, things: Mapping[str, Secret]) -> bytes:
        """See `core.ports.Vault`."""
        said = json.dumps({name: base64.b64encode(secret.reveal()).decode() for name, secret in things.items()})
        of, workspace = _kind(owner)
        async with _sql(store).together() as inside:
            key_id, key = await self._keys.of(inside, of, owner.id, workspace)
            return seal(key, key_id, Secret(said), _place(owner, key_id))

    async def take(self, store: Store, owner: Ticket | ClientApp, sealed: bytes) -> Mapping[str, Secret]:
        """See `core.ports.Vault`."""
        key_id, key = await self._keys.there(_sql(store), _kind(owner)[0], owner.id)
        said = json.loads(unseal(key, key_id, sealed, _place(owner, key_id)).reveal())
        return {name: Secret(base64.b64decode(value)) for name, value in said.items()}

    async def _written(self, wanted: Wanted) -> Entry:
        """The row, committed. Raises `TokenRejected`."""
        async with self._store.together() as inside:
            entry = await self._ledger.write_one(inside, wanted)
        if isinstance(entry, str):
            raise TokenRejected(entry)
        return entry

    def _remember(self, good: Mapping[str, Entry]) -> None:
        """They are committed. What was admitted long ago and never used (a connection is) is forgotten."""
        self._admitted.update(good)
        before = self._clock.now() - GOOD_FOR
        # The oldest stand first.
        while self._admitted and (first := next(iter(self._admitted.values()))).use.at < before:
            del self._admitted[first.use.id]

    def _redeemed(self, wanted: Wanted, admitted: Use) -> Entry:
        """What was committed for exactly this, and not used yet.

        Raises `Unavailable`: it says nothing about the account, and is admitted anew with the next try.
        """
        entry = self._admitted.pop(admitted.id, None)
        asked = (wanted.connection.id, wanted.purpose, wanted.action, wanted.subject)
        if entry is None or asked != _told(entry.use):
            raise Unavailable("this use was not admitted, or made already")
        return entry

    async def _lent(self, entry: Entry) -> Lent:
        """Unsealed: the row is there."""
        connection, reach = entry.connection, self._reach
        network, base = reach.networks[connection.network], reach.base(entry.connection)
        if network.sign is None:
            return Lent(where(base, Purpose.PUBLISH, {}), self._of_the_installation(connection, base), NOTHING)
        held = await self._held(connection, entry.grant)
        return Lent(where(base, entry.use.purpose, held.facts), partial(network.sign, held), held)

    def _of_the_installation(self, connection: Connection, base: str) -> Signing:
        """What is signed with where the network takes a key of ours."""
        if connection.network != TELEGRAM:
            return bearer(sandbox_bearer(self._sandbox, connection.account))
        if not self._reach.bot_token:
            raise TokenRejected("there is no bot here")
        return in_path(self._reach.bot_token, base)

    async def _held(self, connection: Connection, grant: Grant | None) -> Held:
        """Where it was not read along, it is read now: it may have been renewed since it was admitted."""
        if grant is not None:
            held = await self._grants.open(self._store, connection, grant)
        elif kept := await self._kept.of(connection.id):
            held = await self._grants.read(connection, *kept)
        else:
            raise TokenRejected("nothing is kept for this account")
        client = held.client or self._reach.clients.get(connection.network, NO_SECRET)
        if client is held.client:
            return held
        return Held(access=held.access, refresh=held.refresh, key=held.key, client=client, facts=held.facts)

    async def _of_the_house(self, of: KeyOf) -> Secret:
        """A key of the installation; of several processes that make it at once, one does."""

        async def made() -> Secret:
            async with self._store.together() as inside:
                return (await self._keys.of(inside, of, HOUSE, None))[1]

        try:
            return await made()
        except Stale:
            return await made()


def _told(use: Use) -> tuple[str, ...]:
    """What the row says that it is for."""
    return use.connection_id, use.purpose, use.action_id, use.subject


def _sql(store: Store) -> SqlStore:
    if not isinstance(store, SqlStore):
        raise TypeError("the vault lies in the database")
    return store


def _kind(owner: Ticket | ClientApp) -> tuple[KeyOf, WorkspaceId | None]:
    return (KeyOf.TICKET, owner.workspace_id) if isinstance(owner, Ticket) else (KeyOf.CLIENT, None)


def _place(owner: Ticket | ClientApp, key_id: str) -> bytes:
    """What is laid for it is bound to."""
    if isinstance(owner, Ticket):
        return bound("tickets", "kept", owner.workspace_id, owner.id, owner.network, 0, key_id)
    return bound("client_apps", "secret", "", owner.id, owner.network, 0, key_id, owner.server)


async def open_vault(store: SqlStore, clock: Clock, roots: Roots, reach: Reach) -> SqlVault:
    """Raises `Misconfigured` where a key that is in use cannot be had, or is another than it was."""
    vault = SqlVault(store, clock, roots, reach)
    await vault.begin()
    return vault

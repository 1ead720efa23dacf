"""Key-encryption keys: what the data keys are wrapped with. Each is known by its backend's name and its own id.

They lie outside of the database: in files, in a setting, or in Azure Key Vault (`files`, `environment`, `azure`).
"""

import hashlib
from collections.abc import Mapping
from typing import Protocol

from core.errors import Unavailable
from core.model import Secret
from storage.vault.sealing import KEY, bound


class Roots(Protocol):
    """The key-encryption keys of one backend; `kek` is `backend:id`, as `DataKey.kek` has it.

    Every method may raise `Unavailable`, whose detail says which key cannot be had and what to do, and shows none.
    """

    @property
    def backend(self) -> str:
        """What all its keys are called by, before the colon."""
        ...

    @property
    def setting(self) -> str:
        """The setting that says where they are."""
        ...

    async def known(self) -> list[str]:
        """All that can be used, the oldest first; empty: there is none yet."""
        ...

    async def current(self) -> str:
        """The one that new data keys are wrapped with: the newest."""
        ...

    async def first(self) -> str:
        """The current one, made where there is none and the backend makes its own: for a database without any keys."""
        ...

    async def renewed(self) -> str:
        """A newer one than all before, made where the backend makes its own, else the newest that was put there."""
        ...

    async def fingerprint(self, kek: str) -> str:
        """A short mark of the key, by which people can tell whether two places have the same one."""
        ...

    async def wrap(self, kek: str, key: Secret, place: bytes) -> bytes: ...

    async def unwrap(self, kek: str, wrapped: bytes, place: bytes) -> Secret:
        """Raises `TokenRejected` where it is not what this key wrapped for this place."""
        ...

    async def close(self) -> None: ...


SETTINGS: Mapping[str, str] = {
    "file": "DATA_DIR",
    "env": "AIMARKETING_KEK",
    "azure-secret": "AZURE_KEY_VAULT_URL",
    "azure-key": "AZURE_KEY_VAULT_URL",
}
"""By backend, the setting that says where its keys are."""


class Several:
    """The port `Roots` over several: the first is where new data keys are wrapped, the others are still known.

    So an installation moves from one to another: both are set, the keys rotated, the old one left out.
    """

    def __init__(self, first: Roots, *others: Roots) -> None:
        self._first, self._all = first, {one.backend: one for one in (*others, first)}
        self.backend, self.setting = first.backend, first.setting

    async def known(self) -> list[str]:
        """See `Roots`."""
        return [kek for one in self._all.values() for kek in await one.known()]

    async def current(self) -> str:
        """See `Roots`."""
        return await self._first.current()

    async def first(self) -> str:
        """See `Roots`."""
        return await self._first.first()

    async def renewed(self) -> str:
        """See `Roots`."""
        return await self._first.renewed()

    async def fingerprint(self, kek: str) -> str:
        """See `Roots`."""
        return await self._of(kek).fingerprint(kek)

    async def wrap(self, kek: str, key: Secret, place: bytes) -> bytes:
        """See `Roots`."""
        return await self._of(kek).wrap(kek, key, place)

    async def unwrap(self, kek: str, wrapped: bytes, place: bytes) -> Secret:
        """See `Roots`."""
        return await self._of(kek).unwrap(kek, wrapped, place)

    async def close(self) -> None:
        """See `Roots`."""
        for one in self._all.values():
            await one.close()

    def _of(self, kek: str) -> Roots:
        backend = kek.partition(":")[0]
        if backend not in self._all:
            raise Unavailable(f"the key {kek} is in use: {SETTINGS.get(backend, 'a setting')} has to say where it is")
        return self._all[backend]


def mark(key: bytes) -> str:
    """The fingerprint of a key; says nothing else about it."""
    return hashlib.sha256(bound("fingerprint") + key).hexdigest()[:16]


def whole(key: bytes, name: str) -> Secret:
    """The key, of the right length. Raises `Unavailable`."""
    if len(key) != KEY:
        raise Unavailable(f"the key {name} has to be {KEY} bytes, and is {len(key)}")
    return Secret(key)

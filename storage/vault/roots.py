"""Key-encryption keys: what the data keys are wrapped with. Each is known by its backend's name and its own id.

They lie outside of the database: in files, in a setting, or in Azure Key Vault (`files`, `environment`, `azure`).
"""

import hashlib
from typing import Protocol

from core.errors import TokenRejected
from core.model import Secret
from storage.vault.sealing import KEY, bound


class Roots(Protocol):
    """The key-encryption keys of one backend; `kek` is `backend:id`, as `DataKey.kek` has it.

    Every method may raise `Unavailable`, whose detail says which key cannot be had and what to do, and shows none.
    """

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


def mark(key: bytes) -> str:
    """The fingerprint of a key; says nothing else about it."""
    return hashlib.sha256(bound("fingerprint") + key).hexdigest()[:16]


def whole(key: bytes) -> Secret:
    """The key, of the right length. Raises `TokenRejected`."""
    if len(key) != KEY:
        raise TokenRejected(f"must be {KEY} bytes, and is {len(key)}")
    return Secret(key)

"""Key-encryption keys in a setting, for machines that share a database and no folder: AIMARKETING_KEK."""

import base64
import binascii
import re

from core.errors import Misconfigured, Unavailable
from core.model import Secret
from storage.vault import sealing
from storage.vault.roots import mark

BACKEND = "env"
SETTING = "AIMARKETING_KEK"
NAME = re.compile(r"[A-Za-z0-9._-]{1,64}")


class EnvironmentRoots:
    """The port `Roots` over `name:key,name:key`, each key 32 bytes in base64; the last one is the current one.

    While the keys are rotated both the old and the new one stand there, the new one behind.
    """

    backend, setting = BACKEND, SETTING

    def __init__(self, value: str) -> None:
        """Raises `Misconfigured`."""
        self._keys = parsed(value)

    async def known(self) -> list[str]:
        """See `Roots`."""
        return list(self._keys)

    async def current(self) -> str:
        """See `Roots`."""
        return list(self._keys)[-1]

    async def first(self) -> str:
        """See `Roots`."""
        return await self.current()

    async def renewed(self) -> str:
        """See `Roots`."""
        return await self.current()

    async def fingerprint(self, kek: str) -> str:
        """See `Roots`."""
        return mark(self._key(kek).reveal())

    async def wrap(self, kek: str, key: Secret, place: bytes) -> bytes:
        """See `Roots`."""
        return sealing.wrap(self._key(kek), key, place)

    async def unwrap(self, kek: str, wrapped: bytes, place: bytes) -> Secret:
        """See `Roots`."""
        return sealing.unwrap(self._key(kek), wrapped, place)

    async def close(self) -> None:
        """Nothing is open."""

    def _key(self, kek: str) -> Secret:
        if kek not in self._keys:
            raise Unavailable(f"the key {kek} is in use and not in {SETTING}: put it back, before the current one")
        return self._keys[kek]


def parsed(value: str) -> dict[str, Secret]:
    """The keys by name, in their order. Raises `Misconfigured`, which shows none of it."""
    keys: dict[str, Secret] = {}
    for entry in value.replace("\n", ",").split(","):
        if not entry.strip():
            continue
        name, _, text = entry.strip().partition(":")
        if not NAME.fullmatch(name) or f"{BACKEND}:{name}" in keys:
            raise Misconfigured(SETTING, "must be name:key, name:key, each with a name of its own")
        keys[f"{BACKEND}:{name}"] = Secret(_decoded(text))
    if not keys:
        raise Misconfigured(SETTING, "holds no key")
    return keys


def _decoded(text: str) -> bytes:
    try:
        key = base64.b64decode(text, altchars=b"-_" if "-" in text or "_" in text else None, validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if len(key) != sealing.KEY:
        raise Misconfigured(SETTING, f"each key must be {sealing.KEY} bytes in base64")
    return key


def new_entry(name: str) -> str:
    """A key by chance under this name, as it stands in the setting."""
    return f"{name}:{base64.b64encode(sealing.new_key().reveal()).decode()}"

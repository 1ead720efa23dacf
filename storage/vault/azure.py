"""Key-encryption keys in Azure Key Vault: the only importer of Azure's libraries, and only where it is set.

A secret's versions are keys that are read once and kept in memory; a key's versions never leave the key vault, which
unwraps for us. Which one: AZURE_KEY_VAULT_URL is the vault's address, with `/secrets/NAME` or `/keys/NAME` behind it.
https://learn.microsoft.com/rest/api/keyvault/
"""

import asyncio
import base64
import binascii
import hashlib
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, Protocol
from urllib.parse import urlsplit

from azure.core.exceptions import (
    AzureError,
    ClientAuthenticationError,
    HttpResponseError,
    ResourceNotFoundError,
    ServiceRequestError,
    ServiceResponseError,
)
from azure.identity.aio import DefaultAzureCredential
from azure.keyvault.keys import KeyVaultKey
from azure.keyvault.keys.aio import KeyClient
from azure.keyvault.keys.crypto import KeyWrapAlgorithm
from azure.keyvault.keys.crypto.aio import CryptographyClient
from azure.keyvault.secrets.aio import SecretClient

from core.errors import TokenRejected, Unavailable
from core.model import Secret
from storage.vault import sealing
from storage.vault.roots import mark, whole

SETTING = "AZURE_KEY_VAULT_URL"
SECRETS, KEYS = "azure-secret", "azure-key"
NAME = "aimarketing-kek"
SECONDS = 15.0
"""How long one thing that is asked of the key vault may take, with all that the library tries again."""
FRESH = 60.0
"""How long the newest version is taken to be the newest."""
BOUND = 16
"""Bytes behind the key that is wrapped, which say where it belongs: RSA-OAEP in the key vault takes no label."""
BAD_REQUEST, FORBIDDEN, TOO_MANY = 400, 403, 429
PATIENCE: Mapping[str, Any] = {
    "connection_timeout": 5,
    "read_timeout": 10,
    "retry_total": 2,
    "retry_backoff_factor": 0.4,
    "retry_backoff_max": 4,
}
OTHER_TENANT = ("AKV10032", "AADSTS700016", "AADSTS90002", "Invalid issuer")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where the key-encryption key is, and how it is reached (`options`, `credential`: for tests)."""

    vault: str
    name: str = NAME
    secret: bool = True
    credential: Any = None
    options: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def read(cls, url: str, **given: Any) -> "Place":
        """The vault's address, with what is in it behind; the address itself was checked when the settings were."""
        parts = urlsplit(url)
        kind, _, name = parts.path.strip("/").partition("/")
        return cls(vault=f"https://{parts.netloc}", name=name or NAME, secret=kind != "keys", **given)


def roots_at(place: Place) -> "AzureRoots":
    """What is meant by it."""
    vault = KeyVault(place)
    return AzureRoots(vault, SecretVersions(vault) if place.secret else KeyVersions(vault))


class KeyVault:
    """The way there: who we are, one client of each kind, and what its errors mean."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.credential = place.credential
        self._clients: dict[str, Any] = {}

    def client(self, kind: Any, *whose: Any) -> Any:
        """The library's, kept: of the key vault, or of one key in it."""
        name = f"{kind.__name__} {whose[0].id if whose else ''}"
        if name not in self._clients:
            if self.credential is None:
                self.credential = DefaultAzureCredential(exclude_interactive_browser_credential=True)
            of = whose or (self.place.vault,)
            self._clients[name] = kind(*of, self.credential, **{**PATIENCE, **self.place.options})
        return self._clients[name]

    async def close(self) -> None:
        """Ends all connections."""
        own = [self.credential] if self.credential is not None and self.place.credential is None else []
        for one in (*self._clients.values(), *own):
            await one.close()
        self._clients.clear()

    @asynccontextmanager
    async def asked(self, version: str = "") -> AsyncIterator[None]:
        """Every way that it can end becomes an `Unavailable` in plain words; what Azure says stays out of them."""
        try:
            async with asyncio.timeout(SECONDS):
                yield
        except TimeoutError as error:
            raise Unavailable(f"{self.place.vault} did not answer within {SECONDS:.0f} s") from error
        except AzureError as error:
            raise Unavailable(self._said(error, f"{self.place.name}{f' ({version})' if version else ''}")) from error

    def _said(self, error: AzureError, name: str) -> str:
        vault, secret = self.place.vault, self.place.secret
        what, role = ("secret", "Key Vault Secrets User") if secret else ("key", "Key Vault Crypto User")
        if any(sign in str(error) for sign in OTHER_TENANT):
            return f"our identity belongs to another tenant than {vault}: look at AZURE_TENANT_ID"
        if isinstance(error, ClientAuthenticationError):
            return (
                f"{vault} does not accept our identity: look at AZURE_CLIENT_ID, AZURE_CLIENT_SECRET, AZURE_TENANT_ID"
            )
        if isinstance(error, ResourceNotFoundError):
            return f"the {what} {name} is not in {vault}: it was deleted, or {SETTING} names another place"
        if isinstance(error, (ServiceRequestError, ServiceResponseError)):
            return f"{vault} cannot be reached"
        status = error.status_code if isinstance(error, HttpResponseError) else None
        if status == FORBIDDEN:
            return f"{vault} does not let us use the {what} {name}: it is switched off, or we lack the role {role}"
        return (
            f"{vault} asks us to wait" if status == TOO_MANY else f"{vault} failed ({status or type(error).__name__})"
        )


class Versions(Protocol):
    """What is in the key vault: its versions are the keys."""

    async def listed(self) -> list[Any]: ...

    async def fingerprint(self, version: str) -> str: ...

    async def wrap(self, version: str, key: Secret, place: bytes) -> bytes: ...

    async def unwrap(self, version: str, wrapped: bytes, place: bytes) -> Secret: ...


class AzureRoots:
    """The port `Roots` over the versions of one secret or one key."""

    setting = SETTING

    def __init__(self, vault: KeyVault, versions: Versions) -> None:
        self.backend = SECRETS if vault.place.secret else KEYS
        self._vault, self._versions = vault, versions
        self._newest: tuple[float, list[str]] = (-FRESH, [])

    async def known(self) -> list[str]:
        """See `Roots`."""
        found = sorted(await self._versions.listed(), key=lambda one: one.created_on)
        return [f"{self.backend}:{one.version}" for one in found if one.enabled]

    async def current(self) -> str:
        """See `Roots`. Asked anew once a minute."""
        now = asyncio.get_running_loop().time()
        if now - self._newest[0] > FRESH:
            self._newest = now, await self.known()
        if not self._newest[1]:
            place = self._vault.place
            raise Unavailable(f"{place.name} has no version in {place.vault} that is switched on: make one there")
        return self._newest[1][-1]

    async def first(self) -> str:
        """See `Roots`. It is made by who owns the key vault: we only need to read there."""
        return await self.current()

    async def renewed(self) -> str:
        """See `Roots`."""
        self._newest = (-FRESH, [])
        return await self.current()

    async def fingerprint(self, kek: str) -> str:
        """See `Roots`."""
        return await self._versions.fingerprint(self._version(kek))

    async def wrap(self, kek: str, key: Secret, place: bytes) -> bytes:
        """See `Roots`."""
        return await self._versions.wrap(self._version(kek), key, place)

    async def unwrap(self, kek: str, wrapped: bytes, place: bytes) -> Secret:
        """See `Roots`."""
        return await self._versions.unwrap(self._version(kek), wrapped, place)

    async def close(self) -> None:
        """See `Roots`."""
        await self._vault.close()

    def _version(self, kek: str) -> str:
        backend, _, version = kek.partition(":")
        if backend != self.backend:
            raise Unavailable(f"the key {kek} is in use, and {SETTING} names another place than where it is")
        return version


class SecretVersions:
    """Each version is a key, 32 bytes in base64: read once, and kept in memory."""

    def __init__(self, vault: KeyVault) -> None:
        self._vault, self._held = vault, dict[str, Secret]()

    async def listed(self) -> list[Any]:
        """See `Versions`."""
        async with self._vault.asked():
            found = self._vault.client(SecretClient).list_properties_of_secret_versions(self._vault.place.name)
            return [one async for one in found]

    async def fingerprint(self, version: str) -> str:
        """See `Versions`."""
        return mark((await self._key(version)).reveal())

    async def wrap(self, version: str, key: Secret, place: bytes) -> bytes:
        """See `Versions`."""
        return sealing.wrap(await self._key(version), key, place)

    async def unwrap(self, version: str, wrapped: bytes, place: bytes) -> Secret:
        """See `Versions`."""
        return sealing.unwrap(await self._key(version), wrapped, place)

    async def _key(self, version: str) -> Secret:
        if version not in self._held:
            async with self._vault.asked(version):
                secret = await self._vault.client(SecretClient).get_secret(self._vault.place.name, version)
            try:
                value = base64.b64decode(secret.value or "", validate=True)
            except (binascii.Error, ValueError):
                value = b""
            self._held[version] = whole(value, f"{self._vault.place.name} ({version})")
        return self._held[version]


class KeyVersions:
    """Each version is an RSA key: wrapped with here by its public half, unwrapped by the key vault (RSA-OAEP-256)."""

    def __init__(self, vault: KeyVault) -> None:
        self._vault, self._held = vault, dict[str, KeyVaultKey]()

    async def listed(self) -> list[Any]:
        """See `Versions`."""
        async with self._vault.asked():
            found = self._vault.client(KeyClient).list_properties_of_key_versions(self._vault.place.name)
            return [one async for one in found]

    async def fingerprint(self, version: str) -> str:
        """See `Versions`."""
        public: Any = (await self._key(version)).key
        return mark(bytes(public.n))

    async def wrap(self, version: str, key: Secret, place: bytes) -> bytes:
        """See `Versions`."""
        client = self._vault.client(CryptographyClient, await self._key(version))
        async with self._vault.asked(version):
            result = await client.wrap_key(KeyWrapAlgorithm.rsa_oaep_256, key.reveal() + _whose(place))
        return bytes(result.encrypted_key)

    async def unwrap(self, version: str, wrapped: bytes, place: bytes) -> Secret:
        """See `Versions`."""
        client = self._vault.client(CryptographyClient, await self._key(version))
        async with self._vault.asked(version):
            result = await _unwrapped(client, wrapped)
        key, whose = result[: sealing.KEY], result[sealing.KEY :]
        if whose != _whose(place):
            raise TokenRejected(sealing.CLOSED)
        return Secret(key)

    async def _key(self, version: str) -> KeyVaultKey:
        if version not in self._held:
            async with self._vault.asked(version):
                self._held[version] = await self._vault.client(KeyClient).get_key(self._vault.place.name, version)
        return self._held[version]


async def _unwrapped(client: Any, wrapped: bytes) -> bytes:
    try:
        return bytes((await client.unwrap_key(KeyWrapAlgorithm.rsa_oaep_256, wrapped)).key)
    except HttpResponseError as error:
        if error.status_code != BAD_REQUEST:
            raise
        raise TokenRejected(sealing.CLOSED) from error


def _whose(place: bytes) -> bytes:
    return hashlib.sha256(place).digest()[:BOUND]

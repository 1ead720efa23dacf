"""The key vault's REST API, as far as a client of ours may speak it: read secrets and keys, unwrap; nothing else.

https://learn.microsoft.com/rest/api/keyvault/ . The first request without a token is challenged; a request that is
malformed is a violation, which the test that made it fails by.
"""

import base64
import json
import re
import secrets
import time
from dataclasses import dataclass, field
from typing import Any, Self

from aiohttp import web
from azure.core.credentials import AccessToken
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from tests.fakes.keyvault.authority import Authority

VERSION = re.compile(r"7\.[0-9]|20[0-9]{2}-[0-9]{2}-[0-9]{2}")
OAEP = padding.OAEP(padding.MGF1(hashes.SHA256()), hashes.SHA256(), None)
TENANT = "11111111-2222-3333-4444-555555555555"


@dataclass
class Stub:
    """Somebody who is let in, as Azure's libraries want one."""

    token: str = "canary-azure-bearer-5c1d"

    async def get_token(self, *scopes: str, **_: Any) -> AccessToken:
        assert scopes == ("https://vault.azure.net/.default",), scopes
        return AccessToken(self.token, int(time.time()) + 3600)

    async def close(self) -> None:
        """Nothing is open."""

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        """Nothing is open."""


@dataclass
class Kept:
    """One version of a secret or a key."""

    name: str
    version: str
    created: int
    value: str = ""
    private: rsa.RSAPrivateKey | None = None
    enabled: bool = True


@dataclass
class KeyVault:
    """Runs while it is entered. `refuse` is what every request is answered with meanwhile: a status and a code."""

    authority: Authority
    token: str = Stub.token
    kept: list[Kept] = field(default_factory=list)
    refuse: tuple[int, str, str] | None = None
    violations: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    url: str = ""
    _runner: Any = None

    async def __aenter__(self) -> Self:
        app = web.Application()
        app.router.add_route("*", "/{tail:.*}", self._answer)
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0, ssl_context=self.authority.server())
        await site.start()
        self.url = f"https://127.0.0.1:{self._runner.addresses[0][1]}"
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._runner.cleanup()

    @property
    def options(self) -> dict[str, Any]:
        """What a client needs to reach it: it is not Azure's, and signs for itself."""
        trusted = {"verify_challenge_resource": False, "connection_verify": str(self.authority.root)}
        return {**trusted, "retry_backoff_factor": 0}

    # -- whoever owns the key vault

    def set_secret(self, name: str, value: bytes | str) -> str:
        text = value if isinstance(value, str) else base64.b64encode(value).decode()
        return self._keep(Kept(name=name, version=secrets.token_hex(16), created=self._moment(), value=text))

    def make_key(self, name: str) -> str:
        private = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        return self._keep(Kept(name=name, version=secrets.token_hex(16), created=self._moment(), private=private))

    def switch_off(self, version: str) -> None:
        for one in self.kept:
            if one.version == version:
                one.enabled = False

    def delete(self, name: str) -> None:
        self.kept = [one for one in self.kept if one.name != name]

    def _keep(self, one: Kept) -> str:
        self.kept.append(one)
        return one.version

    def _moment(self) -> int:
        return 1_700_000_000 + len(self.kept)

    # -- whoever asks

    async def _answer(self, request: web.Request) -> web.Response:
        self.asked.append(f"{request.method} {request.path}")
        if request.headers.get("Authorization") != f"Bearer {self.token}":
            return self._challenge(request)
        if not VERSION.fullmatch(request.query.get("api-version", "")):
            return self._violation(f"api-version {request.query.get('api-version')}")
        return _error(*self.refuse) if self.refuse is not None else await self._served(request)

    async def _served(self, request: web.Request) -> web.Response:
        match request.method, request.path.strip("/").split("/"):
            case "GET", [("secrets" | "keys") as kind, name, "versions"]:
                return self._listed(kind, name)
            case "GET", [("secrets" | "keys") as kind, name, version]:
                return self._shown(kind, name, version)
            case "POST", ["keys", name, version, "unwrapkey"]:
                return await self._unwrapped(request, name, version)
        return self._violation(f"{request.method} {request.path}")

    def _challenge(self, request: web.Request) -> web.Response:
        if "Authorization" not in request.headers and request.can_read_body and request.content_length:
            self.violations.append("something was sent before we were known")
        where = f'Bearer authorization="https://login.windows.net/{TENANT}", resource="https://vault.azure.net"'
        answer = _error(401, "Unauthorized", "AKV10000: Request is missing a Bearer or PoP token.")
        answer.headers["WWW-Authenticate"] = where
        return answer

    def _violation(self, what: str) -> web.Response:
        self.violations.append(what)
        return _error(400, "BadParameter", what)

    def _found(self, kind: str, name: str) -> list[Kept]:
        return [one for one in self.kept if one.name == name and (one.private is None) == (kind == "secrets")]

    def _listed(self, kind: str, name: str) -> web.Response:
        found = self._found(kind, name)
        shown = [{self._id(kind): self._address(kind, one), "attributes": _attributes(one)} for one in found]
        # The newest first: no order is promised.
        return _json({"value": shown[::-1], "nextLink": None})

    def _shown(self, kind: str, name: str, version: str) -> web.Response:
        found = self._found(kind, name)
        if not found:
            what = "Secret" if kind == "secrets" else "Key"
            return _error(
                404, f"{what}NotFound", f"A {kind[:-1]} with (name/id) {name} was not found in this key vault."
            )
        one = next((one for one in found if one.version == version), None)
        if one is None:
            return _error(404, "SecretNotFound", f"{name}/{version} was not found in this key vault.")
        if not one.enabled and kind == "secrets":
            return _error(403, "Forbidden", "Operation get is not allowed on a disabled secret.")
        return _json(self._whole(kind, one))

    def _whole(self, kind: str, one: Kept) -> dict[str, Any]:
        if one.private is None:
            return {"value": one.value, "id": self._address(kind, one), "attributes": _attributes(one)}
        numbers = one.private.public_key().public_numbers()
        key = {
            "kid": self._address(kind, one),
            "kty": "RSA",
            "key_ops": ["wrapKey", "unwrapKey"],
            "n": _b64(numbers.n.to_bytes(256)),
            "e": _b64(numbers.e.to_bytes(3)),
        }
        return {"key": key, "attributes": _attributes(one)}

    async def _unwrapped(self, request: web.Request, name: str, version: str) -> web.Response:
        asked = json.loads(await request.text())
        if set(asked) != {"alg", "value"} or asked["alg"] != "RSA-OAEP-256":
            return self._violation(f"unwrapkey of {sorted(asked)} with {asked.get('alg')}")
        one = next((one for one in self._found("keys", name) if one.version == version), None)
        if one is None or one.private is None:
            return _error(404, "KeyNotFound", f"A key with (name/id) {name}/{version} was not found in this key vault.")
        if not one.enabled:
            return _error(403, "Forbidden", "Operation unwrapKey is not allowed on a disabled key.")
        sealed = base64.urlsafe_b64decode(asked["value"] + "==")
        try:
            value = one.private.decrypt(sealed, OAEP)
        except ValueError:
            return _error(400, "BadParameter", "AKV10014: Property has invalid value.")
        return _json({"kid": self._address("keys", one), "value": _b64(value)})

    def _address(self, kind: str, one: Kept) -> str:
        return f"{self.url}/{kind}/{one.name}/{one.version}"

    @staticmethod
    def _id(kind: str) -> str:
        return "id" if kind == "secrets" else "kid"


def _attributes(one: Kept) -> dict[str, Any]:
    return {"enabled": one.enabled, "created": one.created, "updated": one.created, "recoveryLevel": "Recoverable"}


def _b64(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()


def _json(data: dict[str, Any], status: int = 200) -> web.Response:
    return web.json_response(data, status=status)


def _error(status: int, code: str, message: str) -> web.Response:
    answer = _json({"error": {"code": code, "message": message}}, status)
    if status == 429:
        answer.headers["Retry-After"] = "0"
    return answer

"""The provider. What a person does there, logging in and saying yes or no, a test does by `consents` and `denies`."""

import hashlib
import itertools
import secrets
from base64 import urlsafe_b64encode
from collections import Counter, deque
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from html import escape
from typing import Any, Self
from urllib.parse import parse_qsl, urlencode, urlsplit

from aiohttp import web

from tests.fakes.connect.declared import CLIENT, SECRET

ASKED = {
    "response_type", "client_id", "redirect_uri", "scope", "state", "code_challenge", "code_challenge_method",
}  # fmt: skip
STATE = 43
"""Characters of 256 random bits in base64."""


class Fault(StrEnum):
    """What may go wrong with one request to the token endpoint."""

    DOWN = "down"
    """503, and the code is as good as before."""
    CUT = "cut"
    """The code is used up, and the answer never comes."""


@dataclass
class Code:
    """What somebody was given for saying yes."""

    asked: Mapping[str, str]
    account: str
    scopes: tuple[str, ...]
    used: bool = False


@dataclass
class Provider:
    """`async with Provider() as provider`."""

    kind: str = "many"
    pages: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    """The accounts that a login opens, as (id, title), by who logs in; else it is one of their own name."""
    iss: bool = True
    faults: deque[Fault] = field(default_factory=deque)
    done: Counter[str] = field(default_factory=Counter)
    """`token` (requests to the token endpoint), `exchanged`, `replayed`, `revoked`, `registered`, `me`: how often."""
    violations: list[str] = field(default_factory=list)
    meanwhile: dict[str, Callable[[], Awaitable[None]]] = field(default_factory=dict)
    """What happens, once, while it is asked: `place` (what it is), `begin` (for an app), `finish` (for tokens)."""

    def __post_init__(self) -> None:
        self.codes: dict[str, Code] = {}
        self.clients = {CLIENT: SECRET}
        self.tokens: dict[str, tuple[str, tuple[str, ...]]] = {}
        self._numbers = itertools.count(1)

    async def __aenter__(self) -> Self:
        app = web.Application()
        app.router.add_get("/about", self._about)
        app.router.add_get("/favicon.ico", self._icon)
        app.router.add_post("/apps", self._apps)
        app.router.add_get("/authorize", self._authorize)
        app.router.add_post("/token", self._token)
        app.router.add_post("/revoke", self._revoke)
        app.router.add_get("/me", self._me)
        self.runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self.runner.setup()
        await web.TCPSite(self.runner, "127.0.0.1", 0).start()
        host, port = self.runner.addresses[0][:2]
        self.place, self.origin = f"{host}:{port}", f"http://{host}:{port}"
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.runner.cleanup()

    # -- the person there ----------------------------------------------------------------------------------------------

    def consents(self, url: str, account: str = "anna", *, without: tuple[str, ...] = ()) -> str:
        """Somebody logs in at the address and says yes, but for these permissions; where their browser goes then."""
        asked = self.asked(url)
        scopes = tuple(one for one in asked["scope"].split() if one not in without)
        code = secrets.token_urlsafe(24)
        self.codes[code] = Code(asked, account, scopes)
        return self._led_back(asked, {"code": code})

    def denies(self, url: str, error: str = "access_denied") -> str:
        """Somebody says no."""
        return self._led_back(self.asked(url), {"error": error})

    def _led_back(self, asked: Mapping[str, str], given: Mapping[str, str]) -> str:
        iss = {"iss": self.origin} if self.iss else {}
        return f"{asked['redirect_uri']}?{urlencode({**given, 'state': asked['state'], **iss})}"

    def asked(self, url: str) -> dict[str, str]:
        """What the address asks for; what is wrong with it is a violation."""
        parts = urlsplit(url)
        pairs = parse_qsl(parts.query, strict_parsing=True)
        asked = dict(pairs)
        wrong = [
            *(["twice"] if len(asked) != len(pairs) else []),
            *([f"fields {sorted(asked.keys() ^ ASKED)}"] if asked.keys() != ASKED else []),
            *(
                ["another place"]
                if f"{parts.scheme}://{parts.netloc}{parts.path}" != f"{self.origin}/authorize"
                else []
            ),
            *(["no such app"] if asked.get("client_id") not in self.clients else []),
            *(["not S256"] if asked.get("code_challenge_method") != "S256" else []),
            *(["short state"] if len(asked.get("state", "")) < STATE else []),
        ]
        self.violations += [f"authorize: {one}" for one in wrong]
        return asked

    async def _authorize(self, request: web.Request) -> web.Response:
        """The page that a real browser sees: who is it, and yes or no."""
        url = f"{self.origin}{request.rel_url}"
        yes, no = escape(self.consents(url)), escape(self.denies(url))
        page = (
            "<!doctype html><meta name=viewport content='width=device-width'><title>Log in</title>"
            f"<h1>Provider</h1><p><a id=yes href='{yes}'>Yes, allow</a></p><p><a id=no href='{no}'>No</a></p>"
        )
        return web.Response(text=page, content_type="text/html")

    # -- our app there -------------------------------------------------------------------------------------------------

    async def _about(self, _: web.Request) -> web.Response:
        await self._meanwhile("place")
        return web.json_response({"kind": self.kind})

    async def _meanwhile(self, moment: str) -> None:
        if (happens := self.meanwhile.pop(moment, None)) is not None:
            await happens()

    async def _icon(self, _: web.Request) -> web.Response:
        return web.Response(status=204)

    async def _apps(self, request: web.Request) -> web.Response:
        await request.json()
        self.done["registered"] += 1
        await self._meanwhile("begin")
        id, secret = f"app-{next(self._numbers)}", secrets.token_urlsafe(16)
        self.clients[id] = secret
        return web.json_response({"id": id, "secret": secret})

    async def _token(self, request: web.Request) -> web.StreamResponse:
        form = {name: str(value) for name, value in (await request.post()).items()}
        self.done["token"] += 1
        await self._meanwhile("finish")
        fault = self.faults.popleft() if self.faults else None
        if fault is Fault.DOWN:
            return web.json_response({"error": "temporarily_unavailable"}, status=503)
        if self.clients.get(form.get("client_id", "")) != form.get("client_secret"):
            return _error("invalid_client", 401)
        code = self.codes.get(form.get("code", ""))
        if code is None or not _fits(code, form):
            return _error("invalid_grant")
        if code.used:
            self.done["replayed"] += 1
            return _error("invalid_grant")
        code.used = True
        if fault is Fault.CUT and request.transport is not None:
            request.transport.abort()
            return web.Response()
        self.done["exchanged"] += 1
        token = f"access-{next(self._numbers)}-{secrets.token_urlsafe(16)}"
        self.tokens[token] = code.account, code.scopes
        answer = {"access_token": token, "token_type": "Bearer", "scope": " ".join(code.scopes)}
        return web.json_response(answer)

    async def _revoke(self, request: web.Request) -> web.Response:
        form = await request.post()
        if self.tokens.pop(str(form.get("token", "")), None) is not None:
            self.done["revoked"] += 1
        return web.Response()

    async def _me(self, request: web.Request) -> web.Response:
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        if token not in self.tokens:
            return _error("invalid_token", 401)
        self.done["me"] += 1
        account = self.tokens[token][0]
        accounts = self.pages.get(account, [(account, account.title())])
        found = [{"id": id, "title": title, "url": f"{self.origin}/@{id}"} for id, title in accounts]
        return web.json_response({"accounts": found})


def _fits(code: Code, form: Mapping[str, str]) -> bool:
    """RFC 6749, 4.1.3 and RFC 7636, 4.6."""
    digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
    challenge = urlsafe_b64encode(digest).rstrip(b"=").decode()
    return (
        form.get("grant_type") == "authorization_code"
        and form.get("redirect_uri") == code.asked["redirect_uri"]
        and form.get("client_id") == code.asked["client_id"]
        and challenge == code.asked["code_challenge"]
    )


def _error(name: str, status: int = 400) -> web.Response:
    body: dict[str, Any] = {"error": name}
    return web.json_response(body, status=status)

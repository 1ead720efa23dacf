"""A strict authorization server on loopback: PKCE, codes that work once, tokens that turn, apps that are known.

`person(url)` is who logs in: it takes the address that they were sent to, and gives what they come back with.
"""

import base64
import hashlib
import json
import secrets
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from aiohttp import web

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
Form = Mapping[str, str]
Canned = tuple[int, str]
NO_FAULT: Canned = (0, "")
"""For `command`: that one is done and answered."""


class Refusal(Exception):
    """An OAuth error (RFC 6749, 5.2)."""

    def __init__(self, error: str, status: int = 400, said: str = "") -> None:
        super().__init__(error)
        self.error, self.status, self.said = error, status, said


@dataclass
class Given:
    """What one login led to."""

    client: str
    redirect_uri: str
    scope: str
    challenge: str
    who: str = "anna"
    bound: str = ""
    used: bool = False
    access: set[str] = field(default_factory=set)
    refresh: str = ""
    dead: bool = False


@dataclass
class Provider:
    """`auth` is how apps have to show who they are. What comes next is commanded in `faults`, by path."""

    auth: str = "client_secret_post"
    rotates: bool = True
    names_itself: bool = False
    pkce: bool = True
    clients: dict[str, str] = field(default_factory=dict)
    codes: dict[str, Given] = field(default_factory=dict)
    grants: list[Given] = field(default_factory=list)
    faults: dict[str, deque[Canned | None]] = field(default_factory=dict)
    """None: the request is done, and the connection breaks before the answer."""
    extra: dict[str, Any] = field(default_factory=dict)
    """What the token endpoint's answers say besides, or instead; None leaves it out."""
    seen: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    violations: list[str] = field(default_factory=list)
    origin: str = ""

    @asynccontextmanager
    async def running(self) -> AsyncIterator["Provider"]:
        app = web.Application(middlewares=[self._faulty], client_max_size=80_000_000)
        app.add_routes(self.routes())
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        self.origin = f"http://127.0.0.1:{runner.addresses[0][1]}"
        try:
            yield self
        finally:
            await runner.cleanup()

    def routes(self) -> list[web.RouteDef]:
        return [
            web.post("/oauth/token", self.token),
            web.post("/oauth/revoke", self.revoke),
            web.post("/api/v1/apps", self.register),
            web.get("/me", self.me),
        ]

    def command(self, path: str, answer: Canned | None, times: int = 1) -> None:
        self.faults.setdefault(path, deque()).extend([answer] * times)

    @web.middleware
    async def _faulty(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        waiting = self.faults.get(request.path)
        commanded = bool(waiting)
        fault = waiting.popleft() if waiting else NO_FAULT
        if fault is not None and fault != NO_FAULT:
            status, text = fault
            return web.Response(status=status, text=text, content_type="application/json")
        try:
            answer = await handler(request)
        except Refusal as refusal:
            said = {"error": refusal.error, **({"error_description": refusal.said} if refusal.said else {})}
            answer = web.json_response(said, status=refusal.status)
        except web.HTTPException:
            if commanded:
                self.faults[request.path].appendleft(fault)  # it was not done: it lacks a nonce, and comes again
            raise
        if fault is None:
            assert request.transport is not None
            request.transport.abort()
        return answer

    # -- the person ----------------------------------------------------------------------------------------------------

    def person(self, url: str, *, scope: str | None = None) -> dict[str, str]:
        """Logs in and agrees, to all of it or to `scope`."""
        parts = urlsplit(url)
        asked = dict(parse_qsl(parts.query, strict_parsing=True))
        assert f"{parts.scheme}://{parts.netloc}{parts.path}" == f"{self.origin}/oauth/authorize"
        assert asked["response_type"] == "code"
        assert asked["client_id"] in self.clients
        assert not self.pkce or asked["code_challenge_method"] == "S256"
        given = Given(
            asked["client_id"], asked["redirect_uri"], scope or asked["scope"], asked.get("code_challenge", "")
        )
        return self.sent_back(given, asked["state"])

    def sent_back(self, given: Given, state: str) -> dict[str, str]:
        code = secrets.token_urlsafe(16)
        self.codes[code] = given
        self.grants.append(given)
        return {"code": code, "state": state, **({"iss": self.origin} if self.names_itself else {})}

    # -- the endpoints -------------------------------------------------------------------------------------------------

    async def register(self, request: web.Request) -> web.Response:
        form = await self.read(request)
        assert form["redirect_uris"]
        name = f"app-{len(self.clients) + 1}"
        self.clients[name] = secrets.token_urlsafe(16)
        return web.json_response({"client_id": name, "client_secret": self.clients[name]})

    async def token(self, request: web.Request) -> web.Response:
        form = await self.read(request)
        client = self.authenticated(request, form)
        match form.get("grant_type"):
            case "client_credentials":
                return web.json_response({"access_token": "of-the-app", "token_type": "Bearer"})
            case "authorization_code":
                given = self.by_code(form, client)
            case "refresh_token":
                given = self.by_refresh(form, client)
            case _:
                raise Refusal("unsupported_grant_type")
        self.check(request, form, given)
        return web.json_response(self.issued(given))

    def check(self, request: web.Request, form: Form, given: Given) -> None:
        """What else has to be right."""

    def by_code(self, form: Form, client: str) -> Given:
        given = self.codes.get(form.get("code", ""))
        if given is None or given.client != client or given.redirect_uri != form.get("redirect_uri"):
            raise Refusal("invalid_grant", said="The code is not valid")
        if given.used:
            given.dead, given.access = True, set()
            raise Refusal("invalid_grant", said="The code was used before")
        given.used = True
        if self.pkce:
            digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
            if base64.urlsafe_b64encode(digest).rstrip(b"=").decode() != given.challenge:
                raise Refusal("invalid_grant", said="The verifier does not fit")
        return given

    def by_refresh(self, form: Form, client: str) -> Given:
        """An old one again kills the new one too: somebody else has it."""
        sent = form.get("refresh_token", "")
        given = next((one for one in self.grants if one.refresh == sent and one.client == client), None)
        if given is None:
            for one in self.grants:
                if sent.startswith(f"refresh-{one.who}-"):
                    one.dead, one.refresh, one.access = True, "", set()
            raise Refusal("invalid_grant", said="The refresh token is not valid")
        if given.dead:
            raise Refusal("invalid_grant", said="It was revoked")
        return given

    def issued(self, given: Given) -> dict[str, Any]:
        access = f"access-{secrets.token_urlsafe(12)}"
        given.access.add(access)
        if self.rotates:
            given.refresh = f"refresh-{given.who}-{secrets.token_urlsafe(12)}"
        made = {"access_token": access, "token_type": "Bearer", "expires_in": 900, "scope": given.scope}
        made |= {"refresh_token": given.refresh} if self.rotates else {}
        return {name: value for name, value in (made | self.extra).items() if value is not None}

    async def revoke(self, request: web.Request) -> web.Response:
        form = await self.read(request)
        self.authenticated(request, form)
        for given in self.grants:
            if form["token"] in {given.refresh, *given.access}:
                given.dead, given.access = True, set()
        return web.json_response({})

    async def me(self, request: web.Request) -> web.Response:
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        given = next((one for one in self.grants if token in one.access), None)
        if given is None:
            return web.json_response({"error": "The access token is invalid"}, status=401)
        return web.json_response({"id": "42", "name": given.who})

    # -- who asks ------------------------------------------------------------------------------------------------------

    async def read(self, request: web.Request) -> dict[str, str]:
        if request.content_type != "application/x-www-form-urlencoded":
            self.violations.append(f"{request.path}: {request.content_type}")
        form = dict(parse_qsl((await request.read()).decode(), keep_blank_values=True, strict_parsing=True))
        self.seen.append((request.path, form))
        if request.headers.get("Authorization", "").startswith("Bearer"):
            self.violations.append(f"{request.path}: an access token where none belongs")
        return form

    def authenticated(self, request: web.Request, form: Form) -> str:
        client, secret = form.get("client_id", ""), form.get("client_secret", "")
        if self.auth == "client_secret_basic":
            if "client_secret" in form:
                self.violations.append("a secret in the form")
            basic = request.headers.get("Authorization", "").removeprefix("Basic ")
            client, secret = (unquote(half) for half in base64.b64decode(basic).decode().split(":"))
        if client not in self.clients or self.clients[client] != secret:
            raise Refusal("invalid_client", 401, "Client authentication failed")
        return client


def answer(status: int, said: Any) -> Canned:
    """For `command`."""
    return status, said if isinstance(said, str) else json.dumps(said)

"""The provider: strict in what it takes, and it counts everything that it did."""

import asyncio
import itertools
from collections import Counter, deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Self

from aiohttp import web

CLIENT, SECRET = "our-app", "secret-of-our-app"
LIVES = timedelta(minutes=5)


class Fault(StrEnum):
    """What may go wrong with one request to the token or the revocation endpoint."""

    BUSY = "busy"
    """503, and nothing was done."""
    LOST = "lost"
    """It was done, and the answer never comes."""
    LIMITED = "limited"
    """429 with half a minute to wait."""
    KEEPS = "keeps"
    """New access token, the same refresh token, which is not said again."""
    NONSENSE = "nonsense"
    """Not done: a page of the hotel's network."""
    STRANGER = "stranger"
    """It does not know our app, or says so."""


@dataclass
class Given:
    """What an account gave our app, as the provider sees it."""

    account: str
    refresh: str
    access: dict[str, datetime] = field(default_factory=dict)
    spent: set[str] = field(default_factory=set)
    """Refresh tokens that were used."""
    over: bool = False


class Provider:
    """`async with Provider(clock) as provider`. `faults` are those of the next requests to refresh or to revoke."""

    def __init__(self, clock: Any, *, latency: float = 0.0) -> None:
        self.clock, self.latency = clock, latency
        self.given: dict[str, Given] = {}
        self.faults: deque[Fault] = deque()
        self.done: Counter[str] = Counter()
        """`refresh`, `replay`, `dead`, `revoke`, `post`, `figures`, `me`, `refused`: how often."""
        self.posts: dict[str, str] = {}
        self.ends_after = 0
        """After so many posts, all access tokens of the account are over, whatever was said of them."""
        self.reached = asyncio.Event()
        """Set when the token endpoint has got a request."""
        self._numbers = itertools.count(1)

    async def __aenter__(self) -> Self:
        app = web.Application()
        app.router.add_post("/oauth/token", self._token)
        app.router.add_post("/oauth/revoke", self._revoke)
        app.router.add_get("/api/me", self._signed("me", self._me))
        app.router.add_post("/api/posts", self._signed("post", self._post))
        app.router.add_get("/api/posts/{id}", self._signed("figures", self._figures))
        app.router.add_delete("/api/posts/{id}", self._signed("delete", self._delete))
        self.runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self.runner.setup()
        await web.TCPSite(self.runner, "127.0.0.1", 0).start()
        host, port = self.runner.addresses[0][:2]
        self.origin = f"http://{host}:{port}"
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.runner.cleanup()

    def give(self, account: str) -> Given:
        """As a login would have."""
        given = self.given[account] = Given(account, f"refresh-{account}-0")
        self._access(given)
        return given

    def _access(self, given: Given) -> str:
        token = f"access-{given.account}-{next(self._numbers)}"
        given.access[token] = self.clock.now() + LIVES
        return token

    # -- the login's endpoints ----------------------------------------------------------------------------------------

    async def _token(self, request: web.Request) -> web.StreamResponse:
        form, fault = await request.post(), self._fault()
        self.reached.set()
        await asyncio.sleep(self.latency)
        if fault in {Fault.BUSY, Fault.LIMITED, Fault.NONSENSE, Fault.STRANGER}:
            return self._faulty(fault)
        if (form.get("client_id"), form.get("client_secret")) != (CLIENT, SECRET):
            return _error("invalid_client", 401)
        token = str(form.get("refresh_token", "") or form.get("access_token", ""))
        extends = form.get("grant_type") == "extend"
        given = next((one for one in self.given.values() if token in {one.refresh, *one.spent, *one.access}), None)
        if given is None or (form.get("grant_type") != "refresh_token" and not extends):
            return _error("invalid_grant")
        if token in given.spent:
            self.done["replay"] += 1
            given.over = True
        if given.over or (extends and given.access[token] <= self.clock.now()):
            self.done["dead"] += 1
            return _error("invalid_grant")
        self.done["refresh"] += 1
        if fault is not Fault.KEEPS and not extends:
            given.spent.add(given.refresh)
            given.refresh = f"refresh-{given.account}-{next(self._numbers)}"
        answer = {"access_token": self._access(given), "token_type": "Bearer", "expires_in": LIVES.total_seconds()}
        if fault is not Fault.KEEPS and not extends:
            answer["refresh_token"] = given.refresh
        return await self._answered(request, fault, web.json_response(answer))

    async def _revoke(self, request: web.Request) -> web.StreamResponse:
        form, fault = await request.post(), self._fault()
        await asyncio.sleep(self.latency)
        if fault in {Fault.BUSY, Fault.LIMITED, Fault.NONSENSE, Fault.STRANGER}:
            return self._faulty(fault)
        token = str(form.get("token", ""))
        for one in self.given.values():
            if token in {one.refresh, *one.access}:
                one.over = True
                self.done["revoke"] += 1
        return await self._answered(request, fault, web.Response(status=200))

    def _fault(self) -> Fault | None:
        return self.faults.popleft() if self.faults else None

    def _faulty(self, fault: Fault) -> web.StreamResponse:
        match fault:
            case Fault.LIMITED:
                return web.json_response({"error": "slow"}, status=429, headers={"Retry-After": "30"})
            case Fault.NONSENSE:
                return web.Response(text="<!doctype html><title>Log in to the hotel</title>", content_type="text/html")
            case Fault.STRANGER:
                return _error("invalid_client", 401)
        return web.json_response({"error": "busy"}, status=503)

    async def _answered(self, request: web.Request, fault: Fault | None, answer: web.Response) -> web.StreamResponse:
        if fault is Fault.LOST and request.transport is not None:
            request.transport.abort()
        return answer

    # -- the account's API --------------------------------------------------------------------------------------------

    def _signed(self, name: str, handler: Callable[[web.Request, Given], Awaitable[web.Response]]) -> Any:
        async def handle(request: web.Request) -> web.Response:
            token = request.headers.get("Authorization", "").removeprefix("Bearer ")
            given = next((one for one in self.given.values() if token in one.access), None)
            if given is None or given.over or given.access[token] <= self.clock.now():
                self.done["refused"] += 1
                return _error("invalid_token", 401)
            self.done[name] += 1
            return await handler(request, given)

        return handle

    async def _me(self, _: web.Request, given: Given) -> web.Response:
        return web.json_response({"id": given.account, "name": "Maizes ceptuve"})

    async def _post(self, request: web.Request, given: Given) -> web.Response:
        id = str(next(self._numbers))
        self.posts[id] = (await request.json())["text"]
        if len(self.posts) == self.ends_after:
            given.access.clear()
        return web.json_response({"id": id, "url": f"{self.origin}/{given.account}/{id}"})

    async def _figures(self, request: web.Request, _: Given) -> web.Response:
        if request.match_info["id"] not in self.posts:
            return _error("not_found", 404)
        return web.json_response({"likes": self.done["figures"], "replies": 0})

    async def _delete(self, request: web.Request, _: Given) -> web.Response:
        self.posts.pop(request.match_info["id"], None)
        return web.json_response({})


def _error(name: str, status: int = 400) -> web.Response:
    return web.json_response({"error": name, "error_description": name.replace("_", " ")}, status=status)

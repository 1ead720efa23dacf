"""Strict WordPress sites on loopback, as a 6.1.9 behaves (tests/peers): their pages, their REST API, their own login.

Several may stand at one host, each at its own path; a person says yes or no with `Sites.person`.
"""

import secrets
import uuid
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from aiohttp import web

from tests.fakes.networks.wordpress_calls import PUBLIC, Call, No

PUBLISHES = frozenset({"read", "edit_posts", "publish_posts", "upload_files"})


@dataclass
class Site:
    """One of them, and what is unusual about it."""

    path: str = ""
    name: str = "Rudzu maize"
    readable: bool = True
    """Whether it has readable addresses; else its API is behind `?rest_route=` alone."""
    linked: bool = True
    """Whether its pages say where its API is."""
    open: bool = True
    apps: bool = True
    strips: bool = False
    """Whether its web server takes the Authorization header away."""
    holds: bool = False
    slow: bool = False
    bin: bool = True
    old: bool = False
    """Before WordPress 5.7, which cannot say which password it is."""
    file_most: int = 1 << 20
    form_most: int = 2 << 20
    users: dict[str, frozenset[str]] = field(default_factory=lambda: {"anna": PUBLISHES})
    authorizes_at: str = ""
    """Where it says that people let apps in, if not at its own page."""
    passwords: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    """password -> its owner, its uuid, the application's name"""
    posts: dict[int, dict[str, Any]] = field(default_factory=dict)
    media: dict[int, dict[str, Any]] = field(default_factory=dict)
    comments: dict[int, int] = field(default_factory=dict)
    origin: str = ""

    @property
    def home(self) -> str:
        return self.origin + self.path

    @property
    def root(self) -> str:
        return f"{self.home}/wp-json" if self.readable else f"{self.home}/?rest_route="

    def new_password(self, login: str = "anna", name: str = "") -> str:
        made = secrets.token_hex(12)
        self.passwords[made] = (login, str(uuid.uuid4()), name or made)
        return made

    def shown(self) -> list[dict[str, Any]]:
        return [post for post in self.posts.values() if post["status"] == PUBLIC]


@dataclass
class Sites:
    """The host that they are at. What comes next is commanded in `faults`, by method and API path."""

    sites: list[Site] = field(default_factory=lambda: [Site()])
    faults: dict[str, deque[tuple[int, str] | None]] = field(default_factory=dict)
    """None: the request is done, and the connection breaks before the answer."""
    moved: dict[str, str] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    violations: list[str] = field(default_factory=list)
    origin: str = ""

    @asynccontextmanager
    async def running(self) -> AsyncIterator["Sites"]:
        app = web.Application(client_max_size=80_000_000)
        app.router.add_route("*", "/{path:.*}", self.serve)
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        self.origin = f"http://127.0.0.1:{runner.addresses[0][1]}"
        for site in self.sites:
            site.origin = site.origin or self.origin
        try:
            yield self
        finally:
            await runner.cleanup()

    def command(self, what: str, answer: tuple[int, str] | None, times: int = 1) -> None:
        self.faults.setdefault(what, deque()).extend([answer] * times)

    def person(self, url: str, *, approve: bool = True, login: str = "anna") -> dict[str, str]:
        """Logs in at the site, reads who asks, and says yes or no: what they come back with."""
        parts = urlsplit(url)
        asked = dict(parse_qsl(parts.query, strict_parsing=True))
        site = next(one for one in self.sites if parts.path == f"{one.path}/wp-admin/authorize-application.php")
        assert uuid.UUID(asked["app_id"])
        for back in (asked["success_url"], asked["reject_url"]):
            assert back.startswith("https://"), "The URL must be served over a secure connection."
        if not approve:
            return dict(parse_qsl(urlsplit(asked["reject_url"]).query))
        names = [name for owner, _, name in site.passwords.values() if owner == login]
        assert asked["app_name"] not in names, "Each application name should be unique."
        made = site.new_password(login, asked["app_name"])
        told = urlencode({"site_url": site.home, "user_login": login, "password": made})
        return dict(parse_qsl(urlsplit(f"{asked['success_url']}&{told}").query))

    # -- the web server ------------------------------------------------------------------------------------------------

    async def serve(self, request: web.Request) -> web.StreamResponse:
        self.asked.append(f"{request.method} {request.path_qs}")
        if request.path in self.moved:
            return web.Response(status=301, headers={"Location": self.moved[request.path]})
        here = [site for site in self.sites if f"{request.path}/".startswith(f"{site.path}/")]
        if not here:
            return web.Response(status=404, text="<h1>Not Found</h1>", content_type="text/html")
        site = max(here, key=lambda one: len(one.path))
        route = self.route(site, request)
        if route is None:
            link = [f'<{site.root}/>; rel="https://api.w.org/"'] if site.linked else []
            # One header each, and this one not the first.
            links = [("Link", one) for one in ("</style.css>; rel=preload; as=style", *link)]
            page = web.Response(text="<!doctype html><h1>Maize</h1>", content_type="text/html")
            page.headers.extend(links)
            return page
        waiting = self.faults.get(f"{request.method} {route}")
        fault = waiting.popleft() if waiting else False
        if isinstance(fault, tuple):
            status, text = fault
            kind = "text/html" if text.startswith("<") else "application/json"
            return web.Response(status=status, text=text, content_type=kind)
        try:
            answer = await Call(self, site, request).answered(route)
        except No as no:
            answer = web.json_response(no.said, status=no.status)
        if fault is None:
            assert request.transport is not None
            request.transport.abort()
        return answer

    def route(self, site: Site, request: web.Request) -> str | None:
        """The API's path that is asked for; None: a page."""
        if "rest_route" in request.query:
            return request.query["rest_route"]
        rest = request.path.removeprefix(site.path)
        return rest.removeprefix("/wp-json") or "/" if site.readable and rest.startswith("/wp-json") else None

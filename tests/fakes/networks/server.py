"""All played networks behind one loopback port, each under its own path; strict in what it takes."""

import asyncio
import json
import re
import socket
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Self

from core.ports import Clock
from tests.fakes.networks.faults import AFTER, Fault, Faults, Kind
from tests.fakes.networks.journal import Journal
from tests.fakes.networks.players import LOCATED, PLAYED, Desk, routes
from tests.fakes.networks.routing import Route, Routes, by_account
from tests.fakes.networks.trying import TOKEN
from tests.fakes.networks.wire import Reply, Request, Wire, raw

REFUSES_FOR = 0.25
SLOW = 0.15
KEY = re.compile(r"[A-Za-z0-9._-]{1,64}")
ANSWERS: Mapping[Fault, Reply] = {
    Fault.ERROR_BEFORE: Reply(502, {"error": "Bad gateway"}),
    Fault.ERROR_AFTER: Reply(500, {"error": "Something went wrong"}),
    Fault.CONFLICT_AFTER: Reply(409, {"error": "You have posted this already"}),
    Fault.REDIRECT: Reply(302, None, {"Location": "/login"}),
    Fault.UNAUTHORIZED: Reply(401, {"error": "The token has expired"}),
    Fault.FORBIDDEN: Reply(403, {"error": "This account may not post"}),
    Fault.INVALID: Reply(422, {"error": "The text is not allowed"}),
    Fault.LIMITED: Reply(429, {"error": "Slow down"}, {"Retry-After": "1"}),
}
NONSENSE = raw(200, b"<!doctype html><title>Log in to the hotel's network</title>", "text/html", {})


class System:
    """The clock of this machine."""

    def now(self) -> datetime:
        return datetime.now(UTC)


class Played:
    """`async with Played() as played`. `played.origins` is what HttpApi takes; the token `*` accepts any."""

    def __init__(
        self, *, latency: float = 0.0, clock: Clock | None = None, journal: Journal | None = None, token: str = TOKEN
    ) -> None:
        self.latency, self.token = latency, token
        self.clock: Clock = clock or System()
        self.journal, self.faults = journal or Journal(), Faults()
        self.connections: set[Wire] = set()
        self.healing: asyncio.Task[None] | None = None
        self.requests = 0

    async def __aenter__(self) -> Self:
        # Bound and never listening: it keeps the port ours while connections are refused.
        self.place = socket.socket()
        self.place.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        self.place.bind(("127.0.0.1", 0))
        self.port: int = self.place.getsockname()[1]
        self.origin = f"http://127.0.0.1:{self.port}"
        self.origins = {name: f"{self.origin}/{name}" for name in PLAYED}
        self.desks = {name: Desk(name, self.origins[name], self.journal, self.clock) for name in PLAYED}
        self.routes: dict[str, Routes] = {name: routes(desk) for name, desk in self.desks.items()}
        await self.listen()
        return self

    async def __aexit__(self, *_: object) -> None:
        if self.healing is not None:
            self.healing.cancel()
        self.refuse()
        self.place.close()
        await asyncio.sleep(0)

    async def listen(self) -> None:
        self.server = await asyncio.get_running_loop().create_server(
            lambda: Wire(self.serve, self.connections), "127.0.0.1", self.port, reuse_port=True, backlog=1024
        )

    def refuse(self) -> None:
        """From now on nobody listens, and what was connected is cut off."""
        self.server.close()
        for wire in tuple(self.connections):
            wire.reset()

    async def listen_after(self, seconds: float) -> None:
        await asyncio.sleep(seconds)
        await self.listen()

    def command(self, network: str, fault: Fault, *, on: Kind = Kind.PUBLIC, times: int = 1) -> None:
        """The next `times` requests of this kind to this network end so. REFUSED befalls all, for a while."""
        if fault is Fault.REFUSED:
            self.refuse()
            self.healing = asyncio.create_task(self.listen_after(REFUSES_FOR * times))
        else:
            self.faults.command(network, fault, on=on, times=times)

    def serve(self, request: Request, wire: Wire) -> None:
        self.requests += 1
        network = request.parts.pop(0)
        located = LOCATED.get(network, by_account)(request.parts)
        account, what, id = located or ("", "", "")
        route = self.routes.get(network, {}).get((request.method, f"{what}/*" if id else what))
        if route is None or located is None:
            self.journal.object(f"{request.method} {network}/{'/'.join(request.parts)}: no such address")
            self.answer(wire, Reply(404, {"error": "Not found"}).encoded())
            return
        fault = self.faults.next(network, route.kind)
        reply = None
        if fault is None or fault in AFTER:
            reply = self.objection(request, route, network) or route.run(account, id, request)
        self.finish(wire, fault, reply)

    def finish(self, wire: Wire, fault: Fault | None, reply: Reply | None) -> None:
        """Answers as the fault has it."""
        match fault:
            case Fault.RESET_BEFORE | Fault.RESET_AFTER:
                wire.reset()
            case Fault.TIMEOUT_BEFORE | Fault.TIMEOUT_AFTER:
                pass
            case Fault.CUT_AFTER:
                assert reply is not None
                wire.send(reply.encoded()[:-9])
                wire.close()
            case Fault.NONSENSE_BEFORE | Fault.NONSENSE_AFTER:
                self.answer(wire, NONSENSE)
            case None | Fault.SLOW:
                assert reply is not None
                self.answer(wire, reply.encoded(), SLOW if fault else 0)
            case _:
                self.answer(wire, ANSWERS[fault].encoded())

    def answer(self, wire: Wire, answer: bytes, later: float = 0) -> None:
        if self.latency or later:
            asyncio.get_running_loop().call_later(self.latency + later, wire.send, answer)
        else:
            wire.send(answer)

    def objection(self, request: Request, route: Route, network: str) -> Reply | None:
        """Why this request is not taken. All but a wrong token is a fault of ours and goes into the journal."""
        if not route.open and self.token != "*" and request.headers.get("authorization") != f"Bearer {self.token}":
            return Reply(401, {"error": "The token is not valid"})
        wrong = self.wrong(request, route)
        if wrong:
            self.journal.object(f"{request.method} {network}: {wrong}")
            return Reply(400, {"error": wrong})
        return None

    def wrong(self, request: Request, route: Route) -> str:
        headers = request.headers
        if "cookie" in headers or "transfer-encoding" in headers:
            return "a cookie or a body in chunks"
        if not request.query.keys() <= route.query:
            return f"unknown query {sorted(request.query)}"
        if route.keyed != ("idempotency-key" in headers) or not KEY.fullmatch(headers.get("idempotency-key", "-")):
            return "a missing, malformed or unwanted Idempotency-Key"
        if route.own:
            return ""
        if route.fields is None:
            return "a body where none belongs" if request.body else ""
        return self.misfit(request, route.fields, route.optional)

    def misfit(self, request: Request, fields: Mapping[str, type], optional: Mapping[str, type]) -> str:
        if request.headers.get("content-type") != "application/json":
            return "not declared as JSON"
        try:
            request.data = json.loads(request.body)
        except ValueError:
            return "not JSON"
        if not isinstance(request.data, dict) or request.data.keys() - optional.keys() != fields.keys():
            return f"not exactly the fields {sorted(fields)}"
        kinds = {**fields, **optional}
        if not all(isinstance(value, kinds[name]) for name, value in request.data.items()):
            return "a field of the wrong type"
        return ""

"""The second port of the played networks: through it, and through nothing else, a test in another process commands."""

import asyncio
import json
import urllib.request
from dataclasses import asdict, dataclass
from typing import Any, Self

from tests.fakes.networks.faults import Fault, Kind
from tests.fakes.networks.journal import Effect, Journal
from tests.fakes.networks.server import Played
from tests.fakes.networks.wire import Reply, Request, Wire


class Controlled:
    """The server's side."""

    def __init__(self, played: Played) -> None:
        self.played = played
        self.connections: set[Wire] = set()

    async def __aenter__(self) -> Self:
        loop = asyncio.get_running_loop()
        self.server = await loop.create_server(lambda: Wire(self.serve, self.connections), "127.0.0.1", 0)
        self.origin = f"http://127.0.0.1:{self.server.sockets[0].getsockname()[1]}"
        return self

    async def __aexit__(self, *_: object) -> None:
        self.server.close()
        for wire in tuple(self.connections):
            wire.close()

    def serve(self, request: Request, wire: Wire) -> None:
        orders = json.loads(request.body) if request.body else {}
        match request.parts:
            case ["command"]:
                self.played.command(
                    orders["network"], Fault(orders["fault"]), on=Kind(orders["on"]), times=orders["times"]
                )
            case ["chance"]:
                self.played.faults.by_chance(**orders)
            case ["clear"]:
                self.played.faults.clear()
        wire.send(Reply(200, self.seen() if request.parts == ["seen"] else {}).encoded())

    def seen(self) -> dict[str, Any]:
        journal, faults = self.played.journal, self.played.faults
        return {
            "effects": [asdict(effect) for effect in journal.effects],
            "violations": journal.violations,
            "happened": faults.happened,
            "requests": self.played.requests,
        }


@dataclass(frozen=True)
class Control:
    """The test's side; `origin` is `control` in the port file. Blocking: meant for a test that drives processes."""

    origin: str

    def command(self, network: str, fault: Fault, *, on: Kind = Kind.PUBLIC, times: int = 1) -> None:
        self._order("command", {"network": network, "fault": fault, "on": on, "times": times})

    def by_chance(self, *, seed: int, before: float, after: float) -> None:
        self._order("chance", {"seed": seed, "before": before, "after": after})

    def clear(self) -> None:
        self._order("clear", {})

    def journal(self) -> Journal:
        seen = self.seen()
        return Journal(effects=[Effect(**effect) for effect in seen["effects"]], violations=seen["violations"])

    def seen(self) -> dict[str, Any]:
        """effects, violations, happened (network, fault) and the number of requests."""
        return self._order("seen", {})

    def _order(self, what: str, orders: dict[str, object]) -> dict[str, Any]:
        request = urllib.request.Request(f"{self.origin}/{what}", json.dumps(orders).encode())  # noqa: S310 - loopback
        with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310
            return dict(json.load(answer))

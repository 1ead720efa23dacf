"""Paths under /control/, by which a benchmark or a test in another process drives the fake and reads its counts."""

import asyncio
import json
import re
import urllib.request
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from tests.fakes.telegram.api import FakeTelegram
from tests.fakes.telegram.faults import Play
from tests.fakes.telegram.people import Person
from tests.fakes.telegram.places import Place, Seen


class Controlled:
    """The side of the fake: `api.control = Controlled(api).serve`."""

    def __init__(self, api: FakeTelegram) -> None:
        self.api = api
        self.people: dict[int, Person] = {}
        self.patience = 300.0

    async def serve(self, request: web.Request) -> web.Response:
        order: Callable[..., Any] | None = getattr(
            self, "do_" + request.match_info["path"].removeprefix("control/"), None
        )
        if order is None:
            return web.json_response({"error": "no such order"}, status=404)
        try:
            return web.json_response(await order(**(await request.json() if request.can_read_body else {})))
        except (AssertionError, KeyError, TypeError) as error:
            return web.json_response({"error": str(error)}, status=400)

    async def do_person(self, name: str, language: str = "en") -> dict[str, Any]:
        one = self.api.person(name, language=language)
        self.people[one.id] = one
        return {"id": one.id}

    async def do_writes(self, person: int, text: str) -> dict[str, Any]:
        return {"message": (await self.people[person].writes(text)).id}

    async def do_crowd(self, people: int, text: str) -> list[int]:
        """So many new people, each of whom writes this."""
        made = [(await self.do_person(f"Person {number}"))["id"] for number in range(people)]
        for id in made:
            await self.people[id].writes(text)
        return made

    async def do_presses(self, person: int, label: str) -> dict[str, Any]:
        return {"query": (await self.people[person].presses(label)).query.id}

    async def do_talks(self, people: list[int], text: str, pause: float = 0.0) -> list[float]:
        """One after the other writes this and waits for the answer; for how many seconds each waited."""
        waits = []
        for id in people:
            waits.append(await self._answered(self.people[id], text))
            await asyncio.sleep(pause)
        return waits

    async def _answered(self, one: Person, text: str) -> float:
        before, began = len(one.room.own), self.api.world.clock
        await one.writes(text)
        await self._until(lambda: len(one.room.own) > before)
        return self.api.world.clock - began

    async def _until(self, holds: Callable[[], bool]) -> None:
        while not holds():
            await self.api.news.wait()

    async def do_taps(self, people: list[int], data: str, rounds: int) -> float:
        """All at once press their newest message, again as soon as they are answered; how many seconds that takes."""
        began = self.api.world.clock
        async with asyncio.TaskGroup() as group:
            for id in people:
                group.create_task(self._taps(self.people[id], data, rounds))
        return self.api.world.clock - began

    async def _taps(self, one: Person, data: str, rounds: int) -> None:
        for _ in range(rounds):
            await (await one.touches(one.last, data)).answer(self.patience)

    async def do_burst(self, people: list[int], each: int) -> dict[str, Any]:
        """All write the lines /n0, /n1, ... at once; the seconds until every answer is there, and what is wrong."""
        before = {id: len(self.people[id].room.own) for id in people}
        began = self.api.world.clock
        for number in range(each):
            for id in people:
                await self.people[id].writes(f"/n{number}")
        async with asyncio.timeout(self.patience):
            await self._until(lambda: all(len(self.people[id].room.own) >= before[id] + each for id in people))
        wrong = [id for id in people if _numbers(self.people[id].chat[-2 * each :]) != list(range(each))]
        return {"seconds": self.api.world.clock - began, "wrong": wrong}

    async def do_inject(self, update: dict[str, Any], lane: str = "") -> dict[str, Any]:
        return {"update": self.api.inject(update, lane)}

    async def do_flood(self, chat: int | None, seconds: float) -> dict[str, Any]:
        self.api.flood(chat, seconds)
        return {}

    async def do_play(self, method: str, plays: list[str]) -> dict[str, Any]:
        self.api.plays[method].extend(Play[name] for name in plays)
        return {}

    async def do_chat(self, id: int) -> list[dict[str, Any]]:
        """The messages that are in a chat."""
        shown = Place(self.api, self.api.world.chats[id]).chat
        return [one.json | {"by_bot": one.by_bot} for one in shown]

    async def do_answered(self, query: str) -> dict[str, Any]:
        """Whether a press is answered, and how."""
        return {"answers": [toast.text for toast in self.api.world.queries[query].answers]}

    async def do_waits(self) -> list[float]:
        """For how many seconds each answered press waited."""
        return [one.answers[0].at - one.at for one in self.api.world.queries.values() if one.answers]

    async def do_seen(self) -> dict[str, Any]:
        """Everything that is counted."""
        api = self.api
        return {
            "calls": Counter(call.method for call in api.calls),
            "violations": api.violations,
            "messages": sum(len(chat.own) for chat in api.world.chats.values()),
            "pending": len(api.world.updates.pending),
            "delivered": Counter(str(status) for _, status in api.world.webhook.delivered),
            "floods": api.floods,
            "floods_ignored": len(api.floods_ignored),
            "unanswered": len(api.unanswered),
        }

    async def do_clear(self) -> dict[str, Any]:
        """Forgets what was counted; the chats stay."""
        self.api.calls.clear()
        self.api.violations.clear()
        self.api.world.webhook.delivered.clear()
        return {}


def _numbers(chat: list[Seen]) -> list[int]:
    """Which lines the bot's messages are about."""
    found = [re.search(r"/n([0-9]+)", one.text) for one in chat if one.by_bot]
    return [int(one[1]) for one in found if one]


@dataclass(frozen=True)
class Control:
    """The side of the test: `control.order("writes", person=id, text="/start")`. Blocking."""

    origin: str
    patience: float = 10.0

    def order(self, what: str, **orders: Any) -> Any:
        body = json.dumps(orders).encode()
        headers = {"Content-Type": "application/json"}
        request = urllib.request.Request(f"{self.origin}/control/{what}", body, headers)  # noqa: S310 - loopback
        with urllib.request.urlopen(request, timeout=self.patience) as answer:  # noqa: S310
            return json.load(answer)

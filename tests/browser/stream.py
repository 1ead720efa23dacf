"""An open page's events, heard the way its script hears them."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import httpx

from tests.browser.house import House, eventually


@dataclass
class Stream:
    """An open page's events, as its script hears them."""

    events: list[tuple[str, str]] = field(default_factory=list)
    last: str = ""

    def items(self) -> list[dict[str, str]]:
        return [json.loads(data) for name, data in self.events if name == "item"]

    def take(self, block: str) -> None:
        lines = dict(line.split(": ", 1) for line in block.split("\n") if ": " in line and not line.startswith(":"))
        self.last = lines.get("id", self.last)
        if lines.get("data"):
            self.events.append((lines["event"], lines["data"]))

    async def until(self, words: str) -> None:
        await eventually(lambda: any(words in item["html"] for item in self.items()))


@asynccontextmanager
async def listening(home: House, name: str = "me", seen: str = "", last: str = "") -> AsyncIterator[Stream]:
    """One tab that is open."""
    stream, headers = Stream(), {"Last-Event-ID": last} if last else {}

    async def listen(answer: httpx.Response) -> None:
        rest = ""
        async for text in answer.aiter_text():
            *blocks, rest = (rest + text).split("\n\n")
            for block in blocks:
                stream.take(block)

    params = {"as": name, "seen": seen}
    async with home.http.stream("GET", "/try/events", params=params, headers=headers) as answer:
        assert answer.headers["content-type"].startswith("text/event-stream")
        task = asyncio.create_task(listen(answer))
        yield stream
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

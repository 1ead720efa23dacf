"""One turn, from a delivery in the inbox to the rendered screen in the outbox, on SQLite (goal: p50 <= 10 ms)."""

import asyncio
import time
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory

from bot import cards
from bot.settings import Settings
from bot.terminal import render
from bot.wiring import House, opened
from core.model import Card, Outgoing, Said, new_id
from core.ports import EVERYWHERE

ROUNDS = 100
GOAL = 10.0
SAID = Said(platform="terminal", chat="anna", user="anna", name="Anna", language="en", zone="Europe/Riga")
LINES = ("/home", "/calendar", "/settings", "/drafts", "/help")


def main() -> None:
    """Prints p50 and p99 in milliseconds, for each command and together."""
    with TemporaryDirectory() as folder:
        took = asyncio.run(_measure(Settings(data_dir=Path(folder))))
    for line, times in took.items():
        _show(line, times)
    _show(f"turn (goal: p50 <= {GOAL:.0f} ms)", [time for times in took.values() for time in times])


def _show(name: str, times: list[float]) -> None:
    cuts = quantiles(times, n=100)
    print(f"{name:28} p50 {cuts[49] * 1000:6.1f} ms   p99 {cuts[98] * 1000:6.1f} ms")


async def _measure(settings: Settings) -> dict[str, list[float]]:
    async with opened(settings) as house:
        for line in LINES * 3:
            await _turn(house, line)
        return {line: [await _turn(house, line) for _ in range(ROUNDS)] for line in LINES}


async def _turn(house: House, line: str) -> float:
    """Takes the line in, answers it, and renders what stands in the outbox then."""
    began = time.perf_counter()
    said = Said(platform=SAID.platform, chat=SAID.chat, user=SAID.user, name=SAID.name, language="en", text=line)
    await house.intake.receive(said, new_id())
    await house.intake.drain()
    going = await house.store.find(EVERYWHERE, Outgoing, order="-id", limit=1)
    card = await house.store.get(EVERYWHERE, Card, going[0].card_id or "")
    text, _, _ = render(cards.from_json(card.view))
    took = time.perf_counter() - began
    assert text
    return took

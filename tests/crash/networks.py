"""The played networks as a process on the workers' quick clock: what they say of when a post appeared is compared."""

import argparse
import asyncio
import json
from pathlib import Path

from tests.crash.clock import Quick
from tests.fakes.networks.journal import Journal
from tests.fakes.networks.server import Played


def asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.crash.networks")
    parser.add_argument("--ports", type=Path, required=True)
    parser.add_argument("--journal", type=Path, required=True)
    parser.add_argument("--start", type=float, required=True)
    parser.add_argument("--latency", type=float, required=True)
    parser.add_argument("--resets", type=float, required=True, help="share reset before, and after, the effect")
    return parser.parse_args()


async def play(options: argparse.Namespace, journal: Journal) -> None:
    async with Played(latency=options.latency, clock=Quick(options.start), journal=journal) as played:
        played.faults.by_chance(seed=1, before=options.resets, after=options.resets)
        part = options.ports.with_suffix(".part")
        part.write_text(json.dumps({"origin": played.origin, "origins": played.origins}))
        part.rename(options.ports)
        await asyncio.Event().wait()


if __name__ == "__main__":
    given = asked()
    with given.journal.open("a", buffering=1) as file:
        asyncio.run(play(given, Journal(file)))

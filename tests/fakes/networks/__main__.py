"""The played networks as a process of their own, for tests that kill the others and for benchmarks.

    python -m tests.fakes.networks --port-file ports.json --journal journal.jsonl --latency 0.02

Writes `{"origin": ..., "control": ..., "origins": {...}}` to the port file once both ports listen; ends on SIGTERM.
Faults are commanded at the control port: see `tests.fakes.networks.process.in_a_process`, which starts this.
"""

import argparse
import asyncio
import json
import signal
from pathlib import Path

from tests.fakes.networks.control import Controlled
from tests.fakes.networks.journal import Journal
from tests.fakes.networks.server import Played
from tests.fakes.networks.trying import TOKEN


def asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.fakes.networks")
    parser.add_argument("--port-file", type=Path, required=True)
    parser.add_argument("--journal", type=Path)
    parser.add_argument("--latency", type=float, default=0.0, help="seconds before an answer")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--before", type=float, default=0.0, help="share of posts reset before their effect")
    parser.add_argument("--after", type=float, default=0.0, help="share of posts reset after their effect")
    parser.add_argument("--token", default=TOKEN, help="the bearer token that is accepted; * accepts any")
    return parser.parse_args()


async def serve(options: argparse.Namespace, journal: Journal) -> None:
    ended = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, ended.set)
    async with Played(latency=options.latency, journal=journal, token=options.token) as played:
        played.faults.by_chance(seed=options.seed, before=options.before, after=options.after)
        async with Controlled(played) as control:
            ports = {"origin": played.origin, "control": control.origin, "origins": played.origins}
            part = options.port_file.with_suffix(".part")
            part.write_text(json.dumps(ports))
            part.rename(options.port_file)  # whoever waits for the file never sees half of it
            await ended.wait()


def main() -> None:
    options = asked()
    if options.journal is None:
        asyncio.run(serve(options, Journal()))
        return
    with options.journal.open("a", buffering=1) as file:
        asyncio.run(serve(options, Journal(file)))


if __name__ == "__main__":
    main()

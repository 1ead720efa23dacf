"""The Bot API by hand, or as a process of its own for a benchmark.

    python -m tests.fakes.telegram --port 8081 --token 1:test

prints what the bot does; what is typed is written to the bot by one person, and a line that begins with ! presses the
button of that name. /control/ drives it from another process, see `tests.fakes.telegram.control`.
"""

import argparse
import asyncio
import signal
import sys
from pathlib import Path

from tests.fakes.telegram import REAL, TOKEN, FakeTelegram, Person
from tests.fakes.telegram.control import Controlled


def asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.fakes.telegram")
    parser.add_argument("--port", type=int, default=8081)
    parser.add_argument("--token", default=TOKEN)
    parser.add_argument(
        "--port-file", type=Path, help="where to write the origin once it listens; then nothing is printed"
    )
    parser.add_argument("--latency", type=float, default=0.0, help="seconds before an answer")
    parser.add_argument("--limits", action="store_true", help="as many messages as Telegram documents, and no more")
    parser.add_argument("--as", dest="name", default="You", help="who types")
    parser.add_argument("--language", default="en")
    return parser.parse_args()


async def typing(someone: Person) -> None:
    """Lines from the terminal, until they end."""
    reader = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    while line := (await reader.readline()).decode().strip():
        try:
            await (someone.presses(line[1:].strip()) if line.startswith("!") else someone.writes(line))
        except AssertionError as error:
            print(error)  # noqa: T201


async def telling(api: FakeTelegram) -> None:
    """What the bot calls, as it calls."""
    told = 0
    while True:
        news = api.news
        for call in api.calls[told:]:
            if call.method != "getUpdates":
                words = call.params.get("text", call.params.get("caption", ""))
                print(call.method, call.status, words, call.answer.get("description", ""))  # noqa: T201
        told = len(api.calls)
        for violation in api.violations:
            print("VIOLATION", violation)  # noqa: T201
        api.violations.clear()
        await news.wait()


async def serve(options: argparse.Namespace) -> None:
    ended = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, ended.set)
    limits = REAL if options.limits else None
    async with FakeTelegram(token=options.token, port=options.port, loopback_webhooks=True, limits=limits) as api:
        api.latency, api.control = options.latency, Controlled(api).serve
        tasks = []
        if options.port_file is not None:
            part = options.port_file.with_suffix(".part")
            part.write_text(api.url)
            part.rename(options.port_file)  # whoever waits for the file never sees half of it
        else:
            print(f"TELEGRAM_API_URL={api.url} TELEGRAM_BOT_TOKEN={api.token}")  # noqa: T201
            someone = api.person(options.name, language=options.language)
            tasks = [asyncio.create_task(telling(api)), asyncio.create_task(typing(someone))]
        await ended.wait()
        for task in tasks:
            task.cancel()


if __name__ == "__main__":
    asyncio.run(serve(asked()))

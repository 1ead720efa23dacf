"""Processes that a test can kill by the dozen: all is imported once, and each of them is a fork that begins at once."""

import asyncio
import logging
import os
import signal
import sys
from pathlib import Path

from pydantic import SecretStr

from bot.logs import configure
from bot.running import run_all
from bot.settings import Settings
from bot.wiring import opened
from core.errors import Misconfigured
from core.texts import FALLBACK, LANGUAGES, Texts

POLL = 0.02
"""Seconds: what is said comes from another process here, all the time."""


async def live(folder: Path) -> None:
    """The house with the loops that answer, write, tell and publish; nothing is served, nobody is reached."""
    stop = asyncio.Event()
    async with opened(Settings(data_dir=folder)) as house, asyncio.TaskGroup() as loops:
        loops.create_task(house.intake.run(stop, poll=POLL))
        loops.create_task(house.jobs.run(stop))
        loops.create_task(house.writing.run(stop))
        loops.create_task(house.engine.run(stop))
        sys.stdout.write(f"{os.getpid()}\n")
        sys.stdout.flush()


async def live_on_telegram(folder: Path, token: str, origin: str, port: int) -> None:
    """All of `aimarketing run`. It is ready once it stands, whether or not it has reached Telegram by then."""

    def say(words: str) -> None:
        if words == Texts(FALLBACK).say("run-stop"):
            sys.stdout.write(f"{os.getpid()}\n")
            sys.stdout.flush()

    key = SecretStr(token)
    while True:
        try:
            await run_all(Settings(data_dir=folder, port=port, telegram_bot_token=key, telegram_api_url=origin), say)
        except Misconfigured:  # whoever was killed has not let go of the port yet: as what watches over it does
            await asyncio.sleep(POLL)


def main(folder: Path, *telegram: str) -> None:
    """For each line that comes one more house, which says its id when it is ready.

    `telegram`: its token, where its Bot API is, and the port of our own pages; without them it is not spoken to.
    """
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for who is killed
    configure("error")
    logging.getLogger("bot.jobs").setLevel(logging.ERROR)
    for language in LANGUAGES:
        Texts(language).say("act-home")  # read and kept: that takes a second
    for _ in sys.stdin:
        if os.fork() == 0:
            asyncio.run(live_on_telegram(folder, *telegram[:2], int(telegram[2])) if telegram else live(folder))
            os._exit(0)


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])

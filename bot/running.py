"""The commands that talk: everything in one process, the terminal chat, and the demo."""

import asyncio
import sys
from collections.abc import Callable
from pathlib import Path

from bot.demo import play
from bot.processes import running, until_told
from bot.settings import Settings
from bot.terminal import Terminal, lines, speaker
from core.errors import Misconfigured
from core.texts import FALLBACK, LANGUAGES, Texts, closest

Say = Callable[[str], None]


async def run_all(settings: Settings, say: Say) -> None:
    """Until told to end."""
    texts = Texts(FALLBACK)
    browser = not settings.public_url
    async with running(settings, web=True, work=True, browser=browser) as process:
        app = process.house.app
        say(texts.say("run-ready", address=app.address))
        if process.browser is not None:
            say(texts.say("run-try", url=process.browser.link()))
        if app.writer.name == app.fallback.name:
            say(texts.say("run-outline"))
        say(texts.say("run-stop"))
        await until_told()
        say(texts.say("run-ending"))


async def run_chat(settings: Settings, say: Say, *, name: str, language: str) -> None:
    """One person's chat, until the end of the input. Pages are served too where the port is free."""
    web = _port_is_free(settings)
    async with running(settings, web=web, work=True) as process:
        color = sys.stdout.isatty()
        person = Terminal(process.house.intake, speaker(name, language=closest(language)), say, color=color)
        stop = asyncio.Event()
        following = asyncio.create_task(person.follow(stop)) if color else None
        if not await person.known():
            await person.type("/start")
        async for line in lines():
            if not await person.type(line) and line.strip():
                say(Texts(person.said.language or FALLBACK).say("chat-no-button", label=line.strip()))
            if following is None:
                await person.settle()
        await person.settle()
        stop.set()
        if following is not None:
            await following


def _port_is_free(settings: Settings) -> bool:
    from bot.web.serving import listen  # noqa: PLC0415

    try:
        listen(settings.host, settings.port).close()
    except Misconfigured:
        return False
    return True


async def run_demo(settings: Settings, say: Say, *, language: str) -> None:
    """Plays it on a free port, on the data of DATA_DIR. Raises `Misconfigured` for a language we do not ship."""
    if language not in LANGUAGES:
        raise Misconfigured("--language", f"must be one of {', '.join(LANGUAGES)}")
    command = str(Path(sys.argv[0]))
    own = settings if _port_is_free(settings) else settings.model_copy(update={"port": 0})
    async with running(own, web=True, work=True) as process:
        await play(process.house, say, language=language, color=sys.stdout.isatty(), command=command)

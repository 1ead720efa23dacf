"""The commands that talk: everything in one process, the terminal chat, and the demo."""

import asyncio
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from pydantic import SecretStr

from bot.demo import play
from bot.gallery import gallery, pictures_of
from bot.processes import listening_for_the_end, running
from bot.samples import samples
from bot.settings import Settings
from bot.terminal import Terminal, lines, render, speaker
from bot.web.serving import listen
from bot.wiring import opened
from core.errors import Misconfigured
from core.networks import NETWORKS
from core.texts import FALLBACK, LANGUAGES, Texts, closest
from handlers.view import View

Say = Callable[[str], None]


async def run_all(settings: Settings, say: Say) -> None:
    """Until told to end."""
    texts, end = Texts(FALLBACK), listening_for_the_end()
    browser = not settings.public_url

    def told(key: str, facts: Mapping[str, str]) -> None:
        say(texts.say(key, facts))

    async with running(settings, web=True, work=True, browser=browser, live=told) as process:
        app = process.house.app
        say(texts.say("run-ready", address=app.address))
        if process.browser is not None:
            say(texts.say("run-try", url=process.browser.link()))
        if app.writer.name == app.fallback.name:
            say(texts.say("run-outline"))
        say(texts.say("run-stop"))
        await end.wait()
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


def _in_a_terminal(view: View) -> tuple[str, list[str]]:
    text, _, warnings = render(view)
    return text, warnings


async def write_gallery(settings: Settings, say: Say, file: Path, *, language: str = "") -> None:
    """Draws every screen from made-up data in a database that is gone afterwards; "": in every language."""
    languages = (closest(language),) if language else LANGUAGES
    with TemporaryDirectory() as folder:
        own = settings.model_copy(update={"data_dir": Path(folder), "database_url": SecretStr("")})
        async with opened(own) as house:
            app = replace(house.app, networks=NETWORKS)  # also those whose key is not here: nothing is sent
            found = [sample async for sample in samples(app, languages, app.clock.now())]
            pictures = await pictures_of(found, app.files)
    await asyncio.to_thread(file.write_text, gallery(found, _in_a_terminal, pictures=pictures), "utf-8")
    say(Texts(FALLBACK).say("gallery-written", path=str(file), count=len(found)))

"""What Telegram is told about us: commands, name, descriptions, menu, in every language; once, until it changes.

https://core.telegram.org/bots/api#setmycommands and what follows it there.
"""

import hashlib
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass

from telegram import (
    Bot,
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeDefault,
    MenuButtonCommands,
)

from bot.telegram.updates import PLATFORM
from core.app import App
from core.model import Registration
from core.ports import EVERYWHERE
from core.texts import FALLBACK, LANGUAGES, Texts
from handlers.routes import IN_GROUPS

PRIVATE = (
    "new", "drafts", "inbox", "calendar", "connect", "brand", "team", "settings", "privacy", "help", "cancel",
)  # fmt: skip
"""The commands of a private chat, in the order of the menu."""


@dataclass(frozen=True, slots=True)
class Told:
    """Something we tell: under a name, with what it says, and how."""

    name: str
    words: str
    tell: Callable[[], Awaitable[bool]]


async def register(app: App, bot: Bot) -> int:
    """Tells what is not as it was told before; gives how much that was. Raises `TelegramError`."""
    known = {one.id: one for one in await app.store.find(EVERYWHERE, Registration)}
    changed = 0
    for one in _all(bot):
        id, mark = f"{PLATFORM}:{bot.id}:{one.name}", hashlib.sha256(one.words.encode()).hexdigest()
        if id in known and known[id].fingerprint == mark:
            continue
        await one.tell()
        changed += 1
        told = Registration(id=id, fingerprint=mark, at=app.clock.now())
        if id in known:
            await app.store.change(EVERYWHERE, known[id], told)
        else:
            await app.store.add(EVERYWHERE, told)
    return changed


def _all(bot: Bot) -> Iterator[Told]:
    # For who speaks a language that we do not: what is told without one.
    for language in ("", *LANGUAGES):
        texts = Texts(language or FALLBACK)
        yield from _commands(bot, texts, language)
        yield from _about(bot, texts, language)
    yield Told("menu", "commands", lambda: bot.set_chat_menu_button(menu_button=MenuButtonCommands()))


def _commands(bot: Bot, texts: Texts, language: str) -> Iterator[Told]:
    scopes: tuple[tuple[BotCommandScope, tuple[str, ...]], ...] = (
        (BotCommandScopeDefault(), ("help",)),
        (BotCommandScopeAllPrivateChats(), PRIVATE),
        (BotCommandScopeAllGroupChats(), tuple(sorted(IN_GROUPS))),
    )
    for scope, names in scopes:
        commands = [BotCommand(name, _capital(texts.say(f"command-{name}"))) for name in names]
        words = "\n".join(f"{one.command} {one.description}" for one in commands)

        def tell(scope: BotCommandScope = scope, commands: list[BotCommand] = commands) -> Awaitable[bool]:
            return bot.set_my_commands(commands, scope, language or None)

        yield Told(f"commands:{scope.type}:{language}", words, tell)


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def _about(bot: Bot, texts: Texts, language: str) -> Iterator[Told]:
    name, short, long = (texts.say(f"telegram-{what}") for what in ("name", "short", "about"))
    code = language or None
    yield Told(f"name:{language}", name, lambda: bot.set_my_name(name, code))
    yield Told(f"short:{language}", short, lambda: bot.set_my_short_description(short, code))
    yield Told(f"about:{language}", long, lambda: bot.set_my_description(long, code))

"""Where a scenario is played: each chat platform gives it actors, who say, press and see in their own language."""

import asyncio
import re
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from bot.terminal import Terminal, speaker
from bot.wiring import House
from core.texts import Texts
from tests.fakes.telegram import Draft, FakeTelegram, Seen

PATIENCE = 30.0


class Actor(Protocol):
    """One person in one chat. All three wait for what they need."""

    async def says(self, words: str) -> None:
        """Words or a command."""

    async def presses(self, label: str) -> None:
        """The newest button that is called so, or begins so."""

    async def sees(self, *words: str) -> str:
        """One screen, or short answer, that came since they last did something, with all these words; its text."""


@dataclass(frozen=True, slots=True)
class Step:
    """Something that somebody does, `what` being keys of `locales/`, words of the script, or a command."""

    who: str
    does: str
    what: tuple[str, ...]
    facts: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.who} {self.does} {', '.join(self.what)}"


@dataclass(frozen=True, slots=True)
class Part:
    """One of those whom a scenario is about."""

    who: str

    def says(self, what: str) -> Step:
        return Step(self.who, "says", (what,))

    def presses(self, key: str, **facts: str) -> Step:
        return Step(self.who, "presses", (key,), facts)

    def sees(self, *what: str, **facts: str) -> Step:
        return Step(self.who, "sees", what, facts)

    def keeps(self, name: str, pattern: str) -> Step:
        """Remembers what the pattern's group finds in what was seen last."""
        return Step(self.who, "keeps", (name, pattern))


async def _nothing(_: Step) -> None: ...


@dataclass
class Play:
    """A scenario in one language: its actors, and its words where they are not those of `locales/`."""

    actors: Mapping[str, Actor]
    texts: Texts
    words: Mapping[str, str]
    kept: dict[str, str] = field(default_factory=dict)
    seen: str = ""

    async def goes(self, steps: Iterable[Step], between: Callable[[Step], Awaitable[None]] = _nothing) -> None:
        """Plays them; a step that fails is named."""
        for step in steps:
            try:
                await self._step(step)
            except (AssertionError, TimeoutError) as error:
                raise AssertionError(f"{self.texts.language}: {step}: {error}") from error
            await between(step)

    async def _step(self, step: Step) -> None:
        if step.does == "keeps":
            name, pattern = step.what
            found = re.search(pattern, self.seen)
            assert found, f"{pattern} is not in {self.seen}"
            self.kept[name] = found[1]
            return
        actor, what = self.actors[step.who], [self._line(one, step.facts) for one in step.what]
        match step.does:
            case "says":
                await actor.says(what[0])
            case "presses":
                await actor.presses(what[0])
            case _:
                self.seen = await actor.sees(*what)

    def _line(self, what: str, facts: Mapping[str, str]) -> str:
        if what in self.words:
            return self.words[what]
        return what.format(**self.kept) if not what[0].isalpha() else self.texts.say(what, facts).strip()


def flat(text: str) -> str:
    """Without what a platform draws around words, and without where it breaks lines."""
    return "".join(one for one in text.casefold() if one.isalnum())


def holds(text: str, words: Iterable[str]) -> bool:
    return all(flat(one) in flat(text) for one in words)


class InTerminal:
    """In the terminal chat."""

    def __init__(self, house: House, name: str, language: str) -> None:
        self._blocks: list[str] = []
        self._chat = Terminal(house.intake, speaker(name, language=language), self._blocks.append)

    async def says(self, words: str) -> None:
        await self._types(words)

    async def presses(self, label: str) -> None:
        await self._types(f":{label}")

    async def _types(self, line: str) -> None:
        await self._chat.show_new()
        self._blocks.clear()
        async with asyncio.timeout(PATIENCE):
            while not await self._chat.type(line):
                await asyncio.sleep(0.02)
                await self._chat.show_new()

    async def sees(self, *words: str) -> str:
        try:
            async with asyncio.timeout(PATIENCE):
                while True:
                    await self._chat.show_new()
                    for text in self._blocks:
                        if holds(text, words):
                            return text
                    await asyncio.sleep(0.02)
        except TimeoutError:
            raise AssertionError(f"{words} did not come; there is:\n" + "\n".join(self._blocks)) from None


class OnTelegram:
    """In a private chat with the bot."""

    def __init__(self, api: FakeTelegram, name: str, language: str) -> None:
        self._api = api
        self.person = api.person(name, language=language)

    async def says(self, words: str) -> None:
        await self.person.writes(words)

    async def presses(self, label: str) -> None:
        await self._until(lambda: label if self._has(label) else None, f"a button {label!r}")
        await self.person.presses(label)

    def _has(self, label: str) -> bool:
        try:
            self.person.button(label)
        except AssertionError:
            return False
        return True

    async def sees(self, *words: str) -> str:
        def found() -> str | None:
            shown = map(_text, self.person.visible(new=True))
            return next((text for text in shown if holds(text, words)), None)

        return await self._until(found, str(words))

    async def _until(self, look: Callable[[], str | None], what: str) -> str:
        try:
            async with asyncio.timeout(PATIENCE):
                while (found := look()) is None:
                    await self._api.news.wait()
        except TimeoutError:
            shown = "\n".join(map(_text, self.person.visible()))
            raise AssertionError(f"{what} did not come; there is:\n{shown}") from None
        return found


def _text(one: object) -> str:
    """A message with its buttons, what there is of one, or a short answer."""
    return (
        str(one)
        if isinstance(one, Seen)
        else str(getattr(one, "text", one) if not isinstance(one, Draft) else one.text)
    )

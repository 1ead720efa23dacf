"""One person's chat in a terminal: what reaches the screen, and what a typed line means."""

from dataclasses import replace
from typing import Any

import pytest

from bot.terminal.chat import Terminal, speaker
from bot.terminal.render import render
from core.model import Delivery, Post
from core.ports import EVERYWHERE
from handlers.view import (
    Act,
    Block,
    Choice,
    Diff,
    Fields,
    Level,
    Link,
    Notice,
    Preview,
    Progress,
    Quote,
    Row,
    Table,
    Text,
    Title,
    View,
)
from tests.handlers.desk import Office, make_app

EVIL = "a\x1b[2J\x9b1m\r\x07\u202eb"
BLOCKS: tuple[Block, ...] = (
    Title(EVIL),
    Text(f"*{EVIL}*"),
    Quote(EVIL),
    Fields(((EVIL, EVIL),)),
    Preview("sandbox", EVIL, EVIL, EVIL, (EVIL,), EVIL),
    Diff(((" ", EVIL), ("-", EVIL), ("+", EVIL))),
    Table((EVIL,), ((EVIL,),)),
    Progress(EVIL, EVIL),
    Notice(Level.BAD, EVIL),
    Link(EVIL, EVIL),
    Row((Act(label=EVIL, verb="x"),)),
    Choice(EVIL, (Act(label=EVIL, verb="x"),), 0),
)


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: type(block).__name__)
def test_what_people_wrote_does_not_steer_the_terminal(block: Block) -> None:
    text, _, _ = render(View(key="x", blocks=(block,), summary=""))
    assert [sign for sign in text if sign != "\n" and not sign.isprintable()] == []
    assert "a[2J1m b" in text


def test_our_own_colours_stay() -> None:
    text, _, _ = render(View(key="x", blocks=(Title(EVIL),), summary=""), color=True)
    assert text.startswith("\x1b[1ma[2J1m b\x1b[0m")


def test_a_space_that_does_not_break_is_a_space_and_a_family_stays_together() -> None:
    text, _, _ = render(View(key="x", blocks=(Quote("5\u00a0€ 👩\u200d👧"),), summary=""))
    assert text == "│ 5 € 👩\u200d👧"


class Screen:
    """A person at a terminal, and all that was written on it."""

    def __init__(self, store: Any, clock: Any) -> None:
        self.office = Office(make_app(store, clock))
        self.written: list[str] = []
        self.terminal = Terminal(self.office.intake, speaker("Anna", language="en"), self.written.append)

    async def types(self, line: str) -> bool:
        taken = await self.terminal.type(line)
        await self.office.settle()
        await self.terminal.show_new()
        return taken

    async def said(self) -> list[Delivery]:
        return await self.office.app.store.find(EVERYWHERE, Delivery, order="id")


@pytest.fixture
async def screen(sqlite_store: Any, clock: Any) -> Screen:
    one = Screen(sqlite_store, clock)
    await one.types("/start")
    return one


@pytest.mark.parametrize("number", ["99", "0", "9" * 5000])
async def test_a_number_that_no_button_has_is_no_brief(screen: Screen, number: str) -> None:
    assert not await screen.types(number)
    assert await screen.office.app.store.count(EVERYWHERE, Post) == 0
    assert len(await screen.said()) == 1


async def test_behind_an_equals_sign_a_number_is_words(screen: Screen) -> None:
    assert await screen.types("=99")
    assert (await screen.said())[-1].said.text == "99"


async def test_a_number_can_be_the_answer_to_a_question(screen: Screen) -> None:
    await screen.types("/brand")
    assert await screen.types("1987")
    assert (await screen.said())[-1].said.text == "1987"


async def test_a_number_presses_its_button(screen: Screen) -> None:
    token = screen.terminal.shown.acts[1].token
    assert await screen.types("2")
    assert (await screen.said())[-1].said.token == token


async def test_a_short_answer_does_not_steer_the_terminal_either(screen: Screen) -> None:
    terminal = screen.terminal
    terminal.said = replace(terminal.said, text="")
    await screen.types("/zone")
    await screen.types("\x1b[2JAtlantis")
    assert "\x1b" not in "".join(screen.written)

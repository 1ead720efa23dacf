"""One person's chat in a terminal: what reaches the screen, and what a typed line means."""

from dataclasses import replace
from typing import Any

import pytest

from bot.terminal.chat import Terminal, speaker
from bot.terminal.render import render
from core.model import Delivery, Media, MediaKind, Post
from core.ports import EVERYWHERE
from handlers.view import (
    Act,
    Block,
    Choice,
    Day,
    Diff,
    Fields,
    Grid,
    Level,
    Link,
    Month,
    Notice,
    Pick,
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
LOAF = Media(key="k", kind=MediaKind.IMAGE, mime="image/jpeg", digest="d", bytes=1, alt=EVIL)
WEEK = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
BLOCKS: tuple[Block, ...] = (
    Title(EVIL),
    Text(f"*{EVIL}*"),
    Quote(EVIL),
    Fields(((EVIL, EVIL),)),
    Preview("sandbox", EVIL, EVIL, EVIL, (EVIL,), EVIL),
    Preview("sandbox", "", "", "", media=(LOAF,)),
    Preview("sandbox", "", "", "", media=(LOAF,), shows=(EVIL,)),
    Diff(((" ", EVIL), ("-", EVIL), ("+", EVIL))),
    Month(EVIL, WEEK, ((Day(1, (EVIL,)),),)),
    Pick("", EVIL),
    Grid((EVIL,), ((Act(label=EVIL, verb="x"),),)),
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


def drawn(*blocks: Block, **given: Any) -> tuple[list[str], list[Act]]:
    text, acts, warnings = render(View(key="x", blocks=blocks, summary=""), **given)
    assert warnings == []
    return text.split("\n"), acts


def test_a_month_is_its_weeks_and_what_is_planned() -> None:
    first = (
        *(Day(number, outside=True) for number in range(27, 31)),
        Day(1),
        Day(2, ("09:00 Loaf", "12:00 Bun")),
        Day(3),
    )
    second = (*(Day(number) for number in range(4, 9)), Day(9, today=True), Day(10, ("Oat",), today=True))
    lines, _ = drawn(Month("May 2026", WEEK, (first, second)))
    assert lines == [
        "May 2026",
        " Mo   Tu   We   Th   Fr   Sa    Su",
        "                      1    2•    3",
        "  4    5    6    7    8  [ 9]  [10•]",
        " 2  09:00 Loaf",
        " 2  12:00 Bun",
        "10  Oat",
    ]


def test_a_grid_stands_in_columns_and_its_numbers_run_on() -> None:
    rows = tuple(tuple(Act(label=f"{week * 7 + day}", verb="d") for day in range(1, 8)) for week in range(2))
    lines, acts = drawn(Row((Act(label="Back", verb="b"),)), Grid(WEEK, rows), Row((Act(label="On", verb="o"),)))
    assert lines == [
        "[1] Back",
        "Mo     Tu      We       Th       Fr       Sa       Su",
        "[2] 1  [3] 2   [4] 3    [5] 4    [6] 5    [7] 6    [8] 7",
        "[9] 8  [10] 9  [11] 10  [12] 11  [13] 12  [14] 13  [15] 14",
        "[16] On",
    ]
    assert [act.label for act in acts] == ["Back", *(f"{day}" for day in range(1, 15)), "On"]


def test_where_nothing_can_be_picked_it_is_said() -> None:
    assert drawn(Pick("Which channel?", "Open Telegram."))[0] == ["i Open Telegram."]


def test_what_pictures_show_is_told_in_words() -> None:
    media = (replace(LOAF, alt="A loaf"), replace(LOAF, alt="A bun"))
    lines, _ = drawn(Preview("Sandbox", "Rye", "Bread", "5", media=media, shows=("Picture: A loaf",), drawn=True))
    assert lines == ["┌ Rye · Sandbox", "│ Bread", "│ [Picture: A loaf]", "│ [▣ A bun]", "└ 5"]


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

"""The inbox under bad luck: two processes at one delivery, a database that cannot be written, a fault of ours."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import Connection, event

from bot.answering import TRIES
from bot.inbox import MOST
from bot.intake import Intake
from core.errors import Invalid
from core.model import (
    ActToken,
    Attached,
    Delivery,
    DeliveryState,
    FileKind,
    Membership,
    Person,
    Post,
    Role,
    Said,
)
from core.ports import EVERYWHERE, Order
from storage.store import SqlStore
from tests.handlers.desk import Office, Scribe, make_app

BRIEF = "Rye bread with caraway from Saturday."


class Broken(Scribe):
    """A writer whose price makes us stumble, as a mistake of ours would."""

    name = title = "broken"

    def estimate(self, order: Order) -> int:
        raise ZeroDivisionError


@contextmanager
def read_only(store: SqlStore) -> Iterator[None]:
    """As long as it lasts the database can be read and not be written, as on a full disk."""

    def begun(connection: Connection) -> None:
        connection.exec_driver_sql(f"PRAGMA query_only={on}")

    on = "ON"
    engine = store.database.engine.sync_engine
    event.listen(engine, "begin", begun)
    yield
    on = "OFF"


@pytest.fixture
def office(sqlite_store: Any, clock: Any) -> Office:
    return Office(make_app(sqlite_store, clock))


async def delivered(office: Office, said: Said, key: str = "key") -> Delivery:
    await office.intake.receive(said, key)
    return (await office.app.store.find(EVERYWHERE, Delivery, key=key))[0]


async def test_what_cannot_be_written_down_now_is_answered_once_it_can(sqlite_store: Any, office: Office) -> None:
    anna = await office.person("Anna")
    one = await delivered(office, replace(anna.said, text=BRIEF))
    with read_only(sqlite_store):
        for _ in range(TRIES + 2):
            await office.intake._start_lanes()  # noqa: SLF001 - what `run` does at every turn
            while office.intake._tasks:  # noqa: SLF001
                await next(iter(office.intake._tasks))  # noqa: SLF001
    assert (await office.app.store.get(EVERYWHERE, Delivery, one.id)) == one
    await office.settle()
    await anna.looks()
    anna.sees("Rye bread")
    assert await office.app.store.count(EVERYWHERE, Post) == 1


async def test_a_fault_of_ours_does_not_make_new_what_another_process_has_answered(office: Office) -> None:
    anna = await office.person("Anna")
    one = await delivered(office, replace(anna.said, text=BRIEF))
    await office.settle()
    for _ in range(TRIES):
        await office.intake._fault(one)  # noqa: SLF001 - what the slower of two processes does when it stumbles
    assert (await office.app.store.get(EVERYWHERE, Delivery, one.id)).state is DeliveryState.DONE
    await office.settle()
    assert await office.app.store.count(EVERYWHERE, Post) == 1


async def test_an_apology_that_comes_second_is_not_said(office: Office) -> None:
    anna = await office.person("Anna")
    one = await delivered(office, replace(anna.said, text="!!!"))
    await office.settle()
    await anna.looks()
    told = len(anna.toasts)
    await office.intake._answerer._apologise(one, [], ZeroDivisionError())  # type: ignore[arg-type]  # noqa: SLF001
    await anna.looks()
    assert len(anna.toasts) == told


async def test_a_fault_of_ours_is_tried_again_told_and_holds_nothing_up(sqlite_store: Any, clock: Any) -> None:
    office = Office(make_app(sqlite_store, clock, writer=Broken()))
    anna = await office.person("Anna")
    one = await delivered(office, replace(anna.said, text=BRIEF))
    await delivered(office, replace(anna.said, text="/home"), "later")
    await office.intake.drain()
    await anna.looks()
    anna.sees("Something went wrong on our side", "Overview")
    kept = await office.app.store.get(EVERYWHERE, Delivery, one.id)
    assert (kept.state, kept.tries) == (DeliveryState.FAILED, TRIES)


async def test_a_fault_that_cannot_even_be_told_does_not_come_round_for_ever(sqlite_store: Any, clock: Any) -> None:
    office = Office(make_app(sqlite_store, clock, writer=Broken()))
    anna = await office.person("Anna")
    human = await anna.human()
    one = await delivered(office, replace(anna.said, text=BRIEF))
    # Nobody can be drawn for in a language that is not there.
    await office.app.store.change(EVERYWHERE, human, replace(human, language="xx"))
    await office.intake.drain()
    assert (await office.app.store.get(EVERYWHERE, Delivery, one.id)).state is DeliveryState.FAILED


@pytest.mark.parametrize("first", ["🎉🎉", "/start j_nothing", "/join nothing", "/new !!!"])
async def test_whoever_is_new_is_welcomed_even_if_their_first_words_cannot_be_used(office: Office, first: str) -> None:
    anna = await office.person("Anna")
    zane = replace(anna, said=replace(anna.said, chat="Zane", user="Zane", name="Zane"), chat={}, toasts=[], views=[])
    await zane.types(first)
    zane.sees("Get started")
    assert zane.toasts


async def test_a_refusal_names_the_role_in_the_workspace_of_the_card(office: Office) -> None:
    anna = await office.person("Anna")
    boris = await office.member(anna, Role.AUTHOR, "Boris")
    await boris.types(BRIEF)
    await boris.presses("Use this")
    drop = boris.button("Drop").token
    here = await boris.talk()
    place = (await office.app.store.find(here.workspace_id, Membership, person_id=here.person_id))[0]
    await office.app.store.change(EVERYWHERE, place, replace(place, role=Role.VIEWER))
    await boris.types("/workspace")
    await boris.presses("Boris · Owner")
    await boris.touches(drop)
    boris.sees("Your role here is Viewer")


@pytest.mark.parametrize(
    ("verb", "args", "told"),
    [("gone.verb", {}, "no longer in use"), ("form.send", {"form": "gone"}, "no longer there")],
)
async def test_a_button_of_an_older_release_is_answered(
    office: Office, verb: str, args: dict[str, str], told: str
) -> None:
    anna = await office.person("Anna")
    known = await office.app.store.get(EVERYWHERE, ActToken, anna.button("Help").token)
    await office.app.store.add(EVERYWHERE, replace(known, id="old", verb=verb, args=args))
    await anna.touches("old")
    anna.sees(told)


@pytest.mark.parametrize("text", ["/new\nRye bread", "/new  Rye bread", "/NEW@our_bot Rye bread", "/ new Rye bread"])
async def test_a_command_ends_at_any_space(office: Office, text: str) -> None:
    anna = await office.person("Anna")
    await anna.types(text)
    anna.sees("Rye bread", "Use this")


async def test_a_zone_that_does_not_exist_is_not_believed(office: Office) -> None:
    anna = await office.person("Anna", zone="Mars/Olympus Mons")
    await anna.types("/timezone")
    anna.sees("Your time zone")


@pytest.mark.parametrize(
    ("called", "known_as"),
    [("Anna\nBērziņa", "Anna Bērziņa"), ("\u202eAnna\x1b[31m", "Anna[31m"), ("x" * 5000, "x" * 80), ("\u200b", "u1")],
)
async def test_a_name_is_one_line_that_a_screen_bears(office: Office, called: str, known_as: str) -> None:
    anna = await office.person("Anna")
    zane = replace(anna, said=replace(anna.said, chat="u1", user="u1", name=called), chat={}, toasts=[], views=[])
    await zane.types("/team")
    zane.sees(known_as)
    assert [one.name for one in await office.app.store.find(EVERYWHERE, Person)] == ["Anna", known_as]


async def test_of_what_is_far_too_long_only_so_much_is_kept_and_it_is_refused_all_the_same(office: Office) -> None:
    anna = await office.person("Anna")
    one = await delivered(office, replace(anna.said, text="rye " * 250_000, answers={"note": "y" * 1_000_000}))
    assert (len(one.said.text), len(one.said.answers["note"])) == (MOST + 1, MOST + 1)
    await office.settle()
    await anna.looks()
    anna.sees("is the most I can work from")
    assert await office.app.store.count(EVERYWHERE, Post) == 0


async def test_what_is_as_long_as_can_be_is_kept_whole(office: Office) -> None:
    anna = await office.person("Anna")
    said = replace(anna.said, text="x" * MOST, answers={"note": "y" * MOST})
    assert (await delivered(office, said)).said == said


async def test_a_file_is_left_to_a_process_that_can_get_it_and_what_was_said_after_it_waits(office: Office) -> None:
    anna = await office.person("Anna")
    photo = Attached(ref="p", kind=FileKind.PHOTO, bytes=5)
    await office.intake.receive(replace(anna.said, files=(photo,)), "file")
    await office.intake.receive(replace(anna.said, text="/help"), "after it")
    await Intake(office.app).drain()  # such as the chat in a terminal, on the same data
    waiting = await office.app.store.find(EVERYWHERE, Delivery, state=DeliveryState.NEW)
    assert [one.key for one in waiting] == ["file", "after it"]


async def test_those_who_wait_for_files_keep_nobody_else_waiting(office: Office) -> None:
    held, asked = asyncio.Event(), []

    async def slow(attached: Attached) -> bytes:
        asked.append(attached.ref)
        await held.wait()
        raise Invalid("media-unknown")

    intake, stop = Intake(office.app, fetch={"telegram": slow}), asyncio.Event()
    berta = await office.person("Berta")
    photo = Attached(ref="p", kind=FileKind.PHOTO, bytes=5)
    for number in range(30):
        said = Said(platform="telegram", chat=f"c{number}", user=f"u{number}", name="Anna", files=(photo,))
        await intake.receive(said, f"file {number}")
    await intake.receive(replace(berta.said, text="/help"), "berta's")
    heard, running = office.app.store.watch(Delivery), asyncio.create_task(intake.run(stop))
    async with asyncio.timeout(30):
        while not await office.app.store.count(EVERYWHERE, Delivery, key="berta's", state=DeliveryState.DONE):
            await heard.wait()
            heard.clear()
    assert len(asked) < 30
    held.set()
    stop.set()
    await running

"""What the scenario of the main job (`tests/scenarios/main_job.py`) does not go into: turns it can take, and doubts."""

from datetime import timedelta
from typing import Any

import pytest

from core.model import Action, ActionKind, Conversation, Delivery, DeliveryState, Publication, Role, Rule, Said, State
from core.networks import NETWORKS
from core.ports import EVERYWHERE
from core.writers.outline import OutlineWriter
from tests.handlers.desk import Office, Person, make_app

BRIEF = "From Saturday we bake rye bread with caraway. First loaves at 8, Market Street 4."


@pytest.fixture
def office(sqlite_store: Any, clock: Any) -> Office:
    writer = OutlineWriter()
    return Office(make_app(sqlite_store, clock, networks=NETWORKS, writer=writer, fallback=writer))


async def team(office: Office, **approver: Any) -> tuple[Person, Person]:
    """Anna, who owns the bakery and writes, and Boris, who approves, as its rule asks."""
    anna = await office.person("Anna")
    boris = await office.member(anna, Role.APPROVER, "Boris", **approver)
    workspace = await anna.workspace()
    changed = type(workspace)(**{**{n: getattr(workspace, n) for n in workspace.__slots__}, "rule": Rule.ANY_APPROVER})
    await office.app.store.change(workspace.id, workspace, changed)
    await anna.types("/timezone")
    await anna.presses("Riga")
    return anna, boris


async def drafted(anna: Person) -> None:
    await anna.types(BRIEF)
    await anna.presses("Use this")


async def states(anna: Person) -> list[State]:
    scope = (await anna.talk()).workspace_id
    return [one.state for one in await anna.office.app.store.find(scope, Publication)]


async def test_a_line_becomes_a_scheduled_post(office: Office) -> None:
    anna = await office.person("Anna")
    await anna.presses("Get started")
    await anna.presses("Riga")
    await drafted(anna)
    anna.sees("Draft", "rye bread", "of 500 characters")
    await anna.presses("Schedule")
    await anna.types("tomorrow at 9")
    anna.sees("Friday, 5 June, 09:00 (Riga)", "in 23 hours")
    await anna.presses("Yes, schedule it")
    anna.sees("Scheduled")
    assert await states(anna) == [State.SCHEDULED]


async def test_an_edit_after_approval_voids_it_and_shows_the_difference(office: Office) -> None:
    anna, boris = await team(office)
    await drafted(anna)
    await anna.presses("Send for approval")
    await boris.looks()
    await boris.presses("Approve")
    await anna.looks()
    await anna.presses("Edit")
    await anna.types(f"{BRIEF} Bring a friend.")
    anna.sees("Waiting for approval")
    await boris.looks()
    boris.sees("Changed since it was last approved", "{+", "Bring a friend")
    assert await states(anna) == [State.IN_REVIEW]


async def test_a_new_time_keeps_the_approval(office: Office) -> None:
    anna, boris = await team(office)
    await drafted(anna)
    await anna.presses("Send for approval")
    await boris.looks()
    await boris.presses("Approve")
    await anna.looks()
    for words in ("tomorrow at 9", "friday 18:30"):
        await anna.presses("Schedule" if words.startswith("tomorrow") else "New time")
        await anna.types(words)
        await anna.presses("Yes, schedule it")
    anna.sees("Scheduled", "18:30")
    assert await states(anna) == [State.SCHEDULED]


async def test_a_time_before_the_approval_is_noted_and_kept(office: Office) -> None:
    anna, boris = await team(office)
    await drafted(anna)
    await anna.presses("Schedule")
    await anna.types("tomorrow at 9")
    await anna.presses("Yes, schedule it")
    anna.sees("Noted:", "if it is approved by that time")
    await anna.presses("Send for approval")
    await boris.looks()
    await boris.presses("Approve")
    assert await states(anna) == [State.SCHEDULED]


async def test_an_old_approve_button_does_not_approve_a_newer_text(office: Office) -> None:
    anna, boris = await team(office)
    await drafted(anna)
    await anna.presses("Send for approval")
    await boris.looks()
    old = boris.button("Approve").token
    await anna.presses("Edit")
    await anna.types("Something else entirely, with bread in it.")
    await boris.touches(old)
    boris.sees("You saw version 1; it is at version 2")
    assert await states(anna) == [State.IN_REVIEW]


async def test_the_second_of_two_decisions_is_told_who_was_first(office: Office) -> None:
    anna, boris = await team(office)
    clara = await office.member(anna, Role.APPROVER, "Clara")
    await drafted(anna)
    await anna.presses("Send for approval")
    await boris.looks()
    await clara.looks()
    late = clara.button("Reject").token
    await boris.presses("Approve")
    await clara.touches(late)
    await clara.types("no")
    clara.sees("already approved", "Boris")


async def test_each_reads_the_same_card_in_their_own_language(office: Office) -> None:
    anna, boris = await team(office, language="lv")
    await drafted(anna)
    await anna.presses("Send for approval")
    await boris.looks()
    boris.sees("Apstiprināt", "rye bread")
    await boris.presses("Apstiprināt")
    await anna.looks()
    anna.sees("Approved")


async def test_the_same_delivery_four_times_has_one_effect(office: Office) -> None:
    anna = await office.person("Anna")
    said = Said(**{**{n: getattr(anna.said, n) for n in anna.said.__slots__}, "text": BRIEF})
    taken = [await office.intake.receive(said, "the-same-key") for _ in range(4)]
    await office.settle()
    assert taken == [True, False, False, False]
    assert await states(anna) == [State.DRAFT]


async def test_a_delivery_that_was_taken_twice_at_once_is_answered_once(office: Office) -> None:
    anna = await office.person("Anna")
    said = Said(**{**{n: getattr(anna.said, n) for n in anna.said.__slots__}, "text": BRIEF})
    await office.intake.receive(said, "key")
    one = (await office.app.store.find(EVERYWHERE, Delivery, key="key"))[0]
    await office.intake.answer(one)
    await office.intake.answer(one)
    assert await states(anna) == [State.DRAFT]


@pytest.mark.parametrize(
    "text",
    ["", "   ", "🎉🎉🎉", "x" * 10_000, "\u200b\u202e", "\x00\x07", "<b>&amp;</b>", "/", "/ ", "//", "!!!", "*" * 300],
    ids=lambda text: repr(text[:8]),
)
async def test_whatever_is_typed_is_answered(office: Office, text: str) -> None:
    anna = await office.person("Anna")
    await anna.types(text)
    assert anna.reads.strip()
    assert not await office.app.store.count(EVERYWHERE, Delivery, state=DeliveryState.NEW)
    assert not await office.app.store.count(EVERYWHERE, Delivery, state=DeliveryState.FAILED)


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("yesterday at 9", "passed already"),
        ("31 February 9:00", "no such time"),
        ("friday", "Which one"),
        ("make it funnier", "could not read that"),
        ("3 December 2031 at 9", "Wednesday, 3 December 2031"),
    ],
)
async def test_a_time_is_understood_asked_about_or_refused(office: Office, words: str, answer: str) -> None:
    anna, _ = await team(office)
    await drafted(anna)
    await anna.presses("Schedule")
    await anna.types(words)
    anna.sees(answer)
    await anna.presses("Back")
    anna.sees("rye bread")


async def test_a_flow_that_was_left_for_a_day_is_over(office: Office, clock: Any) -> None:
    anna, _ = await team(office)
    await drafted(anna)
    await anna.presses("Schedule")
    clock.move(timedelta(hours=25))
    await anna.types("tomorrow at 9")
    anna.sees_not("Is this right?")
    assert (await office.app.store.find(EVERYWHERE, Conversation, user="Anna"))[0].flow == ""


async def test_who_did_what_is_kept(office: Office) -> None:
    anna, boris = await team(office)
    await drafted(anna)
    await anna.presses("Send for approval")
    await boris.looks()
    await boris.presses("Approve")
    await boris.presses("History")
    boris.sees("began it", "sent it for approval", "approved it")
    kinds = [one.kind for one in await office.app.store.find((await anna.talk()).workspace_id, Action)]
    assert ActionKind.APPROVED in kinds

"""Questions and answers: each belongs to the workspace it was asked in, and holds what can be seen."""

import asyncio
from typing import Any

import pytest

from core import joining
from core.errors import Invalid, Stale
from core.model import Membership, Person, Role, Workspace
from core.ports import EVERYWHERE
from tests import making
from tests.conftest import SetClock
from tests.handlers.desk import Office, make_app


async def test_an_old_question_of_another_workspace_takes_no_answer_of_this_one(office: Office) -> None:
    anna = await office.person("Anna")
    await anna.types("/brand")
    await anna.types("Bakery")
    old = anna.button("Skip").token
    bakery = await anna.workspace()
    await anna.types("/workspace")
    await anna.presses("New workspace")
    await anna.types("Garage")
    garage = await anna.workspace()
    await anna.types("/brand")
    await anna.types("Garage")
    await anna.touches(old)
    anna.sees("has been answered or closed")
    assert (await anna.workspace()).id == garage.id
    for answer in ("We mend cars.", "Drivers", "Friendly", "English", "cheap"):
        await anna.types(answer)
    store = office.app.store
    assert (await store.get(garage.id, Workspace, garage.id)).brand.about == "We mend cars."
    assert (await store.get(bakery.id, Workspace, bakery.id)).brand == bakery.brand


@pytest.mark.parametrize("typed", ["Rye\n& Caraway", "Rye \u202e& Caraway\x00\x07", "  Rye\t&  Caraway "])
async def test_a_line_is_one_line_without_what_nobody_sees(office: Office, typed: str) -> None:
    anna = await office.person("Anna")
    await anna.types("/workspace")
    await anna.presses("Rename")
    await anna.types(typed)
    assert (await anna.workspace()).name == "Rye & Caraway"


@pytest.mark.parametrize("role", [Role.APPROVER, Role.AUTHOR, Role.VIEWER])
async def test_a_guest_s_own_language_changes_nothing_for_the_others(office: Office, role: Role) -> None:
    anna = await office.person("Anna")
    guest = await office.member(anna, role, "Guest")
    before = await anna.workspace()
    await guest.types("/settings")
    await guest.presses("Русский")
    guest.sees("Русский")
    assert await anna.workspace() == before


async def test_who_is_alone_and_has_written_nothing_writes_in_the_language_they_choose(office: Office) -> None:
    anna = await office.person("Anna")
    await anna.presses("Latviešu")
    assert (await anna.workspace()).language == "lv"


async def test_of_two_owners_who_leave_at_once_one_stays(store: Any, clock: SetClock) -> None:
    app = make_app(store, clock)
    here, owners = making.workspace(), [making.person(), making.person()]
    await store.add(EVERYWHERE, here, *owners, *(making.membership(here, one) for one in owners))

    async def leave(person: Person) -> None:
        async with app.together() as inside:
            await joining.let_go(inside, here.id, person.id, person.id)
            await asyncio.sleep(0.05)

    ended = await asyncio.gather(*map(leave, owners), return_exceptions=True)
    assert [type(one) for one in ended if one is not None] in ([Invalid], [Stale])
    assert await store.count(here.id, Membership, role=Role.OWNER) == 1

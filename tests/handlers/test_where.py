"""Where a post goes: accounts taken in and left out."""

from dataclasses import replace

import pytest

from core.model import Connection, Publication, State, new_id
from core.networks.sandbox import network
from core.ports import EVERYWHERE
from storage.store import SqlStore
from tests.conftest import SetClock
from tests.handlers.desk import Office, Person, make_app


@pytest.fixture
async def anna(sqlite_store: SqlStore, clock: SetClock) -> Person:
    """She has a draft for one account, and a second account that was connected later."""
    office = Office(make_app(sqlite_store, clock, networks={"sandbox": network}))
    anna = await office.person("Anna")
    await anna.types("We bake rye bread with caraway from Saturday on, first loaves at eight.")
    await anna.presses("Use this")
    (first,) = await sqlite_store.find(EVERYWHERE, Connection)
    await sqlite_store.add(EVERYWHERE, replace(first, id=new_id(), account="second", title="Second"))
    await anna.presses("Overview")
    await anna.types("/drafts")
    await anna.presses("We bake")
    return anna


async def states(anna: Person) -> dict[str, State]:
    store = anna.office.app.store
    titles = {one.id: one.title for one in await store.find(EVERYWHERE, Connection)}
    return {titles[one.connection_id]: one.state for one in await store.find(EVERYWHERE, Publication)}


async def test_an_account_that_was_connected_later_can_be_taken_in(anna: Person) -> None:
    await anna.presses("Where to: 1 of 2")
    await anna.presses("＋ Second")
    assert await states(anna) == {"Anna": State.DRAFT, "Second": State.DRAFT}
    anna.sees("✓ Second")


async def test_an_account_that_was_left_out_is_not_named_when_it_goes_out(anna: Person) -> None:
    await anna.presses("Where to")
    await anna.presses("＋ Second")
    await anna.presses("✓ Anna")
    assert await states(anna) == {"Anna": State.CANCELLED, "Second": State.DRAFT}
    await anna.presses("Back")
    await anna.presses("Publish now")
    anna.sees("Second · Sandbox")
    anna.sees_not("Anna · Sandbox")


async def test_the_last_account_cannot_be_left_out(anna: Person) -> None:
    await anna.presses("Where to")
    await anna.presses("✓ Anna")
    assert await states(anna) == {"Anna": State.DRAFT}
    assert "go somewhere" in anna.toasts[-1]


async def test_what_is_decided_is_not_changed_any_more(anna: Person) -> None:
    await anna.presses("Where to")
    await anna.presses("Back")
    await anna.presses("Publish now")
    await anna.presses("Yes, publish now")
    anna.sees_not("Where to")

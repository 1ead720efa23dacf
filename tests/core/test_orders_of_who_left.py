"""Standing orders are of people who can take them back: nothing is done in the name of who cannot."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from core import allowing, joining
from core.model import Membership, Person, Purpose, Role, new_id
from core.ports import EVERYWHERE
from storage.store import SqlStore
from tests import making
from tests.conftest import SetClock
from tests.core.tokening import Holding, holding

READ = Purpose.READ_ENGAGEMENT


@pytest.fixture
async def here(sqlite_store: SqlStore, clock: SetClock, tmp_path: Path) -> AsyncIterator[Holding]:
    async with holding(sqlite_store, clock, tmp_path) as made:
        yield made


async def two_owners(here: Holding) -> Person:
    """The account's own, and another, who is given."""
    boris = making.person()
    await here.app.store.add(EVERYWHERE, boris)
    known = {one.person_id for one in await here.app.store.find(here.scope, Membership)}
    fresh = [
        Membership(
            id=new_id(), workspace_id=here.scope, person_id=one, role=Role.OWNER, created_at=here.app.clock.now()
        )
        for one in (here.owner.id, boris.id)
        if one not in known
    ]
    await here.app.store.add(here.scope, *fresh)
    return boris


@pytest.mark.parametrize("role", [None, Role.AUTHOR])
async def test_an_order_ends_when_who_gave_it_leaves_or_is_no_owner_any_more(here: Holding, role: Role | None) -> None:
    boris = await two_owners(here)
    await allowing.give(here.app, here.scope, here.owner.id, here.account.id, READ)
    async with here.app.together() as inside:
        if role is None:
            await joining.let_go(inside, here.scope, boris.id, here.owner.id)
        else:
            await joining.give_role(inside, here.scope, boris.id, here.owner.id, role)
    assert await allowing.live(here.app, here.scope, here.account.id, READ) is None


async def test_the_orders_of_those_who_stay_stay(here: Holding) -> None:
    boris = await two_owners(here)
    await allowing.give(here.app, here.scope, here.owner.id, here.account.id, READ)
    async with here.app.together() as inside:
        await joining.let_go(inside, here.scope, here.owner.id, boris.id)
    assert await allowing.live(here.app, here.scope, here.account.id, READ) is not None

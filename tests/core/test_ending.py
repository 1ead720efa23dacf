"""An account that is taken away: revoked at its network, its key destroyed here, and said to who took it away."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from core import allowing, connecting, ending
from core.model import ActionKind, Connection, ConnectionState, DataKey, Grant, KeyOf, Purpose, StandingOrder
from core.ports import EVERYWHERE
from core.telling import job
from storage.store import SqlStore
from tests.conftest import SetClock
from tests.core.tokening import Holding, holding
from tests.fakes.tokens import NETWORKS, Fault

HOUR = timedelta(hours=1)
S = ConnectionState


@pytest.fixture
async def here(sqlite_store: SqlStore, clock: SetClock, tmp_path: Path) -> AsyncIterator[Holding]:
    async with holding(sqlite_store, clock, tmp_path) as made:
        yield made


async def leave(here: Holding) -> Connection:
    return await connecting.disconnect(here.app, here.scope, here.owner.id, here.account.id, platform="telegram")


async def kept(here: Holding) -> int:
    """Grants and keys that are left of the account."""
    keys = await here.app.store.count(EVERYWHERE, DataKey, of=KeyOf.CONNECTION, owner=here.account.id)
    return keys + await here.app.store.count(EVERYWHERE, Grant, id=here.account.id)


def how(notices: list[str]) -> list[str]:
    return [key.rpartition(":")[2] for key in notices]


async def test_it_is_revoked_there_destroyed_here_and_said(here: Holding) -> None:
    await leave(here)
    assert ((await here.connection()).state, await kept(here)) == (S.REMOVED, 2)
    await here.run_jobs()
    assert (here.given.over, here.provider.done["revoke"], await kept(here)) == (True, 2, 0)
    assert how(await here.notices("ended")) == ["revoked"]
    assert ((await here.connection()).detail, await here.purposes()) == ("revoked", ["revoke"])


async def test_the_use_is_by_the_act_of_who_took_it_away(here: Holding) -> None:
    await leave(here)
    await here.run_jobs()
    [use] = await here.uses()
    [told] = await here.notices("ended")
    assert told == f"ended:{here.account.id}:{use.action_id}:revoked"
    assert use.person_id == here.owner.id


async def test_a_network_that_is_down_is_asked_again_for_a_day_and_the_key_is_destroyed_anyhow(here: Holding) -> None:
    here.provider.faults += [Fault.BUSY] * 1000
    left = here.clock.now()
    await leave(here)
    while not await here.notices("ended"):
        await here.passes(timedelta(minutes=1))
    assert here.clock.now() - left == timedelta(hours=24)
    assert (how(await here.notices()), await kept(here)) == (["unreached"], 0)
    assert 1000 - len(here.provider.faults) == 14
    await here.passes(24 * HOUR)
    assert len(await here.notices()) == 1


async def test_one_that_comes_back_within_the_day_is_reached(here: Holding) -> None:
    here.provider.faults += [Fault.BUSY] * 3 + [Fault.LIMITED, Fault.NONSENSE]
    await leave(here)
    await here.passes(HOUR)
    assert (here.given.over, how(await here.notices("ended"))) == (True, ["revoked"])


async def test_what_is_over_there_already_is_ended(here: Holding) -> None:
    here.given.over = True
    await leave(here)
    await here.run_jobs()
    assert (how(await here.notices("ended")), await kept(here)) == (["revoked"], 0)


@pytest.mark.parametrize("facts", [{"revoke": ""}])
async def test_where_the_network_has_no_way_to_the_person_hears_that_they_have(
    here: Holding, facts: dict[str, str]
) -> None:
    await here.keep(await here.grant(), facts=facts)
    await leave(here)
    await here.run_jobs()
    assert (how(await here.notices("ended")), await kept(here)) == (["by_hand"], 0)


async def test_a_network_that_will_not_is_left_to_the_person(here: Holding) -> None:
    here.provider.faults.append(Fault.STRANGER)
    await leave(here)
    await here.run_jobs()
    assert (how(await here.notices("ended")), await kept(here)) == (["by_hand"], 0)


async def test_a_network_that_is_switched_off_leaves_no_key_behind(here: Holding) -> None:
    await leave(here)
    here.app = replace(here.app, networks={name: one for name, one in NETWORKS.items() if name != "tokens"})
    await here.run_jobs()
    assert (how(await here.notices("ended")), await kept(here)) == (["unreached"], 0)


async def test_a_fault_of_ours_leaves_no_key_behind(here: Holding) -> None:
    await leave(here)
    [job] = await here.jobs("revoke")
    await here.give_up(job)
    assert (how(await here.notices("ended")), await kept(here)) == (["unreached"], 0)
    await here.give_up(job)
    assert len(await here.notices("ended")) == 1


async def test_one_that_was_connected_again_meanwhile_is_left_alone(here: Holding) -> None:
    gone = await leave(here)
    back = await here.app.store.change(EVERYWHERE, gone, replace(gone, state=S.ACTIVE))
    fresh = here.provider.give(back.account)
    here.given = fresh
    await here.keep(await here.grant())
    await here.passes(25 * HOUR)
    assert (fresh.over, await kept(here), await here.notices()) == (False, 2, [])


async def test_it_can_be_connected_again_after_that_with_new_tokens(here: Holding) -> None:
    gone = await leave(here)
    await here.run_jobs()
    here.given = here.provider.give(here.account.account)
    now = await here.connection()
    await here.app.store.change(EVERYWHERE, now, replace(now, state=S.ACTIVE, detail=None))
    grant = await here.keep()
    assert (gone.state, grant.generation, await kept(here)) == (S.REMOVED, 1, 2)


async def test_standing_orders_end_with_it_and_do_not_come_back(here: Holding) -> None:
    await allowing.give(here.app, here.scope, here.owner.id, here.account.id, Purpose.READ_ENGAGEMENT)
    await leave(here)
    [order] = await here.app.store.find(EVERYWHERE, StandingOrder)
    assert order.revoked_at == here.clock.now()


async def test_an_account_whose_network_keeps_no_tokens_of_ours_is_just_taken_away(here: Holding) -> None:
    async with here.app.together() as inside:
        await inside.vault.destroy(inside.store, here.account)
    await leave(here)
    assert (await here.jobs("revoke"), await here.notices()) == ([], [])


def test_the_network_is_asked_less_and_less_often_but_once_more_at_the_end(clock: SetClock) -> None:
    since, tried, moments = clock.now(), 0, [clock.now()]
    while (at := ending.next_try(since, tried, moments[-1])) is not None:
        moments.append(at)
        tried += 1
    gaps = [(b - a) / timedelta(minutes=1) for a, b in pairwise(moments)]
    assert gaps[:9] == [1, 2, 4, 8, 16, 32, 64, 128, 240]
    assert moments[-1] == since + timedelta(hours=24)


async def test_what_was_issued_for_an_account_that_was_refused_goes_back_and_nobody_sees_it(here: Holding) -> None:
    action = await here.act(ActionKind.CONNECT_ASKED)
    removed = replace(here.account, state=S.REMOVED)
    await here.app.store.change(EVERYWHERE, here.account, removed)
    await here.app.store.enqueue(here.scope, job("revoke", f"{removed.id}:{action.id}", here.scope, here.clock.now()))
    await here.run_jobs()
    assert (here.given.over, await kept(here), await here.notices()) == (True, 0, [])
    assert await here.app.store.count(EVERYWHERE, Connection, id=removed.id) == 0

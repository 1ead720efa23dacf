"""One refresh for each generation, kept before it is used; what the network's answers mean, and what a crash leaves."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from core import lending, refreshing
from core.errors import NetworkError, RateLimited, TokenRejected, Unavailable
from core.model import ConnectionState, DataKey, Grant, KeyOf, Publication, State
from core.ports import EVERYWHERE, Credential
from core.publishing import publish_due
from core.refreshing import refreshed
from storage.store import SqlStore
from tests.conftest import SetClock
from tests.core.tokening import Holding, holding
from tests.fakes.tokens import Fault

MINUTE = timedelta(minutes=1)


@pytest.fixture
async def here(store: SqlStore, clock: SetClock, tmp_path: Path) -> AsyncIterator[Holding]:
    async with holding(store, clock, tmp_path) as made:
        yield made


async def refresh(here: Holding, seen: Grant | None = None) -> Grant:
    return await refreshed(here.app, await here.wanted(), seen or await here.grant())


# -- new tokens --------------------------------------------------------------------------------------------------------


async def test_new_tokens_are_committed_before_their_first_use(here: Holding) -> None:
    here.clock.move(5 * MINUTE)
    seen = []

    async def asking(credential: Credential) -> None:
        seen.append(await here.grant())

    await lending.used(here.app, await here.wanted(), asking)
    [grant] = seen
    assert (grant.generation, grant.refresh_owner, grant.refresh_until, grant.refresh_began) == (2, None, None, None)


async def test_who_comes_later_gets_the_generation_that_another_made(here: Holding) -> None:
    seen = await here.grant()
    first, second = await refresh(here, seen), await refresh(here, seen)
    assert (first, here.provider.done["refresh"]) == (second, 1)


async def test_an_empty_refresh_token_never_takes_the_place_of_a_good_one(here: Holding) -> None:
    here.provider.faults.append(Fault.KEEPS)
    await refresh(here)
    await refresh(here)
    assert (here.provider.done["refresh"], here.provider.done["replay"]) == (2, 0)


async def test_many_who_need_it_at_once_make_one_refresh(here: Holding) -> None:
    seen = await here.grant()
    here.provider.latency = 0.2
    got = await asyncio.gather(*(refresh(here, seen) for _ in range(10)))
    assert {grant.generation for grant in got} == {2}
    assert (here.provider.done["refresh"], here.provider.done["replay"]) == (1, 0)


# -- what the network says ---------------------------------------------------------------------------------------------


async def test_invalid_grant_asks_for_a_reconnect_and_tells_the_owners_once(here: Holding) -> None:
    here.given.over, seen = True, await here.grant()
    for got in await asyncio.gather(*(refresh(here, seen) for _ in range(3)), return_exceptions=True):
        assert isinstance(got, TokenRejected)
    lost = await here.connection()
    assert (lost.state, lost.error) == (ConnectionState.RECONNECT, "TokenRejected")
    assert await here.notices() == [f"notice:reconnect:{lost.id}:1".removeprefix("notice:")]


@pytest.mark.parametrize(
    ("fault", "error", "rests"),
    [
        (Fault.BUSY, Unavailable, 10),
        (Fault.NONSENSE, Unavailable, 10),
        (Fault.STRANGER, Unavailable, 10),
        (Fault.LIMITED, RateLimited, 30),
    ],
)
async def test_a_blip_is_no_verdict_and_is_over_after_a_rest(
    here: Holding, fault: Fault, error: type[NetworkError], rests: int
) -> None:
    here.provider.faults.append(fault)
    with pytest.raises(error):
        await refresh(here)
    assert (await here.connection()).state is ConnectionState.ACTIVE
    here.clock.move(timedelta(seconds=rests + 1))
    assert (await refresh(here)).generation == 2
    assert await here.notices() == []


async def test_while_it_rests_none_of_those_who_wait_asks_in_turn(here: Holding) -> None:
    here.provider.faults += [Fault.BUSY] * 5
    seen, here.provider.latency = await here.grant(), 0.1
    got = await asyncio.gather(*(refresh(here, seen) for _ in range(5)), return_exceptions=True)
    assert [type(one) for one in got] == [Unavailable] * 5
    assert len(here.provider.faults) == 4


async def test_an_answer_that_is_lost_is_asked_for_once_more_and_the_network_decides(here: Holding) -> None:
    here.provider.faults.append(Fault.LOST)
    with pytest.raises(Unavailable):
        await refresh(here)
    here.clock.move(timedelta(seconds=11))
    with pytest.raises(TokenRejected):  # this network takes it for a theft
        await refresh(here)
    assert (await here.connection()).state is ConnectionState.RECONNECT
    assert (here.provider.done["replay"], len(await here.notices("reconnect"))) == (1, 1)


# -- crashes, sleepers -------------------------------------------------------------------------------------------------


async def killed(here: Holding, *, before: bool = False) -> None:
    """A refresh that ends in the middle, before or after the provider has done it; the lease's end comes."""
    here.provider.latency = 5.0 if before else 0.0
    here.provider.faults.append(Fault.LOST if not before else Fault.BUSY)
    here.provider.reached.clear()
    task = asyncio.create_task(refresh(here))
    await here.provider.reached.wait()
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task
    here.provider.latency = 0.0
    here.clock.move(timedelta(seconds=61))


async def test_that_the_network_is_about_to_be_asked_is_committed_before_it_is(here: Holding) -> None:
    await killed(here, before=True)
    grant = await here.grant()
    assert (grant.refresh_began, grant.generation) == (here.clock.now() - timedelta(seconds=61), 1)


async def test_what_a_crash_left_is_tried_once_more_with_the_old_token(here: Holding) -> None:
    await killed(here, before=True)
    grant = await refresh(here)
    assert (grant.generation, grant.refresh_began, here.provider.done["refresh"]) == (2, None, 1)


async def test_nobody_tries_while_the_lease_of_who_crashed_holds(here: Holding) -> None:
    await killed(here, before=True)
    here.clock.move(timedelta(seconds=-2))
    task = asyncio.create_task(refresh(here))
    await asyncio.sleep(0.3)
    assert (task.done(), here.provider.done["refresh"]) == (False, 0)
    here.clock.move(timedelta(seconds=2))
    assert (await task).generation == 2


async def test_after_two_crashes_there_is_no_third_try(here: Holding) -> None:
    await killed(here, before=True)
    await killed(here, before=True)
    asked = here.provider.reached
    asked.clear()
    with pytest.raises(TokenRejected):
        await refresh(here)
    assert not asked.is_set()
    assert (await here.connection()).state is ConnectionState.RECONNECT
    assert len(await here.notices("reconnect")) == 1


async def test_who_slept_past_the_lease_and_wakes_with_new_tokens_keeps_them(here: Holding) -> None:
    here.provider.latency = 0.3
    task = asyncio.create_task(refresh(here))
    await here.provider.reached.wait()
    here.clock.move(timedelta(seconds=61))
    grant = await here.grant()
    await here.app.store.change(EVERYWHERE, grant, refreshing.taken(grant, here.clock.now()))
    kept = await task
    assert (kept.generation, kept.refresh_owner) == (2, None)


async def test_what_others_write_in_the_row_meanwhile_does_no_harm(here: Holding) -> None:
    here.provider.latency = 0.3
    task = asyncio.create_task(refresh(here))
    await here.provider.reached.wait()
    grant = await here.grant()
    await here.app.store.change(EVERYWHERE, grant, replace(grant, told=14))
    assert ((await task).generation, here.provider.done["replay"]) == (2, 0)


async def test_what_others_write_in_the_row_keeps_no_lease_after_a_blip(here: Holding) -> None:
    here.provider.latency = 0.3
    here.provider.faults.append(Fault.BUSY)
    task = asyncio.create_task(refresh(here))
    await here.provider.reached.wait()
    grant = await here.grant()
    await here.app.store.change(EVERYWHERE, grant, replace(grant, told=14))
    with pytest.raises(Unavailable):
        await task
    rests = await here.grant()
    assert (rests.refresh_owner, rests.refresh_began, rests.told) == (None, None, 14)


async def test_a_grant_that_is_destroyed_meanwhile_is_over(here: Holding) -> None:
    wanted, seen = await here.wanted(), await here.grant()
    async with here.app.together() as inside:
        await inside.vault.destroy(inside.store, here.account)
    with pytest.raises(TokenRejected):
        await refreshed(here.app, wanted, seen)


async def test_new_tokens_of_an_account_that_is_taken_away_meanwhile_are_not_kept(here: Holding) -> None:
    here.provider.latency = 0.3
    task = asyncio.create_task(refresh(here))
    await here.provider.reached.wait()
    async with here.app.together() as inside:
        await inside.vault.destroy(inside.store, here.account)
    with pytest.raises(TokenRejected):
        await task
    left = await here.app.store.count(EVERYWHERE, DataKey, of=KeyOf.CONNECTION, owner=here.account.id)
    assert (left, await here.app.store.count(EVERYWHERE, Grant)) == (0, 0)


# -- publications ------------------------------------------------------------------------------------------------------


async def due(here: Holding) -> Publication:
    planned = await here.planned()
    now = here.clock.now()
    return await here.app.store.change(EVERYWHERE, planned, replace(planned, due_at=now, wake_at=now))


async def worked_off(here: Holding, publication: Publication) -> Publication:
    await publish_due(here.app, "worker")
    return await here.app.store.get(EVERYWHERE, Publication, publication.id)


async def test_a_publication_goes_out_with_a_token_that_is_renewed_for_it(here: Holding) -> None:
    here.clock.move(timedelta(days=3))
    done = await worked_off(here, await due(here))
    assert (done.state, len(here.provider.posts)) == (State.PUBLISHED, 1)
    assert await here.purposes() == ["refresh", "publish"]
    assert {use.subject for use in await here.uses()} == {f"publication:{done.id}"}


async def test_a_publication_that_is_refused_its_token_goes_out_with_the_next(here: Holding) -> None:
    here.given.access.clear()
    done = await worked_off(here, await due(here))
    assert (done.state, len(here.provider.posts), here.provider.done["refused"]) == (State.PUBLISHED, 1, 1)


async def test_of_a_post_of_several_requests_only_the_refused_one_is_made_again(
    sqlite_store: SqlStore, clock: SetClock, tmp_path: Path
) -> None:
    async with holding(sqlite_store, clock, tmp_path, network="thread") as here:
        here.provider.ends_after = 1
        done = await worked_off(here, await due(here))
        assert (done.state, len(here.provider.posts), here.provider.done["refused"]) == (State.PUBLISHED, 2, 1)
        assert await here.purposes() == ["publish", "refresh", "publish"]


async def test_a_publication_waits_for_a_network_that_cannot_refresh(here: Holding) -> None:
    here.clock.move(5 * MINUTE)
    here.provider.faults.append(Fault.LOST)
    here.provider.faults.append(Fault.KEEPS)
    waits = await worked_off(here, await due(here))
    assert (waits.state, waits.error, waits.tries) == (State.SCHEDULED, "Unavailable", 1)


async def test_a_publication_of_an_account_that_was_ended_there_fails_and_its_owners_hear_once(here: Holding) -> None:
    here.given.over = True
    one = await worked_off(here, await due(here))
    other = await worked_off(here, await due(here))
    assert [(one.state, one.error), (other.state, other.error)] == [(State.FAILED, "TokenRejected")] * 2
    assert len(await here.notices("reconnect")) == 1

"""How posts did: read by a person's press or under their standing order, of our own posts only; every read counted."""

from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from core import allowing, lending, measuring
from core.errors import Decided, Invalid, TokenRejected
from core.model import (
    Action,
    ActionKind,
    ConnectionState,
    Figures,
    Publication,
    Purpose,
    StandingOrder,
    State,
)
from core.ports import EVERYWHERE, Credential
from core.publishing import publish_due
from storage.store import SqlStore
from tests.conftest import SetClock
from tests.core.tokening import Holding, holding
from tests.fakes.tokens import NETWORKS

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
READ = Purpose.READ_ENGAGEMENT


@pytest.fixture
async def here(sqlite_store: SqlStore, clock: SetClock, tmp_path: Path) -> AsyncIterator[Holding]:
    async with holding(sqlite_store, clock, tmp_path) as made:
        yield made


async def give(here: Holding, purpose: Purpose = READ) -> StandingOrder:
    return await allowing.give(here.app, here.scope, here.owner.id, here.account.id, purpose, platform="telegram")


async def take_back(here: Holding, purpose: Purpose = READ) -> StandingOrder | None:
    return await allowing.end(here.app, here.scope, here.owner.id, here.account.id, purpose, platform="telegram")


async def ask(here: Holding, publication: Publication) -> Action:
    return await measuring.ask_figures(here.app, here.scope, here.owner.id, publication.id, platform="telegram")


async def goes_out(here: Holding, text: str = "Rīt cepam rudzu maizi.") -> Publication:
    """A post of ours, through the engine."""
    planned = await here.planned(text)
    now = here.clock.now()
    await here.app.store.change(EVERYWHERE, planned, replace(planned, due_at=now, wake_at=now))
    await publish_due(here.app, "worker")
    done = await here.app.store.get(EVERYWHERE, Publication, planned.id)
    assert done.state is State.PUBLISHED
    return done


async def figures(here: Holding) -> list[Figures]:
    return await here.app.store.find(EVERYWHERE, Figures, order="at")


# -- by a press --------------------------------------------------------------------------------------------------------


async def test_a_press_reads_once_and_older_figures_are_kept(here: Holding) -> None:
    one = await here.published()
    for _ in range(2):
        await ask(here, one)
        await here.run_jobs()
        here.clock.move(HOUR)
    assert [read.counts["likes"] for read in await figures(here)] == [1, 2]
    newest = await measuring.newest(here.app, here.scope, one.id)
    assert newest is not None
    assert newest.counts["likes"] == 2


async def test_the_read_is_by_that_press(here: Holding) -> None:
    action = await ask(here, await here.published())
    here.clock.move(DAY)
    await here.run_jobs()
    assert (action.kind, await here.purposes()) == (ActionKind.FIGURES_ASKED, ["refresh", "read_engagement"])
    assert {use.action_id for use in await here.uses()} == {action.id}
    assert {use.order_id for use in await here.uses()} == {None}


async def test_a_post_that_is_not_ours_out_there_cannot_be_asked_about(here: Holding) -> None:
    with pytest.raises(Decided):
        await ask(here, await here.planned())
    with pytest.raises(Invalid):
        await ask(here, await here.published(remote_id=None))
    assert await here.app.store.count(EVERYWHERE, Action, kind=ActionKind.FIGURES_ASKED) == 0


async def test_one_of_an_account_that_is_not_connected_or_a_network_that_cannot_tell_is_refused(here: Holding) -> None:
    one = await here.published()
    mute = {**NETWORKS, "tokens": replace(NETWORKS["tokens"], metrics=None)}
    with pytest.raises(Invalid):
        await measuring.ask_figures(replace(here.app, networks=mute), here.scope, here.owner.id, one.id)
    await here.app.store.change(EVERYWHERE, here.account, replace(here.account, state=ConnectionState.RECONNECT))
    with pytest.raises(Invalid):
        await ask(here, one)


async def test_another_act_of_the_same_person_does_not_open_the_way(here: Holding) -> None:
    wanted = await here.wanted(READ, ActionKind.APPROVED)

    async def never(_: Credential) -> None:
        raise AssertionError

    with pytest.raises(TokenRejected):
        await lending.used(here.app, wanted, never)
    assert await here.uses() == []


@pytest.mark.parametrize(("gone", "told"), [(True, "Refused"), (False, "TokenRejected")])
async def test_what_cannot_be_read_is_said_to_who_asked(here: Holding, gone: bool, told: str) -> None:
    action = await ask(here, one := await here.published())
    if gone:
        here.provider.posts.clear()
    else:
        here.given.over = True
    await here.run_jobs()
    assert f"unread:{one.id}:{action.id}:{told}" in await here.notices()
    assert (await here.connection()).state == (ConnectionState.ACTIVE if gone else ConnectionState.RECONNECT)


# -- standing orders ---------------------------------------------------------------------------------------------------


async def test_an_order_is_an_act_and_so_is_taking_it_back(here: Holding) -> None:
    order = await give(here)
    ended = await take_back(here)
    kinds = [(one.kind, one.connection_id, one.note) for one in await here.app.store.find(EVERYWHERE, Action)]
    about = (here.account.id, "read_engagement")
    assert kinds == [(ActionKind.ALLOWED, *about), (ActionKind.DISALLOWED, *about)]
    assert (order.expires_at - order.created_at, ended and ended.revoked_at) == (365 * DAY, here.clock.now())


async def test_the_order_that_holds_is_given_once(here: Holding) -> None:
    assert await give(here) == await give(here)
    assert await take_back(here) is not None
    assert await take_back(here) is None


async def test_there_are_no_orders_to_publish_or_for_what_a_network_has_not(here: Holding) -> None:
    for purpose in (Purpose.PUBLISH, Purpose.CONNECT, Purpose.REVOKE, Purpose.READ_ACCOUNT):
        with pytest.raises(Invalid):
            await give(here, purpose)
    assert not allowing.can_be_ordered(NETWORKS["fixed"], Purpose.REFRESH)


async def test_it_is_over_after_a_year(here: Holding) -> None:
    await give(here)
    here.clock.move(365 * DAY - HOUR)
    assert await allowing.live(here.app, here.scope, here.account.id, READ) is not None
    here.clock.move(HOUR)
    assert await allowing.live(here.app, here.scope, here.account.id, READ) is None


async def test_who_gave_it_is_asked_when_it_is_over_unless_it_was_taken_back(here: Holding) -> None:
    order = await give(here)
    await here.passes(365 * DAY)
    assert await here.notices("orderover") == [f"orderover:{order.id}"]
    again = await give(here)
    await take_back(here)
    await here.passes(366 * DAY)
    assert f"orderover:{again.id}" not in await here.notices("orderover")


# -- followed ----------------------------------------------------------------------------------------------------------


async def test_under_an_order_a_post_is_read_after_an_hour_a_day_and_a_week(here: Holding) -> None:
    order = await give(here)
    out = (await goes_out(here)).published_at
    await here.passes(20 * DAY)
    assert [read.at - out for read in await figures(here) if out] == [HOUR, DAY, 7 * DAY]
    uses = [use for use in await here.uses() if use.purpose is READ]
    assert {(use.action_id, use.order_id) for use in uses} == {(order.action_id, order.id)}


async def test_without_an_order_nothing_is_read_and_nothing_waits(here: Holding) -> None:
    await goes_out(here)
    assert await here.jobs("measure") == []
    await here.passes(20 * DAY)
    assert (await figures(here), here.provider.done["figures"]) == ([], 0)


async def test_after_the_order_is_taken_back_there_are_no_further_reads(here: Holding) -> None:
    await give(here)
    await goes_out(here)
    await here.passes(2 * DAY)
    await take_back(here)
    await here.passes(20 * DAY)
    assert (len(await figures(here)), here.provider.done["figures"], await here.jobs("measure")) == (2, 2, [])


async def test_an_order_given_later_follows_what_went_out_before(here: Holding) -> None:
    await goes_out(here)
    here.clock.move(2 * HOUR)
    await give(here)
    await here.passes(20 * DAY)
    assert len(await figures(here)) == 2


async def test_after_standing_still_what_was_missed_is_read_once(here: Holding) -> None:
    await give(here)
    await goes_out(here)
    here.clock.move(3 * DAY)
    await here.passes(20 * DAY)
    assert len(await figures(here)) == 2


async def test_a_post_that_was_taken_down_is_followed_no_more(here: Holding) -> None:
    await give(here)
    one = await goes_out(here)
    await here.app.store.change(EVERYWHERE, one, replace(one, state=State.REMOVED))
    await here.passes(20 * DAY)
    assert await figures(here) == []


# -- the policy's "only": uses, acts and reads are the same ------------------------------------------------------------


async def test_for_thirty_days_uses_are_acts_are_what_the_network_saw(here: Holding) -> None:
    asked: Counter[Purpose] = Counter()
    order = None
    for day in range(30):
        one = await goes_out(here, f"Maize {day}")
        asked[Purpose.PUBLISH] += 1
        if day == 5:
            order = await give(here)
        if day == 20:
            await take_back(here)
        if day % 3 == 0:
            await ask(here, one)
            asked[READ] += 1
        await here.passes(DAY)
    await here.passes(10 * DAY)
    await _equal(here, asked, order)


async def _equal(here: Holding, asked: Counter[Purpose], order: StandingOrder | None) -> None:
    """Three counts of the same: the ledger's, the acts' and orders', and the network's own."""
    uses, done = await here.uses(), here.provider.done
    acts = {one.id: one for one in await here.app.store.find(EVERYWHERE, Action)}
    ordered = [use for use in uses if use.order_id is not None and use.purpose is READ]
    by_press = [use for use in uses if use.order_id is None and use.purpose is READ]
    published = [use for use in uses if use.purpose is Purpose.PUBLISH]
    assert len(by_press) == len({use.action_id for use in by_press}) == asked[READ]
    assert len(published) == len({use.action_id for use in published}) == asked[Purpose.PUBLISH] == done["post"]
    assert len(ordered) + len(by_press) == done["figures"] == len(await figures(here))
    assert sum(use.purpose is Purpose.REFRESH for use in uses) == done["refresh"] == (await here.grant()).generation - 1
    assert len(uses) == sum(done.values())
    assert all(acts[use.action_id].workspace_id == use.workspace_id for use in uses)
    assert order is not None
    assert {use.order_id for use in ordered} == {order.id}
    assert all(order.created_at <= use.at <= order.created_at + 15 * DAY for use in ordered)
    assert done["refused"] == done["replay"] == done["dead"] == 0

"""What will stop an account or a post is told in time, once, to who can cure it; and no token is used for that."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from core import allowing, drafting, foreseeing, lasting, scheduling
from core.app import App
from core.model import ActionKind, ConnectionState, Grant, Media, MediaKind, Post, Publication, Purpose, Secret, State
from core.ports import EVERYWHERE
from storage.store import SqlStore
from tests import making
from tests.conftest import SetClock
from tests.core.tokening import Holding, holding
from tests.fakes.tokens import FIXED, TOKENS, Fault

DAY, HOUR = timedelta(days=1), timedelta(hours=1)


@pytest.fixture
async def here(sqlite_store: SqlStore, clock: SetClock, tmp_path: Path) -> AsyncIterator[Holding]:
    async with holding(sqlite_store, clock, tmp_path) as made:
        yield made


@pytest.fixture
async def fixed(sqlite_store: SqlStore, clock: SetClock, tmp_path: Path) -> AsyncIterator[Holding]:
    """At a network whose tokens are not refreshed."""
    async with holding(sqlite_store, clock, tmp_path, network="fixed") as made:
        yield made


async def watched(here: Holding, **given: Any) -> Grant:
    """The tokens as a login kept them: with this end."""
    grant = await here.keep(await here.grant(), **given)
    await foreseeing.watch(here.app, here.account, grant)
    return grant


def days(notices: list[str]) -> list[str]:
    return [key.rpartition(":")[2] for key in notices]


# -- the ends of tokens ------------------------------------------------------------------------------------------------


async def test_owners_are_warned_fourteen_seven_and_one_days_ahead_once_each(fixed: Holding) -> None:
    end = fixed.clock.now() + 60 * DAY
    await watched(fixed, expires_at=end, refresh=Secret(""))
    told: list[tuple[str, timedelta]] = []
    while fixed.clock.now() < end + 2 * DAY:
        await fixed.passes(6 * HOUR)
        new = [day for day in days(await fixed.notices("expiring")) if day not in [one for one, _ in told]]
        told += [(day, end - fixed.clock.now()) for day in new]
    assert told == [("14", 14 * DAY), ("7", 7 * DAY), ("1", DAY)]
    assert (len(await fixed.notices()), await fixed.uses()) == (3, [])


async def test_after_weeks_of_standing_still_only_the_nearest_warning_is_told(fixed: Holding) -> None:
    await watched(fixed, expires_at=fixed.clock.now() + 60 * DAY, refresh=Secret(""))
    fixed.clock.move(55 * DAY)
    await fixed.passes(HOUR)
    assert days(await fixed.notices("expiring")) == ["7"]


async def test_the_same_job_again_warns_nobody_twice(fixed: Holding) -> None:
    await watched(fixed, expires_at=fixed.clock.now() + 20 * DAY, refresh=Secret(""))
    [job] = await fixed.jobs("warn")
    fixed.clock.move(6 * DAY)
    await foreseeing.warn(fixed.app, fixed.scope, job.key)
    assert (await fixed.grant()).told == 14
    for told in await fixed.jobs("notice"):
        await fixed.app.store.remove(EVERYWHERE, told)
    await foreseeing.warn(fixed.app, fixed.scope, job.key)
    assert await fixed.notices() == []


async def test_a_token_that_the_login_renews_is_not_warned_of_but_the_end_of_its_renewing_is(here: Holding) -> None:
    await watched(here, expires_at=here.clock.now() + 2 * DAY)
    assert await here.jobs("warn") == []
    await watched(here, expires_at=here.clock.now() + 2 * DAY, ends_at=here.clock.now() + 20 * DAY)
    [job] = await here.jobs("warn")
    assert job.run_at == here.clock.now() + 6 * DAY


async def test_an_end_that_a_refresh_moves_away_leaves_one_job_and_no_warning(here: Holding) -> None:
    await watched(here, ends_at=here.clock.now() + 20 * DAY)
    for _ in range(30):
        here.clock.move(DAY)
        await here.keep(await here.grant(), ends_at=here.clock.now() + 20 * DAY)
        await here.run_jobs()
    assert (len(await here.jobs("warn")), await here.notices()) == (1, [])


async def test_an_account_that_is_taken_away_or_lost_is_warned_of_no_more(fixed: Holding) -> None:
    await watched(fixed, expires_at=fixed.clock.now() + 20 * DAY, refresh=Secret(""))
    await fixed.app.store.change(EVERYWHERE, fixed.account, replace(fixed.account, state=ConnectionState.RECONNECT))
    await fixed.passes(20 * DAY)
    assert (await fixed.notices(), await fixed.jobs("warn")) == ([], [])


# -- kept alive --------------------------------------------------------------------------------------------------------


async def ordered(here: Holding, purpose: Purpose = Purpose.REFRESH) -> Any:
    return await allowing.give(here.app, here.scope, here.owner.id, here.account.id, purpose)


async def test_a_token_that_would_die_is_renewed_where_a_person_ordered_it(here: Holding) -> None:
    await watched(here, ends_at=here.clock.now() + 60 * DAY)
    order = await ordered(here)
    await here.passes(44 * DAY)
    assert await here.uses() == []
    await here.passes(2 * DAY)
    [use] = await here.uses()
    assert (use.purpose, use.action_id, use.order_id) == (Purpose.REFRESH, order.action_id, order.id)
    assert (here.provider.done["refresh"], await here.notices()) == (1, [])


async def test_without_an_order_it_is_not_and_people_are_warned(here: Holding) -> None:
    await watched(here, ends_at=here.clock.now() + 60 * DAY)
    await here.passes(61 * DAY)
    assert (await here.uses(), here.provider.done["refresh"]) == ([], 0)
    assert days(await here.notices("expiring")) == ["14", "7", "1"]


async def test_an_order_that_is_taken_back_renews_no_more(here: Holding) -> None:
    await watched(here, ends_at=here.clock.now() + 60 * DAY)
    await ordered(here)
    await allowing.end(here.app, here.scope, here.owner.id, here.account.id, Purpose.REFRESH)
    await here.passes(60 * DAY)
    assert await here.uses() == []


async def test_a_network_that_says_nothing_is_asked_again_and_then_people_are_warned(here: Holding) -> None:
    await watched(here, ends_at=here.clock.now() + 60 * DAY)
    await ordered(here)
    here.provider.faults += [Fault.BUSY] * 1000
    await here.passes(60 * DAY)
    asked = 1000 - len(here.provider.faults)
    assert (asked, days(await here.notices("expiring"))) == (15 * 4, ["7", "1"])


async def test_one_that_is_lost_is_told_and_not_tried_again(here: Holding) -> None:
    await watched(here, ends_at=here.clock.now() + 60 * DAY)
    await ordered(here)
    here.given.over = True
    await here.passes(60 * DAY)
    assert (here.provider.done["dead"], len(await here.notices("reconnect"))) == (1, 1)


async def test_it_lives_on_for_as_long_as_the_order_does(
    sqlite_store: SqlStore, clock: SetClock, tmp_path: Path
) -> None:
    async with holding(sqlite_store, clock, tmp_path, network="sliding") as here:
        await watched(here, ends_at=here.clock.now() + 60 * DAY)
        await ordered(here)
        await here.passes(364 * DAY)
        assert (here.provider.done["refresh"], await here.notices()) == (8, [])
        await here.passes(80 * DAY)
        assert (here.provider.done["refresh"], days(await here.notices("expiring"))) == (8, ["14", "7", "1"])


@pytest.mark.parametrize(("life", "before"), [(60, 15), (45, 15), (30, 10), (3, 1)])
def test_what_lives_shorter_is_renewed_when_a_third_is_left(life: int, before: int) -> None:
    now = making.NOW
    grant: Any = type("G", (), {"issued_at": now})
    assert lasting.alive_at(grant, now + life * DAY) == now + (life - before) * DAY


# -- a look ahead at each post -----------------------------------------------------------------------------------------


async def scheduled(here: Holding, ahead: timedelta = 3 * DAY) -> Post:
    app, person = here.app, here.owner.id
    post = await drafting.start(app, here.scope, person, "Jauna rudzu maize")
    post = await drafting.edit(app, here.scope, person, post.id, "Rīt cepam rudzu maizi.")
    return await timed(here, post, here.clock.now() + ahead)


async def timed(here: Holding, post: Post, at: datetime) -> Post:
    wall = at.replace(tzinfo=None)
    return await scheduling.schedule(here.app, here.scope, here.owner.id, post.id, at, wall=wall, zone="UTC")


async def test_a_day_before_its_time_each_post_is_looked_at_and_nobody_hears_that_all_is_well(here: Holding) -> None:
    await scheduled(here)
    [look] = await here.jobs("preflight")
    assert look.run_at == here.clock.now() + 2 * DAY
    await here.passes(3 * DAY - HOUR)
    assert (await here.jobs("preflight"), await here.notices(), await here.uses()) == ([], [], [])
    assert here.provider.done == {}


async def test_one_that_is_moved_is_looked_at_a_day_before_its_new_time_only(here: Holding) -> None:
    post = await scheduled(here, 3 * DAY)
    await timed(here, post, here.clock.now() + 9 * DAY)
    await here.app.store.change(EVERYWHERE, here.account, replace(here.account, state=ConnectionState.RECONNECT))
    await here.passes(7 * DAY)
    assert await here.notices("foreseen") == []
    await here.passes(DAY)
    assert len(await here.notices("foreseen")) == 1


async def test_one_that_is_less_than_a_day_ahead_is_looked_at_at_once_and_one_that_goes_out_now_is_not(
    here: Holding,
) -> None:
    await scheduled(here, 3 * HOUR)
    [look] = await here.jobs("preflight")
    assert look.run_at == here.clock.now()
    post = await drafting.start(here.app, here.scope, here.owner.id, "Vēl maize")
    post = await drafting.edit(here.app, here.scope, here.owner.id, post.id, "Vēl viena maize.")
    await scheduling.publish_now(here.app, here.scope, here.owner.id, post.id)
    assert len(await here.jobs("preflight")) == 1


async def test_one_that_is_dropped_is_not_looked_at(here: Holding) -> None:
    post = await scheduled(here)
    await here.app.store.change(EVERYWHERE, here.account, replace(here.account, state=ConnectionState.RECONNECT))
    await scheduling.cancel(here.app, here.scope, here.owner.id, post.id)
    await here.passes(3 * DAY)
    assert await here.notices("foreseen") == []


async def trouble(here: Holding, publication: Publication, app: App | None = None) -> str | None:
    return await foreseeing.foreseen(app or here.app, publication)


@pytest.mark.parametrize("state", [ConnectionState.RECONNECT, ConnectionState.REMOVED, ConnectionState.REFUSED])
async def test_an_account_that_is_not_connected_is_foreseen(here: Holding, state: ConnectionState) -> None:
    publication = await here.planned()
    await here.app.store.change(EVERYWHERE, here.account, replace(here.account, state=state))
    assert await trouble(here, publication) == "account"


async def test_a_token_that_will_be_over_is_foreseen_and_one_that_can_be_renewed_is_not(
    here: Holding, sqlite_store: SqlStore, tmp_path: Path
) -> None:
    assert await trouble(here, await here.planned()) is None  # its access token lives for minutes: it is refreshed
    await here.keep(await here.grant(), ends_at=here.clock.now() + DAY)
    assert await trouble(here, await here.planned()) == "ends"
    await ordered(here)
    assert await trouble(here, await here.planned()) is None


async def test_a_token_that_is_never_renewed_and_over_by_then_is_foreseen(fixed: Holding) -> None:
    await fixed.keep(await fixed.grant(), expires_at=fixed.clock.now() + 3 * DAY, refresh=Secret(""))
    near = await fixed.planned()
    far = await fixed.planned(due_at=fixed.clock.now() + 4 * DAY)
    assert (await trouble(fixed, near), await trouble(fixed, far)) == (None, "ends")


async def test_a_network_that_is_switched_off_is_foreseen(here: Holding) -> None:
    assert await trouble(here, await here.planned(), replace(here.app, networks={})) == "network"


async def test_a_text_that_the_accounts_server_allows_no_more_is_foreseen(here: Holding) -> None:
    publication = await here.planned("x" * 200)
    assert await trouble(here, publication) is None
    await here.app.store.change(EVERYWHERE, here.account, replace(here.account, limits={"text": 100}))
    assert await trouble(here, publication) == "content"


async def test_a_file_that_is_gone_is_foreseen(here: Holding) -> None:
    kept = {"kind": MediaKind.IMAGE, "mime": "image/jpeg", "digest": "0" * 64, "bytes": 3, "width": 4, "height": 3}
    publication = await here.planned(media=(Media(key="a.jpg", **kept),))
    assert await trouble(here, publication) == "files"
    await here.app.files.put("a.jpg", b"jpg")
    assert await trouble(here, publication) is None


async def test_trouble_is_told_to_who_approved_and_who_scheduled(here: Holding) -> None:
    other = making.person()
    await here.app.store.add(EVERYWHERE, other)
    publication = await here.planned()
    scheduled = making.action(here.shop, other, ActionKind.SCHEDULED, post_id=publication.post_id)
    await here.app.store.add(EVERYWHERE, scheduled)
    assert await foreseeing.concerned(here.app, publication) == sorted([here.owner.id, other.id])


def test_what_is_only_waiting_for_a_yes_is_looked_at_too() -> None:
    assert {State.IN_REVIEW, State.SCHEDULED} <= foreseeing.WAITING
    assert lasting.renewing(TOKENS) is not None
    assert lasting.renewing(FIXED) is None

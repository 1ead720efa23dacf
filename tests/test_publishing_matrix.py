"""Every way a network can fail, through the real use-case on real databases: once, and nobody is told otherwise."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest

from core.app import App
from core.model import Publication, State, Version
from core.networks.api import Caps, HttpApi
from core.ports import EVERYWHERE, Network
from core.publishing import publish_due
from storage.store import SqlStore
from tests.conftest import SetClock
from tests.crash.stage import Business, Lender, app_of
from tests.fakes.networks.declared import FAKES
from tests.fakes.networks.faults import Fault, Kind
from tests.fakes.networks.matrix import MATRIX, Row
from tests.fakes.networks.server import Played

CASES = [
    pytest.param(network, row, id=f"{network.name}-{row.name}")
    for network in FAKES.values()
    for row in MATRIX
    if row.applies(network.retry)
]
RESTS = {State.PUBLISHED, State.FAILED, State.UNCONFIRMED, State.MISSED, State.HELD, State.IN_REVIEW, State.CANCELLED}


@pytest.fixture
def clock() -> SetClock:
    return SetClock(datetime.now(UTC))


@pytest.fixture
async def played(clock: SetClock) -> AsyncIterator[Played]:
    async with Played(clock=clock) as server:
        yield server


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.night)])
def kept(request: pytest.FixtureRequest) -> SqlStore:
    """By night on both; what the two databases do differently is tried by the suite of the stores."""
    store: SqlStore = request.getfixturevalue(f"{request.param}_store")
    return store


@pytest.fixture
async def app(kept: SqlStore, clock: SetClock, played: Played) -> AsyncIterator[App]:
    async with HttpApi(clock, played.origins, Caps(total=0.3, connect=0.3)) as api:
        yield app_of(kept, clock, api, Lender(played.origin))


async def played_out(app: App, clock: SetClock, publication: Publication) -> Publication:
    """Works until it comes to rest, the clock going on to whenever it wants to be looked at next."""
    for _ in range(30):
        await publish_due(app, "worker")
        now = await app.store.get(EVERYWHERE, Publication, publication.id)
        if now.state in RESTS:
            return now
        assert now.wake_at is not None, now
        clock.set(max(now.wake_at, clock.now()) + timedelta(milliseconds=1))
    raise AssertionError(f"does not come to rest: {now}")


@pytest.mark.parametrize(("network", "row"), CASES)
async def test_a_post_goes_out_once_whatever_happens(
    app: App, clock: SetClock, played: Played, network: Network, row: Row
) -> None:
    business = await Business.open(app.store)
    [publication] = await business.posts(await business.accounts(network.name, 1), clock.now())
    if row.fault is not None:
        played.command(network.name, row.fault, on=row.on)
    if row.reading is not None:
        played.command(network.name, row.reading, on=Kind.READ)
    if row.fault is Fault.REFUSED:
        await publish_due(app, "worker")
        await played.healing
    done = await played_out(app, clock, publication)
    end = row.end(network.retry)
    [version] = await app.store.find(EVERYWHERE, Version)
    assert played.journal.violations == []
    assert len(played.journal.published(version.text)) == end.effects
    assert done.state is end.state
    if end.error is not None:
        assert done.error == end.error

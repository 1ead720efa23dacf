"""G13: one refresh for each generation, however many need it at once in however many processes, whoever is killed."""

import asyncio
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest

from core import lending
from core.app import App
from core.errors import TokenRejected
from core.model import ConnectionState
from core.ports import EVERYWHERE, Credential, Wanted
from storage.database import Database
from storage.store import SqlStore
from tests.conftest import SetClock
from tests.core.tokening import Holding, holding, house
from tests.fakes.tokens import Fault

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, kw_only=True)
class Race:
    """Two processes' Apps over one database, each with connections, vault and HTTP of its own."""

    here: Holding
    apps: Sequence[App]

    async def rounds(self, number: int, users: int) -> None:
        """In each, the token is over, and all of them need it at once; every sixth asks the network for something."""
        for _ in range(number):
            self.here.clock.move(timedelta(minutes=6))
            wanted = await self.here.wanted()
            before = (await self.here.grant()).generation
            got = await asyncio.gather(*(self._use(n, wanted) for n in range(users)))
            assert set(got) == {before + 1}

    async def _use(self, user: int, wanted: Wanted) -> int:
        """The generation that this one went on with."""
        app = self.apps[user % len(self.apps)]

        async def asking(credential: Credential) -> None:
            await app.api.call("GET", f"{credential.base}/api/me", credential=credential, effect=False)

        if user % 6 == 0:
            await lending.used(app, wanted, asking)
        grant = await lending.ready(app, wanted)
        assert grant is not None
        return grant.generation

    async def holds(self, refreshes: int) -> None:
        """Calls to refresh are generations; nothing was used twice, nothing refused."""
        done = self.here.provider.done
        assert done["refresh"] == (await self.here.grant()).generation - 1 == refreshes
        assert (done["replay"], done["dead"], done["refused"]) == (0, 0, 0)
        assert len(await self.here.uses()) == refreshes + done["me"]
        assert (await self.here.connection()).state is ConnectionState.ACTIVE


@pytest.fixture
async def race(store: SqlStore, database_url: str, clock: SetClock, tmp_path: Path) -> AsyncIterator[Race]:
    async with AsyncExitStack() as stack:
        here = await stack.enter_async_context(holding(store, clock, tmp_path))
        database = Database(database_url)
        stack.push_async_callback(database.close)
        other = await stack.enter_async_context(house(SqlStore(database), clock, tmp_path, here.provider.origin))
        yield Race(here=here, apps=(here.app, other))


async def test_there_is_one_refresh_for_each_generation(race: Race) -> None:
    race.here.provider.latency = 0.03
    await race.rounds(8, users=12)
    await race.holds(8)


@pytest.mark.night
async def test_there_is_one_refresh_for_each_generation_in_ten_thousand_races(race: Race) -> None:
    race.here.provider.latency = 0.05
    await race.rounds(200, users=50)
    await race.holds(200)


@pytest.mark.night
async def test_a_provider_that_takes_fifteen_seconds_is_waited_for_and_asked_once(race: Race) -> None:
    race.here.provider.latency = 15.0
    await race.rounds(2, users=50)
    await race.holds(2)


# -- killed ------------------------------------------------------------------------------------------------------------


async def killed(here: Holding, url: str, folder: Path) -> None:
    """Another process refreshes, and is killed while the provider has its request; then its lease is over."""
    here.clock.move(timedelta(minutes=6))
    here.provider.reached.clear()
    wanted = await here.wanted()
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "tests.core.refresher", "--database", url, "--folder", str(folder), "--origin", here.provider.origin),
        *("--account", here.account.id, "--action", wanted.action, "--now", here.clock.now().isoformat()),
        cwd=ROOT,
    )
    reached = asyncio.create_task(here.provider.reached.wait())
    ended = asyncio.create_task(process.wait())
    await asyncio.wait([reached, ended], return_when=asyncio.FIRST_COMPLETED)
    assert not ended.done()
    process.kill()
    await ended
    here.clock.move(timedelta(seconds=61))


async def once_more(here: Holding) -> bool:
    """Whether the next who needs it gets new tokens."""

    async def nothing(_: Credential) -> None:
        return None

    try:
        await lending.used(here.app, await here.wanted(), nothing)
    except TokenRejected:
        return False
    return True


async def kills(here: Holding, url: str, folder: Path, number: int) -> None:
    """Before the provider did it, and after, in turns."""
    for turn in range(number):
        spared, before = turn % 2 == 0, here.provider.done.copy()
        here.provider.latency = 0.3
        here.provider.faults.extend([Fault.BUSY] if spared else [])
        await killed(here, url, folder)
        await asyncio.sleep(0.4)  # the provider does not hear that nobody waits any more
        here.provider.latency = 0.0
        assert await once_more(here) is spared
        assert here.provider.done["replay"] - before["replay"] == (not spared)
        if not spared:
            await connected_again(here)


async def connected_again(here: Holding) -> None:
    now = await here.connection()
    assert now.state is ConnectionState.RECONNECT
    await here.app.store.change(EVERYWHERE, now, replace(now, state=ConnectionState.ACTIVE, error=None))
    here.given = here.provider.give(here.account.account)
    await here.keep(await here.grant())


async def test_who_is_killed_in_the_middle_costs_one_more_try_and_no_more(
    sqlite_store: SqlStore, sqlite_url: str, clock: SetClock, tmp_path: Path
) -> None:
    async with holding(sqlite_store, clock, tmp_path) as here:
        await kills(here, sqlite_url, tmp_path, 2)
        assert len(await here.notices("reconnect")) == 1


@pytest.mark.night
async def test_twenty_kills(store: SqlStore, database_url: str, clock: SetClock, tmp_path: Path) -> None:
    async with holding(store, clock, tmp_path) as here:
        await kills(here, database_url, tmp_path, 20)
        assert (here.provider.done["replay"], len(await here.notices("reconnect"))) == (10, 10)

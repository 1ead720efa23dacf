"""The clock of a process: wakes precisely, hears of new times, gives way to whoever holds the lease, ends in order."""

import asyncio
import os
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from bot.clock import POLL, Engine, SystemClock, is_dead, new_owner
from bot.jobs import Jobs, Limits
from core.app import App
from core.errors import StoreUnavailable, Unavailable
from core.model import Job, Publication, State
from core.networks.api import HttpApi
from core.ports import EVERYWHERE
from storage.database import Database
from storage.store import SqlStore
from tests import making
from tests.crash.stage import Business, Lender, app_of
from tests.fakes.networks.server import Played

S = State
NETWORK = "fake_idempotent"


@pytest.fixture
async def played() -> AsyncIterator[Played]:
    async with Played() as server:
        yield server


@pytest.fixture
async def app(sqlite_store: SqlStore, played: Played) -> AsyncIterator[App]:
    clock = SystemClock()
    async with HttpApi(clock, played.origins) as api:
        yield app_of(sqlite_store, clock, api, Lender(played.origin))


@asynccontextmanager
async def running(*loops: Engine | Jobs) -> AsyncIterator[asyncio.Event]:
    stop = asyncio.Event()
    tasks = [asyncio.create_task(loop.run(stop)) for loop in loops]
    try:
        yield stop
    finally:
        stop.set()
        await asyncio.gather(*tasks)


async def until(app: App, number: int, **equal: object) -> None:
    """Waits until so many publications are as said."""
    async with asyncio.timeout(30):
        while await app.store.count(EVERYWHERE, Publication, **equal) < number:  # noqa: ASYNC110 - what is watched for
            await asyncio.sleep(0.01)


async def due(app: App, seconds: float, number: int = 1) -> list[Publication]:
    business = await Business.open(app.store)
    at = app.clock.now() + timedelta(seconds=seconds)
    return await business.posts(await business.accounts(NETWORK, number), at)


async def test_what_is_scheduled_while_it_runs_goes_out_at_its_time(app: App, played: Played) -> None:
    async with running(Engine(app, owner=new_owner())):
        await asyncio.sleep(0.1)
        [publication] = await due(app, 0.3)
        await until(app, 1, state=S.PUBLISHED)
    [effect] = played.journal.published()
    assert publication.due_at is not None
    late = datetime.fromisoformat(effect.at) - publication.due_at
    # By the alarm, not by the poll that finds what other processes wrote; how precisely, benchmarks/lone.py says.
    assert timedelta() <= late < timedelta(seconds=POLL - 1)


async def test_what_was_due_before_it_started_goes_out_at_once(app: App) -> None:
    await due(app, -1, 3)
    async with running(Engine(app, owner=new_owner())):
        await until(app, 3, state=S.PUBLISHED)


async def test_one_account_after_another_needs_no_poll(app: App) -> None:
    business = await Business.open(app.store)
    accounts = await business.accounts(NETWORK, 1)
    async with running(Engine(app, owner=new_owner())):
        await business.posts(accounts * 5, app.clock.now())
        async with asyncio.timeout(3 * POLL):  # by polls alone it would take five of them
            await until(app, 5, state=S.PUBLISHED)


async def test_of_two_processes_on_one_file_only_the_holder_of_the_lease_publishes(
    app: App, sqlite_url: str, played: Played
) -> None:
    other = Database(sqlite_url)
    first, second = "elsewhere/1:1:a", "elsewhere/1:2:b"
    async with running(Engine(app, owner=first)) as stop:
        await asyncio.sleep(0.2)
        waiting = app_of(SqlStore(other), app.clock, app.api, app.vault)
        async with running(Engine(waiting, owner=second)):
            await due(app, 0, 5)
            await until(app, 5, state=S.PUBLISHED)
            stop.set()
            await asyncio.sleep(0.2)
            await due(app, 0, 5)
            await until(app, 10, state=S.PUBLISHED)
    await other.close()
    assert played.journal.duplicates() == {}


async def test_leases_of_a_process_that_is_gone_are_over_at_the_next_start(app: App) -> None:
    await due(app, 0)
    mine = new_owner()
    place = mine.partition(":")[0]
    gone = f"{place}:{os.getpid()}:00000000"
    lease = timedelta(seconds=120)
    await app.store.claim_publications(EVERYWHERE, now=app.clock.now(), owner=gone, lease=lease, limit=1)
    async with running(Engine(app, owner=mine)):
        await until(app, 1, state=S.PUBLISHED)


def test_only_a_process_of_this_machine_that_is_gone_is_called_dead() -> None:
    mine = new_owner()
    place = mine.partition(":")[0]
    assert is_dead(f"{place}:{os.getpid()}:00000000", mine)
    assert is_dead(f"{place}:4194999:00000000", mine)
    assert not is_dead(mine, mine)
    assert not is_dead(f"{mine}:jobs", mine)
    assert not is_dead(f"{place}:1:00000000", mine)
    assert not is_dead("another/1:4194999:00000000", mine)
    assert not is_dead("nonsense", mine)


async def test_a_stop_while_many_are_being_sent_loses_none(app: App, played: Played) -> None:
    played.latency = 0.05
    await due(app, 0, 300)
    async with running(Engine(app, owner=new_owner())):
        await until(app, 50, state=S.PUBLISHED)
    assert await app.store.count(EVERYWHERE, Publication, state={S.CLAIMED, S.SENDING}) == 0
    async with running(Engine(app, owner=new_owner())):
        await until(app, 300, state=S.PUBLISHED)
    assert played.journal.duplicates() == {}


class Ringing(asyncio.Event):
    """An event that breaks who waits for it."""

    async def wait(self) -> bool:
        raise KeyError("nobody foresaw this")


@pytest.mark.parametrize("inner", ["_due", "_changed"])
async def test_an_engine_whose_inner_loop_dies_does_not_only_look_alive(app: App, inner: str) -> None:
    engine = Engine(app, owner=new_owner())
    setattr(engine, inner, Ringing())
    async with asyncio.timeout(30):
        with pytest.raises(KeyError):
            await engine.run(asyncio.Event())


async def test_what_is_done_again_and_again_may_be_done_soon_for_the_first_time(app: App) -> None:
    engine, done = Engine(app, owner=new_owner()), asyncio.Event()

    async def work() -> None:
        done.set()

    engine.every("work", 1800, work, first=0.1)
    async with running(engine), asyncio.timeout(30):
        await done.wait()


# -- jobs --------------------------------------------------------------------------------------------------------------


@dataclass
class Counted:
    """What a kind of job does here: nothing but count, and break as often as it is told."""

    breaks: int = 0
    done: int = 0
    tried: int = 0

    async def __call__(self, app: App, job: Job) -> None:
        self.tried += 1
        if self.tried <= self.breaks:
            raise Unavailable("not now")
        self.done += 1


@contextmanager
def patient(seconds: float) -> Iterator[None]:
    yield


async def left(app: App) -> int:
    return await app.store.count(EVERYWHERE, Job)


async def no_more(app: App) -> None:
    async with asyncio.timeout(30):
        while await left(app):  # noqa: ASYNC110 - what is watched for
            await asyncio.sleep(0.01)


async def test_a_job_is_done_soon_after_its_commit_and_then_gone(app: App) -> None:
    work = Counted()
    async with running(Jobs(app, {"tell": work}, owner="a")):
        await asyncio.sleep(0.1)
        await app.store.enqueue(EVERYWHERE, making.job(run_at=app.clock.now()))
        async with asyncio.timeout(2):
            await no_more(app)
    assert work.done == 1


async def test_a_job_that_fails_is_tried_again(app: App) -> None:
    work = Counted(breaks=1)
    async with running(Jobs(app, {"tell": work}, owner="a")):
        await app.store.enqueue(EVERYWHERE, making.job(run_at=app.clock.now()))
        await no_more(app)
    assert (work.tried, work.done) == (2, 1)


async def test_a_job_that_never_works_is_given_up_with_a_line_in_the_log(
    app: App, caplog: pytest.LogCaptureFixture
) -> None:
    work = Counted(breaks=99)
    async with running(Jobs(app, {"tell": work}, owner="a", limits=Limits(tries=2))):
        await app.store.enqueue(EVERYWHERE, making.job(run_at=app.clock.now(), key="k"))
        await no_more(app)
    assert "tell k is given up after 2 tries" in caplog.text


async def test_what_is_given_up_is_told_so_that_nobody_waits_for_it(app: App) -> None:
    work, told = Counted(breaks=99), Counted(breaks=1)
    jobs = Jobs(app, {"tell": work}, owner="a", limits=Limits(tries=2), given_up={"tell": told})
    async with running(jobs):
        await app.store.enqueue(EVERYWHERE, making.job(run_at=app.clock.now(), key="k"))
        await no_more(app)
    assert (work.tried, told.tried) == (2, 1)


async def test_a_job_waits_for_the_database_as_long_as_it_takes(app: App) -> None:
    gone = iter([True, True, True])
    work = Counted()

    async def tell(app: App, job: Job) -> None:
        if next(gone, False):
            raise StoreUnavailable
        await work(app, job)

    async with running(Jobs(app, {"tell": tell}, owner="a", limits=Limits(tries=2))):
        await app.store.enqueue(EVERYWHERE, making.job(run_at=app.clock.now()))
        await no_more(app)
    assert work.done == 1


async def test_a_slow_job_keeps_no_other_waiting(app: App) -> None:
    gate, quick = asyncio.Event(), Counted()

    async def slow(app: App, job: Job) -> None:
        await gate.wait()

    async with running(Jobs(app, {"slow": slow, "tell": quick}, owner="a")):
        now = app.clock.now()
        await app.store.enqueue(EVERYWHERE, *(making.job(kind="slow", run_at=now) for _ in range(5)))
        await app.store.enqueue(EVERYWHERE, *(making.job(run_at=now) for _ in range(20)))
        async with asyncio.timeout(30):
            while quick.done < 20:  # noqa: ASYNC110 - what is watched for
                await asyncio.sleep(0.01)
        gate.set()
        await no_more(app)


async def test_a_runner_that_dies_says_so(app: App) -> None:
    jobs = Jobs(app, {"tell": Counted()}, owner="a")
    setattr(jobs, "_heard", Ringing())  # noqa: B010 - a fault that nothing else brings about
    async with asyncio.timeout(30):
        with pytest.raises(KeyError):
            await jobs.run(asyncio.Event())


async def test_slow_writings_keep_the_places_of_another_runner_free(app: App) -> None:
    gate, quick = asyncio.Event(), Counted()
    begun = 0

    async def slow(app: App, job: Job) -> None:
        nonlocal begun
        begun += 1
        await gate.wait()

    few = Limits(at_once=2, waiting=2)
    async with running(Jobs(app, {"slow": slow}, owner="a:b", limits=few), Jobs(app, {"tell": quick}, owner="a")):
        now = app.clock.now()
        await app.store.enqueue(EVERYWHERE, *(making.job(kind="slow", run_at=now) for _ in range(20)))
        await app.store.enqueue(EVERYWHERE, making.job(run_at=now))
        async with asyncio.timeout(30):
            while quick.done < 1:  # noqa: ASYNC110 - what is watched for
                await asyncio.sleep(0.01)
        assert begun <= 2
        gate.set()
        await no_more(app)
    assert begun == 20


async def test_what_no_one_here_can_do_is_left_alone(app: App) -> None:
    async with running(Jobs(app, {"tell": Counted()}, owner="a")):
        await app.store.enqueue(EVERYWHERE, making.job(kind="other", run_at=app.clock.now()))
        await asyncio.sleep(0.2)
    [job] = await app.store.find(EVERYWHERE, Job)
    assert job.lease_owner is None


async def test_jobs_that_run_at_a_stop_are_finished(app: App) -> None:
    begun, work = asyncio.Event(), Counted()

    async def slow(app: App, job: Job) -> None:
        begun.set()
        await asyncio.sleep(0.2)
        await work(app, job)

    async with running(Jobs(app, {"tell": slow}, owner="a")):
        await app.store.enqueue(EVERYWHERE, making.job(run_at=app.clock.now()))
        await begun.wait()
    assert (work.done, await left(app)) == (1, 0)


def test_the_clock_tells_the_time_in_utc() -> None:
    assert SystemClock().now().tzinfo is UTC


async def test_what_is_to_be_done_again_and_again_is_done_however_it_is_written(app: App) -> None:
    done = asyncio.Event()

    async def purged() -> None:
        done.set()

    engine = Engine(app, owner=new_owner())
    engine.every("purge", 1800.0, lambda: purged(), first=0.0)  # noqa: PLW0108 - as it is wired, with arguments
    async with running(engine), asyncio.timeout(30):
        await done.wait()

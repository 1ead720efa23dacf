"""A process whose loop dies ends as a whole, in good order, and says so by its exit code."""

import asyncio
from pathlib import Path

import httpx
import pytest
import typer

from bot.__main__ import _started
from bot.jobs import Jobs
from bot.processes import LoopEnded, Loops, running
from bot.settings import Settings
from bot.web import health


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data_dir=tmp_path, port=0)


async def breaking(begin: asyncio.Event) -> None:
    await begin.wait()
    raise KeyError("nobody foresaw this")


async def idle(stop: asyncio.Event) -> None:
    await stop.wait()


async def with_loops(begin: asyncio.Event, stop: asyncio.Event) -> None:
    """A main that would wait for ever, and a loop that breaks."""
    loops = Loops(asyncio.current_task())
    try:
        loops.start(breaking(begin), "breaking")
        begin.set()
        await stop.wait()
    except asyncio.CancelledError:
        assert loops.leave()
    assert loops.fault is not None
    raise loops.fault


async def test_a_loop_that_breaks_ends_what_waits_for_the_signal() -> None:
    async with asyncio.timeout(5):
        with pytest.raises(LoopEnded) as raised:
            await with_loops(asyncio.Event(), asyncio.Event())
    assert isinstance(raised.value.__cause__, KeyError)
    task = asyncio.current_task()
    assert task is not None
    assert task.cancelling() == 0


async def test_a_process_that_loses_a_loop_ends_everything_else_in_good_order(settings: Settings) -> None:
    async with asyncio.timeout(30):
        with pytest.raises(LoopEnded, match="jobs"):  # noqa: PT012 - it comes out of the block's end
            async with running(settings, web=True, work=True) as process:
                address, breaks = process.house.app.address, break_into(process.house.jobs)
                await asyncio.wait_for(asyncio.Event().wait(), 20)
    assert isinstance(breaks, KeyError)
    async with httpx.AsyncClient(trust_env=False) as http:
        with pytest.raises(httpx.ConnectError):
            await http.get(f"{address}/healthz")
    assert [task for task in asyncio.all_tasks() if task is not asyncio.current_task()] == []


def break_into(jobs: Jobs) -> KeyError:
    """The runner's next look at its limits breaks it."""
    fault = KeyError("nobody foresaw this")

    class Broken:
        def __getattr__(self, name: str) -> None:
            raise fault

    setattr(jobs, "_limits", Broken())  # noqa: B010 - a fault that nothing else brings about
    return fault


async def test_a_loop_that_ends_without_a_word_is_a_fault_too() -> None:
    loops, done = Loops(None), asyncio.Event()
    done.set()
    await asyncio.wait([loops.start(idle(done), "quiet")])
    await asyncio.sleep(0)
    assert not loops.run()


async def test_loops_that_end_when_they_are_asked_to_are_no_fault() -> None:
    loops, stop = Loops(asyncio.current_task()), asyncio.Event()
    task = loops.start(idle(stop), "asked")
    loops.leave()
    stop.set()
    await asyncio.wait([task])
    await asyncio.sleep(0)
    assert loops.run()


async def test_another_who_cancels_at_the_same_time_is_not_taken_for_a_loop() -> None:
    loops = Loops(asyncio.current_task())
    task = asyncio.current_task()
    assert task is not None
    broken = asyncio.Event()
    broken.set()
    loops.start(breaking(broken), "breaking")
    try:
        await asyncio.sleep(5)
    except asyncio.CancelledError:
        task.cancel()
        assert not loops.leave()
    with pytest.raises(asyncio.CancelledError):
        await asyncio.sleep(5)
    task.uncancel()


def test_the_exit_code_of_such_a_process_is_one(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DATA_DIR", str(tmp_path))

    async def work(_: Settings) -> None:
        await with_loops(asyncio.Event(), asyncio.Event())

    # No MarketingError: it leaves the interpreter with its trace, and that is exit code 1.
    with pytest.raises((LoopEnded, typer.Exit)) as raised:
        _started(work)
    assert getattr(raised.value, "exit_code", 1) == 1


async def test_readiness_says_whether_the_loops_run(settings: Settings) -> None:
    async with (
        running(settings, web=True, work=False) as process,
        httpx.AsyncClient(base_url=process.house.app.address, trust_env=False) as http,
    ):
        ready = await http.get("/readyz")
    assert (ready.status_code, ready.json()["loops"]) == (200, "ok")


async def test_a_process_that_has_lost_a_loop_is_not_ready() -> None:
    async def up_to_date() -> bool:
        return False

    able, parts = await health.readiness(up_to_date, lambda: False)
    assert (able, parts) == (False, {"database": "ok", "migrations": "ok", "loops": "ended"})

"""A house that can be killed at any moment and follows itself at once."""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.fakes.networks.process import ROOT

PATIENCE = 30.0


@dataclass
class Nursery:
    """Where houses come from; one lives at a time."""

    process: Process
    child: int = 0

    async def begin(self) -> None:
        """The next house, when the last is gone and has let go of its port; it is ready when this returns."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(b"one more\n")
        async with asyncio.timeout(PATIENCE):
            while self.child and _lives(self.child):  # noqa: ASYNC110 - nothing tells us
                await asyncio.sleep(0.005)
            self.child = int(await self.process.stdout.readline())

    def kill(self) -> None:
        """As the power cut does it."""
        os.kill(self.child, signal.SIGKILL)


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


@asynccontextmanager
async def nursery(folder: Path, *options: str) -> AsyncIterator[Nursery]:
    """What its houses log comes out with the test's; `options` are those of `tests.crash.nursery`."""
    command = (sys.executable, "-m", "tests.crash.nursery", str(folder), *options)
    process = await asyncio.create_subprocess_exec(*command, cwd=ROOT, stdin=PIPE, stdout=PIPE, start_new_session=True)
    made = Nursery(process)
    try:
        await made.begin()
        yield made
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        await process.wait()

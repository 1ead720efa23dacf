"""Starts the played networks as a process of their own, for a test or a benchmark that drives processes."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.fakes.networks.control import Control
from tests.fakes.networks.journal import Journal

PATIENCE = 20
ROOT = Path(__file__).parents[3]


@dataclass(frozen=True)
class Playing:
    """Where they are. `origins` is what HttpApi takes; `origins[name]` is also what {NETWORK}_BASE_URL would be."""

    pid: int
    origin: str
    origins: Mapping[str, str]
    control: Control
    lines: Path

    def journal(self) -> Journal:
        """As it was written to the disk so far."""
        return Journal.read(self.lines)


@contextmanager
def in_a_process(folder: Path, *options: str) -> Iterator[Playing]:
    """`options` as `python -m tests.fakes.networks --help` has them; its files lie in `folder`."""
    ports, lines = folder / "ports.json", folder / "journal.jsonl"
    command = [sys.executable, "-m", "tests.fakes.networks", "--port-file", str(ports), "--journal", str(lines)]
    with subprocess.Popen([*command, *options], cwd=ROOT) as process:
        try:
            found = awaited(ports, process)
            control = Control(found.pop("control"))
            yield Playing(pid=process.pid, control=control, lines=lines, **found)
        finally:
            process.terminate()


def awaited(ports: Path, process: subprocess.Popen[bytes]) -> dict[str, Any]:
    end = time.monotonic() + PATIENCE
    while not ports.exists():
        if process.poll() is not None or time.monotonic() > end:
            raise AssertionError("the played networks do not start")
        time.sleep(0.02)
    return dict(json.loads(ports.read_text()))

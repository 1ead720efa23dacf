"""Starts the played Bot API as a process of its own, for a test or a benchmark that drives processes."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.fakes.telegram.control import Control

PATIENCE = 20
ROOT = Path(__file__).parents[3]


@contextmanager
def in_a_process(folder: Path, *options: str) -> Iterator[Control]:
    """`options` as `python -m tests.fakes.telegram --help` has them; `control.origin` is TELEGRAM_API_URL."""
    ports = folder / "telegram.port"
    command = [sys.executable, "-m", "tests.fakes.telegram", "--port", "0", "--port-file", str(ports)]
    with subprocess.Popen([*command, *options], cwd=ROOT) as process:
        try:
            end = time.monotonic() + PATIENCE
            while not ports.exists():
                if process.poll() is not None or time.monotonic() > end:
                    raise AssertionError("the played Bot API does not start")
                time.sleep(0.02)
            yield Control(ports.read_text())
        finally:
            process.terminate()

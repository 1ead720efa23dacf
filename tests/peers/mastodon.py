"""`mastodon_mock` 0.6.1 of PyPI on loopback, a program of its own: somebody else's idea of a Mastodon server.

It wants libraries of other versions than ours: `pipx install mastodon_mock==0.6.1`, and it is found on the PATH.
"""

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

PROGRAM = "mastodon_mock"
PATIENCE = 30


def missing() -> str:
    """What is not installed here; "" nothing."""
    return "" if shutil.which(PROGRAM) else f"{PROGRAM} (pipx install {PROGRAM}==0.6.1)"


@contextmanager
def mastodon(folder: Path) -> Iterator[str]:
    """Its origin. Nothing of it stays."""
    port = free_port()
    command = [PROGRAM, "serve", "--in-memory", "--host", "127.0.0.1", "--port", str(port), "--log-level", "warning"]
    with (
        (folder / "mastodon.log").open("wb") as log,
        subprocess.Popen(command, cwd=folder, stdout=log, stderr=log) as process,
    ):
        try:
            origin = f"http://127.0.0.1:{port}"
            awaited(f"{origin}/api/v2/instance", process)
            yield origin
        finally:
            process.terminate()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def awaited(address: str, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < end:
        try:
            with urlopen(address, timeout=5):  # noqa: S310 - loopback
                return
        except (URLError, OSError):
            time.sleep(0.1)
    raise AssertionError(f"{PROGRAM} does not start")

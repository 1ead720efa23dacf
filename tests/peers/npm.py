"""Programs from npm: installed once, beside the virtual environment's cache, and started on loopback."""

import functools
import json
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

PACKAGES: Mapping[str, str] = {"oidc-provider": "9.13.3", "@atproto/pds": "0.4.217", "@did-plc/server": "0.0.1"}
PLACE = Path(sys.prefix) / "cache" / "peers"
HERE = Path(__file__).parent
INSTALL_SECONDS = 900
START_SECONDS = 60
BUILT = "better-sqlite3"
"""Is compiled when it is installed, and npm asks first."""


def missing() -> str:
    """What has to be there before anything can be installed; asked of all tests, also where none of these runs."""
    return ", ".join(name for name in ("node", "npm") if not shutil.which(name))


@functools.cache
def installed() -> str:
    """Installs them, the first time: minutes. Why they cannot be; "" where they can."""
    if all((PLACE / "node_modules" / name).is_dir() for name in PACKAGES):
        return ""
    PLACE.mkdir(parents=True, exist_ok=True)
    said = {"private": True, "dependencies": dict(PACKAGES), "allowScripts": {BUILT: True}}
    (PLACE / "package.json").write_text(json.dumps(said))
    command = ["npm", "install", "--no-audit", "--no-fund", "--cache", str(PLACE / "npm")]
    try:
        done = subprocess.run(command, cwd=PLACE, capture_output=True, text=True, timeout=INSTALL_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return "npm install took too long"
    return "" if done.returncode == 0 else f"npm install: {done.stderr[-300:]}"


@contextmanager
def started(script: str, **given: str) -> Iterator[None]:
    """Runs `script` of this folder; `given` are its words. Ends it afterwards. Skips where it cannot be installed."""
    if why := installed():
        pytest.skip(f"not installed: {why}")
    words = [f"{name}={value}" for name, value in given.items()]
    command = ["node", str(HERE / script), f"modules={PLACE / 'node_modules'}", *words]
    with subprocess.Popen(command, cwd=PLACE, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        try:
            until_it_answers(given["origin"], process)
            yield
        finally:
            process.terminate()
            process.communicate()


def until_it_answers(origin: str, process: "subprocess.Popen[bytes]") -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and process.poll() is None:
        try:
            urllib.request.urlopen(origin, timeout=1)  # noqa: S310 - our own, on loopback
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
        else:
            return
    assert process.stderr is not None
    process.terminate()
    raise AssertionError(f"it does not start: {process.stderr.read()[-2000:]!r}")


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])

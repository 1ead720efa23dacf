"""The token, the webhook's secret and what else is secret come out nowhere; and if they did, a test would fail."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests import canary
from tests.fakes.telegram import TOKEN, FakeTelegram, Play
from tests.telegram.conftest import alive

ROOT = Path(__file__).parents[2]
SOWN = """
import logging, subprocess

def test_log(): logging.getLogger("x").debug("POST %s", "{secret}")

def test_trace():
    try: raise OSError("{secret}")
    except OSError: logging.exception("x")

def test_output(): print("{secret}")

def test_process(): subprocess.run(["echo", "{secret}"])

def test_nothing(): print("all is well")
"""
LEAKS = {"test_log", "test_trace", "test_output", "test_process"}


def test_each_leak_that_is_sown_is_found(tmp_path: Path) -> None:
    file = tmp_path / "test_sown.py"
    file.write_text(SOWN.replace("{secret}", TOKEN))
    command = [sys.executable, "-m", "pytest", "-q", "-p", "tests.canary", "-o", "log_level=DEBUG", "-c", "/dev/null"]
    done = subprocess.run([*command, str(file)], cwd=ROOT, capture_output=True, text=True, check=False)
    assert set(re.findall(r"canary: the bot's token came out with \S+::(\w+)", done.stdout)) == LEAKS, done.stdout
    assert "4 failed, 1 passed" in done.stdout


def contents(folder: Path) -> list[str]:
    """Of all files in it: the database with its journal, keys, media."""
    return [one.read_bytes().decode("latin-1") for one in folder.rglob("*") if one.is_file()]


async def test_no_secret_is_in_any_file_message_or_log_of_a_house_in_trouble(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    async with FakeTelegram() as api, alive(api, tmp_path) as live:
        anna = api.person("Anna")
        for play in Play:
            if play not in {Play.HANG, Play.HANG_AFTER}:
                api.plays["sendMessage"].append(play)
                api.plays["getUpdates"].append(play)
        await anna.writes("/start")
        await anna.sees("AiMarketing", timeout=60)
        told = [caplog.text, repr(live.house.telegram), *map(str, anna.chat), *map(str, live.said)]
    assert not canary.leaked(told)
    kept = contents(tmp_path)
    assert kept
    assert not canary.leaked(kept)

"""The token, the webhook's secret and what else is secret come out nowhere; and if they did, a test would fail."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests import canary
from tests.fakes.telegram import TOKEN, FakeTelegram, Play
from tests.telegram.conftest import alive

ROOT = Path(__file__).parents[2]
LEAKS = {
    "log": "import logging\ndef test_it(): logging.getLogger('x').debug('POST %s', '{secret}')",
    "trace": "import logging\ndef test_it():\n try: raise OSError('{secret}')\n except OSError: logging.exception('x')",
    "output": "def test_it(): print('{secret}')",
    "process": "import subprocess\ndef test_it(): subprocess.run(['echo', '{secret}'])",
    "nothing": "def test_it(): print('all is well')",
}


@pytest.mark.parametrize("how", LEAKS)
def test_a_leak_that_is_sown_is_found(tmp_path: Path, how: str) -> None:
    file = tmp_path / "test_sown.py"
    file.write_text(LEAKS[how].replace("{secret}", TOKEN))
    command = [sys.executable, "-m", "pytest", "-q", "-p", "tests.canary", "-o", "log_level=DEBUG", "-c", "/dev/null"]
    done = subprocess.run([*command, str(file)], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == (how != "nothing"), done.stdout
    assert ("canary: the bot's token" in done.stdout) == (how != "nothing")


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

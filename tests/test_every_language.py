"""Every language says everything: the same keys with the same variables, and all that the code asks for."""

import re
from importlib.resources import files
from pathlib import Path

import pytest
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from core.texts import FALLBACK, LANGUAGES, Texts

OTHERS = [language for language in LANGUAGES if language != FALLBACK]
ROOT = Path(__file__).parents[1]
SAMPLE_NUMBERS = (0, 1, 2, 5, 11, 21, 22, 101)


class Variables(Visitor):
    """Collects the variables of a message."""

    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802 - the visitor's own naming
        self.names.add(node.id.name)


def messages(language: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for file in files("locales").joinpath(language).iterdir():
        if file.name.endswith(".ftl"):
            for entry in FluentParser().parse(file.read_text("utf-8")).body:
                assert not isinstance(entry, ast.Junk), f"{file.name}: {entry.content}"
                if isinstance(entry, ast.Message):
                    assert entry.id.name not in found, f"{entry.id.name} is said twice"
                    variables = Variables()
                    variables.visit(entry)
                    found[entry.id.name] = variables.names
    return found


def asked_for() -> set[str]:
    """The keys that stand in the code as whole literals."""
    call = re.compile(r'(?:\.say|_say)\(\s*"([a-z][a-z0-9_-]+)"')
    invalid = re.compile(r'Invalid\("([a-z][a-z0-9-]+)"')
    keys: set[str] = set()
    for room in ("bot", "handlers", "core"):
        for path in (ROOT / room).rglob("*.py"):
            keys |= set(call.findall(path.read_text())) | set(invalid.findall(path.read_text()))
    return keys


def test_every_key_that_the_code_asks_for_exists() -> None:
    assert sorted(asked_for() - messages(FALLBACK).keys()) == []


@pytest.mark.parametrize("language", OTHERS)
def test_every_language_has_the_same_keys(language: str) -> None:
    here, there = messages(language).keys(), messages(FALLBACK).keys()
    assert (sorted(there - here), sorted(here - there)) == ([], [])


@pytest.mark.parametrize("language", OTHERS)
def test_every_sentence_uses_the_same_variables(language: str) -> None:
    there = messages(FALLBACK)
    wrong = {key: names for key, names in messages(language).items() if key in there and names - there[key]}
    assert wrong == {}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("number", SAMPLE_NUMBERS)
def test_every_sentence_can_be_said_for_every_number(language: str, number: int) -> None:
    texts = Texts(language)
    for key, names in messages(language).items():
        assert texts.say(key, dict.fromkeys(names, number)).strip(), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_quotes_are_those_of_the_language(language: str) -> None:
    marks = {"en": "“”", "lv": "„”“", "ru": "«»"}[language]
    foreign = set("“”„«»") - set(marks)
    for file in files("locales").joinpath(language).iterdir():
        if file.name.endswith(".ftl"):
            lines = [line for line in file.read_text("utf-8").splitlines() if not line.startswith("#")]
            assert not foreign & set("".join(lines)), f"{file.name} has quotes of another language"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_policy_and_the_words_of_time(language: str) -> None:
    for name in ("policy.md", "times.toml"):
        assert files("locales").joinpath(language, name).is_file()


def test_no_words_for_people_stand_in_handlers() -> None:
    """A string literal with a space and a capital that reaches a View would be English for everybody."""
    shown = re.compile(r'(?:Title|Text|Notice|Link)\(\s*(?:Level\.\w+,\s*)?f?"[A-Z]')
    for path in (ROOT / "handlers").glob("*.py"):
        assert not shown.findall(path.read_text()), path.name

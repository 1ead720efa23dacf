"""Every language says everything: the same keys with the same variables, all that the code asks for, and no more."""

import ast as python
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from core.errors import BudgetSpent, MarketingError, Misconfigured, Missing, NetworkError, WriterError
from core.model import ActionKind, Role, State
from core.roles import Right
from core.texts import FALLBACK, LANGUAGES, Texts

OTHERS = [language for language in LANGUAGES if language != FALLBACK]
ROOMS = ("bot", "handlers", "core", "storage")
ASKING = frozenset({"say", "_say", "has", "Invalid", "chosen", "must_fit", "when"})
"""What is called with a key."""
BUTTONS = frozenset({"button", "primary", "danger"})
"""What is called with the rest of one that begins with `act-`."""
KEY = r"[a-z]+(-[a-z_]+)+(\.[a-z]+)?"
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
                    parts = {entry.id.name: entry.value} | {
                        f"{entry.id.name}.{one.id.name}": one.value for one in entry.attributes
                    }
                    for key, part in parts.items():
                        variables = Variables()
                        variables.visit(part)
                        found[key] = variables.names
    return found


@cache
def sources() -> tuple[python.AST, ...]:
    return tuple(
        python.parse(path.read_text("utf-8")) for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))
    )


@cache
def literals() -> frozenset[str]:
    """Every string of the code, and the names of its classes: errors and what is kept are named by them."""
    found: set[str] = set()
    for node in (node for source in sources() for node in python.walk(source)):
        if isinstance(node, python.Constant) and isinstance(node.value, (str, int)):
            found.add(str(node.value))
        elif isinstance(node, python.ClassDef):
            found |= {node.name, node.name.lower(), node.name.removeprefix("Writer").lower()}
    return frozenset(found)


@cache
def families() -> frozenset[str]:
    """Every key that is put together, as `act-*`."""
    found: set[str] = set()
    for node in (node for source in sources() for node in python.walk(source)):
        if isinstance(node, python.JoinedStr):
            found.add("".join(str(one.value) if isinstance(one, python.Constant) else "*" for one in node.values))
        elif isinstance(node, python.BinOp) and isinstance(node.op, python.Add):
            found |= {f"{one.value}*" for one in (node.left,) if isinstance(one, python.Constant)}
    return frozenset(one for one in found if re.fullmatch(r"[a-z*.-]+", one) and "*" in one and one.strip("*"))


@cache
def is_said(key: str, *, whole: bool = True) -> bool:
    """Whether the code says this, in one word or put together; a part may be put together of parts alone."""
    if key in literals():
        return True
    for family in families():
        if whole and re.match(r"\*[^.]", family):
            continue
        parts = re.fullmatch(re.escape(family).replace(r"\*", "([A-Za-z0-9_-]+)"), key)
        if parts and all(is_said(part, whole=False) for part in parts.groups()):
            return True
    return False


def asked_for() -> set[str]:
    """The keys that stand in the code as whole literals."""
    asked: set[str] = set()
    for call in (node for source in sources() for node in python.walk(source) if isinstance(node, python.Call)):
        name = getattr(call.func, "attr", getattr(call.func, "id", ""))
        if name in ASKING:
            asked |= {one for given in call.args for one in words_in(given) if re.fullmatch(KEY, one)}
        elif name in BUTTONS:
            asked |= {f"act-{one}" for given in call.args[1:2] for one in words_in(given)}
    return asked | {one for one in literals() if re.fullmatch(r"(flag|outline)-[a-z]+(-[a-z]+)*", one)}


def words_in(given: python.AST) -> set[str]:
    """A literal, or each of two that a condition chooses between."""
    ends = (given.body, given.orelse) if isinstance(given, python.IfExp) else (given,)
    return {one.value for one in ends if isinstance(one, python.Constant) and isinstance(one.value, str)}


def named_by_a_kind() -> Iterator[str]:
    """The keys that are made of the members of a kind: a new member needs its words."""
    for state in State:
        yield from (f"state-{state}", f"post-{state}")
    yield from (f"did-{kind}" for kind in ActionKind)
    for role in Role:
        yield from (f"role-{role}", f"role-about-{role}")
    yield from (f"denied-{right}" for right in Right)
    yield from (f"error-{error.__name__}" for error in (NetworkError, *kinds_of(NetworkError)))
    yield from (f"error-{error.__name__}" for error in (MarketingError, Misconfigured, Missing))
    kinds = [error.__name__ for error in WriterError.__subclasses__() if error is not BudgetSpent]
    for asked in ("writing", "suggest"):
        yield from (f"{asked}-{one.removeprefix('Writer').lower()}" for one in kinds)


def kinds_of(error: type[Exception]) -> Iterator[type[Exception]]:
    for kind in error.__subclasses__():
        yield kind
        yield from kinds_of(kind)


def test_every_key_that_the_code_asks_for_exists() -> None:
    assert sorted(asked_for() - messages(FALLBACK).keys()) == []


def test_every_member_of_a_kind_has_its_words() -> None:
    assert sorted(set(named_by_a_kind()) - messages(FALLBACK).keys()) == []


def test_no_sentence_is_said_by_nobody() -> None:
    assert sorted(key for key in messages(FALLBACK) if not is_said(key)) == []


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
    marks = {"en": "“”", "lv": "„”", "ru": "«»"}[language]
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

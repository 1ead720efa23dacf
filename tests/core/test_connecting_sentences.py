"""Whatever an attempt to connect ends with, each language has a sentence for it, with what it names filled in."""

import ast
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from core import connecting, errors
from core.connecting.binding import reason
from core.errors import Invalid, NetworkError, PermissionMissing, RateLimited
from core.texts import LANGUAGES, Texts
from tests.core.test_connecting_tickets import ticket
from tests.making import NOW

ROOMS = (Path("core/networks"), Path("core/connecting"))
REFUSALS = [one for one in vars(errors).values() if isinstance(one, type) and issubclass(one, NetworkError)]


def said_by(node: ast.AST) -> Iterator[str]:
    """The words of an expression: a literal, or each of two."""
    ends = (node.body, node.orelse) if isinstance(node, ast.IfExp) else (node,)
    for one in ends:
        if isinstance(one, ast.Constant) and isinstance(one.value, str):
            yield one.value


def reasons() -> set[str]:
    """What logins and we ourselves refuse with, by the code."""
    found: set[str] = set()
    for path in (path for room in ROOMS for path in room.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Invalid":
                found |= set(said_by(node.args[0]))
            elif isinstance(node, ast.Constant) and str(node.value).startswith("ticket-"):
                found.add(str(node.value))
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_is_a_sentence_for_each_reason(language: str) -> None:
    texts, facts = Texts(language), {"title": "Mastodon", "account": "Rudzu maize"}
    fallback = connecting.sentence(texts, ticket(error="ticket-refused"), **facts)
    for key in reasons() - {"ticket-refused"}:
        for server in ("", "https://social.example", "anna.test"):
            one = ticket(error=key, server=server, detail="Its own words")
            assert connecting.sentence(texts, one, **facts) != fallback, key


@pytest.mark.parametrize("kind", REFUSALS)
def test_each_way_that_a_network_refuses_is_one_of_a_few_reasons(kind: type[NetworkError]) -> None:
    error = kind(NOW, "Its own words") if issubclass(kind, RateLimited) else kind("Its own words")
    key, detail = reason(error)
    assert (key in {"ticket-away", "ticket-busy", "ticket-refused"}, detail) == (True, "Its own words")


def test_an_app_that_is_not_known_there_is_told_as_that() -> None:
    assert reason(PermissionMissing("our-app")) == ("ticket-our-app", "")


def test_what_a_login_says_is_said() -> None:
    assert reason(Invalid("server-unclear")) == ("server-unclear", "")


def test_a_place_is_named_as_people_name_it() -> None:
    say = Texts("en")
    at = ticket(error="ticket-denied", server="https://social.example", state="sent")
    assert "The answer at social.example was no" in connecting.sentence(say, at, title="Mastodon")
    named = replace(at, server="anna.test")
    assert "The answer at Bluesky was no" in connecting.sentence(say, named, title="Bluesky")
    unknown = replace(named, error="connect-handle-unknown", state=None)
    assert "There is no account anna.test" in connecting.sentence(say, unknown, title="Bluesky")

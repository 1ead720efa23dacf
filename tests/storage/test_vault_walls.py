"""Where a secret may be looked at, and who may put one into the vault: read from the code itself."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROOMS = ("bot", "handlers", "core", "storage")


def calls(name: str) -> Iterator[tuple[str, str]]:
    """The files in which a method of this name is called, and on what."""
    for room in ROOMS:
        for path in (ROOT / room).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.Attribute) and node.attr == name:
                    yield path.relative_to(ROOT).as_posix(), ast.unparse(node.value)


def test_only_what_signs_and_what_seals_looks_at_a_secret() -> None:
    signing = ("core/networks/login/", "storage/vault/", "core/model/secret.py")
    # What a login that is under way laid in its ticket: also words that are none, an address or a name.
    returning = {"core/connecting/sealing.py", "core/networks/bluesky/login.py", "core/networks/wordpress/login.py"}
    looking = {file for file, _ in calls("reveal") if not file.startswith(signing)}
    assert looking - returning == set()


def test_only_connecting_and_refreshing_put_tokens_into_the_vault() -> None:
    """P4b: tokens are issued by official authorisation, and come in no other way."""
    keepers = {file for file, of in calls("keep") if of.endswith("vault")}
    assert {file for file in keepers if not file.startswith(("core/connecting/", "core/refreshing"))} == set()


def test_tokens_are_lent_by_one_use_case_alone() -> None:
    lenders = {file for file, of in calls("use") if of.endswith("vault")}
    assert lenders <= {"core/lending.py", "core/refreshing.py"}

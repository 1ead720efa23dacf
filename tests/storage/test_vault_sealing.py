"""What is sealed opens at its own place only: no row can be swapped, no bit turned (pure: no database)."""

import copy
import json
import pickle
from dataclasses import dataclass, replace
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import TokenRejected
from core.model import Connection, Secret, new_id
from storage.vault.grants import Place
from storage.vault.sealing import bound, key_of, new_key, seal, unseal, unwrap, wrap
from tests import making

CANARY = "canary-access-token-9d41"
ROWS = 201


@dataclass(frozen=True)
class Row:
    """A token as it lies in the database. All rows share one data key: only the place keeps them apart."""

    place: bytes
    sealed: bytes


def account(number: int, **given: Any) -> Connection:
    owner, shop = making.person(), making.workspace()
    return making.connection(shop, owner, network="mastodon", account=str(number), **given)


def test_no_token_opens_in_another_row_not_even_under_the_same_key() -> None:
    key, id = new_key(), new_id()
    places = [Place(account(number), 1, id, {}).of("access") for number in range(ROWS)]
    rows = [Row(place, seal(key, id, Secret(f"{CANARY}-{number}"), place)) for number, place in enumerate(places)]
    swaps = refused = 0
    for one, other in product(rows, rows):
        if one is other:
            assert unseal(key, id, one.sealed, one.place)
            continue
        swaps += 1
        refused += not _opens(key, id, one.sealed, other.place)
    assert (refused, swaps >= 40_000) == (swaps, True)


def test_no_bit_can_be_turned_and_nothing_cut_or_added() -> None:
    key, id = new_key(), new_id()
    place = Place(account(1), 1, id, {}).of("access")
    sealed = seal(key, id, Secret(CANARY * 8), place)
    flips = [
        sealed[:at] + bytes((sealed[at] ^ 1 << bit,)) + sealed[at + 1 :]
        for at in range(len(sealed))
        for bit in range(8)
    ]
    assert len(flips) == len(sealed) * 8
    cuts = [sealed[:length] for length in range(len(sealed))] + [sealed + b"\0", b"\0" + sealed]
    assert not [1 for damaged in flips + cuts if _opens(key, id, damaged, place)]


@pytest.mark.parametrize(
    "other",
    [
        {"column": "refresh"},
        {"generation": 2},
        {"key_id": new_id()},
        {"facts": {"token": "https://evil.example/token"}},
        {"server": "https://evil.example"},
        {"network": "bluesky"},
        {"workspace_id": new_id()},
        {"id": new_id()},
    ],
)
def test_each_part_of_its_place_is_bound(other: dict[str, Any]) -> None:
    key, id = new_key(), new_id()
    home = account(1, server="https://social.example")
    facts = {"token": "https://social.example/oauth/token"}
    sealed = seal(key, id, Secret(CANARY), Place(home, 1, id, facts).of("access"))
    moved = {name: other[name] for name in ("server", "network", "workspace_id", "id") if name in other}
    place = Place(
        replace(home, **moved), other.get("generation", 1), other.get("key_id", id), other.get("facts", facts)
    )
    assert not _opens(key, id, sealed, place.of(other.get("column", "access")))


def test_a_wrapped_key_opens_at_its_own_place_only() -> None:
    root, key = new_key(), new_key()
    wrapped = wrap(root, key, b"here")
    assert unwrap(root, wrapped, b"here").same(key)
    for damaged, place in (
        (wrapped, b"there"),
        (wrapped[:-1], b"here"),
        (b"\2" + wrapped[1:], b"here"),
        (b"", b"here"),
    ):
        with pytest.raises(TokenRejected):
            unwrap(root, damaged, place)


@given(st.binary(max_size=80))
def test_what_is_no_sealed_secret_is_refused_and_never_breaks(blob: bytes) -> None:
    key, id = new_key(), new_id()
    with pytest.raises(TokenRejected):
        unseal(key, id, blob, b"")


@given(st.lists(st.text(), max_size=5), st.lists(st.text(), max_size=5))
def test_no_two_places_are_said_alike(one: list[str], other: list[str]) -> None:
    assert (bound(*one) == bound(*other)) == (one == other)


def test_the_same_secret_is_sealed_differently_each_time_and_says_which_key_it_needs() -> None:
    key, id = new_key(), new_id()
    sealed = {seal(key, id, Secret(CANARY), b"") for _ in range(50)}
    assert len(sealed) == 50
    assert {key_of(one) for one in sealed} == {id}
    assert not any(CANARY.encode() in one for one in sealed)


LEAKS: list[Any] = [pickle.dumps, copy.copy, copy.deepcopy, json.dumps, "{}".format, "{:>9}".format]


@pytest.mark.parametrize("leak", LEAKS)
def test_a_secret_is_not_written_down(leak: Any) -> None:
    with pytest.raises(TypeError):
        leak(Secret(CANARY))


def test_a_secret_does_not_show_itself() -> None:
    secret = Secret(CANARY)
    for shown in (repr(secret), str(secret), repr([secret]), f"{secret!r}", "%s" % secret):  # noqa: UP031
        assert CANARY not in shown
    with pytest.raises(TypeError):
        vars(secret)


def _opens(key: Secret, id: str, sealed: bytes, place: bytes) -> bool:
    try:
        unseal(key, id, sealed, place)
    except TokenRejected:
        return False
    return True

"""Values come back as they went, alike from every database; and what one could not hold is cleaned for all."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import StatementError

from core.errors import Missing
from core.model import (
    Attempt,
    Brand,
    Delivery,
    Media,
    MediaKind,
    Person,
    Publication,
    Step,
    Target,
    Variant,
    Version,
    Workspace,
    Writing,
)
from core.ports import EVERYWHERE, Noun
from storage.store import SqlStore
from storage.types import storable
from tests import making
from tests.making import NOW, World

STRANGE = {
    "absent": "01890000000070008000000000000000",
    "empty": "",
    "word": "no id",
    "zero": "0" * 32,
    "long": "x" * 4000,
    "nul": "nul\x00",
}
STRANGE |= {"half": "half \ud800", "letters": "ā" * 32}


@pytest.mark.parametrize("id", STRANGE.values(), ids=STRANGE.keys())
async def test_whatever_is_no_id_of_ours_is_missing(store: SqlStore, world: World, id: str) -> None:
    for noun in world.nouns():
        with pytest.raises(Missing):
            await store.get(EVERYWHERE, type(noun), id)
        assert await store.find(EVERYWHERE, type(noun), id=id) == []


async def test_an_id_is_compared_letter_by_letter_too(store: SqlStore, world: World) -> None:
    id = world.person.id
    for other in (id.upper(), f"{id[:8]}-{id[8:12]}-{id[12:16]}-{id[16:20]}-{id[20:]}", f" {id}", f"urn:uuid:{id}"):
        assert await store.count(EVERYWHERE, Person, id=other) == 0


# -- moments -----------------------------------------------------------------------------------------------------------


async def changed(store: SqlStore, old: Noun, **fields: Any) -> Any:
    """What is read after these fields were written."""
    await store.change(EVERYWHERE, old, replace(old, **fields))  # type: ignore[type-var]
    return await store.get(EVERYWHERE, type(old), old.id)


MOMENTS = {
    "microseconds": datetime(2026, 6, 4, 7, 0, 0, 1, tzinfo=UTC),
    "the last of a year": datetime(2026, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC),
    "east": datetime(2026, 6, 4, 3, 0, tzinfo=timezone(timedelta(hours=14))),
    "the second 03:30 of a night": datetime(2026, 10, 25, 3, 30, fold=1, tzinfo=ZoneInfo("Europe/Riga")),
    "long ago": datetime(1, 1, 2, tzinfo=UTC),
    "far ahead": datetime(9999, 12, 30, tzinfo=UTC),
}


@pytest.mark.parametrize("moment", MOMENTS.values(), ids=MOMENTS.keys())
async def test_a_moment_comes_back_the_same_and_in_utc(store: SqlStore, world: World, moment: datetime) -> None:
    read = await changed(store, world.publication, due_at=moment)
    assert read.due_at == moment.astimezone(UTC)
    assert read.due_at.utcoffset() == timedelta(0)
    assert await store.count(EVERYWHERE, Publication, due_at=moment) == 1


async def test_moments_are_compared_as_moments_whatever_zone_they_were_given_in(store: SqlStore, world: World) -> None:
    riga = ZoneInfo("Europe/Riga")
    await changed(store, world.publication, due_at=NOW.astimezone(riga))
    assert await store.publications_between(world.workspace.id, NOW, (NOW + timedelta(seconds=1)).astimezone(riga))
    assert not await store.publications_between(world.workspace.id, NOW - timedelta(hours=3), NOW.astimezone(riga))


async def test_a_wall_time_stays_what_the_clock_on_the_wall_shows(store: SqlStore, world: World) -> None:
    wall = datetime(2026, 3, 29, 3, 30, 15, 7)  # noqa: DTZ001 - on purpose: in Riga it never was
    assert (await changed(store, world.publication, wall=wall, zone="Europe/Riga")).wall == wall


@pytest.mark.parametrize(("field", "value"), [("wall", NOW), ("due_at", NOW.replace(tzinfo=None))])
async def test_a_moment_without_a_zone_or_a_wall_time_with_one_is_our_mistake(
    store: SqlStore, world: World, field: str, value: datetime
) -> None:
    with pytest.raises((StatementError, TypeError), match=r"aware|zone"):
        await changed(store, world.publication, **{field: value})


# -- values in values --------------------------------------------------------------------------------------------------

NESTED: dict[type[Noun], Mapping[str, Any]] = {
    Workspace: {
        "brand": Brand(name="Café «Rīga» 🍞", never=("lēti", 'a "quote"', "back\\slash", "line\nbreak")),
        "grace": timedelta(days=3, seconds=7),
        "budget": 9_000_000_000_000,
        "not_own": True,
    },
    Version: {
        "media": (
            Media(
                key="a",
                kind=MediaKind.IMAGE,
                mime="image/jpeg",
                digest="0" * 64,
                bytes=3,
                width=1,
                height=2,
                alt="maize",
            ),
        ),
        "targets": {"c1": Target(text=None, options={"cw": "ēdiens"}), "c2": Target(text="")},
    },
    Attempt: {"steps": (Step(name="post", at=NOW), Step(name="reply", at=NOW, ref="9"))},
    Writing: {"variants": (Variant(text="a", flags=("long", "link")), Variant(text="😀"))},
    Delivery: {"said": making.said(answers={"when": "rīt 9:00", "": ""}, text="\u202eabc\ufeff")},
}


@pytest.mark.parametrize("kind", NESTED, ids=lambda kind: kind.__name__)
async def test_a_value_made_of_values_comes_back_equal_and_frozen(
    store: SqlStore, world: World, kind: type[Noun]
) -> None:
    (old,) = [noun for noun in world.nouns() if type(noun) is kind]
    read = await changed(store, old, **NESTED[kind])
    assert {name: getattr(read, name) for name in NESTED[kind]} == NESTED[kind]


# -- text --------------------------------------------------------------------------------------------------------------

TEXTS = {
    "Maize": "Maize",
    "": "",
    " two  spaces ": " two  spaces ",
    "👩‍👩‍👧‍👦🇱🇻𝔐": "👩‍👩‍👧‍👦🇱🇻𝔐",
    "\r\n\t\x1b\x7f": "\r\n\t\x1b\x7f",
    "e\u0301 é": "e\u0301 é",
    "a\x00b": "ab",
    "\x00": "",
    "\x00 half \ud83d": " half \ufffd",
    "half \ud83d": "half \ufffd",
    "\ude00 \ud83d": "\ufffd \ufffd",
    "both \ud83d\ude00": "both 😀",
    "x" * 70_000: "x" * 70_000,
    "'; DROP TABLE people; --": "'; DROP TABLE people; --",
    "\\u0000": "\\u0000",
}


@pytest.mark.parametrize(("given", "kept"), TEXTS.items(), ids=map(str, range(len(TEXTS))))
async def test_text_comes_back_as_given_except_for_what_no_utf8_or_postgresql_can_hold(
    store: SqlStore, world: World, given: str, kept: str
) -> None:
    assert (await changed(store, world.person, name=given)).name == kept
    assert (await changed(store, world.delivery, said=making.said(text=given, answers={"when": given}))).said == (
        making.said(text=kept, answers={"when": kept})
    )
    assert await store.count(EVERYWHERE, Person, name=given) == 1


@given(st.text(st.characters(exclude_categories=[]), max_size=40))
def test_what_is_storable_is_utf8_without_nul_and_storable_as_it_is(text: str) -> None:
    once = storable(text)
    assert once.encode().decode() == once == storable(once)
    assert "\x00" not in once


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(exclude_categories=[]), max_size=40))
async def test_any_text_at_all_is_kept_and_found_on_both_databases(store: SqlStore, text: str) -> None:
    person = making.person(name=text)
    await store.add(EVERYWHERE, person)
    assert await store.find(EVERYWHERE, Person, name=text, id=person.id) == [replace(person, name=storable(text))]

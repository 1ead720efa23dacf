"""Files and voices: of whom they are taken, and who pays for them."""

import asyncio
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import pytest

from core import joining
from core.errors import StoreUnavailable
from core.model import File, FileKind, Post, Role, Sensing
from core.ports import EVERYWHERE
from storage.media import ObjectFiles
from storage.store import SqlStore
from tests.bombs import small
from tests.conftest import SetClock
from tests.handlers.desk import Office, Person, make_app

JPEG = small("JPEG")


@dataclass
class Ear:
    """Hears the same in everything."""

    able: bool = True

    async def hear(self, sound: bytes, mime: str, *, language: str) -> str:
        return "Rye bread from Saturday"

    async def see(self, picture: bytes, mime: str, *, language: str) -> str:
        return ""


@pytest.fixture
def office(sqlite_store: SqlStore, clock: SetClock) -> Office:
    return Office(make_app(sqlite_store, clock, senses=Ear()))


def in_a_group(person: Person) -> Person:
    """The same person where others read along."""
    return Person(person.office, replace(person.said, chat="-100", private=False, direct="https://t.me/bot"))


async def kept(office: Office) -> list[str]:
    """The keys of all bytes that there are."""
    return await office.app.files.older(datetime.now(UTC) + timedelta(days=1))


async def test_of_a_stranger_in_a_group_no_file_is_fetched_or_kept(office: Office) -> None:
    anna = await office.person("Anna")
    stranger = in_a_group(Person(office, replace(anna.said, user="stranger", name="stranger")))
    await stranger.sends(JPEG, text="/new Rye")
    assert await kept(office) == []
    await anna.sends(JPEG)
    assert len(await kept(office)) == 1


async def test_a_picture_that_is_a_reply_to_nothing_begins_no_post_before_others(office: Office) -> None:
    anna = in_a_group(await office.person("Anna"))
    await anna.sends(JPEG, text="/new Rye bread from Saturday")
    anna.sees("only between the two of us")
    assert await office.app.store.count(EVERYWHERE, Post) == 0


async def test_of_who_may_write_nothing_no_file_is_kept_for_the_business(office: Office) -> None:
    anna = await office.person("Anna")
    viewer = await office.member(anna, Role.VIEWER, "viewer")
    await viewer.sends(JPEG)
    viewer.sees("Viewer")
    assert await office.app.store.count(EVERYWHERE, File) == 0


async def test_who_was_let_go_is_heard_at_nobodys_cost(office: Office) -> None:
    anna = await office.person("Anna")
    boris = await office.member(anna, Role.AUTHOR, "Boris")
    await boris.sends(b"OggS", kind=FileKind.VOICE)
    scope = (await anna.workspace()).id
    assert await office.app.store.count(scope, Sensing) == 1
    await joining.let_go(office.app, scope, (await anna.human()).id, (await boris.human()).id)
    await boris.sends(b"OggS", kind=FileKind.VOICE)
    assert await office.app.store.count(scope, Sensing) == 1


class Full(ObjectFiles):
    """A disk without a byte left."""

    def __init__(self) -> None:
        pass

    async def put(self, key: str, data: bytes) -> None:
        raise StoreUnavailable("no space left")


async def test_a_picture_that_cannot_be_kept_is_told_and_not_fetched_for_ever(
    sqlite_store: SqlStore, clock: SetClock
) -> None:
    office = Office(make_app(sqlite_store, clock, files=Full()))
    anna = await office.person("Anna")
    async with asyncio.timeout(5):
        await anna.sends(JPEG)
    anna.sees("That did not work")

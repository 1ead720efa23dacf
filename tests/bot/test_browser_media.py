"""Pictures on the page: fetched by who is inside, for who belongs to the workspace, and by nobody else."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from core.model import Conversation, File, Person, Workspace
from core.ports import EVERYWHERE
from tests import making
from tests.browser.house import House, house
from tests.conftest import SetClock

DATA = b"\xff\xd8\xff"


@pytest.fixture
async def home(sqlite_url: str, tmp_path: Path, clock: SetClock) -> AsyncIterator[House]:
    async with house(sqlite_url, tmp_path, clock) as one:
        yield one


async def kept(home: House, name: str, **given: Any) -> File:
    """A file of the workspace that this person has from their first word on."""
    await home.say(name, text="/start")
    store = home.app.store
    (talk,) = await store.find(EVERYWHERE, Conversation, platform="browser", chat=name)
    person = await store.get(EVERYWHERE, Person, talk.person_id)
    file = making.file(await store.get(EVERYWHERE, Workspace, talk.workspace_id), person, **given)
    await store.add(EVERYWHERE, file)
    await home.app.files.put(file.id, DATA)
    return file


async def test_a_picture_is_shown_to_who_belongs_to_its_workspace(home: House) -> None:
    await home.enter()
    file = await kept(home, "Anna")
    answer = await home.http.get(f"/try/media/{file.id}", params={"as": "Anna"})
    assert (answer.status_code, answer.content) == (200, DATA)
    assert answer.headers["content-type"] == "image/jpeg"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "private" in answer.headers["cache-control"]


async def test_to_anybody_else_it_does_not_exist(home: House) -> None:
    await home.enter()
    file = await kept(home, "Anna")
    await kept(home, "Boris")
    for name in ("Boris", "Nobody"):
        assert (await home.http.get(f"/try/media/{file.id}", params={"as": name})).status_code == 404
    assert (await home.http.get("/try/media/unknown", params={"as": "Anna"})).status_code == 404


async def test_without_the_cookie_nothing_is_shown(home: House) -> None:
    await home.enter()
    file = await kept(home, "Anna")
    home.http.cookies.clear()
    assert (await home.http.get(f"/try/media/{file.id}", params={"as": "Anna"})).status_code == 403


async def test_bytes_that_are_gone_or_could_hold_a_script_are_not_shown(home: House) -> None:
    await home.enter()
    gone, drawing = await kept(home, "Anna"), await kept(home, "Anna", mime="image/svg+xml")
    await home.app.files.drop(gone.id)
    for file in (gone, drawing):
        assert (await home.http.get(f"/try/media/{file.id}", params={"as": "Anna"})).status_code == 404

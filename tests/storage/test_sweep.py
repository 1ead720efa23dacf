"""Files that nobody refers to go, and no others."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from core.errors import Missing
from core.model import File, Media, new_id
from core.ports import EVERYWHERE
from storage.journal import Journal
from storage.media import files_in_memory
from storage.store import SqlStore
from storage.sweep import sweep
from tests import making
from tests.making import NOW, World

LATER = NOW + timedelta(days=31)


def shown(file: File) -> Media:
    return Media(key=file.id, kind=file.kind, mime=file.mime, digest=file.digest, bytes=file.bytes)


async def test_rows_that_nothing_shows_go_after_a_month_and_their_bytes_with_them(
    store: SqlStore, world: World
) -> None:
    kept = files_in_memory()
    unused, used, published = (making.file(world.workspace, world.person) for _ in range(3))
    await store.add(world.workspace.id, unused, used, published)
    version = making.version(world.post, number=2, media=(shown(used),))
    await store.add(world.workspace.id, version)
    await Journal(store.database).add("bakery", "k", digest="", text="", media=(shown(published),), now=NOW)
    for file in (unused, used, published):
        await kept.put(file.id, b"abc")
    assert await sweep(store.database, kept, NOW + timedelta(days=29)) == {}
    assert await sweep(store.database, kept, LATER) == {"unused": 2}  # the world's own is shown nowhere, too
    assert {file.id for file in await store.find(EVERYWHERE, File)} == {used.id, published.id}
    for file, there in ((unused, False), (used, True), (published, True)):
        try:
            assert (await kept.get(file.id) == b"abc") is there
        except Missing:
            assert not there


async def test_bytes_without_a_row_go_after_a_day(store: SqlStore, world: World) -> None:
    kept = files_in_memory()
    now = datetime.now(UTC)  # an object store knows no other clock
    file = replace(making.file(world.workspace, world.person), created_at=now)
    await store.add(world.workspace.id, file)
    for key in (new_id(), file.id):
        await kept.put(key, b"abc")
    await sweep(store.database, kept, now)
    assert await sweep(store.database, kept, now + timedelta(hours=23)) == {}
    assert (await sweep(store.database, kept, now + timedelta(hours=25))).get("rowless") == 1
    assert await kept.get(file.id) == b"abc"


async def test_what_somebody_else_put_there_is_left_alone(store: SqlStore, world: World) -> None:
    kept, now = files_in_memory(), datetime.now(UTC)
    for key in ("backup.tar", "ours/but-not.jpg", new_id().upper()):
        await kept.put(key, b"abc")
    assert "rowless" not in await sweep(store.database, kept, now + timedelta(days=2))
    assert len(await kept.older(now + timedelta(days=2))) == 3


async def test_what_is_looked_for_waits_for_nobody_who_writes(sqlite_store: SqlStore) -> None:
    begun, over = asyncio.Event(), asyncio.Event()

    async def writes() -> None:
        async with sqlite_store.database.writing():
            begun.set()
            await over.wait()

    writing = asyncio.create_task(writes())
    await begun.wait()
    async with asyncio.timeout(5):
        assert await sweep(sqlite_store.database, files_in_memory(), LATER) == {}
    over.set()
    await writing

"""A process that is killed while it writes leaves a whole database with all that it had committed."""

import asyncio
import sys
from pathlib import Path

import pytest
from sqlalchemy import text

from core.model import Identity, Person
from core.ports import EVERYWHERE
from storage.database import Database
from storage.store import SqlStore

ROOT = Path(__file__).parents[2]
WRITER = """
import asyncio, sys
from core.ports import EVERYWHERE
from storage.database import Database
from storage.store import SqlStore
from tests import making

async def main():
    store = SqlStore(Database(sys.argv[1]))
    for number in range(100_000):
        async with store.together() as inside:
            person = making.person(name=f"{number:06}" + "x" * 20_000)
            await inside.add(EVERYWHERE, person)
            await inside.add(EVERYWHERE, making.identity(person))
        print(number, flush=True)

asyncio.run(main())
"""


@pytest.mark.parametrize("commits", [1, 40])
async def test_what_was_committed_is_there_and_half_of_a_commit_is_not(database_url: str, commits: int) -> None:
    told = await _killed_after(database_url, commits)
    store = SqlStore(Database(database_url))
    people, identities = await store.find(EVERYWHERE, Person, order="name"), await store.find(EVERYWHERE, Identity)
    assert [int(person.name[:6]) for person in people] == list(range(len(people)))
    assert len(people) >= told >= commits
    assert {identity.person_id for identity in identities} == {person.id for person in people}
    if store.database.sqlite:
        async with store.database.reading() as connection:
            assert (await connection.execute(text("PRAGMA integrity_check"))).scalar() == "ok"
            assert (await connection.execute(text("PRAGMA foreign_key_check"))).all() == []
    await store.database.close()


async def _killed_after(url: str, commits: int) -> int:
    """How many commits it told of before SIGKILL reached it."""
    writer = await asyncio.create_subprocess_exec(
        sys.executable, "-c", WRITER, url, stdout=asyncio.subprocess.PIPE, cwd=ROOT
    )
    assert writer.stdout is not None
    told = [await writer.stdout.readline() for _ in range(commits)]
    writer.kill()
    rest, _ = await writer.communicate()
    return len(told) + rest.count(b"\n")

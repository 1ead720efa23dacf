"""The journal of the sandbox: one post for each key, ever."""

import asyncio
from datetime import timedelta

import pytest

from core.model import Media, MediaKind
from storage.journal import Journal, SandboxPost
from storage.store import SqlStore
from tests.making import NOW

PICTURE = Media(key="a.jpg", kind=MediaKind.IMAGE, mime="image/jpeg", digest="0" * 64, bytes=3, alt="Maize")


@pytest.fixture
def journal(store: SqlStore) -> Journal:
    return Journal(store.database)


async def add(journal: Journal, key: str = "k", *, account: str = "maize", minute: int = 0) -> tuple[SandboxPost, bool]:
    now = NOW + timedelta(minutes=minute)
    return await journal.add(
        account, key, digest=f"of {key}", text="Rīt 🍞", media=(PICTURE,), options={"a": "b"}, now=now
    )


async def test_what_is_added_is_read_back_as_it_was(journal: Journal) -> None:
    post, new = await add(journal)
    assert new
    assert (post.text, post.media, post.options, post.created_at) == ("Rīt 🍞", (PICTURE,), {"a": "b"}, NOW)
    assert await journal.get("maize", post.id) == post
    assert await journal.newest("maize", limit=9) == await journal.newest("maize", limit=9, key="k") == [post]


async def test_the_same_key_again_gives_the_first_post_as_it_was(journal: Journal) -> None:
    first, _ = await add(journal)
    assert await add(journal, minute=5) == (first, False)
    other, new = await journal.add("maize", "k", digest="of another", text="Cits", now=NOW)
    assert (other, new) == (first, False)
    assert await journal.newest("maize", limit=9) == [first]


async def test_one_key_at_the_same_moment_makes_one_post(journal: Journal) -> None:
    added = await asyncio.gather(*(add(journal) for _ in range(8)))
    assert [new for _, new in added].count(True) == 1
    assert len({post.id for post, _ in added}) == 1


async def test_keys_and_posts_are_each_accounts_own(journal: Journal) -> None:
    mine, _ = await add(journal)
    theirs, new = await add(journal, account="piens")
    assert new
    assert await journal.get("maize", theirs.id) is None
    assert not await journal.remove("maize", theirs.id, NOW)
    assert await journal.newest("maize", limit=9) == [mine]


async def test_the_newest_come_first_and_no_more_than_asked(journal: Journal) -> None:
    posts = [(await add(journal, f"k{minute}", minute=minute))[0] for minute in range(4)]
    assert await journal.newest("maize", limit=3) == posts[:0:-1]


async def test_what_is_removed_is_gone_with_its_words_and_its_key_stays_taken(journal: Journal) -> None:
    post, _ = await add(journal)
    assert await journal.remove("maize", post.id, NOW)
    assert not await journal.remove("maize", post.id, NOW)
    assert await journal.get("maize", post.id) is None
    assert await journal.newest("maize", limit=9) == await journal.newest("maize", limit=9, key="k") == []
    again, new = await add(journal)
    assert (again.id, again.hash, again.text, again.media, new) == (post.id, post.hash, "", (), False)


@pytest.mark.parametrize("strange", ["", "no id", "nul\x00", "half \ud800", "x" * 3000])
async def test_what_comes_from_an_address_line_is_never_an_error(journal: Journal, strange: str) -> None:
    assert await journal.get(strange, strange) is None
    assert await journal.newest(strange, limit=9, key=strange) == []
    assert not await journal.remove(strange, strange, NOW)

from collections.abc import Mapping
from dataclasses import replace

import pytest

from core.model import Connection
from core.networks import NETWORKS
from core.ports import EVERYWHERE, Network
from handlers.view import Notice, Preview
from storage.store import SqlStore
from tests.conftest import SetClock
from tests.handlers.desk import Office, Person, make_app

SENTENCE = "A sentence of eight words stands in this place. "
LONG = (SENTENCE * 25).strip()


def with_threads() -> Mapping[str, Network]:
    """The network that everybody has, as if it took threads."""
    plain = NETWORKS["sandbox"]
    return {"sandbox": replace(plain, limits=replace(plain.limits, parts=4), options=("thread",))}


@pytest.fixture
async def anna(sqlite_store: SqlStore, clock: SetClock) -> Person:
    return await Office(make_app(sqlite_store, clock, networks=with_threads())).person("Anna")


async def writes(anna: Person, text: str) -> None:
    """These very words."""
    await anna.types("Fresh bread on Saturday")
    await anna.presses("Use this")
    await anna.types(f"= {text}", reply_to=list(anna.chat)[-1])


def card(anna: Person) -> Preview:
    [preview] = [block for block in list(anna.chat.values())[-1].blocks if isinstance(block, Preview)]
    return preview


def notices(anna: Person) -> list[str]:
    return [block.text for block in list(anna.chat.values())[-1].blocks if isinstance(block, Notice)]


async def test_a_text_that_is_too_long_for_one_post_is_offered_as_a_thread_and_shown_in_its_parts(anna: Person) -> None:
    await writes(anna, LONG)
    assert card(anna).problems == ("699 characters too long for this network: it takes 500.",)
    assert notices(anna) == ["As a thread it would fit into 3 posts: see “Options”."]
    await anna.presses("Options")
    await anna.presses("as a thread")
    await anna.presses("Back")
    shown = card(anna)
    assert (shown.problems, shown.count) == ((), "in 3 posts")
    heads = [line for line in shown.text.splitlines() if line.startswith("—")]
    assert [head.partition(" · ")[0] for head in heads] == ["— 1 of 3", "— 2 of 3", "— 3 of 3"]
    assert " ".join(line for line in shown.text.splitlines() if line and line not in heads) == LONG
    assert notices(anna)[-1].startswith("It goes out in 3 posts, each a reply to the one before")


async def test_a_thread_of_too_many_posts_is_no_way_out(anna: Person) -> None:
    await writes(anna, f"{LONG}\n\n{LONG}")
    assert notices(anna) == []
    await anna.presses("Options")
    await anna.presses("as a thread")
    await anna.presses("Back")
    assert card(anna).problems == ("The thread would have 5 posts; this network takes 4.",)


async def test_what_an_account_s_server_allows_counts(anna: Person) -> None:
    store = anna.office.app.store
    [account] = await store.find(EVERYWHERE, Connection)
    await store.change(EVERYWHERE, account, replace(account, limits={"text": 5000}))
    await writes(anna, LONG)
    assert (card(anna).problems, card(anna).count) == ((), "1,199 of 5,000 characters")

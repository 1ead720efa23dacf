"""The same words twice at one account, on purpose: each is a post of its own, whatever becomes of the answers."""

import hashlib
from dataclasses import replace
from datetime import timedelta
from urllib.parse import urlsplit

import pytest

from core.errors import PermissionMissing
from core.model import Action, ActionId, Post, PostId, PublicationId, State, Version, new_id
from core.networks.api import Caps, HttpApi
from core.ports import EVERYWHERE
from storage.store import SqlStore
from tests.fakes.networks.faults import Fault
from tests.fakes.networks.trying import Still
from tests.fakes.networks.wordpress_site import Sites
from tests.networks.sites import Reading, Stage
from tests.networks.sites import content as words
from tests.networks.social import PNG, picture
from tests.networks.test_mastodon_engine import Engine, engine

SOON = timedelta(seconds=10)


async def twin(one: Engine) -> Engine:
    """The same content once more, due at once."""
    store, old, now = one.app.store, one.publication, one.clock.now()
    post_id, action_id = PostId(new_id()), ActionId(new_id())
    [post] = await store.find(EVERYWHERE, Post, id=old.post_id)
    [version] = await store.find(EVERYWHERE, Version, post_id=old.post_id)
    again = replace(old, id=PublicationId(new_id()), post_id=post_id, approval_id=action_id, due_at=now, wake_at=now)
    [approval] = await store.find(EVERYWHERE, Action, id=old.approval_id)
    await store.add(
        EVERYWHERE,
        replace(post, id=post_id),
        replace(version, id=new_id(), post_id=post_id),
        again,
        replace(approval, id=action_id, post_id=post_id, publication_id=again.id),
    )
    return replace(one, publication=again)


FAULTS = pytest.mark.parametrize("fault", [Fault.RESET_BEFORE, Fault.RESET_AFTER, Fault.CONFLICT_AFTER])


@FAULTS
@pytest.mark.parametrize("odd", [(), ("keyless",)], ids=["keyed", "keyless"])
async def test_a_doubt_about_the_second_is_not_answered_with_the_first(
    sqlite_store: SqlStore, fault: Fault, odd: tuple[str, ...]
) -> None:
    async with engine(sqlite_store, *odd) as one:
        first = await one.ends()
        one.clock.move(SOON)
        second = await twin(one)
        one.played.command("mastodon", fault)
        done = await second.ends()
        assert (first.state, done.state) == (State.PUBLISHED, State.PUBLISHED)
        assert [first.remote_id, done.remote_id] == [status["id"] for status in one.server.statuses]


async def test_a_picture_without_words_is_not_taken_for_the_one_before_it(sqlite_store: SqlStore) -> None:
    shown = replace(picture(), digest=hashlib.sha256(PNG).hexdigest())
    async with engine(sqlite_store, "keyless", text="", media=(shown,)) as one:
        await one.app.files.put("picture", PNG)
        first = await one.ends()
        one.clock.move(SOON)
        second = await twin(one)
        one.played.command("mastodon", Fault.RESET_BEFORE)
        done = await second.ends()
        assert [first.remote_id, done.remote_id] == [status["id"] for status in one.server.statuses]


async def test_what_is_out_of_a_thread_that_failed_is_not_taken_for_the_next_one(sqlite_store: SqlStore) -> None:
    async with engine(sqlite_store, "keyless", text="One.\n---\nTwo.", thread="1") as one:
        one.played.command("mastodon", Fault.SLOW)
        one.played.command("mastodon", Fault.INVALID)
        assert (await one.ends()).state is State.FAILED
        one.clock.move(SOON)
        second = await twin(one)
        one.played.command("mastodon", Fault.RESET_BEFORE)
        assert (await second.ends()).state is State.PUBLISHED
        assert one.seen() == ["One.", "One.", "Two."]


async def test_a_draft_that_another_post_waits_with_is_left_to_it() -> None:
    async with Sites().running() as sites:
        allow = [urlsplit(sites.origin).netloc]
        async with HttpApi(Still(), {}, Caps(total=1, connect=1), allow=allow) as api:
            stage, waiting = Stage(sites, api), Reading()
            sites.command("POST /wp/v2/posts/10", (403, '{"code": "rest_cannot_publish"}'))
            with pytest.raises(PermissionMissing):
                await stage.publish(words(), waiting)
            draft = waiting.done("draft") or ""
            out = await stage.publish(words(), Reading(others=frozenset({draft})))
            assert out.id != draft
            assert (await stage.publish(words(), waiting)).id == draft
            assert len(stage.site.shown()) == 2

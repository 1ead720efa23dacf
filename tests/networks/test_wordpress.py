"""A post at a strict WordPress: drafted, shown once whatever happens, with its files; changed, binned, refused."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from core.errors import (
    NetworkError,
    OutcomeUnknown,
    PermissionMissing,
    Policy,
    RateLimited,
    Refused,
    TokenRejected,
    Unavailable,
)
from core.model import Pending, Published
from core.networks.api import Caps, HttpApi
from core.networks.wordpress import network
from core.networks.wordpress.calling import address, root_of
from core.networks.wordpress.posting import SOON
from tests.fakes.networks.trying import NOW, Still
from tests.fakes.networks.wordpress_site import Sites
from tests.fakes.oauth.provider import answer
from tests.networks.sites import Reading, Stage, connection, content, media

CREATE, MEDIA = "POST /wp/v2/posts", "POST /wp/v2/media"
DOUBT = [None, (500, "<h1>There has been a critical error</h1>"), (502, ""), (500, '{"code": "internal_server_error"}')]


@pytest.fixture(params=[True, False], ids=["readable", "plain"])
async def stage(request: pytest.FixtureRequest) -> AsyncIterator[Stage]:
    async with Sites().running() as sites:
        sites.sites[0].readable = request.param
        allow = [sites.origin.removeprefix("http://")]
        async with HttpApi(Still(), {}, Caps(total=3, connect=1), allow=allow) as api:
            yield Stage(sites, api)
        assert sites.violations == []


# -- once --------------------------------------------------------------------------------------------------------------


async def test_a_post_is_drafted_and_then_shown(stage: Stage) -> None:
    got = await stage.publish(content())
    [post] = stage.site.shown()
    assert (post["title"], got) == ("Rudzu maize", Published(id=str(post["id"]), url=post["link"]))
    assert post["slug"].startswith("rudzu-maize-")


@pytest.mark.parametrize("fault", DOUBT)
async def test_a_draft_whose_answer_was_lost_is_taken_and_not_made_twice(stage: Stage, fault: Any) -> None:
    stage.sites.command(CREATE, fault)
    with pytest.raises(Unavailable):
        await stage.publish(content())
    await stage.publish(content())
    assert len(stage.site.posts) == 1


@pytest.mark.parametrize("fault", DOUBT)
async def test_whether_it_was_shown_is_told_by_the_draft(stage: Stage, fault: Any) -> None:
    attempt, lent = Reading(), stage.lent()
    stage.sites.command("POST /wp/v2/posts/10", fault)
    with pytest.raises(OutcomeUnknown):
        await stage.publish(content(), attempt, lent=lent)
    assert network.find
    found = await network.find(stage.api, lent, content(), attempt)
    assert (found is not None) == (fault is None)
    got = await stage.publish(content(), attempt, lent=lent)
    assert ([str(one["id"]) for one in stage.site.shown()], len(stage.site.posts)) == ([got.id], 1)


async def test_a_site_that_cannot_be_read_may_yet_be_written_to(stage: Stage) -> None:
    stage.sites.command("GET /wp/v2/posts", (503, "<h1>Briefly unavailable</h1>"))
    await stage.publish(content())
    assert len(stage.site.shown()) == 1


async def test_a_draft_that_somebody_threw_away_is_made_again(stage: Stage) -> None:
    attempt = Reading(steps={"draft": "4711"})
    got = await stage.publish(content(), attempt)
    assert (attempt.steps["draft"], len(stage.site.shown())) == (got.id, 1)


async def test_what_was_changed_in_a_draft_by_others_does_not_go_out(stage: Stage) -> None:
    stage.sites.command("POST /wp/v2/posts/10", (502, ""))
    attempt = Reading()
    with pytest.raises(OutcomeUnknown):
        await stage.publish(content(), attempt)
    stage.site.posts[10] |= {"title": "Something else", "content": "<script>"}
    await stage.publish(content(), attempt)
    assert (stage.site.posts[10]["title"], "<script>" in stage.site.posts[10]["content"]) == ("Rudzu maize", False)


@pytest.mark.parametrize("gone", [True, False])
async def test_a_post_that_a_person_took_away_is_not_shown_again(stage: Stage, gone: bool) -> None:
    attempt = Reading()
    await stage.publish(content(), attempt)
    stage.site.posts[10]["status"] = "trash"
    if gone:
        stage.site.posts.clear()
    assert network.find
    with pytest.raises(Refused, match="site-gone"):
        await network.find(stage.api, stage.lent(), content(), attempt)


async def test_the_same_words_another_time_are_another_post(stage: Stage) -> None:
    first, second = await stage.publish(content()), await stage.publish(content())
    assert first.url != second.url


async def test_a_post_that_is_held_back_is_told(stage: Stage) -> None:
    stage.site.holds = True
    with pytest.raises(Refused, match="site-held"):
        await stage.publish(content())


async def test_a_site_whose_clock_is_slow_is_looked_at_again(stage: Stage) -> None:
    stage.site.slow = True
    attempt = Reading()
    got = await network.publish(stage.api, stage.lent(), content(), attempt)
    assert isinstance(got, Pending)
    stage.site.posts[10]["status"] = "publish"
    assert network.find
    assert isinstance(await network.find(stage.api, stage.lent(), content(), attempt), Published)


async def test_a_post_that_waits_at_the_site_is_asked_for_once_a_minute_however_long_it_waits(stage: Stage) -> None:
    stage.site.slow = True
    attempt = Reading(started_at=NOW - timedelta(hours=3))
    waits = Pending(ref="10", check_after=NOW + SOON)
    assert await network.publish(stage.api, stage.lent(), content(), attempt) == waits
    assert network.find
    assert await network.find(stage.api, stage.lent(), content(), attempt) == waits


# -- files -------------------------------------------------------------------------------------------------------------


async def test_files_are_in_the_library_with_their_words_and_in_the_post(stage: Stage) -> None:
    await stage.publish(content(media=media("p1", "v1", "p2", alt="Maize")))
    files, [post] = list(stage.site.media.values()), stage.site.shown()
    assert [one["alt_text"] for one in files] == ["Maize"] * 3
    assert post["featured_media"] == files[0]["id"]
    assert [one["source_url"] in post["content"] for one in files] == [False, True, True]


async def test_a_file_is_there_once_whatever_happens(stage: Stage) -> None:
    post = content(media=media("p1", "p2"))
    stage.sites.command(MEDIA, None)
    with pytest.raises(Unavailable):
        await stage.publish(post)
    await stage.publish(post)
    await stage.publish(replace(post, text="Other words"))
    assert len(stage.site.media) == 2


async def test_a_file_with_other_words_for_it_is_another(stage: Stage) -> None:
    await stage.publish(content(media=media("p1", alt="Maize")))
    await stage.publish(content(media=media("p1", alt="Bread")))
    assert [one["alt_text"] for one in stage.site.media.values()] == ["Maize", "Bread"]


async def test_a_step_that_is_done_is_not_asked_for_again(stage: Stage) -> None:
    attempt, post = Reading(), content(media=media("p1"))
    await stage.publish(post, attempt)
    before = len([one for one in stage.sites.asked if "media" in one])
    await stage.publish(post, attempt)
    assert len([one for one in stage.sites.asked if "media" in one]) == before


@pytest.mark.parametrize(("key", "why"), [("big", "upload_max_filesize"), ("huge", "site-file")])
async def test_a_file_that_is_too_large_is_refused_and_nothing_is_shown(stage: Stage, key: str, why: str) -> None:
    with pytest.raises(Refused, match=why):
        await stage.publish(content(media=media(key)))
    assert stage.site.posts == {}


# -- what is out already -----------------------------------------------------------------------------------------------


async def test_changed_words_leave_the_files(stage: Stage) -> None:
    post = content(media=media("p1", "p2", alt="Maize"))
    got = await stage.publish(post)
    assert network.edit
    told = await network.edit(stage.api, stage.lent(), replace(post, text="Cits\n\n[x] & y"), got.id)
    [shown] = stage.site.shown()
    assert (told, shown["title"]) == (got, "Cits")
    assert "<p>&#91;x&#93; &amp; y</p>" in shown["content"]
    assert shown["content"].count('alt="Maize"') == 1


async def test_a_file_that_was_deleted_there_is_told(stage: Stage) -> None:
    post = content(media=media("p1", "p2"))
    got = await stage.publish(post)
    stage.site.media.popitem()
    assert network.edit
    with pytest.raises(Refused, match="site-files-gone"):
        await network.edit(stage.api, stage.lent(), post, got.id)


async def test_what_is_in_the_bin_is_not_changed(stage: Stage) -> None:
    got = await stage.publish(content())
    stage.site.posts[10]["status"] = "trash"
    assert network.edit
    with pytest.raises(Refused, match="site-gone"):
        await network.edit(stage.api, stage.lent(), content("x"), got.id)


@pytest.mark.parametrize("binned", [True, False])
async def test_a_post_is_taken_away_and_again_is_no_error(stage: Stage, binned: bool) -> None:
    got = await stage.publish(content())
    stage.site.bin = binned
    assert network.delete
    for _ in range(2):
        await network.delete(stage.api, stage.lent(), connection(), got.id)
    assert stage.site.shown() == []
    assert len(stage.site.posts) == int(binned)


async def test_comments_are_counted(stage: Stage) -> None:
    stage.site.comments[10] = 7
    assert network.metrics
    assert await network.metrics(stage.api, stage.lent(), connection(), "10") == {"replies": 7}


async def test_an_account_is_called_as_the_site_is(stage: Stage) -> None:
    stage.site.name = "Maize &amp; &#039;sāls&#039;"
    assert network.account
    told = await network.account(stage.api, stage.lent(), connection())
    assert (told.title, told.scopes) == ("Maize & 'sāls'", ("read", "publish_posts"))


async def test_a_role_that_was_taken_away_is_told(stage: Stage) -> None:
    stage.site.users["anna"] = frozenset({"read", "edit_posts"})
    assert network.account
    with pytest.raises(PermissionMissing, match="site-role"):
        await network.account(stage.api, stage.lent(), connection())
    with pytest.raises(PermissionMissing, match="site-role"):
        await stage.publish(content())


# -- what is refused ---------------------------------------------------------------------------------------------------


async def test_a_password_that_was_deleted_is_told(stage: Stage) -> None:
    with pytest.raises(TokenRejected, match="site-login"):
        await stage.publish(content(), lent=stage.lent("an-older-one"))
    with pytest.raises(TokenRejected, match="site-login"):
        await stage.publish(content(media=media("p1")), lent=stage.lent("an-older-one"))


@pytest.mark.parametrize(
    ("status", "said", "error", "detail"),
    [
        (401, {"code": "incorrect_password"}, TokenRejected, "site-login"),
        (403, {"code": "rest_forbidden"}, PermissionMissing, "site-role"),
        (403, "<h1>Wordfence</h1>", Policy, "site-wall"),
        (404, {"code": "rest_no_route", "message": "No route"}, PermissionMissing, "site-closed"),
        (404, "<h1>Not Found</h1>", PermissionMissing, "site-closed"),
        (413, "<h1>Request Entity Too Large</h1>", Refused, "site-file"),
        (400, {"code": "x", "message": "<strong>Error:</strong> no <em>title</em>"}, Refused, "Error: no title"),
        (429, {"message": "Slow down"}, RateLimited, "Slow down"),
    ],
)
async def test_an_answer_means_what_it_says(
    stage: Stage, status: int, said: Any, error: type[NetworkError], detail: str
) -> None:
    stage.sites.command(CREATE, answer(status, said))
    with pytest.raises(error) as raised:
        await stage.publish(content())
    assert (type(raised.value), raised.value.detail) == (error, detail)


@pytest.mark.parametrize(
    ("base", "path", "whole"),
    [
        ("https://m.lv", "/wp/v2/posts", "https://m.lv/wp-json/wp/v2/posts?slug=a%26b"),
        ("https://m.lv/b/wp-json", "/wp/v2/posts", "https://m.lv/b/wp-json/wp/v2/posts?slug=a%26b"),
        ("https://m.lv/?rest_route=", "/wp/v2/posts", "https://m.lv/?rest_route=/wp/v2/posts&slug=a%26b"),
    ],
)
def test_an_address_is_where_the_sites_api_is(base: str, path: str, whole: str) -> None:
    assert address(root_of(base), path, {"slug": "a&b"}) == whole

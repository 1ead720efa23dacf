"""A WordPress site is found from whatever a person types, lets us in on its own page, and nobody else's way in."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from core.errors import Invalid, Refused, TokenRejected, Unavailable
from core.model import NO_SECRET, Secret
from core.networks.api import Caps, HttpApi
from core.networks.login import InHand, basic, held_of
from core.networks.wordpress.login import APP_ID
from core.networks.wordpress.sites import Site, beside, discovered, spelled, within
from tests.fakes.networks.trying import Still
from tests.fakes.networks.wordpress_site import Site as Played
from tests.fakes.networks.wordpress_site import Sites
from tests.networks.sites import CALLBACK, LOGIN, Stage, connection, grant


@pytest.fixture
async def stage() -> AsyncIterator[Stage]:
    async with Sites([Played(), Played("/~anna"), Played("/~eve", name="Eve")]).running() as sites:
        port = sites.origin.rpartition(":")[2]
        allow = [f"127.0.0.1:{port}", f"localhost:{port}"]
        async with HttpApi(Still(), {}, Caps(total=1, connect=1), allow=allow) as api:
            yield Stage(sites, api)
        assert sites.violations == []


# -- where it is -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "behind", ["", "/", "/wp-admin/", "/wp-login.php?redirect_to=x", "/wp-json/", "/?rest_route=/", "/#x"]
)
@pytest.mark.parametrize("readable", [True, False])
@pytest.mark.parametrize("linked", [True, False])
@pytest.mark.parametrize("path", ["", "/~anna"])
async def test_a_site_is_found_from_any_address_of_it(
    stage: Stage, behind: str, readable: bool, linked: bool, path: str
) -> None:
    site = next(one for one in stage.sites.sites if one.path == path)
    site.readable, site.linked = readable, linked
    found = await discovered(stage.api, site.home + behind)
    assert (found.root, found.home, found.title) == (site.root, site.home, "Rudzu maize")


async def test_a_page_says_which_site_it_is_of(stage: Stage) -> None:
    site = stage.sites.sites[1]
    assert (await discovered(stage.api, f"{site.home}/2026/06/a-post/")).home == site.home


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("maize.lv", ("https://maize.lv",)),
        (" maize.lv/blogs ", ("https://maize.lv/blogs",)),
        ("https://maize.lv/wp-admin/edit.php?x=1", ("https://maize.lv",)),
        ("http://maize.lv", ("https://maize.lv", "http://maize.lv")),
        ("HTTP://maize.lv/", ("https://maize.lv/", "HTTP://maize.lv/")),
        ("https://maize.lv/?rest_route=", ("https://maize.lv",)),
    ],
)
def test_https_is_asked_for_first(typed: str, asked: tuple[str, ...]) -> None:
    assert spelled(typed) == asked


async def test_a_site_that_has_moved_is_where_it_is_now(stage: Stage) -> None:
    stage.sites.moved = {"/old": "/older", "/older": f"{stage.sites.origin}/~anna/"}
    found = await discovered(stage.api, f"{stage.sites.origin}/old")
    assert found.home == stage.sites.sites[1].home


async def test_who_moves_on_and_on_is_not_followed(stage: Stage) -> None:
    stage.sites.moved = {"/round": "/round"}
    with pytest.raises(Invalid, match="connect-site-none"):
        await discovered(stage.api, f"{stage.sites.origin}/round")
    assert sum(one.endswith("/round") for one in stage.sites.asked) <= 5


async def test_an_address_within_is_never_asked_wherever_somebody_moves_to(stage: Stage) -> None:
    stage.sites.moved = {"/out": "http://169.254.169.254/latest/meta-data"}
    with pytest.raises((Refused, Invalid)):
        await discovered(stage.api, f"{stage.sites.origin}/out")


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"open": False}, "connect-site-closed"),
        ({"apps": False}, "connect-site-http"),
        ({"authorizes_at": "http://localhost:1/wp-admin/authorize-application.php"}, "connect-site-another"),
    ],
)
async def test_a_site_that_cannot_be_connected_is_told_why(
    stage: Stage, change: dict[str, object], reason: str
) -> None:
    stage.sites.sites[0] = replace(stage.site, **change)  # type: ignore[arg-type]
    with pytest.raises(Invalid) as raised:
        await stage.begin()
    assert raised.value.reason == reason


async def test_what_is_no_wordpress_is_told(stage: Stage) -> None:
    stage.sites.sites.pop(0)
    with pytest.raises(Invalid, match="connect-site-none"):
        await LOGIN.place(stage.api, f"{stage.sites.origin}/a-shop")


async def test_a_site_that_is_not_there_is_no_verdict_on_it(stage: Stage) -> None:
    with pytest.raises(Unavailable):
        await LOGIN.place(stage.api, stage.sites.origin.replace("http://", "https://"))


async def test_a_site_without_https_is_told_and_nothing_is_asked_there(stage: Stage) -> None:
    async with HttpApi(Still(), {}, Caps(total=1, connect=1)) as api:
        with pytest.raises(Invalid, match="connect-site-http"):
            await LOGIN.place(api, stage.sites.origin)
    assert stage.sites.asked == []


async def test_a_site_whose_api_is_at_another_host_is_not_taken_for_it(stage: Stage) -> None:
    stage.site.origin = stage.sites.origin.replace("127.0.0.1", "localhost")
    found = await discovered(stage.api, stage.sites.origin)
    assert found.root.startswith(stage.sites.origin)


# -- its own page ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("readable", [True, False])
async def test_a_person_says_yes_and_the_password_is_all_that_is_kept(stage: Stage, readable: bool) -> None:
    stage.site.readable = readable
    finished = await stage.logs_in()
    [password] = stage.site.passwords
    [found] = finished.found
    assert finished.issued.access.same(Secret(password))
    assert password not in str(dict(finished.issued.facts))
    assert (found.account, found.server, found.holder) == (stage.site.home[7:], stage.site.root, "anna")
    assert (found.title, found.url, finished.lacking) == ("Rudzu maize", stage.site.home, ())


async def test_our_state_comes_back_whatever_a_person_says(stage: Stage) -> None:
    begun = await stage.begin()
    yes, no = stage.sites.person(begun.url), stage.sites.person(begun.url, approve=False)
    assert yes["state"] == "st4te"
    assert no == {"state": "st4te", "error": "access_denied"}


async def test_a_site_knows_which_application_is_ours_and_no_two_have_one_name(stage: Stage) -> None:
    begun = await stage.begin()
    assert f"app_id={APP_ID}" in begun.url
    assert "app_name=AiMarketing+2030-03-04+09%3A30%3A00" in begun.url
    assert CALLBACK.partition("://")[2].partition("/")[0] in begun.url


@pytest.mark.parametrize(
    "other",
    [
        "{origin}/~anna",
        "{origin}/~eve2",
        "{origin}",
        "https://maize.example/~eve",
        "http://localhost:{port}/~eve",
        "http://127.0.0.1:1/~eve",
        "{origin}.evil.example/~eve",
    ],
)
async def test_a_password_of_another_site_is_never_sent_to_this_one(stage: Stage, other: str) -> None:
    origin = stage.sites.origin
    begun = await stage.begin(f"{origin}/~eve")
    given = {"user_login": "anna", "password": "of-another-site"}
    before = len(stage.sites.asked)
    with pytest.raises(Invalid, match="connect-site-another"):
        await stage.finish(begun, {**given, "site_url": other.format(origin=origin, port=origin.rpartition(":")[2])})
    assert len(stage.sites.asked) == before


@pytest.mark.parametrize("missing", ["site_url", "user_login", "password"])
async def test_who_comes_back_without_all_of_it_has_nothing(stage: Stage, missing: str) -> None:
    begun = await stage.begin()
    given = stage.sites.person(begun.url)
    del given[missing]
    with pytest.raises(Refused):
        await stage.finish(begun, given)


@pytest.mark.parametrize("name", ["anna:x", "anna\r\nX-Evil: 1"])
async def test_a_name_that_would_change_a_header_is_refused(stage: Stage, name: str) -> None:
    begun = await stage.begin()
    with pytest.raises(Refused):
        await stage.finish(begun, {**stage.sites.person(begun.url), "user_login": name})


async def test_a_server_that_takes_the_header_away_is_told(stage: Stage) -> None:
    begun = await stage.begin()
    given = stage.sites.person(begun.url)
    stage.site.strips = True
    with pytest.raises(Invalid, match="connect-site-stripped"):
        await stage.finish(begun, given)


async def test_a_role_that_may_not_publish_is_told(stage: Stage) -> None:
    stage.site.users["writer"] = frozenset({"read", "edit_posts"})
    finished = await stage.logs_in(login="writer")
    assert (finished.issued.scopes, finished.lacking) == (("read",), ("publish",))


# -- its end -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("readable", [True, False])
async def test_the_password_ends_itself_and_again_is_no_error(stage: Stage, readable: bool) -> None:
    stage.site.readable = readable
    stage.site.new_password("anna", "another program's")
    issued = (await stage.logs_in()).issued
    credential = InHand(stage.site.root, held_of(issued, NO_SECRET), basic)
    for _ in range(2):
        assert await LOGIN.revoke(stage.api, credential, connection(), grant(issued))
    assert [name for _, _, name in stage.site.passwords.values()] == ["another program's"]


async def test_an_old_wordpress_cannot_end_it_and_that_is_told(stage: Stage) -> None:
    stage.site.old = True
    issued = (await stage.logs_in()).issued
    credential = InHand(stage.site.root, held_of(issued, NO_SECRET), basic)
    assert not await LOGIN.revoke(stage.api, credential, connection(), grant(issued))


async def test_there_is_nothing_to_renew(stage: Stage) -> None:
    assert not LOGIN.renews
    with pytest.raises(TokenRejected):
        await LOGIN.refresh(stage.api, stage.lent(), grant((await stage.logs_in()).issued))


# -- which address is whose --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://maize.lv", "https://maize.lv/x", True),
        ("https://www.maize.lv", "https://maize.lv", True),
        ("http://maize.lv", "https://maize.lv:443", True),
        ("https://maize.lv", "https://evil.maize.lv", False),
        ("https://maize.lv", "https://maize.lv.evil.example", False),
        ("https://maize.lv:8443", "https://maize.lv", False),
        ("https://maize.lv@evil.example", "https://maize.lv", False),
        ("https://maize.lv:x", "https://maize.lv:x", False),
        ("", "", False),
    ],
)
def test_one_host_is_one_host(one: str, other: str, same: bool) -> None:
    assert beside(one, other) is same


@pytest.mark.parametrize(
    ("root", "url", "inside"),
    [
        ("https://maize.lv/wp-json", "https://maize.lv", True),
        ("https://maize.lv/wp-json", "http://www.maize.lv/wp/", True),
        ("https://maize.lv/blogs/wp-json", "https://maize.lv/blogs", True),
        ("https://maize.lv/blogs/wp-json", "https://maize.lv", False),
        ("https://maize.lv/blogs/wp-json", "https://maize.lv/blogs-2", False),
        ("https://maize.lv/index.php/wp-json", "https://maize.lv", True),
        ("https://maize.lv/?rest_route=", "https://maize.lv", True),
        ("https://host.edu/~eve", "https://host.edu/~anna", False),
        ("https://host.edu/~eve?rest_route=", "https://host.edu/~anna", False),
        ("https://host.edu/~eve/index.php?rest_route=", "https://host.edu/~anna", False),
    ],
)
def test_a_site_is_its_own_place_and_what_is_below(root: str, url: str, inside: bool) -> None:
    assert within(url, Site(root, "", "")) is inside

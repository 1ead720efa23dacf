"""Which server is meant, what it allows, our app there, and whose account was logged in to."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from core.errors import Invalid, Misconfigured, RateLimited, Refused, TokenRejected, Unavailable
from core.model import NO_SECRET, Found, Grant, Issued, Secret
from core.networks.api import HttpApi
from core.networks.login import InHand, bearer, held_of
from core.networks.mastodon import network
from core.networks.mastodon.limits import LIMITS, said
from core.networks.mastodon.servers import login, place, understood
from core.ports import Answer, Beginning, OurApp, Page, Returned
from tests.fakes.networks.faults import Fault, Kind
from tests.fakes.networks.trying import TOKEN, Bearer, Still
from tests.networks.social import Social, social

BACK = "https://aim.example/oauth/mastodon/callback"
V2 = {"domain": "social.example", "version": "4.5.2"}


@pytest.mark.parametrize(
    ("typed", "host", "person"),
    [
        ("mastodon.social", "mastodon.social", ""),
        ("  Mastodon.Social ", "mastodon.social", ""),
        ("@anna@mastodon.social", "mastodon.social", "anna"),
        ("anna@mastodon.social", "mastodon.social", "anna"),
        ("＠anna＠mastodon。social", "mastodon.social", "anna"),
        ("\u200b@Anna.Berzina@mastodon.social\u200e", "mastodon.social", "anna.berzina"),
        ("https://mastodon.social/@anna", "mastodon.social", "anna"),
        ("https://mastodon.social/@anna/1234?x=1#y", "mastodon.social", "anna"),
        ("https://mastodon.social/@anna@other.example", "other.example", "anna"),
        ("mastodon.social/@anna", "mastodon.social", "anna"),
        ("http://mastodon.social/", "mastodon.social", ""),
        ("HTTPS://mastodon.social/web/home", "mastodon.social", ""),
        ("acct:anna@mastodon.social", "mastodon.social", "anna"),
        ("web+https://mastodon.social", "mastodon.social", ""),
        ("mastodon.social.", "mastodon.social", ""),
        ("mastodon.social and so on", "mastodon.social", ""),
        ("https://maize.rīga.lv", "maize.xn--rga-uta.lv", ""),
        ("@anna@почта.рф", "xn--80a1acny.xn--p1ai", "anna"),
        ("social.example:8443", "social.example:8443", ""),
        ("https://anna:secret@mastodon.social", "mastodon.social", ""),
    ],
)
def test_a_server_is_understood_however_it_is_written(typed: str, host: str, person: str) -> None:
    assert understood(typed) == (host, person)


@pytest.mark.parametrize(
    "typed",
    ["", " ", "anna", "@anna", "@anna@", "localhost", "https://", "a..b", "10.0.0.1", "[::1]", "mastodon", "-.example",
     "x" * 70 + ".lv", "ļoti garš teikums bez servera", "javascript:alert(1)", "/etc/passwd", "../a.lv", "a.lv@", "://"],
)  # fmt: skip
def test_what_names_no_server_is_not_asked_anything(typed: str) -> None:
    with pytest.raises(Invalid) as raised:
        understood(typed)
    assert raised.value.reason == "server-unclear"


async def test_the_server_that_a_setting_names_stands_in_for_all() -> None:
    async with social() as one:
        assert await place(one.api, "@anna@mastodon.social") == one.credential.base


@pytest.mark.parametrize("odd", [(), ("older",)])
async def test_a_server_is_known_by_its_description_of_either_kind(odd: tuple[str, ...]) -> None:
    async with social(*odd) as one:
        assert await place(one.api, "mastodon.social") == one.credential.base


async def test_what_is_no_such_server_is_said_to_be_none_and_what_does_not_answer_unreached() -> None:
    async with social() as one:
        one.breaks(Fault.NONSENSE_BEFORE, on=Kind.READ, times=2)
        with pytest.raises(Invalid) as raised:
            await place(one.api, "mastodon.social")
        assert (raised.value.reason, raised.value.facts) == ("server-not-mastodon", {"server": "mastodon.social"})
        one.breaks(Fault.ERROR_BEFORE, on=Kind.READ)
        with pytest.raises(Invalid) as raised:
            await place(one.api, "mastodon.social")
        assert raised.value.reason == "server-unreached"
        one.breaks(Fault.LIMITED, on=Kind.READ)
        with pytest.raises(RateLimited):
            await place(one.api, "mastodon.social")


async def test_a_server_that_speaks_only_to_its_own_is_one_all_the_same() -> None:
    async with social() as one:
        one.breaks(Fault.UNAUTHORIZED, on=Kind.READ)
        assert await place(one.api, "mastodon.social") == one.credential.base


async def test_an_inner_place_is_not_asked() -> None:
    async with HttpApi(Still(), {}) as api:
        for typed in ("127.0.0.1.nip.example:8080", "metadata.google.internal:80"):
            with pytest.raises(Invalid) as raised:
                await place(api, typed)
            assert raised.value.reason == "server-unreached"


class Web:
    """The public web as the door shows it: answers of these addresses. It speaks TLS, so it cannot be on loopback."""

    def __init__(self, answers: Mapping[str, Any], pages: Mapping[str, Page]) -> None:
        self.answers, self.pages = answers, pages

    def base(self, network: str) -> str:
        raise Misconfigured(network, "not set")

    async def call(self, method: str, url: str, **_: Any) -> Answer:
        if url not in self.answers:
            raise Unavailable("HTTP 301")
        return Answer(200, {}, "", self.answers[url])

    async def look(self, url: str, **_: Any) -> Page:
        if url not in self.pages:
            raise Refused("HTTP 404")
        return self.pages[url]


def finger(*links: Any) -> Page:
    return Page("https://example.com/x", "application/jrd+json", "", json.dumps({"links": links}).encode())


SOCIAL = {"https://social.example.com/api/v2/instance": V2}
FINGER = "https://example.com/.well-known/webfinger?resource=acct%3Aanna%40example.com"
SELF = {"rel": "self", "type": "application/activity+json", "href": "https://social.example.com/users/anna"}


async def test_accounts_that_are_named_after_another_host_are_found_where_they_are() -> None:
    web: Any = Web(SOCIAL, {FINGER: finger({"rel": "other", "href": "https://x.example"}, SELF)})
    assert await place(web, "@anna@example.com") == "https://social.example.com"


async def test_a_server_that_has_moved_is_followed() -> None:
    page = Page("https://social.example.com/api/v2/instance", "application/json", "", b"{}")
    web: Any = Web(SOCIAL, {"https://www.example.com/api/v2/instance": page})
    assert await place(web, "www.example.com") == "https://social.example.com"


@pytest.mark.parametrize(
    "page",
    [
        finger(),
        finger({"rel": "self", "href": "http://social.example.com/users/anna"}),
        finger({"rel": "self", "href": "https://127.0.0.1/users/anna"}),
        finger({"rel": "self", "href": 7}),
        Page("https://example.com", "text/html", "", b"<html>"),
        Page("https://example.com", "", "", b'{"links": 1}'),
    ],
)
async def test_what_a_finger_says_is_taken_only_where_it_is_a_public_address(page: Page) -> None:
    web: Any = Web(SOCIAL, {FINGER: page})
    with pytest.raises(Invalid) as raised:
        await place(web, "@anna@example.com")
    assert raised.value.reason == "server-unreached"


# -- what a server allows ----------------------------------------------------------------------------------------------

STATUSES = {"max_characters": 5000, "max_media_attachments": 6, "characters_reserved_per_url": 25}
MEDIA = {"image_size_limit": 1000, "video_size_limit": 2000, "description_limit": 3000}


@pytest.mark.parametrize(
    ("instance", "limits"),
    [
        ({}, {}),
        (
            {"configuration": {"statuses": STATUSES, "media_attachments": MEDIA}},
            {"text": 5000, "images": 6, "address": 25, "image_bytes": 1000, "video_bytes": 2000, "alt_text": 3000},
        ),
        (
            {"max_toot_chars": 5000, "upload_limit": "16000000", "description_limit": 5000},
            {"text": 5000, "image_bytes": 16_000_000, "video_bytes": 16_000_000, "alt_text": 5000},
        ),
        ({"configuration": {"statuses": {"max_characters": 0, "max_media_attachments": -4}}}, {}),
        ({"configuration": {"statuses": {"max_characters": True, "max_media_attachments": "many"}}}, {}),
        ({"configuration": {"statuses": [], "media_attachments": None}, "max_toot_chars": 3.5}, {}),
        ({"configuration": {"statuses": {"max_characters": 10**30, "max_media_attachments": 10**9}}},
         {"text": 100_000, "images": 32}),
    ],
    ids=["nothing", "mastodon", "pleroma", "nonsense", "words", "holes", "endless"],
)  # fmt: skip
def test_of_what_a_server_says_that_it_allows_only_what_can_be_is_believed(
    instance: Any, limits: Mapping[str, int]
) -> None:
    assert said(instance) == limits


@pytest.mark.parametrize("odd", [(), ("older",)], ids=["v2", "v1"])
async def test_an_account_is_told_with_what_its_server_allows(odd: tuple[str, ...]) -> None:
    async with social(*odd, instance={"configuration": {"statuses": STATUSES}}) as one:
        assert network.account
        told = await network.account(one.api, one.credential, one.connection(limits={"text": 7}))
        assert (told.title, told.url) == ("Page of bakery", "https://social.example/@bakery")
        assert told.limits == {"text": 5000, "images": 6, "address": 25}


@pytest.mark.parametrize("fault", [Fault.ERROR_BEFORE, Fault.NONSENSE_BEFORE, Fault.FORBIDDEN, Fault.LIMITED])
async def test_a_server_that_does_not_say_keeps_what_it_said_before(fault: Fault) -> None:
    async with social() as one:
        one.played.faults.command("mastodon", Fault.SLOW, on=Kind.READ)
        one.breaks(fault, on=Kind.READ, times=2)
        assert network.account
        told = await network.account(one.api, one.credential, one.connection(limits={"text": 7}))
        assert told.limits == {"text": 7}


async def test_an_account_that_is_gone_is_named() -> None:
    async with social() as one:
        assert network.account
        with pytest.raises(TokenRejected):
            await network.account(one.api, Bearer(one.played.origin, "old", "mastodon"), one.connection())


async def test_an_account_without_a_name_is_called_by_its_address() -> None:
    async with social(title=" \u202e ") as one:
        assert network.account
        told = await network.account(one.api, one.credential, one.connection())
        assert told.title == "@bakery@social.example"


# -- the login ---------------------------------------------------------------------------------------------------------


async def began(one: Social, app: OurApp | None = None) -> Any:
    asked = Beginning(
        redirect_uri=BACK, state="state", address="https://aim.example", server=one.credential.base, app=app
    )
    return await login.begin(one.api, asked)


async def test_our_app_is_registered_at_each_server_once() -> None:
    async with social() as one:
        first = await began(one)
        [app] = one.server.logins.apps.values()
        assert app["redirect_uris"] == BACK
        assert app["scopes"].split() == ["read:accounts", "write:statuses", "write:media", "read:statuses"]
        assert app["website"] == "https://aim.example"
        second = await began(one, first.registered)
        assert (second.registered, len(one.server.logins.apps)) == (None, 1)


async def test_an_app_that_the_server_has_forgotten_is_registered_again() -> None:
    async with social() as one:
        first = await began(one)
        one.server.logins.apps.clear()
        assert (await began(one, first.registered)).registered is not None
        assert len(one.server.logins.apps) == 1


async def test_a_login_opens_one_account_with_its_server_and_what_that_allows() -> None:
    async with social(instance={"configuration": {"statuses": STATUSES}}) as one:
        begun = await began(one)
        code = one.server.logins.authorize(begun.url)
        base = one.credential.base
        back = Returned(
            given={"code": code, "state": "state"}, kept=begun.kept, redirect_uri=BACK, address="https://aim.example",
            server=base, app=begun.registered,
        )  # fmt: skip
        finished = await login.finish(one.api, back)
        assert finished.found == (
            Found(
                account=f"{base.removeprefix('http://')}/bakery",
                title="Page of bakery",
                url="https://social.example/@bakery",
                server=base,
                limits={"text": 5000, "images": 6, "address": 25},
            ),
        )
        assert (finished.lacking, finished.issued.expires_at, bool(finished.issued.refresh)) == ((), None, False)
        with pytest.raises(Refused):
            await login.finish(one.api, back)


async def test_access_that_is_given_up_is_ended_at_the_server() -> None:
    async with social() as one:
        begun = await began(one)
        facts = {"client_id": "app-1", "token": f"{one.credential.base}/oauth/token"}
        facts |= {"revoke": f"{one.credential.base}/oauth/revoke", "auth": "client_secret_post"}
        one.server.logins.tokens.add(TOKEN)
        credential = InHand(
            one.credential.base, held_of(replace(issued(), facts=facts), begun.registered.secret), bearer
        )
        account = one.connection()
        grant = Grant(
            id=account.id, workspace_id=account.workspace_id, data_key_id="k", generation=1, access=b"", refresh=None,
            key=None, client=None, facts=facts, issued_at=one.clock.at,
        )  # fmt: skip
        assert await login.revoke(one.api, credential, account, grant)
        assert one.server.logins.tokens == set()


@pytest.mark.parametrize("instance", [{"configuration": None}, {}])
async def test_a_server_that_says_nothing_of_limits_has_mastodon_s(instance: dict[str, Any]) -> None:
    async with social(instance=instance) as one:
        credential = InHand(one.credential.base, held_of(issued(), NO_SECRET), bearer)
        [found] = await login.found(one.api, credential, issued())
        assert (found.limits, LIMITS.text) == ({}, 500)


def issued() -> Issued:
    return Issued(access=Secret(TOKEN))

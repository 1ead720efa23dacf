"""Logging in to a Bluesky account against a strict server: who a handle is, proofs, and whose tokens they are."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from core.errors import Invalid, MarketingError, NetworkError, OutcomeUnknown, PermissionMissing, Refused, TokenRejected
from core.networks.api import Caps, HttpApi
from core.networks.bluesky import client
from core.networks.bluesky.identity import understood
from core.networks.bluesky.servers import entrance
from core.ports import Page
from tests.fakes.networks.trying import NOW, Still
from tests.fakes.oauth.atproto import ANNA, Account
from tests.fakes.oauth.provider import answer
from tests.networks.skies import CONNECTION, HERE, Nowhere, Sky, granted, played_sky

BEN = "did:plc:z72i7hdynmk6r22z27h6tvur"


@pytest.fixture
async def sky() -> AsyncIterator[Sky]:
    async with played_sky(Account(did=BEN, handle="ben.test")) as sky:
        yield sky


async def test_a_login_opens_the_account_that_was_named(sky: Sky) -> None:
    finished = await sky.logs_in()
    [found] = finished.found
    assert (found.account, found.title, found.server) == (ANNA, "Anna's bakery", sky.server.origin)
    assert found.url == "https://bsky.app/profile/anna.test"
    assert finished.lacking == ()
    assert finished.issued.expires_at == NOW + timedelta(seconds=900)
    assert finished.issued.ends_at == NOW + timedelta(days=90)


async def test_on_a_machine_of_ones_own_it_can_be_tried_without_a_key(sky: Sky) -> None:
    sky.address, sky.app = HERE, None
    issued = (await sky.logs_in()).issued
    assert not issued.client
    assert issued.ends_at == NOW + timedelta(days=14)
    assert (await sky.refresh(issued)).ends_at is None, "what is refreshed ends when it was to end"


async def test_with_a_public_address_it_takes_our_key(sky: Sky) -> None:
    sky.app = None
    with pytest.raises(PermissionMissing, match="our-app"):
        await sky.begin()


async def test_a_key_that_is_not_the_one_that_we_publish_is_not_taken(sky: Sky) -> None:
    sky.app = client.new_app(sky.address)
    with pytest.raises(PermissionMissing, match="our-app"):
        await sky.begin()


async def test_each_server_gets_its_own_nonce_and_a_new_one_is_learned(sky: Sky) -> None:
    issued = (await sky.logs_in()).issued
    sky.server.login.turn()
    sky.server.home.turn()
    issued = await sky.refresh(issued)
    assert await sky.login.revoke(sky.api, sky.lent(issued), CONNECTION, granted(issued))


async def test_each_refresh_token_works_once_and_an_old_one_kills_the_new_one(sky: Sky) -> None:
    first = (await sky.logs_in()).issued
    second = await sky.refresh(first)
    with pytest.raises(TokenRejected):
        await sky.refresh(first)
    with pytest.raises(TokenRejected):
        await sky.refresh(second)


async def test_a_refresh_that_gives_another_accounts_tokens_is_refused(sky: Sky) -> None:
    issued = (await sky.logs_in()).issued
    sky.server.extra = {"sub": BEN}
    with pytest.raises(Refused):
        await sky.refresh(issued)


async def test_a_code_works_once(sky: Sky) -> None:
    begun = await sky.begin()
    given = sky.server.person(begun.url)
    await sky.finish(begun, given)
    with pytest.raises(Refused):
        await sky.finish(begun, given)


async def test_a_login_as_somebody_else_is_refused(sky: Sky) -> None:
    with pytest.raises(Invalid, match="connect-handle-other"):
        await sky.logs_in(who=BEN)


@pytest.mark.parametrize("iss", ["https://evil.example", ""])
async def test_a_return_from_another_server_exchanges_nothing(sky: Sky, iss: str) -> None:
    begun = await sky.begin()
    given = sky.server.person(begun.url)
    with pytest.raises(Refused):
        await sky.finish(begun, given | {"iss": iss})
    assert [path for path, _ in sky.server.seen] == ["/oauth/par", "/oauth/par"], "the second with a nonce"


@pytest.mark.parametrize(
    ("odd", "error"),
    [
        ({"token_type": "Bearer"}, OutcomeUnknown),
        ({"sub": BEN}, Invalid),
        ({"sub": None}, Refused),
        ({"sub": [ANNA]}, Invalid),
        ({"scope": "transition:generic"}, PermissionMissing),
        ({"access_token": None}, OutcomeUnknown),
    ],
    ids=str,
)
async def test_tokens_that_are_not_what_was_asked_for_are_not_taken(
    sky: Sky, odd: dict[str, Any], error: type[MarketingError]
) -> None:
    sky.server.extra = odd
    with pytest.raises(error):
        await sky.logs_in()


async def test_what_was_not_granted_is_told(sky: Sky) -> None:
    finished = await sky.logs_in(scope=f"atproto {client.POSTS} blob:image/* blob:video/*")
    assert finished.lacking == ("read_engagement",)


async def test_an_account_is_connected_again_by_what_does_not_change(sky: Sky) -> None:
    begun = await sky.begin(server="anna-was-called-so.test", again=ANNA)
    finished = await sky.finish(begun, sky.server.person(begun.url))
    assert finished.found[0].account == ANNA


@pytest.mark.parametrize(
    "typed",
    [
        "anna.test",
        "@anna.test",
        " Anna.Test. ",
        "https://bsky.app/profile/anna.test",
        "bsky.app/profile/anna.test/post/3k2",
        "at://anna.test",
        "\u202aanna.test\u202c",
        ANNA,
    ],
)
async def test_a_handle_may_be_typed_as_it_is_seen_anywhere(sky: Sky, typed: str) -> None:
    assert await sky.login.place(sky.api, typed) == "anna.test"


def test_a_name_without_a_dot_is_one_at_the_place_where_most_are() -> None:
    assert understood("AnnaBakes") == "annabakes.bsky.social"


@pytest.mark.parametrize(
    "typed", ["", "anna@shop.lv", "anna..test", "-a.test", "a b.test", "127.0.0.1", "x.local", "ā.lv"]
)
def test_what_cannot_be_a_handle_is_told_so(typed: str) -> None:
    with pytest.raises(Invalid, match="connect-handle-typed"):
        understood(typed)


async def test_a_handle_of_nobody_is_told_so(sky: Sky) -> None:
    with pytest.raises(Invalid, match="connect-handle-unknown"):
        await sky.login.place(sky.api, "nobody.test")


async def test_a_handle_that_its_account_does_not_claim_is_not_believed(sky: Sky) -> None:
    sky.server.accounts[0].claims = "other.test"
    with pytest.raises(Invalid, match="connect-handle-disowned"):
        await sky.begin()


@pytest.mark.parametrize(
    ("place", "reason"),
    [
        ("ftp://pds.example", "connect-handle-homeless"),
        ("https://anna:word@pds.example", "connect-handle-homeless"),
        ("https://pds.example/path?a=b", "connect-handle-homeless"),
        ("https://127.0.0.1", "connect-server-odd"),
        ("https://169.254.169.254", "connect-server-odd"),
        ("http://pds.example", "connect-server-odd"),
    ],
)
async def test_an_account_that_says_it_lives_where_nobody_may_go_is_not_visited(
    sky: Sky, place: str, reason: str
) -> None:
    sky.server.accounts[0].home = place
    with pytest.raises(Invalid, match=reason):
        await sky.begin()


async def test_a_server_that_cannot_read_who_we_are_is_no_verdict_on_the_account(sky: Sky) -> None:
    sky.server.documents.clear()
    with pytest.raises(PermissionMissing, match="our-app"):
        await sky.begin()


@pytest.mark.parametrize(
    "odd",
    [
        {"issuer": "https://evil.example"},
        {"protected_resources": ["https://other.example"]},
        {"pushed_authorization_request_endpoint": None},
        {"dpop_signing_alg_values_supported": ["RS256"]},
        {"code_challenge_methods_supported": ["plain"]},
        {"authorization_response_iss_parameter_supported": False},
        {"token_endpoint": "ftp://127.0.0.1/"},
        {"token_endpoint": "https://["},
        {"protected_resources": True},
        {"scopes_supported": "atproto"},
    ],
    ids=str,
)
async def test_a_server_that_is_not_what_it_says_is_not_asked_to_let_anybody_in(sky: Sky, odd: dict[str, Any]) -> None:
    sky.server.metadata = odd
    with pytest.raises(Invalid, match="connect-server-odd"):
        await sky.begin()
    assert sky.server.seen == []


@pytest.mark.parametrize("odd", ["https://[", "ftp://127.0.0.1/revoke", "revoke", 5, ["https://a.example"], None])
async def test_where_nobody_can_go_nothing_is_ended(sky: Sky, odd: object) -> None:
    sky.server.metadata = {"revocation_endpoint": odd}
    assert (await entrance(sky.api, sky.server.origin)).revoke == ""


async def test_a_server_that_is_down_is_no_verdict_on_it(sky: Sky) -> None:
    sky.server.command("/.well-known/oauth-authorization-server", answer(503, ""))
    with pytest.raises(NetworkError) as raised:
        await sky.begin()
    assert not isinstance(raised.value, Refused)


async def test_one_setting_moves_everything(sky: Sky) -> None:
    allow = {"bluesky": sky.server.origin}
    async with HttpApi(Still(), allow, Caps(total=1, connect=1), resolver=Nowhere()) as api:
        assert (await replace(sky, api=api).logs_in()).found[0].account == ANNA


async def test_a_host_says_itself_who_its_handle_is() -> None:
    class Door:
        """Only what reads pages."""

        def base(self, _: str) -> str:
            return ""

        async def look(self, url: str, *, most: int, cut: bool = False) -> Page:
            assert url == "https://anna.test/.well-known/atproto-did"
            return Page(url, "text/plain", "", f"{ANNA}\n".encode())

    from core.networks.bluesky.identity import resolved

    door: Any = Door()
    assert await resolved(door, "anna.test") == ANNA


def test_what_is_published_of_us_has_no_private_half() -> None:
    app = client.new_app("https://desk.example")
    [key] = client.document(app, "https://desk.example")["jwks"]["keys"]
    assert "d" not in key
    assert key.keys() >= {"kty", "crv", "x", "y", "kid", "alg", "use"}

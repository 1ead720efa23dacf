"""Our logins against an authorization server that others wrote: https://github.com/panva/node-oidc-provider"""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, urlsplit

import httpx
import pytest

from core.errors import Refused, TokenRejected
from core.model import Found, Issued, Secret
from core.networks.api import Caps, HttpApi, word
from core.networks.login import BY_BASIC, BY_FORM, InHand, OAuth2, Renewal, held_of
from core.ports import Api, Beginning, Begun, Credential, Finished, OurApp, Permission, Returned
from tests.fakes.networks.trying import Still
from tests.networks.test_login_oauth import CONNECTION, granted
from tests.peers.npm import free_port, missing, started

pytestmark = [pytest.mark.peers, pytest.mark.skipif(bool(missing()), reason=f"not installed: {missing()}")]

HOME = "https://desk.example"
CALLBACK = f"{HOME}/oauth/oidc/callback"


async def found(api: Api, credential: Credential, _: Issued) -> tuple[Found, ...]:
    told = await api.call("GET", f"{credential.base}/me", credential=credential, effect=False)
    return (Found(account=word(told, "sub"), title="Anna", server=credential.base),)


OIDC = OAuth2(
    network="oidc",
    authorize_at="/auth",
    token_at="/token",
    revoke_at="/token/revocation",
    found=found,
    scopes=(Permission(name="openid", feature="read_account"), Permission(name="offline_access", feature="publish")),
    renewal=Renewal.ROTATING,
    extra={"prompt": "consent"},
    iss=True,
)


POST = OurApp(id="post", secret=Secret("s3cret"))


@dataclass
class Peer:
    origin: str
    api: HttpApi
    login: OAuth2 = OIDC
    app: OurApp = POST

    async def begin(self) -> Begun:
        beginning = Beginning(redirect_uri=CALLBACK, state="st4te", address=HOME, server=self.origin, app=self.app)
        return await self.login.begin(self.api, beginning)

    async def person(self, url: str) -> dict[str, str]:
        """Goes where a browser would, until it is sent to us."""
        async with httpx.AsyncClient(trust_env=False) as browser:
            for _ in range(10):
                url = str((await browser.get(url)).headers["location"])
                if url.startswith(CALLBACK):
                    return dict(parse_qsl(urlsplit(url).query))
                url = url if "://" in url else self.origin + url
        raise AssertionError("sent round in a circle")

    async def finish(self, begun: Begun, given: Mapping[str, str]) -> Finished:
        returned = Returned(
            given=given, kept=begun.kept, redirect_uri=CALLBACK, address=HOME, server=self.origin, app=self.app
        )
        return await self.login.finish(self.api, returned)

    async def logs_in(self) -> Finished:
        begun = await self.begin()
        return await self.finish(begun, await self.person(begun.url))

    def lent(self, issued: Issued) -> Credential:
        return InHand(self.origin, held_of(issued, self.app.secret), self.login.sign)

    async def refresh(self, issued: Issued) -> Issued:
        fresh = await self.login.refresh(self.api, self.lent(issued), granted(issued))
        return replace(issued, access=fresh.access, refresh=fresh.refresh)


@pytest.fixture
async def peer() -> AsyncIterator[Peer]:
    port = free_port()
    origin = f"http://127.0.0.1:{port}"
    with started("oidc.mjs", origin=origin, callback=CALLBACK):
        async with HttpApi(Still(), {}, Caps(total=5, connect=5), allow=[f"127.0.0.1:{port}"]) as api:
            yield Peer(origin, api)


@pytest.mark.parametrize(("auth", "name"), [(BY_BASIC, "basic"), (BY_FORM, "post")])
async def test_a_login_opens_the_account_and_its_tokens_are_renewed_and_ended(peer: Peer, auth: str, name: str) -> None:
    peer.login, peer.app = replace(OIDC, auth=auth), OurApp(id=name, secret=Secret("s3cret"))
    finished = await peer.logs_in()
    assert (finished.found[0].account, finished.lacking) == ("anna", ())
    fresh = await peer.refresh(finished.issued)
    for _ in range(2):
        assert await peer.login.revoke(peer.api, peer.lent(fresh), CONNECTION, granted(fresh))
    with pytest.raises(TokenRejected):
        await peer.refresh(fresh)


async def test_it_says_who_it_is(peer: Peer) -> None:
    begun = await peer.begin()
    given = await peer.person(begun.url)
    assert (given["iss"], given["state"]) == (begun.issuer, "st4te")


async def test_a_code_works_once_and_its_replay_ends_what_it_gave(peer: Peer) -> None:
    begun = await peer.begin()
    given = await peer.person(begun.url)
    issued = (await peer.finish(begun, given)).issued
    with pytest.raises(Refused):
        await peer.finish(begun, given)
    with pytest.raises(TokenRejected):
        await peer.refresh(issued)


async def test_a_code_does_not_work_with_another_verifier(peer: Peer) -> None:
    begun = await peer.begin()
    with pytest.raises(Refused):
        await peer.finish(replace(begun, kept={"verifier": Secret("x" * 64)}), await peer.person(begun.url))


async def test_a_login_without_pkce_gets_no_code(peer: Peer) -> None:
    peer.login = replace(OIDC, pkce=False)
    given = await peer.person((await peer.begin()).url)
    assert (given["error"], "code" in given) == ("invalid_request", False)


async def test_an_old_refresh_token_kills_the_new_one(peer: Peer) -> None:
    first = (await peer.logs_in()).issued
    second = await peer.refresh(first)
    assert not second.refresh.same(first.refresh)
    with pytest.raises(TokenRejected):
        await peer.refresh(first)
    with pytest.raises(TokenRejected):
        await peer.refresh(second)


async def test_a_wrong_secret_is_our_fault_and_not_the_accounts(peer: Peer) -> None:
    issued = (await peer.logs_in()).issued
    peer.app = OurApp(id="post", secret=Secret("another"))
    with pytest.raises(Exception, match="our-app"):
        await peer.refresh(issued)

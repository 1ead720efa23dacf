"""OAuth 2.0 as a network declares it, against a strict server on loopback."""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

import pytest

from core.errors import NetworkError, OutcomeUnknown, PermissionMissing, Refused, TokenRejected, Unavailable
from core.model import (
    NO_SECRET,
    Connection,
    ConnectionId,
    Found,
    Grant,
    Issued,
    PersonId,
    Secret,
    WorkspaceId,
)
from core.networks import NETWORKS
from core.networks.api import Caps, HttpApi, word
from core.networks.login import BY_BASIC, BY_FORM, InHand, OAuth2, Renewal, held_of
from core.ports import Api, Beginning, Begun, Credential, Finished, OurApp, Permission, Returned
from tests.fakes.networks.trying import NOW, Still
from tests.fakes.oauth.provider import Provider, answer

NO_PKCE: set[str] = set()
"""Networks that refuse a login with PKCE."""
HOME = "https://desk.example"
CALLBACK = f"{HOME}/oauth/place/callback"


async def found(api: Api, credential: Credential, issued: Issued) -> tuple[Found, ...]:
    told = await api.call("GET", f"{credential.base}/me", credential=credential, effect=False)
    return (Found(account=word(told, "id"), title=word(told, "name"), server=credential.base),)


async def register(api: Api, origin: str, redirect_uri: str, address: str) -> OurApp:
    made = await api.call("POST", f"{origin}/api/v1/apps", form={"redirect_uris": redirect_uri, "website": address})
    return OurApp(id=word(made, "client_id"), secret=Secret(word(made, "client_secret")))


PLACE = OAuth2(
    network="place",
    authorize_at="/oauth/authorize",
    token_at="/oauth/token",
    revoke_at="/oauth/revoke",
    found=found,
    scopes=(
        Permission(name="profile", feature="read_account"),
        Permission(name="write:statuses", feature="publish"),
        Permission(name="read:statuses", feature="read_engagement"),
    ),
    renewal=Renewal.ROTATING,
)
APP = OurApp(id="our app:1", secret=Secret("s3cret&:/"))


@dataclass
class House:
    """One who logs in to a played place."""

    provider: Provider
    api: HttpApi
    login: OAuth2 = PLACE
    app: OurApp | None = APP
    issued: list[Issued] = field(default_factory=list)

    async def begin(self, **given: Any) -> Begun:
        beginning = Beginning(
            redirect_uri=CALLBACK, state="st4te", address=HOME, server=self.provider.origin, app=self.app
        )
        return await self.login.begin(self.api, replace(beginning, **given))

    async def finish(self, begun: Begun, given: Mapping[str, str]) -> Finished:
        app = begun.registered or self.app
        returned = Returned(
            given=given, kept=begun.kept, redirect_uri=CALLBACK, address=HOME, server=self.provider.origin, app=app
        )
        finished = await self.login.finish(self.api, returned)
        self.issued.append(finished.issued)
        return finished

    async def logs_in(self, *, scope: str | None = None) -> Finished:
        begun = await self.begin()
        return await self.finish(begun, self.provider.person(begun.url, scope=scope))

    def lent(self, issued: Issued) -> Credential:
        """As the vault would, for the login's own addresses."""
        return InHand(
            "", held_of(issued, issued.client or (self.app.secret if self.app else NO_SECRET)), self.login.sign
        )

    async def refresh(self, issued: Issued) -> Issued:
        fresh = await self.login.refresh(self.api, self.lent(issued), granted(issued))
        return replace(issued, access=fresh.access, refresh=fresh.refresh or issued.refresh)


def granted(issued: Issued) -> Grant:
    return Grant(
        id=ConnectionId("c"),
        workspace_id=WorkspaceId("w"),
        data_key_id="k",
        generation=1,
        access=b"sealed",
        refresh=b"sealed" if issued.refresh else None,
        key=b"sealed" if issued.key else None,
        client=None,
        facts=issued.facts,
        issued_at=NOW,
    )


CONNECTION = Connection(
    id=ConnectionId("c"),
    workspace_id=WorkspaceId("w"),
    network="place",
    account="42",
    title="anna",
    url="",
    by=PersonId("p"),
    created_at=NOW,
)


@pytest.fixture
async def provider() -> AsyncIterator[Provider]:
    async with Provider(clients={APP.id: "s3cret&:/"}).running() as running:
        yield running
        assert running.violations == []


@pytest.fixture
async def house(provider: Provider) -> AsyncIterator[House]:
    allow = [provider.origin.removeprefix("http://")]
    async with HttpApi(Still(), {}, Caps(total=1, connect=1), allow=allow) as api:
        yield House(provider, api)


async def test_a_login_opens_the_account_and_keeps_the_verifier_to_itself(house: House) -> None:
    begun = await house.begin()
    finished = await house.finish(begun, house.provider.person(begun.url))
    assert finished.found == (Found(account="42", title="anna", server=house.provider.origin),)
    assert begun.kept["verifier"].reveal().decode() not in begun.url
    assert finished.issued.expires_at == NOW + timedelta(seconds=900)
    assert finished.issued.client is NO_SECRET, "a secret of the settings stays there"
    assert finished.issued.facts["token"] == f"{house.provider.origin}/oauth/token"


@pytest.mark.parametrize("auth", [BY_BASIC, BY_FORM])
async def test_an_app_shows_who_it_is_as_the_network_wants_it(house: House, auth: str) -> None:
    house.provider.auth, house.login = auth, replace(PLACE, auth=auth)
    finished = await house.logs_in()
    await house.refresh(finished.issued)
    assert await house.login.revoke(house.api, house.lent(finished.issued), CONNECTION, granted(finished.issued))
    assert house.provider.grants[0].dead


async def test_a_code_works_once(house: House) -> None:
    begun = await house.begin()
    given = house.provider.person(begun.url)
    await house.finish(begun, given)
    with pytest.raises(Refused, match="used before"):
        await house.finish(begun, given)


async def test_a_code_does_not_work_without_the_verifier_it_was_begun_with(house: House) -> None:
    begun = await house.begin()
    given = house.provider.person(begun.url)
    with pytest.raises(Refused, match="verifier"):
        await house.finish(replace(begun, kept={"verifier": Secret("x" * 64)}), given)


async def test_what_was_not_granted_is_told(house: House) -> None:
    finished = await house.logs_in(scope="profile write")
    assert finished.issued.scopes == ("profile", "write")
    assert finished.lacking == ("read_engagement",)


async def test_a_server_that_does_not_say_what_it_granted_granted_what_was_asked(house: House) -> None:
    house.provider.extra["scope"] = None
    finished = await house.logs_in()
    assert finished.issued.scopes == ("profile", "write:statuses", "read:statuses")
    assert finished.lacking == ()


@pytest.mark.parametrize("nonsense", [0, -5, "soon", True, None, 1e300, "nan", [], 10**12])
async def test_a_lifetime_that_is_none_is_not_believed(house: House, nonsense: Any) -> None:
    house.provider.extra["expires_in"] = nonsense
    assert (await house.logs_in()).issued.expires_at is None


@pytest.mark.parametrize(
    "odd",
    [
        {"access_token": None},
        {"access_token": ""},
        {"access_token": 5},
        {"access_token": "two\r\nlines"},
        {"token_type": "DPoP"},
        {"token_type": "mac"},
        {"refresh_token": "with space"},
    ],
    ids=str,
)
async def test_an_answer_that_cannot_be_used_is_no_verdict_on_the_account(house: House, odd: dict[str, Any]) -> None:
    finished = await house.logs_in()
    house.provider.extra = odd
    with pytest.raises(OutcomeUnknown):
        await house.refresh(finished.issued)


async def test_each_refresh_token_works_once_and_an_old_one_kills_the_new_one(house: House) -> None:
    first = (await house.logs_in()).issued
    second = await house.refresh(first)
    assert not second.refresh.same(first.refresh)
    with pytest.raises(TokenRejected):
        await house.refresh(first)
    with pytest.raises(TokenRejected):
        await house.refresh(second)


REFUSALS: list[tuple[Any, type[NetworkError]]] = [
    (answer(400, {"error": "invalid_grant"}), TokenRejected),
    (answer(401, {"error": "invalid_client"}), PermissionMissing),
    (answer(400, {"error": "unauthorized_client"}), PermissionMissing),
    (answer(400, {"error": "invalid_scope"}), PermissionMissing),
    (answer(400, {"error": "invalid_request"}), Refused),
    (answer(400, "<html>"), Refused),
    (answer(500, {"error": "server_error"}), OutcomeUnknown),
    (answer(503, "<html>"), OutcomeUnknown),
    (answer(302, ""), OutcomeUnknown),
    (None, OutcomeUnknown),
]


@pytest.mark.parametrize(("fault", "error"), REFUSALS, ids=lambda one: getattr(one, "__name__", ""))
async def test_only_an_invalid_grant_says_that_the_account_is_lost(
    house: House, fault: Any, error: type[NetworkError]
) -> None:
    finished = await house.logs_in()
    house.provider.command("/oauth/token", fault)
    with pytest.raises(error) as raised:
        await house.refresh(finished.issued)
    assert type(raised.value) is error


async def test_a_lost_answer_to_a_code_is_not_repeated(house: House) -> None:
    begun = await house.begin()
    house.provider.command("/oauth/token", None)
    with pytest.raises(OutcomeUnknown):
        await house.finish(begun, house.provider.person(begun.url))
    assert [path for path, _ in house.provider.seen] == ["/oauth/token"]


async def test_revoking_ends_the_refresh_token_first_and_is_no_error_when_done_again(house: House) -> None:
    issued = (await house.logs_in()).issued
    house.provider.seen.clear()
    for _ in range(2):
        assert await house.login.revoke(house.api, house.lent(issued), CONNECTION, granted(issued))
    assert [form["token_type_hint"] for _, form in house.provider.seen[:2]] == ["refresh_token", "access_token"]


@pytest.mark.parametrize("error", ["invalid_token", "invalid_grant", "unsupported_token_type"])
async def test_what_is_over_already_is_no_error_to_revoke(house: House, error: str) -> None:
    issued = (await house.logs_in()).issued
    house.provider.command("/oauth/revoke", answer(400, {"error": error}), times=2)
    assert await house.login.revoke(house.api, house.lent(issued), CONNECTION, granted(issued))


async def test_a_revocation_whose_answer_is_lost_may_be_repeated(house: House) -> None:
    issued = (await house.logs_in()).issued
    house.provider.command("/oauth/revoke", None)
    with pytest.raises(Unavailable):
        await house.login.revoke(house.api, house.lent(issued), CONNECTION, granted(issued))
    assert await house.login.revoke(house.api, house.lent(issued), CONNECTION, granted(issued))


async def test_a_network_without_an_address_for_it_cannot_revoke(house: House) -> None:
    house.login = replace(PLACE, revoke_at="")
    issued = (await house.logs_in()).issued
    assert not await house.login.revoke(house.api, house.lent(issued), CONNECTION, granted(issued))


async def test_we_register_ourselves_where_we_are_nobody_and_only_there(house: House) -> None:
    house.login, house.app = replace(PLACE, register=register, forgets=True), None
    begun = await house.begin()
    finished = await house.finish(begun, house.provider.person(begun.url))
    assert begun.registered is not None
    assert finished.issued.client.same(begun.registered.secret)
    assert (await house.begin(app=begun.registered)).registered is None


async def test_we_register_again_where_a_server_forgot_us(house: House) -> None:
    house.login, house.app = replace(PLACE, register=register, forgets=True), None
    first = (await house.begin()).registered
    assert first is not None
    del house.provider.clients[first.id]
    second = (await house.begin(app=first)).registered
    assert second is not None
    assert second.id in house.provider.clients


async def test_without_an_app_nothing_is_begun(house: House) -> None:
    house.app = None
    with pytest.raises(PermissionMissing, match="our-app"):
        await house.begin()


async def test_a_login_that_says_who_sends_back_is_held_to_it(house: House) -> None:
    house.login = replace(PLACE, iss=True)
    assert (await house.begin()).issuer == house.provider.origin
    house.login = PLACE
    assert (await house.begin()).issuer == ""


async def test_a_token_that_is_extended_sends_itself(house: House) -> None:
    house.login = replace(PLACE, renewal=Renewal.EXTENDING, extends="exchange_token")
    issued = (await house.logs_in()).issued
    with pytest.raises(Refused):
        await house.refresh(issued)
    _, form = house.provider.seen[-1]
    assert (form["grant_type"], form["access_token"]) == ("exchange_token", issued.access.reveal().decode())


def test_every_login_uses_pkce_but_those_that_refuse_it() -> None:
    without = {name for name, network in NETWORKS.items() if getattr(network.login, "pkce", True) is False}
    assert without == NO_PKCE


def test_tokens_in_hand_are_not_written_down() -> None:
    credential = InHand("https://a.example", held_of(Issued(access=Secret("s3cret")), Secret("other")), PLACE.sign)
    assert "s3cret" not in repr(credential)
    with pytest.raises(TokenRejected):
        credential.sign("GET", "https://a.example.evil.example/")

"""How requests show whose they are, and what never goes where."""

import base64
import json
from collections.abc import Mapping
from typing import Any

import pytest

from core.errors import TokenRejected
from core.model import NO_SECRET, Secret
from core.networks.login import BY_BASIC, BY_FORM, BY_KEY, BY_NAME, basic, bearer, dpop, filled, in_path
from core.networks.login.proofs import new_key
from core.networks.login.signing import app_fields, public_half
from core.ports import Held, Sign, Slot
from tests.fakes.oauth.proofs import Proofs, Wrong

PLACE, TOKEN = "https://place.example", "https://login.example/token"
ACCESS = "access-T0ken"
KEY = Secret(new_key())
FACTS = {"token": TOKEN, "revoke": "https://login.example/revoke", "client_id": "us", "issuer": "https://login.example"}


def held(**given: Any) -> Held:
    facts: Mapping[str, str] = {**FACTS, **given.pop("facts", {})}
    kept = {"access": Secret(ACCESS), "refresh": Secret("refresh-T0ken"), "key": KEY, "client": Secret("s3cret")}
    return Held(**{**kept, **given, "facts": facts})


@pytest.mark.parametrize("sign", [bearer, dpop, in_path("KEY")])
@pytest.mark.parametrize("place", ["token", "revoke"])
@pytest.mark.parametrize("auth", [BY_BASIC, BY_FORM, BY_NAME, BY_KEY])
def test_no_access_token_goes_to_the_addresses_of_the_login(sign: Sign, place: str, auth: str) -> None:
    url, headers = sign(held(facts={"auth": auth}), "POST", FACTS[place], "")
    assert ACCESS not in f"{url} {dict(headers)}"
    assert ("Authorization" in headers) == (auth == BY_BASIC)


def test_a_bearer_goes_in_a_header() -> None:
    assert bearer(held(), "GET", f"{PLACE}/me", "") == (f"{PLACE}/me", {"Authorization": f"Bearer {ACCESS}"})


def test_a_name_and_a_password_are_joined_as_http_wants_it() -> None:
    _, headers = basic(held(facts={"login": "anna ķ"}, access=Secret("abcd EFGH")), "GET", f"{PLACE}/me", "")
    assert base64.b64decode(headers["Authorization"].removeprefix("Basic ")).decode() == "anna ķ:abcd EFGH"


def test_an_app_that_shows_who_it_is_by_basic_encodes_both_halves_first() -> None:
    _, headers = bearer(held(facts={"auth": BY_BASIC, "client_id": "a:b"}, client=Secret("c:/d")), "POST", TOKEN, "")
    assert base64.b64decode(headers["Authorization"].removeprefix("Basic ")).decode() == "a%3Ab:c%3A%2Fd"


@pytest.mark.parametrize(
    ("url", "sent"),
    [
        (f"{PLACE}/hooks/1/KEY", f"{PLACE}/hooks/1/t%2Fk%3F"),
        (f"{PLACE}/hooks/1/KEY/messages/2?wait=true&q=KEY", f"{PLACE}/hooks/1/t%2Fk%3F/messages/2?wait=true&q=KEY"),
    ],
)
def test_a_secret_in_the_path_takes_its_place_and_no_other(url: str, sent: str) -> None:
    assert in_path("KEY")(held(access=Secret("t/k?")), "POST", url, "") == (sent, {})


@pytest.mark.parametrize("url", [f"{PLACE}/hooks/1", f"{PLACE}/KEY/KEY", f"{PLACE}/xKEY", f"{PLACE}/a?KEY"])
def test_an_address_without_that_place_is_not_signed(url: str) -> None:
    with pytest.raises(TokenRejected):
        in_path("KEY")(held(), "POST", url, "")


def test_a_proof_is_of_this_very_request_and_token() -> None:
    url = f"{PLACE}/xrpc/do"
    _, headers = dpop(held(), "POST", f"{url}?a=b#c", "nonce-1")
    assert headers["Authorization"] == f"DPoP {ACCESS}"
    server = Proofs()
    assert server.holder(headers["DPoP"], "POST", url, ACCESS) == public_half(KEY)["kid"]
    for method, address, token in (("GET", url, ACCESS), ("POST", f"{url}2", ACCESS), ("POST", url, "another")):
        with pytest.raises(Wrong):
            Proofs().holder(headers["DPoP"], method, address, token)


def test_no_two_proofs_are_the_same() -> None:
    proofs = {dpop(held(), "GET", f"{PLACE}/me", "")[1]["DPoP"] for _ in range(20)}
    assert len({claims(proof)["jti"] for proof in proofs}) == 20


def test_a_proof_shows_nothing_of_the_private_key() -> None:
    _, headers = dpop(held(), "GET", f"{PLACE}/me", "")
    private = json.loads(KEY.reveal())["d"]
    assert private not in headers["DPoP"]
    assert "d" not in json.loads(decoded(headers["DPoP"].split(".")[0]))["jwk"]


def test_a_form_is_filled_with_what_its_slots_say_and_nothing_else_is_touched() -> None:
    form: dict[str, Any] = {"grant_type": "refresh_token", "refresh_token": Slot.REFRESH, "token": Slot.ACCESS}
    assert filled(held(), {**form, **app_fields(BY_FORM, "us")}) == {
        "grant_type": "refresh_token",
        "refresh_token": "refresh-T0ken",
        "token": ACCESS,
        "client_id": "us",
        "client_secret": "s3cret",
    }


def test_an_app_with_a_key_sends_a_fresh_assertion_each_time() -> None:
    ours = held(client=KEY, facts={"auth": BY_KEY})
    sent = [filled(ours, app_fields(BY_KEY, "us"))["client_assertion"] for _ in range(2)]
    server = Proofs()
    for one in sent:
        assert isinstance(one, str)
        server.client(one, {"keys": [public_half(KEY)]}, "us", FACTS["issuer"])
    assert sent[0] != sent[1]


@pytest.mark.parametrize("slot", list(Slot))
def test_a_secret_that_is_not_there_fills_nothing(slot: Slot) -> None:
    nothing = held(access=NO_SECRET, refresh=NO_SECRET, client=NO_SECRET)
    with pytest.raises(TokenRejected):
        filled(nothing, {"a": slot})


@pytest.mark.parametrize("sign", [bearer, dpop])
def test_nothing_is_signed_with_nothing(sign: Sign) -> None:
    with pytest.raises(TokenRejected):
        sign(held(access=NO_SECRET), "GET", f"{PLACE}/me", "")


def claims(token: str) -> Any:
    return json.loads(decoded(token.split(".")[1]))


def decoded(part: str) -> bytes:
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))

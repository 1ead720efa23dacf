"""Servers that anybody may run, and that say what no honest one would: a refusal with a sentence, and never a fault."""

from dataclasses import dataclass, replace
from typing import Any

import pytest

from core.errors import Invalid, Refused
from core.model import Connection
from core.networks.bluesky.identity import claimed, home
from core.networks.login import tokens
from core.networks.mastodon import network
from core.networks.mastodon.servers import understood
from core.networks.wordpress.sites import Site
from core.ports import Answer, Slot
from tests import making
from tests.fakes.networks.trying import Bearer

ODD = (None, True, 5, 1.5, "at://anna.test", {}, {"a": 1}, [None], [5], [{}], [[]])
SERVER = "https://social.example"


@dataclass(frozen=True)
class Says:
    """An API that answers everything with this."""

    said: Any
    status: int = 200

    async def call(self, *_: object, **__: object) -> Answer:
        return Answer(self.status, {}, "", self.said)


async def told(**said: Any) -> Connection:
    shop = making.workspace()
    account = replace(making.connection(shop, making.person(), network="mastodon"), url="")
    me = {"id": "1", "username": "anna", "display_name": "", "url": f"{SERVER}/@anna"}
    assert network.account
    return await network.account(Says(me | said), Bearer(SERVER), account)  # type: ignore[arg-type]


@pytest.mark.parametrize("odd", ODD, ids=repr)
def test_a_document_with_odd_lists_names_no_handle_and_no_server(odd: object) -> None:
    assert claimed({"alsoKnownAs": odd}) == ""
    with pytest.raises(Invalid, match="connect-handle-homeless"):
        home({"service": odd}, "anna.test")


@pytest.mark.parametrize("url", ["https://[", "https://[::1", "javascript:alert(1)", f"{SERVER}/\n", 5, ["https://a"]])
async def test_an_account_at_no_address_has_none(url: object) -> None:
    account = await told(url=url)
    assert (account.url, account.title) == ("", "@anna@")


async def test_an_address_longer_than_any_is_none() -> None:
    assert (await told(url=f"{SERVER}/{'x' * 5000}")).url == ""


@pytest.mark.parametrize("name", ["x" * 5000, "\u202ean\x00na\n", {"a": "b" * 500}])
async def test_a_name_is_shown_only_as_far_as_it_can_be(name: object) -> None:
    title = (await told(username=name)).title
    assert len(title) <= 100
    assert title.isprintable()


def test_one_account_is_not_two_by_the_way_its_server_is_written() -> None:
    assert understood("Social.Example:443") == understood("social.example")
    written = ("https://SITE.example:443/Blog/wp-json", "https://site.example/Blog/wp-json")
    assert {Site(root, "", "").account for root in written} == {"site.example/Blog"}


def test_of_permissions_that_no_server_grants_none_is_kept() -> None:
    odd = ["write", "x" * 500, "a\x00b", 'a"b', "\u202e", None, "write", *map(str, range(1000))]
    granted = tokens.granted(odd)
    assert granted[:2] == ("write", "None")
    assert len(granted) == 100


async def test_a_code_that_a_server_says_again_is_not_passed_on() -> None:
    again = {"error": "invalid_grant", "error_description": "The code the-code is over, so is the-verifier"}
    form: dict[str, str | Slot] = {"code": "the-code", "code_verifier": "the-verifier"}
    with pytest.raises(Refused) as caught:
        await tokens.exchanged(Says(again, 400), "https://a.example", Bearer(SERVER), form)  # type: ignore[arg-type]
    assert caught.value.detail == "The code … is over, so is …"

"""Nobody outside can have us ask our own machine or its neighbours (SSRF), however they write it or move it."""

import asyncio
from collections.abc import AsyncIterator
from functools import partial
from ipaddress import IPv4Address
from random import Random

import pytest
from pytest_socket import SocketConnectBlockedError

from core.errors import NetworkError, Refused, Unavailable
from core.networks.api import Caps, HttpApi
from core.networks.api.addresses import CLOSED_4
from core.networks.api.egress import NOT_PUBLIC, Guard
from tests.fakes.networks.trying import Bearer, Still
from tests.fakes.ssrf.corpus import ADDRESSES, HOSTS, NOBODY, REBINDING
from tests.fakes.ssrf.trap import Names, Trap, trapped

pytestmark = pytest.mark.filterwarnings("ignore:A test tried to use socket")
QUICK = Caps(total=1, connect=1, look=1)
HIDDEN = [
    url for host in HOSTS for url in (f"https://{host}/", f"http://{host}:{{port}}/", f"https://{host}:{{port}}/")
]


@pytest.fixture
async def trap() -> AsyncIterator[Trap]:
    async with trapped() as made:
        yield made


async def met(api: HttpApi, url: str) -> list[Exception]:
    """How each way out ends; `SocketConnectBlockedError` is what keeps the tests from really going to public places."""
    ended: list[Exception] = []
    for way in (api.look, partial(api.call, "POST"), partial(api.fetch, most=100)):
        with pytest.raises((NetworkError, SocketConnectBlockedError)) as caught:
            await way(url)
        ended.append(caught.value)
    return ended


def test_the_corpus_is_as_large_as_was_promised() -> None:
    assert len(set(HOSTS)) == len(HOSTS) >= 60
    assert len(set(ADDRESSES)) == len(ADDRESSES)


@pytest.mark.parametrize("url", [f"https://{host}/" for host in HOSTS] + list(ADDRESSES), ids=ascii)
def test_no_spelling_of_an_inner_place_is_taken_for_a_public_one(url: str) -> None:
    with pytest.raises(Refused, match=NOT_PUBLIC):
        Guard().judged(url)


@pytest.mark.parametrize(
    ("url", "asked"),
    [
        ("https://example.com", "https://example.com/"),
        ("HTTPS://Example.COM:443/A?b=c#d", "https://example.com/A?b=c#d"),
        ("https://example.com?a=b", "https://example.com/?a=b"),
        ("https://rīgasmaize.lv/ābols", "https://xn--rgasmaize-5nb.lv/%C4%81bols"),
        ("https://почта.рф/", "https://xn--80a1acny.xn--p1ai/"),
        ("https://a_b.c-d.example.org/@name", "https://a_b.c-d.example.org/@name"),
        ("https://1.1.1.1/", "https://1.1.1.1/"),
        ("https://[2606:4700::1111]/", "https://[2606:4700::1111]/"),
        ("https://[64:ff9b::1.1.1.1]/", "https://[64:ff9b::101:101]/"),
        ("https://127.0.0.1.example.com/", "https://127.0.0.1.example.com/"),
    ],
)
def test_what_is_public_is_let_through(url: str, asked: str) -> None:
    assert str(Guard().judged(url)).replace("com?", "com/?") in (asked, asked.removesuffix("/"))


def test_no_way_to_write_an_inner_address_in_numbers_is_let_through() -> None:
    random = Random(8)
    for network in CLOSED_4:
        for _ in range(40):
            address = network[random.randrange(network.num_addresses)]
            for host in written(address, random):
                with pytest.raises(Refused):
                    Guard().judged(f"https://{host}/")


def written(address: IPv4Address, random: Random) -> list[str]:
    """As `inet_aton` reads them: one to four numbers, the last one as wide as is left, each in one of three bases."""
    parts, value = list(address.packed), int(address)
    split = [[value], [parts[0], value & 0xFFFFFF], [*parts[:2], value & 0xFFFF], parts]
    bases = ("{}", "{:#x}", "0{:o}", "0X{:08X}")
    plain = [".".join(map(str, numbers)) for numbers in split]
    mixed = [".".join(random.choice(bases).format(number) for number in numbers) for numbers in split]
    wide = f"::ffff:{address}", f"64:ff9b::{address}", f"2002:{value >> 16:x}:{value & 0xFFFF:x}::", f"::{address}"
    return [*plain, *mixed, f"{address}.", *(f"[{one}]" for one in wide)]


async def test_no_spelling_reaches_the_trap_and_no_resolver_is_asked_about_one(trap: Trap) -> None:
    names = Names({}, trap.port)
    async with HttpApi(Still(), {}, QUICK, resolver=names) as api:
        for url in (address.format(port=trap.port) for address in (*HIDDEN, *ADDRESSES)):
            assert {type(error) for error in await met(api, url)} == {Refused}
    assert await trap.counted() == 0
    assert names.asked == []


@pytest.mark.parametrize("name", REBINDING)
async def test_no_answer_of_a_resolver_reaches_the_trap(trap: Trap, name: str) -> None:
    names = Names(REBINDING, trap.port)
    async with HttpApi(Still(), {}, QUICK, resolver=names) as api:
        for _ in range(3):
            assert {type(error) for error in await met(api, f"https://{name}/")} <= {Refused, SocketConnectBlockedError}
    assert await trap.counted() == 0
    assert len(names.asked) == 9  # once for each connection, and nothing is kept between


async def test_who_asks_at_once_shares_an_answer_and_who_asks_later_does_not(trap: Trap) -> None:
    names = Names({"turning.example": [["127.0.0.1"]]}, trap.port, slow=0.05)
    async with HttpApi(Still(), {}, QUICK, allow=["turning.example:80"], resolver=names) as api:
        for _ in range(2):
            for answer in await asyncio.gather(*(api.call("GET", "http://turning.example/") for _ in range(20))):
                assert answer.text == "caught"
    assert names.asked == ["turning.example"] * 2


async def test_who_stops_waiting_for_a_name_spoils_it_for_nobody(trap: Trap) -> None:
    names = Names({"slow.example": [["127.0.0.1"]]}, trap.port, slow=0.1)
    async with HttpApi(Still(), {}, QUICK, allow=["slow.example:80"], resolver=names) as api:
        first, second = (asyncio.create_task(api.call("GET", "http://slow.example/")) for _ in range(2))
        await asyncio.sleep(0.02)
        first.cancel()
        assert (await second).text == "caught"
    assert names.asked == ["slow.example"]


async def test_what_is_refused_tells_nothing_of_what_is_inside(trap: Trap) -> None:
    names = Names({"wiki.example.com": [["10.1.2.3"]]}, trap.port)
    async with HttpApi(Still(), {}, QUICK, resolver=names) as api:
        errors = await met(api, "https://wiki.example.com/")
    assert {str(error) for error in errors} == {NOT_PUBLIC}
    assert "10.1.2.3" not in "".join(f"{error!r} {error.__cause__!r}" for error in errors)


async def test_a_named_place_is_reached_wherever_it_is_and_its_neighbours_are_not(trap: Trap) -> None:
    names = Names({"intranet.example": [["127.0.0.1"]], "other.example": [["127.0.0.1"]]}, trap.port)
    allow = (f"intranet.example:{trap.port}", f"127.0.0.1:{trap.port}")
    async with HttpApi(Still(), {}, QUICK, allow=allow, resolver=names) as api:
        for host in ("intranet.example", "127.0.0.1"):
            assert (await api.look(f"http://{host}:{trap.port}/")).data == b"caught"
            assert (await api.call("GET", f"http://{host}:{trap.port}/")).text == "caught"
        for url in ("https://other.example/", f"http://localhost:{trap.port}/", f"http://a@127.0.0.1:{trap.port}/"):
            assert {type(error) for error in await met(api, url)} == {Refused}
    assert await trap.counted() == 4


async def test_a_network_at_home_here_is_called_and_never_shown_as_a_page(trap: Trap) -> None:
    names = Names({"network.example": [["127.0.0.1"]]}, trap.port)
    for origin in (f"http://127.0.0.1:{trap.port}", f"http://network.example:{trap.port}"):
        async with HttpApi(Still(), {"x": origin}, QUICK, resolver=names) as api:
            assert (await api.call("GET", f"{origin}/v1", effect=False)).status == 200
            with pytest.raises(Refused):
                await api.look(f"{origin}/v1")
            with pytest.raises(Refused):
                await api.call("GET", origin.replace("http:", "https:"), effect=False)
    async with HttpApi(Still(), {"x": "https://network.example"}, QUICK, resolver=names) as api:
        with pytest.raises(Refused):
            await api.look("https://network.example/")
    assert await trap.counted() == 2


async def test_our_own_pages_are_reached_only_with_a_credential_for_them(trap: Trap) -> None:
    ours, theirs = f"http://127.0.0.1:{trap.port}", "https://home.example"
    names = Names({"home.example": [["127.0.0.1"]]}, trap.port)
    origins = {"sandbox": ours, "telegram": theirs, "mastodon": f"http://localhost:{trap.port}"}
    async with HttpApi(Still(), origins, QUICK, ours=("sandbox", "telegram"), resolver=names) as api:
        assert (await api.call("GET", ours + "/x", credential=Bearer(ours), effect=False)).text == "caught"
        for origin in (ours, theirs):
            for credential in (None, Bearer(origin, network="other")):
                with pytest.raises(Refused):
                    await api.call("GET", origin + "/metrics", credential=credential, effect=False)
                with pytest.raises(Refused):
                    await api.fetch(origin + "/metrics", credential=credential, most=100)
        with pytest.raises(Unavailable):  # let through, and nobody knows the name here
            await api.call("GET", f"http://localhost:{trap.port}/x", effect=False)
    assert (await trap.counted(), names.asked) == (1, ["localhost"])


async def test_a_proxy_of_the_environment_is_not_asked(trap: Trap, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{trap.port}")
    async with HttpApi(Still(), {}, QUICK) as api:
        assert {type(error) for error in await met(api, f"https://[{NOBODY}]/")} == {SocketConnectBlockedError}
    assert await trap.counted() == 0

"""The check of the check: without any one part of the guard, the trap is reached or an inner address is let through."""

import socket
from collections.abc import AsyncIterator, Sequence
from ipaddress import IPv4Network, IPv6Network, ip_address
from random import Random

import aiohttp
import pytest
from aiohttp.abc import ResolveResult
from pytest_socket import SocketConnectBlockedError
from yarl import URL

from core.errors import Refused
from core.networks.api.addresses import CLOSED_4, CLOSED_6, is_public
from core.networks.api.egress import Gate, Guard, is_for_all
from core.networks.api.reading import looked
from tests.fakes.ssrf.corpus import HOSTS, LOOPBACK, NOBODY, REBINDING
from tests.fakes.ssrf.trap import Names, Trap, paged, trapped

pytestmark = [
    pytest.mark.filterwarnings("ignore:A test tried to use socket"),
    pytest.mark.allow_hosts(["127.0.0.1", "127.255.255.254", "0.0.0.0", "::ffff:127.0.0.1"]),  # noqa: S104 - to go to
]
NUMBERS = [host.strip("[]") for host in HOSTS]
REACHED = [name for name, answers in REBINDING.items() if name != "with-a-zone.example"]


@pytest.fixture
async def trap() -> AsyncIterator[Trap]:
    async with trapped() as made:
        yield made


class FirstOnly(Gate):
    """Looks at one answer, and gives all."""

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        found = await self._resolver.resolve(host, port, family)
        if not is_public(found[0]["host"]):
            raise OSError
        return found


async def hits(connector: aiohttp.TCPConnector, trap: Trap, urls: Sequence[str]) -> int:
    """How often the trap is reached through this connector alone, with no address judged before."""
    async with aiohttp.ClientSession(connector=connector, timeout=aiohttp.ClientTimeout(1)) as session:
        for url in urls:
            try:
                async with session.get(url) as answer:
                    await answer.read()
            except (aiohttp.ClientError, OSError, ValueError, SocketConnectBlockedError):
                pass
        return await trap.counted()


def spelled(trap: Trap) -> list[str]:
    return [f"http://{host}:{trap.port}/" for host in LOOPBACK]


def named() -> list[str]:
    return [f"http://{name}/" for name in REACHED] * 3


async def test_without_the_guard_the_spellings_reach_the_trap(trap: Trap) -> None:
    assert await hits(aiohttp.TCPConnector(), trap, spelled(trap)) >= 10


async def test_without_a_look_at_the_answers_the_names_reach_the_trap(trap: Trap) -> None:
    for name in REACHED:
        Guard().judged(f"https://{name}/")
    names = Names(REBINDING, trap.port)
    assert await hits(aiohttp.TCPConnector(resolver=names, use_dns_cache=False), trap, named()) > 2 * len(REACHED)


async def test_without_a_look_at_every_answer_a_mixed_one_reaches_the_trap(trap: Trap) -> None:
    gate = FirstOnly(Guard(), Names(REBINDING, trap.port))
    assert await hits(aiohttp.TCPConnector(resolver=gate), trap, ["http://public-then-inside.example/"]) == 1


async def test_without_the_judging_of_what_is_written_the_resolver_does_not_see_digits(trap: Trap) -> None:
    names = Names(REBINDING, trap.port)
    assert await hits(aiohttp.TCPConnector(resolver=Gate(Guard(), names)), trap, spelled(trap)) >= 2
    assert "0x7f000001" in names.asked


async def test_the_socket_alone_keeps_everybody_out_of_the_trap(trap: Trap) -> None:
    gate = Gate(Guard(), Names(REBINDING, trap.port))
    wide = aiohttp.TCPConnector(socket_factory=gate.connecting)
    assert await hits(wide, trap, spelled(trap)) == 0
    turned = aiohttp.TCPConnector(resolver=Names(REBINDING, trap.port), socket_factory=gate.connecting)
    assert await hits(turned, trap, named()) == 0


async def test_without_the_judging_of_each_hop_a_page_sends_one_into_the_trap(trap: Trap) -> None:
    async with paged() as pages, aiohttp.ClientSession() as session:
        pages.moved["/"] = f"http://127.0.0.1:{trap.port}/"
        first = pages.url.removeprefix("http://")
        with pytest.raises(Refused):
            await looked(session, Guard(allow=[first]), pages.url + "/", 100, cut=False)
        assert await trap.counted() == 0
        await looked(session, Guard(allow=[first, f"127.0.0.1:{trap.port}"]), pages.url + "/", 100, cut=False)
        assert await trap.counted() == 1


@pytest.mark.parametrize("network", CLOSED_4, ids=str)
def test_each_closed_network_closes_what_nothing_else_does(network: IPv4Network) -> None:
    fewer = [one for one in CLOSED_4 if one != network]
    assert any(is_public(host, closed_4=fewer) for host in NUMBERS)
    assert not any(is_public(host) and ip_address(host) in network for host in NUMBERS if is_public(host))


@pytest.mark.parametrize("network", CLOSED_6, ids=str)
def test_each_closed_network_of_ipv6_closes_what_nothing_else_does(network: IPv6Network) -> None:
    fewer = [one for one in CLOSED_6 if one != network]
    assert any(is_public(host, closed_6=fewer) for host in NUMBERS)


def test_ipv6_is_open_only_where_it_was_given_out() -> None:
    wide = [IPv6Network("::/0")]
    let = {host for host in NUMBERS if is_public(host, open_6=wide)}
    assert let >= {"::1", "::", "::ffff:127.0.0.1", "::127.0.0.1", "fe80::1", "fec0::1", "fd00:ec2::254", "ff02::1"}


@pytest.mark.parametrize(
    "host", ["64:ff9b::a9fe:a9fe", "2002:7f00:1::", "2600::5efe:127.0.0.1", "2600::200:5efe:7f00:1"]
)
def test_what_is_wrapped_is_looked_at(host: str) -> None:
    assert not is_public(host)
    assert is_public(host, closed_4=())


@pytest.mark.parametrize("host", ["64:ff9b::1.1.1.1", "2002:101:101::", "2600::5efe:101:101", "1.1.1.1", NOBODY])
def test_what_is_public_is_public_when_it_is_wrapped(host: str) -> None:
    assert is_public(host)


def test_nothing_that_python_calls_private_is_public_to_us() -> None:
    """`is_global` lets too much through, but what it stops has to be stopped here as well."""
    random = Random(16)
    edges = [network[at] for network in (*CLOSED_4, *CLOSED_6) for at in (0, -1)]
    tried = [str(edge) for edge in edges] + [str(ip_address(random.getrandbits(32))) for _ in range(20_000)]
    tried += [
        str(ip_address(random.choice((0x2, 0x3, 0xFC, 0xFE, 0)) << 120 | random.getrandbits(120)))
        for _ in range(20_000)
    ]
    assert [one for one in tried if is_public(one) and not ip_address(one).is_global] == []


@pytest.mark.parametrize(
    ("host", "read_as"), [("\uff38.example.com", "x.example.com"), ("ex\u3002example.com", "ex.example.com")]
)
def test_without_a_look_at_the_letters_other_spellings_would_do(host: str, read_as: str) -> None:
    assert URL(f"https://{host}/").raw_host == read_as
    assert not is_for_all(f"https://{host}/", URL(f"https://{host}/"))

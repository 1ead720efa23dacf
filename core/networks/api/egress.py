"""What may be connected to: nobody can have us ask our own machine, its neighbours or the cloud below it.

Three gates, each in the way of what the others do not see: the address as it was written (a resolver is never asked
about one in digits), every answer of the resolver (once, in the connector, so nothing is resolved again after it was
judged), and the socket, which is told where it will be connected to. Why: docs/design/networks.md, "Egress".
"""

import asyncio
import re
import socket
import unicodedata
from collections.abc import Iterable
from functools import partial
from typing import Final

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult
from yarl import URL

from core.errors import Refused
from core.networks.api.addresses import is_public, is_written_plainly

# What the person sees names no address: an answer of a resolver tells how a network is built inside.
NOT_PUBLIC: Final = "not a public https address"
HTTPS_PORT = 443
PLAIN = ("http", "https")
LONGEST_NAME = 253
# Nothing in front of the host or in it that two readers of addresses could read in two ways.
WRITTEN = re.compile(r"https://(\[[0-9a-f:.]+\]|[^\s/?#@\\%:\[\]]+)(?::443)?(?:[/?#][^\s\\]*)?", re.IGNORECASE)
# Dotted, and ends in what begins with a letter: whatever ends in a number, hex too, some resolver takes for an address.
NAME = re.compile(r"(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?")
LETTERS = ("L", "M")
Question = tuple[str, int, socket.AddressFamily]


class NotPublic(OSError):
    """An address that nobody outside should have us connect to; aiohttp passes it on as the cause of its own error."""


class Guard:
    """Public hosts over https, and what whoever runs the house has named: whole origins, and `host:port` for both
    schemes; not the places of `closed`, unless they are named as well. Raises `ValueError` for what is neither."""

    def __init__(self, origins: Iterable[str] = (), allow: Iterable[str] = (), closed: Iterable[str] = ()) -> None:
        whole = [URL(origin) for origin in origins]
        allowed = [URL(f"http://{place}") for place in allow]
        self._origins = {(url.scheme, url.raw_host, url.port) for url in whole}
        self._allowed = {(url.raw_host, url.port) for url in allowed}
        self._named = {(url.raw_host, url.port) for url in (*whole, *allowed)}
        self._closed = {(url.raw_host, url.port) for url in map(URL, closed)} - self._named

    def judged(self, address: str) -> URL:
        """The address as it will be asked for. Raises `Refused`; nothing was asked or sent yet."""
        try:
            url = URL(address)
        except ValueError:  # UnicodeError, for a name that cannot be one, is a ValueError
            raise Refused(NOT_PUBLIC) from None
        place = (url.raw_host, url.port)
        if (url.scheme, *place) in self._origins:
            return url
        nobody = url.raw_user is None and url.raw_password is None
        if nobody and place in self._allowed and url.scheme in PLAIN:
            return url
        if nobody and place not in self._closed and is_for_all(address, url) and is_public_host(url.raw_host or ""):
            return url
        raise Refused(NOT_PUBLIC)

    def names(self, host: str, port: int) -> bool:
        """Whether this place is one of those that were named, wherever it is."""
        return (host, port) in self._named


def is_for_all(address: str, url: URL) -> bool:
    """Whether an address that a person gave is written as addresses are: https, a host, port 443 if any, a path."""
    found = WRITTEN.fullmatch(address)
    if found is None or not address.isprintable() or (url.scheme, url.port) != ("https", HTTPS_PORT):
        return False
    host: str = found[1]
    # In other scripts letters only: their digits, full-width letters and dots are turned into ASCII further on.
    return host.isascii() or (
        unicodedata.is_normalized("NFKC", host)
        and all(letter.isascii() or unicodedata.category(letter).startswith(LETTERS) for letter in host)
    )


def is_public_host(host: str) -> bool:
    """A public address in its plain spelling, or what can only be a name; `host` is without brackets."""
    if ":" in host or is_written_plainly(host):
        return is_public(host)
    return len(host) <= LONGEST_NAME and NAME.fullmatch(host) is not None


class Gate(AbstractResolver):
    """The connector's resolver, all of whose answers are looked at, and the maker of its sockets."""

    def __init__(self, guard: Guard, resolver: AbstractResolver) -> None:
        self._guard, self._resolver = guard, resolver
        self._let: set[tuple[str, int]] = set()
        self._asking: dict[Question, asyncio.Task[list[ResolveResult]]] = {}

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """Once for each connection. One answer that is not public spoils all: the next might be the one taken."""
        found = await self._answers(host, port, family)
        inner = [(answer["host"], answer["port"]) for answer in found if not is_public(answer["host"])]
        if not inner:
            return found
        if not self._guard.names(host, port):
            raise NotPublic(NOT_PUBLIC)
        self._let.update(inner)
        return found

    async def _answers(self, *question: *Question) -> list[ResolveResult]:
        """Who asks while the same is being asked gets the same answer: a hundred calls at once to one network would
        else take all threads that ask the system. It is kept for nobody who asks later."""
        task = self._asking.get(question)
        if task is None:
            task = self._asking[question] = asyncio.create_task(self._resolver.resolve(*question))
            task.add_done_callback(partial(self._answered, question))
        return await asyncio.shield(task)

    def _answered(self, question: Question, task: asyncio.Task[list[ResolveResult]]) -> None:
        del self._asking[question]
        if not task.cancelled():
            task.exception()  # seen, also where everybody who waited for it has gone

    def connecting(self, place: aiohttp.AddrInfoType) -> socket.socket:
        """A socket to that place; the last who can say no, also to digits that a resolver never sees."""
        family, kind, protocol, _, address = place
        host, port = str(address[0]), int(address[1])
        if not (is_public(host) or (host, port) in self._let or self._guard.names(host, port)):
            raise NotPublic(NOT_PUBLIC)
        return socket.socket(family, kind, protocol)

    async def close(self) -> None:
        """Nothing is kept that has to be given back."""


def opened(guard: Guard, *, per_origin: int, resolver: AbstractResolver | None = None) -> aiohttp.ClientSession:
    """A warm session, made in the loop that it belongs to: so many connections to one place, and nothing remembered.

    `resolver`: who is asked for names; None: the system.
    """
    gate = Gate(guard, resolver or aiohttp.ThreadedResolver())
    return aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(
            limit=0,
            limit_per_host=per_origin,
            use_dns_cache=False,
            resolver=gate,
            socket_factory=gate.connecting,
        ),
        cookie_jar=aiohttp.DummyCookieJar(),  # accounts share this session; their cookies must not
        headers={"User-Agent": "AiMarketing", "Accept": "application/json"},
        trust_env=False,
    )

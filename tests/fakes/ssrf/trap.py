"""A trap that counts who connects, names whose answers change, and pages that send one on."""

import asyncio
import socket
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiohttp.abc import AbstractResolver, ResolveResult

ACCEPTED = 0.02
"""Seconds after which a connection that was made has been counted, and one that was ended has been closed."""


@dataclass
class Trap:
    """A port on loopback that nothing of ours may ever connect to."""

    port: int = 0
    hits: int = 0

    async def handle(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.hits += 1
        await reader.read(1)
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\nConnection: close\r\n\r\ncaught")
        writer.close()

    async def counted(self) -> int:
        """How many have connected, the last one too."""
        await asyncio.sleep(ACCEPTED)
        return self.hits


@asynccontextmanager
async def trapped() -> AsyncIterator[Trap]:
    trap = Trap()
    async with await asyncio.start_server(trap.handle, "127.0.0.1", 0) as server:
        trap.port = server.sockets[0].getsockname()[1]
        yield trap
        await asyncio.sleep(ACCEPTED)


@dataclass
class Names(AbstractResolver):
    """A resolver under somebody else's hand: each asking takes the next of the name's answers, the last one for ever.

    Whatever it answers leads to the trap's port, so that an answer on loopback is a hit wherever it was asked from.
    """

    answers: Mapping[str, Sequence[Sequence[str]]]
    port: int
    slow: float = 0.0
    """Seconds until it answers."""
    asked: list[str] = field(default_factory=list)

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        rounds = self.answers.get(host)
        turn = self.asked.count(host)
        self.asked.append(host)
        await asyncio.sleep(self.slow)
        if not rounds:
            raise OSError(None, "no such name")
        return [self._answer(host, address) for address in rounds[min(turn, len(rounds) - 1)]]

    def _answer(self, host: str, address: str) -> ResolveResult:
        kind = socket.AF_INET6 if ":" in address else socket.AF_INET
        return ResolveResult(hostname=host, host=address, port=self.port, family=kind, proto=0, flags=0)

    async def close(self) -> None:
        pass


@dataclass
class Pages:
    """A site that may be read, and where its pages send one: a path to a Location, or to what is there."""

    url: str = ""
    moved: dict[str, str] = field(default_factory=dict)
    there: dict[str, bytes] = field(default_factory=dict)
    heads: list[bytes] = field(default_factory=list)

    async def handle(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        self.heads.append(head)
        path = head.split(b" ", 2)[1].decode()
        if path in self.moved:
            writer.write(b"HTTP/1.1 302 Found\r\nLocation: " + self.moved[path].encode() + b"\r\nContent-Length: 0\r\n")
        elif path in self.there:
            kind = b"Content-Type: text/html; charset=windows-1257\r\n"
            writer.write(b"HTTP/1.1 200 OK\r\n%sContent-Length: %d\r\n" % (kind, len(self.there[path])))
        else:
            writer.write(b"HTTP/1.1 %s X\r\nContent-Length: 0\r\n" % path[1:].encode())
        writer.write(b"Connection: close\r\n\r\n" + self.there.get(path, b""))
        writer.close()


@asynccontextmanager
async def paged() -> AsyncIterator[Pages]:
    pages = Pages()
    async with await asyncio.start_server(pages.handle, "127.0.0.1", 0) as server:
        pages.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        yield pages
        await asyncio.sleep(ACCEPTED)

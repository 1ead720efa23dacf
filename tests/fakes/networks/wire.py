"""HTTP/1.1 as light as it can be: the benchmark's server shares two cores with what it measures."""

import asyncio
import json
import socket
import struct
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, unquote


@dataclass(slots=True)
class Request:
    """A request, read whole. `data` is its JSON, None without a body; names of headers are in lower case."""

    method: str
    parts: list[str]
    query: dict[str, str]
    headers: dict[str, str]
    body: bytes
    data: Any = None


@dataclass(frozen=True, slots=True)
class Reply:
    """What a network answers."""

    status: int
    data: Any = None
    headers: dict[str, str] = field(default_factory=dict)
    page: str = ""
    """HTML instead."""

    def encoded(self) -> bytes:
        if self.page:
            return raw(self.status, self.page.encode(), "text/html", self.headers)
        body = b"" if self.data is None else json.dumps(self.data).encode()
        return raw(self.status, body, "application/json", self.headers)


def raw(status: int, body: bytes, kind: str, headers: dict[str, str]) -> bytes:
    extra = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    length = "" if status == 204 else f"Content-Type: {kind}\r\nContent-Length: {len(body)}\r\n"
    return f"HTTP/1.1 {status} Status\r\n{length}{extra}\r\n".encode() + body


class Wire(asyncio.Protocol):
    """One connection; `serve` gets each request with the wire to answer on."""

    def __init__(self, serve: Callable[[Request, "Wire"], None], connections: set["Wire"]) -> None:
        self.serve, self.connections = serve, connections
        self.buffer = b""
        self.transport: asyncio.Transport

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        self.connections.add(self)

    def connection_lost(self, exc: Exception | None) -> None:
        self.connections.discard(self)

    def data_received(self, data: bytes) -> None:
        self.buffer = self.buffer + data if self.buffer else data
        end = self.buffer.find(b"\r\n\r\n")
        if end < 0:
            return
        request = parsed(self.buffer[:end].decode("latin-1"))
        whole = end + 4 + int(request.headers.get("content-length", "0"))
        if len(self.buffer) < whole:
            return
        request.body, self.buffer = self.buffer[end + 4 : whole], self.buffer[whole:]
        self.serve(request, self)

    def send(self, answer: bytes) -> None:
        if not self.transport.is_closing():
            self.transport.write(answer)

    def close(self) -> None:
        self.transport.close()

    def reset(self) -> None:
        """Ends the connection with RST, as a crash or a firewall does."""
        connection = self.transport.get_extra_info("socket")
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.transport.abort()


def parsed(head: str) -> Request:
    first, *lines = head.split("\r\n")
    method, target, _ = first.split(" ")
    path, _, query = target.partition("?")
    headers = {}
    for line in lines:
        name, _, value = line.partition(":")
        headers[name.lower()] = value.strip()
    parts = [unquote(part) if "%" in part else part for part in path.split("/")[1:]]
    return Request(method, parts, dict(parse_qsl(query)) if query else {}, headers, b"")

"""One web server among the other tasks of a process: it takes no signals and stops when it is told to."""

import asyncio
import contextlib
import errno
import socket
from collections.abc import Iterator

import uvicorn
from starlette.types import ASGIApp

from core.errors import Misconfigured

PATIENCE = 5
"""Seconds that requests in work get to end."""


class _Server(uvicorn.Server):
    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens there; port 0 is any free one. Raises `Misconfigured` for HOST or PORT."""
    try:
        family, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
    except OSError as error:
        raise Misconfigured("HOST", f"{host} is not an address of this machine") from error
    try:
        return socket.create_server(address[:2], family=family, backlog=512)
    except OSError as error:
        raise _refused(host, port, error) from error


def _refused(host: str, port: int, error: OSError) -> Misconfigured:
    match error.errno:
        case errno.EADDRINUSE:
            why = f"{port} is taken at {host}: either AiMarketing runs there already, or set another PORT"
        case errno.EACCES:
            why = f"{port} may not be used at {host} by this user: set another PORT, above 1023"
        case errno.EADDRNOTAVAIL:
            return Misconfigured("HOST", f"{host} is not an address of this machine")
        case _:
            why = f"{port} cannot be used at {host}: set another PORT, or another HOST"
    return Misconfigured("PORT", why)


def port_of(listening: socket.socket) -> int:
    """The port that it listens on."""
    port: int = listening.getsockname()[1]
    return port


async def serve_on(app: ASGIApp, listening: socket.socket, stop: asyncio.Event) -> None:
    """Serves until `stop` is set, then lets what is in work end."""
    config = uvicorn.Config(
        app,
        log_config=None,
        log_level="warning",
        access_log=False,  # addresses may hold tickets
        lifespan="off",
        proxy_headers=False,
        server_header=False,
        timeout_graceful_shutdown=PATIENCE,
        ws="none",
    )
    server = _Server(config)
    serving = asyncio.create_task(server.serve(sockets=[listening]))
    stopping = asyncio.create_task(stop.wait())
    try:
        await asyncio.wait({serving, stopping}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        server.should_exit = True
        stopping.cancel()
        await serving

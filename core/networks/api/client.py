"""The door to HTTP: every call to a network goes out here, and each way it can end becomes one of our errors, once."""

import json as jsons
import re
from collections.abc import Awaitable, Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal, Self

import aiohttp

from core.errors import Misconfigured, NetworkError, Refused, Unavailable
from core.networks.api.answers import decoded, doubt, verdict
from core.ports import Answer, Clock, Credential, Upload

SUCCESS = range(200, 300)
# Only these two are raised before a byte of the request has left: tests/core/test_api_phases.py holds aiohttp to it.
# A certificate that is refused and a name that does not resolve are ClientConnectorErrors too.
NOT_SENT = (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError)
# Nor is anything sent to what is no address; UnicodeError is a host name that cannot be one (IDNA).
NO_ADDRESS = (aiohttp.InvalidURL, aiohttp.NonHttpUrlClientError, UnicodeError)
# ValueError: aiohttp's for a header that cannot be sent. It does not say when it noticed, so it counts as doubt.
ENDINGS = (aiohttp.ClientError, OSError, ValueError)

Body = bytes | aiohttp.FormData | None
PARTS = re.compile(r"[/?&=#@:]")
SHORTEST_SECRET = 6
LONGEST_SENTENCE = 65_536
encoded = jsons.JSONEncoder(separators=(",", ":")).encode


class Oversize(aiohttp.ClientError):
    """The answer is longer than any honest one."""


class Broken(aiohttp.ClientError):
    """The connection broke after it had been handed the request."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Caps:
    """What one call may cost: seconds for all of it and for connecting, bytes of the answer; and calls at a time."""

    total: float = 30.0
    pace: int = 250_000
    """Bytes of a file that surely pass in a second: a call with files is given so much longer (2 Mbit/s)."""
    connect: float = 10.0
    answer: int = 1 << 20
    per_origin: int = 100


class HttpApi:
    """The port `Api` over one warm aiohttp session (why not httpx: docs/design/networks.md). Close it at the end."""

    def __init__(self, clock: Clock, origins: Mapping[str, str], caps: Caps = Caps()) -> None:
        self._clock = clock
        self._origins = {name: origin.rstrip("/") for name, origin in origins.items()}
        self._caps = caps
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def close(self) -> None:
        """Ends the connections; a later call opens new ones."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    def base(self, network: str) -> str:
        """The network's origin, without a slash at its end. Raises `Misconfigured`."""
        if network not in self._origins:
            raise Misconfigured(f"{network.upper()}_BASE_URL", "not set, and this network has no address of its own")
        return self._origins[network]

    async def call(  # noqa: PLR0913 - a request has this many parts, all but two by name
        self,
        method: Literal["GET", "POST", "PUT", "PATCH", "DELETE"],
        url: str,
        *,
        credential: Credential | None = None,
        json: object = None,
        form: Mapping[str, str | Upload] | None = None,
        headers: Mapping[str, str] | None = None,
        effect: bool = True,
        accept: Collection[int] = (),
    ) -> Answer:
        """One request, as the port says."""
        target, signed = credential.sign(method, url) if credential else (url, {})
        secrets = hidden(url, target, signed)
        given = body_of(json, form), {**(headers or {}), **signed}
        files = sum(len(part.data) for part in (form or {}).values() if isinstance(part, Upload))
        with endings(url, secrets, effect=effect):
            answer = await self._exchange(method, target, *given, once=effect, files=files)
        if answer.status in SUCCESS or answer.status in accept:
            return answer
        raise verdict(answer, effect=effect, now=self._clock.now(), secrets=secrets)

    async def fetch(self, url: str, *, credential: Credential | None = None, most: int) -> bytes:
        """The bytes at an address, at most so many; no redirects. Raises as `call` without effect, and `Refused`."""
        target, signed = credential.sign("GET", url) if credential else (url, {})
        secrets = hidden(url, target, signed)
        session = self._session or self._opened()
        with endings(url, secrets, effect=False):
            async with session.request(
                "GET", target, headers=signed, allow_redirects=False, timeout=self._patience(most)
            ) as response:
                try:
                    data = await self._read(response, most)
                except Oversize:
                    raise Refused(f"longer than {most} bytes") from None
        if response.status in SUCCESS:
            return data
        text = data[:LONGEST_SENTENCE].decode("utf-8", "replace")
        answer = Answer(response.status, response.headers, text, decoded(text))
        raise verdict(answer, effect=False, now=self._clock.now(), secrets=secrets)

    def _patience(self, files: int) -> aiohttp.ClientTimeout:
        """How long a call may take that so many bytes of files pass in."""
        caps = self._caps
        return aiohttp.ClientTimeout(total=caps.total + files / caps.pace, connect=caps.connect)

    async def _exchange(  # noqa: PLR0913 - a request has this many parts; two by name
        self, method: str, url: str, body: Body, headers: Mapping[str, str], *, once: bool, files: int
    ) -> Answer:
        """Sends it and reads the answer whole."""
        session = self._session or self._opened()
        if isinstance(body, bytes):
            headers = {"Content-Type": "application/json", **headers}
        # aiohttp sends GET, PUT and DELETE again by itself when a kept connection breaks under them (never POST).
        handlers = (without_repeat,) if once and method != "POST" else ()
        async with session.request(
            method,
            url,
            data=body,
            headers=headers,
            allow_redirects=False,
            middlewares=handlers,
            timeout=self._patience(files),
        ) as response:
            text = (await self._read(response, self._caps.answer)).decode("utf-8", "replace")
            return Answer(response.status, response.headers, text, decoded(text))

    async def _read(self, response: aiohttp.ClientResponse, most: int) -> bytes:
        """The body as it comes, unpacked, and no further than that."""
        body = bytearray()
        async for chunk in response.content.iter_any():
            body += chunk
            if len(body) > most:
                response.close()
                raise Oversize
        return bytes(body)

    def _opened(self) -> aiohttp.ClientSession:
        """The session, made at the first call because it belongs to the loop that runs then.

        All sockets of the house to networks are opened by this connector: what may be connected to is decided here, in
        its `socket_factory`, which sees every resolved address (a `resolver` never sees an address written as digits).
        """
        caps = self._caps
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=0, limit_per_host=caps.per_origin),
            cookie_jar=aiohttp.DummyCookieJar(),  # accounts share this session; their cookies must not
            headers={"User-Agent": "AiMarketing", "Accept": "application/json"},
            trust_env=False,
        )
        return self._session


@contextmanager
def endings(url: str, secrets: Collection[str], *, effect: bool) -> Iterator[None]:
    """Each way in which a call can end without an answer becomes one of our errors."""
    try:
        yield
    except ENDINGS as error:
        # aiohttp's errors can name the whole request, and a trace with a token in it would end in a log.
        told = not any(secret in f"{error!r} {error}" for secret in secrets)
        raise ending(error, url, effect=effect) from (error if told else None)


def body_of(json: object, form: Mapping[str, str | Upload] | None) -> Body:
    """What is sent: JSON, or a form whose files are parts of it (RFC 7578)."""
    if form is None:
        return None if json is None else encoded(json).encode()
    parts = aiohttp.FormData(default_to_multipart=True)
    for name, value in form.items():
        if isinstance(value, Upload):
            parts.add_field(name, value.data, filename=value.name, content_type=value.mime)
        else:
            parts.add_field(name, value)
    return parts


async def without_repeat(
    request: aiohttp.ClientRequest, send: Callable[[aiohttp.ClientRequest], Awaitable[aiohttp.ClientResponse]]
) -> aiohttp.ClientResponse:
    """Hides a broken connection from aiohttp's own repeat, whose end would be reported as if it were the only one."""
    try:
        return await send(request)
    except NOT_SENT:
        raise
    except (aiohttp.ClientOSError, aiohttp.ServerDisconnectedError) as error:
        raise Broken(str(error)) from error


def ending(error: Exception, url: str, *, effect: bool) -> NetworkError:
    """What a call without an answer means; without aiohttp's words, which can contain the signed address."""
    host = url.partition("//")[2].partition("/")[0].rpartition("@")[2]
    detail = f"{host}: {type(error).__name__}"
    if isinstance(error, NOT_SENT):
        return Unavailable(detail)
    if isinstance(error, NO_ADDRESS):
        return Refused(detail)
    return doubt(detail, effect=effect)


def hidden(url: str, target: str, signed: Mapping[str, str]) -> set[str]:
    """What signing added: the words of its headers and the parts of its address that were not there before."""
    words = {word for value in signed.values() for word in value.split()}
    words |= set(PARTS.split(target)) - set(PARTS.split(url))
    return {word for word in words if len(word) >= SHORTEST_SECRET and word.lower() != "bearer"}

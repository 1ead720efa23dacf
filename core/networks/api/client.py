"""The door to HTTP: every call to a network goes out here, and each way it can end becomes one of our errors, once."""

import asyncio
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Self

import aiohttp
from aiohttp.abc import AbstractResolver
from yarl import URL

from core.errors import Misconfigured, Refused
from core.networks.api.answers import decoded, discreet, verdict
from core.networks.api.bodies import Body, body_of, filled
from core.networks.api.egress import Guard, opened
from core.networks.api.endings import Added, Oversize, endings, without_repeat
from core.networks.api.nonces import Nonces, wants_another
from core.networks.api.reading import SUCCESS, looked, read
from core.ports import Answer, Clock, Credential, Page, Slot, Upload

LONGEST_SENTENCE = 65_536
PAGE = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Caps:
    """What one call may cost: seconds for all of it and for connecting, bytes of the answer; and calls at a time."""

    total: float = 30.0
    pace: int = 250_000
    """Bytes of a file that surely pass in a second: a call with files is given so much longer (2 Mbit/s)."""
    connect: float = 10.0
    answer: int = 1 << 20
    per_origin: int = 100
    look: float = 10.0
    """Seconds for a page of anybody's, with all places it has moved to."""


class HttpApi:
    """The port `Api` over one warm aiohttp session (why not httpx: docs/design/networks.md). Close it at the end.

    It reaches the networks at `origins` wherever those are, public hosts over https, and at each `host:port` in
    `allow` what is there. Networks that are `ours` (our own pages, a Bot API server beside us) are reached only with a
    credential for them: no server that a person names can send us there. `resolver`: who is asked for names; None: the
    system.
    """

    def __init__(  # noqa: PLR0913 - what it may reach has several sources
        self,
        clock: Clock,
        origins: Mapping[str, str],
        caps: Caps = Caps(),
        *,
        allow: Collection[str] = (),
        ours: Collection[str] = (),
        resolver: AbstractResolver | None = None,
    ) -> None:
        self._clock = clock
        self._origins = {name: origin.rstrip("/") for name, origin in origins.items()}
        self._caps, self._resolver = caps, resolver
        self._ours = {origin for name, origin in self._origins.items() if name in ours}
        theirs = set(self._origins.values()) - self._ours
        self._guard = Guard(self._origins.values(), allow)
        self._guard_of_theirs = Guard(theirs, allow, self._ours)
        self._guard_of_pages = Guard(allow=allow)
        self._nonces = Nonces(clock)
        self._session: aiohttp.ClientSession | None = None
        self._reader: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def close(self) -> None:
        """Ends the connections; a later call opens new ones."""
        sessions = self._session, self._reader
        self._session = self._reader = None
        for session in sessions:
            if session is not None:
                await session.close()

    def base(self, network: str) -> str:
        """The network's origin, without a slash at its end. Raises `Misconfigured`."""
        if network not in self._origins:
            raise Misconfigured(f"{network.upper()}_BASE_URL", "not set, and this network has no address of its own")
        return self._origins[network]

    def now(self) -> datetime:
        """By the clock of this house."""
        return self._clock.now()

    async def call(  # noqa: PLR0913 - a request has this many parts, all but two by name
        self,
        method: Literal["GET", "POST", "PUT", "PATCH", "DELETE"],
        url: str,
        *,
        credential: Credential | None = None,
        json: object = None,
        form: Mapping[str, str | Upload | Slot] | None = None,
        data: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        effect: bool = True,
        accept: Collection[int] = (),
    ) -> Answer:
        """One request, as the port says."""

        async def asked() -> tuple[Answer, Added]:
            target, signed = self._signed(method, url, credential)
            words = None if form is None else filled(form, url, credential)
            added = Added(url, target, signed, form, words)
            to, body = self._judged(target, credential), body_of(json, words, data)
            with endings(added, effect=effect):
                return await self._exchange(method, to, body, {**(headers or {}), **signed}, once=effect), added

        answer, added = await asked()
        if credential is not None and wants_another(answer):
            answer, added = await asked()
        if answer.status in SUCCESS:
            return answer
        if answer.status in accept:
            return discreet(answer, added.secrets())
        raise verdict(answer, effect=effect, now=self._clock.now(), secrets=added.secrets())

    async def fetch(self, url: str, *, credential: Credential | None = None, most: int) -> bytes:
        """The bytes at an address, at most so many; no redirects. Raises as `call` without effect, and `Refused`."""
        target, signed = self._signed("GET", url, credential)
        added, to = Added(url, target, signed), self._judged(target, credential)
        session = self._session or self._opened()
        with endings(added, effect=False):
            async with session.request(
                "GET", to, headers=signed, allow_redirects=False, timeout=self._patience(most)
            ) as response:
                try:
                    data = await read(response, most)
                except Oversize:
                    raise Refused(f"longer than {most} bytes") from None
        if response.status in SUCCESS:
            return data
        text = data[:LONGEST_SENTENCE].decode("utf-8", "replace")
        answer = Answer(response.status, response.headers, text, decoded(text))
        raise verdict(answer, effect=False, now=self._clock.now(), secrets=added.secrets())

    async def look(self, url: str, *, most: int = PAGE, cut: bool = False) -> Page:
        """A page of anybody's, as the port says."""
        if self._reader is None:
            # Its own connections: one that is warm because a network is at home here must not be a page's way in.
            self._reader = opened(self._guard_of_pages, per_origin=self._caps.per_origin, resolver=self._resolver)
        with endings(Added(url, url, {}), effect=False):
            try:
                async with asyncio.timeout(self._caps.look):
                    return await looked(self._reader, self._guard_of_pages, url, most, cut=cut)
            except Oversize:
                raise Refused(f"longer than {most} bytes") from None

    def _signed(self, method: str, url: str, credential: Credential | None) -> tuple[str, Mapping[str, str]]:
        """The address and headers, with the nonce that was given last for a proof there."""
        return (url, {}) if credential is None else credential.sign(method, url, self._nonces.of(url))

    def _judged(self, target: str, credential: Credential | None) -> URL:
        """The address as it will be asked for. Raises `Refused`."""
        at_home = not self._ours or (credential is not None and credential.base in self._ours)
        return (self._guard if at_home else self._guard_of_theirs).judged(target)

    def _patience(self, files: int) -> aiohttp.ClientTimeout:
        """How long a call may take that so many bytes of files pass in."""
        caps = self._caps
        return aiohttp.ClientTimeout(total=caps.total + files / caps.pace, connect=caps.connect)

    async def _exchange(self, method: str, url: URL, body: Body, headers: Mapping[str, str], *, once: bool) -> Answer:
        """Sends it and reads the answer whole."""
        session = self._session or self._opened()
        if body.mime:
            headers = {"Content-Type": body.mime, **headers}
        # aiohttp sends GET, PUT and DELETE again by itself when a kept connection breaks under them (never POST).
        handlers = (without_repeat,) if once and method != "POST" else ()
        async with session.request(
            method,
            url,
            data=body.data,
            headers=headers,
            allow_redirects=False,
            middlewares=handlers,
            timeout=self._patience(body.files),
        ) as response:
            text = (await read(response, self._caps.answer)).decode("utf-8", "replace")
            self._nonces.learn(url, response.headers)
            return Answer(response.status, response.headers, text, decoded(text))

    def _opened(self) -> aiohttp.ClientSession:
        """The session, made at the first call because it belongs to the loop that runs then."""
        self._session = opened(self._guard, per_origin=self._caps.per_origin, resolver=self._resolver)
        return self._session

"""How a call can end without an answer, as one of our errors, and what none of them may say."""

import re
from base64 import b64decode
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import quote, quote_plus, unquote

import aiohttp

from core.errors import NetworkError, Refused, Unavailable
from core.networks.api.answers import doubt
from core.networks.api.egress import NOT_PUBLIC, NotPublic
from core.ports import Slot, Upload

# Only these two are raised before a byte of the request has left: tests/core/test_api_phases.py holds aiohttp to it.
# A certificate that is refused and a name that does not resolve are ClientConnectorErrors too.
NOT_SENT = (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError)
# Nor is anything sent to what is no address; UnicodeError is a host name that cannot be one (IDNA).
NO_ADDRESS = (aiohttp.InvalidURL, aiohttp.NonHttpUrlClientError, UnicodeError)
# ValueError: aiohttp's for a header that cannot be sent. It does not say when it noticed, so it counts as doubt.
ENDINGS = (aiohttp.ClientError, OSError, ValueError)

PARTS = re.compile(r"[/?&=#@:]")
SHORTEST_SECRET = 6


class Oversize(aiohttp.ClientError):
    """The answer is longer than any honest one."""


class Broken(aiohttp.ClientError):
    """The connection broke after it had been handed the request."""


@dataclass(frozen=True, slots=True, repr=False)
class Added:
    """What a credential added to a request: the address it made of ours, its headers, the form it filled."""

    url: str
    target: str
    headers: Mapping[str, str]
    form: Mapping[str, str | Upload | Slot] | None = None
    filled: Mapping[str, str | Upload] | None = None

    def secrets(self) -> set[str]:
        """The words that no error may show; made only where there is an error."""
        words = {word for value in self.headers.values() for word in value.split()}
        words |= {word for value in self.headers.values() for word in _in_basic(value)}
        words |= set(PARTS.split(self.target)) - set(PARTS.split(self.url))
        for name, value in (self.filled or {}).items():
            if isinstance(value, str) and (self.form or {}).get(name) != value:
                words |= {value, quote(value, safe=""), quote_plus(value)}
        return {word for word in words if len(word) >= SHORTEST_SECRET and word.lower() != "bearer"}


def _in_basic(value: str) -> set[str]:
    """The password that a header of RFC 7617 hides, as it is and as it may have been encoded before."""
    scheme, _, hidden = value.partition(" ")
    if scheme != "Basic":
        return set()
    password = b64decode(hidden).decode("utf-8", "replace").partition(":")[2]
    return {password, unquote(password)}


@contextmanager
def endings(added: Added, *, effect: bool) -> Iterator[None]:
    """Each way in which a call can end without an answer becomes one of our errors."""
    try:
        yield
    except ENDINGS as error:
        # aiohttp's errors can name the whole request, and a trace with a token in it would end in a log.
        told = not any(secret in f"{error!r} {error}" for secret in added.secrets())
        raise ending(error, added.url, effect=effect) from (error if told else None)


def ending(error: Exception, url: str, *, effect: bool) -> NetworkError:
    """What a call without an answer means; without aiohttp's words, which can contain the signed address."""
    if isinstance(error, aiohttp.ClientConnectorError) and isinstance(error.os_error, NotPublic):
        return Refused(NOT_PUBLIC)
    host = url.partition("//")[2].partition("/")[0].rpartition("@")[2]
    detail = f"{host}: {type(error).__name__}"
    if isinstance(error, NOT_SENT):
        return Unavailable(detail)
    if isinstance(error, NO_ADDRESS):
        return Refused(detail)
    return doubt(detail, effect=effect)


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

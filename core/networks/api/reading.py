"""What comes back is read only as far as it may be long; and pages that anybody may read, wherever they moved to."""

from urllib.parse import urljoin

import aiohttp

from core.errors import NetworkError, Refused, Unavailable
from core.networks.api.answers import GAVE_UP_WAITING, REFUSALS, TOO_MANY
from core.networks.api.egress import Guard
from core.networks.api.endings import Oversize
from core.ports import Page

SUCCESS = range(200, 300)
MOVED = (301, 302, 303, 307, 308)
MOVES = 3
ANYTHING = {"Accept": "text/html,application/xhtml+xml,image/*;q=0.9,*/*;q=0.8"}


async def read(response: aiohttp.ClientResponse, most: int, *, cut: bool = False) -> bytes:
    """The body as it comes, unpacked, at most so many bytes of it. Raises `Oversize`, but with `cut`."""
    body = bytearray()
    async for chunk in response.content.iter_any():
        body += chunk
        if len(body) > most:
            response.close()
            if cut:
                return bytes(body[:most])
            raise Oversize
    return bytes(body)


async def looked(session: aiohttp.ClientSession, guard: Guard, address: str, most: int, *, cut: bool) -> Page:
    """The page, as `core.ports.Api.look` says. aiohttp follows nothing: each address on the way is judged here."""
    for _ in range(1 + MOVES):
        url = guard.judged(address)
        async with session.get(url, headers=ANYTHING, allow_redirects=False) as response:
            if response.status in MOVED:
                address = moved(str(url), response)
                continue
            if response.status not in SUCCESS:
                raise unreadable(response.status)
            data = await read(response, most, cut=cut)
            return Page(str(url.with_fragment(None)), response.content_type, response.charset or "", data)
    raise Refused(f"moved more than {MOVES} times")


def moved(here: str, response: aiohttp.ClientResponse) -> str:
    """Where it is now; as much to be judged as what a person wrote. Raises `Refused`."""
    try:
        return urljoin(here, response.headers["Location"])
    except (KeyError, ValueError):
        raise Refused(f"HTTP {response.status} without a usable Location") from None


def unreadable(status: int) -> NetworkError:
    """Unlike a network's, a page's 401 says nothing about an account."""
    temporary = status in (GAVE_UP_WAITING, TOO_MANY) or status not in REFUSALS
    return Unavailable(f"HTTP {status}") if temporary else Refused(f"HTTP {status}")

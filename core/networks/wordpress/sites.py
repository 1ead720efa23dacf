"""Where a site's REST API is, found from whatever address of it a person names.

https://developer.wordpress.org/rest-api/using-the-rest-api/discovery
"""

import asyncio
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urljoin, urlsplit, urlunsplit

from core.errors import Invalid, NetworkError, Refused, Unavailable
from core.networks.api import at
from core.networks.wordpress.account import called
from core.networks.wordpress.calling import address, code_of
from core.ports import Answer, Api

MOVED = (301, 302, 303, 307, 308)
READ = (*MOVED, 400, 401, 403, 404, 405, 410, 500, 503)
CLOSED = (401, 403)
MOVES: Final = 4
HTTPS: Final = ":443"
"""A port that goes without saying: with it, the same site would be two accounts."""
PATIENCE: Final = 25.0
"""Seconds for all that is asked on the way: a person waits on a page meanwhile."""
BEHIND = re.compile(r"/(?:wp-admin|wp-json|wp-content|(?:wp-login|xmlrpc)\.php)(?:[/?#].*)?$|/?\?rest_route=.*$|#.*$")
"""What people copy out of the address bar that is not the site itself."""
API_LINK = re.compile(r"<([^<>]+)>\s*;[^,]*\brel=\"?https://api\.w\.org/\"?")
ABOUT: Final = "name,namespaces,authentication"
SPACE: Final = "wp/v2"


@dataclass(frozen=True, slots=True)
class Site:
    """A WordPress. `root`: where its API begins."""

    root: str
    title: str
    authorize: str
    """Where it lets people make application passwords; "": it does not."""

    @property
    def home(self) -> str:
        """Its own address: what stands in front of the API's, whatever the site says about itself."""
        parts = urlsplit(self.root)
        path = parts.path.removesuffix("/wp-json").removesuffix("/index.php").rstrip("/")
        return urlunsplit((parts.scheme, parts.netloc, path, "", ""))

    @property
    def account(self) -> str:
        """The account's id: a site has one, whoever is logged in to it."""
        host, slash, path = self.home.partition("://")[2].partition("/")
        return host.lower().removesuffix(HTTPS) + slash + path


async def discovered(api: Api, typed: str) -> Site:
    """Within 25 s. Raises `Invalid` for what is no WordPress with an open REST API, and any `NetworkError`."""
    try:
        async with asyncio.timeout(PATIENCE):
            return await _first(api, spelled(typed))
    except TimeoutError:
        raise Unavailable("no answer in time") from None


async def _first(api: Api, starts: Sequence[str]) -> Site:
    failures: list[Invalid | NetworkError] = []
    for start in starts:
        try:
            return await _from(api, start)
        except (Invalid, NetworkError) as error:
            failures.append(error)
    if isinstance(failures[-1], Refused) and len(failures) > 1:
        raise Invalid("connect-site-http")  # nothing answers over https, and the door opens nothing else
    raise next((error for error in failures if isinstance(error, Invalid)), failures[0])


def spelled(typed: str) -> tuple[str, ...]:
    """With a scheme. What somebody writes with `http` is asked for with `https` first, and most are there."""
    plain = BEHIND.sub("", typed.strip())
    scheme, found, rest = plain.partition("://")
    if not found:
        return (f"https://{plain}",)
    return (f"https://{rest}", plain) if scheme.casefold() == "http" else (plain,)


async def _from(api: Api, start: str) -> Site:
    here, said = await _page(api, start)
    closed = said is not None
    for root in _candidates(here, said):
        there, index = await visit(api, address(root, "/", {"_fields": ABOUT}))
        spaces = at(index.data, ("namespaces",))
        if isinstance(spaces, list) and SPACE in spaces and beside(there, here):
            return read(root_in(there), index)
        closed = closed or bool(code_of(index)) or index.status in CLOSED
    raise Invalid("connect-site-closed" if closed else "connect-site-none")


async def _page(api: Api, start: str) -> tuple[str, str | None]:
    """Where the site's page is, and where it says that its API is; a page that is too long to read says nothing."""
    try:
        here, answer = await visit(api, start)
    except Unavailable:
        return start, None
    return here, linked(answer)


def _candidates(here: str, said: str | None) -> Iterator[str]:
    """Where the API may be, the likeliest first: what the page itself says, and what most sites have."""
    if said is not None:
        yield root_in(as_safe(urljoin(here, said), here))
    place = here.partition("?")[0].rstrip("/")
    yield f"{place}/wp-json"
    yield f"{place}/?rest_route="


async def visit(api: Api, url: str) -> tuple[str, Answer]:
    """What is there, and where it was found. Every address on the way is judged by the door. Raises `Invalid`."""
    for _ in range(1 + MOVES):
        answer = await api.call("GET", url, effect=False, accept=READ)
        if answer.status not in MOVED:
            return url, answer
        url = urljoin(url, answer.headers.get("Location", ""))
    raise Invalid("connect-site-none")


def linked(answer: Answer) -> str | None:
    """What a page's headers say about its API; there may be several of this name."""
    links = ",".join(value for name, value in answer.headers.items() if name.casefold() == "link")
    found = API_LINK.search(links)
    return found[1] if found else None


def root_in(url: str) -> str:
    """The API's root out of the address of its index, without a slash at its end."""
    parts = urlsplit(url)
    if parts.query.startswith("rest_route="):
        return f"{url.partition('?')[0]}?rest_route="
    return url.partition("?")[0].rstrip("/")


def read(root: str, index: Answer) -> Site:
    """What the index says; a site without application passwords has an empty list there."""
    ways = at(index.data, ("authentication", "application-passwords", "endpoints", "authorization"))
    name = at(index.data, ("name",))
    authorize = as_safe(ways, root) if isinstance(ways, str) else ""
    return Site(root, called(name) if isinstance(name, str) else "", authorize)


def as_safe(url: str, found_at: str) -> str:
    """With `https`, where the site was reached so: many do not know that TLS ends in front of them."""
    return f"https://{url[7:]}" if found_at.startswith("https://") and url.startswith("http://") else url


def beside(one: str, other: str) -> bool:
    """Whether both are at one host, `www.` or not; whoever has a name has that one, too."""
    return _host(one) == _host(other) != ""


def within(url: str, site: Site) -> bool:
    """Whether an address is the site's own: its host, and its place there or below. One host may have many sites."""
    place, home = urlsplit(url).path.rstrip("/"), urlsplit(site.home).path
    return beside(url, site.home) and (place == home or place.startswith(f"{home}/"))


def _host(url: str) -> str:
    try:
        parts = urlsplit(url)
        port = {None: "", 443: "", 80: ""}.get(parts.port, f":{parts.port}")
    except ValueError:
        return ""
    return (parts.hostname or "").removeprefix("www.") + port

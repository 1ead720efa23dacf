"""Which server a person means, our app there, and whose account a login opened.

All servers have the login's pages at the same paths (https://docs.joinmastodon.org/methods/oauth/); an address that a
server gave us for them would only be one more thing to distrust. The way to a server of another name than its accounts'
is WebFinger (https://docs.joinmastodon.org/spec/webfinger/).
"""

import json
import re
import unicodedata
from dataclasses import replace
from enum import Enum
from typing import Any
from urllib.parse import quote, urlsplit

from core.checks import clean
from core.errors import Invalid, NetworkError, RateLimited
from core.model import Connection, Found, Issued, Secret
from core.networks.api import at, word
from core.networks.login import OAuth2, based
from core.networks.mastodon.calling import call, id_of
from core.networks.mastodon.limits import allowed_by, is_one
from core.ports import Answer, Api, Credential, OurApp, Permission

NAME = "mastodon"
SCHEME = re.compile(r"^(?:web\+)?[a-z]+:(?://)?")
PERSON = re.compile(r"@?([\w.-]+)(?:@(.+))?")
NAMED = re.compile(r"[\w.-]{1,64}")
HOST = re.compile(r"(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?(?::\d{1,5})?")
LONGEST = 300
CLOSED = (401, 403)
"""What a server answers that tells nothing to who is not logged in."""
ANY = (*CLOSED, 404, 410, 422)
FINGER = 1 << 16
TITLE_MOST = 100
URL_MOST = 2048
URL = re.compile(r"https?://[^\s/?#@\[\]\\]+(?:[/?#]\S*)?")
"""Of an account, as a button in a chat takes it."""
SCOPES = (
    # `profile` is narrower than `read:accounts`, and unknown before 4.3 and to most of the other kinds of servers.
    Permission(name="read:accounts", feature="read_account"),
    Permission(name="write:statuses", feature="publish"),
    Permission(name="write:media", feature="publish"),
    Permission(name="read:statuses", feature="read_engagement"),
)


class Speaks(Enum):
    """Whether a server is one of Mastodon's language."""

    YES = 1
    NO = 2
    UNREACHED = 3


async def place(api: Api, typed: str) -> str:
    """The origin of the server that a person means: by its name, their own, or an address. Raises `Invalid`."""
    host, person = understood(typed)
    named = f"https://{host}"
    origin = based(api, NAME, named)
    here = await _speaks(api, origin)
    if here is Speaks.YES:
        return origin
    elsewhere = await _elsewhere(api, host, person) if origin == named else ""
    if elsewhere and await _speaks(api, elsewhere) is Speaks.YES:
        return elsewhere
    raise Invalid("server-unreached" if here is Speaks.UNREACHED else "server-not-mastodon", server=host)


def understood(typed: str) -> tuple[str, str]:
    """The host and, where it was said, the person's name there. Raises `Invalid` for what names no server."""
    words = clean(unicodedata.normalize("NFKC", typed)).strip().casefold()[:LONGEST]
    place, _, path = SCHEME.sub("", words, count=1).partition("/")
    person = PERSON.fullmatch(path.partition("/")[0].partition("?")[0]) if path.startswith("@") else None
    name = person[1] if person else ""
    if "@" in place:
        name, place = place.rpartition("@")[0].lstrip("@"), place.rpartition("@")[2]
    elif person and person[2]:
        place = person[2]  # a person's page as another server shows it
    host = _host(re.split(r"[?#\s]", place, maxsplit=1)[0].rstrip("."))
    if not HOST.fullmatch(host):
        raise Invalid("server-unclear")
    # A port that goes without saying: with it, the same account would be two.
    return host.removesuffix(":443"), name if NAMED.fullmatch(name) else ""


def _host(written: str) -> str:
    """As DNS has it; what cannot be one is none."""
    try:
        return written.encode("idna").decode()
    except UnicodeError:
        return ""


async def _speaks(api: Api, origin: str) -> Speaks:
    for version in ("v2", "v1"):
        try:
            answer = await api.call("GET", f"{origin}/api/{version}/instance", effect=False, accept=ANY)
        except RateLimited:
            raise
        except NetworkError:
            return Speaks.UNREACHED
        if is_one(answer) or (answer.status in CLOSED and isinstance(at(answer.data, ("error",)), str)):
            return Speaks.YES
    return Speaks.NO


async def _elsewhere(api: Api, host: str, person: str) -> str:
    """The server of accounts that are named after another host; "": nothing of the kind is known."""
    path = "/api/v2/instance"
    if person:
        path = f"/.well-known/webfinger?resource={quote(f'acct:{person}@{host}', safe='')}"
    try:
        page = await api.look(f"https://{host}{path}", most=FINGER)
    except NetworkError:
        return ""
    address = _self(page.data) if person else page.url
    found = urlsplit(address)
    return f"https://{found.netloc}" if found.scheme == "https" and HOST.fullmatch(found.netloc) else ""


def _self(finger: bytes) -> str:
    """The address of the person's own entry."""
    try:
        links = at(json.loads(finger), ("links",))
    except (ValueError, RecursionError):
        return ""
    told = [at(one, ("href",)) for one in links or [] if at(one, ("rel",)) == "self"] if isinstance(links, list) else []
    return next((one for one in told if isinstance(one, str)), "")


async def register(api: Api, server: str, redirect_uri: str, address: str) -> OurApp:
    """Our app there. Nobody sees it: to register twice does no harm. https://docs.joinmastodon.org/methods/apps/"""
    form = {"client_name": "AiMarketing", "redirect_uris": redirect_uri, "scopes": " ".join(one.name for one in SCOPES)}
    if address.startswith("https://"):
        form["website"] = address
    answer = await api.call("POST", f"{server}/api/v1/apps", form=form, effect=False)
    id, secret = word(answer, "client_id", effect=False), word(answer, "client_secret", effect=False)
    return OurApp(id=id, secret=Secret(secret))


async def found(api: Api, credential: Credential, issued: Issued) -> tuple[Found, ...]:  # noqa: ARG001 - a hook's
    """The account that was logged in to: one."""
    answer = await _me(api, credential)
    id = id_of(answer, effect=False)
    limits = await allowed_by(api, credential)
    return (
        Found(
            account=f"{credential.base.partition('//')[2]}/{id}",
            title=_title(answer.data),
            url=_url(answer.data),
            server=credential.base,
            limits=limits or {},
        ),
    )


async def account(api: Api, credential: Credential, connection: Connection) -> Connection:
    """As it is called now, and what its server allows now."""
    answer = await _me(api, credential)
    limits = await allowed_by(api, credential)
    return replace(
        connection,
        title=_title(answer.data),
        url=_url(answer.data) or connection.url,
        limits=connection.limits if limits is None else limits,
    )


async def _me(api: Api, credential: Credential) -> Answer:
    return await call(api, credential, "GET", "/api/v1/accounts/verify_credentials", effect=False)


def _title(me: Any) -> str:
    """What readers see; the name with its server where nothing else was chosen."""
    named = f"@{at(me, ('username',)) or at(me, ('acct',))}@{_url(me).partition('://')[2].partition('/')[0]}"
    return _shown(at(me, ("display_name",)) or "") or _shown(named)


def _shown(name: Any) -> str:
    """What a server calls somebody, as it can be shown."""
    return " ".join(clean(str(name)).split())[:TITLE_MOST]


def _url(me: Any) -> str:
    url = at(me, ("url",))
    good = isinstance(url, str) and len(url) <= URL_MOST and url.isprintable() and URL.fullmatch(url)
    return url if good else ""


login = OAuth2(
    network=NAME,
    authorize_at="/oauth/authorize",
    token_at="/oauth/token",  # noqa: S106 - a path
    revoke_at="/oauth/revoke",
    found=found,
    scopes=SCOPES,
    asks="server",
    placed=place,
    register=register,
    forgets=True,
)

"""Who a handle is, and where that account lives: handle -> DID -> its document -> its server, and back again.

A handle is proved by DNS or by a file at its own host (https://atproto.com/specs/handle). The file we read
ourselves; DNS is read for us by a public resolver, for all that reaches out from here goes through our door for HTTP.
Whoever lies about a handle gains nothing: the document of the DID has to claim the same handle, and the person logs in
at the server that the document names.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote, unquote

from core.errors import Invalid, NetworkError, Refused
from core.networks.api import at
from core.networks.bluesky.places import DIRECTORY, RESOLVER, based
from core.ports import Api

HANDLE = re.compile(r"(?=.{4,253}\Z)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?")
DID = re.compile(r"did:(?:plc:[a-z2-7]{24}|web:[a-z0-9.-]{1,240})")
"""https://atproto.com/specs/did: these two methods, and `did:web` by host only."""
TYPED = re.compile(r"^(?:https?://)?(?:www\.)?bsky\.app/profile/([^/?#\s]+)", re.IGNORECASE)
HOME: Final = "bsky.social"
"""Where a name without a dot is a handle."""
ORIGIN = re.compile(r"https?://[a-z0-9.:\[\]-]+", re.IGNORECASE)
NOBODY = ("alt", "arpa", "example", "internal", "invalid", "local", "localhost", "onion")
"""Endings that no handle has."""
SHORT = 2048
"""The longest file that says who a host is, in bytes."""
PDS: Final = "#atproto_pds"


@dataclass(frozen=True, slots=True)
class Who:
    """An account: `handle` is what its DID and its host agree on, `pds` the origin of its server."""

    did: str
    handle: str
    pds: str


def understood(typed: str) -> str:
    """The handle or DID that a person means: as it is shown, as a link, or the short name. Raises `Invalid`."""
    text = typed.strip().strip("\u200b\u200e\u200f\u202a\u202c\ufeff")
    found = TYPED.match(text)
    name = unquote(found[1]) if found else text
    name = name.strip().removeprefix("at://").removeprefix("@").rstrip("./").lower()
    if DID.fullmatch(name):
        return name
    if name and "." not in name:
        name = f"{name}.{HOME}"
    if not HANDLE.fullmatch(name) or name.rpartition(".")[2] in NOBODY:
        raise Invalid("connect-handle-typed")
    return name


async def identified(api: Api, name: str) -> Who:
    """The account of a handle or DID. Raises `Invalid`, and `Unavailable` where nobody can be asked just now."""
    did = name if DID.fullmatch(name) else await resolved(api, name)
    found = await document(api, did)
    handle = claimed(found)
    if not DID.fullmatch(name) and handle != name:
        raise Invalid("connect-handle-disowned", server=name)
    return Who(did=did, handle=handle, pds=home(found, name))


async def resolved(api: Api, handle: str) -> str:
    """The DID that a handle is proved to be: by the file at its host, else by DNS, which a resolver reads."""
    return await _by_file(api, handle) or await _by_resolver(api, handle)


async def _by_file(api: Api, handle: str) -> str:
    if based(api):  # all hosts are one there
        return ""
    try:
        page = await api.look(f"https://{handle}/.well-known/atproto-did", most=SHORT)
    except NetworkError:  # no such host or file, which is how it is with every handle that DNS proves
        return ""
    said = page.data.decode("ascii", "replace").strip()
    return said if DID.fullmatch(said) else ""


async def _by_resolver(api: Api, handle: str) -> str:
    url = f"{based(api) or api.base(RESOLVER)}/xrpc/com.atproto.identity.resolveHandle?handle={quote(handle, safe='')}"
    try:
        answer = await api.call("GET", url, effect=False)
    except Refused as error:
        raise Invalid("connect-handle-unknown", server=handle) from error
    said = at(answer.data, ("did",))
    if not isinstance(said, str) or not DID.fullmatch(said):
        raise Invalid("connect-handle-unknown", server=handle)
    return said


async def document(api: Api, did: str) -> Mapping[str, Any]:
    """The document of a DID, which is about that very DID. Raises `Invalid`."""
    method, _, rest = did.removeprefix("did:").partition(":")
    if method == "web":
        url = f"{based(api) or f'https://{rest}'}/.well-known/did.json"
    else:
        url = f"{based(api) or api.base(DIRECTORY)}/{did}"
    try:
        answer = await api.call("GET", url, effect=False)
    except Refused as error:
        raise Invalid("connect-handle-unknown", server=did) from error
    if not isinstance(answer.data, dict) or answer.data.get("id") != did:
        raise Invalid("connect-handle-unknown", server=did)
    return answer.data


def claimed(found: Mapping[str, Any]) -> str:
    """The handle that a DID says is its own; "": none that could be one."""
    names = _list_of(found, "alsoKnownAs")
    handles = [name.removeprefix("at://").lower() for name in map(str, names) if name.startswith("at://")]
    return handles[0] if handles and HANDLE.fullmatch(handles[0]) else ""


def home(found: Mapping[str, Any], name: str) -> str:
    """The origin of the server that has the account. Raises `Invalid`."""
    for one in _list_of(found, "service"):
        if isinstance(one, dict) and str(one.get("id", "")).endswith(PDS):
            url = str(one.get("serviceEndpoint")).removesuffix("/")
            if one.get("type") == "AtprotoPersonalDataServer" and ORIGIN.fullmatch(url):
                return url
    raise Invalid("connect-handle-homeless", server=name)


def _list_of(found: Mapping[str, Any], name: str) -> list[Any]:
    """What anybody may have written: a list, or nothing that counts."""
    value = found.get(name)
    return value if isinstance(value, list) else []

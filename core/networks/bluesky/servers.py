"""Who lets people in at an account's server, checked in both directions (https://atproto.com/specs/oauth)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from core.errors import Invalid, Refused
from core.networks.api import at
from core.networks.bluesky.places import moved
from core.ports import Answer, Api

MUST_HAVE: Mapping[str, str] = {
    "response_types_supported": "code",
    "grant_types_supported": "refresh_token",
    "code_challenge_methods_supported": "S256",
    "dpop_signing_alg_values_supported": "ES256",
    "token_endpoint_auth_methods_supported": "private_key_jwt",
    "scopes_supported": "atproto",
}
MUST_SAY = ("authorization_response_iss_parameter_supported", "client_id_metadata_document_supported")
ENDPOINTS = ("authorization_endpoint", "token_endpoint", "pushed_authorization_request_endpoint")


@dataclass(frozen=True, slots=True)
class Server:
    """An authorization server; whole addresses."""

    issuer: str
    authorize: str
    token: str
    par: str
    revoke: str
    """"": it has none."""


async def entrance(api: Api, pds: str) -> Server:
    """The authorization server that an account's server names, and that knows that server. Raises `Invalid`."""
    resource = (await _read(api, f"{pds}/.well-known/oauth-protected-resource")).data
    issuer = at(resource, ("authorization_servers", 0))
    if at(resource, ("resource",)) != pds or not isinstance(issuer, str) or at(resource, ("authorization_servers", 1)):
        raise Invalid("connect-server-odd")
    about = (await _read(api, f"{issuer}/.well-known/oauth-authorization-server")).data
    if not isinstance(about, dict) or not _is_one(about, issuer, pds):
        raise Invalid("connect-server-odd")
    authorize, token, par = (moved(api, about[name]) for name in ENDPOINTS)
    revoke = about.get("revocation_endpoint")
    return Server(issuer, authorize, token, par, moved(api, str(revoke)) if _is_like(revoke, issuer) else "")


async def _read(api: Api, url: str) -> Answer:
    try:
        return await api.call("GET", moved(api, url), effect=False)
    except Refused as error:  # an older server, or none of this kind
        raise Invalid("connect-server-odd") from error


def _is_one(about: Mapping[str, Any], issuer: str, pds: str) -> bool:
    """Whether it is who it is named as, can do what the protocol asks for, and answers for that server."""
    able = all(isinstance(about.get(name), list) and one in about[name] for name, one in MUST_HAVE.items())
    says = all(about.get(name) is True for name in MUST_SAY)
    places = all(_is_like(about.get(name), issuer) for name in ENDPOINTS)
    guards = about.get("protected_resources")
    return about.get("issuer") == issuer and able and says and places and _guards(guards, pds)


def _is_like(url: object, issuer: str) -> bool:
    """An address with no weaker scheme than the issuer's."""
    try:
        return isinstance(url, str) and urlsplit(url).scheme == urlsplit(issuer).scheme and bool(urlsplit(url).netloc)
    except ValueError:  # half an IPv6 address
        return False


def _guards(guards: object, pds: str) -> bool:
    """Whether it says nothing of whom it answers for, or that it is that server."""
    return guards is None or (isinstance(guards, list) and pds in guards)

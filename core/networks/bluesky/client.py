"""What we are to a server that has never heard of us: an address of ours, at which it reads who we are.

With a public address we are a confidential client, which signs with a key of the installation. On a machine of one's
own we are the client that the protocol has for that: public, known to nobody, with a session of two weeks at most.
"""

from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import quote

from core.model import NO_SECRET, Secret
from core.networks.login import BY_KEY, BY_NAME, new_key, public_half
from core.ports import OurApp, Permission

PATH: Final = "/oauth/bluesky/client-metadata.json"
CALLBACK: Final = "/oauth/bluesky/callback"
TITLE: Final = "AiMarketing"
VIEW: Final = "did:web:api.bsky.app%23bsky_appview"
POSTS: Final = "repo:app.bsky.feed.post?action=create&action=delete"
COUNTS: Final = f"rpc:app.bsky.feed.getPosts?aud={VIEW}"
ASKED: tuple[Permission, ...] = (
    Permission(name="atproto", feature="read_account"),
    Permission(name=POSTS, feature="publish"),
    Permission(name="blob:image/*", feature="publish"),
    Permission(name="blob:video/*", feature="publish"),
    Permission(name=COUNTS, feature="read_engagement"),
)
"""No more than what we do: make and delete posts, upload what is in them, count. Not `transition:generic`, which would
let us follow, block, like and change the profile."""
SCOPE: Final = " ".join(permission.name for permission in ASKED)
LOCAL: Final = "http://localhost"


def is_local(address: str) -> bool:
    """Whether nobody but this machine can reach us there."""
    return not address.startswith("https://")


def new_app(address: str) -> OurApp:
    """A key of our own, under the client id that our address makes."""
    return OurApp(id=address + PATH, secret=Secret(new_key()))


def local_app(redirect_uri: str) -> OurApp:
    """Who we are on a machine of one's own: the client id says all there is to say."""
    query = f"redirect_uri={quote(redirect_uri, safe='')}&scope={quote(SCOPE, safe='')}"
    return OurApp(id=f"{LOCAL}?{query}", secret=NO_SECRET)


def auth_of(app: OurApp) -> str:
    """How it shows who it is."""
    return BY_KEY if app.secret else BY_NAME


def document(app: OurApp, address: str) -> Mapping[str, Any]:
    """What servers read at the client id, with the public half of our key."""
    return {
        "client_id": app.id,
        "client_name": TITLE,
        "client_uri": address,
        "policy_uri": f"{address}/privacy",
        "redirect_uris": [address + CALLBACK],
        "application_type": "web",
        "grant_types": ["authorization_code", "refresh_token"],
        "response_types": ["code"],
        "scope": SCOPE,
        "dpop_bound_access_tokens": True,
        "token_endpoint_auth_method": BY_KEY,
        "token_endpoint_auth_signing_alg": "ES256",
        "jwks": {"keys": [public_half(app.secret)]},
    }

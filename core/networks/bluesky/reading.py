"""An account, and how a post of its own did: nothing else is ever read."""

from collections.abc import Mapping
from dataclasses import replace

from core.checks import clean
from core.model import Connection
from core.networks.api import at, rows, word
from core.networks.bluesky import xrpc
from core.networks.bluesky.posting import COLLECTION
from core.ports import Api, Credential

VIEW = "did:web:api.bsky.app#bsky_appview"
"""Who counts: the part of the network that all servers pass such questions on to."""
COUNTS: Mapping[str, str] = {
    "likes": "likeCount",
    "reposts": "repostCount",
    "replies": "replyCount",
    "quotes": "quoteCount",
}
NAME_MOST = 64


async def account(api: Api, credential: Credential, connection: Connection) -> Connection:
    """The account, as it is called now: its handle may have changed, its DID does not."""
    about = await xrpc.query(api, credential, "com.atproto.repo.describeRepo", repo=connection.account)
    handle = word(about, "handle", effect=False)
    title = await called(api, credential, connection.account) or f"@{handle}"
    return replace(connection, title=title, url=f"https://bsky.app/profile/{handle}")


async def called(api: Api, credential: Credential, did: str) -> str:
    """The name that it gave itself; "": none."""
    answer = await xrpc.record(api, credential, did, "app.bsky.actor.profile", "self")
    name = "" if answer is None else at(answer.data, ("value", "displayName"))
    return " ".join(clean(name).split())[:NAME_MOST] if isinstance(name, str) else ""


async def metrics(api: Api, credential: Credential, connection: Connection, remote_id: str) -> Mapping[str, int]:
    """Counts of all parts together; a part is no reply to itself."""
    keys = remote_id.split(",")
    uris = [f"at://{connection.account}/{COLLECTION}/{key}" for key in keys]
    answer = await xrpc.counted(api, credential, "app.bsky.feed.getPosts", VIEW, uris=uris)
    posts = rows(answer, "posts")
    counted = {name: sum(_number(at(post, (theirs,))) for post in posts) for name, theirs in COUNTS.items()}
    counted["replies"] = max(0, counted["replies"] - max(0, len(posts) - 1))
    return counted if posts else {}


def _number(value: object) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else 0

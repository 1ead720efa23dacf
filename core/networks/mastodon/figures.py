"""How one of our own posts did. There are no views: Mastodon does not count them."""

from collections import Counter
from collections.abc import Mapping
from urllib.parse import quote

from core.model import Connection
from core.networks.api import at
from core.networks.mastodon.calling import call
from core.ports import Api, Credential

COUNTED: Mapping[str, str] = {
    "likes": "favourites_count",
    "reposts": "reblogs_count",
    "replies": "replies_count",
    "quotes": "quotes_count",
}


async def metrics(api: Api, credential: Credential, connection: Connection, remote_id: str) -> Mapping[str, int]:  # noqa: ARG001 - as for all networks
    """Of all its parts together, without our own replies that make the thread; only what the server counts."""
    ids = remote_id.split(",")
    sums: Counter[str] = Counter()
    for id in ids:
        answer = await call(api, credential, "GET", f"/api/v1/statuses/{quote(id, safe='')}", effect=False)
        told = {name: at(answer.data, (field,)) for name, field in COUNTED.items()}
        sums.update({name: count for name, count in told.items() if isinstance(count, int) and count >= 0})
    if "replies" in sums:
        sums["replies"] = max(0, sums["replies"] - (len(ids) - 1))
    return dict(sums)

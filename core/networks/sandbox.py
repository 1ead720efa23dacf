"""The network that needs no keys: a page and a feed, served by our own web process. See docs/networks/sandbox.md."""

from dataclasses import replace
from urllib.parse import quote

from core.model import Connection, Content, Published
from core.networks.api import rows, word
from core.ports import Answer, Api, Attempting, Count, Credential, Limits, Network, Retry


async def publish(api: Api, credential: Credential, content: Content, attempt: Attempting) -> Published:
    """The operation id is the network's key: however often this is repeated, there is one post."""
    media = [{"key": m.key, "kind": m.kind, "mime": m.mime, "digest": m.digest, "alt": m.alt} for m in content.media]
    answer = await api.call(
        "POST",
        posts(api, content.account),
        credential=credential,
        headers={"Idempotency-Key": attempt.operation},
        json={"text": content.text, "media": media, "options": dict(content.options)},
    )
    return Published(id=word(answer, "id"), url=word(answer, "url"))


async def find(api: Api, credential: Credential, content: Content, attempt: Attempting) -> Published | None:
    """The post that this operation made, if it made one."""
    answer = await listed(api, credential, content.account, f"?key={quote(attempt.operation, safe='')}")
    if not rows(answer, "posts"):
        return None
    return Published(id=word(answer, "posts", 0, "id", effect=False), url=word(answer, "posts", 0, "url", effect=False))


async def delete(api: Api, credential: Credential, connection: Connection, remote_id: str) -> None:
    """Takes the post off the page and out of the feed; a post that is not there needs nothing done."""
    address = f"{posts(api, connection.account)}/{quote(remote_id, safe='')}"
    await api.call("DELETE", address, credential=credential, accept=(404,))


async def account(api: Api, credential: Credential, connection: Connection) -> Connection:
    """The page, as it is called now."""
    title = word(await listed(api, credential, connection.account), "title", effect=False)
    return replace(connection, title=title)


async def listed(api: Api, credential: Credential, name: str, query: str = "") -> Answer:
    """The account and its posts, newest first."""
    return await api.call("GET", posts(api, name) + query, credential=credential, effect=False)


def posts(api: Api, name: str) -> str:
    """The address of an account's posts."""
    return f"{api.base('sandbox')}/s/{quote(name, safe='')}/posts"


network = Network(
    name="sandbox",
    title="Sandbox",
    limits=Limits(text=500, count=Count.GRAPHEMES, images=4, videos=1, alt=True),
    retry=Retry.OWN_KEY,
    publish=publish,
    find=find,
    delete=delete,
    account=account,
)

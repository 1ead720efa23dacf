"""The played networks as they are declared to the house; the liar's declaration is not true."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from core.model import Connection, Content, Pending, Published
from core.networks.api import rows, unexpected, word
from core.ports import Answer, Api, Attempting, Count, Credential, Delete, Limits, Network, Publish, Retry

LIMITS = Limits(text=300, count=Count.CODEPOINTS, images=4)


def address(api: Api, name: str, account: str, what: str) -> str:
    return f"{api.base(name)}/{account}/{what}"


def form(content: Content) -> dict[str, object]:
    return {"text": content.text, "media": [{"key": medium.key, "alt": medium.alt} for medium in content.media]}


def published(answer: Answer, *path: str | int, effect: bool = True) -> Published:
    return Published(id=word(answer, *path, "id", effect=effect), url=word(answer, *path, "url", effect=effect))


def posting(name: str, *, keyed: bool) -> Publish:
    async def publish(api: Api, credential: Credential, content: Content, attempt: Attempting) -> Published:
        where = address(api, name, content.account, "posts")
        headers = {"Idempotency-Key": attempt.operation} if keyed else {}
        return published(await api.call("POST", where, credential=credential, headers=headers, json=form(content)))

    return publish


def deleting(name: str) -> Delete:
    async def delete(api: Api, credential: Credential, connection: Connection, remote_id: str) -> None:
        where = address(api, name, connection.account, f"posts/{remote_id}")
        await api.call("DELETE", where, credential=credential, accept=(404,))

    return delete


async def publish_record(api: Api, credential: Credential, content: Content, attempt: Attempting) -> Published:
    where = address(api, "fake_own_key", content.account, "records")
    record = {"key": attempt.operation, **form(content)}
    return published(await api.call("POST", where, credential=credential, json=record))


async def find_record(api: Api, credential: Credential, content: Content, attempt: Attempting) -> Published | None:
    where = address(api, "fake_own_key", content.account, f"records/{attempt.operation}")
    answer = await api.call("GET", where, credential=credential, effect=False, accept=(404,))
    return None if answer.status == 404 else published(answer, effect=False)


async def publish_container(api: Api, credential: Credential, content: Content, attempt: Attempting) -> Pending:
    """Only the second request is public; the first may be repeated freely."""
    container = attempt.done("container")
    if container is None:
        where = address(api, "fake_status", content.account, "containers")
        answer = await api.call("POST", where, credential=credential, json=form(content), effect=False)
        container = word(answer, "id", effect=False)
        await attempt.step("container", container)
    await attempt.step("publish")
    where = address(api, "fake_status", content.account, "publish")
    word(await api.call("POST", where, credential=credential, json={"container": container}), "status")
    return Pending(ref=container, check_after=soon(attempt.started_at))


async def find_container(
    api: Api, credential: Credential, content: Content, attempt: Attempting
) -> Published | Pending | None:
    """READY means that the public request did not arrive."""
    container = attempt.ref or attempt.done("container")
    if container is None:
        return None
    where = address(api, "fake_status", content.account, f"containers/{container}")
    answer = await api.call("GET", where, credential=credential, effect=False)
    match word(answer, "status", effect=False):
        case "READY":
            return None
        case "WORKING":
            return Pending(ref=container, check_after=soon(attempt.started_at))
        case "PUBLISHED":
            return published(answer, "post", effect=False)
    raise unexpected(answer, "status", effect=False)


async def find_text(api: Api, credential: Credential, content: Content, attempt: Attempting) -> Published | None:
    """The newest post since just before the attempt whose words are the same, however many came after it.

    Only a page that reaches back to before the attempt makes "not there" sure.
    """
    since, following = attempt.started_at - timedelta(minutes=1), "0"
    while following:
        where = address(api, "fake_search", content.account, f"posts?from={following}")
        answer = await api.call("GET", where, credential=credential, effect=False)
        for place, post in enumerate(rows(answer, "posts")):
            if datetime.fromisoformat(post["at"]) < since:
                return None
            if post["text"].split() == content.text.split():
                return published(answer, "posts", place, effect=False)
        following = answer.data["next"]
    return None


def soon(started_at: datetime) -> datetime:
    return started_at + timedelta(seconds=1)


def declared(name: str, retry: Retry, publish: Publish) -> Network:
    title = name.replace("_", " ").capitalize()
    return Network(name=name, title=title, limits=LIMITS, retry=retry, publish=publish, delete=deleting(name))


IDEMPOTENT = declared("fake_idempotent", Retry.IDEMPOTENT, posting("fake_idempotent", keyed=True))
ASK = declared("fake_ask", Retry.ASK, posting("fake_ask", keyed=False))
LIAR = declared("fake_liar", Retry.IDEMPOTENT, posting("fake_liar", keyed=True))
"""Not in FAKES: the contract must fail with it."""
OWN_KEY = Network(
    name="fake_own_key",
    title="Fake own key",
    limits=LIMITS,
    retry=Retry.OWN_KEY,
    publish=publish_record,
    find=find_record,
    delete=deleting("fake_own_key"),
)
STATUS = Network(
    name="fake_status",
    title="Fake status",
    limits=LIMITS,
    retry=Retry.STATUS,
    publish=publish_container,
    find=find_container,
    delete=deleting("fake_status"),
)
SEARCH = Network(
    name="fake_search",
    title="Fake search",
    limits=LIMITS,
    retry=Retry.SEARCH,
    publish=posting("fake_search", keyed=False),
    find=find_text,
    delete=deleting("fake_search"),
)
FAKES: Mapping[str, Network] = {network.name: network for network in (IDEMPOTENT, OWN_KEY, STATUS, SEARCH, ASK)}

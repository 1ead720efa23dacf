"""The provider as three networks: one with an app of ours, one of many servers where we register, one of many pages."""

from dataclasses import replace

from core.errors import Invalid
from core.model import Content, Found, Issued, Published, Secret
from core.networks.api import word
from core.networks.login import OAuth2, bearer
from core.ports import Api, Attempting, Credential, Limits, Network, OurApp, Permission, Retry

CLIENT, SECRET = "our-app", "the-secret-of-our-app"
SCOPES = (
    Permission(name="write", feature="publish"),
    Permission(name="read", feature="read_account"),
    Permission(name="stats", feature="read_engagement"),
)


async def publish(api: Api, credential: Credential, content: Content, _: Attempting) -> Published:
    answer = await api.call("POST", f"{credential.base}/posts", credential=credential, json={"text": content.text})
    return Published(id=word(answer, "id"), url=word(answer, "url"))


async def found(api: Api, credential: Credential, _: Issued) -> tuple[Found, ...]:
    answer = await api.call("GET", f"{credential.base}/me", credential=credential, effect=False)
    return tuple(Found(account=one["id"], title=one["title"], url=one["url"]) for one in answer.data["accounts"])


async def found_at(api: Api, credential: Credential, issued: Issued) -> tuple[Found, ...]:
    """Where accounts live on many servers, an id is one with its host."""
    host = credential.base.partition("://")[2]
    return tuple(
        replace(one, account=f"{host}/{one.account}", server=credential.base)
        for one in await found(api, credential, issued)
    )


async def register(api: Api, origin: str, redirect_uri: str, _: str) -> OurApp:
    answer = await api.call("POST", f"{origin}/apps", json={"redirect_uri": redirect_uri}, effect=False)
    return OurApp(id=word(answer, "id"), secret=Secret(word(answer, "secret")))


async def place(api: Api, typed: str) -> str:
    """The server that is meant, which has to say that it is one."""
    if not typed.startswith("http"):
        raise Invalid("ticket-refused", detail=f"{typed} is no server")
    answer = await api.call("GET", f"{typed}/about", effect=False)
    if not isinstance(answer.data, dict) or answer.data.get("kind") != "many":
        raise Invalid("ticket-refused", detail="that is another kind of server")
    return typed


def _network(name: str, login: OAuth2, *, server: bool = False) -> Network:
    return Network(
        name=name,
        title=name.title(),
        limits=Limits(text=300, images=4),
        retry=Retry.ASK,
        publish=publish,
        login=login,
        sign=bearer,
        server=server,
    )


PLAIN = _network(
    "plain",
    OAuth2(
        network="plain", authorize_at="/authorize", token_at="/token", revoke_at="/revoke", found=found, scopes=SCOPES
    ),
)
MANY = _network(
    "many",
    OAuth2(
        network="many",
        authorize_at="/authorize",
        token_at="/token",
        revoke_at="/revoke",
        found=found_at,
        scopes=SCOPES,
        iss=True,
        asks="server",
        placed=place,
        register=register,
    ),
    server=True,
)
PAGES = _network(
    "pages",
    OAuth2(
        network="pages", authorize_at="/authorize", token_at="/token", revoke_at="/revoke", found=found, scopes=SCOPES
    ),
)
NETWORKS = {network.name: network for network in (PLAIN, MANY, PAGES)}
SERVERS = frozenset({"many"})
"""Those whose accounts live on many servers."""

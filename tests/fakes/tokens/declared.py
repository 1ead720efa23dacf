"""The provider's networks as they are declared to the house: tokens that rotate, that are extended, that just end."""

from collections.abc import Mapping
from dataclasses import replace

from core.model import Connection, Content, Found, Issued, Published
from core.networks.api import word
from core.networks.login import OAuth2, Renewal, bearer
from core.ports import Api, Attempting, Credential, Limits, Network, Retry
from tests.fakes.tokens.server import CLIENT, SECRET


async def publish(api: Api, credential: Credential, content: Content, _: Attempting) -> Published:
    answer = await api.call("POST", f"{credential.base}/api/posts", credential=credential, json={"text": content.text})
    return Published(id=word(answer, "id"), url=word(answer, "url"))


async def delete(api: Api, credential: Credential, _: Connection, remote_id: str) -> None:
    await api.call("DELETE", f"{credential.base}/api/posts/{remote_id}", credential=credential)


async def metrics(api: Api, credential: Credential, _: Connection, remote_id: str) -> Mapping[str, int]:
    where = f"{credential.base}/api/posts/{remote_id}"
    return dict((await api.call("GET", where, credential=credential, effect=False)).data)


async def account(api: Api, credential: Credential, connection: Connection) -> Connection:
    answer = await api.call("GET", f"{credential.base}/api/me", credential=credential, effect=False)
    return replace(connection, title=word(answer, "name", effect=False))


async def found(api: Api, credential: Credential, _: Issued) -> tuple[Found, ...]:
    answer = await api.call("GET", f"{credential.base}/api/me", credential=credential, effect=False)
    return (Found(account=word(answer, "id", effect=False), title="Maizes ceptuve"),)


def _login(network: str, renewal: Renewal) -> OAuth2:
    return OAuth2(
        network=network,
        authorize_at="/oauth/authorize",
        token_at="/oauth/token",
        revoke_at="/oauth/revoke",
        found=found,
        renewal=renewal,
        extends="extend" if renewal is Renewal.EXTENDING else "",
    )


def _network(name: str, renewal: Renewal) -> Network:
    return Network(
        name=name,
        title="Tokens",
        limits=Limits(text=300, images=4),
        retry=Retry.ASK,
        publish=publish,
        delete=delete,
        account=account,
        metrics=metrics,
        login=_login(name, renewal),
        sign=bearer,
    )


TOKENS = _network("tokens", Renewal.ROTATING)
EXTENDS = _network("extends", Renewal.EXTENDING)
FIXED = _network("fixed", Renewal.NONE)
NETWORKS = {network.name: network for network in (TOKENS, EXTENDS, FIXED)}
NAMES = tuple(NETWORKS)

__all__ = ["CLIENT", "EXTENDS", "FIXED", "NAMES", "NETWORKS", "SECRET", "TOKENS"]

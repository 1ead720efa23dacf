"""The provider's networks as they are declared to the house: tokens that rotate, that are extended, that just end."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from core.model import Connection, Content, Found, Grant, Issued, Published
from core.networks.api import word
from core.networks.login import OAuth2, Renewal, bearer
from core.ports import Api, Attempting, Credential, Limits, Network, Retry
from tests.fakes.tokens.server import CLIENT, SECRET

SLIDES = timedelta(days=60)


async def publish(api: Api, credential: Credential, content: Content, _: Attempting) -> Published:
    answer = await api.call("POST", f"{credential.base}/api/posts", credential=credential, json={"text": content.text})
    return Published(id=word(answer, "id"), url=word(answer, "url"))


async def publish_two(api: Api, credential: Credential, content: Content, attempt: Attempting) -> Published:
    """A thread of two posts, each a step."""
    for name in ("first", "second"):
        if attempt.done(name) is None:
            await attempt.step(name)
            made = await publish(api, credential, content, attempt)
            await attempt.step(name, made.id)
    first = attempt.done("first") or ""
    return Published(id=first, url=f"{credential.base}/{first}")


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


class Sliding(OAuth2):
    """Its refresh tokens die when they are not used for so long."""

    async def refresh(self, api: Api, credential: Credential, grant: Grant) -> Issued:
        issued = await OAuth2.refresh(self, api, credential, grant)
        return replace(issued, ends_at=api.now() + SLIDES)


def _login(network: str, renewal: Renewal, kind: type[OAuth2]) -> OAuth2:
    return kind(
        network=network,
        authorize_at="/oauth/authorize",
        token_at="/oauth/token",
        revoke_at="/oauth/revoke",
        found=found,
        renewal=renewal,
        extends="extend" if renewal is Renewal.EXTENDING else "",
    )


def _network(name: str, renewal: Renewal, kind: type[OAuth2] = OAuth2) -> Network:
    return Network(
        name=name,
        title="Tokens",
        limits=Limits(text=300, images=4),
        retry=Retry.ASK,
        publish=publish,
        delete=delete,
        account=account,
        metrics=metrics,
        login=_login(name, renewal, kind),
        sign=bearer,
    )


TOKENS = _network("tokens", Renewal.ROTATING)
EXTENDS = _network("extends", Renewal.EXTENDING)
FIXED = _network("fixed", Renewal.NONE)
SLIDING = _network("sliding", Renewal.ROTATING, Sliding)
THREAD = replace(_network("thread", Renewal.ROTATING), publish=publish_two)
NETWORKS = {network.name: network for network in (TOKENS, EXTENDS, FIXED, SLIDING, THREAD)}
NAMES = tuple(NETWORKS)

__all__ = ["CLIENT", "EXTENDS", "FIXED", "NAMES", "NETWORKS", "SECRET", "TOKENS"]

"""Connecting a channel: Discord makes a webhook there for us, and its token is all that we keep."""

from contextlib import suppress
from dataclasses import replace
from typing import Final

from core.checks import clean
from core.errors import PermissionMissing, TokenRejected
from core.model import Connection, Found, Grant, Issued, Secret
from core.networks.api import at, word
from core.networks.discord.calling import WEBHOOK, WEBHOOKS, call, sign
from core.networks.login import BY_BASIC, OAuth2
from core.ports import Answer, Api, Credential, Permission

TITLE_MOST = 100
MOVED: Final = "webhook-moved"
"""The webhook posts somewhere else than where it was connected."""


def read(answer: Answer, issued: Issued) -> Issued:
    """The webhook that came with the tokens of the login, and not these: they open nothing that we use.

    What ends access is to delete the webhook, which its own token does.
    """
    webhook, token = word(answer, "webhook", "id"), word(answer, "webhook", "token")
    origin = issued.facts["issuer"]
    facts = {WEBHOOK: webhook, "guild": word(answer, "webhook", "guild_id"), "revoke": f"{origin}{WEBHOOKS}"}
    kept = {name: value for name, value in issued.facts.items() if name in {"issuer", "client_id"}}
    return Issued(access=Secret(token), scopes=issued.scopes, facts=kept | facts)


async def found(api: Api, credential: Credential, _: Issued) -> tuple[Found, ...]:
    """The channel that was chosen at Discord."""
    answer = await call(api, credential, "GET")
    place = placed(answer)
    return (Found(account=place, title=titled(answer), url=address(place)),)


async def account(api: Api, credential: Credential, connection: Connection) -> Connection:
    """The webhook as it is called now. Raises `PermissionMissing` where it was moved to another channel."""
    answer = await call(api, credential, "GET")
    if word(answer, "channel_id", effect=False) != connection.account.rpartition("/")[2]:
        raise PermissionMissing(MOVED)
    return replace(connection, title=titled(answer), url=address(connection.account))


async def end(api: Api, credential: Credential, _: Connection, __: Grant) -> bool:
    """Deletes the webhook; one that is not there any more is over already."""
    with suppress(TokenRejected):
        await call(api, credential, "DELETE")
    return True


def placed(answer: Answer) -> str:
    """The account's id: the server's and the channel's, both of which a message's address needs."""
    return f"{word(answer, 'guild_id', effect=False)}/{word(answer, 'channel_id', effect=False)}"


def titled(answer: Answer) -> str:
    """What readers see as the author; Discord tells a webhook neither the channel's name nor the server's."""
    return " ".join(clean(str(at(answer.data, ("name",)) or "")).split())[:TITLE_MOST]


def address(account: str) -> str:
    """Where the channel is read."""
    return f"https://discord.com/channels/{account}"


LOGIN = OAuth2(
    network="discord",
    authorize_at="/oauth2/authorize",
    token_at="/api/oauth2/token",  # noqa: S106 - an address
    scopes=tuple(
        Permission(name="webhook.incoming", feature=feature)
        for feature in ("publish", "read_account", "read_engagement")
    ),
    sign=sign,
    auth=BY_BASIC,
    found=found,
    read=read,
    end=end,
)

"""Whose channel it is: the bot and the person who connected it must both be let post there, as things stand now."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from core.checks import clean
from core.errors import PermissionMissing
from core.model import Connection
from core.networks.api import at, rows, word
from core.networks.telegram.calling import (
    BOT_CANNOT_POST,
    BOT_NOT_ADMIN,
    HOLDER_CANNOT_POST,
    HOLDER_NOT_ADMIN,
    NOT_A_CHANNEL,
    call,
)
from core.ports import Api, Credential

TITLE_MOST = 128
"""The longest title of a channel."""


async def allowed(api: Api, credential: Credential, connection: Connection) -> Connection:
    """Two readings. Raises `PermissionMissing`, whose detail is one of the words in `calling`.

    The list of administrators has no bots in it but the one that asks: so that one is ours.
    """
    chat = await call(api, credential, "getChat", {"chat_id": connection.account}, effect=False)
    if word(chat, "result", "type", effect=False) != "channel":
        raise PermissionMissing(NOT_A_CHANNEL)
    answer = await call(api, credential, "getChatAdministrators", {"chat_id": connection.account}, effect=False)
    admins = rows(answer, "result")
    _must_post([one for one in admins if at(one, ("user", "is_bot"))], BOT_NOT_ADMIN, BOT_CANNOT_POST)
    holders = [one for one in admins if str(at(one, ("user", "id"))) == connection.holder]
    _must_post(holders, HOLDER_NOT_ADMIN, HOLDER_CANNOT_POST)
    name = at(chat.data, ("result", "username"))
    return replace(connection, title=_title(chat.data), url=f"https://t.me/{name}" if name else "")


def _must_post(found: Sequence[Any], absent: str, unable: str) -> None:
    if not found:
        raise PermissionMissing(absent)
    if at(found[0], ("status",)) != "creator" and at(found[0], ("can_post_messages",)) is not True:
        raise PermissionMissing(unable)


async def account(api: Api, credential: Credential, connection: Connection) -> Connection:
    """The channel, as it is called now."""
    chat = await call(api, credential, "getChat", {"chat_id": connection.account}, effect=False)
    return replace(connection, title=_title(chat.data))


def _title(data: Any) -> str:
    return " ".join(clean(str(at(data, ("result", "title")) or "")).split())[:TITLE_MOST]

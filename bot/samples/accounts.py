"""Accounts in every state: what the screens about them are drawn from."""

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

from bot.samples.scene import Scene
from core.model import Connection, ConnectionState
from handlers.routes import SCREENS
from handlers.view import View

MISSING = (
    "bot-absent",
    "bot-not-admin",
    "bot-cannot-post",
    "holder-not-admin",
    "holder-cannot-post",
    "not-a-channel",
    "moved",
)
"""What can be missing in a Telegram channel."""


async def accounts(scene: Scene) -> AsyncIterator[tuple[str, str, View]]:
    """The list, choosing a channel, and one account in each state."""
    channel = await _kept(scene, state=ConnectionState.ACTIVE, url="https://t.me/rye")
    yield "accounts", "", await SCREENS["accounts"](scene.turn())
    yield "accounts", "its approver's", await SCREENS["accounts"](scene.turn(scene.boris))
    yield "connect.pick", "elsewhere", await SCREENS["connect.pick"](scene.turn(network="telegram"))
    for private in (True, False):
        place = replace(scene.turn().conversation, platform="telegram", private=private)
        turn = replace(scene.turn(network="telegram"), conversation=place)
        yield "connect.pick", "in private" if private else "in a group", await SCREENS["connect.pick"](turn)
    for state in (ConnectionState.CHECKING, ConnectionState.ACTIVE, ConnectionState.REMOVED):
        yield "connection", state, await _drawn(scene, channel, state=state)
    for detail in MISSING:
        lost = {"error": "PermissionMissing", "detail": detail}
        yield "connection", f"refused: {detail}", await _drawn(scene, channel, state=ConnectionState.REFUSED, **lost)
    for error in ("Unavailable", "TokenRejected", "Refused"):
        lost = {"error": error, "detail": "…"}
        yield "connection", f"lost: {error}", await _drawn(scene, channel, state=ConnectionState.RECONNECT, **lost)
    yield "disconnect", "", await SCREENS["disconnect"](scene.turn(id=channel.id))


async def _kept(scene: Scene, **facts: Any) -> Connection:
    title = scene.texts.say("demo-brand-name")
    channel = replace(scene.account(title), network="telegram", account="-1002300000001", **facts)
    await scene.app.store.add(scene.workspace.id, channel)
    return channel


async def _drawn(scene: Scene, channel: Connection, **facts: Any) -> View:
    """The screen of the channel as it would be then."""
    was = await scene.app.store.get(scene.workspace.id, Connection, channel.id)
    await scene.app.store.change(scene.workspace.id, was, replace(was, **facts))
    return await SCREENS["connection"](scene.turn(id=channel.id))

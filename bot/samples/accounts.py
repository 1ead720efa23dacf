"""Accounts in every state: what the screens about them are drawn from."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.samples.scene import Scene
from core.model import ActionKind, Connection, ConnectionState, Publication, Purpose, State, Use, acted, new_id
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
    yield "privacy.used", "none", await SCREENS["privacy.used"](scene.turn(id=channel.id))
    await _used(scene, channel)
    for page in ("0", "1"):
        yield "privacy.used", f"page {page}", await SCREENS["privacy.used"](scene.turn(id=channel.id, page=page))
    async for one in _posts(scene, channel):
        yield one


async def _posts(scene: Scene, channel: Connection) -> AsyncIterator[tuple[str, str, View]]:
    """What can be chosen for a post there, and done with one that is out."""
    kept, scene.accounts = scene.accounts, (channel, scene.accounts[1])
    post = await scene.post(State.DRAFT)
    yield "where", "", await SCREENS["where"](scene.turn(id=post.id))
    yield "options", "", await SCREENS["options"](scene.turn(id=post.id, tab=channel.id))
    yield "post", "at a channel", await SCREENS["post"](scene.turn(id=post.id))
    planned = await scene.post(State.SCHEDULED)
    yield "where", "decided", await SCREENS["where"](scene.turn(id=planned.id))
    out: dict[str, Any] = {"published_at": scene.now, "url": "https://t.me/rye/7", "remote_id": "7"}
    undone: tuple[tuple[str, dict[str, Any]], ...] = (
        ("out", {}),
        ("out, not taken down", {"error": "Refused", "detail": "…"}),
        ("out, not changed", {"error": "Refused", "detail": "caption-too-long"}),
        ("out, not pinned", {"detail": "pinned"}),
    )
    for state, facts in undone:
        post = await scene.post(State.PUBLISHED, **out, **facts)
        yield "post", state, await SCREENS["post"](scene.turn(id=post.id))
    [there] = await scene.app.store.find(scene.workspace.id, Publication, post_id=post.id)
    yield "live", "not pinned", await SCREENS["live"](scene.turn(publication=there.id))
    yield "remove", "", await SCREENS["remove"](scene.turn(id=post.id, publication=there.id))
    post = await scene.post(State.FAILED, error="PermissionMissing", detail="bot-absent")
    yield "post", "failed: the bot is not in the channel", await SCREENS["post"](scene.turn(id=post.id))
    scene.accounts = kept


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


async def _used(scene: Scene, channel: Connection) -> None:
    """A use of each purpose, and more of one than a page holds."""
    kinds = {
        Purpose.CONNECT: ActionKind.CONNECT_ASKED,
        Purpose.READ_ENGAGEMENT: ActionKind.FIGURES_ASKED,
        Purpose.REFRESH: ActionKind.ALLOWED,
        Purpose.REVOKE: ActionKind.DISCONNECTED,
    }
    all_of_them = [*Purpose, *[Purpose.PUBLISH] * 10]
    for number, purpose in enumerate(all_of_them, start=1):
        at = scene.now - timedelta(hours=7) * (len(all_of_them) - number)
        kind = kinds.get(purpose, ActionKind.APPROVED)
        act = acted(scene.workspace.id, scene.anna.id, kind, at - timedelta(minutes=55), connection_id=channel.id)
        use = Use(
            id=new_id(),
            workspace_id=scene.workspace.id,
            connection_id=channel.id,
            number=number,
            at=at,
            purpose=purpose,
            action_id=act.id,
            person_id=scene.anna.id,
            order_id=None,
            network=channel.network,
            generation=1,
            subject="",
            previous="",
            mac="",
        )
        await scene.app.store.add(scene.workspace.id, act, use)

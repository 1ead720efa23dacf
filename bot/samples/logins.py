"""Connecting at a network's own page, step by step, and what is told of an account later."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.samples.scene import Scene
from core import allowing, connecting
from core.model import ActionKind, Connection, Conversation, Figures, Publication, Stage, State, Ticket, acted, new_id
from core.ports import EVERYWHERE
from handlers import asking
from handlers.logins import offered
from handlers.routes import SCREENS
from handlers.view import View

ENDS = (
    *("ticket-expired", "ticket-denied", "ticket-away", "ticket-account-other", "ticket-account-taken"),
    *("ticket-stopped", "ticket-called-off", "ticket-tries", "ticket-refused"),
)
NETWORK = "discord"
Drawn = AsyncIterator[tuple[str, str, View]]


async def logins(scene: Scene) -> Drawn:
    """Where the account is, the link, each stage after it, what came of it, and what is told later."""
    for network in (one for one in offered(scene.turn()) if connecting.login_of(scene.app, one.name)[1].asks):
        reply = await asking.ask(scene.turn(), "connect.where", network=network.name)
        if reply.show is not None:
            yield "form connect.where", network.name, reply.show
    account = await _account(scene)
    for stage in Stage:
        ticket = await _ticket(scene, stage=stage, error="ticket-denied" if stage is Stage.ENDED else None)
        yield "ticket", stage, await SCREENS["ticket"](scene.turn(id=ticket.id))
    for error in ENDS:
        ticket = await _ticket(scene, stage=Stage.ENDED, error=error)
        yield "receipt", error, await SCREENS["receipt"](scene.turn(id=ticket.id))
    opened = await _ticket(scene, stage=Stage.BOUND, detail="ticket-opened")
    yield "receipt", "opened elsewhere", await SCREENS["receipt"](scene.turn(id=opened.id))
    for lacking in (None, "publish read_engagement"):
        ticket = await _ticket(scene, stage=Stage.DONE, account=account.id, detail=lacking)
        yield "receipt", f"without {lacking}", await SCREENS["receipt"](scene.turn(id=ticket.id))
        yield "ticket", f"done, without {lacking}", await SCREENS["ticket"](scene.turn(id=ticket.id))
    async for one in _told(scene, account):
        yield one


async def _told(scene: Scene, account: Connection) -> Drawn:
    for days in ("14", "1"):
        yield "expiring", days, await SCREENS["expiring"](scene.turn(id=account.id, days=days))
    for how in ("revoked", "by_hand", "unreached"):
        yield "ended", how, await SCREENS["ended"](scene.turn(id=account.id, how=how))
    for purpose in allowing.ORDERED:
        yield "orderover", purpose, await SCREENS["orderover"](scene.turn(id=account.id, purpose=purpose))
    yield "connection", "with what is allowed", await SCREENS["connection"](scene.turn(id=account.id))
    kept, scene.accounts = scene.accounts, (account, scene.accounts[1])
    planned = await scene.post(State.SCHEDULED, due_at=scene.now + timedelta(days=1))
    [there] = await scene.app.store.find(scene.workspace.id, Publication, post_id=planned.id)
    for trouble in ("account", "ends", "network", "content", "files"):
        yield "foreseen", trouble, await SCREENS["foreseen"](scene.turn(publication=there.id, trouble=trouble))
    out = await scene.post(State.PUBLISHED, published_at=scene.now, url="https://example.com/7", remote_id="7")
    [there] = await scene.app.store.find(scene.workspace.id, Publication, post_id=out.id)
    yield "unread", "", await SCREENS["unread"](scene.turn(publication=there.id, error="Unavailable"))
    for counts in ({"views": 120, "likes": 1, "reposts": 2, "replies": 5, "quotes": 0}, {}):
        read = Figures(
            id=new_id(), workspace_id=scene.workspace.id, publication_id=there.id, at=scene.now, counts=counts
        )
        await scene.app.store.add(scene.workspace.id, read)
        yield "post", f"read: {len(counts)} figures", await SCREENS["post"](scene.turn(id=out.id))
    scene.accounts = kept


async def _account(scene: Scene) -> Connection:
    title = scene.texts.say("demo-brand-name")
    facts: dict[str, Any] = {"network": NETWORK, "account": new_id(), "scopes": ("webhook.incoming",)}
    account = replace(scene.account(title), **facts)
    await scene.app.store.add(scene.workspace.id, account)
    return account


async def _ticket(scene: Scene, **facts: Any) -> Ticket:
    asked = acted(scene.workspace.id, scene.anna.id, ActionKind.CONNECT_ASKED, scene.now)
    talk = await _talk(scene)
    ticket = Ticket(
        id=new_id(),
        workspace_id=scene.workspace.id,
        person_id=scene.anna.id,
        conversation_id=talk.id,
        network=NETWORK,
        server="",
        connection_id=None,
        action_id=asked.id,
        link=new_id(),
        created_at=scene.now,
        expires_at=scene.now + timedelta(minutes=10),
        **facts,
    )
    await scene.app.store.add(scene.workspace.id, asked)
    await scene.app.store.add(scene.workspace.id, ticket)
    return ticket


async def _talk(scene: Scene) -> Conversation:
    """Anna's chat with us, kept."""
    talk = scene.turn().conversation
    known = await scene.app.store.find(EVERYWHERE, Conversation, platform=talk.platform, person_id=talk.person_id)
    if known:
        return known[0]
    await scene.app.store.add(EVERYWHERE, talk)
    return talk

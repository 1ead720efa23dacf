"""What a ticket keeps sealed between two of its steps; the only place of the use-cases that looks inside a `Secret`."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from core.app import App
from core.model import NO_SECRET, Issued, Secret, Ticket
from core.ports import Begun, OurApp

SECRETS = ("access", "refresh", "key", "client")
ABOUT, URL, APP_ID, APP_SECRET = "about", "url", "app-id", "app-secret"
OURS = frozenset({URL, APP_ID, APP_SECRET})


async def with_begun(app: App, ticket: Ticket, begun: Begun, ours: OurApp | None) -> Ticket:
    """The ticket with what has to be there again when the person is back, and the address they were sent to."""
    things = {**begun.kept, URL: Secret(begun.url)}
    if ours is not None:
        things |= {APP_ID: Secret(ours.id), APP_SECRET: ours.secret}
    return replace(ticket, kept=await app.vault.lay(app.store, ticket, things), issuer=begun.issuer)


async def address(app: App, ticket: Ticket) -> str:
    """Where the person was sent. Raises `TokenRejected`."""
    return (await _taken(app, ticket))[URL].reveal().decode()


async def begun(app: App, ticket: Ticket) -> tuple[Mapping[str, Secret], OurApp | None]:
    """What the login keeps, and the app of ours that it was begun with. Raises `TokenRejected`."""
    things = await _taken(app, ticket)
    known = APP_ID in things
    ours = OurApp(id=things[APP_ID].reveal().decode(), secret=things[APP_SECRET]) if known else None
    return {name: one for name, one in things.items() if name not in OURS}, ours


async def with_issued(app: App, ticket: Ticket, issued: Issued, lacking: tuple[str, ...]) -> Ticket:
    """The ticket with what was issued, until an account is chosen."""
    about = {
        "expires_at": _written(issued.expires_at),
        "ends_at": _written(issued.ends_at),
        "scopes": issued.scopes,
        "facts": dict(issued.facts),
        "lacking": lacking,
    }
    things = {name: one for name in SECRETS if (one := getattr(issued, name))}
    return replace(ticket, kept=await app.vault.lay(app.store, ticket, {**things, ABOUT: Secret(json.dumps(about))}))


async def issued(app: App, ticket: Ticket) -> tuple[Issued, tuple[str, ...]]:
    """What was issued, and the features that were not granted. Raises `TokenRejected`."""
    things = await _taken(app, ticket)
    about = json.loads(things[ABOUT].reveal())
    found = Issued(
        access=things.get("access", NO_SECRET),
        refresh=things.get("refresh", NO_SECRET),
        key=things.get("key", NO_SECRET),
        client=things.get("client", NO_SECRET),
        expires_at=_read(about["expires_at"]),
        ends_at=_read(about["ends_at"]),
        scopes=tuple(about["scopes"]),
        facts=about["facts"],
    )
    return found, tuple(about["lacking"])


def _written(at: datetime | None) -> str | None:
    return at.isoformat() if at else None


def _read(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


async def _taken(app: App, ticket: Ticket) -> Mapping[str, Secret]:
    return await app.vault.take(app.store, ticket, ticket.kept or b"")

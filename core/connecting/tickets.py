"""Tickets as data: what is secret and how it is hashed, how long each part lasts, and what a ticket may do next.

Nothing here asks a store or a network. A ticket goes through its stages by compare-and-set alone, so whatever is
decided on one that somebody else has moved on meanwhile is lost with its revision.
"""

import hashlib
import hmac
import re
import secrets
from dataclasses import replace
from datetime import datetime, timedelta

from core.model import Stage, Ticket

LASTS = timedelta(minutes=10)
"""From the asking to the account."""
CODE_LASTS = timedelta(minutes=5)
TRIES = 3
"""How often six digits may be typed for one ticket, however many codes its page has shown."""
DIGITS = 6
UNFINISHED = frozenset({Stage.OPEN, Stage.BOUND, Stage.PROVED, Stage.SENT, Stage.BACK, Stage.CHOOSING})
SECRET = re.compile(r"[A-Za-z0-9_-]{43}")
"""256 random bits in base64: what a link, a cookie and a `state` are, and nothing else is looked up."""
APART = re.compile(r"[\s\u00a0\u202f\u2009-\u200d\u2060\u2010-\u2015\u2212-]+")
"""What people put between digits: spaces and dashes of every kind."""
NUMBER = re.compile(r"[0-9]{6}", re.ASCII)
INTRUDED = "ticket-opened"
"""Kept as the `detail` of a ticket whose link was opened by a second browser too: that is told once."""


def new_secret() -> str:
    """256 random bits, for a link, a cookie or a `state`."""
    return secrets.token_urlsafe(32)


def hashed(secret: str) -> str:
    """As a secret is kept: SHA-256 in hex."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def subject(ticket_id: str) -> str:
    """What a card about the ticket is about."""
    return f"ticket:{ticket_id}"


def is_over(ticket: Ticket, now: datetime) -> bool:
    """Whether nothing of it works any more."""
    return ticket.stage not in UNFINISHED or ticket.expires_at <= now


def is_held_by(ticket: Ticket, cookie: str) -> bool:
    """Whether the browser with this cookie has it; takes as long whatever the cookie is."""
    return bool(ticket.browser) and hmac.compare_digest(hashed(cookie), ticket.browser)


def digits(ticket: Ticket, cookie: str) -> str:
    """The six digits that the page shows: made from the browser's cookie, so that nobody has to keep them."""
    made = hmac.digest(cookie.encode("utf-8", "replace"), _about(ticket), "sha256")
    return f"{int.from_bytes(made) % 10**DIGITS:0{DIGITS}d}"


def _about(ticket: Ticket) -> bytes:
    until = ticket.code_expires_at.isoformat() if ticket.code_expires_at else ""
    return f"code {ticket.id} {until}".encode()


def code_of(ticket: Ticket, number: str) -> str:
    """As the digits are kept."""
    return hashed(f"{ticket.id}{number}")


def number_in(text: str) -> str:
    """The six digits that somebody typed, with or without spaces and dashes; "" where it is anything else."""
    if len(text) > 4 * DIGITS:
        return ""
    number = APART.sub("", text)
    return number if NUMBER.fullmatch(number) else ""


def with_code(ticket: Ticket, cookie: str, now: datetime) -> Ticket:
    """With fresh digits; it has the tries that are left."""
    until = replace(ticket, code_expires_at=min(now + CODE_LASTS, ticket.expires_at))
    return replace(until, code=code_of(until, digits(until, cookie)))


def bound(ticket: Ticket, cookie: str, now: datetime) -> Ticket:
    """This browser has it, and no other will do any more."""
    return with_code(replace(ticket, stage=Stage.BOUND, browser=hashed(cookie)), cookie, now)


def takes_code(ticket: Ticket, now: datetime) -> bool:
    """Whether digits are waited for."""
    return ticket.stage is Stage.BOUND and not is_over(ticket, now)


def is_late(ticket: Ticket, now: datetime) -> bool:
    """Whether its digits are over, though it is not itself."""
    return ticket.code_expires_at is None or ticket.code_expires_at <= now


def fits(ticket: Ticket, number: str, now: datetime) -> bool:
    """Whether these are its digits, and in time."""
    return not is_late(ticket, now) and hmac.compare_digest(code_of(ticket, number), ticket.code)


def proved(ticket: Ticket, how: str) -> Ticket:
    """The browser is the person's. `how`: `code`, or the platform they logged in to there."""
    return replace(ticket, stage=Stage.PROVED, proof=how, code="", code_expires_at=None)


def missed(ticket: Ticket) -> Ticket:
    """Wrong digits were typed."""
    return replace(ticket, tries=ticket.tries + 1)


def left(ticket: Ticket) -> int:
    """How many tries there are still."""
    return max(0, TRIES - ticket.tries)


def ended(ticket: Ticket, error: str, detail: str = "") -> Ticket:
    """Over, without an account; what was kept for it is kept no longer."""
    return replace(ticket, stage=Stage.ENDED, error=error, detail=detail or None, kept=None, code="")

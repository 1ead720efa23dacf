"""How often, how long, how far ahead; and the one way in which a publication comes to rest."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from core.model import Attempt, Publication, State
from core.posts import step

TRIES = 5
"""Attempts in a row that may end with "not sent" before a person is told."""
CRASHES = 3
"""The same for attempts that a fault of ours ended before anything was sent."""
BACKOFF = (timedelta(seconds=10), timedelta(seconds=30), timedelta(minutes=2), timedelta(minutes=5))
LOOKS = (timedelta(seconds=5), timedelta(seconds=60), timedelta(minutes=4))
"""How long to wait before each look at a doubtful attempt: all within about five minutes, then a person is asked."""
SETTLE = timedelta(seconds=30)
"""The longest a request can be on its way: a post that is not found earlier may still appear."""
KEY_LIVES = timedelta(minutes=30)
"""For how long a network surely remembers an operation id; later, the same request could make a second post."""
PATIENCE = timedelta(minutes=15)
"""How far ahead a limit or a quota may end for us to wait, and how long after its time what was tried then may still go
out (or the workspace's grace, where that is longer); later than that, the time is a person's to choose."""
PENDING_LASTS = timedelta(hours=24)
RECHECK = timedelta(minutes=1)
MOMENT = timedelta(seconds=1)

Outcome = tuple[Publication, Attempt]


def rested(publication: Publication, to: State, now: datetime, **changes: Any) -> Publication:
    """In its next state, and nobody's; with the revision that the store will give it."""
    free: dict[str, Any] = {"wake_at": None, "lease_owner": None, "lease_until": None, **changes}
    free["revision"] = publication.revision + 1
    if to is publication.state:
        return replace(publication, updated_at=now, **free)
    return step(publication, to, now, **free)

"""How long tokens last: when one has to be renewed, when no renewing helps any more, when that is to be looked at."""

from datetime import datetime, timedelta

from core.model import Grant
from core.ports import Chosen, Login, Network

DAY = timedelta(days=1)
WARNED = (14, 7, 1)
"""How many days before their end people are warned of it."""
EARLY = timedelta(days=15)
"""How long before its end a token is kept alive, where that is ordered: before the first warning."""
SHARE = 3
"""The same for short lives: when a third of it is left."""
THIN = 5
"""A margin is never more than a fifth of a token's life: one that lives for a minute would never do."""


def login_of(network: Network | None) -> Login | None:
    """The login whose tokens we keep; None: there are none."""
    login = network.login if network is not None else None
    return None if login is None or isinstance(login, Chosen) else login


def renewing(network: Network | None) -> Login | None:
    """The login that refreshes the network's tokens, where one does."""
    login = login_of(network)
    return login if login is not None and login.renews else None


def over(grant: Grant, now: datetime, margin: timedelta) -> bool:
    """Whether its access token is over, or will be within the margin."""
    if grant.expires_at is None:
        return False
    return now >= grant.expires_at - min(margin, (grant.expires_at - grant.issued_at) / THIN)


def end_of(network: Network | None, grant: Grant) -> datetime | None:
    """When the account has to be connected again, as far as is known."""
    if renewing(network) is not None and grant.refresh is not None:
        return grant.ends_at
    known = [at for at in (grant.ends_at, grant.expires_at) if at is not None]
    return min(known, default=None)


def days_left(end: datetime, now: datetime) -> int | None:
    """The warning that is due: 14, 7 or 1; None: it is too early for any."""
    return min((days for days in WARNED if end - now <= days * DAY), default=None)


def next_warning(end: datetime, now: datetime) -> tuple[int, datetime] | None:
    """The next warning that is not due yet, and when it will be."""
    ahead = [(days, end - days * DAY) for days in WARNED if end - days * DAY > now]
    return ahead[0] if ahead else None


def alive_at(grant: Grant, end: datetime) -> datetime:
    """When a token that would die is renewed, where somebody ordered it to be kept alive."""
    return end - min(EARLY, (end - grant.issued_at) / SHARE)

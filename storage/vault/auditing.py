"""`aimarketing ledger verify`: walks every chain of the ledger, and says what is not as it was written.

What a chain cannot show is that its end was cut off. For that a person keeps a head elsewhere: one line that stands for
all chains as they were at a moment, and that only a ledger which still has all those rows gives again.
"""

import hashlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from sqlalchemy import and_, func, or_, select

from core.errors import TokenRejected
from core.model import KeyOf, Use
from core.ports import EVERYWHERE
from storage.rows import to_noun
from storage.store import SqlStore
from storage.tables import uses
from storage.vault.chain import Fault, Walk
from storage.vault.datakeys import DataKeys
from storage.vault.ledger import HOUSE
from storage.vault.sealing import bound

AT_ONCE = 5000
SETTLED = timedelta(minutes=1)
"""What is older than this is committed, also by a machine whose clock is a little behind."""


@dataclass(slots=True)
class Report:
    """`head` is to be kept elsewhere; `same`: whether the one that was kept is what the ledger still gives."""

    rows: int = 0
    chains: int = 0
    head: str = ""
    same: bool | None = None
    key_is_lost: bool = False
    faults: list[tuple[Use, Fault]] = field(default_factory=list)
    """Of each chain the first row that is not as it was written."""

    @property
    def good(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults and not self.key_is_lost and self.same is not False


class Heads:
    """The end that each chain had at a moment, as one line."""

    def __init__(self, at: datetime) -> None:
        self._at, self._ends = at, dict[str, tuple[int, str]]()

    def see(self, use: Use) -> None:
        """The next row."""
        if use.at <= self._at:
            self._ends[use.connection_id] = use.number, use.mac

    def line(self) -> str:
        """The moment, and a digest of all the ends."""
        total = hashlib.sha256()
        for connection, (number, mac) in sorted(self._ends.items()):
            total.update(bound(connection, number, mac))
        return f"{self._at.astimezone(UTC).strftime(MOMENT)}.{total.hexdigest()}"


MOMENT = "%Y%m%dT%H%M%S%fZ"


def moment_of(head: str) -> datetime:
    """When it was given. Raises `ValueError` for what is no head."""
    moment, _, digest = head.partition(".")
    if len(digest) != hashlib.sha256().digest_size * 2:
        raise ValueError("no head")
    return datetime.strptime(moment, MOMENT).replace(tzinfo=UTC)


async def audit(store: SqlStore, keys: DataKeys, now: datetime, head: str = "") -> Report:
    """Everything that is there. Raises `ValueError` for a head that is none, `Unavailable`, `StoreUnavailable`."""
    report = Report()
    try:
        _, key = await keys.there(store, KeyOf.LEDGER, HOUSE)
    except TokenRejected:
        rows = await store.rows(EVERYWHERE, select(func.count()).select_from(uses))
        report.rows = int(rows[0][0])
        report.key_is_lost = report.rows > 0
        return report
    fresh, kept = Heads(now - SETTLED), Heads(moment_of(head)) if head else None
    walk, broken = Walk(key), set[str]()
    async for use in _all(store):
        report.rows += 1
        report.chains += use.number == 1
        fresh.see(use)
        if kept is not None:
            kept.see(use)
        if (why := walk.fault(use)) and use.connection_id not in broken:
            broken.add(use.connection_id)
            report.faults.append((use, why))
    report.head = fresh.line()
    report.same = kept.line() == head if kept is not None else None
    return report


async def _all(store: SqlStore) -> AsyncIterator[Use]:
    """By account and number, some thousand at a time."""
    account, number = uses.c.connection_id, uses.c.number
    last: tuple[str, int] = ("", 0)
    while True:
        behind = or_(account > last[0], and_(account == last[0], number > last[1]))
        rows = await store.rows(EVERYWHERE, select(uses).where(behind).order_by(account, number).limit(AT_ONCE))
        found = [to_noun(Use, row) for row in rows]
        for use in found:
            yield use
        if len(found) < AT_ONCE:
            return
        last = found[-1].connection_id, found[-1].number

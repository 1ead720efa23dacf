"""The ledger's chain: each row's HMAC covers the row before, so that none can be changed, moved or left out unseen."""

import hmac
from dataclasses import replace
from datetime import UTC
from enum import StrEnum

from core.model import Secret, Use
from storage.vault.sealing import bound


def mac(key: Secret, use: Use) -> str:
    """HMAC-SHA256 over the row before and every other field, in hex."""
    words: tuple[str | int, ...] = (
        *(use.previous, use.id, use.workspace_id, use.connection_id, use.number),
        *(use.at.astimezone(UTC).isoformat(timespec="microseconds"), use.purpose, use.action_id, use.person_id),
        *(use.order_id or "", use.network, use.generation, use.subject),
    )
    # Not `hmac.digest`, which gives the interpreter away each time: while the loop is busy, winning it back costs more.
    return hmac.new(key.reveal(), bound(*words), "sha256").hexdigest()


def chained(key: Secret, use: Use) -> Use:
    """The row, which has its number and its `previous` already, with its mac."""
    return replace(use, mac=mac(key, use))


class Fault(StrEnum):
    """What can be wrong with a row."""

    GAP = "gap"
    """Rows before it are missing."""
    ORDER = "order"
    """It does not follow the row before it."""
    CHANGED = "changed"


class Walk:
    """Looks at rows one after another: those of one account by number, the accounts in any order."""

    def __init__(self, key: Secret) -> None:
        self._key, self._account = key, ""
        self._number, self._previous = 0, ""

    def fault(self, use: Use) -> Fault | None:
        """What is wrong with the row; None where it is as it was written."""
        if use.connection_id != self._account:
            self._account, self._number, self._previous = use.connection_id, 0, ""
        number, previous = self._number, self._previous
        self._number, self._previous = use.number, use.mac
        if use.number != number + 1:
            return Fault.GAP
        if use.previous != previous:
            return Fault.ORDER
        return None if hmac.compare_digest(mac(self._key, use), use.mac) else Fault.CHANGED

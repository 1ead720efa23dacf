"""The ledger's chain: each row's HMAC covers the row before, so that none can be changed, moved or left out unseen."""

import hmac
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC

from core.model import Secret, Use
from storage.vault.sealing import bound


def mac(key: Secret, use: Use) -> str:
    """HMAC-SHA256 over the row before and every other field, in hex."""
    words: tuple[str | int, ...] = (
        *(use.previous, use.id, use.workspace_id, use.connection_id, use.number),
        *(use.at.astimezone(UTC).isoformat(timespec="microseconds"), use.purpose, use.action_id, use.person_id),
        *(use.order_id or "", use.network, use.generation, use.subject),
    )
    return hmac.digest(key.reveal(), bound(*words), "sha256").hex()


def chained(key: Secret, use: Use, number: int, previous: str) -> Use:
    """The row behind the one whose number and mac these are (0 and "": the first)."""
    linked = replace(use, number=number + 1, previous=previous, mac="")
    return replace(linked, mac=mac(key, linked))


def faults(key: Secret, uses: Iterable[Use]) -> Iterator[tuple[Use, str]]:
    """The rows of one connection, by number, that are not as they were written, each with what is wrong with it."""
    number, previous = 0, ""
    for use in uses:
        if use.number != number + 1:
            yield use, f"the rows between {number} and {use.number} are missing"
        elif use.previous != previous:
            yield use, "does not follow the row before"
        elif not hmac.compare_digest(mac(key, use), use.mac):
            yield use, "was changed"
        number, previous = use.number, use.mac

"""What can go wrong at a network, as the test commands it; nothing in a post can ask for it."""

from collections import deque
from dataclasses import dataclass, field
from enum import StrEnum
from random import Random


class Kind(StrEnum):
    """What a request is for. Faults are aimed at one kind."""

    PUBLIC = "public"
    """It makes something visible."""
    PREPARE = "prepare"
    """It makes something that no reader sees."""
    READ = "read"
    DELETE = "delete"


class Fault(StrEnum):
    """`before` and `after`: the effect. What is answered by a status without these words has no effect."""

    REFUSED = "refused"
    RESET_BEFORE = "reset_before"
    RESET_AFTER = "reset_after"
    CUT_AFTER = "cut_after"
    ERROR_BEFORE = "error_before"
    ERROR_AFTER = "error_after"
    TIMEOUT_BEFORE = "timeout_before"
    TIMEOUT_AFTER = "timeout_after"
    NONSENSE_BEFORE = "nonsense_before"
    NONSENSE_AFTER = "nonsense_after"
    CONFLICT_AFTER = "conflict_after"
    REDIRECT = "redirect"
    UNAUTHORIZED = "unauthorized"
    FORBIDDEN = "forbidden"
    INVALID = "invalid"
    LIMITED = "limited"
    SLOW = "slow"


AFTER = frozenset(
    {
        Fault.RESET_AFTER,
        Fault.CUT_AFTER,
        Fault.ERROR_AFTER,
        Fault.TIMEOUT_AFTER,
        Fault.NONSENSE_AFTER,
        Fault.CONFLICT_AFTER,
        Fault.SLOW,
    }
)
"""The request is done as if nothing were wrong; only the answer is not."""


@dataclass
class Faults:
    """The faults to come, for each network and kind of request; and those that come by (seeded) chance."""

    waiting: dict[tuple[str, Kind], deque[Fault]] = field(default_factory=dict)
    random: Random = field(default_factory=lambda: Random(1))
    before: float = 0.0
    after: float = 0.0
    happened: list[tuple[str, Fault]] = field(default_factory=list)

    def command(self, network: str, fault: Fault, *, on: Kind = Kind.PUBLIC, times: int = 1) -> None:
        """The next `times` requests of this kind end so."""
        self.waiting.setdefault((network, on), deque()).extend([fault] * times)

    def by_chance(self, *, seed: int, before: float, after: float) -> None:
        """From now on, these shares of the requests with a visible effect are reset before and after it."""
        self.random, self.before, self.after = Random(seed), before, after

    def clear(self) -> None:
        self.waiting.clear()
        self.before = self.after = 0.0

    def next(self, network: str, kind: Kind) -> Fault | None:
        """What befalls this request."""
        queue = self.waiting.get((network, kind))
        fault = queue.popleft() if queue else self._chance(kind)
        if fault is not None:
            self.happened.append((network, fault))
        return fault

    def _chance(self, kind: Kind) -> Fault | None:
        if kind is not Kind.PUBLIC or not self.before + self.after:
            return None
        drawn = self.random.random()
        if drawn < self.before:
            return Fault.RESET_BEFORE
        return Fault.RESET_AFTER if drawn < self.before + self.after else None

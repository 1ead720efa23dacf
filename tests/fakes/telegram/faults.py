"""What can go wrong on the way to Telegram, as a test commands it; and the limits on how much is sent."""

import math
from collections import defaultdict, deque
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from tests.fakes.telegram.refusals import flooded
from tests.fakes.telegram.state import Chat, World

MINUTE = 60.0


class Play(StrEnum):
    """What becomes of a call; the next in `plays[method]`, and `ANSWER` when there is none. `AFTER`: it was done."""

    ANSWER = "answer"
    ERROR = "500"
    ERROR_AFTER = "500 after"
    BAD_GATEWAY = "502, a web page"
    BAD_GATEWAY_AFTER = "502 after, a web page"
    TIMEOUT = "504"
    TIMEOUT_AFTER = "504 after"
    GARBAGE = "no JSON"
    GARBAGE_AFTER = "no JSON after"
    HANG = "no answer"
    HANG_AFTER = "no answer after"
    RESET = "reset"
    RESET_AFTER = "reset after"
    CUT_AFTER = "half an answer after"


AFTER = frozenset(one for one in Play if one.name.endswith("AFTER"))
PAGE = "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body><h1>502 Bad Gateway</h1></body>\r\n</html>"


@dataclass(frozen=True, slots=True)
class Limits:
    """How many messages a second into one chat, a minute into one group or channel, a second into all."""

    per_chat: int | None = None
    per_group_minute: int | None = None
    overall: int | None = None


REAL = Limits(per_chat=1, per_group_minute=20, overall=30)
"""What Telegram's documentation names."""


@dataclass
class Flood:
    until: float
    told: bool = False


@dataclass
class Traffic:
    """Counts what is sent and says when it is too much; `refused` is every 429, `ignored` what came despite of one."""

    limits: Limits = Limits()
    floods: dict[int | None, Flood] = field(default_factory=dict)
    sent: dict[Any, deque[float]] = field(default_factory=lambda: defaultdict(deque))
    refused: list[tuple[str, int]] = field(default_factory=list)
    ignored: list[tuple[str, int]] = field(default_factory=list)

    def start(self, chat_id: int | None, until: float) -> None:
        self.floods[chat_id] = Flood(until)

    def check(self, world: World, chat: Chat, method: str, *, weight: int = 1) -> None:
        """Raises "Too Many Requests" or counts the sending."""
        now = world.clock
        for key in (chat.id, None):
            self._flooded(key, chat, method, now)
        windows = list(self._windows(chat))
        for key, most, window in windows:
            times = self.sent[key]
            while times and times[0] <= now - window:
                times.popleft()
            if len(times) + weight > most and times:
                whose = None if key == "all" else chat.id
                self.start(whose, now + math.ceil(times[0] + window - now))
                self._flooded(whose, chat, method, now)
        for key, _, _ in windows:
            self.sent[key].extend([now] * weight)

    def _windows(self, chat: Chat) -> list[tuple[Any, int, float]]:
        limits, made = self.limits, []
        if limits.per_chat:
            made.append(((chat.id, "second"), limits.per_chat, 1.0))
        if limits.per_group_minute and chat.type != "private":
            made.append(((chat.id, "minute"), limits.per_group_minute, MINUTE))
        if limits.overall:
            made.append(("all", limits.overall, 1.0))
        return made

    def _flooded(self, key: int | None, chat: Chat, method: str, now: float) -> None:
        flood = self.floods.get(key)
        if flood is None:
            return
        if flood.until <= now:
            del self.floods[key]
            return
        if flood.told:
            self.ignored.append((method, chat.id))
        flood.told = True
        self.refused.append((method, chat.id))
        raise flooded(max(1, math.ceil(flood.until - now)))

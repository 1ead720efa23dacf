"""One call to a model while it runs: its answer so far, how it ended, and its money."""

from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from typing import Any

from core.errors import WriterBroken, WriterRefused
from core.writers.openai.answers import growing
from core.writers.openai.prompt import Prompt

BYTES_A_TOKEN = 2
"""Where an endpoint does not count: real tokens are longer, so a budget is rather spent too early than too late."""
WHOLE = ("stop", "eos", "eos_token", "end_turn", "stop_sequence")
"""How endpoints say that the model itself ended."""
REASON = 40
"""Of what an endpoint calls a reason, so many characters are for the log."""
TOO_MUCH = 16
"""Bytes for each token allowed; an endpoint that sends more ignores what it was asked."""


@dataclass(frozen=True, slots=True)
class Prices:
    """Euro a million tokens read and written; the same figure is micro-euro a token."""

    read: float
    written: float

    def cost(self, read: int, written: int) -> int:
        """Micro-euro for so many tokens, rounded up."""
        exact = Decimal(str(self.read)) * read + Decimal(str(self.written)) * written
        return int(exact.to_integral_value(ROUND_CEILING))


class Call:
    """Filled by the chunks of one stream."""

    def __init__(self, prompt: Prompt, prices: Prices) -> None:
        self.prompt = prompt
        self.answer = ""
        self._prices = prices
        self._finish = ""
        self._refusal = ""
        self._usage: tuple[int, int] | None = None
        self._shown = ""
        self._first_ended = False

    @property
    def cost(self) -> int:
        """What the call cost: by the endpoint's own count, else by ours."""
        return self._prices.cost(*(self._usage or self._counted()))

    @property
    def spent(self) -> int:
        """What a call that did not end well may have cost."""
        return self.cost

    def took(self, chunk: Any) -> bool:
        """Reads a chunk; whether it brought more text. Raises `WriterBroken` where there is no end of it."""
        self._usage = _usage(chunk) or self._usage
        choices = getattr(chunk, "choices", None) or []
        if not choices:
            return False
        choice = choices[0]
        self._finish = getattr(choice, "finish_reason", None) or self._finish
        delta = getattr(choice, "delta", None)
        self._refusal += str(getattr(delta, "refusal", None) or "")
        more = getattr(delta, "content", None)
        if not isinstance(more, str) or not more:
            return False
        self.answer += more
        if len(self.answer) > self.prompt.room * TOO_MUCH:
            raise WriterBroken("the answer does not end", cost=self.spent)
        return True

    def first_text(self) -> str:
        """The first text of the answer, where it grew since it was last asked for."""
        if self._first_ended:
            return ""
        text, self._first_ended = growing(self.answer)
        if text == self._shown:
            return ""
        self._shown = text
        return text

    def ended(self) -> None:
        """Judges how the stream ended. Raises `WriterRefused`, and `WriterBroken` for an answer that is not whole."""
        if self._refusal or self._finish == "content_filter":
            raise WriterRefused("the model declines", cost=self.cost)
        if self._finish not in WHOLE:
            why = str(self._finish or "missing")[:REASON]
            raise WriterBroken(f"the answer is not whole: finish_reason {why!r}", cost=self.cost)

    def _counted(self) -> tuple[int, int]:
        written = len(self.answer.encode("utf-8", "replace")) // BYTES_A_TOKEN + 1
        return self.prompt.size // BYTES_A_TOKEN, written


def _usage(chunk: Any) -> tuple[int, int] | None:
    usage = getattr(chunk, "usage", None)
    read, written = getattr(usage, "prompt_tokens", None), getattr(usage, "completion_tokens", None)
    if isinstance(read, int) and isinstance(written, int) and read >= 0 and written >= 0:
        return read, written
    return None

"""The writer that asks a language model, at any endpoint that speaks OpenAI's chat completions.

One call, at most one repair; nothing is retried in silence, so that nothing is paid twice unseen
(docs/design/writers.md).
API: https://platform.openai.com/docs/api-reference/chat/create
"""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from importlib import import_module
from types import ModuleType
from typing import Any
from urllib.parse import urlsplit

from core.checks import flags
from core.errors import WriterBroken, WriterError, WriterMisconfigured, WriterRefused
from core.model import Variant
from core.ports import Order, Piece, Written
from core.writers.openai.answers import Verdict, judged
from core.writers.openai.calls import Call, Prices
from core.writers.openai.dialect import Dialect, first_dialect
from core.writers.openai.doors import NO_KEY, OPENAI, client_of
from core.writers.openai.failures import refusal, safe, translated
from core.writers.openai.prompt import Prompt, prompt, repair, writable
from core.writers.openai.senses import OpenAISenses

__all__ = ["OpenAISenses", "OpenAIWriter", "Prices"]

TIMEOUT = 90.0
"""Seconds for one call, from the request to the last word."""
ATTEMPTS = 6
"""How many times a request is put in other words after a "400"; each refusal is free."""


class OpenAIWriter:
    """Texts by a language model. Its key is in no error, no log line and no representation of it."""

    name = "openai"

    def __init__(self, *, key: str, base_url: str | None, model: str, prices: Prices, timeout: float = TIMEOUT) -> None:
        self._key = key.strip() or NO_KEY
        self._url = (base_url or OPENAI).rstrip("/")
        self.title = self._model = model
        self._prices = prices
        self._timeout = timeout
        self._dialect = first_dialect(self._url, model)

    def __repr__(self) -> str:
        return f"OpenAIWriter({self._model!r} at {urlsplit(self._url).hostname})"

    def estimate(self, order: Order) -> int:
        """The most that this order can cost, in micro-euro: both calls, every byte a token, every answer full."""
        first = prompt(writable(order), self._dialect)
        return self._prices.cost(first.size + first.repair_size, 2 * first.room)

    async def write(self, order: Order) -> AsyncIterator[Piece | Written]:
        """Pieces of the first text, then one `Written`. Raises `WriterError`, its `cost` what was spent by then.

        Closed early, it hangs up at once; what that cost nobody can tell, so the caller settles what it reserved.
        """
        openai = await asyncio.to_thread(import_module, "openai")  # a second of imports, only where a model is asked
        async with await asyncio.to_thread(self._client, openai) as client:  # reading certificates takes 0.1 s
            order = writable(order)
            first = prompt(order, self._dialect)
            call = Call(first, self._prices)
            async with aclosing(self._asked(openai, client, call)) as pieces:
                async for piece in pieces:
                    yield piece
            verdict, cost = judged(call.answer, order, first.variants), call.cost
            if verdict.problems:
                verdict, cost = await self._repaired(openai, client, order, call, verdict)
        if not verdict.usable:
            raise WriterBroken(f"not usable, nor after a repair: {' '.join(verdict.problems)[:200]}", cost=cost)
        yield Written(variants=tuple(_variant(text, order) for text in verdict.usable), cost=cost)

    def _client(self, openai: ModuleType) -> Any:
        return client_of(openai, key=self._key, url=self._url, timeout=self._timeout)

    async def _repaired(
        self, openai: ModuleType, client: Any, order: Order, call: Call, verdict: Verdict
    ) -> tuple[Verdict, int]:
        """The verdict after a second call, filled up with what was good in the first; and what both cost."""
        again = Call(repair(call.prompt, call.answer, verdict.problems), self._prices)
        try:
            async with aclosing(self._asked(openai, client, again)) as pieces:
                async for _ in pieces:
                    pass
        except WriterError as error:
            if not verdict.usable:
                error.cost += call.cost
                raise
            return verdict, call.cost + error.cost
        second = judged(again.answer, order, call.prompt.variants)
        filled = [*second.usable, *(text for text in verdict.usable if text not in second.usable)]
        return Verdict(tuple(filled[: call.prompt.variants]), second.problems), call.cost + again.cost

    async def _asked(self, openai: ModuleType, client: Any, call: Call) -> AsyncGenerator[Piece, None]:
        """Makes a call and reads it to its end, into `call`; gives the first text as it grows."""
        until = asyncio.get_running_loop().time() + self._timeout
        try:
            async with await self._opened(openai, client, call.prompt, until) as stream:
                while (chunk := await _next(stream, until)) is not None:
                    if call.took(chunk) and (text := call.first_text()):
                        yield Piece(text=text)
        except WriterError:
            raise
        except (openai.OpenAIError, TimeoutError, ValueError, OSError) as error:
            # Not "from error": the library's errors hold the request, and providers quote the key in their messages.
            raise translated(openai, error, key=self._key, spent=call.spent) from None
        call.ended()

    async def _opened(self, openai: ModuleType, client: Any, asked: Prompt, until: float) -> Any:
        """The stream of an answer; what this endpoint does not take is left out, now and in later calls."""
        dialect: Dialect | None = self._dialect
        for _ in range(ATTEMPTS):
            try:
                form = self._dialect.request(asked.room, asked.longest, asked.variants)
                async with asyncio.timeout_at(until):
                    stream = await client.chat.completions.create(
                        model=self._model, messages=list(asked.messages), stream=True, **form
                    )
            except (openai.BadRequestError, openai.UnprocessableEntityError) as error:
                failure = translated(openai, error, key=self._key, spent=0)
                dialect = self._dialect.without(refusal(error))
                if isinstance(failure, WriterRefused | WriterBroken) or dialect is None:
                    raise failure from None
                self._dialect = dialect
            else:
                return stream
        raise WriterMisconfigured(safe(f"the endpoint refuses every form of request: {dialect}", self._key))


async def _next(stream: Any, until: float) -> Any | None:
    """The next chunk; None at the end. Raises `TimeoutError`: an endpoint that trickles is not waited for forever."""
    async with asyncio.timeout_at(until):
        try:
            return await anext(stream)
        except StopAsyncIteration:
            return None


def _variant(text: str, order: Order) -> Variant:
    brief = f"{order.brief}\n{order.instruction}"
    found = flags(text, brief=brief, brand=order.brand, base=order.base, language=order.language)
    return Variant(text=text, flags=found)

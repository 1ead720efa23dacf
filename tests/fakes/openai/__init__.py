"""An OpenAI-compatible endpoint on loopback, strict about what it is asked and able to fail in every way we know of.

By hand: `python -m tests.fakes.openai --port 8089 --key test`, then OPENAI_BASE_URL=http://127.0.0.1:8089/v1.
"""

import asyncio
import json
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, Self

from aiohttp import web

from tests.fakes.openai import sensing, strict
from tests.fakes.openai.model import texts as well_behaved
from tests.fakes.openai.model import told
from tests.fakes.openai.plays import REFUSED, STATUSES, Play, Trait


@dataclass
class Endpoint:
    """`calls` are the bodies of all requests that were let in; `faults` what was wrong with any request."""

    key: str = "sk-test-0123456789"
    model: str = "small-model"
    hearing: str = "small-ear"
    """The model that hears; without a name there is none, nor an address for it."""
    heard: str = "Rīt cepam rudzu maizi."
    seen: str = "A loaf of rye bread on a wooden table."
    traits: tuple[Trait, ...] = ()
    plays: deque[Play] = field(default_factory=deque)
    calls: list[dict[str, Any]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    refused: int = 0
    """Requests answered with "400"."""
    read: int = 0
    written: int = 0
    """Tokens that were billed."""
    called: asyncio.Event = field(default_factory=asyncio.Event)
    hung_up: asyncio.Event = field(default_factory=asyncio.Event)
    """Set when a client left before its answer was complete."""
    texts: Callable[[dict[str, Any]], list[str]] = well_behaved
    url: str = ""

    def will(self, *plays: Play) -> Self:
        """What to do with the next calls."""
        self.plays.extend(plays)
        return self

    async def chat(self, request: web.Request) -> web.StreamResponse:
        """POST /v1/chat/completions."""
        if request.headers.get("authorization") != f"Bearer {self.key}":
            # Providers quote the key they were sent.
            return error(401, f"Incorrect API key provided: {request.headers.get('authorization')}", "invalid_api_key")
        try:
            body = await request.json()
        except ValueError:
            body = None
        headers = {name.lower(): value for name, value in request.headers.items()}
        picture = sensing.shows_a_picture(body)
        wrong = sensing.picture_faults(headers, body) if picture else strict.faults(headers, body)
        self.faults += wrong
        if wrong:
            return error(400, "; ".join(wrong), "invalid_request")
        if body["model"] != self.model:
            return error(404, f"The model {body['model']} does not exist", "model_not_found")
        for trait in self.traits:
            sent, message = REFUSED[trait]
            if sent(body):
                self.refused += 1
                return error(400, message, None)
        self.calls.append(body)
        self.called.set()
        play = self.plays.popleft() if self.plays else Play.ANSWER
        return await (
            self._say(request, sensing.seen(self.seen, play), play) if picture else self._play(request, body, play)
        )

    async def transcribe(self, request: web.Request) -> web.StreamResponse:
        """POST /v1/audio/transcriptions."""
        if request.headers.get("authorization") != f"Bearer {self.key}":
            return error(401, f"Incorrect API key provided: {request.headers.get('authorization')}", "invalid_api_key")
        if not self.hearing:
            return web.Response(status=404, text="404 page not found")
        body, wrong = await sensing.sound(request)
        self.faults += wrong
        if wrong:
            return error(400, "; ".join(wrong), "invalid_request")
        if body["model"] != self.hearing:
            return error(404, f"The model {body['model']} does not exist", "model_not_found")
        self.calls.append(body)
        self.called.set()
        play = self.plays.popleft() if self.plays else Play.ANSWER
        return await self._say(request, sensing.heard(self.heard, play), play)

    async def _say(self, request: web.Request, answer: dict[str, Any], play: Play) -> web.StreamResponse:
        """An answer at once, or one of the ways to fail."""
        if play in STATUSES or play in (Play.HTML, Play.SILENT):
            return await self._play(request, {}, play)
        if play is Play.CUT:
            assert request.transport
            request.transport.abort()
        return web.json_response(answer)

    async def _play(self, request: web.Request, body: dict[str, Any], play: Play) -> web.StreamResponse:
        if play in STATUSES:
            status, code = STATUSES[play]
            headers = {"Retry-After": "7"} if status == 429 else {}
            return error(status, f"{play} for {request.headers['authorization']}", code, headers)
        if play is Play.HTML:
            return web.Response(text="<html>Welcome to nginx</html>", content_type="text/html")
        if play is Play.SILENT:
            return await self._forever()
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        try:
            await response.prepare(request)
            await self._stream(request, response, body, play)
        except (ConnectionError, asyncio.CancelledError):
            self.hung_up.set()
            raise
        return response

    async def _forever(self) -> web.StreamResponse:
        try:
            await asyncio.Event().wait()
        finally:
            self.hung_up.set()
        raise AssertionError

    async def _stream(
        self, request: web.Request, response: web.StreamResponse, body: dict[str, Any], play: Play
    ) -> None:
        answer = self._answer(body, play)
        await _send(response, _chunk({"role": "assistant", "content": ""}))
        size = max(7, len(answer) // 80)
        for at in range(0, len(answer), size):
            if play in (Play.CUT, Play.SLOW, Play.ERROR_EVENT, Play.GARBAGE) and at > len(answer) // 2:
                await self._interrupted(request, response, play)
                return
            await _send(response, _chunk({"content": answer[at : at + size]}))
        while play is Play.ENDLESS:
            await _send(response, _chunk({"content": "more and more " * 500}))
        finish = {Play.LENGTH: "length", Play.FILTERED: "content_filter", Play.NO_FINISH: None}.get(play, "stop")
        last = {"refusal": "I cannot help with that."} if play is Play.REFUSAL else {}
        await _send(response, _chunk(last, finish))
        await self._billed(response, body, answer, play)
        await response.write(b"data: [DONE]\n\n")
        await response.write_eof()

    async def _billed(self, response: web.StreamResponse, body: dict[str, Any], answer: str, play: Play) -> None:
        read = sum(len(message["content"]) for message in body["messages"]) // 4
        written = len(answer) // 4 + 1
        self.read += read
        self.written += written
        if "stream_options" in body and play is not Play.NO_USAGE:
            usage = {"prompt_tokens": read, "completion_tokens": written, "total_tokens": read + written}
            await _send(response, _chunk(None) | {"usage": usage})

    async def _interrupted(self, request: web.Request, response: web.StreamResponse, play: Play) -> None:
        if play is Play.SLOW:
            await self._forever()
        if play is Play.ERROR_EVENT:
            await _send(response, {"error": {"message": "overloaded", "code": "overloaded"}})
            return
        if play is Play.GARBAGE:
            await response.write(b"data: {oops\n\n")
            return
        assert request.transport
        request.transport.abort()

    def _answer(self, body: dict[str, Any], play: Play) -> str:
        if play is Play.REFUSAL:
            return ""
        if play is Play.NOT_JSON:
            return "Sure! Here are three nice posts for you:\n1. Hello"
        order = told(body["messages"])
        texts = _spoilt(self.texts(order), order, play)
        # Models write letters as they are or as escapes; both have to be read.
        answer = json.dumps({"variants": [{"text": text} for text in texts]}, ensure_ascii=len(self.calls) % 2 == 0)
        return f"Here you are:\n```json\n{answer}\n```" if play is Play.FENCED else answer


def _spoilt(texts: list[str], order: dict[str, Any], play: Play) -> list[str]:
    foreign = "Wir freuen uns sehr auf euch und haben für alle etwas Neues, das ihr mit uns entdecken könnt."
    spoil: dict[Play, Callable[[str], str]] = {
        Play.INVENTED_LINK: lambda text: text[:100] + " www.evil.example.com/win",
        Play.TOO_LONG: lambda text: text + " word" * order["limit"],
        Play.WRONG_LANGUAGE: lambda text: foreign + " " * len(text),
        Play.DUPLICATES: lambda _: texts[0],
        Play.EMPTY: lambda _: " \u200b",
        Play.HIDDEN: lambda text: "\u202e" + text[:5] + "\u200b\U000e0041" + text[5:],
    }
    if play is Play.TOO_FEW:
        return texts[:1]
    return [spoil[play](text) if play in spoil else text for text in texts]


def error(status: int, message: str, code: str | None, headers: dict[str, str] | None = None) -> web.Response:
    """An error as the original endpoint words it."""
    body = {"error": {"message": message, "type": code or "invalid_request_error", "code": code, "param": None}}
    return web.json_response(body, status=status, headers=headers)


@asynccontextmanager
async def serving(endpoint: Endpoint | None = None, *, port: int = 0) -> AsyncIterator[Endpoint]:
    """The endpoint, reachable at its `url` for as long as the block runs."""
    endpoint = endpoint or Endpoint()
    application = web.Application(client_max_size=64 << 20)
    application.router.add_post("/v1/chat/completions", endpoint.chat)
    application.router.add_post("/v1/audio/transcriptions", endpoint.transcribe)
    runner = web.AppRunner(application, handler_cancellation=True, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", port)
    await site.start()
    endpoint.url = f"http://127.0.0.1:{runner.addresses[0][1]}/v1"
    try:
        yield endpoint
    finally:
        await runner.cleanup()


def _chunk(delta: dict[str, Any] | None, finish: str | None = None) -> dict[str, Any]:
    choices = [] if delta is None else [{"index": 0, "delta": delta, "finish_reason": finish}]
    return {"id": "c1", "object": "chat.completion.chunk", "created": 1, "model": "small-model", "choices": choices}


async def _send(response: web.StreamResponse, event: dict[str, Any]) -> None:
    await response.write(b"data: " + json.dumps(event).encode() + b"\n\n")

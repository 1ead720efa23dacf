"""The Bot API on loopback: lets a request in, holds it against the facts, has it answered, plays what goes wrong."""

import asyncio
import json
import socket
import struct
from collections import defaultdict, deque
from collections.abc import Awaitable, Callable
from typing import Any, Self

from aiohttp import web

from tests.fakes.telegram import asking, editing, hooking, presenting, sending
from tests.fakes.telegram.access import chat_of
from tests.fakes.telegram.calls import METHODS, Call, Upload
from tests.fakes.telegram.facts import facts
from tests.fakes.telegram.faults import AFTER, PAGE, Limits, Play, Traffic
from tests.fakes.telegram.refusals import Refused, Wrong
from tests.fakes.telegram.state import User, World
from tests.fakes.telegram.values import decoded

TOKEN = "7000000000:AAFakeTelegramFakeTelegramFakeTeleg"
LARGEST = 80 * 1024 * 1024
TRAFFIC = ("send", "edit")
QUIET = ("sendChatAction",)
NEEDED = (asking, editing, hooking, presenting, sending)
"""Imported for the methods that they register."""
ERRORS = {Play.ERROR: (500, "Internal Server Error"), Play.TIMEOUT: (504, "Gateway Timeout")}


class Server:
    """What `FakeTelegram` is for the bot. Everything that may be asked of it afterwards is a plain attribute."""

    def __init__(
        self,
        *,
        token: str = TOKEN,
        port: int = 0,
        username: str = "aimarketing_bot",
        loopback_webhooks: bool = False,
        limits: Limits | None = None,
    ) -> None:
        self.token, self.port = token, port
        bot = User(int(token.partition(":")[0]), "AiMarketing", username=username, is_bot=True)
        self.world = World(token, bot)
        self.world.webhook.loopback = loopback_webhooks
        self.traffic = Traffic(limits or Limits())
        self.plays: defaultdict[str, deque[Play]] = defaultdict(deque)
        self.calls: list[Call] = []
        self.violations: list[str] = []
        self.latency = 0.0
        self.control: Callable[[web.Request], Awaitable[web.Response]] | None = None
        self.url = ""
        self.news = asyncio.Event()
        self.application = web.Application(client_max_size=LARGEST)
        self.application.router.add_route("*", "/{path:.*}", self.serve)

    async def __aenter__(self) -> Self:
        self._runner = web.AppRunner(self.application, handler_cancellation=True, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self.port, backlog=1024).start()
        self.port = self._runner.addresses[0][1]
        self.url = f"http://127.0.0.1:{self.port}"
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.world.webhook.close()
        await self._runner.cleanup()

    @property
    def base_url(self) -> str:
        """As python-telegram-bot wants it."""
        return f"{self.url}/bot"

    @property
    def base_file_url(self) -> str:
        return f"{self.url}/file/bot"

    @property
    def reach(self) -> dict[str, str]:
        """Where a public origin really is, for webhooks."""
        return self.world.webhook.reach

    async def serve(self, request: web.Request) -> web.StreamResponse:
        path = request.path
        if path.startswith("/control/") and self.control is not None:
            return await self.control(request)
        if path.startswith("/file/bot"):
            return self._file(path.removeprefix("/file/bot"))
        if not path.startswith("/bot"):
            return said({"ok": False, "error_code": 404, "description": "Not Found"}, 404)
        token, _, name = path.removeprefix("/bot").partition("/")
        if token != self.token:
            return said({"ok": False, "error_code": 401, "description": "Unauthorized"}, 401)
        if self.latency:
            await asyncio.sleep(self.latency)
        return await self._called(request, name)

    def _file(self, path: str) -> web.Response:
        token, _, name = path.partition("/")
        one = self.world.files.paths.get(name)
        if token != self.token:
            return said({"ok": False, "error_code": 401, "description": "Unauthorized"}, 401)
        if one is None:
            return said({"ok": False, "error_code": 404, "description": "Not Found"}, 404)
        return web.Response(body=one.content, content_type="application/octet-stream")

    async def _called(self, request: web.Request, name: str) -> web.StreamResponse:
        raw, files = await read(request)
        call = Call(name, raw, files, at=self.world.clock)
        self.calls.append(call)
        plays = self.plays.get(name)
        play = plays.popleft() if plays else Play.ANSWER
        if play is Play.ANSWER or play in AFTER:
            await self._answer(call)
        self.stirred()
        return await self._played(request, call, play)

    async def _answer(self, call: Call) -> None:
        """Fills in status and answer, and keeps what is wrong with the call."""
        self.world.odd = odd = []
        try:
            call.answer, call.status = {"ok": True, "result": await self._result(call, odd)}, 200
        except Refused as error:
            call.answer, call.status = error.answer, error.code
            odd.extend([str(error)] if isinstance(error, Wrong) else [])
        except Exception as error:
            self.violations.append(f"{call.method}: the fake itself failed: {error!r}")
            raise
        self.violations.extend(f"{call.method}: {words}" for words in dict.fromkeys(odd))

    async def _result(self, call: Call, odd: list[str]) -> Any:
        if call.method not in facts().methods:
            odd.append(f"unknown method {call.method}")
            raise Refused("Not Found", 404)
        call.params = decoded(facts(), call.method, call.params, call.files, odd)
        if call.method == "getUpdates":
            return await self._poll(call.params, odd)
        if call.method.startswith(TRAFFIC) and call.method not in QUIET:
            self._counted(call)
        result = METHODS[call.method](self.world, call)
        if call.files:
            odd.extend(f"the file {name} is sent and not referred to" for name in idle(call))
        return result

    def _counted(self, call: Call) -> None:
        """429 comes before any other look at the request."""
        try:
            chat = chat_of(self.world, call.params)
        except Refused:
            return
        weight = len(call.params["media"]) if call.method == "sendMediaGroup" else 1
        self.traffic.check(self.world, chat, call.method, weight=weight)

    async def _poll(self, params: dict[str, Any], odd: list[str]) -> list[dict[str, Any]]:
        updates, limit = self.world.updates, params.get("limit", 100)
        if not 1 <= limit <= 100:
            odd.append(f"limit {limit} is not 1-100")
        updates.allow(params.get("allowed_updates"), odd)
        return await updates.poll(params.get("offset", 0), max(1, min(limit, 100)), min(params.get("timeout", 0), 50))

    def stirred(self) -> None:
        """Wakes whoever waits for something to happen."""
        self.news.set()
        self.news = asyncio.Event()

    async def _played(self, request: web.Request, call: Call, play: Play) -> web.StreamResponse:
        match play:
            case Play.ANSWER:
                return said(call.answer, call.status)
            case Play.ERROR | Play.ERROR_AFTER | Play.TIMEOUT | Play.TIMEOUT_AFTER:
                code, words = ERRORS[Play.ERROR if play.startswith("500") else Play.TIMEOUT]
                return said({"ok": False, "error_code": code, "description": words}, code)
            case Play.BAD_GATEWAY | Play.BAD_GATEWAY_AFTER:
                return web.Response(status=502, text=PAGE, content_type="text/html")
            case Play.GARBAGE | Play.GARBAGE_AFTER:
                return web.Response(text="\x00{ok: perhaps", content_type="application/json")
            case Play.HANG | Play.HANG_AFTER:
                await asyncio.Event().wait()
            case Play.CUT_AFTER:
                return await cut(request, call.answer)
        return reset(request)


async def read(request: web.Request) -> tuple[dict[str, Any], dict[str, Upload]]:
    """The parameters, wherever they stand, and the files."""
    raw: dict[str, Any] = dict(request.query)
    files: dict[str, Upload] = {}
    if request.content_type == "application/json":
        sent = await request.json() if request.can_read_body else {}
        return raw | (sent if isinstance(sent, dict) else {}), files
    for name, value in (await request.post()).items():
        if isinstance(value, web.FileField):
            files[name] = Upload(value.filename, value.content_type, value.file.read())
        else:
            raw[name] = value
    return raw, files


def idle(call: Call) -> list[str]:
    """Files of a form that are neither a parameter nor attached to one."""
    known, mentioned = facts().methods[call.method], json.dumps(call.params)
    return [name for name in call.files if name not in known and f"attach://{name}" not in mentioned]


def said(answer: dict[str, Any], status: int) -> web.Response:
    body = json.dumps(answer, ensure_ascii=False, separators=(",", ":")).encode()
    headers = {"Retry-After": str(answer["parameters"]["retry_after"])} if status == 429 else None
    return web.Response(body=body, status=status, content_type="application/json", headers=headers)


def reset(request: web.Request) -> web.Response:
    """Cuts the connection so that the other side sees a reset, not an end."""
    if request.transport is not None:
        lingering = request.transport.get_extra_info("socket")
        lingering.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        request.transport.abort()
    return web.Response()


async def cut(request: web.Request, answer: dict[str, Any]) -> web.StreamResponse:
    """Half of the answer, and then nothing."""
    body = json.dumps(answer).encode()
    response = web.StreamResponse(headers={"Content-Type": "application/json", "Content-Length": str(len(body))})
    await response.prepare(request)
    await response.write(body[: len(body) // 2])
    assert request.transport
    request.transport.abort()
    return response

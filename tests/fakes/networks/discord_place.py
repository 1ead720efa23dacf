"""A strict Discord on loopback: its login that makes a webhook, and what a webhook can do, message by message.

https://docs.discord.com/developers/resources/webhook
"""

import json
import secrets
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from aiohttp import web

from tests.fakes.oauth.provider import Given, Provider

WEBHOOKS = "/api/v10/webhooks"
GUILD, CHANNEL, WEBHOOK = "1300000000000000001", "1300000000000000002", "1300000000000000003"
TEXT_MOST, ALT_MOST, FILE_MOST, ALL_MOST, FILES_MOST = 2000, 1024, 10 << 20, 25 << 20, 10
FIELDS = frozenset({"content", "allowed_mentions", "flags", "attachments"})
SUPPRESS_EMBEDS = 4


class No(Exception):
    """A refusal of the API."""

    def __init__(self, status: int, code: int, message: str, **more: Any) -> None:
        super().__init__(message)
        self.answer = web.json_response({"code": code, "message": message, **more}, status=status)


@dataclass
class Message:
    """What readers of the channel see."""

    id: str
    content: str = ""
    flags: int = 0
    files: list[tuple[str, str, bytes]] = field(default_factory=list)
    """name, words for it, bytes"""
    reactions: list[dict[str, Any]] = field(default_factory=list)


@dataclass
class Place(Provider):
    """One server with one channel; the webhook is there as soon as somebody has let us make it."""

    auth: str = "client_secret_basic"
    name: str = "Ceptuve"
    channel: str = CHANNEL
    webhook_token: str = ""
    messages: dict[str, Message] = field(default_factory=dict)
    number: int = 1400000000000000000

    def routes(self) -> list[web.RouteDef]:
        own = f"{WEBHOOKS}/{{webhook}}/{{token}}"
        return [
            web.post("/api/oauth2/token", self.token),
            web.get(own, self.answered(self.tell)),
            web.post(own, self.answered(self.execute)),
            web.delete(own, self.answered(self.end)),
            *(
                web.route(method, f"{own}/messages/{{message}}", self.answered(run))
                for method, run in (("GET", self.one), ("PATCH", self.change), ("DELETE", self.remove))
            ),
        ]

    # -- the login -----------------------------------------------------------------------------------------------------

    def person(self, url: str, *, scope: str | None = None) -> dict[str, str]:
        """Chooses server and channel, and agrees."""
        parts = urlsplit(url)
        asked = dict(parse_qsl(parts.query, strict_parsing=True))
        assert f"{parts.scheme}://{parts.netloc}{parts.path}" == f"{self.origin}/oauth2/authorize"
        assert (asked["response_type"], asked["scope"]) == ("code", "webhook.incoming")
        given = Given(asked["client_id"], asked["redirect_uri"], asked["scope"], asked["code_challenge"])
        return self.sent_back(given, asked["state"])

    def issued(self, given: Given) -> dict[str, Any]:
        self.webhook_token = secrets.token_urlsafe(51)
        made = {"id": WEBHOOK, "token": self.webhook_token, "name": self.name, "type": 1, "avatar": None}
        made |= {"channel_id": self.channel, "guild_id": GUILD, "application_id": given.client}
        made["url"] = f"{self.origin}/api/webhooks/{WEBHOOK}/{self.webhook_token}"
        return super().issued(given) | {"webhook": made} | self.extra

    # -- the webhook ---------------------------------------------------------------------------------------------------

    def answered(self, run: Any) -> Any:
        async def handle(request: web.Request) -> web.StreamResponse:
            try:
                self.admit(request)
                answer: web.StreamResponse = await run(request)
            except No as no:
                return no.answer
            return answer

        return handle

    def admit(self, request: web.Request) -> None:
        if not request.headers.get("User-Agent", "").startswith("DiscordBot ("):
            self.violations.append("a caller that does not introduce itself")
        if "Authorization" in request.headers or "Cookie" in request.headers:
            self.violations.append("a credential where the address is one")
        if request.match_info["webhook"] != WEBHOOK or not self.webhook_token:
            raise No(404, 10015, "Unknown Webhook")
        if request.match_info["token"] != self.webhook_token:
            raise No(401, 50027, "Invalid Webhook Token")

    async def tell(self, request: web.Request) -> web.StreamResponse:
        told = {"id": WEBHOOK, "token": self.webhook_token, "name": self.name, "type": 1, "avatar": None}
        return web.json_response(told | {"channel_id": self.channel, "guild_id": GUILD, "application_id": None})

    async def end(self, request: web.Request) -> web.StreamResponse:
        self.webhook_token = ""
        return web.Response(status=204)

    async def execute(self, request: web.Request) -> web.StreamResponse:
        if dict(request.query) != {"wait": "true"}:
            self.violations.append(f"{request.query_string}: neither message nor error would come back")
        said, files = await self.read_message(request)
        if not said.get("content", "").strip() and not files:
            raise No(400, 50006, "Cannot send an empty message")
        self.number += 1
        made = Message(str(self.number), said.get("content", ""), said.get("flags", 0))
        described = {one["id"]: one for one in said.get("attachments", ())}
        if sorted(described) != sorted(files):
            raise No(400, 50035, "Invalid Form Body")
        made.files = [(name, described[id].get("description", ""), data) for id, (name, data) in files.items()]
        self.messages[made.id] = made
        return web.json_response(self.shown(made))

    async def change(self, request: web.Request) -> web.StreamResponse:
        message = self.known(request)
        said, files = await self.read_message(request)
        if files or "attachments" in said:
            self.violations.append("what is attached would change")
        message.content, message.flags = said.get("content", message.content), said.get("flags", message.flags)
        return web.json_response(self.shown(message))

    async def one(self, request: web.Request) -> web.StreamResponse:
        return web.json_response(self.shown(self.known(request)))

    async def remove(self, request: web.Request) -> web.StreamResponse:
        del self.messages[self.known(request).id]
        return web.Response(status=204)

    def known(self, request: web.Request) -> Message:
        message = self.messages.get(request.match_info["message"])
        if message is None:
            raise No(404, 10008, "Unknown Message")
        return message

    def shown(self, message: Message) -> dict[str, Any]:
        told: dict[str, Any] = {"id": message.id, "channel_id": self.channel, "content": message.content, "type": 0}
        told |= {"webhook_id": WEBHOOK, "flags": message.flags}
        return told | ({"reactions": message.reactions} if message.reactions else {})

    async def read_message(self, request: web.Request) -> tuple[dict[str, Any], dict[str, tuple[str, bytes]]]:
        """The message, and its files by number."""
        files: dict[str, tuple[str, bytes]] = {}
        if request.content_type == "application/json":
            said = await request.json()
        else:
            form = await request.post()
            said = json.loads(str(form["payload_json"]))
            for name, part in form.items():
                if isinstance(part, web.FileField):
                    files[name.removeprefix("files[").removesuffix("]")] = (part.filename, part.file.read())
        self.judge(said, files)
        return said, files

    def judge(self, said: dict[str, Any], files: dict[str, tuple[str, bytes]]) -> None:
        if not said.keys() <= FIELDS or said.get("allowed_mentions") != {"parse": []}:
            self.violations.append(f"{sorted(said)}: unknown, or somebody would be called")
        if said.get("flags", 0) not in {0, SUPPRESS_EMBEDS}:
            self.violations.append("an unknown flag")
        if len(said.get("content", "")) > TEXT_MOST:
            wrong = {"content": {"_errors": [{"code": "MAX", "message": "Must be 2000 or fewer in length."}]}}
            raise No(400, 50035, "Invalid Form Body", errors=wrong)
        sizes = [len(data) for _, data in files.values()]
        if len(files) > FILES_MOST or any(size > FILE_MOST for size in sizes) or sum(sizes) > ALL_MOST:
            raise No(413, 40005, "Request entity too large")
        for place, one in enumerate(said.get("attachments", ())):
            if len(one.get("description", "")) > ALT_MOST:
                wrong = {"attachments": {str(place): {"description": {"_errors": [{"message": "Too long."}]}}}}
                raise No(400, 50035, "Invalid Form Body", errors=wrong)

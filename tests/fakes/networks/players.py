"""The networks that are played: what each takes, and what it does with it. Faults are not their business."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from core.limits import count
from core.ports import Clock, Count
from tests.fakes.networks import bluesky, discord, mastodon, wordpress
from tests.fakes.networks.faults import Kind
from tests.fakes.networks.journal import Effect, Journal
from tests.fakes.networks.routing import FORM, Locate, Route, Routes, by_account
from tests.fakes.networks.wire import Reply, Request

PAGE = 10


@dataclass
class Desk:
    """A network's own memory."""

    name: str
    base: str
    journal: Journal
    clock: Clock
    looks: int = 2
    """How often a status says "working" before it is done."""
    posts: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)
    keys: dict[tuple[str, str], tuple[bytes, dict[str, Any]]] = field(default_factory=dict)
    drafts: dict[str, dict[str, Any]] = field(default_factory=dict)
    number: int = 0

    def make(self, account: str, request: Request, *, id: str = "", text: str = "") -> dict[str, Any]:
        """Now a reader can see it."""
        self.number += 1
        id = id or f"{self.name}-{self.number}"
        key = request.headers.get("idempotency-key", "")
        at = self.clock.now().isoformat()
        post = {"id": id, "url": f"{self.base}/read/{account}/{id}", "text": text or request.data["text"], "at": at}
        self.posts[account, id] = {**post, "key": key, "media": request.data.get("media", [])}
        self.journal.add(Effect(self.name, account, "published", id, post["text"], key or id, at))
        return {"id": id, "url": post["url"]}

    def create(self, account: str, _: str, request: Request) -> Reply:
        return Reply(201, self.make(account, request))

    def create_once(self, account: str, _: str, request: Request) -> Reply:
        """The same key again: the first answer; with another body: a conflict."""
        key = (account, request.headers["idempotency-key"])
        if key not in self.keys:
            self.keys[key] = (request.body, self.make(account, request))
            return Reply(201, self.keys[key][1])
        body, answer = self.keys[key]
        return (
            Reply(200, answer) if body == request.body else Reply(409, {"error": "This key was used for another post"})
        )

    def create_fitting(self, account: str, _: str, request: Request) -> Reply:
        """The sandbox's limits, as its page in docs/ has them."""
        text, media = request.data["text"], request.data["media"]
        if count(text, Count.GRAPHEMES) > 500 or len(media) > 4 or not (text.strip() or media):
            return Reply(422, {"error": "Longer than 500 characters, more than 4 pictures, or empty"})
        return self.create_once(account, _, request)

    def remove(self, account: str, id: str, request: Request) -> Reply:
        post = self.posts.pop((account, id), None)
        if post is None:
            return Reply(404, {"error": "There is no such post"})
        at = self.clock.now().isoformat()
        self.journal.add(Effect(self.name, account, "removed", id, post["text"], post["key"] or id, at))
        return Reply(204)

    def newest(self, account: str, _: str, request: Request) -> Reply:
        """As `key` narrows it."""
        wanted = request.query.get("key")
        mine = [post for (owner, _), post in self.posts.items() if owner == account and wanted in {None, post["key"]}]
        return Reply(200, {"account": account, "title": f"Page of {account}", "posts": mine[::-1][:50]})

    def page(self, account: str, _: str, request: Request) -> Reply:
        """The newest first, ten at a time: what stood on the first page when it went out may be on a later one now."""
        mine = [post for (owner, _), post in self.posts.items() if owner == account][::-1]
        start = int(request.query.get("from", "0"))
        following = str(start + PAGE) if len(mine) > start + PAGE else ""
        return Reply(200, {"posts": mine[start : start + PAGE], "next": following})

    def one(self, account: str, id: str, request: Request) -> Reply:
        post = self.posts.get((account, id))
        return Reply(200, post) if post else Reply(404, {"error": "There is no such post"})

    # -- the Bot API: one address for each method, the account in the body ---------------------------------------------

    def bot_sends(self, _: str, __: str, request: Request) -> Reply:
        chat = request.data["chat_id"]
        made = self.make(chat, request, id=str(self.number + 1))
        return Reply(200, {"ok": True, "result": {"message_id": int(made["id"]), "chat": self._channel(chat)}})

    def bot_deletes(self, _: str, __: str, request: Request) -> Reply:
        """What is not there is passed over."""
        for id in request.data["message_ids"]:
            self.remove(request.data["chat_id"], str(id), request)
        return Reply(200, {"ok": True, "result": True})

    def bot_tells(self, _: str, __: str, request: Request) -> Reply:
        return Reply(200, {"ok": True, "result": self._channel(request.data["chat_id"])})

    def _channel(self, name: str) -> dict[str, Any]:
        return {"id": -1002300000001, "type": "channel", "title": f"Page of {name}", "username": name}

    def record(self, account: str, _: str, request: Request) -> Reply:
        """The client chose the key; a record is never made twice."""
        if (account, request.data["key"]) in self.posts:
            return Reply(409, {"error": "There is a record of this key already"})
        return Reply(201, self.make(account, request, id=request.data["key"]))

    def container(self, account: str, _: str, request: Request) -> Reply:
        id = f"draft-{len(self.drafts) + 1}"
        self.drafts[id] = {"text": request.data["text"], "status": "READY", "looks": 0}
        return Reply(201, {"id": id})

    def publish(self, account: str, _: str, request: Request) -> Reply:
        draft = self.drafts.get(request.data["container"])
        if draft is None:
            return Reply(404, {"error": "There is no such container"})
        if draft["status"] != "READY":
            return Reply(409, {"error": "This container was published"})
        draft |= {"status": "WORKING", "post": self.make(account, request, text=draft["text"])}
        return Reply(202, {"status": "WORKING"})

    def status(self, account: str, id: str, request: Request) -> Reply:
        draft = self.drafts.get(id)
        if draft is None:
            return Reply(404, {"error": "There is no such container"})
        if draft["status"] == "WORKING":
            draft["looks"] += 1
            draft["status"] = "PUBLISHED" if draft["looks"] > self.looks else "WORKING"
        return Reply(200, {"status": draft["status"], **({"post": draft["post"]} if "post" in draft else {})})


def routes(desk: Desk) -> Routes:
    """What this network answers to, by method and by the path behind the account."""
    return {("DELETE", "posts/*"): Route(Kind.DELETE, desk.remove), **PLAYED[desk.name](desk)}


def idempotent(desk: Desk) -> Routes:
    return {("POST", "posts"): Route(Kind.PUBLIC, desk.create_once, FORM, keyed=True)}


def own_key(desk: Desk) -> Routes:
    return {
        ("POST", "records"): Route(Kind.PUBLIC, desk.record, {"key": str, **FORM}),
        ("GET", "records/*"): Route(Kind.READ, desk.one),
    }


def status(desk: Desk) -> Routes:
    return {
        ("POST", "containers"): Route(Kind.PREPARE, desk.container, FORM),
        ("POST", "publish"): Route(Kind.PUBLIC, desk.publish, {"container": str}),
        ("GET", "containers/*"): Route(Kind.READ, desk.status),
    }


def search(desk: Desk) -> Routes:
    return {
        ("POST", "posts"): Route(Kind.PUBLIC, desk.create, FORM),
        ("GET", "posts"): Route(Kind.READ, desk.page, query=frozenset({"from"})),
    }


def ask(desk: Desk) -> Routes:
    return {("POST", "posts"): Route(Kind.PUBLIC, desk.create, FORM)}


def liar(desk: Desk) -> Routes:
    """Takes a key and does not look at it."""
    return {("POST", "posts"): Route(Kind.PUBLIC, desk.create, FORM, keyed=True)}


def sandbox(desk: Desk) -> Routes:
    """docs/networks/sandbox.md"""
    return {
        ("POST", "posts"): Route(Kind.PUBLIC, desk.create_fitting, {**FORM, "options": dict}, keyed=True),
        ("GET", "posts"): Route(Kind.READ, desk.newest, query=frozenset({"key"})),
        ("GET", "posts/*"): Route(Kind.READ, desk.one),
    }


def telegram(desk: Desk) -> Routes:
    """Of the Bot API what a post without media takes; all of it is played in tests/fakes/telegram."""
    text = {"chat_id": str, "text": str, "disable_notification": bool, "link_preview_options": dict}
    return {
        ("POST", "sendMessage"): Route(Kind.PUBLIC, desk.bot_sends, text),
        ("POST", "deleteMessages"): Route(Kind.DELETE, desk.bot_deletes, {"chat_id": str, "message_ids": list}),
        ("POST", "getChat"): Route(Kind.READ, desk.bot_tells, {"chat_id": str}),
    }


PLAYED: Mapping[str, Callable[[Desk], Routes]] = {
    "fake_idempotent": idempotent,
    "fake_own_key": own_key,
    "fake_status": status,
    "fake_search": search,
    "fake_ask": ask,
    "fake_liar": liar,
    "sandbox": sandbox,
    "telegram": telegram,
    "mastodon": mastodon.mastodon,
    "discord": discord.discord,
    "bluesky": bluesky.bluesky,
    "wordpress": wordpress.wordpress,
}
LOCATED: Mapping[str, Locate] = {
    "sandbox": lambda parts: by_account(parts[1:]),
    "mastodon": mastodon.locate,
    "discord": discord.locate,
    "bluesky": bluesky.locate,
    "wordpress": wordpress.locate,
}
"""The networks whose addresses do not begin with the account."""

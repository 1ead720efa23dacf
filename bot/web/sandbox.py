"""The far end of the network "sandbox": the protocol of docs/networks/sandbox.md, over the journal."""

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import quote

from pydantic import BaseModel, ConfigDict, ValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.web import body
from core.app import App
from core.limits import problems
from core.model import Connection, ConnectionId, Content, Media, MediaKind
from core.networks.sandbox import network
from core.ports import EVERYWHERE
from storage.journal import Journal, SandboxPost

MOST_BYTES = 64 * 1024
KEY = re.compile(r"[A-Za-z0-9._-]{1,64}")
NEWEST = 50
Verify = Callable[[str, str], bool]
"""Whether this (second) is the account's (first) token."""


class _Exactly(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class _Media(_Exactly):
    key: str
    kind: Literal["image", "video"]
    mime: str
    digest: str
    alt: str


class _Post(_Exactly):
    """What a request to publish holds: all of this, and nothing else."""

    text: str
    media: list[_Media]
    options: dict[str, str]


@dataclass(frozen=True, slots=True)
class Desk:
    """What the sandbox works with; `origin` is where its readers reach it."""

    app: App
    journal: Journal
    verify: Verify
    origin: str

    def page(self, account: str) -> str:
        """The address that readers see an account at."""
        return f"{self.origin}/s/{quote(account, safe='')}"

    def url(self, account: str, id: str) -> str:
        """The address that readers see one post at."""
        return f"{self.page(account)}/{id}"

    def media(self, account: str, key: str) -> str:
        """The address of a picture or video that the account shows."""
        return f"{self.page(account)}/media/{quote(key, safe='')}"

    async def account(self, request: Request) -> Connection:
        """The account in the address. Raises `HTTPException(404)`."""
        name = request.path_params["account"]
        found = await self.app.store.find(EVERYWHERE, Connection, network=network.name, account=name, limit=1)
        if not found:
            raise HTTPException(404, "There is no such account")
        return found[0]

    async def owned(self, request: Request) -> Connection:
        """The account in the address, whose token the request bears. Raises `HTTPException` (401, 404)."""
        account = await self.account(request)
        kind, _, token = request.headers.get("authorization", "").partition(" ")
        if kind.lower() != "bearer" or not self.verify(account.account, token.strip()):
            raise HTTPException(401, "No token, or not this account's", {"WWW-Authenticate": "Bearer"})
        return account


def _shown(desk: Desk, post: SandboxPost) -> dict[str, Any]:
    media = [{"key": m.key, "kind": m.kind, "mime": m.mime, "digest": m.digest, "alt": m.alt} for m in post.media]
    return {
        "id": post.id,
        "url": desk.url(post.account, post.id),
        "text": post.text,
        "media": media,
        "options": dict(post.options),
        "key": post.key,
        "at": post.created_at.isoformat(),
    }


async def _listed(desk: Desk, request: Request) -> Response:
    account = await desk.owned(request)
    posts = await desk.journal.newest(account.account, limit=NEWEST, key=request.query_params.get("key"))
    return JSONResponse(
        {"account": account.account, "title": account.title, "posts": [_shown(desk, post) for post in posts]}
    )


async def _publish(desk: Desk, request: Request) -> Response:
    account = await desk.owned(request)
    key, raw = _key(request), await body.read(request, MOST_BYTES)
    data, asked = _read(request, raw)
    if _does_not_fit(account.account, asked):
        limits = network.limits
        raise HTTPException(422, f"At most {limits.text} characters and {limits.images} pictures, and at least one")
    digest = hashlib.sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()
    post, new = await desk.journal.add(
        account.account,
        key,
        digest=digest,
        text=asked.text,
        media=_media(asked),
        options=asked.options,
        now=desk.app.clock.now(),
    )
    if post.hash != digest:
        raise HTTPException(409, "This key was used for another post")
    return JSONResponse({"id": post.id, "url": desk.url(account.account, post.id)}, 201 if new else 200)


def _key(request: Request) -> str:
    key = request.headers.get("idempotency-key", "")
    if not KEY.fullmatch(key):
        raise HTTPException(400, "Idempotency-Key is 1 to 64 of A-Z a-z 0-9 . _ -")
    return key


def _read(request: Request, raw: bytes) -> tuple[Mapping[str, Any], _Post]:
    """The JSON value, and the same as what it must be. Raises `HTTPException(400)`."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise HTTPException(400, "Content-Type is application/json")
    try:
        data = json.loads(raw.decode())
        asked = _Post.model_validate(data)
        json.dumps(data, ensure_ascii=False).encode()  # half a surrogate pair is no text
    except (ValueError, ValidationError, RecursionError) as error:
        raise HTTPException(400, 'The body is {"text", "media", "options"}, all three and no others') from error
    return data, asked


def _media(asked: _Post) -> tuple[Media, ...]:
    return tuple(_medium(m) for m in asked.media)


def _medium(m: _Media) -> Media:
    return Media(key=m.key, kind=MediaKind(m.kind), mime=m.mime, digest=m.digest, alt=m.alt, bytes=0)


def _does_not_fit(account: str, asked: _Post) -> bool:
    content = Content(connection_id=ConnectionId(""), account=account, text=asked.text, media=_media(asked))
    return bool(problems(content, network.limits))


async def _one(desk: Desk, request: Request) -> Response:
    account = await desk.owned(request)
    post = await desk.journal.get(account.account, request.path_params["id"])
    if post is None:
        raise HTTPException(404, "There is no such post")
    return JSONResponse(_shown(desk, post))


async def _remove(desk: Desk, request: Request) -> Response:
    account = await desk.owned(request)
    if not await desk.journal.remove(account.account, request.path_params["id"], desk.app.clock.now()):
        raise HTTPException(404, "There is no such post")
    return Response(status_code=204)


def routes(desk: Desk) -> list[Route]:
    """What networks are sent: all of it needs the account's token."""

    async def posts(request: Request) -> Response:
        return await (_publish if request.method == "POST" else _listed)(desk, request)

    async def post(request: Request) -> Response:
        return await (_remove if request.method == "DELETE" else _one)(desk, request)

    return [
        Route("/s/{account}/posts", posts, methods=["GET", "POST"]),
        Route("/s/{account}/posts/{id}", post, methods=["GET", "DELETE"]),
    ]

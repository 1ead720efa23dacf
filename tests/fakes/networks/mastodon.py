"""A Mastodon server: apps, logins, media that take their time, statuses with a key, threads; strict, with a memory.

After https://docs.joinmastodon.org and the server's own sources. What other kinds of servers do otherwise is `odd`.
"""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from tests.fakes.networks.faults import Kind
from tests.fakes.networks.mastodon_logins import Logins
from tests.fakes.networks.mastodon_texts import counted, parts_of, rendered
from tests.fakes.networks.routing import Route, Routes
from tests.fakes.networks.wire import Reply, Request

if TYPE_CHECKING:
    from tests.fakes.networks.players import Desk

ACCOUNT = "bakery"
KEY_KEPT = timedelta(hours=1)
IDS = ("statuses", "media", "accounts")
UNFINISHED = "Cannot attach files that have not finished processing. Try again in a moment!"


def locate(parts: list[str]) -> tuple[str, str, str] | None:
    """`api/v1/statuses/{id}/source` -> what: `v1/statuses/source`. The account is the token's."""
    if parts[:1] in (["oauth"], [".well-known"]):
        return ACCOUNT, "/".join(parts), ""
    if parts[:1] != ["api"] or len(parts) not in range(3, 6):
        return None
    version, what, *more = parts[1:]
    if what in IDS and more and more[0] != "verify_credentials":
        return ACCOUNT, "/".join([version, what, *more[1:]]), more[0]
    return ACCOUNT, "/".join([version, what, *more]), ""


@dataclass
class Server:
    """`odd`: what it does otherwise than Mastodon."""

    desk: "Desk"
    odd: frozenset[str] = frozenset()
    looks: int = 2
    """How often a video is looked at before it is ready."""
    limit: int = 500
    account: str = ACCOUNT
    """Its id here."""
    title: str = f"Page of {ACCOUNT}"
    instance: dict[str, Any] = field(default_factory=dict)
    """What its description says besides."""
    statuses: list[dict[str, Any]] = field(default_factory=list)
    media: dict[str, dict[str, Any]] = field(default_factory=dict)
    keys: dict[str, tuple[datetime, str]] = field(default_factory=dict)
    logins: Logins = field(init=False)
    replies: list[Reply] = field(default_factory=list)
    """What it says to the next posts, whatever they are."""
    posted: list[dict[str, Any]] = field(default_factory=list)
    """What it was asked to post, each with its `key`."""
    number: int = 0

    def __post_init__(self) -> None:
        self.logins = Logins(self.desk.journal)

    def routes(self) -> Routes:
        """What it answers to."""
        words = {"status": str, "sensitive": bool}
        more = {"media_ids": list, "language": str}
        pages = frozenset({"limit", "exclude_reblogs", "max_id"})
        return {
            ("POST", "v1/statuses"): Route(
                Kind.PUBLIC, self.post, {**words, "visibility": str}, keyed=True,
                optional={**more, "in_reply_to_id": str},
            ),
            ("PUT", "v1/statuses/*"): Route(Kind.PUBLIC, self.put, words, optional={**more, "spoiler_text": str}),
            ("GET", "v1/statuses/*"): Route(Kind.READ, self.show),
            ("GET", "v1/statuses/source/*"): Route(Kind.READ, self.source),
            ("DELETE", "v1/statuses/*"): Route(Kind.DELETE, self.delete, query=frozenset({"delete_media"})),
            ("GET", "v1/accounts/statuses/*"): Route(Kind.READ, self.own, query=pages),
            ("GET", "v1/accounts/verify_credentials"): Route(Kind.READ, self.me),
            ("POST", "v2/media"): Route(Kind.PREPARE, self.upload, own=True),
            ("POST", "v1/media"): Route(Kind.PREPARE, self.upload, own=True),
            ("GET", "v1/media/*"): Route(Kind.READ, self.look),
            ("GET", "v2/instance"): Route(Kind.READ, self.describe, open=True),
            ("GET", "v1/instance"): Route(Kind.READ, self.describe_older, open=True),
            ("POST", "v1/apps"): Route(Kind.PREPARE, self.logins.register, own=True, open=True),
            ("POST", "oauth/token"): Route(Kind.PREPARE, self.logins.token, own=True, open=True),
            ("POST", "oauth/revoke"): Route(Kind.DELETE, self.logins.revoke, own=True, open=True),
        }  # fmt: skip

    # -- statuses --------------------------------------------------------------------------------------------------

    def post(self, account: str, _: str, request: Request) -> Reply:
        data, key, now = request.data, request.headers["idempotency-key"], self.desk.clock.now()
        self.posted.append({**data, "key": key})
        if self.replies:
            return self.replies.pop(0)
        kept = self.keys.get(key)
        if kept is not None and now - kept[0] < KEY_KEPT and "keyless" not in self.odd:
            there = self._status(kept[1])
            return Reply(200, there) if there else Reply(404, {"error": "Record not found"})
        refused = self._refused(data)
        if refused is not None:
            return refused
        id = self._next()
        url = f"{self.desk.base}/@{account}/{id}"
        media = [self.media[one] for one in data.get("media_ids", [])]
        for one in media:
            one["status"] = id
        status = {
            "id": id, "url": url, "uri": url, "created_at": f"{now:%Y-%m-%dT%H:%M:%S}.{now.microsecond // 1000:03}Z",
            "in_reply_to_id": data.get("in_reply_to_id"), "visibility": data["visibility"],
            "sensitive": data["sensitive"], "spoiler_text": "", "language": data.get("language", "en"),
            "content": rendered(data["status"]), "media_attachments": [_shown(one) for one in media],
            "favourites_count": 0, "reblogs_count": 0, "replies_count": 0, "edited_at": None,
        }  # fmt: skip
        self.statuses.append({**status, "text": data["status"].strip()})
        for parent in self.statuses:
            parent["replies_count"] += parent["id"] == data.get("in_reply_to_id")
        self.keys[key] = now, id
        self.desk.make(account, request, id=id, text=data["status"] or "(no words)")
        return Reply(200, status)

    def _refused(self, data: dict[str, Any]) -> Reply | None:
        text, media = data["status"], data.get("media_ids", [])
        if data.get("visibility", "public") not in {"public", "unlisted", "private", "direct"}:
            return _invalid("Visibility is not included in the list")
        if not text.strip() and not media:
            return _invalid("Text can't be blank")
        if counted(text) > self.limit:
            return _invalid(f"Text character limit of {self.limit} exceeded")
        if (before := data.get("in_reply_to_id")) is not None and self._status(before) is None:
            return Reply(404, {"error": "Record not found"})
        return self._media_refused(media)

    def _media_refused(self, ids: list[str]) -> Reply | None:
        found = [self.media.get(id) for id in ids]
        if len(ids) > 4:
            return _invalid("Cannot attach more than 4 files")
        if any(one is None or one["status"] for one in found):
            return _invalid("Media not found")
        if len(ids) > 1 and any(one["type"] == "video" for one in found if one):
            return _invalid("Cannot attach a video to a post that already contains images")
        if any(one["looks"] for one in found if one):
            german = "Dateien, die noch nicht verarbeitet wurden, können nicht angehängt werden."
            return Reply(422, {"error": german if "german" in self.odd else UNFINISHED})
        return None

    def put(self, account: str, id: str, request: Request) -> Reply:
        """What is not said again is taken out of it."""
        status, data = self._own(id), request.data
        if status is None:
            return Reply(404, {"error": "Record not found"})
        kept = [one for one in status["media_attachments"] if one["id"] in data.get("media_ids", [])]
        if not data["status"].strip() and not kept:
            return _invalid("Text can't be blank")
        if counted(data["status"]) > self.limit:
            return _invalid(f"Text character limit of {self.limit} exceeded")
        status |= {"media_attachments": kept, "sensitive": data["sensitive"], "content": rendered(data["status"])}
        status |= {"text": data["status"].strip(), "spoiler_text": data.get("spoiler_text", "")}
        status["edited_at"] = self.desk.clock.now().isoformat()
        return Reply(200, self._status(id))

    def show(self, account: str, id: str, request: Request) -> Reply:
        status = self._status(id)
        return Reply(200, status) if status else Reply(404, {"error": "Record not found"})

    def source(self, account: str, id: str, request: Request) -> Reply:
        status = None if "sourceless" in self.odd else self._own(id)
        if status is None:
            return Reply(404, {"error": "Record not found"})
        return Reply(200, {"id": id, "text": status["text"], "spoiler_text": status["spoiler_text"]})

    def delete(self, account: str, id: str, request: Request) -> Reply:
        status = self._own(id)
        if status is None:
            return Reply(404, {"error": "Record not found"})
        self.statuses.remove(status)
        self.desk.remove(account, id, request)
        return Reply(200, {name: value for name, value in status.items() if name != "content"})

    def own(self, account: str, id: str, request: Request) -> Reply:
        """The newest first."""
        if id != self.account:
            return Reply(404, {"error": "Record not found"})
        found, end = self.statuses[::-1], request.query.get("max_id")
        ids = [status["id"] for status in found]
        found = found[ids.index(end) + 1 :] if end in ids else found
        return Reply(200, [self._status(status["id"]) for status in found[: int(request.query["limit"])]])

    def _own(self, id: str) -> dict[str, Any] | None:
        return next((status for status in self.statuses if status["id"] == id), None)

    def _status(self, id: str) -> dict[str, Any] | None:
        status = self._own(id)
        return None if status is None else {name: value for name, value in status.items() if name != "text"}

    def _next(self) -> str:
        self.number += 1
        # As long as a snowflake; elsewhere, letters.
        return f"AkxQ{self.number:05}zv" if "letters" in self.odd else str(10**17 + self.number)

    # -- media -----------------------------------------------------------------------------------------------------

    def upload(self, account: str, _: str, request: Request) -> Reply:
        older = request.parts[1] == "v1"
        if older != ("older_media" in self.odd):
            return Reply(404, {"error": "Not found"})
        given = parts_of(request)
        file, mime = given["file"]
        kind = mime.partition("/")[0]
        if kind not in {"image", "video"} or not file:
            return _invalid("File content type is invalid")
        description = given.get("description", (b"", ""))[0].decode()
        if len(description) > 1500 or given.keys() - {"file", "description"}:
            return _invalid("Description is too long (maximum is 1500 characters)")
        id = self._next()
        looks = self.looks if kind == "video" else 0
        self.media[id] = {
            "id": id, "type": kind, "description": description or None, "digest": hashlib.sha256(file).hexdigest(),
            "looks": looks, "status": "", "broken": False,
        }  # fmt: skip
        return Reply(202 if looks and "hasty" not in self.odd else 200, _shown(self.media[id]))

    def look(self, account: str, id: str, request: Request) -> Reply:
        one = self.media.get(id)
        if one is None or one["status"]:
            return Reply(404, {"error": "Record not found"})
        if one["broken"]:
            return Reply(422, {"error": "Error processing thumbnail for uploaded media"})
        one["looks"] = max(0, one["looks"] - 1)
        return Reply(206 if one["looks"] else 200, _shown(one))

    # -- the server and the account ----------------------------------------------------------------------------------

    def describe(self, account: str, _: str, request: Request) -> Reply:
        if "older" in self.odd:
            return Reply(404, {"error": "Not found"})
        return Reply(200, {"domain": "social.example", "title": "Social", "version": "4.5.2", **self.instance})

    def describe_older(self, account: str, _: str, request: Request) -> Reply:
        return Reply(200, {"uri": "social.example", "title": "Social", "version": "2.7.2 (other)", **self.instance})

    def me(self, account: str, _: str, request: Request) -> Reply:
        page = f"https://social.example/@{account}"
        names = {"username": account, "acct": account, "display_name": self.title}
        return Reply(200, {"id": account, **names, "url": page, "followers_count": 5})


def mastodon(desk: "Desk") -> Routes:
    """As `Played` asks for it."""
    return Server(desk).routes()


def _invalid(why: str) -> Reply:
    return Reply(422, {"error": f"Validation failed: {why}"})


def _shown(one: dict[str, Any]) -> dict[str, Any]:
    url = None if one["looks"] else f"https://files.example/{one['id']}"
    return {"id": one["id"], "type": one["type"], "url": url, "description": one["description"]}

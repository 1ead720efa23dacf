"""Of a WordPress site what a post without files takes; more of it is played in wordpress_site.py."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.fakes.networks.faults import Kind
from tests.fakes.networks.routing import Route, Routes
from tests.fakes.networks.wire import Reply, Request

if TYPE_CHECKING:
    from tests.fakes.networks.players import Desk

ACCOUNT = "bakery"
NO_POST = Reply(404, {"code": "rest_post_invalid_id", "message": "Invalid post ID.", "data": {"status": 404}})
WORDS = {"title": str, "content": str, "status": str}
READING = frozenset({"context", "_fields"})


def locate(parts: list[str]) -> tuple[str, str, str] | None:
    """`wp/v2/posts/{id}`, or the root: a site is one account."""
    if parts in ([], [""]):
        return ACCOUNT, "", ""
    if parts[:2] != ["wp", "v2"] or len(parts) not in {3, 4}:
        return None
    return ACCOUNT, parts[2], parts[3] if len(parts) == 4 else ""


@dataclass(frozen=True)
class Site:
    """What a site does with a post."""

    desk: "Desk"

    def draft(self, account: str, _: str, request: Request) -> Reply:
        if request.data["status"] != "draft":
            return Reply(400, {"code": "rest_invalid_param", "message": "In one go, readers could see it twice"})
        drafts, slug = self.desk.drafts, request.data["slug"]
        id = len(drafts) + 1
        taken = any(one["slug"] == slug and one["status"] == "publish" for one in drafts.values())
        named = {"id": id, "slug": f"{slug}-2" if taken else slug, "link": f"{self.desk.base}/?p={id}"}
        drafts[str(id)] = {**request.data, **named}
        return Reply(201, told(drafts[str(id)]))

    def show(self, account: str, id: str, request: Request) -> Reply:
        """Again has no second effect."""
        if (post := self.desk.drafts.get(id)) is None:
            return NO_POST
        if post["status"] != "publish":
            self.desk.make(account, request, id=id, text=request.data["title"])
        post |= {**request.data, "link": f"{self.desk.base}/{post['slug']}/"}
        return Reply(200, told(post))

    def listed(self, account: str, _: str, request: Request) -> Reply:
        wanted = request.query["slug"], request.query["status"]
        found = [told(one) for one in self.desk.drafts.values() if (one["slug"], one["status"]) == wanted]
        return Reply(200, found)

    def one(self, account: str, id: str, request: Request) -> Reply:
        post = self.desk.drafts.get(id)
        return NO_POST if post is None else Reply(200, told(post))

    def binned(self, account: str, id: str, request: Request) -> Reply:
        if (post := self.desk.drafts.get(id)) is None:
            return NO_POST
        if post["status"] == "trash":
            return Reply(410, {"code": "rest_already_trashed", "message": "The post has already been deleted."})
        self.desk.remove(account, id, request)
        post["status"] = "trash"
        return Reply(200, told(post))

    def me(self, account: str, _: str, request: Request) -> Reply:
        return Reply(200, {"id": 1, "roles": ["author"], "capabilities": {"publish_posts": True}})

    def about(self, account: str, _: str, request: Request) -> Reply:
        return Reply(200, {"name": f"Page of {account}"})


def told(post: dict[str, Any]) -> dict[str, Any]:
    """A post as the API gives it."""
    return {name: post[name] for name in ("id", "slug", "status", "link")}


def wordpress(desk: "Desk") -> Routes:
    """https://developer.wordpress.org/rest-api/reference/posts"""
    site = Site(desk)
    return {
        ("GET", ""): Route(Kind.READ, site.about, query=READING),
        ("GET", "users/*"): Route(Kind.READ, site.me, query=READING),
        ("GET", "posts"): Route(Kind.READ, site.listed, query=READING | {"slug", "status"}),
        ("GET", "posts/*"): Route(Kind.READ, site.one, query=READING),
        ("POST", "posts"): Route(Kind.PREPARE, site.draft, {**WORDS, "slug": str}, query=READING),
        ("POST", "posts/*"): Route(Kind.PUBLIC, site.show, WORDS, query=READING),
        ("DELETE", "posts/*"): Route(Kind.DELETE, site.binned),
    }

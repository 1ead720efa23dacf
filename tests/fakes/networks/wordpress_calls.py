"""The REST API of a played WordPress: who may do what, and what it says to whom it does not know."""

import base64
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aiohttp import web

if TYPE_CHECKING:
    from tests.fakes.networks.wordpress_site import Site, Sites

POST_FIELDS = frozenset({"title", "content", "slug", "status", "featured_media"})
QUERY = frozenset({"_fields", "context", "slug", "status", "per_page", "post", "force", "rest_route"})
PUBLIC = "publish"


class No(Exception):
    """A refusal of the API."""

    def __init__(self, status: int, code: str, message: str = "No.") -> None:
        super().__init__(code)
        self.status, self.said = status, {"code": code, "message": message, "data": {"status": status}}


@dataclass
class Call:
    """One request to an API."""

    sites: "Sites"
    site: "Site"
    request: web.Request

    async def answered(self, route: str) -> web.StreamResponse:
        if not self.site.open:
            raise No(401, "rest_cannot_access", "Only logged in users.")
        if unknown := self.request.query.keys() - QUERY:
            self.sites.violations.append(f"unknown query {sorted(unknown)}")
        if "Cookie" in self.request.headers or "Bearer" in self.request.headers.get("Authorization", ""):
            self.sites.violations.append("a credential that is none of a site's")
        for pattern, run in ROUTES.items():
            if found := re.fullmatch(pattern, f"{self.request.method} {route}"):
                status, data, headers = await run(self, *found.groups())
                return web.json_response(self.fields(data), status=status, headers=headers)
        raise No(404, "rest_no_route", "No route was found matching the URL and request method.")

    def fields(self, data: Any) -> Any:
        wanted = self.request.query.get("_fields")
        if wanted is None:
            return data
        rows = data if isinstance(data, list) else [data]
        cut = [{name: row[name] for name in wanted.split(",") if name in row} for row in rows]
        return cut if isinstance(data, list) else cut[0]

    def me(self) -> str:
        """Who it is; "" nobody: what is not understood is passed over, as by WordPress itself."""
        given = self.request.headers.get("Authorization", "")
        if self.site.strips or not given.startswith("Basic "):
            return ""
        login, _, password = base64.b64decode(given[6:]).decode().partition(":")
        owner = self.site.passwords.get(password, ("", "", ""))[0]
        return login if login == owner else ""

    def must(self, capability: str, code: str = "rest_cannot_create") -> str:
        if not (login := self.me()):
            raise No(401, code)
        if capability not in self.site.users[login]:
            raise No(403, code)
        return login

    async def body(self, allowed: frozenset[str]) -> dict[str, Any]:
        given: dict[str, Any] = await self.request.json()
        if unknown := given.keys() - allowed:
            self.sites.violations.append(f"unknown fields {sorted(unknown)}")
        return given

    # -- routes --------------------------------------------------------------------------------------------------------

    async def index(self) -> "Told":
        where = self.site.authorizes_at or f"{self.site.home}/wp-admin/authorize-application.php"
        ways = {"application-passwords": {"endpoints": {"authorization": where}}} if self.site.apps else []
        about = {"name": self.site.name, "url": self.site.home, "home": self.site.home, "authentication": ways}
        return 200, {**about, "namespaces": ["oembed/1.0", "wp/v2"]}, {}

    async def who(self) -> "Told":
        if not (login := self.me()):
            raise No(401, "rest_not_logged_in")
        return 200, {"id": 1, "name": login, "capabilities": dict.fromkeys(self.site.users[login], True)}, {}

    async def introspect(self) -> "Told":
        if self.site.old:
            raise No(404, "rest_no_route")
        self.must("read", "rest_not_logged_in")
        password = base64.b64decode(self.request.headers["Authorization"][6:]).decode().partition(":")[2]
        return 200, {"uuid": self.site.passwords[password][1]}, {}

    async def forget(self, which: str) -> "Told":
        self.must("read", "rest_not_logged_in")
        found = [one for one, (_, known, _) in self.site.passwords.items() if known == which]
        if not found:
            raise No(404, "rest_application_password_not_found")
        del self.site.passwords[found[0]]
        return 200, {"deleted": True}, {}

    async def posts(self) -> "Told":
        if not self.me():
            raise No(400, "rest_invalid_param", "Invalid parameter(s): status")
        wanted = self.request.query["slug"], self.request.query["status"]
        return 200, [one for one in self.site.posts.values() if (one["slug"], one["status"]) == wanted], {}

    async def draft(self) -> "Told":
        self.must("edit_posts")
        given, id = await self.body(POST_FIELDS), len(self.site.posts) + 10
        taken = any(one["slug"] == given["slug"] for one in self.site.shown())
        if given["status"] != "draft":
            self.sites.violations.append("a post in one request, which readers could see twice")
        slug = f"{given['slug']}-2" if taken else given["slug"]
        self.site.posts[id] = {**given, "id": id, "slug": slug, "link": f"{self.site.home}/?p={id}"}
        return 201, self.site.posts[id], {}

    async def show(self, id: str) -> "Told":
        post = self.post(id, "edit_posts")
        given = await self.body(POST_FIELDS)
        if given.get("status") == PUBLIC:
            self.must("publish_posts", "rest_cannot_publish")
            given["status"] = "pending" if self.site.holds else "future" if self.site.slow else PUBLIC
            given["link"] = f"{self.site.home}/{post['slug']}/"
        post.update(given)
        return 200, post, {}

    async def one(self, id: str) -> "Told":
        return 200, self.post(id, "edit_posts"), {}

    async def binned(self, id: str) -> "Told":
        post = self.post(id, "edit_posts")
        if self.request.query.get("force") == "true":
            return 200, self.site.posts.pop(int(id)), {}
        if not self.site.bin:
            raise No(501, "rest_trash_not_supported", "The post does not support trashing.")
        if post["status"] == "trash":
            raise No(410, "rest_already_trashed")
        post["status"] = "trash"
        return 200, post, {}

    def post(self, id: str, capability: str) -> dict[str, Any]:
        self.must(capability, "rest_forbidden_context")
        if int(id) not in self.site.posts:
            raise No(404, "rest_post_invalid_id", "Invalid post ID.")
        return self.site.posts[int(id)]

    async def files(self) -> "Told":
        self.must("edit_posts", "rest_forbidden_context")
        names = self.request.query["slug"].split(",")
        return 200, [one for one in self.site.media.values() if one["slug"] in names], {}

    async def upload(self) -> "Told":
        self.must("upload_files")
        form = await self.request.post()
        if (self.request.content_length or 0) > self.site.form_most:
            raise No(400, "rest_upload_no_content_disposition", "No Content-Disposition supplied.")
        file, id = form["file"], len(self.site.media) + 500
        assert isinstance(file, web.FileField)
        data = file.file.read()
        if len(data) > self.site.file_most:
            said = "The uploaded file exceeds the upload_max_filesize directive in php.ini."
            raise No(500, "rest_upload_unknown_error", said)
        url = f"{self.site.home}/wp-content/uploads/{file.filename}"
        words = {name: str(form[name]) for name in ("slug", "title", "alt_text")}
        self.site.media[id] = {**words, "id": id, "source_url": url, "data": len(data)}
        return 201, self.site.media[id], {}

    async def counted(self) -> "Told":
        total = self.site.comments.get(int(self.request.query["post"]), 0)
        return 200, [{"id": 1}][:total], {"X-WP-Total": str(total)}


Told = tuple[int, Any, dict[str, str]]
ROUTES: dict[str, Any] = {
    r"GET /": Call.index,
    r"GET /wp/v2/users/me": Call.who,
    r"GET /wp/v2/users/me/application-passwords/introspect": Call.introspect,
    r"DELETE /wp/v2/users/me/application-passwords/([\w-]+)": Call.forget,
    r"GET /wp/v2/posts": Call.posts,
    r"POST /wp/v2/posts": Call.draft,
    r"GET /wp/v2/posts/(\d+)": Call.one,
    r"POST /wp/v2/posts/(\d+)": Call.show,
    r"DELETE /wp/v2/posts/(\d+)": Call.binned,
    r"GET /wp/v2/media": Call.files,
    r"POST /wp/v2/media": Call.upload,
    r"GET /wp/v2/comments": Call.counted,
}

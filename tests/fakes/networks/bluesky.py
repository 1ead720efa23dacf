"""Of an account's server what a post without media takes; with the login and files it is tests/fakes/oauth/atproto."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.fakes.networks.faults import Kind
from tests.fakes.networks.routing import Route, Routes
from tests.fakes.networks.wire import Reply, Request

if TYPE_CHECKING:
    from tests.fakes.networks.players import Desk

POST = "app.bsky.feed.post"
PROFILE = "app.bsky.actor.profile"


def locate(parts: list[str]) -> tuple[str, str, str] | None:
    """`xrpc/{name}`: the account stands in the body or the query."""
    return ("", parts[1], "") if len(parts) == 2 and parts[0] == "xrpc" else None


@dataclass(frozen=True)
class Server:
    """https://docs.bsky.app/docs/api/com-atproto-repo-create-record"""

    desk: "Desk"

    def create(self, _: str, __: str, request: Request) -> Reply:
        """A used key is no conflict there but a failure of the server's."""
        repo, key, record = request.data["repo"], request.data["rkey"], request.data["record"]
        if record.keys() != {"$type", "text", "createdAt"} or record["$type"] != POST:
            return Reply(400, {"error": "InvalidRequest", "message": f"Invalid {POST} record"})
        if (repo, key) in self.desk.posts:
            return Reply(500, {"error": "InternalServerError", "message": "Internal Server Error"})
        self.desk.make(repo, request, id=key, text=record["text"])
        return Reply(200, named(repo, key))

    def get(self, _: str, __: str, request: Request) -> Reply:
        repo, key = request.query["repo"], request.query["rkey"]
        if request.query["collection"] == PROFILE:
            return Reply(200, {**named(repo, key, PROFILE), "value": {"displayName": f"Page of {repo}"}})
        if (repo, key) not in self.desk.posts:
            return Reply(400, {"error": "RecordNotFound", "message": f"Could not locate record: at://{repo}/{key}"})
        return Reply(200, {**named(repo, key), "value": {"text": self.desk.posts[repo, key]["text"]}})

    def remove(self, _: str, __: str, request: Request) -> Reply:
        """What is not there needs nothing done."""
        self.desk.remove(request.data["repo"], request.data["rkey"], request)
        return Reply(200, {})

    def describe(self, _: str, __: str, request: Request) -> Reply:
        return Reply(200, {"did": request.query["repo"], "handle": "bakery.test", "handleIsCorrect": True})


def bluesky(desk: "Desk") -> Routes:
    server, record = Server(desk), {"repo": str, "collection": str, "rkey": str}
    return {
        ("POST", "com.atproto.repo.createRecord"): Route(Kind.PUBLIC, server.create, {**record, "record": dict}),
        ("GET", "com.atproto.repo.getRecord"): Route(Kind.READ, server.get, query=frozenset(record)),
        ("POST", "com.atproto.repo.deleteRecord"): Route(Kind.DELETE, server.remove, record),
        ("GET", "com.atproto.repo.describeRepo"): Route(Kind.READ, server.describe, query=frozenset({"repo"})),
    }


def named(repo: str, key: str, collection: str = POST) -> dict[str, str]:
    return {"uri": f"at://{repo}/{collection}/{key}", "cid": f"bafyrei{key}"}

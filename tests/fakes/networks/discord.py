"""Of Discord what a webhook does with a post without files; all of it is played in tests/networks/test_discord.py."""

from typing import TYPE_CHECKING

from tests.fakes.networks.faults import Kind
from tests.fakes.networks.routing import Route, Routes
from tests.fakes.networks.wire import Reply, Request

if TYPE_CHECKING:
    from tests.fakes.networks.players import Desk

ACCOUNT = "bakery"
"""The channel's id, which accounts end in."""
GUILD = "1300000000000000001"


def locate(parts: list[str]) -> tuple[str, str, str] | None:
    """`api/v10/webhooks/own/key/messages/{id}`: the account is the webhook."""
    if parts[:5] != ["api", "v10", "webhooks", "own", "key"] or len(parts) not in {5, 7}:
        return None
    return (ACCOUNT, "", "") if len(parts) == 5 else (ACCOUNT, parts[5], parts[6])


def discord(desk: "Desk") -> Routes:
    """https://docs.discord.com/developers/resources/webhook"""

    def execute(account: str, _: str, request: Request) -> Reply:
        made = desk.make(account, request, id=str(desk.number + 1), text=request.data["content"])
        return Reply(200, {"id": made["id"], "channel_id": account, "content": request.data["content"]})

    def remove(account: str, id: str, request: Request) -> Reply:
        reply = desk.remove(account, id, request)
        return reply if reply.status == 204 else Reply(404, {"code": 10008, "message": "Unknown Message"})

    def tell(account: str, _: str, request: Request) -> Reply:
        name = f"Page of {account}"
        return Reply(200, {"id": "1", "type": 1, "name": name, "guild_id": GUILD, "channel_id": account})

    return {
        ("POST", ""): Route(
            Kind.PUBLIC, execute, {"content": str, "allowed_mentions": dict}, query=frozenset({"wait"})
        ),
        ("GET", ""): Route(Kind.READ, tell),
        ("DELETE", "messages/*"): Route(Kind.DELETE, remove),
    }

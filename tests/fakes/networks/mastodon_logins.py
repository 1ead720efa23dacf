"""Of a played Mastodon server: apps, and the logins with them. https://docs.joinmastodon.org/methods/oauth/"""

import base64
import hashlib
from dataclasses import dataclass, field
from urllib.parse import parse_qs, parse_qsl, urlsplit

from tests.fakes.networks.journal import Journal
from tests.fakes.networks.trying import TOKEN
from tests.fakes.networks.wire import Reply, Request


@dataclass
class Logins:
    """Each code works once, for the app and the browser that asked for it."""

    journal: Journal
    apps: dict[str, dict[str, str]] = field(default_factory=dict)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    tokens: set[str] = field(default_factory=set)

    def register(self, account: str, _: str, request: Request) -> Reply:
        given = dict(parse_qsl(request.body.decode()))
        if not {"client_name", "redirect_uris", "scopes"} <= given.keys() <= {
            "client_name", "redirect_uris", "scopes", "website",
        }:  # fmt: skip
            self.journal.object("an app with other fields")
            return Reply(422, {"error": "Validation failed: Name can't be blank"})
        id = f"app-{len(self.apps) + 1}"
        self.apps[id] = {**given, "client_secret": f"secret-of-{id}"}
        return Reply(
            200, {"id": "1", "client_id": id, "client_secret": f"secret-of-{id}", "name": given["client_name"]}
        )

    def authorize(self, url: str) -> str:
        """What a person does in a browser who says yes there: gives the code."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
        app = self.apps[asked["client_id"]]
        assert (asked["response_type"], asked["code_challenge_method"]) == ("code", "S256")
        assert asked["redirect_uri"] == app["redirect_uris"]
        assert set(asked["scope"].split()) <= set(app["scopes"].split())
        code = f"code-{len(self.codes) + 1}"
        self.codes[code] = asked
        return code

    def token(self, account: str, _: str, request: Request) -> Reply:
        given = dict(parse_qsl(request.body.decode()))
        app = self.apps.get(given.get("client_id", ""))
        if app is None or app["client_secret"] != given.get("client_secret"):
            return Reply(401, {"error": "invalid_client", "error_description": "Client authentication failed"})
        if given["grant_type"] == "client_credentials":
            return Reply(200, {"access_token": "of-the-app", "token_type": "Bearer", "scope": "read"})
        asked = self.codes.pop(given.get("code", ""), None)
        if asked is None or asked["redirect_uri"] != given["redirect_uri"] or not _proved(asked, given):
            return Reply(400, {"error": "invalid_grant", "error_description": "The authorization grant is invalid"})
        made = {"token_type": "Bearer", "scope": asked["scope"], "created_at": 1573979017}
        return Reply(200, {"access_token": self._issue(), **made})

    def _issue(self) -> str:
        self.tokens.add(TOKEN)
        return TOKEN

    def revoke(self, account: str, _: str, request: Request) -> Reply:
        given = dict(parse_qsl(request.body.decode()))
        app = self.apps.get(given.get("client_id", ""))
        if app is None or app["client_secret"] != given.get("client_secret"):
            return Reply(403, {"error": "unauthorized_client"})
        self.tokens.discard(given["token"])
        return Reply(200, {})


def _proved(asked: dict[str, str], given: dict[str, str]) -> bool:
    digest = hashlib.sha256(given.get("code_verifier", "").encode()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode() == asked["code_challenge"]

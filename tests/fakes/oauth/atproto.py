"""A strict server of the AT Protocol on loopback: resolver, directory, authorization server and accounts in one place.

PAR, PKCE, DPoP with a nonce of its own for the login and for the accounts, tokens bound to keys; records and blobs.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from aiohttp import web

from tests.fakes.oauth import records
from tests.fakes.oauth.proofs import Proofs, Wrong
from tests.fakes.oauth.provider import Form, Given, Handler, Provider, Refusal

ANNA = "did:plc:ewvi7nxzyoun6zhxrhs64oiz"
SCOPES = ["atproto", "transition:generic"]


@dataclass
class Account:
    """Somebody who lives there."""

    did: str = ANNA
    handle: str = "anna.test"
    claims: str = ""
    """Another handle in the document than the one that resolves to it."""
    home: str = ""
    """Another server in the document."""
    display: str = "Anna's bakery"
    state: str = ""
    records: dict[str, dict[str, Any]] = field(default_factory=dict)
    blobs: dict[str, tuple[str, int]] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)


@dataclass
class Atproto(Provider):
    """`documents`: client id -> what lies there, as the server would read it."""

    names_itself: bool = True
    accounts: list[Account] = field(default_factory=lambda: [Account()])
    documents: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    metadata: dict[str, Any] = field(default_factory=dict)
    """What the authorization server says of itself instead; None leaves it out."""
    login: Proofs = field(default_factory=Proofs)
    home: Proofs = field(default_factory=lambda: Proofs(nonce="home-1"))
    pushed: dict[str, Form] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def routes(self) -> list[web.RouteDef]:
        xrpc = "/xrpc/com.atproto."
        return [
            web.get("/.well-known/oauth-protected-resource", self.resource),
            web.get("/.well-known/oauth-authorization-server", self.about),
            web.get("/.well-known/did.json", self.document),
            web.post("/oauth/par", self.par),
            web.post("/oauth/token", self.token),
            web.post("/oauth/revoke", self.revoke),
            web.get(f"{xrpc}identity.resolveHandle", self.resolve),
            web.get(f"{xrpc}repo.describeRepo", self.describe),
            web.get(f"{xrpc}repo.getRecord", self.get),
            web.post(f"{xrpc}repo.createRecord", self.at_home(self.create)),
            web.post(f"{xrpc}repo.deleteRecord", self.at_home(self.delete)),
            web.post(f"{xrpc}repo.uploadBlob", self.at_home(self.upload)),
            web.get("/xrpc/app.bsky.feed.getPosts", self.at_home(self.count)),
            web.get("/did:plc:{rest}", self.document),
        ]

    # -- who is who ----------------------------------------------------------------------------------------------------

    def of(self, name: str) -> Account:
        account = next((one for one in self.accounts if name in {one.did, one.handle}), None)
        if account is None:
            raise Refusal("InvalidRequest", said="Unable to resolve handle")
        return account

    async def resolve(self, request: web.Request) -> web.Response:
        self.asked.append(request.query["handle"])
        return web.json_response({"did": self.of(request.query["handle"]).did})

    async def document(self, request: web.Request) -> web.Response:
        account = self.of(request.path.strip("/"))
        home = {
            "id": "#atproto_pds",
            "type": "AtprotoPersonalDataServer",
            "serviceEndpoint": account.home or self.origin,
        }
        names = [f"at://{account.claims or account.handle}"]
        return web.json_response({"id": account.did, "alsoKnownAs": names, "service": [home]})

    async def resource(self, _: web.Request) -> web.Response:
        return web.json_response({"resource": self.origin, "authorization_servers": [self.origin]})

    async def about(self, _: web.Request) -> web.Response:
        said = {
            "issuer": self.origin,
            "authorization_endpoint": f"{self.origin}/oauth/authorize",
            "token_endpoint": f"{self.origin}/oauth/token",
            "revocation_endpoint": f"{self.origin}/oauth/revoke",
            "pushed_authorization_request_endpoint": f"{self.origin}/oauth/par",
            "require_pushed_authorization_requests": True,
            "response_types_supported": ["code"],
            "grant_types_supported": ["authorization_code", "refresh_token"],
            "code_challenge_methods_supported": ["S256"],
            "dpop_signing_alg_values_supported": ["ES256"],
            "token_endpoint_auth_methods_supported": ["none", "private_key_jwt"],
            "scopes_supported": SCOPES,
            "authorization_response_iss_parameter_supported": True,
            "client_id_metadata_document_supported": True,
            "protected_resources": [self.origin],
        } | self.metadata
        return web.json_response({name: value for name, value in said.items() if value is not None})

    # -- the login -----------------------------------------------------------------------------------------------------

    async def par(self, request: web.Request) -> web.Response:
        form = await self.read(request)
        bound = self.proved(request, self.login, None)
        client = self.authenticated(request, form)
        document = self.client(client)
        if form["redirect_uri"] not in document["redirect_uris"]:
            raise Refusal("invalid_request", said="Invalid redirect_uri")
        if unknown := set(form["scope"].split()) - set(document["scope"].split()):
            raise Refusal("invalid_scope", said=f"{unknown} is not declared in the client metadata")
        if form["response_type"] != "code" or form["code_challenge_method"] != "S256" or not form["state"]:
            raise Refusal("invalid_request")
        uri = f"urn:ietf:params:oauth:request_uri:req-{len(self.pushed)}"
        self.pushed[uri] = {**form, "bound": bound}
        return self.with_nonce(web.json_response({"request_uri": uri, "expires_in": 299}, status=201), self.login)

    def person(self, url: str, *, scope: str | None = None, who: str = ANNA) -> dict[str, str]:
        """Logs in as `who`, whoever was expected. What was pushed works once."""
        parts = urlsplit(url)
        asked = dict(parse_qsl(parts.query, strict_parsing=True))
        assert f"{parts.scheme}://{parts.netloc}{parts.path}" == f"{self.origin}/oauth/authorize"
        assert asked.keys() == {"client_id", "request_uri"}
        form = self.pushed.pop(asked["request_uri"])
        assert form["client_id"] == asked["client_id"]
        challenge, agreed = form["code_challenge"], scope or form["scope"]
        given = Given(form["client_id"], form["redirect_uri"], agreed, challenge, who=who, bound=form["bound"])
        return self.sent_back(given, form["state"])

    def check(self, request: web.Request, form: Form, given: Given) -> None:
        if self.proved(request, self.login, None) != given.bound:
            raise Refusal("invalid_grant", said="DPoP key mismatch")

    async def token(self, request: web.Request) -> web.Response:
        # Before the code or the refresh token is used up: a proof without the right nonce costs nothing.
        self.fresh(request, self.login)
        return self.with_nonce(await super().token(request), self.login)

    async def revoke(self, request: web.Request) -> web.Response:
        self.fresh(request, self.login)
        return self.with_nonce(await super().revoke(request), self.login)

    def issued(self, given: Given) -> dict[str, Any]:
        theirs = {"token_type": "DPoP", "sub": given.who}
        ours = super().issued(given)
        return ours | {name: value for name, value in theirs.items() if name not in self.extra}

    def client(self, client: str) -> Mapping[str, Any]:
        parts = urlsplit(client)
        if (parts.scheme, parts.netloc, parts.path) == ("http", "localhost", ""):
            said = parse_qsl(parts.query, strict_parsing=True)
            redirects = [value for name, value in said if name == "redirect_uri"]
            assert all(one.startswith("http://127.0.0.1") for one in redirects)
            return {"redirect_uris": redirects, "scope": dict(said)["scope"], "token_endpoint_auth_method": "none"}
        if client not in self.documents:
            raise Refusal("invalid_client_metadata", said=f"Unable to obtain client metadata for {client}")
        return self.documents[client]

    def authenticated(self, request: web.Request, form: Form) -> str:
        client = form.get("client_id", "")
        document = self.client(client)
        if document["token_endpoint_auth_method"] == "none":
            return client
        assert document["client_id"] == client
        assert form["client_assertion_type"] == "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
        try:
            self.login.client(form["client_assertion"], document["jwks"], client, self.origin)
        except Wrong as wrong:
            raise Refusal("invalid_client", 400, str(wrong)) from wrong
        return client

    # -- proofs --------------------------------------------------------------------------------------------------------

    def fresh(self, request: web.Request, proofs: Proofs) -> None:
        seen = set(proofs.seen)
        try:
            self.proved(request, proofs, None)
        finally:
            proofs.seen = seen

    def proved(self, request: web.Request, proofs: Proofs, token: str | None) -> str:
        url = f"{self.origin}{request.path}"
        try:
            return proofs.holder(request.headers.get("DPoP", ""), request.method, url, token)
        except (Wrong, ValueError) as wrong:
            lacks = str(wrong) == "use_dpop_nonce"
            if not lacks:
                self.violations.append(f"{request.path}: {wrong}")
            said = {"error": "use_dpop_nonce" if lacks else "invalid_dpop_proof", "error_description": str(wrong)}
            answer = {"text": str(said).replace("'", '"'), "content_type": "application/json"}
            headers = {"DPoP-Nonce": proofs.nonce, "WWW-Authenticate": f'DPoP error="{said["error"]}"'}
            raised = web.HTTPBadRequest if token is None else web.HTTPUnauthorized
            raise raised(headers=headers, **answer) from wrong

    def with_nonce(self, answer: web.Response, proofs: Proofs) -> web.Response:
        answer.headers["DPoP-Nonce"] = proofs.nonce
        return answer

    # -- the accounts --------------------------------------------------------------------------------------------------

    def at_home(self, run: Any) -> Handler:
        """Only for who holds the token and its key."""

        async def handler(request: web.Request) -> web.StreamResponse:
            kind, _, token = request.headers.get("Authorization", "").partition(" ")
            given = next((one for one in self.grants if token in one.access), None)
            if kind != "DPoP" or given is None:
                return web.json_response({"error": "InvalidToken", "message": "Token has expired"}, status=401)
            if self.proved(request, self.home, token) != given.bound:
                self.violations.append("a token with another key")
            account = self.of(given.who)
            if account.state:
                return web.json_response({"error": account.state, "message": "Not now"}, status=403)
            return self.with_nonce(await run(request, account, given), self.home)

        return handler

    async def create(self, request: web.Request, account: Account, given: Given) -> web.Response:
        data = await request.json()
        if "repo:app.bsky.feed.post" not in given.scope:
            return web.json_response({"error": "ScopeMissingError", "message": "Missing scope"}, status=403)
        assert data.keys() == {"repo", "collection", "rkey", "record"}
        assert (data["repo"], data["collection"]) == (account.did, records.POST)
        assert records.KEY.fullmatch(data["rkey"])
        posts = {self.uri(account, key): self.cid(record) for key, record in account.records.items()}
        if wrong := records.objection(data["record"], account.blobs, posts):
            return web.json_response({"error": "InvalidRequest", "message": wrong}, status=400)
        if data["rkey"] in account.records:
            return web.json_response({"error": "InternalServerError"}, status=500)
        account.records[data["rkey"]] = data["record"]
        return web.json_response({"uri": self.uri(account, data["rkey"]), "cid": self.cid(data["record"])})

    async def delete(self, request: web.Request, account: Account, _: Given) -> web.Response:
        data = await request.json()
        assert (data["repo"], data["collection"]) == (account.did, records.POST)
        account.records.pop(data["rkey"], None)
        return web.json_response({})

    async def upload(self, request: web.Request, account: Account, _: Given) -> web.Response:
        body, mime = await request.read(), request.headers["Content-Type"]
        mime = "application/xml" if body.startswith(b"<?xml") else mime  # it looks, and does not believe
        link = f"bafkrei{hashlib.sha256(body).hexdigest()[:40]}"
        account.blobs[link] = (mime, len(body))
        blob = {"$type": "blob", "ref": {"$link": link}, "mimeType": mime, "size": len(body)}
        return web.json_response({"blob": blob})

    async def get(self, request: web.Request) -> web.Response:
        account, key = self.of(request.query["repo"]), request.query["rkey"]
        if request.query["collection"] == "app.bsky.actor.profile" and account.display:
            return web.json_response({"uri": "at://x", "cid": "x", "value": {"displayName": account.display}})
        record = account.records.get(key)
        if record is None:
            said = {"error": "RecordNotFound", "message": f"Could not locate record: {self.uri(account, key)}"}
            return web.json_response(said, status=400)
        return web.json_response({"uri": self.uri(account, key), "cid": self.cid(record), "value": record})

    async def describe(self, request: web.Request) -> web.Response:
        account = self.of(request.query["repo"])
        return web.json_response({"did": account.did, "handle": account.handle, "handleIsCorrect": True})

    async def count(self, request: web.Request, account: Account, _: Given) -> web.Response:
        assert request.headers["atproto-proxy"] == "did:web:api.bsky.app#bsky_appview"
        uris = request.query.getall("uris")
        there = [uri for uri in uris if uri.rpartition("/")[2] in account.records]
        return web.json_response({"posts": [{"uri": uri, **account.counts} for uri in there]})

    def uri(self, account: Account, key: str) -> str:
        return f"at://{account.did}/{records.POST}/{key}"

    def cid(self, record: Mapping[str, Any]) -> str:
        return f"bafyrei{hashlib.sha256(repr(sorted(record.items())).encode()).hexdigest()[:40]}"

"""Logging in to an account wherever it lives: PAR (RFC 9126), PKCE, DPoP, and a check that it is who it was to be.

https://atproto.com/specs/oauth
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final
from urllib.parse import urlencode

from core.errors import Invalid, NetworkError, PermissionMissing, Refused
from core.model import NO_SECRET, Connection, Found, Grant, Issued, Secret
from core.networks.api import at, word
from core.networks.bluesky import client
from core.networks.bluesky.identity import Who, identified, understood
from core.networks.bluesky.places import moved
from core.networks.bluesky.reading import called
from core.networks.bluesky.servers import Server, entrance
from core.networks.login import (
    AUTH,
    BY_KEY,
    InHand,
    app_fields,
    challenge_of,
    dpop,
    given,
    held_of,
    lacking,
    new_key,
    new_verifier,
    tokens,
)
from core.ports import Answer, Api, Beginning, Begun, Credential, Finished, OurApp, Permission, Returned, Slot

VERIFIER, KEY, WHERE = "verifier", "key", "where"
KIND: Final = "dpop"
PUBLIC_LASTS = timedelta(days=14)
"""A session of a client without a key, whatever is refreshed (https://atproto.com/specs/oauth)."""
KEPT_FOR = timedelta(days=90)
"""A refresh token of a client with a key, from when it was given. The specification allows 180 days; Bluesky's own
server ends it after three months (`CONFIDENTIAL_CLIENT_REFRESH_LIFETIME`), and does not say so in its answers."""


@dataclass(frozen=True, slots=True)
class Bluesky:
    """The port `Login`."""

    asks: str = "handle"
    scopes: tuple[Permission, ...] = client.ASKED
    needs_app: bool = False
    needs_public: bool = False
    renews: bool = True

    async def place(self, api: Api, typed: str) -> str:
        """The handle, which is somebody's; a DID becomes the handle that it says it has."""
        who = await identified(api, understood(typed))
        return who.handle or who.did

    async def begin(self, api: Api, beginning: Beginning) -> Begun:
        """As the port says."""
        who = await identified(api, beginning.again or beginning.server)
        server = await entrance(api, who.pds)
        app = _ours(beginning)
        key, verifier = Secret(new_key()), new_verifier()
        asking = _asking(server, app, key)
        fields = {
            "response_type": "code",
            "code_challenge": challenge_of(verifier),
            "code_challenge_method": "S256",
            "scope": client.SCOPE,
            "state": beginning.state,
            "redirect_uri": beginning.redirect_uri,
            "login_hint": who.handle or who.did,
            **app_fields(client.auth_of(app), app.id),
        }
        answer = await tokens.asked(api, server.par, asking, fields, effect=False)
        request = {"client_id": app.id, "request_uri": word(answer, "request_uri", effect=False)}
        where = {"did": who.did, "handle": who.handle, "pds": who.pds, **_facts(server, app)}
        kept = {VERIFIER: Secret(verifier), KEY: key, WHERE: Secret(json.dumps(where))}
        return Begun(url=f"{server.authorize}?{urlencode(request)}", kept=kept, issuer=server.issuer)

    async def finish(self, api: Api, returned: Returned) -> Finished:
        """As the port says. A login as somebody else than was asked for is `Invalid`."""
        where: dict[str, str] = json.loads(returned.kept[WHERE].reveal())
        who = Who(where.pop("did"), where.pop("handle"), where.pop("pds"))
        if given(returned, "iss") != where["issuer"]:
            raise Refused("another server sent them back")
        app = returned.app if where[AUTH] == BY_KEY else OurApp(id=where["client_id"], secret=NO_SECRET)
        if app is None or app.id != where["client_id"]:
            raise PermissionMissing(tokens.OUR_APP)
        nothing = Issued(access=NO_SECRET, key=returned.kept[KEY], client=app.secret, facts=where)
        form: dict[str, str | Slot] = {
            "code": given(returned, "code"),
            "redirect_uri": returned.redirect_uri,
            "code_verifier": returned.kept[VERIFIER].reveal().decode(),
            **app_fields(where[AUTH], app.id),
        }
        base = moved(api, who.pds)
        answer = await tokens.exchanged(api, where["token"], InHand(base, held_of(nothing, app.secret), dpop), form)
        if at(answer.data, ("sub",)) not in (who.did, None):
            raise Invalid("connect-handle-other")
        issued = self._read(answer, api, where, who.did)
        issued = replace(issued, key=nothing.key, client=app.secret, facts={**where, "sub": who.did})
        found = await _found(api, InHand(base, held_of(issued, app.secret), dpop), who)
        return Finished(issued=issued, found=(found,), lacking=lacking(self.scopes, issued.scopes))

    async def refresh(self, api: Api, credential: Credential, grant: Grant) -> Issued:
        """As the port says. Each refresh token works once."""
        facts = grant.facts
        form: dict[str, str | Slot] = {
            "grant_type": "refresh_token",
            "refresh_token": Slot.REFRESH,
            **app_fields(facts[AUTH], facts["client_id"]),
        }
        answer = await tokens.asked(api, facts["token"], credential, form)
        issued = self._read(answer, api, facts, facts["sub"])
        # A session without a key ends when it was to end from the beginning on.
        return issued if facts[AUTH] == BY_KEY else replace(issued, ends_at=grant.ends_at)

    async def revoke(
        self,
        api: Api,
        credential: Credential,
        connection: Connection,  # noqa: ARG002 - the grant says it all
        grant: Grant,
    ) -> bool:
        """As the port says."""
        if not (address := grant.facts.get("revoke")):
            return False
        fields = app_fields(grant.facts[AUTH], grant.facts["client_id"])
        await tokens.ended(api, address, credential, fields, refreshes=grant.refresh is not None)
        return True

    def _read(self, answer: Answer, api: Api, facts: Mapping[str, str], did: str) -> Issued:
        """The tokens, which have to be bound to our key, and to be that account's."""
        if at(answer.data, ("sub",)) != did:
            raise Refused("another account logged in")
        asked_for = tuple(permission.name for permission in self.scopes)
        issued = tokens.issued(answer, api.now(), kind=KIND, asked_for=asked_for)
        if "atproto" not in issued.scopes:
            raise PermissionMissing("atproto")
        return replace(issued, ends_at=api.now() + (KEPT_FOR if facts[AUTH] == BY_KEY else PUBLIC_LASTS))


def _ours(beginning: Beginning) -> OurApp:
    """What we are, wherever we go."""
    if client.is_local(beginning.address):
        return client.local_app(beginning.redirect_uri)
    if beginning.app is None:
        raise PermissionMissing(tokens.OUR_APP)
    return beginning.app


def _facts(server: Server, app: OurApp) -> dict[str, str]:
    facts = {"issuer": server.issuer, "token": server.token, "client_id": app.id, AUTH: client.auth_of(app)}
    return facts | ({"revoke": server.revoke} if server.revoke else {})


def _asking(server: Server, app: OurApp, key: Secret) -> InHand:
    """For the request that is pushed: our key, and who we are."""
    facts = _facts(server, app) | {"par": server.par}
    return InHand("", held_of(Issued(access=NO_SECRET, key=key, facts=facts), app.secret), dpop)


async def _found(api: Api, credential: Credential, who: Who) -> Found:
    """The account as its readers know it; we know it by its DID, which it keeps."""
    try:
        name = await called(api, credential, who.did)
    except NetworkError:  # it is connected all the same, and is asked again when a post of its goes out
        name = ""
    title = name or (f"@{who.handle}" if who.handle else who.did)
    url = f"https://bsky.app/profile/{who.handle or who.did}"
    return Found(account=who.did, title=title, url=url, server=credential.base)

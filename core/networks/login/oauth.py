"""OAuth 2.0 as data: a network declares its addresses, permissions and habits; the four steps are the same for all."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final

from authlib.oauth2.rfc6749.parameters import prepare_grant_uri

from core.errors import Misconfigured, PermissionMissing, Refused
from core.model import NO_SECRET, Connection, Found, Grant, Issued, Secret
from core.networks.login import signing, tokens
from core.networks.login.inhand import InHand, held_of
from core.networks.login.proofs import challenge_of, new_verifier
from core.ports import (
    Answer,
    Api,
    Beginning,
    Begun,
    Credential,
    Finished,
    OurApp,
    Permission,
    Returned,
    Sign,
    Slot,
)

VERIFIER: Final = "verifier"
Place = Callable[[Api, str], Awaitable[str]]
"""(what the person typed) -> the server's origin. Raises `Invalid`."""
Register = Callable[[Api, str, str, str], Awaitable[OurApp]]
"""(API, the server's origin, our redirect address, our own origin) -> what we are there from now on."""
Read = Callable[[Answer, Issued], Issued]
"""(the token endpoint's answer, what is read of it anyway) -> with what this network puts there besides."""
Find = Callable[[Api, Credential, Issued], Awaitable[tuple[Found, ...]]]
"""The accounts that the login opens; `credential.base` is the server's origin."""
End = Callable[[Api, Credential, Connection, Grant], Awaitable[bool]]
"""Ends what was issued, as `Login.revoke` says."""


class Renewal(StrEnum):
    """What becomes of a token with time."""

    NONE = "none"
    """It works until it is ended."""
    ROTATING = "rotating"
    """A refresh token gives new ones, and may work once only."""
    EXTENDING = "extending"
    """The access token itself gives one that lasts longer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OAuth2:
    """The port `Login`. Addresses are paths below the server's origin (or the network's, where it has one place)."""

    network: str
    authorize_at: str
    token_at: str
    found: Find
    revoke_at: str = ""
    """"": tokens cannot be ended there."""
    scopes: tuple[Permission, ...] = ()
    separator: str = " "
    """What stands between scopes."""
    sign: Sign = signing.bearer
    auth: str = signing.BY_FORM
    """How our app shows who it is: one of `signing.BY_…`."""
    pkce: bool = True
    """Never off without a reason: tests/networks/test_login_oauth.py lists the networks that refuse it."""
    iss: bool = False
    """Whether it says who sends a person back (RFC 9207); then it is the server's origin."""
    extra: Mapping[str, str] = field(default_factory=dict)
    """What else it wants to know on the way there."""
    renewal: Renewal = Renewal.NONE
    extends: str = ""
    """The `grant_type` of a token that is extended."""
    asks: str = ""
    placed: Place | None = None
    register: Register | None = None
    forgets: bool = False
    """Whether servers forget apps that nobody uses: one that we know is asked after first, and registered again."""
    read: Read | None = None
    end: End | None = None
    """How access is ended where that is no request of RFC 7009."""
    needs_public: bool = False

    @property
    def needs_app(self) -> bool:
        """Where we cannot register ourselves, somebody has to do it by hand."""
        return self.register is None

    @property
    def renews(self) -> bool:
        """Whether its tokens are refreshed."""
        return self.renewal is not Renewal.NONE

    async def place(self, api: Api, typed: str) -> str:
        """As the port says."""
        return "" if self.placed is None else based(api, self.network, await self.placed(api, typed))

    async def begin(self, api: Api, beginning: Beginning) -> Begun:
        """As the port says."""
        origin = based(api, self.network, beginning.server)
        app = await self._app(api, origin, beginning)
        verifier = new_verifier()
        more = {"code_challenge": challenge_of(verifier), "code_challenge_method": "S256"} if self.pkce else {}
        url: str = prepare_grant_uri(
            origin + self.authorize_at,
            app.id,
            "code",
            redirect_uri=beginning.redirect_uri,
            scope=self.separator.join(self._asked()) or None,
            state=beginning.state,
            **more,
            **self.extra,
        )
        registered = None if app is beginning.app else app
        kept = {VERIFIER: Secret(verifier)}
        return Begun(url=url, kept=kept, issuer=origin if self.iss else "", registered=registered)

    async def finish(self, api: Api, returned: Returned) -> Finished:
        """As the port says."""
        if (app := returned.app) is None:
            raise PermissionMissing(tokens.OUR_APP)
        base = based(api, self.network, returned.server)
        facts = self._facts(base, app)
        form: dict[str, str | Slot] = {
            "code": given(returned, "code"),
            "redirect_uri": returned.redirect_uri,
            **signing.app_fields(self.auth, app.id),
        }
        if self.pkce:
            form["code_verifier"] = returned.kept[VERIFIER].reveal().decode()
        asking = InHand(base, held_of(Issued(access=NO_SECRET, facts=facts), app.secret), self.sign)
        answer = await tokens.exchanged(api, facts["token"], asking, form)
        # A secret of the settings stays there; one that was registered goes with the tokens it was used for.
        client = NO_SECRET if self.needs_app else app.secret
        issued = replace(self._read(answer, api), facts=facts, client=client)
        issued = self.read(answer, issued) if self.read else issued
        found = await self.found(api, InHand(base, held_of(issued, app.secret), self.sign), issued)
        return Finished(issued=issued, found=found, lacking=lacking(self.scopes, issued.scopes))

    async def refresh(self, api: Api, credential: Credential, grant: Grant) -> Issued:
        """As the port says."""
        fields: dict[str, str | Slot] = {"grant_type": "refresh_token", "refresh_token": Slot.REFRESH}
        if self.renewal is Renewal.EXTENDING:
            fields = {"grant_type": self.extends, "access_token": Slot.ACCESS}
        fields |= signing.app_fields(self.auth, grant.facts["client_id"])
        return self._read(await tokens.asked(api, grant.facts["token"], credential, fields), api)

    async def revoke(
        self,
        api: Api,
        credential: Credential,
        connection: Connection,
        grant: Grant,
    ) -> bool:
        """As the port says; the refresh token first, for it could make new ones."""
        if self.end is not None:
            return await self.end(api, credential, connection, grant)
        if not (address := grant.facts.get("revoke")):
            return False
        fields = signing.app_fields(self.auth, grant.facts["client_id"])
        await tokens.ended(api, address, credential, fields, refreshes=grant.refresh is not None)
        return True

    async def _app(self, api: Api, origin: str, beginning: Beginning) -> OurApp:
        """What we are there; registered now where we are nobody yet, or nobody any more."""
        known = beginning.app
        if self.register is None:
            if known is None:
                raise PermissionMissing(tokens.OUR_APP)
            return known
        if known is not None and not (self.forgets and await self._forgot(api, origin, known)):
            return known
        return await self.register(api, origin, beginning.redirect_uri, beginning.address)

    async def _forgot(self, api: Api, origin: str, app: OurApp) -> bool:
        """Whether the server does not know our app any more: it says so to nobody but the app."""
        facts = self._facts(origin, app)
        asking = InHand(origin, held_of(Issued(access=NO_SECRET, facts=facts), app.secret), self.sign)
        fields = {"grant_type": "client_credentials", **signing.app_fields(self.auth, app.id)}
        return await tokens.unknown_client(api, facts["token"], asking, fields)

    def _facts(self, origin: str, app: OurApp) -> dict[str, str]:
        facts = {"issuer": origin, "token": origin + self.token_at, "client_id": app.id, signing.AUTH: self.auth}
        return facts | ({"revoke": origin + self.revoke_at} if self.revoke_at else {})

    def _asked(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(scope.name for scope in self.scopes))

    def _read(self, answer: Answer, api: Api) -> Issued:
        return tokens.issued(answer, api.now(), kind="bearer", asked_for=self._asked(), separator=self.separator)


def based(api: Api, network: str, server: str) -> str:
    """The server's origin, or what a setting has all of the network's servers replaced by."""
    try:
        return api.base(network)
    except Misconfigured:
        return server


def given(returned: Returned, name: str) -> str:
    """A parameter that the person came back with. Raises `Refused` where it is not there."""
    if value := returned.given.get(name):
        return value
    raise Refused(f"came back without {name}")


def lacking(scopes: tuple[Permission, ...], granted: tuple[str, ...]) -> tuple[str, ...]:
    """The features that want a permission which was not granted; a whole family (`write`) covers its members."""
    missing = [one.feature for one in scopes if not {one.name, one.name.partition(":")[0]} & set(granted)]
    return tuple(dict.fromkeys(missing))

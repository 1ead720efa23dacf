"""Logins: how a network's own authorization is begun, finished, renewed and ended. Nobody types a password to us."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from core.model import Connection, Found, Grant, Issued, Secret

if TYPE_CHECKING:
    from core.ports.networks import Api
    from core.ports.vault import Credential


@dataclass(frozen=True, slots=True, kw_only=True)
class Permission:
    """A permission that is asked for, in the network's word, and what of ours needs it.

    `feature` is one of `publish`, `read_account`, `read_engagement`; screens have a sentence for each.
    """

    name: str
    feature: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OurApp:
    """What we are at the network: the app that was registered there, by hand (settings) or by ourselves."""

    id: str
    secret: Secret


@dataclass(frozen=True, slots=True, kw_only=True)
class Beginning:
    """What a login is begun with."""

    redirect_uri: str
    """Where the network sends the person back: one address for each network, the same for everybody."""
    state: str
    address: str
    """Our own public origin."""
    server: str = ""
    """Where: what `Login.place` made of what the person typed."""
    app: OurApp | None = None
    """None: no app of ours is known there."""
    again: str = ""
    """The account that is to be connected again, where one is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """Where the person goes, and what has to be kept until they are back."""

    url: str
    kept: Mapping[str, Secret]
    """The PKCE verifier, a DPoP key, …; opaque to everybody else."""
    issuer: str = ""
    """Who has to send them back (`iss`, RFC 9207); "": the network does not say."""
    registered: OurApp | None = None
    """An app that was registered on the way, to be kept for the next time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """What came back, and what was kept. `given` are the callback's parameters."""

    given: Mapping[str, str]
    kept: Mapping[str, Secret]
    redirect_uri: str
    address: str
    server: str = ""
    app: OurApp | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """What was issued, and the accounts that it opens: at least one."""

    issued: Issued
    found: tuple[Found, ...]
    lacking: tuple[str, ...] = field(default=())
    """Features that were asked for and not granted."""


class Login(Protocol):
    """A network's own authorization, as data and four steps. Implementations: `core.networks.login`."""

    @property
    def asks(self) -> str:
        """What a person has to say first: `server`, `handle`, `site` (screens have a question for each); "" nothing."""
        ...

    @property
    def scopes(self) -> tuple[Permission, ...]: ...

    @property
    def needs_app(self) -> bool:
        """Whether it takes {NETWORK}_CLIENT_ID and {NETWORK}_CLIENT_SECRET."""
        ...

    @property
    def needs_public(self) -> bool:
        """Whether the network has to reach us (PUBLIC_URL), and cannot be connected on a machine of one's own."""
        ...

    @property
    def renews(self) -> bool:
        """Whether its tokens are refreshed."""
        ...

    async def place(self, api: "Api", typed: str) -> str:
        """The origin or handle that a person means. Raises `Invalid` with the key of a sentence, and `NetworkError`."""
        ...

    async def begin(self, api: "Api", beginning: Beginning) -> Begun:
        """Raises `Invalid` (not such a server) and any `NetworkError`."""
        ...

    async def finish(self, api: "Api", returned: Returned) -> Finished:
        """Exchanges the code and asks whose it is. Raises `Refused` (used twice, too late) and any `NetworkError`."""
        ...

    async def refresh(self, api: "Api", credential: "Credential", grant: Grant) -> Issued:
        """New tokens. Raises `TokenRejected` for `invalid_grant`; whatever else is no verdict on the account."""
        ...

    async def revoke(self, api: "Api", credential: "Credential", connection: Connection, grant: Grant) -> bool:
        """Ends them at the network; what is over already is no error. False: the network has no way to."""
        ...

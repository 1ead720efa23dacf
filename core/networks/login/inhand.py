"""Tokens that were issued a moment ago, on their way into the vault: once, to ask whose account they open."""

from collections.abc import Mapping
from typing import NoReturn

from core.errors import TokenRejected
from core.model import Issued, Secret
from core.networks.login.signing import Form, Signed, filled
from core.ports import Held, Sign, Upload

HIDDEN = "a credential is not written down"


class InHand:
    """A `Credential` of nobody's yet; it signs for `base` and for the login's own addresses only."""

    __slots__ = ("__base", "__held", "__sign")

    def __init__(self, base: str, held: Held, sign: Sign) -> None:
        self.__base, self.__held, self.__sign = base, held, sign

    @property
    def base(self) -> str:
        """The origin of the account's own API, without a slash at its end."""
        return self.__base

    def sign(self, method: str, url: str, nonce: str = "") -> Signed:
        """As the port says."""
        self.__ours(url)
        return self.__sign(self.__held, method, url, nonce)

    def fill(self, url: str, form: Form) -> Mapping[str, str | Upload]:
        """As the port says."""
        self.__ours(url)
        return filled(self.__held, form)

    def __ours(self, url: str) -> None:
        known = {self.__held.facts.get(name) for name in ("token", "revoke", "par")}
        if url not in known and not (self.__base and url.startswith(f"{self.__base}/")):
            raise TokenRejected("not the network's own host")

    def __repr__(self) -> str:
        return "InHand(...)"

    def __reduce_ex__(self, _: object) -> NoReturn:
        raise TypeError(HIDDEN)


def held_of(issued: Issued, client: Secret) -> Held:
    """What was issued, as the signing functions take it; `client` is the app's secret, wherever it is kept."""
    return Held(access=issued.access, refresh=issued.refresh, key=issued.key, client=client, facts=issued.facts)

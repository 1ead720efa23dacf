"""A credential for the length of a block: it signs for the account's own hosts, shows nothing, and then is over."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NoReturn
from urllib.parse import urlsplit

from core.errors import TokenRejected
from core.model import NO_SECRET, Purpose, Secret
from core.networks.login import filled
from core.ports import Held, Slot, Upload

METHOD = re.compile(r"[A-Za-z]{3,64}")
ENDS = ("token", "revoke")
"""The facts of a grant that are addresses to renew or to end it at."""
AT_ENDS = frozenset({Purpose.REFRESH, Purpose.REVOKE})

Signed = tuple[str, Mapping[str, str]]
Signing = Callable[[str, str, str], Signed]
"""(method, URL, nonce) -> the URL and the headers to send; the host is looked at before."""


NOTHING = Held(access=NO_SECRET, refresh=NO_SECRET, key=NO_SECRET, client=NO_SECRET, facts={})


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """`base` is where the account's API is; `origins`, each with its slash, are what may be signed for."""

    base: str
    origins: frozenset[str]


def where(base: str, purpose: Purpose, facts: Mapping[str, str]) -> Where:
    """What a purpose may be signed for: the account's API; to renew and to end, the addresses for that; first, both."""
    own = () if purpose in AT_ENDS else (base,)
    ends = (facts.get(name, "") for name in ENDS) if purpose in AT_ENDS | {Purpose.CONNECT} else ()
    return Where(base=base, origins=frozenset(origin_of(url) for url in (*own, *ends)) - {""})


@lru_cache(maxsize=1024)
def origin_of(url: str) -> str:
    """Scheme, host and port, and the slash that ends them: nothing behind it can change the host. "": it has none."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return f"{parts.scheme}://{parts.netloc}/" if parts.scheme and parts.netloc and "@" not in parts.netloc else ""


class Lent:
    """The port `Credential`."""

    __slots__ = ("_held", "_over", "_signing", "_where")

    def __init__(self, where: Where, signing: Signing, held: Held) -> None:
        self._where, self._signing, self._held = where, signing, held
        self._over = False

    @property
    def base(self) -> str:
        """See `core.ports.Credential`."""
        return self._where.base

    def sign(self, method: str, url: str, nonce: str = "") -> Signed:
        """See `core.ports.Credential`."""
        self._must_be_home(url)
        return self._signing(method, url, nonce)

    def fill(self, url: str, form: Mapping[str, str | Upload | Slot]) -> Mapping[str, str | Upload]:
        """See `core.ports.Credential`."""
        self._must_be_home(url)
        return filled(self._held, form)

    def end(self) -> None:
        """It signs nothing any more."""
        self._over, self._held, self._signing = True, NOTHING, _over

    def _must_be_home(self, url: str) -> None:
        # By the text, not by what a parser makes of it: parsers differ.
        if self._over or not any(url.startswith(origin) for origin in self._where.origins):
            raise TokenRejected("not the network's own host")

    def __repr__(self) -> str:
        return "Credential(...)"

    def __reduce_ex__(self, _: object) -> NoReturn:
        raise TypeError("a credential is not written down")

    def __format__(self, _: str) -> NoReturn:
        raise TypeError("a credential is not written down")


def _over(_: str, __: str, ___: str) -> Signed:
    raise TokenRejected("what was lent is over")


def bearer(token: str) -> Signing:
    """In a header."""
    return lambda _, url, __: (url, {"Authorization": f"Bearer {token}"})


def in_path(token: Secret, base: str) -> Signing:
    """A bot's token, which the Bot API wants in the address: `/bot/getMe` is sent as `/bot<token>/getMe`."""
    before = f"{base}/bot"

    def sign(_: str, url: str, __: str) -> Signed:
        asked = url.removeprefix(f"{before}/")
        # The name of a method and nothing else: no query, no other way up the path.
        if asked == url or not METHOD.fullmatch(asked):
            raise TokenRejected("not the network's own host")
        return f"{before}{token.reveal().decode()}/{asked}", {}

    return sign

"""The nonces that servers hand out for DPoP proofs (RFC 9449, 8 and 9): each goes into the next one for its origin."""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta

from yarl import URL

from core.networks.api.answers import at
from core.ports import Answer, Clock

HEADER = "DPoP-Nonce"
WANTED = "use_dpop_nonce"
REFUSALS = (400, 401)
"""An authorization server's, and an API's."""
CHALLENGE = re.compile(r'\bDPoP\b.*\berror\s*=\s*"?use_dpop_nonce\b', re.IGNORECASE | re.DOTALL)
PLAIN = re.compile(r"[\x21\x23-\x5b\x5d-\x7e]{1,512}")
LASTS = timedelta(minutes=5)
"""Bluesky's servers take no older ones (https://atproto.com/specs/oauth)."""
MOST = 1000
"""Origins that are remembered; who is forgotten asks for a nonce again."""

Origin = tuple[str, str | None, int | None]


class Nonces:
    """What each origin gave last, for as long as it is sure to be taken."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._kept: dict[Origin, tuple[str, datetime]] = {}

    def of(self, address: str) -> str:
        """What goes into a proof for this address; "": nothing is known."""
        if not self._kept:
            return ""
        try:
            origin = origin_of(URL(address))
        except ValueError:  # no address: it is refused further on
            return ""
        nonce, until = self._kept.get(origin, ("", None))
        return nonce if until is not None and self._clock.now() < until else ""

    def learn(self, url: URL, headers: Mapping[str, str]) -> None:
        """Remembers what an answer gave, if it gave one."""
        given = headers.get(HEADER)
        if given is None or not PLAIN.fullmatch(given):
            return
        origin = origin_of(url)
        self._kept.pop(origin, None)  # the newest stand last
        self._kept[origin] = given, self._clock.now() + LASTS
        if len(self._kept) > MOST:
            self._kept.pop(next(iter(self._kept)))


def wants_another(answer: Answer) -> bool:
    """Whether nothing was done because the proof lacked the nonce that comes with this answer."""
    if answer.status not in REFUSALS or not PLAIN.fullmatch(answer.headers.get(HEADER) or ""):
        return False
    said = at(answer.data, ("error",)) == WANTED
    return said or CHALLENGE.search(answer.headers.get("WWW-Authenticate") or "") is not None


def origin_of(url: URL) -> Origin:
    """Scheme, host and port."""
    return url.scheme, url.raw_host, url.port

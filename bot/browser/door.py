"""Who may come in to /try: this machine, under its own name, with the key that was printed or the cookie it became."""

import hashlib
import hmac
import ipaddress
import secrets
from collections.abc import Mapping

NAMES = ("127.0.0.1", "localhost", "[::1]")
HTTP = 80


def _hash(secret: str) -> bytes:
    return hashlib.sha256(secret.encode("utf-8", "replace")).digest()


def is_loopback(address: str) -> bool:
    """Whether a peer's address is this machine's own."""
    try:
        peer = ipaddress.ip_address(address)
    except ValueError:
        return False
    mapped = peer.ipv4_mapped if isinstance(peer, ipaddress.IPv6Address) else None
    return (mapped or peer).is_loopback


class Door:
    """Kept in memory on purpose: when the process ends, every cookie of it is void and a new key is printed."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.cookie = f"try_{port}"  # cookies do not know ports: two instances must not take each other's
        self._key: bytes | None = None
        self._inside: set[bytes] = set()
        self._hosts = {f"{name}:{port}" for name in NAMES} | (set(NAMES) if port == HTTP else set())

    def new_key(self) -> str:
        """A key for one browser; the one before it opens nothing any more."""
        key = secrets.token_urlsafe(24)
        self._key = _hash(key)
        return key

    def enter(self, key: str) -> str | None:
        """The cookie that the key is exchanged for, once; None for any other key."""
        if self._key is None or not hmac.compare_digest(_hash(key), self._key):
            return None
        self._key = None
        cookie = secrets.token_urlsafe(32)
        self._inside.add(_hash(cookie))
        return cookie

    def knows(self, cookies: Mapping[str, str]) -> bool:
        """Whether one of the cookies is of this process."""
        return _hash(cookies.get(self.cookie, "")) in self._inside

    def names_us(self, host: str) -> bool:
        """Whether a Host header is one of ours: a page elsewhere can give its own name our address, but not this."""
        return host.lower() in self._hosts

    def is_ours(self, origin: str) -> bool:
        """Whether an Origin header is one of ours."""
        scheme, _, host = origin.partition("://")
        return scheme == "http" and self.names_us(host)

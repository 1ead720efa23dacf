"""Which addresses Telegram takes: it refuses a whole message for a button to a machine that nobody else can reach."""

import ipaddress
import re
from urllib.parse import urlsplit

LOCAL = (".localhost", ".local", ".internal", ".lan", ".home.arpa", ".test", ".invalid", ".onion")
NAME = re.compile(r"(?:[a-z0-9_](?:[a-z0-9_-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]")
LONGEST = 2048
SEEN = 40


def is_public(url: str) -> bool:
    """Whether anybody can open it: https, at a host that has a public name or address."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return False
    if parts.scheme != "https" or len(url) > LONGEST or not url.isprintable() or re.search(r"\s", url):
        return False
    return _is_named(host) or _is_global(host)


def _is_named(host: str) -> bool:
    try:
        name = host.encode("idna").decode().lower()
    except UnicodeError:
        return False
    return NAME.fullmatch(name) is not None and not name.endswith(LOCAL)


def _is_global(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_global
    except ValueError:
        return False


def seen(url: str) -> str:
    """A link's words: its address without what everybody knows, and not longer than a phone is wide."""
    short = url.removeprefix("https://").removeprefix("www.").rstrip("/")
    return short if len(short) <= SEEN else short[: SEEN - 1] + "…"

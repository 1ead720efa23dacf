"""Which browser it is: a cookie that only we can set, and what a form of ours shows that no other page can know."""

import hmac
from urllib.parse import urlsplit

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from core.connecting import LASTS
from core.connecting.tickets import SECRET, new_secret

AHEAD = ("sec-purpose", "purpose", "x-moz", "x-purpose")
"""The headers in which a browser says that it only fetches something in advance."""
FOREIGN = frozenset({"cross-site", "same-site"})


class Browsers:
    """The cookie of browsers that connect something: `__Host-` where we are reached by https (RFC 6265bis, 4.1.3.2)."""

    def __init__(self, origin: str) -> None:
        parts = urlsplit(origin)
        self.secure = parts.scheme == "https"
        # Cookies do not know ports: two instances on one machine must not take each other's.
        self.name = "__Host-connect" if self.secure else f"connect_{parts.port or 80}"

    def cookie(self, request: Request) -> str:
        """What this browser is known by; "" where it is not, or shows what we never gave."""
        value = request.cookies.get(self.name, "")
        return value if SECRET.fullmatch(value) else ""

    def fresh(self) -> str:
        """For a browser that has none yet."""
        return new_secret()

    def give(self, answer: Response, cookie: str) -> None:
        """Twice as long as a link lasts, so that what came of it can still be read."""
        answer.set_cookie(
            self.name,
            cookie,
            max_age=2 * int(LASTS.total_seconds()),
            path="/",
            secure=self.secure,
            httponly=True,
            samesite="lax",
        )


def check(cookie: str, what: str) -> str:
    """What a form about this carries: nobody can make it who does not see the cookie, and from it no cookie is made."""
    return hmac.digest(cookie.encode(), f"form {what}".encode(), "sha256").hex()


def is_ours(cookie: str, what: str, shown: str) -> bool:
    """Whether this was sent by a page that we gave to this browser."""
    return bool(cookie) and hmac.compare_digest(check(cookie, what).encode(), shown.encode("utf-8", "replace"))


def must_be_ours(request: Request, cookie: str, what: str, shown: str) -> None:
    """Raises `HTTPException(403)` for what another page sent, or a browser that has none of our cookies."""
    if not is_ours(cookie, what, shown) or request.headers.get("sec-fetch-site") in FOREIGN:
        raise HTTPException(403)


def is_in_advance(request: Request) -> bool:
    """Whether nobody has gone there yet: it must have no effect."""
    return request.method == "HEAD" or any(
        "prefetch" in request.headers.get(name, "") or "preview" in request.headers.get(name, "") for name in AHEAD
    )

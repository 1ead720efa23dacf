"""What chat platforms post to us: let in by what only they can show, and answered once it is in the inbox."""

import hmac
from collections.abc import Awaitable, Callable

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.web import body

MOST = 1 << 20
"""Bytes of a delivery; Telegram's are a few thousand."""
SECRET = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - a header's name

Deliver = Callable[[bytes], Awaitable[None]]
"""Takes one in. Raises `ValueError` for what is none, and `StoreUnavailable`, which is answered by 503."""


def telegram(path: str, secret: str, deliver: Deliver) -> Route:
    """https://core.telegram.org/bots/api#setwebhook: what is not answered with success is delivered again."""
    expected = secret.encode()

    async def take(request: Request) -> Response:
        if not hmac.compare_digest(request.headers.get(SECRET, "").encode(), expected):
            raise HTTPException(403)
        delivered = await body.read(request, MOST)
        try:
            await deliver(delivered)
        except ValueError as error:
            raise HTTPException(400) from error
        return Response()

    return Route(path, take, methods=["POST"])

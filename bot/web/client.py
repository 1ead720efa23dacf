"""Who we are, for servers that have never heard of us: a document at the address that we name ourselves by."""

import json
from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

LASTS = "public, max-age=300"
"""It changes with our address and our key only, and no server should ask for it at each login."""


def client(path: str, document: Mapping[str, Any]) -> Route:
    """Everything in it is public."""
    body = json.dumps(document, separators=(",", ":")).encode()

    async def show(_: Request) -> Response:
        return Response(body, media_type="application/json", headers={"Cache-Control": LASTS})

    return Route(path, show, methods=["GET"])

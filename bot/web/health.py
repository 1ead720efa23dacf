"""Whether this process lives, and whether it can do its work: for whatever watches over it."""

from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from core.errors import Misconfigured, StoreUnavailable

Pending = Callable[[], Awaitable[bool]]
"""Whether migrations are still to be done. Raises `StoreUnavailable` and `Misconfigured`."""

Loops = Callable[[], bool]
"""Whether the loops of this process run."""


async def _healthy(_: Request) -> JSONResponse:
    return JSONResponse({"status": "ok"})


async def readiness(pending: Pending, loops: Loops | None = None) -> tuple[bool, dict[str, str]]:
    """Whether it can work, and what it depends on, each in a word."""
    able, parts = await _database(pending)
    if loops is None:
        return able, parts
    run = loops()
    return able and run, {**parts, "loops": "ok" if run else "ended"}


async def _database(pending: Pending) -> tuple[bool, dict[str, str]]:
    try:
        behind = await pending()
    except StoreUnavailable:
        return False, {"database": "unreachable", "migrations": "unknown"}
    except Misconfigured as error:
        return False, {"database": "ok", "migrations": error.reason}
    return not behind, {"database": "ok", "migrations": "pending" if behind else "ok"}


def routes(pending: Pending, loops: Loops | None = None) -> list[Route]:
    """`/healthz` and `/readyz`."""

    async def ready(_: Request) -> JSONResponse:
        able, parts = await readiness(pending, loops)
        return JSONResponse({"status": "ready" if able else "not ready", **parts}, 200 if able else 503)

    return [Route("/healthz", _healthy), Route("/readyz", ready)]

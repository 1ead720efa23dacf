"""What cannot be answered: JSON for programs, a plain page for people, and never a trace of the inside."""

from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.logs import get_logger
from bot.web.markup import el
from bot.web.pages import page, texts_for

KNOWN = frozenset({400, 403, 404, 405, 413, 500, 503})
"""Those that have a sentence of their own; what else there is reads like a 400."""
log = get_logger(__name__)


def for_programs(path: str) -> bool:
    """Whether whoever asks for this path reads JSON."""
    parts = path.split("/")
    return parts[1] in {"healthz", "readyz", "telegram", "slack"} or (parts[1] == "s" and parts[3:4] == ["posts"])


def without_secret(path: str) -> str:
    """As it may stand in a log: what follows /connect/ is a secret."""
    return "/connect/…" if path.startswith("/connect/") else path


def refuse(request: Request, status: int, sentence: str = "", headers: dict[str, str] | None = None) -> Response:
    """The status with its sentence, in the form that whoever asked can read."""
    if for_programs(request.url.path):
        return JSONResponse({"error": sentence or HTTPStatus(status).phrase}, status, headers)
    texts = texts_for(request)
    key = f"web-error-{status if status in KNOWN else 400}"
    title, way = texts.say(key), el("p", el("a", texts.say("web-home"), href="/"))
    answer = page(texts, title, el("h1", title), el("p", texts.say(f"{key}.more")), way, status=status)
    answer.headers.update(headers or {})
    return answer


async def refused(request: Request, error: Exception) -> Response:
    """For what a route raised as an answer."""
    if not isinstance(error, HTTPException):
        raise TypeError(type(error).__name__)
    detail = "" if error.detail == HTTPStatus(error.status_code).phrase else error.detail
    return refuse(request, error.status_code, detail, dict(error.headers or {}))


async def unavailable(request: Request, _: Exception) -> Response:
    """The database cannot be reached just now."""
    return refuse(request, 503, headers={"Retry-After": "5"})


async def failed(request: Request, error: Exception) -> Response:
    """A fault of ours: seen in the log, not on the page."""
    log.error("request failed", path=without_secret(request.url.path), exc_info=error)
    return refuse(request, 500)

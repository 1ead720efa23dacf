"""The web application: one Starlette app from its parts, with the same frame, headers and refusals everywhere."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import BaseRoute, Route

from bot.web import errors, health, policy, reading, sandbox
from bot.web.headers import Guarded
from bot.web.markup import Html, el
from bot.web.pages import languages, page, texts_for
from core.app import App
from core.errors import StoreUnavailable
from core.texts import Texts
from storage.journal import Journal

LOOK = Path(__file__).parents[1] / "browser" / "look"
KINDS = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"}
FILES = frozenset(path.name for path in LOOK.iterdir() if path.suffix in KINDS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What the web process is made of."""

    app: App
    journal: Journal
    verify: sandbox.Verify
    pending: health.Pending
    loops: health.Loops | None = None
    origin: str
    """Where people and networks reach us, without a slash at the end."""
    try_address: str = ""
    """Where the chat in a browser is, if it is anywhere; its key is not part of this."""
    routes: Sequence[BaseRoute] = ()
    """What else is served: the chat in a browser, webhooks, connect pages."""


def make_web(parts: Parts) -> Starlette:
    """The application."""
    start = Route("/", _start(parts.try_address))
    look = Route("/look/{name}", _look)
    desk = sandbox.Desk(parts.app, parts.journal, parts.verify, parts.origin)
    served = [*sandbox.routes(desk), *reading.routes(desk)]
    app = Starlette(
        routes=[start, look, *health.routes(parts.pending, parts.loops), *policy.routes, *served, *parts.routes],
        exception_handlers={
            HTTPException: errors.refused,
            StoreUnavailable: errors.unavailable,
            Exception: errors.failed,
        },
    )
    # Around all, not as a middleware: what answers for a fault of ours stands outside of those.
    app.middleware_stack = Guarded(app.build_middleware_stack(), secure=parts.origin.startswith("https:"))
    return app


async def _look(request: Request) -> Response:
    """The style, the script and the icon, which are the same for everybody."""
    name = request.path_params["name"]
    if name not in FILES:
        raise HTTPException(404)
    path = LOOK / name
    return FileResponse(path, media_type=KINDS[path.suffix], headers={"Cache-Control": "no-cache"})


def _start(address: str) -> Callable[[Request], Awaitable[Response]]:
    async def start(request: Request) -> Response:
        texts = texts_for(request)
        title = texts.say("web-start-title")
        main = [languages(texts, "/"), el("h1", title), el("p", texts.say("web-start-lead"), class_="lead")]
        return page(texts, title, *main, _ways(texts, address))

    return start


def _ways(texts: Texts, address: str) -> Html:
    policy_link = el("a", texts.say("web-start-policy"), href=f"/privacy?lang={texts.language}")
    trying = [
        el("h2", texts.say("web-start-try")),
        el("p", texts.say("web-start-try-how", address=address)),
    ]
    ways = trying if address else [el("p", texts.say("web-start-chat"))]
    return el("div", *ways, el("p", policy_link), class_="ways")

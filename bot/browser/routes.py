"""The chat at /try over HTTP: the way in, the page, what is said, and the events. Everything said goes to the inbox."""

import asyncio
import hashlib
import re
from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from bot.browser import media, page
from bot.browser.door import Door, is_loopback
from bot.browser.live import Live
from bot.browser.log import Seat
from bot.browser.render.forms import ANSWER
from bot.browser.thread import PLATFORM, texts_of, thread
from bot.intake import Intake
from bot.web import body
from bot.web.pages import language_of, texts_for
from core.model import Said

KEY = re.compile(r"[\w-]{8,64}")
NAME = 40
PATIENCE = 2.0
"""How long an answer waits for what was said to be handled, so that a page without script shows what came of it."""
MOST_PEOPLE = 2
A_WEEK = 7 * 24 * 3600
"""Seconds that a browser keeps the cookie, also when it is closed; with the process it is void anyway."""


class Browser:
    """The platform "browser": `run` beside the web server, `routes` in it, `link` for whoever started it."""

    def __init__(self, intake: Intake, *, port: int) -> None:
        self.app, self.intake = intake.app, intake
        self.door, self.live = Door(port), Live(intake.app)
        self.address = f"http://localhost:{port}/try"
        self.routes: Sequence[Route] = (
            Route("/try", self._page),
            Route("/try/say", self._say, methods=["POST"]),
            Route("/try/events", self._events),
            Route("/try/media/{key}", self._media),
        )

    def link(self) -> str:
        """The way in, for one browser, once; an earlier link that was not used opens nothing any more."""
        return f"{self.address}?key={self.door.new_key()}"

    async def run(self, stop: asyncio.Event) -> None:
        """Carries what is to be shown, until `stop`."""
        await self.live.run(stop)

    def _refusal(self, request: Request) -> str | None:
        """Why this request has no business here; the key of the sentence."""
        if request.client is None or not is_loopback(request.client.host):
            return "web-chat-closed-host"
        if not self.door.names_us(request.headers.get("host", "")):
            return "web-chat-closed-host"
        if request.method == "POST" and not self.door.is_ours(request.headers.get("origin", "")):
            return "web-chat-closed-origin"
        return None

    def _closed(self, request: Request) -> Response | None:
        """The answer to whoever may not come in."""
        if (reason := self._refusal(request)) is not None:
            return page.closed(texts_for(request), reason)
        return None if self.door.knows(request.cookies) else page.closed(texts_for(request))

    async def _page(self, request: Request) -> Response:
        if "key" in request.query_params and self._refusal(request) is None:
            return self._enter(request)
        if (closed := self._closed(request)) is not None:
            return closed
        people = people_of(request.query_params.getlist("as"))
        reply = request.query_params.get("reply", "")
        return page.chats([await self._chat(request, people, at, reply) for at in range(len(people))])

    def _enter(self, request: Request) -> Response:
        cookie = self.door.enter(request.query_params["key"]) if request.method == "GET" else None
        if cookie is None and not self.door.knows(request.cookies):
            return page.closed(texts_for(request), page.USED)
        query = urlencode([("as", name) for name in request.query_params.getlist("as")])
        answer = RedirectResponse(f"/try?{query}" if query else "/try", 303)
        if cookie is not None:
            answer.set_cookie(self.door.cookie, cookie, max_age=A_WEEK, path="/try", httponly=True, samesite="strict")
        return answer

    async def _chat(self, request: Request, people: tuple[str, ...], at: int, reply: str) -> page.Chat:
        texts = await texts_of(self.app, people[at], language_of(request))
        seat = Seat(people[at], texts, people, at)
        return page.Chat(seat, await thread(self.app, seat.name), reply)

    async def _say(self, request: Request) -> Response:
        if (closed := self._closed(request)) is not None:
            return closed
        fields = await body.form(request)
        said = said_of(fields, language_of(request))
        if said.text.strip() or said.token:
            key = key_of(said, _first(fields, "key"))
            await self.intake.receive(said, key)
            if "respond-async" not in request.headers.get("prefer", ""):
                await self.live.settled(key, PATIENCE)
        if "application/json" in request.headers.get("accept", ""):
            return Response(status_code=204)
        people = people_of(request.query_params.getlist("as") or [said.user])
        number = people.index(said.user) if said.user in people else 0
        return RedirectResponse(f"/try?{urlencode([('as', one) for one in people])}#end-{number}", 303)

    async def _media(self, request: Request) -> Response:
        if (closed := self._closed(request)) is not None:
            return closed
        name = people_of(request.query_params.getlist("as"))[0]
        return await media.answer(self.app, name, request.path_params["key"])

    async def _events(self, request: Request) -> Response:
        if (closed := self._closed(request)) is not None:
            return closed
        name = people_of(request.query_params.getlist("as"))[0]
        seat = Seat(name, await texts_of(self.app, name, language_of(request)), (name,))
        seen = request.headers.get("last-event-id") or request.query_params.get("seen", "")
        return StreamingResponse(self.live.events(seat, seen), media_type="text/event-stream")


def _first(fields: Mapping[str, Sequence[str]], name: str) -> str:
    return fields.get(name, [""])[0]


def name_of(given: str) -> str:
    """A name that can be shown and kept."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in given).split())[:NAME] or page.DEFAULT


def people_of(given: Sequence[str]) -> tuple[str, ...]:
    """Who is on the page: one, or two who are not the same."""
    return tuple(dict.fromkeys(name_of(one) for one in given))[:MOST_PEOPLE] or (page.DEFAULT,)


def said_of(fields: Mapping[str, Sequence[str]], language: str) -> Said:
    """What the person did, for the inbox."""
    name = name_of(_first(fields, "as"))
    answers = {key.removeprefix(ANSWER): ",".join(values) for key, values in fields.items() if key.startswith(ANSWER)}
    return Said(
        platform=PLATFORM,
        chat=name,
        user=name,
        name=name,
        language=language,
        zone=_first(fields, "zone"),
        text=_first(fields, "text"),
        token=_first(fields, "token"),
        card=_first(fields, "card"),
        answers=answers,
    )


def key_of(said: Said, given: str) -> str:
    """The delivery's key: the page's own and what was done. The same twice is once; two buttons of a page are two."""
    done = hashlib.sha256(repr((said.text, said.token, said.card, sorted(said.answers.items()))).encode()).hexdigest()
    page_key = given if KEY.fullmatch(given) else hashlib.sha256(given.encode("utf-8", "replace")).hexdigest()
    return f"{said.user}:{page_key}:{done[:16]}"

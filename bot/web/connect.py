"""Connecting an account in a browser: the link, the steps of its pages, and the way back from the network.

Looking (GET, HEAD) changes nothing, but for the network's callback and a chat platform's login, which nobody can reach
in advance: each needs the cookie of this very browser. What has an effect answers with the address of the next page, so
that no secret stays in one. Why each step is as it is: docs/design/connecting.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from urllib.parse import parse_qsl, urlencode

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from bot.logs import get_logger
from bot.web import body
from bot.web import connecting_pages as pages
from bot.web.connecting_browser import Browsers, check, is_in_advance, is_ours, must_be_ours
from bot.web.markup import Html
from bot.web.pages import texts_for
from core import connecting
from core.app import App
from core.connecting import Shown
from core.errors import Invalid, Missing, Stale
from core.model import Stage
from core.texts import Texts

log = get_logger(__name__)

QUERY_MOST, FIELDS_MOST = 16 * 1024, 40
"""Bytes and parameters that somebody may come back with."""
TOLD = frozenset(
    {
        "ticket-other-browser",
        "ticket-unknown",
        "ticket-mixed-up",
        "ticket-not-now",
        "ticket-proof-used",
        "ticket-no-cookie",
    }
)
"""The sentences that a browser may be told which has no ticket."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """That somebody logged in to a platform. `once` names this very login: it proves something a single time."""

    user: str
    once: str
    team: str = ""


class Proof(Protocol):
    """A chat platform's own login on our page, which shows that this browser is the person's."""

    policy: str
    """The Content-Security-Policy of the page that carries it."""

    async def widget(self, shown: Shown, texts: Texts, address: str) -> Html | None:
        """What the page carries, which leads back to `address`; None where this person has no such login."""
        ...

    def claim(self, given: Mapping[str, str], now: datetime) -> Claim | None:
        """Who logged in; None for whatever the platform did not sign just now."""
        ...


class Connect:
    """The pages, for browsers that reach us at `app.address`. `proofs`: by the name of the platform."""

    def __init__(self, app: App, proofs: Mapping[str, Proof]) -> None:
        self.app, self.proofs = app, proofs
        self.browsers = Browsers(app.address)

    @property
    def routes(self) -> list[Route]:
        """Everything under /connect and /oauth."""
        return [
            Route(pages.AT, self._begun, methods=["GET", "POST"]),
            Route("/connect/by/{platform}", self._by),
            Route("/connect/{secret}", self._link, methods=["GET", "POST"]),
            Route("/oauth/{network}/callback", self._callback),
        ]

    # -- the link ------------------------------------------------------------------------------------------------------

    async def _link(self, request: Request) -> Response:
        cookie, secret = self.browsers.cookie(request), request.path_params["secret"]
        try:
            shown = await connecting.show(self.app, secret, cookie)
        except Missing:
            return pages.refused(texts_for(request), "ticket-unknown", status=404)
        if request.method == "POST":
            return await self._opened(request, shown, secret, cookie)
        if shown.mine:
            return _to()
        return self._asked(request, shown, secret, cookie)

    def _asked(self, request: Request, shown: Shown, secret: str, cookie: str) -> Response:
        paper = pages.paper_of(shown, request, cookie or self.browsers.fresh())
        if shown.over:
            return pages.over(paper)
        if shown.ticket.stage is not Stage.OPEN:
            return pages.elsewhere(paper)
        answer = pages.asked(paper, self.app, f"{pages.AT}/{secret}")
        if not cookie:
            self.browsers.give(answer, paper.cookie)
        return answer

    async def _opened(self, request: Request, shown: Shown, secret: str, cookie: str) -> Response:
        fields = await body.form(request)
        if not cookie:
            return self._told(request, "ticket-no-cookie", shown.person.language)
        must_be_ours(request, cookie, shown.ticket.id, _first(fields, "check"))
        here = f"{pages.AT}/{secret}"
        try:
            match _first(fields, "step"):
                case "bind":
                    ticket, fresh = await connecting.bind(self.app, secret, cookie)
                case "stop":
                    await connecting.stop(self.app, secret=secret, cookie=cookie)
                    return _to(here)
                case _:
                    raise HTTPException(400)
        except (Invalid, Stale):  # the page says why
            return _to(here)
        if not ticket.browser:
            return _to(here)
        answer = _to()
        self.browsers.give(answer, fresh)
        return answer

    # -- what this browser has begun -----------------------------------------------------------------------------------

    async def _begun(self, request: Request) -> Response:
        if (why := request.query_params.get("why")) in TOLD:
            return pages.refused(texts_for(request), str(why), status=403)
        cookie = self.browsers.cookie(request)
        try:
            shown = await connecting.result(self.app, cookie)
        except Missing:
            return pages.refused(texts_for(request), "ticket-none-here", status=404)
        paper = pages.paper_of(shown, request, cookie)
        return await (self._step(request, paper) if request.method == "POST" else self._page(paper))

    async def _page(self, paper: pages.Paper) -> Response:
        shown = paper.shown
        if shown.ticket.stage is Stage.DONE:
            return pages.done(paper, self.app)
        if shown.over:
            return pages.over(paper)
        if shown.ticket.stage in pages.STAGES:
            return pages.STAGES[shown.ticket.stage](paper)
        return await self._waits(paper)

    async def _waits(self, paper: pages.Paper) -> Response:
        for platform, proof in self.proofs.items():
            query = urlencode({"check": check(paper.cookie, f"{platform} {paper.shown.ticket.id}")})
            address = f"{self.app.address}/connect/by/{platform}?{query}"
            if (widget := await proof.widget(paper.shown, paper.texts, address)) is not None:
                answer = pages.waits(paper, widget)
                answer.headers["Content-Security-Policy"] = proof.policy
                # Its window has to find the way back to the frame that opened it.
                answer.headers["Cross-Origin-Opener-Policy"] = "same-origin-allow-popups"
                return answer
        return pages.waits(paper)

    async def _step(self, request: Request, paper: pages.Paper) -> Response:
        fields = await body.form(request)
        must_be_ours(request, paper.cookie, paper.shown.ticket.id, _first(fields, "check"))
        try:
            match _first(fields, "step"):
                case "go":
                    return pages.leaving(paper, await connecting.depart(self.app, paper.cookie))
                case "choose":
                    await connecting.choose(self.app, paper.cookie, _first(fields, "account"))
                case "code":
                    await connecting.new_code(self.app, paper.cookie)
                case "stop":
                    await connecting.stop(self.app, cookie=paper.cookie)
                case _:
                    raise HTTPException(400)
        except (Invalid, Stale):  # the page says how it stands now
            return _to()
        return _to()

    # -- back from elsewhere -------------------------------------------------------------------------------------------

    async def _callback(self, request: Request) -> Response:
        if is_in_advance(request):
            return Response(status_code=204)
        given = _given(request)
        if given is None:
            return self._told(request, "ticket-unknown")
        cookie = self.browsers.cookie(request)
        try:
            came = await connecting.come_back(self.app, request.path_params["network"], cookie, given)
        except Missing:
            return self._told(request, "ticket-unknown")
        if came.mine:
            return _to()
        log.warning("a login came back in another browser than it was begun in", ticket=came.ticket.id)
        language = (await connecting.shown(self.app, came.ticket, "")).person.language
        return self._told(request, "ticket-other-browser", language)

    async def _by(self, request: Request) -> Response:
        if is_in_advance(request):
            return Response(status_code=204)
        if (platform := request.path_params["platform"]) not in self.proofs:
            raise HTTPException(404)
        cookie, given = self.browsers.cookie(request), _given(request)
        if given is None:
            raise HTTPException(400)
        try:
            shown = await connecting.result(self.app, cookie)
        except Missing:
            return self._told(request, "ticket-other-browser")
        return await self._logged_in(request, shown, cookie, platform=platform, given=given)

    async def _logged_in(
        self, request: Request, shown: Shown, cookie: str, *, platform: str, given: dict[str, str]
    ) -> Response:
        # It comes from the platform's own page, by its nature: what is ours about it is the check in the address.
        if not is_ours(cookie, f"{platform} {shown.ticket.id}", given.pop("check", "")):
            raise HTTPException(403)
        if (who := self.proofs[platform].claim(given, self.app.clock.now())) is None:
            raise HTTPException(403)
        try:
            await connecting.prove(self.app, cookie, platform, user=who.user, team=who.team, once=who.once)
        except Invalid as error:
            return _to() if error.reason not in TOLD else self._told(request, error.reason, shown.person.language)
        except Stale:
            return _to()
        return _to()

    def _told(self, request: Request, why: str, language: str = "") -> Response:
        """At an address of ours: what somebody came back with stays in no address bar."""
        return _to(f"{pages.AT}?{urlencode({'why': why, 'lang': language or texts_for(request).language})}")


def _to(address: str = pages.AT) -> RedirectResponse:
    return RedirectResponse(address, 303)


def _first(fields: Mapping[str, list[str]], name: str) -> str:
    return fields.get(name, [""])[0]


def _given(request: Request) -> dict[str, str] | None:
    """The parameters of the address; None where one is there twice, or there is more than anybody sends."""
    query = request.url.query
    if len(query) > QUERY_MOST:
        return None
    try:
        pairs = parse_qsl(query, keep_blank_values=True, max_num_fields=FIELDS_MOST, errors="strict")
    except ValueError:
        return None
    given = dict(pairs)
    return given if len(given) == len(pairs) else None

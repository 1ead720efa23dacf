"""The pages of connecting an account: each says who connects what to where, what happens next, and how to stop it."""

from collections.abc import Sequence
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import HTMLResponse

from bot.web.connecting_browser import check
from bot.web.markup import Html, el, join
from bot.web.pages import language_of, page
from core import connecting
from core.app import App
from core.connecting import Shown
from core.connecting.showing import bare
from core.model import Stage
from core.texts import Texts, closest

WAITING, WORKING = 4, 2
"""Seconds until a page that waits is loaded again by itself."""
SIGNS = {"info": "i", "good": "✓", "warning": "!", "bad": "✗"}
AT = "/connect"
"""Where everything goes on that a browser has begun: nothing in this address is a secret."""
HALF = 3
"""Digits, between which there is room."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A page that is being written: what it shows, in whose words, for which browser."""

    shown: Shown
    texts: Texts
    cookie: str

    def say(self, key: str, **facts: str | int) -> str:
        """The sentence, for this ticket."""
        about: dict[str, str | int] = {
            "network": self.shown.title,
            "place": self.place,
            "server": self.shown.ticket.server,
        }
        return self.texts.say(key, about | facts)

    @property
    def place(self) -> str:
        """Where the person logs in, as they know it."""
        return self.shown.place

    def form(self, step: str, label: str, *inside: str, style: str = "", at: str = AT) -> Html:
        """A button that does something."""
        shows = el("input", type="hidden", name="check", value=check(self.cookie, self.shown.ticket.id))
        button = el("button", label, type="submit", name="step", value=step, class_=style or None)
        return el("form", shows, *inside, button, method="post", action=at)


def paper_of(shown: Shown, request: Request, cookie: str) -> Paper:
    """In the language of who asked, wherever the page is looked at."""
    language = shown.person.language
    return Paper(shown, Texts(closest(language) if language else language_of(request), "UTC"), cookie)


def _notice(texts: Texts, level: str, text: str) -> Html:
    sign = el("span", SIGNS[level], class_="sign", aria_hidden="true")
    words = el("p", el("span", texts.say(f"web-{level}"), ": ", class_="unseen"), text)
    return el("div", sign, words, class_=f"notice {level}", role="note")


def _fields(rows: Sequence[tuple[str, str]]) -> Html:
    return el("dl", join(el("div", el("dt", label), el("dd", value)) for label, value in rows), class_="fields facts")


def _about(paper: Paper) -> Html:
    """Who connects what to where."""
    shown, say = paper.shown, paper.say
    what = f"{shown.title} · {bare(shown.ticket.server)}" if shown.ticket.server else shown.title
    rows = [
        (say("web-connect-who"), shown.person.name),
        (say("web-connect-workspace"), shown.workspace.name),
        (say("web-connect-network"), what),
    ]
    return _fields(rows + ([(say("web-connect-account"), shown.again.title)] if shown.again is not None else []))


def _whole(paper: Paper, title: str, *main: str, status: int = 200) -> HTMLResponse:
    return page(paper.texts, title, el("h1", title), *main, status=status)


def asked(paper: Paper, app: App, at: str) -> HTMLResponse:
    """The link, in a browser that nothing was bound to yet: looking at this page changes nothing."""
    say, title = paper.say, paper.say("web-connect-title")
    steps = [say(f"web-connect-step-{one}") for one in ("code", "login", "done")]
    yes = paper.form("bind", say("web-connect-yes"), style="primary", at=at)
    return _whole(
        paper,
        title,
        _about(paper),
        _notice(paper.texts, "warning", say("web-connect-you", name=paper.shown.person.name)),
        el("div", yes, paper.form("stop", say("web-connect-not-me"), style="danger", at=at), class_="row"),
        el("h2", say("web-connect-next")),
        el("ol", join(el("li", one) for one in steps), class_="steps"),
        el("h2", say("web-connect-may")),
        _rights(paper, connecting.granted(app, paper.shown.ticket), ()),
    )


def _rights(paper: Paper, granted: Sequence[str], lacking: Sequence[str]) -> Html:
    """What we may do there, and what not."""
    rights = [
        *(_right("✓", paper.say(f"web-connect-may-{one}")) for one in granted),
        *(_right("✗", paper.say(f"web-connect-lacks-{one}")) for one in lacking),
        _right("–", paper.say("web-connect-may-nothing-else")),
    ]
    return el("ul", *rights, class_="rights")


def _right(sign: str, words: str) -> Html:
    return el("li", el("span", sign, class_="sign has" if sign == "✓" else "sign"), el("span", words))


def waits(paper: Paper, widget: str = "") -> HTMLResponse:
    """The six digits, to be typed where only the person can; or a login that only they have."""
    say, shown = paper.say, paper.shown
    if not shown.code:
        again = paper.form("code", say("web-connect-new-code"), style="primary")
        return _whole(
            paper, say("web-connect-code-over"), el("p", say("web-connect-code-over-more")), again, _stop(paper)
        )
    digits = f"{shown.code[:HALF]} {shown.code[HALF:]}"
    spoken = " ".join(shown.code)
    number = el("p", el("span", digits, aria_hidden="true"), el("span", spoken, class_="unseen"), class_="code")
    wrong = shown.ticket.tries
    answer = _whole(
        paper,
        say("web-connect-code-title"),
        number,
        el("p", say("web-connect-code-how")),
        *([_notice(paper.texts, "bad", say("web-connect-code-wrong", left=connecting.TRIES - wrong))] if wrong else []),
        *([el("h2", say("web-connect-or")), widget] if widget else []),
        _notice(paper.texts, "warning", say("web-connect-code-secret")),
        _about(paper),
        el("div", el("a", say("web-connect-typed"), href=AT, class_="go"), _stop(paper), class_="row"),
    )
    answer.headers["Refresh"] = str(WAITING)
    return answer


def _stop(paper: Paper) -> Html:
    return paper.form("stop", paper.say("web-connect-stop"), style="danger")


def proved(paper: Paper) -> HTMLResponse:
    """It is them: on to the network."""
    say = paper.say
    go = paper.form("go", say("web-connect-go"), style="primary")
    title = say("web-connect-proved")
    return _whole(
        paper, title, _about(paper), el("p", say("web-connect-there")), el("div", go, class_="row"), _stop(paper)
    )


def leaving(paper: Paper, url: str) -> HTMLResponse:
    """The way to the network: not a redirect, for a form of ours may lead to nobody else (form-action)."""
    link = el("a", paper.say("web-connect-go"), href=url, rel="noreferrer", class_="go")
    answer = _whole(paper, paper.say("web-connect-leaving"), el("p", paper.say("web-connect-there")), el("p", link))
    answer.headers["Refresh"] = f"0; url={url}"
    return answer


def away(paper: Paper) -> HTMLResponse:
    """They are at the network, or have come back by the browser's own button."""
    say = paper.say
    go = paper.form("go", say("web-connect-go"), style="primary")
    return _whole(paper, say("web-connect-away"), el("p", say("web-connect-away-more")), go, _stop(paper))


def back(paper: Paper) -> HTMLResponse:
    """Being exchanged."""
    turning = el("span", class_="turning", aria_hidden="true")
    doing = el("p", turning, el("span", paper.say("web-connect-back-more")), class_="doing", role="status")
    answer = _whole(
        paper, paper.say("web-connect-back"), doing, el("p", el("a", paper.say("web-connect-look"), href=AT))
    )
    answer.headers["Refresh"] = str(WORKING)
    return answer


def choosing(paper: Paper) -> HTMLResponse:
    """Which of them?"""
    found = paper.shown.ticket.found
    shows = el("input", type="hidden", name="check", value=check(paper.cookie, paper.shown.ticket.id))
    step = el("input", type="hidden", name="step", value="choose")
    buttons = [
        el("button", one.title or one.account, type="submit", name="account", value=one.account) for one in found
    ]
    form = el("form", shows, step, *buttons, method="post", action=AT, class_="choices")
    say = paper.say
    return _whole(
        paper, say("web-connect-which"), _about(paper), el("p", say("web-connect-which-more")), form, _stop(paper)
    )


def done(paper: Paper, app: App) -> HTMLResponse:
    """Connected: which account, what we may do there, and what not."""
    say, shown = paper.say, paper.shown
    account = shown.account.title if shown.account is not None else shown.title
    url = shown.account.url if shown.account is not None else ""
    link = el("a", say("web-connect-see"), href=url, rel="noreferrer", class_="go")
    return _whole(
        paper,
        say("web-connect-done"),
        _notice(paper.texts, "good", say("web-connect-done-more", account=account)),
        _about(paper),
        _rights(paper, connecting.granted(app, shown.ticket), connecting.lacking(shown.ticket)),
        *([el("p", link)] if url.startswith(("https://", "http://")) else []),
        el("p", say("web-connect-back-to-chat")),
    )


def over(paper: Paper) -> HTMLResponse:
    """Not connected: why, and what to do."""
    shown, say = paper.shown, paper.say
    account = shown.again.title if shown.again is not None else ""
    why = connecting.sentence(paper.texts, shown.ticket, title=shown.title, account=account)
    more = el("p", say("web-connect-again"))
    return _whole(paper, say("web-connect-over"), _notice(paper.texts, "bad", why), more)


def elsewhere(paper: Paper) -> HTMLResponse:
    """The link is another browser's."""
    why = _notice(paper.texts, "warning", paper.texts.say("ticket-bound"))
    return _whole(paper, paper.say("web-connect-elsewhere"), why, status=409)


def refused(texts: Texts, key: str, *, status: int) -> HTMLResponse:
    """For a browser that has nothing here, or that came back for somebody else."""
    title = texts.say("web-connect-over")
    return page(
        texts,
        title,
        el("h1", title),
        _notice(texts, "bad", texts.say(key, network="", server="", detail="", account="")),
        el("p", texts.say("web-connect-again")),
        status=status,
    )


STAGES = {
    Stage.PROVED: proved,
    Stage.SENT: away,
    Stage.BACK: back,
    Stage.CHOOSING: choosing,
}

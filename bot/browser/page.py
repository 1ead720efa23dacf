"""The page of the chat: one person's, or two side by side. All of it works without script; with it, it is alive."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.responses import HTMLResponse

from bot import cards
from bot.browser.log import Seat, can_reply, draw
from bot.browser.thread import Kept, Thread
from bot.web.markup import Html, el
from bot.web.pages import document, page
from bot.web.posts import avatar
from core.model import Card, Delivery
from core.texts import Texts
from handlers import routes
from handlers.view import Progress

DEFAULT = "me"
USED = "web-chat-closed-used"
SCRIPT = el("script", src="/look/chat.js", type="module")
AGAIN = el("noscript", el("meta", http_equiv="refresh", content="3"))


@dataclass(frozen=True, slots=True)
class Chat:
    """All that one column shows."""

    seat: Seat
    thread: Thread
    reply: str = ""
    """The card that is being replied to."""


def chats(all_of_them: Sequence[Chat]) -> HTMLResponse:
    """The whole page."""
    texts = all_of_them[0].seat.texts
    names = ", ".join(chat.seat.name for chat in all_of_them)
    brand = el("a", texts.say("web-name"), href="/", class_="brand")
    bar = el("header", brand, _others(all_of_them), class_="bar")
    columns = [_chat(one) for one in all_of_them]
    main = el("main", *columns, class_="chats two" if len(columns) > 1 else "chats")
    title = texts.say("web-chat-title", name=names)
    head = [SCRIPT, AGAIN] if any(_is_busy(one) for one in all_of_them) else [SCRIPT]
    answer = HTMLResponse(document(texts, title, bar, main, head=head, class_="chatting"))
    # With no-referrer a browser sends forms with "Origin: null": this page's own could not be told from foreign ones.
    answer.headers["Referrer-Policy"] = "same-origin"
    return answer


def _is_busy(chat: Chat) -> bool:
    """Whether something is being answered or done: without script the page is then loaded again by itself."""
    return any(_waits(item.of) for item in chat.thread.items)


def _waits(one: Kept) -> bool:
    if isinstance(one, Card):
        return any(isinstance(block, Progress) for block in cards.from_json(one.view).blocks)
    return isinstance(one, Delivery) and one.done_at is None


def _others(all_of_them: Sequence[Chat]) -> Html:
    """Sits another person down, or leaves one alone."""
    seat = all_of_them[0].seat
    if len(all_of_them) > 1:
        href = f"/try?{urlencode({'as': seat.name})}"
        return el("a", seat.texts.say("web-chat-alone", name=seat.name), href=href, class_="go")
    name = el("label", seat.texts.say("web-chat-other-name"), for_="other")
    field = el("input", type="text", id="other", name="as", maxlength=40, autocomplete="off", required=True)
    return el(
        "details",
        el("summary", seat.texts.say("web-chat-other")),
        el(
            "form",
            el("p", seat.texts.say("web-chat-other-more"), class_="quiet"),
            el("input", type="hidden", name="as", value=seat.name),
            name,
            field,
            el("button", seat.texts.say("web-chat-other-open"), type="submit", class_="primary"),
            method="get",
            action="/try",
        ),
        class_="more",
    )


def _chat(chat: Chat) -> Html:
    seat, say = chat.seat, chat.seat.texts.say
    return el(
        "section",
        _who(seat),
        _log(chat),
        el("p", class_="state", role="status", hidden=True),
        el("div", el("div", class_="toasts"), _composer(chat), class_="foot-of-chat"),
        el("p", class_="announcer unseen", role="status", aria_live="polite"),
        _toast_frame(seat.texts),
        class_="chat",
        lang=seat.texts.language,
        aria_labelledby=f"who-{seat.number}",
        data_as=seat.name,
        data_seen=chat.thread.state,
        data_lost=say("web-chat-lost"),
        data_over=say("web-chat-over"),
        data_copy=say("web-chat-copy"),
        data_unsent=say("web-chat-unsent"),
        data_undone=say("web-chat-undone"),
    )


def _who(seat: Seat) -> Html:
    own = "web-chat-mine" if seat.name == DEFAULT else "web-chat-as"
    title = el("h1", seat.texts.say(own, name=seat.name), id=f"who-{seat.number}")
    # An address of its own each time: to the one that is shown already a browser would only scroll.
    address = f"/try?{seat.query}&now={secrets.token_hex(4)}#end-{seat.number}"
    refresh = el("a", seat.texts.say("web-chat-refresh"), href=address, class_="refresh")
    return el("header", avatar(seat.name), title, refresh, _quick(seat, "help", "web-chat-help"), class_="who")


def _quick(seat: Seat, command: str, key: str, style: str = "plain") -> Html:
    """A command as a button, where there is such a command."""
    if command not in routes.COMMANDS:
        return Html("")
    press = el("button", seat.texts.say(key), type="submit", name="text", value=f"/{command}", class_=style)
    return el("form", *_along(seat), press, method="post", action=seat.action)


def _along(seat: Seat, card: str = "") -> list[Html]:
    return [el("input", type="hidden", name=name, value=value) for name, value in seat.sent(card).items()]


def _log(chat: Chat) -> Html:
    seat = chat.seat
    older = el("div", seat.texts.say("web-chat-older"), class_="note") if chat.thread.cut else ""
    items = [draw(item, seat) for item in chat.thread.items] or [_hello(seat)]
    end = el("div", id=f"end-{seat.number}", class_="end", aria_hidden="true")
    # Read out is what the script puts into the announcer: a card that is redrawn ten times a second is not.
    return el(
        "div",
        older,
        *items,
        end,
        class_="log",
        role="log",
        aria_live="off",
        tabindex=0,
        aria_label=seat.texts.say("web-chat-log", name=seat.name),
    )


def _hello(seat: Seat) -> Html:
    say = seat.texts.say
    start = _quick(seat, "start", "web-chat-start", "primary")
    return el("div", el("h2", say("web-chat-empty")), el("p", say("web-chat-empty-more")), start, class_="hello")


def _composer(chat: Chat) -> Html:
    seat, number = chat.seat, chat.seat.number
    label = el("label", seat.texts.say("web-chat-composer"), for_=f"say-{number}", class_="unseen")
    field = el(
        "textarea",
        id=f"say-{number}",
        name="text",
        rows=1,
        dir="auto",
        placeholder=seat.texts.say("web-chat-hint"),
        aria_describedby=f"keys-{number}",
    )
    keys = el("p", seat.texts.say("web-chat-keys"), class_="unseen", id=f"keys-{number}")
    send = el("button", seat.texts.say("web-chat-send"), type="submit", class_="primary")
    parts = *_along(seat, chat.reply), _replying(chat), label, field, keys, send
    return el("form", *parts, class_="composer", method="post", action=seat.action)


def _replying(chat: Chat) -> Html:
    seat = chat.seat
    summary = _summary(chat)
    line = el("span", seat.texts.say("web-chat-replying", summary=summary) if summary else "")
    leave = el("a", seat.texts.say("web-chat-no-reply"), href=f"/try?{seat.query}", class_="no-reply reply")
    return el("div", line, leave, class_="replying", hidden=not summary, role="status")


def _summary(chat: Chat) -> str:
    for item in chat.thread.items:
        if isinstance(item.of, Card) and item.of.id == chat.reply and can_reply(item.of):
            return cards.from_json(item.of.view).summary
    return ""


def _toast_frame(texts: Texts) -> Html:
    close = el("button", "×", type="button", aria_label=texts.say("web-chat-close"))
    return el("template", el("div", el("span"), close, class_="toast"), class_="toast-frame")


def closed(texts: Texts, reason: str = "") -> HTMLResponse:
    """No way in: why, and where the way in is."""
    title = texts.say("web-chat-closed")
    why = el("p", el("strong", texts.say(reason))) if reason else ""
    again = el("p", el("a", texts.say("web-chat-closed-again"), href="/try", class_="go"))
    # Whose link is used up finds no other in the terminal: the sentence above says what to do.
    more = "" if reason == USED else el("p", texts.say("web-chat-closed-more"))
    return page(texts, title, el("h1", title), why, more, again, status=403)

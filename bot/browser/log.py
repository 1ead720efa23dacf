"""The items of a log as HTML: what we show on one side, what the person said on the other, short answers between."""

import secrets
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from bot import cards
from bot.browser.render import Place, render
from bot.browser.thread import Item
from bot.logs import get_logger
from bot.web.markup import Html, el
from core.model import Card, Delivery, Outgoing
from core.texts import Texts
from handlers import routes

log = get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Seat:
    """Whose chat it is, in whose words, and who else is on the page."""

    name: str
    texts: Texts
    people: tuple[str, ...]
    number: int = 0

    @property
    def query(self) -> str:
        """Leads back to this page."""
        return urlencode([("as", one) for one in self.people])

    @property
    def action(self) -> str:
        """Where everything is sent."""
        return f"/try/say?{self.query}"

    def file(self, key: str) -> str:
        """Where the bytes of a picture or video are, for this person."""
        return f"/try/media/{quote(key, safe='')}?{urlencode({'as': self.name})}"

    def sent(self, card: str = "") -> dict[str, str]:
        """What goes along: who it is, on which card, and a key by which the same press is known when it comes twice."""
        return {"as": self.name, "card": card, "zone": "", "key": secrets.token_hex(16)}


def draw(item: Item, seat: Seat) -> Html:
    """The item, ready to stand in its place or to take the place of what it looked like before."""
    match item.of:
        case Card():
            return _card(item, item.of, seat)
        case Delivery(said=said):
            who = el("span", seat.texts.say("web-chat-said", name=seat.name), ": ", class_="unseen")
            bubble = el("div", who, said.text, class_="bubble", dir="auto")
            return el("div", bubble, class_="item said", id=item.id, data_mark=item.mark)
        case Outgoing(toast=words):
            return el("div", words, class_="item note", id=item.id, data_mark=item.mark, data_summary=words)


def _card(item: Item, card: Card, seat: Seat) -> Html:
    view = cards.from_json(card.view)
    place = Place(texts=seat.texts, action=seat.action, sent=seat.sent(card.id), file=seat.file, name=item.id)
    drawn, warnings = render(view, place)
    for warning in warnings:
        log.warning("not shown as meant", screen=card.screen, warning=warning)
    return el(
        "div",
        el("article", drawn, class_="bubble", aria_label=view.summary),
        _reply(card, view.summary, seat) if can_reply(card) else "",
        class_="item card",
        id=item.id,
        data_mark=item.mark,
        data_summary=view.summary,
    )


def can_reply(card: Card) -> bool:
    """Whether words about this card have somewhere to go."""
    return card.subject.partition(":")[0] in routes.REPLIES


def _reply(card: Card, summary: str, seat: Seat) -> Html:
    href = f"/try?{seat.query}&{urlencode({'reply': card.id})}#say-{seat.number}"
    label = seat.texts.say("web-chat-reply")
    about = el("span", ": ", summary, class_="unseen")
    return el("a", label, about, href=href, class_="reply", data_reply=card.id, data_summary=summary)

"""A message as a phone shows it, for the page with every screen. Nothing of it can be pressed."""

import re

from bot.telegram.render import Button, Rendered
from bot.web.markup import Html, el
from handlers.view import Month, Preview

BLOCKS = re.compile(r"\n?(<(blockquote|pre)[ >].*?</\2>)\n?", re.DOTALL)
"""What stands by itself takes the line breaks around it along."""
LEADS = re.compile(r' href="[^"]*"')


def phone(shown: Rendered) -> Html:
    """The bubble, with the picture's place where there is one, the buttons beneath, and what replaces the keyboard."""
    text = BLOCKS.sub(r"\1", LEADS.sub("", shown.html))  # made by the renderer: all that people wrote is escaped in it
    words = el("div", Html(text), class_="message", dir="auto") if text else ""
    rows = [el("div", *map(_button, row), class_="keys") for row in shown.keyboard]
    pick = el("div", el("span", shown.pick.label), class_="keys instead") if shown.pick else ""
    return el("div", el("div", _picture(shown), words, class_="balloon"), *rows, pick, class_="phone")


def _picture(shown: Rendered) -> Html:
    match shown.picture:
        case Month(title=title):
            return el("div", f"🖼 {title}", class_="picture")
        case Preview(account=account, network=network):
            return el("div", f"🖼 {account} · {network}", class_="picture")
        case None:
            return Html("")


def _button(button: Button) -> Html:
    label = f"{button.label} ↗" if button.url else button.label
    return el("span", label, class_=button.style or "plain")

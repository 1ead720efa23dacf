"""A message as a phone shows it, for the page with every screen. Nothing of it can be pressed."""

import re
from base64 import b64encode

from bot.telegram.render import Button, Rendered
from bot.web.markup import Html, el
from handlers.view import Month, Preview

BLOCKS = re.compile(r"\n?(<(blockquote|pre)[ >].*?</\2>)\n?", re.DOTALL)
"""What stands by itself takes the line breaks around it along."""
LEADS = re.compile(r' href="[^"]*"')


def phone(shown: Rendered, drawn: bytes = b"") -> Html:
    """The bubble, the buttons beneath, and what replaces the keyboard; `drawn`: the picture, as JPEG."""
    text = BLOCKS.sub(r"\1", LEADS.sub("", shown.html))  # made by the renderer: all that people wrote is escaped in it
    words = el("div", Html(text), class_="message", dir="auto") if text else ""
    rows = [el("div", *map(_button, row), class_="keys") for row in shown.keyboard]
    pick = el("div", el("span", shown.pick.label), class_="keys instead") if shown.pick else ""
    return el("div", el("div", _picture(shown, drawn), words, class_="balloon"), *rows, pick, class_="phone")


def _picture(shown: Rendered, drawn: bytes) -> Html:
    """The picture, or its place."""
    if shown.picture is None:
        return Html("")
    name = _name(shown.picture)
    if not drawn:
        return el("div", f"🖼 {name}", class_="picture")
    return el("img", class_="photo", alt=name, src=f"data:image/jpeg;base64,{b64encode(drawn).decode()}")


def _name(picture: Month | Preview) -> str:
    return picture.title if isinstance(picture, Month) else f"{picture.account} · {picture.network}"


def _button(button: Button) -> Html:
    label = f"{button.label} ↗" if button.url else button.label
    return el("span", label, class_=button.style or "plain")

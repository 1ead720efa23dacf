"""How a post looks wherever it is shown: who it is by, and its words with what a network would link in colour."""

import re
import zlib

from bot.web.markup import Html, el, escape, join

LINKED = re.compile(r"https?://[^\s<>\"]*[^\s<>\".,;:!?)\]»”]|(?<![\w&])[#@]\w[\w.-]*\w|(?<![\w&])[#@]\w")
"""What networks show as a link: addresses, hashtags and names."""
HUES = 6


def initial(account: str) -> str:
    """The letter in the circle."""
    return next((sign.upper() for sign in account if sign.isalnum()), "•")


def avatar(account: str) -> Html:
    """A circle with the account's initial, always in the same colour."""
    hue = zlib.crc32(account.encode("utf-8", "replace")) % HUES
    return el("span", initial(account), class_=f"avatar hue{hue}", aria_hidden="true")


def words(text: str) -> Html:
    """The text to the letter, with what a network would link in colour."""
    parts, at = [], 0
    for found in LINKED.finditer(text):
        parts += [escape(text[at : found.start()]), el("span", found.group(), class_="linked")]
        at = found.end()
    return join([*parts, escape(text[at:])])

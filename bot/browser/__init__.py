"""The chat in a browser: screens as HTML, and `/try`, where a first visitor needs no key of anybody's."""

from bot.browser.routes import Browser

__all__ = ["Browser"]

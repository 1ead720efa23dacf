"""What Telegram takes as a keyboard."""

import re
from collections.abc import Iterator
from typing import Any

from tests.fakes.telegram.parsing import units
from tests.fakes.telegram.refusals import Wrong
from tests.fakes.telegram.texts import link_faults

ACTIONS = (
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
)
STYLES = ("primary", "success", "danger")
IN_A_ROW, IN_ALL, MOST_DATA, MOST_COPIED = 8, 100, 64, 256
URL = re.compile(r"(https?://[^\s/]+\.?[^\s]*|tg://\S+)")


def check(markup: Any, odd: list[str]) -> None:
    """`Wrong` for what would be refused; `odd` takes what would be overlooked."""
    if not isinstance(markup, dict):
        return
    inline = "inline_keyboard" in markup
    rows = markup.get("inline_keyboard", markup.get("keyboard", []))
    buttons = [button for row in rows for button in row]
    odd.extend(f"{len(row)} buttons in a row" for row in rows if len(row) > IN_A_ROW)
    odd.extend("a row without buttons" for row in rows if not row)
    if len(buttons) > IN_ALL:
        raise Wrong("reply markup is too long")
    for button in buttons:
        _button(button, odd, inline=inline)
    placeholder = markup.get("input_field_placeholder", "-")
    if not 1 <= units(placeholder) <= 64:
        raise Wrong("reply markup input field placeholder must be 1-64 characters")


def _button(button: dict[str, Any], odd: list[str], *, inline: bool) -> None:
    if not button["text"].strip():
        raise Wrong("text of a button is empty" if inline else "keyboard button text must be non-empty")
    if button.get("style", "primary") not in STYLES:
        raise Wrong("can't parse inline keyboard button: invalid button style specified")
    if not inline:
        return
    for words in _faults(button):
        raise Wrong(words)
    odd.extend(link_faults(button.get("url", "")))


def _faults(button: dict[str, Any]) -> Iterator[str]:
    actions = [one for one in (*ACTIONS, "disabled") if one in button]
    if not actions:
        yield "can't parse inline keyboard button: text buttons are unallowed in the inline keyboard"
    if len([one for one in actions if one != "disabled"]) > 1:
        yield f"exactly one action is allowed in an inline button, not {actions}"
    if "callback_data" in button and not 1 <= len(button["callback_data"].encode()) <= MOST_DATA:
        yield "BUTTON_DATA_INVALID"
    if "url" in button and not URL.fullmatch(button["url"]):
        yield "BUTTON_URL_INVALID"
    if "copy_text" in button and not 1 <= units(button["copy_text"]["text"]) <= MOST_COPIED:
        yield "BUTTON_COPY_TEXT_INVALID"

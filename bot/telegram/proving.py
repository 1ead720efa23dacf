"""Telegram's login on a page of ours: its button, and whether what came back was signed by Telegram just now.

https://core.telegram.org/widgets/login: the fields in the order of their names, as lines, under HMAC-SHA256 with the
SHA-256 of the bot's token as the key.
"""

import hashlib
import hmac
import re
from collections.abc import Callable, Mapping
from datetime import datetime

from bot.telegram.updates import PLATFORM
from bot.web.connect import Claim
from bot.web.headers import POLICY
from bot.web.markup import Html, el
from core.app import App
from core.connecting import Shown
from core.model import Identity
from core.ports import EVERYWHERE
from core.texts import Texts

SCRIPT = "https://telegram.org"
FRAME = "https://oauth.telegram.org"
WIDGET = f"{SCRIPT}/js/telegram-widget.js?22"
LASTS = 120
"""Seconds that a login is good for after Telegram signed it."""
AHEAD = 10
"""Seconds that Telegram's clock may be ahead of ours."""
FIELDS_MOST, VALUE_MOST = 12, 1024
NAME = re.compile(r"[a-z][a-z_]{0,31}")
HASH = re.compile(r"[0-9a-f]{64}")
USER = re.compile(r"[1-9][0-9]{0,19}", re.ASCII)
MOMENT = re.compile(r"[1-9][0-9]{9,10}", re.ASCII)
CONTROL = re.compile(r"[\x00-\x1f\x7f\u2028\u2029\ud800-\udfff]")
NEEDED = frozenset({"id", "auth_date", "hash"})


class TelegramLogin:
    """The port `bot.web.connect.Proof`. It does not show itself: it holds the token."""

    policy = POLICY.replace("script-src 'self'", f"script-src 'self' {SCRIPT}") + f"; frame-src {FRAME}"

    def __init__(self, app: App, token: str, name: Callable[[], str]) -> None:
        """`name`: the bot's, without @; "" while it is not known."""
        self._app, self._name = app, name
        self._key = hashlib.sha256(token.encode()).digest()

    def __repr__(self) -> str:
        return "TelegramLogin(...)"

    async def widget(self, shown: Shown, texts: Texts, address: str) -> Html | None:
        """Its button, where we have an address that Telegram leads back to, and know the person from there."""
        if not (name := self._name()) or not address.startswith("https://"):
            return None
        if not await self._app.store.count(EVERYWHERE, Identity, person_id=shown.person.id, platform=PLATFORM):
            return None
        script = el(
            "script",
            src=WIDGET,
            async_=True,
            data_telegram_login=name,
            data_size="large",
            data_auth_url=address,
            data_lang=texts.language,
        )
        return el("div", el("p", texts.say("web-connect-telegram")), script, class_="widget")

    def claim(self, given: Mapping[str, str], now: datetime) -> Claim | None:
        """The user's number; None for whatever Telegram did not sign just now."""
        if not _is_whole(given):
            return None
        lines = "\n".join(f"{name}={value}" for name, value in sorted(given.items()) if name != "hash")
        signed = hmac.digest(self._key, lines.encode(), "sha256").hex()
        if not hmac.compare_digest(signed, given["hash"]):
            return None
        age = now.timestamp() - int(given["auth_date"])
        return Claim(user=given["id"], once=given["hash"]) if -AHEAD <= age <= LASTS else None


def _is_whole(given: Mapping[str, str]) -> bool:
    """Whether it has the form of such a login; a line break could make one field look like two."""
    return (
        given.keys() >= NEEDED
        and len(given) <= FIELDS_MOST
        and all(NAME.fullmatch(name) for name in given)
        and all(len(value) <= VALUE_MOST and not CONTROL.search(value) for value in given.values())
        and HASH.fullmatch(given["hash"]) is not None
        and USER.fullmatch(given["id"]) is not None
        and MOMENT.fullmatch(given["auth_date"]) is not None
    )

"""What Telegram's login sends a browser back with: signed with a bot's token, as the documentation says."""

import hashlib
import hmac
from datetime import datetime

from bot.telegram.proving import TelegramLogin
from core.app import App

TOKEN = "123456:a-token-of-a-played-bot_that-signs"


def signed(user: str, at: datetime, *, token: str = TOKEN, **given: str) -> dict[str, str]:
    """For whoever has this number at Telegram."""
    fields = {"id": user, "auth_date": str(int(at.timestamp())), "first_name": "Anna", **given}
    lines = "\n".join(f"{name}={fields[name]}" for name in sorted(fields))
    key = hashlib.sha256(token.encode()).digest()
    return {**fields, "hash": hmac.digest(key, lines.encode(), "sha256").hex()}


def login(app: App) -> TelegramLogin:
    """Telegram's login on our pages, of the bot with that token."""
    return TelegramLogin(app, TOKEN, lambda: "maize_bot")

"""Telegram: what it delivers and what it is sent. The only importer of the library that speaks its Bot API."""

from bot.telegram.live import PATH, Access, Say, Telegram, looked_at, reached
from bot.telegram.updates import PLATFORM

__all__ = ["PATH", "PLATFORM", "Access", "Say", "Telegram", "looked_at", "reached"]

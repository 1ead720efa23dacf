"""The library's errors, translated into ours: what is over before it began costs nothing, what was under way may have.

- `WriterMisconfigured`: a person has to change a setting, or pay the provider. Never charged.
- `WriterBusy`: nothing was done, and it may pass: no connection, "429", any "5xx". Never charged.
- `WriterBroken`: it was under way when it stopped: a timeout, a cut stream. Charged for what was sent and had come.
"""

from http import HTTPStatus
from types import ModuleType
from typing import Any

import regex

from core.errors import WriterBroken, WriterBusy, WriterError, WriterMisconfigured, WriterRefused

SECRET = regex.compile(r"(?i)bearer\s+\S+|\bsk-[\w*.…-]+|\S*\*{3}\S*")
"""A key, also one of which an endpoint shows but the ends."""
CONTENT = regex.compile(
    r"""(?i)\binput(?:_value)?['"]?\s*[:=].*"""
    r"""|(?<!\w)(?P<quote>['"])(?:\\.|(?!(?P=quote)).){40,}(?:(?P=quote)|\Z)""",
    regex.DOTALL,
)
"""What some endpoints quote of a request that they do not take: pydantic's `input`, and anything quoted and long."""
SHOWN = 200
NEVER_CONNECTED = ("ConnectError", "ConnectTimeout", "PoolTimeout", "ProxyError")
NO_SUCH_ADDRESS = ("UnsupportedProtocol", "InvalidURL")
DECLINED = regex.compile(r"content_filter|content_policy|responsible_ai|moderation")
NO_MONEY = ("insufficient_quota", "billing_hard_limit_reached", "billing_not_active")
SETTINGS = (HTTPStatus.UNAUTHORIZED, HTTPStatus.PAYMENT_REQUIRED, HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND)
LATER = (HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.CONFLICT, HTTPStatus.TOO_EARLY, HTTPStatus.TOO_MANY_REQUESTS)


def translated(openai: ModuleType, error: Exception, *, key: str, spent: int) -> WriterError:
    """Our error for one of the library's; `spent` is what the call may have cost if it was under way."""
    detail = safe(_told(error), key)
    if isinstance(error, openai.APIStatusError):
        return _status(error, detail)
    cause = type(error.__cause__).__name__
    if isinstance(error, openai.APIConnectionError) and cause in NO_SUCH_ADDRESS:
        return WriterMisconfigured(f"no such address: {cause}")
    if isinstance(error, openai.APIConnectionError) and cause in NEVER_CONNECTED:
        return WriterBusy(f"no connection: {cause}")
    return WriterBroken(f"cut off: {detail}", cost=spent)


def refusal(error: Any) -> str:
    """What the endpoint says to a "400", code and name of the parameter included."""
    return " ".join(str(part) for part in (error.message, error.code, getattr(error, "param", None)) if part)


def safe(text: str, key: str) -> str:
    """A short text for logs without anything like a key or a text: providers quote both in their errors."""
    text = text.replace(key, "…") if key else text
    return CONTENT.sub("…", SECRET.sub("…", " ".join(text.split())))[:SHOWN]


def _status(error: Any, detail: str) -> WriterError:
    code = f"{error.code or ''} {error.type or ''}".casefold()
    if DECLINED.search(f"{code} {error.message}".casefold()) and error.status_code < HTTPStatus.INTERNAL_SERVER_ERROR:
        return WriterRefused(detail)
    if error.status_code in SETTINGS or any(name in code for name in NO_MONEY):
        return WriterMisconfigured(detail)
    if error.status_code in LATER or error.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return WriterBusy(detail)
    if "context_length" in code or error.status_code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
        return WriterBroken(detail)
    return WriterMisconfigured(detail)


def _told(error: Exception) -> str:
    status = getattr(error, "status_code", "")
    return f"{type(error).__name__} {status} {getattr(error, 'message', '') or error}"

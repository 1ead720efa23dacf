"""How the library is opened: at which address, with which key, and never repeating a call by itself."""

from types import ModuleType
from typing import Any
from urllib.parse import urlsplit

from core.errors import WriterMisconfigured

OPENAI = "https://api.openai.com/v1"
NO_KEY = "none"
"""Sent where no key is set: local endpoints ask for none, but the library insists on one."""


def client_of(openai: ModuleType, *, key: str, url: str, timeout: float) -> Any:
    """The library's client. Raises `WriterMisconfigured`."""
    if not key.isascii() or not key.isprintable() or " " in key:
        raise WriterMisconfigured("the key has characters that no key has")
    if urlsplit(url).scheme not in {"http", "https"}:
        raise WriterMisconfigured("the address is not an http address")
    return openai.AsyncOpenAI(api_key=key, base_url=url, max_retries=0, timeout=timeout)

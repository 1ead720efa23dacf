"""The door to networks over HTTP; the only importer of an HTTP client."""

from core.networks.api.answers import at, cleaned, rows, unexpected, word
from core.networks.api.client import Caps, HttpApi

__all__ = ["Caps", "HttpApi", "at", "cleaned", "rows", "unexpected", "word"]

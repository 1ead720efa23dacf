"""The door to networks over HTTP; the only importer of an HTTP client."""

from core.networks.api.answers import rows, unexpected, word
from core.networks.api.client import Caps, HttpApi

__all__ = ["Caps", "HttpApi", "rows", "unexpected", "word"]

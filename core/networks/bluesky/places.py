"""Where things are: the two services that know all accounts, and everything else where the accounts' documents say.

`BLUESKY_BASE_URL` stands for all of it at once: servers, resolver and directory.
"""

from collections.abc import Mapping
from typing import Final
from urllib.parse import urlsplit

from core.errors import Misconfigured
from core.ports import Api

NAME: Final = "bluesky"
RESOLVER: Final = "bluesky_resolver"
DIRECTORY: Final = "bluesky_directory"
PLACES: Mapping[str, str] = {RESOLVER: "https://public.api.bsky.app", DIRECTORY: "https://plc.directory"}
"""Public services that are asked without a token: who reads DNS for us, and who keeps the documents of `did:plc`."""


def based(api: Api) -> str:
    """What a setting has all of it replaced by; "": nothing does."""
    try:
        return api.base(NAME)
    except Misconfigured:
        return ""


def moved(api: Api, url: str) -> str:
    """An address of a document, where it is to be asked for."""
    base = based(api)
    if not base or url == base or url.startswith(f"{base}/"):
        return url
    return base + urlsplit(url).path.rstrip("/")

"""The port `Files`: bytes in an object store, which may be a folder of this machine."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, unquote, urlsplit

import obstore
from obstore.exceptions import BaseError
from obstore.store import LocalStore, MemoryStore, from_url

from core.errors import Misconfigured, Missing, StoreUnavailable

if TYPE_CHECKING:
    from obstore.store import ObjectStore


class ObjectFiles:
    """Files under flat keys; what is written becomes visible whole or not at all (obstore writes aside and renames)."""

    def __init__(self, store: "ObjectStore") -> None:
        self._store = store

    async def put(self, key: str, data: bytes) -> None:
        """See `core.ports.Files`."""
        try:
            await obstore.put_async(self._store, key, data)
        except (BaseError, OSError) as error:
            raise StoreUnavailable(f"a file cannot be kept ({type(error).__name__})") from error

    async def get(self, key: str) -> bytes:
        """See `core.ports.Files`."""
        try:
            found = await obstore.get_async(self._store, key)
            return bytes(await found.bytes_async())
        except FileNotFoundError as error:
            raise Missing(f"file {key}") from error
        except (BaseError, OSError) as error:
            raise StoreUnavailable(f"a file cannot be read ({type(error).__name__})") from error

    async def drop(self, *keys: str) -> None:
        """See `core.ports.Files`."""
        for key in keys:
            try:
                await obstore.delete_async(self._store, key)
            except FileNotFoundError:
                continue
            except (BaseError, OSError) as error:
                raise StoreUnavailable(f"a file cannot be deleted ({type(error).__name__})") from error

    async def older(self, than: datetime) -> list[str]:
        """See `core.ports.Files`."""
        found = [one async for batch in obstore.list(self._store) for one in batch]
        return [one["path"] for one in found if one["last_modified"] < than]


def files_at(url: str) -> ObjectFiles:
    """Files where this says: `file:///folder`, or `s3://bucket/…`, `az://container/…` with whose they are and the keys
    to them in the environment (AWS_…, AZURE_STORAGE_…), which obstore reads. Raises `Misconfigured`.
    """
    parts = urlsplit(url)
    if parts.scheme == "file":
        return files_in(Path(unquote(parts.path)))
    try:
        return ObjectFiles(from_url(url.partition("?")[0]))
    except (BaseError, ValueError) as error:
        raise Misconfigured("MEDIA_URL", f"cannot be used: {str(error).partition(chr(10))[0]}") from error


def is_shared(url: str) -> bool:
    """Whether other machines see the same files: a folder only where it says so (`file:///srv/media?shared=1`)."""
    parts = urlsplit(url)
    return parts.scheme != "file" or parse_qs(parts.query).get("shared") == ["1"]


def files_in(folder: Path) -> ObjectFiles:
    """Files in a folder of this machine, for its owner only."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return ObjectFiles(LocalStore(folder, mkdir=True))


def files_in_memory() -> ObjectFiles:
    """Files that are gone with the process: for trying things out."""
    return ObjectFiles(MemoryStore())

"""Files: bytes under a key, written once."""

from datetime import datetime
from typing import Protocol


class Files(Protocol):
    """Keeps bytes under keys of ours (never a name that somebody gave). Raises `Missing` and `StoreUnavailable`."""

    async def put(self, key: str, data: bytes) -> None:
        """Keeps them, whole or not at all; the same key again replaces them."""
        ...

    async def get(self, key: str) -> bytes:
        """The bytes. Raises `Missing`."""
        ...

    async def drop(self, *keys: str) -> None:
        """Deletes them; what is already gone is no error."""
        ...

    async def older(self, than: datetime) -> list[str]:
        """The keys of what was put before that."""
        ...

"""Key-encryption keys in files of this machine, for its owner alone: what works without anybody's setting."""

import asyncio
import fcntl
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from core.errors import Misconfigured, Unavailable
from core.model import Secret
from storage.vault import sealing
from storage.vault.roots import mark, whole

BACKEND = "file"
PREFIX = "kek-"
OTHERS = 0o077


class FileRoots:
    """The port `Roots`: DATA_DIR/keys/kek-<moment>-<fingerprint>. The folder is asked anew each time a key is new to
    it: another process may have made one.
    """

    backend = BACKEND
    setting = "DATA_DIR"

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "keys"
        self._held: dict[str, Secret] = {}

    async def known(self) -> list[str]:
        """See `Roots`."""
        return await asyncio.to_thread(self._known)

    async def current(self) -> str:
        """See `Roots`."""
        if not (found := await self.known()):
            raise Unavailable(f"there is no key in {self._folder}: put it back from its backup")
        return found[-1]

    async def first(self) -> str:
        """See `Roots`. Of two processes that begin at once, one makes it and both use it."""
        return await asyncio.to_thread(self._made, anew=False)

    async def renewed(self) -> str:
        """See `Roots`."""
        return await asyncio.to_thread(self._made, anew=True)

    async def fingerprint(self, kek: str) -> str:
        """See `Roots`."""
        return mark((await self._key(kek)).reveal())

    async def wrap(self, kek: str, key: Secret, place: bytes) -> bytes:
        """See `Roots`."""
        return sealing.wrap(await self._key(kek), key, place)

    async def unwrap(self, kek: str, wrapped: bytes, place: bytes) -> Secret:
        """See `Roots`."""
        return sealing.unwrap(await self._key(kek), wrapped, place)

    async def close(self) -> None:
        """Forgets what was read."""
        self._held.clear()

    async def _key(self, kek: str) -> Secret:
        if (held := self._held.get(kek)) is None:
            held = self._held[kek] = await asyncio.to_thread(self._read, kek)
        return held

    def _read(self, kek: str) -> Secret:
        backend, _, name = kek.partition(":")
        path = self._folder / f"{PREFIX}{name}"
        if backend != BACKEND:
            raise Unavailable(f"the key {kek} is not one of {self._folder}: it was in use with another setting")
        self._close_to_others(path)
        try:
            value = path.read_bytes()
        except FileNotFoundError:
            raise Unavailable(f"the key {path} is missing: put it back from its backup") from None
        except OSError as error:
            raise Unavailable(f"the key {path} cannot be read ({error.strerror})") from error
        if mark(value) != name.rpartition("-")[2]:
            raise Unavailable(f"the key {path} was changed: put it back from its backup")
        return whole(value, str(path))

    def _close_to_others(self, path: Path) -> None:
        """A backup, or whoever put it back, may have opened it to everybody on this machine."""
        with suppress(OSError):  # not ours to change, or a file system that knows no such rights
            for one, mode in ((self._folder, 0o700), (path, 0o600)):
                if one.stat().st_mode & OTHERS:
                    one.chmod(mode)

    def _known(self) -> list[str]:
        try:
            names = sorted(path.name.removeprefix(PREFIX) for path in self._folder.glob(f"{PREFIX}*"))
        except OSError as error:
            raise Unavailable(f"{self._folder} cannot be read ({error.strerror})") from error
        return [f"{BACKEND}:{name}" for name in names]

    def _made(self, *, anew: bool) -> str:
        try:
            with self._alone():
                known = self._known()
                if not known or anew:
                    known = [self._make(known)]
                return known[-1]
        except OSError as error:
            raise Misconfigured(self.setting, f"cannot keep keys ({error.strerror})") from error

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Only one process at a time, for as long as it lives."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._folder.chmod(0o700)
        folder = os.open(self._folder, os.O_RDONLY)
        try:
            fcntl.flock(folder, fcntl.LOCK_EX)
            yield
            os.fsync(folder)
        finally:
            os.close(folder)

    def _make(self, known: list[str]) -> str:
        """Whole or not at all; later by its name than all that are there, also where a clock was put back."""
        value = secrets.token_bytes(sealing.KEY)
        moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%fZ")
        last = known[-1].partition(":")[2].rpartition("-")[0] if known else ""
        name = f"{moment if moment > last else f'{last}1'}-{mark(value)}"
        fresh = self._folder / f".{secrets.token_hex(8)}"
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(value)
            file.flush()
            os.fsync(file.fileno())
        fresh.rename(self._folder / f"{PREFIX}{name}")
        return f"{BACKEND}:{name}"

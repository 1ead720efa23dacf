"""The vault for the sandbox, whose bearers come from a random key of this installation, and for our own Telegram bot.

Interim: there are no tokens to keep yet. Connecting accounts will bring the table of encrypted tokens, the ledger
of uses (a row committed before each) and refresh, behind this same port; until then an action is needed, not recorded.
"""

import hmac
import os
import re
import secrets
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import NoReturn
from urllib.parse import urlsplit

from core.errors import Misconfigured, TokenRejected
from core.model import Connection, ConnectionState
from core.ports import Purpose

BYTES = 32
TELEGRAM = "telegram"
METHOD = re.compile(r"[A-Za-z]{3,64}")


class Secret:
    """Bytes that never show themselves: not in a log, a traceback, a pickle or a copy."""

    __slots__ = ("__value",)

    def __init__(self, value: bytes) -> None:
        self.__value = value

    def mac(self, *words: str) -> str:
        """HMAC-SHA256 over the words, each with its length before it, in hex."""
        message = b"".join(len(word).to_bytes(4) + word for word in map(str.encode, words))
        return hmac.digest(self.__value, message, "sha256").hex()

    def between(self, before: str, after: str) -> str:
        """An address that holds it: for the request that it signs, and nothing else."""
        return f"{before}{self.__value.decode()}{after}"

    def __bool__(self) -> bool:
        return bool(self.__value)

    def __repr__(self) -> str:
        return "Secret(...)"

    def __reduce_ex__(self, _: object) -> NoReturn:
        raise TypeError("a secret is not written down")

    def __format__(self, _: str) -> NoReturn:
        raise TypeError("a secret is not written down")


NO_SECRET = Secret(b"")


def sandbox_key(directory: Path) -> Secret:
    """The installation's key for the sandbox, made at the first use. Raises `Misconfigured`."""
    path = directory / "keys" / "sandbox.key"
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not path.exists():
            _make(path)
        value = path.read_bytes()
    except OSError as error:
        raise Misconfigured("DATA_DIR", f"cannot keep keys ({type(error).__name__})") from error
    if len(value) != BYTES:
        raise Misconfigured("DATA_DIR", "keys/sandbox.key is damaged")
    return Secret(value)


def _make(path: Path) -> None:
    """Whole or not at all; of two processes that make it at once, the first one's is kept by both."""
    fresh = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(secrets.token_bytes(BYTES))
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):
            os.link(fresh, path)
    finally:
        fresh.unlink()


def sandbox_bearer(key: Secret, account: str) -> str:
    """What an account's requests carry."""
    return key.mac("sandbox", account)


def sandbox_bearer_is(key: Secret, account: str, given: str) -> bool:
    """Whether the web process was given the account's bearer; takes as long whatever was given."""
    return hmac.compare_digest(sandbox_bearer(key, account).encode(), given.encode())


Signed = tuple[str, Mapping[str, str]]
Sign = Callable[[str], Signed | None]
"""The address to send to and its headers; None for an address that is not the network's own."""


def _bearer(key: Secret, account: str, origin: str) -> Sign:
    """For one account at one origin, which ends with its slash: nothing that follows can change the host."""

    def sign(url: str) -> Signed | None:
        headers = {"Authorization": f"Bearer {sandbox_bearer(key, account)}"}
        return (url, headers) if url.startswith(origin) else None

    return sign


def _in_path(token: Secret, base: str) -> Sign:
    """The bot's token, which the Bot API wants in the address: `/bot/getMe` is sent as `/bot<token>/getMe`."""
    before = f"{base}/bot"

    def sign(url: str) -> Signed | None:
        asked = url.removeprefix(f"{before}/")
        # The name of a method and nothing else: no query, no other way up the path.
        if asked == url or not METHOD.fullmatch(asked):
            return None
        return token.between(before, f"/{asked}"), {}

    return sign


class LocalVault:
    """The port `Vault`, for the sandbox and for what our own Telegram bot may post to; `origins` are theirs, by name.

    The bot's token is the installation's, from its settings: it is in no table.
    """

    def __init__(self, directory: Path, origins: Mapping[str, str], *, bot_token: Secret = NO_SECRET) -> None:
        self._directory, self._bot_token = directory, bot_token
        self._origins = {network: origin.rstrip("/") for network, origin in origins.items()}
        self._key: Secret | None = None

    @property
    def key(self) -> Secret:
        """The key, also for the web process that checks what it is shown."""
        if self._key is None:
            self._key = sandbox_key(self._directory)
        return self._key

    def use(self, connection: Connection, purpose: Purpose, action: str) -> "_Lent":
        """See `core.ports.Vault`. Raises `TokenRejected`."""
        if not action:
            raise TokenRejected("no action of a person asks for this use")
        wanted = ConnectionState.CHECKING if purpose is Purpose.CONNECT else ConnectionState.ACTIVE
        if connection.state is not wanted or connection.network not in self._origins:
            raise TokenRejected("this account is not connected")
        return _Lent(self._sign(connection))

    def _sign(self, connection: Connection) -> Sign:
        base = self._origins[connection.network]
        if connection.network != TELEGRAM:
            return _bearer(self.key, connection.account, origin_of(base))
        if not self._bot_token:
            raise TokenRejected("there is no bot here")
        return _in_path(self._bot_token, base)


class _Lent:
    """A credential for the length of a block; afterwards it signs nothing any more."""

    __slots__ = ("_over", "_sign")

    def __init__(self, sign: Sign) -> None:
        self._sign, self._over = sign, False

    async def __aenter__(self) -> "_Lent":
        return self

    async def __aexit__(self, *_: object) -> None:
        self._over = True

    def sign(self, method: str, url: str, nonce: str = "") -> Signed:  # noqa: ARG002 - the port's
        """See `core.ports.Credential`."""
        signed = None if self._over else self._sign(url)
        if signed is None:
            raise TokenRejected("not the network's own host")
        return signed

    def __repr__(self) -> str:
        return "Credential(...)"

    def __reduce_ex__(self, _: object) -> NoReturn:
        raise TypeError("a credential is not written down")


def origin_of(url: str) -> str:
    """Scheme, host and port, and the slash that ends them."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}/"

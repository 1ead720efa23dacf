"""The vault: keeps tokens sealed, and lends a credential for one purpose and one act of a person, each in a ledger."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Protocol

from core.model import ActionId, ClientApp, Connection, Grant, Issued, Purpose, Secret, Ticket, Use

if TYPE_CHECKING:
    from core.ports.networks import Upload
    from core.ports.store import Store


class Slot(Enum):
    """A place in a form that a credential puts its secret into; no text of a person's can look like one."""

    ACCESS = 1
    REFRESH = 2
    CLIENT = 3
    """The app's secret; where the app has a key instead (the fact `auth` says so), an assertion signed with it."""


class Credential(Protocol):
    """Signs requests for one connection, inside `vault.use` only, for the network's own hosts only.

    Lent to publish or to read, it signs for the account's API; lent to refresh or to revoke, for the addresses of the
    grant's facts `token` and `revoke`. It refuses `repr`, `str`, pickle and JSON.
    """

    @property
    def base(self) -> str:
        """The origin of the account's own API, without a slash at its end."""
        ...

    def sign(self, method: str, url: str, nonce: str = "") -> tuple[str, Mapping[str, str]]:
        """The URL and headers to send. Raises `TokenRejected` for a foreign host."""
        ...

    def fill(self, url: str, form: Mapping[str, "str | Upload | Slot"]) -> Mapping[str, "str | Upload"]:
        """The form with its slots filled. Raises `TokenRejected` for a foreign host, or a secret that is not there."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What a grant holds, unsealed, for as long as a credential is lent."""

    access: Secret
    refresh: Secret
    key: Secret
    client: Secret
    facts: Mapping[str, str]


Sign = Callable[[Held, str, str, str], tuple[str, Mapping[str, str]]]
"""(what is held, method, URL, nonce) -> the URL and the headers to send. See `core.networks.login.signing`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A use that is about to be made."""

    connection: Connection
    purpose: Purpose
    action: ActionId
    subject: str = ""


class Vault(Protocol):
    """Keeps tokens; lends a credential for one purpose and one action of a person."""

    def use(
        self,
        connection: Connection,
        purpose: Purpose,
        action: str,
        *,
        subject: str = "",
        admitted: Use | None = None,
    ) -> AbstractAsyncContextManager[Credential]:
        """The ledger's row is committed, then the token unsealed. `admitted`: the row is committed already (`admit`).

        Never called within a transaction. Raises `TokenRejected` where the action is not the workspace's or does not
        ask for this, the account is not connected, or nothing is kept for it; `Unavailable` where the key cannot be
        reached just now, or what was admitted is not good any more; `StoreUnavailable`.
        """
        ...

    async def admit(self, store: "Store", wanted: Sequence[Wanted]) -> list[Use | None]:
        """The ledger's rows for all of these, written in the transaction that the store is; None: not to be used.

        Each may be handed to `use` once, after the commit. Raises `Stale` where another process came first.
        """
        ...

    async def keep(
        self, store: "Store", connection: Connection, issued: Issued, *, old: Grant | None, anew: bool = False
    ) -> Grant:
        """Seals what was issued as the next generation, in the transaction that the store is.

        What is empty in it does not take the place of what is there; but nothing of an earlier login stays where this
        is a new one (`anew`): that may have been at another server. The account's server and the facts are sealed in:
        where either is changed without this, nothing opens any more. Raises `Stale` where `old` is no longer what is
        kept (None: nothing is).
        """
        ...

    async def destroy(self, store: "Store", connection: Connection) -> None:
        """Deletes the grant and the key that it was sealed with: nobody can unseal it any more."""
        ...

    async def lay(self, store: "Store", owner: Ticket | ClientApp, things: Mapping[str, Secret]) -> bytes:
        """Sealed for one who is no connection yet, with a key of its own, in the transaction that the store is."""
        ...

    async def take(self, store: "Store", owner: Ticket | ClientApp, sealed: bytes) -> Mapping[str, Secret]:
        """What was laid. Raises `TokenRejected` where it cannot be unsealed."""
        ...

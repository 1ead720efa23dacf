"""The real vault for tests, over the test's database and a folder of keys; and acts that it lends for."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from core.model import (
    NO_SECRET,
    Action,
    ActionId,
    ActionKind,
    Connection,
    ConnectionState,
    Grant,
    Issued,
    Secret,
    new_id,
)
from core.networks import NETWORKS
from core.ports import EVERYWHERE, Network
from storage.store import SqlStore
from storage.vault import FileRoots, Reach, SqlVault, open_vault
from tests import making


async def vault_of(
    store: SqlStore,
    clock: Any,
    folder: Path,
    origins: Mapping[str, str],
    *,
    networks: Mapping[str, Network] = NETWORKS,
    bot_token: str = "",
    clients: Mapping[str, str] | None = None,
    roots: Any = None,
) -> SqlVault:
    """Over the database, which is migrated; its keys are files under the folder, unless `roots` are given."""
    reach = Reach(
        networks=networks,
        origins=origins,
        bot_token=Secret(bot_token) if bot_token else NO_SECRET,
        clients={name: Secret(value) for name, value in (clients or {}).items()},
    )
    return await open_vault(store, clock, roots or FileRoots(folder), reach)


async def settled(store: SqlStore, **given: Any) -> Connection:
    """An account, and whom it belongs to, in the database."""
    owner, shop = making.person(), making.workspace()
    account = making.connection(shop, owner, **given)
    await store.add(EVERYWHERE, owner, shop, account)
    return account


async def act(store: SqlStore, connection: Connection, kind: ActionKind = ActionKind.APPROVED, **given: Any) -> Action:
    """Whoever connected the account does this."""
    kept = {"workspace_id": connection.workspace_id, "person_id": connection.by, "kind": kind, "at": making.NOW}
    action = Action(id=ActionId(new_id()), **(kept | given))
    await store.add(EVERYWHERE, action)
    return action


async def granted(
    vault: SqlVault, store: SqlStore, connection: Connection, *, old: Grant | None = None, **given: Any
) -> Grant:
    """Tokens for the account: `given` are the fields of what was issued, secrets as text."""
    secrets = ("access", "refresh", "key", "client")
    fields = {"access": "token-of-the-account"} | given
    issued = Issued(**{name: Secret(value) if name in secrets else value for name, value in fields.items()})
    return await vault.keep(store, connection, issued, old=old)


async def turned(store: SqlStore, connection: Connection, state: ConnectionState) -> Connection:
    """The account in another state, also in the database."""
    return await store.change(EVERYWHERE, connection, replace(connection, state=state))

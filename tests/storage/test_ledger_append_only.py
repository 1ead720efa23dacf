"""The database itself lets no row of the ledger be changed, nor deleted but with its whole workspace."""

from dataclasses import replace

import pytest

from core.errors import MarketingError, Stale
from core.model import (
    ActionId,
    Connection,
    WorkspaceId,
    new_id,
)
from core.ports import EVERYWHERE
from storage.store import SqlStore
from storage.vault import SqlVault
from tests.storage.using import P, account, connected, execute, lend, rows, vault
from tests.vaults import act

__all__ = ["account", "vault"]


@pytest.mark.parametrize("column", ["purpose", "person_id", "subject", "mac", "number"])
async def test_no_row_can_be_changed(vault: SqlVault, store: SqlStore, account: Connection, column: str) -> None:
    assert await lend(vault, account, P.PUBLISH, (await act(store, account)).id)
    with pytest.raises(MarketingError) as caught:
        await execute(store, f"UPDATE uses SET {column} = {column}")  # noqa: S608 - our own names
    assert "append-only" in f"{caught.value} {caught.value.__cause__}"


async def test_no_row_can_be_deleted_but_with_its_whole_workspace(
    vault: SqlVault, store: SqlStore, account: Connection
) -> None:
    other = await connected(vault, store, "b")
    for one in (account, other):
        assert await lend(vault, one, P.PUBLISH, (await act(store, one)).id)
    for statement in ("DELETE FROM uses", "DELETE FROM actions"):
        with pytest.raises(MarketingError):
            await execute(store, statement)
    await store.remove(EVERYWHERE, account)  # an account may go: what was done with it stays
    assert len(await rows(store)) == 2
    await execute(store, "DELETE FROM workspaces WHERE id = :id", id=account.workspace_id)
    assert [use.workspace_id for use in await rows(store)] == [other.workspace_id]


async def test_an_act_that_is_not_there_cannot_be_named(vault: SqlVault, store: SqlStore, account: Connection) -> None:
    assert await lend(vault, account, P.PUBLISH, (await act(store, account)).id)
    [use] = await rows(store)
    with pytest.raises(Stale):
        await store.add(EVERYWHERE, replace(use, id=new_id(), number=2, action_id=ActionId(new_id())))
    with pytest.raises(Stale):
        await store.add(EVERYWHERE, replace(use, id=new_id()))
    assert WorkspaceId(use.workspace_id)

"""An account whose token is used by this act and that: for the tests of the ledger."""

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import event, text

from core.errors import TokenRejected, Unavailable
from core.model import (
    Action,
    ActionKind,
    Connection,
    Purpose,
    Use,
)
from core.networks.login import bearer
from core.ports import EVERYWHERE, Wanted
from storage.store import SqlStore
from storage.vault import SqlVault
from tests.conftest import SetClock
from tests.fakes.networks.declared import IDEMPOTENT
from tests.vaults import granted, settled, vault_of

A, P = ActionKind, Purpose
HOME = "https://social.example"
LOCKED = replace(IDEMPOTENT, name="locked", sign=bearer, server=True)


@pytest.fixture
async def vault(store: SqlStore, clock: SetClock, tmp_path: Path) -> SqlVault:
    return await vault_of(store, clock, tmp_path, {}, networks={"locked": LOCKED})


@pytest.fixture
async def account(vault: SqlVault, store: SqlStore) -> Connection:
    return await connected(vault, store, "a")


async def connected(vault: SqlVault, store: SqlStore, name: str) -> Connection:
    account = await settled(store, network="locked", account=name, server=HOME)
    await granted(vault, store, account, facts={"token": f"{HOME}/token", "revoke": f"{HOME}/revoke"})
    return account


async def rows(store: SqlStore) -> list[Use]:
    return await store.find(EVERYWHERE, Use, order="number")


async def lend(vault: SqlVault, account: Connection, purpose: Purpose, action: str, **given: object) -> bool:
    """Whether something was lent."""
    try:
        async with vault.use(account, purpose, action, **given):  # type: ignore[arg-type]
            return True
    except (TokenRejected, Unavailable):
        return False


def wanted(account: Connection, action: Action, subject: str = "") -> Wanted:
    return Wanted(connection=account, purpose=P.PUBLISH, action=action.id, subject=subject)


async def execute(store: SqlStore, statement: str, **values: str) -> None:
    async with store.database.writing() as connection:
        await connection.execute(text(statement), values)


class Listening:
    """What is said to the database meanwhile."""

    def __init__(self, store: SqlStore, heard: list[str]) -> None:
        self._engine, self._heard = store.database.engine.sync_engine, heard

    def __enter__(self) -> None:
        event.listen(self._engine, "before_cursor_execute", self._hear, named=True)

    def __exit__(self, *_: object) -> None:
        event.remove(self._engine, "before_cursor_execute", self._hear)

    def _hear(self, *, statement: str, **_: object) -> None:
        self._heard.append(statement)

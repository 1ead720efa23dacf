"""An account of a network whose tokens the vault keeps, and what is lent for it: for the tests of the vault."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from core.errors import TokenRejected
from core.model import (
    ActionKind,
    Connection,
    Purpose,
)
from core.networks.login import bearer
from core.ports import Credential, Network
from storage.store import SqlStore
from storage.vault import SqlVault
from tests.conftest import SetClock
from tests.fakes.networks.declared import IDEMPOTENT
from tests.vaults import act, settled, vault_of

LOCKED = replace(IDEMPOTENT, name="locked", sign=bearer, server=True)
ONE_PLACE = replace(LOCKED, name="one_place", server=False)
SERVED: dict[str, Network] = {one.name: one for one in (LOCKED, ONE_PLACE)}
HOME = "https://social.example"
LOGIN = "https://login.example/oauth/token"
FACTS = {"token": LOGIN, "revoke": "https://login.example/oauth/revoke", "client_id": "ours"}


@pytest.fixture
async def vault(store: SqlStore, clock: SetClock, tmp_path: Path) -> SqlVault:
    origins = {"one_place": "https://one.example"}
    return await vault_of(store, clock, tmp_path, origins, networks=SERVED, clients={"one_place": "from-settings"})


@pytest.fixture
async def account(store: SqlStore) -> Connection:
    return await settled(store, network="locked", account="a", server=HOME)


async def lent(
    vault: SqlVault, store: SqlStore, account: Connection, purpose: Purpose = Purpose.PUBLISH
) -> AsyncIterator[Credential]:
    kinds = {Purpose.CONNECT: ActionKind.CONNECTED, Purpose.REVOKE: ActionKind.DISCONNECTED}
    action = await act(store, account, kinds.get(purpose, ActionKind.APPROVED))
    async with vault.use(account, purpose, action.id) as credential:
        yield credential


async def signed(vault: SqlVault, store: SqlStore, account: Connection, url: str = f"{HOME}/api") -> str:
    async for credential in lent(vault, store, account):
        return credential.sign("GET", url)[1]["Authorization"]
    raise AssertionError


def signs(credential: Credential, url: str) -> bool:
    """Whether it signs for this address."""
    try:
        credential.sign("POST", url)
    except TokenRejected:
        return False
    return True

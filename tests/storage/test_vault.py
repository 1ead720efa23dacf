"""The sandbox's bearer is lent for an act of a person, behind a row of the ledger, for the account's own host."""

import copy
import json
import pickle
from pathlib import Path
from typing import Any

import pytest

from core.errors import TokenRejected
from core.model import ActionKind, Connection, ConnectionState, Purpose, Use
from core.ports import EVERYWHERE, Credential
from storage.store import SqlStore
from storage.vault import SqlVault, sandbox_bearer_is
from tests.conftest import SetClock
from tests.vaults import act, settled, turned, vault_of

ORIGIN = "http://127.0.0.1:8080"
POSTS = f"{ORIGIN}/s/bakery/posts"


@pytest.fixture
async def vault(store: SqlStore, clock: SetClock, tmp_path: Path) -> SqlVault:
    return await vault_of(store, clock, tmp_path, {"sandbox": ORIGIN})


@pytest.fixture
async def account(store: SqlStore) -> Connection:
    return await settled(store, network="sandbox", account="bakery")


async def lent(vault: SqlVault, store: SqlStore, account: Connection) -> Credential:
    async with vault.use(account, Purpose.PUBLISH, (await act(store, account)).id) as credential:
        credential.sign("POST", POSTS)
        return credential


async def test_what_is_signed_is_what_the_web_process_expects_of_this_account_only(
    vault: SqlVault, store: SqlStore, account: Connection
) -> None:
    async with vault.use(account, Purpose.PUBLISH, (await act(store, account)).id) as credential:
        url, headers = credential.sign("POST", POSTS)
    bearer = headers["Authorization"].removeprefix("Bearer ")
    assert (url, credential.base) == (POSTS, ORIGIN)
    assert sandbox_bearer_is(vault.key, "bakery", bearer)
    assert not sandbox_bearer_is(vault.key, "butcher", bearer)
    assert not sandbox_bearer_is(vault.key, "bakery", "")
    assert not sandbox_bearer_is(vault.key, "bakery", "ā")


async def test_every_process_of_the_installation_has_the_same_key_for_the_sandbox(
    vault: SqlVault, store: SqlStore, clock: SetClock, tmp_path: Path
) -> None:
    other = await vault_of(store, clock, tmp_path, {"sandbox": ORIGIN})
    assert other.key.same(vault.key)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:8081/s/bakery/posts",
        "https://127.0.0.1:8080/s/bakery/posts",
        "http://127.0.0.1:8080.evil.example/s/bakery/posts",
        "http://127.0.0.1:8080@evil.example/s/bakery/posts",
        "http://evil.example/http://127.0.0.1:8080/",
        "http://127.0.0.1:8080",
        "//127.0.0.1:8080/",
        "",
    ],
)
async def test_nothing_is_signed_for_another_host(
    vault: SqlVault, store: SqlStore, account: Connection, url: str
) -> None:
    async with vault.use(account, Purpose.PUBLISH, (await act(store, account)).id) as credential:
        with pytest.raises(TokenRejected):
            credential.sign("POST", url)


async def test_a_credential_signs_within_its_block_only(vault: SqlVault, store: SqlStore, account: Connection) -> None:
    credential = await lent(vault, store, account)
    with pytest.raises(TokenRejected):
        credential.sign("POST", POSTS)


@pytest.mark.parametrize("state", ConnectionState)
async def test_an_account_that_is_not_connected_gets_nothing(
    vault: SqlVault, store: SqlStore, account: Connection, state: ConnectionState
) -> None:
    account = await turned(store, account, state)
    if state is ConnectionState.ACTIVE:
        await lent(vault, store, account)
        return
    with pytest.raises(TokenRejected, match="not connected"):
        await lent(vault, store, account)
    assert await store.count(EVERYWHERE, Use) == 0


async def test_what_a_connection_was_a_moment_ago_does_not_count(
    vault: SqlVault, store: SqlStore, account: Connection
) -> None:
    await turned(store, account, ConnectionState.REMOVED)
    with pytest.raises(TokenRejected, match="not connected"):
        await lent(vault, store, account)


@pytest.mark.parametrize("action", ["", "a" * 32, "ā"])
async def test_nothing_is_lent_that_nobody_asked_for(vault: SqlVault, account: Connection, action: str) -> None:
    with pytest.raises(TokenRejected, match="no action"):
        async with vault.use(account, Purpose.PUBLISH, action):
            pass


async def test_an_act_in_another_workspace_or_about_another_account_asks_for_nothing_here(
    vault: SqlVault, store: SqlStore, account: Connection
) -> None:
    other = await settled(store, network="sandbox", account="butcher")
    foreign = await act(store, other)
    elsewhere = await act(store, account, ActionKind.CONNECTED, connection_id=other.id)
    for purpose, action in ((Purpose.PUBLISH, foreign), (Purpose.CONNECT, elsewhere)):
        with pytest.raises(TokenRejected, match="action"):
            async with vault.use(account, purpose, action.id):
                pass


async def test_secrets_show_and_copy_themselves_nowhere(vault: SqlVault, store: SqlStore, account: Connection) -> None:
    raw = vault.key.reveal()
    for secret in (vault.key, await lent(vault, store, account)):
        shown = f"{secret!r} {secret!s}"
        assert not any(text in shown for text in (raw.hex(), repr(raw)))
        leaks: list[Any] = [pickle.dumps, copy.copy, copy.deepcopy, json.dumps, "{}".format]
        for leak in leaks:
            with pytest.raises(TypeError):
                leak(secret)

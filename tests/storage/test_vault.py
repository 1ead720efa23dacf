import copy
import json
import pickle
import stat
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from core.errors import Misconfigured, TokenRejected
from core.model import Connection, ConnectionState
from core.ports import Credential, Purpose
from storage.vault import LocalVault, sandbox_bearer, sandbox_bearer_is, sandbox_key
from tests import making

ORIGIN = "http://127.0.0.1:8080"


@pytest.fixture
def vault(tmp_path: Path) -> LocalVault:
    return LocalVault(tmp_path, {"sandbox": ORIGIN})


@pytest.fixture
def account() -> Connection:
    return making.connection(making.workspace(), making.person(), network="sandbox", account="bakery")


async def lent(vault: LocalVault, account: Connection, action: str = "a" * 32) -> Credential:
    async with vault.use(account, Purpose.PUBLISH, action) as credential:
        credential.sign("POST", f"{ORIGIN}/s/bakery/posts")
        return credential


def test_the_key_is_made_once_for_its_owner_alone_also_by_many_at_a_time(tmp_path: Path) -> None:
    with ThreadPoolExecutor(16) as pool:
        bearers = set(pool.map(lambda _: sandbox_bearer(sandbox_key(tmp_path), "bakery"), range(64)))
    assert len(bearers) == 1
    [file] = (tmp_path / "keys").iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_a_key_that_is_cut_off_is_not_used(tmp_path: Path) -> None:
    sandbox_key(tmp_path)
    (tmp_path / "keys" / "sandbox.key").write_bytes(b"short")
    with pytest.raises(Misconfigured, match="DATA_DIR"):
        sandbox_key(tmp_path)


async def test_what_is_signed_is_what_the_web_process_expects_of_this_account_only(
    vault: LocalVault, account: Connection
) -> None:
    async with vault.use(account, Purpose.PUBLISH, "a" * 32) as credential:
        url, headers = credential.sign("POST", f"{ORIGIN}/s/bakery/posts")
    bearer = headers["Authorization"].removeprefix("Bearer ")
    assert url == f"{ORIGIN}/s/bakery/posts"
    assert sandbox_bearer_is(vault.key, "bakery", bearer)
    assert not sandbox_bearer_is(vault.key, "butcher", bearer)
    assert not sandbox_bearer_is(vault.key, "bakery", "")
    assert not sandbox_bearer_is(vault.key, "bakery", "ā")


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
async def test_nothing_is_signed_for_another_host(vault: LocalVault, account: Connection, url: str) -> None:
    async with vault.use(account, Purpose.PUBLISH, "a" * 32) as credential:
        with pytest.raises(TokenRejected):
            credential.sign("POST", url)


async def test_a_credential_signs_within_its_block_only(vault: LocalVault, account: Connection) -> None:
    credential = await lent(vault, account)
    with pytest.raises(TokenRejected):
        credential.sign("POST", f"{ORIGIN}/s/bakery/posts")


@pytest.mark.parametrize(
    ("changed", "action"),
    [
        ({"state": ConnectionState.RECONNECT}, "a" * 32),
        ({"state": ConnectionState.REMOVED}, "a" * 32),
        ({"network": "mastodon"}, "a" * 32),
        ({}, ""),
    ],
)
async def test_nothing_is_lent_for_what_is_not_connected_or_not_asked_for(
    vault: LocalVault, account: Connection, changed: dict[str, Any], action: str
) -> None:
    with pytest.raises(TokenRejected):
        await lent(vault, replace(account, **changed), action)


async def test_secrets_show_and_copy_themselves_nowhere(vault: LocalVault, account: Connection, tmp_path: Path) -> None:
    raw = (tmp_path / "keys" / "sandbox.key").read_bytes() if vault.key else b""
    for secret in (vault.key, await lent(vault, account)):
        assert raw.hex() not in f"{secret!r} {secret!s}"
        assert repr(raw) not in f"{secret!r} {secret!s}"
        for leak in (pickle.dumps, copy.copy, copy.deepcopy, json.dumps):
            with pytest.raises(TypeError):
                leak(secret)

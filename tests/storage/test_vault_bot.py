"""The bot's token leaves the vault in one kind of address only, and shows itself nowhere."""

import copy
import pickle
from pathlib import Path

import pytest

from core.errors import TokenRejected
from core.model import Action, Connection, Purpose
from core.ports import Credential
from storage.store import SqlStore
from storage.vault import SqlVault
from tests.conftest import SetClock
from tests.vaults import act, settled, vault_of

TOKEN = "7000000000:AAACanaryCanaryCanaryCanaryCanaryCan"
ORIGIN = "https://api.telegram.org"


@pytest.fixture
async def vault(sqlite_store: SqlStore, clock: SetClock, tmp_path: Path) -> SqlVault:
    return await vault_of(sqlite_store, clock, tmp_path, {"telegram": ORIGIN}, bot_token=TOKEN)


@pytest.fixture
async def channel(sqlite_store: SqlStore) -> Connection:
    return await settled(sqlite_store, network="telegram", account="-1002300000001")


@pytest.fixture
async def asked(sqlite_store: SqlStore, channel: Connection) -> Action:
    return await act(sqlite_store, channel)


async def lent(vault: SqlVault, channel: Connection, asked: Action) -> Credential:
    async with vault.use(channel, Purpose.PUBLISH, asked.id) as credential:
        return credential


async def test_a_methods_address_gets_the_token_and_no_header(
    vault: SqlVault, channel: Connection, asked: Action
) -> None:
    async with vault.use(channel, Purpose.PUBLISH, asked.id) as credential:
        assert credential.sign("POST", f"{ORIGIN}/bot/sendMessage") == (f"{ORIGIN}/bot{TOKEN}/sendMessage", {})


@pytest.mark.parametrize(
    "url",
    [
        "https://api.telegram.org.evil.example/bot/sendMessage",
        "https://api.telegram.org@evil.example/bot/sendMessage",
        "http://api.telegram.org/bot/sendMessage",
        "https://API.telegram.org/bot/sendMessage",
        f"{ORIGIN}/botanist/sendMessage",
        f"{ORIGIN}/bot/",
        f"{ORIGIN}/bot",
        f"{ORIGIN}/bot/../file/bot",
        f"{ORIGIN}/bot/sendMessage?chat_id=1",
        f"{ORIGIN}/bot/sendMessage#a",
        f"{ORIGIN}/bot/send%2e",
        f"{ORIGIN}/bot//sendMessage",
        f"{ORIGIN}/bot/sendMessage\n",
        "",
    ],
)
async def test_no_other_address_is_signed(vault: SqlVault, channel: Connection, asked: Action, url: str) -> None:
    async with vault.use(channel, Purpose.PUBLISH, asked.id) as credential:
        with pytest.raises(TokenRejected):
            credential.sign("POST", url)


async def test_without_a_token_nothing_is_lent(
    sqlite_store: SqlStore, clock: SetClock, channel: Connection, asked: Action, tmp_path: Path
) -> None:
    with pytest.raises(TokenRejected):
        await lent(await vault_of(sqlite_store, clock, tmp_path, {"telegram": ORIGIN}), channel, asked)


async def test_what_was_lent_ends_with_its_block(vault: SqlVault, channel: Connection, asked: Action) -> None:
    credential = await lent(vault, channel, asked)
    with pytest.raises(TokenRejected):
        credential.sign("POST", f"{ORIGIN}/bot/sendMessage")


async def test_neither_the_credential_nor_the_vault_shows_the_token(
    vault: SqlVault, channel: Connection, asked: Action
) -> None:
    async with vault.use(channel, Purpose.PUBLISH, asked.id) as credential:
        for shown in (repr(credential), str(credential), repr(vault), repr(vars(vault))):
            assert "Canary" not in shown
        for copying in (copy.deepcopy, copy.copy, pickle.dumps, "{}".format):
            with pytest.raises(TypeError):
                copying(credential)

"""The bot's token leaves the vault in one kind of address only, and shows itself nowhere."""

import copy
import pickle
from dataclasses import replace
from pathlib import Path

import pytest

from core.errors import TokenRejected
from core.model import Connection, ConnectionState
from core.ports import Credential, Purpose
from storage.vault import LocalVault, Secret
from tests import making

TOKEN = "7000000000:AAACanaryCanaryCanaryCanaryCanaryCan"
ORIGIN = "https://api.telegram.org"


def vault_in(folder: Path, token: str = TOKEN) -> LocalVault:
    return LocalVault(folder, {"telegram": ORIGIN}, bot_token=Secret(token.encode()))


@pytest.fixture
def vault(tmp_path: Path) -> LocalVault:
    return vault_in(tmp_path)


@pytest.fixture
def channel() -> Connection:
    return making.connection(making.workspace(), making.person(), network="telegram", account="-1002300000001")


async def lent(vault: LocalVault, channel: Connection, purpose: Purpose = Purpose.PUBLISH) -> Credential:
    async with vault.use(channel, purpose, "a" * 32) as credential:
        return credential


async def test_a_methods_address_gets_the_token_and_no_header(vault: LocalVault, channel: Connection) -> None:
    async with vault.use(channel, Purpose.PUBLISH, "a" * 32) as credential:
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
async def test_no_other_address_is_signed(vault: LocalVault, channel: Connection, url: str) -> None:
    async with vault.use(channel, Purpose.PUBLISH, "a" * 32) as credential:
        with pytest.raises(TokenRejected):
            credential.sign("POST", url)


@pytest.mark.parametrize("state", ConnectionState)
@pytest.mark.parametrize("purpose", Purpose)
async def test_it_is_lent_for_what_the_state_of_the_account_allows(
    vault: LocalVault, channel: Connection, state: ConnectionState, purpose: Purpose
) -> None:
    wanted = ConnectionState.CHECKING if purpose is Purpose.CONNECT else ConnectionState.ACTIVE
    if state is wanted:
        await lent(vault, replace(channel, state=state), purpose)
    else:
        with pytest.raises(TokenRejected):
            await lent(vault, replace(channel, state=state), purpose)


async def test_without_an_action_or_a_token_nothing_is_lent(tmp_path: Path, channel: Connection) -> None:
    with pytest.raises(TokenRejected):
        vault_in(tmp_path).use(channel, Purpose.PUBLISH, "")
    with pytest.raises(TokenRejected):
        await lent(vault_in(tmp_path, ""), channel)


async def test_what_was_lent_ends_with_its_block(vault: LocalVault, channel: Connection) -> None:
    credential = await lent(vault, channel)
    with pytest.raises(TokenRejected):
        credential.sign("POST", f"{ORIGIN}/bot/sendMessage")


async def test_neither_the_credential_nor_the_vault_shows_the_token(vault: LocalVault, channel: Connection) -> None:
    async with vault.use(channel, Purpose.PUBLISH, "a" * 32) as credential:
        for shown in (repr(credential), str(credential), f"{credential}", repr(vault), repr(vars(vault))):
            assert "Canary" not in shown
        for copying in (copy.deepcopy, copy.copy, pickle.dumps):
            with pytest.raises(TypeError):
                copying(credential)

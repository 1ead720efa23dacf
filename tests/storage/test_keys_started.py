"""A house whose keys are in Azure Key Vault: how it starts, is refused, goes on, moves there and changes its key."""

import secrets
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest

from core.errors import Misconfigured, TokenRejected, Unavailable
from core.model import Connection, DataKey, Purpose
from core.networks.login import bearer
from core.ports import EVERYWHERE
from storage.store import SqlStore
from storage.vault import FileRoots, Roots, SqlVault
from storage.vault.azure import Place, roots_at
from storage.vault.roots import Several
from storage.vault.rotating import counts, rotate
from tests.conftest import SetClock
from tests.fakes.keyvault import Authority, KeyVault, Stub
from tests.fakes.networks.declared import IDEMPOTENT
from tests.vaults import act, granted, settled, vault_of

LOCKED = replace(IDEMPOTENT, name="locked", sign=bearer, server=True)
HOME = "https://social.example"


@dataclass
class House:
    """One account with a token; `roots` opens the key vault anew, as a new process does."""

    store: SqlStore
    clock: SetClock
    azure: KeyVault
    folder: Path
    path: str
    opened: list[Roots]

    def roots(self) -> Roots:
        place = Place.read(f"{self.azure.url}{self.path}", credential=Stub(), options=self.azure.options)
        self.opened.append(roots_at(place))
        return self.opened[-1]

    def newer(self) -> str:
        """A newer version there."""
        name = self.path.rpartition("/")[2]
        return (
            self.azure.make_key(name) if "keys" in self.path else self.azure.set_secret(name, secrets.token_bytes(32))
        )

    async def starts(self, roots: Roots | None = None) -> SqlVault:
        return await vault_of(
            self.store, self.clock, self.folder, {}, networks={"locked": LOCKED}, roots=roots or self.roots()
        )

    async def account(self, vault: SqlVault) -> Connection:
        account = await settled(self.store, network="locked", server=HOME)
        await granted(vault, self.store, account, access="canary-access")
        return account

    async def lends(self, vault: SqlVault, account: Connection) -> str:
        async with vault.use(account, Purpose.PUBLISH, (await act(self.store, account)).id) as credential:
            return credential.sign("GET", f"{HOME}/x")[1]["Authorization"]


@pytest.fixture(params=["/secrets/aimarketing-kek", "/keys/root"])
async def house(
    request: pytest.FixtureRequest, sqlite_store: SqlStore, clock: SetClock, tmp_path: Path
) -> AsyncIterator[House]:
    async with KeyVault(Authority.made(tmp_path)) as azure:
        house = House(sqlite_store, clock, azure, tmp_path, request.param, [])
        yield house
        for one in house.opened:
            await one.close()
        assert azure.violations == []


async def test_a_house_starts_with_a_key_vault_and_starts_again(house: House) -> None:
    house.newer()
    vault = await house.starts()
    account = await house.account(vault)
    assert await house.lends(await house.starts(), account) == "Bearer canary-access"
    assert not (house.folder / "keys").exists()


async def test_without_a_key_nothing_starts_and_none_is_made(house: House) -> None:
    with pytest.raises(Misconfigured, match=r"AZURE_KEY_VAULT_URL: .*(make one there|deleted)"):
        await house.starts()
    assert not any(asked.startswith(("PUT", "POST")) for asked in house.azure.asked)


@pytest.mark.parametrize(
    ("refusal", "words"),
    [
        ((403, "Forbidden", "Caller is not authorized"), "lack the role"),
        ((401, "Unauthorized", "AKV10032: Invalid issuer"), "another tenant"),
        ((429, "Throttled", "Too many requests"), "asks us to wait"),
    ],
)
async def test_a_key_vault_that_refuses_stops_the_start_and_later_only_the_moment(
    house: House, refusal: tuple[int, str, str], words: str
) -> None:
    house.newer()
    vault = await house.starts()
    account = await house.account(vault)
    running = await house.starts()
    house.azure.refuse = refusal
    with pytest.raises(Misconfigured, match=words):
        await house.starts()
    if "keys" in house.path:  # asked for each token's key; a secret is in memory by now
        with pytest.raises(Unavailable, match=words):
            await house.lends(running, account)
    house.azure.refuse = None
    assert await house.lends(running, account)


async def test_what_is_in_memory_outlasts_a_key_vault_that_is_away_for_some_minutes(house: House) -> None:
    house.newer()
    vault = await house.starts()
    account = await house.account(vault)
    house.azure.refuse = (500, "InternalError", "away")
    assert await house.lends(vault, account)
    house.clock.move(timedelta(minutes=6))
    house.azure.refuse = None
    assert await house.lends(vault, account)


async def test_a_version_that_is_gone_is_named_at_start(house: House) -> None:
    version = house.newer()
    await house.account(await house.starts())
    house.azure.delete(house.path.rpartition("/")[2])
    house.newer()
    with pytest.raises(Misconfigured, match=version):
        await house.starts()


async def test_another_key_under_the_same_name_and_version_is_refused(house: House) -> None:
    version = house.newer()
    await house.account(await house.starts())
    house.azure.delete(house.path.rpartition("/")[2])
    house.newer()
    house.azure.kept[-1].version = version
    with pytest.raises(Misconfigured, match="not the one that the tokens"):
        await house.starts()


async def test_the_key_is_changed_for_a_newer_version(house: House) -> None:
    old = house.newer()
    account = await house.account(await house.starts())
    assert (await rotate(house.store, house.roots())).wrapped == 0
    new = house.newer()
    done = await rotate(house.store, house.roots())
    assert (done.kek.endswith(new), done.old[0].endswith(old), done.verified) == (True, True, 3)
    house.azure.switch_off(old)
    assert await house.lends(await house.starts(), account) == "Bearer canary-access"


async def test_a_house_moves_from_a_file_to_a_key_vault(house: House) -> None:
    files = FileRoots(house.folder)
    account = await house.account(await house.starts(files))
    house.newer()
    done = await rotate(house.store, Several(house.roots(), files))
    assert await counts(house.store) == {done.kek: 3}
    assert await house.lends(await house.starts(), account) == "Bearer canary-access"


async def test_keys_swapped_between_two_accounts_open_neither(house: House) -> None:
    house.newer()
    vault = await house.starts()
    one, other = await house.account(vault), await house.account(vault)
    await swapped(house.store, one, other)
    vault = await house.starts()
    for account in (one, other):
        with pytest.raises(TokenRejected, match="cannot be opened"):
            await house.lends(vault, account)


async def swapped(store: SqlStore, one: Connection, other: Connection) -> None:
    [first] = await store.find(EVERYWHERE, DataKey, owner=one.id)
    [second] = await store.find(EVERYWHERE, DataKey, owner=other.id)
    await store.change(EVERYWHERE, first, replace(first, wrapped=second.wrapped))
    await store.change(EVERYWHERE, second, replace(second, wrapped=first.wrapped))

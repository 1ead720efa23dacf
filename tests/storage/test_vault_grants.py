"""Tokens of an account: kept sealed, lent for its own hosts, replaced by generations, and gone when destroyed."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from core.errors import Stale, TokenRejected
from core.model import (
    Connection,
    ConnectionState,
    DataKey,
    Issued,
    KeyOf,
    Purpose,
    Secret,
    Use,
)
from core.ports import EVERYWHERE, Slot
from storage.store import SqlStore
from storage.vault import SqlVault
from tests import making
from tests.conftest import SetClock
from tests.storage.lending import FACTS, HOME, LOGIN, SERVED, account, lent, signed, signs, vault
from tests.vaults import granted, settled, turned, vault_of

__all__ = ["account", "vault"]


async def test_what_is_kept_is_lent_and_lies_nowhere_in_clear(
    vault: SqlVault, store: SqlStore, account: Connection
) -> None:
    grant = await granted(vault, store, account, access="canary-access", refresh="canary-refresh", facts=FACTS)
    assert await signed(vault, store, account) == "Bearer canary-access"
    assert (grant.generation, grant.facts) == (1, FACTS)
    assert b"canary" not in grant.access + (grant.refresh or b"")
    assert "canary" not in repr(grant)


async def test_a_refresh_replaces_what_was_issued_and_keeps_the_rest(
    vault: SqlVault, store: SqlStore, account: Connection, clock: SetClock
) -> None:
    ends = clock.now() + timedelta(days=180)
    old = await granted(vault, store, account, access="one", refresh="again", client="app", facts=FACTS, ends_at=ends)
    old = await store.change(EVERYWHERE, old, replace(old, refresh_owner="me", told=7))
    clock.move(timedelta(hours=1))
    new = await granted(vault, store, account, old=old, access="two", facts={"issuer": "x"})
    assert (new.generation, new.refresh_owner, new.told, new.ends_at) == (2, None, 0, ends)
    assert new.facts == {**FACTS, "issuer": "x"}
    assert await signed(vault, store, account) == "Bearer two"
    async for credential in lent(vault, store, account, Purpose.REFRESH):
        form = credential.fill(LOGIN, {"refresh_token": Slot.REFRESH, "client_secret": Slot.CLIENT, "x": "y"})
    assert form == {"refresh_token": "again", "client_secret": "app", "x": "y"}


async def test_of_an_earlier_login_nothing_stays(vault: SqlVault, store: SqlStore, account: Connection) -> None:
    there = {"access": "one", "refresh": "of-the-old-server", "client": "app", "ends_at": making.NOW}
    old = await granted(vault, store, account, facts=FACTS, **there)
    moved = {"token": "https://new.example/token", "client_id": "ours-there"}
    new = await vault.keep(store, account, Issued(access=Secret("two"), facts=moved), old=old, anew=True)
    assert (new.generation, new.facts, new.ends_at) == (2, moved, None)
    assert (new.refresh, new.client) == (None, None)
    assert await signed(vault, store, account) == "Bearer two"


async def test_only_one_replaces_a_generation(vault: SqlVault, store: SqlStore, account: Connection) -> None:
    old = await granted(vault, store, account)
    await granted(vault, store, account, old=old, access="first")
    with pytest.raises(Stale):
        await granted(vault, store, account, old=old, access="second")
    with pytest.raises(Stale):
        await granted(vault, store, account, access="third")
    assert await signed(vault, store, account) == "Bearer first"


async def test_an_account_can_be_connected_anew_though_what_was_kept_is_damaged(
    vault: SqlVault, store: SqlStore, account: Connection
) -> None:
    old = await granted(vault, store, account)
    old = await store.change(EVERYWHERE, old, replace(old, access=old.access[:-1]))
    with pytest.raises(TokenRejected, match="cannot be opened"):
        await signed(vault, store, account)
    await granted(vault, store, account, old=old, access="new")
    assert await signed(vault, store, account) == "Bearer new"


WHERE: dict[Purpose, tuple[bool, bool]] = {
    Purpose.CONNECT: (True, True),
    Purpose.PUBLISH: (True, False),
    Purpose.READ_ACCOUNT: (True, False),
    Purpose.REFRESH: (False, True),
    Purpose.REVOKE: (False, True),
}
"""By purpose: whether it is signed for the account's API, and for the addresses of the login."""


@pytest.mark.parametrize("purpose", WHERE)
async def test_each_purpose_has_its_own_hosts(
    vault: SqlVault, store: SqlStore, account: Connection, purpose: Purpose
) -> None:
    await granted(vault, store, account, facts=FACTS)
    if purpose is Purpose.REVOKE:
        account = await turned(store, account, ConnectionState.REMOVED)
    urls = (
        (f"{HOME}/api", LOGIN),
        ("https://evil.example/", f"{HOME}.evil.example/", f"http{HOME[5:]}/", f"{HOME}:8443/"),
    )
    async for credential in lent(vault, store, account, purpose):
        assert credential.base == HOME
        assert tuple(signs(credential, url) for url in urls[0]) == WHERE[purpose]
        assert not any(signs(credential, url) for url in urls[1])
        with pytest.raises(TokenRejected):
            credential.fill("https://evil.example/", {"token": Slot.ACCESS})


async def test_a_setting_replaces_where_an_account_is(
    store: SqlStore, clock: SetClock, account: Connection, tmp_path: Path
) -> None:
    vault = await vault_of(store, clock, tmp_path, {"locked": "http://127.0.0.1:1"}, networks=SERVED)
    await granted(vault, store, account)
    async for credential in lent(vault, store, account):
        assert credential.base == "http://127.0.0.1:1"
        assert (signs(credential, "http://127.0.0.1:1/x"), signs(credential, f"{HOME}/x")) == (True, False)


async def test_the_secret_of_an_app_that_is_a_setting_fills_its_slot(vault: SqlVault, store: SqlStore) -> None:
    account = await settled(store, network="one_place", account="a")
    await granted(vault, store, account, facts=FACTS)
    async for credential in lent(vault, store, account, Purpose.REFRESH):
        assert credential.base == "https://one.example"
        assert credential.fill(LOGIN, {"client_secret": Slot.CLIENT}) == {"client_secret": "from-settings"}
        with pytest.raises(TokenRejected):
            credential.fill(LOGIN, {"refresh_token": Slot.REFRESH})


# -- damage ------------------------------------------------------------------------------------------------------------


async def test_who_can_write_to_the_database_cannot_have_a_token_sent_elsewhere(
    vault: SqlVault, store: SqlStore, account: Connection
) -> None:
    grant = await granted(vault, store, account, facts=FACTS)
    elsewhere = replace(account, server="https://evil.example")
    moved = await store.change(EVERYWHERE, account, elsewhere)
    with pytest.raises(TokenRejected, match="cannot be opened"):
        await signed(vault, store, moved, "https://evil.example/")
    await store.change(EVERYWHERE, moved, replace(moved, server=HOME))
    changed = replace(grant, facts={**FACTS, "token": "https://evil.example/token"})
    await store.change(EVERYWHERE, grant, changed)
    with pytest.raises(TokenRejected, match="cannot be opened"):
        await signed(vault, store, account)


async def test_tokens_swapped_between_two_accounts_open_in_neither(vault: SqlVault, store: SqlStore) -> None:
    accounts = [await settled(store, network="locked", account=name, server=HOME) for name in "ab"]
    one, other = [await granted(vault, store, account, access=account.account) for account in accounts]
    await store.change(EVERYWHERE, one, replace(one, access=other.access, data_key_id=other.data_key_id))
    await store.change(EVERYWHERE, other, replace(other, access=one.access))
    for each in accounts:
        with pytest.raises(TokenRejected, match="cannot be opened"):
            await signed(vault, store, each)


async def test_what_was_destroyed_opens_no_more_here_or_anywhere(
    vault: SqlVault, store: SqlStore, clock: SetClock, account: Connection, tmp_path: Path
) -> None:
    grant = await granted(vault, store, account)
    other = await vault_of(store, clock, tmp_path, {}, networks=SERVED)
    for one in (vault, other):
        await signed(one, store, account)
    await vault.destroy(store, account)
    assert await store.count(EVERYWHERE, DataKey, of=KeyOf.CONNECTION) == 0
    for one in (vault, other):
        with pytest.raises(TokenRejected, match="nothing is kept"):
            await signed(one, store, account)
    await store.add(EVERYWHERE, grant)  # as an old backup would have it
    with pytest.raises(TokenRejected, match="destroyed"):
        await signed(vault, store, account)
    clock.move(timedelta(minutes=6))  # what the other process still had in memory is over by then
    with pytest.raises(TokenRejected, match="destroyed"):
        await signed(other, store, account)


async def test_what_is_destroyed_in_a_transaction_that_is_undone_is_still_there(
    vault: SqlVault, store: SqlStore, account: Connection
) -> None:
    await granted(vault, store, account, access="still")

    async def undone() -> None:
        async with store.together() as inside:
            await vault.destroy(inside, account)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await undone()
    assert await signed(vault, store, account) == "Bearer still"


async def test_nothing_is_lent_for_an_account_without_tokens_and_no_row_is_written(
    vault: SqlVault, store: SqlStore, account: Connection
) -> None:
    with pytest.raises(TokenRejected, match="nothing is kept"):
        await signed(vault, store, account)
    assert await store.count(EVERYWHERE, Use) == 0

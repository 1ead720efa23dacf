"""What is laid in the vault for a ticket or an app of ours, and what a start without the right key comes to."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from core.errors import Misconfigured, TokenRejected, Unavailable
from core.model import (
    ClientApp,
    Connection,
    ConnectionState,
    DataKey,
    Grant,
    Issued,
    KeyOf,
    Purpose,
    Secret,
    Ticket,
    new_id,
)
from core.ports import EVERYWHERE
from storage.store import SqlStore
from storage.vault import FileRoots, SqlVault
from tests import making
from tests.conftest import SetClock
from tests.storage.lending import FACTS, HOME, LOGIN, SERVED, account, lent, signed, signs, vault
from tests.vaults import granted, turned, vault_of

__all__ = ["account", "vault"]


# -- what is laid for a ticket or an app -------------------------------------------------------------------------------


def ticket(account: Connection, action: Any, **given: Any) -> Ticket:
    kept = {"workspace_id": account.workspace_id, "person_id": account.by, "conversation_id": new_id()}
    kept |= {"network": "locked", "server": HOME, "connection_id": None, "action_id": action, "link": new_id()}
    kept |= {"created_at": making.NOW, "expires_at": making.NOW + timedelta(minutes=10), "id": new_id()}
    return Ticket(**(kept | given))


def app(**given: Any) -> ClientApp:
    kept = {
        "id": new_id(),
        "network": "locked",
        "server": HOME,
        "address": HOME,
        "client_id": "ours",
        "created_at": making.NOW,
    }
    return ClientApp(secret=b"", **(kept | given))


async def test_what_is_laid_is_taken_by_its_owner_alone(vault: SqlVault, store: SqlStore, account: Connection) -> None:
    things = {"verifier": Secret("canary"), "key": Secret(b"\0\xff")}
    one, other, ours = ticket(account, new_id()), ticket(account, new_id()), app()
    for owner in (one, ours):
        sealed = await vault.lay(store, owner, things)
        again = await vault.lay(store, owner, {"later": Secret("x")})
        taken = await vault.take(store, owner, sealed)
        assert {name: secret.reveal() for name, secret in taken.items()} == {"verifier": b"canary", "key": b"\0\xff"}
        assert list(await vault.take(store, owner, again)) == ["later"]
        for stranger in (other, app(), replace(owner, id=new_id())):
            with pytest.raises(TokenRejected):
                await vault.take(store, stranger, sealed)
    assert await store.count(EVERYWHERE, DataKey, of=[KeyOf.TICKET, KeyOf.CLIENT]) == 2


async def test_what_was_laid_is_lost_with_its_key(vault: SqlVault, store: SqlStore, account: Connection) -> None:
    one = ticket(account, new_id())
    sealed = await vault.lay(store, one, {"verifier": Secret("canary")})
    await store.remove(EVERYWHERE, *await store.find(EVERYWHERE, DataKey, owner=one.id))
    with pytest.raises(TokenRejected, match="destroyed"):
        await vault.take(store, one, sealed)


# -- at start ----------------------------------------------------------------------------------------------------------


async def test_a_key_that_is_lost_or_changed_is_named_at_start_and_none_is_made_in_its_place(
    vault: SqlVault, store: SqlStore, clock: SetClock, account: Connection, tmp_path: Path
) -> None:
    await granted(vault, store, account)
    [file] = (tmp_path / "keys").iterdir()
    value = file.read_bytes()
    for damage, words in ((lambda: file.write_bytes(bytes(32)), "changed"), (file.unlink, "no key|missing")):
        damage()
        with pytest.raises(Misconfigured, match=words):
            await vault_of(store, clock, tmp_path, {}, networks=SERVED)
    assert list((tmp_path / "keys").iterdir()) == []
    file.write_bytes(value)
    again = await vault_of(store, clock, tmp_path, {}, networks=SERVED)
    assert await signed(again, store, account)


async def test_a_key_of_the_same_name_that_opens_nothing_is_refused(
    vault: SqlVault, store: SqlStore, clock: SetClock, tmp_path: Path
) -> None:
    kek = await FileRoots(tmp_path).current()
    await FileRoots(tmp_path / "other").first()
    async with store.database.writing() as connection:
        await connection.execute(text("UPDATE data_keys SET kek = :kek"), {"kek": "file:elsewhere"})
    with pytest.raises(Misconfigured, match="elsewhere is missing"):
        await vault_of(store, clock, tmp_path, {}, networks=SERVED)
    assert kek


async def test_a_key_that_cannot_be_had_for_a_moment_says_so_and_nothing_is_lost(
    vault: SqlVault, store: SqlStore, clock: SetClock, account: Connection, tmp_path: Path
) -> None:
    await granted(vault, store, account, access="there")
    other = await vault_of(store, clock, tmp_path, {}, networks=SERVED, roots=(roots := FileRoots(tmp_path)))
    await roots.close()
    [file] = (tmp_path / "keys").iterdir()
    hidden = file.rename(tmp_path / "hidden")
    with pytest.raises(Unavailable, match="missing"):
        await signed(other, store, account)
    hidden.rename(file)
    assert await signed(other, store, account) == "Bearer there"


WHILE = {
    Purpose.REVOKE: {ConnectionState.REMOVED},
    Purpose.REFRESH: {ConnectionState.ACTIVE, ConnectionState.CHECKING, ConnectionState.RECONNECT},
}


@pytest.mark.parametrize("purpose", WHILE)
@pytest.mark.parametrize("state", ConnectionState)
async def test_an_account_is_ended_once_it_was_taken_away_and_renewed_only_while_it_may_come_back(
    vault: SqlVault, store: SqlStore, account: Connection, state: ConnectionState, purpose: Purpose
) -> None:
    await granted(vault, store, account, facts=FACTS)
    account = await turned(store, account, state)
    if state in WHILE[purpose]:
        async for credential in lent(vault, store, account, purpose):
            assert signs(credential, LOGIN)
    else:
        with pytest.raises(TokenRejected, match="not connected"):
            async for _ in lent(vault, store, account, purpose):
                pass


def test_what_was_issued_shows_nothing() -> None:
    issued = Issued(access=Secret("canary"), refresh=Secret("canary"))
    assert "canary" not in repr(issued)


def test_a_grant_has_no_secret_in_clear() -> None:
    assert {"access", "refresh", "key", "client"} <= set(Grant.__dataclass_fields__)
    kinds = {name: Grant.__dataclass_fields__[name].type for name in ("access", "refresh", "key", "client")}
    assert set(kinds.values()) == {bytes, bytes | None}

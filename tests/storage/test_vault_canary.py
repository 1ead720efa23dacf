"""G3: whoever gets hold of the database, its journal, a dump or a log of it has no token in any spelling."""

import base64
import logging
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from urllib.parse import quote

import pytest

from core.model import ActionKind, ClientApp, Connection, Grant, Job, Purpose, Secret, Ticket, new_id
from core.networks.login import bearer
from core.ports import EVERYWHERE
from storage.store import SqlStore
from storage.vault import SqlVault
from storage.vault.files import PREFIX
from tests import making
from tests.conftest import SetClock
from tests.fakes.networks.declared import IDEMPOTENT
from tests.vaults import act, granted, vault_of

ACCOUNTS = 200
FIELDS = ("access", "refresh", "key", "client")
LOCKED = replace(IDEMPOTENT, name="locked", sign=bearer, server=True)
HOME = "https://social.example"


def canary(field: str, number: int) -> str:
    """Long enough to be found in nothing else, and with what a URL has to spell otherwise."""
    return f"canary/{field}+{number:04d}=="


def spellings(secret: bytes) -> Iterator[bytes]:
    """As it may lie in a file: also in base64 at each of three beginnings."""
    yield secret
    yield secret.hex().encode()
    yield secret.hex().upper().encode()
    yield quote(secret, safe="").encode()
    yield secret[::-1]
    for lead in range(3):
        # Only what does not depend on what stands before and behind.
        yield base64.b64encode(b"\0" * lead + secret)[4 if lead else 0 : -4]


@pytest.fixture
async def vault(sqlite_store: SqlStore, clock: SetClock, tmp_path: Path) -> SqlVault:
    vault = await vault_of(sqlite_store, clock, tmp_path, {}, networks={"locked": LOCKED})
    owner, shop = making.person(), making.workspace()
    accounts = [making.connection(shop, owner, network="locked", server=HOME) for _ in range(ACCOUNTS)]
    await sqlite_store.add(EVERYWHERE, owner, shop, *accounts)
    async with sqlite_store.together() as inside:
        for number, account in enumerate(accounts):
            issued = {field: canary(field, number) for field in FIELDS}
            await granted(vault, inside, account, **issued)  # type: ignore[arg-type]
    await used(vault, sqlite_store, accounts[:20])
    await laid(vault, sqlite_store, accounts[0])
    return vault


async def used(vault: SqlVault, store: SqlStore, accounts: list[Connection]) -> None:
    """Lent, and renewed."""
    for account in accounts:
        action = await act(store, account)
        async with vault.use(account, Purpose.PUBLISH, action.id) as credential:
            assert "canary" in credential.sign("GET", f"{HOME}/x")[1]["Authorization"]
        [old] = await store.find(EVERYWHERE, Grant, id=account.id)
        await granted(vault, store, account, old=old, access=canary("renewed", int(action.id[-3:], 16)))
        await store.enqueue(EVERYWHERE, making.job(key=f"{account.id}:{action.id}"))


async def laid(vault: SqlVault, store: SqlStore, account: Connection) -> None:
    """In a ticket and in an app."""
    action = await act(store, account, ActionKind.CONNECT_ASKED)
    talk = making.conversation(making.workspace(id=account.workspace_id), making.person(id=account.by))
    ticket = Ticket(
        id=new_id(),
        workspace_id=account.workspace_id,
        person_id=account.by,
        conversation_id=talk.id,
        network="locked",
        server=HOME,
        connection_id=None,
        action_id=action.id,
        link="0" * 64,
        created_at=making.NOW,
        expires_at=making.NOW + timedelta(minutes=10),
    )
    app = ClientApp(
        id=new_id(), network="locked", server=HOME, address=HOME, client_id="ours", secret=b"", created_at=making.NOW
    )
    things = {"verifier": Secret(canary("verifier", 1))}
    kept = replace(ticket, kept=await vault.lay(store, ticket, things))
    await store.add(EVERYWHERE, talk, kept, replace(app, secret=await vault.lay(store, app, things)))


def whole(folder: Path) -> bytes:
    """The database's files, and what a dump of it is."""
    files = [one.read_bytes() for one in folder.iterdir() if one.is_file()]
    assert len(files) >= 2, "there is a journal beside the database"
    with sqlite3.connect(folder / "test.db") as database:
        dump = "\n".join(database.iterdump())
    return b"\n".join([*files, dump.encode()])


async def test_no_token_is_in_the_database_its_journal_a_dump_or_a_log(
    vault: SqlVault, sqlite_store: SqlStore, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    await used(vault, sqlite_store, await sqlite_store.find(EVERYWHERE, Connection, limit=5))
    jobs = await sqlite_store.find(EVERYWHERE, Job)
    everything = whole(tmp_path) + repr(jobs).encode() + caplog.text.encode()
    fields = [*FIELDS, "verifier", "renewed"]
    sown = [canary(field, number).encode() for field in fields for number in range(ACCOUNTS)]
    for spelling in {spelling for secret in sown for spelling in spellings(secret)}:
        assert spelling not in everything
    assert b"canary" not in everything.lower()


async def test_no_key_is_in_the_database(vault: SqlVault, tmp_path: Path) -> None:
    [file] = (tmp_path / "keys").glob(f"{PREFIX}*")
    everything = whole(tmp_path)
    for spelling in spellings(file.read_bytes()):
        assert spelling not in everything
    for spelling in spellings(vault.key.reveal()):
        assert spelling not in everything

"""`aimarketing keys rotate`: a new key for everything while tokens are used; killed anywhere, the next run goes on."""

import asyncio
import signal
import sys
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from core.errors import Misconfigured
from core.model import Connection, DataKey, KeyOf, Purpose, Secret, new_id
from core.networks.login import bearer
from core.ports import EVERYWHERE
from storage.store import SqlStore
from storage.vault import FileRoots, SqlVault
from storage.vault.checking import keks
from storage.vault.datakeys import place_of
from storage.vault.environment import EnvironmentRoots, new_entry
from storage.vault.roots import Several
from storage.vault.rotating import counts, rotate
from tests.conftest import SetClock
from tests.fakes.networks.declared import IDEMPOTENT
from tests.fakes.networks.process import ROOT
from tests.vaults import act, granted, settled, vault_of

LOCKED = replace(IDEMPOTENT, name="locked", sign=bearer, server=True)
SERVED = {"locked": LOCKED}
HOME = "https://social.example"
GATE, NIGHT, KILLS = 600, 10_000, 5
ROTATING = """
import asyncio, sys
from pathlib import Path
from storage.database import Database
from storage.store import SqlStore
from storage.vault import FileRoots
from storage.vault import rotating

async def main(url, folder):
    rotating.AT_ONCE = 50
    await rotating.rotate(SqlStore(Database(url)), FileRoots(Path(folder)), lambda count: print(count, flush=True))

asyncio.run(main(*sys.argv[1:]))
"""


@dataclass
class Kept:
    """An account with a token, and a vault that knows the keys."""

    store: SqlStore
    vault: SqlVault
    account: Connection
    folder: Path

    async def works(self, vault: SqlVault | None = None) -> bool:
        action = await act(self.store, self.account)
        async with (vault or self.vault).use(self.account, Purpose.PUBLISH, action.id) as credential:
            return credential.sign("GET", f"{HOME}/x")[1]["Authorization"] == "Bearer canary-token"


@pytest.fixture
async def kept(store: SqlStore, clock: SetClock, tmp_path: Path) -> Kept:
    vault = await vault_of(store, clock, tmp_path, {}, networks=SERVED)
    account = await settled(store, network="locked", account="a", server=HOME)
    await granted(vault, store, account, access="canary-token")
    return Kept(store, vault, account, tmp_path)


async def more(kept: Kept, number: int) -> None:
    """So many data keys of others."""
    roots = FileRoots(kept.folder)
    kek = await roots.current()
    keys = []
    for _ in range(number):
        id = new_id()
        bare = DataKey(
            id=id,
            workspace_id=None,
            of=KeyOf.CLIENT,
            owner=id,
            kek=kek,
            wrapped=b"",
            created_at=kept.account.created_at,
        )
        keys.append(replace(bare, wrapped=await roots.wrap(kek, Secret(bytes(32)), place_of(bare, kek))))
    await kept.store.add(EVERYWHERE, *keys)


async def test_everything_is_wrapped_anew_and_the_old_key_can_go(kept: Kept, clock: SetClock) -> None:
    old = await FileRoots(kept.folder).current()
    done = await rotate(kept.store, FileRoots(kept.folder))
    assert (done.old, done.wrapped, done.verified, done.broken) == ((old,), 3, 3, ())
    assert await keks(kept.store) == [done.kek]
    assert await kept.works()
    (kept.folder / "keys" / f"kek-{old.partition(':')[2]}").unlink()
    again = await vault_of(kept.store, clock, kept.folder, {}, networks=SERVED)
    assert await kept.works(again)


async def test_a_second_run_makes_another_key_and_an_unfinished_one_goes_on_with_its_own(kept: Kept) -> None:
    roots = FileRoots(kept.folder)
    first = await rotate(kept.store, roots)
    second = await rotate(kept.store, roots)
    assert second.kek > first.kek
    begun = await roots.renewed()  # a run that was killed before it wrapped anything
    third = await rotate(kept.store, roots)
    assert third.kek == begun
    assert len(await roots.known()) == 4


async def test_a_key_in_a_setting_is_rotated_to_the_last_that_is_listed(
    store: SqlStore, clock: SetClock, tmp_path: Path
) -> None:
    old, new = new_entry("old"), new_entry("new")
    vault = await vault_of(store, clock, tmp_path, {}, networks=SERVED, roots=EnvironmentRoots(old))
    nothing = await rotate(store, EnvironmentRoots(old))
    assert (nothing.kek, nothing.wrapped) == ("env:old", 0)
    done = await rotate(store, EnvironmentRoots(f"{old},{new}"))
    assert (done.kek, done.old, done.wrapped) == ("env:new", ("env:old",), 2)
    with pytest.raises(Misconfigured, match="AIMARKETING_KEK: the key env:new is in use"):
        await vault_of(store, clock, tmp_path, {}, roots=EnvironmentRoots(old))
    assert vault


async def test_an_installation_moves_from_a_file_to_a_setting(kept: Kept, clock: SetClock) -> None:
    roots = Several(EnvironmentRoots(new_entry("one")), FileRoots(kept.folder))
    done = await rotate(kept.store, roots)
    assert (done.kek, done.verified) == ("env:one", 3)
    assert await counts(kept.store) == {"env:one": 3}
    moved = await vault_of(kept.store, clock, kept.folder / "elsewhere", {}, networks=SERVED, roots=roots)
    assert await kept.works(moved)


async def test_a_data_key_that_no_key_opens_is_named_and_keeps_nobody_else_back(kept: Kept) -> None:
    await more(kept, 20)
    [damaged] = (await kept.store.find(EVERYWHERE, DataKey, of=KeyOf.CLIENT, order="-id"))[:1]
    await kept.store.change(EVERYWHERE, damaged, replace(damaged, wrapped=damaged.wrapped[:-1]))
    done = await rotate(kept.store, FileRoots(kept.folder))
    assert (done.broken, done.wrapped, done.verified, done.old) == ((damaged.id,), 22, 22, ())
    assert await kept.works()


async def test_a_data_key_that_is_destroyed_meanwhile_does_not_come_back(kept: Kept) -> None:
    await more(kept, 5)
    found = await kept.store.find(EVERYWHERE, DataKey, of=KeyOf.CLIENT)
    gone: list[DataKey] = []

    class Slow(FileRoots):
        async def unwrap(self, kek: str, wrapped: bytes, place: bytes) -> Secret:
            if not gone and wrapped == found[0].wrapped:
                gone.append(found[0])
                await kept.store.remove(EVERYWHERE, found[0])
            return await super().unwrap(kek, wrapped, place)

    await rotate(kept.store, Slow(kept.folder))
    assert gone
    assert await kept.store.count(EVERYWHERE, DataKey, id=found[0].id) == 0


async def killed(url: str, folder: Path, after: int) -> int:
    """A run in a process of its own, killed when it has said so much; its exit code."""
    program = [sys.executable, "-c", ROTATING, url, str(folder)]
    process = await asyncio.create_subprocess_exec(*program, cwd=ROOT, stdout=asyncio.subprocess.PIPE)
    assert process.stdout is not None
    for _ in range(after):
        if not await process.stdout.readline():
            break
    else:
        process.send_signal(signal.SIGKILL)
    return await process.wait()


async def rotated_while_used(kept: Kept, url: str, number: int, kills: int) -> None:
    await more(kept, number)
    over, used = asyncio.Event(), 0

    async def using() -> None:
        nonlocal used
        while not over.is_set():
            assert await kept.works()
            used += 1

    uses = asyncio.create_task(using())
    codes = [await killed(url, kept.folder, after=1 + turn % 2) for turn in range(kills)]
    done = await rotate(kept.store, FileRoots(kept.folder))
    over.set()
    await uses
    assert codes == [-signal.SIGKILL] * kills
    assert (done.verified, done.broken) == (number + 3, ())
    assert await counts(kept.store) == {done.kek: number + 3}
    # However often it was killed, it went on to the one key that it had begun with.
    assert len(await FileRoots(kept.folder).known()) == 2
    assert used > kills


async def test_killed_again_and_again_it_comes_to_its_end_while_tokens_are_used(
    sqlite_store: SqlStore, sqlite_url: str, clock: SetClock, tmp_path: Path
) -> None:
    """G12, gate size."""
    await rotated_while_used(await _filled(sqlite_store, clock, tmp_path), sqlite_url, GATE, 2)


@pytest.mark.night
async def test_ten_thousand_are_wrapped_anew_through_five_kills_while_tokens_are_used(
    sqlite_store: SqlStore, sqlite_url: str, clock: SetClock, tmp_path: Path
) -> None:
    """G12."""
    await rotated_while_used(await _filled(sqlite_store, clock, tmp_path), sqlite_url, NIGHT, KILLS)


async def _filled(store: SqlStore, clock: SetClock, folder: Path) -> Kept:
    vault = await vault_of(store, clock, folder, {}, networks=SERVED)
    account = await settled(store, network="locked", account="a", server=HOME)
    await granted(vault, store, account, access="canary-token")
    return Kept(store, vault, account, folder)

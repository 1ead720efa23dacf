"""The ledger: a row before each use and for each use one, by an act that asks for it; only ever added to."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from core.errors import MarketingError
from core.model import (
    Connection,
    ConnectionState,
    Purpose,
    StandingOrder,
    Use,
    new_id,
)
from core.ports import EVERYWHERE, Wanted
from storage.store import SqlStore
from storage.vault import SqlVault
from storage.vault.asking import ASKED_BY
from tests.conftest import SetClock
from tests.storage.using import HOME, LOCKED, A, Listening, P, account, connected, execute, lend, rows, vault, wanted
from tests.vaults import act, settled, turned, vault_of

__all__ = ["account", "vault"]


# -- who may have what -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("purpose", P)
async def test_each_purpose_is_asked_for_by_its_own_acts_alone(
    vault: SqlVault, store: SqlStore, account: Connection, purpose: Purpose
) -> None:
    if purpose is P.REVOKE:
        account = await turned(store, account, ConnectionState.REMOVED)
    lent = {kind for kind in A if await lend(vault, account, purpose, (await act(store, account, kind)).id)}
    assert lent == ASKED_BY[purpose]
    assert len(await rows(store)) == len(lent)


def test_an_edit_a_press_or_a_setting_never_asks_for_a_token() -> None:
    idle = {A.CREATED, A.EDITED, A.SUBMITTED, A.REJECTED, A.SETTING_CHANGED, A.INVITED, A.ROLE_CHANGED, A.ALLOWED}
    assert not idle & frozenset().union(*ASKED_BY.values())


async def test_a_row_says_who_what_for_whom_and_when(
    vault: SqlVault, store: SqlStore, account: Connection, clock: SetClock
) -> None:
    action = await act(store, account)
    assert await lend(vault, account, P.PUBLISH, action.id, subject="publication:1")
    [use] = await rows(store)
    assert (use.number, use.previous, use.generation, use.network) == (1, "", 1, "locked")
    assert (use.action_id, use.person_id, use.subject, use.order_id) == (action.id, account.by, "publication:1", None)
    assert (use.workspace_id, use.connection_id, use.at) == (account.workspace_id, account.id, clock.now())


async def ordered(
    store: SqlStore, account: Connection, clock: SetClock, purpose: Purpose = P.READ_ENGAGEMENT
) -> StandingOrder:
    given = await act(store, account, A.ALLOWED)
    order = StandingOrder(
        id=new_id(),
        workspace_id=account.workspace_id,
        connection_id=account.id,
        purpose=purpose,
        person_id=account.by,
        action_id=given.id,
        created_at=clock.now(),
        expires_at=clock.now() + timedelta(days=365),
    )
    await store.add(EVERYWHERE, order)
    return order


async def test_a_standing_order_lets_its_purpose_be_done_until_it_ends(
    vault: SqlVault, store: SqlStore, account: Connection, clock: SetClock
) -> None:
    order = await ordered(store, account, clock)
    done = {purpose for purpose in P if await lend(vault, account, purpose, order.action_id)}
    # The token that it needs may have to be renewed.
    assert done == {P.READ_ENGAGEMENT, P.REFRESH}
    assert {use.order_id for use in await rows(store)} == {order.id}
    ended = await store.change(EVERYWHERE, order, replace(order, revoked_at=clock.now()))
    assert not await lend(vault, account, P.READ_ENGAGEMENT, order.action_id)
    await store.change(EVERYWHERE, ended, replace(ended, revoked_at=None))
    assert await lend(vault, account, P.READ_ENGAGEMENT, order.action_id)
    clock.move(timedelta(days=365))
    assert not await lend(vault, account, P.READ_ENGAGEMENT, order.action_id)


async def test_a_standing_order_is_of_one_account_and_never_to_publish(
    vault: SqlVault, store: SqlStore, account: Connection, clock: SetClock
) -> None:
    other = await connected(vault, store, "b")
    order = await ordered(store, account, clock, P.PUBLISH)
    assert not await lend(vault, account, P.PUBLISH, order.action_id)
    reading = await ordered(store, account, clock)
    assert not await lend(vault, other, P.READ_ENGAGEMENT, reading.action_id)
    assert await rows(store) == []


async def test_an_order_for_one_purpose_lets_no_other_through_beside_it(
    vault: SqlVault, store: SqlStore, account: Connection, clock: SetClock
) -> None:
    order = await ordered(store, account, clock)
    both = [
        Wanted(connection=account, purpose=purpose, action=order.action_id)
        for purpose in (P.READ_ENGAGEMENT, P.PUBLISH)
    ]
    uses = await vault.admit(store, both)
    assert [use is not None for use in uses] == [True, False]


# -- before each use, one row ------------------------------------------------------------------------------------------


async def test_without_a_row_nothing_is_opened(sqlite_store: SqlStore, clock: SetClock, tmp_path: Path) -> None:
    vault = await vault_of(sqlite_store, clock, tmp_path, {}, networks={"locked": LOCKED})
    account = await connected(vault, sqlite_store, "a")
    action = await act(sqlite_store, account)
    await execute(sqlite_store, "CREATE TRIGGER full BEFORE INSERT ON uses BEGIN SELECT RAISE(ABORT, 'full'); END")
    opened = 0
    for _ in range(50):
        with pytest.raises(MarketingError):
            async with vault.use(account, P.PUBLISH, action.id):
                opened += 1
    assert (opened, await rows(sqlite_store)) == (0, [])


async def test_a_thousand_uses_have_a_thousand_rows_each_by_an_act_in_the_same_workspace(
    sqlite_store: SqlStore, clock: SetClock, tmp_path: Path
) -> None:
    store = sqlite_store
    vault = await vault_of(store, clock, tmp_path, {}, networks={"locked": LOCKED})
    accounts = [await connected(vault, store, str(number)) for number in range(10)]
    actions = [await act(store, account) for account in accounts]
    opened = 0
    for turn in range(100):
        asked = [wanted(account, action) for account, action in zip(accounts, actions, strict=True)]
        uses = await vault.admit(store, asked) if turn % 2 else [None] * 10
        for each, action, use in zip(accounts, actions, uses, strict=True):
            opened += await lend(vault, each, P.PUBLISH, action.id, admitted=use)
    whose = {action.id: action.workspace_id for action in actions}
    found = await store.find(EVERYWHERE, Use)
    assert (opened, len(found), len({use.id for use in found})) == (1000, 1000, 1000)
    assert all(whose[use.action_id] == use.workspace_id for use in found)


async def test_what_was_admitted_is_good_once_for_that_and_only_after_its_commit(
    vault: SqlVault, store: SqlStore, account: Connection
) -> None:
    action, other = await act(store, account), await connected(vault, store, "b")
    async with store.together() as inside:
        [use] = await vault.admit(inside, [wanted(account, action)])
        assert use is not None
        assert not await lend(vault, account, P.PUBLISH, action.id, admitted=use)
    for wrong in ((other, P.PUBLISH, action.id), (account, P.READ_ACCOUNT, action.id), (account, P.PUBLISH, new_id())):
        [fresh] = await vault.admit(store, [wanted(account, action)])
        assert not await lend(vault, *wrong, admitted=fresh)
    [fresh] = await vault.admit(store, [wanted(account, action, "publication:1")])
    assert not await lend(vault, account, P.PUBLISH, action.id, subject="publication:2", admitted=fresh)
    [use] = await vault.admit(store, [wanted(account, action)])
    assert await lend(vault, account, P.PUBLISH, action.id, admitted=use)
    assert not await lend(vault, account, P.PUBLISH, action.id, admitted=use)


async def test_what_was_admitted_long_ago_is_forgotten(
    vault: SqlVault, store: SqlStore, account: Connection, clock: SetClock
) -> None:
    action = await act(store, account)
    [old] = await vault.admit(store, [wanted(account, action)])
    clock.move(timedelta(minutes=11))
    [new] = await vault.admit(store, [wanted(account, action)])
    assert not await lend(vault, account, P.PUBLISH, action.id, admitted=old)
    assert await lend(vault, account, P.PUBLISH, action.id, admitted=new)


async def test_what_is_undone_was_never_admitted(vault: SqlVault, store: SqlStore, account: Connection) -> None:
    action, admitted = await act(store, account), list[Use | None]()

    async def undone() -> None:
        async with store.together() as inside:
            admitted.extend(await vault.admit(inside, [wanted(account, action)]))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await undone()
    assert not await lend(vault, account, P.PUBLISH, action.id, admitted=admitted[0])
    assert await rows(store) == []


async def test_many_are_admitted_at_once_and_who_may_not_is_left_out(
    vault: SqlVault, store: SqlStore, account: Connection
) -> None:
    other, gone = await connected(vault, store, "b"), await settled(store, network="locked", account="c", server=HOME)
    good, idle = await act(store, account), await act(store, account, A.EDITED)
    asked = [wanted(account, good, "x:1"), wanted(account, idle), wanted(other, good), wanted(account, good, "x:2")]
    uses = await vault.admit(store, [*asked, wanted(gone, await act(store, gone))])
    assert [use and use.subject for use in uses] == ["x:1", None, None, "x:2", None]
    first, second = await rows(store)
    assert (first.number, second.number, second.previous) == (1, 2, first.mac)


async def test_a_batch_takes_few_statements(vault: SqlVault, store: SqlStore, account: Connection) -> None:
    accounts = [account, *[await connected(vault, store, str(number)) for number in range(20)]]
    asked = [wanted(one, await act(store, one)) for one in accounts]
    statements: list[str] = []
    with Listening(store, statements):
        await vault.admit(store, asked)
    wordy = [one for one in statements if not one.startswith(("BEGIN", "COMMIT", "SELECT pg_advisory"))]
    assert len(wordy) <= 4, wordy


async def test_many_writers_of_one_account_make_one_chain(
    vault: SqlVault, store: SqlStore, account: Connection, clock: SetClock, tmp_path: Path
) -> None:
    action = await act(store, account)
    other = await vault_of(SqlStore(store.database), clock, tmp_path, {}, networks={"locked": LOCKED})
    lent = await asyncio.gather(*(lend(one, account, P.PUBLISH, action.id) for one in (vault, other) * 20))
    assert all(lent)
    assert [use.number for use in await rows(store)] == list(range(1, 41))

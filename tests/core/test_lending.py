"""Tokens are lent for one act: refreshed first where they would not last, once where they are refused, never idly."""

import re
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from core import connecting, lending, losing
from core.errors import TokenRejected, Unavailable
from core.model import ActionKind, Connection, ConnectionState, Purpose, Secret
from core.ports import EVERYWHERE, Credential
from storage.store import SqlStore
from tests.conftest import SetClock
from tests.core.tokening import Holding, holding
from tests.fakes.tokens import Fault
from tests.vaults import turned

MINUTE = timedelta(minutes=1)


@pytest.fixture
async def here(store: SqlStore, clock: SetClock, tmp_path: Path) -> AsyncIterator[Holding]:
    async with holding(store, clock, tmp_path) as made:
        yield made


async def me(here: Holding) -> str:
    """Asks the network who the account is."""
    wanted = await here.wanted(Purpose.READ_ACCOUNT)

    async def asking(credential: Credential) -> Any:
        where = f"{credential.base}/api/me"
        return (await here.app.api.call("GET", where, credential=credential, effect=False)).data["id"]

    return await lending.used(here.app, wanted, asking)


async def test_a_token_that_lasts_is_lent_as_it_is(here: Holding) -> None:
    assert await me(here) == here.account.account
    assert (await here.purposes(), here.provider.done["refresh"]) == (["read_account"], 0)


@pytest.mark.parametrize(("left", "refreshes"), [(61, 0), (60, 1), (0, 1), (-3600, 1)])
async def test_one_that_is_over_or_will_be_within_the_margin_is_refreshed_first(
    here: Holding, left: int, refreshes: int
) -> None:
    here.clock.move(5 * MINUTE - timedelta(seconds=left))
    await me(here)
    assert await here.purposes() == ["refresh"] * refreshes + ["read_account"]
    assert (here.provider.done["refresh"], here.provider.done["refused"]) == (refreshes, 0)


async def test_a_refresh_is_by_the_act_that_waits_for_it(here: Holding) -> None:
    here.clock.move(5 * MINUTE)
    await me(here)
    refresh, read = await here.uses()
    assert (refresh.action_id, refresh.generation) == (read.action_id, 1)
    assert read.generation == 2


async def test_the_block_gets_the_new_token_too(here: Holding) -> None:
    here.clock.move(5 * MINUTE)
    wanted = await here.wanted(Purpose.READ_ACCOUNT)
    async with lending.lent(here.app, wanted.connection, wanted.purpose, wanted.action) as credential:
        await here.app.api.call("GET", f"{credential.base}/api/me", credential=credential, effect=False)
    assert here.provider.done["refused"] == 0


async def test_a_token_that_the_network_refuses_is_refreshed_once_and_the_request_made_again(here: Holding) -> None:
    here.given.access.clear()
    assert await me(here) == here.account.account
    assert await here.purposes() == ["read_account", "refresh", "read_account"]


async def test_the_second_refusal_stands(here: Holding) -> None:
    wanted, tried = await here.wanted(Purpose.READ_ACCOUNT), []

    async def refused(_: Credential) -> None:
        tried.append(1)
        raise TokenRejected("not you")

    with pytest.raises(TokenRejected):
        await lending.used(here.app, wanted, refused)
    assert (len(tried), here.provider.done["refresh"]) == (2, 1)


async def test_what_the_vault_does_not_lend_is_no_reason_to_refresh(here: Holding) -> None:
    wanted = await here.wanted(Purpose.READ_ENGAGEMENT, ActionKind.APPROVED)

    async def never(_: Credential) -> None:
        raise AssertionError

    with pytest.raises(TokenRejected):
        await lending.used(here.app, wanted, never)
    assert (await here.uses(), here.provider.done["refresh"]) == ([], 0)


async def test_a_network_that_cannot_refresh_is_waited_for_only_where_the_token_is_over(here: Holding) -> None:
    here.provider.faults += [Fault.BUSY, Fault.BUSY]
    here.clock.move(5 * MINUTE - timedelta(seconds=30))
    assert await me(here) == here.account.account
    here.clock.move(MINUTE)
    with pytest.raises(Unavailable):
        await me(here)
    assert (await here.connection()).state == "active"


async def test_a_network_whose_tokens_are_not_refreshed_is_asked_as_it_is(
    sqlite_store: SqlStore, clock: SetClock, tmp_path: Path
) -> None:
    async with holding(sqlite_store, clock, tmp_path, network="fixed") as here:
        here.clock.move(5 * MINUTE)
        with pytest.raises(TokenRejected):
            await me(here)
        assert (await here.purposes(), here.provider.done["refused"]) == (["read_account"], 1)


async def test_an_access_token_that_is_extended_needs_no_refresh_token(
    sqlite_store: SqlStore, clock: SetClock, tmp_path: Path
) -> None:
    async with holding(sqlite_store, clock, tmp_path, network="extends") as here:
        await here.keep(await here.grant(), refresh=Secret(""))
        here.clock.move(4 * MINUTE + timedelta(seconds=10))
        assert await me(here) == here.account.account
        assert (here.provider.done["refresh"], (await here.grant()).generation) == (1, 3)


async def test_an_account_that_is_looked_at_again_is_asked_with_a_new_token(here: Holding) -> None:
    await turned(here.app.store, here.account, ConnectionState.RECONNECT)
    here.clock.move(5 * MINUTE)
    await connecting.again(here.app, here.scope, here.owner.id, here.account.id)
    [asked] = await here.jobs("connect")
    await connecting.check(here.app, here.scope, asked.key)
    assert ((await here.connection()).state, await here.purposes()) == (ConnectionState.ACTIVE, ["refresh", "connect"])


async def test_time_in_which_nobody_does_anything_costs_no_refresh(here: Holding) -> None:
    await here.passes(timedelta(days=30))
    assert (await here.uses(), here.provider.done) == ([], {})


# -- who may ask the vault, and for what -------------------------------------------------------------------------------

LENDERS = {"core/lending.py", "core/refreshing.py"}
"""Who asks the vault for a token; all others ask these."""
PURPOSES = {
    "core/connecting/accounts.py": {"CONNECT"},
    "core/connecting/settling.py": {"CONNECT"},
    "core/ending.py": {"REVOKE"},
    "core/measuring.py": {"READ_ENGAGEMENT"},
    "core/publishing/picking.py": {"PUBLISH"},
    "core/refreshing.py": {"REFRESH"},
    "core/removing.py": {"PUBLISH"},
}
"""What each use-case uses tokens for: one purpose."""
ABOUT_THEM = {"core/lending.py", "core/ledger.py", "core/allowing.py", "core/foreseeing.py", "core/standing.py"}
"""Who speaks of purposes, and asks for none."""


def sources() -> dict[str, str]:
    root = Path(__file__).parents[2]
    found = (path for path in (root / "core").rglob("*.py") if not {"model", "ports", "networks"} & set(path.parts))
    return {str(path.relative_to(root)): path.read_text() for path in found}


def test_nobody_else_asks_the_vault_for_a_token() -> None:
    assert {name for name, text in sources().items() if ".vault.use(" in text} == LENDERS


def test_each_use_case_uses_tokens_for_one_purpose() -> None:
    named = {name: set(re.findall(r"\bPurpose\.([A-Z_]+)", text)) for name, text in sources().items()}
    assert {name: found for name, found in named.items() if found and name not in ABOUT_THEM} == PURPOSES


def test_figures_are_read_where_a_press_or_an_order_is_looked_at_and_nowhere_else() -> None:
    calling = {name for name, text in sources().items() if re.search(r"\bmetrics\(", text)}
    assert calling == {"core/measuring.py"}


async def test_a_refusal_of_older_tokens_does_not_undo_connecting_again(here: Holding) -> None:
    asked = here.clock.now()
    here.clock.move(MINUTE)
    assert await losing.still_lost(here.app, {here.account.id: here.clock.now()}) == [here.account]
    grant = await here.grant()
    await here.app.store.change(grant.workspace_id, grant, replace(grant, issued_at=here.clock.now()))
    await losing.lose_where_rejected(here.app, here.account.id, TokenRejected(), asked)
    [account] = await here.app.store.find(EVERYWHERE, Connection, id=here.account.id)
    assert account.state is ConnectionState.ACTIVE

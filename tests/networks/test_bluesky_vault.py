"""Bluesky's tokens out of the real vault: lent for a post, for a renewal, for their end, and for nothing beyond."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from core.errors import TokenRejected
from core.model import ActionKind, Connection, ConnectionState, Grant, Purpose
from core.networks.bluesky import network
from core.ports import EVERYWHERE
from storage.store import SqlStore
from storage.vault import SqlVault
from tests.fakes.oauth.atproto import ANNA
from tests.networks.skies import Reading, Sky, content, played_sky
from tests.vaults import act, settled, turned, vault_of

A, P = ActionKind, Purpose


@dataclass
class Kept:
    """Anna's account, connected, its tokens sealed."""

    sky: Sky
    store: SqlStore
    vault: SqlVault
    connection: Connection

    async def within(self, purpose: Purpose, kind: ActionKind, function: Any, *given: Any) -> Any:
        if purpose is P.REVOKE:
            self.connection = await turned(self.store, self.connection, ConnectionState.REMOVED)
        action = await act(self.store, self.connection, kind)
        async with self.vault.use(self.connection, purpose, action.id) as credential:
            return await function(self.sky.api, credential, *given)

    async def grant(self) -> Grant:
        return await self.store.get(self.connection.workspace_id, Grant, self.connection.id)


@pytest.fixture
async def kept(sqlite_store: SqlStore, clock: Any, tmp_path: Path) -> AsyncIterator[Kept]:
    async with played_sky() as sky:
        issued = (await sky.logs_in()).issued
        connection = await settled(sqlite_store, network="bluesky", account=ANNA, server=sky.server.origin)
        vault = await vault_of(sqlite_store, clock, tmp_path, {})
        async with sqlite_store.together() as inside:
            await vault.keep(inside, connection, issued, old=None)
        yield Kept(sky, sqlite_store, vault, connection)


async def test_a_post_goes_out_with_what_the_vault_lends(kept: Kept) -> None:
    await kept.within(P.PUBLISH, A.APPROVED, network.publish, content(), Reading())
    assert [record["text"] for record in kept.sky.posts()] == ["Rīt cepam rudzu maizi."]


async def test_tokens_are_renewed_and_the_new_ones_work(kept: Kept) -> None:
    old = await kept.grant()
    fresh = await kept.within(P.REFRESH, A.APPROVED, kept.sky.login.refresh, old)
    async with kept.store.together() as inside:
        await kept.vault.keep(inside, kept.connection, fresh, old=old)
    renewed = await kept.grant()
    assert renewed.generation == old.generation + 1
    await kept.within(P.REFRESH, A.APPROVED, kept.sky.login.refresh, renewed)
    assert await kept.store.count(EVERYWHERE, Grant) == 1


async def test_the_end_of_the_account_is_told_to_its_server(kept: Kept) -> None:
    grant = await kept.grant()
    assert await kept.within(P.REVOKE, A.DISCONNECTED, kept.sky.login.revoke, kept.connection, grant)
    assert all(one.dead for one in kept.sky.server.grants)


@pytest.mark.parametrize(
    ("purpose", "kind"), [(P.PUBLISH, A.APPROVED), (P.REFRESH, A.APPROVED), (P.REVOKE, A.DISCONNECTED)]
)
async def test_what_is_lent_signs_for_no_other_host(kept: Kept, purpose: Purpose, kind: ActionKind) -> None:
    elsewhere = "https://another.example/xrpc/com.atproto.repo.createRecord"

    async def sign(_: Any, credential: Any) -> Any:
        return credential.sign("POST", elsewhere)

    with pytest.raises(TokenRejected):
        await kept.within(purpose, kind, sign)

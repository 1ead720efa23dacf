"""The whole way at Discord and at a WordPress: connected by pages, posted to through the real vault, ended there."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from core import connecting, ending
from core.model import (
    ActionKind,
    Connection,
    ConnectionState,
    Content,
    Grant,
    Job,
    Published,
    Purpose,
    StandingOrder,
    Use,
)
from core.networks import NETWORKS
from core.ports import EVERYWHERE
from storage.store import SqlStore
from tests.fakes.connect.real import real_world
from tests.fakes.connect.stage import PUBLIC, House, house
from tests.fakes.networks.trying import Trying
from tests.vaults import act

NAMES = pytest.mark.parametrize("name", ["discord", "wordpress"])


@pytest.fixture
async def home(sqlite_store: SqlStore, clock: Any, tmp_path: Path) -> AsyncIterator[House]:
    async with (
        real_world(PUBLIC, clock) as world,
        house(sqlite_store, clock, tmp_path, world=world) as one,
    ):
        yield one


async def connected(home: House, name: str) -> Connection:
    browser = await home.sent(await home.office.person("anna"), name)
    await browser.goes(home.world.players[name].consents(browser.sent_to))
    [account] = await home.accounts()
    return account


async def published(home: House, account: Connection) -> Published:
    content = Content(connection_id=account.id, account=account.account, text="Rudzu maize\n\nNo sestdienas.")
    allowed = await act(home.store, account, ActionKind.APPROVED)
    async with home.office.app.vault.use(account, Purpose.PUBLISH, allowed.id) as credential:
        got = await NETWORKS[account.network].publish(home.office.app.api, credential, content, Trying())
    assert isinstance(got, Published)
    return got


@NAMES
async def test_what_was_connected_posts_and_counts_through_the_vault(home: House, name: str) -> None:
    account = await connected(home, name)
    got = await published(home, account)
    wanted = await act(home.store, account, ActionKind.FIGURES_ASKED)
    metrics = NETWORKS[name].metrics
    assert metrics is not None
    async with home.office.app.vault.use(account, Purpose.READ_ENGAGEMENT, wanted.id) as credential:
        counts = await metrics(home.office.app.api, credential, account, got.id)
    assert set(counts.values()) == {0}
    uses = [one.purpose for one in await home.store.find(EVERYWHERE, Use, order="number")]
    assert uses[-2:] == [Purpose.PUBLISH, Purpose.READ_ENGAGEMENT]


async def test_the_password_that_comes_back_in_an_address_is_in_no_log(
    home: House, caplog: pytest.LogCaptureFixture
) -> None:
    browser = await home.sent(await home.office.person("anna"), "wordpress")
    back = home.world.players["wordpress"].consents(browser.sent_to)
    await browser.goes(back)
    [password] = parse_qs(urlsplit(back).query)["password"]
    ours = [one.getMessage() for one in caplog.records if not one.name.startswith("http")]  # not the browser's own
    assert len(await home.accounts()) == 1
    assert [line for line in ours if password in line] == []


@NAMES
async def test_what_was_disconnected_is_over_there_and_here(home: House, name: str) -> None:
    account = await connected(home, name)
    app, scope = home.office.app, account.workspace_id
    await connecting.disconnect(app, scope, account.by, account.id, platform="telegram")
    [job] = await home.store.find(EVERYWHERE, Job, kind="revoke")
    await ending.revoke(app, scope, job.key)
    [gone] = await home.store.find(EVERYWHERE, Connection, id=account.id)
    assert (gone.state, gone.detail) == (ConnectionState.REMOVED, "revoked")
    assert await home.store.count(EVERYWHERE, Grant) == 0


async def test_what_is_allowed_until_further_notice_is_switched_on_the_accounts_card(home: House) -> None:
    account, anna = await connected(home, "discord"), await home.office.person("anna")
    await anna.types("/connect")
    await anna.presses(f"✓ {account.title} · Discord")
    for value, holds in (("On", 1), ("Off", 0)):
        await anna.presses(value)
        orders = await home.store.find(EVERYWHERE, StandingOrder, revoked_at=None)
        assert [one.purpose for one in orders] == [Purpose.READ_ENGAGEMENT] * holds


async def test_what_was_given_for_an_account_that_was_not_connected_is_among_the_uses(home: House) -> None:
    first, anna = await connected(home, "discord"), await home.office.person("anna")
    away = replace(first, account="another/channel")
    await home.store.change(EVERYWHERE, first, away)
    browser = await home.sent(anna, "discord", again=first.id)
    await browser.goes(home.world.players["discord"].consents(browser.sent_to))
    await home.office.settle()
    await ending.revoke(home.office.app, first.workspace_id, f"{'0' * 32}:{'0' * 32}")  # again, of one that is gone
    await anna.types("/privacy uses")
    anna.sees("Of attempts to connect that came to nothing", "Gave the permission back")

"""A channel at a played Telegram, and our bot in it."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from core.model import ActionKind, Connection, Content, Workspace
from core.model import Person as Human
from core.networks import NETWORKS
from core.networks.api import Caps, HttpApi
from core.networks.telegram import network
from core.ports import EVERYWHERE, Purpose
from storage.store import SqlStore
from storage.vault import SqlVault
from tests import making
from tests.fakes.networks.trying import Reading, Still, Trying
from tests.fakes.telegram import Channel, FakeTelegram, Person
from tests.handlers.desk import Office, make_app
from tests.vaults import act, vault_of


@dataclass(frozen=True, kw_only=True)
class Stage:
    """Anna's channel, connected by her; `url` names no secret."""

    telegram: FakeTelegram
    api: HttpApi
    vault: SqlVault
    store: SqlStore
    anna: Person
    channel: Channel
    owner: Human
    shop: Workspace
    connection: Connection

    def content(self, text: str = "Rīt cepam rudzu maizi.", **given: Any) -> Content:
        return Content(connection_id=self.connection.id, account=self.connection.account, text=text, **given)

    async def publish(self, content: Content, attempt: Trying | None = None) -> Any:
        return await self.within(network.publish, content, attempt or Reading())

    async def within(self, function: Any, *given: Any, purpose: Purpose = Purpose.PUBLISH) -> Any:
        """Calls it with a credential of the vault."""
        kind = ActionKind.CONNECTED if purpose is Purpose.CONNECT else ActionKind.APPROVED
        if not await self.store.count(EVERYWHERE, Connection, id=self.connection.id):
            await self.store.add(EVERYWHERE, self.owner, self.shop, self.connection)
        action = await act(self.store, self.connection, kind)
        async with self.vault.use(self.connection, purpose, action.id) as credential:
            return await function(self.api, credential, *given)

    def shown(self) -> list[str]:
        return [message.text for message in self.channel.chat]


@pytest.fixture
async def telegram() -> AsyncIterator[FakeTelegram]:
    async with FakeTelegram() as fake:
        yield fake
        assert fake.violations == []


@pytest.fixture
async def stage(telegram: FakeTelegram, sqlite_store: SqlStore, clock: Any, tmp_path: Path) -> AsyncIterator[Stage]:
    anna = telegram.person("Anna")
    channel = telegram.channel("Rudzu maize", username="rudzumaize", admins=[anna])
    owner, shop = making.person(), making.workspace()
    account = {"network": "telegram", "account": str(channel.id), "holder": str(anna.user.id)}
    connection = making.connection(shop, owner, title="an older title", **account)
    origins = {"telegram": telegram.url, "sandbox": telegram.url}
    # Long enough for a machine that is busy with other tests: what is played here never answers late by itself.
    async with HttpApi(Still(), origins, Caps(total=2, connect=2)) as api:
        vault = await vault_of(sqlite_store, clock, tmp_path, origins, bot_token=telegram.token)
        yield Stage(
            telegram=telegram,
            api=api,
            vault=vault,
            store=sqlite_store,
            anna=anna,
            channel=channel,
            owner=owner,
            shop=shop,
            connection=connection,
        )


@pytest.fixture
async def office(stage: Stage, sqlite_store: SqlStore, clock: Any) -> Office:
    """A house over the played Telegram."""
    return Office(make_app(sqlite_store, clock, networks=NETWORKS, api=stage.api, vault=stage.vault))

"""A channel at a played Telegram, and our bot in it."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from core.model import Connection, ConnectionState, Content, Media
from core.networks import NETWORKS
from core.networks.api import Caps, HttpApi
from core.networks.telegram import network
from core.ports import Purpose
from storage.store import SqlStore
from storage.vault import LocalVault, Secret
from tests import making
from tests.fakes.networks.trying import Still, Trying
from tests.fakes.telegram import Channel, FakeTelegram, Person
from tests.handlers.desk import Office, make_app


@dataclass
class Reading(Trying):
    """An attempt that has files."""

    files: dict[str, bytes] = field(default_factory=dict)

    async def read(self, media: Media) -> bytes:
        return self.files[media.key]


@dataclass(frozen=True, kw_only=True)
class Stage:
    """Anna's channel, connected by her; `url` names no secret."""

    telegram: FakeTelegram
    api: HttpApi
    vault: LocalVault
    anna: Person
    channel: Channel
    connection: Connection

    def content(self, text: str = "Rīt cepam rudzu maizi.", **given: Any) -> Content:
        return Content(connection_id=self.connection.id, account=self.connection.account, text=text, **given)

    async def publish(self, content: Content, attempt: Trying | None = None) -> Any:
        return await self.within(network.publish, content, attempt or Reading())

    async def within(self, function: Any, *given: Any, purpose: Purpose = Purpose.PUBLISH) -> Any:
        """Calls it with a credential of the vault."""
        state = ConnectionState.CHECKING if purpose is Purpose.CONNECT else ConnectionState.ACTIVE
        async with self.vault.use(replace(self.connection, state=state), purpose, "a" * 32) as credential:
            return await function(self.api, credential, *given)

    def shown(self) -> list[str]:
        return [message.text for message in self.channel.chat]


@pytest.fixture
async def telegram() -> AsyncIterator[FakeTelegram]:
    async with FakeTelegram() as fake:
        yield fake
        assert fake.violations == []


@pytest.fixture
async def stage(telegram: FakeTelegram, tmp_path: Path) -> AsyncIterator[Stage]:
    anna = telegram.person("Anna")
    channel = telegram.channel("Rudzu maize", username="rudzumaize", admins=[anna])
    connection = making.connection(
        making.workspace(),
        making.person(),
        network="telegram",
        account=str(channel.id),
        title="an older title",
        holder=str(anna.user.id),
    )
    origins = {"telegram": telegram.url, "sandbox": telegram.url}
    async with HttpApi(Still(), origins, Caps(total=1, connect=1)) as api:
        vault = LocalVault(tmp_path, origins, bot_token=Secret(telegram.token.encode()))
        yield Stage(telegram=telegram, api=api, vault=vault, anna=anna, channel=channel, connection=connection)


@pytest.fixture
async def office(stage: Stage, sqlite_store: SqlStore, clock: Any) -> Office:
    """A house over the played Telegram."""
    return Office(make_app(sqlite_store, clock, networks=NETWORKS, api=stage.api, vault=stage.vault))

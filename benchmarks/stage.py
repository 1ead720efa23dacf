"""What several benchmarks stand on: a migrated database, the played networks in another process, an App over both."""

import resource
import secrets
import tempfile
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.clock import SystemClock
from bot.memory import look_seldom
from core.app import App
from core.model import Connection
from core.networks.api import HttpApi
from core.ports import Network
from storage.database import Database
from storage.migrate import migrate
from storage.store import SqlStore
from tests.crash.stage import NETWORKS, app_of
from tests.fakes.networks.process import in_a_process
from tests.vaults import granted, vault_of

LATENCY = 0.02
TOGETHER = 500
NETWORK = "fake_idempotent"


@dataclass(frozen=True)
class Stage:
    """`origins` are those of the played networks."""

    app: App
    store: SqlStore
    folder: Path
    origins: dict[str, str]

    async def connected(self, accounts: Sequence[Connection]) -> None:
        """A sealed token for each. By a vault of its own: that of the app has none of their keys in hand."""
        vault = await vault_of(self.store, SystemClock(), self.folder, self.origins, networks=self.app.networks)
        for at in range(0, len(accounts), TOGETHER):
            async with self.store.together() as inside:
                for account in accounts[at : at + TOGETHER]:
                    await granted(vault, inside, account, access=secrets.token_urlsafe(32))  # type: ignore[arg-type]


@asynccontextmanager
async def staged(
    url: str = "", *, latency: float = LATENCY, networks: Mapping[str, Network] = NETWORKS
) -> AsyncIterator[Stage]:
    """All of it, in a folder that is gone afterwards; `url` is that of a PostgreSQL, else it is SQLite."""
    look_seldom()  # as every process of ours does
    with tempfile.TemporaryDirectory(prefix="bench") as name:
        folder = Path(name)
        database = Database(url or f"sqlite+aiosqlite:///{folder / 'bench.db'}")
        await migrate(database)
        with in_a_process(folder, "--latency", str(latency), "--token", "*") as playing:
            origins = dict(playing.origins)
            async with HttpApi(SystemClock(), origins) as api:
                store = SqlStore(database)
                vault = await vault_of(store, SystemClock(), folder, origins, networks=networks)
                app = app_of(store, SystemClock(), api, vault, networks)
                yield Stage(app, store, folder, origins)
        await database.close()


def cpu() -> float:
    """Seconds of CPU that this process has used, all threads."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def percentile(values: Sequence[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)]

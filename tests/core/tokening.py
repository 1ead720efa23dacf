"""A business with an account at a strict provider of tokens, in the real vault: what tokens live through, for tests."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from bot.tending import GIVEN_UP, KINDS
from core.app import App
from core.model import (
    Action,
    ActionId,
    ActionKind,
    Connection,
    ConnectionState,
    Grant,
    Issued,
    Job,
    Person,
    Publication,
    Purpose,
    Secret,
    State,
    Use,
    Workspace,
)
from core.networks.api import Caps, HttpApi
from core.ports import EVERYWHERE, Wanted
from core.posts import content, content_hash
from storage.store import SqlStore
from storage.vault import SqlVault
from tests import making
from tests.conftest import SetClock
from tests.crash.stage import app_of
from tests.fakes.tokens import CLIENT, NAMES, NETWORKS, SECRET, Given, Provider
from tests.vaults import vault_of


@dataclass(kw_only=True)
class Holding:
    """One account, with what is kept for it; `clock` is the provider's, too."""

    app: App
    vault: SqlVault
    provider: Provider
    clock: SetClock
    owner: Person
    shop: Workspace
    account: Connection
    given: Given

    @property
    def scope(self) -> Any:
        return self.shop.id

    async def act(self, kind: ActionKind = ActionKind.APPROVED, **given: Any) -> Action:
        action = making.action(self.shop, self.owner, kind, at=self.clock.now(), **given)
        await self.app.store.add(EVERYWHERE, action)
        return action

    async def wanted(self, purpose: Purpose = Purpose.PUBLISH, kind: ActionKind = ActionKind.APPROVED) -> Wanted:
        return Wanted(connection=await self.connection(), purpose=purpose, action=(await self.act(kind)).id)

    async def keep(self, old: Grant | None = None, **given: Any) -> Grant:
        """What the provider gave is kept; `given` are fields of what was issued."""
        access, expires_at = list(self.given.access.items())[-1]
        facts = {
            "issuer": self.provider.origin,
            "token": f"{self.provider.origin}/oauth/token",
            "revoke": f"{self.provider.origin}/oauth/revoke",
            "client_id": CLIENT,
            "auth": "client_secret_post",
        }
        fields: dict[str, Any] = {"access": Secret(access), "refresh": Secret(self.given.refresh)}
        fields |= {"facts": facts, "expires_at": expires_at}
        return await self.vault.keep(self.app.store, self.account, Issued(**(fields | given)), old=old)

    async def grant(self) -> Grant:
        return await self.app.store.get(EVERYWHERE, Grant, self.account.id)

    async def connection(self) -> Connection:
        return await self.app.store.get(EVERYWHERE, Connection, self.account.id)

    async def uses(self) -> list[Use]:
        return await self.app.store.find(EVERYWHERE, Use, order="number", connection_id=self.account.id)

    async def purposes(self) -> list[str]:
        return [use.purpose.value for use in await self.uses()]

    async def jobs(self, kind: str) -> list[Job]:
        return [job for job in await self.app.store.find(EVERYWHERE, Job, order="run_at") if job.kind == kind]

    async def notices(self, kind: str = "") -> list[str]:
        """The keys of what people are about to be told."""
        return [job.key for job in await self.jobs("notice") if job.key.startswith(kind)]

    async def run_jobs(self, *, tries: int = 0) -> int:
        """Does what is due of what this is about, once for each; notices are left."""
        due = [job for job in await self.app.store.find(EVERYWHERE, Job) if job.kind in KINDS]
        ready = [job for job in due if job.run_at <= self.clock.now()]
        for job in ready:
            await self.app.store.remove(EVERYWHERE, job)
            await KINDS[job.kind](self.app, replace(job, tries=tries))
        return len(ready)

    async def give_up(self, job: Job) -> None:
        await GIVEN_UP[job.kind](self.app, job)

    async def passes(self, time: timedelta) -> None:
        """Time passes, and what becomes due is done then."""
        until = self.clock.now() + time
        while (due := await self.app.store.next_job(EVERYWHERE, kinds=KINDS)) is not None and due <= until:
            self.clock.set(max(due, self.clock.now()))
            await self.run_jobs()
        self.clock.set(until)

    async def published(self, text: str = "Rīt cepam rudzu maizi.", **given: Any) -> Publication:
        """A post of ours that is out there."""
        remote = f"r{len(self.provider.posts) + 1}"
        self.provider.posts[remote] = text
        kept = {"state": State.PUBLISHED, "remote_id": remote, "published_at": self.clock.now(), "due_at": None}
        return await self.planned(text, **(kept | given))

    async def planned(self, text: str = "Rīt cepam rudzu maizi.", **given: Any) -> Publication:
        """A post that is approved, and due in two days."""
        post = making.post(self.shop, self.owner, version=1)
        version = making.version(post, text=text, media=given.pop("media", ()))
        due = self.clock.now() + timedelta(days=2)
        approval = await self.act(ActionKind.APPROVED)
        kept = {"state": State.SCHEDULED, "due_at": due, "version": 1, "approval_id": ActionId(approval.id)}
        kept |= {"approved_hash": content_hash(content(version, self.account))}
        publication = making.publication(post, self.account, **(kept | given))
        await self.app.store.add(EVERYWHERE, post, version, publication)
        return publication


@asynccontextmanager
async def holding(
    store: SqlStore, clock: SetClock, folder: Path, *, network: str = "tokens", latency: float = 0.0
) -> AsyncIterator[Holding]:
    """Connected, and its tokens kept a moment ago."""
    async with Provider(clock, latency=latency) as provider, house(store, clock, folder, provider.origin) as app:
        owner, shop = making.person(), making.workspace()
        account = making.connection(shop, owner, network=network, state=ConnectionState.ACTIVE)
        await store.add(EVERYWHERE, owner, shop, account)
        here = Holding(
            app=app,
            vault=app.vault,
            provider=provider,
            clock=clock,
            owner=owner,
            shop=shop,
            account=account,
            given=provider.give(account.account),
        )
        await here.keep()
        yield here


@asynccontextmanager
async def house(store: SqlStore, clock: Any, folder: Path, origin: str, *, total: float = 20) -> AsyncIterator[App]:
    """One process's App over the database; the keys lie in the folder."""
    origins = dict.fromkeys(NAMES, origin)
    clients = dict.fromkeys(NAMES, SECRET)
    vault = await vault_of(store, clock, folder, origins, networks=NETWORKS, clients=clients)
    async with HttpApi(clock, origins, Caps(total=total, connect=5)) as api:
        yield app_of(store, clock, api, vault, NETWORKS)

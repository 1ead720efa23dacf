"""Posts that are approved and due, in bulk, and an App over the played networks: for every test that publishes."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from core.app import App
from core.errors import TokenRejected
from core.model import (
    Action,
    ActionId,
    ActionKind,
    Connection,
    Person,
    Post,
    Publication,
    State,
    Use,
    Version,
    Workspace,
    new_id,
)
from core.networks.login import bearer
from core.ports import EVERYWHERE, Api, Clock, Network, Purpose, Store, Wanted
from core.posts import content, content_hash
from core.writers.outline import OutlineWriter
from core.writers.senseless import Senseless
from storage.media import files_in_memory
from tests import making
from tests.fakes.networks.declared import FAKES, LIAR
from tests.fakes.networks.trying import Bearer

NETWORKS: Mapping[str, Network] = {**FAKES, LIAR.name: LIAR}
SIGNED = {name: replace(network, sign=bearer) for name, network in NETWORKS.items()}
"""The same, with tokens that the vault keeps."""


@dataclass
class Lender:
    """A vault that lends the played networks' token, and remembers for what."""

    origin: str
    uses: list[tuple[str, Purpose, str]] = field(default_factory=list)
    rejects: bool = False

    @asynccontextmanager
    async def use(
        self, connection: Connection, purpose: Purpose, action: str, *, subject: str = "", admitted: Use | None = None
    ) -> AsyncIterator[Bearer]:
        if self.rejects:
            raise TokenRejected("not connected")
        self.uses.append((connection.id, purpose, action))
        yield Bearer(self.origin)

    async def admit(self, store: Store, wanted: Sequence[Wanted]) -> list[Use | None]:
        """None ahead: each is asked for by itself."""
        return [None] * len(wanted)


def app_of(store: Store, clock: Clock, api: Api, vault: Any, networks: Mapping[str, Network] = NETWORKS) -> App:
    writer = OutlineWriter()
    return App(
        store=store,
        clock=clock,
        api=api,
        vault=vault,
        files=files_in_memory(),
        senses=Senseless(),
        networks=networks,
        writer=writer,
        fallback=writer,
        address="http://127.0.0.1:1",
    )


@dataclass(frozen=True, kw_only=True)
class Business:
    """A workspace and its owner; `posts` fills it."""

    store: Store
    owner: Person
    workspace: Workspace

    @classmethod
    async def open(cls, store: Store, **given: Any) -> "Business":
        owner, workspace = making.person(), making.workspace(**given)
        await store.add(EVERYWHERE, owner, workspace)
        return cls(store=store, owner=owner, workspace=workspace)

    async def accounts(self, network: str, number: int) -> list[Connection]:
        made = [
            making.connection(self.workspace, self.owner, network=network, account=f"{network}-{n}")
            for n in range(number)
        ]
        await self.store.add(EVERYWHERE, *made)
        return made

    async def posts(
        self, accounts: Sequence[Connection], due_at: datetime, *, state: State = State.SCHEDULED
    ) -> list[Publication]:
        """One post for each of these, approved, and due then."""
        posts, versions, publications = [], [], []
        for account in accounts:
            post, version, publication = self.approved(account, due_at, state)
            posts.append(post)
            versions.append(version)
            publications.append(publication)
        async with self.store.together() as inside:
            await inside.add(EVERYWHERE, *posts)
            await inside.add(EVERYWHERE, *versions)
            await inside.add(EVERYWHERE, *publications)
            await inside.add(EVERYWHERE, *(self.approval(one) for one in publications))
        return publications

    def approval(self, publication: Publication) -> Action:
        """The act that it names."""
        about = {"post_id": publication.post_id, "publication_id": publication.id}
        return making.action(self.workspace, self.owner, ActionKind.APPROVED, id=publication.approval_id, **about)

    def approved(self, account: Connection, due_at: datetime, state: State) -> tuple[Post, Version, Publication]:
        post = making.post(self.workspace, self.owner)
        version = making.version(post, text=f"Fresh bread {new_id()}")
        publication = making.publication(
            post,
            account,
            state=state,
            due_at=due_at,
            wake_at=due_at,
            wall=due_at.replace(tzinfo=None),
            zone="UTC",
            version=version.number,
            approved_hash=content_hash(content(version, account)),
            approval_id=ActionId(new_id()),
        )
        return post, version, publication

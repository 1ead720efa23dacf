"""A business with its people, accounts and writers, for tests of what is done with posts."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from core import drafting, reviewing
from core.app import App
from core.model import Action, Connection, Job, Person, Post, Publication, Role, State, Variant, Workspace
from core.networks.sandbox import network as sandbox
from core.ports import Order, Piece, Store, Task, Written
from core.writers.senseless import Senseless
from storage.media import files_in_memory
from tests import making


@dataclass(kw_only=True)
class Played:
    """A writer that does what a test says; `orders` are all it was ever told."""

    name: str = "model"
    title: str = "gpt"
    texts: Sequence[str] = ("Rīt cepam rudzu maizi.", "Rudzu maize ir klāt.", "Nāc pēc maizes!")
    pieces: Sequence[str] = ()
    price: int = 0
    cost: int = 0
    error: Exception | None = None
    gate: asyncio.Event | None = None
    """Waited for after the pieces, before the end."""
    orders: list[Order] = field(default_factory=list)

    def estimate(self, order: Order) -> int:
        return self.price

    async def write(self, order: Order) -> AsyncIterator[Piece | Written]:
        self.orders.append(order)
        for piece in self.pieces:
            yield Piece(text=piece)
            await asyncio.sleep(0)
        if self.gate is not None:
            await self.gate.wait()
        if self.error is not None:
            raise self.error
        yield Written(variants=tuple(Variant(text=text) for text in self.texts), cost=self.cost)


@dataclass(frozen=True, kw_only=True)
class Desk:
    """A workspace with an author, an approver and two accounts; the second's network takes 100 characters only."""

    app: App
    clock: Any
    workspace: Workspace
    owner: Person
    author: Person
    approver: Person
    account: Connection
    small: Connection
    writer: Played
    fallback: Played

    @property
    def scope(self) -> Any:
        return self.workspace.id

    async def publications(self, post: Post) -> list[Publication]:
        return await self.app.store.find(self.scope, Publication, post_id=post.id)

    async def states(self, post: Post) -> list[str]:
        return [publication.state.value for publication in await self.publications(post)]

    async def kinds(self, post: Post) -> list[str]:
        return sorted(action.kind.value for action in await self.app.store.find(self.scope, Action, post_id=post.id))

    async def jobs(self, kind: str) -> list[str]:
        """The keys of what waits to be done."""
        return sorted(job.key for job in await self.app.store.find(self.scope, Job) if job.kind == kind)

    async def notices(self, post: Post) -> list[str]:
        """What people are about to be told of this post: `kind:version`."""
        return [key.replace(f":{post.id}:", ":") for key in await self.jobs("notice") if f":{post.id}:" in key]

    async def drafted(self, text: str = "Rīt cepam rudzu maizi.", by: Person | None = None) -> Post:
        """A post that says this."""
        person = by or self.author
        post = await drafting.start(self.app, self.scope, person.id, "Jauna rudzu maize")
        return await drafting.edit(self.app, self.scope, person.id, post.id, text)

    async def put(self, post: Post, **changes: Any) -> None:
        """Brings the post's publications where the engine would have brought them."""
        for publication in await self.publications(post):
            await self.app.store.change(self.scope, publication, replace(publication, **changes))

    async def written(self, post: Post, task: Task = Task.VARIANTS, **given: Any) -> Any:
        """A writing that has ended."""
        asked = await drafting.ask_writer(self.app, self.scope, self.author.id, post.id, task, **given)
        await drafting.run_writing(self.app, asked.id, self.scope, frame=timedelta(0))
        return await drafting.newest_writing(self.app, self.scope, post.id)


async def desk(store: Store, clock: Any, **workspace: Any) -> Desk:
    """Opens a business; `workspace` are fields of the workspace."""
    shop = making.workspace(**workspace)
    people = {role: making.person() for role in (Role.OWNER, Role.AUTHOR, Role.APPROVER)}
    await store.add("everywhere", shop, *people.values())
    await store.add(shop.id, *(making.membership(shop, person, role) for role, person in people.items()))
    accounts = [
        making.connection(shop, people[Role.OWNER], title="Lapa"),
        making.connection(shop, people[Role.OWNER], title="Īsā lapa", network="small"),
    ]
    await store.add(shop.id, *accounts)
    small = replace(sandbox, name="small", title="Small", limits=replace(sandbox.limits, text=100))
    writer, fallback = Played(), Played(name="outline", texts=("Melnraksts par maizi.",))
    app = App(
        store=store,
        clock=clock,
        api=None,
        vault=None,
        files=files_in_memory(),
        senses=Senseless(),
        networks={"sandbox": sandbox, "small": small},
        address="http://127.0.0.1:8080",
        writer=writer,
        fallback=fallback,
    )
    return Desk(
        app=app,
        clock=clock,
        workspace=shop,
        owner=people[Role.OWNER],
        author=people[Role.AUTHOR],
        approver=people[Role.APPROVER],
        account=accounts[0],
        small=accounts[1],
        writer=writer,
        fallback=fallback,
    )


def ahead(clock: Any, hours: int = 24) -> dict[str, Any]:
    """A time to schedule at, as a person in Riga would say it in summer."""
    at: datetime = clock.now() + timedelta(hours=hours)
    return {"at": at, "wall": (at + timedelta(hours=3)).replace(tzinfo=None), "zone": "Europe/Riga"}


async def submitted(here: Desk, text: str = "Rīt cepam rudzu maizi.") -> Post:
    """A post that waits for an approval."""
    post = await here.drafted(text)
    return await reviewing.submit(here.app, here.scope, here.author.id, post.id)


async def many_submitted(here: Desk, number: int) -> list[Post]:
    """The same for many posts of one account each, put there at once: what is tested comes after."""
    made = [making.post(here.workspace, here.author, version=1) for _ in range(number)]
    waiting = {"state": State.IN_REVIEW, "version": 1}
    await here.app.store.add(
        here.scope,
        *made,
        *(making.version(post) for post in made),
        *(making.publication(post, here.account, **waiting) for post in made),
    )
    return made


async def approve(here: Desk, post: Post, version: int = 1, by=None, role: Role = Role.APPROVER) -> Post:
    """Somebody saw this version and says yes."""
    person = (by or here.approver).id
    return await reviewing.approve(here.app, here.scope, person, post.id, version, role=role, platform="slack")

"""From what was claimed to what is to be done with it; what the decision needs is read for the whole batch at once."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from core.app import App
from core.model import ActionId, Attempt, Connection, Content, Publication, State, Version, Workspace
from core.outcomes import Facts, asked_about, begun, beyond_us, changed_meanwhile, looking, resumed, stopped, unbroken
from core.ports import EVERYWHERE, Network, Purpose, Wanted
from core.posts import content

NEVER_LATE = timedelta(minutes=1)
"""So much later than its time, no publication is missed, whatever the workspace's grace: nobody has to ask for it."""


@dataclass(frozen=True, slots=True)
class Change:
    """What is to be saved of one publication, with its attempt where that changes too."""

    old: Publication
    new: Publication
    attempt: Attempt | None = None
    wanted: Wanted | None = None
    """What a token is asked for next, where anything is: the ledger's row is committed with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """A publication that is to be sent (`last`: the attempt before), or looked up (`last`: the attempt in doubt)."""

    publication: Publication
    content: Content
    connection: Connection
    network: Network
    last: Attempt | None

    @property
    def looks(self) -> bool:
        """Whether something was sent already."""
        return self.publication.state is not State.CLAIMED

    def started(self, now: datetime, lease: timedelta) -> Change:
        """What has to be committed before it is done."""
        if self.looks:
            return Change(self.publication, looking(self.publication, now, lease), wanted=self.wanted)
        return Change(self.publication, *begun(self.publication, self.last, now, lease), wanted=self.wanted)

    @property
    def wanted(self) -> Wanted:
        """The use of a token that it takes, by the act that approved it."""
        return Wanted(
            connection=self.connection,
            purpose=Purpose.PUBLISH,
            action=self.publication.approval_id or ActionId(""),
            subject=f"publication:{self.publication.id}",
        )


async def pick(app: App, claimed: Sequence[Publication]) -> tuple[list[Work], list[Change]]:
    """What is to be sent or looked up, and what is decided already."""
    now = app.clock.now()
    read = await Reading.of(app, claimed, now)
    works, changes = [], []
    for publication in claimed:
        picked = decide(publication, read.facts(app.networks, publication), now)
        if isinstance(picked, Work):
            works.append(picked)
        else:
            changes.append(picked)
    return works, changes


def decide(publication: Publication, facts: Facts, now: datetime) -> Work | Change:
    """What is to be done with one of them."""
    stop = stopped(publication, facts, now)
    if stop is not None or facts.content is None or facts.connection is None or facts.network is None:
        return Change(publication, stop or publication)
    if facts.last is not None and changed_meanwhile(publication, facts.last, facts.content):
        return Change(publication, *asked_about(publication, facts.last, now))
    if facts.last is not None and beyond_us(publication, facts.last, facts.network, now):
        settle = resumed if unbroken(facts.last) else asked_about
        return Change(publication, *settle(publication, facts.last, now))
    return Work(
        publication=publication,
        content=facts.content,
        connection=facts.connection,
        network=facts.network,
        last=facts.last,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What was read for a batch."""

    connections: Mapping[str, Connection]
    versions: Mapping[tuple[str, int], Version]
    graces: Mapping[str, timedelta]
    attempts: Mapping[tuple[str, int], Attempt]

    @classmethod
    async def of(cls, app: App, batch: Sequence[Publication], now: datetime) -> "Reading":
        """Few statements, each only where something needs it."""
        find = app.store.find
        posts, numbers = {p.post_id for p in batch}, {p.version for p in batch}
        accounts, versions = await asyncio.gather(
            find(EVERYWHERE, Connection, id={p.connection_id for p in batch}),
            find(EVERYWHERE, Version, post_id=posts, number=numbers),
        )
        late = {p.workspace_id for p in batch if p.due_at and now - p.due_at > NEVER_LATE}
        workspaces = await find(EVERYWHERE, Workspace, id=late) if late else []
        tried = {p.id for p in batch if p.attempt}
        attempts = await find(EVERYWHERE, Attempt, publication_id=tried) if tried else []
        return cls(
            connections={account.id: account for account in accounts},
            versions={(version.post_id, version.number): version for version in versions},
            graces={workspace.id: workspace.grace for workspace in workspaces},
            attempts={(attempt.publication_id, attempt.number): attempt for attempt in attempts},
        )

    def facts(self, networks: Mapping[str, Network], publication: Publication) -> Facts:
        """What concerns one of the batch."""
        connection = self.connections.get(publication.connection_id)
        version = self.versions.get((publication.post_id, publication.version))
        return Facts(
            connection=connection,
            content=content(version, connection) if version and connection else None,
            network=networks.get(publication.network),
            grace=self.graces.get(publication.workspace_id, NEVER_LATE),
            last=self.attempts.get((publication.id, publication.attempt)),
        )

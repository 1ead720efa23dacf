"""No method of the store lets one workspace see, change, remove or add what is another's: every kind, every method."""

import inspect
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Select, func, select, update

from core.errors import Missing, Stale
from core.model import Action, Publication, State, Use, Workspace, WorkspaceId, new_id
from core.ports import EVERYWHERE, Noun, Store
from storage.scope import within
from storage.store import SqlStore
from storage.tables import METADATA, TABLES, posts, publications
from tests import making
from tests.making import NOW, World
from tests.storage.wall import Wall, openings

OWNED = [kind for kind, table in TABLES.items() if "workspace_id" in table.c]
SCOPED = [*OWNED, Workspace]
UNSCOPED_METHODS = {
    "together": "gives a store whose methods ask",
    "writing": "an open transaction, for the files of the store itself",
    "reading": "as above",
    "watch": "tells that something was written, not what",
    "take_lease": "of processes, which work for all workspaces",
    "lease_owners": "as above",
    "end_leases": "as above",
}


@pytest.fixture
async def mine(store: SqlStore) -> WorkspaceId:
    """Another workspace than that of `world`, with one noun of every kind of its own."""
    other = making.world()
    await store.add(EVERYWHERE, *other.nouns())
    return other.workspace.id


def of(world: World, kind: type[Noun]) -> Any:
    (noun,) = [noun for noun in world.nouns() if type(noun) is kind]
    return noun


async def test_what_is_another_workspaces_is_not_there(store: SqlStore, world: World, mine: WorkspaceId) -> None:
    for kind in SCOPED:
        noun, own = of(world, kind), await store.find(mine, kind)
        assert len(own) == 1
        assert noun not in own
        for field in [column.name for column in TABLES[kind].c]:
            assert await store.find(mine, kind, **{field: getattr(noun, field)}) in ([], own)
            assert await store.count(mine, kind, **{field: getattr(noun, field)}) <= 1
        with pytest.raises(Missing):
            await store.get(mine, kind, noun.id)


async def test_what_is_another_workspaces_is_not_changed_or_removed(
    store: SqlStore, world: World, mine: WorkspaceId
) -> None:
    for kind in SCOPED:
        noun = of(world, kind)
        with pytest.raises((Missing, Stale)):
            await store.change(mine, noun, noun)
        await store.remove(mine, noun)
        assert await store.get(EVERYWHERE, kind, noun.id) == noun


async def test_what_is_another_workspaces_is_not_taken_nor_is_anything_moved_to_it(
    store: SqlStore, world: World, mine: WorkspaceId
) -> None:
    for kind in OWNED:
        noun, (own,) = of(world, kind), await store.find(mine, kind)
        with pytest.raises(Stale):
            await store.change(mine, noun, replace(noun, workspace_id=mine))
        with pytest.raises(Missing):
            await store.change(mine, own, noun)
        await store.put(mine, [replace(noun, workspace_id=mine)])
        assert await store.get(EVERYWHERE, kind, noun.id) == noun
        assert await store.find(mine, kind) == [own]


async def test_nothing_is_added_to_another_workspace(store: SqlStore, world: World, mine: WorkspaceId) -> None:
    for noun in [another(noun) for noun in reversed(world.nouns()) if type(noun) in OWNED]:
        await store.remove(EVERYWHERE, noun)
        for add in (store.add(mine, noun), store.put(mine, [noun])):
            with pytest.raises(Missing):
                await add
        assert await store.count(EVERYWHERE, type(noun), id=noun.id) == 0


def another(noun: Any) -> Any:
    """Of what stays for ever, the ledger and the acts that it names, one that is not there yet; else the same."""
    if isinstance(noun, Use):
        return replace(noun, id=new_id(), number=2)
    return replace(noun, id=new_id()) if isinstance(noun, Action) else noun


ENGINE: dict[str, Callable[[SqlStore, WorkspaceId, World], Awaitable[object]]] = {
    "publications_between": lambda store, mine, _: store.publications_between(mine, NOW, NOW + timedelta(days=1)),
    "spent": lambda store, mine, _: store.spent(mine, NOW),
    "next_wake": lambda store, mine, _: store.next_wake(mine),
    "claim_publications": lambda store, mine, _: store.claim_publications(
        mine, now=NOW, owner="a", lease=timedelta(minutes=2), limit=9
    ),
    "renew_leases": lambda store, mine, _: store.renew_leases(mine, "theirs", NOW + timedelta(hours=1)),
    "save_publications": lambda store, mine, world: store.save_publications(
        mine, [(world.publication, replace(world.publication, workspace_id=mine, state=State.PUBLISHED))]
    ),
    "claim_jobs": lambda store, mine, _: store.claim_jobs(
        mine, now=NOW, owner="a", lease=timedelta(minutes=2), limit=9
    ),
    "next_job": lambda store, mine, _: store.next_job(mine),
    "settle_jobs": lambda store, mine, world: store.settle_jobs(mine, [world.job], [world.job]),
    "enqueue": lambda store, mine, world: store.enqueue(
        mine, replace(world.job, id=new_id(), workspace_id=mine, run_at=NOW - timedelta(days=1))
    ),
}


@pytest.mark.parametrize("method", ENGINE.values(), ids=ENGINE.keys())
async def test_reads_and_claims_of_a_workspace_stop_at_its_wall(
    store: SqlStore, method: Callable[[SqlStore, WorkspaceId, World], Awaitable[object]]
) -> None:
    world, mine = making.world(), making.workspace()
    due = replace(world.publication, state=State.SCHEDULED, due_at=NOW, wake_at=NOW)
    held = replace(due, id=making.PublicationId(new_id()), lease_owner="theirs", lease_until=NOW)
    theirs = replace(world, publication=due, job=replace(world.job, lease_owner="theirs", lease_until=NOW))
    other = making.connection(world.workspace, world.person)
    await store.add(EVERYWHERE, mine, *theirs.nouns(), other, replace(held, connection_id=other.id))
    before = await everything(store)
    assert not await method(store, mine.id, theirs)
    assert await everything(store) == before


async def everything(store: SqlStore) -> dict[type[Noun], list[Any]]:
    return {kind: await store.find(EVERYWHERE, kind) for kind in TABLES}


def test_every_method_asks_for_the_scope_first_and_has_no_default_for_it() -> None:
    for owner in (Store, SqlStore):
        methods = {
            name: method for name, method in vars(owner).items() if inspect.isfunction(method) and name[0] != "_"
        }
        assert set(methods) - set(UNSCOPED_METHODS), owner
        for name in set(methods) - set(UNSCOPED_METHODS):
            _, scope, *_ = inspect.signature(methods[name]).parameters.values()
            assert (scope.name, scope.default) == ("scope", inspect.Parameter.empty), f"{owner.__name__}.{name}"


def test_every_method_of_the_engine_that_takes_a_scope_is_tried_above() -> None:
    tried = {"get", "find", "count", "add", "change", "remove", "put", "rows", "write", *ENGINE}
    # The inbox, where who spoke is not known yet, and the outbox, which is by chat: a person may be in several.
    of_no_workspace = {
        "places_of",
        "settle",
        "claim_deliveries",
        "claim_outgoing",
        "hold_paces",
        "free_outgoing",
        "hurry_card",
        "next_outgoing",
        "move_chat",
    }
    public = {name for name, method in vars(SqlStore).items() if inspect.isfunction(method) and name[0] != "_"}
    assert public == tried | of_no_workspace | set(UNSCOPED_METHODS)


def test_every_table_either_belongs_to_workspaces_or_is_listed_here() -> None:
    shared = {
        "people",
        "identities",
        "workspaces",
        "inbox",
        "outbox",
        "leases",
        "sandbox_posts",
        "paces",
        "registrations",
        "client_apps",
    }
    assert {name for name, table in METADATA.tables.items() if "workspace_id" not in table.c} == shared


async def test_the_wall_is_looked_at_for_every_statement_of_a_workspace(
    store: SqlStore, world: World, mine: WorkspaceId
) -> None:
    wall = Wall(store.database.engine)
    for noun in world.nouns():
        await store.find(mine, type(noun))
    assert wall.looked_at == len(world.nouns())
    await store.find(EVERYWHERE, Publication)
    assert wall.looked_at == len(world.nouns())


def test_the_wall_sees_an_opening() -> None:
    scope = WorkspaceId(new_id())
    assert openings(select(posts)) == ["posts"]
    assert openings(select(posts).where((posts.c.workspace_id == scope) | (posts.c.brief == ""))) == ["posts"]
    inner = select(publications.c.post_id)
    assert openings(within(scope, update(posts).where(posts.c.id.in_(inner)).values(brief=""))) == ["publications"]
    assert openings(within(scope, select(posts.join(publications)))) == []


NARROWED = {
    "columns": select(posts.c.id),
    "a count": select(func.count()).select_from(posts),
    "a join by hand": select(posts.c.id).where(posts.c.id == publications.c.post_id),
    "a join as source": select(posts.c.id).select_from(posts.join(publications)),
    "a join as column": select(posts.join(publications)),
    "a joined table": select(posts.c.id).join(publications),
    "joined from": select(publications.c.id).join_from(posts, publications),
}


@pytest.mark.parametrize("statement", NARROWED.values(), ids=NARROWED.keys())
def test_a_select_is_narrowed_however_it_names_its_tables(statement: Select[Any]) -> None:
    assert openings(statement)
    assert openings(within(WorkspaceId(new_id()), statement)) == []


def test_a_statement_that_cannot_be_narrowed_is_refused() -> None:
    for source in (posts.alias(), select(posts).subquery()):
        with pytest.raises(TypeError, match="cannot be narrowed"):
            within(WorkspaceId(new_id()), select(source))

"""What `core.ports.Store` promises, on every database: one suite for all, so that none can be a little different."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from operator import attrgetter

import pytest

from core.errors import Stale
from core.model import Membership, Pace, Person, Post, Publication, Role, State, Workspace, new_id
from core.ports import EVERYWHERE, Noun
from storage.store import SqlStore
from tests import making
from tests.making import NOW, World

Act = Callable[[SqlStore], Awaitable[object]]


async def people(store: SqlStore, *names: str) -> list[Person]:
    made = [making.person(name=name) for name in names]
    await store.add(EVERYWHERE, *made)
    return made


async def undone(store: SqlStore, act: Act, error: BaseException) -> None:
    async with store.together() as inside:
        await act(inside)
        raise error


# -- get, find, count --------------------------------------------------------------------------------------------------


async def test_every_kind_of_noun_comes_back_equal_to_what_was_added(store: SqlStore, world: World) -> None:
    for noun in world.nouns():
        assert await store.get(EVERYWHERE, type(noun), noun.id) == noun
        assert await store.find(EVERYWHERE, type(noun)) == [noun]


async def test_find_gives_all_that_are_equal_in_every_field_named(store: SqlStore) -> None:
    anna, berta, _ = await people(store, "Anna", "Berta", "Anna")
    assert await store.find(EVERYWHERE, Person, name="Anna", id=anna.id) == [anna]
    assert await store.find(EVERYWHERE, Person, name="Anna", id=berta.id) == []
    assert await store.count(EVERYWHERE, Person, name="Anna") == 2


@pytest.mark.parametrize("several", [list, tuple, set, frozenset])
async def test_a_collection_means_one_of_these_and_an_empty_one_means_none(
    store: SqlStore, several: Callable[[list[str]], object]
) -> None:
    anna, berta, _ = await people(store, "Anna", "Berta", "Carla")
    assert await store.find(EVERYWHERE, Person, order="name", name=several(["Anna", "Berta", "Dora"])) == [anna, berta]
    assert await store.find(EVERYWHERE, Person, name=several([])) == []
    assert await store.count(EVERYWHERE, Person, id=several([])) == 0


async def test_none_means_null(store: SqlStore, world: World) -> None:
    due = replace(world.publication, due_at=NOW)
    assert await store.count(EVERYWHERE, Publication, due_at=None) == 1
    await store.change(EVERYWHERE, world.publication, due)
    assert await store.count(EVERYWHERE, Publication, due_at=None) == 0
    assert await store.count(EVERYWHERE, Publication, due_at=NOW, state=State.DRAFT) == 1


async def test_find_orders_by_any_field_both_ways_and_stops_at_the_limit(store: SqlStore) -> None:
    made = await people(store, "Berta", "Anna", "Carla")
    assert await store.find(EVERYWHERE, Person) == sorted(made, key=attrgetter("id"))
    for order, expected in {"name": "ABC", "-name": "CBA"}.items():
        assert "".join(person.name[0] for person in await store.find(EVERYWHERE, Person, order=order)) == expected
        assert len(await store.find(EVERYWHERE, Person, order=order, limit=2)) == 2
    assert await store.find(EVERYWHERE, Person, limit=0) == []


async def test_text_is_compared_letter_by_letter(store: SqlStore) -> None:
    await people(store, "anna", "Anna", "Anna ", "Änna")
    assert await store.count(EVERYWHERE, Person, name="Anna") == 1


# -- add, change, remove -----------------------------------------------------------------------------------------------


UNIQUE: dict[str, Callable[[World], Noun]] = {
    "the same id": lambda world: replace(world.person),
    "an identity": lambda world: making.identity(world.person, user=world.identity.user),
    "a membership": lambda world: making.membership(world.workspace, world.person),
    "an account": lambda world: making.connection(world.workspace, world.person, account=world.connection.account),
    "a version's number": lambda world: making.version(world.post),
    "a publication of a post": lambda world: making.publication(world.post, world.connection),
    "an attempt's number": lambda world: making.attempt(world.publication),
    "a conversation": lambda world: replace(world.conversation, id=new_id()),
    "a delivery's key": lambda world: making.delivery(key=world.delivery.key),
    "a waiting job": lambda world: making.job(world.workspace, key=world.job.key),
}


@pytest.mark.parametrize("again", UNIQUE.values(), ids=UNIQUE.keys())
async def test_what_must_be_there_once_is_stale_the_second_time(
    store: SqlStore, world: World, again: Callable[[World], Noun]
) -> None:
    noun = again(world)
    with pytest.raises(Stale):
        await store.add(EVERYWHERE, making.person(name="beside"), noun)
    assert await store.count(EVERYWHERE, type(noun)) == 1
    assert await store.count(EVERYWHERE, Person, name="beside") == 0


async def test_what_refers_to_nothing_is_stale(store: SqlStore) -> None:
    with pytest.raises(Stale):
        await store.add(EVERYWHERE, making.membership(making.workspace(), making.person()))


async def test_a_change_is_written_once_and_gives_the_next_revision(store: SqlStore, world: World) -> None:
    renamed = await store.change(EVERYWHERE, world.person, replace(world.person, name="Berta"))
    assert renamed == replace(world.person, name="Berta", revision=2)
    assert await store.get(EVERYWHERE, Person, renamed.id) == renamed
    with pytest.raises(Stale):
        await store.change(EVERYWHERE, world.person, replace(world.person, name="Carla"))
    assert await store.get(EVERYWHERE, Person, renamed.id) == renamed


async def test_a_noun_without_a_revision_is_changed_where_it_still_exists(store: SqlStore, world: World) -> None:
    tried = replace(world.delivery, tries=3)
    assert await store.change(EVERYWHERE, world.delivery, tried) == tried
    assert await store.change(EVERYWHERE, world.delivery, world.delivery) == world.delivery
    await store.remove(EVERYWHERE, tried)
    with pytest.raises(Stale):
        await store.change(EVERYWHERE, tried, tried)


async def test_of_changes_at_the_same_time_one_wins(store: SqlStore, world: World) -> None:
    changes = [store.change(EVERYWHERE, world.post, replace(world.post, brief=str(number))) for number in range(8)]
    results = await asyncio.gather(*changes, return_exceptions=True)
    won = [result for result in results if isinstance(result, Post)]
    assert [type(result) for result in results].count(Stale) == 7
    assert won == [await store.get(EVERYWHERE, Post, world.post.id)]
    assert won[0].revision == 2


async def test_of_equal_keys_added_at_the_same_time_one_is_kept(store: SqlStore) -> None:
    adds = [store.add(EVERYWHERE, making.delivery(key="same")) for _ in range(8)]
    results = await asyncio.gather(*adds, return_exceptions=True)
    assert sorted(type(result).__name__ for result in results) == ["NoneType"] + ["Stale"] * 7


async def test_what_is_removed_is_gone_with_what_hangs_on_it_and_removing_again_is_no_error(
    store: SqlStore, world: World
) -> None:
    for _ in range(2):
        await store.remove(EVERYWHERE, world.workspace)
        left = {type(noun) for noun in world.nouns() if await store.count(EVERYWHERE, type(noun))}
        assert left == {type(one) for one in (world.person, world.identity, world.delivery, *world.of_nobody)}


async def test_a_person_whose_words_are_still_there_is_not_removed(store: SqlStore, world: World) -> None:
    with pytest.raises(Stale):
        await store.remove(EVERYWHERE, world.person)
    await store.remove(EVERYWHERE, world.workspace)
    await store.remove(EVERYWHERE, world.person)
    assert await store.count(EVERYWHERE, Person) == 0


async def test_nothing_to_do_is_no_error(store: SqlStore) -> None:
    await store.add(EVERYWHERE)
    await store.remove(EVERYWHERE)
    await store.enqueue(EVERYWHERE)


# -- together ----------------------------------------------------------------------------------------------------------


async def test_together_is_seen_by_others_at_the_end_and_by_itself_at_once(store: SqlStore) -> None:
    async with store.together() as inside:
        (anna,) = await people(inside, "Anna")
        assert await inside.get(EVERYWHERE, Person, anna.id) == anna
        assert await store.find(EVERYWHERE, Person) == []
    assert await store.find(EVERYWHERE, Person) == [anna]


@pytest.mark.parametrize("error", [RuntimeError, OSError, TimeoutError, Stale, asyncio.CancelledError])
async def test_an_error_undoes_all_of_it_and_stays_the_error_it_was(
    store: SqlStore, world: World, error: type[BaseException]
) -> None:
    async def act(inside: SqlStore) -> None:
        await people(inside, "Anna")
        await inside.change(EVERYWHERE, world.person, replace(world.person, name="Berta"))
        await inside.remove(EVERYWHERE, world.workspace)

    with pytest.raises(error) as caught:
        await undone(store, act, error("own"))
    assert caught.type is error
    assert await store.find(EVERYWHERE, Person) == [world.person]
    assert await store.find(EVERYWHERE, Workspace) == [world.workspace]


async def test_one_inside_another_joins_it(store: SqlStore) -> None:
    async def act(outer: SqlStore) -> None:
        async with outer.together() as inner:
            await people(inner, "Anna")
        assert await outer.count(EVERYWHERE, Person) == 1

    with pytest.raises(RuntimeError):
        await undone(store, act, RuntimeError())
    assert await store.count(EVERYWHERE, Person) == 0


async def _again(inside: SqlStore, world: World) -> None:
    await inside.add(EVERYWHERE, making.membership(world.workspace, world.person))


async def _lost(inside: SqlStore, world: World) -> None:
    await inside.change(EVERYWHERE, replace(world.person, revision=7), world.person)


@pytest.mark.parametrize(("failing", "kept"), [(_again, 1), (_lost, 2)])
async def test_a_lost_comparison_can_be_overcome_inside_but_a_broken_rule_undoes_all(
    store: SqlStore, world: World, failing: Callable[[SqlStore, World], Awaitable[None]], kept: int
) -> None:
    async def both() -> None:
        async with store.together() as inside:
            await people(inside, "Berta")
            with pytest.raises(Stale):
                await failing(inside, world)

    (outcome,) = await asyncio.gather(both(), return_exceptions=True)
    assert isinstance(outcome, Stale) == (kept == 1)
    assert await store.count(EVERYWHERE, Person) == kept


async def test_writing_through_the_free_store_inside_together_is_a_mistake_that_is_told(store: SqlStore) -> None:
    async with store.together():
        with pytest.raises(RuntimeError, match="use the store that it gives"):
            await people(store, "Anna")


async def test_many_writers_at_once_all_get_their_turn(store: SqlStore) -> None:
    async def one(number: int) -> None:
        async with store.together() as inside:
            await people(inside, f"{number} a")
            await people(inside, f"{number} b")

    await asyncio.gather(*(one(number) for number in range(30)))
    assert await store.count(EVERYWHERE, Person) == 60


# -- watch -------------------------------------------------------------------------------------------------------------


async def test_a_watch_hears_of_a_commit_of_its_kind_and_not_before(store: SqlStore) -> None:
    heard, other = store.watch(Person, Membership), store.watch(Post)
    async with store.together() as inside:
        await people(inside, "Anna")
        assert not heard.is_set()
    assert heard.is_set()
    assert not other.is_set()


async def test_a_watch_hears_nothing_of_what_was_undone(store: SqlStore) -> None:
    heard = store.watch(Person)
    with pytest.raises(RuntimeError):
        await undone(store, lambda inside: people(inside, "Anna"), RuntimeError())
    assert not heard.is_set()


# -- the calendar and the money ----------------------------------------------------------------------------------------


async def test_the_calendar_has_what_is_due_from_the_start_until_before_the_end_by_time(
    store: SqlStore, world: World
) -> None:
    hours = [3, 1, 2, 0, None]
    for number, hour in enumerate(hours):
        post = making.post(world.workspace, world.person)
        due = None if hour is None else NOW + timedelta(hours=hour)
        state = State.SCHEDULED if number % 2 else State.PUBLISHED
        await store.add(EVERYWHERE, post, making.publication(post, world.connection, due_at=due, state=state))
    span = world.workspace.id, NOW, NOW + timedelta(hours=3)
    found = await store.publications_between(*span)
    assert [(each.due_at - NOW) / timedelta(hours=1) for each in found if each.due_at] == [0, 1, 2]
    scheduled = await store.publications_between(*span, states=[State.SCHEDULED])
    assert [each.due_at for each in scheduled] == [NOW, NOW + timedelta(hours=1)]


async def test_spent_is_what_was_settled_or_else_reserved_since(store: SqlStore, world: World) -> None:
    facts = [(0, 1_000, None), (0, 9_000, 20), (1, 300, 0), (-1, 50_000, 50_000)]
    for day, reserved, settled in facts:
        when = NOW + timedelta(days=day)
        await store.add(
            EVERYWHERE,
            making.writing(world.post, world.action, created_at=when, reserved=reserved, settled=settled),
        )
    assert await store.spent(world.workspace.id, NOW) == 1_020
    assert await store.spent(world.workspace.id, NOW + timedelta(days=9)) == 0
    heard = making.sensing(world.workspace, world.person, reserved=9_000, settled=3)
    await store.add(EVERYWHERE, heard, making.sensing(world.workspace, world.person, reserved=200))
    assert await store.spent(world.workspace.id, NOW) == 1_223


async def test_a_persons_places_are_told_with_their_workspaces(store: SqlStore, world: World) -> None:
    other = making.workspace()
    second = making.membership(other, world.person, Role.VIEWER)
    await store.add(EVERYWHERE, other, second)
    first = (world.person, world.membership, world.workspace)
    assert await store.places_of(EVERYWHERE, world.person.id) == [first, (world.person, second, other)]
    assert await store.places_of(EVERYWHERE, making.person().id) == []


async def test_paces_are_made_where_there_are_none_and_held_by_one_at_a_time(store: SqlStore) -> None:
    names = {f"telegram:{new_id()}", f"telegram:{new_id()}"}

    async def moves_on() -> None:
        async with store.together() as inside:
            for pace in await inside.hold_paces(EVERYWHERE, names, NOW):
                later = replace(pace, free_at=pace.free_at + timedelta(seconds=1))
                await inside.change(EVERYWHERE, pace, later)

    await asyncio.gather(*(moves_on() for _ in range(5)))
    moved = await store.find(EVERYWHERE, Pace, id=names)
    assert [pace.free_at for pace in moved] == [NOW + timedelta(seconds=5)] * 2

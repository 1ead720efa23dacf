"""Cards that change and news that come: what stands in the way of one reader stands in nobody else's."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot import cards
from core.model import Card, Job, Membership, Outgoing, Post, Publication, Role, Rule, State
from core.networks import NETWORKS
from core.ports import EVERYWHERE
from core.posts import step
from core.publishing.run import told
from handlers import routes
from handlers.routes import Turn
from handlers.view import View
from tests.conftest import SetClock
from tests.handlers.desk import Office, Person, make_app

BRIEF = "Rye bread with caraway from Saturday."


@pytest.fixture
def office(sqlite_store: Any, clock: Any) -> Office:
    return Office(make_app(sqlite_store, clock, networks=NETWORKS))


async def approved(office: Office) -> tuple[Person, Person, Publication]:
    """Anna's post, that Boris has approved."""
    anna = await office.person("Anna")
    boris = await office.member(anna, Role.APPROVER, "Boris")
    here = await anna.workspace()
    await office.app.store.change(EVERYWHERE, here, replace(here, rule=Rule.ANY_APPROVER))
    await anna.types(BRIEF)
    await anna.presses("Use this")
    await anna.presses("Send for approval")
    await boris.looks()
    await boris.presses("Approve")
    return anna, boris, (await office.app.store.find(here.id, Publication))[0]


async def moved(office: Office, old: Publication, *states: State, **facts: Any) -> None:
    """As the engine moves it on, and tells of it."""
    store, now = office.app.store, office.app.clock.now()
    for state in states:
        last = state is states[-1]
        new = step(old, state, now, lease_owner=None if last else "a worker", **(facts if last else {}))
        old = (await store.save_publications(EVERYWHERE, [(old, new)]))[0]
    await store.enqueue(EVERYWHERE, *told([old], now))
    await office.settle()


@contextmanager
def broken(screen: str, reader: str) -> Iterator[None]:
    """A screen that stumbles for one reader, as a mistake of ours would make it."""

    async def stumbles(turn: Turn) -> View:
        if turn.person.name == reader:
            raise ZeroDivisionError
        return await kept(turn)

    kept = routes.SCREENS[screen]
    routes.SCREENS[screen] = stumbles
    yield
    routes.SCREENS[screen] = kept


async def removed(office: Office, person: Person) -> None:
    talk = await person.talk()
    place = await office.app.store.find(talk.workspace_id, Membership, person_id=talk.person_id)
    await office.app.store.remove(EVERYWHERE, *place)


async def test_news_reach_those_who_stayed_when_one_has_left(office: Office) -> None:
    anna, boris, publication = await approved(office)
    await office.member(anna, Role.OWNER, "Clara")
    await removed(office, anna)
    await boris.looks()
    await moved(office, publication, State.SCHEDULED, State.CLAIMED, State.SENDING, State.PUBLISHED, url="http://x/1")
    boris.views = []
    await boris.looks()
    boris.sees("It is out")


async def test_news_reach_the_others_when_one_reader_s_screen_is_broken(office: Office) -> None:
    _, boris, publication = await approved(office)
    with broken("live", "Anna"):
        await moved(
            office, publication, State.SCHEDULED, State.CLAIMED, State.SENDING, State.PUBLISHED, url="http://x/1"
        )
    boris.views = []
    await boris.looks()
    boris.sees("It is out")


async def test_a_card_that_cannot_be_drawn_keeps_no_other_back(office: Office) -> None:
    anna, boris, publication = await approved(office)
    scope = publication.workspace_id
    await office.app.store.change(scope, publication, replace(publication, state=State.REJECTED))
    with broken("post", "Boris"), pytest.raises(ZeroDivisionError):
        await office.desk.refresh(scope, f"post:{publication.post_id}")
    anna.views = []
    await anna.looks()
    anna.sees("Rejected")
    assert not [job for job in await office.app.store.find(EVERYWHERE, Job) if job.kind == "refresh"]
    boris.sees_not("Rejected")


async def test_a_card_of_what_is_gone_is_left_as_it_is(office: Office) -> None:
    anna, _, publication = await approved(office)
    card = list(anna.chat)[-1]
    kept = await office.app.store.get(EVERYWHERE, Card, card)
    await office.app.store.change(EVERYWHERE, kept, replace(kept, args={"id": "gone"}))
    await office.desk.refresh(publication.workspace_id, f"post:{publication.post_id}")
    await office.desk.tell(publication.workspace_id, "approved", "gone:1")


async def test_what_the_engine_takes_back_is_told_to_its_author_and_whoever_may_approve_it(office: Office) -> None:
    anna, boris, publication = await approved(office)
    await moved(office, publication, State.SCHEDULED, State.CLAIMED, State.IN_REVIEW, approved_hash=None)
    for person in (anna, boris):
        person.views = []
        await person.looks()
        person.sees("Waiting for approval")


async def test_a_button_that_is_drawn_again_lives_as_long_as_a_new_one(office: Office, clock: SetClock) -> None:
    anna = await office.person("Anna")
    await anna.types("/settings")
    for _ in range(3):
        clock.move(timedelta(days=20))
        await anna.presses("Approval")
        anna.sees("Who must approve")
        await anna.presses("Settings")
        anna.sees("Yours")


async def test_no_name_is_taken_for_our_markup(office: Office) -> None:
    anna = await office.person("*Anna*")
    await anna.types("/workspace")
    await anna.presses("New workspace")
    await anna.types("Shop *of* _Anna_")
    anna.sees("Shop *of* _Anna_")
    header = anna.views[-1].blocks[0]
    assert (await anna.workspace()).name in str(header)
    assert type(header).__name__ == "Fields"


async def test_a_card_that_changes_while_it_is_being_sent_is_sent_once_more(postgres_store: Any, clock: Any) -> None:
    office = Office(make_app(postgres_store, clock))
    anna = await office.person("Anna")
    await office.intake.receive(replace(anna.said, text="/home"), "a")
    await office.intake.drain()
    store = postgres_store
    one = (await store.find(EVERYWHERE, Outgoing, sent_at=None))[0]
    card = await store.get(EVERYWHERE, Card, one.card_id)
    async with store.together() as sender:
        # The sender has marked it and not committed; meanwhile the card changes.
        await sender.change(EVERYWHERE, one, replace(one, sent_at=clock.now()))
        changing = asyncio.create_task(_requeued(office, card))
        await asyncio.sleep(0.2)
    await changing
    assert await store.count(EVERYWHERE, Outgoing, card_id=card.id, sent_at=None) == 1


async def _requeued(office: Office, card: Card) -> None:
    async with office.app.together() as app:
        changed = await app.store.change(EVERYWHERE, card, replace(card, fingerprint="1" * 64))
        await app.store.add(EVERYWHERE, *await cards._queue(app, changed))  # noqa: SLF001 - the race is inside it


async def test_history_tells_times_in_the_reader_s_zone(office: Office) -> None:
    anna, _, _ = await approved(office)
    human = await anna.human()
    await office.app.store.change(EVERYWHERE, human, replace(human, zone="Asia/Tokyo"))
    await anna.looks()
    await anna.presses("Schedule")
    await anna.types("tomorrow at 9")
    await anna.presses("Yes, schedule it")
    await anna.presses("History")
    anna.sees("Fri 5 Jun 09:00")
    anna.sees_not("2026-06-05T")
    assert await office.app.store.count(EVERYWHERE, Post) == 1

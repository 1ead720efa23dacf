"""The use-case over real databases and played networks: who is sent when, what is told, what a person can answer."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import text

from core import publishing
from core.app import App
from core.errors import Decided, MarketingError, Missing
from core.model import (
    Action,
    ActionKind,
    Attempt,
    AttemptState,
    Connection,
    Job,
    Publication,
    Published,
    State,
    Version,
)
from core.networks.api import Caps, HttpApi, word
from core.ports import EVERYWHERE, Network, Purpose, Retry
from core.posts import cancelled, timed
from core.publishing import Pace, publish_due
from storage.database import Database
from storage.store import SqlStore
from tests.conftest import SetClock
from tests.crash.stage import Business, Lender, app_of
from tests.fakes.networks.declared import FAKES, IDEMPOTENT, LIMITS
from tests.fakes.networks.faults import Fault
from tests.fakes.networks.server import Played
from tests.fakes.networks.trying import Bearer

S = State
MINUTE = timedelta(minutes=1)


@pytest.fixture
def clock() -> SetClock:
    return SetClock(datetime.now(UTC))


@pytest.fixture
async def played(clock: SetClock) -> AsyncIterator[Played]:
    async with Played(clock=clock) as server:
        yield server


@pytest.fixture
def lender(played: Played) -> Lender:
    return Lender(played.origin)


@pytest.fixture
async def app(store: SqlStore, clock: SetClock, played: Played, lender: Lender) -> AsyncIterator[App]:
    async with HttpApi(clock, played.origins, Caps(total=10, connect=10)) as api:
        yield app_of(store, clock, api, lender)


@pytest.fixture
async def business(app: App) -> Business:
    return await Business.open(app.store)


async def one(business: Business, due: datetime, network: str = "fake_idempotent", **given: Any) -> Publication:
    [publication] = await business.posts(await business.accounts(network, 1), due, **given)
    return publication


async def again(app: App, publication: Publication) -> Publication:
    return await app.store.get(EVERYWHERE, Publication, publication.id)


async def jobs(app: App) -> dict[str, list[str]]:
    kinds: dict[str, list[str]] = {"refresh": [], "notice": []}
    for job in await app.store.find(EVERYWHERE, Job):
        kinds[job.kind].append(job.key)
    return kinds


async def worked_off(app: App, clock: SetClock, publication: Publication, runs: int = 12) -> Publication:
    """Runs again and again, at whatever time the publication asks for."""
    for _ in range(runs):
        await publish_due(app, "worker")
        now = await again(app, publication)
        if now.wake_at is None:
            return now
        clock.set(max(now.wake_at, clock.now()) + timedelta(milliseconds=1))
    raise AssertionError(now)


# -- what goes out, and what does not ----------------------------------------------------------------------------------


async def test_what_is_due_goes_out_with_the_approval_it_has_and_people_are_told_once(
    app: App, business: Business, clock: SetClock, lender: Lender
) -> None:
    publication = await one(business, clock.now())
    assert await publish_due(app, "worker") == 1
    done = await again(app, publication)
    assert (done.state, done.lease_owner, done.wake_at) == (S.PUBLISHED, None, None)
    assert lender.uses == [(done.connection_id, Purpose.PUBLISH, publication.approval_id)]
    assert await jobs(app) == {"refresh": [done.post_id], "notice": [f"published:{done.id}:1"]}
    [attempt] = await app.store.find(business.workspace.id, Attempt)
    assert (attempt.state, attempt.payload_hash) == (AttemptState.CONFIRMED, publication.approved_hash)


async def test_what_is_not_due_yet_stays(app: App, business: Business, clock: SetClock, played: Played) -> None:
    await one(business, clock.now() + MINUTE)
    assert await publish_due(app, "worker") == 0
    assert played.requests == 0


@pytest.mark.parametrize(
    ("state", "late", "then"),
    [(S.SCHEDULED, 16, S.MISSED), (S.IN_REVIEW, 0, S.HELD), (S.CHANGES_REQUESTED, 0, S.HELD)],
)
async def test_what_must_not_go_out_by_itself_waits_for_a_person_who_is_told(
    *, app: App, business: Business, clock: SetClock, played: Played, state: State, late: int, then: State
) -> None:
    publication = await one(business, clock.now() - late * MINUTE, state=state)
    await publish_due(app, "worker")
    done = await again(app, publication)
    assert (done.state, done.wake_at, played.requests) == (then, None, 0)
    assert (await jobs(app))["notice"] == [f"{then}:{done.id}:0"]


async def test_a_workspace_decides_how_late_is_too_late(app: App, clock: SetClock) -> None:
    patient = await Business.open(app.store, grace=timedelta(hours=3))
    publication = await one(patient, clock.now() - timedelta(hours=2))
    await publish_due(app, "worker")
    assert (await again(app, publication)).state is S.PUBLISHED


async def test_content_that_is_not_what_was_approved_is_never_sent(
    app: App, business: Business, clock: SetClock, played: Played
) -> None:
    publication = await one(business, clock.now())
    [version] = await app.store.find(EVERYWHERE, Version)
    await app.store.change(EVERYWHERE, version, replace(version, text="Half the price!"))
    await publish_due(app, "worker")
    done = await again(app, publication)
    assert (done.state, done.approved_hash, played.requests) == (S.IN_REVIEW, None, 0)
    assert (await jobs(app))["notice"] == [f"in_review:{done.id}:0"]


# -- races -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("change", ["cancel", "reschedule"])
async def test_what_a_person_changes_in_time_is_not_sent_and_the_rest_is_sent_once(
    app: App, business: Business, clock: SetClock, played: Played, change: str
) -> None:
    due = clock.now()
    publications = await business.posts(await business.accounts("fake_idempotent", 40), due)

    async def step_in(publication: Publication) -> bool:
        await asyncio.sleep(0.0005 * publications.index(publication))
        now, later = clock.now(), due + timedelta(days=1)
        new = (
            cancelled(publication, now)
            if change == "cancel"
            else timed(publication, later, later.replace(tzinfo=None), "UTC", now)
        )
        try:
            await app.store.change(business.workspace.id, publication, new)
        except MarketingError:
            return False
        return True

    won, _ = await asyncio.gather(asyncio.gather(*map(step_in, publications)), publish_due(app, "worker"))
    states = [(await again(app, publication)).state for publication in publications]
    left = S.CANCELLED if change == "cancel" else S.SCHEDULED
    assert states == [left if person else S.PUBLISHED for person in won]
    assert len(played.journal.published()) == won.count(False)


async def test_two_workers_send_each_once_and_never_two_of_an_account_at_a_time(
    *, store: SqlStore, database_url: str, app: App, business: Business, clock: SetClock, played: Played
) -> None:
    played.latency = 0.01
    accounts = await business.accounts("fake_search", 8)
    await business.posts(accounts * 6, clock.now())
    vault, other = Watching(played.origin), Database(database_url)
    apps = [replace(app, vault=vault), replace(app, vault=vault, store=SqlStore(other))]
    while await store.count(EVERYWHERE, Publication, state=S.PUBLISHED) < 48:
        await asyncio.gather(*(publish_due(each, f"worker {n}") for n, each in enumerate(apps)))
    await other.close()
    assert (len(played.journal.published()), played.journal.duplicates()) == (48, {})
    assert vault.most == 1


class Watching(Lender):
    """Counts how many credentials of one account are lent at the same moment."""

    def __init__(self, origin: str) -> None:
        super().__init__(origin)
        self.lent: dict[str, int] = {}
        self.most = 0

    @asynccontextmanager
    async def use(self, connection: Connection, purpose: Purpose, action: str, **_: object) -> AsyncIterator[Bearer]:
        self.lent[connection.id] = self.lent.get(connection.id, 0) + 1
        self.most = max(self.most, self.lent[connection.id])
        async with super().use(connection, purpose, action) as credential:
            yield credential
        self.lent[connection.id] -= 1


async def test_what_is_limited_keeps_its_account_waiting_and_no_other(
    app: App, business: Business, clock: SetClock, played: Played
) -> None:
    first, second = await business.accounts("fake_idempotent", 2)
    await business.posts([first, first, second], clock.now())
    played.command("fake_idempotent", Fault.LIMITED)
    await publish_due(app, "worker")
    await publish_due(app, "worker")
    assert played.requests == 2
    clock.move(timedelta(seconds=2))
    await publish_due(app, "worker")
    assert await app.store.count(EVERYWHERE, Publication, state=S.PUBLISHED) == 3


# -- poison ------------------------------------------------------------------------------------------------------------


def poisoned(when: str) -> Mapping[str, Network]:
    """A network whose code breaks for one account, before or after it sent something."""

    async def publish(api: Any, credential: Any, content: Any, attempt: Any) -> Any:
        if when == "after" or not content.account.endswith("-0"):
            result = await IDEMPOTENT.publish(api, credential, content, attempt)
        if content.account.endswith("-0"):
            raise KeyError("nobody foresaw this")
        return result

    return {IDEMPOTENT.name: replace(IDEMPOTENT, publish=publish)}


@pytest.mark.parametrize(
    ("when", "then", "error"), [("before", S.FAILED, "MarketingError"), ("after", S.UNCONFIRMED, "OutcomeUnknown")]
)
async def test_one_that_breaks_us_stops_itself_alone(
    *, app: App, business: Business, clock: SetClock, played: Played, when: str, then: State, error: str
) -> None:
    app = replace(app, networks=poisoned(when))
    publications = await business.posts(await business.accounts("fake_idempotent", 20), clock.now())
    done = await worked_off(app, clock, publications[0])
    assert (done.state, done.error, done.detail) == (then, error, "KeyError")
    assert await app.store.count(EVERYWHERE, Publication, state=S.PUBLISHED) == 19
    assert played.journal.duplicates() == {}


async def test_one_whose_content_cannot_be_read_stops_itself_alone(
    app: App, store: SqlStore, business: Business, clock: SetClock
) -> None:
    publications = await business.posts(await business.accounts("fake_idempotent", 9), clock.now())
    async with store.database.writing() as connection:
        [version] = await store.find(EVERYWHERE, Version, post_id=publications[0].post_id)
        broken = text("UPDATE versions SET targets = 'not json' WHERE text = :text")
        await connection.execute(broken, {"text": version.text})
    done = await worked_off(app, clock, publications[0])
    assert (done.state, done.error) == (S.FAILED, "MarketingError")
    assert await app.store.count(EVERYWHERE, Publication, state=S.PUBLISHED) == 8


# -- leases ------------------------------------------------------------------------------------------------------------


async def test_what_a_worker_claimed_and_died_with_is_sent_by_the_next(
    app: App, business: Business, clock: SetClock, played: Played
) -> None:
    publication = await one(business, clock.now(), "fake_ask")
    lease = timedelta(seconds=120)
    await app.store.claim_publications(EVERYWHERE, now=clock.now(), owner="dead", lease=lease, limit=9)
    await publish_due(app, "worker")
    assert played.requests == 0
    clock.move(lease)
    await publish_due(app, "worker")
    assert (await again(app, publication)).state is S.PUBLISHED


@dataclass
class Sleeping(Lender):
    """The machine stands still between the claim and the sending."""

    clock: Any = None
    pause: timedelta = timedelta()

    @asynccontextmanager
    async def use(self, connection: Connection, purpose: Purpose, action: str, **_: object) -> AsyncIterator[Bearer]:
        self.clock.move(self.pause)
        async with super().use(connection, purpose, action) as credential:
            yield credential


async def test_a_worker_that_slept_through_its_lease_does_not_send(
    app: App, business: Business, clock: SetClock, played: Played
) -> None:
    publication = await one(business, clock.now(), "fake_ask")
    asleep = Sleeping(played.origin, clock=clock, pause=timedelta(seconds=100))
    await publish_due(replace(app, vault=asleep), "worker")
    after = await again(app, publication)
    assert (after.state, after.error, played.requests) == (S.SCHEDULED, "Unavailable", 0)


# -- several public requests -------------------------------------------------------------------------------------------


async def publish_thread(api: Any, credential: Any, content: Any, attempt: Any) -> Published:
    """Two posts, each a step of its own."""
    where = f"{api.base('fake_idempotent')}/{content.account}/posts"
    for part in ("first", "second"):
        if attempt.done(part) is None:
            await attempt.step(part)
            headers = {"Idempotency-Key": f"{attempt.operation}.{part}"}
            body = {"text": f"{content.text} {part}", "media": []}
            answer = await api.call("POST", where, credential=credential, headers=headers, json=body)
            await attempt.step(part, word(answer, "id"))
    return Published(id=attempt.done("first") or "", url="http://127.0.0.1/thread")


THREAD = Network(name="fake_idempotent", title="", limits=LIMITS, retry=Retry.IDEMPOTENT, publish=publish_thread)


@pytest.mark.parametrize("fault", [Fault.RESET_BEFORE, Fault.RESET_AFTER, Fault.LIMITED])
async def test_a_thread_goes_on_at_the_first_part_that_is_not_confirmed(
    app: App, business: Business, clock: SetClock, played: Played, fault: Fault
) -> None:
    publication = await one(business, clock.now())
    played.faults.waiting.clear()
    app = replace(app, networks={THREAD.name: THREAD})
    played.command("fake_idempotent", fault)  # on the first part
    done = await worked_off(app, clock, publication)
    assert done.state is S.PUBLISHED
    assert [effect.text.split()[-1] for effect in played.journal.published()] == ["first", "second"]


async def test_no_step_is_begun_by_a_worker_whose_publication_is_anothers(
    app: App, business: Business, clock: SetClock, played: Played
) -> None:
    publication = await one(business, clock.now())

    async def publish(api: Any, credential: Any, content: Any, attempt: Any) -> Published:
        clock.move(timedelta(seconds=121))
        await app.store.claim_publications(
            EVERYWHERE, now=clock.now(), owner="other", lease=timedelta(seconds=120), limit=9
        )
        return await publish_thread(api, credential, content, attempt)

    await publish_due(replace(app, networks={THREAD.name: replace(THREAD, publish=publish)}), "worker")
    after = await again(app, publication)
    assert (after.state, after.lease_owner, played.requests) == (S.SENDING, "other", 0)


# -- the end of a process ----------------------------------------------------------------------------------------------


async def test_a_stop_finishes_what_is_being_sent_and_puts_the_rest_back(
    app: App, business: Business, clock: SetClock, played: Played
) -> None:
    played.latency = 0.05
    await business.posts(await business.accounts("fake_ask", 60), clock.now())
    stop = asyncio.Event()

    async def told() -> None:
        while not played.requests:  # noqa: ASYNC110 - no event to wait for
            await asyncio.sleep(0.005)
        stop.set()

    await asyncio.gather(publish_due(app, "worker", pace=Pace(batch=60, concurrency=10, ahead=5), stop=stop), told())
    states = [publication.state for publication in await app.store.find(EVERYWHERE, Publication)]
    assert set(states) == {S.PUBLISHED, S.SCHEDULED}
    assert await app.store.count(EVERYWHERE, Publication, lease_owner="worker") == 0
    await publish_due(app, "worker")
    assert (len(played.journal.published()), played.journal.duplicates()) == (60, {})


async def test_a_lock_of_another_process_is_waited_out(
    sqlite_store: SqlStore, sqlite_url: str, clock: SetClock, played: Played
) -> None:
    business = await Business.open(sqlite_store)
    await business.posts(await business.accounts("fake_idempotent", 5), clock.now())
    other = Database(sqlite_url)
    async with HttpApi(clock, played.origins) as api:
        async with other.writing():
            running = asyncio.create_task(
                publish_due(app_of(sqlite_store, clock, api, Lender(played.origin)), "worker")
            )
            await asyncio.sleep(1)
        assert await running == 5
    await other.close()


# -- what a person answers ---------------------------------------------------------------------------------------------


@pytest.fixture
async def doubtful(app: App, business: Business, clock: SetClock, played: Played) -> Publication:
    """Sent to a network that cannot tell what became of it."""
    publication = await one(business, clock.now(), "fake_ask")
    played.command("fake_ask", Fault.RESET_AFTER)
    await publish_due(app, "worker")
    return await again(app, publication)


async def test_doubt_is_told_with_the_number_of_the_attempt(app: App, doubtful: Publication) -> None:
    assert doubtful.state is S.UNCONFIRMED
    assert (await jobs(app))["notice"] == [f"unconfirmed:{doubtful.id}:1"]


async def test_what_a_person_has_seen_is_published(app: App, business: Business, doubtful: Publication) -> None:
    done = await publishing.confirm_live(
        app, business.workspace.id, business.owner.id, doubtful.id, url="http://x/1", platform="telegram"
    )
    assert (done.state, done.url, done.error) == (S.PUBLISHED, "http://x/1", None)
    [action] = await app.store.find(business.workspace.id, Action, platform="telegram", kind=ActionKind.CONFIRMED_LIVE)
    assert action.publication_id == doubtful.id
    assert f"published:{doubtful.id}:1" in (await jobs(app))["notice"]
    [attempt] = await app.store.find(business.workspace.id, Attempt)
    assert attempt.state is AttemptState.CONFIRMED


async def test_what_a_person_has_not_found_is_sent_again_as_a_new_attempt(
    app: App, business: Business, clock: SetClock, doubtful: Publication
) -> None:
    clock.move(timedelta(days=1))
    await publishing.confirm_absent(app, business.workspace.id, business.owner.id, doubtful.id)
    await publish_due(app, "worker")
    done = await again(app, doubtful)
    assert (done.state, done.attempt) == (S.PUBLISHED, 2)
    attempts = await app.store.find(business.workspace.id, Attempt, order="number")
    assert [attempt.state for attempt in attempts] == [AttemptState.ABSENT, AttemptState.CONFIRMED]


async def test_the_network_can_be_asked_once_more(
    app: App, business: Business, clock: SetClock, played: Played
) -> None:
    publication = await one(business, clock.now(), "fake_search")
    played.command("fake_search", Fault.RESET_AFTER)
    await publish_due(app, "worker")
    lost = await again(app, publication)
    asked = replace(lost, state=S.UNCONFIRMED, wake_at=None, lease_until=None)
    await app.store.change(EVERYWHERE, lost, asked)
    await publishing.look_again(app, business.workspace.id, business.owner.id, publication.id)
    await publish_due(app, "worker")
    assert (await again(app, publication)).state is S.PUBLISHED
    assert len(played.journal.published()) == 1


async def test_only_what_failed_of_a_post_is_tried_again_at_once_even_much_later(
    app: App, business: Business, clock: SetClock, played: Played
) -> None:
    publication = await one(business, clock.now())
    played.command("fake_idempotent", Fault.INVALID)
    await publish_due(app, "worker")
    assert (await again(app, publication)).state is S.FAILED
    clock.move(timedelta(days=3))
    await publishing.retry(app, business.workspace.id, business.owner.id, publication.post_id)
    await publish_due(app, "worker")
    assert (await again(app, publication)).state is S.PUBLISHED


@pytest.mark.parametrize("answer", [publishing.confirm_live, publishing.confirm_absent, publishing.look_again])
async def test_nobody_answers_for_another_workspace_or_what_is_not_in_doubt(
    app: App, business: Business, clock: SetClock, doubtful: Publication, answer: Any
) -> None:
    stranger = await Business.open(app.store)
    with pytest.raises(Missing):
        await answer(app, stranger.workspace.id, stranger.owner.id, doubtful.id)
    planned = await one(business, clock.now() + MINUTE, "fake_search")
    with pytest.raises(Decided):
        await answer(app, business.workspace.id, business.owner.id, planned.id)


async def test_nobody_retries_for_another_workspace(app: App, business: Business, doubtful: Publication) -> None:
    stranger = await Business.open(app.store)
    with pytest.raises(Missing):
        await publishing.retry(app, stranger.workspace.id, stranger.owner.id, doubtful.post_id)
    with pytest.raises(Decided):
        await publishing.retry(app, business.workspace.id, business.owner.id, doubtful.post_id)


def test_every_kind_of_network_is_among_those_played() -> None:
    assert {network.retry for network in FAKES.values()} == set(Retry)

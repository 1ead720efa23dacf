import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from core.model import Attempt, Connection, DeliveryState, Job, Publication, State
from core.ports import EVERYWHERE
from storage.database import Database
from storage.store import SqlStore
from tests import making
from tests.making import NOW

S = State
LEASE = timedelta(seconds=120)


class Shop:
    """A workspace with as many accounts as are asked for; publications are made on demand."""

    def __init__(self, store: SqlStore) -> None:
        self.store = store
        self.owner, self.workspace = making.person(), making.workspace()

    async def open(self) -> "Shop":
        await self.store.add(EVERYWHERE, self.owner, self.workspace)
        return self

    async def account(self) -> Connection:
        account = making.connection(self.workspace, self.owner)
        await self.store.add(EVERYWHERE, account)
        return account

    async def publication(self, account: Connection, **given: Any) -> Publication:
        post = making.post(self.workspace, self.owner)
        due = {"state": S.SCHEDULED, "due_at": NOW, "wake_at": given.get("due_at", NOW)}
        publication = making.publication(post, account, **(due | given))
        await self.store.add(EVERYWHERE, post, publication)
        return publication


@pytest.fixture
async def shop(store: SqlStore) -> Shop:
    return await Shop(store).open()


async def claim(store: SqlStore, owner: str = "a", now: datetime = NOW, limit: int = 100) -> list[Publication]:
    return await store.claim_publications(EVERYWHERE, now=now, owner=owner, lease=LEASE, limit=limit)


def ids(publications: Sequence[Publication]) -> list[str]:
    return [publication.id for publication in publications]


async def test_what_is_due_is_claimed_once_oldest_first_with_a_lease(shop: Shop) -> None:
    late = await shop.publication(await shop.account())
    early = await shop.publication(await shop.account(), due_at=NOW - timedelta(minutes=1))
    await shop.publication(await shop.account(), due_at=NOW + timedelta(seconds=1))
    taken = await claim(shop.store)
    assert ids(taken) == [early.id, late.id]
    assert {(p.state, p.revision, p.lease_owner, p.lease_until, p.wake_at) for p in taken} == {
        (S.CLAIMED, 2, "a", NOW + LEASE, NOW + LEASE)
    }
    assert await claim(shop.store, "b") == []
    assert taken[0] == await shop.store.get(shop.workspace.id, Publication, early.id)


async def test_a_batch_holds_no_more_than_one_of_an_account_and_no_more_than_asked(shop: Shop) -> None:
    accounts = [await shop.account() for _ in range(3)]
    for account in accounts * 2:
        await shop.publication(account)
    first, second = await claim(shop.store, limit=2), await claim(shop.store, "b", limit=2)
    assert [len(first), len(second)] == [2, 1]
    assert {p.connection_id for p in first + second} == {account.id for account in accounts}


async def test_an_account_waits_until_what_it_has_in_flight_is_settled(shop: Shop) -> None:
    account = await shop.account()
    first, second = await shop.publication(account), await shop.publication(account)
    [taken] = await claim(shop.store)
    assert await claim(shop.store) == []
    done = replace(taken, state=S.SENDING, lease_until=None, lease_owner=None, wake_at=None)
    await shop.store.save_publications(EVERYWHERE, [(taken, done)])
    assert ids(await claim(shop.store)) == list({first.id, second.id} - {taken.id})


async def test_what_a_dead_worker_held_comes_back_before_anything_new_of_its_account(shop: Shop) -> None:
    account = await shop.account()
    await shop.publication(account)
    [taken] = await claim(shop.store)
    await shop.publication(account, due_at=NOW - timedelta(hours=1))
    [again] = await claim(shop.store, "b", NOW + LEASE)
    assert (again.id, again.lease_owner, again.state) == (taken.id, "b", S.CLAIMED)


async def test_an_account_with_much_that_is_due_hides_no_other(shop: Shop) -> None:
    busy, other = await shop.account(), await shop.account()
    for minutes in range(5):
        await shop.publication(busy, due_at=NOW - timedelta(minutes=9 - minutes))
    waiting = await shop.publication(other)
    taken = await claim(shop.store, limit=2)
    assert [p.connection_id for p in taken] == [busy.id, other.id]
    assert taken[1].id == waiting.id


async def test_what_was_in_flight_is_found_behind_much_that_is_older(shop: Shop) -> None:
    account = await shop.account()
    await shop.publication(account)
    [taken] = await claim(shop.store)
    for minutes in range(5):
        await shop.publication(account, due_at=NOW - timedelta(hours=1, minutes=minutes))
    assert ids(await claim(shop.store, "b", NOW + LEASE, limit=1)) == [taken.id]


async def test_states_other_than_scheduled_stay_as_they_are_in_a_claim(shop: Shop) -> None:
    states = [S.IN_REVIEW, S.CHANGES_REQUESTED, S.SENDING, S.PROCESSING]
    for state in states:
        await shop.publication(await shop.account(), state=state)
    assert sorted(p.state for p in await claim(shop.store)) == sorted(states)


async def test_many_workers_at_once_never_take_the_same_publication_or_account(shop: Shop, database_url: str) -> None:
    for account in [await shop.account() for _ in range(20)]:
        for _ in range(3):
            await shop.publication(account)
    workers = [Database(database_url) for _ in range(4)]
    taken = await asyncio.gather(*(claim(SqlStore(w), str(i), limit=7) for i, w in enumerate(workers)))
    everything = [p for batch in taken for p in batch]
    assert len({p.connection_id for p in everything}) == len(everything) >= 7
    for worker in workers:
        await worker.close()


async def test_the_next_wake_is_the_earliest_and_can_be_asked_for_later_than_now(shop: Shop) -> None:
    assert await shop.store.next_wake(EVERYWHERE) is None
    for minutes in (5, 3, 0):
        await shop.publication(await shop.account(), due_at=NOW + timedelta(minutes=minutes))
    await shop.publication(await shop.account(), due_at=None, wake_at=None, state=S.DRAFT)
    assert await shop.store.next_wake(EVERYWHERE) == NOW
    assert await shop.store.next_wake(EVERYWHERE, after=NOW) == NOW + timedelta(minutes=3)


async def test_who_was_overtaken_loses_alone_and_writes_nothing_beside_it(shop: Shop) -> None:
    won, lost = await shop.publication(await shop.account()), await shop.publication(await shop.account())
    await shop.store.change(shop.workspace.id, lost, replace(lost, detail="first"))
    attempts = [making.attempt(p) for p in (won, lost)]
    changes = [(p, replace(p, state=S.SENDING)) for p in (won, lost)]
    saved = await shop.store.save_publications(EVERYWHERE, changes, attempts)
    assert ids(saved) == [won.id]
    assert (await shop.store.get(EVERYWHERE, Publication, lost.id)).detail == "first"
    assert [a.publication_id for a in await shop.store.find(EVERYWHERE, Attempt)] == [won.id]
    assert saved == [await shop.store.get(EVERYWHERE, Publication, won.id)]


async def test_jobs_are_asked_for_by_those_that_won_alone(shop: Shop) -> None:
    won, lost = await shop.publication(await shop.account()), await shop.publication(await shop.account())

    def asked(saved: Sequence[Publication]) -> list[Job]:
        return [making.job(shop.workspace, key=publication.id) for publication in saved]

    await shop.store.save_publications(EVERYWHERE, [(lost, replace(lost, detail="first"))])
    changes = [(p, replace(p, state=S.SENDING)) for p in (won, lost)]
    await shop.store.save_publications(EVERYWHERE, changes, [], asked)
    assert [job.key for job in await shop.store.find(EVERYWHERE, Job)] == [won.id]


async def test_what_is_saved_beside_publications_is_brought_up_to_date_by_its_id(shop: Shop) -> None:
    publication = await shop.publication(await shop.account())
    attempt = making.attempt(publication)
    await shop.store.save_publications(EVERYWHERE, [], [attempt])
    await shop.store.save_publications(EVERYWHERE, [], [replace(attempt, ref="there"), making.job(shop.workspace)])
    [kept] = await shop.store.find(EVERYWHERE, Attempt)
    assert kept.ref == "there"
    assert await shop.store.count(EVERYWHERE, Job) == 1


async def test_only_its_owner_renews_a_lease(shop: Shop) -> None:
    await shop.publication(await shop.account())
    [taken] = await claim(shop.store)
    later = NOW + 2 * LEASE
    assert await shop.store.renew_leases(EVERYWHERE, "b", later) == 0
    assert await shop.store.renew_leases(EVERYWHERE, "a", later) == 1
    kept = await shop.store.get(EVERYWHERE, Publication, taken.id)
    assert (kept.lease_until, kept.wake_at, kept.revision) == (later, later, taken.revision)


async def test_a_scope_claims_nothing_of_another_workspace(shop: Shop, store: SqlStore) -> None:
    other = await Shop(store).open()
    await shop.publication(await shop.account())
    mine = await other.publication(await other.account())
    taken = await store.claim_publications(other.workspace.id, now=NOW, owner="a", lease=LEASE, limit=9)
    assert ids(taken) == [mine.id]


async def test_jobs_are_claimed_once_and_come_back_when_their_lease_is_over(shop: Shop) -> None:
    now, later = making.job(shop.workspace), making.job(shop.workspace, run_at=NOW + timedelta(minutes=1))
    await shop.store.enqueue(EVERYWHERE, now, later)

    async def take(owner: str, at: datetime) -> list[str]:
        got = await shop.store.claim_jobs(EVERYWHERE, now=at, owner=owner, lease=timedelta(seconds=30), limit=9)
        return [job.id for job in got]

    assert await shop.store.next_job(EVERYWHERE) == NOW
    assert await take("a", NOW) == [now.id]
    assert await take("b", NOW) == []
    assert await shop.store.next_job(EVERYWHERE) == NOW + timedelta(seconds=30)
    assert await take("b", NOW + timedelta(seconds=30)) == [now.id]


async def test_a_job_that_is_asked_for_while_it_runs_is_run_again(shop: Shop) -> None:
    job = making.job(shop.workspace)
    await shop.store.enqueue(EVERYWHERE, job)
    claiming = {"now": NOW, "owner": "a", "lease": timedelta(seconds=30), "limit": 9}
    [running] = await shop.store.claim_jobs(EVERYWHERE, **claiming)
    await shop.store.enqueue(EVERYWHERE, making.job(shop.workspace, kind=job.kind, key=job.key))
    await shop.store.settle_jobs(EVERYWHERE, [running])
    [again] = await shop.store.claim_jobs(EVERYWHERE, **claiming)
    await shop.store.settle_jobs(EVERYWHERE, [again])
    assert await shop.store.count(EVERYWHERE, Job) == 0


async def test_the_end_of_a_first_run_does_not_end_the_second_that_began_meanwhile(shop: Shop) -> None:
    job = making.job(shop.workspace)
    await shop.store.enqueue(EVERYWHERE, job)
    claiming: dict[str, Any] = {"owner": "a", "lease": timedelta(seconds=30), "limit": 9}
    [first] = await shop.store.claim_jobs(EVERYWHERE, now=NOW, **claiming)
    await shop.store.enqueue(EVERYWHERE, making.job(shop.workspace, kind=job.kind, key=job.key))
    [second] = await shop.store.claim_jobs(EVERYWHERE, now=NOW + timedelta(milliseconds=1), **claiming)
    await shop.store.settle_jobs(EVERYWHERE, [first])
    assert await shop.store.count(EVERYWHERE, Job) == 1
    await shop.store.settle_jobs(EVERYWHERE, [second])
    assert await shop.store.count(EVERYWHERE, Job) == 0


async def test_a_process_takes_only_the_kinds_of_jobs_it_knows(shop: Shop) -> None:
    await shop.store.enqueue(EVERYWHERE, making.job(shop.workspace, kind="refresh"))
    claiming = {"now": NOW, "owner": "a", "lease": timedelta(seconds=30), "limit": 9}
    assert await shop.store.claim_jobs(EVERYWHERE, kinds={"notice"}, **claiming) == []
    assert await shop.store.next_job(EVERYWHERE, kinds={"notice"}) is None
    assert len(await shop.store.claim_jobs(EVERYWHERE, kinds={"refresh"}, **claiming)) == 1


async def test_of_each_conversation_only_the_oldest_new_delivery_is_handed_out(shop: Shop) -> None:
    deliveries = [making.delivery(lane=f"telegram:{n % 2}") for n in range(4)]
    deliveries.sort(key=lambda delivery: delivery.id)
    done = making.delivery(lane="telegram:9", state=DeliveryState.DONE)
    await shop.store.add(EVERYWHERE, *deliveries, done)
    oldest = [min(d.id for d in deliveries if d.lane == lane) for lane in ("telegram:0", "telegram:1")]
    assert [d.id for d in await shop.store.claim_deliveries(EVERYWHERE, limit=9)] == sorted(oldest)
    assert len(await shop.store.claim_deliveries(EVERYWHERE, limit=1)) == 1


async def test_a_named_lease_has_one_holder_until_it_is_over_or_given_up(shop: Shop) -> None:
    store, until = shop.store, NOW + timedelta(seconds=15)
    assert await store.take_lease("clock", "a", now=NOW, until=until)
    assert not await store.take_lease("clock", "b", now=NOW, until=until)
    assert await store.take_lease("clock", "a", now=NOW, until=until)
    assert await store.take_lease("clock", "b", now=until, until=until + LEASE)
    assert await store.lease_owners() == {"b"}
    await store.end_leases(["b"], NOW)
    assert await store.take_lease("clock", "a", now=NOW, until=until)


async def test_leases_of_a_dead_owner_end_at_once(shop: Shop) -> None:
    await shop.publication(await shop.account())
    [taken] = await claim(shop.store)
    await shop.store.end_leases(["a"], NOW)
    [again] = await claim(shop.store, "b")
    assert again.id == taken.id

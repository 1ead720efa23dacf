"""Mastodon in the engine's hands, over a real database: at servers that know our key again, and at others."""

import hashlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from core.app import App
from core.model import ActionId, Connection, Media, Person, Publication, State, Target, new_id
from core.networks import NETWORKS
from core.networks.api import Caps, HttpApi
from core.outcomes.figures import LOOKS, SETTLE
from core.ports import EVERYWHERE, Clock
from core.posts import content, content_hash
from core.publishing import confirm_live, publish_due
from storage.store import SqlStore
from tests import making
from tests.conftest import SetClock
from tests.crash.stage import Business, Lender, app_of
from tests.fakes.networks.faults import Fault, Kind
from tests.fakes.networks.mastodon import Server
from tests.fakes.networks.server import Played
from tests.fakes.networks.wire import Reply, Request
from tests.networks.social import MP4, film

MOMENT = timedelta(milliseconds=1)


@dataclass(kw_only=True)
class Engine:
    app: App
    clock: SetClock
    played: Played
    server: Server
    publication: Publication

    async def runs(self) -> Publication:
        await publish_due(self.app, "worker")
        return await self.app.store.get(EVERYWHERE, Publication, self.publication.id)

    async def ends(self) -> Publication:
        """Runs at whatever times it asks for."""
        for _ in range(30):
            now = await self.runs()
            if now.wake_at is None:
                return now
            self.clock.set(max(now.wake_at, self.clock.now()) + MOMENT)
        raise AssertionError(now)

    def seen(self) -> list[str]:
        return [status["text"] for status in self.server.statuses]


@asynccontextmanager
async def engine(
    store: SqlStore, *odd: str, text: str = "Fresh bread", media: tuple[Media, ...] = (), **options: str
) -> AsyncIterator[Engine]:
    clock = SetClock(datetime.now(UTC))
    async with Played(clock=clock) as played, HttpApi(clock, played.origins, Caps(total=0.5, connect=0.5)) as api:
        app = app_of(store, clock, api, Lender(f"{played.origin}/mastodon"), NETWORKS)
        business = await Business.open(store)
        [account] = await business.accounts("mastodon", 1)
        server = Server(played.desks["mastodon"], odd=frozenset(odd), account=account.account)
        played.routes["mastodon"] = server.routes()
        post = making.post(business.workspace, business.owner)
        targets = {account.id: Target(options=options)}
        version = making.version(post, text=text, media=media, targets=targets)
        publication = making.publication(
            post,
            account,
            state=State.SCHEDULED,
            due_at=clock.now(),
            wake_at=clock.now(),
            version=version.number,
            approved_hash=content_hash(content(version, account)),
            approval_id=ActionId(new_id()),
        )
        await store.add(EVERYWHERE, post, version, publication, business.approval(publication))
        yield Engine(app=app, clock=clock, played=played, server=server, publication=publication)
        assert played.journal.violations == []


@pytest.mark.parametrize("odd", [(), ("keyless",)], ids=["keyed", "keyless"])
@pytest.mark.parametrize("fault", [Fault.RESET_BEFORE, Fault.RESET_AFTER, Fault.TIMEOUT_AFTER, Fault.CONFLICT_AFTER])
async def test_what_is_in_doubt_is_out_once_whatever_the_server_does_with_keys(
    sqlite_store: SqlStore, fault: Fault, odd: tuple[str, ...]
) -> None:
    async with engine(sqlite_store, *odd) as one:
        one.played.command("mastodon", fault)
        assert (await one.ends()).state is State.PUBLISHED
        assert one.seen() == ["Fresh bread"]


async def test_nothing_is_sent_again_before_what_was_sent_had_time_to_arrive(sqlite_store: SqlStore) -> None:
    async with engine(sqlite_store, "keyless") as one:
        one.played.command("mastodon", Fault.RESET_BEFORE)
        began = one.clock.now()
        doubtful = await one.runs()
        assert doubtful.wake_at is not None
        one.clock.set(doubtful.wake_at + MOMENT)
        waiting = await one.runs()
        assert (one.seen(), waiting.state, waiting.wake_at) == ([], State.SENDING, began + SETTLE)


@pytest.mark.parametrize("fault", [Fault.RESET_BEFORE, Fault.RESET_AFTER, Fault.LIMITED, Fault.ERROR_AFTER])
@pytest.mark.parametrize("part", [0, 1, 2])
async def test_a_thread_is_out_once_and_whole_wherever_it_broke_off(
    sqlite_store: SqlStore, fault: Fault, part: int
) -> None:
    async with engine(sqlite_store, "keyless", text="One.\n---\nTwo.\n---\nThree.", thread="1") as one:
        one.played.command("mastodon", Fault.SLOW, times=part)
        one.played.command("mastodon", fault)
        done = await one.ends()
        assert (done.state, one.seen()) == (State.PUBLISHED, ["One.", "Two.", "Three."])
        assert done.remote_id == ",".join(status["id"] for status in one.server.statuses)


async def test_a_film_is_sent_once_and_published_when_the_server_is_done_with_it(sqlite_store: SqlStore) -> None:
    shown = replace(film(), digest=hashlib.sha256(MP4).hexdigest())
    async with engine(sqlite_store, media=(shown,)) as one:
        await one.app.files.put("film", MP4)
        one.server.looks = 4
        assert (await one.runs()).state is State.PROCESSING
        assert one.seen() == []
        assert (await one.ends()).state is State.PUBLISHED
        assert (len(one.server.media), one.seen()) == (1, ["Fresh bread"])


async def test_a_film_whose_sending_fails_is_sent_again(sqlite_store: SqlStore) -> None:
    shown = replace(film(), digest=hashlib.sha256(MP4).hexdigest())
    async with engine(sqlite_store, media=(shown,)) as one:
        await one.app.files.put("film", MP4)
        one.played.command("mastodon", Fault.RESET_AFTER, on=Kind.PREPARE)
        assert (await one.ends()).state is State.PUBLISHED
        assert one.seen() == ["Fresh bread"]


class Slow(Server):
    """Takes its time with each status."""

    def post(self, account: str, _: str, request: Request) -> Reply:
        clock = self.desk.clock
        assert isinstance(clock, SetClock)
        clock.move(SETTLE)
        return super().post(account, _, request)


async def test_of_a_thread_what_was_sent_last_has_as_much_time_to_arrive(sqlite_store: SqlStore) -> None:
    async with engine(sqlite_store, "keyless", text="One.\n---\nTwo.", thread="1") as one:
        slow = Slow(one.server.desk, odd=one.server.odd, account=one.server.account)
        one.played.routes["mastodon"] = slow.routes()
        one.played.command("mastodon", Fault.SLOW)
        one.played.command("mastodon", Fault.RESET_BEFORE)
        doubtful = await one.runs()
        sent = one.clock.now()
        assert doubtful.wake_at is not None
        one.clock.set(doubtful.wake_at + MOMENT)
        waiting = await one.runs()
        assert [status["text"] for status in slow.statuses] == ["One."]
        assert (waiting.state, waiting.wake_at) == (State.SENDING, sent + SETTLE)
        assert (await one.ends()).state is State.PUBLISHED


@pytest.mark.parametrize("fault", [Fault.RESET_BEFORE, Fault.RESET_AFTER])
async def test_what_is_in_doubt_and_would_be_cut_otherwise_by_now_is_asked_about(
    sqlite_store: SqlStore, fault: Fault
) -> None:
    words = " ".join(f"Loaf number {n} is rye." for n in range(40))
    async with engine(sqlite_store, text=words, thread="1") as one:
        one.played.command("mastodon", Fault.SLOW)
        one.played.command("mastodon", fault)
        await one.runs()
        out = one.seen()
        account = await sqlite_store.get(EVERYWHERE, Connection, one.publication.connection_id)
        await sqlite_store.change(EVERYWHERE, account, replace(account, limits={"text": 300}))
        done = await one.ends()
        assert (done.state, one.seen()) == (State.UNCONFIRMED, out)


@dataclass(frozen=True)
class Late:
    """A clock that nobody has set."""

    right: Clock

    def now(self) -> datetime:
        return self.right.now() - timedelta(minutes=7)


class Behind(Server):
    """Says what time it takes it to be, as all servers do."""

    def own(self, account: str, id: str, request: Request) -> Reply:
        return replace(super().own(account, id, request), headers={"Date": format_datetime(self.desk.clock.now())})


async def test_a_server_whose_clock_is_behind_is_not_sent_a_post_twice(sqlite_store: SqlStore) -> None:
    async with engine(sqlite_store, "keyless") as one:
        desk = replace(one.server.desk, clock=Late(one.clock))
        behind = Behind(desk, odd=one.server.odd, account=one.server.account)
        one.played.routes["mastodon"] = behind.routes()
        one.played.command("mastodon", Fault.RESET_AFTER)
        assert (await one.ends()).state is State.PUBLISHED
        assert len(behind.statuses) == 1


@pytest.mark.parametrize("fault", [Fault.RESET_BEFORE, Fault.RESET_AFTER])
async def test_what_follows_behind_a_part_that_a_person_has_seen_goes_out_too(
    sqlite_store: SqlStore, fault: Fault
) -> None:
    async with engine(sqlite_store, text="One.\n---\nTwo.\n---\nThree.", thread="1") as one:
        one.played.command("mastodon", Fault.SLOW)
        one.played.command("mastodon", fault)
        one.played.command("mastodon", Fault.ERROR_BEFORE, on=Kind.READ, times=len(LOOKS))
        asked = await one.ends()
        assert asked.state is State.UNCONFIRMED
        [owner] = await sqlite_store.find(EVERYWHERE, Person)
        await confirm_live(one.app, asked.workspace_id, owner.id, asked.id)
        assert (await one.ends()).state is State.PUBLISHED
        assert one.seen() == ["One.", "Two.", "Three."]

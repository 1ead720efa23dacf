"""The steps of a publication in every order: none outside the table, and nothing goes out that nobody approved."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from core import posts
from core.errors import Decided
from core.model import ActionKind, Media, MediaKind, Publication, State, Target
from tests import making

S = State
UNAPPROVED = {S.DRAFT, S.IN_REVIEW, S.CHANGES_REQUESTED, S.HELD, S.REJECTED}
LET_OUT = {S.APPROVED, S.SCHEDULED, S.CLAIMED, S.SENDING, S.PROCESSING, S.PUBLISHED}
ENDS = {  # what the engine may make of what it works on
    S.CLAIMED: [S.SENDING, S.SCHEDULED, S.MISSED, S.FAILED],
    S.SENDING: [S.PROCESSING, S.PUBLISHED, S.SCHEDULED, S.FAILED, S.UNCONFIRMED],
    S.PROCESSING: [S.PUBLISHED, S.FAILED, S.UNCONFIRMED],
    S.UNCONFIRMED: [S.PUBLISHED, S.SCHEDULED],
    S.PUBLISHED: [S.REMOVING],
    S.REMOVING: [S.REMOVED, S.PUBLISHED],
}
SHOP, PERSON = making.workspace(), making.person()
ACCOUNT = making.connection(SHOP, PERSON)
POST = making.post(SHOP, PERSON)


class Life(RuleBasedStateMachine):
    """One publication, what people do to it and what the engine does, in any order."""

    @initialize()
    def begin(self) -> None:
        self.now = making.NOW
        self.version = making.version(POST, number=1, text="0")
        self.publication = making.publication(POST, ACCOUNT)
        self.approvals: dict[str, str] = {}
        self.sent: list[str | None] = []

    @property
    def hash(self) -> str:
        return posts.content_hash(posts.content(self.version, ACCOUNT))

    def become(self, decide) -> bool:
        """Takes the step, or sees that it is refused without a trace."""
        before = self.publication
        try:
            after: Publication = decide()
        except Decided:
            return False
        assert after.state in posts.STEPS[before.state] or after == before
        assert (after.id, after.revision) == (before.id, before.revision)
        self.publication = after
        return True

    @rule(minutes=st.sampled_from([1, 30, 600]))
    def wait(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)

    @rule(text=st.sampled_from("012"))
    def edit(self, text: str) -> None:
        old, number = self.version, self.version.number + 1
        self.version = making.version(POST, number=number, text=text)
        if not self.become(lambda: posts.edited(self.publication, self.hash, number, self.now)):
            self.version = old

    @rule()
    def submit(self) -> None:
        self.become(lambda: posts.submitted(self.publication, self.version, self.now))

    @rule()
    def approve(self) -> None:
        yes = making.action(SHOP, PERSON, ActionKind.APPROVED, version=self.version.number)
        if self.become(lambda: posts.approved(self.publication, self.hash, yes, self.now)):
            self.approvals[yes.id] = self.hash

    @rule(text=st.sampled_from("012"))
    def edit_where_nobody_else_must_approve(self, text: str) -> None:
        old, number = self.version, self.version.number + 1
        self.version = making.version(POST, number=number, text=text)
        yes = making.action(SHOP, PERSON, ActionKind.APPROVED, version=number)
        self.approvals[yes.id] = self.hash

        def edited() -> Publication:
            edited = posts.edited(self.publication, self.hash, number, self.now)
            if not self.publication.approved_hash or edited.approved_hash:
                return edited
            return posts.kept_on(self.publication, posts.approved(edited, self.hash, yes, self.now), self.now)

        if not self.become(edited):
            self.version = old

    @rule(decide=st.sampled_from([posts.sent_back, posts.rejected, posts.untimed, posts.cancelled, posts.reopened]))
    def decide(self, decide) -> None:
        self.become(lambda: decide(self.publication, self.now))

    @rule(hours=st.integers(1, 12))
    def time(self, hours: int) -> None:
        at = self.now + timedelta(hours=hours)
        self.become(lambda: posts.timed(self.publication, at, at.replace(tzinfo=None), "UTC", self.now))

    @precondition(lambda self: self.publication.approved_hash and self.publication.state in posts.OPEN)
    @rule()
    def void(self) -> None:
        self.become(lambda: posts.voided(self.publication, self.now))

    @precondition(lambda self: self.publication.wake_at and self.publication.state in posts.OPEN)
    @rule()
    def wake(self) -> None:
        """The engine looks when it asked to be woken."""
        self.now = max(self.now, self.publication.wake_at)
        to = S.CLAIMED if self.publication.state is S.SCHEDULED else S.HELD
        self.become(lambda: posts.step(self.publication, to, self.now, wake_at=None))

    @precondition(lambda self: self.publication.state in ENDS)
    @rule(data=st.data())
    def engine(self, data: st.DataObject) -> None:
        to = data.draw(st.sampled_from(ENDS[self.publication.state]))
        if to is S.SENDING:
            self.sent.append(self.publication.approval_id)
            assert self.publication.approved_hash == self.hash
        wake = self.now if to is S.SCHEDULED else None
        self.become(lambda: posts.step(self.publication, to, self.now, wake_at=wake))

    @invariant()
    def nothing_is_let_out_but_what_somebody_approved(self) -> None:
        publication = self.publication
        if publication.state in LET_OUT:
            assert self.approvals[publication.approval_id] == publication.approved_hash
        if publication.state in UNAPPROVED:
            assert publication.approved_hash is None
            assert publication.approval_id is None
        assert all(approval in self.approvals for approval in self.sent)

    @invariant()
    def what_is_open_and_approved_is_what_the_post_says(self) -> None:
        if self.publication.state in posts.OPEN and self.publication.approved_hash:
            assert self.publication.approved_hash == self.hash

    @invariant()
    def the_engine_is_woken_only_for_what_is_its_business(self) -> None:
        publication = self.publication
        if publication.state is S.SCHEDULED:
            assert publication.wake_at
            assert publication.due_at
        elif publication.wake_at:
            assert publication.state in {S.IN_REVIEW, S.CHANGES_REQUESTED}


class TestLife(Life.TestCase):
    settings = settings(max_examples=100, stateful_step_count=30, deadline=None, database=None)


@pytest.mark.night
class TestLongLife(Life.TestCase):
    settings = settings(max_examples=3000, stateful_step_count=80, deadline=None, database=None)


def test_every_state_has_its_steps_and_its_urgency():
    assert set(posts.STEPS) == set(posts.URGENCY) == set(State)
    assert len(posts.URGENCY) == len(State)


def test_every_step_but_the_last_leads_somewhere():
    assert [state for state, steps in posts.STEPS.items() if not steps] == [S.REMOVED]


def test_a_post_is_in_the_state_of_what_needs_a_person_most():
    publications = [making.publication(POST, ACCOUNT, state=state) for state in (S.PUBLISHED, S.FAILED, S.SCHEDULED)]
    assert posts.state_of(publications) is S.FAILED
    assert posts.state_of([]) is S.DRAFT


@pytest.mark.parametrize(
    "change",
    [
        {"text": "Cits."},
        {"media": (Media(key="k", kind=MediaKind.IMAGE, mime="image/png", digest="0" * 64, bytes=1),)},
        {"options": {"visibility": "public"}},
        {"connection_id": "c2"},
        {"account": "cits"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_any_change_of_what_a_reader_sees_is_another_hash(change):
    seen = posts.content(making.version(POST), ACCOUNT)
    assert posts.content_hash(replace(seen, **change)) != posts.content_hash(seen)
    assert posts.content_hash(replace(seen)) == posts.content_hash(seen)


def test_the_time_is_no_part_of_what_is_approved_and_the_order_of_options_neither():
    targets = [
        {ACCOUNT.id: Target(options=dict(pairs))} for pairs in ([("a", "1"), ("b", "2")], [("b", "2"), ("a", "1")])
    ]
    hashes = {posts.content_hash(posts.content(making.version(POST, targets=target), ACCOUNT)) for target in targets}
    assert len(hashes) == 1

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from core.errors import (
    Duplicate,
    Misconfigured,
    OutcomeUnknown,
    PermissionMissing,
    Policy,
    QuotaSpent,
    RateLimited,
    Refused,
    TokenRejected,
    Unavailable,
)
from core.model import (
    Attempt,
    AttemptState,
    ConnectionState,
    Media,
    MediaKind,
    Pending,
    Publication,
    Published,
    State,
    Step,
)
from core.outcomes import (
    Crash,
    Facts,
    Result,
    asked_about,
    begun,
    beyond_us,
    concluded,
    crashed,
    looked,
    looking,
    put_back,
    repeatable,
    repeated,
    stopped,
)
from core.outcomes.figures import BACKOFF, CRASHES, KEY_LIVES, LOOKS, PATIENCE, PENDING_LASTS, SETTLE, TRIES
from core.ports import Retry
from core.posts import STEPS, content, content_hash
from tests import making
from tests.fakes.networks.declared import FAKES
from tests.making import NOW

S, A, R = State, AttemptState, Retry
MINUTE, LEASE = timedelta(minutes=1), timedelta(seconds=120)
OWNER, SHOP = making.person(), making.workspace()
ACCOUNT, POST = making.connection(SHOP, OWNER, network="fake_search"), making.post(SHOP, OWNER)
VERSION = making.version(POST)
CONTENT = content(VERSION, ACCOUNT)


def publication(state: State = S.CLAIMED, **given: Any) -> Publication:
    held = {"lease_owner": "a", "lease_until": NOW + LEASE, "wake_at": NOW + LEASE}
    agreed = {"approved_hash": content_hash(CONTENT), "approval_id": "f" * 32, "version": 1}
    return making.publication(POST, ACCOUNT, state=state, due_at=NOW, **(held | agreed | given))


def facts(**given: Any) -> Facts:
    found = {"connection": ACCOUNT, "content": CONTENT, "network": FAKES["fake_search"], "last": None}
    return Facts(**({"grace": 15 * MINUTE} | found | given))


def sending(**given: Any) -> tuple[Publication, Attempt]:
    begins = publication(**given)
    return begun(begins, None, NOW, LEASE)


def doubtful(looks: int = 1, **given: Any) -> tuple[Publication, Attempt]:
    """As it is while the look number `looks` is made."""
    started, attempt = sending()
    unknown = replace(attempt, **({"state": A.UNKNOWN, "error": "OutcomeUnknown", "detail": "cut"} | given))
    return replace(started, looks=looks), unknown


# -- before anything is sent -------------------------------------------------------------------------------------------


def test_what_is_approved_and_due_goes_out() -> None:
    assert stopped(publication(), facts(), NOW) is None


@pytest.mark.parametrize(
    ("late", "grace", "state"),
    [
        (15 * MINUTE, 15 * MINUTE, None),
        (15 * MINUTE + timedelta(seconds=1), 15 * MINUTE, S.MISSED),
        (60 * MINUTE, 120 * MINUTE, None),
    ],
)
def test_only_what_is_found_later_than_the_grace_is_missed(late: timedelta, grace: timedelta, state: State) -> None:
    stop = stopped(publication(), facts(grace=grace), NOW + late)
    assert (stop and stop.state) == state


@pytest.mark.parametrize(
    ("late", "grace", "state"),
    [
        (PATIENCE, MINUTE, None),
        (PATIENCE + MINUTE, MINUTE, None),
        (PATIENCE + 2 * MINUTE, MINUTE, S.MISSED),
        (60 * MINUTE, 60 * MINUTE, None),
        (62 * MINUTE, 60 * MINUTE, S.MISSED),
        (timedelta(days=3), 60 * MINUTE, S.MISSED),
    ],
)
def test_what_was_tried_at_its_time_may_take_a_while_but_not_for_ever(
    late: timedelta, grace: timedelta, state: State
) -> None:
    tried = making.attempt(publication(), started_at=NOW, state=A.NOT_SENT)
    stop = stopped(publication(attempt=1), facts(last=tried, grace=grace), NOW + late)
    assert (stop and stop.state) == state


@pytest.mark.parametrize("state", [S.SENDING, S.PROCESSING])
def test_what_may_be_sent_already_is_looked_up_however_late(state: State) -> None:
    tried = making.attempt(publication(), started_at=NOW, state=A.UNKNOWN)
    assert stopped(publication(state, attempt=1), facts(last=tried), NOW + timedelta(days=3)) is None


def test_the_longest_wait_for_a_limit_ends_before_it_is_missed() -> None:
    after, tried = concluded(*sending(), RateLimited(NOW + PATIENCE), R.SEARCH, NOW)
    assert after.wake_at is not None
    late = after.wake_at + timedelta(seconds=1)
    assert stopped(replace(after, state=S.CLAIMED), facts(last=tried, grace=MINUTE), late) is None


def test_an_attempt_at_an_earlier_time_does_not_keep_the_new_time_from_being_missed() -> None:
    tried = making.attempt(publication(), started_at=NOW - MINUTE, state=A.NOT_SENT)
    stop = stopped(publication(attempt=1), facts(last=tried), NOW + 60 * MINUTE)
    assert stop is not None
    assert stop.state is S.MISSED


@pytest.mark.parametrize("state", [S.IN_REVIEW, S.CHANGES_REQUESTED])
def test_what_is_still_in_review_at_its_time_is_held(state: State) -> None:
    stop = stopped(publication(state), facts(), NOW)
    assert stop is not None
    assert (stop.state, stop.wake_at, stop.lease_owner) == (S.HELD, None, None)


@pytest.mark.parametrize(
    "changed",
    [
        {"text": "Another price"},
        {"media": (Media(key="k", kind=MediaKind.IMAGE, mime="image/png", digest="d", bytes=1),)},
        {"account": "another"},
        {"options": {"visibility": "unlisted"}},
    ],
    ids=lambda changed: next(iter(changed)),
)
def test_anything_but_what_was_approved_goes_back_to_review(changed: dict[str, Any]) -> None:
    stop = stopped(publication(), facts(content=replace(CONTENT, **changed)), NOW)
    assert stop is not None
    assert (stop.state, stop.approved_hash, stop.approval_id, stop.wake_at) == (S.IN_REVIEW, None, None, None)


@pytest.mark.parametrize("lacks", [{"approved_hash": None}, {"approval_id": None}])
def test_nothing_goes_out_without_an_approval(lacks: dict[str, Any]) -> None:
    stop = stopped(publication(**lacks), facts(), NOW)
    assert stop is not None
    assert stop.state is S.IN_REVIEW


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"connection": None}, "TokenRejected"),
        ({"connection": replace(ACCOUNT, state=ConnectionState.RECONNECT)}, "TokenRejected"),
        ({"network": None}, "Misconfigured"),
    ],
)
def test_an_account_that_cannot_be_used_fails_without_an_attempt(given: dict[str, Any], error: str) -> None:
    stop = stopped(publication(), facts(**given), NOW)
    assert stop is not None
    assert (stop.state, stop.error, stop.attempt) == (S.FAILED, error, 0)


def test_an_attempt_is_numbered_bound_to_what_is_sent_and_holds_the_lease() -> None:
    started, attempt = begun(publication(attempt=2), None, NOW, LEASE)
    assert (started.state, started.attempt, started.looks) == (S.SENDING, 3, 0)
    assert (started.lease_until, started.wake_at) == (NOW + LEASE, NOW + LEASE)
    assert (attempt.number, attempt.payload_hash, attempt.state) == (3, content_hash(CONTENT), A.SENDING)


def test_confirmed_steps_are_carried_into_the_next_attempt_while_the_content_is_the_same() -> None:
    steps = (Step(name="first", at=NOW, ref="1"), Step(name="second", at=NOW))
    last = making.attempt(publication(), steps=steps, payload_hash=content_hash(CONTENT))
    assert [made.name for made in begun(publication(), last, NOW, LEASE)[1].steps] == ["first"]
    assert begun(publication(), replace(last, payload_hash="other"), NOW, LEASE)[1].steps == ()


# -- what an answer to a new attempt leads to --------------------------------------------------------------------------

HOUR = NOW + timedelta(hours=1)
SOON = NOW + MINUTE
ANSWERS: list[tuple[Result, State, AttemptState, Any]] = [
    (Published(id="1", url="http://x/1"), S.PUBLISHED, A.CONFIRMED, None),
    (Pending(ref="r", check_after=SOON), S.PROCESSING, A.PROCESSING, SOON),
    (Unavailable("down"), S.SCHEDULED, A.NOT_SENT, NOW + BACKOFF[0]),
    (RateLimited(SOON, "slow"), S.SCHEDULED, A.NOT_SENT, SOON),
    (RateLimited(HOUR, "slow"), S.FAILED, A.REFUSED, None),
    (QuotaSpent(SOON, "day"), S.SCHEDULED, A.NOT_SENT, SOON),
    (QuotaSpent(HOUR, "day"), S.FAILED, A.REFUSED, None),
    (TokenRejected("old"), S.FAILED, A.REFUSED, None),
    (PermissionMissing("no"), S.FAILED, A.REFUSED, None),
    (Refused("long"), S.FAILED, A.REFUSED, None),
    (Policy("spam"), S.FAILED, A.REFUSED, None),
    (Misconfigured("X_BASE_URL", "not set"), S.FAILED, A.REFUSED, None),
    (OutcomeUnknown("cut"), S.SENDING, A.UNKNOWN, NOW + LOOKS[0]),
    (Duplicate("there"), S.SENDING, A.UNKNOWN, NOW + LOOKS[0]),
    (Crash("KeyError"), S.SCHEDULED, A.NOT_SENT, NOW + BACKOFF[0]),
]


@pytest.mark.parametrize(
    ("result", "state", "attempt_state", "wake_at"), ANSWERS, ids=[type(row[0]).__name__ for row in ANSWERS]
)
def test_every_answer_leads_somewhere(result: Result, state: State, attempt_state: AttemptState, wake_at: Any) -> None:
    started, attempt = sending()
    after, ended = concluded(started, attempt, result, R.SEARCH, NOW)
    assert (after.state, ended.state, after.wake_at) == (state, attempt_state, wake_at)
    assert after.lease_owner is None
    assert after.state in STEPS[S.SENDING]


@pytest.mark.parametrize("result", [row[0] for row in ANSWERS if row[1] is S.FAILED])
def test_a_failure_keeps_its_name_and_the_networks_words(result: Any) -> None:
    after, ended = concluded(*sending(), result, R.SEARCH, NOW)
    assert (after.error, ended.error) == (type(result).__name__,) * 2
    assert after.detail == (result.detail if hasattr(result, "detail") else str(result))


def test_what_is_published_says_where_and_when() -> None:
    after, _ = concluded(*sending(tries=2, error="Unavailable"), Published(id="1", url="http://x/1"), R.SEARCH, NOW)
    assert (after.remote_id, after.url, after.published_at) == ("1", "http://x/1", NOW)
    assert (after.error, after.tries, after.lease_until) == (None, 0, None)


@pytest.mark.parametrize(
    ("result", "most"), [(Unavailable("down"), TRIES), (Crash("KeyError"), CRASHES)], ids=["unavailable", "crash"]
)
def test_after_so_many_tries_in_a_row_a_person_is_told(result: Result, most: int) -> None:
    waits, now, claimed = [], NOW, publication()
    for _ in range(most):
        after, _ = concluded(*begun(claimed, None, now, LEASE), result, R.SEARCH, now)
        waits.append(after.wake_at and after.wake_at - now)
        claimed = replace(after, state=S.CLAIMED)
    assert waits == [*BACKOFF[: most - 1], None]
    assert (after.state, after.tries) == (S.FAILED, most)


def test_waiting_for_a_limit_uses_up_no_try_and_keeps_the_account_waiting() -> None:
    after, _ = concluded(*sending(tries=1), RateLimited(SOON), R.SEARCH, NOW)
    assert (after.tries, after.lease_until, after.lease_owner) == (1, SOON, None)


@pytest.mark.parametrize("error", [OutcomeUnknown("cut"), Duplicate("there")])
def test_a_network_that_can_only_be_asked_about_is_asked_about_at_once(error: Result) -> None:
    after, _ = concluded(*sending(), error, R.ASK, NOW)
    assert (after.state, after.wake_at, after.error) == (S.UNCONFIRMED, None, type(error).__name__)


def test_while_an_outcome_is_in_doubt_the_account_waits() -> None:
    after, _ = concluded(*sending(), OutcomeUnknown(), R.SEARCH, NOW)
    assert after.lease_until == after.wake_at


# -- what a look leads to ----------------------------------------------------------------------------------------------


def test_what_is_found_is_published() -> None:
    after, attempt = looked(*doubtful(), Published(id="1", url="http://x/1"), R.SEARCH, NOW)
    assert (after.state, attempt.state, after.error) == (S.PUBLISHED, A.CONFIRMED, None)


def test_what_is_surely_not_there_is_sent_again_at_once_as_a_new_attempt() -> None:
    now = NOW + SETTLE
    after, attempt = looked(*doubtful(), None, R.SEARCH, now)
    assert (after.state, after.wake_at, after.tries, attempt.state) == (S.SCHEDULED, now, 1, A.ABSENT)


def test_what_is_not_found_yet_may_still_appear_and_costs_no_look() -> None:
    after, attempt = looked(*doubtful(looks=1), None, R.SEARCH, NOW + SETTLE / 2)
    assert (after.state, after.wake_at, after.looks) == (S.SENDING, NOW + SETTLE, 0)
    assert attempt.state is A.UNKNOWN


def test_a_duplicate_that_is_not_ours_is_a_failure() -> None:
    after, _ = looked(*doubtful(error="Duplicate"), None, R.SEARCH, NOW + SETTLE)
    assert (after.state, after.error) == (S.FAILED, "Duplicate")


@pytest.mark.parametrize("error", [Unavailable("x"), OutcomeUnknown("x"), TokenRejected("x"), Refused("x"), Crash("x")])
def test_a_look_that_tells_nothing_is_made_again_three_times_within_five_minutes(error: Result) -> None:
    now, (current, attempt) = NOW, concluded(*sending(), OutcomeUnknown("cut"), R.SEARCH, NOW)
    looks = 0
    while current.state is S.SENDING:
        assert current.wake_at is not None
        now = current.wake_at
        current, attempt = looked(looking(current, now, LEASE), attempt, error, R.SEARCH, now)
        looks += 1
    assert (looks, current.state, current.error, current.detail) == (3, S.UNCONFIRMED, "OutcomeUnknown", "cut")
    assert now - NOW <= timedelta(minutes=5, seconds=5)


def test_a_look_that_is_limited_waits_as_long_as_it_is_told() -> None:
    after, _ = looked(*doubtful(), RateLimited(HOUR), R.SEARCH, NOW)
    assert (after.state, after.wake_at) == (S.SENDING, HOUR)


def test_a_repeated_request_settles_what_it_answers_and_leaves_the_rest_in_doubt() -> None:
    assert repeated(*doubtful(), Published(id="1", url="u"), NOW)[0].state is S.PUBLISHED
    assert repeated(*doubtful(), Refused("long"), NOW)[0].state is S.FAILED
    assert repeated(*doubtful(), TokenRejected("old"), NOW)[0].state is S.SENDING
    assert repeated(*doubtful(looks=3), Unavailable(), NOW)[0].state is S.UNCONFIRMED


@pytest.mark.parametrize(
    ("retry", "age", "may"),
    [
        (R.OWN_KEY, timedelta(days=9), True),
        (R.IDEMPOTENT, KEY_LIVES / 2, True),
        (R.IDEMPOTENT, KEY_LIVES, False),
        (R.SEARCH, timedelta(), False),
        (R.STATUS, timedelta(), False),
        (R.ASK, timedelta(), False),
    ],
)
def test_a_request_is_only_repeated_while_the_network_knows_it_again(retry: Retry, age: timedelta, may: bool) -> None:
    network = replace(FAKES["fake_idempotent"], retry=retry)
    assert repeatable(making.attempt(publication(), started_at=NOW), network, NOW + age) is may


async def nothing(*_: object) -> None:
    """A look that finds nothing."""


def test_who_can_also_look_does_not_rely_on_the_key_before_what_was_sent_has_arrived() -> None:
    network = replace(FAKES["fake_idempotent"], find=nothing)
    attempt = making.attempt(publication(), started_at=NOW)
    assert [repeatable(attempt, network, NOW + age) for age in (SETTLE / 2, SETTLE, KEY_LIVES)] == [False, True, False]
    left, unknown = doubtful()
    early, same = looked(left, unknown, None, R.IDEMPOTENT, unknown.started_at + SETTLE / 2)
    assert (early.state, early.wake_at, same) == (S.SENDING, unknown.started_at + SETTLE, unknown)


def test_a_person_is_asked_when_nobody_else_can_find_out() -> None:
    current, attempt = doubtful(looks=0)
    old = replace(attempt, started_at=NOW - KEY_LIVES)
    assert beyond_us(current, attempt, FAKES["fake_ask"], NOW)
    assert beyond_us(current, old, FAKES["fake_idempotent"], NOW)
    assert beyond_us(replace(current, looks=3), attempt, FAKES["fake_search"], NOW)
    assert not beyond_us(current, attempt, FAKES["fake_search"], NOW)
    assert not beyond_us(replace(current, state=S.PROCESSING, looks=9), attempt, FAKES["fake_status"], NOW)


# -- while the network works on it -------------------------------------------------------------------------------------


def working(**given: Any) -> tuple[Publication, Attempt]:
    return concluded(*sending(), Pending(ref="r", check_after=SOON), R.STATUS, NOW)


@pytest.mark.parametrize("error", [Unavailable("x"), TokenRejected("x"), OutcomeUnknown("x"), Crash("x")])
def test_a_status_that_cannot_be_read_is_read_again(error: Result) -> None:
    after, attempt = looked(*working(), error, R.STATUS, SOON)
    assert (after.state, after.wake_at, attempt.state) == (S.PROCESSING, SOON + MINUTE, A.PROCESSING)


def test_what_the_network_refuses_while_it_works_on_it_is_a_failure() -> None:
    assert looked(*working(), Refused("codec"), R.STATUS, SOON)[0].state is S.FAILED


@pytest.mark.parametrize("result", [Pending(ref="r", check_after=SOON), Unavailable("x")])
def test_what_is_worked_on_for_more_than_a_day_is_asked_about(result: Result) -> None:
    late = NOW + PENDING_LASTS + MINUTE
    assert looked(*working(), result, R.STATUS, late)[0].state is S.UNCONFIRMED


# -- what is not begun -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "to"), [(S.CLAIMED, S.SCHEDULED), (S.SENDING, S.SENDING), (S.IN_REVIEW, S.IN_REVIEW)]
)
def test_what_was_claimed_and_not_begun_is_free_again_at_once(state: State, to: State) -> None:
    back = put_back(publication(state), NOW + MINUTE)
    assert (back.state, back.wake_at, back.lease_owner, back.lease_until) == (to, NOW, None, None)


def test_a_publication_that_breaks_our_own_decision_fails_after_three_times() -> None:
    current = publication()
    for _ in range(CRASHES):
        after = crashed(current, "ValueError", NOW)
        current = replace(after, state=S.CLAIMED)
    assert (after.state, after.error, after.detail) == (S.FAILED, "MarketingError", "ValueError")


@pytest.mark.parametrize("state", [S.SENDING, S.PROCESSING])
def test_one_that_breaks_us_after_it_was_sent_is_asked_about_after_three_times(state: State) -> None:
    current = publication(state)
    for _ in LOOKS:
        assert current.state is state
        current = crashed(current, "ValueError", NOW)
    assert (current.state, current.error, current.wake_at) == (S.UNCONFIRMED, "MarketingError", None)


@pytest.mark.parametrize(
    "decide",
    [
        lambda started, attempt: concluded(started, attempt, Refused("x"), R.SEARCH, NOW),
        lambda started, attempt: asked_about(started, attempt, NOW),
    ],
)
def test_at_rest_nobody_holds_it(decide: Callable[..., tuple[Publication, Attempt]]) -> None:
    after, _ = decide(*sending())
    assert (after.wake_at, after.lease_owner, after.lease_until) == (None, None, None)

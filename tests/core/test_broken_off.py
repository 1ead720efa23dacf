"""A post of several requests that broke off; an account that is being looked at; what a network could not do beside."""

from datetime import timedelta

import pytest

from core.model import Attempt, AttemptState, ConnectionState, Published, State, Step
from core.networks.api.answers import asked_to_wait
from core.outcomes import Facts, begun, concluded, resumed, stopped, unbroken
from core.outcomes.figures import BACKOFF, CRASHES, RECHECK
from core.ports import Answer, Retry
from core.posts import content, content_hash
from tests import making
from tests.fakes.networks.declared import ASK
from tests.making import NOW

SHOP, OWNER = making.workspace(), making.person()
ACCOUNT, POST = making.connection(SHOP, OWNER, network="fake_ask"), making.post(SHOP, OWNER)
VERSION = making.version(POST)
CONTENT = content(VERSION, ACCOUNT)
LEASE = timedelta(seconds=120)


def sending(**given):
    agreed = {"approved_hash": content_hash(CONTENT), "approval_id": "f" * 32, "version": 1}
    claimed = making.publication(POST, ACCOUNT, state=State.CLAIMED, due_at=NOW, **(agreed | given))
    return begun(claimed, None, NOW, LEASE)


def with_steps(*refs: str | None) -> Attempt:
    steps = tuple(Step(name=str(n), at=NOW, ref=ref) for n, ref in enumerate(refs))
    return making.attempt(sending()[0], steps=steps)


@pytest.mark.parametrize(
    ("refs", "whole"), [((), False), (("1",), True), (("1", "2"), True), ((None,), False), (("1", None), False)]
)
def test_nothing_is_in_doubt_where_every_step_that_was_begun_is_known_to_be_done(refs, whole) -> None:
    assert unbroken(with_steps(*refs)) is whole


def test_what_broke_off_goes_on_as_a_new_attempt_that_knows_the_steps() -> None:
    publication, _ = sending()
    waiting, ended = resumed(publication, with_steps("1"), NOW)
    assert (waiting.state, waiting.tries, waiting.wake_at) == (State.SCHEDULED, 1, NOW + BACKOFF[0])
    assert (ended.state, ended.steps[0].ref) == (AttemptState.NOT_SENT, "1")


def test_what_breaks_off_again_and_again_is_told_to_a_person() -> None:
    publication, _ = sending(tries=CRASHES - 1)
    failed, _ = resumed(publication, with_steps("1"), NOW)
    assert (failed.state, failed.error) == (State.FAILED, "MarketingError")


def test_a_post_waits_for_an_account_that_is_being_connected_again() -> None:
    claimed = making.publication(POST, ACCOUNT, state=State.CLAIMED, due_at=NOW)
    account = making.connection(SHOP, OWNER, state=ConnectionState.CHECKING)
    facts = Facts(connection=account, content=CONTENT, network=ASK, grace=timedelta(minutes=15), last=None)
    waiting = stopped(claimed, facts, NOW)
    assert waiting is not None
    assert (waiting.state, waiting.wake_at) == (State.SCHEDULED, NOW + RECHECK)


@pytest.mark.parametrize(("undone", "detail"), [("", None), ("pinned", "pinned")])
def test_an_option_that_could_not_be_done_fails_nothing_and_is_kept(undone, detail) -> None:
    publication, attempt = sending(error="Unavailable", detail="older")
    done, _ = concluded(publication, attempt, Published(id="1", url="u", undone=undone), Retry.ASK, NOW)
    assert (done.state, done.error, done.detail) == (State.PUBLISHED, None, detail)


@pytest.mark.parametrize(
    ("headers", "data", "seconds"),
    [
        ({"Retry-After": "7"}, {"parameters": {"retry_after": 9}}, "7"),
        ({}, {"parameters": {"retry_after": 9}}, "9"),
        ({}, {"retry_after": 0.5}, "0.5"),
        ({}, {"parameters": None}, ""),
        ({}, None, ""),
    ],
)
def test_how_long_to_wait_is_found_where_networks_say_it(headers, data, seconds) -> None:
    assert asked_to_wait(Answer(429, headers, "", data)) == seconds

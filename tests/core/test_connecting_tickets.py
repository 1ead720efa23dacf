"""Tickets as data: what is typed for digits, what the digits are made of, and what a browser is known by."""

from collections import Counter
from datetime import timedelta
from typing import Any

import pytest

from core.connecting import tickets
from core.model import ActionId, ConversationId, Found, PersonId, Stage, Ticket, WorkspaceId, new_id
from tests.making import NOW

COOKIE = "A" * 43


def ticket(**given: Any) -> Ticket:
    kept = {
        "id": new_id(),
        "workspace_id": WorkspaceId(new_id()),
        "person_id": PersonId(new_id()),
        "conversation_id": ConversationId(new_id()),
        "network": "plain",
        "server": "",
        "connection_id": None,
        "action_id": ActionId(new_id()),
        "link": tickets.hashed(new_id()),
        "created_at": NOW,
        "expires_at": NOW + tickets.LASTS,
    }
    return Ticket(**(kept | given))


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("123456", "123456"), ("123 456", "123456"), ("123-456", "123456"), (" 1 2 3 4 5 6 ", "123456"),
        ("123\u00a0456", "123456"), ("12–34—56", "123456"), ("123\u202f456\n", "123456"), ("000000", "000000"),
        ("12345", ""), ("1234567", ""), ("", ""), ("abc123456", ""), ("123456!", ""), ("１２３４５６", ""),
        ("١٢٣٤٥٦", ""),
        ("code 123456", ""), ("1" * 5000, ""), ("1 " * 5000, ""), ("12:34:56", ""), ("1,234,56", ""),
    ],
)  # fmt: skip
def test_what_is_six_digits(typed: str, number: str) -> None:
    assert tickets.number_in(typed) == number


def test_digits_are_a_browsers_and_a_moments_own() -> None:
    one = tickets.bound(ticket(), COOKIE, NOW)
    later = tickets.with_code(one, COOKIE, NOW + timedelta(minutes=3))
    shown = {tickets.digits(one, COOKIE), tickets.digits(one, "B" * 43), tickets.digits(later, COOKIE)}
    assert len(shown) == 3
    assert tickets.fits(one, tickets.digits(one, COOKIE), NOW)
    assert not tickets.fits(one, tickets.digits(one, "B" * 43), NOW)


def test_digits_are_spread_over_all_there_are() -> None:
    first = Counter(tickets.digits(tickets.bound(ticket(), COOKIE, NOW), COOKIE)[0] for _ in range(2000))
    assert set(first) == set("0123456789")
    assert max(first.values()) < 2 * min(first.values())


def test_nothing_of_a_ticket_tells_its_cookie_or_its_digits() -> None:
    one = tickets.bound(ticket(), COOKIE, NOW)
    assert COOKIE not in repr(one)
    assert tickets.digits(one, COOKIE) not in (one.code, one.browser)


def test_digits_are_good_for_five_minutes_and_no_longer_than_the_link() -> None:
    one = tickets.bound(ticket(), COOKIE, NOW)
    number = tickets.digits(one, COOKIE)
    assert tickets.fits(one, number, NOW + timedelta(minutes=5) - timedelta(seconds=1))
    assert not tickets.fits(one, number, NOW + timedelta(minutes=5))
    late = tickets.bound(ticket(), COOKIE, NOW + timedelta(minutes=8))
    assert late.code_expires_at == late.expires_at


def test_a_browser_has_a_ticket_by_its_cookie_only() -> None:
    one = tickets.bound(ticket(), COOKIE, NOW)
    assert tickets.is_held_by(one, COOKIE)
    for other in ("", "B" * 43, tickets.hashed(COOKIE), COOKIE + " ", "ü"):
        assert not tickets.is_held_by(one, other)
    assert not tickets.is_held_by(ticket(), "")


@pytest.mark.parametrize("stage", Stage)
def test_every_stage_is_over_when_the_link_is_and_the_last_two_before(stage: Stage) -> None:
    one = ticket(stage=stage)
    assert tickets.is_over(one, NOW) is (stage in {Stage.DONE, Stage.ENDED})
    assert tickets.is_over(one, one.expires_at)


def test_what_ended_keeps_nothing() -> None:
    one = tickets.ended(ticket(kept=b"sealed", code="x", found=(Found(account="1", title="1"),)), "ticket-stopped")
    assert (one.stage, one.kept, one.code, one.error) == (Stage.ENDED, None, "", "ticket-stopped")


def test_secrets_are_of_256_bits_and_of_a_form_that_alone_is_looked_up() -> None:
    made = {tickets.new_secret() for _ in range(100)}
    assert len(made) == 100
    assert all(tickets.SECRET.fullmatch(one) for one in made)

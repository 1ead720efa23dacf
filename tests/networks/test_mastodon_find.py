"""What became of a post whose answer was lost, at a server that does not look at keys."""

from datetime import timedelta

import pytest

from core.errors import OutcomeUnknown, Unavailable
from core.model import Content, Published
from core.networks.mastodon import finding
from tests.fakes.networks.faults import Fault
from tests.networks.conftest import Reading
from tests.networks.social import Social, picture, social

LONG_ADDRESS = "https://example.com/menu?day=today&list=" + "a" * 60
WORDS = [
    "Rīt cepam rudzu maizi.",
    "Two lines\nand a paragraph.\n\nWith <tags> & \"quotes\" 'n' more 🥖👨‍👩‍👧",
    f"See {LONG_ADDRESS}, and (https://example.com/x_(y)).",
    "With @anna@social.example and @bob #bread #maize",
    "With @nobody@example.social\nand all",
    "  spaces   around  ",
    "1.50 € — 5 % off…",
]


async def lost(one: Social, text: str, fault: Fault = Fault.RESET_AFTER, **options: str) -> tuple[Content, Reading]:
    content, attempt = one.content(text, **options), one.attempt()
    one.breaks(fault)
    with pytest.raises(OutcomeUnknown):
        await one.publish(content, attempt)
    return content, attempt


@pytest.mark.parametrize("odd", [(), ("sourceless",)], ids=["", "sourceless"])
@pytest.mark.parametrize("text", WORDS)
async def test_a_post_is_known_again_by_its_words(text: str, odd: tuple[str, ...]) -> None:
    async with social("keyless", *odd) as one:
        await one.publish(one.content("Another post"))
        content, attempt = await lost(one, text)
        await one.publish(one.content("And one more"))
        told = await one.find(content, attempt)
        assert told == Published(id=one.server.statuses[1]["id"], url=one.server.statuses[1]["url"])


@pytest.mark.parametrize("text", WORDS)
async def test_a_post_that_did_not_arrive_is_not_found(text: str) -> None:
    async with social("keyless") as one:
        content, attempt = await lost(one, text, Fault.RESET_BEFORE)
        for other in (text + "!", text.strip()[:-1], f"{text} more", "Another"):
            await one.publish(one.content(other))
        assert await one.find(content, attempt) is None


async def test_an_older_post_of_the_same_words_is_not_taken_for_it() -> None:
    async with social("keyless") as one:
        await one.publish(one.content("Daily bread"))
        one.later(minutes=5)
        content, attempt = await lost(one, "Daily bread", Fault.RESET_BEFORE)
        assert await one.find(content, attempt) is None


async def test_neither_a_reply_nor_a_post_with_pictures_is_taken_for_a_post_without() -> None:
    async with social("keyless") as one:
        content, attempt = await lost(one, "Bread", Fault.RESET_BEFORE)
        await one.publish(one.content("Bread", picture()))
        await one.publish(one.content("Other\n---\nBread", thread="1"))
        assert await one.find(content, attempt) is None


async def test_it_is_looked_for_on_all_pages_back_to_when_it_was_begun() -> None:
    async with social("keyless") as one:
        content, attempt = await lost(one, "Bread")
        for number in range(finding.PAGE * 2 + 5):
            await one.publish(one.content(f"Post {number}"))
        assert await one.find(content, attempt) is not None


async def test_whoever_posts_without_end_is_not_looked_through() -> None:
    async with social("keyless") as one:
        content, attempt = await lost(one, "Bread", Fault.RESET_BEFORE)
        await one.publish(one.content("Post"))
        one.server.statuses += [
            {**one.server.statuses[0], "id": str(number)} for number in range(finding.PAGE * finding.PAGES + 1)
        ]
        with pytest.raises(Unavailable, match="too many posts"):
            await one.find(content, attempt)


@pytest.mark.parametrize(("name", "value"), [("created_at", "yesterday"), ("created_at", "2030-03-04T09:30:00")])
async def test_what_cannot_be_read_is_not_taken_for_absence(name: str, value: str) -> None:
    async with social("keyless") as one:
        content, attempt = await lost(one, "Bread")
        one.server.statuses[0][name] = value
        with pytest.raises(Unavailable):
            await one.find(content, attempt)


async def test_of_a_thread_only_what_is_there_is_found_and_the_rest_is_made() -> None:
    async with social("keyless") as one:
        content, attempt = await lost(one, "One.\n---\nTwo.\n---\nThree.", thread="1")
        assert await one.find(content, attempt) is None
        assert attempt.steps["status-1"] is not None
        await one.publish(content, attempt)
        assert one.seen() == ["One.", "Two.", "Three."]


async def test_a_server_whose_clock_is_a_little_behind_is_understood() -> None:
    async with social("keyless") as one:
        content, attempt = await lost(one, "Bread")
        one.server.statuses[0]["created_at"] = (one.clock.at - timedelta(seconds=50)).isoformat()
        assert await one.find(content, attempt) is not None

from datetime import timedelta

import pytest

from core.errors import (
    NetworkError,
    OutcomeUnknown,
    PermissionMissing,
    RateLimited,
    Refused,
    TokenRejected,
    Unavailable,
)
from core.model import Pending, Published
from core.networks.mastodon import network
from tests.fakes.networks.faults import Fault, Kind
from tests.fakes.networks.trying import Trying
from tests.fakes.networks.wire import Reply
from tests.networks.social import film, picture, social

LONG = "A sentence of eight words stands in this place. " * 25
HTML = "<!doctype html><title>502</title>"


async def test_a_post_is_public_in_its_language_and_keyed_by_its_operation() -> None:
    async with social() as one:
        attempt = one.attempt()
        told = await one.publish(one.content("Nāciet rīt pie mums, būs jauna rudzu maize un vēl kas."), attempt)
        [sent] = one.server.posted
        assert (sent["visibility"], sent["language"], sent["sensitive"]) == ("public", "lv", False)
        assert sent["key"] == attempt.operation
        assert told == Published(id=one.server.statuses[0]["id"], url=one.server.statuses[0]["url"])
        assert attempt.steps == {}


async def test_a_language_that_is_not_sure_is_left_to_the_server() -> None:
    async with social() as one:
        await one.publish(one.content("Ok!"))
        assert "language" not in one.server.posted[0]


async def test_pictures_go_before_with_their_descriptions_and_are_covered_only_where_that_was_chosen() -> None:
    async with social() as one:
        await one.publish(one.content("Maize", picture("A loaf"), picture()))
        await one.publish(one.content("Maize 2", picture(), sensitive="1", unlisted="1"))
        first, second = one.server.statuses
        assert [file["description"] for file in first["media_attachments"]] == ["A loaf", None]
        assert (first["sensitive"], second["sensitive"], second["visibility"]) == (False, True, "unlisted")


async def test_a_post_without_words_is_its_picture() -> None:
    async with social() as one:
        await one.publish(one.content("", picture()))
        assert one.seen() == [""]


async def test_a_film_is_waited_for_and_sent_to_the_server_once() -> None:
    async with social(looks=3) as one:
        content, first = one.content("Film", film()), one.attempt()
        assert await one.publish(content, first) == Pending(
            ref="media", check_after=one.clock.at + timedelta(seconds=5)
        )
        first.ref = "media"
        one.later(seconds=20)
        assert await one.find(content, first) == Pending(ref="media", check_after=one.clock.at + timedelta(seconds=20))
        assert await one.find(content, first) is not None
        assert await one.find(content, first) is None
        second = one.attempt(first)
        assert isinstance(await one.publish(content, second), Published)
        assert (len(one.server.media), one.seen()) == (1, ["Film"])


@pytest.mark.parametrize("odd", [("hasty",), ("hasty", "german")])
async def test_a_server_that_says_not_yet_is_understood_in_any_language(odd: tuple[str, ...]) -> None:
    async with social(*odd) as one:
        content, attempt = one.content("Film", film()), one.attempt()
        assert isinstance(await one.publish(content, attempt), Pending)
        attempt.ref = "media"
        assert await one.find(content, attempt) is None
        assert isinstance(await one.publish(content, one.attempt(attempt)), Published)
        assert (len(one.server.posted), len(one.server.media), one.seen()) == (2, 1, ["Film"])


async def test_a_file_that_takes_for_ever_ends_with_a_reason() -> None:
    async with social(looks=99) as one:
        content, attempt = one.content("Film", film()), one.attempt()
        await one.publish(content, attempt)
        attempt.ref = "media"
        one.later(minutes=31)
        with pytest.raises(Refused, match="media-unfinished"):
            await one.find(content, attempt)


async def test_a_file_that_cannot_be_shown_is_refused() -> None:
    async with social() as one:
        content, attempt = one.content("Film", film()), one.attempt()
        await one.publish(content, attempt)
        next(iter(one.server.media.values()))["broken"] = True
        attempt.ref = "media"
        with pytest.raises(Refused, match="Error processing"):
            await one.find(content, attempt)


async def test_a_file_that_could_not_be_shown_is_sent_anew_when_somebody_tries_again() -> None:
    async with social() as one:
        content, attempt = one.content("Film", film()), one.attempt()
        await one.publish(content, attempt)
        next(iter(one.server.media.values()))["broken"] = True
        again = one.attempt(attempt)
        assert isinstance(await one.publish(content, again), Pending)
        again.ref = "media"
        await one.find(content, again)
        assert isinstance(await one.publish(content, one.attempt(again)), Published)


async def test_a_file_that_the_server_has_forgotten_is_sent_again() -> None:
    async with social() as one:
        content, attempt = one.content("Maize", picture()), one.attempt()
        one.breaks(Fault.INVALID)
        with pytest.raises(Refused):
            await one.publish(content, attempt)
        one.server.media.clear()
        assert isinstance(await one.publish(content, one.attempt(attempt)), Published)
        assert len(one.server.statuses[0]["media_attachments"]) == 1


@pytest.mark.parametrize("fault", [Fault.RESET_AFTER, Fault.ERROR_AFTER, Fault.TIMEOUT_BEFORE, Fault.NONSENSE_AFTER])
async def test_a_file_in_doubt_is_no_post_in_doubt(fault: Fault) -> None:
    async with social() as one:
        one.breaks(fault, on=Kind.PREPARE)
        with pytest.raises(Unavailable):
            await one.publish(one.content("Maize", picture()))
        assert one.seen() == []


async def test_a_server_that_knows_only_the_older_way_gets_files_that_way() -> None:
    async with social("older_media") as one:
        # The newer address is tried first; this server says that it is not there.
        await one.publish(one.content("Maize", picture("A loaf")))
        assert one.server.statuses[0]["media_attachments"][0]["description"] == "A loaf"


async def test_a_thread_is_a_chain_of_replies_that_only_begins_in_public() -> None:
    async with social() as one:
        attempt = one.attempt()
        told = await one.publish(one.content(LONG, picture(), thread="1"), attempt)
        first, second, third = one.server.statuses
        assert isinstance(told, Published)
        assert (told.id, told.url) == (f"{first['id']},{second['id']},{third['id']}", first["url"])
        assert [status["in_reply_to_id"] for status in one.server.statuses] == [None, first["id"], second["id"]]
        assert [status["visibility"] for status in one.server.statuses] == ["public", "unlisted", "unlisted"]
        assert [len(status["media_attachments"]) for status in one.server.statuses] == [1, 0, 0]
        operation = attempt.operation
        assert [sent["key"] for sent in one.server.posted] == [operation, f"{operation}-2", f"{operation}-3"]
        assert " ".join(one.seen()) == LONG.strip()


async def test_a_thread_is_cut_as_was_approved_for_the_account_s_server() -> None:
    async with social(limit=1000) as one:
        await one.publish(one.content(LONG, thread="1", **{"thread.text": "1000"}))
        assert [len(text) for text in one.seen()] == [959, 239]


@pytest.mark.parametrize("fault", [Fault.RESET_BEFORE, Fault.RESET_AFTER, Fault.ERROR_AFTER])
async def test_a_thread_whose_second_part_is_in_doubt_goes_on_where_it_broke_off(fault: Fault) -> None:
    async with social("keyless") as one:
        content, attempt = one.content(LONG, thread="1"), one.attempt()
        one.server.replies = []
        one.played.faults.command("mastodon", fault, on=Kind.PUBLIC)
        one.played.faults.waiting["mastodon", Kind.PUBLIC].appendleft(Fault.SLOW)
        with pytest.raises(OutcomeUnknown):
            await one.publish(content, attempt)
        assert await one.find(content, attempt) is None
        told = await one.publish(content, attempt)
        assert isinstance(told, Published)
        assert told.id == ",".join(status["id"] for status in one.server.statuses)
        assert " ".join(one.seen()) == LONG.strip()
        assert await one.find(content, attempt) == told


async def test_a_thread_that_is_refused_half_way_goes_on_with_the_next_attempt() -> None:
    async with social() as one:
        content, attempt = one.content(LONG, thread="1"), one.attempt()
        one.played.faults.command("mastodon", Fault.SLOW)
        one.breaks(Fault.LIMITED)
        with pytest.raises(RateLimited):
            await one.publish(content, attempt)
        assert len(one.seen()) == 1
        await one.publish(content, one.attempt(attempt))
        assert " ".join(one.seen()) == LONG.strip()


async def test_all_of_a_thread_is_taken_down_the_newest_first() -> None:
    async with social() as one:
        told = await one.publish(one.content(LONG, thread="1"))
        assert isinstance(told, Published)
        assert network.delete
        for _ in range(2):
            await network.delete(one.api, one.credential, one.connection(), told.id)
        removed = [effect.id for effect in one.played.journal.effects if effect.what == "removed"]
        assert (one.seen(), removed) == ([], told.id.split(",")[::-1])


async def test_words_are_changed_and_pictures_stay() -> None:
    async with social() as one:
        told = await one.publish(one.content("Maze", picture("A loaf"), sensitive="1"))
        assert isinstance(told, Published)
        assert network.edit
        one.server.statuses[0]["spoiler_text"] = "Food"
        for _ in range(2):
            assert await network.edit(one.api, one.credential, one.content("Maize"), told.id) == told
        [status] = one.server.statuses
        assert (status["text"], status["sensitive"], status["spoiler_text"]) == ("Maize", True, "Food")
        assert len(status["media_attachments"]) == 1


async def test_a_thread_is_changed_part_by_part_and_only_to_as_many() -> None:
    async with social() as one:
        told = await one.publish(one.content("One.\n---\nTwo.", thread="1"))
        assert isinstance(told, Published)
        assert network.edit
        await network.edit(one.api, one.credential, one.content("One.\n---\nThree.", thread="1"), told.id)
        assert one.seen() == ["One.", "Three."]
        with pytest.raises(Refused, match="other-parts"):
            await network.edit(one.api, one.credential, one.content("One.", thread="1"), told.id)


async def test_figures_are_of_all_parts_without_our_own_replies() -> None:
    async with social() as one:
        told = await one.publish(one.content("One.\n---\nTwo.", thread="1"))
        first, second = one.server.statuses
        first |= {"favourites_count": 3, "reblogs_count": 2, "replies_count": 2}
        second |= {"favourites_count": 1, "quotes_count": 4}
        assert isinstance(told, Published)
        assert network.metrics
        figures = await network.metrics(one.api, one.credential, one.connection(), told.id)
        assert figures == {"likes": 4, "reposts": 2, "replies": 1, "quotes": 4}


SOON = {"X-RateLimit-Reset": "2030-03-04T09:32:00.123456Z"}


@pytest.mark.parametrize(
    ("reply", "error", "said"),
    [
        (Reply(401, {"error": "The access token was revoked"}), TokenRejected, "The access token was revoked"),
        (Reply(403, {"error": "Invalid credentials."}), TokenRejected, "Invalid credentials."),
        (Reply(403, {"error": "This action is outside the authorized scopes"}), PermissionMissing, "outside the auth"),
        (Reply(403, {"error": "Your login is currently disabled"}), PermissionMissing, "disabled"),
        (Reply(403, page=HTML), PermissionMissing, "HTTP 403"),
        (Reply(404, {"error": "Record not found"}), Refused, "Record not found"),
        (Reply(410, page=HTML), Refused, "HTTP 410"),
        (Reply(413, page=HTML), Refused, "HTTP 413"),
        (Reply(422, {"error": "Validation failed: Text is too long"}), Refused, "Text is too long"),
        (Reply(422, page=HTML), Refused, "HTTP 422"),
        (Reply(429, {"error": "Too many requests"}, SOON), RateLimited, "Too many requests"),
        (Reply(500, page=HTML), OutcomeUnknown, "HTTP 500"),
        (Reply(503, {"error": "Remote SSL certificate"}), OutcomeUnknown, "Remote SSL"),
        (Reply(200, page=HTML), OutcomeUnknown, "without a usable id"),
        (Reply(200, {"id": "1,2"}), OutcomeUnknown, "without a usable id"),
    ],
    ids=lambda value: str(value.status) if isinstance(value, Reply) else None,
)
async def test_each_refusal_is_called_what_it_is(reply: Reply, error: type[NetworkError], said: str) -> None:
    async with social() as one:
        one.server.replies.append(reply)
        with pytest.raises(NetworkError, match=said) as raised:
            await one.publish(one.content())
        assert type(raised.value) is error


async def test_a_limit_that_ends_at_a_moment_is_waited_for() -> None:
    async with social() as one:
        one.server.replies.append(Reply(429, {"error": "Too many requests"}, SOON))
        with pytest.raises(RateLimited) as raised:
            await one.publish(one.content())
        assert raised.value.until == one.clock.at + timedelta(minutes=2, microseconds=123456)


async def test_ids_may_be_letters() -> None:
    async with social("letters") as one:
        told = await one.publish(one.content(LONG, thread="1"), Trying(started_at=one.clock.at))
        assert isinstance(told, Published)
        assert told.id.split(",") == [status["id"] for status in one.server.statuses]

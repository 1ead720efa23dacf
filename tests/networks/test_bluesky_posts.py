"""What goes out to Bluesky: facets in bytes, cards, pictures, videos, threads; found, counted, taken away."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import pytest
from aiohttp import web

from core.errors import (
    NetworkError,
    OutcomeUnknown,
    PermissionMissing,
    QuotaSpent,
    RateLimited,
    Refused,
    TokenRejected,
    Unavailable,
)
from core.limits import parts_of, problems
from core.model import Issued, Media, MediaKind, Published
from core.networks.bluesky import network
from core.networks.bluesky.cards import Card, card_of
from core.networks.bluesky.facets import marks
from core.networks.bluesky.keys import tid
from core.networks.bluesky.xrpc import limited
from core.ports import Answer
from tests.fakes.networks.trying import NOW
from tests.fakes.oauth import records
from tests.fakes.oauth.atproto import ANNA
from tests.fakes.oauth.provider import NO_FAULT, answer
from tests.networks.skies import CONNECTION, Reading, Sky, content, played_sky

CREATE = "/xrpc/com.atproto.repo.createRecord"
UPLOAD = "/xrpc/com.atproto.repo.uploadBlob"
LONG = "\n\n".join(f"Nr. {n}. " + "Rudzu maize ar ķimenēm, no ieraugiem, lēni cepta. " * 5 for n in range(1, 4))
THREAD = {"thread": "1"}


@pytest.fixture
async def sky() -> AsyncIterator[Sky]:
    async with pages() as shop, played_sky(shop=shop) as sky:
        yield sky


@pytest.fixture
async def issued(sky: Sky) -> Issued:
    return (await sky.logs_in()).issued


def a_picture(key: str = "a", **given: Any) -> Media:
    facts = {"kind": MediaKind.IMAGE, "mime": "image/jpeg", "digest": "d", "bytes": 4, "width": 4, "height": 3}
    return Media(**{"key": key, **facts, **given})


async def test_a_text_goes_out_to_the_letter(sky: Sky, issued: Issued) -> None:
    made = await sky.publish(content("Rīt cepam rudzu maizi. 🍞"), by=issued)
    [record] = sky.posts()
    assert (record["text"], record["langs"]) == ("Rīt cepam rudzu maizi. 🍞", ["lv"])
    assert made.url == f"https://bsky.app/profile/{ANNA}/post/{made.id}"


async def test_links_mentions_and_tags_are_marked_in_bytes(sky: Sky, issued: Issued) -> None:
    text = "Žurkas 👩‍🍳 pie @anna.test: (https://maize.lv/ēst?a=1). #rudzi, #2030 @nobody.test anna@anna.test"
    await sky.publish(content(text), by=issued)
    [record] = sky.posts()
    shown = [text.encode()[one["index"]["byteStart"] : one["index"]["byteEnd"]].decode() for one in record["facets"]]
    assert shown == ["@anna.test", "https://maize.lv/ēst?a=1", "#rudzi"]
    assert record["facets"][0]["features"] == [{"$type": "app.bsky.richtext.facet#mention", "did": ANNA}]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("#maize", ["maize"]),
        ("#maize!", ["maize"]),
        ("#1maize", ["1maize"]),
        ("#100 #2030.", []),
        ("C# a#b http://x.lv/#c", []),
        ("＃хлеб", ["хлеб"]),
        ("#" + "ž" * 64, ["ž" * 64]),
        ("#" + "ž" * 65, []),
    ],
)
def test_a_tag_is_what_bluesky_takes_for_one(text: str, found: list[str]) -> None:
    assert [mark.value for mark in marks(text) if mark.kind == "tag"] == found


def test_no_mark_lies_in_another() -> None:
    found = marks("https://a.lv/@anna.test/#tag and @b.test")
    assert [mark.kind for mark in found] == ["link", "mention"]


async def test_pictures_go_with_their_words_and_their_shape(sky: Sky, issued: Issued) -> None:
    media = (a_picture("a", alt="Maize"), a_picture("b", mime="image/png", width=0))
    await sky.publish(content(media=media), Reading(files={"a": b"aaaa", "b": b"bbbb"}), by=issued)
    first, second = sky.posts()[0]["embed"]["images"]
    assert (first["alt"], first["aspectRatio"]) == ("Maize", {"width": 4, "height": 3})
    assert (second["alt"], "aspectRatio" in second) == ("", False)


async def test_a_video_goes_as_a_file(sky: Sky, issued: Issued) -> None:
    media = (a_picture("v", kind=MediaKind.VIDEO, mime="video/mp4", alt="Krāsns"),)
    await sky.publish(content(media=media), Reading(files={"v": b"vvvv"}), by=issued)
    embed = sky.posts()[0]["embed"]
    assert (embed["$type"], embed["alt"]) == ("app.bsky.embed.video", "Krāsns")


def test_a_picture_that_is_too_large_is_told_while_composing() -> None:
    found = problems(content(media=(a_picture(bytes=1_000_001),)), network.limits)
    assert [name for name, _ in found] == ["limit-file-over"]


@pytest.mark.parametrize("fault", [None, answer(502, ""), answer(200, "nonsense")])
async def test_an_upload_whose_end_is_open_may_be_repeated(sky: Sky, issued: Issued, fault: Any) -> None:
    sky.server.command(UPLOAD, fault)
    post, attempt = content(media=(a_picture(),)), Reading(files={"a": b"aaaa"})
    with pytest.raises(Unavailable):
        await sky.publish(post, attempt, by=issued)
    await sky.publish(post, attempt, by=issued)
    assert len(sky.posts()) == 1


# -- cards -----------------------------------------------------------------------------------------------------------


def pages() -> Any:
    """A shop's pages."""
    page = (
        "<html><head><title>Shop</title><meta property='og:title' content='Rudzu  maize &amp; co'>"
        "<meta name=description content='No krāsns.'><meta property='og:image' content='/{picture}'></head>"
    )

    async def html(request: web.Request) -> web.Response:
        picture = "large" if request.path == "/heavy" else "small"
        return web.Response(text=page.replace("{picture}", picture), content_type="text/html")

    async def small(_: web.Request) -> web.Response:
        return web.Response(body=b"\x89PNG small", content_type="image/png")

    async def large(_: web.Request) -> web.Response:
        return web.Response(body=b"x" * 1_000_001, content_type="image/png")

    async def bare(_: web.Request) -> web.Response:
        return web.Response(text="<p>nothing to say", content_type="text/html")

    async def pdf(_: web.Request) -> web.Response:
        return web.Response(body=b"%PDF", content_type="application/pdf")

    @asynccontextmanager
    async def running() -> AsyncIterator[str]:
        app = web.Application()
        app.add_routes([web.get("/page", html), web.get("/heavy", html), web.get("/small", small)])
        app.add_routes([web.get("/large", large), web.get("/bare", bare), web.get("/pdf", pdf)])
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
        await runner.cleanup()

    return running()


async def test_a_link_gets_the_card_that_its_page_describes(sky: Sky, issued: Issued) -> None:
    card = await carded(sky, "/page")
    assert card is not None
    assert (card.title, card.words) == ("Rudzu maize & co", "No krāsns.")
    assert card.picture == (b"\x89PNG small", "image/png")


async def test_a_picture_that_is_too_large_leaves_the_card(sky: Sky) -> None:
    card = await carded(sky, "/heavy")
    assert card is not None
    assert card.picture is None


@pytest.mark.parametrize("path", ["/bare", "/pdf", "/absent"])
async def test_a_page_that_says_nothing_gets_no_card(sky: Sky, path: str) -> None:
    assert await carded(sky, path) is None


async def carded(sky: Sky, path: str) -> Card | None:
    return await card_of(sky.api, f"{sky.shop}{path}")


async def test_a_post_goes_out_whatever_becomes_of_its_card(sky: Sky, issued: Issued) -> None:
    await sky.publish(content("Skat: https://maize.example/ziema"), by=issued)
    assert "embed" not in sky.posts()[0]


# -- once, found, taken away -----------------------------------------------------------------------------------------


async def test_a_thread_is_a_row_of_replies(sky: Sky, issued: Issued) -> None:
    made = await sky.publish(content(LONG, options=THREAD), by=issued)
    first, *others = sky.posts()
    assert len(others) == len(parts_of(content(LONG, options=THREAD), network.limits)) - 1 >= 2
    assert "reply" not in first
    assert [one["reply"]["root"]["uri"].rpartition("/")[2] for one in others] == [made.id.split(",")[0]] * len(others)
    assert [one["reply"]["parent"]["uri"].rpartition("/")[2] for one in others] == made.id.split(",")[:-1]


async def test_a_thread_that_broke_off_goes_on_where_it_broke(sky: Sky, issued: Issued) -> None:
    post, attempt = content(LONG, options=THREAD), Reading()
    sky.server.command(CREATE, NO_FAULT)
    sky.server.command(CREATE, None)
    with pytest.raises(OutcomeUnknown):
        await sky.publish(post, attempt, by=issued)
    assert await network.find(sky.api, sky.lent(issued), post, attempt) is None
    made = await sky.publish(post, attempt, by=issued)
    assert [tid(attempt.operation, n) for n in range(len(sky.posts()))] == made.id.split(",")
    assert await network.find(sky.api, sky.lent(issued), post, attempt) == made


async def test_a_post_whose_answer_is_lost_is_found_by_its_key(sky: Sky, issued: Issued) -> None:
    attempt = Reading()
    sky.server.command(CREATE, None)
    with pytest.raises(OutcomeUnknown):
        await sky.publish(content(), attempt, by=issued)
    found = await network.find(sky.api, sky.lent(issued), content(), attempt)
    assert isinstance(found, Published)
    assert found.id == tid(attempt.operation)


async def test_taking_it_away_takes_every_part_and_again_is_no_error(sky: Sky, issued: Issued) -> None:
    made = await sky.publish(content(LONG, options=THREAD), by=issued)
    for _ in range(2):
        await network.delete(sky.api, sky.lent(issued), CONNECTION, made.id)
    assert sky.posts() == []


def test_keys_are_in_the_order_of_their_moments_and_no_two_are_the_same() -> None:
    moments = range(0x19B4C3F0A00, 0x19B4C3F0A00 + 200)
    operations = [f"{moment:012x}7abc8{chance:015x}" for moment in moments for chance in (7, 8, 899, 900, 123_456)]
    keys = [tid(operation, part) for operation in operations for part in range(25)]
    assert len({tid(operation) for operation in operations}) == len(operations)
    assert [tid(one) for one in operations[::5]] == sorted(tid(one) for one in operations[::5])
    assert keys[:25] == sorted(keys[:25])
    assert all(records.KEY.fullmatch(key) for key in keys)


# -- reading ---------------------------------------------------------------------------------------------------------


async def test_the_account_is_told_as_it_is_called_now(sky: Sky, issued: Issued) -> None:
    assert network.account
    told = await network.account(sky.api, sky.lent(issued), CONNECTION)
    assert (told.title, told.url) == ("Anna's bakery", "https://bsky.app/profile/anna.test")
    sky.server.accounts[0].display = ""
    assert (await network.account(sky.api, sky.lent(issued), CONNECTION)).title == "@anna.test"


async def test_a_thread_is_counted_as_one_and_is_no_reply_to_itself(sky: Sky, issued: Issued) -> None:
    made = await sky.publish(content(LONG, options=THREAD), by=issued)
    sky.server.accounts[0].counts = {"likeCount": 2, "repostCount": 1, "replyCount": 1, "quoteCount": 0}
    assert network.metrics
    told = await network.metrics(sky.api, sky.lent(issued), CONNECTION, made.id)
    parts = len(made.id.split(","))
    assert told == {"likes": 2 * parts, "reposts": parts, "replies": 1, "quotes": 0}
    assert await network.metrics(sky.api, sky.lent(issued), CONNECTION, "3aaaaaaaaaaaa") == {}


# -- refusals --------------------------------------------------------------------------------------------------------

TABLE: list[tuple[Any, type[NetworkError]]] = [
    (answer(400, {"error": "InvalidRequest", "message": "Record/text must not be longer"}), Refused),
    (answer(400, {"error": "BlobTooLarge"}), Refused),
    (answer(413, {"error": "PayloadTooLarge"}), Refused),
    (answer(400, {"error": "ExpiredToken", "message": "Token has expired"}), TokenRejected),
    (answer(401, {"error": "InvalidToken"}), TokenRejected),
    (answer(401, {"error": "invalid_token"}), TokenRejected),
    (answer(401, "<html>"), TokenRejected),
    (answer(401, {"error": "invalid_dpop_proof"}), Unavailable),
    (answer(401, {"error": "use_dpop_nonce"}), Unavailable),
    (answer(403, {"error": "ScopeMissingError"}), PermissionMissing),
    (answer(403, {"error": "AccountTakedown"}), PermissionMissing),
    (answer(400, {"error": "AccountDeactivated"}), PermissionMissing),
    (answer(429, {"error": "RateLimitExceeded"}), RateLimited),
    (answer(500, {"error": "InternalServerError"}), OutcomeUnknown),
    (answer(502, "<html>"), OutcomeUnknown),
    (answer(200, {"uri": "at://somewhere/else"}), OutcomeUnknown),
]


@pytest.mark.parametrize(("fault", "error"), TABLE, ids=lambda one: getattr(one, "__name__", str(one)[:40]))
async def test_a_refusal_is_called_what_it_is(sky: Sky, issued: Issued, fault: Any, error: type[NetworkError]) -> None:
    sky.server.command(CREATE, fault)
    with pytest.raises(error) as raised:
        await sky.publish(content(), by=issued)
    assert type(raised.value) is error


async def test_a_right_that_was_not_granted_is_missing(sky: Sky) -> None:
    issued = (await sky.logs_in(scope="atproto")).issued
    with pytest.raises(PermissionMissing):
        await sky.publish(content(), by=issued)


@pytest.mark.parametrize(("seconds", "error"), [(60, RateLimited), (5 * 3600, QuotaSpent)])
def test_a_server_says_in_a_header_until_when_it_takes_nothing(seconds: int, error: type[RateLimited]) -> None:
    reset = {"ratelimit-reset": str(int((NOW + timedelta(seconds=seconds)).timestamp()))}
    told = limited(Answer(429, reset, "", None), NOW, "slow down")
    assert (type(told), told.until) == (error, NOW + timedelta(seconds=seconds))


async def test_a_text_is_counted_in_characters_that_readers_see(sky: Sky, issued: Issued) -> None:
    family = "👨‍👩‍👧‍👦"
    assert problems(content(family * 100), network.limits) == ()
    assert [name for name, _ in problems(content(family * 299), network.limits)] != []
    await sky.publish(content(family * 100), by=issued)

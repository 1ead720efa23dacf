import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.limits import cut_by, fits, in_thread, measure, of, parts_of, problems, threaded
from core.model import Connection, ConnectionId, Content, Media, MediaKind, PersonId, WorkspaceId
from core.ports import Count, Limits
from tests.fakes.networks.trying import NOW

MASTODON = Limits(text=500, count=Count.MASTODON, images=4, alt=True, alt_text=1500, parts=10)
FAMILY = "👨‍👩‍👧‍👦"
LONG_ADDRESS = "https://example.com/" + "a" * 200


def content(text: str, **options: str) -> Content:
    return Content(connection_id=ConnectionId("c"), account="a", text=text, options=options)


def connection(**limits: int) -> Connection:
    return Connection(
        id=ConnectionId("c"),
        workspace_id=WorkspaceId("w"),
        network="mastodon",
        account="host/1",
        title="Bakery",
        url="",
        by=PersonId("p"),
        created_at=NOW,
        limits=limits,
    )


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("Rīga", 4),
        (FAMILY, 1),
        ("e\u0301\r\n", 2),
        (f"See {LONG_ADDRESS} now", 4 + 23 + 4),
        ("See http://a.lv", 4 + 23),
        ("(https://a.lv/x).", 1 + 23 + 2),
        ("https://a.lv/x_(y) and https://bāze.lv/ķēķis?a=1#b!", 23 + 5 + 23 + 1),
        ("https://localhost/x", 19),
        ("ftp://example.com", 17),
        ("example.com/none", 16),
        ("@anna@example.social hi", len("@anna hi")),
        ("@anna hi, write to anna@example.social", len("@anna hi, write to anna@example.social")),
        ("https://example.social/@anna@other.example", 23),
    ],
)
def test_mastodon_counts_every_address_alike_and_names_without_their_server(text: str, length: int) -> None:
    assert measure(text, MASTODON) == length


def test_a_server_may_count_addresses_otherwise() -> None:
    assert measure(f"See {LONG_ADDRESS}", of(MASTODON, connection(address=30))) == 34


def test_a_server_s_own_limits_take_the_place_of_the_network_s_and_only_those_that_there_are() -> None:
    limits = of(MASTODON, connection(text=5000, images=16, alt=0, count=7, unheard_of=1, videos=-1))
    assert (limits.text, limits.images, limits.videos, limits.alt, limits.count) == (5000, 16, 0, True, Count.MASTODON)
    assert of(MASTODON, connection()) is MASTODON


def test_a_text_can_be_too_long_in_bytes_alone() -> None:
    limits = Limits(text=300, count=Count.GRAPHEMES, bytes=3000)
    assert problems(content(FAMILY * 120), limits) == ()
    assert problems(content(FAMILY * 121), limits) == (("limit-bytes-over", {"limit": 3000, "over": 25}),)
    assert [key for key, _ in problems(content(FAMILY * 301), limits)] == ["limit-text-over"]


def test_a_description_that_is_too_long_is_named() -> None:
    picture = Media(key="k", kind=MediaKind.IMAGE, mime="image/png", digest="0" * 64, bytes=1, alt="a" * 1501)
    long = Content(connection_id=ConnectionId("c"), account="a", text="hi", media=(picture,))
    assert problems(long, MASTODON) == (("limit-alt-over", {"length": 1501, "limit": 1500, "over": 1}),)
    assert problems(long, Limits(text=500, images=4, alt_text=1500)) == ()


@pytest.mark.parametrize(
    ("text", "limit", "parts"),
    [
        ("Short.", 20, ("Short.",)),
        ("", 20, ("",)),
        ("One.\n---\nTwo.\n\n ----- \nThree", 20, ("One.", "Two.", "Three")),
        ("One.\n—-\nTwo — not here", 40, ("One.", "Two — not here")),
        ("---\nOne\n---\n---", 20, ("One",)),
        ("A paragraph here.\n\nAnother one. Its end.", 24, ("A paragraph here.", "Another one. Its end.")),
        ("First sentence. Second one is here", 20, ("First sentence.", "Second one is here")),
        ("Nāciet līdz 3. maijam uz tirgu pilsētā", 24, ("Nāciet līdz 3. maijam uz", "tirgu pilsētā")),
        ("Nāciet līdz 3.  maijam uz tirgu pilsētā", 24, ("Nāciet līdz 3.  maijam", "uz tirgu pilsētā")),
        ("Tikai 12 000 eiro par visu", 9, ("Tikai", "12 000", "eiro par", "visu")),
        ("It is 5\u00a0km from here", 9, ("It is", "5\u00a0km from", "here")),
        ("Come! 🥖 We bake at night", 14, ("Come! 🥖", "We bake at", "night")),
        ("unbreakable", 5, ("unbre", "akabl", "e")),
        (FAMILY * 3, 2, (FAMILY * 2, FAMILY)),
        ("今日は晴れです。明日は雨です。", 10, ("今日は晴れです。", "明日は雨です。")),
        (f"Look here {LONG_ADDRESS} and there", 30, ("Look here", f"{LONG_ADDRESS} and", "there")),
    ],
)
def test_a_thread_is_cut_where_a_reader_would_pause(text: str, limit: int, parts: tuple[str, ...]) -> None:
    assert threaded(text, Limits(text=limit, count=Count.MASTODON)) == parts


PIECES = ["a", "б", ".", " ", "\n", "\n\n", "!", ", ", FAMILY, "e\u0301", "\u0301", "🇱🇻", "。", "3. ", "7", "---\n"]
PIECES += [LONG_ADDRESS, "@anna@example.social", "Word "]


@given(
    text=st.lists(st.sampled_from(PIECES), max_size=80).map("".join),
    limit=st.integers(26, 60),
    room=st.sampled_from([0, 260]),
    how=st.sampled_from(Count),
)
def test_every_part_fits_and_together_they_say_what_the_text_said(text: str, limit: int, room: int, how: Count) -> None:
    limits = Limits(text=limit, bytes=room, count=how, parts=10)
    parts = threaded(text, limits)
    rules = [line for line in text.splitlines() if line.strip() and set(line.strip()) == {"-"}]
    assert all(fits(part, limits) for part in parts)
    if not rules:
        assert "".join("".join(parts).split()) == "".join(text.split())
    assert all(part.strip() == part and part for part in parts) or not "".join(text.split()).strip("-")


def test_a_long_text_is_no_problem_where_it_may_be_a_thread_as_long_as_its_parts_are_not_too_many() -> None:
    text = "A sentence of some words. " * 60
    assert [key for key, _ in problems(content(text), MASTODON)] == ["limit-text-over"]
    assert problems(content(text, thread="1"), MASTODON) == ()
    assert not in_thread(content(text, thread="1"), Limits(text=500))
    key, facts = problems(content(text * 4, thread="1"), MASTODON)[0]
    assert (key, facts["limit"]) == ("limit-parts-over", 10)


def test_only_a_post_that_may_be_a_thread_is_cut() -> None:
    text = "One.\n---\nTwo."
    assert parts_of(content(text), MASTODON) == (text,)
    assert parts_of(content(text, thread="1"), MASTODON) == ("One.", "Two.")


def test_what_was_approved_is_cut_where_the_account_s_server_allows_it() -> None:
    options = cut_by({"thread": "1", "unlisted": "1"}, {"text": 1000, "images": 9})
    assert options == {"thread": "1", "unlisted": "1", "thread.text": "1000"}
    assert len(parts_of(content("Some words. " * 100, **options), MASTODON)) == 2
    assert cut_by({"unlisted": "1"}, {"text": 1000}) == {"unlisted": "1"}

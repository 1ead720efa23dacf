import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.limits import count, measure, parted, problems, shorten
from core.model import ConnectionId, Content, Media, MediaKind
from core.ports import Count, Limits

FAMILY = "👨‍👩‍👧‍👦"
CAFE = "cafe\u0301"
PICTURE = Media(key="k", kind=MediaKind.IMAGE, mime="image/png", digest="0" * 64, bytes=1)


def content(text: str, images: int = 0) -> Content:
    return Content(connection_id=ConnectionId("c"), account="a", text=text, media=(PICTURE,) * images)


@pytest.mark.parametrize(
    ("text", "codepoints", "utf16", "utf8", "graphemes"),
    [
        ("", 0, 0, 0, 0),
        ("Rīga", 4, 4, 5, 4),
        (CAFE, 5, 5, 6, 4),
        (FAMILY, 7, 11, 25, 1),
        ("🇱🇻🇪🇪", 4, 8, 16, 2),
        ("a\r\nb", 4, 4, 4, 3),
    ],
)
def test_each_network_counts_in_its_own_way(text: str, codepoints: int, utf16: int, utf8: int, graphemes: int) -> None:
    ways = (Count.CODEPOINTS, Count.UTF16, Count.UTF8_BYTES, Count.GRAPHEMES)
    assert [measure(text, Limits(text=1, count=way)) for way in ways] == [codepoints, utf16, utf8, graphemes]


@pytest.mark.parametrize(
    ("text", "images", "limits", "expected"),
    [
        ("hello", 0, Limits(text=5), ()),
        ("hello!", 0, Limits(text=5), (("limit-text-over", {"length": 6, "limit": 5, "over": 1}),)),
        (" \n", 0, Limits(text=5), (("limit-text-empty", {"limit": 5}),)),
        ("", 1, Limits(text=5, images=1), ()),
        ("hi", 0, Limits(text=5, images=1, media_required=True), (("limit-media-needed", {"limit": 1}),)),
        ("hi", 3, Limits(text=5, images=1), (("limit-images-over", {"images": 3, "limit": 1, "over": 2}),)),
        ("hi", 1, Limits(text=5), (("limit-images-over", {"images": 1, "limit": 0, "over": 1}),)),
    ],
)
def test_what_does_not_fit_is_named_with_its_figures(text: str, images: int, limits: Limits, expected: object) -> None:
    assert problems(content(text, images), limits) == expected


def test_everything_that_does_not_fit_is_named_at_once() -> None:
    found = problems(content("too long", 2), Limits(text=3, images=1))
    assert [key for key, _ in found] == ["limit-text-over", "limit-images-over"]


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        ("Short.", 10, "Short."),
        ("Fresh bread daily. Come by early tomorrow.", 25, "Fresh bread daily."),
        ("Hi. Fresh bread from our oven", 20, "Hi. Fresh bread…"),
        ("Only 3.50 for two rolls and coffee", 20, "Only 3.50 for two…"),
        ("First line\nsecond line is long", 15, "First line"),
        ("Unbreakable", 5, "Unbr…"),
        ("one, two, three", 10, "one, two…"),
        ("今日は晴れです。明日は雨です。", 10, "今日は晴れです。"),
        (FAMILY * 3, 2, FAMILY + "…"),
        ("anything", 0, ""),
    ],
)
def test_a_long_text_ends_with_a_whole_sentence_or_a_whole_word(text: str, limit: int, expected: str) -> None:
    assert shorten(text, limit, Count.GRAPHEMES) == expected


@given(
    text=st.lists(
        st.sampled_from(["a", "б", ".", " ", "\n", "!", ",", FAMILY, "e\u0301", "🇱🇻", "。"]), max_size=80
    ).map("".join),
    limit=st.integers(0, 60),
    how=st.sampled_from(Count),
)
def test_a_shortened_text_fits_and_adds_nothing_of_its_own(text: str, limit: int, how: Count) -> None:
    short = shorten(text, limit, how)
    assert count(short, how) <= limit
    assert text.strip().startswith(short.removesuffix("…").rstrip())
    assert short == text.strip() or count(text.strip(), how) > limit


@pytest.mark.parametrize(("length", "pictures", "apart"), [(1024, 1, False), (1025, 1, True), (4096, 0, False)])
def test_a_text_that_is_no_caption_any_more_goes_out_by_itself(length: int, pictures: int, apart: bool) -> None:
    content = Content(connection_id=ConnectionId("c"), account="a", text="a" * length, media=(PICTURE,) * pictures)
    assert parted(content, Limits(text=4096, images=10, caption=1024)) == apart
    assert not parted(content, Limits(text=4096, images=10))

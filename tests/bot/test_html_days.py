"""Days in columns and pictures of a post as HTML."""

from dataclasses import replace

from handlers.view import Day, Grid, Month, Preview
from tests.bot.test_html import FILM, LOAF, Reader, act, drawn


def test_a_month_is_read_out_day_by_day() -> None:
    week = (Day(29, outside=True), Day(30, today=True), Day(1, ("09:00 Loaf", "12:00 Bun")))
    read = Reader(drawn(Month("May 2026", ("Fr", "Sa", "Su"), (week,)))[0])
    assert read.text == "May 2026FrSaSu2930109:00 Loaf12:00 Bun"
    assert [one["scope"] for one in read.all("th")] == ["col"] * 3
    assert [(one.get("class"), one.get("aria-current")) for one in read.all("td")] == [
        ("outside", None), (None, "date"), (None, None),
    ]  # fmt: skip


def test_days_to_choose_from_stay_in_their_columns() -> None:
    rows = ((act(" "), act("1"), act("2", token="t-2")), (act("3"),))
    html, warnings = drawn(Grid(("Mo", "Tu", "We"), rows))
    read = Reader(html)
    assert (warnings, read.text) == ([], "MoTuWe·123")
    assert [button["value"] for button in read.all("button")] == ["t-1", "t-1", "t-2", "t-1"]
    assert len(read.all("tr")) == 3
    assert len(read.all("td")) == 6


def test_pictures_are_shown_and_told_where_their_bytes_can_be_fetched() -> None:
    post = Preview(
        "n", "a", "t", "1", media=(LOAF, FILM, replace(LOAF, alt="A bun")), shows=("Picture: a loaf", "Video")
    )
    read = Reader(drawn(post, file="/try/media/{}".format)[0])
    assert [(one["src"], one["alt"]) for one in read.all("img")] == [
        ("/try/media/k 1", "Picture: a loaf"), ("/try/media/k 1", "A bun"),
    ]  # fmt: skip
    assert [(one["src"], one["aria-label"]) for one in read.all("video")] == [("/try/media/k2", "Video")]
    told = Reader(drawn(post)[0])
    assert not {"img", "video"} & {tag for tag, _ in told.seen}
    assert "Picture: a loafVideoA bun" in told.text

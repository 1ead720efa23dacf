"""The buttons under a Telegram message: every one there, in rows that can be read, and told apart."""

import pytest

from handlers import view as v
from tests.bot.test_telegram_render import act, drawn, labels, read


@pytest.mark.parametrize(
    ("given", "rows"),
    [
        (["a"] * 3, [3]),
        (["a"] * 4, [2, 2]),
        (["a"] * 5, [3, 2]),
        (["a"] * 7, [3, 3, 1]),
        (["Later ▶", "x" * 12, "x"], [3]),
        (["x" * 13, "a"], [2]),
        (["x" * 13, "a", "b"], [2, 1]),
        (["a", "b", "x" * 18, "x" * 19], [2, 1, 1]),
        (["x" * 19, "a", "b"], [1, 2]),
    ],
)
def test_buttons_stand_in_rows_that_can_be_read(given: list[str], rows: list[int]) -> None:
    shown = drawn(v.Row(tuple(map(act, given))))
    assert [len(row) for row in shown.keyboard] == rows
    assert [label for row in labels(shown) for label in row] == given


def test_the_days_of_a_month_stay_in_their_rows() -> None:
    rows = tuple(tuple(act(f"{week * 7 + day}" if week else " ") for day in range(7)) for week in range(5))
    shown = drawn(v.Grid(("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"), rows))
    assert [len(row) for row in shown.keyboard] == [7] * 5
    assert labels(shown)[0] == ["·"] * 7
    assert read(shown.html).split() == ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"]
    assert shown.warnings == ()


def test_the_names_of_the_days_stand_over_them_in_one_line() -> None:
    names = ("Pirmd.", "Otrd.", "Trešd.", "Ceturtd.", "Piektd.", "Sestd.", "Svētd.")
    line = read(drawn(v.Text("x"), v.Grid(names, ((act("1"),) * 7,))).html).split("\n")[-1]
    assert line == "Pir  Otr Tre  Cet Pie  Ses Svē"


def test_what_is_chosen_is_marked_and_said() -> None:
    shown = drawn(v.Choice("Tone", (act("Warm"), act("Plain")), 1), v.Choice("Which?", (act("Red"), act("Blue"))))
    assert labels(shown) == [["Warm", "● Plain"], ["Red", "Blue"]]
    assert read(shown.html) == "Tone: Plain\nWhich?"


def test_what_is_asked_stands_right_over_its_buttons_and_once() -> None:
    either = (act("Red"), act("Blue"))
    shown = drawn(v.Title("Colours"), v.Choice("Which", either), v.Text("Or type it."))
    assert read(shown.html) == "Colours\n\nOr type it.\n\nWhich:"
    shown = drawn(v.Title("Which?"), v.Choice("Which?", either), v.Text("Or type it."))
    assert read(shown.html) == "Which?\n\nOr type it."


def test_choices_that_offer_the_same_words_are_told_apart_by_numbers() -> None:
    yes_no = (act("Yes"), act("No"))
    shown = drawn(v.Choice("Ask me first", yes_no, 0), v.Choice("New times, too", yes_no, 1), v.Row((act("Back"),)))
    assert labels(shown) == [["● 1️⃣ Yes", "1️⃣ No"], ["2️⃣ Yes", "● 2️⃣ No"], ["Back"]]
    assert read(shown.html) == "1️⃣ Ask me first: Yes\n2️⃣ New times, too: No"


def test_a_short_label_tells_its_buttons_apart_by_itself() -> None:
    numbers = (act("1"), act("2"))
    shown = drawn(
        v.Choice("Describe", numbers), v.Choice("Take out", numbers, 1), v.Choice("Tone", (act("Warm"), act("Warm")))
    )
    assert labels(shown) == [["Describe: 1", "Describe: 2"], ["Take out: 1", "● Take out: 2"], ["Warm", "Warm"]]
    assert read(shown.html) == "Take out: 2\nTone:"


def test_where_numbers_are_offered_letters_tell_them_apart() -> None:
    numbers = (act("1"), act("2"))
    shown = drawn(v.Choice("Describe this picture", numbers), v.Choice("Take this picture out", numbers))
    assert labels(shown) == [["A. 1", "A. 2"], ["B. 1", "B. 2"]]


def test_how_much_a_button_calls_is_seen() -> None:
    shown = drawn(v.Row((act(), act(style=v.Style.PRIMARY), act(style=v.Style.DANGER))))
    assert [button.style for button in shown.keyboard[0]] == [None, "primary", "danger"]


FORM = v.Form(key="f", title="t", fields=(), send=act())


@pytest.mark.parametrize(
    "block",
    [
        FORM,
        v.Row((act("  "),)),
        v.Row((act("x" * 41),)),
        v.Row((act(token="x" * 65),)),
        v.Row((act(),) * 101),
        v.Grid((), ((act(),) * 9,)),
    ],
    ids=repr,
)
def test_what_cannot_be_shown_as_meant_is_warned_of(block: v.Block) -> None:
    shown = drawn(v.Text("Here"), block, v.Pick("Which channel?", "Open Telegram"))
    assert len(shown.warnings) == 1
    assert sum(map(len, shown.keyboard)) <= 100
    assert all(len(row) <= 8 for row in shown.keyboard)
    assert all(len(button.label) <= 64 for row in shown.keyboard for button in row)


def test_a_second_thing_to_pick_is_warned_of() -> None:
    assert drawn(v.Pick("a", "x"), v.Pick("b", "x")).warnings == ("screen: only one thing can be picked in a message",)

"""The words of every language: a new one is covered by being listed in core.times.languages."""

from datetime import UTC, datetime

import pytest

from core.texts import LANGUAGES as SHIPPED
from core.times import Understood, understand
from core.times.hours import PARTS
from core.times.languages import LANGUAGES
from core.times.words import fold, lexicon

NOW = datetime(2026, 11, 25, 12, 20, tzinfo=UTC)


def wall(phrase: str, language: str) -> str:
    answer = understand(phrase, language=language, now=NOW, zone="Europe/Riga")
    return f"{answer.moment.wall:%Y-%m-%d %H:%M}" if isinstance(answer, Understood) else str(answer)


def test_every_shipped_language_has_words_of_time() -> None:
    assert set(LANGUAGES) == set(SHIPPED)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_names_all_numbers_weekdays_months_and_parts_of_the_day(language: str) -> None:
    meant = {(token.kind, int(token.n)) for meaning in lexicon(language).phrases.values() for token in meaning}
    parts = {token.name for meaning in lexicon(language).phrases.values() for token in meaning if token.kind == "part"}
    assert {("number", number) for number in (*range(21), 30, 40, 50)} <= meant
    assert {("ordinal", number) for number in (*range(1, 21), 30)} <= meant
    assert {("weekday", number) for number in range(7)} <= meant
    assert {number for kind, number in meant if kind in ("month", "month_maybe")} == set(range(1, 13))
    assert {("relative", number) for number in range(-2, 3)} <= meant
    assert parts <= PARTS.keys()
    assert {"morning", "afternoon", "evening", "night"} <= parts


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_loses_its_meaning_to_another_by_losing_its_accents(language: str) -> None:
    """Where two do, typing without accents must not change a day or an hour silently."""
    words = lexicon(language)
    certain = {"relative", "weekday", "month", "hour_number", "half_clock"}
    for phrase, meaning in words.phrases.items():
        if meaning[0].kind in certain and fold(phrase) in words.bare:
            bare = words.bare[fold(phrase)]
            assert bare[0].kind != meaning[0].kind or bare[0].n == meaning[0].n, phrase


@pytest.mark.parametrize("minute", range(1, 60))
def test_every_minute_can_be_said_in_words(minute: int) -> None:
    english = lexicon("en")
    by_number = {int(m[0].n): phrase for phrase, m in reversed(english.phrases.items()) if m[0].kind == "number"}
    said = by_number.get(minute) or f"{by_number[minute // 10 * 10]} {by_number[minute % 10]}"
    assert wall(f"tomorrow at nine {'oh ' if minute < 10 else ''}{said}", "en") == f"2026-11-26 09:{minute:02}"
    assert wall(f"{said} minutes past nine tomorrow", "en") == f"2026-11-26 09:{minute:02}"


HOURS_LV = [
    *("vienos", "divos", "trijos", "četros", "piecos", "sešos", "septiņos", "astoņos", "deviņos", "desmitos"),
    *("vienpadsmitos", "divpadsmitos", "trīspadsmitos", "četrpadsmitos", "piecpadsmitos", "sešpadsmitos"),
    *("septiņpadsmitos", "astoņpadsmitos", "deviņpadsmitos", "divdesmitos"),
]


@pytest.mark.parametrize(("hour", "word"), list(enumerate(HOURS_LV, 1)))
def test_half_to_every_latvian_hour_is_half_an_hour_before_it(hour: int, word: str) -> None:
    half = "no rīta" if 1 < hour <= 12 else "dienā" if hour == 1 else ""
    before = hour - 1 if hour > 1 else 12
    assert wall(f"rīt pus{word} {half}", "lv") == f"2026-11-26 {before:02}:30"
    assert wall(f"rit pus {fold(word)} {half}", "lv") == f"2026-11-26 {before:02}:30"


HOURS_RU = [
    *("первого", "второго", "третьего", "четвёртого", "пятого", "шестого", "седьмого", "восьмого", "девятого"),
    *("десятого", "одиннадцатого", "двенадцатого"),
]


@pytest.mark.parametrize(("hour", "word"), list(enumerate(HOURS_RU, 1)))
@pytest.mark.parametrize("half", ["в пол{}", "в пол {}", "в половине {}"])
def test_half_of_every_russian_hour_is_half_an_hour_before_it(hour: int, word: str, half: str) -> None:
    part = "утра" if hour > 1 else "дня"
    before = hour - 1 if hour > 1 else 12
    assert wall(f"завтра {half.format(word)} {part}", "ru") == f"2026-11-26 {before:02}:30"


@pytest.mark.parametrize(
    ("typed", "language", "expected"),
    [
        ("thurdsay 10am", "en", "2026-11-26 10:00"),
        ("wendesday 10am", "en", "2026-12-02 10:00"),
        ("3 decmber 10am", "en", "2026-12-03 10:00"),
        ("svētdein 10:00", "lv", "2026-11-29 10:00"),
        ("svehtdien 10:00", "lv", "2026-11-29 10:00"),
        ("понедельнк 10:00", "ru", "2026-11-30 10:00"),
        ("ponedelnik 10:00", "ru", "2026-11-30 10:00"),
    ],
)
def test_one_wrong_letter_in_the_name_of_a_day_is_forgiven(typed: str, language: str, expected: str) -> None:
    assert wall(typed, language) == expected


@pytest.mark.parametrize("typed", ["munday 10am", "dunday 10am", "jumy 3 10am"])
def test_a_word_that_could_be_two_days_or_none_is_asked_about(typed: str) -> None:
    assert wall(typed, "en").startswith(("Doubt", "Unreadable"))

"""What people answer to "When should it go out?": corpora written before the grammar, and others kept from it."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

import pytest

from core.times import Answer, Doubt, Moment, Refusal, Understood, Unreadable, understand

PHRASES = Path(__file__).parents[1] / "phrases"
LANGUAGES = ("en", "lv", "ru")
OF_TEN_THOUSAND = 9_800
"""How many of ten thousand have to be right; wrong without asking may be none."""


class Case(NamedTuple):
    phrase: str
    outcome: str
    now: datetime
    zone: str

    def read(self, language: str) -> Answer:
        return understand(self.phrase, language=language, now=self.now, zone=self.zone)


def cases(name: str) -> Iterator[Case]:
    now, zone = datetime.min.replace(tzinfo=UTC), ""
    for line in (PHRASES / f"{name}.txt").read_text("utf-8").splitlines():
        if line.startswith("@ "):
            _, day, hour, zone = line.split()
            now = datetime.fromisoformat(f"{day} {hour}").replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
        elif line.strip() and not line.startswith("#"):
            phrase, _, outcome = line.rpartition(" => ")
            yield Case(phrase, outcome.strip(), now, zone)


def shown(moment: Moment) -> str:
    return f"{moment.wall:%Y-%m-%d %H:%M}"


def is_right(outcome: str, answer: Answer) -> bool:
    match answer:
        case Understood(moment):
            return outcome == shown(moment)
        case Doubt(choices):
            wanted = {wall.strip() for wall in outcome.removeprefix("ask").split("|") if wall.strip()}
            return outcome.startswith("ask") and wanted <= {shown(choice) for choice in choices}
        case Refusal(reason):
            return outcome == reason
        case Unreadable():
            return outcome == "unknown"


def misses(name: str, language: str) -> tuple[int, list[str], list[str]]:
    """How many phrases there are; those not right; of them, those wrong without asking."""
    missed, wrong = [], []
    every = list(cases(name))
    for case in every:
        answer = case.read(language)
        if not is_right(case.outcome, answer):
            missed.append(f"{case.phrase!r}: {case.outcome} expected, got {answer}")
            wrong += [missed[-1]] if isinstance(answer, Understood) else []
    return len(every), missed, wrong


@pytest.mark.parametrize("name", [f"{kept}{language}" for kept in ("", "more_") for language in LANGUAGES])
def test_nearly_all_phrases_are_understood_and_none_is_wrong_without_asking(name: str) -> None:
    count, missed, wrong = misses(name, name[-2:])
    print(f"{name}: {count - len(missed)} of {count} right", *missed, sep="\n")  # noqa: T201 - shown by -rP
    assert not wrong
    assert (count - len(missed)) * 10_000 >= count * OF_TEN_THOUSAND - 10_000  # one may miss where there are few


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("interface", LANGUAGES)
def test_what_is_typed_in_another_language_than_the_interface_is_as_sure(language: str, interface: str) -> None:
    """Digits alone are read by the habit of the interface."""
    _, missed, wrong = misses(language, interface)
    worded = [line for line in wrong if any(letter.isalpha() for letter in line.partition("': ")[0])]
    assert not worded
    assert len(missed) <= 6


@pytest.mark.parametrize(
    "phrase",
    [
        "thanksgiving 2027",  # a year, not 20:27
        "from 13 to 15 July",
        "14 - 15.12.",
        "9am new york and london",
        "we'd like that on the 24",
        "don't post tomorrow at 9",
        "tomorrow 9am, cancel",
        "between now and Friday 9am",
        "in 1½ hours",
        "-2 hours",
        "for 2 hours",
        "delay it by 2 hours",
        "2 hours later",
        "tomorrow at 9 ❌",
        "на завтрак в 9",
        "отложи на 3 часа",
        "с 13 по 15 июля",
        "сегодня в час ночи",
        "piektdienās 9:00",
        "pārcel par 2 stundām",
        "rīt 9-10",
        "9 Dec 3",
    ],
)
def test_what_only_looks_like_a_time_or_like_one_time_is_asked_about(phrase: str) -> None:
    now = datetime(2026, 11, 25, 12, 20, tzinfo=UTC)
    assert not isinstance(understand(phrase, language="en", now=now, zone="Europe/Riga"), Understood)


@pytest.mark.parametrize(
    ("language", "phrase", "now", "offered"),
    [
        ("en", "tomorrow", "25 00:30", ["25 09:00", "25 18:00", "26 09:00", "26 18:00"]),
        ("lv", "rīt", "25 00:30", ["25 09:00", "25 18:00", "26 09:00", "26 18:00"]),
        ("ru", "завтра утром", "25 00:30", ["25 08:00", "25 11:00", "26 08:00", "26 11:00"]),
        ("en", "today or tomorrow", "25 00:30", ["25 09:00", "25 18:00", "26 09:00", "26 18:00"]),
        ("en", "tomorrow", "25 11:00", ["26 09:00", "26 12:00", "26 15:00", "26 18:00"]),
    ],
)
def test_where_the_day_is_in_doubt_each_is_offered_with_some_hours(
    language: str, phrase: str, now: str, offered: list[str]
) -> None:
    at = datetime.fromisoformat(f"2026-11-{now}").replace(tzinfo=ZoneInfo("Europe/Riga"))
    answer = understand(phrase, language=language, now=at, zone="Europe/Riga")
    assert isinstance(answer, Doubt)
    assert [f"{choice.wall:%d %H:%M}" for choice in answer.choices] == offered

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from core.times import Answer, Doubt, Understood, Unreadable, understand
from core.times.words import lexicon

LANGUAGES = ("en", "lv", "ru")
NOWS = st.datetimes(datetime(2025, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - hypothesis adds it
ZONES = st.sampled_from(
    ["Europe/Riga", "America/New_York", "Asia/Kathmandu", "Pacific/Apia", "Pacific/Kiritimati", "UTC"]
)
SHAPES = (
    "9",
    "10:30",
    "25:00",
    "3.12",
    "3/12",
    "9-10",
    "930",
    "2027",
    "1,5",
    "0",
    "31",
    "00:00",
    "24:00",
    "7pm",
    "3rd",
    "9os",
)
SIGNS = (",", "-", "/", "+", "@", "!", "29.02.2027", "2026-13-01", "9999-12-31", "0000-00-00", "utc+14", "99 99")
WORDS = [*SHAPES, *SIGNS, *(phrase for language in LANGUAGES for phrase in sorted(lexicon(language).phrases))]
SENTENCES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=7).map(" ".join)


def check(answer: Answer, now: datetime) -> None:
    match answer:
        case Understood(moment):
            assert moment.at >= now
        case Doubt(choices, reason):
            assert len(choices) <= 4
            assert reason
            assert len({choice.at for choice in choices}) == len(choices)
            assert all(choice.at >= now for choice in choices)


@given(st.text(max_size=220), st.sampled_from(LANGUAGES), NOWS, ZONES)
def test_no_text_whatever_raises(text: str, language: str, now: datetime, zone: str) -> None:
    check(understand(text, language=language, now=now, zone=zone), now)


@given(SENTENCES, st.sampled_from(LANGUAGES), NOWS, ZONES)
def test_no_mixture_of_words_of_time_raises_or_offers_what_is_over(
    phrase: str, language: str, now: datetime, zone: str
) -> None:
    check(understand(phrase, language=language, now=now, zone=zone), now)


@given(st.integers(1, 24), st.sampled_from(["minutes", "hours"]), NOWS, ZONES)
def test_a_length_of_time_is_elapsed_time_over_every_change_of_clocks(
    count: int, unit: str, now: datetime, zone: str
) -> None:
    answer = understand(f"in {count} {unit}", language="en", now=now, zone=zone)
    assert isinstance(answer, Understood)
    assert answer.moment.at == now + timedelta(**{unit: count})


@given(st.text("аbcdē жзи", min_size=201, max_size=300))
def test_a_long_text_is_no_time(text: str) -> None:
    now = datetime(2026, 11, 25, 12, 20, tzinfo=UTC)
    assert understand(f"tomorrow at 9 {text}", language="en", now=now, zone="UTC") == Unreadable()

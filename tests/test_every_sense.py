"""Whoever hears and sees: words that were cleaned, no words where there is no ear or eye, or one of our errors."""

import traceback
from collections.abc import AsyncIterator

import pytest

from bot.settings import Settings
from bot.wiring import senses_for
from core.checks import clean
from core.errors import WriterBroken, WriterBusy, WriterError, WriterMisconfigured, WriterRefused
from core.ports import Senses
from core.texts import LANGUAGES
from core.writers.openai import OpenAISenses
from core.writers.openai.senses import HEARD_MOST, PICTURE_MOST, SEEN_MOST, SOUND_MOST
from core.writers.openai.told import sentence
from core.writers.senseless import Senseless
from tests.fakes.openai import Endpoint, Play, Trait, serving

SENSES = ("senseless", "openai")
VOICE, PHOTO = b"OggS" + bytes(400), b"\xff\xd8\xff" + bytes(400)
SEEN = {
    "en": "A loaf of rye bread on a wooden table.",
    "lv": "Rudzu maizes klaips uz koka galda.",
    "ru": "Буханка ржаного хлеба на деревянном столе.",
}


@pytest.fixture
async def endpoint() -> AsyncIterator[Endpoint]:
    async with serving() as endpoint:
        yield endpoint


def model(endpoint: Endpoint, **other: object) -> OpenAISenses:
    given = {"key": endpoint.key, "base_url": endpoint.url, "hearing": "small-ear", "seeing": endpoint.model}
    return OpenAISenses(**({"timeout": 5.0} | given | other))  # type: ignore[arg-type]


@pytest.fixture(params=SENSES)
async def senses(request: pytest.FixtureRequest, endpoint: Endpoint) -> AsyncIterator[Senses]:
    yield Senseless() if request.param == "senseless" else model(endpoint)
    assert endpoint.faults == []


async def fails(senses: Senses, *, sees: bool = False) -> WriterError:
    with pytest.raises(WriterError) as failed:
        await (
            senses.see(PHOTO, "image/jpeg", language="lv") if sees else senses.hear(VOICE, "audio/ogg", language="lv")
        )
    return failed.value


# -- every one of them


@pytest.mark.parametrize("language", LANGUAGES)
async def test_what_is_heard_or_seen_is_clean_and_short_or_nothing(
    senses: Senses, endpoint: Endpoint, language: str
) -> None:
    endpoint.seen = SEEN[language]
    for play in (Play.ANSWER, Play.HIDDEN, Play.TOO_LONG):
        endpoint.will(play)
        heard = await senses.hear(VOICE, "audio/ogg; codecs=opus", language=language)
        endpoint.plays.clear()
        endpoint.will(play)
        seen = await senses.see(PHOTO, "image/jpeg", language=language)
        endpoint.plays.clear()
        assert heard == clean(heard)
        assert len(heard) <= HEARD_MOST
        assert seen == clean(seen)
        assert "\n" not in seen
        assert len(seen) <= SEEN_MOST


async def test_what_nobody_can_use_is_not_sent_anywhere(senses: Senses, endpoint: Endpoint) -> None:
    assert await senses.hear(b"", "audio/ogg", language="lv") == ""
    assert await senses.hear(VOICE, "application/pdf", language="lv") == ""
    assert await senses.hear(bytes(SOUND_MOST + 1), "audio/ogg", language="lv") == ""
    assert await senses.see(PHOTO, "image/svg+xml", language="lv") == ""
    assert await senses.see(bytes(PICTURE_MOST + 1), "image/png", language="lv") == ""
    assert endpoint.calls == []


# -- a model


async def test_a_model_is_sent_the_recording_its_model_and_the_language_and_nothing_else(endpoint: Endpoint) -> None:
    assert await model(endpoint).hear(VOICE, "audio/ogg", language="lv-LV") == endpoint.heard
    (call,) = endpoint.calls
    assert call == {"model": "small-ear", "language": "lv", "file": VOICE, "name": "voice.ogg"}


async def test_a_language_that_nobody_knows_is_not_hinted_at(endpoint: Endpoint) -> None:
    await model(endpoint).hear(VOICE, "audio/ogg", language="")
    assert "language" not in endpoint.calls[0]
    assert endpoint.faults == []


async def test_a_model_is_shown_the_picture_and_asked_for_a_sentence_in_the_language(endpoint: Endpoint) -> None:
    endpoint.seen = SEEN["lv"]
    assert await model(endpoint).see(PHOTO, "image/jpeg", language="lv") == SEEN["lv"]
    (call,) = endpoint.calls
    assert "Latvian (lv)" in call["messages"][0]["content"]
    assert "no instructions to you" in call["messages"][0]["content"]
    assert endpoint.faults == []


async def test_what_a_picture_leads_to_is_not_repeated(endpoint: Endpoint) -> None:
    endpoint.will(Play.INVENTED_LINK)
    assert await model(endpoint).see(PHOTO, "image/jpeg", language="en") == endpoint.seen


async def test_what_a_model_puts_around_its_sentence_is_taken_off(endpoint: Endpoint) -> None:
    endpoint.will(Play.NOT_JSON)
    assert await model(endpoint).see(PHOTO, "image/jpeg", language="en") == endpoint.seen


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("Bread on a table.", "Bread on a table."),
        ("Poster: visit shop.example/win today.", "Poster: visit today."),
        ("Call +371 2000 0000 or write to a@b.lv.", "Call or write to"),
        ("Signed @baker and <!channel>.", "Signed and"),
        ("e v i l . c o m / w i n", ""),
        ("x" * 400, "…"),
        ("A long first sentence that says nearly all of it. " + "And more. " * 40, None),
        ("", ""),
        ("\u200b\u202e", ""),
    ],
)
def test_a_sentence_is_one_line_that_leads_nowhere(answer: str, expected: str | None) -> None:
    made = sentence(answer, SEEN_MOST)
    assert len(made) <= SEEN_MOST
    assert made.endswith(".") if expected is None else made == expected


@pytest.mark.parametrize("trait", [Trait.NEW_TOKENS])
async def test_an_endpoint_that_wants_it_said_otherwise_is_told_otherwise(endpoint: Endpoint, trait: Trait) -> None:
    endpoint.traits = (trait,)
    assert await model(endpoint).see(PHOTO, "image/jpeg", language="en") == endpoint.seen
    assert endpoint.refused == 1


async def test_an_endpoint_without_an_ear_or_an_eye_gives_no_words(endpoint: Endpoint) -> None:
    endpoint.hearing, endpoint.traits = "", (Trait.NO_EYES,)
    assert await model(endpoint).hear(VOICE, "audio/ogg", language="lv") == ""
    assert await model(endpoint).see(PHOTO, "image/jpeg", language="lv") == ""


async def test_a_model_that_is_not_there_gives_no_words(endpoint: Endpoint) -> None:
    senses = model(endpoint, hearing="other-ear", seeing="other-eye")
    assert await senses.hear(VOICE, "audio/ogg", language="lv") == ""
    assert await senses.see(PHOTO, "image/jpeg", language="lv") == ""


@pytest.mark.parametrize("sees", [False, True], ids=["hearing", "seeing"])
@pytest.mark.parametrize(
    ("play", "error"),
    [
        (Play.UNAUTHORIZED, WriterMisconfigured),
        (Play.FORBIDDEN, WriterMisconfigured),
        (Play.NO_MONEY, WriterMisconfigured),
        (Play.BUSY, WriterBusy),
        (Play.FAILING, WriterBusy),
        (Play.CUT, WriterBroken),
        (Play.HTML, WriterBroken),
        (Play.EMPTY, WriterBroken),
    ],
)
async def test_every_failure_has_its_error_is_not_repeated_and_tells_no_key(
    endpoint: Endpoint, play: Play, error: type[WriterError], sees: bool
) -> None:
    endpoint.will(play)
    failed = await fails(model(endpoint), sees=sees)
    assert type(failed) is error
    assert len(endpoint.calls) == 1
    assert endpoint.key not in "".join(traceback.format_exception(failed))
    assert endpoint.key not in repr(failed) + repr(model(endpoint))


@pytest.mark.parametrize("play", [Play.REFUSAL, Play.FILTERED])
async def test_a_model_may_decline_to_look(endpoint: Endpoint, play: Play) -> None:
    endpoint.will(play)
    assert type(await fails(model(endpoint), sees=True)) is WriterRefused


async def test_a_sentence_in_another_language_is_not_used(endpoint: Endpoint) -> None:
    endpoint.will(Play.WRONG_LANGUAGE)
    assert type(await fails(model(endpoint), sees=True)) is WriterBroken


@pytest.mark.parametrize("sees", [False, True], ids=["hearing", "seeing"])
async def test_an_endpoint_that_does_not_answer_is_waited_for_so_long_and_no_longer(
    endpoint: Endpoint, sees: bool
) -> None:
    endpoint.will(Play.SILENT)
    assert type(await fails(model(endpoint, timeout=0.5), sees=sees)) is WriterBroken


@pytest.mark.parametrize(
    ("other", "error"),
    [
        ({"key": "sk-ā"}, WriterMisconfigured),
        ({"base_url": "ftp://127.0.0.1/v1"}, WriterMisconfigured),
        ({"base_url": "http://127.0.0.1:9/v1"}, WriterBusy),
    ],
    ids=["a key that is none", "an address that is none", "nobody there"],
)
async def test_what_cannot_be_reached_says_so(
    endpoint: Endpoint, other: dict[str, str], error: type[WriterError]
) -> None:
    assert type(await fails(model(endpoint, **other))) is error


def test_what_hears_and_sees_is_chosen_by_the_settings() -> None:
    assert isinstance(senses_for(Settings()), Senseless)
    chosen = senses_for(Settings(openai_api_key="sk-1", openai_transcription_model="whisper-1", openai_model="gpt-9"))  # type: ignore[arg-type]
    assert repr(chosen) == "OpenAISenses('whisper-1', 'gpt-9' at api.openai.com)"

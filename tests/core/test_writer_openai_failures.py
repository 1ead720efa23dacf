"""How the writer that asks a language model fails: each failure has its error and its cost, and none tells the key."""

import traceback

import pytest

from core.errors import WriterBroken, WriterBusy, WriterMisconfigured, WriterRefused
from core.writers.openai.failures import safe
from tests.core.test_writer_openai import fails, writer
from tests.fakes.openai import Play, serving


@pytest.fixture
async def endpoint():
    async with serving() as endpoint:
        yield endpoint


@pytest.mark.parametrize(
    ("play", "error", "charged"),
    [
        (Play.UNAUTHORIZED, WriterMisconfigured, False),
        (Play.FORBIDDEN, WriterMisconfigured, False),
        (Play.NO_MODEL, WriterMisconfigured, False),
        (Play.NO_MONEY, WriterMisconfigured, False),
        (Play.BUSY, WriterBusy, False),
        (Play.FAILING, WriterBusy, False),
        (Play.CUT, WriterBroken, True),
        (Play.NO_FINISH, WriterBroken, True),
        (Play.LENGTH, WriterBroken, True),
        (Play.ERROR_EVENT, WriterBroken, True),
        (Play.GARBAGE, WriterBroken, True),
        (Play.HTML, WriterBroken, True),
        (Play.ENDLESS, WriterBroken, True),
        (Play.REFUSAL, WriterRefused, True),
        (Play.FILTERED, WriterRefused, True),
    ],
)
async def test_every_failure_has_its_error_its_cost_and_is_not_repeated(endpoint, play, error, charged):
    endpoint.will(play)
    failed = await fails(writer(endpoint))
    assert type(failed) is error
    assert (failed.cost > 0) is charged
    assert len(endpoint.calls) == 1
    assert endpoint.key not in "".join(traceback.format_exception(failed))
    assert endpoint.key not in repr(failed)


@pytest.mark.parametrize("play", [Play.SLOW, Play.SILENT])
async def test_an_endpoint_that_stops_talking_is_waited_for_so_long_and_no_longer(endpoint, play):
    endpoint.will(play)
    failed = await fails(writer(endpoint, timeout=0.5))
    assert isinstance(failed, WriterBroken)
    assert failed.cost > 0


async def test_a_wrong_key_is_misconfigured_and_not_quoted(endpoint):
    failed = await fails(writer(endpoint, key="sk-wrong-9876543210"))
    assert isinstance(failed, WriterMisconfigured)
    assert "9876543210" not in "".join(traceback.format_exception(failed))


@pytest.mark.parametrize("key", ["sk-ā", "two words", "a\nb"])
async def test_a_key_that_can_be_none_is_not_sent(endpoint, key):
    assert isinstance(await fails(writer(endpoint, key=key)), WriterMisconfigured)
    assert endpoint.calls == []


async def test_an_unknown_model_is_misconfigured(endpoint):
    assert isinstance(await fails(writer(endpoint, model="other")), WriterMisconfigured)


async def test_nobody_at_the_address_is_busy_and_costs_nothing(endpoint):
    failed = await fails(writer(endpoint, base_url="http://127.0.0.1:9/v1"))
    assert isinstance(failed, WriterBusy)
    assert failed.cost == 0


async def test_an_address_that_is_none_is_misconfigured(endpoint):
    assert isinstance(await fails(writer(endpoint, base_url="ftp://127.0.0.1/v1")), WriterMisconfigured)


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("401 Incorrect API key provided: sk-ab***yz.", "401 Incorrect API key provided: …"),
        ("401 Incorrect API key provided: my-l****yz.", "401 Incorrect API key provided: …"),
        ("401 no access with own-key-123", "401 no access with …"),
        ("401 Authorization: Bearer abc", "401 Authorization: …"),
        ("400 Unknown parameter: 'max_tokens'.", "400 Unknown parameter: 'max_tokens'."),
        ("404 The model 'm' doesn't exist or you don't have any access to it, and can't get it", None),
        (
            "422 [{'type': 'missing', 'input': {'role': 'user', 'content': 'Rudzu maize'}}]",
            "422 [{'type': 'missing', '…",
        ),
        ("422 Input should be text, input_value='Rudzu maize'", "422 Input should be text, …"),
        ("400 not allowed: 'Rudzu maize ar ķimenēm, tikai piektdien no pulksten 18'", "400 not allowed: …"),
        ('400 not allowed: "Rudzu maize \\"Rīts\\", tikai piektdien no pulksten 18', "400 not allowed: …"),
    ],
)
def test_what_an_endpoint_says_is_kept_without_keys_and_without_texts(told, kept):
    assert safe(told, "own-key-123") == (kept or told)

"""What Telegram says and how it arrives: what cannot be read, what nobody knows yet, and what must not be shown."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from structlog.testing import capture_logs
from telegram import Bot
from telegram.error import BadRequest, Conflict, NetworkError, RetryAfter, TelegramError

from bot.telegram.live import Access, reached
from bot.telegram.refusals import Why, why
from core.model import ConnectionState
from core.ports import EVERYWHERE
from storage.store import SqlStore
from tests import making
from tests.fakes.telegram import FakeTelegram, Play
from tests.telegram.outbox import opened, view
from tests.telegram.small import Small, small


@pytest.fixture
async def bot(api: FakeTelegram, clock: Any) -> AsyncIterator[Bot]:
    async with reached(Access(token=api.token, api_url=api.url), clock) as bot:
        yield bot


@pytest.fixture
async def house(api: FakeTelegram, sqlite_store: SqlStore) -> AsyncIterator[Small]:
    async with small(api, sqlite_store) as house:
        yield house


# -- what a call came to -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("play", "meaning"),
    [
        (Play.ERROR, Why.UNREACHED),
        (Play.TIMEOUT, Why.UNREACHED),
        (Play.BAD_GATEWAY, Why.UNREACHED),
        (Play.GARBAGE, Why.UNKNOWN),
        (Play.RESET, Why.UNKNOWN),
        (Play.CUT_AFTER, Why.UNKNOWN),
    ],
)
async def test_each_way_in_which_a_call_can_fail_has_its_meaning(
    api: FakeTelegram, bot: Bot, play: Play, meaning: Why
) -> None:
    api.plays["getMe"].append(play)
    with pytest.raises(TelegramError) as raised:
        await bot.get_me()
    assert why(raised.value) is meaning


async def test_where_nobody_answers_nothing_was_sent(clock: Any) -> None:
    async with reached(Access(token="1:a", api_url="http://127.0.0.1:9"), clock) as bot:
        with pytest.raises(NetworkError) as raised:
            await bot.get_me()
    assert why(raised.value) is Why.UNREACHED


@pytest.mark.parametrize(
    ("description", "meaning"),
    [
        ("Bad Request: message is not modified: specified new message content", Why.SAME),
        ("Bad Request: message to edit not found", Why.GONE),
        ("Bad Request: MESSAGE_ID_INVALID", Why.GONE),
        ("Bad Request: message can't be deleted for everyone", Why.GONE),
        ("Bad Request: query is too old and response timeout expired or query ID is invalid", Why.LATE),
        ("Bad Request: TOPIC_CLOSED", Why.TOPIC),
        ("Bad Request: message thread not found", Why.TOPIC),
        ("Bad Request: there is no text in the message to edit", Why.OTHER_KIND),
        ("Bad Request: chat not found", Why.SHUT),
        ("Bad Request: not enough rights to send text messages to the chat", Why.SHUT),
        ("Bad Request: something that nobody has ever heard of", Why.WRONG),
    ],
)
def test_a_refusal_is_told_by_its_words(description: str, meaning: Why) -> None:
    assert why(BadRequest(description)) is meaning


@pytest.mark.parametrize("body", [b"", b"[]", b"null", b"{}", b'{"ok":true}', b"<html>", b'{"a":' * 2000])
async def test_an_answer_that_is_none_is_an_error_of_telegrams(bot: Bot, body: bytes) -> None:
    with capture_logs() as logs, pytest.raises(TelegramError):
        bot.request.parse_json_payload(body)
    assert logs == []


async def test_the_token_is_in_no_error_and_no_log(
    api: FakeTelegram, bot: Bot, caplog: pytest.LogCaptureFixture
) -> None:
    secret, told = api.token.partition(":")[2], [repr(bot), repr(bot.request)]
    caplog.set_level("DEBUG")
    for play in Play:
        if play in {Play.ANSWER, Play.HANG, Play.HANG_AFTER}:
            continue
        api.plays["getMe"].append(play)
        with pytest.raises(TelegramError) as raised:
            await bot.get_me()
        error: BaseException | None = raised.value
        while error is not None:
            told.append(f"{error!r} {error}")
            error = error.__cause__
    assert secret not in "".join([*told, caplog.text])


# -- a press that is answered late or at length ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Done.", ("Done.", False, False)),
        ("x" * 91, ("x" * 91, True, False)),
        ("x" * 200, ("x" * 200, True, False)),
        ("x" * 201, ("", False, True)),
        ("🥖" * 101, ("", False, True)),
    ],
)
async def test_an_answer_is_as_loud_as_it_is_long(
    api: FakeTelegram, sqlite_store: SqlStore, clock: Any, words: str, told: tuple[str, bool, bool]
) -> None:
    async with opened(api, sqlite_store, clock) as out:
        anna = api.person("Anna")
        await out.posts(anna, view("Draft", "Use"))
        await out.sends()
        press = await anna.presses("Use")
        await out.says(anna, words, press)
        await out.sends()
        answer = await press.answer()
        assert (answer.text, answer.alert, anna.last.text == words) == told


async def test_an_answer_that_comes_too_late_is_a_line_and_an_empty_one_is_nothing(
    api: FakeTelegram, sqlite_store: SqlStore, clock: Any
) -> None:
    async with opened(api, sqlite_store, clock) as out:
        anna = api.person("Anna")
        await out.posts(anna, view("Draft", "Use"))
        await out.sends()
        presses = [await anna.presses("Use") for _ in range(2)]
        out.later(40)
        for press, words in zip(presses, ("Approved already.", ""), strict=True):
            await out.says(anna, words, press)
        await out.sends()
        assert [one.text for one in anna.chat if one.by_bot] == ["Draft", "Approved already."]
        assert not await out.waits()
        for press in presses:
            press.query.answers.append(None)  # type: ignore[arg-type]  # Telegram itself has ended their waiting


# -- updates -----------------------------------------------------------------------------------------------------------

UNREADABLE = (
    {"message": {"no": "message"}},
    {"message": "words"},
    {"callback_query": {"id": "1"}},
    {"my_chat_member": {}},
    {"stopped_message_generation": {"chat": {"type": "private"}, "draft_id": "?"}},
    {"something_of_next_year": {"text": "hello"}},
    {},
)


async def test_updates_that_cannot_be_read_keep_back_nothing_after_them(api: FakeTelegram, house: Small) -> None:
    anna = api.person("Anna")
    api.hold()
    for update in UNREADABLE:
        api.inject(dict(update))
    await anna.writes("/start")
    api.release()
    await anna.sees("your marketing desk")


async def test_one_that_is_posted_is_taken_so_that_it_is_not_posted_for_ever(house: Small) -> None:
    for number, update in enumerate(UNREADABLE):
        await house.listener.deliver(json.dumps({"update_id": number} | update).encode())


async def test_what_is_no_update_is_refused(house: Small) -> None:
    for body in (b"", b"[]", b"{}", b'"words"', b'{"update_id": null}', b'{"a":' * 2000):
        with pytest.raises(ValueError, match=r"^not an update$|Expecting value"):
            await house.listener.deliver(body)


async def test_a_word_that_is_changed_afterwards_is_not_answered_again(api: FakeTelegram, house: Small) -> None:
    anna = api.person("Anna")
    said = await anna.writes("/start")
    await anna.sees("your marketing desk")
    api.inject({"edited_message": (await anna.edits(said, "/help")).json})
    await api.settles()
    assert len(api.called("sendMessage")) == 1


async def test_a_network_that_is_down_while_fetching_loses_no_update(api: FakeTelegram, house: Small) -> None:
    anna = api.person("Anna")
    await anna.writes("/start")
    await anna.sees("your marketing desk")
    for _ in range(3):
        api.redeliver()
    await anna.writes("/help")
    await anna.sees("/cancel", new=True)
    assert len(api.called("sendMessage")) == 2


async def test_who_fetches_has_the_lease_and_gives_it_back_at_the_end(
    api: FakeTelegram, sqlite_store: SqlStore
) -> None:
    async def taken_by_another(house: Small) -> bool:
        now = house.app.clock.now()
        return await house.app.store.take_lease("telegram", "another", now=now, until=now)

    async with small(api, sqlite_store) as house:
        anna = api.person("Anna")
        await anna.writes("/start")
        await anna.sees("your marketing desk")
        assert not await taken_by_another(house)
    assert await taken_by_another(house)


async def test_a_channel_in_which_we_may_post_no_more_is_lost(api: FakeTelegram, house: Small) -> None:
    anna = api.person("Anna")
    await anna.writes("/start")
    await anna.sees("your marketing desk")
    channel = api.channel("News", admins=[anna])
    home = await house.home(anna)
    shop, person = making.workspace(id=home.workspace_id), making.person(id=home.person_id)
    one = making.connection(shop, person, network="telegram", account=str(channel.id))
    await house.app.store.add(EVERYWHERE, one)
    await channel.bot_becomes("administrator", ("can_edit_messages",))
    async with asyncio.timeout(20):
        while not await house.app.store.count(EVERYWHERE, type(one), state=ConnectionState.RECONNECT):  # noqa: ASYNC110
            await asyncio.sleep(0.02)


async def test_a_second_process_that_fetches_by_mistake_is_told_of_the_conflict(api: FakeTelegram, bot: Bot) -> None:
    first = asyncio.create_task(bot.get_updates(timeout=5))
    while not api.calls:  # noqa: ASYNC110 - it is told of when it ends
        await asyncio.sleep(0.01)
    second = asyncio.create_task(bot.get_updates(timeout=0))
    with pytest.raises(Conflict):
        await first
    assert await second == ()


async def test_how_long_to_wait_is_taken_from_the_answer(api: FakeTelegram, bot: Bot) -> None:
    anna = api.person("Anna")
    anna.room.started = True
    api.flood(anna, 7)
    with pytest.raises(RetryAfter):
        await bot.send_message(anna.id, "Hello")

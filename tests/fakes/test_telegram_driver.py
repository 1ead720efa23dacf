"""The people who use a bot in tests, and what can be made to go wrong for it."""

import asyncio
import time
from pathlib import Path

import pytest
from telegram import (
    Bot,
    ChatAdministratorRights,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    KeyboardButtonRequestChat,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import HTTPXRequest

from tests.fakes.conftest import Ask
from tests.fakes.telegram import FakeTelegram, Limits, Person, Play
from tests.fakes.telegram.process import in_a_process


@pytest.fixture
async def anna(api: FakeTelegram) -> Person:
    one = api.person("Anna", language="lv")
    await one.writes("/start")
    return one


async def test_somebody_sees_what_comes_later(api: FakeTelegram, bot: Bot, anna: Person) -> None:
    seeing = asyncio.create_task(anna.sees("Good", "morning"))
    await asyncio.sleep(0.02)
    await bot.send_message(anna.id, "Good evening")
    await bot.send_message(anna.id, "Good morning")
    assert (await seeing).text == "Good morning"
    with pytest.raises(AssertionError, match="Good evening"):
        await anna.sees("Good night", timeout=0.05)


async def test_what_was_there_before_one_acted_is_not_new(api: FakeTelegram, bot: Bot, anna: Person) -> None:
    sent = await bot.send_message(anna.id, "Saved")
    await anna.writes("once more")
    with pytest.raises(AssertionError):
        await anna.sees("Saved", new=True, timeout=0.05)
    await sent.edit_text("Saved again")
    assert (await anna.sees("Saved", new=True)).edited


async def test_a_button_that_is_not_there_is_missed_by_name(api: FakeTelegram, bot: Bot, anna: Person) -> None:
    rows = [
        [InlineKeyboardButton("Approve", callback_data="a"), InlineKeyboardButton("Open", url="https://x.lv")],
        [InlineKeyboardButton("Busy", api_kwargs={"disabled": {}})],
    ]
    await bot.send_message(anna.id, "?", reply_markup=InlineKeyboardMarkup(rows))
    with pytest.raises(AssertionError, match=r"no button 'Reject' among \[\['Approve', 'Open'\], \['Busy'\]\]"):
        await anna.presses("Reject")
    with pytest.raises(AssertionError, match="sends nothing to the bot"):
        await anna.presses("Open")
    with pytest.raises(AssertionError, match="greyed out"):
        await anna.presses("Busy")
    assert anna.link("Open") == "https://x.lv"
    await anna.presses("appr")
    assert (await bot.get_updates())[-1].callback_query.data == "a"
    assert not api.violations


async def test_the_newest_button_of_a_name_is_pressed(api: FakeTelegram, bot: Bot, anna: Person) -> None:
    for data in ("old", "new"):
        markup = InlineKeyboardMarkup([[InlineKeyboardButton("Go", callback_data=data)]])
        await bot.send_message(anna.id, data, reply_markup=markup)
    await anna.presses("Go")
    await anna.presses("Go", message=anna.chat[1])
    assert [one.callback_query.data for one in (await bot.get_updates())[1:]] == ["new", "old"]


async def test_a_channel_is_picked_and_the_bot_gets_its_rights(api: FakeTelegram, bot: Bot, anna: Person) -> None:
    news = api.channel("News", username="news", admins=[anna], bot=None)
    needed = (
        "is_anonymous can_manage_chat can_delete_messages can_manage_video_chats can_restrict_members "
        "can_promote_members can_change_info can_invite_users can_post_stories can_edit_stories can_delete_stories"
    )
    rights = ChatAdministratorRights(**dict.fromkeys(needed.split(), False), can_post_messages=True)
    request = KeyboardButtonRequestChat(
        7, True, user_administrator_rights=rights, bot_administrator_rights=rights, request_title=True
    )
    keyboard = ReplyKeyboardMarkup([[KeyboardButton("Pick", request_chat=request)]], one_time_keyboard=True)
    await bot.send_message(anna.id, "Which?", reply_markup=keyboard)
    await anna.picks_channel(news)
    *_, member, shared = await bot.get_updates()
    assert (member.my_chat_member.chat.id, member.my_chat_member.new_chat_member.can_post_messages) == (news.id, True)
    assert (shared.message.chat_shared.request_id, shared.message.chat_shared.title) == (7, "News")
    assert anna.keyboard == []
    assert await bot.send_message(news.id, "hello")


async def test_a_keyboard_is_pressed_until_it_is_removed(api: FakeTelegram, bot: Bot, anna: Person) -> None:
    await bot.send_message(anna.id, "?", reply_markup=ReplyKeyboardMarkup([["Riga", "London"]]))
    assert anna.keyboard == [["Riga", "London"]]
    await anna.presses("Riga")
    assert (await bot.get_updates())[-1].message.text == "Riga"
    await bot.send_message(anna.id, "ok", reply_markup=ReplyKeyboardRemove())
    assert anna.keyboard == []


async def test_all_kinds_of_messages_arrive(api: FakeTelegram, bot: Bot, anna: Person) -> None:
    said = await anna.writes("one")
    await anna.edits(said, "two")
    await anna.replies(said, "three")
    await anna.forwards("four", from_name="Bob")
    await anna.sends_voice()
    await anna.sends_sticker()
    await anna.sends_location(56.9, 24.1)
    await anna.sends_contact("+37120000000")
    await anna.opens("https://t.me/aimarketing_bot?start=c_123")
    updates = await bot.get_updates()
    assert updates[2].edited_message.text == "two"
    assert updates[3].message.reply_to_message.text == "one"
    assert updates[4].message.forward_origin.sender_user_name == "Bob"
    assert [bool(value) for value in (updates[5].message.voice, updates[6].message.sticker)] == [True, True]
    assert (updates[7].message.location.latitude, updates[8].message.contact.user_id) == (56.9, anna.id)
    assert updates[9].message.text == "/start c_123"


async def test_who_is_flooding_is_told_to_wait_and_watched(api: FakeTelegram, ask: Ask, anna: Person) -> None:
    api.flood(anna, 3)
    limited = await ask("sendMessage", chat_id=anna.id, text="x")
    assert limited["description"] == "Too Many Requests: retry after 3"
    assert limited["parameters"] == {"retry_after": 3}
    assert (api.floods, api.floods_ignored) == (1, [])
    assert (await ask("sendMessageDraft", chat_id=anna.id, draft_id=1, text="x"))["error_code"] == 429
    assert (api.floods, api.floods_ignored) == (2, [("sendMessageDraft", anna.id)])
    assert (await ask("sendChatAction", chat_id=anna.id, action="typing"))["ok"]
    api.later(seconds=3)
    assert (await ask("sendMessage", chat_id=anna.id, text="x"))["ok"]
    assert not api.violations


async def test_the_real_limits_are_counted(api: FakeTelegram, ask: Ask, anna: Person) -> None:
    group = api.group("Team", [anna])
    api.traffic.limits = Limits(per_chat=2, per_group_minute=3, overall=100)
    sent = [(await ask("sendMessage", chat_id=group.id, text=text))["ok"] for text in ("one", "two", "three")]
    assert sent == [True, True, False]
    assert (await ask("sendMessage", chat_id=anna.id, text="elsewhere"))["ok"]
    api.later(seconds=1.1)
    assert (await ask("sendMessage", chat_id=group.id, text="three"))["ok"]
    api.later(seconds=1.1)
    limited = await ask("sendMessage", chat_id=group.id, text="four")
    assert 50 < limited["parameters"]["retry_after"] <= 60
    assert (api.floods, api.floods_ignored) == (2, [])


@pytest.mark.parametrize("play", [one for one in Play if one is not Play.ANSWER])
async def test_a_call_can_go_wrong_before_or_after_its_effect(api: FakeTelegram, anna: Person, play: Play) -> None:
    request = HTTPXRequest(read_timeout=0.3, httpx_kwargs={"verify": False})
    bot = Bot(api.token, base_url=api.base_url, request=request, get_updates_request=request)
    api.plays["sendMessage"].append(play)
    with pytest.raises((NetworkError, TimedOut, TelegramError)):
        await bot.send_message(anna.id, "once")
    sent = [one.text for one in anna.chat if one.by_bot]
    assert sent == (["once"] if play.name.endswith("AFTER") else [])
    assert await bot.send_message(anna.id, "twice")
    await request.shutdown()


async def test_calls_are_kept_with_their_parameters_and_answers(api: FakeTelegram, bot: Bot, anna: Person) -> None:
    await bot.send_message(anna.id, "x", disable_notification=True)
    (call,) = api.called("sendMessage")
    assert call.params == {"chat_id": anna.id, "text": "x", "disable_notification": True}
    assert (call.status, call.result["message_id"]) == (200, anna.last.id)


async def test_an_ordinary_call_costs_less_than_a_millisecond(api: FakeTelegram, anna: Person) -> None:
    """Measured without a client: the request is read, checked, answered and encoded."""
    from tests.fakes.telegram.calls import Call
    from tests.fakes.telegram.server import said

    markup = {"inline_keyboard": [[{"text": f"{n}", "callback_data": f"{n}"} for n in range(4)]] * 3}
    began = time.process_time()
    for _ in range(200):
        call = Call(
            "sendMessage",
            {"chat_id": anna.id, "text": "<b>x</b> y " * 40, "parse_mode": "HTML", "reply_markup": markup},
        )
        await api._answer(call)  # noqa: SLF001 - the cost of this is the question
        said(call.answer, call.status)
    assert (time.process_time() - began) / 200 < 0.001
    assert not api.violations


def test_it_runs_as_a_process_that_is_driven_from_outside(tmp_path: Path) -> None:
    with in_a_process(tmp_path, "--token", "1:test") as control:
        anna = control.order("person", name="Anna", language="lv")["id"]
        control.order("writes", person=anna, text="/start")
        control.order("inject", update={"message": {"message_id": 5}})
        seen = control.order("seen")
        assert (seen["pending"], seen["messages"], seen["violations"]) == (2, 0, [])
        assert [one["text"] for one in control.order("chat", id=anna)] == ["/start"]

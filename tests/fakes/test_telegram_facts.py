"""The extract of the Bot API's description is what the description says, and the fake's answers are of its types."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, InputMediaPhoto

from tests.fakes.telegram import FakeTelegram
from tests.fakes.telegram.calls import METHODS
from tests.fakes.telegram.extract import FACTS, extracted, written
from tests.fakes.telegram.facts import ADDITIONS, NEW_UPDATES, Facts, facts
from tests.fakes.telegram.values import fits
from tests.fakes.test_telegram_media import png

SPEC = Path(__file__).parents[3] / "shared/specs/telegram/api.json"
described = pytest.mark.skipif(not SPEC.exists(), reason="the whole description of the Bot API is not at hand")


@cache
def whole() -> dict[str, Any]:
    return dict(json.loads(SPEC.read_text()))


@described
def test_the_extract_is_up_to_date() -> None:
    assert FACTS.read_text() == written(extracted(whole()))


@described
def test_what_was_added_by_hand_is_not_in_the_description_yet() -> None:
    for part, name, field, _, _ in ADDITIONS:
        assert field not in [one["name"] for one in whole()[part][name]["fields"]]
    assert not set(NEW_UPDATES) & {one["name"] for one in whole()["types"]["Update"]["fields"]}


def test_every_method_of_the_extract_is_answered() -> None:
    assert set(facts().methods) == set(METHODS) | {"getUpdates"}


@described
async def test_every_answer_and_update_is_of_its_type(api: FakeTelegram, bot: Bot) -> None:
    await a_day(api, bot)
    known = Facts.read(extracted(whole(), answers=True))
    for call in api.calls:
        assert not list(fits(known, call.result, known.returns[call.method].types, call.method)), call.method
    for update in api.world.updates.history.values():
        assert not list(fits(known, update, ("Update",), "update"))
    assert not api.violations


async def a_day(api: FakeTelegram, bot: Bot) -> None:
    """Something of everything."""
    anna, bob = api.person("Anna", language="lv"), api.person("Bob")
    await anna.writes("/start")
    group, small = api.group("Team", [anna, bob], forum=True), api.group("Two", [anna], kind="group")
    news = api.channel("News", username="news", admins=[anna])
    await news.posts("hello")
    await said(bot, anna.id, group.id, news.id)
    await anna.replies(anna.last, "shorter")
    await anna.sends_album([png(), png()], caption="x")
    await anna.sends_voice()
    await anna.sends_sticker()
    await anna.sends_document(b"x")
    await anna.sends_location(1.5, 2.5)
    await anna.forwards("x")
    await anna.forwards("x", source=news)
    press = await anna.presses("Yes")
    await bot.answer_callback_query(press.query.id)
    await anna.blocks()
    await anna.unblocks()
    api.migrate(small)
    await bot.get_updates()


async def said(bot: Bot, person: int, group: int, channel: int) -> None:
    photo = await bot.send_photo(person, png(), caption="<b>x</b>", parse_mode="HTML")
    await photo.edit_media(InputMediaPhoto(png()))
    await bot.send_video(person, b"v")
    await bot.send_animation(person, b"v")
    await bot.send_document(person, b"v")
    await bot.send_media_group(channel, [InputMediaPhoto(png()), InputMediaPhoto(png())])
    text = '<tg-time unix="1780000000" format="wDt">x</tg-time> <a href="https://x.lv">y</a>'
    markup = InlineKeyboardMarkup([[InlineKeyboardButton("Yes", callback_data="y", style="success")]])
    sent = await bot.send_message(person, text, parse_mode="HTML", reply_markup=markup)
    await sent.pin()
    for chat in (person, group, channel):
        await bot.get_chat(chat)
        await bot.get_chat_member(chat, person)
        await bot.get_chat_member_count(chat)
    await bot.get_chat_administrators(channel)
    await bot.get_file(photo.photo[-1].file_id)
    await bot.get_me()
    await bot.get_webhook_info()
    await bot.get_my_commands()
    await bot.get_chat_menu_button()

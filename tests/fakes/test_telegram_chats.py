"""What the played Bot API remembers of chats, and what it refuses because of how things stand there."""

from typing import Any

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import BadRequest, ChatMigrated, Forbidden, TelegramError

from tests.fakes.conftest import Ask
from tests.fakes.telegram import FakeTelegram, Person, Place


async def started(api: FakeTelegram, name: str = "Anna") -> Person:
    one = api.person(name)
    await one.writes("/start")
    return one


def keys(*labels: str) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[InlineKeyboardButton(label, callback_data=label)] for label in labels])


async def refusal(bot: Bot, chat_id: int | str, **given: Any) -> str:
    with pytest.raises(TelegramError) as refused:
        await bot.send_message(chat_id, "hello", **given)
    return str(refused.value)


async def test_a_message_comes_back_as_it_is_in_the_chat(api: FakeTelegram, bot: Bot) -> None:
    anna = await started(api)
    sent = await bot.send_message(anna.id, "<b>Hi</b>", parse_mode="HTML", reply_markup=keys("Yes", "No"))
    assert (sent.text, sent.text_html, sent.chat.id, sent.from_user.id) == ("Hi", "<b>Hi</b>", anna.id, bot.id)
    assert anna.last.json == api.calls[-1].result
    assert anna.last.buttons == [["Yes"], ["No"]]


async def test_a_bot_cannot_write_first(api: FakeTelegram, bot: Bot) -> None:
    assert await refusal(bot, api.person("Anna").id) == "Forbidden: bot can't initiate conversation with a user"
    assert await refusal(bot, 12345) == "Chat not found"
    assert await refusal(bot, "@nobody") == "Chat not found"


async def test_who_blocked_the_bot_is_not_reached_until_they_write_again(api: FakeTelegram, bot: Bot) -> None:
    anna = await started(api)
    await anna.blocks()
    assert await refusal(bot, anna.id) == "Forbidden: bot was blocked by the user"
    await anna.unblocks()
    assert await bot.send_message(anna.id, "again")
    *_, blocked, unblocked = await bot.get_updates()
    assert (blocked.my_chat_member.new_chat_member.status, unblocked.my_chat_member.new_chat_member.status) == (
        "kicked",
        "member",
    )
    anna.user.deactivated = True
    assert await refusal(bot, anna.id) == "Forbidden: user is deactivated"
    assert not api.violations


async def test_a_group_that_the_bot_left_or_was_kicked_from_is_closed_to_it(api: FakeTelegram, bot: Bot) -> None:
    anna = await started(api)
    group, small = api.group("Team", [anna]), api.group("Two", [anna], kind="group")
    assert await bot.send_message(group.id, "hello")
    await group.bot_becomes("kicked")
    assert await refusal(bot, group.id) == "Forbidden: bot was kicked from the supergroup chat"
    await small.bot_becomes("left")
    assert await refusal(bot, small.id) == "Forbidden: bot is not a member of the group chat"
    assert not api.violations


async def test_a_channel_takes_posts_from_an_administrator_only(api: FakeTelegram, bot: Bot) -> None:
    anna = await started(api)
    news = api.channel("News", username="news", admins=[anna])
    posted = await bot.send_message("@news", "hello")
    assert (posted.sender_chat.id, posted.link) == (news.id, f"https://t.me/news/{posted.message_id}")
    await news.bot_becomes("administrator", ())
    assert await refusal(bot, "@News") == "Need administrator rights in the channel chat"
    await news.bot_becomes("left")
    assert await refusal(bot, news.id) == "Forbidden: bot is not a member of the channel chat"
    assert not api.violations


async def test_a_group_that_became_a_supergroup_says_where_it_is_now(api: FakeTelegram, bot: Bot) -> None:
    anna = await started(api)
    group = api.group("Team", [anna], kind="group")
    moved = api.migrate(group)
    with pytest.raises(ChatMigrated) as gone:
        await bot.send_message(group.id, "hello")
    assert gone.value.new_chat_id == moved.id
    assert await bot.send_message(moved.id, "hello")
    told = [one.message for one in await bot.get_updates() if one.message]
    assert [(one.migrate_to_chat_id, one.migrate_from_chat_id) for one in told[-2:]] == [
        (moved.id, None),
        (None, group.id),
    ]


async def test_topics_can_be_closed_or_gone(api: FakeTelegram, bot: Bot) -> None:
    anna = await started(api)
    group = api.group("Team", [anna], forum=True)
    topic = group.topic("Posts")
    assert (await bot.send_message(group.id, "x", message_thread_id=topic)).message_thread_id == topic
    group.closes(topic)
    assert await refusal(bot, group.id, message_thread_id=topic) == "Topic_closed"
    group.removes(topic)
    assert await refusal(bot, group.id, message_thread_id=topic) == "Message thread not found"


async def test_a_reply_to_what_is_gone_is_refused_unless_it_may_go_alone(api: FakeTelegram, bot: Bot) -> None:
    anna = await started(api)
    question = await anna.writes("shorter?")
    answer = await bot.send_message(anna.id, "yes", reply_to_message_id=question.id)
    assert answer.reply_to_message.text == "shorter?"
    await anna.removes(question)
    assert await refusal(bot, anna.id, reply_to_message_id=question.id) == "Message to be replied not found"
    assert await bot.send_message(anna.id, "yes", reply_to_message_id=question.id, allow_sending_without_reply=True)


async def test_an_edit_changes_what_is_seen_and_an_edit_without_a_change_is_refused(
    api: FakeTelegram, bot: Bot
) -> None:
    anna = await started(api)
    sent = await bot.send_message(anna.id, "<b>one</b>", parse_mode="HTML", reply_markup=keys("Yes"))
    with pytest.raises(BadRequest, match="Message is not modified: specified new message content"):
        await sent.edit_text("<strong>one</strong>", parse_mode="HTML", reply_markup=keys("Yes"))
    with pytest.raises(BadRequest, match="Message is not modified"):
        await sent.edit_reply_markup(keys("Yes"))
    await sent.edit_reply_markup(keys("No"))
    assert (anna.last.buttons, anna.last.edited) == ([["No"]], False)
    await sent.edit_text("two")
    assert (anna.last.text, anna.last.buttons, anna.last.edited) == ("two", [], True)
    assert not api.violations


async def test_what_is_gone_or_not_ones_own_is_not_edited(api: FakeTelegram, bot: Bot, ask: Ask) -> None:
    anna = await started(api)
    sent = await bot.send_message(anna.id, "one")
    await anna.removes(anna.last)
    with pytest.raises(BadRequest, match="Message to edit not found"):
        await sent.edit_text("two")
    with pytest.raises(BadRequest, match="Message to delete not found"):
        await sent.delete()
    assert not api.violations
    hers = await anna.writes("mine")
    said = await ask("editMessageText", chat_id=anna.id, message_id=hers.id, text="yours")
    assert said["description"] == "Bad Request: message can't be edited"
    assert api.violations


async def test_messages_are_deleted_until_they_are_too_old(api: FakeTelegram, bot: Bot) -> None:
    anna = await started(api)
    first, second, third = [await bot.send_message(anna.id, text) for text in ("one", "two", "three")]
    await first.delete()
    await bot.delete_messages(anna.id, [second.message_id, 999])
    assert [one.text for one in anna.chat] == ["/start", "three"]
    api.later(hours=49)
    with pytest.raises(BadRequest, match="Message can't be deleted for everyone"):
        await third.delete()


async def test_a_press_is_answered_in_time_or_never(api: FakeTelegram, bot: Bot) -> None:
    anna = await started(api)
    await bot.send_message(anna.id, "?", reply_markup=keys("Yes"))
    press = await anna.presses("yes")
    assert [one.user.first_name for one in api.unanswered] == ["Anna"]
    await bot.answer_callback_query(press.query.id, "Done", show_alert=True)
    toast = await press.answer()
    assert (toast.text, toast.alert, api.unanswered) == ("Done", True, [])
    late = await anna.presses("Yes")
    api.later(seconds=31)
    with pytest.raises(BadRequest, match="Query is too old and response timeout expired or query id is invalid"):
        await bot.answer_callback_query(late.query.id)
    assert not api.violations


async def test_members_are_what_they_are(api: FakeTelegram, bot: Bot) -> None:
    anna, bob, eve = [await started(api, name) for name in ("Anna", "Bob", "Eve")]
    news = api.channel("News", admins=[anna, bob])
    found = [await bot.get_chat_member(news.id, one) for one in (anna.id, bob.id, eve.id, bot.id)]
    assert [one.status for one in found] == ["creator", "administrator", "left", "administrator"]
    assert (found[3].can_post_messages, found[3].can_edit_messages, found[3].can_promote_members) == (True, True, False)
    await news.dismisses(bob)
    assert (await bot.get_chat_member(news.id, bob.id)).status == "member"
    assert await bot.get_chat_member_count(news.id) == 3
    assert {one.user.id for one in await bot.get_chat_administrators(news.id)} == {anna.id, bot.id}
    with pytest.raises(BadRequest, match="User not found"):
        await bot.get_chat_member(news.id, 5)
    await bot.leave_chat(news.id)
    with pytest.raises(Forbidden, match="bot is not a member of the channel chat"):
        await bot.get_chat_member(news.id, anna.id)


async def test_in_a_group_the_bot_hears_what_is_meant_for_it(api: FakeTelegram, bot: Bot) -> None:
    anna, bob = await started(api), await started(api, "Bob")
    group = api.group("Team", [anna, bob])
    sent = await bot.send_message(group.id, "hello")
    for text in ("chatter", "/inbox", "/inbox@aimarketing_bot", "/inbox@another_bot", "@aimarketing_bot look"):
        await anna.writes(text, to=group)
    await bob.replies(group.last, "thanks")
    heard = [one.message.text for one in await bot.get_updates() if one.message and one.message.chat.id == group.id]
    assert heard[1:] == ["/inbox", "/inbox@aimarketing_bot", "@aimarketing_bot look", "thanks"]
    assert group.last.id == sent.message_id


async def test_pins_and_reactions_stay(api: FakeTelegram, bot: Bot) -> None:
    anna = await started(api)
    sent = await bot.send_message(anna.id, "one")
    await sent.pin()
    await sent.set_reaction("👍")
    assert [one.text for one in anna.pinned] == ["one"]
    assert (await bot.get_chat(anna.id)).pinned_message.text == "one"
    await sent.unpin()
    assert not anna.pinned
    group = api.group("Team", [anna])
    message = await bot.send_message(group.id, "two")
    with pytest.raises(BadRequest, match="Not enough rights to manage pinned messages in the chat"):
        await message.pin()


async def test_what_a_bot_says_about_itself_is_kept_by_scope_and_language(api: FakeTelegram, bot: Bot) -> None:
    anna = await started(api)
    await bot.set_my_commands([("new", "A post")], language_code="en")
    await bot.set_my_commands([("new", "Ieraksts")], scope={"type": "chat", "chat_id": anna.id}, language_code="lv")
    assert [one.description for one in await bot.get_my_commands(language_code="en")] == ["A post"]
    assert not await bot.get_my_commands()
    await bot.set_my_name("Desk")
    await bot.set_my_short_description("Īsi", language_code="lv")
    assert ((await bot.get_my_name()).name, (await bot.get_my_short_description("lv")).short_description) == (
        "Desk",
        "Īsi",
    )
    await bot.set_chat_menu_button()
    assert (await bot.get_chat_menu_button()).type == "commands"
    assert not api.violations


async def test_a_draft_is_seen_until_a_message_comes(api: FakeTelegram, bot: Bot, ask: Ask) -> None:
    anna = await started(api)
    await bot.send_message_draft(anna.id, 7, "", api_kwargs={"can_stop": True})
    await bot.send_message_draft(anna.id, 7, "Once upon", api_kwargs={"can_stop": True})
    assert (anna.draft.text, [one.text for one in anna.drafts]) == ("Once upon", ["", "Once upon"])
    await anna.stops()
    (stopped,) = [one.api_kwargs for one in await bot.get_updates() if one.api_kwargs]
    assert stopped["stopped_message_generation"]["draft_id"] == 7
    await bot.send_message(anna.id, "Once upon a time")
    assert anna.draft is None
    group: Place = api.group("Team", [anna])
    assert "private" in (await ask("sendMessageDraft", chat_id=group.id, draft_id=1, text="x"))["description"]


async def test_a_whisper_is_seen_by_one_and_only_soon_after_their_press(api: FakeTelegram, bot: Bot) -> None:
    anna, bob = await started(api), await started(api, "Bob")
    group = api.group("Team", [anna, bob])
    await bot.send_message(group.id, "?", reply_markup=keys("Yes"))
    press = await bob.presses("Yes", there=group)
    about = {"receiver_user_id": bob.id, "callback_query_id": press.query.id}
    await bot.send_message(group.id, "Only approvers can", api_kwargs={"ephemeral_message_parameters": about})
    assert ([one.text for one in group.whispers(bob)], group.whispers(anna)) == (["Only approvers can"], [])
    assert group.last.text == "?"
    api.later(seconds=16)
    late = await refusal(bot, group.id, api_kwargs={"ephemeral_message_parameters": about})
    assert late == "Ephemeral message can't be sent"
    assert api.flaws == ["a press of Bob was never answered"]

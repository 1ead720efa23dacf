"""Chats that are closed to us, called something else, or part closed: nothing is sent in vain, and nothing lost."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from core.model import Card, Conversation, Outgoing, WorkspaceId
from core.ports import EVERYWHERE
from core.telling import notify
from storage.store import SqlStore
from tests import making
from tests.fakes.telegram import FakeTelegram, Group
from tests.telegram.outbox import Outbox, opened, view
from tests.telegram.small import Small, small


@pytest.fixture
async def out(api: FakeTelegram, sqlite_store: SqlStore, clock: Any) -> AsyncIterator[Outbox]:
    async with opened(api, sqlite_store, clock) as out:
        yield out


@pytest.fixture
async def house(api: FakeTelegram, sqlite_store: SqlStore) -> AsyncIterator[Small]:
    async with small(api, sqlite_store) as house:
        yield house


async def blocked(house: Small, chat: int) -> list[datetime | None]:
    return [talk.blocked_at for talk in await house.talks(chat=str(chat))]


# -- 403 ---------------------------------------------------------------------------------------------------------------


async def test_who_blocks_us_is_sent_nothing_that_was_waiting(api: FakeTelegram, out: Outbox) -> None:
    anna = api.person("Anna")
    await out.talk(anna)
    for text in ("one", "two", "three"):
        await out.says(anna, text)
    anna.room.blocked = True
    await out.sends()
    (talk,) = await out.app.store.find(EVERYWHERE, Conversation)
    rows = await out.app.store.find(EVERYWHERE, Outgoing)
    assert (len(api.calls), talk.blocked_at) == (3, out.clock.now())
    assert [(row.sent_at, row.error) for row in rows] == [(out.clock.now(), "SHUT")] * 3


@pytest.mark.parametrize("how", ["deactivated", "kicked", "restricted"])
async def test_a_chat_that_is_closed_to_us_is_given_up_at_once(api: FakeTelegram, out: Outbox, how: str) -> None:
    anna = api.person("Anna")
    place: Any = anna
    if how == "deactivated":
        anna.user.deactivated = True
    else:
        place = api.group("Team", [anna])
        await place.bot_becomes(how)
    await out.says(place, "Hello")
    await out.sends()
    assert (not await out.waits(), len(api.calls)) == (True, 1)


async def test_news_are_silent_where_we_are_blocked_until_the_person_speaks(api: FakeTelegram, house: Small) -> None:
    anna = api.person("Anna")
    await anna.writes("/start")
    await anna.sees("your marketing desk")
    await anna.blocks()
    while (await blocked(house, anna.id)) == [None]:
        await api.settles(quiet=0.05)
    home = await house.home(anna)
    lost = making.connection(
        replace(making.workspace(), id=home.workspace_id), replace(making.person(), id=home.person_id)
    )
    await house.app.store.add(EVERYWHERE, lost)
    before = len(api.calls)
    await notify(house.app, WorkspaceId(home.workspace_id), "reconnect", f"{lost.id}:1")
    await api.settles()
    assert not [call for call in api.calls[before:] if call.method == "sendMessage"]
    await anna.unblocks()
    await anna.writes("/help")
    await anna.sees("/cancel", new=True)
    assert await blocked(house, anna.id) == [None]


async def test_an_answer_that_meets_a_block_makes_no_trouble_for_anybody_else(api: FakeTelegram, house: Small) -> None:
    anna, berta = api.person("Anna"), api.person("Berta")
    for one in (anna, berta):
        await one.writes("/start")
        await one.sees("your marketing desk")
    api.hold()
    await anna.writes("/help")
    api.release()
    anna.room.blocked = True
    await berta.writes("/help")
    await berta.sees("/new", new=True)
    while await blocked(house, anna.id) == [None]:
        await api.settles(quiet=0.05)


# -- a group that becomes a supergroup ---------------------------------------------------------------------------------


async def test_a_group_that_was_upgraded_keeps_its_cards_and_what_was_waiting(api: FakeTelegram, out: Outbox) -> None:
    old = api.group("Team", [api.person("Anna")], kind="group")
    card = await out.posts(old, view("Draft"))
    await out.says(old, "one")
    await out.says(old, "two")
    new = api.migrate(old)
    await out.sends()
    out.later(10)
    await out.sends()
    assert [one.text for one in new.chat if one.by_bot] == ["Draft", "one", "two"]
    assert (await out.card(card)).chat == str(new.id)
    await out.redraws(await out.card(card), view("Published"))
    out.later(10)
    await out.sends()
    assert "Published" in [one.text for one in new.chat if one.by_bot]
    refused = [call for call in api.calls if call.status == 400]
    assert len(refused) == 1


async def test_who_spoke_under_the_new_id_already_is_one_with_who_spoke_before(
    store: SqlStore, api: FakeTelegram, clock: Any
) -> None:
    person, shop = making.person(), making.workspace()
    talks = [making.conversation(shop, person, chat=chat, user="7") for chat in ("-5", "-1005")]
    other = making.conversation(shop, person, chat="-5", user="8")
    cards = [making.card(talk) for talk in (*talks, other)]
    await store.add(EVERYWHERE, person, shop, *talks, other, *cards)
    for _ in range(2):
        await store.move_chat(EVERYWHERE, "telegram", "-5", "-1005")
    kept = {talk.id: talk.chat for talk in await store.find(EVERYWHERE, Conversation)}
    assert kept == {talks[1].id: "-1005", other.id: "-1005"}
    where = [(card.conversation_id, card.chat) for card in await store.find(EVERYWHERE, Card)]
    assert sorted(where) == sorted([(talks[1].id, "-1005")] * 2 + [(other.id, "-1005")])


async def test_the_upgrade_is_learnt_from_its_update(api: FakeTelegram, house: Small) -> None:
    anna = api.person("Anna")
    await anna.writes("/start")
    await anna.sees("your marketing desk")
    old = api.group("Team", [anna], kind="group")
    await anna.writes("/help", to=old)
    await old.sees("/inbox")
    new = api.migrate(old)
    api.redeliver()
    await anna.writes("/help", to=new)
    await new.sees("/inbox")
    assert not await house.talks(chat=str(old.id))
    assert len(await house.talks(chat=str(new.id))) == 1


# -- topics ------------------------------------------------------------------------------------------------------------


def forum(api: FakeTelegram) -> tuple[Group, int]:
    team = api.group("Team", [api.person("Anna")], forum=True)
    return team, team.topic("News")


async def test_where_a_topic_is_closed_it_is_said_in_general(api: FakeTelegram, out: Outbox) -> None:
    team, topic = forum(api)
    team.room.topics[topic].closed = True
    card = await out.posts(team, view("Draft", "Use"), thread=topic)
    await out.says(team, "A line", thread=topic)
    await out.sends()
    assert [(one.text, one.thread) for one in team.chat if one.by_bot] == [("Draft", None), ("A line", None)]
    assert (await out.card(card)).chat == str(team.id)


async def test_a_card_in_a_topic_that_is_closed_goes_on_in_general(api: FakeTelegram, out: Outbox) -> None:
    team, topic = forum(api)
    card = await out.posts(team, view("Draft"), thread=topic)
    await out.sends()
    assert team.last.thread == topic
    del team.room.messages[team.last.id]
    team.room.topics[topic].closed = True
    await out.redraws(card, view("Published"))
    await out.sends()
    assert (team.last.text, team.last.thread) == ("Published", None)


async def test_the_buttons_of_a_card_that_was_put_into_general_work(api: FakeTelegram, house: Small) -> None:
    anna = api.person("Anna")
    await anna.writes("/start")
    await anna.sees("your marketing desk")
    team = api.group("Team", [anna], forum=True)
    topic = team.topic("News")
    team.room.topics[topic].closed = True
    await anna.writes("/help", to=team, thread=topic)
    seen = await team.sees("/inbox")
    assert seen.thread is None
    press = await anna.presses(seen.buttons[0][0], message=seen)
    assert "does not work" not in (await press.answer()).text


async def test_each_topic_is_a_place_of_its_own(api: FakeTelegram, house: Small) -> None:
    anna = api.person("Anna")
    await anna.writes("/start")
    await anna.sees("your marketing desk")
    team = api.group("Team", [anna], forum=True)
    topics = [team.topic(name) for name in ("News", "Work")]
    for topic in topics:
        await anna.writes("/help", to=team, thread=topic)
    await api.settles()
    assert sorted(one.thread or 0 for one in team.chat if one.by_bot) == sorted(topics)
    assert {talk.chat for talk in await house.talks(private=False)} == {f"{team.id}/{topic}" for topic in topics}

"""Where others read along: only what is asked of us is answered, and who may press is decided by who pressed."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace

import pytest

from core.model import Person, Post, Publication, Role, Rule, State, Workspace
from core.ports import EVERYWHERE
from storage.store import SqlStore
from tests.fakes.telegram import FakeTelegram, Group, Seen
from tests.fakes.telegram import Person as Anyone
from tests.telegram.small import Small, joined, small


@pytest.fixture
async def house(api: FakeTelegram, sqlite_store: SqlStore) -> AsyncIterator[Small]:
    async with small(api, sqlite_store) as house:
        yield house


async def known(api: FakeTelegram, name: str) -> Anyone:
    """Somebody who has spoken with us in private."""
    one = api.person(name)
    await one.writes("/start")
    await one.sees("your marketing desk")
    return one


def said(api: FakeTelegram) -> list[str]:
    return [call.method for call in api.calls if call.method not in {"getUpdates", "getMe"}]


@dataclass
class Team:
    """A group of an owner, her author and somebody from elsewhere."""

    place: Group
    people: list[Anyone]


async def waiting(api: FakeTelegram, house: Small) -> tuple[Team, Seen, Publication]:
    """A post of Mark's that waits for approval, its card opened by Anna in a group in which Zoe reads along."""
    anna, mark, zoe = [await known(api, name) for name in ("Anna", "Mark", "Zoe")]
    await joined(house, anna, mark, Role.AUTHOR)
    await mark.sees("Welcome to Anna", new=True)
    shop = await house.app.store.get(EVERYWHERE, Workspace, (await house.home(anna)).workspace_id)
    await house.app.store.change(EVERYWHERE, shop, replace(shop, rule=Rule.ANY_APPROVER))
    await mark.writes("Rye bread with caraway from Saturday, first loaves at eight")
    await mark.sees("variants", new=True)
    await mark.presses("Use this")
    await mark.sees("Draft", new=True)
    await mark.presses("Send for")
    await anna.sees("Waiting for approval", new=True)
    team = api.group("Team", [anna, mark, zoe])
    await anna.writes("/inbox", to=team)
    listed = await team.sees("Waiting for me")
    await anna.presses(listed.buttons[0][0], message=listed)
    card = await team.sees("Waiting for approval")
    (one,) = await house.app.store.find(EVERYWHERE, Publication)
    return Team(team, [anna, mark, zoe]), card, one


# -- what is for us ----------------------------------------------------------------------------------------------------


NOT_FOR_US = (
    "Good morning!",
    "we should ask @aimarketing_bot one day",
    "/inbox@another_bot",
    "/ban",
    "/",
    "/ inbox",
    "/weather Riga",
)


async def test_what_is_not_for_us_is_not_answered(api: FakeTelegram, house: Small) -> None:
    anna = await known(api, "Anna")
    team = api.group("Team", [anna])
    api.privacy = False
    before = len(said(api))
    for words in NOT_FOR_US:
        await anna.writes(words, to=team)
    await api.settles()
    assert said(api)[before:] == []
    assert not await house.talks(private=False)


async def test_a_command_of_ours_is_answered_there(api: FakeTelegram, house: Small) -> None:
    anna = await known(api, "Anna")
    team = api.group("Team", [anna])
    api.privacy = False
    for words in ("/inbox", "/inbox@aimarketing_bot", "/INBOX@AiMarketing_bot", "/help please"):
        await anna.writes(words, to=team)
        assert (await team.sees("", new=True)).by_bot
    await api.settles()
    assert len([one for one in team.chat if one.by_bot]) == 4


async def test_what_is_said_in_private_only_is_pointed_there(api: FakeTelegram, house: Small) -> None:
    anna = await known(api, "Anna")
    team = api.group("Team", [anna])
    await anna.writes("/settings", to=team)
    await team.sees("t.me/aimarketing_bot")
    assert not team.last.buttons


async def test_a_reply_to_what_is_no_posts_card_begins_no_post(api: FakeTelegram, house: Small) -> None:
    anna = await known(api, "Anna")
    team = api.group("Team", [anna])
    await anna.writes("/help", to=team)
    await anna.replies(await team.sees("/inbox"), "Thanks, that is what I was looking for today!")
    await api.settles()
    assert await house.app.store.count(EVERYWHERE, Post) == 0
    assert len([one for one in team.chat if one.by_bot]) == 1


async def test_a_reply_to_a_posts_card_changes_the_post_there(api: FakeTelegram, house: Small) -> None:
    team, card, _ = await waiting(api, house)
    anna = next(one for one in team.people if one.user.first_name == "Anna")
    await anna.replies(card, "=Rye bread, and nothing else.")
    await team.place.sees("and nothing else", new=True)


# -- who presses -------------------------------------------------------------------------------------------------------


async def test_a_stranger_who_presses_is_told_where_to_begin_and_gets_no_workspace(
    api: FakeTelegram, house: Small
) -> None:
    anna, mark = await known(api, "Anna"), api.person("Mark")
    team = api.group("Team", [anna, mark])
    await anna.writes("/help", to=team)
    card = await team.sees("/inbox")
    press = await mark.presses(card.buttons[0][0], message=card)
    answer = await press.answer()
    assert "t.me/aimarketing_bot" in answer.text
    await mark.writes("/inbox", to=team)
    await api.settles()
    assert await house.app.store.count(EVERYWHERE, Person) == 1


async def test_who_belongs_to_another_workspace_can_press_nothing_of_ours(api: FakeTelegram, house: Small) -> None:
    anna, mark = await known(api, "Anna"), await known(api, "Mark")
    team = api.group("Team", [anna, mark])
    await anna.writes("/inbox", to=team)
    card = await team.sees("", new=True)
    before = card.now().text
    for row in card.buttons:
        for label in row:
            press = await mark.presses(label, message=card)
            assert (await press.answer()).text
    await api.settles()
    assert card.now().text == before


async def test_who_may_approve_is_decided_by_who_presses(api: FakeTelegram, house: Small) -> None:
    team, card, one = await waiting(api, house)
    anna, mark, zoe = team.people
    for who in (zoe, mark):
        assert (await (await who.presses("Approve", message=card)).answer()).text
        assert (await house.app.store.get(EVERYWHERE, Publication, one.id)).state is State.IN_REVIEW
    await (await anna.presses("Approve", message=card)).answer()
    await team.place.sees("Approved")
    assert (await house.app.store.get(EVERYWHERE, Publication, one.id)).state is State.APPROVED


async def test_a_press_is_answered_whatever_it_is(api: FakeTelegram, house: Small) -> None:
    anna = await known(api, "Anna")
    for data in ("?", "no such token", "approve:1", "x" * 64):
        press = await anna.touches(anna.last, data)
        assert (await press.answer()).text
    pressed = api.world.queries
    query = await anna.touches(anna.last, "inline")
    await query.answer()
    whole = dict(api.world.updates.history[max(api.world.updates.history)]["callback_query"])
    for missing in ("message", "data"):
        again = str(int(whole["id"]) + 10_000 + len(pressed))
        pressed[again] = replace(query.query, id=again, at=api.world.clock, answers=[])
        api.inject({"callback_query": {name: one for name, one in whole.items() if name != missing} | {"id": again}})
        while not pressed[again].answers:
            await api.news.wait()
        assert pressed[again].answers[0].text

"""What every open page of /try gets to see, and when."""

import asyncio
import json
import re
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.cards import acts_of, from_json, to_json
from core.model import Conversation, Outgoing, new_id
from core.ports import EVERYWHERE
from handlers.view import Progress, View
from tests import making
from tests.browser.house import House, eventually, house, say
from tests.browser.stream import listening
from tests.conftest import SetClock


@pytest.fixture
async def home(sqlite_url: str, tmp_path: Path, clock: SetClock) -> AsyncIterator[House]:
    async with house(sqlite_url, tmp_path, clock) as one:
        yield one


async def test_every_open_tab_sees_everything(home: House) -> None:
    await home.enter()
    async with listening(home) as first, listening(home) as second:
        await home.say(text="New rye bread")
        await asyncio.gather(first.until("New rye bread"), second.until("New rye bread"))
        assert [item["id"] for item in first.items()] == [item["id"] for item in second.items()]


async def test_only_while_something_is_being_done_a_page_without_script_is_loaded_again(home: House) -> None:
    await home.enter()
    await home.say(text="/start")
    again = '<noscript><meta http-equiv="refresh" content="3"></noscript>'
    assert again not in (await home.http.get("/try")).text
    (card,) = await home.cards()
    busy = to_json(View(key="post", blocks=(Progress("Writing"),), summary="Writing"))
    await home.app.store.change(EVERYWHERE, card, replace(card, view=busy))
    assert again in (await home.http.get("/try")).text


async def test_one_persons_news_are_not_anothers(home: House) -> None:
    await home.enter()
    async with listening(home, "Anna") as anna, listening(home, "Boris") as boris:
        await home.say("Anna", text="New rye bread")
        await anna.until("New rye bread")
        assert boris.items() == []


async def test_a_page_that_is_up_to_date_is_sent_nothing(home: House) -> None:
    await home.enter()
    await home.say(text="/start")
    seen = re.findall(r'data-seen="(\w+)"', (await home.http.get("/try")).text)[0]
    async with listening(home, seen=seen) as stream:
        await asyncio.sleep(0.3)
        assert stream.events == []


async def test_after_a_broken_connection_nothing_is_missing(home: House) -> None:
    await home.enter()
    async with listening(home) as stream:
        await home.say(text="before")
        await stream.until("before")
        await asyncio.sleep(0.1)
    await home.say(text="meanwhile")
    async with listening(home, last=stream.last) as again:
        await again.until("meanwhile")
    async with listening(home, last=again.last) as idle:
        await asyncio.sleep(0.3)
        assert idle.events == []


async def test_a_card_that_changes_takes_its_own_place(home: House, clock: SetClock) -> None:
    await home.enter()
    await home.say(text="/start")
    async with listening(home) as stream:
        (card,) = await home.cards()
        await stream.until(card.id)
        changed = replace(card, view=card.view.replace("AiMarketing", "Rye"), fingerprint="f" * 64)
        await home.app.store.change(EVERYWHERE, card, changed)
        await stream.until("Rye")
        newest = stream.items()[-1]
        assert (newest["id"], newest["mark"]) == (f"c-{card.id}", "f" * 16)


async def test_what_was_taken_away_leaves_the_page(home: House) -> None:
    await home.enter()
    await home.say(text="/start")
    await home.say(text="/help")
    first, second = await home.cards()
    async with listening(home) as stream:
        await stream.until(second.id)
        await home.app.store.remove(EVERYWHERE, second)
        await home.say(text="/start")
        await eventually(lambda: ("gone", json.dumps([f"c-{second.id}"])) in stream.events)
    assert first.id != second.id


async def test_the_answer_to_a_press_comes_up_once_and_stays_in_the_log(home: House, clock: SetClock) -> None:
    await home.enter()
    await home.say(text="/start")
    async with listening(home) as stream:
        await stream.until("/start")
        await home.say(token="of-no-button")
        await eventually(lambda: any(item["id"].startswith("n-") for item in stream.items()))
    note = stream.items()[-1]
    assert note["toast"] is True
    clock.move(timedelta(minutes=5))
    async with listening(home) as later:
        await later.until(note["summary"])
        assert later.items()[-1]["toast"] is False
    assert note["summary"] in (await home.http.get("/try")).text


async def test_what_is_shown_counts_as_sent_and_can_be_replied_to(home: House) -> None:
    await home.enter()
    await home.say(text="/start")

    async def sent() -> bool:
        return not await home.app.store.count(EVERYWHERE, Outgoing, platform="browser", sent_at=None)

    await eventually(sent)
    (card,) = await home.cards()
    assert card.message == card.id


async def test_what_another_process_wrote_is_seen_a_little_later(home: House) -> None:
    await home.enter()
    await home.say(text="/start")
    (talk,) = await home.app.store.find(EVERYWHERE, Conversation, platform="browser")
    async with listening(home) as stream:
        await stream.until("/start")
        one = making.outgoing(platform="browser", chat=talk.chat, toast="From elsewhere")
        async with home.database.writing() as connection:  # not through the store: nobody is told
            from storage.rows import to_row
            from storage.tables import outbox

            await connection.execute(outbox.insert(), [to_row(one)])
        await stream.until("From elsewhere")


async def test_a_long_chat_shows_its_newest_part_and_says_so(home: House) -> None:
    await home.enter()
    await home.say(text="/start")
    notes = [making.outgoing(id=new_id(), platform="browser", chat="me", toast=f"Note {at}.") for at in range(101)]
    await home.app.store.add(EVERYWHERE, *notes)
    page = (await home.http.get("/try")).text
    assert "Note 100." in page
    assert "Note 0." not in page
    assert say("web-chat-older") in page


async def test_open_pages_do_not_keep_the_server_from_ending(home: House) -> None:
    await home.enter()
    async with listening(home):
        home.stop.set()
        await eventually(lambda: home.browser.live.over)


async def test_a_person_who_changes_the_language_gets_the_page_in_it(home: House) -> None:
    await home.enter()
    await home.say(text="/start")
    async with listening(home) as stream:
        await stream.until("/start")
        (card,) = await home.cards()
        token = next(act.token for act in acts_of(from_json(card.view)) if act.label == "Latviešu")
        await home.say(token=token)
        await eventually(lambda: ("reload", '"me"') in stream.events)
    assert '<html lang="lv">' in (await home.http.get("/try")).text

"""The chat at /try over HTTP: who may come in, what is said once, and what every open page gets to see."""

import asyncio
import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

import httpx
import pytest

from bot.browser.door import Door, is_loopback
from bot.browser.routes import name_of, people_of
from bot.cards import acts_of, from_json
from core.model import Card, Conversation, Delivery, Outgoing, new_id
from core.ports import EVERYWHERE
from tests import making
from tests.browser.house import House, eventually, house
from tests.conftest import SetClock


@pytest.fixture
async def home(sqlite_url: str, tmp_path: Path, clock: SetClock) -> AsyncIterator[House]:
    async with house(sqlite_url, tmp_path, clock) as one:
        yield one


@dataclass
class Stream:
    """An open page's events, as its script hears them."""

    events: list[tuple[str, str]] = field(default_factory=list)
    last: str = ""

    def items(self) -> list[dict[str, str]]:
        return [json.loads(data) for name, data in self.events if name == "item"]

    def take(self, block: str) -> None:
        lines = dict(line.split(": ", 1) for line in block.split("\n") if ": " in line and not line.startswith(":"))
        self.last = lines.get("id", self.last)
        if lines.get("data"):
            self.events.append((lines["event"], lines["data"]))

    async def until(self, words: str) -> None:
        await eventually(lambda: any(words in item["html"] for item in self.items()))


@asynccontextmanager
async def listening(home: House, name: str = "me", seen: str = "", last: str = "") -> AsyncIterator[Stream]:
    """One tab that is open."""
    stream, headers = Stream(), {"Last-Event-ID": last} if last else {}

    async def listen(answer: httpx.Response) -> None:
        rest = ""
        async for text in answer.aiter_text():
            *blocks, rest = (rest + text).split("\n\n")
            for block in blocks:
                stream.take(block)

    params = {"as": name, "seen": seen}
    async with home.http.stream("GET", "/try/events", params=params, headers=headers) as answer:
        assert answer.headers["content-type"].startswith("text/event-stream")
        task = asyncio.create_task(listen(answer))
        yield stream
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def deliveries(home: House) -> list[Delivery]:
    return await home.app.store.find(EVERYWHERE, Delivery)


async def cards(home: House, name: str = "me") -> list[Card]:
    return await home.app.store.find(EVERYWHERE, Card, platform="browser", chat=name)


# -- the way in --------------------------------------------------------------------------------------------------------


async def test_the_key_becomes_a_strict_cookie_and_is_used_up(home: House) -> None:
    link = home.browser.link()
    answer = await home.http.get(link)
    assert (answer.status_code, answer.headers["location"]) == (303, "/try")
    cookie = answer.headers["set-cookie"].lower()
    assert all(part in cookie for part in ("httponly", "samesite=strict", "path=/try"))
    assert (await home.http.get("/try")).status_code == 200
    home.http.cookies.clear()
    again = await home.http.get(link)
    assert again.status_code == 403
    assert "This link has been used already." in again.text


async def test_who_is_in_may_use_the_old_link_as_a_bookmark(home: House) -> None:
    link = home.browser.link()
    await home.http.get(link)
    assert (await home.http.get(f"{link}&as=Anna")).headers["location"] == "/try?as=Anna"


async def test_looking_at_the_link_without_opening_it_uses_nothing_up(home: House) -> None:
    link = home.browser.link()
    assert (await home.http.head(link)).status_code == 403
    assert (await home.http.get(link)).status_code == 303


async def test_a_new_link_takes_the_place_of_an_unused_one(home: House) -> None:
    first, second = home.browser.link(), home.browser.link()
    assert (await home.http.get(first)).status_code == 403
    assert (await home.http.get(second)).status_code == 303


@pytest.mark.parametrize("key", ["", "wrong", "ž"])
async def test_another_key_opens_nothing(home: House, key: str) -> None:
    home.browser.link()
    answer = await home.http.get("/try", params={"key": key})
    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers


async def test_without_the_cookie_every_way_is_closed_in_plain_words(home: House) -> None:
    for answer in (await home.http.get("/try"), await home.http.get("/try/events"), await home.say(text="x")):
        assert answer.status_code == 403
        assert "after a restart there is a new link" in answer.text
    assert await deliveries(home) == []


async def test_the_cookie_of_another_process_opens_nothing(home: House) -> None:
    home.http.cookies.set(home.browser.door.cookie, "of-another-process", path="/try")
    assert (await home.http.get("/try")).status_code == 403


@pytest.mark.parametrize("host", ["evil.example", "localhost", "localhost:1", "127.0.0.1.evil.example:{port}", ""])
async def test_under_a_foreign_name_of_the_machine_nothing_is_answered(home: House, host: str) -> None:
    await home.enter()
    headers = {"Host": host.format(port=home.browser.door.port)}
    assert (await home.http.get("/try", headers=headers)).status_code == 403
    link = home.browser.link()
    assert (await home.http.get(link, headers=headers)).status_code == 403
    assert (await home.http.get(link)).status_code == 303


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost", "[::1]", "LOCALHOST"])
def test_the_machines_own_names_are_known(name: str) -> None:
    assert Door(8080).names_us(f"{name}:8080")
    assert Door(80).names_us(name.lower())
    assert not Door(8080).names_us(name)


@pytest.mark.parametrize(
    ("address", "own"),
    [
        ("127.0.0.1", True),
        ("127.8.8.8", True),
        ("::1", True),
        ("::ffff:127.0.0.1", True),
        ("10.0.0.1", False),
        ("", False),
    ],
)
def test_only_this_machine_is_a_peer(address: str, own: bool) -> None:
    assert is_loopback(address) is own


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", "http://localhost:1", "", "https://localhost:{port}"]
)
async def test_what_another_page_sends_is_not_taken(home: House, origin: str) -> None:
    await home.enter()
    headers = {"Origin": origin.format(port=home.browser.door.port)} if origin else {}
    answer = await home.http.post("/try/say", data={"text": "/start"}, headers=headers)
    assert answer.status_code == 403
    assert await deliveries(home) == []


# -- what is said ------------------------------------------------------------------------------------------------------


async def test_what_is_said_is_answered_on_the_page(home: House) -> None:
    await home.enter()
    assert "Welcome" in (await home.http.get("/try")).text
    answer = await home.say(text="/start")
    assert (answer.status_code, answer.headers["location"]) == (303, "/try?as=me#end-0")
    text = (await home.http.get("/try")).text
    (card,) = await cards(home)
    assert f'id="c-{card.id}"' in text
    assert '<div class="item said"' in text


async def test_a_person_brings_name_language_and_zone(home: House) -> None:
    await home.enter()
    headers = {"Origin": home.origin, "Accept-Language": "lv-LV,lv;q=0.9"}
    await home.http.post("/try/say", data={"as": "Anna", "text": "/start", "zone": "Europe/Riga"}, headers=headers)
    said = (await deliveries(home))[0].said
    assert (said.platform, said.chat, said.user, said.name) == ("browser", "Anna", "Anna", "Anna")
    assert (said.language, said.zone) == ("lv", "Europe/Riga")
    assert '<html lang="lv">' in (await home.http.get("/try?as=Anna")).text


async def test_the_same_sent_twice_has_one_effect(home: House) -> None:
    await home.enter()
    await asyncio.gather(*(home.say(text="/start", key="the-same-key") for _ in range(5)))
    assert len(await deliveries(home)) == 1
    assert len(await cards(home)) == 1


async def test_two_buttons_of_one_page_are_two_presses(home: House) -> None:
    await home.enter()
    await home.say(text="/start", key="the-same-key")
    await home.say(token="unknown", key="the-same-key")
    assert len(await deliveries(home)) == 2


async def test_a_script_gets_no_page_for_an_answer(home: House) -> None:
    await home.enter()
    headers = {"Origin": home.origin, "Accept": "application/json"}
    assert (await home.http.post("/try/say", data={"text": "/start"}, headers=headers)).status_code == 204


async def test_nothing_said_is_nothing_done(home: House) -> None:
    await home.enter()
    assert (await home.say(text=" \n")).status_code == 303
    assert await deliveries(home) == []


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"text=" + b"a" * 300_000, "application/x-www-form-urlencoded", 413),
        (b"text=%ff%fe", "application/x-www-form-urlencoded", 303),
        (b"\xff", "application/x-www-form-urlencoded", 400),
        (b"&".join(b"a=1" for _ in range(200)), "application/x-www-form-urlencoded", 400),
        (b"{}", "application/json", 415),
    ],
)
async def test_only_a_form_of_some_size_is_read(home: House, body: bytes, kind: str, status: int) -> None:
    await home.enter()
    headers = {"Origin": home.origin, "Content-Type": kind}
    assert (await home.http.post("/try/say", content=body, headers=headers)).status_code == status


async def test_a_press_carries_its_card_and_the_answers_of_a_form(home: House) -> None:
    await home.enter()
    data = {"as": "me", "token": "t", "card": "c", "answer.name": "Rye\r\n& Co", "answer.days": ["mon", "fri"]}
    await home.http.post("/try/say", data=data, headers={"Origin": home.origin})
    said = (await deliveries(home))[0].said
    assert (said.token, said.card) == ("t", "c")
    assert said.answers == {"name": "Rye\n& Co", "days": "mon,fri"}


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("Anna", "Anna"),
        ("", "me"),
        ("  A \x00\n B ", "A B"),
        ("x" * 60, "x" * 40),
        ("<b>", "<b>"),
        ("\u202eevil", "evil"),
    ],
)
def test_a_name_can_be_shown(given: str, name: str) -> None:
    assert name_of(given) == name


def test_two_people_at_most_are_on_a_page() -> None:
    assert people_of([]) == ("me",)
    assert people_of(["Anna", "Anna"]) == ("Anna",)
    assert people_of(["Anna", "Boris", "Clara"]) == ("Anna", "Boris")


async def test_two_people_stand_side_by_side_and_stay_there(home: House) -> None:
    await home.enter()
    await home.say("Anna", text="/start")
    page = (await home.http.get("/try?as=Anna&as=Boris")).text
    assert re.findall(r'data-as="(\w+)"', page) == ["Anna", "Boris"]
    assert 'action="/try/say?as=Anna&amp;as=Boris"' in page
    headers = {"Origin": home.origin}
    answer = await home.http.post("/try/say?as=Anna&as=Boris", data={"as": "Boris", "text": "/start"}, headers=headers)
    assert answer.headers["location"] == "/try?as=Anna&as=Boris#end-1"


async def test_what_people_wrote_is_shown_to_the_letter(home: House) -> None:
    await home.enter()
    await home.say(text="<script>alert(1)</script>")
    await home.say("<img src=x>", text="/start")
    page = (await home.http.get("/try", params={"as": ["me", "<img src=x>"]})).text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script>" not in page
    assert "<img" not in page


async def test_a_reply_without_script_is_a_link_to_the_composer(home: House) -> None:
    await home.enter()
    await home.say(text="New rye bread every Friday")
    card = next(one for one in await cards(home) if one.subject)
    link = f"/try?as=me&reply={card.id}"
    assert f'href="{link.replace("&", "&amp;")}#say-0"' in (await home.http.get("/try")).text
    page = (await home.http.get(link)).text
    assert "Your answer to: " in page
    assert f'name="card" value="{card.id}"' in page


# -- what is shown -----------------------------------------------------------------------------------------------------


async def test_every_open_tab_sees_everything(home: House) -> None:
    await home.enter()
    async with listening(home) as first, listening(home) as second:
        await home.say(text="New rye bread")
        await asyncio.gather(first.until("New rye bread"), second.until("New rye bread"))
        assert [item["id"] for item in first.items()] == [item["id"] for item in second.items()]


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
        (card,) = await cards(home)
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
    first, second = await cards(home)
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
    (card,) = await cards(home)
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
    assert "Older messages are not shown here." in page


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
        (card,) = await cards(home)
        token = next(act.token for act in acts_of(from_json(card.view)) if act.label == "Latviešu")
        await home.say(token=token)
        await eventually(lambda: ("reload", '"me"') in stream.events)
    assert '<html lang="lv">' in (await home.http.get("/try")).text

"""What is said at /try: once, by whom, and what a page without script shows of it."""

import asyncio
import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.browser.routes import name_of, people_of
from tests.browser.house import House, eventually, house, say
from tests.conftest import SetClock


@pytest.fixture
async def home(sqlite_url: str, tmp_path: Path, clock: SetClock) -> AsyncIterator[House]:
    async with house(sqlite_url, tmp_path, clock) as one:
        yield one


async def test_what_is_said_is_answered_on_the_page(home: House) -> None:
    await home.enter()
    assert say("web-chat-empty") in (await home.http.get("/try")).text
    answer = await home.say(text="/start")
    assert (answer.status_code, answer.headers["location"]) == (303, "/try?as=me#end-0")
    await eventually(home.cards)
    (card,) = await home.cards()
    text = (await home.http.get("/try")).text
    assert f'id="c-{card.id}"' in text
    assert '<div class="item said"' in text


async def test_a_person_brings_name_language_and_zone(home: House) -> None:
    await home.enter()
    headers = {"Origin": home.origin, "Accept-Language": "lv-LV,lv;q=0.9"}
    await home.http.post("/try/say", data={"as": "Anna", "text": "/start", "zone": "Europe/Riga"}, headers=headers)
    said = (await home.deliveries())[0].said
    assert (said.platform, said.chat, said.user, said.name) == ("browser", "Anna", "Anna", "Anna")
    assert (said.language, said.zone) == ("lv", "Europe/Riga")
    assert '<html lang="lv">' in (await home.http.get("/try?as=Anna")).text


async def test_the_same_sent_twice_has_one_effect(home: House) -> None:
    await home.enter()
    await asyncio.gather(*(home.say(text="/start", key="the-same-key") for _ in range(5)))
    assert len(await home.deliveries()) == 1
    assert len(await home.cards()) == 1


async def test_two_buttons_of_one_page_are_two_presses(home: House) -> None:
    await home.enter()
    await home.say(text="/start", key="the-same-key")
    await home.say(token="unknown", key="the-same-key")
    assert len(await home.deliveries()) == 2


async def test_a_script_gets_no_page_for_an_answer(home: House) -> None:
    await home.enter()
    headers = {"Origin": home.origin, "Accept": "application/json"}
    assert (await home.http.post("/try/say", data={"text": "/start"}, headers=headers)).status_code == 204


async def test_nothing_said_is_nothing_done(home: House) -> None:
    await home.enter()
    assert (await home.say(text=" \n")).status_code == 303
    assert await home.deliveries() == []


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
    said = (await home.deliveries())[0].said
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
    card = next(one for one in await home.cards() if one.subject)
    link = f"/try?as=me&reply={card.id}"
    assert f'href="{link.replace("&", "&amp;")}#say-0"' in (await home.http.get("/try")).text
    page = (await home.http.get(link)).text
    assert say("web-chat-replying", summary="")[:10] in page
    assert f'name="card" value="{card.id}"' in page

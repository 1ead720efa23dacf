"""Who may come in to /try."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.browser.door import Door, is_loopback
from tests.browser.house import House, house, say
from tests.conftest import SetClock


@pytest.fixture
async def home(sqlite_url: str, tmp_path: Path, clock: SetClock) -> AsyncIterator[House]:
    async with house(sqlite_url, tmp_path, clock) as one:
        yield one


async def test_the_key_becomes_a_strict_cookie_and_is_used_up(home: House) -> None:
    link = home.browser.link()
    answer = await home.http.get(link)
    assert (answer.status_code, answer.headers["location"]) == (303, "/try")
    cookie = answer.headers["set-cookie"].lower()
    assert all(part in cookie for part in ("httponly", "samesite=strict", "path=/try", "max-age=604800"))
    assert (await home.http.get("/try")).status_code == 200
    home.http.cookies.clear()
    again = await home.http.get(link)
    assert again.status_code == 403
    assert say("web-chat-closed-used") in again.text


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
        assert say("web-chat-closed-more") in answer.text
    assert await home.deliveries() == []


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
    assert await home.deliveries() == []

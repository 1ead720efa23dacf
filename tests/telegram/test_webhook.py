"""What is posted to our address: let in by what only Telegram can show, and confirmed once it is kept."""

import asyncio
import io
import json
import random
import sqlite3
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import aiohttp
import pytest

from core.model import Delivery
from core.ports import EVERYWHERE
from tests.fakes.telegram import FakeTelegram
from tests.telegram.conftest import Live, alive

ORIGIN, PATH = "https://desk.example", "/telegram/webhook"
SECRET = "X-Telegram-Bot-Api-Secret-Token"


@dataclass
class Door:
    """Our address, as anybody can reach it."""

    live: Live
    api: FakeTelegram
    session: aiohttp.ClientSession

    @property
    def secret(self) -> str:
        return self.api.world.webhook.secret

    async def post(self, body: bytes, *, secret: str | None = None, method: str = "POST") -> int:
        shown = self.secret if secret is None else secret
        url = f"http://127.0.0.1:{self.live.house.settings.port}{PATH}"
        async with self.session.request(
            method, url, data=io.BytesIO(body), headers={SECRET: shown} if shown else {}
        ) as answer:
            return answer.status

    async def kept(self) -> int:
        return await self.live.house.app.store.count(EVERYWHERE, Delivery)


@pytest.fixture
async def door(tmp_path: Path) -> AsyncIterator[Door]:
    async with (
        FakeTelegram() as api,
        alive(api, tmp_path, public_url=ORIGIN) as live,
        aiohttp.ClientSession() as session,
    ):
        api.reach[ORIGIN] = f"http://127.0.0.1:{live.house.settings.port}"
        yield Door(live, api, session)
        assert not api.flaws


def update(number: int = 1, **body: object) -> bytes:
    return json.dumps({"update_id": number} | body).encode()


async def test_only_who_shows_the_secret_is_let_in(door: Door) -> None:
    right = door.secret
    wrong = ("", "x", right[:-1], f"{right} ", f"{right}x", right.swapcase(), "\u00e9" * 64)
    assert [await door.post(update(), secret=one or "") for one in wrong[1:]] == [403] * 6
    assert await door.post(update(), secret="") == 403
    assert len(right) >= 32
    assert await door.post(update()) == 200


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b"[{}]", b"7", b"null", b'"x"', b"\xff\xfe", b"{}", b"[" * 100_000, b'{"a":' * 50_000],
    ids=lambda body: repr(body[:8]),
)
async def test_what_is_no_update_is_refused(door: Door, body: bytes) -> None:
    assert await door.post(body) == 400
    assert await door.kept() == 0


async def test_too_much_is_refused_and_nothing_but_posts_is_taken(door: Door) -> None:
    assert await door.post(b"x" * ((1 << 20) + 1)) == 413
    assert await door.post(b"", method="GET") == 405


@pytest.mark.parametrize("kind", ["edited_message", "poll", "chat_join_request", "something_new_in_2031"])
async def test_kinds_that_we_do_not_know_are_confirmed_and_change_nothing(door: Door, kind: str) -> None:
    assert await door.post(update(**{kind: {"id": "1"}})) == 200
    assert await door.kept() == 0


async def test_what_cannot_be_kept_now_is_delivered_again(door: Door, tmp_path: Path) -> None:
    anna = door.api.person("Anna")
    with sqlite3.connect(tmp_path / "aimarketing.db") as held:
        held.execute("BEGIN IMMEDIATE")
        await anna.writes("/start")
        while 503 not in [status for _, status in door.api.world.webhook.delivered]:  # noqa: ASYNC110 - nothing tells us
            await asyncio.sleep(0.05)
        held.rollback()
    held.close()
    await anna.sees("AiMarketing")
    assert [status for _, status in door.api.world.webhook.delivered][-1] == 200
    assert await door.kept() == 1


def garbage(chance: random.Random) -> bytes:
    """An update that is wrong in one place, cut, or of other bytes: never one that Telegram makes."""
    good = update(
        chance.randrange(1 << 40),
        message={"message_id": 1, "date": 1, "chat": {"id": 1, "type": "private"}, "text": "/x"},
    )
    at = chance.randrange(1, len(good) - 1)
    return chance.choice(
        (
            good[:at],
            good[:at] + bytes([chance.randrange(128, 256)]) + good[at:],
            chance.randbytes(chance.randrange(200)),
            json.dumps(chance.choice(([], 1, "x", None, True, [[[]]]))).encode(),
        )
    )


async def fuzzed(door: Door, number: int) -> None:
    chance = random.Random(number)
    seen = [await door.post(garbage(chance)) for _ in range(number)]
    assert set(seen) == {400}
    assert await door.kept() == 0


async def test_no_garbage_is_accepted_and_none_is_a_fault_of_ours(door: Door) -> None:
    await fuzzed(door, 300)


@pytest.mark.night
async def test_ten_thousand_times_no_garbage_is_accepted(door: Door) -> None:
    await fuzzed(door, 10_000)

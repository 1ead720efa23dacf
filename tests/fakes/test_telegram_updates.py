"""How the played Bot API tells a bot what happened: by being asked, and by webhook."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp import web
from telegram import Bot
from telegram.error import Conflict

from tests.fakes.conftest import Ask
from tests.fakes.telegram import FakeTelegram

Answer = Callable[[dict[str, Any]], int]


@asynccontextmanager
async def listening(
    answer: Answer = lambda _: 200,
) -> AsyncIterator[tuple[str, list[web.Request], list[dict[str, Any]]]]:
    """A bot's web server, the requests and the updates that it got."""
    requests: list[web.Request] = []
    updates: list[dict[str, Any]] = []

    async def take(request: web.Request) -> web.Response:
        requests.append(request)
        updates.append(await request.json())
        return web.Response(status=answer(updates[-1]))

    application = web.Application()
    application.router.add_post("/hook", take)
    runner = web.AppRunner(application)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}", requests, updates
    finally:
        await runner.cleanup()


async def test_an_update_is_confirmed_only_by_a_higher_offset(api: FakeTelegram, bot: Bot) -> None:
    anna = api.person("Anna", language="lv")
    await anna.writes("/start")
    await anna.writes("hello")
    first, second = await bot.get_updates()
    assert [one.update_id for one in await bot.get_updates(offset=first.update_id)] == [
        first.update_id,
        second.update_id,
    ]
    assert [one.message.text for one in await bot.get_updates(offset=second.update_id)] == ["hello"]
    assert not await bot.get_updates(offset=second.update_id + 1)


async def test_a_long_poll_ends_when_something_comes(api: FakeTelegram, bot: Bot) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=20))
    await asyncio.sleep(0.05)
    await api.person("Anna").writes("/start")
    assert (await asyncio.wait_for(poll, 5))[0].message.text == "/start"


async def test_of_two_polls_the_older_is_ended(api: FakeTelegram, bot: Bot, ask: Ask) -> None:
    older = asyncio.create_task(bot.get_updates(timeout=20))
    await asyncio.sleep(0.05)
    newer = asyncio.create_task(ask("getUpdates", timeout=20))
    with pytest.raises(Conflict, match="terminated by other getUpdates request"):
        await older
    await api.person("Anna").writes("/start")
    assert len((await newer)["result"]) == 1


async def test_a_webhook_ends_a_poll_and_forbids_the_next(api: FakeTelegram, bot: Bot) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=20))
    await asyncio.sleep(0.05)
    await bot.set_webhook("http://127.0.0.1:9/hook")
    with pytest.raises(Conflict, match="terminated by setWebhook request"):
        await poll
    with pytest.raises(Conflict, match="can't use getUpdates method while webhook is active"):
        await bot.get_updates()
    await bot.delete_webhook()
    assert await bot.get_updates() == ()


async def test_only_wanted_kinds_are_told_and_some_only_when_asked_for(api: FakeTelegram, bot: Bot) -> None:
    await bot.get_updates(allowed_updates=["callback_query", "stopped_message_generation"])
    anna = api.person("Anna")
    await anna.writes("/start")
    assert await bot.get_updates() == ()
    await bot.get_updates(allowed_updates=["mesage"])
    assert api.violations == ["getUpdates: allowed_updates: mesage is unknown"]


async def test_a_webhook_is_told_with_its_secret_under_its_public_name(api: FakeTelegram, bot: Bot) -> None:
    async with listening() as (here, requests, updates):
        api.reach["https://desk.example"] = here
        await bot.set_webhook("https://desk.example/hook", secret_token="s3cret-_")
        await api.person("Anna").writes("/start")
        await api.settles(0.05)
    assert requests[0].headers["X-Telegram-Bot-Api-Secret-Token"] == "s3cret-_"
    assert requests[0].headers["Host"] == "desk.example"
    assert updates[0]["message"]["text"] == "/start"
    assert (await bot.get_webhook_info()).pending_update_count == 0


async def test_an_update_is_told_until_it_is_taken_and_those_of_a_chat_in_order(api: FakeTelegram, bot: Bot) -> None:
    refusals = iter([500, 302, 200, 200, 200])
    anna = api.person("Anna")
    async with listening(lambda _: next(refusals)) as (here, _, updates):
        await bot.set_webhook(f"{here}/hook")
        for text in ("one", "two", "three"):
            await anna.writes(text)
        await api.settles(0.05)
    assert [one["message"]["text"] for one in updates] == ["one", "one", "one", "two", "three"]
    assert (await bot.get_webhook_info()).last_error_message == "Wrong response from the webhook: 302 Found"


async def test_who_is_not_there_is_told_later(api: FakeTelegram, bot: Bot) -> None:
    await bot.set_webhook("http://127.0.0.1:9/hook")
    await api.person("Anna").writes("/start")
    await asyncio.sleep(0.1)
    info = await bot.get_webhook_info()
    assert (info.pending_update_count, info.last_error_message) == (1, "Connection refused")
    async with listening() as (here, _, updates):
        await bot.set_webhook(f"{here}/hook")
        await api.settles(0.05)
    assert len(updates) == 1


async def test_updates_come_twice_and_in_another_order(api: FakeTelegram, bot: Bot) -> None:
    anna = api.person("Anna")
    async with listening() as (here, _, updates):
        await bot.set_webhook(f"{here}/hook")
        api.hold()
        for text in ("one", "two", "three"):
            await anna.writes(text)
        api.release(order=[2, 0, 1], copies=2)
        await api.settles(0.05)
        api.redeliver()
        await asyncio.sleep(0.1)
    told = [one["message"]["text"] for one in updates]
    assert told == ["three", "one", "two", "three", "one", "two", "three"]


async def test_a_confirmed_update_is_told_again_to_who_polls(api: FakeTelegram, bot: Bot) -> None:
    await api.person("Anna").writes("/start")
    (update,) = await bot.get_updates()
    assert not await bot.get_updates(offset=update.update_id + 1)
    api.redeliver(update.update_id)
    assert [one.update_id for one in await bot.get_updates(offset=update.update_id + 1)] == [update.update_id]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"url": "http://desk.example/hook"}, "bad webhook: An HTTPS URL must be provided for webhook"),
        ({"url": "https://desk.example:8080"}, "bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443"),
        ({"url": "https://desk.example", "secret_token": "a" * 257}, "secret token is too long"),
        ({"url": "https://desk.example", "secret_token": "a b"}, "secret token contains unallowed characters"),
    ],
)
async def test_an_address_that_is_no_good_is_refused(
    api: FakeTelegram, ask: Ask, given: dict[str, str], words: str
) -> None:
    assert (await ask("setWebhook", **given))["description"] == f"Bad Request: {words}"
    assert api.violations == [f"setWebhook: Bad Request: {words}"]

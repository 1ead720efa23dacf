"""A Discord channel through its own login to a strict Discord: what readers see, once, and what is told."""

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from core.errors import (
    NetworkError,
    OutcomeUnknown,
    PermissionMissing,
    Policy,
    RateLimited,
    Refused,
    TokenRejected,
    Unavailable,
)
from core.limits import problems
from core.model import Content, Published, Secret
from core.networks.api import Caps, HttpApi
from core.networks.discord import network
from core.networks.discord.account import LOGIN
from tests.fakes.networks.discord_place import CHANNEL, GUILD, WEBHOOK, Place
from tests.fakes.networks.trying import NOW, Still
from tests.fakes.oauth.provider import answer
from tests.networks.discords import APP, Reading, Stage, connection, content, grant, media

SPEC = Path(__file__).parents[3] / "shared/specs/discord/openapi.json"
LONG = "\n\n".join(f"Part {number}. " + "Rye. " * 350 for number in range(3))


@pytest.fixture
async def stage() -> AsyncIterator[Stage]:
    async with Place(clients={APP.id: "s3cret"}).running() as place:
        assert isinstance(place, Place)
        async with HttpApi(Still(), {"discord": place.origin}, Caps(total=1, connect=1)) as api:
            yield Stage(place, api)
        assert place.violations == []


# -- the login ---------------------------------------------------------------------------------------------------------


async def test_what_is_kept_is_the_webhook_and_none_of_the_logins_own_tokens(stage: Stage) -> None:
    finished = await stage.logs_in()
    [found] = finished.found
    assert (found.account, found.title) == (f"{GUILD}/{CHANNEL}", "Ceptuve")
    assert found.url == f"https://discord.com/channels/{GUILD}/{CHANNEL}"
    assert finished.issued.access.same(Secret(stage.place.webhook_token))
    assert not finished.issued.refresh
    assert finished.issued.expires_at is None
    assert (finished.issued.scopes, finished.lacking) == (("webhook.incoming",), ())


async def test_no_fact_of_a_grant_is_a_secret(stage: Stage) -> None:
    issued = (await stage.logs_in()).issued
    assert stage.place.webhook_token not in str(dict(issued.facts))
    assert (issued.facts["webhook"], issued.facts["guild"]) == (WEBHOOK, GUILD)
    assert issued.facts["revoke"].startswith(stage.place.origin + "/")


@pytest.mark.parametrize("webhook", [None, {}, {"id": WEBHOOK, "token": ""}, {"id": WEBHOOK, "token": "t"}])
async def test_a_login_that_made_no_webhook_is_none(stage: Stage, webhook: Any) -> None:
    stage.place.extra = {"webhook": webhook}
    with pytest.raises(OutcomeUnknown):
        await stage.logs_in()


async def test_to_end_access_is_to_delete_the_webhook(stage: Stage) -> None:
    issued = (await stage.logs_in()).issued
    for _ in range(2):
        assert await LOGIN.revoke(stage.api, await stage.lent(), connection(), grant(issued))
    assert stage.place.webhook_token == ""
    with pytest.raises(TokenRejected):
        await stage.publish(content())


# -- what readers see --------------------------------------------------------------------------------------------------


async def test_a_text_is_sent_to_the_letter_and_its_address_is_told(stage: Stage) -> None:
    text = "Ļoti **garšīgi** @everyone <@&42> 🍞 & https://maize.lv"
    got = await stage.publish(content(text))
    [message] = stage.shown
    assert (message.content, message.flags) == (text, 0)
    assert got == Published(id=message.id, url=f"https://discord.com/channels/{GUILD}/{CHANNEL}/{message.id}")


async def test_2000_letters_beyond_the_basic_plane_are_2000(stage: Stage) -> None:
    await stage.publish(content("🍞" * 2000))
    assert problems(content("🍞" * 2000), network.limits) == ()


async def test_pictures_and_videos_go_in_one_message_with_their_words(stage: Stage) -> None:
    await stage.publish(content("Klāt!", media=media("p1", "v1", "p2", alt="Maize")))
    [message] = stage.shown
    assert message.files == [
        ("1.png", "Maize", b"a picture"),
        ("2.mp4", "Maize", b"a video"),
        ("3.png", "Maize", b"another"),
    ]


async def test_media_need_no_words(stage: Stage) -> None:
    await stage.publish(content("", media=media("p1")))
    assert [(one.content, len(one.files)) for one in stage.shown] == [("", 1)]


@pytest.mark.parametrize(("options", "flags"), [({}, 0), ({"preview": "off"}, 4)])
async def test_the_preview_of_a_link_can_be_left_out(stage: Stage, options: dict[str, str], flags: int) -> None:
    await stage.publish(content("https://maize.lv", options=options))
    assert stage.shown[0].flags == flags


async def test_a_long_text_goes_as_several_messages_where_that_was_chosen(stage: Stage) -> None:
    attempt = Reading()
    got = await stage.publish(content(LONG, options={"thread": "1"}, media=media("p1")), attempt)
    assert [one.content.partition(".")[0] for one in stage.shown] == ["Part 0", "Part 1", "Part 2"]
    assert [len(one.files) for one in stage.shown] == [1, 0, 0]
    assert (got.id.split(","), got.url.rpartition("/")[2]) == ([one.id for one in stage.shown], stage.shown[0].id)


async def test_a_message_that_is_known_to_be_there_is_never_sent_again(stage: Stage) -> None:
    attempt, post = Reading(), content(LONG, options={"thread": "1"})
    first = await stage.publish(post, attempt)
    attempt.steps["message-2"] = None
    stage.place.messages.popitem()
    again = await stage.publish(post, attempt)
    assert [one.id for one in stage.shown] == again.id.split(",")
    assert again.id.split(",")[:2] == first.id.split(",")[:2]


@pytest.mark.parametrize(
    ("post", "key"),
    [
        (content("x" * 2001), "limit-text-over"),
        (content(media=media(*["p1"] * 11)), "limit-images-over"),
        (content(media=media("p1", size=10_000_001)), "limit-file-over"),
        (content(media=media("p1", "v1", "p2", size=9_000_000)), "limit-files-over"),
        (content(media=media("p1", alt="x" * 1025)), "limit-alt-over"),
    ],
)
def test_what_discord_does_not_take_is_known_before(post: Content, key: str) -> None:
    assert key in [found for found, _ in problems(post, network.limits)]


# -- what is out already -----------------------------------------------------------------------------------------------


async def test_changed_words_call_nobody_and_leave_what_is_attached(stage: Stage) -> None:
    got = await stage.publish(content("vecie vārdi", media=media("p1")))
    assert network.edit
    changed = await network.edit(stage.api, await stage.lent(), content("@everyone jaunie", media=media("p1")), got.id)
    assert (stage.shown[0].content, len(stage.shown[0].files)) == ("@everyone jaunie", 1)
    assert changed.id == got.id


async def test_words_for_another_number_of_messages_are_refused(stage: Stage) -> None:
    got = await stage.publish(content(LONG, options={"thread": "1"}))
    assert network.edit
    with pytest.raises(Refused, match="not-as-many"):
        await network.edit(stage.api, await stage.lent(), content("short", options={"thread": "1"}), got.id)


async def test_all_messages_of_a_post_are_taken_away_whichever_are_gone(stage: Stage) -> None:
    got = await stage.publish(content(LONG, options={"thread": "1"}))
    stage.place.messages.popitem()
    assert network.delete
    await network.delete(stage.api, await stage.lent(), connection(), got.id)
    assert stage.shown == []


async def test_reactions_to_all_messages_are_counted(stage: Stage) -> None:
    got = await stage.publish(content(LONG, options={"thread": "1"}))
    stage.shown[0].reactions = [{"emoji": {"name": "🍞"}, "count": 3}, {"emoji": {"name": "❤"}, "count": 2}]
    stage.shown[2].reactions = [{"emoji": {"name": "🍞"}, "count": 1}]
    assert network.metrics
    assert await network.metrics(stage.api, await stage.lent(), connection(), got.id) == {"likes": 6}


async def test_an_account_is_called_as_its_webhook_is_now(stage: Stage) -> None:
    lent = await stage.lent()
    stage.place.name = "  Rudzu\nmaize "
    assert network.account
    told = await network.account(stage.api, lent, connection())
    assert (told.title, told.url) == ("Rudzu maize", f"https://discord.com/channels/{GUILD}/{CHANNEL}")


async def test_a_webhook_that_was_moved_is_another_channels(stage: Stage) -> None:
    lent = await stage.lent()
    stage.place.channel = "1300000000000000009"
    assert network.account
    with pytest.raises(PermissionMissing, match="webhook-moved"):
        await network.account(stage.api, lent, connection())


# -- what is refused ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "code", "error"),
    [
        (404, 10015, TokenRejected),
        (401, 50027, TokenRejected),
        (401, 0, TokenRejected),
        (404, 10003, PermissionMissing),
        (403, 50001, PermissionMissing),
        (403, 50013, PermissionMissing),
        (403, 0, PermissionMissing),
        (400, 50006, Refused),
        (400, 50035, Refused),
        (413, 40005, Refused),
        (404, 10008, Refused),
        (403, 240000, Policy),
        (400, 240000, Policy),
        (403, 20009, Policy),
        (403, 20016, RateLimited),
        (400, 20028, RateLimited),
        (429, 20022, RateLimited),
        (500, 0, OutcomeUnknown),
    ],
)
async def test_a_code_means_what_discord_says(stage: Stage, status: int, code: int, error: type[NetworkError]) -> None:
    await stage.logs_in()
    stage.place.command(stage.own(), answer(status, {"code": code, "message": "No."}))
    with pytest.raises(error) as raised:
        await stage.publish(content())
    assert type(raised.value) is error
    assert (stage.shown, raised.value.detail) == ([], "No.")


async def test_the_sentence_about_the_field_is_told(stage: Stage) -> None:
    with pytest.raises(Refused, match=r"Invalid Form Body Must be 2000 or fewer in length\."):
        await stage.publish(content("x" * 2001))


async def test_a_wall_in_front_of_discord_does_not_cost_the_account(stage: Stage) -> None:
    await stage.logs_in()
    stage.place.command(stage.own(), (403, "<!doctype html><title>Attention required</title>"))
    with pytest.raises(Policy):
        await stage.publish(content())


@pytest.mark.parametrize(
    ("said", "seconds"), [({"retry_after": 64.57}, 64.57), ({"retry_after": 0.2, "global": True}, 1.0), ({}, 60.0)]
)
async def test_a_pause_may_be_a_fraction_of_seconds(stage: Stage, said: dict[str, Any], seconds: float) -> None:
    await stage.logs_in()
    stage.place.command(stage.own(), answer(429, {"message": "You are being rate limited.", **said}))
    with pytest.raises(RateLimited) as raised:
        await stage.publish(content())
    assert (raised.value.until - NOW).total_seconds() == pytest.approx(seconds)


async def test_a_token_that_discord_repeats_is_not_shown(stage: Stage) -> None:
    await stage.logs_in()
    token = stage.place.webhook_token
    stage.place.command(stage.own(), answer(400, {"code": 50035, "message": f"Invalid: {token}"}))
    with pytest.raises(Refused) as raised:
        await stage.publish(content())
    assert token not in raised.value.detail


async def test_a_lost_answer_to_a_reading_is_no_doubt(stage: Stage) -> None:
    lent = await stage.lent()
    stage.place.command(stage.own(), None, times=2)  # a reading is repeated once by itself
    assert network.account
    with pytest.raises(Unavailable):
        await network.account(stage.api, lent, connection())


async def test_the_secret_goes_only_where_its_place_is(stage: Stage) -> None:
    lent = await stage.lent()
    with pytest.raises(TokenRejected):
        lent.sign("GET", f"{stage.place.origin}/api/v10/users/@me")
    with pytest.raises(TokenRejected):
        lent.sign("GET", "https://discord.com.evil.example/api/v10/webhooks/own/key")


# -- the description ---------------------------------------------------------------------------------------------------


@pytest.mark.skipif(not SPEC.exists(), reason="Discord's description is not at hand")
def test_what_we_send_and_expect_is_in_the_description() -> None:
    whole = json.loads(SPEC.read_text())
    schemas, paths = whole["components"]["schemas"], whole["paths"]
    sent = schemas["IncomingWebhookRequestPartial"]["properties"]
    assert {"content", "allowed_mentions", "flags", "attachments"} <= sent.keys()
    assert sent["content"]["maxLength"] == network.limits.text
    assert sent["attachments"]["maxItems"] == network.limits.images
    alt = schemas["MessageAttachmentRequest"]["properties"]["description"]
    assert alt["maxLength"] == network.limits.alt_text
    assert "nonce" not in sent, "a webhook could be asked again without harm: see Retry"
    assert {"get", "post", "delete"} <= paths["/webhooks/{webhook_id}/{webhook_token}"].keys()
    assert {"get", "patch", "delete"} <= paths["/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}"].keys()
